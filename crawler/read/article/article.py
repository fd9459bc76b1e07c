"""One article page -> title, body, date, fields, next page, attachments. The spider calls it on what it fetched."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any

from lxml import etree

from crawler.read.article import (
    body as article_body,
    data as article_data,
    dates as article_dates,
    embedded,
    fields,
    files as article_files,
    heading as article_heading,
    marks,
    metadata,
    next as article_next,
)
from crawler.read.article.anatomy import Anatomy, foot_at, meta_at
from crawler.read.article.heading import heading_above, heading_at, undated, whole_heading, window_parts
from crawler.read.article.lines import STYLED, Line, Spans, broken, lines, uncover
from crawler.read.article.marks import is_site_name
from crawler.read.page_signs import signs_of
from crawler.read.page_tree import title_of, tree
from nouns.found import Article, PageSigns
from pipelines import dates
from pipelines.likeness import comparable, key_of

if TYPE_CHECKING:
    from nouns.site import Site

_WRAPPERS = re.compile(
    r"(?:</?(?:div|section|article|main|span|font|b|i|em|strong|u|center|blockquote|[uod]l|li|d[dt]|table|tbody|t[rdh]|form)"
    r"\b[^>]*>\s*)+",
    re.I,
)
# WeChat shows its text only once a script has run; every extractor takes it for hidden.
_VISIBILITY = re.compile(r"visibility\s*:\s*hidden|opacity\s*:\s*0", re.I)
_MAY_HIDE = ("isibility", "ISIBILITY", "pacity", "PACITY")  # without one of them in a page no style is of that kind
_SHORT = 60  # characters: less is looked for behind what hides text until a script has run
_LOGIN = re.compile(r"(?:请|需要?|须)先?(?:登[录陆]|注册)|登[录陆]后(?:可|才能|查看)|please (?:log|sign) ?in", re.I)
_TO_FILL = re.compile(r"\s*(?:(?:\{\{|\$\{).*\}|<%.*%>)\s*|\s+")
_A_WORD = 16  # letters: less is a label or a counter
_SHORT_FOR_VOICES = 300  # letters: the libraries find shorter texts less often than what stands beside them
_HARDLY_ANY = 100  # characters of a body that may say no more than where the text is


def _unveil(root: Any) -> None:
    for node in STYLED(root):
        if _VISIBILITY.search(node.get("style")):
            del node.attrib["style"]


def _called(root: Any, data: dict[str, str], given: str | None) -> tuple[list[str], list[str], str]:
    """(what may be the article's title, what may be the site's name as `comparable`, the window's title)."""
    window = " ".join(title_of(root).split())
    parts = window_parts(window)
    sites = [data.get("sitename", ""), *(parts[-1:] if len(parts) > 1 else ())]
    own = () if is_site_name(window) else (window,)
    named = (
        given,
        data.get("articletitle"),
        data.get("og:title"),
        *own,
        *(part for part in parts[:1] if not is_site_name(part)),
    )
    return [text.strip() for text in named if text and text.strip()], [comparable(s) for s in sites if s], window


def _anatomy(
    page: list[Line], titles: list[str], sites: list[str], marked: bool = True
) -> tuple[Anatomy, str | None, bool]:
    """(what the page's lines are, the heading's text or None, whether a title confirms it)."""
    spans = Spans(page)
    foot = foot_at(page, spans)
    at = heading_at(page[:foot], titles, sites)
    confirmed = at is not None
    at = heading_above(page[:foot], sites) if at is None else at
    text, last = (None, None) if at is None else whole_heading(page, at, titles)
    meta, catalogue = meta_at(page, last, foot)
    if meta is None and at is not None and undated(page[at]):
        meta = last  # the date stands beside the heading
    return Anatomy(page, spans, foot, last, meta, catalogue, marked=marked), text, confirmed


def _body(root: Any, anatomy: Anatomy, titles: list[str], site_known: bool) -> str:
    """`site_known`: the lines that are the site's have been taken out; a short text beside them is soon outvoted."""
    own, sure = article_body.region(root, anatomy)
    if sure or (site_known and _A_WORD < sum(line.size for line in own) < _SHORT_FOR_VOICES):
        return article_body.text_of(own, titles)
    from crawler.read.article import voices

    return voices.body(root, anatomy, own, titles)


def _without_day(body: str) -> str:
    """A body without the day in words that stands above its text."""
    first, _, rest = body.partition("\n")
    return rest if rest and marks.is_day_in_words(first) else body


def _without_frame(body: str, titles: list[str]) -> str:
    """A short body without its title, what stands under a title, what a site ends its pages with, and the places that
    a script would fill."""
    known = {comparable(title) for title in titles}
    return "\n".join(
        line
        for line in body.split("\n")
        if comparable(line) not in known
        and not marks.is_meta(line)
        and not marks.FOOT.search(line)
        and not _TO_FILL.fullmatch(line)
    )


def _call_by(data: dict[str, str], found: article_data.Data) -> None:
    """Has what a page's scripts say of its article stand for metadata that the page does not have."""
    said = {"articletitle": found.title, "contentsource": found.source, "author": found.author}
    for name, value in said.items():
        if value:
            data.setdefault(name, value)


def _of_data(data: article_data.Data | None, title: str | None, now: datetime) -> Article:
    """The article of an answer of JSON."""
    if data is None:
        return Article(title=title or "", flags=("empty",), signs=PageSigns(named=False, alarms=("shell",)))
    published = dates.parse(data.published, now) if data.published else None
    return Article(data.title, data.body, published, data.published, data.source, data.author)


def read(
    html: str,
    url: str,
    now: datetime,
    title: str | None = None,
    site: Site | None = None,
    furniture: Collection[int] = (),
) -> Article:
    """Read one article page.

    `now` (aware) is when it was fetched, `title` what the list called it. A site's `body` selector overrides what would
    be found; `furniture`: keys of lines that are known to be the site's (crawler/trust/furniture.py). Raises nothing,
    whatever the text."""
    html = html.replace("\x00", "")
    if html[:400].lstrip("\ufeff \t\r\n")[:1] not in ("", "<") and article_data.is_data(html):
        return _of_data(article_data.of_answer(html, now), title, now)
    try:
        root, cut = tree(html)
        if cut:
            root, _ = tree(_WRAPPERS.sub("<p>", html))
    except (etree.ParserError, ValueError):
        return Article(title=title or "", flags=("empty",), signs=PageSigns(named=False, alarms=("shell",)))
    url = fields.join(url, "") or ""
    base = fields.base_of(root, url)
    if any(word in html for word in _MAY_HIDE):
        _unveil(root)
    broken(root)
    content = root.find("body")
    content = root if content is None else content
    data = metadata.meta(root, html)
    titles, sites, window = _called(root, data, title)
    data["window"] = window
    marked = article_body.is_marked(root)
    pinned = root.cssselect(site.body) if site is not None and site.body else []
    # 来源：园区管委会 may stand alike on every page of a site, and is what each of them says of itself all the same.
    shown_lines = [
        line
        for line in lines(content)
        if not furniture or key_of(line.text) not in furniture or marks.is_meta(line.text)
    ]
    anatomy, heading, confirmed = _anatomy(shown_lines, titles, sites, marked)
    known = [*titles, *([heading] if heading else [])]
    site_known = bool(furniture)
    if pinned:
        texts = (line.text for node in pinned for line in lines(node))
        body = "\n".join(text for text in texts if not furniture or key_of(text) not in furniture)
    else:
        body = _without_day(_body(root, anatomy, known, site_known))
    if len(body) < _SHORT and not pinned and uncover(content):
        anatomy, heading, confirmed = _anatomy(lines(content), titles, sites, marked)
        body = _body(root, anatomy, known, site_known)
    page, at = anatomy.page, anatomy.heading
    first = page[at or 0].node if page else None
    foot = page[anatomy.foot].node if anatomy.foot < len(page) else None
    published, raw = article_dates.published(root, anatomy, data, url, now)
    day, number = fields.document(anatomy)
    password = any(node.get("type", "").lower() == "password" for node in root.iter("input"))
    seen = "\n".join(line.text for line in page)
    shown = None
    if len(body) < _HARDLY_ANY:  # hardly any, or none: the page's own lines are soon most of it
        body = _without_frame(body, known)
        shown = embedded.find(root, url, base, first, foot, known)
    if not body and (data_of := article_data.of_scripts(root, known, now)):
        body = data_of.body
        if published is None and data_of.published:
            published, raw = dates.parse(data_of.published, now), data_of.published
        if not known:
            _call_by(data, data_of)
    flags = {
        "truncated-by-parser": cut,
        "login": len(body) < 80 and len(seen) < 2000 and (password or bool(_LOGIN.search(seen))),
        "empty": not body,
    }
    return Article(
        title=article_heading.title(window, data, title, heading, confirmed),
        body=body,
        published=published,
        published_raw=raw,
        source=fields.field("source", anatomy, data),
        author=fields.field("author", anatomy, data),
        editor=fields.field("editor", anatomy, data),
        document_date=day,
        document_number=number,
        region=fields.field("region", anatomy, data),
        attachments=article_files.attachments(root, base, first, foot),
        pictures=article_files.pictures(root, base, first, foot),
        next=article_next.next_part(root, url, base),
        embedded=shown,
        flags=tuple(name for name, raised in flags.items() if raised),
        signs=signs_of(root, page, title, body, at) if title else PageSigns(),
    )
