"""Decide, in pieces: texts signed and pairs decided by the hundred, by whoever is asked: this process or one beside it.

Documents are remembered with what was derived of them: who is asked about a pair has mostly signed one of the two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from dedup import signatures, verify
from dedup.canonical import rank
from dedup.verify import Decision, Document

REMEMBERED = 1000  # documents, 10 to 60 KB each

_documents: dict[str, Document] = {}


class Text(NamedTuple):
    """What is decided on: a notice as `verify` and `canonical.rank` look at it."""

    id: str
    title: str
    body: str
    published: str | None = None
    flags: Sequence[str] = ()
    title_raw: str = ""


class Signed(NamedTuple):
    """Aligned with some texts: their ranks but for the ids behind them, signatures (n, PERMUTATIONS), and keys (n,
    KEYS + 1)."""

    ranks: list[str]
    signatures: np.ndarray
    keys: np.ndarray


def sign(texts: Sequence[Text]) -> Signed:
    """Ranks, signatures and keys of these texts, which are remembered."""
    return sign_documents([document(*text[:3]) for text in texts], texts)


def sign_documents(documents: Sequence[Document], texts: Sequence[Text]) -> Signed:
    """The same of texts and their documents."""
    ranks = [rank("", of.text, text.body, text.published, text.flags, text.title_raw)
             for of, text in zip(documents, texts, strict=True)]  # fmt: skip
    # The other processors have work of their own.
    made = signatures.sign([signatures.text_of(of.title_key, of.text) for of in documents], threads=1)
    return Signed(ranks, made, signatures.keys(made))


def decide(said: Mapping[str, tuple[str, str]], pairs: Sequence[tuple[str, str]]) -> list[Decision]:
    """Decisions about pairs of ids; `said`: title and body of each."""
    return [verify.decide(*(document(id, *said[id]) for id in pair)) for pair in pairs]


def document(id: str, title: str, body: str) -> Document:
    """The document, with what was derived of it when it was met before and said the same."""
    found = _documents.get(id)
    if found is None or found.body != body or found.title != title:
        if len(_documents) >= REMEMBERED:
            for oldest in list(_documents)[: REMEMBERED // 2]:
                _documents.pop(oldest, None)
        found = _documents[id] = Document(id, title, body)
    return found
