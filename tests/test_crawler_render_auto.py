"""render = "auto": a browser only where the plain page gives nothing; scrapy probe tries one by itself."""

from __future__ import annotations

import json

import pytest

from crawler.fetch import browser
from crawler.sites import parse
from nouns.mistakes import ConfigError

needs_a_browser = pytest.mark.skipif(browser.missing() is not None, reason=str(browser.missing()))
WORDS = ("厂房", "仓库", "车间", "公寓")


def entry(n: int) -> str:
    return f"<li><a href='/a/{n}.html'>第{n}期重点产业项目{WORDS[n]}推介会的通知</a><i>2025-10-{28 - n}</i></li>"


def article(n: int) -> str:
    return (
        f"<html><body><h1>第{n}期重点产业项目{WORDS[n]}推介会的通知</h1>"
        + "".join(
            f"<p>{WORDS[n]}第{k}条由第{k * 7 + n}科受理，租金按{k * 13 + n * 3}元核算，期限{k + n * 5 + 2}个月。</p>"
            for k in range(8)
        )
        + "</body></html>"
    )


BUILT = (
    "<html><body><ul id='list'></ul><script>var parts = " + json.dumps([entry(n)[::-1] for n in range(4)]) + ";"
    "document.getElementById('list').innerHTML = parts.map(p => p.split('').reverse().join('')).join('');</script></body></html>"
)
HELD = json.dumps([entry(n)[::-1] for n in range(4)])
WAYS = {
    "put together": BUILT,
    "node by node": f"<html><body><div id='app'></div><script>for (const p of {HELD}) {{ const row = document.createElement('ul');"
    "row.innerHTML = p.split('').reverse().join(''); document.getElementById('app').append(row.firstChild); }</script></body></html>",
    "after a while": f"<html><body><ul id='list'></ul><script>setTimeout(() => {{ for (const p of {HELD})"
    "document.getElementById('list').innerHTML += p.split('').reverse().join(''); }, 50);</script></body></html>",
}
PLAIN = f"<html><body><ul>{''.join(map(entry, range(4)))}</ul></body></html>"


@pytest.fixture
def site(server, tmp_path):
    server.pages = {f"/a/{n}.html": article(n) for n in range(4)} | {"/built": BUILT, "/plain": PLAIN}
    server.pages |= {f"/{way.replace(' ', '-')}": page for way, page in WAYS.items()}
    sites = tmp_path / "sites.toml"

    def table(path: str, render: str = '"auto"') -> list[str]:
        sites.write_text(f'[park]\nstart_urls = ["{server.url}{path}"]\nrender = {render}\n')
        return ["park", "-s", f"SITES={sites}", "-s", "DOWNLOAD_TIMEOUT=30"]

    return table


@needs_a_browser
def test_a_list_that_only_a_script_builds_is_read_and_its_articles_are_fetched_plainly(site, scrapy, rows, server):
    done = scrapy("run", *site("/built"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert rows("SELECT count(*) FROM notices") == [(4,)]
    assert server.asked["/built"] == 2 and all(server.asked[f"/a/{n}.html"] == 1 for n in range(4))
    assert "nothing changed" in scrapy("run", *site("/built")).stdout


@needs_a_browser
def test_a_plain_list_is_asked_for_once(site, scrapy, rows, server):
    done = scrapy("run", *site("/plain"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert rows("SELECT count(*) FROM notices") == [(4,)] and server.asked["/plain"] == 1


@pytest.mark.parametrize("way", WAYS)
def test_without_render_the_verdict_says_that_a_browser_may_help(way, site, scrapy):
    done = scrapy("run", *site(f"/{way.replace(' ', '-')}", "false"))
    assert done.returncode == 2 and 'render = "auto"' in done.stdout, done.stdout


@needs_a_browser
@pytest.mark.parametrize(
    "way", ["after a while", *(pytest.param(way, marks=pytest.mark.soak) for way in WAYS if way != "after a while")]
)
def test_probe_tries_a_browser_and_says_what_it_found(way, site, scrapy, server):
    site("/built")
    address = f"{server.url}/{way.replace(' ', '-')}"
    done = scrapy("probe", address)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "in a browser" in done.stdout
    told = json.loads(scrapy("probe", address, "--json").stdout)
    assert [record["url"] for record in told["records"]] == [f"{server.url}/a/{n}.html" for n in range(4)]


@pytest.mark.parametrize("value", ['"always"', "1", '""'])
def test_anything_else_is_refused(value):
    with pytest.raises(ConfigError, match="render"):
        parse(f'[park]\nstart_urls = ["http://a.example/"]\nrender = {value}\n')
