"""The case of a site after a run: all that a verdict is found from (crawler/run/findings.py)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from crawler.spiders.tally import Tally
from nouns.site import Site


class Standing(NamedTuple):
    """What the database says is amiss with a site as long as it is. `refused`: addresses whose pages were not believed,
    with the kind of alarm; `held`: versions held back, by reason; `same_texts`: titles of notices new in this run that
    say what another one of the site says under an unrelated title; `keeps`: whether its list has
    shown in one run what it had shown in another."""

    refused: Mapping[str, str] = {}
    held: Mapping[str, int] = {}
    same_texts: Sequence[str] = ()
    keeps: bool = False


NOTHING = Standing()


@dataclass
class Case:
    """What a verdict is found from.

    `history`: rows of run_sites of the site's last good full walks, newest first. `quiet_days`: since its newest notice
    came in; None when it never had one. `missing`: addresses that the list shows and nothing is kept of, each with the
    reason. `bare_share`: of its notices of earlier runs, how many have no text, 0 to 1; None when there are none.
    """

    tally: Tally
    site: Site
    history: Sequence[Mapping[str, Any]]
    finish_reason: str
    quiet_days: float | None = None
    missing: Mapping[str, str] = field(default_factory=dict)
    bare_share: float | None = None
    standing: Standing = NOTHING

    @cached_property
    def entries(self) -> int:
        """How many entries its listing pages have."""
        return self.tally.count("entries")

    @property
    def is_stopped(self) -> bool:
        """Whether the run was ended by us: nothing is known against the site."""
        return self.finish_reason.startswith(("shutdown", "stopped"))

    @property
    def is_cut_short(self) -> bool:
        """Whether the rest waits for the next run, or the next of the site's hours."""
        return self.is_stopped or self.tally.window_closed

    @property
    def is_unknown(self) -> bool:
        """Whether the site never had a notice."""
        return self.quiet_days is None
