"""Pages a second of `scrapy reread` beside the crawl that filled the archive.

    python bench/reread.py [--notices 1920] [--repeat 5]

In turns: a crawl of a site on loopback (bench/crawl.py's: its server takes little of the processors that they share),
and then its archive read again by the same version, which changes nothing. Seconds are a process's from start to end,
less those of `scrapy version`; processor seconds those of all its processes.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))

from crawl import PER_PAGE, QUICK, ROOT, served, timed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--notices", type=int, default=1920, help="articles; with their lists 2,000 pages")
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--keep", type=Path, help="a folder that keeps the databases and archives")
    args = parser.parse_args()
    url, server = served(args.notices)
    count = args.notices + -(-args.notices // PER_PAGE)
    crawl = ["run", "--url", url, "--json", "-s", "ALLOW_PRIVATE_ADDRESSES=1", *QUICK]
    took: dict[str, list[np.ndarray]] = {"scrapy run": [], "scrapy reread": []}
    with tempfile.TemporaryDirectory() as name:
        for turn in range(args.repeat):
            database = (args.keep or Path(name)) / f"{turn}.db"
            for what, command in zip(took, (crawl, ["reread", "--json"]), strict=True):
                idle, _ = timed(["version"], ROOT)
                spent, said = timed(command, ROOT, DATABASE=str(database))
                took[what].append(spent - idle)
            told = json.loads(said)
            if told["records"] or told["sites"][0]["changed"] or told["sites"][0]["pages"] < args.notices:
                sys.exit(f"the same version reads otherwise: {said[:2000]}")
    server.terminate()
    shares = np.median(np.array(took["scrapy run"]) / np.array(took["scrapy reread"]), axis=0)
    print(f"{count:,} pages, medians of {args.repeat}; times the crawl: medians of the turns' ratios\n")
    print("| | seconds | pages/s | times the crawl's | ms of processors a page | of the crawl's |")
    print("| --- | --- | --- | --- | --- | --- |")
    for what, turns in took.items():
        clock, processors = np.median(turns, axis=0)
        share = ["", ""] if what == "scrapy run" else [f"{shares[0]:.1f}", f"1/{shares[1]:.1f}"]
        each = f"{1000 * processors / count:.1f} | {share[1]} |"
        print(f"| {what} | {clock:.1f} | {count / clock:,.0f} | {share[0]} | {each}")


if __name__ == "__main__":
    main()
