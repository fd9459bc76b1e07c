"""Dates: what pipelines.dates reads from a list's text, an address and a document's own words."""

from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import example, given, settings, strategies as st

from pipelines.dates import from_url, parse, reason
from pipelines.documents import document_date, document_number

NOW = datetime(2023, 11, 20, 16, 45, tzinfo=timezone(timedelta(hours=8)))
TABLE = [line.split("\t") for line in Path(__file__).with_name("dates_forms.tsv").read_text("utf-8").splitlines()[2:]]
REASONS = {"impossible": "impossible", "absurd": "absurd", "no date": "no-date"}
DIGITS = "〇一二三四五六七八九"
ENGLISH, GERMAN, FRENCH, SPANISH, POLISH = map(
    str.split,
    (
        "January February March April May June July August September October November December",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    ),
)


def chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十") + (DIGITS[ones] if ones else "")


def chinese_year(year: int) -> str:
    return "".join(DIGITS[int(digit)] for digit in str(year))


def full_width(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


ABSOLUTE = {
    "iso": lambda d: d.isoformat(),
    "slashes": lambda d: f"{d:%Y/%m/%d}",
    "dots without zeros": lambda d: f"{d.year}.{d.month}.{d.day}",
    "spaced": lambda d: f"{d:%Y - %m - %d}",
    "mixed": lambda d: f"{d:%Y-%m/%d}",
    "compact": lambda d: f"{d:%Y%m%d}",
    "full width": lambda d: full_width(f"{d:%Y-%m-%d}"),
    "年月日": lambda d: f"{d.year}年{d.month}月{d.day}日",
    "年月号 spaced": lambda d: f"{d.year} 年 {d.month} 月 {d.day} 号",
    "Chinese numerals": lambda d: f"{chinese_year(d.year)}年{chinese(d.month)}月{chinese(d.day)}日",
    "零": lambda d: f"{chinese_year(d.year)}年{chinese(d.month)}月{chinese(d.day)}日".replace("〇", "零"),
    "民國": lambda d: f"中華民國{d.year - 1911}年{d.month}月{d.day}日",
    "two-digit year": lambda d: f"{d:%y-%m-%d}",
    "day over month": lambda d: f"{d:%d %Y-%m}",
    "bracketed": lambda d: f"[{d}]",
    "labelled": lambda d: f"发布日期：{d} 浏览：1024",
    "dotted, day first": lambda d: f"{d:%d.%m.%Y}",
    "English": lambda d: f"{ENGLISH[d.month - 1]} {d.day}, {d.year}",
    "English, short": lambda d: f"{d.day:02} {ENGLISH[d.month - 1][:3]} {d.year}",
    "German": lambda d: f"{d.day}. {GERMAN[d.month - 1]} {d.year}",
    "French": lambda d: f"{'1er' if d.day == 1 else d.day} {FRENCH[d.month - 1]} {d.year}",
    "Spanish": lambda d: f"{d.day} de {SPANISH[d.month - 1]} de {d.year}",
    "Polish": lambda d: f"{d.day} {POLISH[d.month - 1]} {d.year}",
}
dates = st.dates(date(1990, 1, 1), date(2030, 12, 31))
times = st.times().map(lambda time: time.replace(microsecond=0))


def test_the_table_is_large_and_says_nothing_twice():
    assert len(TABLE) >= 200
    assert len({text for _, text, _ in TABLE}) == len(TABLE)


@pytest.mark.parametrize(("kind", "text", "expected"), TABLE)
def test_every_string_of_the_table_is_read_as_expected(kind, text, expected):
    assert parse(text, NOW) == (expected or None)
    assert reason(text, NOW) == (None if expected else REASONS[kind])


@pytest.mark.parametrize("form", ABSOLUTE)
@settings(max_examples=60, deadline=None)
@given(day=dates)
def test_every_day_from_1990_to_2030_comes_back_from_every_absolute_form(form, day):
    assert parse(ABSOLUTE[form](day), datetime(2031, 1, 1)) == day.isoformat()


@settings(max_examples=200, deadline=None)
@given(day=dates, time=times, hours=st.integers(-12, 14))
def test_a_moment_comes_back_whatever_the_offset_it_is_written_with(day, time, hours):
    moment = datetime.combine(day, time, timezone(timedelta(hours=8)))
    elsewhere = moment.astimezone(timezone(timedelta(hours=hours)))
    expected = moment.replace(tzinfo=None).isoformat()
    assert parse(elsewhere.isoformat(timespec="seconds"), datetime(2031, 1, 1)) == expected
    assert parse(f"{day} {time:%H:%M:%S}", datetime(2031, 1, 1)) == expected
    assert parse(f"{day.year}年{day.month}月{day.day}日 {time:%H:%M}", datetime(2031, 1, 1)) == expected[:16]


@given(day=dates, since=st.integers(0, 364))
def test_a_day_without_its_year_is_the_latest_that_is_not_ahead(day, since):
    now = datetime.combine(day + timedelta(days=since), datetime.min.time())
    latest = parse(f"{day:%m-%d}", now)
    assert latest == parse(f"{day.month}月{day.day}日", now)
    assert latest == day.isoformat()


@settings(max_examples=300, deadline=None)
@given(
    text=st.text()
    | st.text("0123456789零〇一二三十百年月日号前天周上下午时点分 :-/.,tz+{}民国令和augmay[]()今昨半个几", max_size=40)
)
@example("9999-12-31 24:00")
@example("9999年前")
@example("今年0月0日")
@example("上月31日")
@example("\ud800\x00")
def test_arbitrary_text_never_raises_and_gives_iso_or_a_reason(text):
    found = parse(text, NOW)
    assert (found is None) == (reason(text, NOW) is not None)
    if found:
        datetime.fromisoformat(found if len(found) > 7 else f"{found}-01")


@settings(max_examples=200, deadline=None)
@given(
    title=st.text(),
    body=st.text() | st.text("〇一二三十民国年月日1920在会上（）通过政府成文日期：〔〕号\n", max_size=60),
)
@example("", "民国九年九月九日在会上")
def test_arbitrary_documents_never_raise(title, body):
    day = document_date(title, body)
    assert day is None or date.fromisoformat(day)
    assert document_number(title, body) != ""


def test_a_naive_fetch_time_is_taken_as_shanghai():
    assert parse("2小时前", datetime(2023, 11, 20, 16, 45)) == parse("2小时前", NOW)
    assert parse("今天", NOW.astimezone(timezone.utc).replace(hour=23)) == "2023-11-21"


def test_an_old_fetch_time_gives_an_old_answer_on_replay():
    assert parse("昨天 18:05", datetime(2013, 1, 1, 9)) == "2012-12-31T18:05"


def test_a_long_text_is_read_in_bounded_time():
    assert parse("招商" * 50_000 + "2023-11-09", NOW) is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://paper.example.cn/html/2023-11/09/node_2.htm", "2023-11-09"),
        ("https://gov.example.cn/art/2023/11/9/art_811_40.html", "2023-11-09"),
        ("https://gov.example.cn/zwgk/202311/t20231109_4021.html", "2023-11-09"),
        ("https://gov.example.cn/2023/1109/c12a3456/page.htm", "2023-11-09"),
        ("https://gov.example.cn/202311/09/content.html", "2023-11-09"),
        ("https://gov.example.cn/info/1024/20231.htm", None),
        ("https://gov.example.cn/2023/13/45/", None),
        ("https://gov.example.cn/detail/4420231109.html", None),
        ("https://gov.example.cn/list?from=2023-11-09", None),
    ],
)
def test_an_address_gives_the_day_in_its_path(url, expected):
    assert from_url(url) == expected


ORDER = "各乡镇人民政府：\n  现将有关事项通知如下。\n  {}\n  {}\n附件：任务分工表"
SPEECH = "{}在南湖县第十届人民代表大会第二次会议上县长陈晓各位代表：现在，我向大会报告工作。"


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("2019年南湖县政府工作报告", SPEECH.format("2019年2月18日"), "2019-02-18"),
        ("政府工作报告", "——２０１９年２月１８日在南湖县人民代表大会第二次会议上\n县长 陈晓", "2019-02-18"),
        ("政府工作报告", "——二〇一九年二月十八日在南湖县人民代表大会第二次会议上\n县长 陈晓", "2019-02-18"),
        ("在企业家座谈会上的讲话（2022年3月4日）", "同志们：大家好。", "2022-03-04"),
        ("南湖县招商条例", "（2015年6月1日县人大常委会通过 根据2021年9月30日决定修正）\n第一条", "2021-09-30"),
        ("南湖县招商条例", "2015年6月1日 县人大常委会通过\n2015年7月9日 市人大常委会批准\n第一条", "2015-07-09"),
        ("会议消息", "2015年6月1日县人大常委会审议通过了招商条例。", None),
        ("关于加强项目服务的通知", ORDER.format("南湖县人民政府", "2022年7月1日"), "2022-07-01"),
        ("关于加强项目服务的通知", ORDER.format("南湖县发展和改革局（盖章）", "二〇二二年七月一日"), "2022-07-01"),
        ("通知", "请遵照执行。南湖县人民政府2022年7月1日（此件公开发布）", "2022-07-01"),
        ("通知", "请执行。\n南湖县人民政府\n2022年7月1日\n南湖县人民政府办公室2022年7月4日印发", "2022-07-01"),
        ("通知", "请执行。\n南湖县人民政府办公室 2022年7月4日印发", "2022-07-04"),
        ("通知", "成文日期：2022-07-01 发布日期：2022-07-08", "2022-07-01"),
        ("公告", "發文日期：中華民國111年7月1日\n主旨：公告園區用地", "2022-07-01"),
        ("签约仪式举行", "2022年7月1日，县长陈晓出席签约仪式并讲话。", None),
        ("推介会举行", "2022年7月1日在上海举行的推介会上，县长陈晓介绍了园区。", None),
        ("关于印发办法的通知（南府规〔2022〕3号）", "现印发给你们。", None),
        ("园区简介", "园区于2008年5月1日成立，占地三平方公里。", None),
        ("通知", "自2022年13月45日起。\n南湖县人民政府\n2022年2月30日", None),
    ],
)
def test_a_document_bears_its_own_date_and_not_that_of_events(title, body, expected):
    assert document_date(title, body) == expected


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("南府规〔2022〕3号", "", "南府规〔2022〕3号"),
        ("关于印发管理办法的通知（南府规〔2022〕3号）", "", "南府规〔2022〕3号"),
        ("关于印发管理办法的通知南府规[2022]3号", "", "南府规〔2022〕3号"),
        ("通知", "南府办〔2022〕15号\n各乡镇：", "南府办〔2022〕15号"),
        ("通知", "索引号：123 发文字号：南府办函（2022）15号 成文日期：2022年3月1日", "南府办函〔2022〕15号"),
        ("财政局 税务局公告2022年第3号", "", "公告2022年第3号"),
        ("公告", "發文字號：府經商字第1110012345號", "府經商字第1110012345號"),
        ("关于废止《扶持办法》（南府〔2010〕1号）的通知", "根据《规定》（南府〔2009〕7号）办理。", None),
        ("2022年工作报告", "第3号楼", None),
    ],
)
def test_a_document_s_number_is_its_own_and_not_one_it_cites(title, body, expected):
    assert document_number(title, body) == expected
