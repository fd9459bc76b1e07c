"""The configured sites: `sites.toml` parsed strictly into frozen `Site`s. Where every crawl begins.

A site needs a name (its table's) and an address; everything else has a default, so that the usual table
is three lines. Anything not understood is refused with file, table and key.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

from crawler.site_values import check
from nouns.mistakes import ConfigError, guess, unreadable
from nouns.site import Site

NAME = re.compile(r"[a-z0-9][a-z0-9_.-]*")


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
                near = guess(key, known) or f"; known: {', '.join(sorted(known))}"
                raise ConfigError(f"{file}: [{name}] {key}: unknown key{near}")
            try:
                values[key] = check(key, value)
            except ValueError as error:
                raise ConfigError(f"{file}: [{name}] {key}: {error}") from None
        if "start_urls" not in values:
            raise ConfigError(f"{file}: [{name}] start_urls: missing; a site needs an address")
        inside = values.get("title") or values.get("link")
        if inside and values.get("entry") is None:
            raise ConfigError(f"{file}: [{name}] entry: missing; title and link are looked for inside an entry")
        sites[name] = Site(name=name, **values)
    return sites


def listed(names: Iterable[str]) -> str:
    """Names for a message: of two hundred, ten and how many more."""
    names = list(names)
    return ", ".join(names[:10]) + (f" and {len(names) - 10} more" if len(names) > 10 else "") or "none"


def enabled(sites: Mapping[str, Site]) -> list[Site]:
    """Those that a run of all sites crawls."""
    return [site for site in sites.values() if site.enabled]


def check_names(
    names: Iterable[str], known: Collection[str], lacking: str = "no such site", there: str = "known"
) -> None:
    """Raises ConfigError for names that are not among those known."""
    unknown = [name for name in names if name not in known]
    if unknown:
        near = guess(unknown[0], known) or f"; {there}: {listed(known)}"
        raise ConfigError(f"{lacking}: {', '.join(unknown)}{near}")


def load(path: str | Path) -> dict[str, Site]:
    """Sites by name from a file. Raises ConfigError when it cannot be read or used."""
    try:
        text = Path(path).read_text(encoding="utf-8-sig")  # some editors begin with a mark
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(unreadable(path, error)) from None
    return parse(text, Path(path).name)


def said(path: str | Path) -> list[tuple[str, bool, int]] | None:
    """(name, enabled, max_days_quiet) of each site of a file, for output/store/configured.py; none of one that is gone,
    None of one that cannot be read."""
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
    from crawler.addresses.hosts import in_ascii  # every start of scrapy loads this file

    parts = urlsplit(url.lower())
    host = parts.netloc.replace(parts.hostname or "", in_ascii(parts.hostname or ""))
    return Site(name=re.sub(r"[^a-z0-9_.-]", "-", host), start_urls=start_urls, **values)
