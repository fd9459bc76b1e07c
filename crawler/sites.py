"""The configured sites: `sites.toml` parsed strictly into frozen `Site`s. Where every crawl begins.

A site needs a name (its table's) and an address; everything else has a default, so that the usual table
is three lines. Anything not understood is refused with file, table and key.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

from crawler.site_values import SELECTORS, WINDOW, check, no_region

__all__ = ["SELECTORS", "WINDOW", "ConfigError", "Site", "from_url", "listed", "load", "no_region", "parse", "said"]

NAME = re.compile(r"[a-z0-9][a-z0-9_.-]*")


class ConfigError(ValueError):
    """Raised when sites.toml (or a name or address given on the command line) cannot be used."""


@dataclass(frozen=True, slots=True)
class Site:
    """One configured source. Times are seconds unless a name says otherwise."""

    name: str
    start_urls: tuple[str, ...]
    region: str | None = None  # official division name, used where a notice names none itself
    # CSS selectors that pin what detection would otherwise find. `entry` selects rows; the others look inside one.
    entry: str | None = None
    title: str | None = None
    link: str | None = None
    date: str | None = None
    body: str | None = None
    next: str | None = None
    ignore_params: tuple[str, ...] | None = None  # of addresses; None = those that the lists show to say nothing
    encoding: str | None = None  # when the pages lie about their charset
    enabled: bool = True  # false: left alone by a run of all sites, until it is set again
    proxy: str | None = None  # "http://host:port" to go through, "direct" for none; None = the setting PROXY
    tls: str | None = None  # "legacy": speak to servers whose TLS is too old to be safe
    render: bool | str = False  # build the page in a browser first; "auto": where the plain page gives nothing
    allow_offsite: bool = False  # follow entries to other hosts
    min_items: int = 1  # fewer entries than this on a whole walk: degraded
    max_missing: int = 0  # entries that could not be kept, of which so many leave a run ok
    max_days_quiet: int = 0  # nothing new for longer: degraded; 0 = never
    max_pages: int = 2000  # listing pages in one walk; more is a trap
    stop_after_known: int = 60  # unchanged entries in a row that end an incremental walk
    full_walk_days: int = 7  # a walk to the end at least this often
    delay: float | None = None  # between requests; None = DOWNLOAD_DELAY
    concurrency: int | None = None  # at a time; None = CONCURRENT_REQUESTS_PER_DOMAIN
    window: str | None = None  # "22:00-06:00": crawl only then, Asia/Shanghai


def parse(text: str, file: str = "sites.toml") -> dict[str, Site]:
    """Sites by name from the text of a TOML file.

    Raises ConfigError naming file, table and key; TOML itself refuses a table given twice.
    """
    return dict(_parsed(text, file))


@lru_cache(maxsize=1)  # a run asks twice; ten thousand tables take a third of a second
def _parsed(text: str, file: str) -> dict[str, Site]:
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{file}: {error}") from None
    known = {field.name for field in fields(Site)} - {"name"}
    sites: dict[str, Site] = {}
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise ConfigError(f"{file}: {name}: stands outside a site's table, such as [luohu]")
        if not NAME.fullmatch(name):
            raise ConfigError(f"{file}: [{name}]: a name is small letters, digits, '-', '_' and '.'")
        values = {}
        for key, value in table.items():
            if key not in known:
                from crawler.asked import guess

                near = guess(key, known) or f"; known: {', '.join(sorted(known))}"
                raise ConfigError(f"{file}: [{name}] {key}: unknown key{near}")
            try:
                values[key] = check(key, value)
            except ValueError as error:
                raise ConfigError(f"{file}: [{name}] {key}: {error}") from None
        if "start_urls" not in values:
            raise ConfigError(f"{file}: [{name}] start_urls: missing; a site needs an address")
        if values.get("entry") is None and any(values.get(key) for key in ("title", "link")):
            raise ConfigError(f"{file}: [{name}] entry: missing; title and link are looked for inside an entry")
        sites[name] = Site(name=name, **values)
    return sites


def listed(names: Iterable[str]) -> str:
    """Names for a message: of two hundred, ten and how many more."""
    names = list(names)
    return ", ".join(names[:10]) + (f" and {len(names) - 10} more" if len(names) > 10 else "") or "none"


def load(path: str | Path) -> dict[str, Site]:
    """Sites by name from a file. Raises ConfigError when it cannot be read or used."""
    try:
        text = Path(path).read_text(encoding="utf-8-sig")  # some editors begin with a mark
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}") from None
    return parse(text, Path(path).name)


def said(path: str | Path) -> list[tuple[str, bool, int]] | None:
    """(name, enabled, max_days_quiet) of each site of a file, for output/configured.py; none of one that is gone, None
    of one that cannot be read."""
    try:
        return [(site.name, site.enabled, site.max_days_quiet) for site in load(path).values()]
    except ConfigError:
        return None if Path(path).exists() else []


def from_url(url: str, **values: Any) -> Site:
    """A site for an address given on the command line, named by its host. Raises ConfigError."""
    try:
        start_urls = check("start_urls", [url])
    except ValueError as error:
        raise ConfigError(str(error)) from None
    return Site(name=re.sub(r"[^a-z0-9_.-]", "-", urlsplit(url).netloc.lower()), start_urls=start_urls, **values)
