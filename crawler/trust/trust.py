"""What a spider knows of its site's pages, and what it does with each: believed, refused, or kept waiting for another.

Between the spider and the two that decide, crawler/trust/belief.py (is this the article?) and
crawler/trust/furniture.py (which of its lines are the site's?). Holds no notice longer than until the next page that
can be compared with it, or the site's end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from crawler.read.alarms import Alarm
from crawler.trust.belief import BELIEVED, REFUSED, Believer, PageRead
from crawler.trust.furniture import Furniture
from nouns.found import Article
from nouns.items import Address, Notice, Page
from pipelines.likeness import comparable_title


class Read(NamedTuple):
    """An article page as it was read: the address it was fetched for, what was found first, the notice made of it."""

    address: Address
    article: Article
    notice: Notice
    tries: int = 0


class NotBelieved(NamedTuple):
    """A page that is refused: the address it was fetched for, why, and the answers as they came."""

    address: Address
    alarm: Alarm
    pages: tuple[Page, ...] = ()


class Verdict(NamedTuple):
    """What is decided now: notices to keep, addresses to refuse with the reason, and addresses that were believed too
    early, whose texts are to be taken back."""

    kept: tuple[Notice, ...] = ()
    refused: tuple[NotBelieved, ...] = ()
    taken_back: tuple[tuple[str, Alarm], ...] = ()


@dataclass(slots=True)
class Trust:
    """One site's. `changed`: something was learned since it was dumped; `whole`: article pages in a row that said that
    they end."""

    furniture: Furniture = field(default_factory=Furniture)
    believer: Believer = field(default_factory=Believer)
    changed: bool = False
    whole: int = 0
    again: dict[str, Address] = field(default_factory=dict)  # to be read once more, by what is known then
    _read_again: set[str] = field(default_factory=set)
    _waiting: dict[str, Read] = field(default_factory=dict)

    @classmethod
    def load(cls, learned: Mapping[str, Any] | None) -> Trust:
        """From what the store remembers of the site (output/store/learned.py); None: nothing."""
        if not learned:
            return cls()
        memory = learned["memory"]
        lines = {**learned["shared"], **learned["lines"]}
        furniture = Furniture.load(memory.get("furniture", {}), lines, learned["kept"])
        return cls(furniture, Believer.load(memory.get("believer", {})), whole=memory.get("whole", 0))

    def dump(self) -> dict[str, Any]:
        """What is to be remembered, as plain data."""
        self.changed = False
        return {"furniture": self.furniture.dump(), "believer": self.believer.dump(), "whole": self.whole}

    def take(self, read: Read, status: int) -> Verdict:
        """The verdict on a page that was just read, and on what it settles of those that wait."""
        self.changed = True
        address, article = read.address, read.article
        if not article.digest:  # no file
            self.whole = self.whole + 1 if read.notice.whole else 0
        title = comparable_title(address.title or article.title)
        own = self.furniture.own(title, article.signs.lines)
        page = PageRead(address.url, title, article.signs, article.body, own, _files(article), status)
        belief = self.believer.judge(page)
        settled = self._settle(belief.settled, belief.alarm)
        if belief.state == BELIEVED:
            return settled._replace(kept=(*settled.kept, *self._believed(read)))
        if belief.state == REFUSED:
            return settled._replace(refused=(*settled.refused, _refused(read, belief.alarm)))
        self._waiting[address.url] = read
        return settled

    def end(self) -> Verdict:
        """The site is done: what still waits is decided by what is known."""
        tries = {url: read.tries for url, read in self._waiting.items()}
        believed, refused = [], []
        own = {url: self.furniture.not_the_sites(read.article.signs.lines) for url, read in self._waiting.items()}
        for url, belief in self.believer.settle(tries, own):
            read = self._waiting.pop(url)
            if belief.state == BELIEVED:
                if not read.article.signs.named:
                    read.notice.flags.append("title-not-on-page")
                believed += [read] * len(self._believed(read))
            else:
                refused.append(_refused(read, belief.alarm))
        # What the last of them taught counts for the first.
        kept = [read.notice for read in believed if self._keeps(read, self.furniture.without(read.notice.body_raw))]
        return Verdict(tuple(kept), tuple(refused))

    @property
    def waits(self) -> bool:
        """Whether a page waits for another."""
        return bool(self._waiting)

    def _settle(self, decided: Iterable[tuple[str, str]], alarm: Alarm | None) -> Verdict:
        kept, refused, taken_back = [], [], []
        for url, state in decided:
            read = self._waiting.pop(url, None)
            if read is None:
                assert alarm is not None
                taken_back.append((url, alarm))
            elif state == BELIEVED:
                kept += self._believed(read)
            else:
                refused.append(_refused(read, alarm))
        return Verdict(tuple(kept), tuple(refused), tuple(taken_back))

    def read_again(self) -> list[Address]:
        """Addresses whose text turned out to be the site's own: what is theirs is found by knowing that."""
        addresses = [address for url, address in self.again.items() if url not in self._read_again]
        self._read_again |= self.again.keys()
        self.again.clear()
        return addresses

    def _believed(self, read: Read) -> list[Notice]:
        """Its notice, without the site's furniture; none yet where nothing is left and it is to be read again."""
        notice, article = read.notice, read.article
        title = comparable_title(read.address.title or article.title)
        keys = article.signs.body if article.body == notice.body_raw else ()  # else it is of several pages
        text = self.furniture.hear(title, article.signs.lines, notice.body_raw, keys)
        return [notice] if self._keeps(read, text) else []

    def _keeps(self, read: Read, text: str) -> bool:
        """Give a notice this text of its own; False where it has none, and is to be read again, once."""
        notice, url = read.notice, read.address.url
        should_have_text = bool(notice.body_raw) or not _files(read.article)
        if not text and should_have_text and url not in self._read_again:
            self.again[url] = read.address
            return False
        if text != notice.body_raw:
            notice.body_cut, notice.said = text, None
        return True


def _refused(read: Read, alarm: Alarm | None) -> NotBelieved:
    assert alarm is not None  # no page is refused without one
    return NotBelieved(read.address, alarm, read.notice.pages)


def _files(article: Article) -> bool:
    """Whether a page offers something else than a text."""
    if article.attachments or article.pictures:
        return True
    embedded = article.embedded
    return embedded is not None and bool(embedded.attachments or embedded.elsewhere)
