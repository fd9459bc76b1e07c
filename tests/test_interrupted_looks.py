"""Ctrl-C while a site is looked at and does not answer: it ends soon, and nothing is said of what was not seen."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import QUICK, ROOT
from many_sites import light, pages


@pytest.fixture
def interrupted(environment: dict[str, str], server) -> Callable[..., tuple[int, str]]:
    """A command that gets one SIGINT when the server was asked for `/`, which it never answers: status and what it said."""
    server.pages |= pages(light)
    release = threading.Event()

    def hangs(_handler: object) -> str:
        release.wait(60)
        return ""

    def look(*line: object) -> tuple[int, str]:
        server.pages["/"], before = hangs, server.asked["/"]
        process = subprocess.Popen(
            [sys.executable, "-m", "scrapy", *map(str, line), *QUICK, "-s", "DOWNLOAD_TIMEOUT=90"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        until = time.monotonic() + 60
        while server.asked["/"] == before and time.monotonic() < until:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        return process.wait(timeout=120), process.communicate()[0]

    yield look
    release.set()


def test_a_probe_ends_at_one_signal_and_says_that_it_does(interrupted, server):
    status, said = interrupted("probe", f"{server.url}/")
    assert status == 130 and "stopping when" in said and said.endswith("notices: interrupted\n"), said


def test_a_check_says_nothing_of_lists_that_it_did_not_see(interrupted, server, scrapy, rows, tmp_path: Path):
    sites = tmp_path / "sites.toml"
    sites.write_text(f'[park]\nstart_urls = ["{server.url}/"]\n', encoding="utf-8")
    assert scrapy("run", "-s", f"SITES={sites}").returncode == 0
    status, said = interrupted("sites", "check", "-s", f"SITES={sites}")
    assert status == 3 and "0 looked at" in said and "1 not looked at" in said, said
    assert rows("SELECT * FROM _looked") == [], "the overview says of it that it is another list"
