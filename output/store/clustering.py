"""Documents of a file clustered without a database: `scrapy dedupe --input`. Texts wait in a SQLite file."""

from __future__ import annotations

import gzip
import json
import sqlite3
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from dedup import batch
from dedup.whole import Whole
from nouns.mistakes import unreadable
from output import writing
from output.refusals import Refusal
from output.store.resuming import Kept, work_file
from output.store.texts import Texts

SHOWN = 10  # bad lines named; the rest is counted


class InputRefused(Refusal):
    """Raised for a file of documents that cannot be read; the message names file and line."""


def cluster(
    source: Path,
    write: Callable[[str], object],
    skip_bad: bool = False,
    progress: Callable[[str, int], None] = lambda stage, done: None,
    processes: int | None = None,
    work: Path | None = None,
) -> dict[str, Any]:
    """Cluster the JSON Lines of {"id", "title", "body"} in `source` (gzipped or not), writing a line
    {"id", "cluster"} for each, where `cluster` is the id of the cluster's canonical document.

    Returns counts, and the bad lines left out if `skip_bad`. Raises InputRefused for a bad line else, and always
    for an id that stands there twice: a partition of them would have no meaning. `work`: a file that waits there if
    all this is interrupted, for who does it again; a temporary one when None.
    """
    bad: list[str] = []
    with scratch(work) as (path, connection):
        for line, document in lines(source):
            if isinstance(document, str):
                if not skip_bad:
                    raise InputRefused(f"{source}:{line}: {document}")
                bad.append(f"{source}:{line}: {document}")
                continue
            try:
                connection.execute(
                    "INSERT INTO notices (node, id, title, title_raw, body) VALUES (?, ?, ?, ?, ?)",
                    (line, document[0], document[1], document[1], document[2]),
                )
            except sqlite3.IntegrityError:
                first = connection.execute("SELECT node FROM notices WHERE id = ?", document[:1]).fetchone()[0]
                raise InputRefused(f"{source}:{line}: id {document[0]!r} stands in line {first} already") from None
            if line % 1000 == 0:
                connection.commit()
                progress("read", line)
        connection.commit()
        rows = connection.execute("SELECT node, id FROM notices ORDER BY node").fetchall()
        nodes, ids = [row[0] for row in rows], [row[1] for row in rows]
        progress("read", len(ids))
        kept = Kept(connection)
        found = batch.partition(Whole(Texts(path), nodes, ids), progress=progress, processes=processes, kept=kept)
    for id, at in zip(ids, found.canonical.tolist(), strict=True):
        write(json.dumps({"id": id, "cluster": ids[at]}, ensure_ascii=False) + "\n")
    clusters = len(set(found.canonical.tolist()))
    counts = {"documents": len(ids), "clusters": clusters, "resumed": kept.resumed, "bad": len(bad)}
    return {**counts, "bad_lines": bad[:SHOWN]}


def text(told: dict[str, Any]) -> str:
    """What an operator reads of it."""
    left_out = f"; {told['bad']:,} bad lines left out" if told.get("bad") else ""
    lines = [f"left out: {line}" for line in told.get("bad_lines", ())]
    return "\n".join((*lines, "{documents:,} documents, {clusters:,} clusters".format(**told) + left_out))


def permitted(out: str, source: Path, database: str | Path, force: bool = False) -> None:
    """Raises WriteRefused when `out`, or what stands beside it while it is made, is the source, the database or,
    without `force`, something that is no file of clusters."""
    for name in (f"{out}.part", f"{out}.deciding"):
        writing.guarded(name, database, [source])
    path = Path(out)
    if path.suffix == ".parquet" and path.is_dir():  # what Spark writes is a folder
        parts = {*path.rglob("*")}
        if any(writing.same(part, read) for part in parts for read in (database, source)):
            raise writing.WriteRefused(f"{out}: the database or what is read stands in it")
        if parts and not force and path / "_SUCCESS" not in parts:
            raise writing.WriteRefused(f"{out}: is there already, and not by this command; {writing.FORCE}")
        return
    writing.writable(path, database, [source], are_clusters, force)


def are_clusters(path: Path) -> bool:
    """Whether a file is what `dedupe --output` writes, by its first line."""
    with path.open(encoding="utf-8") as file:
        row = json.loads(file.readline(1 << 20))
    return isinstance(row, dict) and row.keys() == {"id", "cluster"}


@contextmanager
def written(path: str) -> Iterator[Callable[[str], object]]:
    """Where the lines go: stdout for -, or a file that appears when it is whole. See `permitted`."""
    if path == "-":
        yield sys.stdout.write
        return
    part = Path(f"{path}.part")
    try:
        with part.open("w", encoding="utf-8") as file:
            yield file.write
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def scratch(work: Path | None = None) -> Iterator[tuple[Path, sqlite3.Connection]]:
    """A file with as much of the table of notices as deciding looks at, empty; see `cluster` for `work`."""
    with ExitStack() as stack:
        path = work or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dedupe-")), "documents.db")
        connection = stack.enter_context(work_file(path, (InputRefused,)))
        connection.execute("DROP TABLE IF EXISTS notices")
        connection.execute(
            """CREATE TABLE notices (node INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL,
               title_raw TEXT NOT NULL, body TEXT NOT NULL, published TEXT, flags TEXT NOT NULL DEFAULT '[]',
               site TEXT NOT NULL DEFAULT '',
               attachments TEXT NOT NULL DEFAULT '[]', file_hash TEXT)"""
        )
        yield path, connection


def lines(source: Path) -> Iterator[tuple[int, tuple[str, str, str] | str]]:
    """Line numbers from 1 with id, title and body, or with what is wrong with the line. Empty lines are none."""
    try:
        with gzip.open(source, "rb") if source.suffix == ".gz" else source.open("rb") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield number, _document(line)
    except (OSError, EOFError, zlib.error) as error:
        raise InputRefused(unreadable(source, error)) from None


def _document(line: bytes) -> tuple[str, str, str] | str:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return "not UTF-8"
    except (ValueError, RecursionError) as error:
        return f"not JSON: {error}"
    if not isinstance(row, dict):
        return "not an object"
    id, title, body = row.get("id"), row.get("title"), row.get("body")
    if title is None:
        title = ""
    said: list[str] = []
    for name, value in (("id", id), ("title", title), ("body", body)):
        if not isinstance(value, str):
            return f"{name} is no text"
        said.append(value.encode("utf-8", "replace").decode("utf-8"))  # SQLite takes no lone surrogate
    return said[0], said[1], said[2]
