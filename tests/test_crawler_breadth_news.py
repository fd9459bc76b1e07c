"""Articles as news sites and offices of counties write them: kinds that the fifth wave of tests/platforms showed, three
variants and more of each."""

from __future__ import annotations

import pytest
from yunqi import BODY, NOW, TEXT, TITLE, URL, lines, page

from crawler.read.article.article import read
from pipelines import credits


@pytest.mark.parametrize(
    "said",
    [
        "日　　期：2024-06-13　　来　　源：云栖日报　　作　　者：林晓岚",
        "<span>时 间：2024-06-13</span> <span>来 源：云栖日报</span> <span>作 者：林晓岚</span>",
        "发布 时间：2024年6月13日　来　源：云栖日报　作　者：林晓岚",
        "作 者：林晓岚　日&nbsp;&nbsp;&nbsp;期：2024/6/13　来&nbsp;&nbsp;源：云栖日报",
    ],
)
def test_spread_labels_say_what_closed_ones_do(said):
    found = page(f"<h1>{TITLE}</h1><p>{said}</p>")
    assert (found.published, found.source, found.author) == ("2024-06-13", "云栖日报", "林晓岚")
    assert lines(found) == BODY


@pytest.mark.parametrize(
    "day",
    [
        "<h6><a href='/d/'>2024年06月13日 10:46</a> <i class='fa fa-user'></i> 林晓岚 <i class='fa fa-eye'></i> 16</h6>",
        "<p><a href='/2024/06/13'>2024-06-13</a> <i class='icon-user'></i>林晓岚</p>",
        "<div><a href='/d/'>2024.06.13</a> <span class='glyphicon glyphicon-user'></span> 林晓岚 <a href='/c/'>招商</a></div>",
    ],
)
def test_a_day_that_is_a_link_is_a_day_and_the_name_behind_a_picture_a_writers(day):
    found = page(f"<h1>{TITLE}</h1>{day}")
    assert ((found.published or "")[:10], found.author) == ("2024-06-13", "林晓岚")


@pytest.mark.parametrize(
    "other",
    [
        "<p><a href='/a/8.html'>园区召开安全生产工作会议</a> <span>2024-05-09</span></p>",
        "<p><a href='/a/8.html'>2024年5月9日园区召开安全生产工作会议</a></p>",
    ],
)
def test_the_day_beside_another_articles_link_is_none(other):
    assert page(f"<h1>{TITLE}</h1>{other}").published is None


@pytest.mark.parametrize(
    "said",
    [
        "Time：2024-06-13　Source：云栖日报　Views：35",
        "Date: 2024-06-13 Source: 云栖日报 Author: 林晓岚",
        "Source: 云栖日报 Time: 2024-06-13 10:46 Hits: 7",
    ],
)
def test_labels_in_english_above_a_chinese_text(said):
    found = page(f"<h1>{TITLE}</h1><p>{said}</p>")
    assert ((found.published or "")[:10], found.source, lines(found)) == ("2024-06-13", "云栖日报", BODY)


@pytest.mark.parametrize(
    "said",
    [
        "文 | 林晓岚　图 | 周敏　2024.06.13",
        "2024-06-13　文｜林晓岚",
        "图文丨林晓岚 2024-06-13",
        "文字｜林晓岚　2024-06-13",
    ],
)
def test_who_wrote_it_behind_a_bar(said):
    assert page(f"<h1>{TITLE}</h1><p>{said}</p>").author == "林晓岚"


@pytest.mark.parametrize("name", ["系统管理员", "管理员", "系统帐户", "系统账户"])
def test_who_runs_a_site_is_nobody(name):
    assert credits.author(name) is None


@pytest.mark.parametrize(
    "heading",
    [
        "<table><tr><td align='center'><font size='5'>{}</font></td></tr><tr><td>来源于：云栖日报</td></tr></table>",
        "<p align='center'><b>{}</b></p><p align='center'>来源：云栖日报</p>",
        "<div style='font-size:22px'>{}</div><div>作者：林晓岚　来源：云栖日报</div>",
    ],
)
def test_a_large_line_above_a_source_is_the_heading_where_the_window_names_the_column(heading):
    found = page(
        heading.format(TITLE), window="通知公告 - 云栖高新区管委会", after="<p>发布日期：2024-06-13 责任编辑：周敏</p>"
    )
    assert (found.title, found.published, lines(found)) == (TITLE, "2024-06-13", BODY)


@pytest.mark.parametrize(
    "tabs",
    [
        "<ul class='tab-nav'><li class='on'>政策原文</li><li>政策图解</li><li>相关文件</li></ul>",
        "<div class='tabs'><span>正文</span><span>一图读懂</span></div>",
        "<div class='tab_hd'><div>文件原文</div><div>政策解读</div></div>",
        "<ul id='tabTitle'><li><a href='javascript:;'>原文</a></li><li>图解</li><li>附件</li></ul>",
    ],
)
def test_the_names_of_tabs_above_a_text_are_no_text(tabs):
    head = f"<h1>{TITLE}</h1><p>发布日期：2024-06-13　来源：云栖日报</p>"
    assert lines(page(head, inside=tabs)) == lines(page(head + tabs)) == BODY


@pytest.mark.parametrize(
    "player",
    [
        "<div><button>播放</button><span>00:00</span>/<span>03:21</span></div>",
        "<p>00:00 / 12:05</p>",
        "<p>0:00/0:00</p>",
    ],
)
def test_a_players_clock_is_no_text(player):
    assert lines(page(f"<h1>{TITLE}</h1><p>2024-06-13</p>", inside=player)) == BODY


@pytest.mark.parametrize("wait", ["正在加载中，请稍候...", "加载中……", "Loading...", "数据加载中"])
def test_what_a_page_says_while_it_loads_is_no_text(wait):
    assert lines(page(f"<h1>{TITLE}</h1><p>2024-06-13</p>", inside=f"<p>{wait}</p>")) == BODY


@pytest.mark.parametrize(
    "said",
    ["Ngày đăng: 13/06/2024", "Cập nhật ngày: 13/06/2024 10:46", "Posted on: 2024-06-13", "등록일자: 2024.06.13"],
)
def test_a_day_under_the_heading_with_a_foreign_label_is_no_text(said):
    found = page(f"<h1>{TITLE}</h1><p>{said}</p>")
    assert ((found.published or "")[:10], lines(found)) == ("2024-06-13", BODY)


@pytest.mark.parametrize(
    "foot",
    [
        "お問い合わせ先",
        "この記事に関するお問い合わせ",
        "関連リンク",
        "Tin liên quan",
        "Noticias relacionadas",
        "목록",
        "Weitere Meldungen",
    ],
)
def test_what_ends_an_article_abroad_is_no_text(foot):
    after = f"<div class='contact'><h2>{foot}</h2><p>電話 000-000-0000</p></div>"
    assert lines(page(f"<h1>{TITLE}</h1><p>2024-06-13</p>", after=after)) == BODY


@pytest.mark.parametrize("label", ["信息标题", "标题", "公告标题：", "文章标题"])
def test_a_form_whose_rows_are_label_and_value_names_the_article(label):
    form = (
        f"<table><tr><td>{label}</td><td>{TITLE}</td></tr><tr><td>发布日期</td><td>2024-06-13</td></tr>"
        "<tr><td>信息类型</td><td>园区招商</td></tr></table>"
    )
    found = page(form, window="通知公告 - 云栖高新区管委会")
    assert (found.title, found.published, lines(found)) == (TITLE, "2024-06-13", BODY)


@pytest.mark.parametrize(
    "said",
    [
        "<ul><li>公告日期：2024-06-13</li><li>公告类型：更正公告</li><li>发布机构：云栖日报</li></ul>",
        "<p>挂网时间：2024年06月13日　出处：云栖日报</p>",
        "<p>上网日期：2024/6/13 来源：云栖日报</p>",
        "<p>来源：云栖日报　见报日期：2024-06-13</p>",
        "<p>公告时间：2024年6月13日　来源：云栖日报</p>",
    ],
)
def test_a_notice_of_the_day_is_published_then(said):
    found = page(f"<h1>{TITLE}</h1>{said}")
    assert (found.published, found.source, lines(found)) == ("2024-06-13", "云栖日报", BODY)


@pytest.mark.parametrize(
    "line",
    ["首次公告日期：2024年5月6日", "公告时间：2024年6月14日至2024年6月20日", "公告期限：2024-06-14至2024-06-20"],
)
def test_days_that_a_notice_is_about_are_not_its_own_and_stay(line):
    found = page(f"<h1>{TITLE}</h1><p>发布时间：2024-06-13</p>", inside=f"<p>{line}</p>")
    assert (found.published, lines(found)) == ("2024-06-13", (line, *BODY))
    assert page(f"<h1>{TITLE}</h1>", inside=f"<p>{line}</p>").published is None


@pytest.mark.parametrize(
    "said",
    ["来源：云栖日报　记者 林晓岚", "本报记者 林晓岚　2024-06-13", "见习记者　林晓岚 | 2024-06-13", "记者：林晓岚"],
)
def test_the_reporter_beside_source_and_day_is_the_author(said):
    assert page(f"<h1>{TITLE}</h1><p>2024-06-13</p><p>{said}</p>").author == "林晓岚"


@pytest.mark.parametrize(
    "said", ["来源：云栖日报　记者 昨日获悉情况", "记者站 云栖", "记者 编辑 校对", "记者 来源：云栖日报"]
)
def test_what_is_said_of_reporters_is_no_author(said):
    assert page(f"<h1>{TITLE}</h1><p>2024-06-13</p><p>{said}</p>").author is None


@pytest.mark.parametrize(
    "said",
    [
        "<p><span>2024-06-13 10:46</span> <i class='icon-edit'></i> 来源：云栖日报</p>",
        "<p><span>2024-06-13</span> <span class='pen'></span><span>编辑：周敏</span></p>",
        "<p><em class='icon-user'></em> 作者： 时间：2024-06-13</p>",
    ],
)
def test_a_label_behind_a_picture_is_no_writer(said):
    assert page(f"<h1>{TITLE}</h1>{said}").author is None


@pytest.mark.parametrize(
    "talk",
    [
        "<div id='comments'><h3>评论（2）</h3><ul><li><b>网友甲</b> 2024-06-14 10:20<p>这个项目不错，希望早日建成投产，带动就业。</p></li></ul></div>",
        "<div class='comment-list'><p>李四：建议公布一下租金的标准，谢谢。</p><p>王五：什么时候可以去现场看房，电话没人接。</p></div>",
        "<h3>网友评论（3）</h3><ul><li>网友乙：层高六米够用了，希望交通再方便一些，公交线路多一点。</li><li>网友丙：支持园区的发展，期待早日入驻。</li></ul>",
        "<p>最新评论</p><p>张三：请问有没有一百平方米左右的小面积厂房，我们是初创企业。</p>",
        "<section class='article-comments'><p>欢迎各位读者留言，请遵守国家有关法律法规，文明上网，理性发言。</p></section>",
    ],
)
def test_what_readers_say_of_an_article_is_none_of_it(talk):
    assert lines(page(f"<h1>{TITLE}</h1><p>发布时间：2024-06-13</p>", after=talk)) == BODY


@pytest.mark.parametrize("name", ["comment", "ad", "article-comment", "has-comments"])
def test_a_name_that_lies_hides_no_text(name):
    html = f"<html><title>{TITLE}</title><body><h1>{TITLE}</h1><p>发布时间：2024-06-13</p><div class='{name}'>{TEXT}</div></body></html>"
    assert lines(read(html, URL, NOW)) == BODY


@pytest.mark.parametrize(
    "box",
    [
        "<div class=ad>{}</div>",
        "<div class='ad'>{}</div>",
        "<div id='guanggao'>{}</div>",
        "<div class='advertisement'><p>{}</p></div>",
    ],
)
def test_an_advertisement_between_paragraphs_is_none(box):
    said = box.format("北山银行惠企贷，最高可贷五百万元，线上申请当天放款，详询各网点客户经理。")
    html = f"<html><title>{TITLE}</title><body><h1>{TITLE}</h1><p>发布时间：2024-06-13</p><div class='con'><p>{BODY[0]}</p>{said}<p>{BODY[1]}</p><p>{BODY[2]}</p></div></body></html>"
    assert lines(read(html, URL, NOW)) == BODY


@pytest.mark.parametrize(
    "widget",
    [
        "今天是2026年11月28日 星期日 北山 晴 3℃～13℃ 您是第100003位访客",
        "您是本站第 2,310 位访问者",
        "今天是：2024年6月14日 星期五 农历五月初九",
        "当前在线人数：12 人",
    ],
)
def test_what_a_page_says_to_each_visitor_is_no_text(widget):
    assert lines(page(f"<h1>{TITLE}</h1><p>发布时间：2024-06-13</p>", after=f"<div class='w'>{widget}</div>")) == BODY


def test_a_sentence_that_speaks_of_today_is_text():
    said = "今天是2024年6月13日，我们在这里隆重集会，共同见证园区二期标准厂房项目的正式启动。"
    assert said in lines(page(f"<h1>{TITLE}</h1><p>发布时间：2024-06-13</p>", inside=f"<p>{said}</p>"))


@pytest.mark.parametrize(
    "said",
    [
        "October 21, 2024 | Source: 云栖投资促进局",
        "云栖投资促进局|2024-10-21|阅读 233",
        "二〇二四年十月二十一日　来源：云栖投资促进局",
        "云栖日报 | 21 Oct 2024",
        "云栖日报2024-10-21 10:20",
        "2024年10月21日（星期一）　来源：云栖投资促进局",
    ],
)
def test_a_day_among_bars_under_the_heading_is_no_text(said):
    found = page(f"<h1>{TITLE}</h1><p>{said}</p>")
    assert lines(found) == BODY
    assert (found.published or "")[:10] == "2024-10-21"


def test_a_first_sentence_with_bars_is_text():
    said = "2024年10月21日|云栖高新区召开专题会议，研究部署二期标准厂房招租工作。"
    assert said in lines(page(f"<h1>{TITLE}</h1>", inside=f"<p>{said}</p>"))


@pytest.mark.parametrize("heading", ["", f"<h2>{TITLE}</h2>", f"<h2>{TITLE}</h2><p>2024-06-13</p>", "<p>手机版</p>"])
def test_the_copy_for_telephones_is_read_once(heading):
    after = f"<div class='mobile'>{heading}<div>{TEXT}</div></div>"
    assert lines(page(f"<h1>{TITLE}</h1><p>发布时间：2024-06-13</p>", after=after)) == BODY


@pytest.mark.parametrize("said", ["长按识别二维码关注我们", "长按二维码关注", "扫码关注云栖发布"])
def test_whom_to_follow_is_no_text(said):
    assert (
        lines(page(f"<h1>{TITLE}</h1><p>发布时间：2024-06-13</p>", after=f"<p><img src='/qr.png'></p><p>{said}</p>"))
        == BODY
    )


def test_a_text_that_ends_as_it_began_stays_whole():
    inside = f"<p>{BODY[2]}</p>"
    assert lines(page(f"<h1>{TITLE}</h1><p>发布时间：2024-06-13</p>", inside=inside)) == (BODY[2], *BODY)


def test_a_box_that_has_comments_is_none_of_them():
    talk = (
        f"<div class='has-comments'><p>{BODY[0]}</p><p>{BODY[1]}</p></div><div class='comments'><p>{BODY[2]}</p></div>"
    )
    html = f"<html><title>{TITLE}</title><body><h1>{TITLE}</h1><p>发布时间：2024-06-13</p><p>{BODY[2]}</p>{talk}</body></html>"
    assert lines(read(html, URL, NOW))[:3] == (BODY[2], BODY[0], BODY[1])


@pytest.mark.parametrize(
    "said",
    [
        "<dl><dt>发布时间</dt><dd>2024-10-21</dd><dt>信息来源</dt><dd>云栖投资促进局</dd></dl>",
        "<table><tr><th>发布日期</th></tr><tr><td>2024-10-21</td></tr><tr><th>来源</th></tr><tr><td>云栖投资促进局</td></tr></table>",
        "<div><p><span>2024-10-21</span></p><p><span>来源</span></p><p>云栖投资促进局</p></div>",
        "<ul><li><i class='fa fa-clock-o'></i> 2024-10-21</li><li><i class='fa fa-eye'></i> 231</li></ul>",
    ],
)
def test_labels_without_a_colon_and_counters_under_the_heading_are_no_text(said):
    found = page(f"<h1>{TITLE}</h1>{said}")
    assert lines(found) == BODY
    assert (found.published or "")[:10] == "2024-10-21"


def test_a_number_or_a_word_that_begins_a_text_stays():
    assert lines(page(f"<h1>{TITLE}</h1><p>发布时间：2024-06-13</p>", inside="<p>时间</p>"))[0] == "时间"


@pytest.mark.parametrize("said", ["活动时间2024-10-21 10:20", "报名截止2024-10-21", "有效期至2024-10-21"])
def test_a_day_glued_to_what_it_is_of_is_no_publication(said):
    assert page(f"<h1>{TITLE}</h1><p>{said}</p>").published is None


def test_a_paragraph_in_a_box_called_comment_is_text():
    html = f"<html><title>{TITLE}</title><body><h1>{TITLE}</h1><p>发布时间：2024-06-13</p><div class='con'><p>{BODY[0]}</p><p>{BODY[1]}</p><div class='comment'><p>{BODY[2]}</p></div></div></body></html>"
    assert lines(read(html, URL, NOW)) == BODY
