"""Which notices are merged, beside the best settings of other engines: `python bench/quality.py FOLDER`.

FOLDER holds documents.jsonl.gz ({"id", "title", "body", "source_repo"}), clusters.jsonl.gz (the truth: {"id",
"cluster", "kind", "ignore_with"}) and pairs.jsonl.gz (labelled pairs: {"a", "b", "label", "kind", "headline"}).
Ours is `scrapy dedupe --input`, which reads the raw documents; the others are given our comparable text, whose
5-grams serve them better than their own tokens of Chinese, and of each engine the setting with the best pairwise F1
on these very documents is shown. Then ours by kind of repost and of hard negative, and with each source left out or
alone: no rule knows a source, so no column should fall. Libraries: requirements-bench.in; one that clashes with ours
is measured in an environment of its own, whose interpreter PEER_PYTHONS names (separated like PATH).
"""

import argparse
import gzip
import json
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np
import peers

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from dedup.shingles import ordered

ROOT = Path(__file__).resolve().parent.parent
Partition = dict[str, str]
THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.9)


class Document(NamedTuple):
    """What the other engines are given: comparable text, and sorted distinct hashes of its 5-grams."""

    id: str
    text: str
    shingles: np.ndarray


class Truth:
    """The labelled data and what it says of a partition."""

    def __init__(self, folder: Path) -> None:
        def rows(name: str) -> list[dict]:
            with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
                return [json.loads(line) for line in lines]

        self.documents = rows("documents")
        self.pairs = rows("pairs")
        labelled = rows("clusters")
        self.cluster = {row["id"]: row["cluster"] for row in labelled}
        self.natural = {row["id"] for row in labelled if row["kind"] == "natural"}
        self.pages = {row["id"] for row in labelled if row["kind"] in ("concat", "long_two_articles")}
        self.source = {row["id"]: row.get("source_repo", "") for row in self.documents}
        self.ignored: dict[str, set[str]] = defaultdict(set)
        for row in labelled:
            for other in row.get("ignore_with") or ():
                self.ignored[row["cluster"]].add(other)
                self.ignored[other].add(row["cluster"])
        self.soft: dict[str, set[str]] = defaultdict(set)  # damaged copies: neither hit nor miss
        for pair in self.pairs:
            if pair["label"] == "same" and not pair.get("headline", True):
                self.soft[pair["a"]].add(pair["b"])
                self.soft[pair["b"]].add(pair["a"])

    def score(self, partition: Partition, ids: Iterable[str] | None = None) -> dict[str, float]:
        """Pairwise and B-cubed precision, recall and F1 over `ids` (all documents when None)."""
        ids = set(self.cluster if ids is None else ids)
        inside: dict[str, Counter[str]] = defaultdict(Counter)
        sizes: Counter[str] = Counter()
        for node in ids:
            inside[partition[node]][self.cluster[node]] += 1
            sizes[self.cluster[node]] += 1
        soft = {node: self.soft[node] & ids for node in self.soft if node in ids}
        hit = -sum(partition[a] == partition[b] for a, others in soft.items() for b in others) // 2
        same = sum(n * (n - 1) // 2 for n in sizes.values()) - sum(map(len, soft.values())) // 2
        wrong = 0
        for counts in inside.values():
            hit += sum(n * (n - 1) // 2 for n in counts.values())
            wrong += sum(counts[x] * counts[y] for x, y in combinations(counts, 2) if y not in self.ignored[x])
        precision = recall = 0.0
        for node in ids:
            mine, counts = self.cluster[node], inside[partition[node]]
            met = sum(partition[other] == partition[node] for other in soft.get(node, ()))
            right = counts[mine] - met
            precision += right / (sum(counts.values()) - met - sum(counts[c] for c in self.ignored[mine]))
            recall += right / (sizes[mine] - len(soft.get(node, ())))
        p, r = hit / (hit + wrong) if hit + wrong else 1.0, hit / same if same else 1.0
        return {"P": p, "R": r, "F1": f1(p, r), "B3": f1(precision / len(ids), recall / len(ids))}

    def kinds(self, partition: Partition, label: str) -> dict[str, tuple[int, float]]:
        """How many pairs of a label there are of each kind, and the share of them that is merged."""
        merged: dict[str, list[bool]] = defaultdict(list)
        for pair in self.pairs:
            if pair["label"] == label and pair.get("headline", True):
                merged[pair["kind"]].append(partition[pair["a"]] == partition[pair["b"]])
        return _shares(merged)

    def uncounted(self, partition: Partition) -> dict[str, tuple[int, float]]:
        """What is neither hit nor error but no reader would want: revisions merged, and pages of two articles that
        stand in a record with one of them."""
        merged: dict[str, list[bool]] = defaultdict(list)
        for pair in self.pairs:
            if pair["label"] == "ignore":
                merged[pair["kind"]].append(partition[pair["a"]] == partition[pair["b"]])
        inside = defaultdict(set)
        for node, cluster in self.cluster.items():
            inside[partition[node]].add(cluster)
        for node in self.pages:
            of_it = self.ignored[self.cluster[node]]
            merged["page of two articles"].append(not inside[partition[node]].isdisjoint(of_it))
        return _shares(merged)


def _shares(merged: dict[str, list[bool]]) -> dict[str, tuple[int, float]]:
    return {kind: (len(hits), sum(hits) / len(hits)) for kind, hits in sorted(merged.items())}


def f1(p: float, r: float) -> float:
    return 2 * p * r / (p + r) if p + r else 0.0


def ours(folder: Path) -> Partition:
    """What `scrapy dedupe` says."""
    with TemporaryDirectory() as kept:
        out = Path(kept) / "clusters.jsonl"
        command = [sys.executable, "-m", "scrapy", "dedupe", "--input", folder / "documents.jsonl.gz", "--output", out]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL, cwd=ROOT)
        with out.open(encoding="utf-8") as lines:
            return {row["id"]: row["cluster"] for row in map(json.loads, lines)}


def merged(ids: list[str], groups: Iterable[Iterable[int]]) -> Partition:
    """Connected components, as every one of the other engines forms its clusters."""
    parent = list(range(len(ids)))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = node = parent[parent[node]]
        return node

    for first, *others in groups:
        for other in others:
            parent[root(other)] = root(first)
    return {name: ids[root(node)] for node, name in enumerate(ids)}


def buckets(rows: Iterable[Iterable[object]]) -> list[list[int]]:
    """Documents by equal band, from each document's bands."""
    found: dict[object, list[int]] = defaultdict(list)
    for row, bands in enumerate(rows):
        for band, key in enumerate(bands):
            found[band, key].append(row)
    return [group for group in found.values() if len(group) > 1]


Settings = Iterator[tuple[str, Partition]]


def datasketch(documents: list[Document]) -> Settings:
    from datasketch import MinHash, MinHashLSH

    hashes = [(document.shingles & np.uint64(0xFFFFFFFF)).tolist() for document in documents]
    made = list(MinHash.generator(hashes, num_perm=128, hashfunc=int))
    ids = [document.id for document in documents]
    for threshold in THRESHOLDS:
        lsh = MinHashLSH(threshold=threshold, num_perm=128)
        for row, minhash in enumerate(made):
            lsh.insert(row, minhash)
        yield f"MinHashLSH {threshold}", merged(ids, ([row, *lsh.query(minhash)] for row, minhash in enumerate(made)))


def text_dedup(documents: list[Document]) -> Settings:
    from text_dedup import minhash
    from text_dedup.utils import optimal_param

    prime, most = np.uint64((1 << 61) - 1), np.uint64((1 << 32) - 1)
    random = np.random.RandomState(minhash.SEED)
    permutations = (
        random.randint(1, prime, size=256, dtype=np.uint64),
        random.randint(0, prime, size=256, dtype=np.uint64),
    )
    options = {"num_perm": 256, "ngram_size": 5, "min_length": 1, "permutations": permutations, "dtype": np.uint64}
    options |= {"hash_func": minhash.xxh3_32hash, "max_hash": most, "modulo_prime": prime}
    values = [
        minhash.embed_func(" ".join(document.text), row, hashranges=[(0, 256)], **options)["__signatures__"][0]
        for row, document in enumerate(documents)
    ]
    for threshold in THRESHOLDS:
        bands, rows = optimal_param(threshold, 256)
        cuts = [slice(band * rows * 8, (band + 1) * rows * 8) for band in range(bands)]
        groups = buckets([value[cut] for cut in cuts] for value in values)
        yield f"minhash {threshold}", merged([document.id for document in documents], groups)


def datatrove(documents: list[Document]) -> Settings:
    from datatrove.pipeline.dedup.minhash import MinhashConfig, MinhashDedupSignature

    for bands, rows in ((14, 8), (20, 6), (32, 4)):
        step = MinhashDedupSignature.__new__(MinhashDedupSignature)  # its tokenizer for Chinese is not needed
        step.config = MinhashConfig(num_buckets=bands, hashes_per_bucket=rows)
        step.num_hashes, step._parameters = bands * rows, None
        groups = buckets(map(tuple, step.get_signature(document.shingles.reshape(-1, 1))) for document in documents)
        yield f"{bands} buckets of {rows}", merged([document.id for document in documents], groups)


def simhash(documents: list[Document]) -> Settings:
    from simhash import Simhash

    grams = ({document.text[at : at + 5] for at in range(len(document.text) - 4)} for document in documents)
    made = [Simhash(sorted(found)).value for found in grams]
    values = np.array(made, dtype=np.uint64)
    ids = [document.id for document in documents]
    distance = [np.bitwise_count(values[row + 1 :] ^ value) for row, value in enumerate(values)]
    for bits in (3, 6, 9, 12):
        near = ([row, *(row + 1 + np.flatnonzero(others <= bits)).tolist()] for row, others in enumerate(distance))
        yield f"{bits} bits of 64", merged(ids, near)


PEERS: dict[str, Callable[[list[Document]], Settings]] = {
    "datasketch": datasketch,
    "text-dedup": text_dedup,
    "datatrove": datatrove,
    "simhash": simhash,
}


class Missing(Exception):
    """Raised for an engine that is nowhere installed; the message is the module that was not found."""


def read(texts: dict[str, str]) -> list[Document]:
    return [Document(id, text, ordered(text).distinct()) for id, text in texts.items()]


def settings(name: str, texts: dict[str, str]) -> tuple[str, list[tuple[str, Partition]]]:
    """An engine's version and what each of its settings says, from here or else from an interpreter of PEER_PYTHONS.

    Raises Missing.
    """
    try:
        return version(name), list(PEERS[name](read(texts)))
    except ImportError as missing:
        for said in peers.answers(__file__, "--peer", name, given=json.dumps(texts)):
            return tuple(json.loads(said))
        raise Missing(missing.name) from None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--ours", action="store_true", help="leave the other engines out")
    parser.add_argument("--peer", choices=PEERS, help="what an engine says of texts from stdin, as JSON to stdout")
    arguments = parser.parse_args()
    if arguments.peer:
        try:
            print(json.dumps(settings(arguments.peer, json.load(sys.stdin))))
        except Missing as missing:
            parser.exit(1, f"{arguments.peer}: no module {missing}\n")
        return
    from dedup.text import comparable  # needs what an engine's own environment need not have

    truth = Truth(arguments.folder)
    texts = {row["id"]: comparable(row["body"]) for row in truth.documents}

    print("| engine | setting | P | R | F1 | F1, real | B-cubed F1 | least found | most wrongly merged |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")

    def row(engine: str, setting: str, partition: Partition) -> None:
        score, real = truth.score(partition), truth.score(partition, truth.natural)
        found, wrong = truth.kinds(partition, "same"), truth.kinds(partition, "different")
        missed = min(found, key=lambda kind: found[kind][1], default="none")
        joined = max(wrong, key=lambda kind: wrong[kind][1], default="none")
        figures = [f"{score[name]:.4f}" for name in ("P", "R", "F1")] + [f"{real['F1']:.4f}", f"{score['B3']:.4f}"]
        worst = [f"{found[missed][1]:.3f} {missed}", f"{wrong[joined][1]:.3f} {joined}"]
        print("|", " | ".join([engine, setting, *figures, *worst]), "|", flush=True)

    started = time.perf_counter()
    partition = ours(arguments.folder.resolve())
    took = time.perf_counter() - started
    row("ours", f"{took:.1f} s", partition)
    for name in PEERS if not arguments.ours else ():
        try:
            release, made = settings(name, texts)
        except Missing as missing:
            print(f"| {name} | not installed: {missing} | | | | | | | |", flush=True)
        else:
            row(f"{name} {release}", *max(made, key=lambda one: truth.score(one[1])["F1"]))

    print("\n| kind | pairs | merged by us |\n| --- | --- | --- |")
    for label in ("same", "different"):
        for kind, (pairs, share) in truth.kinds(partition, label).items():
            print(f"| {label}: {kind} | {pairs} | {share:.3f} |")

    for kind, (pairs, share) in truth.uncounted(partition).items():
        print(f"| not counted: {kind} | {pairs} | {share:.3f} |")

    print("\n| source | documents | F1 alone | B-cubed alone | F1 without it | B-cubed without it |")
    print("| --- | --- | --- | --- | --- | --- |")
    for source, count in Counter(truth.source.values()).most_common():
        alone = truth.score(partition, [node for node, of in truth.source.items() if of == source])
        without = truth.score(partition, [node for node, of in truth.source.items() if of != source])
        figures = [alone["F1"], alone["B3"], without["F1"], without["B3"]]
        print("|", " | ".join([source, str(count), *(f"{figure:.4f}" for figure in figures)]), "|")


if __name__ == "__main__":
    main()
