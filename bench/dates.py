"""Benchmark: pipelines.dates.parse beside dateparser and htmldate on tables of date strings with the right answers.

    python bench/dates.py [FOLDER|FILE.tsv]     the project's own table, and dates.tsv of FOLDER (or FILE) when given

A table is kind, text, expected (ISO 8601, empty for no date), under "# reference time <ISO>". htmldate reads pages and
gives days only: it gets the text as a page's dateline, and its answer is held against the expected day.
"""

import statistics
import sys
import time
import warnings
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pipelines.dates import parse  # noqa: E402

Reader = Callable[[str, datetime], str | None]


def _dateparser() -> Reader:
    import dateparser

    warnings.filterwarnings("ignore")

    def read(text: str, now: datetime) -> str | None:
        base = {"RELATIVE_BASE": now.replace(tzinfo=None), "TIMEZONE": "Asia/Shanghai", "TO_TIMEZONE": "Asia/Shanghai"}
        found = dateparser.parse(text, settings={**base, "PREFER_DATES_FROM": "past"})
        return found.replace(tzinfo=None).isoformat() if found else None

    return read


def _htmldate() -> Reader:
    from htmldate import find_date

    def read(text: str, now: datetime) -> str | None:
        page = f'<html><body><article><p class="date">{text}</p><p>招商引资</p></article></body></html>'
        return find_date(page, extensive_search=True, original_date=True, max_date=f"{now:%Y}-12-31")

    return read


def agrees(found: str | None, expected: str, days_only: bool) -> bool:
    """Whether `found` says what `expected` says to its precision (dateparser always gives a time, htmldate a day)."""
    if not found or not expected:
        return not found and not expected
    return found.startswith(expected[:10] if days_only else expected)


def measure(read: Reader, rows: list[list[str]], now: datetime, days_only: bool) -> tuple[int, int, int, float]:
    """(right, wrong, none where a date was expected, median microseconds a string)."""
    right = wrong = none = 0
    spent = []
    for _, text, expected in rows:
        began = time.perf_counter()
        try:
            found = read(text, now)
        except Exception:  # a peer that raises has read nothing
            found = None
        spent.append(time.perf_counter() - began)
        if agrees(found, expected, days_only):
            right += 1
        elif found:
            wrong += 1
        else:
            none += 1
    return right, wrong, none, statistics.median(spent) * 1e6


def main(arguments: list[str]) -> None:
    tables = [ROOT / "tests" / "dates_forms.tsv"]
    for argument in map(Path, arguments):
        tables.append(argument / "dates.tsv" if argument.is_dir() else argument)
    print("| table | strings | parser | right | wrong | none | median us |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for table in tables:
        head, _, *lines = table.read_text("utf-8").splitlines()
        now = datetime.fromisoformat(head.split()[3])
        rows = [line.split("\t") for line in lines]
        for name, make, days_only in (
            ("pipelines.dates", lambda: parse, False),
            ("dateparser", _dateparser, False),
            ("htmldate", _htmldate, True),
        ):
            try:
                read = make()
            except ImportError:
                print(f"| {table.name} | {len(rows)} | {name} | not installed | | | |")
                continue
            read(rows[0][1], now)
            right, wrong, none, median = measure(read, rows, now, days_only)
            print(f"| {table.name} | {len(rows)} | {name} | {right} | {wrong} | {none} | {median:,.0f} |")


if __name__ == "__main__":
    main(sys.argv[1:])
