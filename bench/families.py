"""Families of one document: copies as people make them, sisters beside them: `python bench/families.py FOLDER`.

FOLDER holds documents.jsonl.gz ({"id", "title", "body"}). Of --sample documents, half of them long, eight copies each
are made by up to three changes (a sentence, a paragraph or a point lost, digits and ordinals misread, words turned
about, notes appended, and those of bench/stress.py), and beside them up to two sisters with other years, figures or
places, and their copies. Told by halves of the documents (by a hash of the id; whoever makes a rule looks at `seen`
alone), of pairs of one document: how many are together, how many of the rest were refused as a pair, and how many only
the clusters keep apart; of pairs of two documents: how many are together, and how many are the same as a pair.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import re
import tempfile
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import stress
from quality import f1, ours

from dedup.verify import Document

LONG = 5_000  # characters
COPIES = 8
WORDS = [("进一步", "更加"), ("加快", "加速"), ("推进", "推动"), ("完成", "实现"), ("提高", "提升"), ("建设", "建立")]


def each(pattern: str, most: int, other: Callable[[str, random.Random], str]) -> stress.Make:
    """One to `most` places that match, in another way."""

    def changed(body: str, rng: random.Random) -> str:
        found = list(re.finditer(pattern, body))
        for place in sorted(rng.sample(found, min(len(found), rng.randrange(1, most + 1))), key=lambda m: -m.start()):
            body = body[: place.start()] + other(place[0], rng) + body[place.end() :]
        return body

    return changed


def misread(number: str, rng: random.Random) -> str:
    at = rng.randrange(len(number))
    return number[:at] + rng.choice("0123456789") + number[at + 1 :]


def turned(body: str, rng: random.Random) -> str:
    """下载打印 as 打印下载."""
    at = rng.randrange(max(len(body) - 4, 1))
    return body[:at] + body[at + 2 : at + 4] + body[at : at + 2] + body[at + 4 :]


def sentences_lost(body: str, rng: random.Random) -> str:
    return "".join(said for said in re.split("(?<=。)", body) if rng.random() > 0.03)


def paragraph_lost(body: str, rng: random.Random) -> str:
    lines = body.split("\n")
    at = rng.randrange(len(lines))
    return "\n".join(lines[:at] + lines[at + 1 :]) if len(lines) > 4 else body


def noted(body: str, rng: random.Random) -> str:
    said = [body[at : at + rng.randrange(30, 90)][::-1] for at in rng.choices(range(len(body)), k=rng.randrange(2, 7))]
    return body + "\n注：" + "".join(f"\n{k}. {text}" for k, text in enumerate(said, 1))


def other_words(body: str, rng: random.Random) -> str:
    for word, other in rng.sample(WORDS, 2):
        body = body.replace(word, other, rng.randrange(3))
    return body


CHANGES: list[stress.Make] = [
    turned,
    sentences_lost,
    paragraph_lost,
    noted,
    other_words,
    each(r"(?<=\d)\.(?=\d)", 3, lambda point, rng: ""),
    each(r"\d+", 4, misread),
    each("[一二三四五六七八九]", 2, lambda ordinal, rng: rng.choice("一二三四五六七八九")),
    stress.framed,
    stress.scan(0.005),
    stress.scan(0.02),
    stress.glossed,
    stress.spammed,
    stress.shuffle,
    stress.head,
    stress.COPIES["beginning lost"],
    stress.converted("s2t"),
    stress.converted("s2twp"),
]
SISTERS = [stress.years, stress.figures(0.5), stress.places(2, True), stress.both(stress.years, stress.figures(0.3))]


def family(row: dict, rng: random.Random) -> list[list[dict]]:
    """Documents, each as its notices, the plain one first."""
    texts = [row["body"], *filter(None, (make(row["body"], rng) for make in rng.sample(SISTERS, 2)))]
    made = []
    for number, text in enumerate(texts):
        copies = [text]
        for _ in range(COPIES - 1 if not number else rng.choice([0, 3, COPIES - 1])):
            body = text
            for change in rng.sample(CHANGES, rng.choice([1, 2, 2, 3])):
                body = change(body, rng) or body
            copies.append(body)
        tag = rng.choice(["", "【招商引资】"])
        made.append(
            [
                {"id": f"{row['id']}.{number}.{k}", "title": tag * (k % 3 == 1) + row["title"], "body": body}
                for k, body in enumerate(copies)
            ]
        )
    return made


def half(id: str) -> str:
    return ("seen", "unseen")[hashlib.sha256(id.encode()).digest()[0] % 2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sample", type=int, default=160)
    arguments = parser.parse_args()
    with gzip.open(arguments.folder / "documents.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["title"] and 300 <= len(row["body"]) <= 25_000]
    rng = random.Random("families")
    titles: dict[str, dict] = {}
    for row in rng.sample(rows, len(rows)):
        titles.setdefault(row["title"], row)  # hardly two of one document
    sizes = [[row for row in titles.values() if (len(row["body"]) > LONG) == long] for long in (True, False)]
    families = {row["id"]: family(row, rng) for of in sizes for row in of[: arguments.sample // 2]}
    with tempfile.TemporaryDirectory() as folder:
        with gzip.open(Path(folder, "documents.jsonl.gz"), "wt", encoding="utf-8") as out:
            for notice in (notice for made in families.values() for copies in made for notice in copies):
                out.write(json.dumps(notice, ensure_ascii=False) + "\n")
        placed = ours(Path(folder))
    heads = ("half", "documents", "notices", "P", "R", "F1", "together", "refused", "kept apart", "wrong", "as a pair")
    print("|", " | ".join(heads), "|\n|" + " --- |" * len(heads))
    for name in ("seen", "unseen"):
        mine = [made for id, made in families.items() if half(id) == name]
        together = refused = apart = wrong = pairs = 0
        for made in mine:
            notices = [(number, Document(**row)) for number, copies in enumerate(made) for row in copies]
            for (one, a), (other, b) in combinations(notices, 2):
                joined, called = placed[a.id] == placed[b.id], stress.merged(a, b)
                if one == other:
                    together += joined
                    refused += not joined and not called
                    apart += not joined and called
                else:
                    wrong += joined
                    pairs += called
        p, r = together / max(together + wrong, 1), together / max(together + refused + apart, 1)
        count = sum(map(len, mine)), sum(len(copies) for made in mine for copies in made)
        figures = *count, *(f"{figure:.4f}" for figure in (p, r, f1(p, r))), together, refused, apart, wrong, pairs
        print("|", " | ".join(map(str, (name, *figures))), "|", flush=True)


if __name__ == "__main__":
    main()
