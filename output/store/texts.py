"""What is decided on of notices: of rows, of notices on their way, and as dedup/batch.py reads it in its processes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dedup import instead
from dedup.pieces import Text

if TYPE_CHECKING:
    from nouns.items import Notice


class Texts:
    """Reads the notices of a file, read-only, for one thread at a time. Goes to another process as the path it is."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path).absolute()
        self._connection: sqlite3.Connection | None = None

    def __reduce__(self) -> tuple[type[Texts], tuple[Path]]:
        return Texts, (self.path,)

    def read(self, nodes: Sequence[int]) -> list[Text]:
        """The texts of these nodes, in their order."""
        if self._connection is None:
            name = f"{self.path.as_uri()}?mode=ro"
            self._connection = sqlite3.connect(name, uri=True, timeout=60, check_same_thread=False)
        rows = self._connection.execute(
            """SELECT node, n.id, title, body, attachments, file_hash, published, flags, title_raw, site
               FROM json_each(?) e JOIN notices n ON node = e.value""",
            (json.dumps(list(nodes)),),
        )
        found = {
            node: Text(id, title, instead.body(*standing), published, _flags(flags), raw, site)
            for node, id, title, *standing, published, flags, raw, site in rows
        }
        return [found[node] for node in nodes]


def _flags(stored: str) -> list[str]:
    return json.loads(stored) if stored != "[]" else []  # mostly there are none


def text_of(row: Mapping[str, Any]) -> Text:
    """What is decided on of a notice's row."""
    body = instead.body(row["body"], row["attachments"], row["file_hash"])
    return Text(row["id"], row["title"], body, row["published"], _flags(row["flags"]), row["title_raw"], row["site"])


def texts_of(notices: Iterable[Notice]) -> dict[str, Text]:
    """The same of notices on their way, by id."""
    return {
        notice.id: Text(
            notice.id,
            notice.title,
            instead.body(notice.body, notice.attachments, notice.file_hash),
            notice.published,
            notice.flags,
            notice.title_raw,
            notice.site,
        )
        for notice in notices
    }


def stored_texts(connection: sqlite3.Connection, wanted: Collection[str]) -> dict[str, Text]:
    """The same of stored notices, but for what only their ranks need."""
    rows = connection.execute(
        """SELECT n.id, title, body, attachments, file_hash, published, site
           FROM json_each(?) e CROSS JOIN notices n ON n.id = e.value""",
        (json.dumps(list(wanted)),),
    )
    return {
        id: Text(id, title, instead.body(body, attachments, file_hash), published, site=site)
        for id, title, body, attachments, file_hash, published, site in rows
    }
