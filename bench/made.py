"""A stream of notices with known answers, for benchmarks: originals, reposts as sites make them, and look-alikes.

Words are pairs of the 3,755 commonest simplified characters (level 1 of GB 2312), drawn by rank as words are, so that
no text looks traditional and unrelated ones share next to nothing. Written by nobody: free to be stored.
"""

import random
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

COMMON = [bytes((row, cell)).decode("gb2312") for row in range(0xB0, 0xD7) for cell in range(0xA1, 0xFF)]
REPOSTS = 0.3  # share of the stream that repeats an earlier document
LOOK_ALIKES = 0.02  # share that is an earlier one's text with another year's figures and another place


class Made(NamedTuple):
    """`document`: equal in what is to be merged, and in nothing else."""

    document: int
    title: str
    body: str
    published: str


class Stream:
    """Notices of about `length` characters, the same for the same seed. `pool`: how many originals are reposted."""

    def __init__(self, seed: int = 1, length: int = 1500, pool: int = 20_000) -> None:
        self.rng, self.length, self.pool = random.Random(seed), length, pool
        characters = COMMON[:3755]
        self.words = ["".join(self.rng.choices(characters, k=2)) for _ in range(5000)]
        self.weights = list(accumulate(1 / (rank + 30) for rank in range(5000)))
        self.originals: list[tuple[Made, str, int]] = []
        self.documents = 0

    def __iter__(self) -> Iterator[Made]:
        while True:
            kind = self.rng.random() if self.originals else 1.0
            if kind < REPOSTS:
                yield self.repost()
            elif kind < REPOSTS + LOOK_ALIKES:
                yield self.look_alike()
            else:
                yield self.original()

    def original(self, place: str | None = None, year: int | None = None, body: str | None = None) -> Made:
        rng, self.documents = self.rng, self.documents + 1
        place = place or "".join(rng.choices(COMMON[:3755], k=2))
        year = year or rng.randint(2009, 2025)
        title, body = f"{year}年{place}区{self.clause(4)}", body or self.text(place, year)
        made = Made(self.documents, title, body, self.day(year))
        if len(self.originals) < self.pool:
            self.originals.append((made, place, year))
        else:
            self.originals[rng.randrange(self.pool)] = made, place, year
        return made

    def clause(self, words: int) -> str:
        return "".join(self.rng.choices(self.words, cum_weights=self.weights, k=words))

    def day(self, year: int) -> str:
        return f"{year}-{self.rng.randint(1, 12):02}-{self.rng.randint(1, 28):02}"

    def text(self, place: str, year: int) -> str:
        rng, parts, size = self.rng, [f"{year}年，{place}区"], 0
        while size < self.length - 20:
            words = self.rng.choices(self.words, cum_weights=self.weights, k=30)
            a, b = rng.randint(4, 13), rng.randint(16, 26)
            figure = f"，{place}区完成{rng.randint(3, 9999)}.{rng.randint(1, 9)}亿元" if rng.random() < 0.3 else ""
            sentence = f"{''.join(words[:a])}，{''.join(words[a:b])}{figure}，{''.join(words[b:])}"
            parts.append(sentence + ("。\n" if rng.random() < 0.3 else "。"))
            size += len(parts[-1])
        return "".join(parts)

    def repost(self) -> Made:
        """The same document on another site: framed, respaced, cut, tagged, or as it is."""
        rng = self.rng
        made, place, year = rng.choice(self.originals)
        body, title, kind = made.body, made.title, rng.randrange(5)
        if kind == 1:
            head = f"您现在的位置：首页 > 招商动态\n发布时间：{self.day(year)} 浏览：{rng.randint(1, 999)}次"
            body = f"{head}\n{body}\n上一篇：暂无"
        elif kind == 2:
            body = body.replace("，", "， ").replace("。", "。\u3000")
        elif kind == 3:
            body = body[: int(len(body) * rng.uniform(0.6, 0.9))]
        elif kind == 4:
            title = f"【{place}区招商引资】{title}"
        return made._replace(title=title, body=body, published=f"{year + 1}{self.day(year)[4:]}")

    def look_alike(self) -> Made:
        """Another document in the same words: another year's, and another district's."""
        rng = self.rng
        made, place, year = rng.choice(self.originals)
        other, later = "".join(rng.choices(COMMON[:3755], k=2)), year + rng.randint(1, 3)
        body = made.body.replace(f"{place}区", f"{other}区").replace(f"{year}年", f"{later}年")
        body = "".join(str(rng.randint(1, 9)) if c.isdigit() and rng.random() < 0.5 else c for c in body)
        return self.original(other, later, body)


def faults(answers: dict[int, list], partition: dict) -> tuple[int, int]:
    """Wrong and missed merges: pairs in one record that are two documents, pairs of one document in two records.

    `answers`: document -> its notices; `partition`: notice -> record.
    """
    together, right, same = {}, 0, 0
    for notices in answers.values():
        counts: dict = {}
        for notice in notices:
            counts[partition[notice]] = counts.get(partition[notice], 0) + 1
        for record, count in counts.items():
            together[record] = together.get(record, 0) + count
        right += sum(count * (count - 1) // 2 for count in counts.values())
        same += len(notices) * (len(notices) - 1) // 2
    merged = sum(count * (count - 1) // 2 for count in together.values())
    return merged - right, same - right
