"""Decide, step one: MinHash signatures of comparable texts, and the keys by which reposts find each other.

A signature is a one-permutation MinHash of the text's 12-grams: one hash a shingle, its top bits choose a
bin, the smallest hash of a bin is the bin's value (Li, Owen and Zhang, "One permutation hashing", NIPS 2012),
empty bins borrow from others (Shrivastava, "Optimal densification for fast and accurate minwise hashing",
ICML 2017). The keys are a bottom-k sketch (Cohen and Kaplan, "Summarizing data using bottom-k sketches", PODC
2007) read from the same bins. docs/signatures.md has the measurements behind each choice.
"""

import hashlib
import os
import struct
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import TYPE_CHECKING

import numpy as np

from dedup.instead import MARK, values as instead_of_text

if TYPE_CHECKING:
    from datasketch import LeanMinHash

WIDTH = 12  # characters a shingle: long enough that unrelated notices share few
PERMUTATIONS = 64  # bins; a power of two
KEYS = 20  # bottom-k keys a signature, beside one key of the whole signature
COPY = 0.6  # share of equal values from which one is guessed to be a copy: nine in ten have it, and one in 25 others
SHARED = 2  # keys that two documents must share to collide
MIN_LENGTH = 40  # shorter comparable bodies collide only when title and body are equal
MIN_BINS = 8  # fewer filled bins (a text that repeats a few characters) count as one shingle, too
SEED = int.from_bytes(b"oph1", "big")  # datasketch refuses to compare seeds, so never these with its own
SCHEME = f"one-permutation 1: {WIDTH}-grams, {PERMUTATIONS} bins, seed {SEED}, whole under {MIN_LENGTH}"
EMPTY = np.uint32(0xFFFFFFFF)  # every bin of an empty text, as in datasketch; also: no key

_MIX = tuple(np.uint32(m) for m in (0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35, 0x27D4EB2F))
_HEADER = struct.Struct("<qiB3x")  # LeanMinHash's header in its default byte order: native, aligned
_AFFINE32 = 1  # LeanMinHash's code for 32-bit values
_CHUNK = 40_000  # UTF-16 units hashed at once: temporaries stay in a core's cache


def text_of(title: str, body: str, instead: str = "") -> str:
    """What to sign of a notice, from its comparable title and body; `instead`: what stands in place of a text. A notice
    that has neither is signed as an empty text, and collides with none.

    A body under MIN_LENGTH is too short to tell notices apart, so title and body stand for the notice, joined
    by a line break, which no comparable text holds: `sign` takes such a text as a single shingle.
    """
    if not body:
        return instead
    return body if len(body) >= MIN_LENGTH else f"{title}\n{body}"


def sign(texts: Sequence[str], permutations: int = PERMUTATIONS, threads: int = 4) -> np.ndarray:
    """Signatures of comparable texts, uint32 of shape (len(texts), permutations).

    The share of equal values in two rows estimates the Jaccard similarity of the texts' sets of 12-grams.
    Texts under MIN_LENGTH or holding a line break (see `text_of`) are one shingle: equal or all different.
    `permutations` is a power of two. Long work is spread over up to so many threads, one a processor at the most; NumPy
    frees the interpreter lock.
    """
    if permutations & (permutations - 1) or not 16 <= permutations <= 1 << 16:
        raise ValueError(f"permutations must be a power of two, 16 to 65536, not {permutations}")
    chunks = list(_chunks(texts))
    threads = min(os.cpu_count() or 1, threads)
    if len(chunks) < 4 or threads == 1:
        parts = [_sign(chunk, permutations) for chunk in chunks]
    else:
        with ThreadPoolExecutor(threads) as pool:
            parts = list(pool.map(_sign, chunks, [permutations] * len(chunks)))
    return np.concatenate(parts) if parts else np.empty((0, permutations), dtype=np.uint32)


def keys(signatures: np.ndarray) -> np.ndarray:
    """Keys of signatures: uint32 of shape (n, KEYS + 1), evenly spread, EMPTY where there is none.

    The first is a hash of the whole signature, the others are the values smallest within their bins: the
    bottom-k sketch of the document, of which a copy cut to a share c keeps about c * KEYS.
    """
    bins = signatures.shape[1]
    shift = np.uint32(32 - bins.bit_length() + 1)
    rank = signatures & ((np.uint32(1) << shift) - np.uint32(1))
    borrowed = signatures >> shift != np.arange(bins, dtype=np.uint32)
    rank[borrowed | (signatures == EMPTY)] = EMPTY
    smallest = np.argpartition(rank, KEYS, axis=1)[:, :KEYS] if bins > KEYS else np.argsort(rank, axis=1)
    found = np.take_along_axis(signatures, smallest, axis=1)
    none = np.take_along_axis(rank, smallest, axis=1) == EMPTY
    found = _mixed(found * _MIX[3])
    found[none] = EMPTY
    whole = np.zeros(len(signatures), dtype=np.uint32)
    for column in signatures.T:
        whole = _mixed((whole ^ column) * _MIX[0])
    whole[signatures[:, 0] == EMPTY] = EMPTY
    return np.column_stack((whole, found))


def collide(one: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Which rows of keys `others` (n, KEYS + 1) collide with the keys `one` (KEYS + 1,): bool of shape (n,).

    Two documents collide when their signatures are equal or they share SHARED keys: a property of the two
    alone, whatever else is stored.
    """
    equal = (others[:, 0] == one[0]) & (one[0] != EMPTY)
    known = np.sort(one[1:][one[1:] != EMPTY])  # looked up in a fifth of the time that np.isin takes for so few
    if not len(known):
        return equal
    at = np.searchsorted(known, others[:, 1:])
    return equal | ((known.take(at, mode="clip") == others[:, 1:]).sum(axis=1) >= SHARED)


def original(one: np.ndarray, others: Sequence[np.ndarray] | np.ndarray) -> int | None:
    """Which of other signatures has so much in common with this one that it is likely of the same document; None for
    none. A guess, for who works ahead: copies are cut and framed, but mostly differ in a few characters."""
    if not len(others):
        return None
    shares = (np.asarray(others) == one).mean(axis=1)
    return int(shares.argmax()) if shares.max() >= COPY else None


def pack(signatures: np.ndarray) -> list[bytes]:
    """Each signature as `datasketch.LeanMinHash.deserialize` reads it (16 + 4 * permutations bytes).

    datasketch knows no scheme for these values; they are tagged as 32-bit values under SEED, so that
    comparing them with datasketch's own raises. SCHEME is kept beside them in the database.
    """
    bins = signatures.shape[1]
    header, rows = _HEADER.pack(SEED, -bins, _AFFINE32), signatures.astype("<u4").tobytes()
    return [header + rows[start : start + 4 * bins] for start in range(0, len(rows), 4 * bins)]


def unpack(packed: bytes) -> "LeanMinHash":
    """The stored signature as datasketch's object: `.jaccard()`, MinHashLSH and the rest work on it."""
    from datasketch import LeanMinHash

    return LeanMinHash.deserialize(packed, byteorder="@")


def matrix(packed: Iterable[bytes]) -> np.ndarray:
    """Stored signatures as `sign` returned them, uint32 of shape (n, permutations)."""
    rows = b"".join(row[_HEADER.size :] for row in packed)
    return np.frombuffer(rows, dtype="<u4").reshape(-1, PERMUTATIONS)


def _chunks(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    start = size = 0
    for position, text in enumerate(texts):
        size += len(text)
        if size >= _CHUNK:
            yield texts[start : position + 1]
            start, size = position + 1, 0
    if start < len(texts):
        yield texts[start:]


def _mixed(hashes: np.ndarray) -> np.ndarray:
    """MurmurHash3's 32-bit finaliser, in place."""
    for shift, factor in ((16, _MIX[1]), (13, _MIX[2])):
        hashes ^= hashes >> np.uint32(shift)
        hashes *= factor
    hashes ^= hashes >> np.uint32(16)
    return hashes


def _shingle_hashes(units: np.ndarray) -> np.ndarray:
    """Hashes of all windows of WIDTH units, uint32: pairs, fours, then twelves, each multiplied and mixed."""
    pairs = units[:-1] * _MIX[0]
    pairs += units[1:]
    pairs ^= pairs >> np.uint32(15)
    fours = pairs[:-2] * _MIX[1]
    fours += pairs[2:]
    fours ^= fours >> np.uint32(15)
    twelves = fours[:-8] * _MIX[2]
    twelves += fours[4:-4]
    twelves *= _MIX[3]
    twelves += fours[8:]
    return _mixed(twelves)


def _sign(texts: Sequence[str], bins: int) -> np.ndarray:
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    shift = np.uint32(32 - bins.bit_length() + 1)
    # UTF-16 comes almost for free from a str; it is the code point but for rare planes, two units each.
    joined = "".join(texts).encode("utf-16-le", "surrogatepass")
    if len(joined) != 2 * lengths.sum():
        lengths = np.array([len(text.encode("utf-16-le", "surrogatepass")) // 2 for text in texts])
    units = np.frombuffer(joined + bytes(2 * WIDTH - 2), dtype="<u2").astype(np.uint32)
    out = np.full((len(texts) + 1, bins), EMPTY)
    if len(joined):
        hashes = _shingle_hashes(units)
        # Windows that reach into the next text fall into a row that is thrown away.
        rows = np.empty((len(texts), 2), dtype=np.int64)
        rows[:, 0], rows[:, 1] = np.arange(len(texts)) * bins, len(texts) * bins
        inside = np.maximum(lengths - (WIDTH - 1), 0)
        places = np.repeat(rows.ravel(), np.column_stack((inside, lengths - inside)).ravel())
        places += hashes >> shift
        np.minimum.at(out.reshape(-1), places, hashes)
    out = out[:-1]
    for row in np.flatnonzero((lengths < MIN_LENGTH) | ((out != EMPTY).sum(axis=1) < MIN_BINS)).tolist():
        out[row] = _whole(texts[row], bins, shift)
    for row, text in enumerate(texts):
        if "\n" in text:
            out[row] = _whole(text, bins, shift)
        elif text.startswith(MARK):
            out[row] = instead_of_text(text, bins)
    _densify(out, shift)
    return out


def _whole(text: str, bins: int, shift: np.uint32) -> np.ndarray:
    """Values of a text that is one shingle: any two different texts differ in every bin, almost surely."""
    if not text:
        return np.full(bins, EMPTY)
    digest = hashlib.shake_128(text.encode("utf-8", "surrogatepass")).digest(4 * bins)
    low = np.frombuffer(digest, dtype="<u4") & ((np.uint32(1) << shift) - np.uint32(1))
    return (np.arange(bins, dtype=np.uint32) << shift) | low


def _densify(signatures: np.ndarray, shift: np.uint32) -> None:
    """Fill empty bins from filled ones, in place: attempt t of bin b looks into bin hash(t, b)."""
    bins = signatures.shape[1]
    row, bin_ = np.nonzero((signatures == EMPTY) & (signatures != EMPTY).any(axis=1, keepdims=True))
    source = signatures.copy() if len(row) else signatures
    for attempt in count():
        if not len(row):
            return
        chosen = _mixed((bin_ + attempt * bins).astype(np.uint32) * _MIX[0] + _MIX[3]) >> shift
        value = source[row, chosen]
        signatures[row, bin_] = value
        empty = value == EMPTY
        row, bin_ = row[empty], bin_[empty]
