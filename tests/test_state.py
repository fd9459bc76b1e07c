"""The state of what is configured: what counts as not well, since when, by which reason; on 200 sites as on two."""

from __future__ import annotations

import json
import re
import sqlite3
import time
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path

import farm
import pytest
from conftest import given
from servers import Server

from output.show import overview as looked
from output.show.state import alike

PAGE = "<title>公告</title><ul class=list>{}</ul>"
BODY = "园区管委会发布通知，就新一批重点项目的申报条件、办理流程和支持标准作出说明，欢迎企业按时提交材料。"


def page(site: str) -> str:
    return PAGE.format(
        "".join(
            f"<li><h3>{site}园区第{n}批重点项目申报通知</h3><span>2026-03-0{n}</span><div>{BODY}{site}{n}</div></li>"
            for n in range(1, 5)
        )
    )


def told(database: Path, now: datetime | None = None) -> dict:
    with closing(sqlite3.connect(database)) as connection:
        return looked.overview(connection, now)


@pytest.fixture
def park(scrapy, server, tmp_path):
    """Two sites, north and south; `write` changes the file, `run` runs."""

    class Park:
        file = tmp_path / "sites.toml"

        def write(self, **keys: str) -> None:
            self.file.write_text(
                "".join(f'[{name}]\nstart_urls = ["{server.url}/{name}/"]\n{more}\n' for name, more in keys.items())
            )

        def run(self, *line: str):
            return scrapy("run", *line, "-s", f"SITES={self.file}")

    server.pages |= {"/north/": page("北方"), "/south/": page("南方")}
    park = Park()
    park.write(north="", south="")
    return park


def test_a_site_that_is_taken_out_or_paused_is_nobodys_concern_any_more(park, server, database, scrapy):
    server.pages["/south/"] = (500, {}, b"")
    assert park.run().returncode == 2
    before = told(database)
    assert (
        not before["well"] and before["groups"][0]["sites"] == ["south"] and before["counted"] == {"sites": 2, "bad": 1}
    )
    park.write(north="", south="enabled = false")
    assert park.run().returncode == 0
    after = told(database)
    assert after["well"] and [(s["site"], s["state"]) for s in after["sites"]] == [
        ("north", "configured"),
        ("south", "paused"),
    ]
    park.write(north="", south="")
    assert park.run().returncode == 2 and not told(database)["well"]
    park.write(north="")
    assert park.run().returncode == 0
    assert told(database)["well"] and told(database)["sites"][1]["state"] == "removed"
    assert park.run("south").returncode == 3


def test_a_paused_site_is_crawled_by_its_name(park, rows):
    park.write(north="", south="enabled = false")
    assert park.run("south").returncode == 0
    assert rows("SELECT DISTINCT site FROM notices") == [("south",)]
    park.write(north="enabled = false", south="enabled = false")
    done = park.run()
    assert done.returncode == 3 and "enabled = false" in done.stderr


@pytest.mark.parametrize("more", ["", 'region = "深圳市"'])
def test_a_table_that_was_given_another_name_by_hand_is_the_site_it_was(more, park, rows):
    """Its notices, met under the new name, were reposts of themselves, and the run was ok."""
    park.run()
    before = rows("SELECT id, record_id FROM notices ORDER BY id")
    park.file.write_text(park.file.read_text().replace("[north]\n", f"[upper]\n{more}\n"))
    done = park.run()
    assert done.returncode == 0 and "north is upper now, with 4 notices" in done.stderr
    assert rows("SELECT id, record_id FROM notices ORDER BY id") == before
    assert rows("SELECT site, count(*) FROM notices GROUP BY 1") == [("south", 4), ("upper", 4)]
    assert "is upper now" not in park.run().stderr


def test_an_address_that_was_tried_and_then_named_in_a_table_is_one_site(park, server, scrapy, rows):
    scrapy("run", "--url", f"{server.url}/north/")
    assert park.run().returncode == 0
    assert rows("SELECT site, count(*) FROM notices GROUP BY 1") == [("north", 4), ("south", 4)]


def test_a_list_that_two_new_tables_have_goes_to_neither(park, rows):
    park.run()
    park.file.write_text(park.file.read_text().replace("[north]", "[upper]").replace("/south/", "/north/"))
    park.file.write_text(park.file.read_text().replace("[south]", "[lower]"))
    park.run()
    assert rows("SELECT count(DISTINCT site) FROM notices") == [(4,)]


def test_one_list_in_two_tables_is_told(park, server):
    park.file.write_text(
        park.file.read_text() + f'[again]\nstart_urls = ["{server.url.replace("http", "HTTP")}/./north/#a"]\n'
    )
    done = park.run()
    assert done.returncode == 2 and "one list in several tables (north, again)" in done.stdout
    assert park.run("north").returncode == 0


def test_imports_and_one_off_addresses_do_not_count(park, server, database, scrapy, tmp_path):
    assert park.run().returncode == 0
    rows = tmp_path / "archive.jsonl"
    rows.write_text('{"title": "", "body": ""}\n')
    assert scrapy("import", rows, "--site", "archive").returncode == 3
    assert scrapy("run", "--url", f"{server.url}/none/", "-s", f"SITES={park.file}").returncode == 3
    assert told(database)["well"], told(database)["attention"]
    # nor does an import into a configured site's name hide that the site fails
    server.pages["/south/"] = (500, {}, b"")
    assert park.run().returncode == 2
    rows.write_text(json.dumps({"title": "南方园区旧公告一则", "body": BODY}) + "\n")
    assert scrapy("import", rows, "--site", "south").returncode == 0
    assert [group["sites"] for group in told(database)["groups"]] == [["south"]]


def test_the_first_thing_that_goes_wrong_is_told_where_nothing_is_configured(scrapy, server, database):
    assert scrapy("run", "--url", f"{server.url}/none/").returncode == 3
    assert not told(database)["well"]
    server.pages["/some/"] = page("某")
    assert scrapy("run", "--url", f"{server.url}/some/").returncode == 0
    assert told(database)["well"]


def test_quiet_goes_by_the_sites_own_measure(park, database):
    park.write(north="max_days_quiet = 10", south="")
    assert park.run().returncode == 0
    later = datetime.now(timezone.utc) + timedelta(days=20)
    quiet = [call for call in told(database, later)["attention"] if "max_days_quiet" in call["en"]]
    assert [call["sites"] for call in quiet] == [["north"]]
    assert any("no run of all sites for 20 days" in call["en"] for call in told(database, later)["attention"])


def test_a_rerun_of_one_site_hides_neither_the_others_nor_the_last_whole_run(park, server, database, scrapy, rows):
    server.pages["/south/"] = (500, {}, b"")
    assert park.run().returncode == 2
    for _ in range(3):
        assert park.run("north").returncode == 0
    said = scrapy("report", "--last").stdout
    assert "south: no listing page was read: http-500" in said and "last run of all sites: run 1" in said
    assert len(said.splitlines()) <= 10
    assert not told(database)["well"] and told(database)["whole"]["run"] == 1
    now = datetime.now(timezone.utc) + timedelta(days=4)
    with closing(sqlite3.connect(database)) as connection, connection:  # reruns in the meantime
        connection.execute("UPDATE runs SET started = ? WHERE id > 1", (now.isoformat(timespec="seconds"),))
    assert any("no run of all sites for 4 days" in call["en"] for call in told(database, now)["attention"])


def test_a_run_outside_a_sites_hours_does_not_make_it_well(park, server, database):
    server.pages["/south/"] = (500, {}, b"")
    assert park.run().returncode == 2
    here = datetime.now(timezone(timedelta(hours=8)))
    start, end = here + timedelta(hours=3), here + timedelta(hours=4)
    park.write(north="", south=f'window = "{start:%H:%M}-{end:%H:%M}"')
    assert park.run().returncode == 0
    assert [(group["sites"], group["verdict"]) for group in told(database)["groups"]] == [(["south"], "failed")]


def test_reasons_that_differ_by_address_and_number_are_one_and_statuses_are_not():
    same = (
        "no listing page was read: DNS lookup failed: no results for hostname lookup: a.example.",
        "no listing page was read: DNS lookup failed: no results for hostname lookup: other-park.gov.cn.",
    )
    assert len(set(map(alike, same))) == 1
    assert alike("12 entries where 80 are usual") == alike("3 entries where 1,104 are usual")
    assert alike("no listing page was read: http-500") != alike("no listing page was read: http-404")
    assert alike("the list is empty") != alike("the listing page asks to log in")


# Two hundred sites ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def crowd(tmp_path_factory):
    """The farm, crawled. (database, what the run said)."""
    import os

    from forked import Running

    folder = tmp_path_factory.mktemp("farm")
    database = folder / "notices.db"
    with Server() as server:
        farm.fill(server)
        sites = farm.configure(folder / "sites.toml", server.url)
        quick = given(ALLOW_PRIVATE_ADDRESSES=1, DOWNLOAD_DELAY=0, AUTOTHROTTLE_ENABLED=0, RETRY_TIMES=0)
        line = ["run", *quick, *given(SITES=sites, SITES_AT_ONCE=24)]
        environment = os.environ | {"DATABASE": str(database), "COLUMNS": "140"}
        done = Running(line, environment, folder / "run").end(170)
    assert done.returncode == 2, done.stderr
    return database, done.stdout


FAILING = [farm.name(n) for n in farm.FAILS]


def test_a_run_of_200_sites_names_the_16_that_fail_and_their_five_reasons(crowd):
    said = crowd[1]
    assert all(name in said for name in FAILING) and "200 sites, 16 of them not well" in said
    assert len([line for line in said.splitlines() if line.startswith("! ")]) == 5
    assert re.search(r"20 of the \d+ of this run", said)


def test_the_last_run_of_200_sites_in_ten_lines(crowd, scrapy):
    said = scrapy("report", "--last", "-s", f"DATABASE={crowd[0]}").stdout
    assert all(name in said for name in FAILING) and len(said.splitlines()) <= 10
    assert "200 sites, 16 not well" in said and said.count("! ") == 5


def test_the_front_page_of_200_sites_names_them_worst_first_and_is_made_in_300_ms(crowd):
    with closing(sqlite3.connect(crowd[0])) as connection:
        took = []
        for _ in range(5):
            began = time.perf_counter()
            found = looked.overview(connection)
            took.append(time.perf_counter() - began)
    assert min(took) < 0.3
    assert found["counted"] == {"sites": 200, "bad": 16}
    assert sorted(name for group in found["groups"] for name in group["sites"]) == sorted(FAILING)
    assert [len(group["sites"]) for group in found["groups"]] == [5, 4, 3, 2, 2]
    assert all(site["bad"] for site in found["sites"][:16]) and not found["sites"][16]["bad"]
    assert all(group["since"] for group in found["groups"])
    assert found["merges"][0]["reposters"] and found["merges"][0]["notices"] > 20


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_in_a_browser_no_name_is_broken_and_nothing_runs_over_the_edge(width, scheme, crowd, tmp_path):
    sync_api = pytest.importorskip("playwright.sync_api", reason="optional: pip install -r requirements-browser.txt")
    pytest.importorskip("pygal", reason="optional: pip install -r requirements-serve.txt")
    from shutil import which

    if not which("chromium"):
        pytest.skip("no chromium: apt-get install chromium")
    from output.show import report

    with closing(sqlite3.connect(crowd[0])) as connection:
        report.write(connection, tmp_path / "report.html", crowd[0])
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=which("chromium"), args=["--no-sandbox"])
        shown = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        shown.goto((tmp_path / "report.html").as_uri())
        assert shown.evaluate("document.documentElement.scrollWidth") <= width
        # a name over two lines would not fit into one
        broken = shown.evaluate("""[...document.querySelectorAll('.call .name')].filter(name =>
            name.getClientRects().length > 1 || (name.offsetHeight > 34 && name.parentElement.clientWidth > 480)).length""")
        assert broken == 0
        browser.close()
