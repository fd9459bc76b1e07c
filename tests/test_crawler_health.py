"""The verdict on a site: what makes a run ok, degraded or failed, from counts and the site's own history."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from crawler.run.health import judge, worst
from crawler.spiders.tally import SeenList, Tally
from nouns.site import Site

SITE = Site("park", ("https://park.example/info",), min_items=3, max_days_quiet=30)
GOOD = {"entries": 40, "listing_pages": 8, "dated": 40, "new": 0, "changed": 0, "unchanged": 40}


def tally(entries: int = 40, verdict: str = "list", walk: str = "full", dated: bool = True) -> Tally:
    made = Tally("park")
    made.walk = walk
    made.listed("https://park.example/info", SeenList(verdict, entries))
    for n in range(entries):
        made.kept(SimpleNamespace(id=str(n), published="2025-08-06" if dated else None, flags=[]), "unchanged")
    return made


def says(made: Tally, history=(GOOD,), finish="finished", quiet=1.0, site=SITE) -> tuple[str, str]:
    verdict, reasons = judge(made, site, history, finish, quiet)
    return verdict, "; ".join(reasons)


def test_a_run_as_usual_is_ok_and_gives_no_reason():
    assert says(tally()) == ("ok", "")


def test_a_first_run_without_history_is_ok():
    assert says(tally(), history=(), quiet=None) == ("ok", "")


@pytest.mark.parametrize(
    ("made", "verdict", "reason"),
    [
        (Tally("park"), "failed", "the walk did not start"),
        (tally(0, "login"), "failed", "asks to log in"),
        (tally(0, "empty"), "degraded", "the list is empty"),
        (tally(0, "none"), "failed", "not a list"),
        (tally(2), "degraded", "fewer than min_items = 3"),
        (tally(15), "degraded", "15 entries where 40 are usual"),
        (tally(40, dated=False), "degraded", "dates are gone: 0 of 40"),
        (tally(1, "single"), "degraded", "fewer than min_items"),
    ],
)
def test_what_went_wrong_is_said(made, verdict, reason):
    assert says(made)[0] == verdict
    assert reason in says(made)[1]


def test_an_incremental_walk_is_not_measured_by_the_count_of_a_full_one():
    assert says(tally(5, walk="incremental")) == ("ok", "")


def test_an_incremental_walk_says_when_the_first_page_has_lost_its_entries():
    assert says(tally(2, walk="incremental")) == ("degraded", "2 entries on the first page where 5 are usual")
    shorter = ({**GOOD, "listing_pages": 20}, *(GOOD for _ in range(9)))  # pages, and every entry on them
    assert says(tally(2, walk="incremental"), history=shorter) == ("ok", "")
    two = Site("park", ("https://park.example/info", "https://park.example/policy"))  # of which one may be short
    assert says(tally(2, walk="incremental"), site=two) == ("ok", "")


def test_a_page_that_never_was_a_list_only_degrades_the_first_run():
    assert says(tally(0, "none"), history=()) == ("degraded", "the page is not a list: no entries found")


def test_silence_longer_than_the_site_allows_degrades():
    assert says(tally(), quiet=31.0) == ("degraded", "nothing new for 31 days; max_days_quiet = 30")


def test_rejects_failures_errors_traps_and_redirects_each_degrade():
    made = tally()
    made.rejects["MissingBody"] += 2
    made.failures["https://park.example/a/1"] = "http-500"
    made.errors.append("ValueError: odd")
    made.trap = "the listing goes on after max_pages = 2000"
    made.elsewhere.add("https://other.example/")
    verdict, reasons = says(made)
    assert verdict == "degraded"
    for reason in ("2 MissingBody", "1 http-500", "ValueError: odd", "max_pages", "redirected elsewhere"):
        assert reason in reasons


def test_being_stopped_early_degrades():
    assert says(tally(), finish="shutdown") == ("degraded", "ended early: shutdown")


def test_a_notice_seen_twice_counts_once():
    made = tally(1)
    made.kept(SimpleNamespace(id="0", published="2025-08-06", flags=[]), "changed")
    assert made.counts()["unchanged"] == 1 and made.counts()["changed"] == 0


@pytest.mark.parametrize(
    ("sites", "run"),
    [
        (["ok", "ok"], "ok"),
        (["ok", "degraded"], "degraded"),
        (["ok", "failed"], "degraded"),
        (["failed"] * 2, "failed"),
    ],
)
def test_a_run_fails_only_when_every_site_does(sites, run):
    assert worst(sites) == run
