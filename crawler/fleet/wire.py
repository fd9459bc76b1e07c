"""What workers and writer say to each other, as JSON. They may be of neighbouring versions: what one of them does not
know yet it leaves out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import TYPE_CHECKING, Any

from crawler.spiders.tally import SeenList
from nouns.items import Address, ListingPage, Notice
from nouns.site import Site
from pipelines.parameters import Shown

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Message = dict[str, Any]  # `kind`, `site`, and what its kind has (crawler/fleet/messages.py)


def written(message: Message) -> str:
    """A message as JSON, its times in ISO 8601."""
    return json.dumps(message, default=_plain)


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"not to be sent: {value!r}")


def known_to(kind: type[DataclassInstance], sent: Message) -> Message:
    """Of what was sent, the fields that this version's dataclass has."""
    known = {field.name for field in fields(kind)}
    return {name: value for name, value in sent.items() if name in known}


def site(sent: Message) -> Site:
    """A site's table as the writer sent it."""
    return Site(**known_to(Site, {**sent, "start_urls": tuple(sent["start_urls"])}))


def notice(sent: Message) -> Notice:
    """A notice as a worker sent it."""
    return Notice(**{**known_to(Notice, sent), "fetched_at": datetime.fromisoformat(sent["fetched_at"])})


def page(sent: Message) -> ListingPage:
    """A listing page as a worker sent it."""
    return ListingPage(**known_to(ListingPage, sent))


def seen(sent: Message) -> SeenList:
    """What a listing page was, as a worker sent it."""
    return SeenList(**{name: value for name, value in sent.items() if name in SeenList._fields})


def address(sent: Sequence[Any]) -> Address:
    """An address as it was sent."""
    return Address(*sent[: len(Address._fields)])


def shown(sent: Sequence[Any]) -> Shown:
    """An entry of a list as a worker sent it."""
    return Shown(*sent[: len(Shown._fields)])
