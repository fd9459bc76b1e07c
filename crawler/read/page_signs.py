"""What a page says of itself beside its article: whether it names its title, what it shows, which alarms it raises.

Stands beside `crawler/read/article/article.py` in the process that reads pages. Pure: one page in, `PageSigns` out;
what they mean together with other pages of the site is for crawler/trust/belief.py and crawler/trust/furniture.py."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import Any

from lxml import etree

from crawler.read import alarms
from crawler.read.article import marks
from crawler.read.article.lines import SENTENCE, Line, lines
from crawler.read.page_tree import title_of, tree
from nouns.found import TEASER, Listing, PageLine, PageSigns
from pipelines.likeness import comparable, key_of, stable_key

HEAD, TAIL = 40, 60  # lines of a long article that are kept: between them it says what is its own
MOST_LINES = 400  # of one page that are kept: more is a table, and its first rows tell the page from others
MOST_TEXT, MOST_SCRIPT, MOST_BEHIND = 3000, 20_000, 500  # characters that alarms look at
NAMED = 0.6  # share of a title's pairs of characters that a line has to hold to be that title
BESIDE = 16  # letters that may stand beside a title once more as long: a site's name, a column's
SHORT = 4  # letters of a line or a title: fewer stand in other titles too
_MARKED = ("src", "action", "id", "class", "name", "href")
_CUT_OFF = re.compile(r"(?:(?<!…)…+|(?<!\.)\.{3,})\s*$")
_TITLE_META = ("og:title", "articletitle", "title", "twitter:title")


@lru_cache(maxsize=1024)
def _parts(text: str) -> set[str]:
    """Pairs of characters of a text; threes where it is written in letters, of which any sentence has most pairs."""
    width = 3 if text.isascii() else 2
    return {text[at : at + width] for at in range(len(text) - width + 1)} or {text}


def names(line: str, title: str) -> bool:
    """Whether a line is this title, or as much of it as a list or a template leaves, with little else beside it. Both
    comparable."""
    if not line or not title or len(line) > 2 * len(title) + BESIDE:
        return False
    if title in line:
        return True
    if len(line) >= SHORT and 2 * len(line) >= len(title) and line in title:
        return True
    wanted = _parts(title)
    return len(title) >= SHORT and len(wanted & _parts(line)) >= NAMED * len(wanted)


def _title_line(page: Sequence[Line], title: str) -> int | None:
    """Index of the unlinked line that says the title with the least beside it."""
    said = [at for at, line in enumerate(page) if not line.link and names(comparable(line.text), title)]
    return min(said, key=lambda at: abs(len(comparable(page[at].text)) - len(title)), default=None)


def _in_head(root: Any, title: str) -> bool:
    """Whether the page's <title> or its metadata says the title."""
    shown = [title_of(root)]
    for node in root.iter("meta"):
        name = node.get("name") or node.get("property") or ""
        if name.lower() in _TITLE_META:
            shown.append(node.get("content") or "")
    return any(names(comparable(text), title) for text in shown)


def _evidence(root: Any, page: Sequence[Line]) -> alarms.Evidence:
    boxes = root.iter("script", "form", "iframe", "div", "input", "link", "noscript")
    marks = " ".join(filter(None, (node.get(name) for node in boxes for name in _MARKED)))
    inline = "\n".join(node.text or "" for node in root.iter("script"))
    unlinked = "\n".join(line.text for line in page if not line.link)
    hidden = " ".join(text for node in root.iter("noscript") for text in node.itertext())
    title = title_of(root)
    return alarms.Evidence(
        unlinked[:MOST_TEXT],
        inline[:MOST_SCRIPT],
        f"{marks[:MOST_SCRIPT]} {inline[:MOST_SCRIPT]}",
        f"{title} {hidden}"[:MOST_BEHIND],
        root,
    )


def signs_of(root: Any, page: Sequence[Line], title: str, body: str, heading: int | None) -> PageSigns:
    """What the page says beside its article. `root`: its tree; `page`: its visible lines; `title`: what the list
    called it; `body`: what was read as its text; `heading`: index of the line that is its heading."""
    wanted = comparable(_CUT_OFF.sub("", title))
    titled = _title_line(page, wanted)
    heading = heading if titled is None else titled
    above = {} if heading is None else _depths(page[heading].node)
    named = titled is not None or _in_head(root, wanted)
    plain = named and len(body) >= TEASER  # an article, whatever words it has
    looked_at = (*page[:HEAD], *page[HEAD:][-TAIL:]) if plain else page[:MOST_LINES]
    shown = tuple(_shown(looked_at, wanted, body, above, plain))
    keys = tuple(map(key_of, body.split("\n"))) if body else ()
    if plain:  # to look for words and compare them takes as long as to read the page
        return PageSigns(named, shown, body=keys)
    raised = tuple(alarm.kind for alarm in alarms.raised(_evidence(root, page)))
    return PageSigns(named, shown, raised, any(alarms.is_gate(line.text) for line in page), keys, alarms.told(body))


def _shown(page: Sequence[Line], title: str, body: str, above: dict[Any, int], plain: bool) -> Iterator[PageLine]:
    """The unlinked lines of a page, each with whether it is of the `body` and how near it stands to the heading, of
    which `above` are the `_depths`. `title`: comparable; `plain`: the page is an article."""
    inside = {comparable(line) for line in body.split("\n")} - {""}
    near: dict[Any, int] = {}  # what holds a line -> depth, since many lines stand in one element
    for line in page:
        if not line.size or line.link:
            continue
        if line.node not in near:
            near[line.node] = _shared_depth(line.node, above)
        held = comparable(line.text) in inside
        key = key_of(line.text)
        stable = key if plain else stable_key(line.text)
        yield PageLine(key, stable, line.size, held, near[line.node], _is_label(line, title))


def _is_label(line: Line, title: str) -> bool:
    """Whether a line stands with an article and is not of its text. `title`: comparable."""
    if marks.is_meta(line.text) or (line.size <= BESIDE and marks.TAIL.match(line.text)):  # 上一篇：没有了
        return True
    # No long line names the title, and SENTENCE reads those slowly.
    return names(comparable(line.text), title) and not SENTENCE.search(line.text)


def _depths(node: Any) -> dict[Any, int]:
    """The element and those that hold it -> how deep each stands."""
    chain = [node, *node.iterancestors()]
    return {element: len(chain) - place for place, element in enumerate(chain)}


def _shared_depth(node: Any, above: dict[Any, int]) -> int:
    """Depth of the smallest element that holds this one and the one whose `_depths` are given; -1 without one."""
    return next((above[element] for element in (node, *node.iterancestors()) if element in above), -1)


def of_listing(html: str, found: Listing) -> tuple[tuple[int, ...], str | None]:
    """Of a listing page: keys of its lines that are no entry's (what it shares with the site's articles is the site's,
    and with its other pages, the list's), and where it has no entries, the kind of alarm it raises."""
    try:
        root, _cut = tree(html.replace("\x00", ""))
    except (etree.ParserError, ValueError):
        return (), None
    content = root.find("body")
    page = lines(root if content is None else content)
    if not found.entries:
        raised = alarms.raised(_evidence(root, page))
        return _beside(page, set()), raised[0].kind if raised else None
    if any(entry.body for entry in found.entries):
        return (), None  # the notices stand in the list themselves
    return _beside(page, {comparable(entry.title) for entry in found.entries} - {""}), None


def without_column(html: str, found: Listing, column: Collection[int]) -> str | None:
    """The page without what was found on it as entries, where most of that are lines of these keys, each once: some of
    a column's stand among the entries of an earlier page as well."""
    root, _cut = tree(html.replace("\x00", ""))
    page = lines(root)
    titles = {comparable(entry.title) for entry in found.entries} - {""}
    of_entries = [line for line in page if line.size and any(title in comparable(line.text) for title in titles)]
    known = sum(key_of(line.text) in column for line in of_entries)
    if len(of_entries) > len(titles) or 2 * known <= len(of_entries):
        return None
    for line in of_entries:
        if line.block.getparent() is not None:
            line.block.drop_tree()
    return etree.tostring(root, encoding="unicode", method="html")


def _beside(page: Sequence[Line], titles: set[str]) -> tuple[int, ...]:
    """Keys of the lines that hold no entry's title, each once."""
    keys: dict[int, None] = {}
    for line in page:
        said = comparable(line.text) if line.size else ""
        if line.size and not any(title in said for title in titles):
            keys[key_of(line.text)] = None
    return tuple(keys)
