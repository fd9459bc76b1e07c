"""One article page -> title, body, date, fields, next page, attachments. The spider calls it on what it fetched."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree

from crawler.read.article import (
    apart,
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
    signature,
    waiting,
)
from crawler.read.article.anatomy import Anatomy, meta_at
from crawler.read.article.called import Called, called_by, turned
from crawler.read.article.foot import foot_at
from crawler.read.article.heading import heading_above, heading_at, instead_of_column, undated, whole_heading
from crawler.read.article.lines import STYLED, Line, Spans, broken, lines, uncover
from crawler.read.article.teaser import with_teaser
from crawler.read.page_signs import signs_of
from crawler.read.page_tree import tree
from nouns.found import Article, PageSigns
from pipelines import dates
from pipelines.furniture import furniture_rule
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
_TEASED = re.compile(r"itemprop\s*=\s*.?description")
_SHORT = 60  # characters: less is looked for behind what hides text until a script has run
_LOGIN = re.compile(r"(?:请|需要?|须)先?(?:登[录陆]|注册)|登[录陆]后(?:可|才能|查看)|please (?:log|sign) ?in", re.I)
_TO_FILL = re.compile(r"\s*(?:(?:\{\{|\$\{).*\}|<%.*%>)\s*|\s+")
_HARDLY_ANY = 100  # characters of a body that may say no more than where the text is
_NO_LOGIN, _LONGEST_LOGIN = 80, 2000  # characters of a body, and of a page, from which it is no login
_BEGINNING = 400  # characters that tell an answer of JSON from a page


class _Understood(NamedTuple):
    """What the page's lines are, the heading's text or None, whether a title confirms it."""

    anatomy: Anatomy
    heading: str | None
    confirmed: bool


def _unveil(root: Any) -> None:
    for node in STYLED(root):
        if _VISIBILITY.search(node.get("style")):
            del node.attrib["style"]


def _understood(page: list[Line], called: Called, marked: bool) -> _Understood:
    spans = Spans(page)
    foot = foot_at(page, spans)
    at = heading_at(page[:foot], called.titles, called.sites)
    if other := turned(page[:foot], at, called):
        called = other
        at = heading_at(page[:foot], called.titles, called.sites)
    if at is not None and (beyond := instead_of_column(page[:foot], at, called.sites)) is not None:
        at, called = beyond, called._replace(titles=[])
    confirmed = at is not None and bool(called.titles)
    if at is None:
        at = heading_above(page[:foot], called.sites)
    text, last = (None, None) if at is None else whole_heading(page, at, called.titles)
    meta, catalogue = meta_at(page, spans, last, foot)
    if meta is None and at is not None and undated(page[at]):
        meta = last  # the date stands beside the heading
    return _Understood(Anatomy(page, spans, foot, last, meta, catalogue, marked=marked), text, confirmed)


def _body(root: Any, anatomy: Anatomy, titles: list[str]) -> str:
    own, sure = article_body.region(root, anatomy)
    if sure:
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

    def frames(line: str) -> bool:
        if comparable(line) in known or (marks.is_meta(line) and not marks.is_of_event(line)):
            return True
        return bool(marks.FOOT.search(line) or _TO_FILL.fullmatch(line) or furniture_rule(line) == "loading")

    return "\n".join(line for line in body.split("\n") if not frames(line))


def _call_by(data: dict[str, str], found: article_data.Data) -> None:
    """Has what a page's scripts say of its article stand for metadata that the page does not have."""
    said = {"articletitle": found.title, "contentsource": found.source, "author": found.author}
    for name, value in said.items():
        if value:
            data.setdefault(name, value)


def _is_data(html: str) -> bool:
    begins = html[:_BEGINNING].lstrip("\ufeff \t\r\n")[:1]
    return begins not in ("", "<") and article_data.is_data(html)


def _nothing(title: str | None) -> Article:
    """What is said of an answer that is no page."""
    return Article(title=title or "", flags=("empty",), signs=PageSigns(named=False, alarms=("shell",)))


def _of_data(html: str, title: str | None, now: datetime) -> Article:
    """The article of an answer of JSON."""
    data = article_data.of_answer(html, now)
    if data is None:
        return _nothing(title)
    published = dates.parse(data.published, now) if data.published else None
    return Article(data.title, data.body, published, data.published, data.source, data.author)


def _whole_tree(html: str) -> tuple[Any, bool] | None:
    """(the page's tree, whether it is nested so deep that it was made without its wrappers); None for no page."""
    try:
        root, cut = tree(html)
        if cut:
            root, _ = tree(_WRAPPERS.sub("<p>", html))
    except (etree.ParserError, ValueError):
        return None
    return root, cut


def _own_lines(page: list[Line], furniture: Collection[int]) -> list[Line]:
    """The lines without those known to be the site's. 来源：园区管委会 may stand alike on every page of a site, and is
    what each of them says of itself all the same."""
    if not furniture:
        return page
    return [line for line in page if key_of(line.text) not in furniture or marks.is_meta(line.text)]


def _pinned(nodes: Iterable[Any], furniture: Collection[int]) -> str:
    """The text of the elements that a site's `body` selects."""
    texts = [line.text for node in nodes for line in lines(node)]
    if furniture:
        texts = [text for text in texts if key_of(text) not in furniture]
    return "\n".join(texts)


def _text(
    root: Any, called: Called, site: Site | None, furniture: Collection[int]
) -> tuple[_Understood, list[str], str]:
    """(what the page's lines are, what the article is called, its text)."""
    held = root.find("body")
    content = root if held is None else held
    marked = article_body.is_marked(root)
    selected = root.cssselect(site.body) if site is not None and site.body else []
    page = lines(content)
    if waiting.unfold(content, page):
        page = lines(content)
    understood = _understood(_own_lines(page, furniture), called, marked)
    known = [*called.titles, understood.heading] if understood.heading else called.titles
    if selected:
        return understood, known, _pinned(selected, furniture)
    body = _without_day(_body(root, understood.anatomy, known))
    if len(body) < _SHORT and uncover(content):
        understood = _understood(lines(content), called, marked)
        body = _body(root, understood.anatomy, known)
    anatomy = understood.anatomy
    return understood, known, signature.with_signature(apart.without(body, anatomy), anatomy)


def _asks_to_log_in(root: Any, page: Sequence[Line], body: str) -> bool:
    """Whether a form to log in, or the advice to do so, stands in place of an article."""
    if len(body) >= _NO_LOGIN:
        return False
    seen = "\n".join(line.text for line in page)
    if len(seen) >= _LONGEST_LOGIN:
        return False
    password = any(node.get("type", "").lower() == "password" for node in root.iter("input"))
    return password or bool(_LOGIN.search(seen))


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
    if _is_data(html):
        return _of_data(html, title, now)
    made = _whole_tree(html)
    if made is None:
        return _nothing(title)
    root, cut = made
    url = fields.join(url, "") or ""
    base = fields.base_of(root, url)
    if any(word in html for word in _MAY_HIDE):
        _unveil(root)
    broken(root)
    data = metadata.meta(root, html)
    called = called_by(root, data, title)
    data["window"] = called.window
    (anatomy, heading, confirmed), known, body = _text(root, called, site, furniture)
    if "articleBody" in html and _TEASED.search(html):
        body = with_teaser(root, anatomy, body)
    first, beyond = anatomy.edges
    published, raw = article_dates.published(root, anatomy, data, url, now)
    shown = None
    if len(body) < _HARDLY_ANY:  # hardly any, or none: the page's own lines are soon most of it
        body = _without_frame(body, known)
        shown = embedded.find(root, url, base, first, beyond, known)
    scripted = None if body else article_data.of_scripts(root, known, now)
    if scripted is not None:
        body = scripted.body
        if published is None and scripted.published:
            published, raw = dates.parse(scripted.published, now), scripted.published
        if not known:
            _call_by(data, scripted)
    body = body or waiting.text(root, known)
    flags = {
        "truncated-by-parser": cut,
        "login": _asks_to_log_in(root, anatomy.page, body),
        "empty": not body,
    }
    day, number = fields.document(anatomy)
    return Article(
        title=article_heading.title(called.window, data, title, heading, confirmed),
        body=body,
        published=published,
        published_raw=raw,
        source=fields.field("source", anatomy, data),
        author=fields.field("author", anatomy, data),
        editor=fields.field("editor", anatomy, data),
        document_date=day,
        document_number=number,
        region=fields.field("region", anatomy, data),
        attachments=article_files.attachments(root, base, first, beyond),
        pictures=article_files.pictures(root, base, first, beyond),
        next=article_next.next_part(root, url, base),
        embedded=shown,
        flags=tuple(name for name, raised in flags.items() if raised),
        signs=signs_of(root, anatomy.page, title, body, anatomy.heading) if title else PageSigns(),
    )
