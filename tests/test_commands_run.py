"""`scrapy run` from the outside: the demo, saved files, a second run, and everything that can be wrong."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import subprocess
import sys
import threading
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from conftest import QUICK, ROOT
from servers import die

from crawler.demo.server import Demo
from crawler.fetch.politeness import SHANGHAI

BODY = (
    "园区管委会今天发布通知，就新一批重点项目的申报条件、办理流程和支持标准作出说明，欢迎符合条件的企业按时提交材料。"
)
FURNITURE = ("有想补充的信息", "点我投稿", "联系我们", "企业入驻")


def listing(*entries: str, title: str = "通知公告") -> str:
    items = "".join(f"<li>{entry}</li>" for entry in entries)
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1><ul class=list>{items}</ul></body></html>"


def linked(n: int, date: str = "2025-08-0") -> str:
    return f'<a href="/a/{n}.html">园区第{n}批重点项目申报通知正式发布</a><span>{date}{n}</span>'


def article(n: int, body: str = BODY) -> str:
    paragraphs = "".join(f"<p>{body}第{n}批第{i}项，联系电话另行公布，总投资{n}{i}3亿元。</p>" for i in range(4))
    return (
        f"<html><body><h1>园区第{n}批重点项目申报通知正式发布</h1><div class=content>{paragraphs}</div></body></html>"
    )


def plain(*entries: tuple[str, str, str]) -> str:
    return "".join(f"-\n{title}\n{body}\n{date}\n" for title, body, date in entries)


@pytest.mark.parametrize("variant", ["inline", "linked"])
def test_the_demo_gives_eight_notices_and_seven_records_and_a_second_run_changes_nothing(scrapy, rows, variant):
    first = scrapy("run", "--demo", variant, "-s", "DEMO_PORT=0", quick=False)
    assert first.returncode == 0, first.stdout + first.stderr
    assert rows("SELECT count(*) FROM notices") == [(8,)]
    assert rows("SELECT count(*) FROM records") == [(7,)]
    merged = rows(
        "SELECT r.title, r.published, r.document_date, n.tag FROM records r JOIN notices n ON n.record_id = r.id"
        " WHERE r.notices > 1 ORDER BY n.tag"
    )
    report = ("2013年深圳市罗湖区政府工作报告", "2025-08-06", "2013-01-23")
    assert merged == [(*report, "投资罗湖区"), (*report, "罗湖区招商引资")]
    for (body,) in rows("SELECT body FROM notices UNION ALL SELECT body FROM records"):
        assert not any(words in body for words in FURNITURE)
    assert "7 records" in first.stdout and "verdict: ok" in first.stdout


def test_a_reader_that_has_gone_changes_nothing(environment, rows):
    def unread(*line: str) -> None:
        reading, writing = os.pipe()
        os.close(reading)
        said = subprocess.run(
            [sys.executable, "-m", "scrapy", *line],
            cwd=ROOT,
            env=environment,
            stdout=writing,
            stderr=subprocess.PIPE,
            text=True,
        )
        os.close(writing)
        assert (said.returncode, said.stderr) == (0, ""), line

    unread("run", "--demo", "linked", "-s", "DEMO_PORT=0")
    a, b = (id for (id,) in rows("SELECT id FROM notices ORDER BY id LIMIT 2"))
    for line in (("search", "罗湖"), ("explain", a, b), ("report", "--last"), ("export", "--schema")):
        unread(*line)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_log_whose_disk_is_full_changes_neither_what_a_run_does_nor_its_status(environment, server, rows):
    """It ended with 1 and a traceback, however it had gone; and whom saved queries name was not told."""
    server.pages = {f"/a/{n}.html": article(n) for n in range(1, 6)}
    server.pages["/"] = listing(*(linked(n) for n in range(1, 6)))

    def status(*line: str, both: bool = False) -> tuple[int, str]:
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(
                [sys.executable, "-m", "scrapy", *line],
                cwd=ROOT,
                env=environment,
                stdout=full,
                stderr=full if both else subprocess.PIPE,
                text=True,
            )
        return done.returncode, done.stderr or ""

    assert status("run", "--url", f"{server.url}/", *QUICK) == (
        0,
        "notices: cannot say how it ended: No space left on device\n",
    )
    assert status("run", "--url", f"{server.url}/none", *QUICK, both=True)[0] == 3
    assert rows("SELECT verdict FROM runs") == [("ok",), ("failed",)]
    for line in (("search", "申报"), ("search", "申报", "--json"), ("report", "--last"), ("sites",)):
        code, said = status(*line)
        assert code == 3 and "No space left" in said and "Traceback" not in said, (line, said)


@pytest.mark.parametrize("charset", ["ascii", "gbk"])
def test_a_terminal_that_lacks_letters_changes_nothing(environment, rows, server, charset):
    """A timer's locale may be ASCII, a terminal's GBK: neither ends a good run in an error."""
    titles = [f"𠮷田工業区😀招商公告第{n}号" for n in range(3)]
    entries = "".join(f"<li><a href='/{n}'>{title}</a><span>2025-08-01</span></li>" for n, title in enumerate(titles))
    server.pages = {"/": f"<ul>{entries}</ul>"}
    server.pages |= {
        f"/{n}": f"<h1>{title}</h1><p>青禾物流园{n}期厂房今日起公开招租，欢迎洽谈。</p>"
        for n, title in enumerate(titles)
    }
    environment |= {"PYTHONIOENCODING": charset}

    def said(*line: str) -> str:
        command = [sys.executable, "-m", "scrapy", *line]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True)
        assert done.returncode == 0, done.stderr
        return done.stdout.decode(charset)

    assert "\\U00020bb7" in said("run", "--url", f"{server.url}/", *QUICK)
    assert "招商公告" in said("search", "--json", "招租").encode().decode(
        "unicode-escape" if charset == "ascii" else "utf-8"
    )
    said("report", "--last")


@pytest.mark.parametrize("closed", ["2>&-", "<&- >&- 2>&-", "<&- >&-"])
def test_streams_that_are_closed_change_nothing(environment, rows, server, closed):
    """Scrapy asks standard error whether it is a terminal: closed, nothing was crawled and nobody told."""
    server.pages = {
        "/": "".join(f"<li><a href='/{n}'>青禾物流园{n}期招租</a><span>2025-08-0{n}</span></li>" for n in (1, 2, 3))
    }
    server.pages |= {
        f"/{n}": f"<h1>青禾物流园{n}期招租</h1><p>青禾物流园{n}期厂房今日起公开招租，欢迎洽谈。</p>" for n in (1, 2, 3)
    }
    command = [sys.executable, "-m", "scrapy", "run", "--url", f"{server.url}/", *QUICK]
    done = subprocess.run(["sh", "-c", f'exec "$@" {closed}', "sh", *command], cwd=ROOT, env=environment, timeout=60)
    assert done.returncode == 0
    assert rows("SELECT count(*) FROM notices") == [(3,)]


def test_both_demo_variants_give_the_same_records(scrapy, rows, database):
    told = {}
    for variant in ("inline", "linked"):
        scrapy("run", "--demo", variant, "-s", "DEMO_PORT=0", quick=False)
        told[variant] = rows(
            "SELECT title, tag, body, published, document_date, notices FROM records ORDER BY title, body"
        )
        database.unlink()
    assert told["inline"] == told["linked"]


def test_a_second_run_over_an_unchanged_site_moves_no_rev_and_fetches_no_article(scrapy, rows, environment):
    with Demo("linked") as demo:
        first = scrapy("run", "--url", demo.url)
        assert first.returncode == 0, first.stdout + first.stderr
        before = rows("SELECT max(rev) FROM changes")
        second = scrapy("run", "--url", demo.url)
    assert second.returncode == 0, second.stdout + second.stderr
    assert "nothing changed: no rev moved" in second.stdout
    assert rows("SELECT max(rev) FROM changes") == before
    assert rows("SELECT articles, new, changed FROM run_sites WHERE run = 2") == [(0, 0, 0)]


def test_a_saved_plain_text_listing_is_read(scrapy, rows, tmp_path):
    text = (
        plain(
            ("【甲区招商】甲区举行项目集中签约仪式", BODY * 3, "2025-08-06"),
            ("【乙区招商】乙区发布产业扶持办法", "办法共二十条，自发布之日起施行。" * 9, "2025-08-05"),
        )
        + "有想补充的信息?点我投稿\n\n- 联系我们\n- 企业入驻\n"
    )
    path = tmp_path / "saved.txt"
    path.write_text(text, encoding="utf-8")
    done = scrapy("run", "--file", path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert rows("SELECT title, tag, published, body FROM notices ORDER BY position") == [
        ("甲区举行项目集中签约仪式", "甲区招商", "2025-08-06", BODY * 3),
        ("乙区发布产业扶持办法", "乙区招商", "2025-08-05", "办法共二十条，自发布之日起施行。" * 9),
    ]


def test_a_saved_html_listing_is_read_and_its_articles_fetched_from_its_base(scrapy, rows, tmp_path, server):
    server.pages |= {f"/a/{n}.html": article(n) for n in (1, 2, 3)}
    path = tmp_path / "saved.html"
    path.write_text(listing(*map(linked, (1, 2, 3))), encoding="utf-8")
    done = scrapy("run", "--file", path, "--base", f"{server.url}/list/")
    assert done.returncode == 0, done.stdout + done.stderr
    assert [url for (url,) in rows("SELECT url FROM notices ORDER BY position")] == [
        f"{server.url}/a/{n}.html" for n in (1, 2, 3)
    ]


def test_a_saved_list_is_read_again_and_then_another_and_whoever_names_it_knows_which(scrapy, server, tmp_path):
    server.pages |= {f"/a/{n}.html": article(n) for n in range(1, 11)}
    for number, shown in enumerate((range(1, 6), range(1, 6), range(1, 6), range(6, 11))):
        path = tmp_path / "saved.html"
        path.write_text(listing(*map(linked, shown)), encoding="utf-8")
        done = scrapy("run", "--file", path, "--base", f"{server.url}/list/")
        assert done.returncode == 0, f"{number}: {done.stdout}{done.stderr}"


def test_entries_that_came_to_nothing_are_not_called_new_for_it(scrapy, server):
    """A run that fetched none of them has not shown that its list keeps what it showed."""
    server.pages |= {"/": listing(*map(linked, range(1, 6)))} | {f"/a/{n}.html": die for n in range(1, 11)}
    assert scrapy("run", "--url", f"{server.url}/").returncode == 3
    server.pages["/"] = listing(*map(linked, range(6, 11)))
    assert "entries are new" not in scrapy("run", "--url", f"{server.url}/").stdout


def test_a_missing_article_is_a_reject_and_a_dead_connection_waits_for_the_next_run(scrapy, rows, server):
    server.pages |= {"/": listing(*map(linked, (1, 2, 3))), "/a/1.html": article(1), "/a/3.html": die}
    first = scrapy("run", "--url", f"{server.url}/")
    assert first.returncode == 2
    assert "http-404" in first.stdout and "2 addresses failed" in first.stdout
    assert rows("SELECT url, reason, detail FROM rejects") == [(f"{server.url}/a/2.html", "unreachable", "http-404")]
    assert rows("SELECT pending FROM run_sites") == [(1,)]
    server.pages["/a/3.html"] = article(3)
    scrapy("run", "--url", f"{server.url}/")
    assert rows("SELECT count(*) FROM notices") == [(2,)]


def test_an_article_without_text_is_a_reject_with_its_title(scrapy, rows, server):
    empty = "<html><body><h1>园区第2批重点项目申报通知正式发布</h1></body></html>"
    server.pages |= {"/": listing(*map(linked, (1, 2, 3)))} | {f"/a/{n}.html": article(n) for n in (1, 3)}
    server.pages["/a/2.html"] = empty
    done = scrapy("run", "--url", f"{server.url}/")
    assert done.returncode == 2
    ((reason, item),) = rows("SELECT reason, item FROM rejects")
    assert reason == "MissingBody"
    assert json.loads(item)["title_raw"] == "园区第2批重点项目申报通知正式发布"
    assert rows("SELECT count(*) FROM notices") == [(2,)]


def test_an_impossible_date_keeps_the_notice_without_one_and_says_so(scrapy, rows, tmp_path):
    path = tmp_path / "saved.txt"
    path.write_text(
        plain(("甲区举行项目集中签约仪式", BODY, "2025-08-06"), ("乙区发布产业扶持办法", BODY * 2, "2025-13-45"))
    )
    done = scrapy("run", "--file", path)
    assert done.returncode == 2
    assert "impossible dates: 1, such as 2025-13-45" in done.stdout
    assert rows("SELECT published, published_raw FROM notices ORDER BY position") == [
        ("2025-08-06", "2025-08-06"),
        (None, "2025-13-45"),
    ]


@pytest.mark.parametrize(
    ("page", "code", "said"),
    [
        (listing(title="通知公告") + "<p>暂无数据</p>", 2, "the list is empty"),
        (article(1), 2, "not a list"),
        (
            "<html><body><form><input type=text name=u><input type=password name=p><button>登录</button></form></body></html>",
            3,
            "log in",
        ),
        ((404, {}, b"gone"), 3, "http-404"),
        ((503, {}, b"later"), 3, "http-503"),
        (die, 3, "no listing page was read"),
    ],
    ids=["empty list", "not a list", "login page", "404", "503", "killed connection"],
)
def test_a_page_without_entries_says_so_and_invents_no_notice(scrapy, rows, server, page, code, said):
    server.pages["/list/"] = page
    done = scrapy("run", "--url", f"{server.url}/list/")
    assert (done.returncode, said in done.stdout) == (code, True), done.stdout + done.stderr
    assert rows("SELECT count(*) FROM notices") == [(0,)]
    assert rows("SELECT exit_code FROM runs") == [(code,)]


def test_a_robots_file_that_cannot_be_had_is_told_in_a_line_and_not_in_a_stack(scrapy, server):
    server.pages |= {"/robots.txt": die, "/list/": listing(linked(1))}
    done = scrapy("run", "--url", f"{server.url}/list/")
    assert done.returncode == 3 and "robots.txt is unreachable" in done.stdout
    assert "Error downloading" in done.stderr and "Traceback" not in done.stderr


def test_an_unwritable_database_is_refused_by_name(scrapy, tmp_path):
    blocker = tmp_path / "file"
    blocker.write_text("no directory")
    done = scrapy("run", "--demo", "inline", "-s", "DEMO_PORT=0", "-s", f"DATABASE={blocker}/notices.db", quick=False)
    assert done.returncode == 3
    assert str(blocker) in done.stderr and "Traceback" not in done.stderr


def test_a_read_only_directory_is_refused_by_name(scrapy, tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(stat.S_IRUSR | stat.S_IXUSR)
    if os.access(closed, os.W_OK):
        closed = Path("/proc")  # where not even root makes files
    done = scrapy("run", "--demo", "inline", "-s", "DEMO_PORT=0", "-s", f"DATABASE={closed}/notices.db", quick=False)
    assert done.returncode == 3 and str(closed) in done.stderr


@pytest.mark.parametrize(
    ("toml", "arguments", "said"),
    [
        ("", ["nowhere"], "no such site: nowhere"),
        ("", [], "names no site yet"),
        ('[a]\nstart_urls = ["http://x.example/"]\nnext_page = "a"\n', [], "sites.toml: [a] next_page: unknown key"),
        ('[a]\nstart_urls = ["http://x.example/"]\nnext = "a["\n', [], "sites.toml: [a] next: not a CSS selector"),
        ("[a\n", [], "sites.toml: "),
        ('[a]\nregion = "深圳市"\n', [], "sites.toml: [a] start_urls: missing"),
    ],
)
def test_a_broken_configuration_names_file_table_and_key(scrapy, tmp_path, toml, arguments, said):
    sites = tmp_path / "sites.toml"
    sites.write_text(toml, encoding="utf-8")
    done = scrapy("run", *arguments, "-s", f"SITES={sites}")
    assert done.returncode == 3
    assert said in done.stderr and "Traceback" not in done.stderr


def test_a_site_outside_its_window_is_not_asked_for_anything_and_its_row_says_so(scrapy, server, rows, tmp_path):
    hours = [(datetime.now(SHANGHAI) + timedelta(hours=later)).strftime("%H:%M") for later in (2, 3)]
    sites = tmp_path / "sites.toml"
    sites.write_text(f'[here]\nstart_urls = ["{server.url}/"]\nwindow = "{hours[0]}-{hours[1]}"\n')
    done = scrapy("run", "-s", f"SITES={sites}")
    assert (done.returncode, rows("SELECT verdict FROM runs")) == (0, [("ok",)]), done.stdout + done.stderr
    said = f'["not crawled: outside its window {hours[0]}-{hours[1]}"]'
    assert rows("SELECT site, verdict, reasons FROM run_sites") == [("here", "ok", said)]
    assert not server.asked


def test_two_runs_at_once_are_refused_and_told_who_holds_the_lock(scrapy, environment, server):
    server.pages["/"] = lambda handler: (server.release.wait(20), listing(*map(linked, (1, 2))))[1]
    server.release = threading.Event()
    line = [sys.executable, "-m", "scrapy", "run", "--url", f"{server.url}/", *QUICK, "-s", "DOWNLOAD_TIMEOUT=30"]
    holder = subprocess.Popen(line, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    while not server.asked["/"]:
        assert holder.poll() is None
    second = scrapy("run", "--url", f"{server.url}/")
    server.release.set()
    holder.communicate(timeout=60)
    assert second.returncode == 75
    assert f"process {holder.pid}" in second.stderr and second.stderr.endswith(": scrapy run\n")


def test_scrapy_list_and_crawl_still_work(scrapy, server, rows, tmp_path):
    assert scrapy("list").stdout.split() == ["listing"]
    server.pages |= {"/": listing(*map(linked, (1, 2, 3)))} | {f"/a/{n}.html": article(n) for n in (1, 2, 3)}
    sites = tmp_path / "sites.toml"
    sites.write_text(f'[here]\nstart_urls = ["{server.url}/"]\n')
    done = scrapy("crawl", "listing", "-a", "site=here", "-s", f"SITES={sites}")
    assert done.returncode == 0, done.stderr
    assert rows("SELECT count(*) FROM notices WHERE site = 'here'") == [(3,)]


def test_the_schema_is_strict_and_open_to_other_tools(scrapy, database):
    scrapy("run", "--demo", "inline", "-s", "DEMO_PORT=0", quick=False)
    with closing(sqlite3.connect(database)) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute("UPDATE records SET notices = 'many'")
    told = subprocess.run(
        [sys.executable, "-m", "sqlite_utils", "query", str(database), "SELECT count(*) AS n FROM records"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(told.stdout) == [{"n": 7}]


def test_entries_of_which_nothing_is_kept_are_never_ok(scrapy, server, rows, tmp_path):
    """A page saved with curl: 20 entries with relative addresses, 0 stored, verdict ok."""
    server.pages |= {f"/a/{n}.html": article(n) for n in range(1, 9)}
    saved = tmp_path / "saved.html"
    page = listing(*map(linked, range(1, 9)))
    saved.write_text(page, encoding="utf-8")
    done = scrapy("run", "--file", saved)
    assert done.returncode == 3, done.stdout
    assert "8 of 8 entries not kept: their addresses are relative" in done.stdout and "--base" in done.stdout
    assert "--base" in scrapy("probe", saved).stdout
    assert scrapy("run", "--file", saved, "--base", f"{server.url}/info/").returncode == 0
    assert rows("SELECT count(*) FROM notices") == [(8,)]


@pytest.mark.parametrize(
    "where",
    [
        "<base href='{}/info/'>",
        '<link href="{}/info/list.html" rel="canonical">',
        "<meta property=og:url content={}/info/>",
        "<!-- saved from url=(0030){}/info/ -->",
        "<!--\n Page saved with SingleFile \n url: {}/info/ \n saved date: x\n-->",
    ],
)
def test_a_saved_page_that_says_where_it_is_from_needs_no_base(where, scrapy, server, rows, tmp_path):
    server.pages |= {f"/a/{n}.html": article(n) for n in range(1, 9)}
    saved = tmp_path / "saved.html"
    saved.write_text(
        listing(*map(linked, range(1, 9))).replace("<head>", f"<head>{where.format(server.url)}"), encoding="utf-8"
    )
    done = scrapy("run", "--file", saved)
    assert done.returncode == 0, done.stdout
    assert rows("SELECT count(*) FROM notices WHERE url LIKE ? || '%'", server.url) == [(8,)]
    assert f"{server.url}/a/1.html" in scrapy("probe", saved, "--json").stdout


@pytest.mark.parametrize(
    "said", ["URL=https://park.example/ FILE=a.html", "BASE=https://park.example/", "DATABSE=x.db", "URI=x"]
)
def test_make_run_takes_nothing_that_it_does_not_know_or_that_does_not_go_together(said, environment):
    done = subprocess.run(["make", "run", *said.split()], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode and (
        "no such variable" in done.stderr or "not several" in done.stderr or "--base is" in done.stderr
    )
    assert not Path(environment["DATABASE"]).exists()


@pytest.mark.parametrize(
    "line",
    [
        ["run", "a\x1b]0;title\x07b"],
        ["run", "--fi\x1b[2Jle", "x"],
        ["judge", "a\x1b[31m", "b", "same"],
        ["run", "--file", "no\x1b[2Jfile"],
        ["search", "--lim\x1b[31mit", "2"],
        ["backup", "a\x1b[2J/\x00b"[:8], "x"],
        ["run", "-s", "DATABASE=/proc/no\x1b[2J/x.db", "--url", "http://127.0.0.1:9/"],
    ],
)
def test_a_refusal_shows_no_terminal_escape_of_what_it_refuses(scrapy, line):
    done = scrapy(*line, quick=False)
    assert done.returncode != 0 and done.stderr
    assert "\x1b" not in done.stderr + done.stdout
