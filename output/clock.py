"""The one place that reads the clock for what is stored: moments are UTC, ISO 8601, to the second."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone


def local(moment: str | None) -> str:
    """A stored moment as a person here reads it, its zone named: 2026-03-01 16:30 UTC+08:00. – for none."""
    if not moment:
        return "–"
    here = datetime.fromisoformat(moment).astimezone()
    offset = here.strftime("%z")
    zone = "UTC" if not here.utcoffset() else f"UTC{offset[:3]}:{offset[3:5]}"
    return f"{here:%Y-%m-%d %H:%M} {zone}"


def moment(days: float = 0) -> str:
    """Now, or `days` from now, as it is stored: 2025-08-06T07:30:22+00:00. Text order is time order."""
    return (datetime.now(timezone.utc) + timedelta(days=days)).isoformat(timespec="seconds")


def seconds_since(said: str) -> float:
    """Seconds since a moment as it is stored. Raises ValueError for what is none."""
    return (datetime.now(timezone.utc) - datetime.fromisoformat(said)).total_seconds()
