"""A new platform: adds its rows, to be filled in, to lists_more.py and articles_more.py; once they are, says how they are
read.

    make new-platform NAME=city.system
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent.parent)]

from crawler.read.listing import listing  # noqa: E402
from platforms import articles, lists  # noqa: E402
from platforms.lists import FILL_IN  # noqa: E402

NOW = datetime(2025, 11, 1, tzinfo=timezone.utc)
LIST = """    ("{name}", "{fill}/{{id}}.html", "%Y-%m-%d", "<ul class='{fill}'>", "<li><a href='{{h}}'>{{t}}</a><span>{{d}}</span></li>", "words"),
"""
ARTICLE = "{name} ~ h1 ~ div.{fill}: 发布日期：{{D}} 来源：{{S}} ~ div.{fill} ~ w=TS\n"


def add(name: str, folder: Path = HERE) -> None:
    """Adds the rows of a platform at the end of lists_more.py and articles_more.py in `folder`."""
    for file, end, template in (("lists_more.py", ")  # fmt: skip\n", LIST), ("articles_more.py", '"""\n', ARTICLE)):
        path = folder / file
        rows = path.read_text(encoding="utf-8").removesuffix(end)
        path.write_text(rows + template.format(name=name, fill=FILL_IN) + end, encoding="utf-8")


def differences(name: str) -> Iterator[str]:
    """What is read otherwise than the rows of a platform say."""
    from test_platforms_articles import right

    for row in lists.ROWS:
        if row.name != name:
            continue
        page = lists.build(row)
        found = listing.find(page.html, page.url, NOW, pins=False)
        read = [(entry.url, entry.title, (entry.published or "")[:10] or None) for entry in found.entries]
        for number, entry in enumerate(page.entries):
            got = read[number] if number < len(read) else None
            if got != tuple(entry):
                yield f"list, entry {number + 1}: {got}, not {tuple(entry)}"
        if len(read) != len(page.entries):
            yield f"list: {len(read)} entries, not {len(page.entries)}; {found.why}"
        if found.next != page.next:
            yield f"list: the next page is {found.next}, not {page.next}"
    for case in articles.cases():
        if case.name == name:
            yield from (f"article: another {field}" for field, is_right in right(case).items() if not is_right)


def main(arguments: list[str]) -> int:
    name = arguments[0] if len(arguments) == 1 else ""
    if not re.fullmatch(r"[a-z0-9][a-z0-9.-]*", name):
        print("make new-platform NAME=… in small letters, digits, points and hyphens", file=sys.stderr)
        return 2
    if name not in {row.name for row in lists.ROWS}:
        add(name)
        print(f"{name} stands at the end of tests/platforms/lists_more.py and articles_more.py: fill in {FILL_IN}")
        return 0
    if any(row.name == name and FILL_IN in str(row) for row in lists.ROWS):
        print(f"the row of {name} in tests/platforms/lists_more.py is not filled in yet")
        return 1
    found = list(differences(name))
    print("\n".join(found) or f"{name} is read as its rows say")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
