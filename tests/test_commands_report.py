"""scrapy report: one file that needs no network, and ten lines on the last run."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest


@pytest.fixture
def crawled(scrapy):
    assert scrapy("run", "--demo", "linked", "-s", "DEMO_PORT=0").returncode == 0
    return scrapy


def test_the_report_is_one_file_that_asks_for_nothing_else(crawled, tmp_path):
    pytest.importorskip("pygal", reason="optional: pip install -r requirements-serve.txt")
    pytest.importorskip("datasette", reason="optional: pip install -r requirements-serve.txt")
    out = tmp_path / "sub" / "report.html"
    made = crawled("report", "--out", out)
    assert made.returncode == 0 and made.stdout.strip() == str(out), made.stderr
    html = out.read_text(encoding="utf-8")
    assert "一切正常" in html and "All is well" in html and "2013年深圳市罗湖区政府工作报告" in html
    assert html.count("<svg") == 6 and "<script" not in html
    assert (
        not re.search(r"""(?:src|href)\s*=\s*["'](?!data:|#)""", html) and "url(" not in html and "@import" not in html
    )
    assert crawled("report", "--out", "-").stdout.startswith(html[:99])  # a file called "-" was made


def test_the_last_run_in_ten_lines(crawled):
    said = crawled("report", "--last")
    assert said.returncode == 0 and len(said.stdout.splitlines()) <= 10
    assert "run 1" in said.stdout and "8 new" in said.stdout
    assert json.loads(crawled("report", "--last", "--json").stdout)["run"]["verdict"] == "ok"


def test_a_database_without_a_run_is_said_so(scrapy, database):
    from output.store.database import open_writer

    open_writer(database).close()
    said = scrapy("report", "--last")
    assert said.returncode == 3 and "no run yet" in said.stderr


def test_without_a_database_nothing_is_made(scrapy, tmp_path: Path):
    said = scrapy("report", "--out", tmp_path / "report.html")
    assert said.returncode == 3 and not (tmp_path / "report.html").exists()
