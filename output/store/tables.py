"""sqlite-utils, which writes most of our tables, as everything here imports it: without pandas."""

from __future__ import annotations

import sys

# It imports pandas where that is installed, to know its type of dates: 66 MB and .4 s of every command.
if "pandas" in sys.modules:
    from sqlite_utils import Database, Migrations
else:
    sys.modules["pandas"] = None  # type: ignore[assignment]  # what says that there is none
    from sqlite_utils import Database, Migrations

    del sys.modules["pandas"]

__all__ = ["Database", "Migrations"]
