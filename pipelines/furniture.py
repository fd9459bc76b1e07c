"""Furniture: the lines of a text that belong to its page, by the rules of furniture.tsv. Part of clean; reading asks
too. The words stand there and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from importlib.resources import files

FURNITURE = files("pipelines") / "furniture.tsv"  # not a path: scrapyd runs the project from a zipped egg
HEAD, TAIL = 6, 15  # lines: a page's tools stand above the text or in a block below it
LONGEST = 300  # characters: no furniture line is longer, and regular expressions stay cheap

_GROUP = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?!\?)", re.S)  # or what looks like one

_Matches = Callable[[str], "re.Match[str] | None"]


@cache
def furniture() -> tuple[tuple[str, str, re.Pattern[str], str], ...]:
    """The rules of furniture.tsv: (rule, where, pattern, example)."""
    lines = FURNITURE.read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return tuple((rule, where, re.compile(pattern, re.I), example) for rule, where, pattern, example in rows)


def furniture_rule(line: str, head: bool = True, tail: bool = True) -> str | None:
    """Name of the first rule that takes this line, near the head or the tail of its text or not; or None."""
    return _rule_of(line.strip(), head, tail) if len(line) <= LONGEST else None


@lru_cache(maxsize=10_000)  # a text is looked at until nothing changes, and a site's furniture stands on all its pages
def _rule_of(line: str, head: bool, tail: bool) -> str | None:
    bare = "".join(line.split()).strip("-•·●■◆*")
    forms = {bare, bare.strip("[]【】()（）〔〕"), line}
    any_of, rules = _rules(head, tail)
    # Of a hundred lines hardly one is furniture: all patterns are asked at once, and each only if one of them knows it.
    if known := [form for form in forms if any_of(form)]:
        return next((rule for rule, fullmatch in rules if any(map(fullmatch, known))), None)
    return None


@cache
def _rules(head: bool, tail: bool) -> tuple[_Matches, tuple[tuple[str, _Matches], ...]]:
    """What says of a whole line whether any rule that looks at a line there takes it; and the same of each rule."""
    places = {"any": True, "head": head, "tail": tail, "edge": head or tail}
    rules = [(rule, pattern) for rule, where, pattern, _ in furniture() if places[where]]
    any_of = re.compile("|".join(f"(?:{_ungrouped(pattern.pattern)})" for _, pattern in rules), re.I)
    return any_of.fullmatch, tuple((rule, pattern.fullmatch) for rule, pattern in rules)


def _ungrouped(pattern: str) -> str:
    """A pattern of which nobody asks what its groups took: to keep that is half of the time of an alternative that
    does not match."""
    return _GROUP.sub(lambda found: "(?:" if found[0] == "(" else found[0], pattern)


def without_furniture(text: str, dropped: list[tuple[str, str]]) -> str:
    """`text` without its furniture and its empty lines; to `dropped` go (rule, line)."""
    lines = [line for line in text.split("\n") if line.strip()]
    kept = []
    for number, line in enumerate(lines):
        rule = furniture_rule(line, head=number < HEAD, tail=number >= len(lines) - TAIL)
        if rule:
            dropped.append((rule, line.strip()))
        else:
            kept.append(line)
    return "\n".join(kept)
