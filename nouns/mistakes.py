"""Mistakes of people: what is wrong with what they wrote, and what they may have meant."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

ALIKE = 0.65  # of 1: what a slip of the hand leaves of a name (cvs, csv); --host is no slip for --port


class ConfigError(ValueError):
    """Raised when sites.toml (or a name or address given on the command line) cannot be used."""


def unreadable(path: str | Path, error: Exception, as_what: str = "") -> str:
    """Why a file that somebody named cannot be read (`as_what`: as WARC, for instance), with its name once."""
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return f"no such file: {path}"
    why = error.strerror if isinstance(error, OSError) else None
    if isinstance(error, UnicodeDecodeError):
        why = f"byte {error.start} is not UTF-8; save it as UTF-8"
    why = why or str(error).partition("\n")[0] or type(error).__name__
    return f"{path}: cannot be read{as_what}: {why}"


def guess(said: str, known: Iterable[str]) -> str:
    """`; did you mean …?`, or nothing where nothing known is like it."""
    from difflib import get_close_matches

    names = {name.lstrip("-").lower(): name for name in known}
    near = get_close_matches(said.lstrip("-").lower(), names, 1, ALIKE)
    return f"; did you mean {names[near[0]]}?" if near else ""
