"""Decide, in pieces: texts signed and pairs decided by the hundred, by whoever is asked: this process or one beside it.

Documents are remembered with what was derived of them: who is asked about a pair has mostly signed one of the two.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from dedup import remembered, signatures
from dedup.canonical import rank
from dedup.verify import Decision, Document, overlap

AT_HAND = 500_000  # characters of documents that are not looked for again
# And of those that are remembered, twice as many as `batch` needs: as they come, a document is met again later.
KEPT = 2 * remembered.CHARACTERS

# By id, and by title and body.
_documents, _faces = remembered.documents(KEPT), remembered.faces()


class Text(NamedTuple):
    """What is decided on: a notice as `verify` and `canonical.rank` look at it. `body`: as `instead.body` gives it."""

    id: str
    title: str
    body: str
    published: str | None = None
    flags: Sequence[str] = ()
    title_raw: str = ""
    site: str = ""


class Signed(NamedTuple):
    """Aligned with some texts: their ranks but for the ids behind them, signatures (n, PERMUTATIONS), and keys (n,
    KEYS + 1)."""

    ranks: list[str]
    signatures: np.ndarray
    keys: np.ndarray


def sign(texts: Sequence[Text]) -> Signed:
    """Ranks, signatures and keys of these texts, which are remembered."""
    return sign_documents([document(text) for text in texts], texts)


def sign_documents(documents: Sequence[Document], texts: Sequence[Text]) -> Signed:
    """The same of texts and their documents."""
    ranks = [
        rank("", of.text, text.body, text.published, text.flags, text.title_raw)
        for of, text in zip(documents, texts, strict=True)
    ]
    # The other processors have work of their own.
    made = signatures.sign([of.signed for of in documents], threads=1)
    return Signed(ranks, made, signatures.keys(made))


def decide(
    said: Mapping[str, Text], pairs: Sequence[tuple[str, str]], crowd: Collection[tuple[str, str]] | None = None
) -> list[Decision]:
    """Decisions about pairs of ids, of what each says: `remembered.decided`. `crowd`: which of them are among many,
    None: `remembered.crowded`."""
    if crowd is None:
        crowd = remembered.crowded(pairs)
    met: dict[str, Document] = {}
    made, size = [], 0
    for pair in pairs:
        if size > AT_HAND:
            met, size = {}, 0
        for id in pair:
            if id not in met:
                met[id] = document(said[id])
                size += len(said[id].body)
        made.append(remembered.decided(met[pair[0]], met[pair[1]], pair in crowd))
    return made


def likeness(one: Text, other: Text) -> float:
    """Jaccard similarity of their texts as `verify.decide` counts it, where `decide` did not."""
    return overlap(document(one), document(other))[0]


def new(text: Text) -> Document:
    """A document with nothing derived of it yet."""
    return Document(text.id, text.title, text.body, text.published, text.site)


def document(text: Text) -> Document:
    """The document, with what was derived of it when it was met before and said the same."""
    found, made = _documents.known([text.id]).get(text.id), new(text)
    if found == made:
        return found
    said = text.title, text.body
    if face := _faces.known([said]).get(said):
        made.seen(face)
    else:
        _faces.put({said: made.face})
    _documents.put({text.id: made})
    return made
