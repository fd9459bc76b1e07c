"""Decide whether two notices are the same document: exact overlap first, then the guards on what differs."""

from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import NamedTuple

import numpy as np

from dedup import figures, guards, instead, pages, paragraphs, sight, titles
from dedup.bitmaps import Bitmap, bitmap
from dedup.bounded import Remembered
from dedup.cover import Cover, covered
from dedup.differences import Differences
from dedup.evidence import Alignment, align, unexplained
from dedup.origins import Origin
from dedup.overlap import (
    MIN_CONTAINMENT,
    is_enough,
    is_little,
    is_usual,
    may_be_framed,
    ratios,
)
from dedup.shingles import Ordered, ordered, shared
from dedup.signatures import text_of
from dedup.text import comparable, traditional

# Comparable characters below which a body says nothing by itself.
MIN_BODY = 40
# Characters of texts whose shingles are remembered, 20 bytes each, and of pairs of bodies that were compared: three in
# five documents stand there more than once, mostly word for word.
TEXTS, BODIES = 4_800_000, 16_000_000
FIXED = 200  # characters that a text of none would weigh

_ordered: Remembered[str, Ordered] = Remembered(TEXTS, lambda of: len(of.begins) + FIXED)


@dataclass(frozen=True)
class Document:
    """A notice as far as the decision looks at it. Derived forms are computed on first use and kept."""

    id: str
    title: str
    body: str
    published: str | None = None
    site: str = ""

    @cached_property
    def files(self) -> frozenset[str]:
        """What stands in place of a text (instead.py)."""
        return instead.files(self.body)

    @cached_property
    def text(self) -> str:
        """Comparable body."""
        return "" if self.files else comparable(self.body)

    @cached_property
    def signed(self) -> str:
        """What its signature is made of."""
        return text_of(self.title_key, self.text, self.body if self.files else "")

    @cached_property
    def ordered(self) -> Ordered:
        """5-grams of `text`."""
        return _ordered.one(self.text, partial(ordered, self.text))

    @cached_property
    def shingles(self) -> np.ndarray:
        """Sorted distinct 5-gram hashes of `text`, uint64."""
        return self.ordered.distinct

    @cached_property
    def bitmap(self) -> Bitmap:
        """Its shingles in bits."""
        return bitmap(self.shingles)

    @cached_property
    def places(self) -> np.ndarray:
        """Which of `shingles` begins at each place of `text`."""
        return self.ordered.places()

    @cached_property
    def converted(self) -> bool:
        """Whether the body came in traditional script."""
        return traditional(self.body)

    @cached_property
    def layout(self) -> list[pages.Line]:
        """Lines of the body."""
        return pages.layout(self.body)

    def seen(self, face: sight.Face) -> None:
        """Take over what was derived of it before."""
        self.__dict__.update(face=face, text=face.text, title_key=face.title, converted=face.converted)

    def lines(self) -> list[pages.Line]:
        """`layout`, for who may not need it."""
        return self.layout

    @cached_property
    def origin(self) -> Origin:
        """What `text` no longer shows of the body."""
        return Origin(self.body)

    @cached_property
    def stage(self) -> guards.Stage:
        """At what stage it is."""
        return guards.stage(self.title, self.text)

    @cached_property
    def face(self) -> sight.Face:
        """What is seen of it at once."""
        return sight.Face(self.title_key, self.text, self.converted)

    @cached_property
    def title_key(self) -> str:
        """Comparable title without tag and site name."""
        return titles.title_key(self.title)


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about a pair, and on what grounds."""

    jaccard: float
    containment: float
    guard: str | None
    decision: str
    evidence: str


def overlap(a: Document, b: Document) -> tuple[float, float]:
    """Exact Jaccard similarity, and containment (share of the smaller set), of the 5-gram sets."""
    return ratios(*shared(a.shingles, b.shingles))


class Compared(NamedTuple):
    """What two notices of different texts share and tell otherwise, whoever published them and when. `little`: they
    share too little to be looked at; `enough`: so much that they are the same where nothing was found."""

    jaccard: float
    containment: float
    little: bool
    enough: bool
    found: list[guards.Finding]
    weight: int


_compared: Remembered[tuple[str, str, str, str], Compared] = Remembered(BODIES, lambda made: made.weight)


def decide(a: Document, b: Document) -> Decision:
    """Decision about the pair; symmetric, and a function of the two documents alone."""
    a, b = sorted((a, b), key=lambda d: (d.text, d.title, d.id))
    if a.text == b.text:
        return _equal(a, b)
    made = _compared.one((a.title, a.body, b.title, b.body), partial(_compare, a, b))
    if made.little:
        return Decision(made.jaccard, made.containment, None, "different", "")
    return _concluded(made.jaccard, made.containment, made.found or _circumstances(a, b), made.enough)


def _compare(a: Document, b: Document) -> Compared:
    of_a, of_b = shared(a.shingles, b.shingles)
    jaccard, containment = ratios(of_a, of_b)
    weight = len(a.body) + len(b.body) + FIXED
    little = is_little(jaccard, containment)
    enough = not little and is_enough(jaccard, containment, of_a)
    if not enough and may_be_framed(jaccard, containment) and _framed(a, b, of_a, of_b):
        little, enough = False, True
    if little:
        return Compared(jaccard, containment, True, False, [], weight)
    if seen := sight.apart(a.face, b.face):
        return Compared(jaccard, containment, False, True, [seen], weight)
    return Compared(jaccard, containment, False, enough, findings(a, b, of_a, of_b), weight)


def _framed(a: Document, b: Document, of_a: np.ndarray, of_b: np.ndarray) -> bool:
    """Whether one of two notices of one title says nothing of its own: what it has in one piece is the other's, and
    around that are lines of a page, where the other goes on in paragraphs. Of a form filled in twice neither does."""
    if not titles.agree(a.title_key, b.title_key):
        return False
    in_a, in_b = _cover(a, of_a), _cover(b, of_b)
    return pages.whole(in_a) and pages.whole(in_b) and pages.framed(in_a, a.layout) != pages.framed(in_b, b.layout)


def _equal(a: Document, b: Document) -> Decision:
    """Equal bodies are one document, unless they are as good as none (见附件), or a formula: then the titles tell."""
    if not a.text:
        return _by_files(a, b)
    found = _circumstances(a, b)
    one_title = bool(a.title_key) and a.title_key == b.title_key
    if len(a.text) < MIN_BODY and not one_title:
        found = [guards.Finding("title", guards.HINT, "hardly a body, other titles")]
    return _concluded(1.0, 1.0, found, True)


def _by_files(a: Document, b: Document) -> Decision:
    """Without a text, only the same file, of titles that go together, makes two notices one document. A picture that
    stands under any title is the site's."""
    jaccard, containment, all_of_one = instead.common(a.files, b.files)
    if not containment:
        return Decision(0.0, 0.0, None, "different", "no bodies")
    shared = sorted(a.files & b.files)[0]
    found = list(titles.titles_alone(a.title_key, b.title_key, True))
    if not a.title_key or not b.title_key or titles.unlike(a.title_key, b.title_key):
        found.append(guards.Finding("title", guards.HINT, "unrelated titles"))
    if a.site and a.site == b.site:
        found += titles.another_day(a.published, b.published, "")
    made = _concluded(jaccard, containment, found, all_of_one)
    return replace(made, evidence="; ".join(filter(None, (f"no bodies; the same attachment {shared}", made.evidence))))


def _circumstances(a: Document, b: Document) -> list[guards.Finding]:
    """What speaks against a pair of one text: titles, and the days on which one site published it."""
    text, one_site = min(a.text, b.text, key=len), bool(a.site) and a.site == b.site
    found = list(titles.titles_over_one_text(a.title_key, b.title_key, text, one_site))
    found += titles.titles_alone(a.title_key, b.title_key, len(text) < titles.FORMULA)
    if one_site:
        found += titles.another_day(a.published, b.published, text)
    return found


def _concluded(jaccard: float, containment: float, found: list[guards.Finding], enough: bool) -> Decision:
    """The decision that findings come to; `enough` is shared to call the two the same where there are none."""
    found = sorted(found, key=lambda finding: -finding.weight)
    weight = sum(finding.weight for finding in found)
    evidence = "; ".join(finding.evidence for finding in found)
    return Decision(jaccard, containment, found[0].guard if found else None, _verdict(weight, enough), evidence)


def _verdict(weight: int, enough: bool) -> str:
    if weight >= guards.ENOUGH:
        return "different"
    return "same" if enough and not weight else "unsure"


def _cover(document: Document, shared: np.ndarray) -> Cover:
    """The characters of the text that lie in a shared shingle."""
    size = len(document.text)
    return Cover(np.ones(size, dtype=bool) if shared.all() else covered(size, shared[document.places]))


def findings(a: Document, b: Document, of_a: np.ndarray, of_b: np.ndarray) -> list[guards.Finding]:
    """What the guards find in the pair; `of_a`, `of_b`: see `shingles.shared`."""
    jaccard, containment = ratios(of_a, of_b)
    if found := list(titles.titles_at_sight(a.title_key, b.title_key, a.text, b.text, containment)):
        return found  # what else differs would take ten times as long to tell, and changes nothing
    in_a, in_b = _cover(a, of_a), _cover(b, of_b)
    if containment >= MIN_CONTAINMENT:
        one_title = titles.agree(a.title_key, b.title_key)
        found = _two_articles(a, in_a, b, in_b, one_title) or _two_articles(b, in_b, a, in_a, one_title)
        if found:
            return found
    # Then nothing was replaced, and aligning is half of the time. A mask may be whole where a document repeats itself.
    within = a.text in b.text or b.text in a.text
    alignment = Alignment([], in_a.mask) if within else align(a.text, b.text, a.ordered, b.ordered, (of_a, of_b))
    differences = Differences(a.text, b.text, alignment, in_a, in_b, a.converted or b.converted, (a.origin, b.origin))
    shorter = min(len(a.text), len(b.text))
    inserted = max(in_a.own, in_b.own) > guards.AMENDING
    left = unexplained(in_a.lacking, alignment, 0), unexplained(in_b.lacking, alignment, 2)
    usual = is_usual(jaccard, containment)
    sides = paragraphs.Side(in_a, a.lines, a.text, a.origin), paragraphs.Side(in_b, b.lines, b.text, b.origin)
    named = list(titles.titles(a.title_key, b.title_key, differences, containment))
    return [
        *(named or titles.named_by_titles(a.title_key, b.title_key, differences)),
        *figures.dates(differences),
        *figures.numbers(differences),
        *guards.names(differences),
        *guards.places(differences),
        *guards.rewriting(differences),
        *guards.revision(a.stage, b.stage, differences, inserted),
        *guards.unaligned(*left, shorter),
        *guards.own_passages(in_a.own, in_b.own, shorter),
        *(paragraphs.openings(*sides) if usual else paragraphs.each_its_own(*sides, differences.noise)),
    ]


def _two_articles(
    page: Document, in_page: Cover, other: Document, in_other: Cover, one_title: bool
) -> list[guards.Finding]:
    """What says that a page holds an article besides the one it shares. `in_page`, `in_other`: what of each the other
    one has too."""
    if in_page.shared + pages.ARTICLE > len(page.text):
        return []

    def breaks_off() -> bool:
        return pages.breaks_off(in_other, other.layout)

    return list(pages.two_articles(in_page, page.lines, page.text, one_title, breaks_off))
