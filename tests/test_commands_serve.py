"""The operators' pages: what a notice says cannot run, nobody else is answered, and a click puts a merge right."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timezone
from pathlib import Path
from shutil import copy, which
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

import pytest

from dedup import ENGINE
from nouns.items import Notice
from output.store import learned, runs
from output.store.store import Store
from pipelines.identity import digest, notice_id

pytest.importorskip("datasette", reason="optional: pip install -r requirements-serve.txt")
pytest.importorskip("pygal", reason="optional: pip install -r requirements-serve.txt")
ROOT = Path(__file__).parent.parent
EVIL = "<script>document.title='run'</script><img src=x onerror=\"document.title='run'\">"
BODY = "\n".join(
    f"第{n}条 松湖片区引进集成电路企业{n * 7 + 3}家，完成投资{n * 13 + 5}亿元，税收增长{n}.4%。" for n in range(1, 20)
)
LONG = "云杉半导体基地年产值再创新高。" * 140_000


class Answer(NamedTuple):
    status: int
    text: str
    headers: dict[str, str]


class Pages:
    """The served pages, asked as a browser on this machine would."""

    def __init__(self, port: int) -> None:
        self.port, self.url = port, f"http://127.0.0.1:{port}"

    def get(self, path: str, data: dict[str, str] | None = None, **headers: str) -> Answer:
        class Stay(HTTPRedirectHandler):
            def redirect_request(self, *_arguments):
                return None

        body = urlencode(data).encode() if data is not None else None
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            said = build_opener(ProxyHandler({}), Stay).open(Request(self.url + path, body, named), timeout=30)
        except HTTPError as error:
            said = error
        return Answer(said.status, said.read().decode(), {k.lower(): v for k, v in said.headers.items()})


def notice(site: str, title: str, body: str, tag: str = "招商") -> Notice:
    url = f"https://{site}.example/1.html"
    return Notice(
        site=site,
        url=url,
        listing_url=f"https://{site}.example/",
        position=0,
        title_raw=f"【{tag}】{title}",
        body_raw=body,
        fetched_at=datetime.now(timezone.utc),
        title=title,
        tag=tag,
        body=body,
        published="2025-03-01",
        language="zh",
        script="Hans",
        region="广东省深圳市罗湖区",
        body_hash=digest(body),
        id=notice_id(site, url),
    )


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """Two copies that merge, one that is hostile, one of two megabytes. The file, and site -> notice id."""
    database = tmp_path_factory.mktemp("prepared") / "notices.db"
    made = [
        notice("north", "松湖片区招商成效", BODY),
        notice("south", "松湖片区招商成效", BODY.replace("。", "。 "), "转发"),
        notice("evil", EVIL, f"{EVIL}\n青禾物流落户保税区。" * 9, EVIL),
        notice("long", "云杉半导体年报", LONG),
        notice("bare", "临港物流项目推介会图解", ""),
    ]
    made[-1].attachments = [("推介会图解", "https://bare.example/up/1.jpg"), ("", "javascript:alert(1)")]
    store = Store(database)
    run = store.begin_run(ENGINE)

    async def save() -> None:
        for each in made:
            await store.save(each)

    asyncio.run(save())
    for each in made:
        store.do(runs.save_site, run, each.site, {"verdict": "ok", "walk": "full", "entries": 1, "new": 1})
    store.do(runs.finish, run, "ok", [])
    store.close()
    return database, {each.site: each.id for each in made}


@pytest.fixture
def stored(prepared: tuple[Path, dict[str, str]], database: Path) -> dict[str, str]:
    copy(prepared[0], database)
    return prepared[1]


@pytest.fixture
def pages(stored: dict[str, str], database: Path) -> Iterator[Pages]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {"DATABASE": str(database), "PYTHONUNBUFFERED": "1"}
    line = [sys.executable, "-m", "scrapy", "serve", "--port", str(port)]
    with subprocess.Popen(line, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            if process.poll() is not None:
                raise AssertionError(process.stdout.read().decode())
            time.sleep(0.1)
        yield Pages(port)
        process.terminate()


def record_of(rows, notice_id: str) -> str:
    return rows("SELECT record_id FROM notices WHERE id = ?", notice_id)[0][0]


def test_a_record_without_a_text_shows_what_stands_in_its_place(pages, stored, rows):
    said = pages.get(f"/-/record/{record_of(rows, stored['bare'])}").text
    assert "没有正文" in said and 'href="https://bare.example/up/1.jpg"' in said and "javascript:alert" not in said
    assert "没有正文" in pages.get(f"/-/text/{stored['bare']}").text
    assert "临港物流项目推介会图解" in pages.get("/-/find?q=" + quote("推介会")).text
    assert pages.get(f"/-/pair?a={stored['bare']}&b={stored['north']}").status == 200


def test_every_page_answers_and_the_front_page_says_whether_all_is_well(pages, stored, rows):
    assert "All is well" in pages.get("/").text
    record = record_of(rows, stored["north"])
    for path in (
        "/-/find?q=" + quote("税"),
        "/-/charts",
        "/-/queue",
        f"/-/record/{record}",
        "/notices",
        "/notices/records_list",
        "/notices/notices_list",
        "/notices/reposts",
        "/notices/sites_by_health",
        "/notices/search?words=" + quote("税收"),
        "/notices/kept_apart",
        f"/-/pair?a={stored['north']}&b={stored['south']}",
    ):
        assert pages.get(path).status == 200, path
    assert "松湖片区招商成效" in pages.get("/-/find?q=" + quote("招商")).text
    assert "松湖片区招商成效" in pages.get("/notices/search?words=" + quote("招商")).text
    for nowhere in ("/-/record/0000", "/-/archived/nope/0", "/a/b/c/d"):  # the last ones were 500, with a traceback
        assert pages.get(nowhere).status == 404, nowhere


def test_the_machinery_is_neither_shown_nor_complained_of(pages):
    shown = pages.get("/notices").text
    assert "records_list" in shown and "_places" not in shown and "_search" not in shown


def test_what_a_notice_says_is_shown_and_does_not_run(pages, stored, rows):
    record = record_of(rows, stored["evil"])
    for path in (
        "/",
        f"/-/record/{record}",
        "/-/find?q=" + quote("青禾物流"),
        "/notices/records_list",
        "/notices/notices_list",
        "/notices/search?words=" + quote("青禾物流"),
    ):
        answer = pages.get(path)
        assert EVIL not in answer.text and "<img src=x" not in answer.text, path
    shown = pages.get(f"/-/record/{record}")
    assert "&lt;script&gt;" in shown.text
    assert "script-src 'self'" in shown.headers["content-security-policy"]
    assert pages.get(f"/-/text/{stored['evil']}").headers["content-type"].startswith("text/plain")


def test_a_body_of_two_megabytes_is_cut_on_its_page_and_whole_behind_its_link(pages, stored, rows):
    page = pages.get(f"/-/record/{record_of(rows, stored['long'])}")
    assert page.status == 200 and len(page.text) < 100_000 and "全文" in page.text
    assert LONG in pages.get(f"/-/text/{stored['long']}").text


def test_a_name_that_is_not_this_machine_is_refused(pages):
    for host in ("notices.example", "192.168.1.7:8001", "127.0.0.1.evil.example", "notices.example:80@x"):
        assert pages.get("/", Host=host).status == 403, host


def test_a_judgement_posted_from_elsewhere_or_without_the_form_is_refused(pages, stored, rows):
    form = {"a": stored["north"], "b": stored["south"], "verdict": "different"}
    elsewhere = (
        {"Origin": "https://evil.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {},
        {"Cookie": "ds_csrftoken=made-up"},
    )
    for headers in elsewhere:
        assert pages.get("/-/judge", form, **headers).status == 403, headers
    assert rows("SELECT count(*) FROM judgements") == [(0,)]


def test_a_judgement_from_the_form_is_recorded_and_applied(pages, stored, rows):
    assert record_of(rows, stored["north"]) == record_of(rows, stored["south"])
    page = pages.get(f"/-/pair?a={stored['north']}&b={stored['south']}")
    token = re.search(r'name="csrftoken" value="([^"]+)"', page.text)[1]
    cookie = page.headers["set-cookie"].split(";")[0]
    form = {"a": stored["north"], "b": stored["south"], "verdict": "different", "csrftoken": token}
    assert pages.get("/-/judge", form | {"verdict": "perhaps"}, Cookie=cookie).status == 409
    assert pages.get("/-/judge", form, Cookie=cookie, Origin=pages.url).status == 303
    assert record_of(rows, stored["north"]) != record_of(rows, stored["south"])


@pytest.fixture
def held(stored: dict[str, str], database: Path) -> str:
    """A worse version of north's notice, held back, a reject and a line of furniture; the notice's id."""
    store = Store(database)
    store.begin_run(ENGINE)
    worse = notice("north", EVIL, "页面改版，内容迁移中，请到新网站查看。")

    async def save() -> None:
        assert await store.save(worse) == "held"
        await store.reject(notice("north", EVIL, ""), "MissingBody", EVIL)

    asyncio.run(save())
    store.do(learned.remember, "north", {}, {7: EVIL})
    store.do(runs.save_site, store.run, "north", {"verdict": "degraded", "reasons": ["1 held back"], "entries": 3})
    store.do(runs.finish, store.run, "degraded", [])
    store.close()
    return stored["north"]


def test_a_sites_page_shows_its_runs_and_what_was_learned_and_nothing_of_it_runs(held, pages):
    answer = pages.get("/-/site/north")
    assert answer.status == 200 and EVIL not in answer.text and "&lt;script&gt;" in answer.text
    for said in (
        "1 held back",
        "lost most of its text",
        "MissingBody",
        "采用 accept",
        "scrapy furniture north",
        "松湖片区招商成效",
    ):
        assert said in answer.text, said
    assert 'href="/-/site/north"' in pages.get("/").text
    assert pages.get("/-/site/nowhere").status == 404 and pages.get("/-/site/" + quote(EVIL, safe="")).status == 404


def test_a_word_on_a_version_held_back_is_taken_from_its_form_only_and_of_the_version_that_was_shown(
    held, pages, rows, database
):
    page = pages.get("/-/site/north")
    token, hash = (re.search(rf'name="{name}" value="([^"]+)"', page.text)[1] for name in ("csrftoken", "body_hash"))
    cookie, form = (
        page.headers["set-cookie"].split(";")[0],
        {"notice": held, "site": "north", "word": "accept", "body_hash": hash},
    )
    for headers in (
        {},
        {"Origin": "https://evil.example"},
        {"Cookie": "ds_csrftoken=made-up"},
        {"Sec_Fetch_Site": "cross-site"},
    ):
        assert pages.get("/-/held", form, **headers).status == 403, headers
    form["csrftoken"] = token
    assert pages.get("/-/held", form | {"word": "perhaps"}, Cookie=cookie).status == 409
    assert pages.get("/-/held", form | {"body_hash": "0" * 20}, Cookie=cookie).status == 409  # another one by now
    with runs.lock(database):
        assert pages.get("/-/held", form, Cookie=cookie).status == 409
    assert rows("SELECT state FROM held_versions") == [("held",)] and rows(
        "SELECT body FROM notices WHERE id = ?", held
    ) == [(BODY,)]
    done = pages.get("/-/held", form, Cookie=cookie, Origin=pages.url)
    assert done.status == 303 and done.headers["location"] == "/-/site/north#held"
    assert rows("SELECT state FROM held_versions") == [("accepted",)]
    assert rows("SELECT body FROM notices WHERE id = ?", held)[0][0].startswith("页面改版")
    assert pages.get("/-/held", form, Cookie=cookie).status == 409  # nothing of it is held back any more


def test_while_a_run_goes_on_a_judgement_has_to_wait(pages, stored, rows, database):
    page = pages.get(f"/-/pair?a={stored['north']}&b={stored['south']}")
    token = re.search(r'name="csrftoken" value="([^"]+)"', page.text)[1]
    form = {"a": stored["north"], "b": stored["south"], "verdict": "different", "csrftoken": token}
    with runs.lock(database):
        answer = pages.get("/-/judge", form, Cookie=page.headers["set-cookie"].split(";")[0])
    assert answer.status == 409 and "try again" in answer.text
    assert rows("SELECT count(*) FROM judgements") == [(0,)]


def test_the_queue_is_told_to_programs(scrapy, stored):
    assert json.loads(scrapy("judge", "--queue", "--json").stdout) == []


# In a browser ----------------------------------------------------------------------------------------------------


@pytest.fixture
def browser(tmp_path: Path):
    selenium = pytest.importorskip("selenium.webdriver", reason="optional: requirements-browser-test.txt")
    if not which("chromium") or not which("chromedriver"):
        pytest.skip("no chromium or chromedriver: apt-get install chromium chromium-driver")
    options = selenium.ChromeOptions()
    options.binary_location = which("chromium")
    for flag in (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-sync",
        "--disable-background-networking",
        "--disable-component-update",
        "--no-proxy-server",
        f"--user-data-dir={tmp_path / 'profile'}",
    ):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    options.add_experimental_option(
        "mobileEmulation", {"deviceMetrics": {"width": 390, "height": 800, "pixelRatio": 1}}
    )
    driver = selenium.Chrome(options, selenium.ChromeService(which("chromedriver")))
    yield driver
    driver.quit()


def test_in_a_browser_a_click_splits_the_record_and_no_page_complains(browser, pages, stored, rows):
    record = record_of(rows, stored["north"])
    evil = record_of(rows, stored["evil"])
    for path in (
        "/",
        "/-/charts",
        "/-/queue",
        f"/-/record/{record}",
        f"/-/record/{evil}",
        "/-/find?q=" + quote("税"),
        "/-/site/north",
        "/notices/records_list",
        "/notices/search?words=" + quote("税收"),
        f"/-/pair?a={stored['north']}&b={stored['south']}",
    ):
        browser.get(pages.url + path)
        assert browser.title != "run", path
        wide = browser.execute_script("return document.documentElement.scrollWidth")
        assert wide <= 390, f"{path} is {wide} pixels wide"
        assert browser.get_log("browser") == [], path
    browser.find_element("css selector", "button[data-key=d]").click()
    for _ in range(300):  # the click returns before the answer is there
        if browser.current_url.startswith(f"{pages.url}/-/record/"):
            break
        time.sleep(0.1)
    assert browser.current_url.startswith(f"{pages.url}/-/record/")
    assert record_of(rows, stored["north"]) != record_of(rows, stored["south"])
    assert rows("SELECT verdict FROM judgements WHERE deleted_at IS NULL") == [("different",)]


def test_in_a_browser_one_key_judges(browser, pages, stored, rows):
    browser.get(f"{pages.url}/-/pair?a={stored['north']}&b={stored['south']}")
    browser.find_element("css selector", "body").send_keys("u")
    for _ in range(300):
        if rows("SELECT verdict FROM judgements"):
            break
        time.sleep(0.1)
    assert rows("SELECT verdict FROM judgements") == [("unsure",)]


def test_datasettes_own_csv_opens_in_a_spreadsheet_and_nothing_of_it_is_evaluated(pages, database, stored):
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(
            "UPDATE notices SET title = ?, source = ? WHERE id = ?",
            ("=cmd|'/C calc'!A0", "\x1b[31m红\x1b[0m", stored["north"]),
        )
        connection.execute(
            "UPDATE notices SET author = '甲\n乙,\"丙\"', similarity = 0.5 WHERE id = ?", (stored["south"],)
        )
    answer = pages.get(f"/{database.stem}/notices.csv?_size=max")
    assert answer.status == 200 and answer.text.startswith("\ufeff")
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(answer.text[1:], newline=""))}
    assert rows[stored["north"]]["title"] == "'=cmd|'/C calc'!A0"
    assert rows[stored["north"]]["source"] == "�[31m红�[0m"
    assert rows[stored["south"]]["author"] == '甲\n乙,"丙"' and rows[stored["south"]]["similarity"] == "0.5"
    query = pages.get(f"/{database.stem}.csv?sql=select+'=1%2B1'+as+a,-5+as+b")
    assert query.text == "\ufeffa,b\r\n'=1+1,-5\r\n"
    assert pages.get(f"/{database.stem}/notices.csv?_stream=on").text.startswith("\ufeff")


def test_datasettes_own_pages_have_a_policy(pages, database):
    for path in ("", "/notices", f"/records?id={'0' * 16}"):
        policy = pages.get(f"/{database.stem}{path}").headers["content-security-policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy


def test_a_search_can_be_subscribed_to_and_its_filters_stay_in_the_address(pages, stored):
    feed = pages.get("/-/feed?q=" + quote("税"))
    assert feed.status == 200 and "<feed" in feed.text and feed.text.count("<entry>") >= 1
    assert pages.get("/-/feed?since=yesterday").status == 400
    kept = pages.get("/-/find?q=" + quote("税") + "&from=x&since=2001")  # the filters stay in the form
    assert 'name="since" size="10" value="2001"' in kept.text
