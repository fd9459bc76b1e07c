"""A crawl of WARC files, whoever made them (wget, browsertrix, Common Crawl): a download handler that answers from them
and asks nobody. What they do not hold stays as it is and is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes
from warcio.exceptions import ArchiveLoadFailed

from crawler.fetch import warc_files
from crawler.fetch.came import FETCHED
from crawler.fetch.politeness import NotNow
from nouns.mistakes import ConfigError, unreadable
from nouns.site import Site
from pipelines.identity import canonical_url

FILES = "WARC_FILES"  # the setting that names them
UNDONE = ("content-encoding", "transfer-encoding")  # by warcio
_SCHEME = re.compile(r"https?://", re.I)


class NotThere(NotNow):
    """Raised for an address that the files hold no answer of."""


class Place(NamedTuple):
    """Where an answer stands, and when it came."""

    file: Path
    at: warc_files.Place
    date: str


def key_of(url: str) -> str:
    """What stands for an address: files name it with another scheme, or without what says nothing."""
    return _SCHEME.sub("", canonical_url(url))


@cache
def index(files: tuple[str, ...]) -> dict[str, Place]:
    """Where the newest answer of each address stands; one that says it is the same as another's is that one's body.
    Raises ConfigError for what is no WARC file."""
    found: dict[str, Place] = {}
    bodies: dict[str, Place] = {}
    for file in map(Path, files):
        records = 0
        try:
            with file.open("rb") as stream:
                for record, at in warc_files.records(stream):
                    records += 1
                    if record.rec_type not in ("response", "revisit"):
                        continue
                    said = record.rec_headers.get_header
                    place = Place(file, at, said("WARC-Date") or "")
                    digest, url = said("WARC-Payload-Digest") or "", said("WARC-Target-URI") or ""
                    if record.rec_type == "response":
                        bodies.setdefault(digest, place)
                    elif digest not in bodies:
                        continue
                    else:
                        place = bodies[digest]._replace(date=place.date)
                    if url.startswith(("http:", "https:")):
                        found[key_of(url)] = max(place, found.get(key_of(url), place), key=lambda one: one.date)
        except (OSError, ArchiveLoadFailed) as error:
            said, _, _its_bytes = unreadable(file, error, " as WARC").partition(", first line")
            raise ConfigError(f"--warc: {said}") from None
        if not records:
            raise ConfigError(f"--warc: {file}: holds no record")
    return found


def settings(files: Iterable[str]) -> dict[str, Any]:
    """The settings of a crawl of these files: there is nobody to be polite to."""
    handler = "crawler.fetch.from_warc.Handler"
    return {
        FILES: list(files),
        "ROBOTSTXT_OBEY": False,
        "DOWNLOAD_HANDLERS": {**dict.fromkeys(("http", "https"), handler), **dict.fromkeys(("file", "ftp", "s3"))},
        "DOWNLOAD_DELAY": 0,
        "AUTOTHROTTLE_ENABLED": False,
        "RETRY_ENABLED": False,
    }


def of(site: Site) -> Site:
    """A site as it is crawled from files: nothing of how its server is asked."""
    return replace(site, delay=None, concurrency=None, window=None, proxy=None, tls=None, render=False)


class Handler(BaseDownloadHandler):
    """Answers from the files, by one index for all spiders of a run."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.places = index(tuple(crawler.settings.getlist(FILES)))

    async def download_request(self, request: Request) -> Response:
        """Raises NotThere."""
        place = self.places.get(key_of(request.url))
        if place is None or request.method != "GET":
            raise NotThere("the WARC files hold no answer of it")
        with place.file.open("rb") as stream:
            record = warc_files.record_at(stream, place.at)
            body = record.content_stream().read()
        head = record.http_headers
        headers = Headers([(name, value) for name, value in head.headers if name.lower() not in UNDONE])
        with suppress(ValueError):
            request.meta[FETCHED] = datetime.fromisoformat(place.date.replace("Z", "+00:00"))
        kind = responsetypes.from_args(headers=headers, url=request.url, body=body)
        return kind(url=request.url, status=int(head.get_statuscode()), headers=headers, body=body)
