"""Who imports what: every start of scrapy pays for what command and spider modules bring in, a run for what it loads."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

WALK = """
import json, sys
import scrapy.cmdline, scrapy.crawler
from scrapy.utils.misc import walk_modules
walk_modules("scrapy.commands")
before = set(sys.modules)
for package in sys.argv[1:]:
    walk_modules(package)
print(json.dumps([sorted(before), sorted(set(sys.modules) - before)]))
"""
RUN = """
import atexit, json, pathlib, sys
atexit.register(lambda: pathlib.Path(sys.argv[-1]).write_text(json.dumps(sorted(sys.modules))))
from scrapy.cmdline import execute
execute(["scrapy", *sys.argv[1:-1]])
"""
OURS = {"nouns", "crawler", "dedup", "output", "pipelines"}
READING = {
    "crawler.read.article.article",
    "crawler.read.article.body",
    "crawler.read.article.lines",
    "crawler.read.charset",
    "crawler.read.embedded",
    "crawler.read.listing.listing",
    "crawler.read.pager.pager",
    "htmldate",
}


def brought(*packages: str) -> tuple[set[str], set[str]]:
    """What these packages' modules bring in beyond what Scrapy has: modules of ours, packages of others."""
    line = [sys.executable, "-c", WALK, *packages]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=True)
    before, new = json.loads(done.stdout)
    known = {name.partition(".")[0] for name in before} | sys.stdlib_module_names
    ours = {name for name in new if name.partition(".")[0] in OURS}
    return ours, {name.partition(".")[0] for name in set(new) - ours} - known


def test_command_modules_bring_in_themselves_and_little_more():
    ours, others = brought("crawler.commands")
    assert others == set()
    itself = {name for name in ours if name.startswith("crawler.commands")}
    assert ours - itself == {
        "crawler",
        "crawler.cli",
        "crawler.cli.asked",
        "crawler.cli.command",
        "crawler.cli.looking",
        "crawler.site_values",
        "crawler.sites",
        "crawler.sites_file",  # settings.py asks it which file names the sites
        "nouns",
        "nouns.mistakes",
        "nouns.site",
        "output",
        "output.refusals",
        "output.show",
        "output.show.terminal",
        "output.show.terminal.say",
    }


def test_scrapy_list_loads_no_store_no_decisions_and_nothing_that_reads():
    ours, others = brought("crawler.commands", "crawler.spiders")
    assert others <= {"protego"}  # Scrapy's, for robots.txt
    assert not ours & (READING | {"output.store.store", "pipelines.dates"})
    assert {name for name in ours if name.startswith("dedup")} <= {
        "dedup",
        "dedup.aside",
        "dedup.process_wide",
    }  # decide nothing


@pytest.mark.parametrize("variant", ["inline", "linked"])
def test_a_crawl_leaves_what_reads_pages_to_the_process_that_does(variant, environment: dict[str, str], tmp_path: Path):
    said = tmp_path / "modules.json"
    line = [sys.executable, "-c", RUN, "run", "--demo", variant, "-s", "DEMO_PORT=0", str(said)]
    done = subprocess.run(line, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    loaded = set(json.loads(said.read_text()))
    assert "nouns.found" in loaded and not loaded & READING


WITHOUT = """
import importlib, pathlib, sys
import pytest
for name in sys.argv[1:]:
    sys.modules[name] = None  # as where it is not installed
for file in sorted(pathlib.Path("tests").glob("test_*.py")):
    try:
        importlib.import_module(file.stem)
    except pytest.skip.Exception:
        pass
"""
EXTRAS = {  # what requirements-*.txt bring, by the names that are imported
    "datasette", "duckdb", "frictionless", "jsonschema", "pandas", "playwright", "pyarrow", "pygal", "pyspark", "redis",
    "scrapy_playwright",
}  # fmt: skip


def test_every_test_module_can_be_collected_without_the_extras():
    """`make test` and `make soak` are for clones without them too: what needs one is skipped with its reason."""
    line = [sys.executable, "-c", WITHOUT, *sorted(EXTRAS)]
    paths = {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])}
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, env={**os.environ, **paths})
    assert done.returncode == 0, done.stderr[-2000:]
