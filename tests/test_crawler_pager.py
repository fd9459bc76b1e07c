"""The next page of a list, and where a walk goes on: found in every dress a pager wears, never where there is none."""

from __future__ import annotations

import base64
from urllib.parse import quote_plus

import pytest
from hypothesis import given, strategies as st

from crawler.read.listing import markup
from crawler.read.pager.pager import further, next_page

LIST = "https://zs.example.gov.cn/tzgg/"


def following(html: str, url: str = LIST, seen: tuple[str, ...] = (), ask=next_page) -> str | None:
    rows = "".join(
        f'<li><a href="/art/2025/8/{n}/a{n}.html">招商项目第{n}号公告</a><i>2025-08-0{n}</i></li>' for n in (6, 7, 8)
    )
    page = f'<html><body><div class="nav"><a href="/">首页</a></div><ul>{rows}</ul>{html}</body></html>'
    return ask(markup.parse(page), url, seen)


@pytest.mark.parametrize(
    "said",
    [
        "下一页",
        "下页",
        "后一页",
        "下一頁",
        "下一页 >",
        "[下一页]",
        "【下一页】",
        "→ 下一页（共9页）",
        "下 一 页",
        "「次へ」",
        "后翻",
        "向后",
        "前进",
        "ถัดไป",
        "หน้าถัดไป",
        "下一页 &raquo;",
        "Next",
        "next &gt;",
        "Next Page »",
        "Weiter",
        "nächste Seite",
        "Suivant",
        "Siguiente »",
        "Próximo",
        "Avanti",
        "Volgende",
        "След.",
        "Вперёд",
        "次のページ",
        "다음",
    ],
)
def test_words_for_the_next_page(said):
    assert following(f'<p><a href="?cursor=b7">{said}</a></p>') == LIST + "?cursor=b7"


@pytest.mark.parametrize("sign", ["›", "&gt;", "»", "&gt;&gt;", "→", "❯"])
def test_signs_in_a_pager_lead_one_page_on(sign):
    assert following(f'<div><a href="index_2.html">{sign}</a></div>') == LIST + "index_2.html"


@pytest.mark.parametrize(
    "link",
    [
        '<a rel="next" href="?c=2"></a>',
        '<a aria-label="下一页" href="?c=2"><i></i></a>',
        '<a title="Next page" href="?c=2">·</a>',
        '<a href="?c=2"><img src="r.gif" alt="下一页"></a>',
        '<nav class="pagination"><a class="next" href="?c=2"><i></i>›</a></nav>',
        '<a href="javascript:;" onclick="query(this, \'?c=2\')">下一页</a>',
        '<a href="#" data-url="?c=2">下一页</a>',
        '<a href="javascript:void(0)" tagname="/tzgg/?c=2">下一页</a>',
        '<button data-href="?c=2">加载更多</button>',
        "<button onclick=\"location.href='?c=2'\">下一页</button>",
    ],
)
def test_labels_names_and_literal_scripts_tell_the_next_page(link):
    assert following(link) == LIST + "?c=2"


@pytest.mark.parametrize(
    "address",
    [
        "page/2",
        "?page=2",
        "?p=1",
        "index_1.html",
        "list_48_2.html",
        "?start=20",
        "p2",
        "?currentPage=2",
    ],
)
def test_load_more_counts_where_its_address_is_one_page_on(address):
    assert following(f'<a class="more" href="{address}">加载更多</a>') == LIST + address
    assert following('<a class="more" href="/zcwj/">更多</a>') is None


@pytest.mark.parametrize("said", ["Older posts", "« Older Entries", "Ältere Beiträge", "更早的文章", "過去の投稿"])
def test_older_says_when_and_the_page_which_way(said):
    assert following(f'<p><a href="?before=b7">{said}</a></p>') is None
    assert following(f'<p><a rel="prev" href="page/2/">{said}</a></p>') is None
    assert following(f'<div class="nav-previous"><a href="page/2/">{said}</a></div>') is None
    assert following(f'<div class="nav-previous"><a href="page/2/">{said}</a></div>', ask=further) == LIST + "page/2/"
    assert following(f'<p><a href="?before=b7">{said}</a></p>', ask=further) == LIST + "?before=b7"


@pytest.mark.parametrize(
    "older",
    [
        '<a class="next_posts" href="?before=b7">Older articles →</a>',
        '<a href="page/2/">Older articles</a>',
        '<a rel="next" href="?before=b7">更早的文章</a>',
    ],
)
def test_older_is_next_where_the_page_marks_or_numbers_it_so(older):
    assert following(older) is not None


def test_newer_is_never_where_a_walk_goes():
    newer = '<div class="nav-next"><a rel="next" href="page/2/">Newer posts →</a></div>'
    assert following(newer, LIST + "page/3/") is None and following(newer, LIST + "page/3/", ask=further) is None


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("info/page/8", "info/page/9"),
        ("index_1.html", "index_2.html"),
        ("list_48_2.html", "list_48_3.html"),
        ("?p=1", "?p=2"),
        ("?start=20&n=20", "?start=40&n=20"),
        ("t-5-9-1.shtml", "t-5-10-1.shtml"),
        ("?page=1239", "?page=1240"),
    ],
)
def test_numbered_pagers_lead_to_the_number_after_the_current(here, there):
    numbers = '<div><a href="first">7</a> {} <a href="{}">9</a> <a href="other">10</a></div>'
    marked, bare = (numbers.format(mark, LIST + there) for mark in ('<b class="current">8</b>', "<b>8</b>"))
    assert following(marked, LIST + here) == LIST + there
    assert following(bare + f'<a href="{LIST}{there}">Seite 9</a>', LIST + here) == LIST + there
    assert following(bare, LIST + here) is None
    assert following(bare, LIST + here, ask=further) == LIST + there


@pytest.mark.parametrize(
    "pager",
    [
        '<ul><li class="active"><a href="?p=1">1</a></li><li><a href="?p=2">2</a></li></ul>',
        '<ul><li><a aria-current="page" href="?p=1">1</a></li><li><a href="?p=2">2</a></li></ul>',
        '<div><a class="cur" href="?p=1">[1]</a><a href="?p=2">[2]</a><a href="?p=3">尾页</a></div>',
    ],
)
def test_the_current_number_is_told_by_its_mark(pager):
    assert following(pager) == LIST + "?p=2"


@pytest.mark.parametrize(
    "pager",
    [
        '<div><b>1</b> <a href="?p=2">2</a> | <a href="?p=3">3</a></div>',
        '<div>1 <a href="?p=2">2</a> <a href="?p=3">3</a></div>',
        '<div><a href="#">1</a><a href="?p=2">2</a><a href="?p=3">3</a></div>',
    ],
)
def test_a_walk_takes_the_number_without_a_link_for_the_current(pager):
    assert following(pager, ask=further) == LIST + "?p=2"


@pytest.mark.parametrize(
    ("script", "here", "there"),
    [
        ('createPageHTML(20, 0, "index", "shtml");', "", "index_1.shtml"),
        ('createPageHTML(20, 18, "index", "shtml");', "index_18.shtml", "index_19.shtml"),
        ('createPageHTML(20, 19, "index", "shtml");', "index_19.shtml", None),
        (
            "createPageHTML('pages', 17, 1, '/xx/common_list', 'shtml', 330);",
            "",
            "/xx/common_list_2.shtml",
        ),
        ("createPageHTML('pages', 17, 17, '/xx/common_list', 'shtml', 330);", "", None),
        (
            "var currentPage = 0; // 从0开始\nvar countPage = 3;\ndocument.write('index' + '_' + nextPage + '.html');",
            "index.html",
            "index_1.html",
        ),
        (
            "var currentPage = 0; var countPage = 3; document.write('index' + '_' + nextPage + '.' + 'htm');",
            "",
            "index_1.htm",
        ),
        (
            "var currentPage = 2;\nvar countPage = 3;\ndocument.write('index' + '_' + nextPage + '.html');",
            "index_2.html",
            None,
        ),
        ("var countPage = 1; var currentPage = 0; document.write('index_');", "index.html", None),
    ],
)
def test_pagers_that_scripts_write_on_government_sites(script, here, there):
    expected = there and (f"https://zs.example.gov.cn{there}" if there.startswith("/") else LIST + there)
    assert following(f"<script>{script}</script>", LIST + here) == expected


def test_a_pager_kept_in_base64_for_a_script_to_unpack():
    links = '<a href="/tzgg/index.html">上一页</a> <span>1</span> <a href="/tzgg/2.html">2</a> <a href="/tzgg/2.html">下一页</a>'
    packed = base64.b64encode(quote_plus(links).encode()).decode()
    assert following(f'<div id="pages">{packed}</div>', LIST + "index.html") == LIST + "2.html"
    assert following('<div id="pages">JTNDYStocmVm!</div><div>JTNDYStocmV</div><div>JTND</div>') is None


def test_systems_that_number_backwards_are_followed_by_their_words():
    first, second = "https://www.example.edu.cn/tzgg.htm", "https://www.example.edu.cn/tzgg/23.htm"
    assert following('<span class="p_next"><a href="tzgg/23.htm">下页</a></span>', first) == second
    assert following('<span class="p_next"><a href="22.htm">下页</a></span>', second).endswith("/tzgg/22.htm")


@pytest.mark.parametrize(
    "link",
    [
        '<a href="#">下一页</a>',
        '<a href="#top">下一页</a>',
        '<a href="javascript:void(0)">下一页</a>',
        "<a>下一页</a>",
        f'<a href="{LIST}">下一页</a>',
        '<a href="index.html#list">下一页</a>',
        '<a class="disabled" href="?p=2">下一页</a>',
        '<li class="next disabled"><a href="?p=2">下一页</a></li>',
        '<a aria-disabled="true" href="?p=2">Next</a>',
        '<a href="?p=9">上一页</a>',
        '<a href="index_20.html">尾页</a>',
        '<a href="index_20.html">末页</a>',
        '<a href="?p=20">Last »</a>',
        '<a href="/art/2025/8/9/a9.html">下一篇：招商项目第9号公告</a>',
        '<a rel="next" href="/art/a9.html">园区招商政策解读</a>',
        '<a href="/art/a9.html">Next article »</a>',
        '<a href="/art/a9.html">下一条</a>',
        '<a class="more" href="/xwzx/">更多&gt;&gt;</a>',
        '<a href="next.pdf">下一页</a>',
        '<a href="mailto:next@example.cn">Next</a>',
        '<div class="swiper"><a class="next" href="/x"></a></div>',
        '<head><link rel="next" title="园区招商政策解读" href="/art/a9.html"></head>',
    ],
)
def test_what_is_no_next_page(link):
    assert following(link) is None and following(link, ask=further) is None


@pytest.mark.parametrize(
    ("here", "link"),
    [
        ("events/2025/08/", '<a class="next" href="/tzgg/events/2025/09/">›</a>'),
        ("events/", '<a class="next" href="events/2025-09/">Next</a>'),
        ("?date=2025-08-09", '<a rel="next" href="?date=2025-08-10">Next</a>'),
        ("?year=2025&month=8", '<a href="?year=2025&month=9">&gt;</a>'),
        ("", '<table class="calendar"><tr><td><a href="?m=202509">下一页</a></td></tr></table>'),
        ("", '<a href="/2025/09/">Sep »</a>'),
        ("", '<p><a href="?d=2025-08-06">6</a> 7 <a href="?d=2025-08-08">8</a> <a href="?d=2025-08-09">9</a></p>'),
        ("", '<a class="next" href="?m=9">下个月</a>'),
    ],
)
def test_a_calendar_has_no_next_page(here, link):
    assert following(link, LIST + here) is None and following(link, LIST + here, ask=further) is None


def test_a_page_within_a_month_s_archive_goes_on():
    older = '<div class="nav-previous"><a href="/2025/08/page/2/">Older posts</a></div>'
    assert following(older, "https://blog.example.de/2025/08/", ask=further).endswith("/2025/08/page/2/")


@pytest.mark.parametrize("ask", [next_page, further])
def test_the_last_page_wrapping_round_to_the_first_ends_the_walk(ask):
    assert following('<a href="list_48_1.html">下一页</a>', LIST + "list_48_9.html", ask=ask) is None
    assert following('<a href="/tzgg/">下一页</a>', LIST + "index_9.html", ask=ask) is None


def test_an_address_seen_before_is_not_next():
    link = '<a href="index_2.html">下一页</a>'
    assert following(link, seen=(LIST + "index_2.html",)) is None
    assert following(link, seen=(LIST + "index_3.html",)) == LIST + "index_2.html"


def test_one_page_on_is_preferred_to_the_end():
    pager = '<div class="page"><a href="index_1.html">›</a><a href="index_19.html">»</a></div>'
    assert following(pager) == LIST + "index_1.html"


def test_a_declared_next_page_counts_unless_the_pager_in_sight_has_none():
    declared = '<link rel="next" href="?paged=2">'
    assert following(declared) == LIST + "?paged=2"
    assert following(declared + '<a href="?paged=1">上一页</a>', LIST + "?paged=9") is None


def test_a_base_counts_and_fragments_do_not():
    assert following('<base href="/lists/"><a href="page-2#top">下一页</a>') == "https://zs.example.gov.cn/lists/page-2"


@given(st.integers(1, 2000), st.sampled_from(["page/{}", "?p={}", "index_{}.html", "list_7_{}.shtml"]))
def test_walking_a_list_visits_every_page_once(pages, address):
    at = pages - 1 if pages > 1 else 1
    links = "".join(f'<a href="{LIST}{address.format(n)}">{n}</a>' for n in range(at, at + 3) if n != at)
    found = following(f"<div><span>{at}</span>{links}</div>", LIST + address.format(at), ask=further)
    assert found == LIST + address.format(at + 1)


@pytest.mark.parametrize(
    "markup",
    [
        f"<script>{'create' * 100_000}</script>",
        f"<script>{chr(10) * 300_000}x</script>",
        f'<a href="javascript:\'{"/" * 300_000}">下一页</a>',
        f"<div>{'<a href=?p=1>1</a>' * 20_000}</div>",
    ],
    ids=["create", "lines", "slashes", "numbers"],
)
def test_markup_made_to_take_for_ever_ends(markup):
    assert following(markup) is None and following(markup, ask=further) is None


@given(st.text(max_size=200), st.text(max_size=60))
def test_no_markup_makes_it_raise(text, href):
    following(
        f'<a href="{href}" onclick="{text}">下一页</a><script>createPageHTML({text}</script><base href="{text}">{text}'
    )


@pytest.mark.parametrize(
    "pager",
    [
        '<span class="c navactive">1</span><a class="c inactive" href="index_1.html">2</a>'
        '<a class="c inactive" href="index_1.html">下一页</a><a class="c inactive" href="index_9.html">下5页</a>',
        '<ul><li class="on">1</li><li class="inactive"><a href="index_1.html">2</a></li>'
        '<li class="inactive"><a href="index_1.html">下一页</a></li></ul>',
        '<b>1</b> <a class="nolink" href="index_1.html">2</a> <a class="nolink" href="index_1.html">Next</a>',
    ],
)
def test_what_every_number_of_a_pager_is_called_says_nothing_of_its_next_link(pager):
    assert (
        following(f'<div class="pages"><span class="c inactive">共108页</span>{pager}</div>') == LIST + "index_1.html"
    )


@pytest.mark.parametrize(
    "number", ['<a class="page" href="index_1.html">1</a>', '<a class="inactive" href="#">2</a>', ""]
)
def test_a_next_link_that_alone_is_called_inactive_leads_nowhere(number):
    assert following(f'<div class="pages">{number}<a class="inactive" href="index_3.html">下一页</a></div>') is None


@pytest.mark.parametrize(
    "pager",
    (
        "<map name='m'><area href='{}' alt='下一页'></map>",
        "<div class='infinite' data-next-url='{}'></div>",
        "<ul data-next-page-url='{}'></ul>",
        "<div hx-get='{}' hx-trigger='revealed'></div>",
        "<button hx-get='{}'>加载更多</button>",
    ),
)
def test_pictures_and_scrolls_name_their_next_page(pager):
    assert following(pager.format("index_2.html")) == LIST + "index_2.html"


@pytest.mark.parametrize("other", ("<div hx-get='/login' hx-trigger='click'></div>", "<div data-next='3'></div>"))
def test_what_a_script_loads_besides_is_no_next_page(other):
    assert following(other) is None
