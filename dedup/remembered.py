"""What a process that decides pairs remembers of documents, within bounds. For `batch`."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any


class Remembered:
    """What was made of nodes, as much of it as weighs `most`; `weight` of one."""

    def __init__(self, most: int, weight: Callable[[Any], int] = lambda made: 1) -> None:
        self._most, self._weight = most, weight
        self.clear()

    def clear(self) -> None:
        self._made: dict[int, Any] = {}
        self._weighs = 0

    def get(self, nodes: Collection[int], make: Callable[[list[int]], dict[int, Any]]) -> dict[int, Any]:
        """Of each of these nodes what is remembered, or made now."""
        found = self.known(nodes)
        if len(found) < len(nodes):
            made = make([node for node in nodes if node not in found])
            if self._weighs > self._most:  # the older half is forgotten
                for oldest in list(self._made)[: len(self._made) // 2]:
                    self._weighs -= self._weight(self._made.pop(oldest))
            self._weighs += sum(map(self._weight, made.values()))
            self._made.update(made)
            found.update(made)
        return found

    def known(self, nodes: Collection[int]) -> dict[int, Any]:
        """What is remembered of these nodes."""
        return {node: self._made[node] for node in nodes if node in self._made}
