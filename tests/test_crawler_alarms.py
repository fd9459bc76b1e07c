"""Words and behaviour of pages that are no article: every row by its example, and nothing in ordinary sentences."""

from __future__ import annotations

import lxml.html
import pytest

from crawler.read import alarms
from crawler.read.alarms import Evidence

ROWS = [line.split("\t") for line in alarms.WORDS.read_text("utf-8").splitlines() if not line.startswith("#")]


def evidence(text: str = "", script: str = "", marks: str = "", behind: str = "", html: str = "<p></p>") -> Evidence:
    return Evidence(text, script, marks, behind, lxml.html.fromstring(html))


@pytest.mark.parametrize(("kind", "pattern", "example"), ROWS, ids=[row[2] for row in ROWS])
def test_every_row_finds_its_example(kind, pattern, example):
    if kind == "gate":
        assert alarms.is_gate(example)
    else:
        assert kind in [alarm.kind for alarm in alarms.raised(evidence(example))]


@pytest.mark.parametrize(
    "text",
    [
        "园区管委会公布年度重点项目清单，项目总投资十二亿元。",
        "现将拟任职人员名单予以公示，公示期五个工作日。",
        "投标人应当在截止时间前递交投标文件，逾期不予受理。",
        "The tender documents may be collected from the council offices on weekdays.",
        "Die Angebote sind bis zum 12. Mai einzureichen.",
    ],
)
def test_ordinary_sentences_raise_nothing(text):
    assert alarms.raised(evidence(text)) == []


@pytest.mark.parametrize(
    "line",
    [
        "请企业于五月底前登录省政务服务网查看申报指南并提交材料。",
        "会员单位可在协会网站下载年度报告，其他单位请与秘书处联系，报告全文将于月底公开。",
        "关于启用验证码登录的通知",
    ],
)
def test_a_sentence_about_logging_in_is_no_gate(line):
    assert not alarms.is_gate(line)


@pytest.mark.parametrize(
    ("script", "marks"),
    [
        ("document.cookie='jsl=1';location.href=location.pathname", ""),
        ("var _0x4f2a=['a'];eval(atob('bG9j'));document.cookie='x=1';" + "y" * 200, ""),
        ("setTimeout(function(){location.reload()},1500);document.cookie = 'c=2'", "cdn-cgi/challenge-platform"),
    ],
)
def test_a_script_that_sets_a_cookie_and_asks_again_is_a_challenge_without_a_word(script, marks):
    assert [alarm.kind for alarm in alarms.raised(evidence("", script, marks))] == ["challenge"]


def test_a_password_field_frames_and_an_empty_page_raise_theirs():
    login = evidence("x" * 50, html="<form><input type='password'></form>")
    assert [alarm.kind for alarm in alarms.raised(login)] == ["login"]
    assert [alarm.kind for alarm in alarms.raised(evidence(html="<div><iframe src='/x'></iframe></div>"))] == ["frames"]
    assert [alarm.kind for alarm in alarms.raised(evidence(html="<div><script src='/app.js'></script></div>"))] == [
        "shell"
    ]
