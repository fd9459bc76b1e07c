"""No regular expression of the code that reads pages holds it up: the texts are made from the expressions themselves."""

from __future__ import annotations

import html
import importlib
import pkgutil
import random
import re
import signal
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path

import adversary
import pytest
from scrapy.http import HtmlResponse

import crawler
import pipelines
from crawler.fetch import redirects
from crawler.read import script_values, tells
from crawler.read.article import article, lines
from crawler.read.listing import listing, scripts, titles
from crawler.sites import from_url
from crawler.tend import showing
from pipelines.grammar import clock

LENGTH = 20_000  # characters of what is repeated, in twelve places of a page
LONGEST = 6  # seconds of processor time that a page of it may take; most take .3
NOW = datetime(2025, 9, 1, tzinfo=timezone.utc)
SITE = from_url("https://www.example.cn/")
APART = (
    "__main__",
    "command",
    "fleet",
    "writer",
    "worker",
    "browser",
    "spark",
    "job",
    "alone",
)  # read no page, or need an extra


ASKED_OF_LITTLE = {
    "crawler.read.article.fields._BESIDE_NAME": "a text of single blanks (`_from_nodes`)",
    "crawler.read.article.marks._NAME_MOMENT": "lines of 50 characters at most (`is_moment_of`)",
    "crawler.read.pager.widgets._FUNCTION": "the 2,000 characters that a widget is given (`following`)",
    "crawler.read.pager.widgets._ADDRESS": "the same",
    "crawler.read.pager.words.OLDER": "labels of links, bounded (`labels_of`)",
    "crawler.trust.changed._BEHIND": "the last 200 characters of a title (`_plain`)",
    "crawler.read.script_markup._INTO": "the 100 characters before a literal (`held`)",
}


def patterns(value: object, depth: int = 0) -> Iterator[re.Pattern]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 3 and isinstance(value, (list, tuple, set, frozenset, dict)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from patterns(part, depth + 1)


def named() -> Iterator[tuple[str, str, object]]:
    """(module, name, value) of what stands in the modules that read pages, in every room."""
    for package in (crawler, pipelines):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not any(word in module.name for word in APART):
                values = list(vars(importlib.import_module(module.name)).items())
                yield from ((module.name, name, value) for name, value in values)


def texts() -> list[tuple[str, str, str]]:
    """Of each expression in these packages, (beginning, what is repeated, end); nothing is repeated twice."""
    found = {}
    for _module, _name, value in named():
        for pattern in patterns(value):
            for attack in adversary.attacks(pattern):
                if len(attack[1]) < 40:
                    found.setdefault(attack[1], attack)
    made = [found[pump] for pump in sorted(found)]
    random.Random(7).shuffle(made)
    return made


def page(text: str) -> str:
    said = html.escape(text)
    entries = "".join(
        f"<li><a href='/a{n}.html'>北山镇第{n}批项目今日开工公告</a><span>2025-08-0{n}</span></li>" for n in range(1, 5)
    )
    return (
        f'<html><head><title>{said}</title><script>var data = "{text}";</script></head><body><h1>{said}</h1>'
        f"<div>发布时间：2025-08-06 {said}</div><div><p>{said}</p><p>北山镇今日开工，各部门到场参加仪式。</p></div>"
        f"<ul><li><a href='/a.html' title=\"{said}\">{said}</a><span>2025-08-06 {said}</span></li>{entries}</ul>"
        f"<div class='pager'><a href='/2.html'>{said}</a> {said}</div><script>{text}</script></body></html>"
    )


def _ring(*_: object) -> None:
    raise TimeoutError


def check(parts: tuple[str, str, str]) -> None:
    made = page(adversary.grown(parts, LENGTH))
    before = signal.signal(signal.SIGPROF, _ring)
    try:
        signal.setitimer(signal.ITIMER_PROF, LONGEST)
        article.read(made, f"{SITE.start_urls[0]}a.html", NOW, "北山镇公告", SITE)
        signal.setitimer(signal.ITIMER_PROF, LONGEST)
        listing.find(made, SITE.start_urls[0], NOW, SITE, pins=False)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def test_adversarial_texts_of_some_expressions_are_read_in_time():
    for parts in texts()[:16]:
        check(parts)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_adversarial_texts_of_every_expression_are_read_in_time():
    for parts in texts():
        check(parts)


def expressions() -> dict[re.Pattern, tuple[str, set[str]]]:
    """Every expression that a module names, where it stands first and how it is used."""
    folders = [Path(package.__path__[0]) for package in (crawler, pipelines)]
    ways, found = adversary.used(folders), {}
    for module, name, value in named():
        for pattern in patterns(value):
            _where, methods = found.setdefault(pattern, (f"{module}.{name}", set()))
            if isinstance(value, re.Pattern):
                methods |= ways[module, name] | ways["", name]
    return found


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_every_expression_takes_a_megabyte_made_from_itself_in_a_second():
    slow = {}
    for pattern, (where, methods) in expressions().items():
        if where in ASKED_OF_LITTLE:
            continue
        took, text = adversary.slowest(pattern, 1_000_000, 1.0, adversary.way(pattern, methods))
        if took >= 1.0:
            slow[where] = text
    assert slow == {}


@pytest.mark.parametrize(
    ("of", "text"),
    [
        (clock.CLOCK.fullmatch, "mona" * 250 + "\0"),  # every day more doubled the time: 3 s with twenty
        (lines.SENTENCE.search, "文 " * 100_000),
        (titles.CUT.search, " " * 100_000 + "x"),
        (scripts._CALL.search, "$" * 100_000),
        (redirects.onward, "<!-- " * 20_000),
        (redirects.refreshed, f"<meta http-equiv='refresh' content='{'1' * 19_000}'>"),
        (tells.platform, "<metax" * 30_000 + "generator"),
        (tells.platform, "<meta" + " name=generator" * 13_000),
        (script_values._VARIABLE.findall, "A$" * 90_000),
        (showing.without_doctype, "<!doctypex" * 90_000),
    ],
)
def test_what_was_slow_is_quick(of, text):
    ways = {
        redirects.onward: lambda text: redirects.onward(text, "http://park.example/", True),
        redirects.refreshed: lambda text: redirects.refreshed(HtmlResponse("http://park.example/", body=text.encode())),
        tells.platform: lambda text: tells.platform(text.encode()),
    }
    assert adversary.seconds(ways.get(of, of), text, 1.0) < 1.0


@pytest.mark.parametrize("parts", [("Aa :", "  ", "\0"), ("createPageHTML(", " ", "\n")])
def test_blanks_without_end_in_a_script_are_read_in_time(parts):
    """Both held a page up for longer than it may take."""
    check(parts)


def test_the_generator_finds_what_is_known_to_be_slow():
    for known in (r"(a+)+$", r"(x|x)+y", r"\s*:\s*\s*,", r"(?:\d+,?)+;"):
        took, _text = adversary.slowest(re.compile(known), 64_000, 0.5)
        assert took >= 0.5, known
    took, _text = adversary.slowest(re.compile(r"^\d{4}-\d\d"), 64_000, 0.5)
    assert took < 0.5
