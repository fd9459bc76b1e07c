"""`scrapy sites`: sites added from what people keep, checked, paused, renamed, removed."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from conftest import ROOT
from many_sites import light, pages
from tended_farm import CHALLENGE, as_table, entries, farm

from crawler.sites import load
from output.show import overview
from output.store.store import Store


def test_a_run_reads_the_sites_of_the_folder_it_is_called_in(server, environment, tmp_path):
    server.pages |= pages(light)
    (tmp_path / "sites.toml").write_text(f'[park]\nstart_urls = ["{server.url}/"]\n')
    line = [sys.executable, "-m", "crawler", "run", "-s", "ALLOW_PRIVATE_ADDRESSES=1", "-s", "DOWNLOAD_DELAY=0"]
    told = {name: value for name, value in environment.items() if name != "SITES"}
    done = subprocess.run(
        line,
        cwd=tmp_path,
        env=told | {"PYTHONPATH": str(ROOT), "SCRAPY_SETTINGS_MODULE": "crawler.settings"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0 and "park: 8 entries" in done.stdout, done.stdout + done.stderr


# A park of sites, from a table to what is wrong with three of them -----------------------------------------------------


def tended(number: int, scrapy, database: Path, tmp_path: Path) -> None:
    scrapy = partial(scrapy, seconds=60 + 3 * number)
    file = tmp_path / "sites.toml"
    file.write_text("# 我的站点\n", encoding="utf-8")
    more = ("-s", f"SITES={file}", "-s", "RETRY_TIMES=0", "-s", "SITES_AT_ONCE=10")
    with farm(number) as (servers, addresses):
        lost = [f"{servers[0].url}/none/", f"{servers[0].url}/wall/"]
        servers[0].pages["/wall/"] = CHALLENGE
        added = scrapy("sites", "add", "--from", as_table(tmp_path / "lists.csv", [*addresses, *lost]), "--json", *more)
        said = json.loads(added.stdout)
        assert added.returncode == 2 and [site["url"] for site in said["sites"] if not site["written"]] == lost
        assert "404" in said["sites"][-2]["problem"] and "challenge" in said["sites"][-1]["problem"]
        assert {(site["entries"], site["dated"]) for site in said["sites"][:-2]} == {(5, 5)}
        assert len({site["platform"] for site in said["sites"][:-2]}) == min(number, 10)
        assert any("火星市" in why for why in said["left"])
        sites = load(file)
        assert [site.start_urls for site in sites.values()] == [(url,) for url in addresses]
        assert {site.region for site in sites.values()} == {"苏州市相城区", None}
        text = file.read_text(encoding="utf-8")
        assert text.startswith("# 我的站点\n") and "# 0号园区 (火星市)" in text  # no division is made of Mars

        assert scrapy("run", *more).returncode == 0
        done = scrapy("sites", "check", *more)
        assert done.returncode == 0 and f"{number} looked at, {number} as they were, 0 not" in done.stdout, done.stdout

        names = list(sites)
        servers[3].pages["/s3/"] = entries(3, 2, kind=0)  # another layout, two entries left
        servers[4].pages["/s4/"] = (500, {}, b"broken")
        servers[5].pages["/s5/"] = CHALLENGE
        checked = scrapy("sites", "check", "--json", *more)
        differs = {each["name"]: each["differs"] for each in json.loads(checked.stdout)}
        bad = {name for name, why in differs.items() if why}
        assert checked.returncode == 2 and bad == {names[3], names[4], names[5]}
        assert "2 entries on the page where 5 are usual" in differs[names[3]][0]
        assert "HTTP 500" in differs[names[4]][0] and "challenge" in differs[names[5]][0]

        with closing(sqlite3.connect(database)) as connection:
            told = overview.overview(connection)
        assert told["counted"]["bad"] == 0 and [call["sites"] for call in told["attention"]] == [sorted(bad)]
        assert "3 sites do not look as before" in told["attention"][0]["en"]
        rows = json.loads(scrapy("sites", "--json", *more).stdout)
        assert {row["site"] for row in rows if row["looked"]["differs"]} == bad

        run = scrapy("run", "-s", "STALLED=60", *more)
        assert run.returncode == 2
        with closing(sqlite3.connect(database)) as connection:
            told = overview.overview(connection)
        assert not any(site["looked"] for site in told["sites"])  # the run has seen for itself
        assert {name for group in told["groups"] for name in group["sites"]} == bad and told["counted"] == {
            "sites": number,
            "bad": 3,
        }
        rows = json.loads(scrapy("sites", "--json", *more).stdout)
        assert {row["site"] for row in rows[:3]} == bad and {row["state"] for row in rows[3:]} == {"ok"}
        assert all(row["reason"] and row["since"] for row in rows[:3])


def test_thirty_sites_from_a_table_and_the_three_of_them_that_changed(scrapy, database, tmp_path):
    tended(30, scrapy, database, tmp_path)


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_three_hundred_sites_from_a_table_and_the_three_of_them_that_changed(scrapy, database, tmp_path):
    tended(300, scrapy, database, tmp_path)


# One site through its life --------------------------------------------------------------------------------------------


def test_what_is_there_already_is_not_added_again_and_nothing_is_written_on_a_dry_run(scrapy, server, tmp_path):
    server.pages |= pages(light)
    file = tmp_path / "sites.toml"
    line = ("sites", "add", f"{server.url}/", "-s", f"SITES={file}")
    done = scrapy(*line, "--dry-run")
    assert done.returncode == 0 and f'start_urls = ["{server.url}/"]' in done.stdout and not file.exists()
    assert scrapy(*line).returncode == 0
    text = file.read_text(encoding="utf-8")
    again = scrapy(*line, f"{server.url}/none/", "--all")
    assert again.returncode == 3 and "there already, as" in again.stdout
    added = file.read_text(encoding="utf-8").removeprefix(
        text
    )  # what is no list is written only when asked for, paused
    assert "not crawled: HTTP 404" in added and "enabled = false" in added
    listed = scrapy("sites", "-s", f"SITES={file}").stdout
    assert "1 never crawled, 1 paused" in listed and all(name in listed for name in load(file))
    Store(scrapy.database).close()
    with closing(sqlite3.connect(scrapy.database)) as connection, connection:  # one of the version before
        connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'm017_renamed'")
    done = scrapy("sites", "-s", f"SITES={file}")
    assert done.returncode == 0 and done.stdout == listed and "`scrapy run` brings it up to date" in done.stderr


def test_an_address_in_another_spelling_is_there_already(scrapy, server, tmp_path):
    """chaosbringer#9, LibreCrawl#88: the list was crawled twice, each notice a repost of itself."""
    file = tmp_path / "sites.toml"
    server.pages = {
        "/": "<ul>"
        + "".join(f"<li><a href='/{n}'>园区第{n}批项目</a><span>2026-03-0{n}</span></li>" for n in (1, 2, 3, 4))
        + "</ul>"
    }
    spelt = (server.url, f"{server.url}/", f"{server.url}/#top", f"{server.url}/./", server.url.replace("http", "HTTP"))
    scrapy("sites", "add", *spelt, "-s", f"SITES={file}")
    assert file.read_text().count("start_urls") == 1
    scrapy("sites", "add", f"{server.url}/?utm_source=mail", "-s", f"SITES={file}")
    assert file.read_text().count("start_urls") == 1


def test_a_site_is_paused_resumed_renamed_and_removed_and_its_notices_keep_their_ids(
    scrapy, server, database, rows, tmp_path
):
    server.pages |= pages(light)
    server.pages["/"] = server.pages["/"].replace(
        "</ul>", '<li><a href="/empty.html">南山镇第9批项目公告</a><span>2025-08-20</span></li></ul>'
    )
    server.pages["/empty.html"] = "<h1>南山镇第9批项目公告</h1>"
    file = tmp_path / "sites.toml"
    file.write_text(f'# mine\n[park]\nstart_urls = ["{server.url}/"]\n', encoding="utf-8")
    where = ("-s", f"SITES={file}")
    assert scrapy("run", *where).returncode == 2  # the empty page is a reject
    again = (
        "UPDATE _frontier SET check_at = '2020-01-01', not_before = NULL",
        "DELETE FROM _meta WHERE key LIKE 'full walk%'",
    )
    server.pages["/a0.html"] = (
        light(0).replace("开工", "竣工").replace("各部门", "各单位")
    )  # another text: it is held back
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(again[0])
    assert "1 says something else entirely" in scrapy("run", *where).stdout
    ids, rev = rows("SELECT id, record_id FROM notices ORDER BY id"), rows("SELECT max(rev) FROM _changes")[0][0]

    assert scrapy("sites", "pause", "park", *where).returncode == 0 and not load(file)["park"].enabled
    assert rows("SELECT state FROM _configured") == [("paused",)]
    assert scrapy("run", *where).returncode == 3  # every site is paused
    assert scrapy("sites", "resume", "park", *where).returncode == 0
    slips = scrapy("sites", "rename", "prak", "luohu", *where), scrapy("sites", "puase", "park", *where)
    assert (
        [done.returncode for done in slips] == [3, 3]
        and "did you mean park?" in slips[0].stderr
        and "pause" in slips[1].stderr
    )
    for name in ("Luo Hu", "罗湖", 'a"b'):
        done = scrapy("sites", "rename", "park", name, *where)
        assert done.returncode == 3 and "a name is small letters" in done.stderr and "[park]" in file.read_text()

    done = scrapy("sites", "rename", "park", "luohu", *where)
    assert done.returncode == 0 and "8 notices, which keep their ids" in done.stdout, done.stderr
    assert file.read_text().startswith("# mine\n[luohu]\n") and rows("SELECT DISTINCT site FROM run_sites") == [
        ("luohu",)
    ]
    assert rows("SELECT id, record_id FROM notices WHERE site = 'luohu' ORDER BY id") == ids
    # Downstream is told: the export names the site.
    assert rows("SELECT operation, count(*) FROM _changes WHERE rev > ? GROUP BY 1", rev) == [("changed", 8)]

    # Killed between the database and the file, the same command brings the file along.
    file.write_text(file.read_text().replace("[luohu]", "[park]"), encoding="utf-8")
    assert scrapy("sites", "rename", "park", "luohu", *where).returncode == 0 and "[luohu]" in file.read_text()
    assert rows("SELECT count(*) FROM _changes WHERE rev > ?", rev) == [(8,)]

    # What was held back before is accepted of the same notice; one that changes later is the same too, and so is each that a
    # full walk meets again; a new one gets its id as ever.
    (held,) = json.loads(scrapy("held", "--json", quick=False).stdout)
    assert scrapy("held", held["notice"], "accept", quick=False).returncode == 0
    assert rows("SELECT id, site FROM notices WHERE body LIKE '%竣工%'") == [(held["notice"], "luohu")]
    server.pages["/a1.html"] = light(1) + "<p>本批项目由镇招商办公室负责跟踪服务。</p>"
    server.pages["/empty.html"] = (
        "<h1>南山镇第9批项目公告</h1><p>" + "南山镇第9批项目今日签约，总投资九亿元，预计明年投产。" * 8
    )
    with closing(sqlite3.connect(database)) as connection, connection:
        for statement in again:
            connection.execute(statement)
    done = scrapy("run", *where)
    assert done.returncode == 0 and "1 new, 1 changed" in done.stdout, done.stdout
    assert set(ids) < set(rows("SELECT id, record_id FROM notices")) and rows("SELECT count(*) FROM notices") == [(9,)]

    # Another site may take the name that is free now; it is not taken for the first one.
    with file.open("a") as more:
        more.write(f'[park]\nstart_urls = ["{server.url}/"]\n')
    assert scrapy("run", "park", *where).returncode == 0
    assert rows("SELECT site, count(*) FROM notices GROUP BY site") == [("luohu", 9), ("park", 9)]
    assert scrapy("sites", "rename", "park", "luohu", *where).returncode == 3  # there is one

    assert scrapy("sites", "remove", "luohu", *where).returncode == 0 and list(load(file)) == ["park"]
    assert rows("SELECT count(*) FROM notices WHERE site = 'luohu'") == [(9,)]
    listed = json.loads(scrapy("sites", "--json", *where).stdout)
    assert [(row["site"], row["state"], row["notices"]) for row in listed] == [
        ("park", "ok", 9),
        ("luohu", "removed", 9),
    ]


def test_a_file_of_sites_that_moved_leaves_none_of_them_configured_behind(scrapy, server, rows, tmp_path):
    server.pages |= pages(light)
    old, new = tmp_path / "old.toml", tmp_path / "new.toml"
    old.write_text(f'[park]\nstart_urls = ["{server.url}/"]\n[gone]\nstart_urls = ["{server.url}/none/"]\n')
    assert scrapy("run", "-s", f"SITES={old}").returncode == 2
    new.write_text(f'[park]\nstart_urls = ["{server.url}/"]\n')
    old.unlink()
    assert scrapy("run", "-s", f"SITES={new}").returncode == 0
    assert rows("SELECT site, state FROM _configured WHERE file = ?", str(new)) == [("park", "configured")]
    assert {state for (state,) in rows("SELECT state FROM _configured WHERE site = 'gone'")} == {"removed"}


def test_every_list_of_a_site_is_looked_at(scrapy, server, tmp_path):
    server.pages |= pages(light) | {"/short/": pages(light, 2)["/"]}
    file = tmp_path / "sites.toml"
    file.write_text(f'[park]\nstart_urls = ["{server.url}/", "{server.url}/short/"]\n')
    where = ("-s", f"SITES={file}", "-s", "RETRY_TIMES=0")
    assert scrapy("run", *where).returncode == 0
    assert "2 looked at, 2 as they were" in scrapy("sites", "check", *where).stdout
    server.pages["/short/"] = (500, {}, b"")
    done = scrapy("sites", "check", *where)
    assert done.returncode == 2 and "park HTTP 500" in done.stdout and f"{server.url}/short/" in done.stdout


def breaks(name: str) -> None:
    """Have one site's crawl be impossible to set up."""
    from crawler.tend import surveying

    follow = surveying.follow

    def broken(settings: object, site: object) -> None:
        if site.name == name:
            raise RuntimeError("a setting that cannot be")
        follow(settings, site)

    surveying.follow = broken


def test_a_site_that_cannot_be_looked_at_takes_no_other_along(scrapy, server, tmp_path):
    server.pages |= pages(light)
    file = tmp_path / "sites.toml"
    file.write_text("".join(f'[{name}]\nstart_urls = ["{server.url}/?{name}"]\n' for name in ("a", "b", "c")))
    server.pages |= {f"/?{name}": server.pages["/"] for name in ("a", "b", "c")}
    done = scrapy("sites", "check", "-s", f"SITES={file}", before=partial(breaks, "b"))
    assert done.returncode == 2 and "3 looked at, 2 as they were, 1 not" in done.stdout, done.stdout + done.stderr
    assert "b error: RuntimeError: a setting that cannot be" in done.stdout and "Traceback" not in done.stderr


def test_during_a_run_no_site_is_renamed(scrapy, database, tmp_path):
    from output.store import runs

    file = tmp_path / "sites.toml"
    file.write_text('[park]\nstart_urls = ["http://127.0.0.1:9/"]\n')
    database.touch()
    with runs.lock(database):
        done = scrapy("sites", "rename", "park", "luohu", "-s", f"SITES={file}")
    assert done.returncode == 75 and "[park]" in file.read_text()
    assert os.access(file, os.R_OK)
