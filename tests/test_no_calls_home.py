"""No library asks the network for anything: every command where everything but the site is swallowed."""

from __future__ import annotations

import json
import random
import shutil
import socket
import subprocess
import sys

import pytest
from conftest import QUICK, ROOT

from crawler.addresses.hosts import is_public_suffix
from crawler.fetch import browser

SWALLOWED = ["unshare", "-rn", sys.executable, str(ROOT / "tests" / "swallowed.py")]


def can_be_swallowed() -> bool:
    if not shutil.which("unshare") or not shutil.which("ip"):
        return False
    tried = subprocess.run([*SWALLOWED, "true"], capture_output=True, timeout=60)
    return tried.returncode == 0


needs_namespaces = pytest.mark.skipif(
    not can_be_swallowed(), reason="no network namespaces: run as root, with iproute2"
)


@pytest.fixture
def swallowed(environment, tmp_path):
    """Run a command without a network; returns its exit status, what it said and what it asked others."""

    def run(*command: object) -> tuple[int | None, str, list[str]]:
        home = tmp_path / "home"  # no cache of any library, as under a service's account
        home.mkdir(exist_ok=True)
        clean = {**environment, "HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")}
        done = subprocess.run(
            [*SWALLOWED, *map(str, command)], cwd=ROOT, env=clean, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stderr
        told = json.loads(done.stdout.splitlines()[-1])
        return told["status"], told["said"], told["heard"]

    return run


def own(n: int) -> str:
    """A text that no other page has."""
    words = random.Random(n).choices(["机床", "焊接", "仓储", "质检", "电工", "采购", "文员", "司机", "财务"], k=60)
    return f"第{n}场提供以下岗位：{'、'.join(words)}，欢迎参加。"


SCRAPY = [sys.executable, "-m", "scrapy"]
RUN = [*SCRAPY, "run", "--url", "{SITE}/list.html", *QUICK]
RENDERED = """printf '[park]\\nstart_urls = ["{SITE}/list.html"]\\nrender = true\\n' > $0 && SITES=$0 exec "$@" """


@needs_namespaces
def test_what_is_asked_there_is_heard(swallowed):
    asking = "import socket; socket.create_connection(('1.1.1.1', 443), 1)"
    assert swallowed(sys.executable, "-c", asking)[2] == ["tcp ('1.1.1.1', 443)"]


@needs_namespaces
def test_a_crawl_of_a_site_with_cookies_asks_nobody_but_the_site(swallowed, rows):
    status, said, heard = swallowed(*RUN)
    assert (status, heard) == (0, []), said
    assert rows("SELECT count(*) FROM notices") == [(3,)]


@needs_namespaces
def test_what_is_done_with_a_database_asks_nobody(swallowed, tmp_path):
    swallowed(*RUN)
    out = ("--out", tmp_path)
    for command in (
        ("probe", "{SITE}/list.html", *QUICK),
        ("dedupe",),
        ("search", "厂房"),
        ("report",),
        ("backup", tmp_path / "copy.db"),
        *(("export", "--format", form, *out) for form in ("jsonl", "csv", "parquet", "atom")),
    ):
        status, _said, heard = swallowed(*SCRAPY, *command)
        assert heard == [], command
        assert status is not None, f"{command} hangs"


@needs_namespaces
@pytest.mark.skipif(browser.missing() is not None, reason=str(browser.missing()))
def test_a_browser_asks_nobody_but_the_site(swallowed, tmp_path):
    line = [*SCRAPY, "run", "park", *QUICK]
    status, said, heard = swallowed("sh", "-c", RENDERED, tmp_path / "sites.toml", *line)
    assert (status, heard) == (0, []), said


def test_a_cookie_is_taken_where_publicsuffix_org_does_not_answer(environment, server, tmp_path, rows):
    """The same without namespaces: `requests` would go through this proxy, which never says a word."""
    rows_ = "".join(f'<li><a href="/a/{n}.html">园区通告第{n}号</a><span>2025-07-0{n}</span></li>' for n in (1, 2, 3))
    cookie = {"Set-Cookie": "visit=1; path=/"}
    server.pages = {"/list.html": (200, cookie, f"<ul>{rows_}</ul>".encode())}
    server.pages |= {f"/a/{n}.html": f"<h1>园区通告第{n}号</h1><p>{own(n)}</p>" for n in (1, 2, 3)}
    with socket.create_server(("127.0.0.1", 0)) as hole:
        proxy = f"http://127.0.0.1:{hole.getsockname()[1]}"
        deaf = {**environment, "https_proxy": proxy, "no_proxy": "127.0.0.1", "HOME": str(tmp_path)}
        deaf["XDG_CACHE_HOME"] = str(tmp_path)
        line = [*SCRAPY, "run", "--url", f"{server.url}/list.html", *QUICK]
        done = subprocess.run(line, cwd=ROOT, env=deaf, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert rows("SELECT count(*) FROM notices") == [(3,)]
    assert "visit=1" in server.headers["/a/1.html"]["Cookie"]


@pytest.mark.parametrize(
    ("domain", "public"),
    [("com.cn", True), ("cn", True), ("github.io", True), ("park.gov.cn", False), ("127.0.0.1", False)],
)
def test_which_names_no_cookie_is_for(domain, public):
    assert is_public_suffix(domain) is public


@pytest.mark.parametrize("status", [202, 403, 412, 521])
def test_a_page_refused_to_whom_it_gives_a_cookie_is_asked_for_with_it(status, scrapy, server, rows):
    def gate(page: str):
        def answer(handler: object) -> object:
            known = "seen=yes" in (handler.headers.get("Cookie") or "")
            return (
                page
                if known
                else (status, {"Set-Cookie": "seen=yes; path=/"}, b"<html><script>var a=1</script></html>")
            )

        return answer

    texts = {f"/a/{n}.html": f"<h1>园区招聘会第{n}场</h1><p>{own(n)}</p>" for n in (1, 2, 3)}
    entry = '<li><a href="/a/{0}.html">园区招聘会第{0}场</a><span>2025-07-0{0}</span></li>'
    pages = {"/list.html": f"<ul>{''.join(map(entry.format, (1, 2, 3)))}</ul>", **texts}
    server.pages = {path: gate(page) for path, page in pages.items()}
    done = scrapy("run", "--url", f"{server.url}/list.html")
    assert done.returncode == 0, done.stdout
    assert rows("SELECT count(*) FROM notices") == [(3,)]


def test_a_page_that_gives_a_cookie_and_refuses_all_the_same_is_asked_for_twice(scrapy, server):
    server.pages = {"/list.html": (412, {"Set-Cookie": "seen=yes; path=/"}, b"")}
    assert scrapy("run", "--url", f"{server.url}/list.html").returncode == 3
    assert server.fetched() == 2
