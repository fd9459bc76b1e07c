"""What repeats on a site is the site's: which lines of its pages are furniture, learned from the pages themselves.

Pure. The spider shows it every article page (crawler/read/page_signs.py); what was learned is kept with the site
(output/store/learned.py), so that the next run's first page knows it already. A line is furniture when it stood under
`ENOUGH` different titles and is no part of the notices: it stands on the site's listing page too, or farther from the
heading than all that is a page's own, or in pages that have nothing else. Lines that notices of one template share
stand with lines of their own in one element, and stay. Only the two ends of a text are cut: furniture does not stand
in the middle of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

from nouns.found import PageLine
from pipelines.likeness import first_related, key_of, unrelated

ENOUGH = 3  # different titles under which a line makes it the site's
TITLES = 40  # remembered, so that one written another way does not count as another
MOST_LINES = 4000  # remembered of a site
LONGEST = 120  # characters of a line whose text is remembered
PROSE = 100  # letters of a text that, the same under many titles, is told and not taken away
_STOP = re.compile("[。！？.!?]")  # ends a sentence


@dataclass(slots=True)
class _Heard:
    """Where a line stood so far: under which titles (their checksums); on how many pages `apart`, farther from the
    heading than all that is a page's own; `listed`: on the site's listing page; `text`: of one that was read as a part
    of a notice."""

    titles: list[int] = field(default_factory=list)
    apart: int = 0
    listed: bool = False
    text: str = ""

    @property
    def is_beside(self) -> bool:
        """Whether it stands beside the site's notices and not in them."""
        return self.listed or self.apart >= ENOUGH

    @property
    def stood_once(self) -> bool:
        """Whether it stood on one article's page only."""
        return len(self.titles) < 2 and not self.listed

    def under_another(self, title: int) -> bool:
        """Whether it stood somewhere else than under this title."""
        return self.listed or any(number != title for number in self.titles)


@dataclass(slots=True)
class Furniture:
    """What is known of one site's lines. `lines`: furniture, key -> text; `kept`: keys an operator says are none."""

    lines: dict[int, str] = field(default_factory=dict)
    kept: set[int] = field(default_factory=set)
    titles: list[str] = field(default_factory=list)
    learned: dict[int, str] = field(default_factory=dict)  # of `lines`, what was learned since this was loaded
    _heard: dict[int, _Heard] = field(default_factory=dict)
    _numbers: dict[str, int] = field(default_factory=dict)  # of titles asked for lately
    _beside: set[int] = field(default_factory=set)  # keys of lines that are listed or stood apart often enough

    def __post_init__(self) -> None:
        self._beside.update(key for key, heard in self._heard.items() if heard.is_beside)

    def know(self, lines: Mapping[int, str]) -> None:
        """These lines are the site's, whatever its pages have shown so far."""
        self.lines.update((key, line) for key, line in lines.items() if key not in self.lines)

    def hear_list(self, keys: Sequence[int]) -> None:
        """A listing page shows these lines outside its entries."""
        for key in keys:
            self._heard.setdefault(key, _Heard()).listed = True
        self._beside.update(keys)

    def hear(self, title: str, lines: Sequence[PageLine], body: str, keys: Sequence[int] = ()) -> str:
        """Take in a page and return its text without the site's furniture.

        `title`: comparable, what the list calls it; `body`: the text as read, a line a paragraph; `keys`: of these,
        where they are known.
        """
        number = self._number(title)
        own = self._own(lines, number)
        nearest = min((line.depth for line in own), default=-1)
        for line in lines:
            self._take(line, number, line.depth < nearest)
        self._trim()
        paragraphs = body.split("\n") if body else []
        said = dict(zip(keys or map(key_of, paragraphs), paragraphs, strict=True))
        for key, text in said.items():
            if len(text) <= LONGEST and key in self._heard:
                self._heard[key].text = text
        if any(map(self.repeats, said)):
            self._promote(said, self._apart(lines, number))
        return self.without(body) if self.lines else body

    def without(self, body: str) -> str:
        """A text without the site's furniture at its two ends."""
        paragraphs = body.split("\n") if body else []
        first, last = 0, len(paragraphs)
        while first < last and self._is_furniture(paragraphs[first]):
            first += 1
        while last > first and self._is_furniture(paragraphs[last - 1]):
            last -= 1
        return "\n".join(paragraphs[first:last])

    def known(self) -> frozenset[int]:
        """Keys of lines that are no part of any text, for the next page's reading: furniture, what the site's listing
        page shows, and what stood far from the heading under `ENOUGH` titles."""
        return frozenset((self._beside | self.lines.keys()) - self.kept)

    def repeats(self, key: int) -> bool:
        """Whether a line has stood under `ENOUGH` different titles."""
        heard = self._heard.get(key)
        return heard is not None and len(heard.titles) >= ENOUGH

    def _may_be_furniture(self, key: int) -> bool:
        return key not in self.kept and self.repeats(key)

    def own(self, title: str, lines: Sequence[PageLine]) -> int:
        """Letters of a page, beside its title and who published it when, that no other page of the site shows under
        another title."""
        number = self._number(title, remember=False)
        return sum(line.size for line in self._own(lines, number))

    def not_the_sites(self, lines: Sequence[PageLine]) -> int:
        """Letters of a page, beside its title and who published it when, that are not the site's, which is what is
        known to be furniture, listed, or under `ENOUGH` titles. What another notice says too counts, as a repost's text
        does, so that it is the same for all who have seen the same pages."""
        known = self.known()
        return sum(line.size for line in lines if not (line.label or line.key in known or self.repeats(line.key)))

    def _elsewhere(self, key: int, number: int) -> bool:
        if key in self.lines:
            return True
        heard = self._heard.get(key)
        return heard is not None and heard.under_another(number)

    def _number(self, title: str, remember: bool = True) -> int:
        """What stands for a title, or for the one it is another writing of."""
        own = crc32(title.encode("utf-8", "surrogatepass"))
        number = self._numbers.get(title)
        if number is None:
            known = first_related(title, reversed(self.titles)) or title
            number = crc32(known.encode("utf-8", "surrogatepass"))
            if len(self._numbers) >= TITLES:
                self._numbers.clear()
            self._numbers[title] = number
        if remember and number == own and title not in self.titles:
            self.titles = [*self.titles[1 - TITLES :], title]
        return number

    def _own(self, lines: Sequence[PageLine], number: int) -> list[PageLine]:
        """The lines that no other page of the site shows under another title."""
        return [line for line in lines if not line.label and not self._elsewhere(line.key, number)]

    def _take(self, line: PageLine, number: int, apart: bool) -> None:
        heard = self._heard.setdefault(line.key, _Heard())
        if number not in heard.titles:
            if len(heard.titles) < ENOUGH:
                heard.titles.append(number)
            heard.apart += apart
            if heard.apart == ENOUGH:
                self._beside.add(line.key)
                if heard.text:  # earlier pages were read with it
                    self._learn(line.key, heard.text)

    def _trim(self) -> None:
        """Forget the oldest lines that stood on one page only: most are of a notice and never come again."""
        if len(self._heard) > MOST_LINES:
            once = [key for key, heard in self._heard.items() if heard.stood_once]
            for key in once[: len(self._heard) - MOST_LINES // 2]:
                del self._heard[key]

    def _apart(self, lines: Sequence[PageLine], number: int) -> set[int]:
        """Lines that stand farther from the heading than all that the page's text has of its own."""
        inside = [line for line in lines if line.inside]
        nearest = min((line.depth for line in self._own(inside, number)), default=-1)
        return {line.key for line in inside if line.depth < nearest}

    def _promote(self, body: Mapping[int, str], apart: set[int]) -> None:
        """Make furniture of the lines of a text that the other pages show to be the site's."""
        repeated = [key for key in body if self._may_be_furniture(key)]
        alone = len(repeated) == len(body) and not _prose(body.values()) and not self._is_of_a_series(repeated)
        for key in repeated:
            if alone or key in apart or self._heard[key].is_beside:
                self._learn(key, body[key])

    def _is_of_a_series(self, keys: Sequence[int]) -> bool:
        """Whether these lines stood under titles that name one thing, week by week: 本周无新签约项目."""
        titles = {crc32(title.encode("utf-8", "surrogatepass")): title for title in self.titles}
        under = [titles[number] for key in keys for number in self._heard[key].titles if number in titles]
        return len(under) > 1 and not any(unrelated(under[0], title) for title in under[1:])

    def _learn(self, key: int, text: str) -> None:
        if key not in self.lines and key not in self.kept:
            self.lines[key] = self.learned[key] = text

    def _is_furniture(self, paragraph: str) -> bool:
        key = key_of(paragraph)
        return key in self.lines and key not in self.kept

    def dump(self) -> dict[str, Any]:
        """What is to be remembered beside the furniture itself, as plain data."""
        return {
            "titles": self.titles,
            "heard": [[key, h.titles, h.apart, h.listed, h.text] for key, h in self._heard.items()],
        }

    @classmethod
    def load(cls, data: Mapping[str, Any], lines: Mapping[int, str], kept: Sequence[int]) -> Furniture:
        """From what `dump` gave, and the furniture of the site's table."""
        heard = {key: _Heard(*stood) for key, *stood in data.get("heard", ())}
        return cls(dict(lines), set(kept), list(data.get("titles", ())), _heard=heard)


def _prose(paragraphs: Iterable[str]) -> bool:
    """Whether lines are sentences of some length rather than the lines of a footer."""
    sentences = [text for text in paragraphs if _STOP.search(text)]
    return sum(map(len, sentences)) >= PROSE and len(sentences) >= 2
