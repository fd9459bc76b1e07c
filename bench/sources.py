"""What `stream.py` and `redecide.py` are given: notices made up, those of a folder, or those of templates.

A folder (documents.jsonl.gz, clusters.jsonl.gz) is repeated, each time in other words: characters change places with
others about as frequent, so that lengths, lines, figures and what copies share stay as they are, and no turn resembles
another. Left alone is what rules read and what the two scripts write differently.
"""

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import islice
from pathlib import Path

from made import Made, Stream
from opencc import OpenCC
from templates import KINDS, documents

ROOT = Path(__file__).resolve().parent.parent
NEIGHBOURS = 12  # characters of a frequency that change places


def arguments(parser: argparse.ArgumentParser) -> None:
    """What is to be decided, as options."""
    parser.add_argument("--folder", type=Path, help="a folder of labelled documents, repeated in other words")
    parser.add_argument(
        "--template",
        nargs="?",
        const="tender",
        choices=[*KINDS, "all"],
        help="notices of one template, half of them reposts; all: of each kind",
    )


def stream(given: argparse.Namespace, count: int) -> list[Made]:
    """`count` notices of what was asked for."""
    if given.folder:
        return [*islice(repeated(given.folder), count)]
    if given.template:
        return templates(count, [*KINDS] if given.template == "all" else [given.template])
    return [*islice(Stream(), count)]


def name(given: argparse.Namespace) -> str:
    """What was asked for, for the head of a table."""
    return "real documents" if given.folder else f"template {given.template}" if given.template else "made up"


def templates(count: int, kinds: list[str]) -> list[Made]:
    """Notices of these kinds, half of them reposts."""
    rows = documents(count, kinds)
    numbers = {cluster: number for number, cluster in enumerate(dict.fromkeys(row["cluster"] for row in rows))}
    begin = date(2031, 1, 1)  # all stand on one site, where a formula on another day is another notice
    days = [(begin + timedelta(days=number % 300)).isoformat() for number in range(len(numbers))]
    return [Made(number := numbers[row["cluster"]], row["title"], row["body"], days[number]) for row in rows]


def repeated(folder: Path) -> Iterator[Made]:
    """The folder's documents as they are, and then again and again in other words."""
    rows, clusters = (_rows(folder / f"{name}.jsonl.gz") for name in ("documents", "clusters"))
    cluster = {row["id"]: row["cluster"] for row in clusters}
    numbers = {of: number for number, of in enumerate(dict.fromkeys(cluster.values()))}
    common = Counter(character for row in rows for character in row["body"] if "\u4e00" <= character <= "\u9fff")
    kept = {character for path in (ROOT / "dedup").glob("*.py") for character in path.read_text(encoding="utf-8")}
    same = [character for character, _ in common.most_common() if character not in kept and _of_both_scripts(character)]
    turn = 0
    while True:
        moved = str.maketrans(dict(_rotated(same, turn)))
        for row in rows:
            title, body = ((row.get(part) or "").translate(moved) for part in ("title", "body"))
            yield Made(turn * len(numbers) + numbers[cluster[row["id"]]], title, body, (row.get("date") or "")[:10])
        turn += 1


def _rotated(characters: list[str], turn: int) -> Iterator[tuple[str, str]]:
    for begin in range(0, len(characters), NEIGHBOURS):
        block = characters[begin : begin + NEIGHBOURS]
        for place, character in enumerate(block):
            # Every other block the other way round: words of two frequent characters would come back otherwise.
            step = turn if begin // NEIGHBOURS % 2 else -turn * 5
            yield character, block[(place + step) % len(block)]


def _rows(path: Path) -> list[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _of_both_scripts(character: str) -> bool:
    return all(_converter(scheme).convert(character) == character for scheme in ("s2t", "t2s"))


@cache
def _converter(scheme: str) -> OpenCC:
    return OpenCC(scheme)
