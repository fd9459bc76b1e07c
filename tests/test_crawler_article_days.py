"""Kinds of day beside an article that public saved pages showed to be read wrongly, and who stands beside it, each with
variants in texts of our own."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from crawler.read.article.article import read
from pipelines.dates import from_url

NOW = datetime(2025, 3, 1, 2, 0, tzinfo=timezone.utc)
URL = "https://www.luoxi.example/news/three-workshops"
TITLE = "Three workshops of Luoxi are let to manufacturers"
LEAD = (
    "The zone has signed three contracts, and two more are about to follow, says its office, which had asked for bids."
)
TEXT = (
    "The first of the workshops goes to a maker of bearings, which will move in next spring with sixty people.",
    "A second one is let for five years, and its tenant, a company for cold storage, is building its own lines there.",
    "“We were asked for plans, figures and a date, and that was all,” said the manager, who expects to grow soon.",
    "The third, the largest, has waited for a tenant since the old one left, and it is now to be a shop for tools.",
    "The zone had asked for bids in the spring, and eleven companies, four of them from abroad, had sent their own.",
    "It looked at jobs first, then at rent, and it wants to see the first machines running before the year is over.",
    "More workshops are planned in the east of the zone, where a road, a line for trains and a canal are being built.",
)


def page(head: str = "", before: str = "", below: str = "", end: str = "", after: str = "", window: str = TITLE) -> str:
    text = "".join(f"<p>{line}</p>" for line in TEXT)
    return (
        f"<html><head><title>{window}</title>{head}</head><body><nav><a href='/'>Home</a> <a href='/n'>News</a></nav>"
        f"<article>{before}<h1>{TITLE}</h1>{below}<div class='text'>{text}</div>{end}</article>{after}"
        "<footer>© 2019-2025 Luoxi Zone. All rights reserved.</footer></body></html>"
    )


def day(html: str, url: str = URL) -> str:
    return (read(html, url, NOW).published or "")[:10]


def meta(**named: str) -> str:
    return "".join(f'<meta property="article:{name}" content="{said}">' for name, said in named.items())


@pytest.mark.parametrize(
    "other",
    [
        '<ul><li><article><h3><a href="/8">Bids</a></h3><time class="published" datetime="2023-05-06">6 May</time></article></li></ul>',
        '<article class="teaser"><a href="/8">Bids</a><time class="published" datetime="2023-05-06">6 May</time></article>',
        '<ol><li class="comment"><time pubdate datetime="2023-05-06T08:00:00Z">6 May</time><p>Well done.</p></li></ol>',
    ],
)
def test_a_time_of_another_article_or_of_a_comment_is_not_the_pages(other):
    assert day(page(below="<p>by Lin Chen · June 13, 2024</p>", after=other)) == "2024-06-13"


@pytest.mark.parametrize(
    "said",
    [
        "Hamburg, 13. Juni 2024",
        "June 13, 2024 at 4:38 PM",
        "13 Jun 2024, 10:11 GMT+8",
        "13 juin 2024, Anne Keller",
        "Thursday, 13 June 2024 by Lin Chen",
        '<a href="/2024/06/13">13 Jun 2024 18:29</a>',
        '<a href="/a/7">June 13, 2024 · 6 min read</a>',
    ],
)
def test_a_day_in_words_stands_beside_a_place_a_clock_or_a_name(said):
    assert day(page(below=f"<p>{said}</p>")) == "2024-06-13"
    assert day(page(below=f"<h2>{LEAD}</h2><p>{said}</p>")) == "2024-06-13"


@pytest.mark.parametrize(
    "said", ["<p>Erschienen am: 13.06.2024</p>", "<p>Publié le 13 juin 2024</p>", "<p>Posted on:</p><p>13.06.2024</p>"]
)
def test_a_word_of_publication_announces_a_day_below_the_heading_and_below_the_text(said):
    assert day(page(below=f"<h2>{LEAD}</h2>{said}")) == "2024-06-13"
    assert day(page(end=said)) == "2024-06-13"


@pytest.mark.parametrize(
    "other",
    [
        "Aktualisiert am 19.02.2025",
        "Registered: 18.09.2018",
        "Opening of the fair: 14.08.2017",
        "Mis à jour le 19/02/2025",
    ],
)
def test_a_day_of_another_label_or_of_the_last_change_is_not_that_of_publication(other):
    assert day(page(before="<p>13 June 2024</p>", below=f"<p>{other}</p>")) == "2024-06-13"


def test_the_value_of_another_label_is_none():
    assert day(page(below="<dl><dt>Joined</dt><dd>May 11, 2017</dd><dt>Posts</dt><dd>12</dd></dl>")) == ""


@pytest.mark.parametrize("said", ["<p>13.06.2024 11:35</p>", "<h3>13.06.2024</h3>", "<p>2024-06-13</p>"])
def test_a_day_right_above_the_heading_is_its_articles(said):
    assert day(page(before=said)) == "2024-06-13"


@pytest.mark.parametrize(
    "opening", ["13. Juni 2024. Luoxi grows", "13.6.2024 - Luoxi grows", "June 13, 2024 – Luoxi grows"]
)
def test_a_day_before_the_texts_first_words_is_its_own(opening):
    text = f"<p>{opening}, and so do the companies that came here, says its office in a paper that was shown today.</p>"
    assert day(page(below=text)) == "2024-06-13"
    assert day(page(below=text.replace("<p>", "<p>From "))) == ""


@pytest.mark.parametrize("part", ["2024-06-13", "13.06.2024"])
@pytest.mark.parametrize("window", ["{T} | Luoxi | {D}", "Luoxi Daily - {D} - {T}"])
def test_a_part_of_the_window_that_is_a_day_is_the_articles(part, window):
    assert day(page(window=window.replace("{T}", TITLE).replace("{D}", part))) == "2024-06-13"


def test_of_two_days_of_publication_in_metadata_the_earlier_is_that_of_the_first():
    head = meta(published_time="2024-08-05T19:49:50+08:00") + (
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-06-13T09:00:00+08:00"}</script>'
    )
    assert day(page(head)) == "2024-06-13"


def test_a_time_that_says_the_moment_of_the_last_change_is_none_of_publication():
    head = meta(published_time="2024-06-13T09:00:00+08:00", modified_time="2025-02-27T11:16:53+08:00")
    shown = '<time datetime="2025-02-27T11:16:53+08:00">2 days ago</time>'
    assert day(page(head, below=shown)) == "2024-06-13"
    assert day(page(below=shown)) == "2025-02-27"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://web.archive.org/web/20130307194448/http://luoxi.example/2012/06/13/a.html", "2012-06-13"),
        ("https://web.archive.org/web/20130307194448im_/luoxi.example/a.html", None),
        ("https://luoxi.example/reden/2003/03/20030331_rede2.html", "2003-03-31"),
        ("https://luoxi.example/art/20240613104605.html", "2024-06-13"),
        ("https://luoxi.example/art/20240613104605/index.html", "2024-06-13"),
    ],
)
def test_an_address_names_a_day_but_not_the_one_it_was_archived_on(url, expected):
    assert from_url(url) == expected


@pytest.mark.parametrize("publisher", ['{"@type":"Organization","name":"Luoxi Press"}', '{"name":"Luoxi Press"}'])
def test_who_publishes_a_site_is_the_author_of_none_of_its_articles(publisher):
    ld = '<script type="application/ld+json">{"@type":"NewsArticle","author":{"name":"%s"},"publisher":%s}</script>'
    assert read(page(ld % ("Luoxi Press", publisher)), URL, NOW).author is None
    assert read(page(ld % ("Lin Chen", publisher)), URL, NOW).author == "Lin Chen"
