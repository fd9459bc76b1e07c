"""Articles with their days, names and neighbours in unusual places: kinds that the sixth wave of tests/platforms showed,
three variants and more of each."""

from __future__ import annotations

import pytest
from yunqi import BODY, NOW, TEXT, TITLE, URL, lines, page

from crawler.read.article.article import read


@pytest.mark.parametrize(
    "said",
    [
        "<p>发布时间：<script>var pubTime = '2024-06-13 10:46:00'; document.write(pubTime);</script></p>",
        "<p>发布时间：<script>document.write('2024-06-13');</script></p>",
        "<p id='t'></p><script>var publishDate=\"2024-06-13\"; t.innerHTML = publishDate;</script>",
        "<p id='t'></p><script>var release_time = '2024-06-13 10:46';</script>",
    ],
)
def test_a_day_that_only_a_script_writes_is_a_guess(said):
    found = page(f"<h1>{TITLE}</h1>{said}")
    assert ((found.published or "")[:10], found.published_raw) == ("2024-06-13", None)


@pytest.mark.parametrize(
    "said",
    [
        "<p><span>发布时间：Jun 13, 2024 10:46:00 AM</span><span>来源：云栖日报</span></p>",
        "<p>发布日期：June 13, 2024　来源：云栖日报</p>",
        "<p>来源：云栖日报 时间: 13 June 2024</p>",
    ],
)
def test_a_day_in_english_words_behind_a_chinese_label(said):
    found = page(f"<h1>{TITLE}</h1>{said}")
    assert ((found.published or "")[:10], found.source, lines(found)) == ("2024-06-13", "云栖日报", BODY)


@pytest.mark.parametrize("said", [f"原标题：{TITLE}", "（原标题：园区厂房招租）", "原标题: 云栖园区厂房，公开招租啦！"])
def test_what_an_article_was_called_elsewhere_is_no_text(said):
    head = f"<h1>{TITLE}</h1><p>2024-06-13</p>"
    assert lines(page(head, inside=f"<p>{said}</p>")) == BODY
    assert lines(page(head, after=f"<p>{said}</p>")) == BODY


@pytest.mark.parametrize(
    "rows",
    [
        "<tr><td>信息分类</td><td>通知公告</td><td>发布机构</td><td>云栖日报</td></tr><tr><td>发布时间</td><td>2024-06-13</td></tr>",
        "<tr><td>索引号</td><td>014/2024-9</td></tr><tr><td>发布时间</td><td>2024-06-13</td><td>浏览次数</td><td>35</td></tr>",
        "<tr><td>发布时间</td><td>2024-06-13</td><td>来源</td><td>云栖日报</td></tr>",
    ],
)
def test_the_cell_above_a_table_of_labels_is_the_heading_and_no_label_is(rows):
    found = page(f"<table><tr><th colspan='4'>{TITLE}</th></tr>{rows}</table>", window="云栖高新区管委会")
    assert (found.title, found.published, lines(found)) == (TITLE, "2024-06-13", BODY)


@pytest.mark.parametrize(
    "said",
    [
        "撰稿：林晓岚　初审：何川　复审：吴越　终审：周敏　发布时间：2024-06-13",
        "审核：何川　作者：林晓岚　时间：2024-06-13",
        "供稿：林晓岚　校对：何川　2024-06-13",
        "编辑：周敏　作者：林晓岚　发布日期：2024-06-13",
    ],
)
def test_who_wrote_and_checked_it_above_the_text_is_no_text(said):
    found = page(f"<h1>{TITLE}</h1><p>{said}</p>")
    assert ((found.published or "")[:10], lines(found)) == ("2024-06-13", BODY)


@pytest.mark.parametrize(
    "aside",
    [
        "<aside><h4>专题推荐</h4><a href='/zt/1/'>园区招商推介会专题</a><a href='/zt/2/'>园区人才招聘专题</a></aside>",
        "<nav><p>本页目录</p><a href='#a'>一、申请条件</a><a href='#b'>二、办理流程</a></nav>",
        "<aside class='box'><p>园区宣传片上线</p><p>园区热线开通</p></aside>",
    ],
)
def test_what_markup_calls_beside_the_text_is_no_text(aside):
    assert lines(page(f"<h1>{TITLE}</h1><p>2024-06-13</p>", inside=aside)) == BODY


def test_a_text_that_stands_in_an_aside_is_read_all_the_same():
    html = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><aside>{TEXT}</aside></body></html>"
    assert lines(read(html, URL, NOW)) == BODY


@pytest.mark.parametrize(
    "said",
    [
        "云栖高新区门户网站 www.yunqi.example　　2024-06-13　　来源：云栖日报",
        "云栖日报 2024-06-13 阅读：{views}",
        "园区动态　2024年06月13日 10:46　来源：云栖日报　作者：林晓岚",
        "2024-06-13 10:46 浏览(35) 来源：云栖日报",
    ],
)
def test_a_line_of_a_name_a_day_and_labels_is_no_text(said):
    found = page(f"<h1>{TITLE}</h1><p>{said}</p>")
    assert ((found.published or "")[:10], found.source, lines(found)) == ("2024-06-13", "云栖日报", BODY)


def test_a_sentence_with_a_day_and_a_source_stays():
    line = "据云栖日报2024-06-10报道，园区新签约项目二十一个，来源于六个省市。"
    assert lines(page(f"<h1>{TITLE}</h1><p>2024-06-13</p>", inside=f"<p>{line}</p>")) == (line, *BODY)


@pytest.mark.parametrize(
    "said",
    [
        "《云栖日报》（2024年6月13日 第03版：园区）",
        "《云栖日报》(2024-06-13 A03版)",
        "《云栖日报》 （ 2024年06月13日）",
    ],
)
def test_a_papers_name_and_issue_are_source_and_day(said):
    found = page(f"<h1>{TITLE}</h1><p>{said}</p>")
    assert (found.published, found.source, lines(found)) == ("2024-06-13", "云栖日报", BODY)


@pytest.mark.parametrize(
    "said",
    [
        "以下文章来源于云栖日报 ，作者林晓岚",
        "以下文章来源于云栖日报，作者：林晓岚",
        "以下文章来源于 云栖日报 , 作者 林晓岚",
    ],
)
def test_whose_article_an_account_repeats(said):
    found = page(f"<h1>{TITLE}</h1><p>2024-06-13</p>", inside=f"<p>{said}</p>")
    assert (found.source, found.author, lines(found)) == ("云栖日报", "林晓岚", BODY)


@pytest.mark.parametrize("heading", ["网友评论", "全部评论（12）", "评论列表", "网友留言：", "发表评论"])
def test_what_readers_wrote_below_is_no_text(heading):
    said = "<li><b>园区小林</b><em>2024-11-02 03:15</em><p>建议多举办这样的招商推介活动，方便企业了解园区的各项政策。</p></li>"
    after = f"<div class='pl'><h4>{heading}</h4><ul>{said}{said.replace('小林', '小周')}</ul></div>"
    assert lines(page(f"<h1>{TITLE}</h1><p>2024-06-13</p>", after=after)) == BODY


@pytest.mark.parametrize(
    "window", ["云栖高新区管委会-通知公告-{}", "云栖高新区管委会 - {}", "云栖招商网_{}", "云栖区人民政府 | 公告 | {}"]
)
def test_a_window_that_names_the_site_first_names_the_article_last(window):
    assert page(f"<h4>{TITLE}</h4><p>2024-06-13</p>", window=window.format(TITLE)).title == TITLE
    assert page(f"<h4>另有一行小字</h4><p>{TITLE}</p><p>2024-06-13</p>", window=window.format(TITLE)).title == TITLE


@pytest.mark.parametrize(
    "said",
    [
        "<span class='time' data-time='2024-06-13 10:46:00'>6个月前</span> <span>云栖日报</span>",
        "<span title='2024-6-13 10:46'>6 个月前</span> <span>云栖日报</span>",
        "<em data-timestamp='1718246760'>172天前</em> <b>云栖日报</b>",
        "<i data-date='1718246760000'>半年前</i> <b>云栖日报</b>",
    ],
)
def test_a_day_in_an_attribute_of_what_says_how_long_ago(said):
    found = page(f"<h1>{TITLE}</h1><p>{said}</p>")
    assert ((found.published or "")[:10], found.source, lines(found)) == ("2024-06-13", "云栖日报", BODY)


def test_a_paragraph_that_stands_in_an_aside_between_others_is_text():
    inside = f"<p>{BODY[0]}</p><aside><p>{BODY[1]}</p></aside><p>{BODY[2]}</p>"
    html = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><p>2024-06-13</p><div>{inside}</div></body></html>"
    assert lines(read(html, URL, NOW)) == BODY
