"""Rows that a page's script holds otherwise than as one literal, and addresses it puts together. Used by embedded.py
and endpoints.py.

Read are arrays filled element by element (`urls[i]='…';headers[i]='…'`), objects filled field by field (DWR:
`s0['TITLE']="…"`), a function called once an entry (`new title_array('…','…','…')`) and what is written with
`document.write`. Nothing is run: what is no literal is passed over.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Collection, Iterator

from crawler.read import script_markup
from crawler.read.listing import dates
from crawler.read.listing.elements import width

LARGEST = 1_000_000  # characters of a script looked at
_TEXT = r"'(?:\\.|[^'\\\n])*'|\"(?:\\.|[^\"\\\n])*\""
_ELEMENT = re.compile(rf"(?<![\w$])([A-Za-z_$][\w$]*)\[\w{{1,12}}\]\s*=\s*({_TEXT}|-?\d+)\s*(?=[;,\n])")
_FIELD = re.compile(
    rf"\b([A-Za-z_$]\w{{0,30}}?\d{{1,6}})(?:\.(\w+)|\[['\"](\w+)['\"]\])\s*=\s*({_TEXT}|-?\d+)\s*(?=[;,\n])"
)
_VALUES = rf"(?:(?:{_TEXT}|-?\d+)\s*,\s*)+(?:{_TEXT}|-?\d+)"
_CALL = re.compile(  # new entry('…', '…'), rows.push(['…', '…']), rows[3] = ['…', '…']
    rf"\b([A-Za-z_$][\w$.]{{1,40}})(?:\(\s*(?:\[\s*)?|\[\w{{1,12}}\]\s*=\s*\[\s*)({_VALUES})\s*[)\]]"
)
_ROW = re.compile(rf"\[\s*({_VALUES})\s*\]")
_WRITE = re.compile(rf"document\.write(?:ln)?\(\s*({_TEXT})\s*\)")
_ADDRESS = re.compile(
    r"(?!javascript:)(?:https?://|\.{0,2}/|\w[\w-]*/|\w[\w.-]*\.s?html?|\w+\.(?:jsp|aspx?|php|do)\?)\S*", re.I
)
_OPERAND = rf"(?:{_TEXT}|(?<![\w$.])[A-Za-z_$][\w$]*(?:\[[\w$]*\]|\[['\"]\w+['\"]\]|\.[\w$]+)*)"
_SUM = re.compile(rf"{_OPERAND}(?:\s*\+\s*{_OPERAND}){{1,20}}")
_OPERANDS = re.compile(rf"({_TEXT})|((?<![\w$])[A-Za-z_$][\w$]*(?:\[[\w$]*\]|\[['\"]\w+['\"]\]|\.[\w$]+)*)")
_TEMPLATE = re.compile(r"`((?:\\.|[^`\\]){1,2000})`")
_PATTERN = re.compile(
    r"(?:^|[\"'=(\s])((?:https?://[\w.:-]{1,100})?[\w./?=&%:~-]{0,200}\{\w{1,40}\}[\w./?=&%~{}-]{0,200})"
)
_FIELDS = re.compile(r"\{(\w+)\}")
_TAKEN = re.compile(r"\$\{\s*[\w$\[\]]+(?:\.[\w$\[\]]+)*?\.(\w+)\s*\}")  # what a template takes from a row
_LAST_NAME = re.compile(r"(?:\.|\[['\"])(\w+)(?:['\"]\])?$")
_NO_ENTRY = re.compile(r"\.(?:png|jpe?g|gif|css|js)\b")

_LINK, _TAG = re.compile(r"<a\s[^<>]*href"), re.compile(r"<[^<>]+>")
_WORD = re.compile(r"[^\W\d_]{2}")
_MOST_PATTERNS = 20  # of a script
_UNKNOWN = "\0"  # in a sum, for what is neither text nor field


def lists(script: str) -> Iterator[str]:
    """The HTML of lists that a script holds in rows, each as a <ul>."""
    script = script[:LARGEST]
    for rows in (_elements(script), _objects(script), *_calls(script), *_nested(script)):
        items = list(filter(None, map(_item, rows)))
        if len(items) > 1:
            yield f"<ul>{''.join(items)}</ul>"
    yield from (f"<div>{markup}</div>" for markup in script_markup.held(script) if markup.count("<a ") > 1)
    written = [_unquoted(found[1]) for found in _WRITE.finditer(script)]
    if sum("<a" in text for text in written) > 1:
        yield f"<div>{''.join(written)}</div>"


def patterns(script: str) -> list[str]:
    """The addresses that a script puts together from the fields of its rows: /view/{id}.html."""
    found = []
    for text in _joined(script[:LARGEST]):
        for pattern in _PATTERN.findall(text):
            fixed = _FIELDS.sub("", pattern)
            if re.search(r"[/=]", fixed) and not _NO_ENTRY.search(fixed):
                found.append(pattern)
    return list(dict.fromkeys(found))[:_MOST_PATTERNS]


def _joined(script: str) -> Iterator[str]:
    """Sums and templates of a script with {field} for what they take from a row."""
    for template in _TEMPLATE.finditer(script):
        yield _TAKEN.sub(r"{\1}", template[1])
    for summed in _SUM.finditer(script):
        parts = [_operand(text, name) for text, name in _OPERANDS.findall(summed[0])]
        if any(part.startswith("{") for part in parts):
            yield "".join(parts)


def _operand(text: str, name: str) -> str:
    """A part of a sum, a text or what is called by a name: the field of a row as {field}."""
    if text:
        return _unquoted(text)
    field = _LAST_NAME.search(name)
    return f"{{{field[1]}}}" if field else _UNKNOWN


def _unquoted(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text[1:-1]) if text[:1] in "'\"" else text


def _elements(script: str) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    for name, value in _ELEMENT.findall(script):
        if not rows or name in rows[-1]:
            rows.append({})
        rows[-1][name] = _unquoted(value)
    return _alike(rows)


def _objects(script: str) -> list[dict[str, str]]:
    rows: dict[str, dict[str, str]] = {}
    for owner, dotted, quoted, value in _FIELD.findall(script):
        rows.setdefault(owner, {})[dotted or quoted] = _unquoted(value)
    return _alike(list(rows.values()))


def _calls(script: str) -> Iterator[list[dict[str, str]]]:
    calls: dict[str, list[dict[str, str]]] = {}
    for name, arguments in _CALL.findall(script):
        calls.setdefault(name, []).append(_numbered(arguments))
    yield from (_alike(rows) for rows in calls.values() if len(rows) > 2)


def _nested(script: str) -> Iterator[list[dict[str, str]]]:
    """An array of arrays: [['…', '…'], ['…', '…']]."""
    rows: list[dict[str, str]] = []
    end = 0
    for found in _ROW.finditer(script):
        if script[end : found.start()].strip(", \t\r\n"):
            yield _alike(rows)
            rows = []
        rows.append(_numbered(found[1]))
        end = found.end()
    yield _alike(rows)


def _numbered(values: str) -> dict[str, str]:
    """Literals behind each other, by their place."""
    return {str(n): _unquoted(value) for n, value in enumerate(re.findall(rf"{_TEXT}|-?\d+", values))}


def _alike(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """The rows that have the names most of them have."""
    if not rows:
        return rows
    names, count = Counter(map(frozenset, rows)).most_common(1)[0]
    if count < 2 or len(names) < 2:
        return []
    return [row for row in rows if frozenset(row) == names]


def _item(row: dict[str, str]) -> str | None:
    """A row as an entry's HTML, its values told apart by their form; None for one without an address or a title."""
    date = _date(row)
    link = next(filter(_LINK.search, row.values()), None) or _link(row.values(), date)
    if link is None:
        return None
    return f"<li>{link}<span>{html.escape(date or '')}</span></li>"


def _date(row: dict[str, str]) -> str | None:
    """A row's date, in one value or in three."""
    named = {name.lower().rstrip("s"): value for name, value in row.items()}
    parts = [named.get(name, "") for name in ("year", "month", "day")]
    if all(map(str.isdigit, parts)):
        return "-".join(parts)
    return next((value for value in row.values() if dates.whole(value) and not value.isdigit()), None)


def _link(values: Collection[str], date: str | None) -> str | None:
    """The link made of an address and of the longest text among a row's values."""
    url = next(filter(_ADDRESS.fullmatch, values), None)
    if url is None:
        return None
    others = (value for value in values if value != date and not _ADDRESS.fullmatch(value))
    text = max(filter(_WORD.search, others), key=width, default=None)
    if text is None:
        return None
    title = html.escape(_TAG.sub("", text))
    return f'<a href="{html.escape(url)}">{title}</a>'
