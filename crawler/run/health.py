"""Health: the verdict on a site from all that is found amiss with it, and on a run from those on its sites."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crawler.run.case import NOTHING, Case, Standing
from crawler.run.findings import ELSEWHERE, MISSING, RULES
from crawler.spiders.tally import Tally
from nouns.site import Site

LASTING = (MISSING, ELSEWHERE)
ORDER = ("ok", "degraded", "failed")


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
    """Verdict on a site (ok, degraded, failed) and the reasons, worst first. What it is found from: see `Case`."""
    case = Case(tally, site, history, finish_reason, quiet_days, missing or {}, bare_share, standing)
    found = [finding for rule in RULES for finding in rule(case)]
    found.sort(key=lambda finding: -ORDER.index(finding.verdict))
    return (found[0].verdict if found else "ok"), [finding.reason for finding in found]


def worst(verdicts: Sequence[str]) -> str:
    """The verdict on a run from those on its sites: failed only when every site failed."""
    kinds = set(verdicts) - {"ok"}
    if not kinds:
        return "ok"
    return "failed" if set(verdicts) == {"failed"} else "degraded"
