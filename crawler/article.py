"""The reader of one article page by a short name that stays, for programs of others: rooms may move, this does not."""

from __future__ import annotations

from crawler.read.article.article import read
from nouns.found import Article

__all__ = ["Article", "read"]
