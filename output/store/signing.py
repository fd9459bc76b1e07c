"""Signatures and keys of notices: read, made, remembered; those of groups to come are made ahead, beside."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from concurrent.futures import Future
from itertools import chain
from typing import NamedTuple

import numpy as np

from dedup import pieces
from dedup.aside import Aside
from dedup.index import Index
from dedup.pieces import Text
from dedup.signatures import EMPTY, SHARED, keys
from output.store.standings import Standings

GROUPS = 3  # the one at hand, and those behind it


class Coming(NamedTuple):
    """Notices handed in to be signed, by id, and what comes of it: pieces.Signed in their order."""

    texts: dict[str, Text]
    signed: Future[pieces.Signed]


class Terms(NamedTuple):
    """The keys of a notice: that of its whole signature, and the others, EMPTY left out."""

    whole: int
    others: frozenset[int]

    def collide(self, other: Terms) -> bool:
        """`signatures.collide` of two, in a tenth of the time."""
        return self.whole == other.whole != EMPTY or len(self.others & other.others) >= SHARED


class Keyed:
    """Notices by their keys: those that collide with one are told without looking at each."""

    def __init__(self) -> None:
        self._notices: dict[int, set[str]] = {}
        self._wholes: dict[int, set[str]] = {}

    def add(self, notice: str, terms: Terms) -> None:
        """Put in a notice of these keys."""
        self._wholes.setdefault(terms.whole, set()).add(notice)
        for key in terms.others:
            self._notices.setdefault(key, set()).add(notice)

    def colliding(self, terms: Terms) -> set[str]:
        """Which of them collide with one of these keys: `Terms.collide`."""
        if not self._wholes:  # mostly
            return set()
        shared = Counter(chain.from_iterable(self._notices.get(key, ()) for key in terms.others))
        found = {notice for notice, times in shared.items() if times >= SHARED}
        return found if terms.whole == EMPTY else found | self._wholes.get(terms.whole, set())


class Signing:
    """What is known of the signatures of notices."""

    def __init__(self, index: Index, standings: Standings, aside: Aside) -> None:
        self._index, self._standings, self._aside = index, standings, aside
        self._signatures: dict[str, np.ndarray] = {}
        self._keys: dict[str, np.ndarray] = {}
        self._terms: dict[str, Terms] = {}
        self._coming: deque[Coming] = deque(maxlen=GROUPS)

    def trim(self, most: int) -> None:
        """Forget what is remembered, where it is more than so many notices."""
        if len(self._keys) > most:
            self._signatures.clear()
            self._keys.clear()
            self._terms.clear()

    def forget(self, notice: str) -> None:
        """The text of a notice has changed, or is no more."""
        self._signatures.pop(notice, None)
        self._keys.pop(notice, None)
        self._terms.pop(notice, None)

    def read(self, wanted: Iterable[str]) -> None:
        """Remember the signatures of these stored notices."""
        unknown = [notice for notice in wanted if notice not in self._keys]
        if unknown:
            signatures = self._index.signatures([self._standings[notice].node for notice in unknown])
            self._signatures.update(zip(unknown, signatures, strict=True))
            self._keys.update(zip(unknown, keys(signatures), strict=True))

    def key(self, notice: str) -> np.ndarray:
        """The keys of a notice (KEYS + 1)."""
        if notice not in self._keys:
            self.read([notice])
        return self._keys[notice]

    def terms(self, notice: str) -> Terms:
        """The same for who compares two notices at a time."""
        if notice not in self._terms:
            whole, *others = self.key(notice).tolist()
            self._terms[notice] = Terms(whole, frozenset(others) - {int(EMPTY)})
        return self._terms[notice]

    def signature(self, notice: str) -> np.ndarray:
        """The signature of a notice (PERMUTATIONS)."""
        if notice not in self._signatures:
            self.read([notice])
        return self._signatures[notice]

    def keys(self, notices: Collection[str]) -> np.ndarray:
        """The keys of notices (n, KEYS + 1)."""
        self.read(notices)
        return np.stack([self._keys[notice] for notice in notices])

    def signatures(self, notices: Collection[str]) -> np.ndarray:
        """The signatures of notices (n, PERMUTATIONS)."""
        self.read(notices)
        return np.stack([self._signatures[notice] for notice in notices])

    def prepare(self, texts: dict[str, Text]) -> None:
        """Have the notices of a group that comes later signed."""
        self._coming.append(self._asked(texts))

    def sign(self, texts: Mapping[str, Text]) -> dict[str, str]:
        """Have signatures and keys of these remembered, as they were prepared or made now. Returns their ranks."""
        ranks: dict[str, str] = {}
        prepared = [coming for coming in self._coming if not texts.keys().isdisjoint(coming.texts)]
        left = {id: text for id, text in texts.items() if all(coming.texts.get(id) != text for coming in prepared)}
        if left:
            prepared.append(self._asked(left))
        for coming in prepared:
            for text, rank, signature, key in zip(coming.texts.values(), *coming.signed.result(), strict=True):
                if texts.get(text.id) == text:
                    self._signatures[text.id], self._keys[text.id] = signature, key
                    ranks[text.id] = rank + text.id
        return ranks

    def after(self, notices: Collection[str]) -> Coming | None:
        """What was prepared right after the group of these notices, where it could be signed."""
        following: Coming | None = None
        for coming in self._coming:
            if not coming.texts.keys().isdisjoint(notices):
                following = None  # what stands before this one is done
            elif following is None:
                following = coming
        if following is None or following.signed.exception():
            return None
        return following

    def _asked(self, texts: dict[str, Text]) -> Coming:
        wanted: Sequence[Text] = [*texts.values()]
        return Coming(texts, self._aside.submit(pieces.sign, wanted))
