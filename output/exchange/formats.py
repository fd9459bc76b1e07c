"""How rows of the contract are written in each format; FORMATS at the end has a row for each. Called by
output/exchange/export.py; nothing here opens the database.

Every writer streams: memory does not grow with the rows. They take a binary file, the contract's table, its rows and
the rev that they are of.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import uuid
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple
from urllib.parse import urlsplit
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from nouns.columns import VERSION
from output.exchange.contract import Table, create_table

Row = tuple[Any, ...]
Writer = Callable[[BinaryIO, Table, Iterable[Row], int], None]
ROW_GROUP, GROUP_CHARACTERS = 8192, 8_000_000  # a Parquet row group is gathered in memory: some 40 MB
NO_TEXT = "（无正文，见原网页的图片或附件 no text: see the page's pictures or attachments）"
SUMMARY = 300  # characters of an Atom summary

# What a spreadsheet takes for a formula: after quotes and blanks, = + - @ also in their full-width and small forms
# (Excel folds them), or a leading tab or line break (https://owasp.org/www-community/attacks/CSV_Injection).
FORMULA = re.compile(r"[\s'\"\u200b-\u200f\ufeff]*[=+\-@＝＋－＠﹦﹢﹣﹫−]|[\t\r\n]")
# Characters XML 1.0 has no place for.
_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# JSON allows these in a string as they are; programs that split lines the Unicode way would break there.
_LINE_BREAKS = {"\u2028": "\\u2028", "\u2029": "\\u2029", "\x85": "\\u0085"}


def plain(rows: Iterable[Row]) -> Iterator[Row]:
    """Rows without NUL, which cuts texts in SQLite, is refused by PostgreSQL and breaks readers of CSV."""
    for row in rows:
        for value in row:  # hardly any has one, and any() takes half as long again
            if type(value) is str and "\0" in value:
                row = tuple(map(_without_nul, row))
                break
        yield row


def _without_nul(value: Any) -> Any:
    return value.replace("\0", "") if type(value) is str else value


def inert(value: Any) -> Any:
    """A cell's value that no spreadsheet evaluates: ' before what would be a formula. `as_written` takes it back."""
    return "'" + value if type(value) is str and FORMULA.match(value) else value


def as_written(value: str) -> str:
    """The text that `inert` was given."""
    return value[1:] if value.startswith("'") and FORMULA.match(value[1:]) else value


def jsonl(file: BinaryIO, table: Table, rows: Iterable[Row], rev: int) -> None:
    """One object a line, UTF-8, keys in the contract's order, null for no value."""
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    names = table.names
    for row in rows:
        line = encode(dict(zip(names, row, strict=True)))
        for character, escape in _LINE_BREAKS.items():
            if character in line:
                line = line.replace(character, escape)
        file.write(line.encode() + b"\n")


def csv_(file: BinaryIO, table: Table, rows: Iterable[Row], rev: int) -> None:
    """RFC 4180 in UTF-8 with a byte order mark, without which Excel shows Chinese as mojibake; formulas inert."""
    text = io.TextIOWrapper(file, "utf-8-sig", newline="", write_through=False)
    write = csv.writer(text).writerow
    write(table.names)
    for row in rows:
        write([inert(value) for value in row])
    text.flush()
    text.detach()


def parquet(file: BinaryIO, table: Table, rows: Iterable[Row], rev: int) -> None:
    """Typed columns (moments are UTC timestamps), zstd. Raises ImportError without pyarrow."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    types = {"integer": pa.int64(), "number": pa.float64(), "moment": pa.timestamp("ms", tz="UTC")}
    schema = pa.schema(
        [
            pa.field(c.name, types.get(c.type, pa.string()), not c.required, {"description": c.means})
            for c in table.columns
        ],
        {"schema_version": VERSION, "rev": str(rev)},
    )
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for group in _groups(rows):
            columns = [
                pa.array(values, pa.string() if field.type == types["moment"] else field.type).cast(field.type)
                for field, values in zip(schema, zip(*group, strict=True), strict=True)
            ]
            writer.write_batch(pa.RecordBatch.from_arrays(columns, schema=schema))


def _groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    group: list[Row] = []
    characters = 0
    for row in rows:
        group.append(row)
        characters += sum(len(value) for value in row if type(value) is str)
        if len(group) == ROW_GROUP or characters >= GROUP_CHARACTERS:
            yield group
            group, characters = [], 0
    if group:
        yield group


def sqlite(path: Path, tables: Iterable[tuple[Table, Iterable[Row]]], meta: dict[str, str]) -> None:
    """A database of these tables and a table `meta`; nothing of the machinery."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = OFF")  # a file of its own, renamed when whole
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        for table, rows in tables:
            connection.execute(create_table(table))
            connection.executemany(f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(table.columns))})", rows)
        connection.execute("CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT")
        connection.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
        connection.execute("COMMIT")
    finally:
        connection.close()


def atom(file: BinaryIO, table: Table, rows: Iterable[Row], rev: int = 0) -> None:
    """An Atom feed (RFC 4287) of records, newest first. The same records give the same bytes."""
    records = [dict(zip(table.names, row, strict=True)) for row in rows]
    none = AttributesImpl({})
    xml = XMLGenerator(file, "utf-8", short_empty_elements=True)

    def element(name: str, text: str = "", **attributes: str) -> None:
        xml.startElement(name, AttributesImpl({key: _xml(value) for key, value in attributes.items()}))
        xml.characters(_xml(text))
        xml.endElement(name)

    def entry(record: dict[str, Any]) -> None:
        xml.startElement("entry", none)
        element("id", _urn(record["id"]))
        element("title", record["title"])
        element("updated", record["last_seen"])
        if record["published"]:
            element("published", _instant(record["published"]))
        xml.startElement("author", none)
        element("name", record["source"] or record["author"] or record["site"] or "–")
        xml.endElement("author")
        if urlsplit(record["link"] or "").scheme in ("http", "https"):
            element("link", rel="alternate", href=record["link"])
        for term in filter(None, (record["tag"], record["region"])):
            element("category", term=term)
        body = record["body"] or NO_TEXT
        element("summary", body if len(body) <= SUMMARY else body[:SUMMARY] + "…")
        xml.endElement("entry")

    xml.startDocument()
    xml.startElement("feed", AttributesImpl({"xmlns": "http://www.w3.org/2005/Atom"}))
    element("id", _urn("feed"))
    element("title", "招商引资: new records")
    element("updated", max((record["last_seen"] for record in records), default="1970-01-01T00:00:00+00:00"))
    element("generator", "notices", version=VERSION)
    for record in records:
        entry(record)
    xml.endElement("feed")
    xml.endDocument()


def _xml(text: str) -> str:
    return _NO_XML.sub("", text)


def _urn(name: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"notices:{name}").urn


def _instant(date: str) -> str:
    """RFC 3339, which knows no date without a time: the first second of what is given, in Asia/Shanghai."""
    full = date + "0000-01-01T00:00:00"[len(date) :] if len(date) <= 19 else date
    return full if re.search(r"[+-]\d\d:\d\d$", full) else full + "+08:00"


class Format(NamedTuple):
    """A format of exports. `write`: a table into a file; None where all tables go into one, as `sqlite` writes it.
    `streams`: it can be written to a pipe. `tabular`: the descriptor tells the columns of its files. `encoding`: of its
    texts. `json_schema`: one stands beside each file. `feed`: the newest records only, and nothing else."""

    media: str
    write: Writer | None
    streams: bool = False
    tabular: bool = False
    encoding: str | None = None
    json_schema: bool = False
    feed: bool = False


FORMATS = {
    "jsonl": Format("application/x-ndjson", jsonl, streams=True, tabular=True, encoding="utf-8", json_schema=True),
    "csv": Format("text/csv", csv_, streams=True, tabular=True, encoding="utf-8"),
    "parquet": Format("application/vnd.apache.parquet", parquet, tabular=True),
    "atom": Format("application/atom+xml", atom, streams=True, feed=True),
    "sqlite": Format("application/vnd.sqlite3", None),
}
