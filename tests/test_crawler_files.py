"""A file that stands where a page would is read: its text is the notice's, or the notice says why there is none."""

from __future__ import annotations

import json
import random
import zipfile
from io import BytesIO

import office
import pytest
from test_crawler_textless import check, kept, listing, publish, title_of
from textless_pages import INNER

from crawler.read import files

OPENING = "为加快园区建设步伐，现就二期标准厂房面向社会公开招商，欢迎符合条件的企业前来洽谈，有关事项公告如下。"
FLOORS = "一、厂房位于园区东部片区，共三栋，每栋四层，每层层高六米。"
KINDS = {
    "pdf": office.pdf(
        [["招商公告", OPENING[:38], OPENING[38:], FLOORS, "— 1 —"], ["二、联系人：周敏，电话0512-65432100。", "2"]]
    ),
    "docx": office.docx(["招商公告", OPENING, FLOORS], [["联系人", "电话"], ["周敏", "0512-65432100"]]),
    "doc": office.doc(
        f'招商公告\r{OPENING}\r{FLOORS}\r联系人\r\x07电话\r\x07\x07\x13 HYPERLINK "http://x" \x14周敏\x15',
        " 0512-65432100\r",
    ),
    "xlsx": office.xlsx([["招商公告", OPENING], [FLOORS, 1], ["周敏", "0512-65432100"]]),
    "xls": office.xls([["招商公告", OPENING], [FLOORS, "一"], ["周敏", "0512-65432100"]]),
    "ofd": office.ofd([["招商公告", OPENING[:38], OPENING[38:], FLOORS, "周敏 0512-65432100"]]),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_of_every_kind_gives_its_text(kind):
    text, flag, cut = files.read(KINDS[kind])
    assert flag == "text-of-file" and not cut
    for said in ("招商公告", OPENING, FLOORS, "周敏", "0512-65432100"):
        assert said in text, text
    assert "HYPERLINK" not in text and "— 1 —" not in text


def test_lines_of_a_printed_page_become_paragraphs_and_its_numbers_go():
    text = files.read(KINDS["pdf"]).text
    assert text.split("\n") == ["招商公告", OPENING, FLOORS, "二、联系人：周敏，电话0512-65432100。"]


def test_english_lines_are_joined_with_a_space():
    lines = [
        "The development zone invites tenders for the second phase of its",
        "standard workshops, as set out in the annex.",
    ]
    assert files.read(office.pdf([lines])).text == " ".join(lines)


def test_what_stands_above_every_page_is_said_once_at_most():
    pages = [
        ["清源经济开发区管理委员会文件", f"第{n}项的具体内容在此说明。", f"第 {n} 页 共 4 页"] for n in range(1, 5)
    ]
    text = files.read(office.pdf(pages)).text
    assert text.split("\n") == [f"第{n}项的具体内容在此说明。" for n in range(1, 5)]


@pytest.mark.parametrize(
    ("data", "flag"),
    [
        (office.pdf([[]], picture=True), "scanned"),
        (office.pdf([["内部", "1"]], picture=True), "scanned"),
        (office.docx([""]), "scanned"),
        (office.pdf([["有密码的文件，谁也读不了它的内容。"]], locked=True), "unreadable-file"),
        (b"%PDF-1.4 xx", "unreadable-file"),
        (KINDS["pdf"][:700], "unreadable-file"),
        (b"PK\x03\x04abc", "unreadable-file"),
        (KINDS["docx"][: len(KINDS["docx"]) // 2], "unreadable-file"),
        (KINDS["doc"][:3000], "unreadable-file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "unreadable-file"),
        (office.zipped({"a.txt": "x", "b.pdf": KINDS["pdf"]}), "file"),
        (b"Rar!\x1a\x07\x00" + bytes(50), "file"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "file"),
        (b"", "file"),
    ],
)
def test_what_has_no_text_says_why(data, flag):
    assert files.read(data) == ("", flag, False)


def bomb(name: str, size: int) -> bytes:
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(office.docx(["x"]))) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for part in source.infolist():
            made.writestr(part, source.read(part))
        with made.open(name, "w") as stream:
            for _ in range(size >> 20):
                stream.write(bytes(1 << 20))
    return out.getvalue()


def test_a_package_that_unpacks_to_too_much_is_not_unpacked():
    assert files.read(bomb("word/media/a.bin", files.UNPACKED + (1 << 20))) == ("", "unreadable-file", False)


def test_memory_that_is_not_to_be_had_is_an_unreadable_file_and_the_limit_goes_with_it(monkeypatch):
    import resource

    before = resource.getrlimit(resource.RLIMIT_AS)
    monkeypatch.setattr(files, "MEMORY", 20 << 20)
    assert files.read(office.docx([])).flag == "scanned"
    with zipfile.ZipFile(BytesIO(office.docx(["here"]))) as source:
        parts = {part.filename: source.read(part) for part in source.infolist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"<w:sectPr", b"<w:p/>" * 2_000_000 + b"<w:sectPr", 1
    )
    assert files.read(office.zipped(parts)) == ("", "unreadable-file", False)
    assert resource.getrlimit(resource.RLIMIT_AS) == before


def test_a_text_without_end_is_cut(monkeypatch):
    monkeypatch.setattr(files, "LONGEST", 1000)
    text, _flag, cut = files.read(office.docx([OPENING] * 100))
    assert 900 < len(text) <= 1000 and cut


def test_pages_without_end_are_cut(monkeypatch):
    monkeypatch.setattr(files, "SECONDS", 0)
    assert files.read(KINDS["pdf"]).flag == "scanned"
    monkeypatch.setattr(files, "SECONDS", 60)
    monkeypatch.setattr(files, "PAGES", 1)
    text, flag, cut = files.read(KINDS["pdf"])
    assert (flag, cut) == ("text-of-file", True) and FLOORS in text and "周敏" not in text


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_file_raises_nothing(kind):
    """Bytes changed at random; a file of which the library dies is for the process that reads (below)."""
    luck = random.Random(kind)
    for _ in range(40):
        data = bytearray(KINDS[kind])
        for _ in range(luck.randrange(1, 30)):
            data[luck.randrange(len(data))] = luck.randrange(256)
        assert files.read(bytes(data)).flag in ("text-of-file", "scanned", "unreadable-file", "file")


TYPES = {
    "pdf": "application/pdf",
    "docx": "application/octet-stream",
    "doc": "application/msword",
    "xlsx": "text/html",
    "xls": "application/vnd.ms-excel",
    "ofd": "application/ofd",
    "zip": "application/zip",
    "jpg": "image/jpeg",
    "scan": "application/pdf",
    "broken": "application/pdf",
}


def test_entries_that_are_files_are_notices_with_the_text_of_the_file(server, scrapy, rows):
    made = KINDS | {
        "zip": office.zipped({"a": "b"}),
        "jpg": b"\xff\xd8\xff\xe0" + bytes(99),
        "broken": b"%PDF-1.4 xx",
        "scan": office.pdf([[]], picture=True),
    }
    server.pages["/list.html"] = listing(
        [(f"/f/{kind}", title_of(n), f"2025-08-{n + 1:02}") for n, kind in enumerate(made)]
    )
    for n, (kind, data) in enumerate(made.items()):
        # Files that differ: the same file under several titles is no notice's own.
        server.pages[f"/f/{kind}"] = (200, {"Content-Type": TYPES[kind], "ETag": f'"{n}"'}, data)
    done = scrapy("run", "--url", f"{server.url}/list.html")
    told = kept(rows)
    assert set(told) == set(made), done.stdout
    for kind in KINDS:
        body, attached, flags = told[kind]
        assert FLOORS in body and attached == [f"{server.url}/f/{kind}"] and "text-of-file" in flags, kind
    for kind, flag in {"zip": "file", "jpg": "file", "scan": "scanned", "broken": "unreadable-file"}.items():
        body, attached, flags = told[kind]
        assert body == "" and attached == [f"{server.url}/f/{kind}"] and {"no-text", flag} <= set(flags), kind
    assert rows("SELECT count(*) FROM notices WHERE length(file_hash) = 64 AND published LIKE '2025-08-%'") == [
        (len(made),)
    ]
    assert rows("SELECT count(*) FROM rejects") == [(0,)]
    fetched = server.fetched("/f/")
    assert scrapy("run", "--url", f"{server.url}/list.html").returncode == 0
    assert server.fetched("/f/") == fetched
    assert rows("SELECT rev_after - rev_before FROM runs ORDER BY id DESC LIMIT 1") == [(0,)]


def test_a_document_shown_within_a_page_is_read_in_its_place(server, scrapy, rows):
    publish(server, INNER)
    for n in range(len(INNER)):
        text = f"The embedded file says what item {n} of {'abcdefgh'[n] * 9} is about, and whom to ask for number {n * 7919}."
        server.pages[f"/f/inner{n}.pdf"] = (200, {"Content-Type": "application/pdf"}, office.pdf([[text]]))
        server.pages[f"/body/{n}.html"] = (
            f"<html><body><p>正文在框架之内，第{n}期标准厂房共三栋，每层两千平方米，欢迎企业来电洽谈入驻事宜。</p></body></html>"
        )
    done = scrapy("run", "--url", f"{server.url}/list.html")
    assert done.returncode == 0, done.stdout
    check(server, INNER, kept(rows))


def test_a_file_that_kills_its_reader_costs_the_others_nothing(server, scrapy, rows, monkeypatch):
    """A sheet of one cell at its far corner takes more memory than there is."""
    with zipfile.ZipFile(BytesIO(office.xlsx([["a"]]))) as source:
        parts = {part.filename: source.read(part) for part in source.infolist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(
        b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    server.pages["/list.html"] = listing([(f"/f/{n}", title_of(n), f"2025-08-{n + 1:02}") for n in range(4)])
    for n in range(4):
        data = office.zipped(parts) if n == 1 else office.docx([f"第{n}号公告", OPENING.replace("二期", f"{n}期")])
        server.pages[f"/f/{n}"] = (200, {"Content-Type": "application/octet-stream"}, data)
    done = scrapy("run", "--url", f"{server.url}/list.html")
    assert done.returncode == 0, done.stdout
    told = kept(rows)
    assert sorted(told) == ["0", "1", "2", "3"]
    assert "unreadable-file" in told["1"][2] and all(told[n][0] for n in "023")
    assert json.loads(rows("SELECT reasons FROM runs")[0][0]) == []
