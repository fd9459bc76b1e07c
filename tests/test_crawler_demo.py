"""The demo site over real HTTP on loopback: what it holds, how it answers, and its further markups."""

from __future__ import annotations

import difflib
import re
import signal
import subprocess
import sys
from datetime import date, datetime, timezone
from urllib.error import HTTPError
from urllib.parse import urljoin
from urllib.request import Request, build_opener
from zoneinfo import ZoneInfo

import demo_markups
import pytest
from conftest import ROOT

from crawler.demo import site
from crawler.demo.server import Demo
from crawler.read import charset
from crawler.read.listing import listing

NOW = datetime(2025, 8, 9, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
OPEN = build_opener().open


def get(url: str, **headers: str):
    """Status, headers and body of one GET; an error status is an answer here."""
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with OPEN(Request(url, headers=names), timeout=5) as answer:
            return answer.status, answer.headers, answer.read()
    except HTTPError as answer:
        return answer.code, answer.headers, answer.read()


@pytest.fixture(scope="module")
def demo():
    with Demo(pages=demo_markups.pages(NOW.date())) as running:
        yield running


def walk(demo: Demo, start: str) -> list[listing.Entry]:
    """The entries of a listing as found from nothing but its address, next pages followed."""
    url, entries = urljoin(demo.root, start), []
    seen: set[str] = set()
    while url and url not in seen:
        seen.add(url)
        _, headers, body = get(url)
        found = listing.find(charset.decode(body, headers["Content-Type"])[0], url, NOW)
        entries += found.entries
        url = found.onward
    return entries


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_eight_notices_say_seven_things():
    assert len(site.NOTICES) == 8
    assert len({squeezed(notice.body) for notice in site.NOTICES}) == 7
    assert all(500 <= len(notice.body) <= 3000 for notice in site.NOTICES)


def test_the_2013_report_stands_twice_with_white_space_at_a_dozen_places():
    twice = [n for n in site.NOTICES if "2013年深圳市罗湖区政府工作报告" in n.title]
    repost, original = (notice.body for notice in twice)
    changes = [c for c in difflib.SequenceMatcher(None, original, repost, False).get_opcodes() if c[0] != "equal"]
    assert {n.title[: n.title.index("】") + 1] for n in twice} == {"【投资罗湖区】", "【罗湖区招商引资】"}
    assert {n.published for n in twice} == {"2025-08-06"}
    assert len(changes) == 13
    assert original.startswith("2013年1月23日在深圳市罗湖区第六届人民代表大会第二次会议上")


def test_the_three_reports_share_formulas_and_differ_in_figures():
    reports = {n.body: set(n.body.split("\n")) for n in site.NOTICES if n.body.count("各位代表") > 2}
    lines = list(reports.values())
    assert len(set.intersection(*lines)) >= 4
    figures = [set(re.findall(r"\d+(?:\.\d+)?亿", body)) for body in reports]
    assert not figures[0] & figures[-1]


def test_every_notice_stands_whole_in_both_variants(demo):
    lists = "".join(get(demo.root + path)[2].decode() for path in ("/inline/info", "/inline/info/page/2"))
    for notice in site.NOTICES:
        page = get(f"{demo.root}/linked/info/detail/{notice.id}.html")[2].decode()
        for paragraph in site.paragraphs(notice.body).splitlines():
            assert paragraph in page
            assert paragraph in lists


@pytest.mark.parametrize("variant", site.VARIANTS)
def test_url_is_the_first_of_two_listing_pages(variant):
    with Demo(variant) as running:
        first = get(running.url)[2].decode()
        assert first.count("下一页") == 1
        after = urljoin(running.url, re.search(r'href="([^"]+)">下一页', first)[1])
        assert "下一页" not in get(after)[2].decode()


def test_no_own_link_is_dead(demo):
    linked = {path for page in site.pages().values() for path in re.findall(r'href="(/[^"]*)"', page.body.decode())}
    assert {path: get(demo.root + path)[0] for path in linked} == dict.fromkeys(linked, 200)


def test_robots_allow_and_a_favicon_is_not_there(demo):
    assert b"Allow: /" in get(demo.root + "/robots.txt")[2]
    assert get(demo.root + "/favicon.ico")[0] == 404


def test_an_unchanged_page_is_answered_without_its_body(demo):
    url = demo.root + "/linked/info"
    _, headers, body = get(url)
    assert body
    for condition in (
        {"If_None_Match": headers["ETag"]},
        {"If_None_Match": f'"other", W/{headers["ETag"]}'},
        {"If_Modified_Since": headers["Last-Modified"]},
    ):
        status, _, rest = get(url, **condition)
        assert (status, rest) == (304, b"")
    for condition in (
        {"If_None_Match": '"other"', "If_Modified_Since": headers["Last-Modified"]},
        {"If_Modified_Since": "Tue, 05 Aug 2025 00:00:00 GMT"},
        {"If_Modified_Since": "yesterday"},
    ):
        assert get(url, **condition)[0] == 200


def test_the_port_is_free_again_and_serves_the_same_bytes():
    with Demo() as first:
        port, page = first._server.server_port, get(first.url)
    with Demo(port=port) as second:
        assert get(second.url)[2] == page[2]
        assert get(second.url)[1]["ETag"] == page[1]["ETag"]
        with pytest.raises(OSError, match="in use"), Demo(port=port):
            pass


def test_an_unknown_variant_is_refused():
    with pytest.raises(ValueError, match="unknown variant 'tables': one of inline, linked"):
        Demo("tables")


DEAF_SERVER = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_IGN)
os.execv(sys.executable, [sys.executable, "-m", "crawler.demo", "--variant", "inline", "--port", "0"])
"""


def test_the_module_serves_until_interrupted():
    command = [sys.executable, "-m", "crawler.demo", "--variant", "inline", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        url = process.stdout.readline().split()[0]
        assert get(url)[0] == 200
        process.send_signal(signal.SIGINT)
        assert process.wait(5) == 0


def test_where_ctrl_c_is_ignored_the_module_still_ends_on_sigterm_and_a_test_run_sets_its_handler():
    deaf = "import signal, subprocess, sys; signal.signal(signal.SIGINT, signal.SIG_IGN); sys.exit(subprocess.call(sys.argv[1:]))"
    serving = [sys.executable, "-c", DEAF_SERVER]
    with subprocess.Popen(serving, stdout=subprocess.PIPE, text=True) as process:
        assert get(process.stdout.readline().split()[0])[0] == 200
        process.send_signal(signal.SIGINT)
        process.send_signal(signal.SIGTERM)
        assert process.wait(5) == -signal.SIGTERM
    one = "tests/test_crawler_demo.py::test_the_module_serves_until_interrupted"
    tested = [
        sys.executable,
        "-c",
        deaf,
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-n",
        "0",
        "-p",
        "no:cacheprovider",
        one,
    ]
    assert subprocess.run(tested, cwd=ROOT, capture_output=True, timeout=120).returncode == 0


@pytest.mark.parametrize("name", sorted(demo_markups.MARKUPS))
def test_each_markup_lists_the_eight_notices_and_nothing_else(demo, name):
    entries = walk(demo, demo_markups.MARKUPS[name])
    expected = [n.published for n in site.NOTICES]
    if name == "relative":
        expected = demo_markups.relative_dates(NOW.date())
    assert [entry.title for entry in entries] == [notice.title for notice in site.NOTICES]
    assert [(entry.published or "")[:10] for entry in entries] == expected
    if name in ("inline", "relative"):
        assert [squeezed(entry.body) for entry in entries] == [squeezed(notice.body) for notice in site.NOTICES]
    else:
        assert len({entry.url for entry in entries}) == 8
        assert {get(entry.url)[0] for entry in entries} == {200}


def test_the_scripted_list_is_not_in_its_html_but_in_the_endpoint_it_names(demo):
    page = get(demo.root + "/script/")[2].decode()
    endpoint = re.search(r'fetch\("([^"]+)"', page)[1]
    data = get(demo.root + endpoint)[2].decode()
    assert all(notice.title not in page and notice.id in data for notice in site.NOTICES)


def test_the_hot_list_is_not_taken_for_a_list_that_only_a_script_builds(demo):
    page = get(demo.root + "/script/")[2].decode()
    assert listing.find(page, demo.root + "/script/", datetime.now(timezone.utc)).entries == ()


def test_the_gb18030_pages_declare_nothing(demo):
    _, headers, body = get(demo.root + "/gb18030/")
    assert headers["Content-Type"] == "text/html"
    assert b"charset" not in body
    assert "招商动态" in body.decode("gb18030")


def test_relative_dates_mean_days_before_the_given_day():
    assert demo_markups.relative_dates(date(2025, 1, 2))[:4] == ["2025-01-02", "2025-01-02", "2025-01-01", "2024-12-30"]
