"""An answer as it came, for the archive: between the spider, which has it unpacked, and
output/store/archive/archive.py."""

from __future__ import annotations

from datetime import datetime, timezone

from scrapy.http import Response

from nouns.items import Page

PACKED = "packed"  # in a request's meta: the body as it came and its Content-Encoding, where that was undone
FETCHED = "fetched_at"  # in a request's meta: when the answer came, where that was earlier (crawler/fetch/from_warc.py)
UNTRUE = ("content-encoding", "transfer-encoding")  # what a browser undid, and still says in the headers


def when(response: Response | None) -> datetime:
    """When an answer came: now, unless it says otherwise."""
    return (response and response.meta.get(FETCHED)) or datetime.now(timezone.utc)


def header(response: Response | None, name: str) -> str:
    """One header of an answer, "" where it has none."""
    value = response.headers.get(name) if response else None
    return (value or b"").decode("latin-1")


def page_of(response: Response, kind: str, asked: str, now: datetime) -> Page:
    """`kind`: listing or article; `asked`: the address as the frontier knows it."""
    body, encoding = response.meta.get(PACKED, (response.body, None))
    headers = []
    for name, values in response.headers.items():
        said = name.decode("latin-1")
        if said.lower() in UNTRUE:
            said = f"X-Archive-Orig-{said}"
        headers += [(said, value.decode("latin-1")) for value in values]
    if encoding:
        headers.append(("Content-Encoding", encoding))
    return Page(kind, asked, response.url, response.status, headers, body, now)
