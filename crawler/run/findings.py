"""Findings: what can be amiss with a site after a run, one rule a function, each with the verdict it would have.

Pure: what one run saw and the site's history in, findings out. A run that collapses must say so by its exit code on the
same day, not when somebody misses the records weeks later; that is why rules compare with the site's own history and
not only with errors.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from statistics import median_high
from typing import NamedTuple

from crawler.run.case import Case
from crawler.spiders.tally import Tally
from crawler.trust import belief

COLLAPSE = 0.5  # a full walk with fewer entries than this share of the usual has lost some
DATED_DROP = 0.3  # share of dated notices may fall by so much below the usual
ALL_REFUSED = 3  # articles of a run, all of them not believed: nothing was read
BARE_RISE = 0.5  # share of new notices without a text may be above that of the earlier ones by so much
BARE_FIRST = 0.99  # what share of a site's first notices may have no text
ENOUGH = 3  # notices that make a share worth looking at
TOLD = 3  # errors and reasons that are named
# How reasons begin that hold from run to run: a walk with no other reason is one that others are measured against.
MISSING, ELSEWHERE = "missing: ", "elsewhere: "


class Finding(NamedTuple):
    """A verdict (ok, degraded, failed) and the reason for it."""

    verdict: str
    reason: str


Findings = Iterator[Finding]


# The list ------------------------------------------------------------------------------------------------------------


def read_nothing(case: Case) -> Findings:
    """No listing page, or none with an entry."""
    tally = case.tally
    if tally.walk is None and not case.is_stopped:
        yield Finding("failed", "the walk did not start")
    elif not tally.lists:
        if not case.is_cut_short:
            reason = next(iter(tally.failed().values()), "no listing page was read")
            yield Finding("failed", f"no listing page was read: {reason}")
    elif not case.entries:
        yield _no_entries(case)
    elif tally.walk == "full" and case.entries < case.site.min_items:
        yield Finding("degraded", f"{case.entries} entries, fewer than min_items = {case.site.min_items}")


def _no_entries(case: Case) -> Finding:
    """What listing pages without entries are."""
    if "login" in case.tally.verdicts:
        return Finding("failed", "the listing page asks to log in")
    if "empty" in case.tally.verdicts:
        return Finding("degraded", "the list is empty")
    reason = f"the page is not a list: no entries found{_likeness(case.tally)}"
    return Finding("failed" if case.history else "degraded", reason)


def _likeness(tally: Tally) -> str:
    """What a listing page without entries seems to be."""
    kind = next((seen.alarm for seen in tally.lists.values() if seen.alarm), None)
    return f"; it looks like {belief.of_kind(kind).reason}: {belief.of_kind(kind).advice}" if kind else ""


def kept_nothing(case: Case) -> Findings:
    """Entries, and no notice."""
    tally, entries = case.tally, case.entries
    if tally.unaddressed:
        where = "say where the page was saved from: --base, make BASE="
        reason = f"{tally.unaddressed} of {entries} entries not kept: their addresses are relative; {where}"
        yield Finding("degraded" if tally.outcomes else "failed", reason)
    elif entries and not tally.outcomes and case.is_unknown and not case.is_cut_short:
        reason = f"{entries} entries, and nothing was ever kept of them"
        yield Finding("failed" if tally.walk == "full" else "degraded", reason)


def one_of_its_lists_is_none(case: Case) -> Findings:
    """The first page of a list that is none, where the site's other lists have entries."""
    lists = case.tally.lists
    for url in case.site.start_urls if case.entries else ():
        if url in lists and lists[url].verdict == "none":
            yield Finding("degraded", f"{url} is not a list: no entries found{_likeness(case.tally)}")


def a_page_asks_to_log_in(case: Case) -> Findings:
    if case.entries and "login" in case.tally.verdicts:
        yield Finding("degraded", "a listing page asks to log in")


def a_single_entry(case: Case) -> Findings:
    """One entry, where there never was one alone."""
    is_single = case.tally.verdicts == {"single"}
    is_usual = any(row["entries"] == 1 for row in case.history)
    if is_single and case.site.min_items <= 1 and not is_usual:
        yield Finding("degraded", "a list of one entry: is it a list?")


def collapsed(case: Case) -> Findings:
    """A full walk with much fewer entries than usual."""
    if case.tally.walk == "full" and case.history and case.entries:
        usual = median_high([row["entries"] for row in case.history])
        if case.entries < usual * COLLAPSE:
            yield Finding("degraded", f"{case.entries} entries where {usual} are usual")


def first_page_collapsed(case: Case) -> Findings:
    """A walk that only looks for what is new shows a collapse on the list's first page; a week would be late."""
    if case.tally.walk == "incremental" and case.history and len(case.site.start_urls) == 1:
        last = case.history[0]  # which had all entries, on however long pages: a site may make them shorter
        usual = last["entries"] / max(1, last["listing_pages"])
        first = case.tally.lists.get(case.site.start_urls[0])
        if first and 0 < first.entries < usual * COLLAPSE:
            yield Finding("degraded", f"{first.entries} entries on the first page where {usual:.0f} are usual")


def all_are_new(case: Case) -> Findings:
    """A list in which nothing is left of what it showed before: another one, or other addresses."""
    if case.standing.keeps and case.entries >= ENOUGH and not case.tally.count("known") and not case.is_cut_short:
        yield Finding("degraded", f"all {case.entries} entries are new: is it the list it was, and is none missed?")


# What notices lack ---------------------------------------------------------------------------------------------------


def dates_are_gone(case: Case) -> Findings:
    seen, dated = len(case.tally.outcomes), len(case.tally.dated)
    if seen < ENOUGH or not case.history:
        return
    before = case.history[0]
    kept = before["new"] + before["changed"] + before["unchanged"]
    usual = before["dated"] / kept if kept else 0
    if dated / seen < usual - DATED_DROP:
        yield Finding("degraded", f"dates are gone: {dated} of {seen} notices have one")


def texts_are_gone(case: Case) -> Findings:
    fresh = sum(outcome in ("new", "changed") for outcome in case.tally.outcomes.values())
    bare = len(case.tally.bare)
    allowed = BARE_FIRST if case.bare_share is None else case.bare_share + BARE_RISE
    if fresh >= ENOUGH and bare > fresh * allowed:
        reason = f"{bare} of {fresh} new notices have no text; a pinned `body` selector may find it"
        yield Finding("degraded", reason)


def leads_away(case: Case) -> Findings:
    """Most entries stand on other sites."""
    away = len(case.tally.away)
    if away >= ENOUGH and 2 * away >= case.entries:
        reason = f"{away} of {case.entries} entries lead to other sites and are kept without their text"
        yield Finding("degraded", f"{ELSEWHERE}{reason}; allow_offsite = true follows them")


def redirected(case: Case) -> Findings:
    if case.tally.elsewhere:
        yield Finding("degraded", "redirected elsewhere: " + ", ".join(sorted(case.tally.elsewhere)))


def impossible_dates(case: Case) -> Findings:
    if impossible := case.tally.impossible:
        yield Finding("degraded", f"impossible dates: {len(impossible)}, such as {next(iter(impossible.values()))}")


def built_by_a_script(case: Case) -> Findings:
    if case.tally.may_build and not case.entries and not case.site.render:
        reason = 'a script may build the list: render = "auto" has a browser do it, scrapy probe tries one'
        yield Finding("degraded", reason)


def opened_by_a_script(case: Case) -> Findings:
    if unopened := case.tally.count("unopened"):
        reason = f"{unopened} entries are opened by a script that cannot be read: kept without their text"
        yield Finding("degraded", reason)


# What was not reached ------------------------------------------------------------------------------------------------


def read_in_part(case: Case) -> Findings:
    """Lists that say they have more."""
    for short in sorted({*case.tally.walks.short(), *case.tally.short}):
        yield Finding("degraded", short)


def trapped(case: Case) -> Findings:
    """A walk that would never have ended."""
    if case.tally.trap:
        yield Finding("degraded", case.tally.trap)


def rejects(case: Case) -> Findings:
    if case.tally.rejects:
        yield Finding("degraded", "rejected: " + _counted(case.tally.rejects))


def failed_addresses(case: Case) -> Findings:
    failures = case.tally.failed()
    if failures and case.tally.lists:
        yield Finding("degraded", f"{len(failures)} addresses failed: {_counted(Counter(failures.values()), TOLD)}")


def not_believed(case: Case) -> Findings:
    """Pages that are no articles: what they are and what to do about it."""
    tally = case.tally
    alarms = {**case.standing.refused, **{url: alarm.kind for url, alarm in tally.not_believed.items()}}
    if not alarms:
        return
    told = [
        f"{count} {belief.of_kind(kind).reason} ({belief.of_kind(kind).advice})"
        for kind, count in Counter(alarms.values()).most_common()
    ]
    nothing_read = case.is_unknown and len(tally.not_believed) >= ALL_REFUSED and not tally.outcomes
    verdict = "failed" if nothing_read else "degraded"
    yield Finding(verdict, "pages not believed to be articles: " + "; ".join(told))


def held_back(case: Case) -> Findings:
    """New versions that are not shown yet."""
    if case.standing.held:
        yield Finding("degraded", f"new versions held back (scrapy held): {_counted(Counter(case.standing.held))}")


def same_texts(case: Case) -> Findings:
    """Notices of unrelated titles that say the same."""
    if titles := case.standing.same_texts:
        reason = f"the same text under unrelated titles: {len(titles)} new notices, such as {titles[0]}"
        yield Finding("degraded", reason)


def entries_missing(case: Case) -> Findings:
    """Entries that nothing is kept of, and that no other finding tells of."""
    tally = case.tally
    told = tally.failed().keys() | tally.refused | tally.not_believed.keys() | case.standing.refused.keys()
    left = [why for url, why in case.missing.items() if url not in told]
    if left:
        verdict = "ok" if len(case.missing) <= case.site.max_missing else "degraded"
        reason = f"{len(left)} entries of the list are not kept: {_counted(Counter(left), TOLD)}"
        yield Finding(verdict, MISSING + reason)


# The run -------------------------------------------------------------------------------------------------------------


def errors(case: Case) -> Findings:
    for error in case.tally.errors[:TOLD]:
        yield Finding("degraded", f"error: {error}")


def ended_early(case: Case) -> Findings:
    if case.finish_reason != "finished":
        yield Finding("degraded", f"ended early: {case.finish_reason}")


def quiet(case: Case) -> Findings:
    if (most := case.site.max_days_quiet) and case.quiet_days is not None and case.quiet_days > most:
        yield Finding("degraded", f"nothing new for {case.quiet_days:.0f} days; max_days_quiet = {most}")


def _counted(reasons: Counter[str], most: int | None = None) -> str:
    """The most frequent reasons, each with its count."""
    return ", ".join(f"{count} {reason}" for reason, count in reasons.most_common(most))


# In the order in which reasons of the same weight are told.
RULES: tuple[Callable[[Case], Findings], ...] = (
    read_nothing,
    kept_nothing,
    one_of_its_lists_is_none,
    a_page_asks_to_log_in,
    a_single_entry,
    collapsed,
    first_page_collapsed,
    all_are_new,
    dates_are_gone,
    texts_are_gone,
    leads_away,
    redirected,
    impossible_dates,
    built_by_a_script,
    opened_by_a_script,
    read_in_part,
    trapped,
    rejects,
    failed_addresses,
    not_believed,
    held_back,
    same_texts,
    entries_missing,
    errors,
    ended_early,
    quiet,
)
