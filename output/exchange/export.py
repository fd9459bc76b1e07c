"""What downstream reads: one consistent state of the database as files, or what changed since one.

All files of an export come from one read transaction, are written under WORK, synced, then renamed: a crash leaves the
export that was there. The descriptor, datapackage.json, is renamed last and names each file's hash. What exports have
written in a folder stands in WROTE, before it is written: nothing else there is replaced or cleared away.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any, BinaryIO

from output import writing
from output.clock import moment
from output.exchange import contract, formats
from output.exchange.contract import Table
from output.exchange.formats import Row
from output.exchange.reader import Reader
from output.filters import EVERY, Filters
from output.refusals import Refusal
from output.store.runs import lock

FORMATS = ("jsonl", "csv", "parquet", "atom", "sqlite")
MEDIA = {
    "jsonl": "application/x-ndjson",
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "atom": "application/atom+xml",
    "sqlite": "application/vnd.sqlite3",
}
ENTRIES = 100  # of an Atom feed
DESCRIPTOR = "datapackage.json"
WORK = ".export.partial"  # the folder in which an export is made
WROTE = ".export.files"  # names that exports wrote in the folder, a line each

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
        if (there := _format(out)) not in (None, format):
            raise ExportRefused(
                f"{out}: holds an export as {there}; give {format} a folder of its own, such as {out}/{format}"
            )
        reader.choose(filters, words)
        work = out / WORK
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        try:
            package = _write(reader, format, work, _rev(reader, since), by_month, progress or (lambda rows: None))
            if chosen := {**filters.given, **({"words": words} if words else {})}:
                package["filters"] = chosen
            _publish(work, out, package, database, force)
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
    if format not in ("jsonl", "csv", "atom"):
        raise ExportRefused(f"{format}: cannot be streamed; give a folder")
    with Reader(database) as reader:
        reader.choose(filters, words)
        table, rows = _main(reader, format, _rev(reader, since))
        _writer(format, reader)(file, table, rows)
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
    except ValueError as error:
        raise CursorRefused(str(error)) from None


def _main(reader: Reader, format: str, since: int | None, by_month: bool = False) -> tuple[Table, Iterator[Row]]:
    """The table that an export is about, and its rows."""
    if format == "atom":
        return contract.EXPORTED, formats.plain(reader.newest_rows(ENTRIES, since or 0))
    if since is None:
        return contract.EXPORTED, formats.plain(reader.record_rows(by_month))
    return contract.CHANGED, formats.plain(reader.change_rows(since))


def _writer(format: str, reader: Reader) -> Callable[[BinaryIO, Table, Iterable[Row]], None]:
    writers = {"jsonl": formats.jsonl, "csv": formats.csv_, "atom": formats.atom}
    return writers.get(format) or partial(formats.parquet, rev=reader.rev)


def _write(
    reader: Reader, format: str, work: Path, since: int | None, by_month: bool, progress: Progress
) -> dict[str, Any]:
    """Write every file of the export into `work`, synced. Returns the descriptor."""
    count = _Count(progress)
    table, rows = _main(reader, format, since, by_month)
    tables = [(table, count(table, rows))]
    if format != "atom":
        tables.append((contract.REDIRECTS, count(contract.REDIRECTS, reader.redirect_rows(since or 0))))
    package: dict[str, Any] = {
        "profile": "data-package",
        "name": "notices",
        "title": "招商引资: records of investment-promotion notices",
        "version": contract.VERSION,
        "created": moment(),
        "schema_version": contract.VERSION,
        "rev": reader.rev,
        "cursor": reader.cursor,
        "since": since,
        "resources": [],
    }
    write = _writer(format, reader)
    if format == "sqlite":
        if since is None:
            tables.append((contract.NOTICES, count(contract.NOTICES, formats.plain(reader.notice_rows()))))
        name = f"{table.name}.sqlite"
        said = ("schema_version", "rev", "cursor", "created")
        meta = {key: str(package[key]) for key in said} | {"since": str(since or "")}
        formats.sqlite(work / name, tables, meta)
        resource = _resource(table.name, [work / name], work, format)
        package["resources"].append(resource | {"rows": sum(count.rows.values()), "tables": count.rows})
        return package
    for table, rows in tables:
        if by_month and table is contract.EXPORTED:
            files = list(_months(work / f"records-{reader.rev}-{secrets.token_hex(4)}", table, rows, write))
        else:
            files = [work / f"{table.name}.{format}"]
            with files[0].open("wb") as file:
                write(file, table, rows)
        resource = _resource(table.name, files, work, format) | {"rows": count.rows[table.name]}
        if format in ("jsonl", "csv", "parquet"):
            resource |= {"profile": "tabular-data-resource", "schema": contract.table_schema(table)}
        if format == "jsonl":
            schema = work / f"{table.name}.schema.json"
            schema.write_text(json.dumps(contract.json_schema(table), ensure_ascii=False, indent=1), "utf-8")
            _sync(schema)
            resource["jsonSchema"] = schema.name
        package["resources"].append(resource)
    return package


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


def _months(folder: Path, table: Table, rows: Iterable[Row], write: Callable[..., None]) -> Iterator[Path]:
    """One file a month, in Hive naming, which DuckDB, Spark and pandas read as a column.

    The folder has a new name each time, so that the parts of one export stay until the descriptor names the next's.
    """
    published = table.names.index("published")
    for month, part in groupby(rows, lambda row: (row[published] or "")[:7]):
        path = folder / f"month={month or '__HIVE_DEFAULT_PARTITION__'}" / "records.parquet"
        path.parent.mkdir(parents=True)
        with path.open("wb") as file:
            write(file, table, part)
        yield path


def _resource(name: str, files: list[Path], work: Path, format: str) -> dict[str, Any]:
    """A resource of the descriptor; the files are synced to disk."""
    hashes = [_sync(file) for file in files]
    paths = [file.relative_to(work).as_posix() for file in files]
    said: dict[str, Any] = {
        "name": name,
        "path": paths[0] if len(paths) == 1 else paths,
        "format": format,
        "mediatype": MEDIA[format],
        "bytes": sum(file.stat().st_size for file in files),
    }
    if format in ("jsonl", "csv"):
        said["encoding"] = "utf-8"
    return said | {"hash": f"sha256:{hashes[0]}"} if len(hashes) == 1 else said


def _sync(path: Path) -> str:
    """Bring a file to the disk. Returns its SHA-256."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
        hash = hashlib.sha256()
        while block := file.read(1 << 20):
            hash.update(block)
    return hash.hexdigest()


def _publish(work: Path, out: Path, package: dict[str, Any], database: str | Path, force: bool) -> None:
    """Move what was written into place, the descriptor last; then drop months of exports before this one.

    Raises WriteRefused before anything is moved.
    """
    descriptor = work / DESCRIPTOR
    descriptor.write_text(json.dumps(package, ensure_ascii=False, indent=1), "utf-8")
    _sync(descriptor)
    former, made = _wrote(out), sorted(work.iterdir(), key=lambda path: path == descriptor)
    for path in made:
        if path.is_file():
            writing.writable(out / path.name, database, ours=lambda path: path.name in former, force=force)
    with (out / WROTE).open("a", encoding="utf-8") as file:
        file.writelines(f"{path.name}\n" for path in made if path.name not in former)
    for path in made:
        path.replace(out / path.name)
    with suppress(OSError):  # not every file system lets a folder be synced
        folder = os.open(out, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
    months = {path.split("/")[0] for resource in package["resources"] for path in _listed(resource["path"])}
    for old in {name for name in former if name.startswith("records-")} - months:
        shutil.rmtree(out / old, ignore_errors=True)


def _format(out: Path) -> str | None:
    """The format of the export whose descriptor stands in a folder: files of another would be in none."""
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        package = json.loads((out / DESCRIPTOR).read_text("utf-8"))
        said = package["resources"][0]["format"]
        if package["profile"] == "data-package" and "cursor" in package and said in FORMATS:
            return said
    return None


def _wrote(out: Path) -> set[str]:
    """Names in a folder that exports wrote; those of versions that kept no list stand in their descriptor."""
    found: set[str] = set()
    with suppress(OSError):
        found.update((out / WROTE).read_text("utf-8").split("\n"))
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        package = json.loads((out / DESCRIPTOR).read_text("utf-8"))
        if package["profile"] == "data-package" and "cursor" in package:
            named = [(*_listed(each["path"]), each.get("jsonSchema", "")) for each in package["resources"]]
            found.update(path.split("/")[0] for paths in named for path in paths)
            found.add(DESCRIPTOR)
    return found - {""}


def _listed(path: str | list[str]) -> list[str]:
    return [path] if isinstance(path, str) else path
