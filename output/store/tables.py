"""sqlite-utils, which writes most of our tables, as everything here imports it: without pandas."""

from dedup.process_wide import as_if_not_installed

with as_if_not_installed("pandas"):
    from sqlite_utils import Database, Migrations

__all__ = ["Database", "Migrations"]
