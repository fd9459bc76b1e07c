"""Article pages in the structures of real platforms (tests/platforms/articles.py): title, date, source, author and body of
each. Half of the rows, by hash of the name, were written down and scored before anyone looked at failures."""

import re
from datetime import datetime, timezone

from platforms.articles import Case, cases

from crawler.read.article.article import read
from pipelines import credits, text
from pipelines.likeness import key_of

NOW = datetime(2024, 12, 1, 2, 0, tzinfo=timezone.utc)
URL = "http://www.yunqi.example/info/1.html"
LEAST = {"title": 0.98, "published": 0.97, "source": 0.93, "author": 0.85, "body": 0.95}
APART = 0.03  # what the half written blind may be behind the other


def right(case: Case) -> dict[str, bool]:
    """Of each field, whether it is what the page says; body line by line, white space aside."""
    found = read(case.html, URL, NOW)
    body = ["".join(line.split()) for line in text.clean(found.body).text.split("\n")]
    return {
        "title": found.title == case.title,
        "published": (found.published or "")[:10] == (case.published or ""),
        "source": (credits.source(found.source) if found.source else None) == case.source,
        "author": (credits.author(found.author) if found.author else None) == case.author,
        "body": body == ["".join(line.split()) for line in case.body],
    }


def shares(rows: list[Case]) -> dict[str, float]:
    """Of each field the share of pages where it is right; the author's only where the page names one."""
    found = [(case, right(case)) for case in rows]
    named = {"author": [(case, verdict) for case, verdict in found if case.author]}
    kept = {name: named.get(name, found) for name in LEAST}
    return {name: sum(verdict[name] for _, verdict in rows) / len(rows) for name, rows in kept.items()}


def test_every_row_is_a_page_of_its_own():
    rows = cases()
    assert len({case.name for case in rows}) == len(rows) >= 150
    for case in rows:
        said = re.sub(r"<[^<>]*>", "", case.html)
        assert all(cell in said or cell in case.html for line in case.body for cell in line.split())  # a row is a line


def test_fields_and_body_are_what_the_platforms_pages_say():
    halves = {half: shares([case for case in cases() if case.blind is half]) for half in (True, False)}
    whole = shares(cases())
    print(whole, halves)
    assert {name: share for name, share in whole.items() if share < LEAST[name]} == {}
    assert all(halves[False][name] - halves[True][name] <= APART for name in ("title", "published", "source", "body"))


def test_a_page_is_read_alike_whatever_is_known_of_lines_that_it_does_not_show():
    short = [case for case in cases() if sum(map(len, case.body)) < 300][::6]
    elsewhere = frozenset({key_of("这一行不在任何页面上")})
    assert len(short) > 40
    assert [
        case.name for case in short if read(case.html, URL, NOW) != read(case.html, URL, NOW, None, None, elsewhere)
    ] == []
