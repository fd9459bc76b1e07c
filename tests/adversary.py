"""Adversarial texts for regular expressions, made from their own parse trees: what is repeated in them, again and again.

For every repetition of a pattern there is a text of what leads to it, the repeated part many times, and an end that does
not match; so is there one of two repetitions that follow each other, and one that begins anew at every turn. Whether a
pattern is quadratic or worse shows on texts, not by eye.
"""

from __future__ import annotations

import ast
import re
import signal
import time
from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from re import _constants as kinds, _parser as parser
from typing import Any

_CLASSES = {"CATEGORY_SPACE": r"\s", "CATEGORY_DIGIT": r"\d", "CATEGORY_WORD": r"\w"}
METHODS = ("search", "match", "fullmatch", "sub", "subn", "split", "finditer", "findall")
ENDS = ("\0", "", "\n", "≠")


Way = Callable[[str], object]


class TooLong(Exception):
    """Raised when a search takes longer than it may."""


def _ring(*_: object) -> None:
    raise TooLong


def seconds(look: Way, text: str | bytes, longest: float = 5.0) -> float:
    """Processor time of a look at a text, `longest` if it takes more: the engine looks for signals as it goes."""
    before = signal.signal(signal.SIGPROF, _ring)
    signal.setitimer(signal.ITIMER_PROF, longest)
    begun = time.process_time()
    try:
        look(text)
        return time.process_time() - begun
    except TooLong:
        return longest
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def slowest(pattern: re.Pattern, length: int, longest: float, look: Way | None = None) -> tuple[float, str]:
    """The longest time of a look at texts of that length, and what such a text is made of. A sixteenth of it comes
    first: where that takes no thousandth of what the whole may, the whole is not slow, were it quadratic."""
    worst, shown = 0.0, ""
    for parts in sorted(set(attacks(pattern))):
        for size in (length // 16, length):
            text = grown(parts, size)
            seen = text.encode("utf-8", "replace") if isinstance(pattern.pattern, bytes) else text
            took = seconds(look or pattern.search, seen, longest)
            if took > worst:
                worst, shown = took, f"{parts!r:.90} x {size}"
            if took >= longest:
                return worst, shown
            if took < longest / 512:
                break
    return worst, shown


def used(folders: Iterable[Path]) -> dict[tuple[str, str], set[str]]:
    """How the expressions of these folders' modules are used: (module, name) -> methods called on it. What another module
    calls by `module.NAME` stands under ("", name)."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    paths = {path: folder.parent for folder in folders for path in folder.rglob("*.py")}
    for path, above in paths.items():
        module = ".".join(path.relative_to(above).with_suffix("").parts)
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in METHODS:
                if isinstance(node.value, ast.Name):
                    found[module, node.value.id].add(node.attr)
                elif isinstance(node.value, ast.Attribute):
                    found["", node.value.attr].add(node.attr)
    return found


def way(pattern: re.Pattern, methods: Collection[str]) -> Way:
    """The slowest of the ways in which an expression is used; `search` where none is known."""
    if methods and methods <= {"match", "fullmatch"}:
        return pattern.match if "match" in methods else pattern.fullmatch
    if not methods or methods <= {"search", "match", "fullmatch"}:
        return pattern.search
    return lambda text: deque(pattern.finditer(text), 0)


def attacks(pattern: re.Pattern) -> Iterator[tuple[str, str, str]]:
    """(beginning, what is repeated, end) of adversarial texts."""
    source = pattern.pattern
    tree = parser.parse(source.decode("latin-1") if isinstance(source, bytes) else source, pattern.flags & ~re.DEBUG)
    pumps = list(_pumps(tree, ""))[:40]
    for number, (lead, pump) in enumerate(pumps):
        if not pump:
            continue
        for end in ENDS:
            yield lead, pump, end
        yield "", lead + pump, ENDS[0]
        yield "", pump, ENDS[0]
        if number + 1 < len(pumps):
            yield lead, pump + pumps[number + 1][1], ENDS[0]
    yield "", "a", ""
    yield "", " ", "a"
    yield "", "<", ""
    yield "", "1", "年"
    yield "", "文", "。"


def grown(parts: tuple[str, str, str], size: int) -> str:
    """An adversarial text of about that many characters."""
    begin, pump, end = parts
    return begin + pump * (size // len(pump)) + end


def _pumps(tree: Any, lead: str) -> Iterator[tuple[str, str]]:
    """(what leads to it, what is repeated) of every repetition without a small bound."""
    for kind, what in tree:
        if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, getattr(kinds, "POSSESSIVE_REPEAT", None)):
            _least, most, body = what
            if most > 8:
                for choice in range(3):
                    yield lead, _sample(body, choice)
            yield from _pumps(body, lead)
        elif kind is kinds.SUBPATTERN:
            yield from _pumps(what[3], lead)
        elif kind is kinds.BRANCH:
            for branch in what[1]:
                yield from _pumps(branch, lead)
        elif kind in (kinds.ASSERT, kinds.ASSERT_NOT):
            yield from _pumps(what[1], lead)
        elif kind is getattr(kinds, "ATOMIC_GROUP", None):
            yield from _pumps(what, lead)
        lead += _sample([(kind, what)], 0)


def _sample(tree: Any, choice: int) -> str:
    """A text that the tree matches, more or less; `choice` among its alternatives."""
    return "".join(_one(kind, what, choice) for kind, what in tree)


def _one(kind: Any, what: Any, choice: int) -> str:
    if kind is kinds.LITERAL:
        return chr(what)
    if kind is kinds.NOT_LITERAL:
        return "x" if what != ord("x") else "y"
    if kind is kinds.ANY:
        return "x文 "[choice % 3]
    if kind is kinds.IN:
        return _member(what, choice)
    if kind is kinds.BRANCH:
        branches = what[1]
        return _sample(branches[choice % len(branches)], choice)
    if kind is kinds.SUBPATTERN:
        return _sample(what[3], choice)
    if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, getattr(kinds, "POSSESSIVE_REPEAT", None)):
        least, most, body = what
        return _sample(body, choice) * max(least, min(1, most))
    if kind is getattr(kinds, "ATOMIC_GROUP", None):
        return _sample(what, choice)
    if kind is kinds.CATEGORY:
        return _category(what, choice)
    return ""


def _category(what: Any, choice: int) -> str:
    name = str(what)
    if "NOT" in name:
        return {"CATEGORY_NOT_SPACE": "x", "CATEGORY_NOT_DIGIT": "x"}.get(name, "-")
    return "1" if "DIGIT" in name else " " if "SPACE" in name else "a文1"[choice % 3]


def _member(what: Any, choice: int) -> str:
    """A character of a class."""
    if what[0][0] is kinds.NEGATE:
        refused = _sample(what[1:], 0)
        return next(c for c in "x文 1-\n~" if c not in refused and not _within(what[1:], ord(c)))
    kind, value = what[choice % len(what)]
    return chr(value[0]) if kind is kinds.RANGE else _one(kind, value, choice)


def _within(what: Any, code: int) -> bool:
    for kind, value in what:
        if kind is kinds.LITERAL and value == code:
            return True
        if kind is kinds.RANGE and value[0] <= code <= value[1]:
            return True
        if kind is kinds.CATEGORY and re.match(_CLASSES.get(str(value), r"\Z"), chr(code)):
            return True
    return False
