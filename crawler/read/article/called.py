"""What a page says its article and its site are called: in its window, in metadata, in the list that led to it. Under
article.read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from crawler.read.article.heading import is_turned
from crawler.read.article.lines import HEADINGS, Line
from crawler.read.article.names import is_house_name, is_site_name, window_parts
from crawler.read.page_tree import title_of
from pipelines.likeness import comparable


class Called(NamedTuple):
    """`titles`: what may be the article's title; `sites`: what may be the site's name, as `comparable`; `window`: the
    window's title."""

    titles: list[str]
    sites: list[str]
    window: str


def called_by(root: Any, data: dict[str, str], given: str | None) -> Called:
    window = " ".join(title_of(root).split())
    parts = window_parts(window)
    if len(parts) > 1 and is_site_name(parts[0]) and not is_site_name(parts[-1]):
        parts.reverse()  # site, column, title
    named = [given or "", data.get("articletitle", ""), data.get("og:title", "")]
    house = [window] if is_house_name(window) and next(root.iter("h1"), None) is not None else []
    named += [text for text in (window, *parts[:1]) if not is_site_name(text) and text not in house]
    sites = [data.get("sitename", ""), *house]
    if len(parts) > 1:
        sites.append(parts[-1])
    return Called(
        titles=[text.strip() for text in named if text.strip()],
        sites=[comparable(site) for site in sites if site],
        window=window,
    )


def turned(page: Sequence[Line], at: int | None, called: Called) -> Called | None:
    """What names the article where its window begins with the site's name, which `at` may have been taken for it; None
    where it does not."""
    if at is not None and not page[at].link and page[at].within(HEADINGS):
        return None
    parts = window_parts(called.window)
    if len(parts) < 2:
        return None
    site, name = comparable(parts[0]), comparable(parts[-1])
    if (at is not None and comparable(page[at].text) != site) or not is_turned(page, site, name):
        return None
    titles = [text for text in called.titles if comparable(text) != site]
    return Called([*titles, parts[-1]], [*(one for one in called.sites if one != name), site], called.window)
