"""Answers as they came, on their way from a fleet's workers to the archive, which its writer keeps.

A message bears the records that the archive will have (output/store/archive/warc.py), as base64. A list's page that
many notices were read from goes with the first of them; the others name it by its digest, which the writer knows, or
the archive, once the first one is stored: the stream keeps their order."""

from __future__ import annotations

import base64
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timezone
from typing import Any

from nouns.items import Page
from output.store.archive import warc

REMEMBERED = 256  # pages


class Sender:
    """What a worker has sent of one lane."""

    def __init__(self) -> None:
        self._sent: OrderedDict[tuple[str, bytes], None] = OrderedDict()

    def said(self, pages: Iterable[Page], shared: bool) -> list[dict[str, str]]:
        """Pages as a message bears them; `shared`: other messages may bear them too."""
        return [self._one(page, shared) for page in pages]

    def _one(self, page: Page, shared: bool) -> dict[str, str]:
        bare = {"kind": page.kind, "asked": page.asked}
        key = page.asked, hashlib.sha1(page.body).digest()
        if shared and key in self._sent:
            return bare | {"digest": key[1].hex()}
        if shared:
            self._sent[key] = None
            while len(self._sent) > REMEMBERED:
                self._sent.popitem(last=False)
        return bare | {"record": base64.b64encode(warc.packed(page).record).decode()}


class Receiver:
    """What a writer has received. `place_of`: where the archive has a site's body of this digest."""

    def __init__(self, place_of: Callable[[str, bytes], tuple[str, int] | None]) -> None:
        self._place_of = place_of
        self._met: OrderedDict[tuple[str, str, bytes], Page] = OrderedDict()

    def pages(self, site: str, said: Sequence[dict[str, Any]]) -> tuple[Page, ...]:
        """The pages of a message; without those that are not to be had any more. Raises
        output.store.archive.warc.Damaged."""
        pages = (self._one(site, one) for one in said)
        return tuple(page for page in pages if page)

    def _one(self, site: str, said: dict[str, Any]) -> Page | None:
        if "record" in said:
            page = warc.unpacked(base64.b64decode(said["record"]))
            page.kind, page.asked = said["kind"], said["asked"]
            self._met[site, page.asked, hashlib.sha1(page.body).digest()] = page
            while len(self._met) > REMEMBERED:
                self._met.popitem(last=False)
            return page
        digest = bytes.fromhex(said["digest"])
        if met := self._met.get((site, said["asked"], digest)):
            return met
        place = self._place_of(site, digest)
        now = datetime.now(timezone.utc)
        return Page(said["kind"], said["asked"], said["asked"], 200, [], b"", now, place) if place else None
