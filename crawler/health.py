"""Health: what one run saw of a site, and the verdict on it. Pure: counts and history in, verdict and reasons out.

A run that collapses must say so by its exit code on the same day, not when somebody misses the records weeks later;
that is why the checks compare with the site's own history and not only with errors.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from crawler import belief
from crawler.alarms import Alarm
from crawler.completeness import Walks
from crawler.sites import Site

COLLAPSE = 0.5  # a full walk with fewer entries than this share of the usual has lost some
DATED_DROP = 0.3  # share of dated notices may fall by so much below the usual
ALL_REFUSED = 3  # articles of a run, all of them not believed: nothing was read
BARE_RISE = 0.5  # share of new notices without a text may be above that of the earlier ones by so much
# How reasons begin that hold from run to run: a walk with no other reason is one that others are measured against.
MISSING, ELSEWHERE = "missing: ", "elsewhere: "
LASTING = (MISSING, ELSEWHERE)
ORDER = ("ok", "degraded", "failed")


class Tally:
    """Counts of one site in one run. Keyed by address, since replays and retries happen."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.walk: str | None = None
        self.pages: dict[str, Any] = {}  # listing address -> verdict of the page
        self.entries: dict[str, int] = {}  # listing address -> entries on it
        self.articles: set[str] = set()
        self.outcomes: dict[str, str] = {}  # notice id -> new, changed or unchanged
        self.dated: set[str] = set()
        self.impossible: dict[str, str] = {}  # notice id -> the date as written
        self.away: set[str] = set()  # notices whose text stands on another site
        self.bare: set[str] = set()  # new or changed notices without a text
        self.rejects: Counter[str] = Counter()
        self.refused: set[str] = set()  # addresses of these
        self.failures: dict[str, str] = {}  # address -> reason
        self.elsewhere: set[str] = set()
        self.errors: list[str] = []
        self.trap: str | None = None
        self.not_believed: dict[str, Alarm] = {}  # address -> why its page is no article (crawler/belief.py)
        self.strange: dict[str, str] = {}  # listing address without entries -> kind of alarm it raised
        self.unaddressed = 0  # entries of a saved page whose addresses are relative, to what nobody said
        self.walks = Walks()
        self.may_be_built = False  # a page without entries has scripts that may build them
        self.unopened = 0  # entries that have neither a text nor an address that could be read
        self.short: set[str] = set()  # lists read in part, as workers elsewhere tell it
        self.window_closed = False  # the site's hours ended while it was crawled

    def listed(self, url: str, final_url: str, verdict: str, entries: int, elsewhere: bool = False) -> None:
        self.pages[url] = verdict
        self.entries[url] = entries
        if elsewhere:
            self.elsewhere.add(final_url)

    def kept(self, notice: Any, outcome: str) -> None:
        """A notice was stored. A page whose notice is seen twice counts once, by what happened first."""
        self.outcomes.setdefault(notice.id, outcome)
        if notice.published:
            self.dated.add(notice.id)
        if "elsewhere" in notice.flags:
            self.away.add(notice.id)
        if "no-text" in notice.flags and outcome in ("new", "changed"):
            self.bare.add(notice.id)
        if "impossible-date" in notice.flags:
            self.impossible[notice.id] = notice.published_raw or ""

    def rejected(self, url: str | None, reason: str) -> None:
        """An item could not be kept."""
        self.rejects[reason] += 1
        self.refused.add(url or "")

    def counts(self) -> dict[str, int]:
        """The columns of `run_sites`."""
        outcomes = Counter(self.outcomes.values())
        return {
            "listing_pages": len(self.pages), "entries": sum(self.entries.values()), "articles": len(self.articles),
            **{name: outcomes[name] for name in ("new", "changed", "unchanged")},
            "rejects": sum(self.rejects.values()), "errors": len(self.failures) + len(self.errors),
            "dated": len(self.dated),
        }  # fmt: skip


class Standing(NamedTuple):
    """What the database says is amiss with a site as long as it is. `refused`: addresses whose pages were not believed,
    with the kind of alarm; `held`: versions held back, by reason; `same_texts`: titles of notices new in this run that
    say what another one of the site says under an unrelated title."""

    refused: Mapping[str, str] = {}
    held: Mapping[str, int] = {}
    same_texts: Sequence[str] = ()


NOTHING = Standing()


def _not_believed(tally: Tally, refused: Mapping[str, str], never_any: bool) -> Iterator[tuple[str, str]]:
    """On pages that are no articles: what they are and what to do about it. `never_any`: the site has no notice yet."""
    kinds = Counter({**refused, **{url: alarm.kind for url, alarm in tally.not_believed.items()}}.values())
    if not kinds:
        return
    told = (f"{n} {belief.of_kind(kind).reason} ({belief.of_kind(kind).advice})" for kind, n in kinds.most_common())
    nothing_read = never_any and len(tally.not_believed) >= ALL_REFUSED and not tally.outcomes
    yield "failed" if nothing_read else "degraded", "pages not believed to be articles: " + "; ".join(told)


def _strange(tally: Tally) -> str:
    """What a listing page without entries seems to be."""
    kind = next(iter(tally.strange.values()), None)
    return f"; it looks like {belief.of_kind(kind).reason}: {belief.of_kind(kind).advice}" if kind else ""


def _held(held: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """On new versions that are not shown yet."""
    if held:
        told = ", ".join(f"{n} {reason}" for reason, n in Counter(held).most_common())
        yield "degraded", f"new versions held back (scrapy held): {told}"


def _same_texts(titles: Sequence[str]) -> Iterator[tuple[str, str]]:
    """On notices of unrelated titles that say the same."""
    if titles:
        yield "degraded", f"the same text under unrelated titles: {len(titles)} new notices, such as {titles[0]}"


def judge(
    tally: Tally,
    site: Site,
    history: Sequence[Mapping[str, Any]],
    finish_reason: str,
    quiet_days: float | None = None,
    missing: Mapping[str, str] | None = None,
    bare_share: float | None = None,
    standing: Standing = NOTHING,
) -> tuple[str, list[str]]:
    """Verdict on a site (ok, degraded, failed) and the reasons, worst first.

    `history`: rows of run_sites of its last good full walks, newest first. `quiet_days`: since its newest notice
    came in; None when it never had one. `missing`: addresses that the list shows and nothing is kept of, each with the
    reason. `bare_share`: of its notices of earlier runs, how many have no text, 0 to 1; None when there are none.
    """
    found: list[tuple[str, str]] = []

    def say(verdict: str, reason: str) -> None:
        found.append((verdict, reason))

    entries = sum(tally.entries.values())
    early = finish_reason.startswith(("shutdown", "stopped"))  # by us: nothing is known against the site
    if tally.walk is None and not early:
        say("failed", "the walk did not start")
    elif not tally.pages and (tally.window_closed or early):
        pass  # the rest waits for the next window
    elif not tally.pages:
        reason = next(iter(tally.failures.values()), "no listing page was read")
        say("failed", f"no listing page was read: {reason}")
    elif not entries:
        verdicts = Counter(tally.pages.values())
        if verdicts["login"]:
            say("failed", "the listing page asks to log in")
        elif verdicts["empty"]:
            say("degraded", "the list is empty")
        else:
            say("failed" if history else "degraded", f"the page is not a list: no entries found{_strange(tally)}")
    elif tally.walk == "full" and entries < site.min_items:
        say("degraded", f"{entries} entries, fewer than min_items = {site.min_items}")
    if tally.unaddressed:
        said = f"{tally.unaddressed} of {entries} entries not kept: their addresses are relative; "
        said += "say where the page was saved from: --base, make BASE="
        say("degraded" if tally.outcomes else "failed", said)
    elif entries and not tally.outcomes and quiet_days is None and not (tally.window_closed or early):
        say("failed" if tally.walk == "full" else "degraded", f"{entries} entries, and nothing was ever kept of them")
    if entries and "login" in tally.pages.values():
        say("degraded", "a listing page asks to log in")
    if set(tally.pages.values()) == {"single"} and site.min_items <= 1 and not any(h["entries"] == 1 for h in history):
        say("degraded", "a list of one entry: is it a list?")
    if tally.walk == "full" and history and entries:
        usual = sorted(row["entries"] for row in history)[len(history) // 2]
        if entries < usual * COLLAPSE:
            say("degraded", f"{entries} entries where {usual} are usual")
    # A walk that only looks for what is new shows a collapse on the list's first page; a week would be late.
    if tally.walk == "incremental" and history and len(site.start_urls) == 1:
        pages = sorted(row["entries"] / max(1, row["listing_pages"]) for row in history)
        first, usual = tally.entries.get(site.start_urls[0]), pages[len(pages) // 2]
        if first and first < usual * COLLAPSE:
            say("degraded", f"{first} entries on the first page where {usual:.0f} are usual")
    seen = len(tally.outcomes)
    if seen and history:
        before = history[0]
        kept = before["new"] + before["changed"] + before["unchanged"]
        usual = before["dated"] / kept if kept else 0
        if seen >= 3 and len(tally.dated) / seen < usual - DATED_DROP:
            say("degraded", f"dates are gone: {len(tally.dated)} of {seen} notices have one")
    fresh = sum(outcome in ("new", "changed") for outcome in tally.outcomes.values())
    if fresh >= 3 and len(tally.bare) > fresh * (0.99 if bare_share is None else bare_share + BARE_RISE):
        say("degraded", f"{len(tally.bare)} of {fresh} new notices have no text; a pinned `body` selector may find it")
    if len(tally.away) >= 3 and 2 * len(tally.away) >= entries:
        say("degraded", f"{ELSEWHERE}{len(tally.away)} of {entries} entries lead to other sites and are kept without "
                        "their text; allow_offsite = true follows them")  # fmt: skip
    if tally.elsewhere:
        say("degraded", "redirected elsewhere: " + ", ".join(sorted(tally.elsewhere)))
    if tally.impossible:
        say("degraded", f"impossible dates: {len(tally.impossible)}, such as {next(iter(tally.impossible.values()))}")
    if tally.pages and not entries and tally.may_be_built and not site.render:
        say("degraded", 'a script may build the list: render = "auto" has a browser do it, scrapy probe tries one')
    if tally.unopened:
        say("degraded", f"{tally.unopened} entries are opened by a script that cannot be read: kept without their text")
    for short in sorted({*tally.walks.short(), *tally.short}):
        say("degraded", short)
    if tally.trap:
        say("degraded", tally.trap)
    if tally.rejects:
        say("degraded", "rejected: " + ", ".join(f"{n} {reason}" for reason, n in tally.rejects.most_common()))
    if tally.failures and tally.pages:
        reasons = Counter(tally.failures.values()).most_common(3)
        why = ", ".join(f"{n} {reason}" for reason, n in reasons)
        say("degraded", f"{len(tally.failures)} addresses failed: {why}")
    found += _not_believed(tally, standing.refused, quiet_days is None)
    found += [*_held(standing.held), *_same_texts(standing.same_texts)]
    told = tally.failures.keys() | tally.refused | tally.not_believed.keys() | standing.refused.keys()
    left = [why for url, why in (missing or {}).items() if url not in told]
    if left:
        why = ", ".join(f"{n} {reason}" for reason, n in Counter(left).most_common(3))
        allowed = len(missing or {}) <= site.max_missing
        say("ok" if allowed else "degraded", f"{MISSING}{len(left)} entries of the list are not kept: {why}")
    for error in tally.errors[:3]:
        say("degraded", f"error: {error}")
    if finish_reason != "finished":
        say("degraded", f"ended early: {finish_reason}")
    if site.max_days_quiet and quiet_days is not None and quiet_days > site.max_days_quiet:
        say("degraded", f"nothing new for {quiet_days:.0f} days; max_days_quiet = {site.max_days_quiet}")
    found.sort(key=lambda pair: -ORDER.index(pair[0]))
    return (found[0][0] if found else "ok"), [reason for _verdict, reason in found]


def worst(verdicts: Sequence[str]) -> str:
    """The verdict on a run from those on its sites: failed only when every site failed."""
    if verdicts and all(verdict == "failed" for verdict in verdicts):
        return "failed"
    return "degraded" if any(verdict != "ok" for verdict in verdicts) else "ok"
