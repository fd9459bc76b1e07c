"""The texts of notices as dedup/batch.py's worker processes read them from a SQLite file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from dedup import instead
from dedup.batch import Text


class Texts:
    """Reads the notices of a file, read-only. Goes to another process as the path it is."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path).absolute()
        self._connection: sqlite3.Connection | None = None

    def __reduce__(self) -> tuple[type[Texts], tuple[Path]]:
        return Texts, (self.path,)

    def read(self, nodes: Sequence[int]) -> list[Text]:
        """The texts of these nodes, in their order."""
        if self._connection is None:
            self._connection = sqlite3.connect(f"{self.path.as_uri()}?mode=ro", uri=True, timeout=60)
        rows = self._connection.execute(
            """SELECT node, n.id, title, body, attachments, file_hash, published, flags, title_raw, site
               FROM json_each(?) e JOIN notices n ON node = e.value""", (json.dumps(list(nodes)),)
        )  # fmt: skip
        found = {node: Text(id, title, instead.body(*standing), published, json.loads(flags), raw, site)
                 for node, id, title, *standing, published, flags, raw, site in rows}  # fmt: skip
        return [found[node] for node in nodes]
