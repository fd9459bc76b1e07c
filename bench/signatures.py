"""Signatures a second beside every library that makes them: `python bench/signatures.py [FOLDER] [--repeat 5]`.

All start from the same comparable texts and end with as many minima of the same 12-grams; what a library asks to
be given (sets of strings, hashes) is made within its time. Libraries: requirements-bench.in; one that clashes with our
own requirements is looked for in the interpreters that PEER_PYTHONS names, separated like PATH. With a folder of
labelled documents (documents.jsonl.gz, pairs.jsonl.gz) also: which reposts the keys bring together, beside bands.
"""

import argparse
import gzip
import json
import random
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import peers

from dedup import signatures

WIDTH, LENGTHS, SHORT = signatures.WIDTH, (1500, 15000), (150, 1500)  # characters, of speeds and of errors
HAN = [chr(code) for code in range(0x4E00, 0x4E00 + 3000)]
Engine = Callable[[Sequence[str], int], np.ndarray | None]


def shingles(text: str) -> set[str]:
    return {text[i : i + WIDTH] for i in range(len(text) - WIDTH + 1)}


def encoded(texts: Sequence[str]) -> list[list[bytes]]:
    return [[shingle.encode() for shingle in shingles(text)] for text in texts]


def flat(texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """All texts' shingle hashes by this project's kernel, uint64, and where each text's begin."""
    rows = [np.frombuffer(text.encode("utf-16-le"), dtype="<u2").astype(np.uint32) for text in texts]
    hashes = [signatures._shingle_hashes(row).astype(np.uint64) for row in rows]
    return np.concatenate(hashes), np.cumsum([0, *map(len, hashes)]).astype(np.uint64)


def datasketch_update(texts, permutations):
    from datasketch import MinHash

    rows = []
    for tokens in encoded(texts):
        minhash = MinHash(num_perm=permutations)
        for token in tokens:
            minhash.update(token)
        rows.append(minhash.hashvalues)
    return np.array(rows)


def datasketch_update_batch(texts, permutations):
    from datasketch import MinHash

    rows = []
    for tokens in encoded(texts):
        minhash = MinHash(num_perm=permutations)
        minhash.update_batch(tokens)
        rows.append(minhash.hashvalues)
    return np.array(rows)


def datasketch_bulk(texts, permutations):
    from datasketch import MinHash

    return np.array([m.hashvalues for m in MinHash.bulk(encoded(texts), num_perm=permutations)])


def datasketch_xxhash(texts, permutations):
    import xxhash
    from datasketch import MinHash

    made = MinHash.bulk(encoded(texts), num_perm=permutations, hashfunc=xxhash.xxh32_intdigest)
    return np.array([m.hashvalues for m in made])


def rensa_sets(texts, permutations):
    from rensa import RMinHash

    made = RMinHash.digest_matrix_from_token_sets([shingles(text) for text in texts], permutations, 1)
    return np.array(made.to_rows())


def rensa_flat(texts, permutations):
    from rensa import RMinHash

    made = RMinHash.digest_matrix_from_flat_token_hashes(*flat(texts), permutations, 1)
    return np.array(made.to_rows())


def rensa_rho(texts, permutations):
    from rensa import RMinHash

    made = RMinHash.digest_matrix_from_flat_token_hashes_rho(*flat(texts), permutations, 1)
    return np.array(made.to_rows())


def gaoya_index(texts, permutations):
    from gaoya.minhash import MinHashStringIndex

    index = MinHashStringIndex(32, 0.5, permutations // 4, 4, permutations, "char", True, (WIDTH, WIDTH))
    index.par_bulk_insert_docs(list(range(len(texts))), list(texts))


def fastsketch(texts, permutations):
    from FastSketchLSH import FastSimilaritySketch

    return np.array(FastSimilaritySketch(permutations).batch([list(shingles(text)) for text in texts]))


def fastsketch_csr(texts, permutations):
    from FastSketchLSH import FastSimilaritySketch

    return FastSimilaritySketch(permutations).batch_csr(*flat(texts), prehashed=True)


def text_dedup(texts, permutations):
    from text_dedup.minhash import RNG, embed_func
    from text_dedup.utils import xxh3_32hash

    prime, top = np.uint64((1 << 61) - 1), np.uint32((1 << 32) - 1)
    drawn = RNG.randint(1, prime, size=permutations, dtype=np.uint64)
    added = RNG.randint(0, prime, size=permutations, dtype=np.uint64)
    rows = [
        embed_func(
            " ".join(text),
            0,
            num_perm=permutations,
            ngram_size=WIDTH,
            min_length=0,
            hashranges=[(0, permutations)],
            permutations=(drawn, added),
            hash_func=xxh3_32hash,
            dtype=np.uint64,
            max_hash=top,
            modulo_prime=prime,
        )["__signatures__"][0]
        for text in texts
    ]
    return np.array([np.frombuffer(row, dtype=np.uint64) for row in rows])


def datatrove(texts, permutations):
    from datatrove.pipeline.dedup.minhash import MinhashConfig, MinhashDedupSignature

    class Characters(MinhashDedupSignature):
        def __init__(self, config):
            self.config, self.num_hashes, self._parameters = config, permutations, None
            from datatrove.utils.hashing import create_hash_func

            self._hash_func = create_hash_func(config.hash_config)

    step = Characters(MinhashConfig(n_grams=WIDTH, num_buckets=1, hashes_per_bucket=permutations))
    rows = []
    for text in texts:
        hashes = np.fromiter(map(step._hash_func, encoded([text])[0]), dtype=np.uint64).reshape(-1, 1)
        rows.append(step.get_signature(hashes)[0])
    return np.array(rows)


ENGINES: list[tuple[str, str | None, Engine, int]] = [  # name, package, engine, texts of 1,500 characters a time
    ("this project", None, signatures.sign, 4000),
    ("datasketch update", "datasketch", datasketch_update, 10),
    ("datasketch update_batch", "datasketch", datasketch_update_batch, 100),
    ("datasketch bulk", "datasketch", datasketch_bulk, 100),
    ("datasketch bulk, xxhash", "datasketch", datasketch_xxhash, 100),
    ("rensa token sets", "rensa", rensa_sets, 200),
    ("rensa flat hashes (ours)", "rensa", rensa_flat, 1000),
    ("rensa flat hashes (ours), rho", "rensa", rensa_rho, 1000),
    ("gaoya index, parallel", "gaoya", gaoya_index, 400),
    ("FastSketchLSH batch", "FastSketchLSH", fastsketch, 200),
    ("FastSketchLSH CSR of our hashes", "FastSketchLSH", fastsketch_csr, 1000),
    ("text-dedup", "text-dedup", text_dedup, 50),
    ("datatrove", "datatrove", datatrove, 50),
]


@cache
def texts(count: int, length: int) -> list[str]:
    rng = random.Random(length)
    return ["".join(rng.choices(HAN, k=length)) for _ in range(count)]


def relatives(count: int, length: int) -> tuple[list[str], list[str], np.ndarray]:
    """Pairs whose exact Jaccard similarity is spread over 0.1 to 0.95."""
    some, others = texts(count, length), []
    for number, text in enumerate(some):
        kept = int(length * (0.2 + 0.77 * number / count))
        others.append(text[:kept] + "".join(random.Random(number).choices(HAN, k=length - kept)))
    sets = [(shingles(a), shingles(b)) for a, b in zip(some, others, strict=True)]
    return some, others, np.array([len(a & b) / len(a | b) for a, b in sets])


@cache
def error(engine: Engine, length: int, permutations: int) -> float | None:
    """Root of the mean squared error of the Jaccard estimate over 200 pairs."""
    some, others, exact = relatives(200, length)
    made = engine(some + others, permutations)
    if made is None:
        return None
    return float(np.sqrt(np.mean(((made[:200] == made[200:]).mean(axis=1) - exact) ** 2)))


def turn(name: str, permutations: int) -> dict[str, Any]:
    """An engine's version, error for each of SHORT, and documents a second for each of LENGTHS: in this order, which
    loads and warms it first. Raises what the engine raises."""
    package, engine, count = next(row[1:] for row in ENGINES if row[0] == name)
    errors, speeds = [error(engine, length, permutations) for length in SHORT], []
    for length in LENGTHS:
        sample = texts(4000 * 1500 // length, length)[: max(count * 1500 // length, 2)]
        start = time.perf_counter()
        engine(sample, permutations)
        speeds.append(len(sample) / (time.perf_counter() - start))
    return {"version": version(package) if package else "here", "speeds": speeds, "errors": errors}


def turn_somewhere(name: str, permutations: int) -> dict[str, Any]:
    """The same, by the first of this interpreter and those of PEER_PYTHONS that has it."""
    try:
        return turn(name, permutations)
    except ImportError:
        for said in peers.answers(__file__, "--peer", name, "--permutations", str(permutations)):
            return json.loads(said)
        raise


def keys_and_bands(folder: Path) -> None:
    """Print recall by kind of repost, and other documents met, of the keys and of bands of 12-grams."""
    from dedup.text import comparable

    def rows(name: str) -> list[dict]:
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            return [json.loads(line) for line in lines]

    documents = rows("documents")
    places = {document["id"]: place for place, document in enumerate(documents)}
    pairs = [pair for pair in rows("pairs") if pair["label"] == "same" and pair["headline"]]
    ends = np.array([[places[pair["a"]], places[pair["b"]]] for pair in pairs])
    kinds = np.array([pair["kind"] for pair in pairs])
    signed = [signatures.text_of(comparable(d["title"]), comparable(d["body"])) for d in documents]
    keys = signatures.keys(signatures.sign(signed))
    print("\n| keys | of a document | same pairs missed | missed by kind | others met |\n|---|--:|--:|---|--:|")

    def show(name: str, count: int, met: Callable[[int], np.ndarray]) -> None:
        rows = np.array([met(place) for place in range(len(documents))])
        missed = ~rows[ends[:, 0], ends[:, 1]]
        by_kind = ", ".join(f"{kind} {number}" for kind, number in Counter(kinds[missed].tolist()).most_common())
        met_each = (rows.sum() - len(documents)) / len(documents)
        print(f"| {name} | {count} | {missed.sum()} of {len(pairs)} | {by_kind} | {met_each:.1f} |", flush=True)

    show(
        f"{signatures.KEYS} smallest of {signatures.PERMUTATIONS} bins, {signatures.SHARED} shared",
        keys.shape[1],
        lambda place: signatures.collide(keys[place], keys),
    )
    for count, size in ((64, 4), (32, 4), (16, 4), (21, 3), (32, 2)):
        bands = signatures.sign(signed, 1 << (count * size - 1).bit_length())[:, : count * size]
        bands = bands.reshape(-1, count, size)
        show(f"{count} bands of {size}", count, lambda place, bands=bands: (bands == bands[place]).all(2).any(1))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, help="labelled documents and pairs")
    parser.add_argument("--repeat", type=int, default=5, help="the median of so many (5)")
    parser.add_argument("--permutations", type=int, default=signatures.PERMUTATIONS)
    parser.add_argument("--peer", help="one turn of an engine, as JSON")
    options = parser.parse_args()
    if options.peer:
        print(json.dumps(turn(options.peer, options.permutations)))
        return
    turns: dict[str, list[dict[str, Any]]] = defaultdict(list)
    problems: dict[str, str] = {}
    for _ in range(options.repeat):  # engines take turns, so that a busy machine hurts them alike
        for name, *_row in ENGINES:
            try:
                turns[name].append(turn_somewhere(name, options.permutations))
            except ImportError:
                problems[name] = "not installed"
            except Exception as problem:  # a peer may fail in any way; its row says how
                problems[name] = f"{type(problem).__name__}: {problem}"[:60]
    speeds = {name: [*zip(*(made["speeds"] for made in told), strict=True)] for name, told in turns.items()}
    bulk = [*map(statistics.median, speeds["datasketch bulk"])]
    print(f"{options.permutations} permutations of {WIDTH}-grams, median of {options.repeat} (spread)\n")
    print("| library | version | 1,500 chars: docs/s | × bulk | 15,000 chars: docs/s | × bulk |", end="")
    print(" error, 150 chars | error, 1,500 |\n|---|---|--:|--:|--:|--:|--:|--:|")
    for name, *_row in ENGINES:
        if name in problems:
            print(f"| {name} | {problems[name]} |" + " |" * 6)
            continue
        cells = [name, turns[name][0]["version"]]
        for rates, base in zip(speeds[name], bulk, strict=True):
            middle = statistics.median(rates)
            cells += [f"{middle:,.0f} ({min(rates):,.0f} to {max(rates):,.0f})", f"{middle / base:.1f}"]
        cells += ["" if value is None else f"{value:.4f}" for value in turns[name][0]["errors"]]
        print("| " + " | ".join(cells) + " |")
    print(f"\nTheory, 1,500 characters: {np.sqrt(np.mean(theory() / options.permutations)):.4f}")
    if options.folder:
        keys_and_bands(options.folder)


def theory() -> np.ndarray:
    exact = relatives(200, 1500)[2]
    return exact * (1 - exact)


if __name__ == "__main__":
    main()
