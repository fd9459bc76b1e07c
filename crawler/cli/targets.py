"""What a run crawls: configured sites, an address, a saved page or the demo site, as a command line names them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scrapy.settings import BaseSettings

from crawler.sites import check_names, enabled, from_url, load
from nouns.mistakes import ConfigError
from nouns.site import Site


@dataclass
class Target:
    """What a spider is started on; `file`: a saved page to read in place of the site's addresses."""

    site: Site
    file: str | None = None
    settings: dict[str, Any] = field(default_factory=dict)
    asked: str = "once"  # what the run is of: all sites of the file, some of them, or none of it


@contextmanager
def named(
    sites: Sequence[str],
    settings: BaseSettings,
    url: str | None = None,
    file: str | None = None,
    base: str | None = None,
    demo: str | None = None,
    warc: Sequence[str] = (),
) -> Iterator[list[Target]]:
    """What to crawl; the demo site is served while the block lasts. `warc`: files that pages are taken from, in place
    of the network. Raises ConfigError."""
    names_lists = bool(sites or url)
    if warc and (file or demo or not names_lists):
        raise ConfigError("--warc: name the sites whose pages are in it, or give the address of their list by --url")
    if base and not file:
        raise ConfigError("--base is for --file: the address the page was saved from")
    if sum(map(bool, (sites, url, file, demo))) > 1:
        raise ConfigError("give sites, --url, --file or --demo, not several of them")
    if demo:
        with _demo(demo, settings.getint("DEMO_PORT")) as target:
            yield [target]
    elif file:
        yield [_saved(file, base)]
    else:
        chosen = [Target(from_url(url))] if url else _configured(sites, settings["SITES"])
        yield [_from_files(target, warc) for target in chosen] if warc else chosen


def _from_files(target: Target, files: Sequence[str]) -> Target:
    """The same, its pages taken from WARC files. Raises ConfigError for one that does not hold its list."""
    from crawler.fetch import from_warc

    there = from_warc.index(tuple(files))
    for url in target.site.start_urls:
        if from_warc.key_of(url) not in there:
            raise ConfigError(f"--warc: {len(there)} addresses, and not {url}")
    return Target(from_warc.of(target.site), settings=from_warc.settings(files), asked=target.asked)


@contextmanager
def _demo(variant: str, port: int) -> Iterator[Target]:
    from crawler.demo.server import Demo

    quick = {"ALLOW_PRIVATE_ADDRESSES": True, "DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False}
    with ExitStack() as stack:
        try:
            demo = stack.enter_context(Demo(variant, port))
        except OSError as error:
            raise ConfigError(f"DEMO_PORT: {port}: the demo cannot be served there: {error}") from None
        yield Target(Site("demo", (demo.url,), region="深圳市罗湖区"), settings=quick)


def _saved(file: str, base: str | None) -> Target:
    """A saved page, as a site named by its address or its file."""
    path = Path(file)
    try:
        found = path.is_file()
    except OSError as error:
        raise ConfigError(str(error)) from None
    if not found:
        raise ConfigError(f"--file: no such file: {file}")
    if base:
        return Target(from_url(base, allow_offsite=True), file)
    name = re.sub(r"[^\w.-]", "-", path.stem.lower())
    return Target(Site(name, (path.absolute().as_uri(),), allow_offsite=True), file)


def _configured(names: Sequence[str], file: str) -> list[Target]:
    """These sites of the file, or all."""
    known = load(file)
    check_names(names, known)
    if not known:
        raise ConfigError(f"{file}: names no site yet; scrapy sites add URL writes one, --url crawls one once")
    chosen = [known[name] for name in names] or enabled(known)
    if not chosen:
        raise ConfigError(f"{file}: every site in it has enabled = false")
    _have_a_browser(chosen)
    asked = "some" if names else "all"
    return [Target(site, asked=asked) for site in chosen]


def _have_a_browser(sites: Sequence[Site]) -> None:
    """Raises ConfigError where one of these sites needs a browser and there is none."""
    if any(site.render is True for site in sites):
        from crawler.fetch import browser

        reason = browser.missing()
        if reason:
            raise ConfigError(reason)
