"""An article page gives its title, body, date and fields, whatever stands around them, and never another page's."""

from datetime import datetime, timedelta, timezone
from urllib.parse import unquote

import pytest
from hypothesis import given, settings, strategies as st
from lxml.html import fromstring

from crawler.read.article.article import read
from crawler.read.article.body import trim
from crawler.read.article.heading import heading_at
from crawler.read.article.lines import lines
from crawler.read.article.runs import densest_run
from crawler.read.article.voices import nearest
from crawler.sites import from_url

NOW = datetime(2025, 9, 1, 12, 0, tzinfo=timezone(timedelta(hours=8)))
URL = "https://www.qinghe.example.cn/zsyz/202508/t20250815_40312.html"
TITLE = "清河高新区举行三季度重点项目集中签约仪式"
PARAGRAPHS = (
    "8月15日上午，清河高新区三季度重点项目集中签约仪式在区会展中心举行，十二个项目现场签约，总投资八十六亿元。",
    "签约项目涵盖新能源汽车零部件、生物医药和智能装备三个方向，其中制造业项目九个，占总投资的八成以上。",
    "区管委会负责人表示，将为每个项目配备专班，从拿地、报建到投产全程跟踪，确保年内开工六个以上。",
)


HEAD = f"<title>{TITLE}_清河高新区管理委员会</title>"


def page(body: str, *, head: str = HEAD, above: str = "", below: str = "") -> str:
    menu = "".join(f'<li><a href="/{name}/">{name}</a></li>' for name in ("首页", "走进清河", "投资指南", "互动交流"))
    return f"""<!doctype html><html><head><meta charset="utf-8">{head}</head><body><ul class="top">{menu}</ul>
        <div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/zsyz/">招商引资</a> &gt; 正文</div>
        <div class="box"><h1>{TITLE}</h1>{above}<div class="x1">{body}</div>{below}</div>
        <div class="foot"><p>主办：清河高新区管理委员会　<a href="/map">网站地图</a></p><p>版权所有</p></div>
        </body></html>"""


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>　　{text}</p>" for text in texts or PARAGRAPHS)


def test_a_government_page_gives_every_field():
    above = """<div><span>发布时间：2025年08月15日 09:30</span> <span>来源：清河日报</span> <span>作者：林晓岚</span>
        <span>浏览：128次</span></div><div>所属地区：江苏-苏州-相城区</div>"""
    below = """<p>附件：<a href="./P020250815.pdf">签约项目清单</a></p><p>责任编辑：周敏</p>
        <p>上一篇：<a href="t20250814_40311.html">清河高新区召开安全生产会议</a></p>
        <p>下一篇：<a href="t20250816_40313.html">清河高新区发布人才新政</a></p>"""
    found = read(page(paragraphs(), above=above, below=below), URL, NOW)
    assert found.title == TITLE
    assert found.body.split("\n") == list(PARAGRAPHS)
    assert (found.published, found.published_raw) == ("2025-08-15T09:30", "2025年08月15日 09:30")
    assert (found.source, found.author, found.editor) == ("清河日报", "林晓岚", "周敏")
    assert found.region == "江苏-苏州-相城区"
    assert found.attachments == (("签约项目清单", "https://www.qinghe.example.cn/zsyz/202508/P020250815.pdf"),)
    assert found.next is None
    assert found.flags == ()


def test_the_list_of_other_articles_is_not_taken_however_long_its_summaries():
    others = "".join(
        f'<li><a href="/n/{n}.html">第{n}个园区发布招商手册并公布联系电话</a><p>{n}号园区近日发布招商手册，介绍厂房、'
        f"土地和税收奖励，并公布了{n}位专员的联系方式，欢迎企业来访洽谈，实地考察厂房和配套设施。</p></li>"
        for n in range(2, 30)
    )
    found = read(page(paragraphs(PARAGRAPHS[0]), below=f"<h3>相关阅读</h3><ul>{others}</ul>"), URL, NOW)
    assert found.body == PARAGRAPHS[0]


def test_headings_list_items_and_table_text_are_kept():
    body = f"""<p>{PARAGRAPHS[0]}</p><h3>一、签约项目的主要方向和投资规模</h3><p>{PARAGRAPHS[1]}</p>
        <ul><li>新能源汽车零部件项目五个，计划年内全部开工建设；</li><li>生物医药项目四个，计划明年一季度开工建设。</li></ul>
        <table><tr><td>项目名称</td><td>投资额</td></tr><tr><td>电驱系统生产基地</td><td>12亿元</td></tr></table>
        <p>{PARAGRAPHS[2]}</p>"""
    found = read(page(body), URL, NOW).body
    for text in ("一、签约项目的主要方向和投资规模", "生物医药项目四个", "电驱系统生产基地", *PARAGRAPHS):
        assert text in found


def test_a_row_of_a_table_is_one_line():
    import lxml.html

    table = lxml.html.fromstring("<table><tr><td>名称</td><td>投资额</td></tr><tr><td>甲</td><td>3亿</td></tr></table>")
    assert [line.text for line in lines(table)] == ["名称 投资额", "甲 3亿"]


def test_a_hidden_link_does_not_make_the_text_after_it_a_link():
    import lxml.html

    found = lines(lxml.html.fromstring('<div><a hidden href="/x">藏</a><p>这一段不是链接。</p></div>'))
    assert [(line.text, line.link) for line in found] == [("这一段不是链接。", False)]


def test_text_hidden_until_a_script_runs_is_read():
    found = read(page(f'<div style="visibility: hidden">{paragraphs()}</div>'), URL, NOW)
    assert found.body.split("\n") == list(PARAGRAPHS)


def test_the_heading_is_the_title_and_the_sites_name_is_not():
    assert read(page(paragraphs(), head="<title>清河高新区管理委员会门户网站</title>"), URL, NOW).title == TITLE


def test_a_title_cut_short_in_the_list_is_completed_by_the_page():
    head = "<title>清河高新区管理委员会门户网站</title>"
    assert read(page(paragraphs(), head=head), URL, NOW, title=TITLE[:12] + "…").title == TITLE


def test_without_a_heading_the_title_of_the_window_gives_up_its_sites_name():
    html = f"<html><head><title>{TITLE} - 清河高新区</title></head><body><div>{paragraphs()}</div></body></html>"
    assert read(html, URL, NOW).title == TITLE


@pytest.mark.parametrize(
    ("above", "head", "published"),
    [
        ("<p>发布日期：2025-08-15</p><p>成文日期：2025-07-01</p>", "", "2025-08-15"),
        ("<p>成文日期：2025-07-01</p><p>发布日期：2025-08-15</p>", "", "2025-08-15"),
        ("<p>更新时间：2025-08-20 　时间：2025-08-15</p>", "", "2025-08-15"),
        ("<p>2025-08-15 08:05　清河日报</p>", "", "2025-08-15T08:05"),
        ("<p>发布时间：2025年8月15日</p>", '<meta name="PubDate" content="2025-08-30">', "2025-08-15"),
        ("", '<meta name="PubDate" content="2025-08-15 10:00">', "2025-08-15T10:00"),
        ("<p>发布时间：3天前</p>", "", "2025-08-29"),
    ],
)
def test_the_date_labelled_near_the_title_comes_before_metadata(above, head, published):
    html = page(paragraphs(*PARAGRAPHS[1:]), head=f"<title>{TITLE}</title>{head}", above=above)
    assert read(html, "https://www.qinghe.example.cn/info/1.html", NOW).published == published


def test_a_page_without_any_date_has_none():
    html = page(paragraphs(*PARAGRAPHS[1:]))
    assert read(html, "https://www.qinghe.example.cn/info/1.html", NOW).published is None


def test_a_caption_that_names_the_source_of_a_picture_is_not_the_source():
    body = "<p>图片来源：视觉图库</p>" + paragraphs()
    assert read(page(body, below="<p>（来源：清河日报）</p>"), URL, NOW).source == "清河日报"


@pytest.mark.parametrize(
    ("url", "pager", "following"),
    [
        ("/n/t20250815_40312.html", '<a href="t20250815_40312_2.html">下一页</a>', "/n/t20250815_40312_2.html"),
        (
            "/n/t20250815_40312_2.html",
            '<a href="t20250815_40312.html">1</a> 2 <a href="t20250815_40312_3.html">下一页</a>',
            "/n/t20250815_40312_3.html",
        ),
        ("/a?id=7&page=2", '<a href="?id=7&page=1">上一页</a> <a href="?id=7&page=3">3</a>', "/a?id=7&page=3"),
        ("/a?id=7&page=3", '<a href="?id=7&page=2">2</a> 3', None),
        ("/n/detail_12.html", '<a href="detail_13.html">下一页</a>', None),
        ("/n/c_10.shtml", '<b>1</b> <a href="c_10_2.shtml">2</a> <a href="c_10_3.shtml">3</a>', "/n/c_10_2.shtml"),
        ("/show.php?id=7", '<a href="show.php?id=7&page=2">下页</a>', "/show.php?id=7&page=2"),
        ("/n/t1.html", '<script>createPageHTML(3, 0, "t1", "html");</script>', "/n/t1_1.html"),
        ("/n/t1_2.html", '<script>createPageHTML(3, 2, "t1", "html");</script>', None),
        ("/n/1001.html", '<a href="1002.html">下一页</a>', None),
        ("/n/t20250815_40312.html", '<a href="t20250815_40313.html">下一页</a>', None),
        ("/show.php?id=7", '<a href="show.php?id=8">下一页</a>', None),
        ("/n/t1.html", '下一篇：<a href="t1_2.html">清河高新区发布人才新政</a>', None),
        ("/n/t1_2.html", '<a href="t1_2.html">下一页</a> <a href="#">下一页</a>', None),
        ("/n/t1.html", '<a href="javascript:next()">下一页</a>', None),
        ("/show.asp?id=77", '[1] <a href="/show.asp?id=77&page=2">[2]</a>', "/show.asp?id=77&page=2"),
        ("/a/77.html", '<a href="77_2.html">第2页：产业</a> <a href="77_3.html">第3页：展望</a>', "/a/77_2.html"),
        ("/a/77.html", '<select><option value="77.html">第1页<option value="77_2.html">第2页</select>', "/a/77_2.html"),
        ("/a/77.html", '<a href="77_2.html">下 一 页</a>', "/a/77_2.html"),
        ("/a/t77/", '<a href="/a/t77/2/">下页</a>', "/a/t77/2/"),
        ("/a/t77/2/", '<a href="/a/t77/">1</a> <a href="/a/t77/3/">下页</a>', "/a/t77/3/"),
        ("/a/harbour-stories", '<a rel="next" href="/a/harbour-stories/2">Next page</a>', "/a/harbour-stories/2"),
        ("/news/12", '<a href="/news/">新闻</a> <a href="/news/13">›</a>', None),
        ("/2026/11/2", '<a href="/2026/11/">11月</a> <a href="/2026/11/3">下一页</a>', None),
        ("/a/77.html", '<a href="77_2.html">2025年报告</a>', None),
    ],
)
def test_next_is_the_same_article_and_never_the_next_one(url, pager, following):
    site = "https://www.qinghe.example.cn"
    found = read(page(paragraphs(), below=f"<div>{pager}</div>"), site + url, NOW).next
    assert found == (following and site + following)


def test_attachments_are_the_articles_files_and_not_the_sites():
    below = """<p>附件：1.<a href="/files/a.docx">申报表</a> 2.<a href="/down.jsp?file=b.xlsx">汇总表</a></p>
        <p><a href="/files/a.docx">申报表（重复）</a> <a href="/about.html">关于我们</a></p>"""
    below += '<footer><a href="/g.pdf">网站使用指南</a></footer>'
    html = page(paragraphs(), below=below)
    assert [name for name, _ in read(html, URL, NOW).attachments] == ["申报表", "汇总表"]


def test_pictures_are_the_contents_and_no_decoration():
    body = """<p><img src="/images/icon_cal.png"><img src="./W020250815.jpg" alt="签约 现场"></p>
        <p><img src="data:image/gif;base64,R0" data-original="/pics/b.png"><img src="/c.png" width="16"></p>
        <p><a href="/zt/"><img src="/banner-zt.jpg"></a><a href="./d_big.jpg"><img src="d.jpg"></a></p>"""
    html = page(body + paragraphs(), below='<footer><img src="/dzjg_red.jpg"><img src="/x.jpg"></footer>')
    html = html.replace('<ul class="top">', '<img src="/images/top.jpg"><ul class="top">', 1)
    site = "https://www.qinghe.example.cn"
    assert read(html, URL, NOW).pictures == (
        ("签约 现场", f"{site}/zsyz/202508/W020250815.jpg"),
        ("", f"{site}/pics/b.png"),
        ("", f"{site}/zsyz/202508/d.jpg"),
    )


@pytest.mark.parametrize(
    "picture",
    [
        '<img src="/loading.gif" data-srcset="/up/1.jpg 320w, /up/1-l.jpg 1200w">',
        '<img class="lazyload" src="data:image/gif;base64,R0" data-srcset="/up/1.jpg">',
        '<picture><source srcset="/up/1.jpg"><img src="/blank.png" class="lazy"></picture>',
        '<picture><source data-srcset="/up/1.jpg 1x, /up/2.jpg 2x"><img src="data:image/svg+xml;base64,PHN2"></picture>',
        '<img src="/spacer.gif" srcset="/up/1.jpg 800w">',
        '<noscript><img src="/up/1.jpg"></noscript><img class="lazy" src="/blank.png">',
    ],
)
def test_a_picture_that_waits_to_be_scrolled_to_is_shown(picture):
    """FreshRSS#8317 and #6993, graby#299: the placeholder counted as all there was, and the notice was refused."""
    found = read(page(f"<p>{picture}</p>"), URL, NOW)
    assert [address for _, address in found.pictures] == ["https://www.qinghe.example.cn/up/1.jpg"]


def test_a_page_of_a_picture_alone_has_that_picture_and_not_the_footers():
    below = '<p>版权所有：清河高新区管理委员会</p><p><img src="/images/gongan.png"></p>'
    found = read(page('<p><img src="poster.jpg"></p>', below=below), URL, NOW)
    assert [address.rsplit("/", 1)[1] for _, address in found.pictures] == ["poster.jpg"]


@pytest.mark.parametrize("name", ["footer", "page-foot", "footBox", "w100 foot_nav", "copyright"])
def test_a_box_that_is_called_the_frame_offers_nothing_of_the_article(name):
    links = '<a href="/privacy.docx">隐私声明</a><a href="/map.html">网站地图</a><img src="/images/gongan.jpg">'
    below = f'<p>附件：<a href="/files/a.docx">申报表</a></p><div class="{name}">{links}</div>'
    found = read(page(paragraphs(), below=below), URL, NOW)
    assert [name for name, _ in found.attachments] == ["申报表"] and found.pictures == ()


@pytest.mark.parametrize(
    "link",
    (
        '<a href="#" data-href="/files/a.docx">申报表.docx</a>',
        '<a title="申报表.docx" href="/files/a.docx">申报表.docx</a>',
        '<a download="申报表.docx" href="/files/a.docx">申报表.docx</a>',
        '<script>var files = [{"name": "申报表.docx", "url": "/files/a.docx"}];</script>',
    ),
)
def test_a_files_name_is_not_its_address(link):
    found = read(page(f"<p>请下载申报表，填写后报送。</p><p>{link}</p>"), URL, NOW)
    offered = {address for _, address in (*found.attachments, *(found.embedded.attachments if found.embedded else ()))}
    assert offered == {"https://www.qinghe.example.cn/files/a.docx"}


@pytest.mark.parametrize("name", ["footnotes", "attach-bottom"])
def test_a_box_of_notes_or_below_the_text_offers_files(name):
    below = f'<div class="{name}"><p><a href="/files/a.docx">申报表</a></p></div>'
    assert [name for name, _ in read(page(paragraphs(), below=below), URL, NOW).attachments] == ["申报表"]


def test_a_frames_name_on_a_box_around_the_article_says_nothing():
    html = page(paragraphs() + '<p><a href="/files/a.docx">申报表</a></p>')
    html = html.replace("<body>", '<body><div class="wrap footer-fixed">', 1).replace("</body>", "</div></body>", 1)
    assert [name for name, _ in read(html, URL, NOW).attachments] == ["申报表"]


@pytest.mark.parametrize("depth", [300, 1500])
def test_deep_nesting_within_the_parsers_limit_loses_nothing(depth):
    found = read(page("<div>" * depth + paragraphs() + "</div>" * depth), URL, NOW)
    assert found.body.split("\n") == list(PARAGRAPHS)
    assert "truncated-by-parser" not in found.flags


def test_nesting_beyond_the_parsers_limit_is_reported_and_its_text_read():
    found = read(page("<div>" * 200_000 + paragraphs() + "</div>" * 200_000), URL, NOW)
    assert "truncated-by-parser" in found.flags
    assert found.title == TITLE
    assert all(text in found.body for text in PARAGRAPHS)


def test_a_login_page_says_so():
    html = "<title>用户登录</title><form><p>请先登录后查看</p><input name=u><input type=password></form>"
    assert "login" in read(html, URL, NOW).flags


@pytest.mark.parametrize("html", ["", " ", "<html></html>", "<!-- 无 -->", "\x00", "<body><script>var a=1</script>"])
def test_a_page_without_text_is_empty_and_raises_nothing(html):
    found = read(html, URL, NOW, title="清单上的标题")
    assert (found.body, found.title) == ("", "清单上的标题")
    assert "empty" in found.flags


def test_a_pinned_selector_overrides_what_would_be_found():
    html = page(paragraphs(), below='<div class="note"><p>短注一行</p><p>短注二行</p></div>')
    site = from_url("https://www.qinghe.example.cn/", body=".note")
    assert read(html, URL, NOW, site=site).body == "短注一行\n短注二行"


MARKUP = st.lists(
    st.sampled_from(["<div>", "</div>", "<p>", "<table><tr><td>", "</td>", "<a href='http://[x'>", "</a>", "&#0;"])
    | st.text(max_size=20),
    max_size=30,
).map("".join)


@settings(max_examples=60, deadline=None)
@given(MARKUP)
def test_no_text_makes_it_raise(html):
    assert isinstance(read(html, "http://[不是地址", NOW).body, str)


@pytest.mark.parametrize(
    "line",
    (
        "【信息发布时间：2025-08-15　阅读次数：　【我要打印】 【关闭】",
        "最后更新: 2025-08-15 15:14:21",
        "2025-08-15 06:54",
        "您当前的位置： 首页 > 信息公开 > 正文",
    ),
)
def test_a_line_that_templates_write_above_the_text_is_no_text(line):
    assert read(page(f"<div>{line}</div>{paragraphs()}"), URL, NOW).body.split("\n") == list(PARAGRAPHS)
    assert trim(line, [TITLE]) == ""


def test_the_date_an_author_puts_above_a_speech_is_text():
    assert trim(f"2025年8月15日\n{PARAGRAPHS[0]}", [TITLE]) == f"2025年8月15日\n{PARAGRAPHS[0]}"


def test_the_title_repeated_below_the_text_is_no_text():
    assert read(page(paragraphs(*PARAGRAPHS, TITLE)), URL, NOW).body.split("\n") == list(PARAGRAPHS)


@pytest.mark.parametrize("tag", ("h1", "h5", "p", "td"))
@pytest.mark.parametrize("dated", ("发布时间：2025-08-12 来源：清河日报", "2025-08-12 10:13"))
def test_where_the_window_names_column_and_site_the_title_stands_above_the_date(tag, dated):
    heading = f"<table><tr><td>{TITLE}</td></tr></table>" if tag == "td" else f"<{tag}>{TITLE}</{tag}>"
    html = page(f"{heading}<div>{dated}</div>{paragraphs()}", head="<title>园区动态——清河高新区门户网站</title>")
    html = html.replace(f"<h1>{TITLE}</h1>", "", 1)
    found = read(html, "https://www.qinghe.example.cn/show.asp?id=7", NOW)
    assert (found.title, found.published[:10]) == (TITLE, "2025-08-12")
    assert found.body.split("\n") == list(PARAGRAPHS)


def test_a_signature_above_the_date_below_the_text_is_no_title():
    body = paragraphs(*PARAGRAPHS) + "<p>清河高新区管理委员会办公室</p><p>2025-08-12</p>"
    html = page(body, head="<title>通知公告</title>").replace(f"<h1>{TITLE}</h1>", "")
    assert read(html, URL, NOW).title == "通知公告"


def test_the_day_a_text_tells_of_is_not_its_publication():
    html = page(paragraphs("3月9日下午，管委会组织全体职工参加安全知识竞赛活动。", *PARAGRAPHS))
    assert read(html, URL, NOW).published == "2025-08-15"


@pytest.mark.parametrize("label", ("报名时间", "会议时间", "开标日期"))
def test_the_time_of_something_else_is_not_that_of_publication(label):
    html = page(paragraphs(f"（一）{label}：2025年9月16日至17日，上午9时至下午5时。", *PARAGRAPHS))
    assert read(html, URL, NOW).published == "2025-08-15"


def test_voices_that_hear_but_title_and_date_do_not_outvote_the_one_that_read_the_text(monkeypatch):
    monkeypatch.setattr("crawler.read.article.voices._trafilatura", lambda root, **mode: f"{TITLE}\n2025-08-15 03:40")
    links = "".join(f'<p><a href="http://a.example/{n}">http://a.example/covid-19-ethics/{n}</a></p>' for n in range(2))
    html = page(f"<p>2025-08-15 03:40</p>{paragraphs(*PARAGRAPHS)}{links}")
    assert read(html, URL, NOW).body.split("\n")[0] == PARAGRAPHS[0]


def test_an_empty_label_does_not_make_the_next_one_its_value():
    above = "<p>发布时间：2025-08-15　作者： 浏览次数：<span></span></p>"
    assert read(page(paragraphs(), above=above), URL, NOW).author is None


@pytest.mark.parametrize("said", ('var ct = "1755223200"', "var createTime = '2025-08-15 10:00'"))
def test_an_account_of_wechat_gives_date_and_source(said):
    html = f"""<html><head><meta property="og:title" content="{TITLE}"></head><body><h1 class="rich_media_title">{TITLE}</h1>
        <a id="js_name"> 投资清河 </a><em id="publish_time"></em><div id="js_content" style="visibility: hidden">{paragraphs()}
        </div><script>var nickname = "x"; {said};</script></body></html>"""
    found = read(html, "https://mp.weixin.qq.com/s/abc", NOW)
    assert found.published.startswith("2025-08-15T10:00")
    assert found.source == "投资清河"


def test_the_nearest_text_is_the_one_two_others_resemble():
    right, longer = "\n".join(PARAGRAPHS), "\n".join((*PARAGRAPHS, "热门推荐" * 3))
    assert nearest(((right, longer), (right,), ("完全不同的另外一段文字，与正文没有关系。",))) == right
    assert nearest((("", ""), ("",))) == ""


def test_two_voices_that_agree_on_a_line_of_furniture_do_not_outvote_the_one_that_read_the_text():
    text = "\n".join(PARAGRAPHS)
    assert nearest((("扫码关注我们", "扫码关注我们"), ("",), (text,))) == text
    assert nearest((("会议今日结束。", "会议今日结束。"), ("",), ("会议今日结束。责任编辑周敏",))) == "会议今日结束。"


@pytest.mark.parametrize(
    "above",
    ["2025-08-15 09:30来源：清河日报 作者：林晓岚", "来源于：招商服务中心", "现在位置：首页 >> 招商引资 >> 正文"],
)
def test_the_line_of_date_and_source_is_no_text(above):
    assert trim(f"{above}\n{PARAGRAPHS[0]}", [TITLE]) == PARAGRAPHS[0]
    assert trim(f"招商动态\n{TITLE}\n{above}\n{PARAGRAPHS[0]}", [TITLE]) == PARAGRAPHS[0]
    assert trim(PARAGRAPHS[0], [TITLE]) == PARAGRAPHS[0]


@given(st.lists(st.sampled_from([*PARAGRAPHS, "短", "责任编辑：周敏", "相关阅读"]), max_size=12))
def test_the_densest_run_is_made_of_the_texts_own_lines_in_order(texts):
    kept = iter(texts)
    run = densest_run("\n".join(texts), [], None)
    assert all(any(line == other for other in kept) for line in filter(None, run.split("\n")))


@pytest.mark.parametrize("wrap", ("<p>{}</p>", "<div class='col'><div><p>{}</p></div></div>"))
def test_what_stands_between_two_paragraphs_of_one_column_does_not_end_the_text(wrap):
    chart = "".join(f'<li><a href="/t/{n}">园区数据{n}</a></li>' for n in range(25))
    texts = [*PARAGRAPHS, *(f"第{n}批项目由区管委会组织评审，评审结果在门户网站公示七天。" for n in "一二三四")]
    marked = [wrap.format(text) for text in texts]
    html = "".join([*marked[:3], f"<ul>{chart}</ul>", *marked[3:]])
    assert densest_run("\n".join(texts), lines(fromstring(f"<div>{html}</div>")), None).split("\n") == texts


def test_a_title_found_nowhere_gives_no_heading():
    assert heading_at([], [TITLE]) is None


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("<a href=\"javascript:downloadFile('/files/f1.docx')\">申报表.docx</a>", "/files/f1.docx"),
        ("<a href='#' onclick=\"window.open('../files/名单.pdf')\">名单</a>", "/files/名单.pdf"),
        ("<a href='javascript:void(0)' onclick=\"down('7', '/download?id=7')\">附件：名单.xlsx</a>", "/download?id=7"),
        ("<a onclick='openFile(&quot;/u/2026/a.zip&quot;);return false;'>附件下载</a>", "/u/2026/a.zip"),
    ],
)
def test_a_file_that_only_a_script_opens_is_an_attachment(link, address):
    html = (
        f"<h1>关于申报的通知</h1><div class='con'><p>{'现将有关事项通知如下，请认真执行。' * 9}</p><p>{link}</p></div>"
    )
    found = [unquote(url) for _, url in read(html, "http://www.yunqi.example/a/7.html", NOW).attachments]
    assert found == ["http://www.yunqi.example" + address]


def test_a_script_that_opens_no_file_is_no_attachment():
    link = "<a href='#' onclick=\"share('微信', '/img/wx.png')\">分享.pdf到微信</a><a href=\"javascript:go('/list.html')\">返回</a>"
    html = (
        f"<h1>关于申报的通知</h1><div class='con'><p>{'现将有关事项通知如下，请认真执行。' * 9}</p><p>{link}</p></div>"
    )
    assert read(html, URL, NOW).attachments == ()


def test_an_element_called_by_a_control_character_costs_nothing():
    assert read("<A\x1f<div>0" + page(paragraphs()), URL, NOW).body.endswith(PARAGRAPHS[-1])
