"""Run the benchmarks and write docs/benchmarks.md: python bench/run.py [--data FOLDER] [NAME …]

Each benchmark is a command of its own that prints Markdown, ours beside its peers in the same run. FOLDER holds the
labelled data some of them need, as listing/, pagination/, articles/, dedup/ and dates.tsv; without it those are left
out. Sections that are not run keep what they said. Peers that clash with our own requirements are looked for in the
interpreters that PEER_PYTHONS names, separated like PATH.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import platform
import re
import subprocess
import sys
import time
from datetime import datetime, timezone
from pathlib import Path
from sqlite3 import sqlite_version

ROOT = Path(__file__).parent.parent
REPORT = ROOT / "docs" / "benchmarks.md"
# script, - and a variant -> what is measured, the folder of --data it takes (None: none), further arguments
BENCHES = {
    "dates": ("Date strings read right, and time a string", "dates.tsv", ()),
    "listing": ("Entries found on list pages without configuration", "listing", ()),
    "pagination": ("Next links", "pagination", ()),
    "articles-aeb": ("Bodies of article pages, mostly English", "articles/aeb", ()),
    "articles-zh": ("Bodies of Chinese article pages", "articles/zh", ()),
    "platforms": ("Pages in the structures of real platforms, both halves", None, ()),
    "quality": ("Merging decisions on labelled documents", "dedup", ()),
    "quality-long": ("Merging decisions on long documents in several editions", "dedup_long", ()),
    "quality-new": ("Merging decisions on other sources, templates and editions", "dedup_new", ()),
    "templates": ("Notices of one template", None, ("--peer",)),
    "stress": ("Merging decisions on documents changed in other ways", "dedup", ()),
    "families": ("Copies of one document as a family", "dedup", ()),
    "shares": ("What pairs tell otherwise, by the truth", ".", ()),
    "signatures": ("Signatures a second, and how well they estimate", None, ()),
    "index": ("Candidates from the stored index", None, ()),
    "stream": ("Notices decided and stored a second", None, ()),
    "stream-real": ("Real documents decided and stored a second", "dedup", ("--documents", "20000", "--folder")),
    "stream-template": ("Tenders of one template decided and stored a second", None, ("--template", "tender")),
    "memory": ("One more notice against a growing history", None, ("--plot", "docs/cost.svg")),
    "redecide": ("Deciding everything again", None, ("--documents", "1000000")),
    "redecide-real": ("Deciding real documents again", "dedup", ("--documents", "20000", "--folder")),
    "redecide-template": (
        "Deciding tenders of one template again",
        None,
        ("--documents", "20000", "--template", "tender"),
    ),
    "crawl": ("Pages crawled a second, with and without the archive", None, ("--archive", "both")),
    "reread": ("Archived pages read again a second", None, ()),
    "export": ("Records exported a second", None, ()),
    "export-million": ("A million records exported", None, ("--records", "1000000", "--no-peers")),
    "search": ("Finding records by words", None, ()),
    "overview": ("The front page and a site's page, at 300 sites and 200,000 notices", None, ()),
    "fleet": ("Workers on one frontier", None, ()),
    "spark": ("Deciding with Spark, on one core and two", None, ("--notices", "20000")),
    "spark-many": ("Deciding 200,000 with Spark", None, ("--notices", "200000")),
    "spark-equal": ("Fifty thousand equal keys", None, ("--notices", "1000", "--equal", "50000", "--cores", "2")),
}
PACKAGES = ("scrapy", "datasketch", "sqlite-utils", "numpy", "lxml", "trafilatura", "readability-lxml", "opencc")


def machine() -> str:
    """Where the numbers come from."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in PACKAGES)
    system = f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    cores = f"{os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GiB"
    return f"{cores}, {system}, SQLite {sqlite_version};\n{versions}"


def section(name: str, data: Path | None) -> str | None:
    """What one benchmark printed, as a section; None when it cannot be run here."""
    title, folder, arguments = BENCHES[name]
    script = Path("bench", f"{name.partition('-')[0]}.py")
    if folder and (data is None or not (data / folder).exists()):
        return None
    begun = time.monotonic()
    line = [sys.executable, str(script), *arguments, *([str(data / folder)] if folder else [])]
    done = subprocess.run(line, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True)
    said = done.stdout.strip() or "(printed nothing)"
    if done.returncode:
        said += f"\n\nended with exit status {done.returncode}: {done.stderr.strip().splitlines()[-1:]}"
    if "--plot" in arguments:
        said += f"\n\n![{title}]({Path(arguments[-1]).name})"
    if data:
        said = said.replace(str(data), "DATA")
    shown = " ".join(["python", str(script), *([f"DATA/{folder}"] if folder else []), *arguments])
    when = datetime.now(timezone.utc).date().isoformat()
    return f"## {title}\n\n`{shown}`, {when}, {time.monotonic() - begun:.0f} s\n\n{said}\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(BENCHES)}; all when none is given")
    parser.add_argument("--data", type=Path, help="folder of labelled data")
    options = parser.parse_args()
    if unknown := set(options.names) - BENCHES.keys():
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    made = {}
    for name in options.names or BENCHES:
        print(f"{name} …", file=sys.stderr)
        if (said := section(name, options.data)) is not None:
            made[name] = said
    before = REPORT.read_text(encoding="utf-8") if REPORT.exists() else ""
    kept = dict(re.findall(r"<!-- ([\w-]+) -->\n(.*?)(?=<!-- |\Z)", before, re.S)) | made
    # In the order of the file, with what somebody wrote by hand.
    body = "\n".join(f"<!-- {name} -->\n{said.strip()}\n" for name, said in kept.items())
    REPORT.write_text(
        "# Benchmarks\n\nWritten by `python bench/run.py --data FOLDER`; every section says what printed it.\n"
        "Peers run beside us in the same run; requirements-bench.in pins them. Ratios travel better than rates.\n\n"
        f"Machine: {machine()}.\n\n{body}",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
