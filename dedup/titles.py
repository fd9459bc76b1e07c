"""Guards on titles: what two titles say of their notices, alone and beside the bodies. Called by `verify.decide`."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import chain

from dedup.differences import NAMED, NUMBER, YEAR, Differences, lost_digit
from dedup.evidence import Gap, near
from dedup.guards import ENOUGH, HINT, Finding, shown
from dedup.numerals import told_alike
from dedup.ordinals import ORDINAL
from dedup.text import FOLD, learn, same_word

# Titles are compared so far, characters: comparing takes the square of it.
LONGEST_TITLE = 200
# Bodies that share so much are nearly one: then a changed word of a title must be borne out.
NEARLY_ONE = 0.95
# Titles that share a smaller part of the shorter one are unlike, such that share as much agree.
UNLIKE, AGREEING = 0.5, 0.9
# Share of a title's pairs of characters from which on a text speaks of it.
SPOKEN_OF = 0.4
# And such that share fewer characters are of no one frame: 要闻 and 要点.
FRAME = 3
DAY = len("2026-03-18")
# A body of fewer comparable characters is likely a formula, which a site uses again.
FORMULA = 120
Code = tuple[str, int, int, int, int]  # as of SequenceMatcher: what kind of passage, and its bounds on both sides
_DIGITS, _ORDINALS = set("0123456789"), set("零〇一二三四五六七八九十百千万亿两")
_TITLE_TAG = re.compile(r"^\s*(?:【[^】]*】|\[[^\]]*\])")
_TITLE_TAIL = re.compile(r"\s*[_|｜–—-]\s*[^_|｜\d–—-]{2,12}$|[(（](?:全文|转载|图)[)）]$")


def title_key(title: str) -> str:
    """Comparable title without 【tag】 in front and name of site or channel behind."""
    return _TITLE_TAIL.sub("", _TITLE_TAG.sub("", title[:LONGEST_TITLE])).translate(FOLD)


def titles_alone(a_title: str, b_title: str, formula: bool) -> Iterator[Finding]:
    """Titles of one frame that name different things, over one text: 中标公示 of two roads, 第一批 and 第二批.

    `a_title`, `b_title`: `title_key`s; `formula`: the text is short, so the titles have to say what it is about.
    """
    for gap in _in_one_frame(a_title, b_title):
        x, y = a_title[gap.a0 : gap.a1], b_title[gap.b0 : gap.b1]
        sure = are_figures(x, y) or are_named(a_title, b_title, gap)
        if sure or formula:
            weight = ENOUGH if sure and formula else HINT
            yield Finding("title", weight, f"title {shown(x)}≠{shown(y)}")
            return


def titles_at_sight(a_title: str, b_title: str, a: str, b: str, containment: float) -> Iterator[Finding]:
    """What `titles` would find whatever the noise, told from comparable texts `a` and `b` as they are: notices of one
    template mostly end here, in a tenth of the time that aligning them takes."""
    for gap in _in_one_frame(a_title, b_title):
        x, y = a_title[gap.a0 : gap.a1], b_title[gap.b0 : gap.b1]
        if min(len(x), len(y)) < 2 or lost_digit(x, y):
            return  # noise could have done it
        sure = containment < NEARLY_ONE or are_figures(x, y) or are_named(a_title, b_title, gap)
        if sure or _borne_out(a_title, b_title, gap, a, b):
            yield Finding("title", ENOUGH, f"title {shown(x)}≠{shown(y)}")
        return


def titles(a_title: str, b_title: str, d: Differences, containment: float) -> Iterator[Finding]:
    """Titles of one frame that name different things or places; titles that are just others say nothing.

    `a_title`, `b_title`: `title_key`s. Where the bodies are nearly one (a park changed 启动 to 准备就绪 in the
    title of a copy) a changed word must be a figure or a place, or be borne out: each body uses its own only.
    """
    for gap in _in_one_frame(a_title, b_title):
        x, y = a_title[gap.a0 : gap.a1], b_title[gap.b0 : gap.b1]
        borne_out = _borne_out(a_title, b_title, gap, d.a, d.b)
        if not d.clean and _may_be_noise(x, y, borne_out):
            continue
        enough = borne_out or containment < NEARLY_ONE or are_figures(x, y) or are_named(a_title, b_title, gap)
        yield Finding("title", ENOUGH if enough else HINT, f"title {shown(x)}≠{shown(y)}")
        return


def _may_be_noise(x: str, y: str, borne_out: bool) -> bool:
    """Whether noise could have made the one word the other."""
    if lost_digit(x, y):
        return True
    return len(x) == len(y) == 1 and not borne_out


def _borne_out(a_title: str, b_title: str, gap: Gap, a: str, b: str) -> bool:
    """Whether each text uses only its own title's word, of the two that a passage of the titles tells otherwise."""
    return any(told_apart(x, y, a, b) for x, y in near(a_title, b_title, gap))


@lru_cache(maxsize=256)  # each pair's titles are asked about several times
def _in_one_frame(a_title: str, b_title: str) -> tuple[Gap, ...]:
    """Where two titles that share most of the shorter one say each its own; words of mainland and Taiwan are one."""
    if a_title == b_title or not a_title or not b_title:
        return ()
    codes = _compared(a_title, b_title)
    alike = sum(_alike(codes))
    if alike < FRAME or 2 * alike < min(len(a_title), len(b_title)):
        return ()
    gaps = list(_own_words(a_title, b_title, codes))
    one_word = _are_one_word(a_title, b_title, gaps)
    return tuple(gap for gap, is_one in zip(gaps, one_word, strict=True) if not is_one)


def _own_words(a_title: str, b_title: str, codes: Sequence[Code]) -> Iterator[Gap]:
    """Passages in which each says something; of a number that one has more digits of, the whole."""
    for kind, *places in codes:
        if kind == "equal":
            continue
        gap = Gap(*places)
        if told_alike(a_title, b_title, gap):
            continue
        told = gap if kind == "replace" else _grown(a_title, b_title, gap)
        if told:
            yield told


def _are_one_word(a_title: str, b_title: str, gaps: list[Gap]) -> list[bool]:
    """Of each of these passages whether it, or it and a neighbour, is one word of mainland and Taiwan."""
    said = [near(a_title, b_title, gap) for gap in gaps]
    learn(word for pairs in said for word in chain.from_iterable(pairs))
    return [any(same_word(x, y) for x, y in pairs) for pairs in said]


@lru_cache(maxsize=256)
def _compared(a_title: str, b_title: str) -> Sequence[Code]:
    return SequenceMatcher(None, a_title, b_title, autojunk=False).get_opcodes()


def _alike(codes: Sequence[Code]) -> list[int]:
    """Lengths of the pieces that two titles have in common."""
    return [end - start for kind, start, end, *_ in codes if kind == "equal"]


def are_figures(x: str, y: str) -> bool:
    """Whether two words of titles hold numbers, or are ordinals."""
    return all(NUMBER.search(word) or ORDINAL.fullmatch(word) for word in (x, y))


def are_named(a_title: str, b_title: str, gap: Gap) -> bool:
    """Whether what two titles tell otherwise are names of places or organisations."""
    return bool(NAMED.match(a_title, gap.a1) and NAMED.match(b_title, gap.b1))


def unlike(a_title: str, b_title: str) -> bool:
    """Have the titles hardly anything in common? `a_title`, `b_title`: `title_key`s; an empty one says nothing."""
    return bool(a_title and b_title) and _common(a_title, b_title, 2) < UNLIKE


def agree(a_title: str, b_title: str) -> bool:
    """Does the longer title say nearly all that the shorter one says? `a_title`, `b_title`: `title_key`s."""
    return bool(a_title and b_title) and _common(a_title, b_title, 1) >= AGREEING


def _common(a_title: str, b_title: str, least: int) -> float:
    """Share of the shorter title that stands in the longer one, in pieces of at least so many characters."""
    if a_title in b_title or b_title in a_title:
        return 1.0
    pieces = _alike(_compared(a_title, b_title))
    return sum(size for size in pieces if size >= least) / min(len(a_title), len(b_title))


def titles_over_one_text(a_title: str, b_title: str, text: str, one_site: bool) -> Iterator[Finding]:
    """Unrelated titles over one text: that is a formula (现将有关材料予以公示), or the page's and not the notice's.

    `text`: the shorter comparable body; a short one speaks of neither title's matter. On one site, a long one
    has to: what a site shows instead of an article stands under any title.
    """
    formula = len(text) < FORMULA
    says_neither = formula or (one_site and _is_off(a_title, b_title, text))
    if says_neither and unlike(a_title, b_title):
        yield Finding("title", HINT, f"one text under unrelated titles: {shown(a_title)}≠{shown(b_title)}")


def _is_off(a_title: str, b_title: str, text: str) -> bool:
    """Whether a text does not speak of both titles."""
    return min(_spoken_of(a_title, text), _spoken_of(b_title, text)) < SPOKEN_OF


def _spoken_of(title: str, text: str) -> float:
    """Share of the title's pairs of characters that the text has."""
    pairs = [title[k : k + 2] for k in range(len(title) - 1)] or [title]
    return sum(pair in text for pair in pairs) / len(pairs)


def another_day(a_day: str | None, b_day: str | None, text: str) -> Iterator[Finding]:
    """One formula on two days of one site: notices that say no more than that. Days: ISO 8601."""
    if len(text) >= FORMULA or not a_day or not b_day:
        return
    one, other = a_day[:DAY], b_day[:DAY]
    if len(one) == len(other) == DAY and one != other:
        yield Finding("published", HINT, f"a formula of {len(text)} characters, published {one}≠{other}")


def named_by_titles(a_title: str, b_title: str, d: Differences) -> Iterator[Finding]:
    """Words that changed in the body, each of which only its own title has: the titles say what the notice is about.

    `a_title`, `b_title`: `title_key`s, which may have nothing else in common.
    """
    if a_title == b_title or not a_title or not b_title:
        return
    for gap in d.told:
        for x, y in near(d.a, d.b, gap):
            words = min(len(x), len(y)) > 1
            if words and told_apart(x, y, a_title, b_title) and not same_word(x, y):
                yield Finding("title", ENOUGH, f"title and body {shown(x)}≠{shown(y)}")
                return


def told_apart(x: str, y: str, a: str, b: str) -> bool:
    """Has each of two texts its own of the two words only?"""
    return x in a and y in b and x not in b and y not in a


def _grown(a: str, b: str, gap: Gap) -> Gap | None:
    """The numbers around a passage that one side lacks: 第1批 and 第11批 differ by one character more. None where there
    are none, or where one is the other written otherwise (08月, 13年)."""
    digits = _DIGITS if (a[gap.a0 : gap.a1] + b[gap.b0 : gap.b1]).isdigit() else _ORDINALS
    a0, a1, b0, b1 = gap
    while a0 and b0 and digits.issuperset((a[a0 - 1], b[b0 - 1])):
        a0, b0 = a0 - 1, b0 - 1
    while a1 < len(a) and b1 < len(b) and digits.issuperset((a[a1], b[b1])):
        a1, b1 = a1 + 1, b1 + 1
    x, y = a[a0:a1], b[b0:b1]
    if not x or not y or not digits.issuperset(x + y) or _written_otherwise(x, y):
        return None
    is_number = digits is _DIGITS or a[:a0].endswith("第")
    return Gap(a0, a1, b0, b1) if is_number else None


def _written_otherwise(x: str, y: str) -> bool:
    """Whether two numbers are one, with noughts before it or as the end of a year."""
    short, long = sorted((x, y), key=len)
    if long.lstrip("0") == short.lstrip("0"):
        return True
    return len(short) == 2 and bool(YEAR.fullmatch(long)) and long.endswith(short)
