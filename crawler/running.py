"""One run, from its row in `runs` to its verdict: for `scrapy run`, `scrapy write` and a spider started alone."""

from __future__ import annotations

import time
from datetime import datetime, timezone
from typing import Any

from scrapy.settings import BaseSettings

from crawler import health
from crawler.politeness import in_window
from crawler.sites import Site
from dedup import ENGINE
from output import frontier, runs, summary
from output.notify import notify
from output.store import Store


class Run:
    """A run of this store. Its maker holds the database's lock until `finish` has returned."""

    def __init__(self, store: Store, settings: BaseSettings) -> None:
        self.store, self.settings = store, settings
        self.number = store.begin_run(ENGINE)
        self._begun = time.monotonic()
        self._verdicts: list[str] = []
        self._reasons: list[str] = []

    def opens(self, site: Site) -> bool:
        """Whether a site is to be crawled now. Its row is written either way; outside its window it says so."""
        opened = in_window(site.window, datetime.now(timezone.utc))
        closed = {"verdict": "ok", "reasons": [f"not crawled: outside its window {site.window}"]}
        self.store.do(runs.save_site, self.number, site.name, {"verdict": "running"} if opened else closed)
        return opened

    def judge(self, site: Site, tally: health.Tally, finish_reason: str, seconds: float | None = None) -> None:
        """The verdict on a site and its row; `seconds`: what its crawl took, by default since the run began."""
        do = self.store.do
        verdict, reasons = health.judge(
            tally, site, do(runs.history, site.name), finish_reason, do(runs.quiet_days, site.name)
        )
        seconds = time.monotonic() - self._begun if seconds is None else seconds
        do(runs.save_site, self.number, site.name, {
            "verdict": verdict, "reasons": reasons, "finish_reason": finish_reason, "walk": tally.walk,
            **tally.counts(), "pending": do(frontier.left, site.name), "seconds": round(seconds, 1),
        })  # fmt: skip
        self._verdicts.append(verdict)
        self._reasons += [f"{site.name}: {reason}" for reason in reasons]

    def finish(self) -> dict[str, Any]:
        """Close the run with the verdict on it, and have somebody told when it is bad. Returns summary.of_run's."""
        self.store.do(runs.finish, self.number, health.worst(self._verdicts), self._reasons)
        told = self.store.do(summary.of_run, self.number)
        if told["run"]["exit_code"]:
            notify(told, self.settings["NOTIFY_COMMAND"], self.settings["NOTIFY_WEBHOOK"])
        return told
