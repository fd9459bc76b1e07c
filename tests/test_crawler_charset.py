"""crawler/read/charset.py: bytes and lying declarations in, the published text out."""

import pytest
from hypothesis import given, strategies as st

from crawler.read.charset import decode

HANS = "滨江区举办春季招商推介会，签约项目二十三个，总投资一百八十六亿元。"
HANT = "濱江區舉辦春季招商說明會，簽約項目二十三個，總投資一百八十六億元。"
RARE = "㐀街道与䶮湖园区、𠮷田工业邨共建"  # outside GB 2312; 㐀 and 䶮 need GB18030
GERMAN = "Größere Flächen für Ansiedlungen – über 40 Prozent kämen aus Übersee, sagte Geschäftsführer Müller."
META = '<meta charset="%s">'
OLD_META = '<meta http-equiv="Content-Type" content="text/html; charset=%s">'


def page(text: str, codec: str, head: str = "") -> bytes:
    return f"<html><head>{head}<title>News</title></head><body><p>{text}</p></body></html>".encode(codec)


HEADER = "text/html; charset=%s"
CONFLICTS = {
    # name: (bytes, charset in the header, text that must be there)
    "gb2312 declared, bytes are GBK": (page("镕堃" + HANS, "gbk", META % "gb2312"), None, "镕堃"),
    "gb2312 declared, bytes are GB18030": (page(HANS + RARE, "gb18030", OLD_META % "gb2312"), None, RARE),
    "header gbk, meta and bytes UTF-8": (page(HANS, "utf-8", META % "utf-8"), "gbk", HANS),
    "header UTF-8, meta and bytes gbk": (page(HANS, "gbk", META % "gbk"), "utf-8", HANS),
    "header latin-1, meta gb2312": (page(HANS, "gbk", META % "gb2312"), "ISO-8859-1", HANS),
    "header gbk, meta gb2312, bytes UTF-8": (page(HANS, "utf-8", META % "gb2312"), "gbk", HANS),
    "header and meta UTF-8, bytes GBK": (page(HANS, "gbk", META % "utf-8"), "utf-8", HANS),
    "header big5, meta and bytes gbk": (page(HANS, "gbk", META % "gbk"), "big5", HANS),
    "header gbk, meta and bytes Big5": (page(HANT, "big5", META % "big5"), "gbk", HANT),
    "meta gb2312, bytes Big5": (page(HANT, "big5", META % "gb2312"), None, HANT),
    "nothing declared, traditional script in GBK": (page(HANT, "gbk"), None, HANT),
    "nothing declared, GB18030": (page(HANS + RARE, "gb18030"), None, HANS + RARE),
    "nothing declared, Big5": (page(HANT, "big5"), None, HANT),
    "nothing declared, a letter-spaced GBK title": (
        "<title>工 业 园</title>".encode("gbk"),
        None,
        "工 业 园",
    ),
    "nothing declared, three characters of Big5": ("<b>工業區</b>".encode("big5"), None, "工業區"),
    "nothing declared, German in cp1252": (page(GERMAN, "cp1252"), None, GERMAN),
    "UTF-8 declared, German in latin-1": (page("Städte", "latin-1", META % "utf-8"), "utf-8", "Städte"),
    "gb2312 declared, German in latin-1": (page("Städte", "latin-1", META % "gb2312"), None, "Städte"),
    "Polish, declared": (page("źródło", "iso-8859-2", META % "iso-8859-2"), None, "źródło"),
    "Japanese, declared": (page("産業団地のご案内です", "shift_jis"), "Shift_JIS", "産業団地のご案内です"),
    "gbk declared after a UTF-8 mark": (b"\xef\xbb\xbf" + page(HANS, "utf-8", META % "gbk"), None, HANS),
    "gbk declared before UTF-16 with a mark": (page(HANS, "utf-16"), "gbk", HANS),
    "UTF-16 without a mark, declared": (page(HANS, "utf-16-le"), "utf-16", HANS),
    "UTF-16 without a mark, declared as it is": (page(HANS, "utf-16-le", META % "utf-8"), "utf-16le", HANS),
    "UTF-16 of the other order, nothing declared": (page(HANS, "utf-16-be"), None, HANS),
    "UTF-16 without a mark, gbk declared": (page(HANT * 30, "utf-16-le", META % "gbk"), "gbk", HANT),
    "the euro of Windows in GBK": (page(HANS + "合5000", "gbk").replace("合".encode("gbk"), b"\x80"), None, "€5000"),
    "UTF-8, its footer in GBK": (page(HANS, "utf-8") + "<p>主办：园区管委会</p>".encode("gbk"), "utf-8", HANS),
    "the same, and the footer": (
        page(HANS, "utf-8") + "<p>主办：园区管委会</p>".encode("gbk"),
        "utf-8",
        "主办：园区管委会",
    ),
    "UTF-8, its header in GBK": ("<b>欢迎访问园区网站</b>".encode("gbk") + page(HANS * 2, "utf-8"), "utf-8", HANS),
    "traditional UTF-8, its footer in GBK": (page(HANT, "utf-8") + "<p>版权所有</p>".encode("gbk"), None, "版权所有"),
    "nonsense declared": (page(HANS, "gbk", META % "x-mac-nonsense"), "", HANS),
}


@pytest.mark.parametrize("case", CONFLICTS)
def test_a_page_is_read_by_what_its_bytes_are(case):
    body, header, expected = CONFLICTS[case]
    text, _ = decode(body, None if header is None else HEADER % header)
    assert expected in text
    assert "\ufffd" not in text


def test_a_byte_order_mark_is_not_part_of_the_text():
    assert decode(b"\xef\xbb\xbf" + HANS.encode()) == (HANS, "utf-8")


def test_utf8_cut_inside_its_last_character_is_still_utf8():
    whole = page(HANS, "utf-8", META % "gbk")
    text, codec = decode(whole.removesuffix("元。</p></body></html>".encode()) + b"\xe5\x85")
    assert (codec, text[-1]) == ("utf-8", "\ufffd")
    assert HANS[:-2] in text


def test_a_few_broken_bytes_do_not_turn_utf8_into_something_else():
    body = page(HANS + "\n" + HANS, "utf-8", META % "gb2312").replace(b"\n", b"\xff\xfe")
    text, codec = decode(body, "text/html; charset=gb2312")
    assert codec == "utf-8"
    assert text.count(HANS) == 2


def test_gbk_with_a_broken_byte_at_its_end_is_still_gbk():
    text, codec = decode(HANS.encode("gbk") + b"\xb0")
    assert (codec, text[:-1]) == ("gb18030", HANS)


def test_the_operators_pin_outranks_everything():
    body = page(HANS, "gbk", META % "utf-8")
    assert decode(body, "text/html; charset=utf-8", pinned="gbk")[1] == "gb18030"
    assert decode(GERMAN.encode("utf-8"), pinned="iso-8859-1")[1] == "cp1252"


def test_a_pin_that_names_no_codec_counts_as_none():
    assert decode(HANS.encode("gbk"), pinned="chinese-of-sorts") == (HANS, "gb18030")


def test_a_blank_that_old_editors_wrote_is_a_blank():
    """whatwg/encoding#25: A3 A0 is a character for private use to Python, and stood in titles and texts as such."""
    body = HANS.encode("gbk").replace("。".encode("gbk"), b"\xa3\xa0")
    assert decode(body) == (HANS.replace("。", "\u3000"), "gb18030")
    assert decode(body, pinned="gbk") == (HANS.replace("。", "\u3000"), "gb18030")
    assert decode(f"{HANS}\ue5e5".encode())[0] == f"{HANS}\ue5e5"


def test_an_empty_body_and_plain_ascii_are_utf8():
    assert decode(b"") == ("", "utf-8")
    assert decode(b"<p>Hello</p>", "text/html; charset=gbk") == ("<p>Hello</p>", "utf-8")


@given(
    st.binary(max_size=300),
    st.sampled_from([None, "text/html; charset=gbk", "text/html; charset=\x00", ";;"]),
)
def test_any_bytes_give_text(body, header):
    text, codec = decode(body, header)
    assert isinstance(text, str)
    assert isinstance(b"".decode(codec), str)


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=200))
def test_utf8_round_trips_whatever_is_declared(text):
    if not text.startswith("\ufeff"):
        assert decode(text.encode("utf-8"), "text/html; charset=gb2312") == (text, "utf-8")


@pytest.mark.parametrize("codec", ["gbk", "big5"])
@given(text=st.text(st.sampled_from(sorted({*HANS, *HANT, *"镕堃，。园区工業地塊招商引資公告第號"})), min_size=4))
def test_chinese_in_another_charset_is_not_taken_for_utf8(codec, text):
    body = page(text, codec) if text.encode(codec, "ignore").decode(codec) == text else page(HANS, "gbk")
    assert decode(body)[1] != "utf-8"


def test_a_crawl_of_pages_with_a_footer_from_another_file_stores_what_they_say(server, scrapy, rows):
    footer = "<div>主办：园区管理委员会 版权所有 京公网安备一二三号</div>".encode("gbk")
    entries = "".join(
        f'<li><a href="/a/{n}.html">第{n}号地块供应公告</a><span>2025-07-0{n}</span></li>' for n in (1, 2, 3)
    )
    server.pages = {"/list": f"<ul>{entries}</ul>".encode() + footer}
    for n in (1, 2, 3):
        server.pages[f"/a/{n}.html"] = (
            f"<h1>第{n}号地块供应公告</h1><p>{n}号地块今日公开出让，请于三日内报名。</p>".encode() + footer
        )
    assert scrapy("run", "--url", f"{server.url}/list").returncode == 0
    assert rows("SELECT title FROM notices ORDER BY title") == [(f"第{n}号地块供应公告",) for n in (1, 2, 3)]
    assert rows("SELECT count(*) FROM notices WHERE body LIKE '%请于三日内报名%'") == [(3,)]
