"""Addresses of lists as people keep them: text, CSV, OPML, bookmarks, a sites file. For `scrapy sites add --from`."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml import etree, html

from crawler.read.charset import decode
from crawler.sites import NAME, parse
from nouns.mistakes import ConfigError

ADDRESS = re.compile(r"https?://[^\s\"'<>，。；、）】]+", re.I)
SEPARATORS = ",\t;|"
LARGEST = 20_000_000  # bytes
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


def read(path: Path) -> tuple[list[Wanted], list[str]]:
    """(what a file names, each address once; what in it was not understood, in words). Raises ConfigError, OSError."""
    if path.stat().st_size > LARGEST:
        raise ConfigError(f"{path}: larger than {LARGEST:,} bytes")
    text = decode(path.read_bytes())[0].lstrip("\ufeff")
    head = text[:2000].lower()
    if re.search(r"^start_urls\s*=", text, re.M):
        found, left = list(_tables(path, text)), []
    elif "<opml" in head:
        found, left = list(_outlines(path, text)), []
    elif "netscape-bookmark" in head or re.search(r"<(a|dt|html|!doctype)\b", head):
        found, left = list(_bookmarks(text)), []
    else:
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
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    separator = max(SEPARATORS, key=lines[0].count) if lines else ","
    rows = list(csv.reader(io.StringIO("\n".join(lines)), delimiter=separator))
    named = [COLUMNS.get(re.sub(r"[\s_-]", "", cell).lower()) for cell in rows[0]] if rows else []
    if "url" in named:
        return _table(rows, named)
    found, left, cells = [], [], bool(lines) and separator in lines[0]
    for line in lines:
        address = ADDRESS.search(line)
        if address:
            # In a table without a head a comma ends an address; in a text it may be part of it.
            url = address[0].split(separator)[0] if cells else address[0]
            rest = (line[: address.start()] + " " + line[address.start() + len(url) :]).strip(f" {SEPARATORS}\"'")
            found.append(Wanted(url.rstrip(".,;"), " ".join(re.sub(f"[{SEPARATORS}]+", " ", rest).split())))
        else:
            left.append(f"no http(s) address in: {line.strip()[:80]}")
    return found, left


def _table(rows: list[list[str]], named: list[str | None]) -> tuple[list[Wanted], list[str]]:
    found, left = [], []
    for number, row in enumerate(rows[1:], 2):
        said = {name: cell.strip() for name, cell in zip(named, row, strict=False) if name and cell.strip()}
        address = ADDRESS.fullmatch(said.get("url", ""))
        if not address:
            left.append(f"row {number}: {'not an http(s) address: ' + said['url'] if 'url' in said else 'no address'}")
            continue
        name = said.get("name", "")
        title = said.get("title") or ("" if NAME.fullmatch(name) else name)
        found.append(Wanted(address[0], title, said.get("region"), name if NAME.fullmatch(name) else None))
    return found, left


def name_for(wanted: Wanted, taken: Iterable[str]) -> str:
    """A name for a site that no other has: its own, its host's, or its host's with what of the path tells it apart."""
    host = urlsplit(wanted.url).hostname or "site"
    port = urlsplit(wanted.url).port
    host = host.encode("idna").decode("ascii") if not host.isascii() else host
    plain = re.sub(r"[^a-z0-9.-]", "-", host.lower().removeprefix("www.")) + (f"-{port}" if port else "")
    words = re.findall(r"[a-z0-9]+", urlsplit(wanted.url).path.lower())
    parts = [word for word in words if word not in ("index", "html", "htm")]
    names = [wanted.name, plain.lstrip(".-_"), f"{plain}-{'-'.join(parts)}"[:80].rstrip(".-")]
    known = set(taken)
    for name in filter(None, names):
        if name not in known and NAME.fullmatch(name):
            return name
    base = wanted.name or names[1]
    return next(name for n in range(2, 10**6) if (name := f"{base}-{n}") not in known)
