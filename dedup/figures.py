"""Guards on figures: years, days, terms, issues and numbers that became others. Called by `verify.decide` beside those
of `guards`, which says what a finding is.

`Differences.noise` tells how many numbers a scan would hurt: what it explains is no finding.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from dedup.differences import CLEAN, YEAR, Differences, Number, hidden, lost_digit
from dedup.guards import ENOUGH, HINT, SHOWN, Finding

# A date within so many characters of the first shared one is the document's own.
LEAD = 80
# What two transcriptions of one long document change: up to .05 of the numbers, an ordinal in 5,000 characters; two
# documents begin at .1 and one in 2,000 (docs/merging.md).
FEW_NUMBERS, ORDINALS_IN = 0.06, 4000
MENTION = 8  # characters from a year to one that is named with it
# In a text of fewer characters three numbers are no small share of what it says.
LONG = 4000
# Share of the numbers, without what noise explains, from which on changed ones are a hint, and some of them enough.
SOME, MANY = 0.15, 0.25
CODE = 14  # digits that no telephone has: of a project, a firm, a person
DIGITS = 4  # what a number has of them, generously: by as much noise hurts more numbers than characters

_DATED = re.compile("[年月日号届次期]")


def dates(d: Differences) -> Iterator[Finding]:
    """Years, days, terms and issues that changed where most did: last year's report, yesterday's meeting."""
    yield from _other_years(d)
    yield from _other_days(d)
    yield from _other_ordinals(d)


def _other_years(d: Differences) -> Iterator[Finding]:
    years = [number for number in d.numbers if _are_years(number)]
    weight = _weight_of_years(d, years) if years else 0
    if weight:
        yield Finding("years", weight, _listed("years", years))


def _weight_of_years(d: Differences, years: list[Number]) -> int:
    """What it says that these years became others: nothing where more of them stand unchanged, unless they moved."""
    if _moved_together(years, d.clean):
        return ENOUGH
    if len(years) < _kept_years(d):
        return 0
    if len(years) > 1 or d.clean:
        return ENOUGH
    return HINT if d.noise < 2 * CLEAN else 0  # a little noise seldom makes another year


def _kept_years(d: Differences) -> int:
    """How many years stand unchanged."""
    return sum(bool(YEAR.fullmatch(number)) for number, _ in d.kept_numbers)


def _moved_together(years: list[Number], clean: bool) -> bool:
    """Whether two thirds of the mentions of years, and some at least, moved by as many years."""
    moves = [int(number.after) - int(number.before) for number in _mentions(years).values()]
    together = max(Counter(moves).values())
    return together >= (2 if clean else 3) and 3 * together >= 2 * len(moves)


def _other_days(d: Differences) -> Iterator[Finding]:
    dated = [number for number in _unhurt(d, d.numbers) if _is_dated(number)]
    if not dated or not d.clean:
        return
    least = 1 if d.exact else _kept_days(d)
    leads = any(number.place < LEAD for number in dated)
    if leads or len(dated) > least:
        yield Finding("dates", ENOUGH, _listed("dates", dated))


def _kept_days(d: Differences) -> int:
    """How many days, terms and issues stand unchanged."""
    return sum(bool(_DATED.match(unit)) for number, unit in d.kept_numbers if len(number) < 3)


def _other_ordinals(d: Differences) -> Iterator[Finding]:
    a_scan_changes = len(d.ordinals) * ORDINALS_IN < d.shared
    if d.ordinals and d.noise < 2 * CLEAN and not a_scan_changes:
        weight = ENOUGH if len(d.ordinals) > 2 else HINT
        yield Finding("ordinals", weight, "ordinals " + ", ".join(f"{x}≠{y}" for x, y in d.ordinals[:SHOWN]))


def numbers(d: Differences) -> Iterator[Finding]:
    """Other figures: more of the numbers changed than noise explains (a number has about 2.5 digits)."""
    changed = _changed_numbers(d)
    if not changed:
        return
    share = len(changed) / (len(changed) + len(d.kept_numbers)) - DIGITS * d.noise
    if share >= SOME or _are_several(d, len(changed), share):
        weight = _weight_of_numbers(d, len(changed), share)
        yield Finding("numbers", weight, _listed("numbers", changed))
        return
    codes = [number for number in changed if _is_code(number) and not _lost_one(number)]
    if codes and d.clean:
        yield Finding("numbers", HINT, _listed("codes", codes))
        return
    other_words = d.replaced or d.ordinals
    if d.noise == 0 and not other_words:
        yield from _nothing_else(changed, d.shared)


def _changed_numbers(d: Differences) -> list[Number]:
    """The numbers that changed, but for what damage did."""
    told = [number for number in d.numbers if not hidden(number.before, number.after)]
    return _unhurt(d, [number for number in told if not _is_damaged(number)])


def _unhurt(d: Differences, numbers: list[Number]) -> list[Number]:
    """These without those that lost a digit, where there is any noise that did it."""
    return [number for number in numbers if not _lost_one(number)] if d.noise else numbers


def _are_several(d: Differences, changed: int, share: float) -> bool:
    """Whether so many changed numbers, though a small share, say something: where nothing is damaged, three do in a
    short text, and in a long one more than transcribers change."""
    if not d.clean or changed <= 2:
        return False
    return d.shared < LONG or share >= FEW_NUMBERS


def _weight_of_numbers(d: Differences, changed: int, share: float) -> int:
    """What it says that so many of the numbers changed, this share without what noise explains."""
    if changed >= (3 if d.exact else 8):
        return ENOUGH
    large = share >= MANY and changed >= (2 if d.clean else 3)
    return ENOUGH if large else HINT


def _nothing_else(changed: list[Number], shared: int) -> Iterator[Finding]:
    """Who transcribes a document changes more than its numbers; who fills them in again, nothing else."""
    uncut = [number for number in changed if not _is_cut(number)]
    other = [number for number in uncut if not _lost_one(number)]
    times = len(_mentions(other))
    if times > (2 if shared >= LONG else 1):
        weight = ENOUGH if times > 2 else HINT
        yield Finding("numbers", weight, _listed("numbers", other) + ", and nothing else")


def _is_dated(number: Number) -> bool:
    """Whether a day, a term or an issue became another."""
    days = all(len(digits) < 3 and int(digits) <= 31 for digits in (number.before, number.after))
    return days and bool(_DATED.match(number.unit))


def _is_code(number: Number) -> bool:
    """Whether both are so long that they name a thing."""
    return min(len(number.before), len(number.after)) >= CODE


def _is_cut(number: Number) -> bool:
    """Whether one of the two is the other without its end."""
    return number.before.startswith(number.after) or number.after.startswith(number.before)


def _mentions(numbers: list[Number]) -> dict[int, Number]:
    """Of numbers named together (2018—2019, or one that was found in two pieces) one, by place."""
    found: dict[int, Number] = {}
    for number in numbers:
        beside = (place for place in found if abs(place - number.place) <= MENTION)
        found[next(beside, number.place)] = number
    return found


def _are_years(number: Number) -> bool:
    return bool(YEAR.fullmatch(number.before) and YEAR.fullmatch(number.after))


def _lost_one(number: Number) -> bool:
    return lost_digit(number.before, number.after)


def _is_damaged(number: Number) -> bool:
    """5040年 is no year: a damaged text says nothing about the document."""
    if number.unit != "年" or _are_years(number):
        return False
    return any(3 <= len(digits) <= 5 for digits in (number.before, number.after))


def _listed(what: str, changed: list[Number]) -> str:
    named = (f"{number.before}{number.unit}≠{number.after}{number.unit}" for number in changed[:SHOWN])
    return f"{what} " + ", ".join(named)
