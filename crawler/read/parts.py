"""What the pages of one article come to, or what stands in place of one. Pure: between the spider and its notices."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from crawler.addresses.file_names import FILE, name_in
from crawler.addresses.hosts import is_home
from nouns.found import Article
from pipelines.textless import points_on

MOST = 30  # pages of one article
_NOWHERE = re.compile(
    r"(?:^|[/.?&=_-])(?:log[-_]?in|sign[-_]?in|sso|cas|passport|oauth2?|auth|verify|captcha|404|error|block(?:ed)?|deny)"
    r"(?:[/.?&=_-]|$)",
    re.I,
)


class Whole(NamedTuple):
    """A notice's `body`, `attachments` (name, address) and `flags`."""

    body: str
    attachments: list[tuple[str, str]]
    flags: list[str]


def joined(parts: Sequence[Article]) -> Whole:
    """An article of these pages. One without a text keeps what it shows instead, its pictures too."""
    body = "\n".join(part.body for part in parts if part.body)
    attachments = _attachments(parts)
    flags = dict.fromkeys(chain.from_iterable(part.flags for part in parts))
    if any(map(_leads_on, parts)):
        names = [name for name, _ in attachments]
        if not body or points_on(body, names):
            flags["elsewhere"] = None
    if body:
        flags.pop("empty", None)
    return Whole(body, attachments, list(flags))


def _leads_on(part: Article) -> bool:
    """Whether a page shows that its text stands on another."""
    return bool(part.embedded and part.embedded.elsewhere)


def _attachments(parts: Sequence[Article]) -> list[tuple[str, str]]:
    """The files of these pages and what they show in place of a text, each address once."""
    names: dict[str, str] = {}
    for part in reversed(parts):
        for name, address in reversed(part.attachments):
            names[address] = name  # what is said of it first stands
    left_blank = is_blank(parts[-1])
    for part in parts:
        for name, address in _shown_instead(part):
            # A frame whose text was read is no attachment; a file is one.
            if left_blank or is_file(address):
                names.setdefault(address, name)
    return [(name, address) for address, name in names.items()]


def _shown_instead(part: Article) -> Sequence[tuple[str, str]]:
    """What a page shows in place of a text: names and addresses."""
    if not is_blank(part):
        return ()
    return (*(part.embedded.attachments if part.embedded else ()), *part.pictures)


def is_blank(part: Article) -> bool:
    """Whether a page has no text, or one that says no more than where it is."""
    return not part.body or points_on(part.body, (part.title, *(name for name, _ in part.attachments)))


def inner(part: Article) -> str | None:
    """The address of the document that a page without a text shows within it."""
    return part.embedded.inner if part.embedded and is_blank(part) else None


def repeats(part: Article, parts: Sequence[Article]) -> bool:
    """Whether a page says the text of one of these once more."""
    return bool(part.body) and any(part.body == other.body for other in parts)


def file_of(title: str, address: str, body: str = "", flags: Sequence[str] = (), digest: str | None = None) -> Article:
    """A file in place of a page: with the `body` read from it, and its `digest`."""
    return Article(title, body, attachments=((name_in(address) or title, address),), flags=tuple(flags), digest=digest)


def leads_nowhere(address: str) -> bool:
    """Whether a redirect to another site is how this one says that it shows nothing: to a home page, an error, a
    login."""
    return is_home(address) or bool(_NOWHERE.search(address))


def is_file(address: str) -> bool:
    """Whether an address names a file that is no page."""
    return bool(FILE.search(name_in(address)))
