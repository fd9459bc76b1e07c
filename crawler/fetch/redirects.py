"""Pages that say nothing but where to go on: by a script, or by the one frame they consist of. Followed as HTTP
redirects are, within the site; of a page with words or links of its own none is followed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware
from scrapy.http import Response, TextResponse
from scrapy.utils.response import get_base_url

from crawler.addresses.hosts import site_of
from crawler.addresses.links import as_linked, joined
from crawler.fetch.ending import is_html

LARGEST = 20_000  # bytes: what only leads on is short
WORDS = 40  # characters of a page's own, such as "please wait"
_HIDES = re.compile(r"<(script|style|noscript|title|head)\b|<!--", re.I)
_ENDS = {"": re.compile("-->")} | {
    name: re.compile(rf"</{name}\s*>", re.I) for name in ("script", "style", "noscript", "title", "head")
}
_LINK = re.compile(r"<a\b[^<>]*\bhref", re.I)
_SCRIPT = re.compile(r"<script\b[^<>]*>", re.I)
_COMMENT = re.compile(r"/\*|(?:^|(?<=[\s;{}]))//[^\n]*")
_CLOSED = {"/*": re.compile(r"\*/"), "//": re.compile("")}
_GO = re.compile(
    r"""(?:^|[;{}\s(])(?:(?:window|self|top|parent|document)\.)*location(?:\.href)?
        (?:\s*=\s*|\.(?:replace|assign)\s*\(\s*)(["'])([^"'<>\s]+)\1\s*[;)}\n]?""",
    re.X,
)
# A page that has itself be loaded again: a gate, which gives a cookie first.
_RELOAD = re.compile(
    r"\blocation\.reload\s*\(|\blocation(?:\.href)?\s*=\s*(?:\w+\.)?location(?:\.href)?\s*(?:[;}\n]|$)"
)
_REFRESH = re.compile(r"(\d*)(?:\.[\d.]*)?(?:\s*[;,]\s*|\s+)(.+)", re.S)
_REFRESHES = "//meta[translate(@http-equiv, 'REFSH', 'refsh') = 'refresh'][not(ancestor::noscript)]/@content"
_HEAD = 20_000  # bytes in which a page says where it leads
_WAITS = 10  # seconds: who is led on reads a sentence meanwhile, and no list
_FRAME = re.compile(r"""<i?frame\b[^<>]*\bsrc\s*=\s*["']?([^"'\s>]+)""", re.I)


def onward(text: str, url: str, frames: bool) -> str | None:
    """The absolute address that a page leads on to, if that is all it says; `frames`: also by its one frame."""
    bare = " ".join(_without(text, _HIDES, lambda begin: _ENDS[(begin[1] or "").lower()]))
    if _LINK.search(bare) or len("".join(re.sub("<[^<>]*>", " ", bare).split())) > WORDS:
        return None
    said = {found[2] for script in _scripts(text) for found in _GO.finditer(script)}
    said |= {url for script in _scripts(text) if _RELOAD.search(script)}
    if frames and not said:
        said = {src for src in _FRAME.findall(bare) if not src.lower().startswith(("about:", "javascript:"))}
    return joined(url, said.pop()) if len(said) == 1 else None


def _without(text: str, begins: re.Pattern[str], end_of: Callable[[re.Match[str]], re.Pattern[str]]) -> list[str]:
    """What stands between parts that begin and end so. One that has no end hides nothing; it is looked for once."""
    kept, since, at, endless = [], 0, 0, set()
    while begin := begins.search(text, at):
        at, wanted = begin.end(), end_of(begin)
        if wanted in endless:
            continue
        if (end := wanted.search(text, at)) is None:
            endless.add(wanted)
            continue
        kept.append(text[since : begin.start()])
        since = at = end.end()
    return [*kept, text[since:]]


def _scripts(text: str) -> Iterator[str]:
    """The scripts of a page, without their comments."""
    at = 0
    while begin := _SCRIPT.search(text, at):
        end = _ENDS["script"].search(text, begin.end())
        if end is None:
            return
        at = end.end()
        yield " ".join(_without(text[begin.end() : end.start()], _COMMENT, lambda found: _CLOSED[found[0][:2]]))


def refreshed(response: Response) -> tuple[float, str] | None:
    """(seconds, address) of a refresh, by header or by element, read as browsers do (HTML, "shared declarative refresh
    steps"): `0;url='a.html'`, `5 ; URL = a.html`, `0,a.html`; `5` is the page itself. None where there is none."""
    said = [text.strip() for text in _refreshes(response)]
    found = next(filter(None, map(_REFRESH.match, said)), None)
    if found is None:
        return next(((float(text), response.url) for text in said if text.isascii() and text.isdigit()), None)
    address = re.sub(r"^url\s*=\s*", "", found[2], flags=re.I)
    if address[:1] in ("'", '"'):
        address = address[1:].partition(address[0])[0]
    if not address:
        return None
    base = get_base_url(response) if isinstance(response, TextResponse) else response.url
    led = joined(base, address)
    return (float(found[1] or 0), led) if led else None


def _refreshes(response: Response) -> list[str]:
    """What its headers and its elements say of a refresh."""
    said = [value.decode("latin-1") for value in response.headers.getlist("Refresh")]
    if isinstance(response, TextResponse) and b"refresh" in response.body[:_HEAD].lower():
        said += response.xpath(_REFRESHES).getall()
    return said


def _leads_back(led: str, request: Request, response: Response) -> bool:
    """Whether a page leads to itself to be seen anew, and not to be asked for once more with the cookie it gives."""
    if led != response.url:
        return False
    return "Set-Cookie" not in response.headers or response.url in request.meta.get("redirect_urls", ())


class _Leading(MetaRefreshMiddleware):
    def follow(self, led: str, request: Request, response: Response, reason: str) -> Request | Response:
        onward = self._build_redirect_request(request, response, url=led)
        redirected = self._redirect(onward, request, reason)
        redirected.dont_filter = True  # as in limits.py
        redirected.meta.pop("download_slot", None)
        return redirected


class MetaRefresh(_Leading):
    """Follows refreshes that are redirects, counted together with the others. One to the page itself, or after a while,
    has a reader see it anew: lists do so every minute, and were asked for until there were too many redirects."""

    def process_response(  # type: ignore[override]  # Scrapy asks without a spider
        self, request: Request, response: Response
    ) -> Request | Response:
        if request.method == "HEAD" or not isinstance(response, TextResponse) or "playwright" in response.flags:
            return response
        led = refreshed(response)
        if led is None or led[0] > _WAITS or not led[1].startswith(("http://", "https://")):
            return response
        if _leads_back(led[1].partition("#")[0], request, response):
            return response
        return self.follow(led[1], request, response, "meta refresh")


class ScriptRedirect(_Leading):
    """Follows what a page's script or frame leads to, counted together with the other redirects."""

    def process_response(  # type: ignore[override]  # Scrapy asks without a spider
        self, request: Request, response: Response
    ) -> Request | Response:
        address = request.cb_kwargs.get("address")
        if address is None or response.status != 200 or len(response.body) > LARGEST or not is_html(response.body):
            return response
        if b"location" not in response.body and b"frame" not in response.body.lower():
            return response
        led = onward(response.body.decode("utf-8", "replace"), response.url, frames=address.kind == "listing")
        if not led or site_of(led) != site_of(response.url) or "playwright" in response.flags:
            return response
        led = as_linked(led)
        if _leads_back(led, request, response):
            return response
        return self.follow(led, request, response, "script")
