"""The lines of a page as a reader sees them, how much each speaks for being text, and where elements hold them.

Under body.py, heading.py and fields.py, which know a page by these lines alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, islice
from typing import Any

from lxml import etree

from pipelines.likeness import letters

_BLOCK_TAGS = """
address article aside blockquote body br button caption center dd div dl dt fieldset figcaption figure footer form h1 h2
h3 h4 h5 h6 header hr legend li main nav ol option p pre section table tbody tfoot thead tr ul
head item lb list quote row
"""  # the last line: what trafilatura calls its own
_UNSEEN_TAGS = "script style noscript template iframe object svg select textarea xmp video audio canvas"
_CELLS = frozenset(("td", "th", "cell"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
BLOCKS, UNSEEN = frozenset(_BLOCK_TAGS.split()), frozenset(_UNSEEN_TAGS.split())
_ASIDES = frozenset(("aside", "nav"))
_EMPTY = " \u200b\ufeff"
HIDDEN = re.compile(r"display\s*:\s*none", re.I)
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
STOP = re.compile(r"[，。；！？、：,.;!?…”]")
SENTENCE = re.compile(r"\A[^\u3400-\u9fff]*[\u3400-\u9fff].{14,}[。！？；]\W{0,2}$", re.S)


_FILE = re.compile(r"\.(?:docx?|xlsx?|pptx?|pdf|ofd|wps|et|zip|rar|7z|jpe?g|png)(?:[?#]|$)", re.I)
# An eighth faster than .//, which looks at every node and then at its children; for rare tags twice as fast.
STYLED, _MAYBE_HIDDEN = etree.XPath("descendant::*[@style]"), etree.XPath("descendant::*[@style or @hidden]")
_LABELS = etree.XPath("descendant::span[@id]")


@dataclass(slots=True)
class Line:
    """One line of text as a reader sees it, and where it stands. Sizes are letters and digits; `parts` are its texts
    element by element, for `spaced`."""

    text: str
    node: Any
    size: int
    linked: int
    parts: tuple[str, ...] = ()
    weight: float | None = None  # once `weight` was asked

    @property
    def link(self) -> bool:
        """Whether it is a link rather than text that holds links."""
        return self.linked > 0.5 * self.size

    @property
    def spaced(self) -> str:
        """The text with a space wherever an element begins or ends: 来源：日报 发布日期：… is written in two."""
        return " ".join(" ".join(self.parts).split()) if len(self.parts) > 1 else self.text

    @property
    def block(self) -> Any:
        """The innermost block that holds the line."""
        node = self.node
        while node.tag not in BLOCKS and node.getparent() is not None:
            node = node.getparent()
        return node

    def within(self, tags: frozenset[str]) -> bool:
        """Whether one of the tags holds the line, at most three levels up."""
        return any(node.tag in tags for node in (self.node, *islice(self.node.iterancestors(), 3)))


@lru_cache(maxsize=4096)
def length(text: str) -> float:
    """Letters and digits, a Chinese character counting as much as 2.5 Latin letters say."""
    return len(letters(text)) + 1.5 * _chinese(text)


def _chinese(text: str) -> int:
    """How many characters of it are Chinese, Japanese or Korean."""
    return 0 if text.isascii() else len(text) - len(CJK.sub("", text))


def _skipped(root: Any) -> set[Any]:
    """What nobody sees, buttons whose words are no sentence."""
    skipped = {button for button in root.iter("button") if _is_words(button)}
    for node in _MAYBE_HIDDEN(root):
        if is_hidden(node):
            skipped.add(node)
    return skipped


def _is_words(button: Any) -> bool:
    return not SENTENCE.search(" ".join(button.text_content().split()))


class _Gathered:
    """The lines so far, and the texts of the one that is begun."""

    __slots__ = ("found", "linked", "links", "owner", "texts")

    def __init__(self) -> None:
        self.found: list[Line] = []
        self.texts: list[str] = []
        self.owner: Any = None  # of the line's first text, None where none is begun
        self.linked = 0  # letters of the line that stand in links
        self.links = 0  # how many links are open

    def takes(self, text: str) -> bool:
        """Whether a text is part of a line: what stands between most elements is not. (Asked before the element that
        holds it is looked for.)"""
        return self.owner is not None or not text.isspace()

    def add(self, text: str, node: Any) -> None:
        if self.owner is None:
            self.owner = node
        self.texts.append(text)
        if self.links:
            self.linked += len(letters(text))

    def part(self) -> None:
        """A cell of a row ends."""
        if self.texts:
            self.texts.append(" ")

    def end(self) -> None:
        """A line ends."""
        if self.owner is None:
            return
        text = " ".join("".join(self.texts).split()).strip(_EMPTY)
        if text:
            size = len(letters(text))
            self.found.append(Line(text, self.owner, size, min(self.linked, size), tuple(self.texts)))
        self.texts.clear()
        self.owner, self.linked = None, 0


def lines(root: Any) -> list[Line]:
    """The visible lines under an element, in order: a block or a <br> ends a line, a table's row is one line.

    A button's words are text only where they are a sentence.
    """
    gathered = _Gathered()
    skipped = _skipped(root)
    boxes = _boxes(root)
    walk = etree.iterwalk(root, events=("start", "end"))
    unseen = None
    for event, node in walk:
        tag = node.tag
        ends_line = tag in BLOCKS or node in boxes
        if event == "start":
            if tag in UNSEEN or node in skipped:
                unseen = node
                walk.skip_subtree()
                continue
            if ends_line and gathered.owner is not None:
                gathered.end()
            gathered.links += tag == "a"
            if (text := node.text) and gathered.takes(text):
                gathered.add(text, node)
            continue
        if tag == "a" and node is not unseen:
            gathered.links -= 1
        if tag in _CELLS:
            gathered.part()
        elif ends_line and gathered.owner is not None:
            gathered.end()
        if node is not root and (text := node.tail) and gathered.takes(text):
            gathered.add(text, node.getparent())
    gathered.end()
    return gathered.found


def _boxes(root: Any) -> set[Any]:
    """<span id="lblText">…<br>…</span> of ASP.NET: what holds several lines begins one of its own."""
    return {node for node in _LABELS(root) if node.find("br") is not None}


def broken(root: Any) -> None:
    """Ends the lines of a <pre> with a <br>, as everywhere else."""
    for pre in list(root.iter("pre")):
        for node in list(pre.iter()):
            _break(node, node.text or "", None)
            if node is not pre:
                _break(node.getparent(), node.tail or "", node)


def _break(parent: Any, text: str, after: Any) -> None:
    """Puts a <br> for each new line of a text that stands first in an element, or behind `after`."""
    first, *others = text.split("\n")
    if not others or not isinstance(parent.tag, str):
        return
    if after is None:
        parent.text = first
    else:
        after.tail = first
    at = 0 if after is None else parent.index(after) + 1
    for offset, line in enumerate(others):
        br = parent.makeelement("br", {})
        br.tail = line
        parent.insert(at + offset, br)


def names(node: Any) -> str:
    """What an element is called: its classes and its id."""
    return f"{node.get('class') or ''} {node.get('id') or ''}"


def is_hidden(node: Any) -> bool:
    """Whether an element's own attributes hide it."""
    style = node.get("style")
    return node.get("hidden") is not None or (style is not None and HIDDEN.search(style) is not None)


def uncover(root: Any, least: int = 60) -> bool:
    """Show the text that waits hidden (display:none) for a script, that of `least` letters and some sentence; whether
    there was any."""
    shown = False
    for node in STYLED(root):
        if HIDDEN.search(node.get("style")):
            text = " ".join(node.text_content().split())
            if len(letters(text)) >= least and STOP.search(text) and node.tag not in UNSEEN:
                del node.attrib["style"]
                shown = True
    return shown


def without_asides(root: Any, own: list[Line]) -> list[Line]:
    """The lines without those that the markup says stand beside them and that are no sentences; all of them, where
    these are most."""
    if next(root.iter(*_ASIDES), None) is None:
        return own
    kept = [line for line in own if SENTENCE.search(line.text) or not line.within(_ASIDES)]
    return kept if sum(line.size for line in kept) > 0.5 * sum(line.size for line in own) else own


def leads_to_file(line: Line) -> bool:
    """Whether a line is a link to a file, as an attachment's is."""
    around = (line.node, line.node.getparent(), *line.node.iterchildren("a"))
    return any(node is not None and _FILE.search(node.get("href") or "") for node in around)


def weight(line: Line) -> float:
    """What a line speaks for its container: prose by its length, links and menu entries against it. A Chinese
    sentence is prose also where all of it is a link."""
    if line.weight is None:
        line.weight = _weight(line)
    return line.weight


def _weight(line: Line) -> float:
    measured = line.size + 1.5 * _chinese(line.text)
    if line.link and not SENTENCE.search(line.text):
        return -40 - 0.3 * measured
    if measured < 60 and not STOP.search(line.text):
        return -10
    return measured * (1 - 2 * (0 if line.link else line.linked) / max(1, line.size)) - 30


class Spans:
    """Which lines each element holds: they are a run, since lines are in the order of the page."""

    def __init__(self, page: Sequence[Line]) -> None:
        self.of = of = dict[Any, list[int]]()
        for index, line in enumerate(page):
            node = line.node
            while node is not None and node not in of:  # where it is, so is all that holds it
                of[node] = [index, 0]
                node = node.getparent()
        for index in range(len(page) - 1, -1, -1):
            node = page[index].node
            while node is not None and not of[node][1]:
                of[node][1] = index + 1
                node = node.getparent()

    def densest(self, weights: Sequence[float]) -> tuple[Any, float]:
        """(the innermost element whose lines weigh most, what they weigh); (None, 0) where none weighs anything."""
        sums = [0.0, *accumulate(weights)]
        best, most, at, known = None, 0.0, 0, len(weights)
        for node, (start, end) in self.of.items():
            if end > known:
                start, end = min(start, known), known  # lines beyond those that were weighed
            total = sums[end] - sums[start]
            if total > most + 1e-9 or (best is not None and total > most - 1e-9 and end - start < at):
                best, most, at = node, total, end - start
        return best, most
