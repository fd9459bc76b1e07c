"""What a list page lists: its entries, the next page, a verdict. First stop after a fetch; entries become notices.

A feed or a sitemap, an answer in JSON or in a script, or HTML: its markup (markup.py), and where that leaves a doubt,
the page's data (crawler/read/embedded.py).
"""

from __future__ import annotations

import re
from datetime import datetime

from crawler.read import embedded, feeds
from crawler.read.listing import markup
from nouns.found import Listing
from nouns.site import Site

_JSON = re.compile(r"\s*(?:[\w$.]{1,60}\(\s*)?[\[{]")
_STORE = re.compile(r"\s*(?:<\?xml[^>]{0,99}>\s*)?<datastore\b")
_SCRIPT = re.compile(r"\s*(?://#?DWR|throw |var [\w$]+ ?=)")


def find(html: str, url: str, now: datetime, site: Site | None = None, pins: bool = True) -> Listing:
    """The entries of the list page at `url`, fetched at `now` (aware; relative dates are read against it).

    `site` may carry CSS selectors (attributes entry, title, link, date, body, next; None where not pinned). `pins`:
    whether to look for some that find the same again, a sixth of the time. Raises nothing on any html.
    """
    if feeds.is_feed(html):
        return feeds.find(html, url, now)
    if _JSON.match(html):  # what a page's script named
        entries, following = embedded.read(html, url, now)
        verdict = "list" if entries else "none"
        said = embedded.said(html) if entries else None
        return Listing(entries, following, following, verdict, f"{len(entries)} entries in a JSON answer", said=said)
    if _STORE.match(html):
        entries, following = embedded.store(html, url, now)
        verdict = "list" if entries else "none"
        return Listing(entries, following, following, verdict, f"{len(entries)} entries in an XML answer")
    if _SCRIPT.match(html):
        entries = embedded.script(html, url, now)
        if entries:
            return Listing(entries, verdict="list", why=f"{len(entries)} entries in an answer that is a script")
    return markup.find(html, url, now, site, pins, embedded)
