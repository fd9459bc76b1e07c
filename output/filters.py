"""What of the records is wanted: site, region, tag, dates, when it came in. The same for pages, search and exports."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import date
from urllib.parse import urlencode

from output.refusals import Refusal

DATE = re.compile(r"[1-9]\d{3}(-\d\d(-\d\d)?)?", re.ASCII)
LIKE = str.maketrans({"%": r"\%", "_": r"\_", "\\": r"\\"})


class FilterRefused(Refusal):
    """Raised for a filter that cannot be meant."""


@dataclass(frozen=True)
class Filters:
    """Every one that is given must hold. Dates as far as they go: 2026, 2026-03, 2026-03-01, the last one included."""

    site: str | None = None  # a copy of it stands there
    region: str | None = None  # part of its official name: 深圳市 holds 广东省深圳市罗湖区
    tag: str | None = None
    since: str | None = None  # published from
    until: str | None = None  # published to
    seen_since: str | None = None  # came in from: a date, or a moment as it is stored
    seen_until: str | None = None

    def __post_init__(self) -> None:
        for since, until, most in ((self.since, self.until, None), (self.seen_since, self.seen_until, 10)):
            for value in filter(None, (since, until)):
                if not _is_date(value[:most]):
                    raise FilterRefused(f"not a date such as 2026-03-01: {value}")
            if since and until and since > until + "~":
                raise FilterRefused(f"nothing is from {since} to {until}: that is backwards")

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))

    @property
    def where(self) -> str:
        """SQL conditions on `records r`, each with AND before it; `values` are their parameters."""
        return "".join(f" AND {_CONDITIONS[name]}" for name in self.given)

    @property
    def values(self) -> dict[str, str]:
        """The parameters of `where`."""
        return {name: value.translate(LIKE) if name == "region" else value for name, value in self.given.items()}

    @property
    def given(self) -> dict[str, str]:
        """Those that are set, by name."""
        return {field.name: value for field in fields(self) if (value := getattr(self, field.name))}

    def query(self, **more: object) -> str:
        """As part of an address; `more`: what else stands there, None leaves it out."""
        return urlencode({name: value for name, value in {**self.given, **more}.items() if value not in (None, "")})


_CONDITIONS = {
    "site": "EXISTS (SELECT 1 FROM notices c WHERE c.record_id = r.id AND c.site = :site)",
    "region": r"r.region LIKE '%' || :region || '%' ESCAPE '\'",
    "tag": "r.tag = :tag",
    "since": "r.published >= :since",
    "until": "r.published < :until || '~'",
    "seen_since": "r.first_seen >= :seen_since",
    "seen_until": "r.first_seen < :seen_until || '~'",
}


def _is_date(value: str) -> bool:
    """Whether the calendar has this day, month or year."""
    with suppress(ValueError):
        return bool(DATE.fullmatch(value) and date.fromisoformat(value + "2000-01-01"[len(value) :]))
    return False


EVERY = Filters()


def of(said: Mapping[str, object]) -> Filters:
    """Those that a form or a command line gives. Raises FilterRefused."""
    return Filters(
        **{
            field.name: str(value).strip() or None
            for field in fields(Filters)
            if (value := said.get(field.name)) is not None
        }
    )
