"""The reader of one list page by a short name that stays, for programs of others: rooms may move, this does not."""

from __future__ import annotations

from crawler.read.listing.listing import find
from nouns.found import Listing

__all__ = ["Listing", "find"]
