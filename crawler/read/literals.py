"""Data in a page's scripts -> Python values, for embedded.py: JSON, JavaScript literals, Nuxt's payload.

No script is run. What a script computes is not data: a literal with a call or a variable in it is passed over.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

MAX_DEPTH = 30
_MAX_NODES = 200_000  # a payload that refers to itself can unfold to any size
_START = re.compile(r"[=(:]\s*(?=[\[{]\s*[\"'{\[\w$])")
_PARSE = re.compile(r"JSON\.parse\(\s*(\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*')\s*\)")
_TOKEN = re.compile(r"\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|[\[\]{}:,]|-?\d[\d.eE+-]*|!0|!1|[A-Za-z_$][\w$]*|\s+")
_KEY, _END = re.compile(r"\s*:"), re.compile(r"\s*[\]}]")
# What stands before JSON that somebody has wrapped.
_BEGINS = re.compile(
    r"(?:[\s\ufeff;(]|(?://[^\S\n]*)?<!(?:--|\[CDATA\[)|/\*(?:[^*]|\*(?!/)){0,500}\*/|//[^\n\[{<]{0,200}\n)*(?=[\[{])"
)
_HALF = re.compile(  # of a pair of surrogates
    r"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F][0-9a-fA-F]{2})"
    r"|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}"
)
_WORDS = {"true": "true", "false": "false", "null": "null", "undefined": "null", "!0": "true", "!1": "false"}


def values(text: str, is_json: bool, name: str = "") -> Iterator[Any]:
    """The data in a script's text: the script itself if `is_json`, else every literal in it; `name` is its id."""
    if is_json:
        value = written(text)
        yield _unflatten(value) if name == "__NUXT_DATA__" and isinstance(value, list) else value
        return
    for quoted in _PARSE.finditer(text):
        inner = load(string(quoted[1]))
        yield load(inner) if isinstance(inner, str) else None
    # Inner literals are tried where an outer one is computed; the budget (characters) keeps that from going quadratic.
    end, budget = 0, 1_000_000
    for start in _START.finditer(text):
        if start.end() >= end and budget > 0:
            source, at = literal(text, start.end())
            budget -= at - start.end()
            if source is not None:
                end = at
                yield load(source)


def load(text: str) -> Any:
    """The value of a JSON text, None for any other. Half of an emoji, cut off in the middle (`\\ud83d` alone), which no
    text and no database can hold, becomes U+FFFD."""
    try:
        return json.loads(_HALF.sub(r"\\ufffd", text) if "\\ud" in text or "\\uD" in text else text, strict=False)
    except (ValueError, RecursionError):
        return None


def written(text: str) -> Any:
    """The value of JSON as pages write it, None for any other text: within a comment or CDATA, behind a comment, with a
    semicolon behind it or a comma too many."""
    value = load(text)
    if value is not None or not (begins := _BEGINS.match(text)):
        return value
    source, _ = literal(text, begins.end())
    return load(source) if source else None


def string(quoted: str) -> str:
    """A JavaScript string literal as JSON."""
    inner = re.sub(r"\\.|\"", lambda m: {"\\'": "'", '"': '\\"'}.get(m[0], m[0]), quoted[1:-1], flags=re.S)
    return re.sub(r"\\x([0-9a-fA-F]{2})", r"\\u00\1", f'"{inner}"')


def literal(text: str, start: int) -> tuple[str | None, int]:
    """A JavaScript array or object literal as JSON, None if anything in it is computed, and where reading ended."""
    parts, depth, at = [], 0, start
    while token := _TOKEN.match(text, at):
        at, piece = token.end(), token[0]
        if piece[0] in "\"'":
            piece = string(piece)
        elif piece[0].isalpha() or piece[0] in "_$!":
            word = json.dumps(piece) if _KEY.match(text, at) else _WORDS.get(piece)
            if word is None:
                return None, at
            piece = word
        elif piece == "," and _END.match(text, at):
            piece = ""
        parts.append(piece)
        depth += (piece in ("[", "{")) - (piece in ("]", "}"))
        if not depth:
            return "".join(parts), at
    return None, at


def _unflatten(flat: list[Any]) -> Any:
    """Nuxt's payload (devalue format): one array in which numbers inside containers point at other places of it."""
    left = _MAX_NODES

    def value(at: Any, depth: int = 0) -> Any:
        nonlocal left
        left -= 1
        if left < 0 or depth > MAX_DEPTH:
            return None
        if not isinstance(at, int) or not 0 <= at < len(flat):
            return None
        node = flat[at]
        if isinstance(node, dict):
            return {key: value(child, depth + 1) for key, child in node.items()}
        if not isinstance(node, list):
            return node
        if len(node) == 2 and isinstance(node[0], str):  # a wrapper such as ["Reactive", 1]
            return value(node[1], depth + 1)
        return [value(child, depth + 1) for child in node]

    return value(0)


def squeezed(script: str) -> str:
    """A script without its indentation and its runs of blanks, the lines kept. Patterns that allow blanks in several
    places take the square of a run's length, and a script of 20,000 blanks took minutes."""
    return re.sub(r"\n\s+", "\n", re.sub(r"[^\S\n]{2,}", " ", script))
