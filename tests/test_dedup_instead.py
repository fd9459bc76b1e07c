"""Notices without a text: the same document where they show the same, and never because they say nothing alike."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, strategies as st
from stored import filled, notice

from dedup import instead, pieces
from dedup.pieces import Text
from dedup.signatures import collide
from dedup.verify import Document, decide
from output.store.redeciding import redecide

PDF, SCAN, OTHER, BANNER = (
    f"https://files.example.cn/{name}" for name in ("2025/8.pdf", "scan1.jpg", "scan2.jpg", "banner.jpg")
)
TITLE = "清源经济开发区标准厂房招商公告"


def textless(
    n: int, title: str, *files: str, site: str = "park", file_hash: str | None = None, published: str = "2026-03-01"
):
    return notice(
        title,
        "",
        n,
        site,
        attachments=[("", file) for file in files],
        file_hash=file_hash,
        flags=["no-text"],
        published=published,
    )


def text(id: str, title: str, *files: str, site: str = "", file_hash: str | None = None) -> Text:
    return Text(id, title, instead.body("", [("", file) for file in files], file_hash), "2026-03-01", (), title, site)


def both(a: Text, b: Text) -> tuple[bool, str]:
    """Whether two collide, and what is decided; in either order."""
    signed = pieces.sign([a, b])
    meet = bool(collide(signed.keys[0], signed.keys[1:])[0])
    assert meet == bool(collide(signed.keys[1], signed.keys[:1])[0])
    made = decide(*(Document(t.id, t.title, t.body, t.published, t.site) for t in (a, b)))
    assert made == decide(*(Document(t.id, t.title, t.body, t.published, t.site) for t in (b, a)))
    return meet, made.decision


@pytest.mark.parametrize(
    ("a", "b", "told"),
    [
        (text("a", TITLE, PDF), text("b", TITLE, PDF), (True, "same")),
        (text("a", TITLE, PDF), text("b", "招商公告：" + TITLE, PDF), (True, "same")),
        (text("a", TITLE, PDF, SCAN), text("b", TITLE, PDF), (True, "same")),  # one shows more
        (text("a", TITLE, BANNER, SCAN), text("b", TITLE, BANNER, OTHER), (True, "unsure")),  # each shows its own
        (
            text("a", TITLE, BANNER),
            text("b", "关于举办人才招聘会的通知", BANNER),
            (True, "unsure"),
        ),  # the site's picture
        (text("a", TITLE + "（第一批）", PDF), text("b", TITLE + "（第二批）", PDF), (True, "different")),
        (
            text("a", TITLE, PDF, file_hash="f" * 64),
            text("b", TITLE, SCAN, file_hash="f" * 64),
            (True, "same"),
        ),  # moved
        (text("a", TITLE, SCAN), text("b", TITLE, OTHER), (False, "different")),
        (text("a", TITLE), text("b", TITLE), (False, "different")),
        (Text("a", TITLE, ""), Text("b", TITLE, ""), (False, "different")),
        (
            text("a", TITLE, PDF),
            Text("b", TITLE, "厂房位于东部片区，共三栋，每层两千平方米，欢迎来电洽谈入驻事宜，联系人周敏。" * 2),
            (False, "different"),
        ),
    ],
)
def test_the_same_attachment_and_titles_that_go_together_make_one_document(a, b, told):
    assert both(a, b) == told


@given(st.sets(st.integers(0, 40), min_size=1, max_size=12), st.sets(st.integers(0, 40), min_size=1, max_size=12))
def test_who_shares_a_file_collides_and_who_shares_none_does_not(a, b):
    names = [[f"https://files.example.cn/{n}.pdf" for n in sorted(side)] for side in (a, b)]
    met = both(text("a", TITLE, *names[0]), text("b", TITLE, *names[1]))[0]
    if not a & b:
        assert not met
    elif len(a | b) <= 8:  # of many, the smallest hashes speak for all
        assert met


def test_a_body_stays_what_it_is_whatever_is_attached():
    assert instead.body("正文", [("", PDF)], "f" * 64) == "正文"
    assert instead.body("", "[]", None) == "" and instead.files("正文") == frozenset()
    assert instead.body("", json.dumps([["附件", PDF]]), None) == instead.body("", [("附件", PDF)], None)


def test_a_signature_of_files_has_every_bin():
    signed = pieces.sign([text("a", TITLE, PDF)])
    assert (signed.signatures != 0xFFFFFFFF).all() and signed.signatures.dtype == np.uint32


def test_records_in_a_crawl_and_decided_all_again_are_the_same(database, rows):
    notices = [
        textless(1, TITLE, PDF),
        textless(2, TITLE, PDF, site="city"),  # one document on two sites
        textless(3, "一图读懂招商政策", SCAN),
        textless(4, "一图读懂人才政策", OTHER),
        textless(5, "一图读懂招商政策", BANNER, site="city"),
        textless(6, TITLE + "（补充）", PDF, SCAN, site="other", file_hash="a" * 64),
        textless(7, "关于公布名单的通知"),
        textless(8, "关于公布名单的通知"),
    ]
    filled(database, *notices)
    before = rows("SELECT id, record_id FROM notices ORDER BY id")
    assert len({record for _id, record in before}) == 6
    assert rows("SELECT count(DISTINCT record_id) FROM notices WHERE id IN (?, ?)", notices[0].id, notices[1].id) == [
        (1,)
    ]
    told = redecide(database)
    assert told["moved"] == 0 and rows("SELECT id, record_id FROM notices ORDER BY id") == before


def test_explain_names_the_attachment(database, scrapy):
    a, b = textless(1, TITLE, PDF), textless(2, TITLE, PDF, site="city")
    filled(database, a, b)
    said = json.loads(scrapy("explain", a.id, b.id, "--json").stdout)
    assert said["decision"] == "same" and said["same_record"] and PDF in said["evidence"]
    assert PDF in scrapy("explain", a.id, b.id).stdout
