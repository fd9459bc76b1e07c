"""Decide, step two: sorted keys and who holds them, as arrays. For `index`, which stores them, and `batch`.

An entry is a key and an owner in one uint64, so that one sort orders both.
"""

from collections.abc import Iterable

import numpy as np

from dedup.shingles import expand
from dedup.signatures import EMPTY, SHARED

CAP = 64  # owners of one key beyond which it is boilerplate and not read; the rarer keys find the repost
FEW = 64  # keys that are sooner looked up by halving alone, one call of numpy in the place of thirty
RATIO = 3  # a new segment takes in older ones up to this many times its size


class Segment:
    """Keys in order and their owners at the same places, uint32.

    Most keys looked up are not here, which a bitmap of key prefixes tells (a Bloom filter of one hash: 4 to 8 bits a
    key); the others go by a directory, how many keys come before each 64 bits of it, and halve what lies between: five
    memory accesses, where a binary search of all keys has twenty.
    """

    def __init__(self, keys: np.ndarray, owners: np.ndarray) -> None:
        self.keys, self.owners = keys, owners
        bits = max((len(keys) * 4).bit_length(), 6)
        self._shift = np.uint32(32 - bits)
        taken = np.zeros(1 << bits, dtype=bool)
        taken[keys >> self._shift] = True
        self._taken = np.packbits(taken, bitorder="little")
        del taken
        counts = np.bincount(keys >> self._shift + np.uint32(6), minlength=1 << bits - 6)
        self._directory = np.concatenate(([0], np.cumsum(counts))).astype(np.uint32)

    def find(self, wanted: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Which of `wanted` are here, int64 indexes; where each of them begins, and how many places it takes."""
        if len(wanted) < FEW:
            low = np.searchsorted(self.keys, wanted)
            at = np.flatnonzero(self.keys.take(low, mode="clip") == wanted) if len(self.keys) else low[:0]
            return at, low[at], np.searchsorted(self.keys, wanted[at], "right") - low[at]
        prefix = wanted >> self._shift
        byte = self._taken.take(prefix >> np.uint32(3))
        at = np.flatnonzero((byte >> (prefix & np.uint32(7)).astype(np.uint8) & np.uint8(1)).view(bool))
        sought, bucket = wanted[at], prefix[at] >> np.uint32(6)
        low, high = (self._directory[bucket + np.uint32(side)].astype(np.int64) for side in (0, 1))
        for _ in range(int((high - low).max(initial=0)).bit_length()):
            middle = low + high >> 1
            ahead = (self.keys.take(middle, mode="clip") < sought) & (low < high)
            low, high = np.where(ahead, middle + 1, low), np.where(ahead, high, middle)
        here = np.flatnonzero(self.keys.take(low, mode="clip") == sought)
        start = low[here]
        return at[here], start, np.searchsorted(self.keys, sought[here], "right") - start


def colliding(segments: Iterable[Segment], keys: np.ndarray, cap: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rows of `keys` (n, KEYS + 1) and the owners each collides with, as two arrays in order; and which keys are
    boilerplate, of more than `cap` owners and passed over, bool (n, KEYS + 1)."""
    wanted = keys.ravel()
    hits = [(segment.owners, *segment.find(wanted)) for segment in segments]
    total = np.zeros(len(wanted), dtype=np.int64)
    for _, at, _, size in hits:
        total[at] += size
    met = [np.empty(0, dtype=np.uint64)]
    for owners, at, start, size in hits:
        which, place = expand(start, np.where(total[at] > cap, 0, size))
        row, column = np.divmod(at[which], keys.shape[1])
        met.append(np.repeat(pack(row, owners[place]), np.where(column == 0, SHARED, 1)))
    pairs, shared = np.unique(np.concatenate(met), return_counts=True)
    return *unpack(pairs[shared >= SHARED]), (total > cap).reshape(keys.shape)


def pack(high: np.ndarray, low: np.ndarray) -> np.ndarray:
    """Two 32-bit numbers in one uint64 that sorts by the first, then the second. Shapes are broadcast."""
    packed = np.empty((*np.broadcast_shapes(high.shape, low.shape), 2), dtype="<u4")
    packed[..., 0], packed[..., 1] = low, high
    return packed.view("<u8")[..., 0]


def unpack(packed: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What `pack` put together: the high halves and the low ones, uint32."""
    halves = packed.view("<u4").reshape(-1, 2)
    return np.ascontiguousarray(halves[:, 1]), np.ascontiguousarray(halves[:, 0])


def entries_of(keys: np.ndarray, owners: np.ndarray) -> np.ndarray:
    """Packed entries, in no order, of rows of keys (n, KEYS + 1) and the owner of each row (n,); none of EMPTY."""
    return pack(keys, owners[:, np.newaxis])[keys != EMPTY]
