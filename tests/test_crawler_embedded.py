"""Lists that a page carries in its data: found without running a script, and menus are none of them."""

from __future__ import annotations

import json
from datetime import date, datetime
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

import demo_markups
import pytest
from hypothesis import given, strategies as st

from crawler.addresses import asking
from crawler.demo import site
from crawler.read import embedded, endpoints, literals
from crawler.read.listing import listing, markup

NOW = datetime(2025, 8, 9, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
URL = "https://zs.example.gov.cn/tzgg/"
ROWS = [
    {"title": "甲区生物医药产业园签约项目公示", "url": "/art/1.html", "publishDate": "2025-08-06"},
    {"title": "乙区关于招商引资奖励办法的通知", "url": "/art/2.html", "publishDate": "2025-08-05"},
    {"title": "丙区新能源项目集中开工", "url": "/art/3.html", "publishDate": "2025-08-01"},
]
MENU = [{"title": name, "url": f"/{name}/"} for name in ("首页", "政务公开", "互动交流", "走进园区")]


def found(markup: str) -> list[tuple[str | None, str, str | None]]:
    return [(e.url, e.title, e.published) for e in embedded.find(f"<html><body>{markup}</body></html>", URL, NOW)]


def said(rows=ROWS) -> list[tuple[str, str, str]]:
    return [(f"https://zs.example.gov.cn{row['url']}", row["title"], row["publishDate"]) for row in rows]


def dump(value) -> str:
    return json.dumps(value, ensure_ascii=False).replace("</", "<\\/")


def script(value) -> str:
    return f"<script>var d = {dump(value)};</script>"


def endpoint(page: str) -> str | None:
    return endpoints.find(markup.parse(page), URL)


def test_the_demo_s_linked_data_lists_its_eight_notices():
    page = demo_markups.pages(date(2025, 8, 9))["/jsonld/"].body.decode()
    entries = embedded.find(page, "http://127.0.0.1/jsonld/", NOW)
    assert [(e.position, e.title, e.published) for e in entries] == [
        (at, notice.title, notice.published) for at, notice in enumerate(site.NOTICES, 1)
    ]


@pytest.mark.parametrize(
    "state",
    [
        '<script id="__NEXT_DATA__" type="application/json">{"props": {"menu": %(menu)s, "list": %(rows)s}}</script>',
        "<script>window.__INITIAL_STATE__ = {menu: %(menu)s, news: {list: %(rows)s}};</script>",
        "<script>window.__NUXT__={data:[{list:%(rows)s,total:3}],state:undefined,ssr:!0,};</script>",
        "<script>var menu = %(menu)s; var rows = %(rows)s; draw(rows);</script>",
        "<script>render({el: '#list', page: location.href, data: %(rows)s, done: function () { return 1; }});</script>",
        "<script>window.state = JSON.parse(%(quoted)s);</script>",
        '<script type="application/ld+json">{"@type": "CollectionPage", "mainEntity": {"@graph": %(rows)s}}</script>',
    ],
)
def test_state_that_a_page_carries_for_its_scripts(state):
    markup = state % {"rows": dump(ROWS), "menu": dump(MENU), "quoted": dump(dump({"rows": ROWS}))}
    assert found(markup) == said()


def test_javascript_literals_are_read_as_javascript_reads_them():
    source = r"""var list = [{title: '甲区\'云招商\'"首签"', url: "/art/1.html", time: '2025-08-06', hot: !0,},
                 {title: "乙区\x41项目", 'url': '/art/2.html', "time": "2025-08-05", top: undefined},];"""
    titles = ["甲区'云招商'\"首签\"", "乙区A项目"]
    assert [title for _url, title, _date in found(f"<script>{source}</script>")] == titles


def test_nuxt_s_flat_payload_is_unfolded():
    places = [{"title": at, "link": at + 1, "date": at + 2} for at in (4, 8)]
    flat = [["ShallowReactive", 1], {"list": 2}, [3, 7], places[0], *ROWS[0].values(), places[1], *ROWS[1].values()]
    assert found(f'<script type="application/json" id="__NUXT_DATA__">{dump(flat)}</script>') == said(ROWS[:2])


def test_rows_kept_in_an_xml_data_island():
    rows = [f'<li><a href="{r["url"]}">{r["title"]}</a><span>{r["publishDate"]}</span></li>' for r in ROWS]
    records = "".join(f"<record><![CDATA[{row}]]></record>" for row in rows)
    island = f'<script type="text/xml"><datastore><recordset>{records}</recordset></datastore></script>'
    assert found(f'<div id="list">{island}</div>') == said()


@pytest.mark.parametrize(
    "names",
    [
        ("headline", "url", "datePublished"),
        ("docTitle", "docPubUrl", "docRelTime"),
        ("TITLE", "LINKURL", "PUBDATE"),
        ("articleTitle", "article_url", "createTime"),
        ("title", "link", "publish_at"),
        ("name", "href", "time"),
        ("subject", "detailUrl", "releaseDate"),
    ],
)
def test_fields_by_the_names_that_systems_give_them(names):
    rows = [{"id": 7, "thumbUrl": "/x.jpg"} | dict(zip(names, row.values(), strict=True)) for row in ROWS]
    assert found(script(rows)) == said()


def test_the_published_date_is_preferred_to_the_modified_and_epochs_are_read():
    rows = [{**row, "updateTime": "2025-08-08", "publishDate": 1754409600000} for row in ROWS]
    assert {published[:10] for *_, published in found(script(rows))} == {"2025-08-06"}


def test_markup_in_fields_is_read_and_only_a_whole_text_is_a_body():
    long = f"<p>{'甲区与企业签订合作协议，总投资五亿元。' * 15}</p><p>项目明年投产。</p>"
    whole = {**ROWS[0], "title": "<em>甲区</em>签约&amp;开工", "content": long}
    rows = [whole, {**ROWS[1], "content": "奖励办法自发布之日起施行……"}]
    first, second = embedded.find(script(rows), URL, NOW)
    assert first.title == "甲区签约&开工"
    assert first.body.splitlines()[-1] == "项目明年投产。"
    assert first.summary is None
    assert (second.body, second.summary) == (None, "奖励办法自发布之日起施行……")


@pytest.mark.parametrize(
    "markup",
    [
        script(MENU),
        script(ROWS[:1]),
        script([]),
        script([{"imgUrl": f"/{n}.jpg", "date": "2025-08-01"} for n in range(5)]),
        script([{**row, "url": "javascript:alert(1)"} for row in ROWS]),
        "<script>var d = [{title: name(), url: '/a', date: now()}, {title: name(), url: '/b', date: now()}];</script>",
    ],
)
def test_what_is_no_list(markup):
    assert found(markup) == []


def test_rows_that_are_none_cost_no_other():
    """What an answer leaves out stands as null, an empty list, a row without its fields."""
    rows = [None, ROWS[0], {"title": None, "url": 7}, ROWS[1], ROWS[2]]
    assert [title for _, title, _ in found(script(rows))] == [row["title"] for row in ROWS]
    assert found(script([None, ROWS[0], "x", 3, ROWS[1]])) == []  # fewer rows than others


def test_breadcrumbs_are_no_list():
    crumbs = [{"@type": "ListItem", "name": m["title"], "item": m["url"]} for m in MENU]
    state = dump({"@type": "BreadcrumbList", "itemListElement": crumbs})
    assert found(f'<script type="application/ld+json">{state}</script>') == []


def test_what_linked_data_says_of_the_page_itself_is_no_list():
    site = [
        {"@type": "WebPage", "name": "座谈会召开", "@id": URL, "datePublished": "2025-08-06"},
        {"@type": "Article", "headline": "座谈会召开", "url": f"{URL}#article", "datePublished": "2025-08-06"},
        {"@type": "WebSite", "name": "投资促进网", "@id": "https://zs.example.gov.cn/#website"},
        {"@type": "Organization", "name": "投资促进局", "url": "https://zs.example.gov.cn/"},
    ]
    assert found(f'<script type="application/ld+json">{dump({"@graph": site})}</script>') == []


@pytest.mark.parametrize(
    ("call", "address"),
    [
        (r'x = {url: "\/api\/news\/list", id: 3};', "/api/news/list"),
        ('x.open("GET", list + id)', None),
        ('$.get("/information/about-us/", show)', None),
        ('x = {"url": "$context.content.list.url", "id": 3};', None),
        ('fetch("/api/news/list.json").then(show)', "/api/news/list.json"),
        ("$.getJSON('/data/notice.json', draw);", "/data/notice.json"),
        ("axios.get(`/api/articles?page=1`)", "/api/articles?page=1"),
        ("$.ajax({url: '/api/list?channel=3', type: 'GET', success: draw});", "/api/list?channel=3"),
        ("x.open('GET', '/search/query?p=1');", "/search/query?p=1"),
        ('fetch("/config/menu.json"); fetch("/tzgg/list.json")', "/tzgg/list.json"),
        ('fetch("/api/list/" + id)', None),
        ("fetch(`/api/list/${id}`)", None),
        ('fetch("/api/list", {method: "POST"})', None),
        ("$.ajax({type: 'post', url: '/api/list', data: {}});", None),
        ('fetch("https://elsewhere.example.com/api/list.json")', None),
        ('fetch("/api/logout")', None),
        ('fetch("/api/news/hits?id=3")', None),
        ('fetch("/static/list.js")', None),
        ('$("#a").attr("href", "/list/1.html")', None),
    ],
)
def test_an_endpoint_is_taken_only_where_reading_it_is_safe(call, address):
    expected = address and f"https://zs.example.gov.cn{address}"
    assert endpoint(f"<html><body><script>{call}</script></body></html>") == expected


def test_the_demo_s_script_names_the_list_that_it_builds():
    pages = demo_markups.pages(date(2025, 8, 9))
    page = markup.parse(pages["/script/"].body.decode())
    address = endpoints.find(page, "http://127.0.0.1:8/script/")
    assert address == "http://127.0.0.1:8/script/list.json"
    entries, following = embedded.read(pages["/script/list.json"].body.decode(), address, NOW)
    assert [(e.title, e.published) for e in entries] == [(n.title, n.published) for n in site.NOTICES]
    assert following is None


@pytest.mark.parametrize(
    ("answer", "query", "following"),
    [
        ({"rows": ROWS, "total": 9}, "?pageNo=1&pageSize=3", "?pageNo=2&pageSize=3"),
        ({"rows": ROWS, "total": 9}, "?pageNo=3&pageSize=3", None),
        ({"data": {"records": ROWS, "pages": 4, "current": 2}}, "?page=2", "?page=3"),
        ({"data": {"records": ROWS, "pages": 4, "current": 4}}, "?page=4", None),
        ({"list": ROWS, "hasMore": True}, "?c=5&p=7", "?c=5&p=8"),
        ({"results": ROWS, "next": "/api/list?cursor=b7"}, "?cursor=a1", "?cursor=b7"),
        ({"rows": ROWS, "total": 9}, "", None),
    ],
)
def test_the_next_page_of_an_answer(answer, query, following):
    base = "https://zs.example.gov.cn/api/list"
    entries, after = embedded.read(dump(answer), base + query, NOW)
    assert [(e.url, e.title, e.published) for e in entries] == said()
    assert after == (following and base + following)


@pytest.mark.parametrize(
    ("said", "query"),
    [({"next": "http://[b7"}, "?page=1"), ({"total": 9}, "?page=²"), ({"total": 9}, "?page=1&size=²")],
)
def test_an_answer_that_goes_on_nowhere_has_its_entries_still(said, query):
    entries, _ = embedded.read(dump({"rows": ROWS, **said}), "https://zs.example.gov.cn/api/list" + query, NOW)
    assert len(entries) == 3


@pytest.mark.parametrize(
    ("answer", "entries", "pages"),
    [
        ({"code": 200, "data": {"rows": ROWS, "total": 90}}, 90, 0),
        ({"list": ROWS, "totalCount": "90", "pageCount": 9}, 90, 9),
        ({"rows": [row | {"total": 7} for row in ROWS], "count": 7000}, 0, 0),
        ({"rows": ROWS}, 0, 0),
        (ROWS, 0, 0),
    ],
)
def test_what_an_answer_says_that_its_list_has(answer, entries, pages):
    said = embedded.said(f"call({dump(answer)});")
    assert (said.entries, said.pages) == (entries, pages) if said else not (entries or pages)


def test_an_answer_that_says_it_has_more_and_names_no_way_there_is_told(server, scrapy):
    """frederichchen/ToySpiders#3, stevedsun/landchina-spider#1: ten of ninety were read, and the run was ok."""
    rows = [{"title": f"第{n}号标准厂房招租公告", "url": f"/a/{n}", "time": f"2025-06-0{n}"} for n in range(1, 6)]
    text = "".join(f"<p>厂房层高六米，荷载一吨，第{n}层今日起公开招租，欢迎来电洽谈。</p>" for n in range(1, 6))
    server.pages = {f"/a/{n}": f"<h1>第{n}号标准厂房招租公告</h1>{text}<p>编号{n}{n}7。</p>" for n in range(1, 6)}
    for total, code in ((5, 0), (50, 2)):
        answer = dump({"data": {"rows": rows, "total": total}}).encode()
        server.pages["/api"] = (200, {"Content-Type": "application/json"}, answer)
        done = scrapy("run", "--url", f"{server.url}/api")
        assert done.returncode == code and ("says it has 50 entries" in done.stdout) == (code == 2), done.stdout


def test_the_next_page_that_is_posted_for_differs_in_its_number_only():
    posted = {"page": 1, "size": 3, "pinned": False, "word": None}
    asked = asking.address("https://zs.example.gov.cn/api/list", (), dump(posted))
    _, after = embedded.read(dump({"rows": ROWS, "total": 9}), asked, NOW)
    assert json.loads(asking.read(after).json) == {**posted, "page": 2}


def test_an_answer_may_be_wrapped_or_no_json_at_all():
    assert len(embedded.read(f"callback({dump(ROWS)});", URL, NOW)[0]) == 3
    assert len(embedded.read("\ufeff" + dump({"data": ROWS}), URL, NOW)[0]) == 3
    assert embedded.read("<html>请登录</html>", URL, NOW) == ((), None)
    assert embedded.read("[" * 100_000, URL, NOW) == ((), None)


@pytest.mark.parametrize(
    "markup",
    [
        f'<script type="application/json" id="__NUXT_DATA__">{dump([[at + 1, at + 1] for at in range(60)])}</script>',
        f"<script>x={'{a:' * 50_000}</script>",
        f"<script>x={'=[{' * 100_000}</script>",
        f"<script>{dump({'a' * 500_000: 1})}</script>",
        f'<script type="text/xml">{"<![CDATA[" * 100_000}</script>',
        f"<script>{'a.b+' * 100_000}</script>",
        f"<script>{'f(1,' * 100_000}</script>",
        f"<script>{'`${' * 100_000}</script>",
        f"<script>{'function f(' * 50_000}{'a={' * 50_000}</script>",
    ],
    ids=["doubling", "nesting", "beginnings", "key", "records", "sums", "calls", "templates", "functions"],
)
def test_data_made_to_take_for_ever_ends(markup):
    assert found(markup) == []


_keys = st.sampled_from(["title", "url", "date", "item", "@type"]) | st.text()
_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_keys, inner),
)


@given(_json)
def test_no_data_makes_it_raise(value):
    found(f'<script type="application/json">{dump(value)}</script>')
    embedded.read(dump([value, value]), URL, NOW)


@given(st.dictionaries(st.text(), st.none() | st.booleans() | st.integers() | st.text(), min_size=1))
def test_what_json_writes_is_read_back_from_a_script(value):
    assert value in list(literals.values(f"var a = {json.dumps(value)};", is_json=False))


@given(st.text())
def test_no_script_makes_it_raise(text):
    list(literals.values(f"a = [{{{text}", is_json=False))
    list(literals.values(text, is_json=False))


SCRIPTS = {
    "arrays filled one by one": (
        "urls[i]='/art/2025/10/{d}/art_1_{n}.html';headers[i]=\"<a href='/art/2025/10/{d}/art_1_{n}.html' title='{t}'>{c}</a>\";"
        "year[i]='2025';month[i]='10';day[i]='{d}';i++;\n",
        "/art/2025/10/{d}/art_1_{n}.html",
    ),
    "a function called for each": ("new title_array('{t}','/v/{n}.shtml','2025-10-{d}');\n", "/v/{n}.shtml"),
    "what is written": (
        "document.write('<li><a href=\"/w/{n}.html\">{t}</a>');document.write('<i>2025-10-{d}</i></li>');\n",
        "/w/{n}.html",
    ),
    "objects filled field by field": (
        "s{n}['TITLE']=\"{t}\";s{n}['URL']=\"/o/{n}.html\";s{n}['DATE']=\"2025-10-{d}\";\n",
        "/o/{n}.html",
    ),
}
BUILT = {
    "a template": ('data.map(x => `<a href="/d/${x.id}.html">${x.title}</a>`)', "/d/{n}.html"),
    "a sum with an index": ("s += '<a href=\"/view/'+d[i].id+'.html\">'+d[i].title+'</a>'", "/view/{n}.html"),
    "a sum with a query": ('window.open("/show?type=1&id=" + row.id)', "/show?type=1&id={n}"),
    "two fields": ("url = '/c/' + item.kind + '/' + item.id + '.html'", "/c/k7/{n}.html"),
}


def told(template: str, n: int) -> str:
    title = f"关于第{n}期重点产业项目推介会的通知"
    for name, value in (("{n}", str(n)), ("{d}", str(28 - n)), ("{t}", title), ("{c}", title[:8] + "...")):
        template = template.replace(name, value)
    return template


@pytest.mark.parametrize("kind", SCRIPTS)
def test_rows_that_a_script_makes_one_by_one_are_a_list(kind):
    row, address = SCRIPTS[kind]
    script = "".join(told(row, n) for n in range(5))
    found = listing.find(
        f"<html><body><div id='list'></div><script>{script}</script></body></html>", URL, NOW, pins=False
    )
    assert [(e.url, e.title, (e.published or "")[:10]) for e in found.entries] == [
        (urljoin(URL, told(address, n)), told("{t}", n), f"2025-10-{28 - n}") for n in range(5)
    ]


@pytest.mark.parametrize("kind", BUILT)
def test_addresses_that_a_script_puts_together_from_fields_are_read(kind):
    script, address = BUILT[kind]
    rows = [{"id": n, "kind": "k7", "title": told("{t}", n), "createTime": f"2025-10-{28 - n}"} for n in range(5)]
    page = f"<html><body><div id='list'></div><script>var d = {json.dumps(rows)};\n{script}</script></body></html>"
    found = listing.find(page, URL, NOW, pins=False)
    assert [(e.url, e.published) for e in found.entries] == [
        (urljoin(URL, told(address, n)), f"2025-10-{28 - n}") for n in range(5)
    ]


def test_json_in_a_field_of_json_is_read():
    rows = [{"title": told("{t}", n), "href": f"/x/{n}.html", "infodate": f"2025-10-{28 - n}"} for n in range(5)]
    for answer in ({"custom": json.dumps(rows), "status": {"code": 200}}, {"return": json.dumps({"Table": rows})}):
        found = listing.find(json.dumps(answer), URL, NOW, pins=False)
        assert [e.url for e in found.entries] == [urljoin(URL, f"/x/{n}.html") for n in range(5)]


POSTS = {
    "jQuery.post": (
        "$.post('/api/news/list', {pageNo: 1, channelId: '12'}, show);",
        (("pageNo", "1"), ("channelId", "12")),
        "",
    ),
    "ajax": (
        "$.ajax({url: '/api/news/list', type: 'POST', data: {pageNo: 1, channelId: '12'}, success: show});",
        (("pageNo", "1"), ("channelId", "12")),
        "",
    ),
    "axios": (
        "axios.post('/api/news/list', {pageNo: 1, channelId: 12}).then(show)",
        (),
        '{"pageNo": 1, "channelId": 12}',
    ),
    "fetch": (
        "fetch('/api/news/list', {method: 'POST', body: JSON.stringify({pageNo: 1, channelId: 12})})",
        (),
        '{"pageNo": 1, "channelId": 12}',
    ),
}


@pytest.mark.parametrize("kind", POSTS)
def test_a_list_that_is_posted_for_is_asked_as_the_script_asks(kind):
    script, form, text = POSTS[kind]
    asked = asking.read(endpoint(f"<html><body><div></div><script>{script}</script></body></html>") or "")
    assert (asked.url, asked.form, asked.json) == (urljoin(URL, "/api/news/list"), form, text)


@pytest.mark.parametrize(
    "script",
    [
        "$.post('/api/news/list', {pageNo: page}, show);",
        "$.post('/api/news/list', {word: 'x'}, show);",
        "$.post('/api/news/delete', {pageNo: 1}, show);",
        "$.post('/user/login', {pageNo: 1}, show);",
        "$.post('https://elsewhere.example/list', {pageNo: 1}, show);",
        "$.ajax({url: '/api/news/list', type: 'POST', data: $('#f').serialize()});",
    ],
)
def test_nothing_else_is_posted(script):
    assert endpoint(f"<html><body><div></div><script>{script}</script></body></html>") is None


def test_a_posted_list_is_walked_and_its_entries_have_the_addresses_of_the_script(scrapy, rows, server):
    script = (
        "axios.post('/api/list', {pageNo: 1, size: 3}).then(r => { r.data.rows.forEach(x => { "
        "html += '<a href=\"/v/' + x.id + '.html\">' + x.title + '</a>' }) })"
    )

    def answer(handler: object) -> object:
        at = json.loads(handler.sent)["pageNo"]
        ids = range(3 * at - 3, 3 * at)
        body = {
            "total": 6,
            "rows": [{"id": n, "title": told("{t}", n), "createTime": f"2025-10-{28 - n}"} for n in ids],
        }
        return 200, {"Content-Type": "application/json"}, json.dumps(body).encode()

    words = ("厂房", "仓库", "车间", "公寓", "码头", "铁路")
    server.pages = {
        "/list": f"<html><body><div id='l'></div><script>{script}</script></body></html>",
        "/api/list": answer,
    } | {
        f"/v/{n}.html": f"<html><body><h1>{told('{t}', n)}</h1>"
        + "".join(
            f"<p>{words[n]}第{k}条由第{k * 7 + n}科受理，租金按{k * 13 + n * 3}元核算，期限{k + n * 5 + 2}个月。</p>"
            for k in range(8)
        )
        + "</body></html>"
        for n in range(6)
    }
    done = scrapy("run", "--url", server.url + "/list")
    assert done.returncode == 0, done.stdout + done.stderr
    assert rows("SELECT count(*) FROM notices") == [(6,)]
    assert "nothing changed" in scrapy("run", "--url", server.url + "/list").stdout


def test_entries_that_only_a_script_can_open_are_kept_and_told(scrapy, rows, server):
    entries = "".join(
        f"<tr><td>{n}</td><td>P{n}</td><td><a href='javascript:void(0)' onclick=\"show(2018,'{n}')\">{told('{t}', n)}</a></td><td>2025-10-{28 - n}</td></tr>"
        for n in range(5)
    )
    server.pages["/list"] = f"<html><body><table>{entries}</table></body></html>"
    done = scrapy("run", "--url", server.url + "/list")
    assert done.returncode == 2 and "5 entries are opened by a script" in done.stdout, done.stdout + done.stderr
    assert rows("SELECT count(*), sum(length(body)) FROM notices WHERE published LIKE '2025-10-%'") == [(5, 0)]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"\ud83d", "\ufffd"),
        (r"\udE00", "\ufffd"),
        (r"\ud83d\ude00", "😀"),
        (r"\ude00\ud83d", "\ufffd\ufffd"),
        (r"\ud83d\u4e2d", "\ufffd中"),
        (r"\ud83d\ud83d\ude00", "\ufffd😀"),
    ],
)
def test_half_of_an_emoji_is_no_letter(written, read):
    assert literals.load(f'{{"title": "签约{written}"}}') == {"title": f"签约{read}"}


def test_a_list_in_json_with_titles_cut_within_an_emoji_is_stored(server, scrapy, rows):
    entries = [row | {"title": row["title"] + "\ud83d"} for row in ROWS]
    server.pages = {"/list": (200, {"Content-Type": "application/json"}, json.dumps({"rows": entries}).encode())}
    server.pages |= {
        row["url"]: f"<h1>{row['title']}</h1><p>{row['title']}，详情见附件说明，请各单位知悉。</p>" for row in ROWS
    }
    done = scrapy("run", "--url", f"{server.url}/list")
    assert done.returncode == 0, done.stderr
    assert rows("SELECT count(*) FROM notices") == [(3,)]
