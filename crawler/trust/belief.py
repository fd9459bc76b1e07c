"""Whether a page is believed to be the article it was fetched for. Pure: pages of one site in, a verdict on each out.

An article says its title; challenge pages, soft 404s, logins and maintenance pages do not, whoever made them, and they
say the same under every title. So a page that names its title is believed, unless a gate stands in the place of its
text. One that does not is refused when it raises an alarm (crawler/read/alarms.py) and has little of its own to say, or
when another page of the site says the same; where neither is known yet it waits for another page to compare with
(`DOUBTED`), at the latest until the site is done (`settle`). So does a short text under its title that takes nothing up
of it: what is said of one title today and of another tomorrow is the site's, and so is what its words tell of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from crawler.read import alarms
from crawler.read.alarms import Alarm
from nouns.found import TEASER, PageLine, PageSigns
from pipelines.likeness import SAME, holds, similarity, takes_up, unrelated

BELIEVED, REFUSED, DOUBTED = "believed", "refused", "doubted"
AMPLE = 600  # letters of its own from which a page's words about logins or errors are its subject
TINY = 40  # letters: less, without the title, is no article
VARIES = 0.05  # share of a page's letters that may differ from one showing to the next
FEW = 10  # letters that may differ in any case
PAGES = 60  # of a run that are compared with
REMEMBERED = 5  # refused pages of a kind that later runs compare with
FOREIGN = 20  # short texts that took up nothing of their titles, likewise
HABIT = 5  # pages that name their titles, all of them, from which that is how the site is
SCANT = 150  # letters: less, where all others of the site say their titles, is none either
PATIENCE = 3  # runs in which a page without its title is not believed against such a habit
ODD_STATUS = frozenset((202, 203))

SAME_PAGE = Alarm("same-page", "the same page under different titles", "look at the address in a browser")
NO_TITLE = Alarm(
    "no-title",
    "a page that does not say its title, where all others of the site do",
    "look at the address in a browser",
)
BY_COMPARISON = {alarm.kind: alarm for alarm in (SAME_PAGE, NO_TITLE)}


def of_kind(kind: str) -> Alarm:
    """What a kind of refusal means."""
    return BY_COMPARISON.get(kind) or alarms.of_kind(kind)


class Belief(NamedTuple):
    """`state`: BELIEVED, REFUSED or DOUBTED; `alarm`: why, for the last two; `settled`: addresses that waited and what
    this page decides about theirs."""

    state: str
    alarm: Alarm | None = None
    settled: tuple[tuple[str, str], ...] = ()


class PageRead(NamedTuple):
    """One page as it was read. `title`: comparable; `own`: letters that no other page of the site shows and that are
    not its title; `files`: whether it offers files or pictures."""

    url: str
    title: str
    signs: PageSigns
    body: str
    own: int
    files: bool = False
    status: int = 200


class _Page(NamedTuple):
    """A page that says little, or not its title. `said`: key of what stays of each line -> letters; `told`: why it is
    none, by the words of its text, if that takes up nothing of the title; `is_bare`: it has no text."""

    url: str
    title: str
    said: dict[int, int]
    told: Alarm | None = None
    is_bare: bool = False


@dataclass(slots=True)
class Believer:
    """What is known of one site's pages. `refused`: what refused pages said, by kind of alarm; `named` and `unnamed`:
    pages believed that did and did not say their titles; `usual`: alarms of the `short` ones of those that did."""

    refused: dict[str, list[dict[int, int]]] = field(default_factory=dict)
    named: int = 0
    unnamed: int = 0
    short: int = 0
    usual: Counter[str] = field(default_factory=Counter)
    foreign: list[_Page] = field(default_factory=list)  # of earlier runs: short, under their titles, nothing of these
    _unnamed: list[_Page] = field(default_factory=list)  # pages of this run that do not say their titles
    _refused_now: set[str] = field(default_factory=set)  # addresses, of this run
    _short: list[_Page] = field(default_factory=list)  # short texts of this run under their titles
    _waiting: dict[str, _Page] = field(default_factory=dict)

    def judge(self, read: PageRead) -> Belief:
        """The verdict on one page."""
        signs = read.signs
        if signs.gate and len(read.body) < TEASER:
            return Belief(REFUSED, alarms.LOGIN)
        alarm = self._alarm(signs, read.status)
        if signs.named:
            return self._named(read, alarm)
        page = _page(read, [line for line in signs.lines if not line.label], stable=True)
        if known := self._refused_before(page):
            return Belief(REFUSED, known)
        if twin := self._twin(page, self._unnamed, lambda ours, theirs: similarity(ours, theirs) < SAME):
            return self._refuse(page, alarm or SAME_PAGE, *self._also(twin))
        if alarm and read.own < AMPLE:
            return self._refuse(page, alarm)
        return self._compare(page)

    def _named(self, read: PageRead, alarm: Alarm | None) -> Belief:
        """On a page that says its title: the article, unless what it says under it is said under other titles too."""
        if not read.body and not read.files:
            return Belief(BELIEVED)  # and refused for having no text: pipelines/require.py
        if len(read.body) >= TEASER or read.files:
            return self._believe_named(read)
        lines = [line for line in read.signs.lines if not line.label]
        if not any(line.inside for line in lines):
            return self._believe_named(read)
        # Numbers alone tell two short notices apart, but not two showings of a page that asks to log in.
        page = _page(read, lines, stable=bool(alarm or read.signs.told))
        return self._short_named(read, page, alarm)

    def _short_named(self, read: PageRead, page: _Page, alarm: Alarm | None) -> Belief:
        """On a page that says its title and little under it."""
        is_foreign = not takes_up(read.title, read.body)
        if (alarm or is_foreign) and (known := self._refused_before(page)):
            return Belief(REFUSED, known)
        twin = self._twin(page, (*self._short, *self.foreign), unrelated)
        if twin:
            return self._refuse(page, alarm or page.told or SAME_PAGE, *self._also(twin))
        self._short = [*self._short[1 - PAGES :], page]
        if alarm or page.told:
            self._waiting[page.url] = page
            return Belief(DOUBTED, alarm or page.told)
        if is_foreign:
            self.foreign = [*self.foreign[1 - FOREIGN :], page]
        return self._believe_named(read)

    def _believe_named(self, read: PageRead) -> Belief:
        self.named += 1
        self.short += len(read.body) < TEASER
        self.usual.update(read.signs.alarms)
        return Belief(BELIEVED)

    def _also(self, twin: _Page) -> tuple[tuple[str, str], ...]:
        """The page that says the same goes the same way."""
        self._waiting.pop(twin.url, None)
        return ((twin.url, REFUSED),)

    def settle(self, tries: Mapping[str, int], own: Mapping[str, int]) -> list[tuple[str, Belief]]:
        """The verdict on what still waits when the site is done: nothing came that it could be compared with.
        `tries`: in how many runs each was fetched in vain; `own`: letters that are not the site's, now that all pages
        have come: of one that came early all were its own."""
        settled = []
        named = self._short_urls
        alone = not self.unnamed and len(self._waiting.keys() - named) == 1
        strange = {url for url in self._waiting if url not in named and self._is_strange(own[url], alone)}
        for url, page in self._waiting.items():
            if url in named:
                told = page.told if self.named >= HABIT and tries.get(url, 0) < PATIENCE else None
                settled.append((url, Belief(REFUSED, told) if told else Belief(BELIEVED)))
            elif url in strange and tries.get(url, 0) < PATIENCE:
                settled.append((url, Belief(REFUSED, NO_TITLE)))
            else:
                settled.append((url, Belief(BELIEVED)))
                self.unnamed += 1
        self._waiting.clear()
        return settled

    @property
    def _short_urls(self) -> set[str]:
        return {page.url for page in self._short}

    def _is_strange(self, own: int, alone: bool) -> bool:
        """Whether a page without its title, with so many letters of its own, is none of the site's articles, for all
        that is known of these. `alone`: no other page is without its title."""
        all_are_named = self.named >= HABIT and not self.unnamed
        most_are_refused = len(self._refused_now) > self.named + self.unnamed
        return most_are_refused or own < (SCANT if all_are_named else TINY if alone else 0)

    def _compare(self, page: _Page) -> Belief:
        """Two texts that differ are two articles, whatever they are called; the first of them waits."""
        others = {other.url for other in self._unnamed if not other.is_bare} - self._refused_now - {page.url}
        self._unnamed = [*self._unnamed[1 - PAGES :], page]
        if (page.is_bare and len(self._waiting) < PAGES) or (not self.unnamed and not others):
            self._waiting[page.url] = page
            return Belief(DOUBTED, NO_TITLE)
        waited = self._no_longer_waiting()
        self.unnamed += 1 + len(waited)
        return Belief(BELIEVED, None, tuple((url, BELIEVED) for url in waited))

    def _no_longer_waiting(self) -> list[str]:
        """The pages that waited for one to be compared with, taken off the list."""
        named = self._short_urls
        waited = [url for url, other in self._waiting.items() if not (url in named or other.is_bare)]
        for url in waited:
            del self._waiting[url]
        return waited

    def _refuse(self, page: _Page, alarm: Alarm, *settled: tuple[str, str]) -> Belief:
        self._refused_now |= {page.url, *(url for url, _state in settled)}
        self.refused[alarm.kind] = [*self.refused.get(alarm.kind, ())[1 - REMEMBERED :], page.said]
        self._unnamed = [*self._unnamed[1 - PAGES :], page]
        return Belief(REFUSED, alarm, settled)

    def _refused_before(self, page: _Page) -> Alarm | None:
        """Why a page that says the same was refused, if one was."""
        for kind, pages in self.refused.items():
            if any(_alike(page.said, said) for said in pages):
                return of_kind(kind)
        return None

    @staticmethod
    def _twin(page: _Page, others: Iterable[_Page], differ: Callable[[str, str], bool]) -> _Page | None:
        """One of these pages that says the same under another title. `differ`: whether two titles are apart."""
        for other in others:
            apart = other.url != page.url and differ(other.title, page.title)
            if apart and not holds(other.title, page.title) and _alike(page.said, other.said):
                return other
        return None

    def _alarm(self, signs: PageSigns, status: int) -> Alarm | None:
        """The first alarm that the site's articles do not raise as well, as a login form in a page's head does."""
        for kind in signs.alarms:
            if self.usual[kind] < 2 or 2 * self.usual[kind] < self.short:
                return of_kind(kind)
        return alarms.CHALLENGE if status in ODD_STATUS else None

    def dump(self) -> dict[str, Any]:
        """What is to be remembered, as plain data."""
        refused = {kind: [list(said.items()) for said in pages] for kind, pages in self.refused.items()}
        counts = {"named": self.named, "unnamed": self.unnamed, "short": self.short}
        foreign = [(page.url, page.title, list(page.said.items())) for page in self.foreign]
        return {"refused": refused, **counts, "usual": dict(self.usual), "foreign": foreign}

    @classmethod
    def load(cls, data: Mapping[str, Any]) -> Believer:
        """From what `dump` gave."""
        refused = {kind: [dict(said) for said in pages] for kind, pages in data.get("refused", {}).items()}
        named, unnamed, short = (data.get(name, 0) for name in ("named", "unnamed", "short"))
        foreign = [_Page(url, title, dict(said)) for url, title, said in data.get("foreign", ())]
        return cls(refused, named, unnamed, short, Counter(data.get("usual", {})), foreign)


def _page(read: PageRead, lines: Sequence[PageLine], stable: bool) -> _Page:
    """What a page says in these lines. `stable`: without what changes from one showing to the next."""
    said = {line.stable if stable else line.key: line.size for line in lines}
    told = read.signs.told
    is_told = told is not None and read.signs.named and not takes_up(read.title, read.body)
    return _Page(read.url, read.title, said, alarms.of_kind(told or "") if is_told else None, not read.body)


def _alike(ours: Mapping[int, int], theirs: Mapping[int, int]) -> bool:
    """Whether two pages say the same, but for what changes from one showing to the next."""
    apart = sum((ours.get(key) or theirs[key]) for key in ours.keys() ^ theirs.keys())
    return apart <= max(FEW, VARIES * max(sum(ours.values()), sum(theirs.values())))
