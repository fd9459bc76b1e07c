"""Pages that say nothing but where to go on: by a script, or by the one frame they consist of. Followed as HTTP
redirects are, within the site; of a page with words or links of its own none is followed.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware
from scrapy.http import Response

from crawler.ending import is_html
from crawler.hosts import site_of
from crawler.links import as_linked

LARGEST = 20_000  # bytes: what only leads on is short
WORDS = 40  # characters of a page's own, such as "please wait"
_HIDDEN = re.compile(r"<(script|style|noscript|title|head)\b.*?</\1\s*>|<!--.*?-->", re.I | re.S)
_TAG = re.compile(r"<[^>]*>")
_LINK = re.compile(r"<a\b[^>]*\bhref", re.I)
_SCRIPT = re.compile(r"<script\b[^>]*>(.*?)</script\s*>", re.I | re.S)
_COMMENT = re.compile(r"/\*.*?\*/|(?:^|(?<=[\s;{}]))//[^\n]*", re.S)
_GO = re.compile(
    r"""(?:^|[;{}\s(])(?:(?:window|self|top|parent|document)\.)*location(?:\.href)?
        (?:\s*=\s*|\.(?:replace|assign)\s*\(\s*)(["'])([^"'<>\s]+)\1\s*[;)}\n]?""",
    re.X,
)
_FRAME = re.compile(r"""<i?frame\b[^>]*\bsrc\s*=\s*["']?([^"'\s>]+)""", re.I)


def onward(text: str, url: str, frames: bool) -> str | None:
    """The absolute address that a page leads on to, if that is all it says; `frames`: also by its one frame."""
    bare = _HIDDEN.sub(" ", text)
    if _LINK.search(bare) or len("".join(_TAG.sub(" ", bare).split())) > WORDS:
        return None
    said = {found[2] for script in _SCRIPT.findall(text) for found in _GO.finditer(_COMMENT.sub(" ", script))}
    if frames and not said:
        said = {src for src in _FRAME.findall(bare) if not src.lower().startswith(("about:", "javascript:"))}
    return urljoin(url, said.pop()) if len(said) == 1 else None


class ScriptRedirect(MetaRefreshMiddleware):
    """Follows what a page's script or frame leads to, counted together with the other redirects."""

    def process_response(self, request: Request, response: Response) -> Request | Response:
        address = request.cb_kwargs.get("address")
        if address is None or response.status != 200 or len(response.body) > LARGEST or not is_html(response.body):
            return response
        if b"location" not in response.body and b"frame" not in response.body.lower():
            return response
        led = onward(response.body.decode("utf-8", "replace"), response.url, frames=address.kind == "listing")
        if not led or site_of(led) != site_of(response.url) or "playwright" in response.flags:
            return response
        led = as_linked(led)
        again = response.url in request.meta.get("redirect_urls", ())
        if led == response.url and (again or "Set-Cookie" not in response.headers):
            return response
        redirected = self._redirect(self._build_redirect_request(request, response, url=led), request, "script")
        redirected.dont_filter = True  # as in limits.py
        redirected.meta.pop("download_slot", None)
        return redirected
