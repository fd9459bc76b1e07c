"""Benchmark: pages in the structures of real platforms (tests/platforms), both halves apart.

    python bench/platforms.py [blind|seen|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth]

Half of the rows, by the hash of their name, were written down and scored before anyone looked at failures ("blind"). A
list is exact where all its entries are found, in order, and nothing else; other columns are shares of what pages say. A
name after the command prints that row alone (the waves are counted in the halves too).
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import test_platforms_articles as articles  # noqa: E402
import test_platforms_lists as lists  # noqa: E402
from platforms import articles_fifth, articles_third  # noqa: E402
from platforms.articles import EIGHTH, NINTH, SEVENTH, TENTH, wave  # noqa: E402
from platforms.lists import FIFTH, FOURTH, SIXTH, THIRD, Row  # noqa: E402


def list_shares(rows: list[Row]) -> list[float]:
    """Shares of exact lists, right titles, right dates, and precision and recall of next pages."""
    exact = titles = dates = entries = dated = said = wanted = right = 0
    for page, found in map(lists.read, rows):
        by_url = {entry.url: entry for entry in found.entries}
        exact += [entry.url for entry in found.entries] == [entry.url for entry in page.entries]
        for entry in page.entries:
            got = by_url.get(entry.url)
            entries, dated = entries + 1, dated + bool(entry.date)
            titles += bool(got and got.title == entry.title)
            dates += bool(got and entry.date and (got.published or "")[:10] == entry.date)
        said, wanted = said + bool(found.next), wanted + bool(page.next)
        right += bool(page.next) and found.next == page.next
    return [exact / len(rows), titles / entries, dates / dated, right / said, right / wanted]


def main() -> None:
    only = sys.argv[1] if sys.argv[1:] else ""
    lists_of = {"blind": lists.HALVES[False], "seen": lists.HALVES[True], "third wave": list(THIRD)}
    lists_of |= {"fourth wave": list(FOURTH), "fifth wave": list(FIFTH), "sixth wave": list(SIXTH)}
    print("| lists | rows | exact | titles | dates | next P | next R |\n| --- |" + " ---: |" * 6)
    for name, rows in lists_of.items():
        if name.startswith(only):
            print(f"| {name} | {len(rows)} | " + " | ".join(f"{share:.3f}" for share in list_shares(rows)) + " |")
    columns, every = list(articles.LEAST), articles.cases()
    articles_of = {
        "blind": [case for case in every if case.blind],
        "seen": [case for case in every if not case.blind],
        "third wave": wave(articles_third.ROWS),
        "fourth wave": wave(articles_third.LATER),
        "fifth wave": wave(articles_fifth.ROWS),
        "sixth wave": wave(articles_fifth.LATER),
        "seventh wave": SEVENTH,
        "eighth wave": EIGHTH,
        "ninth wave": NINTH,
        "tenth wave": TENTH,
    }
    print(f"\n| articles | rows | {' | '.join(columns)} |\n| --- |" + " ---: |" * (1 + len(columns)))
    for name, cases in articles_of.items():
        if name.startswith(only):
            found = articles.shares(cases)
            print(f"| {name} | {len(cases)} | " + " | ".join(f"{found[column]:.3f}" for column in columns) + " |")


if __name__ == "__main__":
    main()
