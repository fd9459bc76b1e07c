"""The launcher works from any folder; pip says that it is not the way; what the documents show runs as it is written."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from conftest import QUICK, ROOT
from many_sites import light, pages
from servers import Server, free_port

LAUNCHER = ROOT / "notices"


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    """A folder with var/notices.db in it, as the documents take it, from which commands are called."""
    folder = tmp_path_factory.mktemp("place")
    done = launch(folder, "run", "--demo", "linked", "-s", "DEMO_PORT=0")
    assert done.returncode == 0, done.stderr
    return folder


def around(folder: Path) -> dict[str, str]:
    """What the documents take for granted: where the files are; a browser for `view` that shows nothing."""
    named = {
        "DATABASE": folder / "var" / "notices.db",
        "SITES": folder / "sites.toml",
        "WATCHES": folder / "watches.toml",
    }
    return os.environ | {"COLUMNS": "140", "BROWSER": "true %s"} | {name: str(path) for name, path in named.items()}


def launch(folder: Path, *line: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [LAUNCHER, *line], cwd=folder, env=around(folder), capture_output=True, text=True, stdin=subprocess.DEVNULL
    )


@contextmanager
def started(folder: Path, *line: str) -> Iterator[subprocess.Popen]:
    with subprocess.Popen(
        [LAUNCHER, *line], cwd=folder, env=around(folder), stdout=subprocess.PIPE, text=True
    ) as running:
        try:
            yield running
        finally:
            running.kill()


@pytest.mark.skipif(not (ROOT / ".venv" / "bin" / "python").exists(), reason="the environment is elsewhere")
def test_a_folder_that_was_deleted_is_as_good_as_any(place, tmp_path):
    gone = tmp_path / "gone"
    gone.mkdir()
    line = f"cd {gone} && rmdir {gone} && exec {LAUNCHER} search 罗湖"
    done = subprocess.run(["sh", "-c", line], env=around(place), capture_output=True, text=True)
    assert done.returncode == 0 and "罗湖" in done.stdout, done.stderr


def test_the_launcher_works_from_any_folder_and_through_a_link(place, tmp_path):
    link = tmp_path / "notices"
    link.symlink_to(LAUNCHER)
    environment = os.environ | {"DATABASE": str(place / "var" / "notices.db")}
    done = subprocess.run([link, "report", "--last"], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 0 and "8 new" in done.stdout, done.stderr
    done = subprocess.run(
        [link, "export", "--format", "csv", "--out", "here"], cwd=tmp_path, env=environment, capture_output=True
    )
    assert done.returncode == 0 and (tmp_path / "here" / "records.csv").exists()
    for slip, meant in (("exprot", "export"), ("serach", "search"), ("dedup", "dedupe")):
        done = launch(tmp_path, slip)
        assert done.returncode == 3 and f"did you mean {meant}?" in done.stderr


@pytest.mark.parametrize("name", ["output", "pipelines", "dedup", "nouns"])
def test_a_file_of_a_rooms_name_on_somebodys_path_changes_nothing(name, place, tmp_path):
    (tmp_path / f"{name}.py").write_text("raise SystemExit('not ours')", encoding="utf-8")
    environment = {**os.environ, "DATABASE": str(place / "var" / "notices.db"), "PYTHONPATH": str(tmp_path)}
    command = [
        Path(sys.executable).with_name("scrapy"),
        "search",
        "招商",
        "--json",
    ]  # `python -m` has this folder first
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0 and json.loads(done.stdout), done.stderr


def test_pip_says_that_it_is_not_the_way(tmp_path):
    for line in (["setup.py", "install"], ["setup.py", "bdist_wheel"], ["setup.py", "egg_info"]):
        done = subprocess.run([sys.executable, *line], cwd=ROOT, capture_output=True, text=True)
        assert done.returncode and "not installed by pip" in done.stderr


# What the documents show ----------------------------------------------------------------------------------------------

DATA = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", DATA, re.S)


@pytest.fixture(scope="module")
def park() -> Iterator[Server]:
    """The site that the documents call park."""
    with Server(pages(light)) as server:
        yield server


@pytest.fixture(scope="module")
def exported(place, park) -> Path:
    """What commands and snippets read besides: a file of sites, of saved queries and of notices; exports, as the document
    makes them."""
    (place / "sites.toml").write_text(f'[park]\nstart_urls = ["{park.url}/"]\n')
    (place / "watches.toml").write_text('[tax]\nwords = "招商 税收"\ncommand = "true"\n')
    (place / "docs.jsonl").write_text(
        json.dumps({"id": "1", "title": "导入的公告", "body": "正文一段，足够长。" * 9}) + "\n"
    )
    for name, path in (("list", "/"), ("article", "/a1.html")):
        (place / f"{name}.html").write_text(pages(light)[path], encoding="utf-8")
    for format in ("csv", "sqlite", "parquet"):
        done = launch(place, "export", "--format", format)
        assert done.returncode == 0 or "needs pyarrow" in done.stderr, done.stderr
    assert launch(place, "export", "--format", "jsonl", "--since", "0", "--out", "inbox").returncode == 0
    return place


def commands() -> list[str]:
    """The commands of the documents, as they are written; the name of a command alone where it is called so."""
    found = []
    for name in ("README.md", "docs/operators.md", "docs/data.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        parts = [*re.findall(r"^ {4}(scrapy .*)$", text, re.M), *re.findall(r"`(scrapy [^`\n]+)`", text)]
        for kind, block in re.findall(r"```(\w+)\n(.*?)```", text, re.S):
            parts += [
                line.removeprefix(".venv/bin/") for line in block.splitlines() if kind == "sh" and "make " not in line
            ]
        found += [re.split(r"\s{2,}#|\s#\s", part)[0].split(" | ")[0].strip() for part in parts]
    return sorted({line for line in found if len(line.split()) > 2 or line.partition(" ")[2] in ALONE})


ALONE = ("dedupe", "held", "report", "run", "serve", "sites", "watch", "write")  # `write` has `work` beside it
# In what is written: what stands for something, and what it is here.
STANDS = {
    "NOTICE [NOTICE]": "{a} {b}",
    "NOTICE NOTICE": "{a} {b}",
    "A B": "{a} {b}",
    "NOTICE": "{a}",
    "RECORD": "{record}",
    "REV": "0",
    "FILE.jsonl|FILE.json|FILE.csv|FILE.tsv|FILE.txt[.gz] [--site NAME] [--region REGION]": "docs.jsonl --site far --region 上海市",
    "DOCS.jsonl": "docs.jsonl",
    "PATH": "copy.db",
    "1200@3f2a91c4": "0",
    '"$cursor"': "0",
    '"…"': '"why"',
    "SITE": "park",
    "NAME": "park",
    "URL": "{url}",
    "https://park.example/info": "{url}",
}
FETCH = ("crawl", "fetch", "parse", "probe", "run", "shell", "sites", "view", "write")
CHANGE = ("crawl", "dedupe", "import", "judge", "reread", "run", "sites", "write", "--restore")
BEFORE = {
    "scrapy backup PATH --restore": "backup copy.db",
    "scrapy judge A B withdrawn": "judge {a} {b} same",
    "scrapy reread SITE --since 2026-10": "run",
}


@pytest.mark.parametrize("line", commands())
def test_a_command_of_the_documents_runs_as_it_is_written(line, exported, park, tmp_path, request):
    folder, name = exported, line.split()[1]
    if set(CHANGE) & set(line.split()):  # on a copy
        folder = tmp_path / "place"
        shutil.copytree(exported, folder)
    if "sites add" in line:  # as on the first day
        (folder / "sites.toml").unlink()
    with closing(sqlite3.connect(folder / "var" / "notices.db")) as connection:
        (a, record), (b, _other) = connection.execute("SELECT id, record_id FROM notices ORDER BY node DESC LIMIT 2")

    def filled(said: str) -> list[str]:
        for words, meant in STANDS.items():
            said = said.replace(words, meant)
        more = [*QUICK, "-s", "FLEET_LEASE=2"] if said.split()[0] in FETCH else []
        return [*shlex.split(said.format(a=a, b=b, record=record, url=f"{park.url}/")), *more]

    if before := BEFORE.get(line):
        assert launch(folder, *filled(before)).returncode == 0
    words = filled(line.removeprefix("scrapy "))
    if name in SERVING:
        return SERVING[name](folder, words, request)
    done = launch(folder, *words)
    assert done.returncode == 0 or "requirements-" in done.stderr, f"{words}: {done.stdout}{done.stderr}"
    assert "Traceback" not in done.stderr and " ERROR" not in done.stderr, done.stderr
    assert done.stdout or name in ("crawl", "view")  # which say it in their log, in a browser
    return None


MADE = re.findall(r"(?:^|`)make (run\b[^#`\n]*)", (ROOT / "README.md").read_text(encoding="utf-8"), re.M)


@pytest.mark.parametrize("line", sorted({line.strip() for line in MADE}))
def test_what_make_run_of_the_readme_stands_for_runs(line, exported, park, tmp_path):
    folder = tmp_path / "place"
    shutil.copytree(exported, folder)
    (folder / "saved.html").write_text(pages(light)["/"], encoding="utf-8")
    said = shlex.split(line.replace("https://park.example/info", f"{park.url}/"))
    shown = subprocess.run(["make", "-n", "--no-print-directory", *said], cwd=ROOT, capture_output=True, text=True)
    assert shown.returncode == 0, shown.stderr
    _scrapy, *words = shlex.split(shown.stdout.splitlines()[-1])
    done = launch(folder, *words, *QUICK, "-s", "DEMO_PORT=0")
    assert done.returncode == 0 and re.search(r"\b8 entries on [12] listing pages", done.stdout), (
        done.stdout + done.stderr
    )
    assert "8 new" in done.stdout or "--demo" in words or len(said) == 1


def serve(folder: Path, words: list[str], request: pytest.FixtureRequest) -> None:
    """It answers, and ends with Ctrl-C."""
    pytest.importorskip("datasette", reason="optional: pip install -r requirements-serve.txt")
    with socket.socket() as taken:
        if taken.connect_ex(("127.0.0.1", 8001)) == 0:
            words = [*words, "--port", str(free_port())]
    with started(folder, *words) as running:
        address = running.stdout.readline().split()[0]
        for _ in range(300):  # the address is said before anybody listens
            with suppress(URLError), urlopen(address, timeout=30) as page:
                assert "总览" in page.read().decode()
                break
            time.sleep(0.1)
        else:
            pytest.fail(f"{address}: nobody answers")
        running.send_signal(signal.SIGINT)
        assert running.wait(20) == 0


def fleet(folder: Path, words: list[str], request: pytest.FixtureRequest) -> None:
    """A writer, and `scrapy work` beside it, on one Redis."""
    pytest.importorskip("scrapy_redis", reason="optional: pip install -r requirements-fleet.txt")
    if not shutil.which("redis-server"):
        pytest.skip("no redis-server: apt-get install redis-server")
    from test_fleet import redis_server

    with redis_server(folder) as redis, started(folder, "work", *words[1:], "-s", f"REDIS_URL={redis}") as worker:
        done = launch(folder, "write", *words[1:], "-s", f"REDIS_URL={redis}")
        assert done.returncode == 0 and "8 new" in done.stdout, done.stdout + done.stderr
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(20) == 0


SERVING = {"serve": serve, "write": fleet}


@pytest.mark.parametrize("number", [n for n, (kind, _block) in enumerate(BLOCKS) if kind == "python"])
def test_a_python_snippet_of_the_data_document_runs_as_it_is_written(number, exported):
    block = BLOCKS[number][1].replace("1200@3f2a91c4", "0")
    with closing(sqlite3.connect(exported / "var" / "notices.db")) as connection:
        block = block.replace("06df8fa8d4bcda99", connection.execute("SELECT id FROM records").fetchone()[0])
    for package in ("pandas", "pyarrow"):
        if package in block or "parquet" in block:
            pytest.importorskip(package)
    done = subprocess.run(
        [sys.executable, "-c", block],
        cwd=exported,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
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
