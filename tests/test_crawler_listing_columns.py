"""Which column of a list is its date and what of a title is no title: told by what the columns hold, all rows together,
where no name or label says it."""

import pytest
from test_crawler_listing import DAYS, LINKS, NOW, TITLES, URL, page

from crawler.read.listing.listing import find

CLOSING = [
    f"2025-{month}-{day:02d}"
    for month, day in (("09", 12), ("10", 8), ("08", 30), ("09", 2), ("10", 20), ("08", 22), ("09", 30), ("08", 15))
]
NUMBERS = ["20250245", "20250576", "20250231", "20250812", "20250399", "20250120", "20250177", "20250604"]


def read(row, *columns, head="<table>", foot="</table>"):
    rows = zip(LINKS, TITLES, *columns, strict=True)
    found = find(page(head + "".join(row.format(*cells) for cells in rows) + foot), URL, NOW)
    return [(entry.title, (entry.published or "")[:10]) for entry in found.entries]


RIGHT = list(zip(TITLES, DAYS, strict=True))


@pytest.mark.parametrize(
    "row",
    [
        "<tr><td><a href='{0}'>{1}</a></td><td>{2}</td><td>{3}</td></tr>",
        "<tr><td>{2}</td><td>{3}</td><td><a href='{0}'>{1}</a></td></tr>",
        "<tr><td>{2}</td><td><a href='{0}'>{1}</a></td><td><span>{3}</span></td></tr>",
    ],
)
def test_the_column_that_the_list_is_sorted_by_is_its_date(row):
    assert read(row, CLOSING, DAYS) == RIGHT
    swapped = row.replace("{2}", "{x}").replace("{3}", "{2}").replace("{x}", "{3}")
    assert read(swapped, DAYS, CLOSING) == RIGHT


@pytest.mark.parametrize(
    "row",
    [
        "<tr><td>{2}</td><td><a href='{0}'>{1}</a></td><td>{3}</td></tr>",
        "<tr><td><a href='{0}'>{1}</a></td><td><a href='/p/{2}'>{2}</a></td><td>{3}</td></tr>",
        "<tr><td><span>{2}</span></td><td><span>{3}</span></td><td><a href='{0}'>{1}</a></td></tr>",
    ],
)
def test_a_number_of_eight_digits_that_no_calendar_has_is_no_date(row):
    assert read(row, NUMBERS, DAYS) == RIGHT


@pytest.mark.parametrize("said", ("载于{}的开发区公报：", "开发区公报 {} 出版", "第{}期简报"))
@pytest.mark.parametrize("frame", ("<p><strong>{}</strong></p>", "<div class='when'>{}</div>"))
def test_dates_between_runs_of_entries_are_theirs_when_all_are_framed_alike(said, frame):
    groups = (("2025年8月6日", range(0, 3)), ("2025年7月23日", range(3, 5)), ("2025年7月9日", range(5, 8)))
    main = "".join(
        frame.format(said.format(day))
        + "<ul>"
        + "".join(f"<li><a href='{LINKS[n]}'>{TITLES[n]}</a></li>" for n in rows)
        + "</ul>"
        for day, rows in groups
    )
    days = ["2025-08-06"] * 3 + ["2025-07-23"] * 2 + ["2025-07-09"] * 3
    found = find(page(main.replace("./202508/t2025080", "/a/")), URL, NOW)
    assert [(e.title, e.published) for e in found.entries] == list(zip(TITLES, days, strict=True))


@pytest.mark.parametrize("tail", (" {3}", "  {3} ZS/2", "　{3}"))
def test_a_date_that_ends_every_title_beside_a_column_of_dates_is_no_part_of_them(tail):
    filed = [day.replace("2025-08-0", "2025-07-1") for day in DAYS]
    row = "<tr><td>{2}</td><td><a href='{0}'>{1}" + tail + "</a></td></tr>"
    assert read(row, DAYS, filed) == RIGHT


def test_a_date_stays_in_the_titles_that_nothing_else_tells_apart():
    days = [day.replace("2025-08-0", "2025-07-1") if n % 2 else f"2025-06-1{n}" for n, day in enumerate(DAYS)]
    row = "<tr><td><a href='{0}'>园区空气质量日报 {3}</a></td><td>{2}</td></tr>"
    assert [title for title, _ in read(row, DAYS, days)] == [f"园区空气质量日报 {day}" for day in days]
    few = ["", "", "", " 2025-07-15", "", "", "", ""]
    row = "<tr><td><a href='{0}'>{1}{3}</a></td><td>{2}</td></tr>"
    assert read(row, DAYS, few)[3][0] == f"{TITLES[3]} 2025-07-15"


def test_a_dash_between_a_number_and_a_title_is_no_part_of_it():
    row = "<li><a href='{0}'>ZS{2}</a> - {1} <span>{3}</span></li>"
    assert read(row, NUMBERS, DAYS, head="<ul>", foot="</ul>") == RIGHT


@pytest.mark.parametrize("header", ("标题", "项目名称", "Title"))
def test_the_column_that_the_header_calls_the_title_is_it_wherever_it_stands(header):
    told = [f"第{n}招商组负责跟进，计划年内完成签约并启动建设的在谈项目" for n in "一二三四五六七八"]
    head = f"<table><tr><th>进展</th><th>{header}</th><th>发布日期</th><th>操作</th></tr>"
    row = "<tr><td>{2}</td><td>{1}</td><td>{3}</td><td><a href='{0}'>查看</a></td></tr>"
    assert read(row, told, DAYS, head=head) == RIGHT


@pytest.mark.parametrize("header", ("日期", "发布时间", "Date"))
def test_the_column_that_the_header_calls_a_date_is_it_where_few_rows_tell_no_order(header):
    head = f"<table><tr><th>备案号</th><th>名称</th><th>{header}</th></tr>"
    row = "<tr><td>{2}</td><td><a href='{0}'>{1}</a></td><td>{3}</td></tr>"
    rows = zip(LINKS[:4], TITLES, ("20250612", "20250118", "20250325", "20250401"), DAYS, strict=False)
    found = find(page(head + "".join(row.format(*cells) for cells in rows) + "</table>"), URL, NOW)
    assert [(entry.title, entry.published) for entry in found.entries] == RIGHT[:4]


@pytest.mark.parametrize("name", ("date", "pubdate", "time", "news-date"))
def test_the_date_that_the_page_calls_so_is_it_where_few_rows_tell_no_order(name):
    row = f"<li><a href='{{0}}'>{{1}}</a><span class='end'>{{2}}</span><span class='{name}'>{{3}}</span></li>"
    rows = zip(LINKS[:4], TITLES, CLOSING, DAYS, strict=False)
    found = find(page("<ul>" + "".join(row.format(*cells) for cells in rows) + "</ul>"), URL, NOW)
    assert [(entry.title, entry.published) for entry in found.entries] == RIGHT[:4]


@pytest.mark.parametrize("name", ("title", "biaoti", "news-title"))
def test_the_line_of_a_card_that_the_page_calls_its_title_is_it(name):
    told = [f"第{n}招商组负责跟进，计划年内完成签约并启动建设的在谈项目" for n in "一二三四五六七八"]
    card = f"<a class='card' href='{{0}}'><p class='sum'>{{2}}</p><p class='{name}'>{{1}}</p><p>{{3}}</p></a>"
    assert read(card, told, DAYS, head="<div>", foot="</div>") == RIGHT
