"""What downstream reads: one consistent state of the database as files, or what changed since one.

All files of an export come from one read transaction. The formats are those of formats.py; how a folder goes from one
export to the next, export_folder.py.
"""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, BinaryIO

from nouns.columns import VERSION
from output.clock import moment
from output.exchange import contract, export_folder, formats
from output.exchange.contract import Table
from output.exchange.formats import FORMATS, Row, Writer
from output.exchange.reader import ForeignCursor, Reader
from output.filters import EVERY, Filters
from output.refusals import Refusal
from output.store.runs import lock

ENTRIES = 100  # of an Atom feed

Progress = Callable[[int], None]


class ExportRefused(Refusal):
    """Raised for an export that cannot be made: a missing package, options that clash."""


class CursorRefused(ExportRefused):
    """Raised for a cursor that is not of this database: what it knows cannot be brought up to date from here."""

    status = 2


def export(
    database: str | Path,
    format: str,
    out: str | Path,
    since: int | str | None = None,
    by_month: bool = False,
    progress: Progress | None = None,
    force: bool = False,
    filters: Filters = EVERY,
    words: str | None = None,
) -> dict[str, Any]:
    """Write an export into the folder `out`; returns its descriptor.

    `since` None: all living records; else what changed after that rev or cursor. The descriptor's `cursor` is that of
    the next call. `by_month` (Parquet, whole exports): one file a month of publication. `progress` is told the rows
    written. `filters` and `words` (search's) choose records; of changes, a record that they do not choose any more is
    told as deleted. Raises ExportRefused, DatabaseError, OSError, RunLocked while another export writes there, and
    WriteRefused where a file would go that no export wrote (`force`: only where it is the database). A folder and its
    descriptor are of one format.
    """
    if format == "parquet":
        try:
            import pyarrow  # noqa: F401 - told before anything is written
        except ImportError:
            raise ExportRefused("parquet needs pyarrow: pip install -r requirements-export.txt") from None
    if by_month and (format != "parquet" or since is not None):
        raise ExportRefused("by month: only for whole exports as parquet")
    out = Path(out)
    with Reader(database) as reader, lock(out / ".export"):
        there = export_folder.format_of(out)
        if there not in (None, format):
            raise ExportRefused(
                f"{out}: holds an export as {there}; give {format} a folder of its own, such as {out}/{format}"
            )
        reader.choose(filters, words)
        work = out / export_folder.WORK
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        try:
            package = _write(reader, format, work, _rev(reader, since), by_month, progress or (lambda rows: None))
            chosen = filters.given | ({"words": words} if words else {})
            if chosen:
                package["filters"] = chosen
            export_folder.publish(work, out, package, database, force)
        finally:
            shutil.rmtree(work, ignore_errors=True)
    return package


def stream(
    database: str | Path,
    format: str,
    file: BinaryIO,
    since: int | str | None = None,
    filters: Filters = EVERY,
    words: str | None = None,
) -> str:
    """Write the records, or what changed since, to a stream (jsonl, csv, atom). Returns the next call's cursor."""
    write = FORMATS[format].write if format in FORMATS and FORMATS[format].streams else None
    if write is None:
        raise ExportRefused(f"{format}: cannot be streamed; give a folder")
    with Reader(database) as reader:
        reader.choose(filters, words)
        table, rows = _main(reader, format, _rev(reader, since))
        write(file, table, rows, reader.rev)
        file.flush()
        return reader.cursor


def text(package: dict[str, Any], out: str) -> str:
    """What an operator reads of an export."""
    lines = []
    for resource in package["resources"]:
        tables = resource.get("tables", {resource["name"]: resource["rows"]})
        rows = ", ".join(f"{n} {name}" for name, n in tables.items())
        where = resource["path"] if isinstance(resource["path"], str) else f"{len(resource['path'])} files"
        lines.append(f"{rows}: {out}/{where}, {resource['bytes']:,} bytes")
    cursor = package["cursor"]
    return "\n".join((*lines, f"cursor: {cursor}   what changes from now on: scrapy export --since {cursor}"))


def _rev(reader: Reader, since: int | str | None) -> int | None:
    try:
        return None if since is None else reader.since(since)
    except ForeignCursor as error:
        raise CursorRefused(str(error)) from None
    except ValueError as error:
        raise ExportRefused(str(error)) from None


def _main(reader: Reader, format: str, since: int | None, by_month: bool = False) -> tuple[Table, Iterator[Row]]:
    """The table that an export is about, and its rows."""
    if FORMATS[format].feed:
        return contract.EXPORTED, formats.plain(reader.newest_rows(ENTRIES, since or 0))
    if since is None:
        return contract.EXPORTED, formats.plain(reader.record_rows(by_month))
    return contract.CHANGED, formats.plain(reader.change_rows(since))


def _write(
    reader: Reader, format: str, work: Path, since: int | None, by_month: bool, progress: Progress
) -> dict[str, Any]:
    """Write every file of the export into `work`, synced. Returns the descriptor."""
    count = _Count(progress)
    table, rows = _main(reader, format, since, by_month)
    tables = [(table, count(table, rows))]
    if not FORMATS[format].feed:
        tables.append((contract.REDIRECTS, count(contract.REDIRECTS, reader.redirect_rows(since or 0))))
    package = _descriptor(reader, since)
    write = FORMATS[format].write
    if write is None:
        if since is None:
            tables.append((contract.NOTICES, count(contract.NOTICES, formats.plain(reader.notice_rows()))))
        path = work / f"{table.name}.{format}"
        formats.sqlite(path, tables, _meta(package))
        resource = export_folder.resource(table.name, [path], work, format)
        package["resources"].append(resource | {"rows": sum(count.rows.values()), "tables": count.rows})
        return package
    for table, rows in tables:
        if by_month and table is contract.EXPORTED:
            folder = work / f"records-{reader.rev}-{secrets.token_hex(4)}"
            files = list(_months(folder, table, rows, write, reader.rev))
        else:
            files = [work / f"{table.name}.{format}"]
            with files[0].open("wb") as file:
                write(file, table, rows, reader.rev)
        resource = export_folder.resource(table.name, files, work, format) | {"rows": count.rows[table.name]}
        package["resources"].append(resource | _schemas(table, format, work))
    return package


def _descriptor(reader: Reader, since: int | None) -> dict[str, Any]:
    """The head of a descriptor, without its files."""
    return {
        "profile": "data-package",
        "name": "notices",
        "title": "招商引资: records of investment-promotion notices",
        "version": VERSION,
        "created": moment(),
        "schema_version": VERSION,
        "rev": reader.rev,
        "cursor": reader.cursor,
        "since": since,
        "resources": [],
    }


def _meta(package: dict[str, Any]) -> dict[str, str]:
    """What the table `meta` of an export as SQLite says."""
    said = {key: str(package[key]) for key in ("schema_version", "rev", "cursor", "created")}
    return said | {"since": str(package["since"] or "")}


def _schemas(table: Table, format: str, work: Path) -> dict[str, Any]:
    """What a descriptor says of a table's columns; a JSON Schema is written beside the file, synced."""
    said: dict[str, Any] = {}
    if FORMATS[format].tabular:
        said |= {"profile": "tabular-data-resource", "schema": contract.table_schema(table)}
    if FORMATS[format].json_schema:
        schema = work / f"{table.name}.schema.json"
        schema.write_text(json.dumps(contract.json_schema(table), ensure_ascii=False, indent=1), "utf-8")
        export_folder.sync(schema)
        said["jsonSchema"] = schema.name
    return said


class _Count:
    """Counts the rows of each table as they pass."""

    def __init__(self, progress: Progress) -> None:
        self.rows: dict[str, int] = {}
        self._progress = progress

    def __call__(self, table: Table, rows: Iterable[Row]) -> Iterator[Row]:
        self.rows[table.name] = 0
        for row in rows:
            yield row
            self.rows[table.name] += 1
            if self.rows[table.name] % 1000 == 0:
                self._progress(sum(self.rows.values()))


def _months(folder: Path, table: Table, rows: Iterable[Row], write: Writer, rev: int) -> Iterator[Path]:
    """One file a month, in Hive naming, which DuckDB, Spark and pandas read as a column.

    The folder has a new name each time, so that the parts of one export stay until the descriptor names the next's.
    """
    published = table.names.index("published")
    for month, part in groupby(rows, lambda row: (row[published] or "")[:7]):
        path = folder / f"month={month or '__HIVE_DEFAULT_PARTITION__'}" / "records.parquet"
        path.parent.mkdir(parents=True)
        with path.open("wb") as file:
            write(file, table, part, rev)
        yield path
