"""Days that stand before or above what they are of: in running lines, over groups of entries, under months; tables of
few rows. Found on saved lists of courts and city offices; each variant was written down before it was tried."""

from __future__ import annotations

from itertools import groupby

import pytest
from hypothesis import given, settings, strategies as st
from test_crawler_listing_kinds import DAYS, ISO, TITLES, days, find, read, rows


def titles(found):
    return [entry.title for entry in found.entries]


@pytest.mark.parametrize(
    ("head", "entry", "foot"),
    [
        ("<div>", "{d} <a href='/a/{n}.html'>{t}</a><br>\n", "</div>"),
        ("<p>", "[{d}]&nbsp;<a href='/a/{n}.html'>{t}</a> 园区办公室<br/>", "</p>"),
        ("<div>", "<span>{y}年{m}月{D}日</span> <a href='/a/{n}.html'>{t}</a><br>", "</div>"),
        ("<table><tr><td>", "<font>{d}</font><br><font><a href='/a/{n}.html'>{t}</a></font><br>", "</td></tr></table>"),
        ("<hr><a href='/x.html'>政策文件检索</a><br><a href='/y.html'>今日发布的文件</a><br><hr>", "<br>发布日期：{d} 文号：云管{n}号<br>\n<a href='/a/{n}.html'>{t}</a><br>\n来源：办公室<br>\n", ""),
    ],
)  # fmt: skip
def test_a_day_in_running_lines_is_of_the_link_behind_it(head, entry, foot):
    assert days(read(entry, head, foot)) == ISO


@pytest.mark.parametrize(
    "entry",
    [
        "<a href='/a/{n}.html'>{t}</a> {d}<br>", "·<a href='/a/{n}.html'>{t}</a>（{d}）<br><br>",
        "<a href='/a/{n}.html'>{t}</a><br>发布日期：{d}<br>", "{n}、<a href='/a/{n}.html'>{t}</a>　{d}<br>",
    ],
)  # fmt: skip
def test_a_day_behind_its_link_stays_its(entry):
    assert days(read(entry, "<div>", "</div>")) == ISO


@pytest.mark.parametrize(
    "heading",
    [
        "<h4>{0:%Y}年{0:%m}月{0:%d}日 <a href='/day/{0:%d}.html'>当日全部</a></h4>", "<p><b>{0:%Y-%m-%d} – <a href='/pic/{0:%d}.html'>要点</a></b></p>",
        "<div class='t'><span>{0:%Y-%m-%d}</span><a href='/day/{0:%d}.html'>更多&gt;&gt;</a></div>",
    ],
)  # fmt: skip
@pytest.mark.parametrize("linked", ((0, 1, 2, 3), (1, 3)))
def test_a_heading_that_begins_with_a_day_may_hold_a_link(heading, linked):
    held = sorted(
        zip(sorted([*DAYS[:4], *DAYS[:2]], reverse=True), rows("<li><a href='/a/{n}.html'>{t}</a></li>"), strict=True),
        reverse=True,
    )
    main, told = "", []
    for number, (day, group) in enumerate(groupby(held, lambda pair: pair[0])):
        entries = [row for _, row in group]
        head = heading if number in linked else "<h4>{0:%Y-%m-%d}</h4>"
        main += f"{head.format(day)}<ul>{''.join(entries)}</ul>"
        told += [f"{day:%Y-%m-%d}"] * len(entries)
    found = find(f"<div>{main}</div>")
    assert len(found.entries) == len(TITLES) and days(found) == told


@pytest.mark.parametrize(
    ("month", "day", "entry"),
    [
        ("<h3>{}年{}月</h3>", "<dl><dt>{D}日</dt>", "<dd><a href='/a/{n}.html'>{t}</a></dd></dl>"),
        ("<h3>{}-{}</h3>", "<h5>{D} 日</h5><ul>", "<li><a href='/a/{n}.html'>{t}</a></li></ul>"),
        (
            "<div class='m'>{}年{}月</div>",
            "<div class='d'>{D}号</div>",
            "<div class='e'><a href='/a/{n}.html'>{t}</a></div>",
        ),
    ],
)
def test_a_day_alone_is_of_the_month_above_it(month, day, entry):
    main = "".join(
        month.format(one.year, f"{one.month:02d}") + row for one, row in zip(DAYS, rows(day + entry), strict=True)
    )
    assert days(find(f"<div>{main}</div>")) == ISO


@pytest.mark.parametrize(
    "entry", ("<li><i>{n}</i><a href='/a/{k}.html'>{t}</a></li>", "<li>({n}) <a href='/a/{k}.html'>{t}</a></li>")
)
@pytest.mark.parametrize("restarts", (True, False))
def test_numbers_that_count_entries_are_no_days_of_the_month_above_them(entry, restarts):
    main = ""
    for month in (9, 8):
        main += f"<h3>2025年{month}月</h3><ul>"
        for place, title in enumerate(TITLES[3 * (9 - month) :][:3], 1):
            number = place if restarts else place + 3 * (9 - month)
            main += entry.format(n=number, k=10 * month + place, t=title)
        main += "</ul>"
    assert days(find(f"<div>{main}</div>")) == ["2025-09"] * 3 + ["2025-08"] * 3


@pytest.mark.parametrize("lead", ("<b>{y}年{m}月{D}日</b>—{t}", "{d} – {t}", "<i>{d}</i>·{t}"))
def test_what_stands_between_a_day_and_a_title_is_no_part_of_it(lead):
    assert days(read(f"<li><a href='/a/{{n}}.html'>{lead}</a></li>")) == ISO


@pytest.mark.parametrize(
    "head",
    ("<td>标题</td><td>发布日期</td>", "<td><b>文件名称</b></td><td><b>时间</b></td>", "<td>题&nbsp;名</td><td></td>"),
)
@pytest.mark.parametrize("count", (2, 3))
def test_the_row_that_names_the_columns_is_no_entry_of_a_table_of_few_rows(head, count):
    entries = rows("<tr><td><a href='/a/{n}.html'>{t}</a></td><td>{d}</td></tr>")[:count]
    found = find(f"<table><tr>{head}</tr>{''.join(entries)}</table>")
    assert titles(found) == list(TITLES[:count]) and days(found) == ISO[:count]


@pytest.mark.parametrize(
    "head",
    (
        "<thead><tr><th>发布日期</th><th>标题</th><th>查看</th></tr></thead>",
        "<tr><td>日期</td><td>文件名称</td><td>操作</td></tr>",
    ),
)
def test_a_table_that_names_title_and_date_is_a_list_behind_a_long_introduction(head):
    said = "为方便企业和群众查阅，现将园区管理委员会近期印发的行政规范性文件集中公布如下，电子文本仅供参考。"
    entries = rows("<tr><td>{d}</td><td>{t}</td><td><a href='/a/{n}.pdf'>PDF</a></td></tr>")[:4]
    found = find(f"<div><p>{said * 5}</p><p>{said * 5}</p><table>{head}{''.join(entries)}</table></div>")
    assert titles(found) == list(TITLES[:4]) and days(found) == ISO[:4]


@pytest.mark.parametrize("tag", ("p", "li", "h4", "span"))
@pytest.mark.parametrize("undated", (None, 3))
@pytest.mark.parametrize("first", (True, False))
def test_a_day_in_an_element_beside_a_title_is_that_titles(tag, undated, first):
    main = ""
    for number, title in enumerate(rows(f"<{tag}><a href='/a/{{n}}.html'>{{t}}</a></{tag}>")):
        day = "" if number == undated else f"<{tag}>{ISO[number]}</{tag}>"
        main += day + title if first else title + day
    told = days(find(f"<div>{main}</div>"))
    assert [day for number, day in enumerate(told) if number != undated] == ISO[:undated] + ISO[4:] * (undated == 3)


@pytest.mark.parametrize(
    ("entry", "undated"),
    [
        ("<span>{d}</span><a href='/a/{n}.html'>{t}</a>", None),
        ("<img src='/dot.gif'><span>{d}</span> <a href='/a/{n}.html'>{t}</a><div class='line'></div>", None),
        ("<p>{d}</p><h3><a href='/a/{n}.html'>{t}</a></h3><p>园区就有关事项作出安排，欢迎申报。</p>", None),
        ("<p>{d}</p><h3><a href='/a/{n}.html'>{t}</a></h3><p>园区就有关事项作出安排，欢迎申报。</p>", 3),
    ],
)
def test_a_day_before_a_head_and_what_follows_it_is_that_heads(entry, undated):
    said = rows(entry)
    if undated:
        said[undated] = said[undated].replace(f"<p>{ISO[undated]}</p>", "")
    assert days(find(f"<div>{''.join(said)}</div>")) == [None if n == undated else day for n, day in enumerate(ISO)]


def test_an_entry_without_a_day_in_running_lines_stays_an_entry():
    said = [
        f"{'' if n == 3 else day} <a href='/a/{n}.html'>{title}</a><br>"
        for n, (day, title) in enumerate(zip(ISO, TITLES, strict=True))
    ]
    found = find(f"<div>{''.join(said)}</div>")
    assert titles(found) == list(TITLES) and days(found) == [None if n == 3 else day for n, day in enumerate(ISO)]


@pytest.mark.parametrize("day", ("周三 {d}", "星期三, {m}.{D}", "(周日){y}年{m}月{D}日"))
def test_a_weekday_before_a_day_is_no_hindrance(day):
    assert days(read(f"<li><span>{day}</span><a href='/{{y}}/{{n}}.html'>{{t}}</a></li>")) == ISO


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("<p><strong>{}</strong></p>", "<p><a href='/a/{n}.html'>{t}</a></p>"),
        ("<li class='h'>{}</li>", "<li><a href='/a/{n}.html'>{t}</a></li>"),
        ("<tr><td>{}</td></tr>", "<tr><td><a href='/a/{n}.html'>{t}</a></td></tr>"),
    ],
)
def test_a_line_that_names_the_entries_below_it_is_none_of_them(name, entry):
    told = rows(entry)
    parts = [
        name.format(said) + "".join(told[at : at + 2]) for at, said in ((0, "综合政策"), (2, "产业政策"), (4, "人才"))
    ]
    box = "table" if "<tr>" in entry else "div"
    assert titles(find(f"<{box} class='zt'>{''.join(parts)}</{box}>")) == list(TITLES)


HOT = "".join(
    f"<li><a href='/b/{n}.html'>园区第{n}季度重点产业项目集中签约活动</a><span>2025-10-{28 - n}</span></li>"
    for n in range(12)
)


@pytest.mark.parametrize(
    "heading",
    (
        "<h3>热点排行</h3>",
        "<div class='t'><h4>点击排行榜</h4><a href='/hot/'>更多&gt;&gt;</a></div>",
        "<p>推荐阅读</p>",
    ),
)
@pytest.mark.parametrize("order", ("{main}{hot}", "{hot}{main}"))
def test_a_longer_list_of_what_is_read_most_is_not_the_page_s_own(heading, order):
    own = "".join(rows("<li><a href='/a/{n}.html'>{t}</a><span>{d}</span></li>")[:4])
    main, hot = (
        f"<div class='r'><h2>通知公告</h2><ul class='lb'>{own}</ul></div>",
        f"<div class='l'>{heading}<ul class='ph'>{HOT}</ul></div>",
    )
    assert titles(find(order.format(main=main, hot=hot))) == list(TITLES[:4])


def test_a_list_of_what_is_read_most_is_read_where_it_is_alone():
    assert len(find(f"<div class='l'><h3>热点排行</h3><ul class='ph'>{HOT}</ul></div>").entries) == 12


MENU = "<ul class='m'><li><a href='/gk/'>园区概况</a></li><li><a href='/xw/'>园区新闻</a></li></ul>"


@settings(max_examples=80, deadline=None)
@given(
    day=st.sampled_from(["{d}", "<span>{d}</span>", "<p>[{d}]</p>", "<b class='rq'>发布日期：{d}</b>", "<li>{d}</li>"]),
    title=st.sampled_from(
        ["{a}", "<p>{a}</p>", "<h3>{a}</h3>", "·<span class='bt'>{a}</span>", "<img src='/d.gif'><li>{a}</li>"]
    ),
    first=st.booleans(),
    between=st.sampled_from([" ", "<br>"]),
    behind=st.sampled_from(["", "<span>园区办公室</span>", "<p>园区就有关事项作出安排，欢迎申报。</p>"]),
    apart=st.sampled_from(["<br>", "<br><br>", "<hr>", "<div class='line'></div>"]),
    around=st.sampled_from(
        [
            "<div>{}</div>",
            "<table><tr><td>{}</td></tr></table>",
            MENU + "{}",
            "<div><p>更新时间：2025-10-30</p>{}</div>",
        ]
    ),
)
def test_titles_and_days_that_follow_each_other_are_put_together_however_written(
    day, title, first, between, behind, apart, around
):
    title = title.replace("{a}", "<a href='/a/{n}.html'>{t}</a>")
    entry = (f"{day}{between}{title}" if first else f"{title}{between}{day}") + behind + apart
    found = find(around.format("".join(rows(entry))))
    assert titles(found) == list(TITLES) and days(found) == ISO
