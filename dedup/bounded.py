"""A memory within bounds: what was made of keys, as long as it was asked for lately. For who decides on documents."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Made = TypeVar("Made")


class Remembered(Generic[Key, Made]):
    """What was made of keys, as much of it as weighs `most`, what was asked for last; `weight` of one."""

    def __init__(self, most: int, weight: Callable[[Made], int] = lambda made: 1) -> None:
        self._most, self._weight = most, weight
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self._made: dict[Key, Made] = {}
        self._weighs = 0

    def known(self, keys: Collection[Key]) -> dict[Key, Made]:
        """What is remembered of these keys."""
        found = {key: self._made.pop(key) for key in keys if key in self._made}
        self._made.update(found)
        return found

    def put(self, made: Mapping[Key, Made]) -> None:
        """Remember this, and forget half of what was remembered, asked for longest ago, where that was too much."""
        if self._weighs > self._most:
            for oldest in list(self._made)[: len(self._made) // 2]:
                self._weighs -= self._weight(self._made.pop(oldest))
        self._weighs -= sum(map(self._weight, self.known(made.keys()).values()))
        self._weighs += sum(map(self._weight, made.values()))
        self._made.update(made)

    def get(self, keys: Collection[Key], make: Callable[[list[Key]], Mapping[Key, Made]]) -> dict[Key, Made]:
        """Of each of these keys what is remembered, or made now."""
        found = self.known(keys)
        if len(found) < len(keys):
            made = make([key for key in keys if key not in found])
            self.put(made)
            found.update(made)
        return found

    def one(self, key: Key, make: Callable[[], Made]) -> Made:
        """Of one key what is remembered, or made now."""
        made = self._made.pop(key, None)
        if made is None:
            made = make()
            self.put({key: made})
        else:
            self._made[key] = made
        return made
