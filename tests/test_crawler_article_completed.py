"""Paragraphs that libraries leave out of a text: the page shows them in the text's own boxes, so they are the text's."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from crawler.read.article.article import read

NOW = datetime(2025, 3, 10, tzinfo=timezone.utc)
URL = "https://news.example.org/business/harbour-site-let.html"
TITLE = "Harbour authority lets the last vacant shed to a maker of heat pumps"
LEAD = "After two years without a tenant the eastern shed has been let, and the first machines are to arrive before autumn."
_SAID = (
    "The harbour authority signed the contract on Friday in the presence of the mayor and of both works councils.",
    "It runs for fifteen years, and the tenant may ask for the neighbouring plot as long as nobody else has asked for it.",
    "Some eighty people are to work in the shed at first, most of them fitters from the yard that closed last winter.",
    "The rent was not disclosed; members of the supervisory board speak of a sum that is usual for sheds of that age.",
    "Power comes from the substation next door, which was extended only last year and has capacity left for three more.",
    "A quay of two hundred metres belongs to the site, and the tenant means to ship every second pump from it.",
    "The town expects about a million a year in business tax once the plant has reached the output that was announced.",
    "Neighbours were told of the plans at a meeting in February and asked above all about lorries during the night.",
    "The authority answered that deliveries end at eight in the evening, and that the contract says so in so many words.",
)
TEXT = tuple(
    f"{said[:-1]}, as was said on the {day} day of the talks between harbour and town."
    for day in ("first", "second", "third")
    for said in _SAID
)  # long enough for libraries to be content with a part of it
FIGURE = '<figure><img src="/i.jpg" alt=""><figcaption>The eastern shed seen from the quay, with its gate of steel.</figcaption></figure>'
MENU = "".join(
    f'<li><a href="/m{n}">{word}</a></li>' for n, word in enumerate(("News", "Sport", "Harbour", "Culture", "Jobs"))
)
OTHERS = "".join(
    f'<div class="card"><a href="/o{n}.html"><h3>Another story of the day, number {n}, in a few words</h3></a></div>'
    for n in range(8)
)


def body_of(article: str, head: str = "") -> list[str]:
    made = (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{TITLE} | Harbour Post</title>{head}</head><body>"
        f"<nav><ul>{MENU}</ul></nav><main><article>{article}</article><section class='more'><h2>More stories</h2>{OTHERS}</section>"
        "</main><footer><p>Copyright 2025 Harbour Post</p><a href='/imprint'>Imprint</a></footer></body></html>"
    )
    return read(made, URL, NOW).body.split("\n")


def paragraphs(texts: tuple[str, ...]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def kept(found: list[str]) -> list[str]:
    return [line for line in found if line in TEXT]


@pytest.mark.parametrize("cuts", [(4, 9, 14), (8,), (2, 4, 6, 8), (26,)])
@pytest.mark.parametrize(
    "box",
    [
        '<div class="article-element"><div class="article-text-container"><div>{}</div></div></div>',
        '<div class="article-element"><section class="post-content"><div>{}</div></section></div>',
        '<div class="inline"><div class="article__content">{}</div></div>',
    ],
)
def test_a_text_cut_into_boxes_by_pictures_and_banners_is_whole(cuts, box):
    parts = [TEXT[first:end] for first, end in zip((0, *cuts), (*cuts, None), strict=True)]
    between = FIGURE + '<div class="article-banner"><div>Advertisement</div></div>'
    found = body_of(
        f'<header class="top"><ul><li><time>9 March 2025</time></li></ul><h1>{TITLE}</h1><p>{LEAD}</p></header>'
        f"{between.join(box.format(paragraphs(part)) for part in parts)}"
    )
    assert kept(found) == list(TEXT)


@pytest.mark.parametrize(
    "between",
    [
        '<section class="share"><div><span>https://p.example.org/4Sxy</span></div></section>' + FIGURE,
        FIGURE + '<div class="ad"><span>Advertisement</span></div>',
        "<div><h2>The history of the shed</h2></div>",
        '<div class="ad"><span>Advertisement</span></div><div><h3>What was signed</h3></div>',
    ],
)
def test_a_text_goes_on_below_a_first_paragraph_in_the_heading_s_box(between):
    found = body_of(
        f"<header><h1>{TITLE}</h1><div><span>Ann Miller</span> <time>9 March 2025</time></div><p>{LEAD}</p></header>"
        f'{between}<div class="rich">{paragraphs(TEXT)}</div>'
    )
    assert kept(found) == list(TEXT)


@pytest.mark.parametrize("linked", [0, 4, 20])
def test_a_paragraph_that_is_a_link_is_a_paragraph(linked):
    made = [f'<a href="/x.html">{text}</a>' if at == linked else text for at, text in enumerate(TEXT)]
    found = body_of(f"<h1>{TITLE}</h1><p>9 March 2025</p><div><div>{paragraphs(tuple(made))}</div></div>")
    assert kept(found) == list(TEXT)


@pytest.mark.parametrize("tag", ["h2", "h3"])
def test_a_heading_that_is_a_link_stands_over_its_paragraphs(tag):
    parts = [f'<{tag}><a href="#p{n}">Part {n} of it</a></{tag}>{paragraphs(TEXT[n : n + 3])}' for n in range(0, 27, 3)]
    found = body_of(f'<h1>{TITLE}</h1><p>9 March 2025</p><div class="body"><p>{LEAD}</p>{"".join(parts)}</div>')
    assert [line for line in found if line.startswith("Part ")] == [f"Part {n} of it" for n in range(0, 27, 3)]
    assert kept(found) == list(TEXT)


def test_a_link_that_is_never_closed_takes_no_paragraph_with_it():
    *first, last = TEXT
    broken = [*first[:-2], f'{first[-2]} <a href="/x.html">more of it', first[-1], last]
    found = body_of(f'<h1>{TITLE}</h1><p>9 March 2025</p><div class="content">{paragraphs(tuple(broken))}</div>')
    assert found[-2:] == [first[-1], last]


@pytest.mark.parametrize("rows", [3, 8, 30])
@pytest.mark.parametrize(
    ("table", "row"),
    [
        (
            "<table>{}</table>",
            '<tr><td><a href="/f/{0}">Shed {0}</a></td><td>{1} square metres</td><td>{2} euros</td></tr>',
        ),
        ("<ul>{}</ul>", '<li>Shed {0} of {1} square metres, see <a href="/f/{0}">its plan</a></li>'),
        (
            '<div class="wide"><table><tbody>{}</tbody></table></div>',
            '<tr><td><p><a href="/f/{0}"><b>Shed {0}</b></a></p></td><td><p>{1} square metres</p></td><td><p>{2} euros</p></td></tr>',
        ),
    ],
)
def test_a_table_between_two_paragraphs_is_whole(rows, table, row):
    made = table.format("".join(row.format(n, 700 + n, 90_000 + n) for n in range(rows)))
    found = body_of(
        f'<h1>{TITLE}</h1><p>9 March 2025</p><div class="body">{paragraphs(TEXT[:9])}{made}{paragraphs(TEXT[9:])}</div>'
    )
    said = " ".join(found)
    assert kept(found) == list(TEXT)
    assert all(f"{700 + n} square metres" in said and f"Shed {n}" in said for n in range(rows))


def test_a_menu_between_two_paragraphs_is_none_of_the_text():
    menu = "".join(f'<li><a href="/s/{n}">A story of the harbour, number {n}</a></li>' for n in range(20))
    found = body_of(
        f'<h1>{TITLE}</h1><p>9 March 2025</p><div class="body">{paragraphs(TEXT[:9])}<ul>{menu}</ul>{paragraphs(TEXT[9:])}</div>'
    )
    assert kept(found) == list(TEXT) and not [line for line in found if "A story of" in line]


@pytest.mark.parametrize("ad", range(1, 26, 4))
def test_what_stands_behind_an_offer_within_a_text_is_kept(ad):
    offer = (
        '<div class="offer"><h2>Sign up for our letter</h2><p>Read more of the harbour every morning.</p><form><input name="mail">'
        "<button>Sign up</button></form><a href='/privacy'>Privacy</a><a href='/terms'>Terms</a></div>"
    )
    found = body_of(
        f'<h1>{TITLE}</h1><p>9 March 2025</p><div class="body">{paragraphs(TEXT[:ad])}{offer}{paragraphs(TEXT[ad:])}</div>'
    )
    assert kept(found) == list(TEXT)


@pytest.mark.parametrize("behind", [1, 2, 5])
@pytest.mark.parametrize("mark", ["Related", "Read more", "See also"])
def test_a_text_goes_on_behind_what_is_related_to_it(behind, mark):
    offer = (
        f"<aside class='rel'><h3>{mark}</h3><ul><li><a href='/r1.html'>Harbour sells its oldest tug to a museum</a></li>"
        "<li><a href='/r2.html'>What the tides of the spring will bring</a></li></ul></aside>"
    )
    found = body_of(
        f'<h1>{TITLE}</h1><p>9 March 2025</p><div class="body">{paragraphs(TEXT[:-behind])}{offer}{paragraphs(TEXT[-behind:])}</div>'
    )
    assert kept(found) == list(TEXT) and mark not in found


@pytest.mark.parametrize("name", ["Twitter", "The Associated Press", "BBC"])
def test_a_name_between_the_labels_and_the_text_is_none_of_it(name):
    share = f"<div class='share'><span>{name}</span></div>"
    found = body_of(f'<h1>{TITLE}</h1><div>9 March 2025</div>{share}<div class="body">{paragraphs(TEXT)}</div>')
    assert name not in found and kept(found) == list(TEXT)


def test_a_word_to_readers_behind_the_text_is_not_taken_in():
    word = "Comments that are unintelligible or lack respect for other readers are not approved by the editors of this paper."
    found = body_of(
        f'<h1>{TITLE}</h1><p>9 March 2025</p><div class="body">{paragraphs(TEXT)}<h4>Comments</h4><p>{word}</p></div>'
    )
    assert kept(found) == list(TEXT) and word not in found


SONG = tuple(
    f"{said} {n}"
    for n in range(1, 5)
    for said in ("the ships are in", "the night is long", "who comes to the quay", "nobody asks")
)


@pytest.mark.parametrize("line", ["<div>{}</div>", "<p>{}</p>", "{}<br>"])
def test_a_song_is_a_text(line):
    menu = "".join(f"<p><a href='/s/{n}.html'>Another song, number {n}</a></p>" for n in range(40))
    found = body_of(
        f'<h3>{TITLE}</h3><div class="post">{"".join(line.format(said) for said in SONG)}</div><div class="side">{menu}</div>'
    )
    assert [said for said in SONG if said in found] == list(SONG)
