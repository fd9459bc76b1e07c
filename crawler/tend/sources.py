"""Addresses of lists as people keep them: text, CSV, OPML, bookmarks, a sites file. For `scrapy sites add --from`."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml import etree, html

from crawler.addresses.hosts import in_ascii
from crawler.read.charset import decode
from crawler.sites import NAME, parse
from nouns.mistakes import ConfigError, unreadable

# No signs of Chinese punctuation, which stand around an address: （https://park.example/）, 《…》, 甲：…；乙：….
ADDRESS = re.compile(r"https?://[^\s\"'<>，。；：、！？…（）【】《》〈〉「」『』“”‘’]+", re.I)
_REMARK = re.compile(r"\s*(#.*)?", re.S)  # also a line of nothing
SEPARATORS = ",\t;|"
LARGEST = 20_000_000  # bytes
TOLD, SHOWN = 5, 80  # lines that were not understood, and characters of each
LONGEST_NAME = 80  # characters
FILE_WORDS = ("index", "html", "htm")  # of a path, which tell nothing apart
# Columns of a table, by what others call them.
COLUMNS = {
    "url": "url",
    "link": "url",
    "href": "url",
    "address": "url",
    "website": "url",
    "starturl": "url",
    "starturls": "url",
    "网址": "url",
    "地址": "url",
    "链接": "url",
    "列表地址": "url",
    "网站地址": "url",
    "title": "title",
    "标题": "title",
    "名称": "title",
    "站名": "title",
    "网站名称": "title",
    "单位": "title",
    "园区": "title",
    "region": "region",
    "地区": "region",
    "所属地区": "region",
    "行政区划": "region",
    "区域": "region",
    "name": "name",
    "site": "name",
    "站点": "name",
    "代号": "name",
}


class Wanted(NamedTuple):
    """One list that somebody wants to be crawled. `name` only where it can be a site's."""

    url: str
    title: str = ""
    region: str | None = None
    name: str | None = None


def wanted(words: Sequence[str], source: str | None) -> tuple[list[Wanted], list[str]]:
    """What is named: addresses, and what a file names, each address once. Returns as `read` does, and raises what it
    raises, and ConfigError where nothing is named."""
    found, left = read(Path(source)) if source else ([], [])
    found = once([*map(Wanted, words), *found])
    if not found:
        raise ConfigError("\n  ".join([f"{source}: names no address", *left[:TOLD]]))
    return found, left


def read(path: Path) -> tuple[list[Wanted], list[str]]:
    """(what a file names, each address once; what in it was not understood, in words). Raises ConfigError."""
    try:
        if path.stat().st_size > LARGEST:
            raise ConfigError(f"{path}: larger than {LARGEST:,} bytes")
        text = decode(path.read_bytes())[0].lstrip("\ufeff")
    except OSError as error:
        raise ConfigError(unreadable(path, error)) from None
    head = text[:2000].lower()
    if re.search(r"^start_urls\s*=", text, re.M):
        return once(_tables(path, text)), []
    if "<opml" in head:
        return once(_outlines(path, text)), []
    if "netscape-bookmark" in head or re.search(r"<(a|dt|html|!doctype)\b", head):
        return once(_bookmarks(text)), []
    found, left = _lines(text)
    return once(found), left


def once(found: Iterable[Wanted]) -> list[Wanted]:
    """Each address at its first place."""
    return list({wanted.url: wanted for wanted in reversed(list(found))}.values())[::-1]


def _tables(path: Path, text: str) -> Iterator[Wanted]:
    """Of another file of sites: names, regions and addresses; what else its tables say is looked for anew."""
    for site in parse(text, path.name).values():
        for url in site.start_urls:
            yield Wanted(url, "", site.region, site.name)


def _outlines(path: Path, text: str) -> Iterator[Wanted]:
    """Of OPML: the feed where an outline names one, which is sure to be a list, else the page."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    root = etree.fromstring(text.encode("utf-8"), parser)
    if root is None:
        raise ConfigError(f"{path}: not readable as OPML")
    for outline in root.iter("outline"):
        said = {key.lower(): value for key, value in outline.attrib.items()}
        url = said.get("xmlurl") or said.get("url") or said.get("htmlurl") or ""
        if ADDRESS.match(url.strip()):
            yield Wanted(url.strip(), " ".join((said.get("title") or said.get("text") or "").split()))


def _bookmarks(text: str) -> Iterator[Wanted]:
    """Of a browser's bookmarks, or of any page somebody saved: its links."""
    for link in html.fromstring(text.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8")).iter("a"):
        url = (link.get("href") or "").strip()
        if ADDRESS.match(url):
            yield Wanted(url, " ".join(link.text_content().split()))


def _lines(text: str) -> tuple[list[Wanted], list[str]]:
    """Of a table, or of a text with an address a line; what begins with # is a remark."""
    lines = [line for line in text.splitlines() if not _REMARK.fullmatch(line)]
    if not lines:
        return [], []
    separator = max(SEPARATORS, key=lines[0].count)
    rows = list(csv.reader(io.StringIO("\n".join(lines)), delimiter=separator))
    named = [COLUMNS.get(re.sub(r"[\s_-]", "", cell).lower()) for cell in rows[0]]
    if "url" in named:
        return _table(rows, named)
    # In a table without a head a separator ends an address; in a text it may be part of it.
    ends = separator if separator in lines[0] else ""
    found: list[Wanted] = []
    left: list[str] = []
    for line in lines:
        if wanted := list(_in_line(line, ends)):
            found += wanted
        else:
            left.append(f"no http(s) address in: {line.strip()[:SHOWN]}")
    return found, left


def _in_line(line: str, ends: str) -> Iterator[Wanted]:
    """What a line names: addresses, which one of `ends` ends, each with its title before it; one alone, also behind."""
    at, titles, urls = 0, [], []
    for address in ADDRESS.finditer(line):
        if address.start() >= at:
            url = address[0].split(ends)[0] if ends else address[0]
            titles.append(line[at : address.start()])
            urls.append(url.rstrip(".,;"))
            at = address.start() + len(url)
    if len(urls) == 1:
        titles = [f"{titles[0]} {line[at:]}"]
    for url, title in zip(urls, titles, strict=True):
        words = re.sub(f"[{SEPARATORS}]+", " ", title.strip(f" 、{SEPARATORS}\"'"))
        yield Wanted(url, " ".join(words.split()))


def _table(rows: list[list[str]], named: list[str | None]) -> tuple[list[Wanted], list[str]]:
    """Of a table whose first row names its columns: `named`, by what they are to us."""
    found: list[Wanted] = []
    left: list[str] = []
    for number, row in enumerate(rows[1:], 2):
        said: dict[str, str] = {}
        for column, cell in zip(named, row, strict=False):
            if column and cell.strip():
                said[column] = cell.strip()
        url = said.get("url", "")
        if ADDRESS.fullmatch(url):
            found.append(_in_row(said))
        else:
            left.append(f"row {number}: " + (f"not an http(s) address: {url}" if url else "no address"))
    return found, left


def _in_row(said: dict[str, str]) -> Wanted:
    """A row with an address. What stands as a name and can be none is a title."""
    name, title, region = said.get("name", ""), said.get("title", ""), said.get("region") or None
    if NAME.fullmatch(name):
        return Wanted(said["url"], title, region, name)
    return Wanted(said["url"], title or name, region)


def name_for(wanted: Wanted, taken: Iterable[str]) -> str:
    """A name for a site that no other has: its own, its host's, or its host's with what of the path tells it apart."""
    known = set(taken)
    host = _host_name(wanted.url)
    path = re.findall(r"[a-z0-9]+", urlsplit(wanted.url).path.lower())
    told_apart = "-".join([host, *(word for word in path if word not in FILE_WORDS)])
    names = [wanted.name, host.lstrip(".-_"), told_apart[:LONGEST_NAME].rstrip(".-")]
    for name in filter(None, names):
        if name not in known and NAME.fullmatch(name):
            return name
    base = wanted.name or names[1]
    number = 2
    while f"{base}-{number}" in known:
        number += 1
    return f"{base}-{number}"


def _host_name(url: str) -> str:
    """What of an address's host can be a site's name."""
    parts = urlsplit(url)
    host = parts.hostname or "site"
    plain = re.sub(r"[^a-z0-9.-]", "-", in_ascii(host).lower().removeprefix("www."))
    return f"{plain}-{parts.port}" if parts.port else plain
