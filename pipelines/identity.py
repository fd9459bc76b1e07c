"""Identity: the canonical address of a notice and its stable id. Runs after the text is clean."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import urlsplit

from w3lib.url import canonicalize_url, url_query_cleaner

from nouns.items import ListingPage, Notice

# Parameters that say how a reader came, not what is read.
TRACKING = (
    "utm_source",
    "utm_medium",
    "utm_campaign",
    "utm_term",
    "utm_content",
    "spm",
    "from",
    "share_token",
    "isappinstalled",
    "gclid",
    "fbclid",
    "jsessionid",
    "PHPSESSID",
)
_PORTS = {"https": 443, "http": 80}
_ROUTE = re.compile(r"!?/.")
# Of a servlet's, and of ASP.NET without cookies: /(S(lit3py55t21z5v55vlm25s55))/notice.aspx.
_SESSION = re.compile(r";jsessionid=[^?#/]*|/\((?:[A-Z]\([a-z0-9_-]{20,}\))+\)(?=/)", re.I)


def digest(*parts: str, length: int = 20) -> str:
    """Hex digits that stand for these texts; 20 of them collide once in 10^12 among a million notices."""
    # A lone surrogate cannot be encoded; an address may still carry one.
    data = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()[:length]


def is_route(url: str) -> bool:
    """Whether what follows the # names a page of its own, which only a script can show."""
    return bool(_ROUTE.match(url.partition("#")[2]))


def canonical_url(url: str) -> str:
    """The address without fragment, session and tracking parameters, its query sorted (w3lib). A fragment that a script
    takes for the page (`#/notice/7`, `#!/notice/7`) stays. What is no address (`http://h:x/`) comes back as it is."""
    try:
        return _canonical(url)
    except ValueError:
        return url


def _canonical(url: str) -> str:
    cleaned = url_query_cleaner(_SESSION.sub("", url), TRACKING, remove=True, unique=False, keep_fragments=True)
    return canonicalize_url(cleaned, keep_fragments=is_route(url))


def spellings(url: str) -> tuple[str, ...]:
    """The other spellings of an http(s) address: with https or http, its scheme's port or none, a dot behind its host
    or none. Sites change them for all their pages at once, and none of these is another page for that. None where its
    port is another, or it is no address."""
    scheme, _, rest = url.partition("://")
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").removesuffix("."), parts.port
    except ValueError:
        return ()
    if not host or scheme not in _PORTS or port not in (None, _PORTS[scheme]):
        return ()
    behind = rest.removeprefix(parts.netloc)
    ends = [(each, end) for each, usual in _PORTS.items() for end in ("", f":{usual}", ".")]
    return tuple(spelled for each, end in ends if (spelled := f"{each}://{host}{end}{behind}") != url)


def inline_url(listing_url: str, title_raw: str, body_raw: str) -> str:
    """An address for an entry that has none of its own: where its list begins, and what it says.

    White space does not count, so that a page laid out anew keeps its notices; neither does the page number,
    for an entry moves from page to page as newer ones come in: callers give the list's first page. A text that is
    corrected gets another address, and dedup finds the two: by title and date two documents would pass for one.
    """
    said = digest("".join(title_raw.split()), "".join(body_raw.split()), length=16)
    return f"{listing_url.partition('#')[0]}#notice-{said}"


def notice_id(site: str, url: str) -> str:
    """The stable id of what one site publishes at one address."""
    return digest(site, url)


class IdentityPipeline:
    """Gives a notice its id and the hash of what it says."""

    def process_item(self, item: Notice | ListingPage) -> Notice | ListingPage:
        if isinstance(item, Notice):
            item.id = notice_id(item.site, item.url)
            item.body_hash = digest(item.body)
        return item
