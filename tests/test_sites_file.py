"""The sites file: where it is found, what stays of it when a command changes it; addresses from what people keep."""

from __future__ import annotations

import pytest
from conftest import ROOT
from tended_farm import entries

from crawler import sites_file
from crawler.read import tells
from crawler.sites import load
from crawler.tend import sources
from nouns.mistakes import ConfigError

# Where the file is ----------------------------------------------------------------------------------------------------


def test_the_sites_file_is_found_in_the_stated_order(tmp_path, monkeypatch):
    project, system, example = tmp_path / "project", tmp_path / "etc", tmp_path / "project" / "crawler" / "sites.toml"
    here = tmp_path / "here"
    for folder in (example.parent, system, here):
        folder.mkdir(parents=True)
    monkeypatch.chdir(here)
    for name, path in (("PROJECT", project), ("SYSTEM", system / "sites.toml"), ("EXAMPLE", example)):
        monkeypatch.setattr(sites_file, name, path)
    example.write_text("# [park]\n")
    assert sites_file.find() == str(example) and sites_file.is_example(sites_file.find())
    assert sites_file.for_writing(sites_file.find()) == here / "sites.toml"
    for path in (system / "sites.toml", project / "sites.toml", here / "sites.toml"):
        path.write_text("")
        assert sites_file.find() == str(path)
    # What somebody wrote into the project's own file is crawled as ever, whatever else there is.
    example.write_text('[park]\nstart_urls = ["http://a.example/"]\n')
    assert sites_file.find() == str(example) == str(sites_file.for_writing(sites_file.find()))
    assert sites_file.find("elsewhere.toml") == "elsewhere.toml"


# What people keep -----------------------------------------------------------------------------------------------------

OPML = """<?xml version="1.0"?><opml version="2.0"><body><outline text="园区"><outline text="罗湖 招商" xmlUrl="https://a.example/rss.xml"
 htmlUrl="https://a.example/"/><outline title="无地址"/></outline></body></opml>"""
BOOKMARKS = """<!DOCTYPE NETSCAPE-Bookmark-file-1><TITLE>Bookmarks</TITLE><DL><p><DT><H3>招商</H3><DL><p>
<DT><A HREF="https://a.example/info?x=1&amp;y=2" ADD_DATE="1">罗湖招商</A><DT><A HREF="javascript:void(0)">x</A></DL></DL>"""


@pytest.mark.parametrize(
    "text, found, left",
    [
        (
            "# mine\nhttps://a.example/info  罗湖\n\nhttps://b.example/x,y/\nfoo\n",
            [("https://a.example/info", "罗湖"), ("https://b.example/x,y/", "")],
            1,
        ),
        ("https://a.example/\nhttps://a.example/\n", [("https://a.example/", "")], 0),
        ("网址;名称;地区\nhttps://a.example/;罗湖;深圳市罗湖区\n无;b;\n", [("https://a.example/", "罗湖")], 1),
        ("name\turl\npark\thttps://a.example/\n", [("https://a.example/", "")], 0),
        ("罗湖,https://a.example/,深圳\n", [("https://a.example/", "罗湖 深圳")], 0),
        (OPML, [("https://a.example/rss.xml", "罗湖 招商")], 0),
        (
            '[luohu]  # 罗湖\nstart_urls = ["https://a.example/", "https://b.example/"]\n',
            [("https://a.example/", ""), ("https://b.example/", "")],
            0,
        ),
        ("《https://a.example/d.html》，备用\n", [("https://a.example/d.html", "《 》，备用")], 0),
        ("https://a.example/info（旧站）\n", [("https://a.example/info", "（旧站）")], 0),
        ("https://a.example/c_(d).html：要闻\n", [("https://a.example/c_(d).html", "：要闻")], 0),
        (
            "甲 https://a.example/ 乙 https://b.example/x\n",
            [("https://a.example/", "甲"), ("https://b.example/x", "乙")],
            0,
        ),
        (
            "园区名单如下：https://a.example/、https://b.example/\n",
            [("https://a.example/", "园区名单如下："), ("https://b.example/", "")],
            0,
        ),
        (BOOKMARKS, [("https://a.example/info?x=1&y=2", "罗湖招商")], 0),
    ],
)
def test_addresses_are_read_from_what_people_keep(text, found, left, tmp_path):
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        if encoding in ("gb18030", "utf-16") and "encoding" not in text and text.isascii():
            continue
        (tmp_path / "f").write_bytes(text.encode(encoding))
        read, missed = sources.read(tmp_path / "f")
        assert [(wanted.url, wanted.title) for wanted in read] == found, encoding
        assert len(missed) == left


def test_the_file_to_start_with_can_be_read_and_says_that_nobody_tried_it():
    file = ROOT / "docs" / "sites-to-start.toml"
    found, left = sources.read(file)
    assert len(found) > 15 and not left and all(wanted.region and wanted.name for wanted in found)
    assert len({wanted.name for wanted in found}) == len(found) and "NONE OF THEM WAS EVER TRIED" in file.read_text(
        encoding="utf-8"
    )


def test_a_site_is_named_after_its_host_and_no_two_the_same():
    taken: list[str] = []
    for url, name in (
        ("https://www.Park.gov.cn/info", "park.gov.cn"),
        ("https://park.gov.cn/tzgg/index.html", "park.gov.cn-tzgg"),
        ("https://park.gov.cn/tzgg/", "park.gov.cn-2"),
        ("http://公园.example/", "公园.example".encode("idna").decode()),
        ("http://10.0.0.1:8080/", "10.0.0.1-8080"),
    ):
        taken.append(sources.name_for(sources.Wanted(url), taken))
        assert taken[-1] == name
    assert sources.name_for(sources.Wanted("https://park.gov.cn/", name="luohu"), taken) == "luohu"


# The file as people write it ------------------------------------------------------------------------------------------

WRITTEN = """# 我的站点 (mine)

# about park
[park] # the park
start_urls = ["http://a.example/"]   # here
min_items = 5

# dotted, of the south
["south.example"]
start_urls = [
    "http://b.example/",  # first
]
"""


def test_what_was_written_stays_when_a_table_changes(tmp_path):
    file = tmp_path / "sites.toml"
    for end in ("\n", "\r\n"):
        file.write_bytes(WRITTEN.replace("\n", end).encode())
        sites_file.change(file, lambda text: sites_file.with_key(text, "park", "enabled", False))
        assert not load(file)["park"].enabled
        sites_file.change(file, lambda text: sites_file.with_key(text, "park", "enabled", None))
        assert file.read_bytes() == WRITTEN.replace("\n", end).encode()
        sites_file.change(file, lambda text: sites_file.renamed(text, "park", "north.example"))
        assert file.read_bytes() == WRITTEN.replace("[park]", '["north.example"]').replace("\n", end).encode()
        sites_file.change(file, lambda text: sites_file.without(text, "south.example"))
        assert (
            "dotted" not in file.read_text()
            and "# about park" in file.read_text()
            and list(load(file)) == ["north.example"]
        )
        sites_file.change(
            file,
            lambda text: sites_file.with_tables(
                text, [sites_file.table("x", {"start_urls": ["http://c.example/"]}, "新")]
            ),
        )
        assert "# 我的站点 (mine)" in file.read_text() and list(load(file)) == ["north.example", "x"]
    with pytest.raises(ConfigError):  # and nothing is written that cannot be read
        sites_file.change(file, lambda text: text + "[x]\n")
    before = file.read_text()
    link = tmp_path / "link.toml"
    link.symlink_to(file)
    sites_file.change(link, lambda text: text + "# more\n")
    assert link.is_symlink() and file.read_text() == before + "# more\n"
    assert [path.name for path in tmp_path.iterdir() if "partial" in path.name] == []


def test_platforms_are_told_by_their_own_marks():
    told = [tells.platform(entries(n).encode()) for n in range(10)]
    assert told == [
        None,
        "TRS WCM",
        "webplus (sudy)",
        "VSB",
        "SiteServer",
        "WordPress",
        "DedeCMS",
        "Park CMS",
        "EmpireCMS",
        "PHPCMS",
    ]
