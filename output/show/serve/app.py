"""Datasette put together: the database read-only, labels and queries from metadata.yaml, our pages as a plugin."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from datasette.app import Datasette
from datasette.database import Database
from datasette.plugins import pm
from datasette.utils import parse_metadata

from nouns.items import Page
from output.show.serve import archived, plugin
from output.store import search

# With rich there, Datasette prints a traceback of each address that leads nowhere, and fails (500) where there is none.
vars(import_module("datasette.handle_exception"))["rich"] = None
HERE = Path(__file__).parent
SETTINGS = {
    "truncate_cells_html": 160,  # bodies of 16,000 characters wreck every table
    "sql_time_limit_ms": 3000,
    "facet_time_limit_ms": 1000,
    "suggest_facets": False,  # each suggestion is a query over every row: a second a page at 50,000 notices
    "default_facet_size": 12,
    "allow_download": False,
    "default_page_size": 50,
}


class Notices(Database):
    """The database without its machinery, which nobody needs to see, to count or to be told errors of."""

    async def table_names(self) -> list[str]:
        return [name for name in await super().table_names() if not name.startswith("_")]


class Application(Datasette):
    """Datasette, and what makes an archived page one that can be framed: HTML in which nothing runs or leads on."""

    harmless: Callable[[Page], str]


def make(database: Path, harmless: Callable[[Page], str]) -> Application:
    """The application for this database file, which it only reads (mode=ro). `harmless`: crawler.tend.showing's."""
    told = parse_metadata((HERE / "metadata.yaml").read_text(encoding="utf-8"))
    # Datasette calls a database by its file's name; the labels are written for any.
    told["databases"] = {database.stem: told.pop("database")}
    told = json.loads(json.dumps(told).replace("{database}", database.stem))
    search.look("税")  # its table of characters takes half a second, which the first page would wait for
    for module, name in ((plugin, "notices"), (archived, "archived")):
        if not pm.is_registered(module):
            pm.register(module, name=name)
    served = Application(
        [str(database)],
        metadata=told,
        template_dir=str(HERE / "templates"),
        settings=SETTINGS,
        static_mounts=[("assets", str(HERE / "static"))],
    )
    served.harmless = harmless
    served.remove_database(database.stem)
    served.add_database(Notices(served, path=str(database), is_mutable=True), name=database.stem)
    return served
