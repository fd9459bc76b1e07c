"""One article page -> title, body, date, fields, next page, attachments. The spider calls it on what it fetched."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

import lxml.html
from lxml import etree

from crawler import article_body, article_embedded, article_fields, article_files
from crawler.found import Article

if TYPE_CHECKING:
    from crawler.sites import Site

_WRAPPERS = re.compile(
    r"(?:</?(?:div|section|article|main|span|font|b|i|em|strong|u|center|blockquote|[uod]l|li|d[dt]|table|tbody|t[rdh]|form)"
    r"\b[^>]*>\s*)+",
    re.I,
)
_SUFFIX = re.compile(r"(?:\s+[-–—|]+\s+|\s*[_|｜—]+\s*|(?<=[\u3400-\u9fff”》）])-+(?=[\u3400-\u9fff]))")
# WeChat shows its text only once a script has run; every extractor takes it for hidden.
_VISIBILITY = re.compile(r"visibility\s*:\s*hidden|opacity\s*:\s*0", re.I)
_LOGIN = re.compile(r"(?:请|需要?|须)先?(?:登[录陆]|注册)|登[录陆]后(?:可|才能|查看)|please (?:log|sign) ?in", re.I)
_TO_FILL = re.compile(r"(?:\{\{.*\}\}|\$\{.*\}|<%=?.*%>|\s)+")
_HARDLY_ANY = 100  # characters of a body that may say no more than where the text is


def _tree(html: str) -> tuple[Any, bool]:
    """(root, whether libxml2 cut it). Without `huge_tree` libxml2 2.14 cuts at 256 levels, with it at 2,048."""
    parser = lxml.html.HTMLParser(huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True)
    root = lxml.html.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    return root, any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log)


def _title(root: Any, data: dict[str, str], given: str | None, heading: str | None, above: str | None) -> str:
    """The heading that a title confirms; else what the list called it, the page's metadata, what stands above
    its date, its only h1 or <title>."""
    if heading:
        return heading
    whole = " ".join((root.findtext(".//title") or "").split())
    first = max(_SUFFIX.split(whole)[:1], key=len, default="")
    h1 = [" ".join(node.text_content().split()) for node in root.iter("h1")]
    lone = h1[0] if len(h1) == 1 and len(h1[0]) > 5 else ""
    return given or data.get("articletitle") or data.get("og:title") or above or lone or first


def _without_frame(body: str, titles: list[str]) -> str:
    """A short body without its title, what stands under a title, what a site ends its pages with, and the places that
    a script would fill."""
    known = {article_body.comparable(title) for title in titles}
    return "\n".join(
        line for line in body.split("\n")
        if article_body.comparable(line) not in known
        and not article_body.is_meta(line) and not article_body.FOOT.search(line) and not _TO_FILL.fullmatch(line)
    )  # fmt: skip


def read(html: str, url: str, now: datetime, title: str | None = None, site: Site | None = None) -> Article:
    """Read one article page.

    `now` (aware) is when it was fetched, `title` what the list called it. A site's `body` selector overrides what
    would be found. Raises nothing, whatever the text.
    """
    html = html.replace("\x00", "")
    try:
        root, cut = _tree(html)
        if cut:
            root, _ = _tree(_WRAPPERS.sub("<p>", html))
    except (etree.ParserError, ValueError):
        return Article(title=title or "", flags=("empty",))
    url = article_fields.join(url, "") or ""
    for node in root.iterfind(".//*[@style]"):
        if _VISIBILITY.search(node.get("style")):
            del node.attrib["style"]
    content = root.find("body")
    page = article_body.lines(root if content is None else content)
    data = article_fields.meta(root)
    named = (title, data.get("articletitle"), data.get("og:title"), root.findtext(".//title"))
    titles = [text.strip() for text in named if text and text.strip()]
    heading = article_body.heading_at(page, titles)
    above = article_body.heading_above(page) if heading is None else None
    name = _title(root, data, title, *(None if at is None else page[at].text for at in (heading, above)))
    heading = above if heading is None else heading
    pinned = root.cssselect(re.sub(r"::text\s*$", "", site.body)) if site is not None and site.body else []
    if pinned:
        body = "\n".join(line.text for node in pinned for line in article_body.lines(node))
    else:
        body = article_body.body(root, page, heading, [*titles, name])
    start, end = heading or 0, article_body.last_line(page, body)
    beyond = page[end + 16].node if end is not None and end + 16 < len(page) else None
    first = page[start].node if page else None
    foot = next((line.node for line in page[start + 1 :] if article_body.FOOT.search(line.text)), beyond)
    published, raw = article_fields.published(root, page, heading, data, url, now)
    password = any(node.get("type", "").lower() == "password" for node in root.iter("input"))
    seen = "\n".join(line.text for line in page)
    shown = None
    if len(body) < _HARDLY_ANY:  # hardly any, or none: the page's own lines are soon most of it
        body = _without_frame(body, [*titles, name])
        shown = article_embedded.find(root, url, first, foot, [*titles, name])
    flags = {
        "truncated-by-parser": cut,
        "login": len(body) < 80 and len(seen) < 2000 and (password or bool(_LOGIN.search(seen))),
        "empty": not body,
    }
    return Article(
        title=name, body=body, published=published, published_raw=raw,
        source=article_fields.field("source", page, heading, data),
        author=article_fields.field("author", page, heading, data),
        editor=article_fields.field("editor", page, heading, data),
        region=article_fields.field("region", page, heading, data),
        attachments=article_files.attachments(root, url, first, beyond),
        pictures=article_files.pictures(root, url, first, foot),
        next=article_fields.next_part(root, url),
        embedded=shown,
        flags=tuple(name for name, raised in flags.items() if raised),
    )  # fmt: skip
