"""`scrapy explain` and `scrapy judge`: why notices stand together or apart, and putting it right for ever."""

from __future__ import annotations

import json

import pytest

REPORT = """2013年1月23日在乙市甲区第六届人民代表大会第二次会议上
各位代表：现在，我代表甲区人民政府向大会报告工作，请予审议。
过去一年，全区生产总值达到1300亿元，比上年增长8.5%；社会消费品零售额为817亿元，同比增幅15.5%。
甲区引进总部企业14家，新设股权投资基金256家，实际使用外资6.2亿美元，税收收入稳步提高。
今年，甲区将继续优化营商环境，推动产业空间改造，办好民生实事，努力完成各项任务。
"""


def plain(*entries: tuple[str, str, str]) -> str:
    return "".join(f"-\n{title}\n{body.strip()}\n{date}\n" for title, body, date in entries)


@pytest.fixture
def three(scrapy, rows, tmp_path):
    """The report, a copy under another tag, and another district's with the name swapped; their ids in that order."""
    path = tmp_path / "saved.txt"
    path.write_text(
        plain(
            ("【投资甲区】2013年甲区政府工作报告", REPORT, "2025-08-06"),
            ("【甲区招商】2013年甲区政府工作报告", REPORT.replace("，", "， "), "2025-08-06"),
            ("【丙区招商】2013年丙区政府工作报告", REPORT.replace("甲区", "丙区"), "2025-08-06"),
        ),
        encoding="utf-8",
    )
    done = scrapy("run", "--file", path)
    assert done.returncode == 0, done.stdout + done.stderr
    return [id for (id,) in rows("SELECT id FROM notices ORDER BY position")]


def records(rows) -> set[frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for id, record in rows("SELECT id, record_id FROM notices"):
        groups.setdefault(record, set()).add(id)
    return {frozenset(group) for group in groups.values()}


def test_a_swapped_name_keeps_notices_apart_and_explain_says_so(three, scrapy, rows):
    a, b, other = three
    assert records(rows) == {frozenset({a, b}), frozenset({other})}
    done = scrapy("explain", a, other, quick=False)
    assert done.returncode == 0, done.stderr
    assert "APART: two records" in done.stdout
    assert "甲" in done.stdout and "丙" in done.stdout and "evidence:" in done.stdout


def test_a_merge_is_explained_as_json_and_html(three, scrapy):
    a, b, _other = three
    told = json.loads(scrapy("explain", a[:8], b[:8], "--json", quick=False).stdout)
    assert told["same_record"] and told["jaccard"] == 1.0 and told["decision"] == "same" and told["passages"] == []
    page = scrapy("explain", a, b, "--html", quick=False).stdout
    assert page.lstrip().startswith("<!DOCTYPE html>") and "MERGED" in page


def test_one_notice_shows_everything_it_was_compared_with(three, scrapy):
    a, b, other = three
    told = json.loads(scrapy("explain", a, "--json", quick=False).stdout)
    assert {match["other"]: match["decision"] for match in told["matches"]} == {b: "same", other: "different"}


def test_cleaning_is_shown_raw_beside_clean(three, scrapy):
    told = json.loads(scrapy("explain", three[1], "--cleaning", "--json", quick=False).stdout)
    assert "， " in told["body_raw"] and "， " not in told["body"] and told["tag"] == "甲区招商"


def test_unknown_and_ambiguous_notices_are_refused(three, scrapy):
    assert "no such notice" in scrapy("explain", "ffff0000ffff", quick=False).stderr
    assert scrapy("judge", three[0], "ffff0000ffff", "same", quick=False).returncode == 3


def test_a_judgement_splits_survives_a_second_run_and_is_undone_by_another(three, scrapy, rows, tmp_path):
    a, b, other = three
    apart, together = {frozenset({x}) for x in three}, {frozenset({a, b}), frozenset({other})}
    (home,) = rows("SELECT record_id FROM notices WHERE id = ?", a)[0]
    assert scrapy("judge", a, b, "different", "--why", "试验", "--by", "王工", quick=False).returncode == 0
    assert records(rows) == apart
    assert scrapy("run", "--file", tmp_path / "saved.txt").returncode == 0
    assert records(rows) == apart
    assert scrapy("judge", b, a, "same", quick=False).returncode == 0
    assert records(rows) == together
    assert rows("SELECT record_id FROM notices WHERE id = ?", a) == [(home,)]
    assert rows("SELECT new_id FROM redirects") == [(home,)]
    assert rows("SELECT verdict, judged_by, why, deleted_at IS NULL FROM judgements ORDER BY id") == [
        ("different", "王工", "试验", 0),
        ("same", rows("SELECT judged_by FROM judgements WHERE id = 2")[0][0], None, 1),
    ]


def test_a_judgement_that_contradicts_others_is_refused_with_the_chain(three, scrapy, rows):
    a, b, other = three
    assert scrapy("judge", a, b, "same", quick=False).returncode == 0
    assert scrapy("judge", b, other, "same", quick=False).returncode == 0
    refused = scrapy("judge", a, other, "different", quick=False)
    assert refused.returncode == 3
    assert (
        f"{min(a, b)} same {max(a, b)}" in refused.stderr and f"{min(b, other)} same {max(b, other)}" in refused.stderr
    )
    assert records(rows) == {frozenset(three)}


def test_a_verdict_that_is_none_is_refused(three, scrapy):
    done = scrapy("judge", three[0], three[1], "maybe", quick=False)
    assert done.returncode == 3 and "maybe: no such verdict" in done.stderr and "same|different|unsure" in done.stderr
