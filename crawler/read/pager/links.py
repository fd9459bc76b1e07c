"""How much speaks for a link of a page being the one to the next page: by what it says, what it is called, where it
stands and where it leads. A table of rules, each with its weight; asked by pager.py for every link."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.read.listing.elements import text_of
from crawler.read.pager import words as lex
from crawler.read.pager.steps import host, of_another_day, step

ENOUGH = 4.0  # one sure sign (a word, the number after the current one) or two weaker ones
_OUT = -9.0  # of what must not be followed, whatever else speaks for it
_LONGEST_LABEL = 40  # characters: a pager's links say less than titles do
_LONGEST_SCRIPT = 300  # characters of a call in which an address is looked for
_NAMED_ABOVE = 4  # elements around a link whose names may say that it stands in a pager
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|zip|rar|jpe?g|png|gif|mp4|apk|wps|ofd)$", re.I)
_SPREAD = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")  # 下 一 页
_NO_ADDRESS = re.compile(r"#|(?:javascript|mailto|tel|data):", re.I)
_ADDRESS_DATA = ("data-href", "data-url", "data-next", "data-next-url", "tagname")
_ADDRESS_SIGN = re.compile(r"[/.?]")
_LITERAL_ADDRESS = re.compile(r"['\"](?=[^'\"]*[/.?])([\w/.?][\w/.?=&%:;,+~@-]*)['\"]")


def target(link: HtmlElement) -> str | None:
    """Where a link leads: its href, or the address its data attribute or its script names literally (publishing
    systems write `tagname="/a/index_2.html"` or `onclick="query(this, '/a/index_2.html')"` beside an empty href)."""
    href = (link.get("href") or "").strip()
    if href and not _NO_ADDRESS.match(href):
        return href
    kept = (link.get(name) or "" for name in _ADDRESS_DATA)
    address = next(filter(_ADDRESS_SIGN.search, kept), None)
    if address is not None:
        return address
    onclick = link.get("onclick") or ""
    literal = _LITERAL_ADDRESS.search(f"{href[:_LONGEST_SCRIPT]} {onclick[:_LONGEST_SCRIPT]}")
    return literal[1] if literal else None


def labels_of(link: HtmlElement, text: str) -> list[str]:
    """What a link says: its `text`, and what its own and, for want of text, its picture's labels say."""
    said = [text, link.get("aria-label"), link.get("title"), link.get("value"), link.get("alt")]
    if not text:
        said += [image.get("alt") or image.get("title") for image in link.iter("img", "svg", "input")]
    labels = [_SPREAD.sub("", " ".join(label.split())) for label in said if label]
    return [label for label in labels if 0 < len(label) <= _LONGEST_LABEL]


def _names(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _pictured(link: HtmlElement) -> str:
    """What the files of a link's pictures are called, without their folders and endings: nextn of images/nextn.gif;
    and what its glyphs are."""
    files = (re.split(r"[?#]", image.get("src") or "")[0].rpartition("/")[2] for image in link.iter("img"))
    glyphs = (glyph.get("class") or "" for glyph in link.iter("i", "svg", "span", "em"))
    return " ".join([*(file.partition(".")[0] for file in files), *glyphs])


class Link:
    """A link as the rules look at it. `text` and `labels` are what it says, `relations` its rel; `follows_current`: it
    stands after the current number of a pager; `walk`: it is asked where a walk goes on, not what is called next."""

    def __init__(self, element: HtmlElement, text: str, follows_current: bool, walk: bool) -> None:
        self.element = element
        self.text = text
        self.labels = labels_of(element, text)
        self.follows_current = follows_current
        self.says_older = self._says(lex.OLDER)
        self.says_next = self._says(lex.NEXT) or (walk and self.says_older)
        self.is_sign = not self.says_next and lex.SIGNS.fullmatch(text) is not None

    def _says(self, wording: re.Pattern[str]) -> bool:
        return any(map(wording.fullmatch, self.labels))

    @cached_property
    def relations(self) -> list[str]:
        return (self.element.get("rel") or "").lower().split()

    @cached_property
    def around(self) -> list[HtmlElement]:
        """The link and what it stands in."""
        return [self.element, *islice(self.element.iterancestors(), _NAMED_ABOVE)]

    @cached_property
    def names(self) -> list[str]:
        """What the link, with the pictures of one without text, and each element around it are called."""
        names = [_names(element) for element in self.around]
        if not self.labels:
            names[0] += f" {_pictured(self.element)}"
        return names

    def says_more(self) -> bool:
        if self.says_next:
            return False
        return self._says(lex.MORE) or (self.says_older and not self._is_marked_back())

    def _is_marked_back(self) -> bool:
        """Whether the page marks the link as one that leads back."""
        named = any("prev" in _names(element).lower() for element in self.around[:2])
        return named or "prev" in self.relations or lex.BACK_SIGN.search(self.text) is not None

    def points_far_on(self) -> bool:
        return self.is_sign and lex.FAR_ON.search(self.text) is not None

    def points_on(self) -> bool:
        return self.is_sign and lex.ONE_ON.search(self.text) is not None and not self.points_far_on()

    def is_next_by_rel(self) -> bool:
        return "next" in self.relations

    def is_named_next(self) -> bool:
        own = self.names[:2]
        return any(map(lex.NAMED.search, own)) and not any(map(lex.NAMED_OUT.search, own))

    def stands_in_pager(self) -> bool:
        return any(map(lex.PAGER.search, self.names))

    def leads_elsewhere(self) -> bool:
        """Whether it says that it leads back, to an end, or to another article."""
        return ("prev" in self.relations and not self.says_next) or any(map(lex.OUT.search, self.labels))

    def is_disabled(self) -> bool:
        disabled = any(element.get("aria-disabled") == "true" for element in self.around[:2])
        return disabled or (any(map(lex.DISABLED.search, self.names[:2])) and not self._is_dressed_as_numbers())

    def _is_dressed_as_numbers(self) -> bool:
        """Whether a number that leads somewhere beside the link is called the same: templates call inactive what is not
        the current page."""
        return any(map(_is_twin_number, self.around[:2], self.around[1:3]))

    def is_of_calendar(self) -> bool:
        return any(map(lex.CALENDAR.search, map(_names, self.element.iterancestors())))


def _is_twin_number(node: HtmlElement, parent: HtmlElement) -> bool:
    """Whether another child of the parent has the node's class and is, or holds alone, a link that says a number."""
    for other in parent:
        if other is node or other.tag != node.tag or other.get("class") != node.get("class"):
            continue
        link = other if other.tag == "a" else next(other.iter("a"), None)
        if link is not None and (link.get("href") or "").strip("#") and text_of(other).isdigit():
            return True
    return False


class Rule(NamedTuple):
    """Something that may hold of a link, and how much it speaks for it."""

    weight: float
    holds: Callable[[Link], bool]


# What a link says. One that says none of it, but has text, can only be the number after the current one.
_SAID = (
    Rule(4.0, lambda link: link.says_next),
    Rule(2.0, Link.says_more),
    Rule(1.5, Link.points_far_on),
    Rule(2.5, Link.points_on),
)
_AFTER_CURRENT = 4.0
# What it is called counts beside what it says, or where it says nothing.
_CALLED = (Rule(3.0, Link.is_next_by_rel), Rule(2.0, Link.is_named_next))
_IN_PAGER = 1.0
_RULED_OUT = (Link.leads_elsewhere, Link.is_disabled, Link.is_of_calendar)


def weigh(element: HtmlElement, follows_current: bool, walk: bool) -> tuple[float, bool]:
    """How much speaks for a link by its words, names and place, and whether words do; 0 for nothing, or for what
    must not be followed."""
    text = text_of(element)
    if len(text) > _LONGEST_LABEL:
        return 0.0, False
    link = Link(element, text, follows_current, walk)
    said = _sum(_SAID, link)
    shows_nothing = text and not said
    if shows_nothing and not follows_current:
        return 0.0, False
    if any(ruled_out(link) for ruled_out in _RULED_OUT):
        return 0.0, False
    called = 0.0 if shows_nothing else _sum(_CALLED, link)
    weight = said + called + _AFTER_CURRENT * follows_current + _IN_PAGER * link.stands_in_pager()
    return weight, link.says_next


def _sum(rules: Iterable[Rule], link: Link) -> float:
    return sum(rule.weight for rule in rules if rule.holds(link))


# How much an address speaks for a link beside the page's own.
_ONE_AHEAD, _FURTHER_AHEAD, _OTHER_SITE = 2.5, -1.0, -2.0


def weigh_address(url: str, address: str, says_next: bool, follows_current: bool = False) -> float:
    """How much speaks for an address beside the page's own. Some systems number backwards from the last page
    (`tzgg.htm`, `tzgg/23.htm`, `tzgg/22.htm`): a link in words, and the number after the current one, may lead one
    number down, or anywhere from page one."""
    if _FILE.search(urlsplit(address).path):
        return _OUT
    if not says_next and of_another_day(url, address):
        return _OUT
    site = _OTHER_SITE if host(address) != host(url) else 0.0
    ahead = step(url, address)
    if ahead is None:
        return site
    if ahead == 1:
        return site + _ONE_AHEAD
    leaps = ahead > 1
    if (says_next or follows_current) and (leaps or ahead == -1):
        return site
    return site + (_FURTHER_AHEAD if leaps else _OUT)
