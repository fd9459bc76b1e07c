"""The lines of a page as a reader sees them, how much each speaks for being text, and where elements hold them.

Under body.py, heading.py and fields.py, which know a page by these lines alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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
_UNSEEN_TAGS = "script style noscript template iframe object svg select textarea"
HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
BLOCKS, UNSEEN = frozenset(_BLOCK_TAGS.split()), frozenset(_UNSEEN_TAGS.split())
_HIDDEN = re.compile(r"display\s*:\s*none", re.I)
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
STOP = re.compile(r"[，。；！？、：,.;!?…”]")
SENTENCE = re.compile(r"\A[^\u3400-\u9fff]*[\u3400-\u9fff].{14,}[。！？；]\W{0,2}$", re.S)


STYLED, _KEPT_BACK = etree.XPath(".//*[@style]"), etree.XPath(".//*[@hidden]")
_LABELS = etree.XPath(".//span[@id]")


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

    def within(self, tags: frozenset[str]) -> bool:
        """Whether one of the tags holds the line, at most three levels up."""
        return any(node.tag in tags for node in (self.node, *islice(self.node.iterancestors(), 3)))


@lru_cache(maxsize=4096)
def length(text: str) -> float:
    """Letters and digits, a Chinese character counting as much as 2.5 Latin letters say."""
    return len(letters(text)) + 1.5 * (len(text) - len(CJK.sub("", text)))


def _hidden(root: Any) -> set[Any]:
    return {node for node in STYLED(root) if _HIDDEN.search(node.get("style"))} | set(_KEPT_BACK(root))


def _is_words(button: Any) -> bool:
    return not SENTENCE.search(" ".join(button.text_content().split()))


def lines(root: Any) -> list[Line]:
    """The visible lines under an element, in order: a block or a <br> ends a line, a table's row is one line.

    A button's words are text only where they are a sentence.
    """
    found: list[Line] = []
    buffer: list[str] = []
    linked, links, owner = 0, 0, None

    def flush() -> None:
        nonlocal linked, owner
        if not buffer:
            return
        text = " ".join("".join(buffer).split()).strip(" \u200b\ufeff")
        if text:
            size = len(letters(text))
            found.append(Line(text, owner, size, min(linked, size), tuple(buffer)))
        buffer.clear()
        linked, owner = 0, None

    def add(text: str | None, node: Any) -> None:
        nonlocal linked, owner
        if not text or (not buffer and text.isspace()):  # what stands between most elements
            return
        buffer.append(text)
        owner = node if owner is None and not text.isspace() else owner
        linked += len(letters(text)) if links else 0

    hidden = _hidden(root)
    # <span id="lblText">…<br>…</span> of ASP.NET: what holds several lines begins one of its own
    boxes = {node for node in _LABELS(root) if node.find("br") is not None}
    walk = etree.iterwalk(root, events=("start", "end"))
    unseen = None
    for event, node in walk:
        tag = node.tag
        if event == "start":
            if tag in UNSEEN or node in hidden or (tag == "button" and _is_words(node)):
                unseen = node
                walk.skip_subtree()
                continue
            if tag in BLOCKS or node in boxes:
                flush()
            links += tag == "a"
            add(node.text, node)
        else:
            links -= tag == "a" and node is not unseen
            if tag in ("td", "th", "cell"):
                buffer.extend(" " * bool(buffer))
            elif tag in BLOCKS or node in boxes:
                flush()
            if node is not root and node.tail:
                add(node.tail, node.getparent())
    flush()
    return found


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


def uncover(root: Any, least: int = 60) -> bool:
    """Show the text that waits hidden (display:none) for a script, that of `least` letters and some sentence; whether
    there was any."""
    shown = False
    for node in STYLED(root):
        if _HIDDEN.search(node.get("style")):
            text = " ".join(node.text_content().split())
            if len(letters(text)) >= least and STOP.search(text) and node.tag not in UNSEEN:
                del node.attrib["style"]
                shown = True
    return shown


def weight(line: Line) -> float:
    """What a line speaks for its container: prose by its length, links and menu entries against it. A Chinese
    sentence is prose also where all of it is a link."""
    if line.weight is None:
        line.weight = _weight(line)
    return line.weight


def _weight(line: Line) -> float:
    measured = length(line.text)
    if line.link and not SENTENCE.search(line.text):
        return -40 - 0.3 * measured
    if measured < 60 and not STOP.search(line.text):
        return -10
    return measured * (1 - 2 * (0 if line.link else line.linked) / max(1, line.size)) - 30


def _upwards(node: Any) -> Iterator[Any]:
    """An element and what holds it."""
    while node is not None:
        yield node
        node = node.getparent()


class Spans:
    """Which lines each element holds: they are a run, since lines are in the order of the page."""

    def __init__(self, page: Sequence[Line]) -> None:
        self.of: dict[Any, list[int]] = {}
        for index, line in enumerate(page):
            for node in _upwards(line.node):
                if node in self.of:  # and so is all that holds it
                    break
                self.of[node] = [index, 0]
        for index in range(len(page) - 1, -1, -1):
            for node in _upwards(page[index].node):
                if self.of[node][1]:
                    break
                self.of[node][1] = index + 1

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
