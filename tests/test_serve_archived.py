"""A notice's page as it came, in a frame: whatever it says, it runs nothing, fetches nothing and leads nowhere."""

from __future__ import annotations

from pathlib import Path
from shutil import which

import big_site
import pytest
from servers import Server
from stored import save
from test_commands_serve import notice, pages  # noqa: F401

from dedup import ENGINE
from nouns.items import Page
from output.store.archive.archive import folder_of
from output.store.store import Store

HOSTILE = """<!DOCTYPE html><html><head><base href="{out}/base/"><meta charset="utf-8"><title>{title}</title>
<link rel="preconnect" href="{out}"><link rel="dns-prefetch" href="{out}"><link rel="prefetch" href="{out}/prefetch">
<link rel="stylesheet" href="{out}/css"><link rel="icon" href="{out}/icon"><link rel="modulepreload" href="{out}/module">
<style>@import url("{out}/import"); @font-face {{ font-family: x; src: url({out}/font) }} body {{ font-family: x;
background: url({out}/background) }} .content::after {{ content: url({out}/content) }}</style>
<script>top.document.title = 'run'; document.title = 'run'; new Image().src = '{out}/script'; location = '{out}/location'</script>
<script src="{out}/external"></script></head><body onload="top.document.title='run'" background="{out}/body">
<h1>{title}</h1><div class="meta">发布日期：2025-03-01　来源：园区管委会</div><div class="content"><p>{text}</p>
<img src="{out}/img" onerror="top.document.title='run'" srcset="{out}/srcset 2x"><picture><source srcset="{out}/picture"></picture>
<iframe src="{out}/iframe" srcdoc="<script>top.document.title='run'</script>"></iframe><object data="{out}/object"></object>
<embed src="{out}/embed"><video src="{out}/video" poster="{out}/poster" autoplay></video><audio src="{out}/audio"></audio>
<svg><image href="{out}/svg" xlink:href="{out}/xlink"/><use href="{out}/use#x"/><script>top.document.title='run'</script>
<animate attributeName="href" values="{out}/animate"/></svg><math><mtext><img src="{out}/math"></mtext></math>
<form action="{out}/form" id="f"><input name="q" value="1" autofocus onfocus="this.form.submit()"><button id="send" formaction="{out}/send">提交</button></form>
<a id="away" href="{out}/away" ping="{out}/ping" target="_top">离开</a><a id="run" href="javascript:top.document.title='run'">点击</a>
<details open ontoggle="top.document.title='run'"><summary>更多</summary></details><noscript><img src="{out}/noscript"></noscript>
<table background="{out}/table"><tr><td style="background:url({out}/style)">表格</td></tr></table>
<img src="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSkgeG1sbnM9Imh0dHA6Ly93d3cudzMub3JnLzIwMDAvc3ZnIi8+"></div>
<meta http-equiv="refresh" content="0;url={out}/refresh"><meta charset=utf-8 http-equiv=refresh content="0;url={out}/refresh2">
</body></html>"""


@pytest.fixture
def stored(server: Server, database: Path) -> dict[str, str]:
    """Notices of two pages in the archive, their ids. `server` is the outside that nobody may call."""
    title, text = big_site.title(1), big_site.text(1)
    kept = {
        "hostile": HOSTILE.format(out=server.url, title=title, text=text),
        "large": f"<html><body><h1>{title}</h1>" + "<div>" * 100 + "<p>深</p>" * 20_000,
    }
    made = {name: notice(name, title, text) for name in kept}
    for name, html in kept.items():
        headers = [("Content-Type", "text/html; charset=utf-8"), ("Refresh", f"0;url={server.url}/header")]
        url = made[name].url
        made[name].pages = (Page("article", url, url, 200, headers, html.encode(), made[name].fetched_at),)
    store = Store(database)
    store.begin_run(ENGINE)
    assert store.keep_pages(folder_of(database)) == ""
    save(store, made.values())
    store.close()
    return {name: each.id for name, each in made.items()}


def test_what_is_framed_says_what_the_page_said_and_holds_nothing_that_acts(pages, stored, server, rows):  # noqa: F811
    beside = pages.get(f"/-/page/{stored['hostile']}")
    assert '<iframe sandbox=""' in beside.text and big_site.text(1)[:30] in beside.text and "2025-03-01" in beside.text
    assert "frame-src 'self'" in beside.headers["content-security-policy"]
    framed = pages.get(f"/-/archived/{stored['hostile']}/0")
    policy = framed.headers["content-security-policy"]
    assert policy.startswith("sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:")
    assert big_site.text(1)[:30] in framed.text and "提交" in framed.text
    head, _, styles = framed.text.partition("<style>")
    rest = head + styles.partition("</style>")[2].replace(f'style="background:url({server.url}/style)"', "")
    for word in (
        server.url,
        "<script",
        "<iframe",
        "<link",
        "<base",
        "http-equiv",
        "javascript:",
        " on",
        "<object",
        "svg+xml",
    ):
        assert word not in rest.replace(" one", ""), word
    assert pages.get(f"/-/archived/{stored['large']}/0").status == 200
    for path in (f"/-/archived/{stored['hostile']}/1", "/-/archived/0000/0", "/-/page/0000"):
        assert pages.get(path).status == 404, path
    record = rows("SELECT record_id FROM notices WHERE id = ?", stored["hostile"])[0][0]
    assert f"/-/page/{stored['hostile']}" in pages.get(f"/-/record/{record}").text


def test_in_a_browser_a_hostile_page_does_nothing(pages, stored, server):  # noqa: F811
    sync_api = pytest.importorskip("playwright.sync_api", reason="optional: pip install -r requirements-browser.txt")
    if not which("chromium"):
        pytest.skip("no chromium: apt-get install chromium")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=which("chromium"), args=["--no-sandbox"])
        for path in (f"/-/page/{stored['hostile']}", f"/-/archived/{stored['hostile']}/0"):
            page = browser.new_page(viewport={"width": 390, "height": 800})
            page.goto(pages.url + path)
            frame = page.frames[-1]
            assert big_site.text(1)[:30] in frame.locator("body").inner_text()
            if "/page/" in path:
                assert page.evaluate("document.documentElement.scrollWidth") <= 390
            for element in ("send", "away", "run"):
                frame.locator(f"#{element}").dispatch_event("click")
                frame.locator(f"#{element}").click(no_wait_after=True)
            page.wait_for_timeout(1000)
            assert "表格" in frame.locator("body").inner_text(), "it is still there"
            assert page.url == pages.url + path and len(page.context.pages) == 1
            assert page.title() != "run" and frame.title() != "run"
            page.close()
        page = browser.new_page()
        page.goto(f"{pages.url}/-/page/{stored['large']}")
        assert page.frames[-1].locator("p").count() == 20_000
        browser.close()
    assert server.asked == {}, "nobody outside was called"
