"""Addresses that a script puts together, read from its text and never run: sums of literals, names and attributes.
Under scripts.py and the pagers that only a script can turn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from lxml.html import HtmlElement

_LARGEST = 400_000  # characters of scripts looked at
_LONGEST_BODY = 4000  # characters of a function
NAME = r"[A-Za-z_$][\w$]*"
STRING = r"'(?:\\.|[^'\\\n])*'|\"(?:\\.|[^\"\\\n])*\"|`(?:\\.|[^`\\])*`"
QUOTES = ("'", '"', "`")
_THIS = (
    r"\$\(\s*this\s*\)\.(?:attr|data)\(\s*['\"](?P<jquery>[\w-]+)['\"]\s*\)"
    r"|(?:this|e\.(?:currentT|t)arget)"
    r"\.(?:dataset\.(?P<dataset>\w+)|getAttribute\(\s*['\"](?P<attribute>[\w-]+)['\"]\s*\))"
)
_OPERAND = re.compile(
    rf"\s*(?:(?P<string>{STRING})|(?P<this>{_THIS})|(?P<number>\d+)"
    rf"|(?:encodeURI(?:Component)?|String|escape|parseInt|Number)\(\s*(?P<wrapped>{NAME}|{STRING})\s*\)"
    rf"|(?P<name>{NAME})(?:\.toString\(\)|\.trim\(\))?(?![\w$.(\[]))\s*"
)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.S)
_ENCODED = re.compile(r"\s*(?:encodeURI(?:Component)?|escape)\(")
_ENDS = ("", ";", ",", ")", "}", "\n")  # what may follow an expression
_BRACE = re.compile(rf"{STRING}|[{{}}]")


class Part(NamedTuple):
    """A part of an address: a literal, the name of a variable, or an attribute of the element clicked."""

    kind: Literal["literal", "name", "attribute"]
    text: str


Parts = tuple[Part, ...]


def script_of(root: HtmlElement) -> str:
    """The text of a page's scripts, as much of it as is looked at."""
    texts = (script.text for script in root.iter("script"))
    return "\n".join(filter(None, texts))[:_LARGEST]


def body(script: str, start: int) -> str:
    """The text of a function up to the brace that closes it."""
    depth, at = 1, start
    for found in _BRACE.finditer(script[start : start + _LONGEST_BODY]):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if not depth:
            at = start + found.start()
            break
    return script[start:at]


def expression(text: str, at: int, variables: dict[str, Parts]) -> Parts | None:
    """The parts of a sum of literals, names and attributes at a place; None for any other."""
    parts: list[Part] = []
    wrapped = _ENCODED.match(text[at:])
    at += wrapped.end() if wrapped else 0
    while True:
        operand = _OPERAND.match(text, at)
        if operand is None:
            return None
        parts += _operand(operand, variables)
        at = operand.end()
        following = text[at : at + 1]
        if following != "+":
            break
        at += 1
    ends = following in _ENDS or text[at - 1] == "\n"
    return tuple(parts) if parts and ends else None


def _operand(operand: re.Match[str], variables: dict[str, Parts]) -> Iterable[Part]:
    """The parts of one operand of a sum."""
    wrapped = operand["wrapped"] or ""
    literal = operand["string"] or (wrapped if wrapped[:1] in QUOTES else "")
    if literal:
        return _string(literal)
    if operand["this"]:
        return [Part("attribute", _attribute(operand))]
    if operand["number"]:
        return [Part("literal", operand["number"])]
    name = operand["name"] or wrapped
    return variables.get(name, (Part("name", name),))


def _attribute(operand: re.Match[str]) -> str:
    """The attribute of the element clicked that a script asks for: `$(this).data('id')`, `this.dataset.rowId`."""
    if operand["dataset"]:
        return "data-" + re.sub(r"([A-Z])", r"-\1", operand["dataset"]).lower()
    name = operand["jquery"] or operand["attribute"] or ""
    return f"data-{name}" if ".data(" in operand["this"] else name


def _string(quoted: str) -> list[Part]:
    """A literal, or a template's pieces."""
    inner = unescaped(quoted)
    if quoted[0] != "`":
        return [Part("literal", inner)]
    parts: list[Part] = []
    for place, piece in enumerate(re.split(r"\$\{\s*([\w$]+)\s*\}", inner)):
        if piece:
            parts.append(Part("name" if place % 2 else "literal", piece))
    return parts


def unescaped(quoted: str) -> str:
    """What a literal says, without its quotes."""
    return plain(quoted[1:-1])


def plain(inner: str) -> str:
    """What stands between a literal's quotes, its escapes read: `?a=1\\u0026b=2`."""
    return _ESCAPE.sub(lambda escape: chr(int(escape[1] or escape[2], 16)) if escape[3] is None else escape[3], inner)
