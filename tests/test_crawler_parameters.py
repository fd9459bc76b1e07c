"""A site whose addresses carry a session, a time or a signature: known again in the second run, healed where an earlier
version doubled its notices, and pinned by its table."""

from __future__ import annotations

import re
from itertools import count

import pytest
from servers import Server

WORDS = ("码头扩建", "冷库出租", "校园迁址", "路灯改造", "河道清淤", "展厅开放")


def site(server: Server, tail: str) -> None:
    """A list of six entries whose links end in `tail`, its {} another number every time."""
    numbers = count(100001)

    def listing(handler: object) -> str:
        links = [f"/show?id={n}&{re.sub('{}', lambda _: str(next(numbers)), tail)}" for n in range(6)]
        return (
            "<ul>"
            + "".join(
                f'<li><a href="{link}">{WORDS[n]}工程说明</a><span>2025-06-1{n}</span></li>'
                for n, link in enumerate(links)
            )
            + "</ul>"
        )

    class Pages(dict):
        def get(self, path: str, default: object = None) -> object:
            if found := re.match(r"/show\?id=(\d)&", path):
                n = int(found[1])
                return f"<h1>{WORDS[n]}工程说明</h1><p>{f'{WORDS[n]}由第{n}组实施，工期自开工起计算。' * 12}</p>"
            return super().get(path, default)

    server.pages = Pages({"/list": listing})


def table(server: Server, tmp_path, more: str = "") -> tuple[str, ...]:
    file = tmp_path / "sites.toml"
    file.write_text(f'[park]\nstart_urls = ["{server.url}/list"]\n{more}\n', encoding="utf-8")
    return ("park", "-s", f"SITES={file}")


@pytest.mark.parametrize("tail", ["sid={}", "_={}", "timestamp={}&ver=1&signature={}", "v=1.{}"])
def test_the_second_run_knows_what_it_sees_under_other_addresses(tail, scrapy, server, rows, tmp_path):
    site(server, tail)
    for run in (1, 2, 3):
        assert scrapy("run", *table(server, tmp_path)).returncode == 0
        assert server.fetched("/show") == 6, f"run {run}"
        assert rows("SELECT count(*), (SELECT count(*) FROM records), (SELECT max(rev) FROM records) FROM notices") == [
            (6, 6, 6)
        ]


def test_what_is_fetched_again_is_asked_for_under_todays_link(scrapy, server, aged, tmp_path):
    site(server, "signature={}")
    for _ in range(2):
        scrapy("run", *table(server, tmp_path))
    aged()
    before = set(server.asked)
    assert scrapy("run", *table(server, tmp_path)).returncode == 0
    again = {path: n for path, n in server.asked.items() if path.startswith("/show")}
    assert len(again) > 6
    assert all(n == 1 or path in before for path, n in again.items())


def test_what_was_doubled_is_healed(scrapy, server, rows, tmp_path):
    site(server, "sid={}")
    for _ in range(3):
        scrapy("run", *table(server, tmp_path, "ignore_params = []"))
    assert rows("SELECT count(*) FROM notices") == [(18,)]
    first = rows("SELECT id, notice_id, first_seen FROM records ORDER BY id")
    assert len(first) == 6
    assert scrapy("run", *table(server, tmp_path)).returncode == 0
    assert rows("SELECT count(*) FROM notices") == [(6,)]
    assert rows("SELECT id, notice_id, first_seen FROM records ORDER BY id") == first
    assert rows("SELECT DISTINCT notices FROM records") == [(1,)]
    for nothing in (
        "SELECT * FROM reposts",
        "SELECT * FROM rejects",
        "SELECT * FROM records WHERE deleted_at IS NOT NULL",
        "SELECT * FROM _places WHERE node NOT IN (SELECT node FROM notices) OR pivot NOT IN (SELECT node FROM notices)",
        "SELECT * FROM _signatures WHERE node NOT IN (SELECT node FROM notices)",
        "SELECT * FROM matches WHERE a NOT IN (SELECT id FROM notices) OR b NOT IN (SELECT id FROM notices)",
        "SELECT 1 FROM _frontier WHERE kind = 'article' GROUP BY site HAVING count(*) <> 6",
    ):
        assert rows(nothing) == []
    shown = server.fetched("/show")
    assert scrapy("run", *table(server, tmp_path)).returncode == 0
    assert server.fetched("/show") == shown
    assert scrapy("dedupe").returncode == 0
    assert rows("SELECT id, notice_id, first_seen FROM records ORDER BY id") == first


def test_a_table_may_pin_them_and_take_them_back(scrapy, server, rows, tmp_path):
    site(server, "t={}")
    for _ in range(2):
        assert scrapy("run", *table(server, tmp_path, 'ignore_params = ["t"]')).returncode == 0
    assert server.fetched("/show") == 6
    assert rows("SELECT name, said_by FROM _parameters") == [("t", "sites.toml")]
    assert sorted(url.partition("/show")[2] for (url,) in rows("SELECT url FROM notices")) == [
        f"?id={n}" for n in range(6)
    ]
    assert scrapy("run", *table(server, tmp_path)).returncode == 0
    assert server.fetched("/show") == 6
    assert rows("SELECT name, said_by FROM _parameters") == [("t", "list")]
    scrapy("run", *table(server, tmp_path, "ignore_params = []"))
    assert rows("SELECT * FROM _parameters") == []


def test_the_report_says_what_is_ignored(scrapy, server, tmp_path):
    site(server, "sid={}")
    for _ in range(2):
        scrapy("run", *table(server, tmp_path))
    assert scrapy("report", "--out", tmp_path / "report.html", quick=False).returncode == 0
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "sid" in re.search(r"地址中被忽略的参数.*?</section>", page, re.S)[0]


@pytest.mark.parametrize("value", ['"sid"', "[1]", '[""]'])
def test_the_key_wants_a_list_of_names(value, scrapy, server, tmp_path):
    done = scrapy("run", *table(server, tmp_path, f"ignore_params = {value}"))
    assert done.returncode != 0
    assert "ignore_params: must be a list" in done.stdout + done.stderr
