"""What many tests share: running our commands as a user does, and looking into the database they leave."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

import forked
import pytest
from hypothesis import HealthCheck, settings
from many_sites import Sites
from servers import Server

# `nohup make test &`, timers and some CI systems start programs that ignore Ctrl-C, and what these start ignores it too,
# for good: an ignored signal outlives exec, a handled one does not.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).parent.parent
# A law holds or it does not; how long an example takes depends on what else the machine does.
settings.register_profile("laws", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("laws")


def given(**settings: object) -> tuple[str, ...]:
    """Settings as a command line gives them."""
    return tuple(word for name, value in settings.items() for word in ("-s", f"{name}={value}"))


# A test's server is on loopback and its own: no politeness needed.
QUICK = given(ALLOW_PRIVATE_ADDRESSES=1, DOWNLOAD_DELAY=0, AUTOTHROTTLE_ENABLED=0, RETRY_TIMES=1, DOWNLOAD_TIMEOUT=20)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "notices.db"


@pytest.fixture
def environment(database: Path) -> dict[str, str]:
    return os.environ | {"DATABASE": str(database), "PYTHONUNBUFFERED": "1", "COLUMNS": "160"}


@pytest.fixture
def scrapy(
    environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., subprocess.CompletedProcess]:
    """Run `scrapy COMMAND …` in a process of its own; `quick` leaves politeness to loopback servers out."""
    folder = tmp_path_factory.mktemp("said")
    numbers = count()

    def run(
        command: str,
        *arguments: object,
        quick: bool = True,
        before: Callable[[], None] | None = None,
        seconds: float = 120,
    ) -> subprocess.CompletedProcess:
        line = [command, *(QUICK if quick else ()), *map(str, arguments)]
        return forked.scrapy(line, environment, folder / str(next(numbers)), before, seconds)

    run.database = Path(environment["DATABASE"])
    return run


@pytest.fixture
def rows(database: Path) -> Callable[..., list[tuple]]:
    """Rows of a query on the database the commands wrote."""

    def query(sql: str, *arguments: object) -> list[tuple]:
        with closing(sqlite3.connect(database)) as connection:
            return connection.execute(sql, arguments).fetchall()

    return query


@pytest.fixture
def aged(database: Path) -> Callable[[], None]:
    """Have everything in the database be due for another look."""

    def age() -> None:
        with closing(sqlite3.connect(database)) as connection, connection:
            connection.execute("UPDATE _frontier SET check_at = '2020-01-01T00:00:00+00:00' WHERE kind = 'article'")

    return age


@pytest.fixture
def sites(tmp_path: Path) -> Iterator[Sites]:
    """Several sites of a run, each with a server of its own."""
    made = Sites(tmp_path)
    yield made
    for server in made.servers.values():
        server.__exit__()


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        yield running


# `make test` keeps a module with one of the processes that it tests in: what its tests share (a Spark, a crawl of a hundred
# sites) is made once. Those that take longest begin first, so that nobody waits for them in the end.
LONGEST = (
    "spark",
    "strange_pages",
    "commands_serve",
    "reliability_ends",
    "state",
    "output_records",
    "crawler_browser_bounds",
    "reliability_incremental",
    "reread",
    "reread_as_crawled",
    "reliability_shares",
    "launcher",
    "no_calls_home",
    "crawler_browser",
    "crawler_render_auto",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    places = {f"test_{module}": place for place, module in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path.stem, len(places)))
