"""What spreadsheets and other programs write, as rows: encodings, separators, names of columns, numbers that are dates.

For output/exchange/importing.py. What was made of a file's columns is told before anything is stored (`meanings`).
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple

from dedup import process_wide
from nouns.items import SHANGHAI
from output.exchange.encoded import ImportRefused, encoding, opened
from output.exchange.formats import as_written

KINDS = {"jsonl": "json", "ndjson": "json", "json": "json", "csv": "csv", "tsv": "csv", "txt": "csv"}
SEPARATORS = (",", "\t", ";", "|")
LOOKED_AT = 100  # rows whose columns are told
NUMBERED = ("published", "published_raw", "fetched_at")  # columns in which a number is a date
# Our columns by the names that others give them, folded; a column that bears our own name goes before.
NAMES = {
    "标题": "title",
    "名称": "title",
    "题目": "title",
    "headline": "title",
    "subject": "title",
    "正文": "body",
    "内容": "body",
    "全文": "body",
    "content": "body",
    "text": "body",
    "发布日期": "published",
    "发布时间": "published",
    "日期": "published",
    "时间": "published",
    "date": "published",
    "publishdate": "published",
    "pubdate": "published",
    "publishedat": "published",
    "链接": "url",
    "网址": "url",
    "地址": "url",
    "原文地址": "url",
    "href": "url",
    "address": "url",
    "来源": "source",
    "作者": "author",
    "地区": "region",
    "所属地区": "region",
    "标签": "tag",
    "站点": "site",
    "网站": "site",
    "附件": "attachments",
    "列表地址": "listing_url",
    "抓取时间": "fetched_at",
    "编号": "id",
}
OURS = {*NAMES.values(), "link", "title_raw", "body_raw", "published_raw"}
LISTS = ("records", "data", "items", "rows", "list", "notices", "results")  # where an object holds the rows


class Row(NamedTuple):
    """A row as it stands in the file, its columns called as ours; `error`: why it could not even be read."""

    line: int
    values: Any
    error: str | None = None


class Meaning(NamedTuple):
    """What is made of a column: `column` of ours, None where it is not read; `dates`: what its numbers are read as."""

    name: str
    column: str | None
    dates: str | None = None


def rows(path: Path) -> Iterator[Row]:
    """The rows of a file of JSON (a line each, or one array) or of a table with a header, .gz or not.

    UTF-8, UTF-16 or GB18030; comma, tab, semicolon or | between the cells. Raises ImportRefused.
    """
    for row in _read(path):
        yield row if row.error else row._replace(values=_ours(row.values))


def meanings(path: Path) -> list[Meaning]:
    """What is made of the columns, by the first rows. Raises ImportRefused, also where none can be a title."""
    names: dict[str, set[str]] = {}
    for row in islice(_read(path), LOOKED_AT):
        if row.error:
            continue
        for name, value in row.values.items():
            names.setdefault(name, set()).add(numbered(value)[1] or "")
    called = _called(tuple(names))
    if names and not {"title", "title_raw"} & set(called.values()):
        raise ImportRefused(f"{path}: no column is a title; there are {', '.join(map(repr, names))}")
    return [Meaning(name, called.get(name), _taken_for(called.get(name), said)) for name, said in names.items()]


def _taken_for(column: str | None, said: set[str]) -> str | None:
    """What the numbers of a column are read as, if it may hold numbers for dates."""
    return max(said) or None if column in NUMBERED else None


def text(found: list[Meaning]) -> str:
    """What an operator reads of `meanings`."""
    read = [f"{each.name} → {each.column}" * (each.name != each.column) or each.name for each in found if each.column]
    lines = [f"columns: {', '.join(read)}"]
    lines += [f"numbers in {each.name} are read as {each.dates}" for each in found if each.dates]
    if left := [each.name for each in found if not each.column]:
        lines.append(f"not read: {', '.join(left)}")
    return "\n".join(lines)


@lru_cache(64)
def _called(names: tuple[str, ...]) -> dict[str, str]:
    """Our column for each name that has one; where two could be the same, the one that bears our name, or the first."""
    called = {name: name for name in names if name in OURS}
    for name in names:
        column = NAMES.get(re.sub(r"[\s_-]", "", name).lower()) or (name.lower() if name.lower() in OURS else None)
        if name not in called and column and column not in called.values():
            called[name] = column
    return called


def _ours(values: dict[str, Any]) -> dict[str, Any]:
    called = _called(tuple(values))
    read = {called.get(name, name): value for name, value in values.items()}
    for column in NUMBERED:
        if column in read:
            read[column] = numbered(read[column])[0]
    return read


def numbered(value: Any) -> tuple[Any, str | None]:
    """A number as the date it means, and what it was read as: seconds, milliseconds or microseconds since 1970, a
    spreadsheet's days since 1900, or 20250801. What is none of these comes back as a text."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return value, None
    said = str(value).strip()
    if not re.fullmatch(r"\d{5,16}(\.\d+)?", said):
        return (value if isinstance(value, str) else said), None
    number, digits = float(said), len(said.partition(".")[0])
    try:
        if digits == 8:
            return date(int(said[:4]), int(said[4:6]), int(said[6:8])).isoformat(), "days such as 20250801"
        for length, unit, words in ((10, 1, "seconds"), (13, 1e3, "milliseconds"), (16, 1e6, "microseconds")):
            if digits == length:
                when = datetime.fromtimestamp(number / unit, SHANGHAI)
                return when.isoformat(timespec="seconds"), f"{words} since 1970"
        if digits == 5 and 20_000 <= number < 80_000:
            when = datetime(1899, 12, 30) + timedelta(days=number)
            exact = when.isoformat(timespec="minutes") if number % 1 else when.date().isoformat()
            return exact, "a spreadsheet's days since 1900"
    except (ValueError, OverflowError, OSError):
        pass
    return said, None


# Reading --------------------------------------------------------------------------------------------------------------


def _read(path: Path) -> Iterator[Row]:
    """The rows with the file's own names."""
    kind = KINDS.get(path.name.lower().removesuffix(".gz").rpartition(".")[2])
    if kind is None:
        opened(path).close()  # one that is not there has no wrong name
        raise ImportRefused(f"{path}: neither JSON (.jsonl, .json) nor a table (.csv, .tsv, .txt); save it as one")
    with io.TextIOWrapper(opened(path), encoding(path), errors="replace", newline="") as text:
        yield from _table(path, text) if kind == "csv" else _json(path, text)


def _json(path: Path, text: io.TextIOWrapper) -> Iterator[Row]:
    """One array, an object that holds one, or an object a line."""
    beginning = ""
    while not beginning.strip() and (read := text.read(1)):
        beginning = read
    if beginning == "[" or path.name.lower().removesuffix(".gz").endswith(".json"):
        whole = beginning + text.read()
        if (found := _whole(path, whole)) is not None:
            for number, values in enumerate(found, 1):
                yield Row(number, values, None if isinstance(values, dict) else "not a JSON object")
            return
        lines: Iterator[str] = iter(whole.splitlines(keepends=True))
    else:
        lines = chain([beginning + text.readline()], text)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            values = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Row(number, line.rstrip("\r\n"), f"not JSON: {error}")
        else:
            yield Row(number, values, None if isinstance(values, dict) else "not a JSON object")


def _whole(path: Path, text: str) -> list[Any] | None:
    """The rows of a file that is one array, or an object that holds it; None for one that is an object a line."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        if text.startswith("["):
            raise ImportRefused(f"{path}: not JSON: {error}") from None
        return None
    if isinstance(found, list):
        return found
    held = [found[name] for name in LISTS if isinstance(found.get(name), list)] if isinstance(found, dict) else []
    return held[0] if held and "title" not in found else None


def _table(path: Path, text: io.TextIOWrapper) -> Iterator[Row]:
    process_wide.read_cells_of_any_length()
    lines = (line.replace("\0", "") for line in text)
    first = next(lines, "")
    if said := re.fullmatch(r"sep=(.)\s*", first):  # Excel's own mark
        separator, first = said[1], next(lines, "")
    else:
        separator = _separator(first)
    reader = csv.reader(chain([first], lines), delimiter=separator)
    header = [name.strip() for name in next(reader, [])]
    if not {"title", "title_raw"} & set(_called(tuple(header)).values()):
        raise ImportRefused(f"{path}: the first line names no column title; it names {', '.join(header) or 'none'}")
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield Row(reader.line_num, {}, f"not CSV: {error}")
            continue
        if cells is None:
            return
        if len(cells) != len(header):
            if cells:
                yield Row(reader.line_num, cells, f"{len(cells)} cells under {len(header)} columns")
            continue
        yield Row(reader.line_num, {name: as_written(cell) for name, cell in zip(header, cells, strict=True) if cell})


def _separator(header: str) -> str:
    """The one by which the first line names the most columns that we know, then the most at all."""

    def worth(separator: str) -> tuple[int, int]:
        names = [name.strip() for name in next(csv.reader([header], delimiter=separator), [])]
        return len(_called(tuple(names))), len(names)

    return max(SEPARATORS, key=worth)
