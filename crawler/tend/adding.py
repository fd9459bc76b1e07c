"""Sites to be added: what somebody wants to be crawled, as sites that bear names, and their tables for the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from crawler import sites_file
from crawler.site_values import no_region
from crawler.sites import from_url
from crawler.tend import sources
from crawler.tend.sources import Wanted
from nouns.site import Site
from pipelines.identity import canonical_url

if TYPE_CHECKING:
    from crawler.tend.surveying import Finding


class Added(NamedTuple):
    """A site, and what somebody said of it."""

    site: Site
    wanted: Wanted

    def table(self, finding: Finding) -> str:
        """The site's table in the file, with what was found above it."""
        keys: dict[str, Any] = {"start_urls": list(self.site.start_urls)}
        if self.site.region:
            keys["region"] = self.site.region
        if finding.browser:
            keys["render"] = "auto"
        if not finding.good:
            keys["enabled"] = False
        return sites_file.table(self.site.name, keys, f"{self._called()}\n{_seen(finding)}".strip())

    def _called(self) -> str:
        """What others call it, and its region, where that is no official one."""
        place = f" ({self.wanted.region})" if self.wanted.region and not self.site.region else ""
        called = f"{self.wanted.title}{place}".strip()
        return "".join(char if char.isprintable() else " " for char in called)


def _seen(finding: Finding) -> str:
    """What was seen of it today."""
    seen = f"{datetime.now():%Y-%m-%d}: "
    if finding.good:
        seen += f"{finding.entries} entries, {finding.dated} dated"
    else:
        seen += f"not crawled: {finding.problem}"
    return f"{seen}, made with {finding.platform}" if finding.platform else seen


def new_sites(
    wanted: Iterable[Wanted], there: Mapping[str, Site], taken: Iterable[str]
) -> tuple[dict[str, Added], list[str]]:
    """(the sites to add, by name; in words: what is there already, which regions are left out). `there`: the sites of
    the file; `taken`: names that are in use besides. Raises ConfigError for what is no address."""
    known = {canonical_url(url): site.name for site in there.values() for url in site.start_urls}
    names = {*there, *taken}
    added: dict[str, Added] = {}
    left: list[str] = []
    for each in wanted:
        start_urls = from_url(each.url).start_urls
        key = canonical_url(start_urls[0])
        if key in known:
            left.append(f"there already, as {known[key]}: {each.url}")
            continue
        name = known[key] = sources.name_for(each, names)
        names.add(name)
        wrong = no_region(each.region) if each.region else None
        if wrong:
            left.append(f"its region is left out: {each.url}: {wrong}")
        added[name] = Added(Site(name, start_urls, region=None if wrong else each.region), each)
    return added, left
