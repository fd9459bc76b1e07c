"""The launcher works from any folder; pip says that it is not the way; what the documents show runs as it is written."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from conftest import ROOT

LAUNCHER = ROOT / "notices"


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    """A folder with var/notices.db in it, as the documents take it, from which commands are called."""
    folder = tmp_path_factory.mktemp("place")
    done = launch(folder, "run", "--demo", "linked", "-s", "DEMO_PORT=0")
    assert done.returncode == 0, done.stderr
    return folder


def launch(folder: Path, *line: str) -> subprocess.CompletedProcess:
    environment = os.environ | {"DATABASE": str(folder / "var" / "notices.db"), "COLUMNS": "140"}
    return subprocess.run([LAUNCHER, *line], cwd=folder, env=environment, capture_output=True, text=True)


@pytest.mark.skipif(not (ROOT / ".venv" / "bin" / "python").exists(), reason="the environment is elsewhere")
def test_the_launcher_works_from_any_folder_and_through_a_link(place, tmp_path):
    link = tmp_path / "notices"
    link.symlink_to(LAUNCHER)
    environment = os.environ | {"DATABASE": str(place / "var" / "notices.db")}
    done = subprocess.run([link, "report", "--last"], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 0 and "8 new" in done.stdout, done.stderr
    done = subprocess.run([link, "export", "--format", "csv", "--out", "here"], cwd=tmp_path, env=environment, capture_output=True)
    assert done.returncode == 0 and (tmp_path / "here" / "records.csv").exists()
    for slip, meant in (("exprot", "export"), ("serach", "search"), ("dedup", "dedupe")):
        done = launch(tmp_path, slip)
        assert done.returncode == 3 and f"did you mean {meant}?" in done.stderr


def test_pip_says_that_it_is_not_the_way(tmp_path):
    for line in (["setup.py", "install"], ["setup.py", "bdist_wheel"], ["setup.py", "egg_info"]):
        done = subprocess.run([sys.executable, *line], cwd=ROOT, capture_output=True, text=True)
        assert done.returncode and "not installed by pip" in done.stderr


# What the documents show ----------------------------------------------------------------------------------------------

DATA = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", DATA, re.S)


@pytest.fixture(scope="module")
def exported(place) -> Path:
    """What the snippets read besides: exports, as the document makes them."""
    for format in ("csv", "sqlite", "parquet"):
        done = launch(place, "export", "--format", format)
        assert done.returncode == 0 or "needs pyarrow" in done.stderr, done.stderr
    assert launch(place, "export", "--format", "jsonl", "--since", "0", "--out", "inbox").returncode == 0
    return place


def commands() -> list[str]:
    """The commands of the documents that need no other machine, as they are written."""
    found = []
    for name in ("README.md", "docs/operators.md", "docs/data.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        parts = [*re.findall(r"^ {4}(scrapy .*)$", text, re.M), *re.findall(r"`(scrapy [^`\n]+)`", text)]
        for kind, block in re.findall(r"```(\w+)\n(.*?)```", text, re.S):
            parts += [line for line in block.splitlines() if kind == "sh" and line.startswith("scrapy ")]
        found += [re.split(r"\s{2,}#|\s#\s", part)[0].split(" | ")[0].strip() for part in parts]
    return sorted({line for line in found if len(line.split()) > 2})


# In what is written: what stands for something, and what it is here.
STANDS = {"NOTICE [NOTICE]": "{a} {b}", "NOTICE NOTICE": "{a} {b}", "A B": "{a} {b}", "NOTICE": "{a}", "RECORD": "{record}", "REV": "0", "DOCS.jsonl": "docs.jsonl",
          "FILE.jsonl|FILE.json|FILE.csv|FILE.tsv|FILE.txt[.gz] [--site NAME] [--region REGION]": "docs.jsonl", "PATH": "copy.db",
          "1200@3f2a91c4": "0", '"$cursor"': "0", '"…"': '"why"', "--dry-run": "docs.jsonl --dry-run"}  # fmt: skip
TRIED = ("backup", "dedupe", "explain", "export", "import", "judge", "report", "search")
ELSEWHERE = ("withdrawn", "URL", "site=NAME", "--engine spark", "--queue", "serve", "--restore", "--input/--output", "work", "write", "watch", "park")


@pytest.mark.parametrize("line", commands())
def test_a_command_of_the_documents_runs_as_it_is_written(line, exported):
    if line.split()[1] not in TRIED or line.endswith("--delete") or any(word in line for word in ELSEWHERE):
        pytest.skip("needs another machine, a terminal or another database")
    with closing(sqlite3.connect(exported / "var" / "notices.db")) as connection:
        (a, record), (b, _other) = connection.execute("SELECT id, record_id FROM notices ORDER BY node DESC LIMIT 2")
    said = line
    for words, meant in STANDS.items():
        if words != "--dry-run" or line.startswith("scrapy import"):
            said = said.replace(words, meant)
    if re.search(r"(?<![\w{])[A-Z]{2,}(?![\w}])", said):
        pytest.skip("stands for something that this test has no example of")
    (exported / "docs.jsonl").write_text(json.dumps({"id": "1", "title": "导入的公告", "body": "正文一段，足够长。" * 9}) + "\n", encoding="utf-8")
    said = said.replace("{a}", a).replace("{b}", b).replace("{record}", record)
    folder = exported
    if "--delete" in line or "judge" in line or "import" in line:  # on a copy
        folder = exported.parent / f"copy-{abs(hash(line))}"
        shutil.copytree(exported, folder, dirs_exist_ok=True)
    import shlex

    done = launch(folder, *shlex.split(said)[1:])
    assert done.returncode in (0, 1) or "requirements-" in done.stderr, f"{said}: {done.stdout}{done.stderr}"
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("number", [n for n, (kind, _block) in enumerate(BLOCKS) if kind == "python"])
def test_a_python_snippet_of_the_data_document_runs_as_it_is_written(number, exported):
    block = BLOCKS[number][1].replace("1200@3f2a91c4", "0")
    with closing(sqlite3.connect(exported / "var" / "notices.db")) as connection:
        block = block.replace("06df8fa8d4bcda99", connection.execute("SELECT id FROM records").fetchone()[0])
    for package in ("pandas", "pyarrow"):
        if package in block or "parquet" in block:
            pytest.importorskip(package)
    done = subprocess.run([sys.executable, "-c", block], cwd=exported, env=os.environ | {"PYTHONPATH": str(ROOT)},
                          capture_output=True, text=True)  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("number", [n for n, (kind, _block) in enumerate(BLOCKS) if kind == "sql"])
def test_an_sql_snippet_of_the_data_document_runs_as_it_is_written(number, exported, monkeypatch):
    block = BLOCKS[number][1]
    if "read_parquet" in block:
        duckdb = pytest.importorskip("duckdb")
        monkeypatch.chdir(exported)
        for statement in filter(str.strip, re.sub(r"--.*", "", block).split(";")):
            if "ATTACH" in statement or "copy." in statement:
                continue  # its extension comes from the network
            duckdb.sql(statement).fetchall()
        return
    with closing(sqlite3.connect(exported / "var" / "notices.db")) as connection:
        for statement in filter(str.strip, re.sub(r"--.*", "", block).split(";")):
            connection.execute(statement, {"id": "x", "cursor": 0} if ":" in statement else {}).fetchall()
