"""What stands in place of a text: the files and pictures of a notice that has none. Two such notices are one document
where they show the same and their titles do not speak against it; without a text, nothing else could tell.

It goes where a body goes, behind a mark that no cleaned text holds.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence

import numpy as np

MARK = "\x1c"
_HASHES = 4  # of each file: one shared makes two notices collide, also where another file displaces one or two


def body(text: str, attachments: str | Iterable[Sequence[str]], file_hash: str | None) -> str:
    """The body as decisions look at it: the text, or what stands in its place. `attachments`: (name, address), or that
    as JSON."""
    if text or not attachments:
        return text
    listed = json.loads(attachments) if isinstance(attachments, str) else attachments
    files = {address for _name, address in listed} | ({f"sha256:{file_hash}"} if file_hash else set())
    return "".join(MARK + file.replace(MARK, "") for file in sorted(files))


def files(body: str) -> frozenset[str]:
    """Addresses and hashes of what stands in place of a text; empty where there is a text."""
    return frozenset(body[1:].split(MARK)) if body.startswith(MARK) else frozenset()


def common(a: frozenset[str], b: frozenset[str]) -> tuple[float, float, bool]:
    """Jaccard similarity and containment of two notices' files, and whether the one shows all that the other does. One
    file, told by its content, may have two addresses."""
    shared = a & b
    if not shared:
        return 0.0, 0.0, False
    whole = any(file.startswith("sha256:") for file in shared)
    containment = 1.0 if whole else len(shared) / min(len(a), len(b))
    return len(shared) / len(a | b), containment, containment == 1.0


def values(body: str, bins: int) -> np.ndarray:
    """A MinHash signature of the files, its empty bins not yet filled: those who share a file share keys."""
    found = np.full(bins, 0xFFFFFFFF, dtype=np.uint32)
    shift = np.uint32(32 - bins.bit_length() + 1)
    for file in files(body):
        digest = hashlib.shake_128(file.encode("utf-8", "surrogatepass")).digest(4 * _HASHES)
        hashes = np.frombuffer(digest, dtype="<u4")
        np.minimum.at(found, hashes >> shift, hashes)
    return found
