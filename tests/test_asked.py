"""Nothing unknown is swallowed: a misspelt option, word, setting or key is refused with what was meant, exit status 3."""

from __future__ import annotations

import socket
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from conftest import QUICK, ROOT
from stored import filled, notice

COMMANDS = sorted(path.stem for path in (ROOT / "crawler" / "commands").glob("*.py") if path.stem != "__init__")
# What a slip makes of each command's own option, and what was meant.
SLIPS = {
    "backup": ("--restor", "--restore", "--resotre"),
    "dedupe": ("--dry-rnu", "--dry-run", "--dryrun"),
    "explain": ("--claening", "--cleaning", "--htlm"),
    "furniture": ("--keeep", "--keep", "--jsno"),
    "held": ("--jsno", "--json", "--jason"),
    "export": ("--formt", "--format", "--sicne"),
    "import": ("--stie", "--site", "--regoin"),
    "judge": ("--quue", "--queue", "--lmit"),
    "probe": ("--artcle", "--article", "--bsae"),
    "report": ("--lats", "--last", "--ouut"),
    "run": ("--ulr", "--url", "--jsno"),
    "search": ("--lmit", "--limit", "--jason"),
    "serve": ("--prot", "--port", "--poort"),
    "watch": ("--fiel", "--file", "--dryrun"),
    "work": ("--pidfil3", "--pidfile", "--logfiel"),
    "write": ("--urll", "--url", "--jsom"),
    "crawl": ("--ouptut", "--output", "--nologg"),
    "fetch": ("--haeders", "--headers", "--no-redirct"),
    "view": ("--no-redirct", "--no-redirect", "--nolgo"),
    "shell": ("--no-rediretc", "--no-redirect", "--sipder"),
    "parse": ("--deptj", "--depth", "--callbck"),
    "sites": ("--form", "--from", "--dryrun"),
    "check": ("--pagse", "--pages", "--smaples"),
    "reread": ("--sicne", "--since", "--dryrun"),
}


def test_every_command_is_tried():
    assert [name for name in COMMANDS if name not in SLIPS] == []


@pytest.mark.parametrize("name", SLIPS)
def test_a_misspelt_option_is_refused_with_what_was_meant(name, scrapy, database):
    slip, meant, other = SLIPS[name]
    for said in (slip, f"{slip}=5", other):
        done = scrapy(name, said, quick=False)
        assert done.returncode == 3 and f"no such option: {said.split('=')[0]}" in done.stderr, done.stderr
        assert "did you mean -" in done.stderr, done.stderr
    if meant.startswith("--"):
        assert f"did you mean {meant}" in scrapy(name, slip, quick=False).stderr
    assert not database.exists()


@pytest.mark.parametrize("name", [name for name in SLIPS if name != "shell"])
def test_a_misspelt_setting_is_refused_with_what_was_meant(name, scrapy, tmp_path):
    for said, meant in (
        ("DATABSE", "DATABASE"),
        ("DOWNLOAD_DELY", "DOWNLOAD_DELAY"),
        ("notify_webhook", "NOTIFY_WEBHOOK"),
    ):
        done = scrapy(name, "-s", f"{said}={tmp_path / 'x.db'}", quick=False)
        assert done.returncode == 3 and f"did you mean {meant}?" in done.stderr, done.stderr
    assert not (tmp_path / "x.db").exists()


@pytest.mark.parametrize("name", ["dedupe", "export", "report", "serve", "sites", "work"])
def test_a_stray_word_is_refused(name, scrapy):
    done = scrapy(name, "luohu", quick=False)
    assert done.returncode == 3 and "luohu" in done.stderr, done.stderr


@pytest.mark.parametrize("named", ["environment", "option"])
def test_a_path_of_ones_home_is_there_whoever_expands_it(named, environment, server, tmp_path):
    """Neither cron nor a shell behind `-s NAME=` does; a folder called ~ was made, and everything stored in it."""
    server.pages = {"/": "".join(f"<li><h3>园区第{n}批项目</h3><span>2026-03-0{n}</span></li>" for n in (1, 2, 3))}
    line = ["run", "--url", f"{server.url}/", *QUICK]
    home = tmp_path / "home"
    home.mkdir()
    environment |= {"HOME": str(home), "DATABASE": "~/x.db" if named == "environment" else str(tmp_path / "other.db")}
    if named == "option":
        line += ["-s", "DATABASE=~/x.db"]
    subprocess.run([sys.executable, "-m", "scrapy", *line], cwd=ROOT, env=environment, capture_output=True, timeout=60)
    assert (home / "x.db").exists() and not (ROOT / "~").exists() and not (tmp_path / "other.db").exists()


def test_words_that_are_too_many_or_too_few_end_with_3_and_not_with_2_which_says_degraded(scrapy):
    for line in (
        ["backup"],
        ["backup", "a", "b"],
        ["explain"],
        ["import"],
        ["judge", "a"],
        ["probe"],
        ["search"],
        ["search", " "],
        ["fetch"],
        ["parse"],
        ["view"],
        ["run", "--base"],
        ["sites", "add"],
        ["sites", "rename", "a"],
        ["sites", "pause"],
        ["search", "--limit", "many"],
        ["dedupe", "--input", "x"],
    ):
        assert scrapy(*line, quick=False).returncode == 3, line


@pytest.mark.parametrize(
    "line, meant",
    [
        (["export", "--format", "cvs"], "did you mean csv?"),
        (["dedupe", "--engine", "sprak"], "did you mean spark?"),
        (["run", "--demo", "inlien"], "did you mean inline?"),
        (["judge", "a", "b", "diferent"], "did you mean different?"),
        (["run", "-s", "DOWNLOAD_DELAY=quick"], "must be a number"),
        (["run", "-s", "ROBOTSTXT_OBEY=maybe"], "True or False"),
        (["run", "-L", "WARNIG"], "did you mean WARNING?"),
        (["run", "-s", "LOG_LEVEL=LOUD"], "no such level"),
        (["run", "--base", "https://park.example/"], "--base is for --file"),
        (["serve", "--port", "80000"], "from 1 to 65535"),
        (["serve", "--port", "0"], "from 1 to 65535"),
        (["judge", "--queue", "--limit", "0"], "at least 1"),
        (["dedupe", "--processes", "-1"], "0 or more"),
        (["crawl", "listing", "-a", "sit=park"], "did you mean site?"),
        (["crawl", "lsiting"], "scrapy crawl listing"),
        (["import", "x.jsonl", "--region", "火星市"], "names no division"),
        (["fetch", "http://127.0.0.1/"], "private address"),
        (["shell", "http://169.254.169.254/"], "private address"),
    ],
)
def test_a_value_that_cannot_be_is_refused(line, meant, scrapy):
    done = scrapy(*line, quick=False)
    assert done.returncode == 3 and meant in done.stderr, done.stderr
    assert "Traceback" not in done.stderr


def test_what_stands_behind_two_dashes_is_searched_for(scrapy, database):
    filled(database, notice("园区 --limit 公告", "园区招商公告的正文。" * 20))
    assert scrapy("search", "--", "--limit", quick=False).returncode == 0


def test_a_misspelt_site_is_not_one_without_furniture(scrapy, database):
    filled(database, notice("园区招商公告", "园区招商公告的正文。" * 20))
    done = scrapy("furniture", "yunqii", quick=False)
    assert done.returncode == 3 and "no run has crawled such a site" in done.stderr and not done.stdout


def test_a_port_that_is_taken_is_said_so(scrapy, database):
    pytest.importorskip("datasette", reason="optional: pip install -r requirements-serve.txt")
    filled(database, notice("园区公告", "园区招商公告的正文。" * 20))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = scrapy("serve", "--port", taken.getsockname()[1], quick=False)
    assert done.returncode == 3 and "cannot be served there" in done.stderr


@pytest.mark.parametrize(
    "table, said",
    [
        ('[park]\nstart_url = ["https://park.example/"]', "did you mean start_urls?"),
        ('[park]\nstart_urls = ["https://park.example/"]\nregoin = "深圳市"', "did you mean region?"),
        ('[park]\nstart_urls = ["https://park.example/"]\nregion = "火星市"', "names no division"),
    ],
)
def test_a_sites_file_with_a_slip_is_refused_with_what_was_meant(table, said, scrapy, tmp_path):
    sites = tmp_path / "sites.toml"
    sites.write_text(table, encoding="utf-8")
    done = scrapy("run", "-s", f"SITES={sites}", quick=False)
    assert done.returncode == 3 and said in done.stderr, done.stderr


def test_a_sites_file_in_gbk_is_told_how_to_save_it(scrapy, tmp_path):
    sites = tmp_path / "sites.toml"
    sites.write_text('[park]  # 罗湖\nstart_urls = ["https://park.example/"]\n', encoding="gbk")
    done = scrapy("run", "-s", f"SITES={sites}", quick=False)
    assert done.returncode == 3 and f"{sites}: cannot be read: byte 10 is not UTF-8; save it as UTF-8" in done.stderr


def test_a_sites_file_that_begins_with_a_mark_is_read(scrapy, tmp_path):
    sites = tmp_path / "sites.toml"
    sites.write_text('[park]\nstart_urls = ["https://park.example/"]\n', encoding="utf-8-sig")
    done = scrapy("run", "prak", "-s", f"SITES={sites}", quick=False)
    assert done.returncode == 3 and "no such site: prak; did you mean park?" in done.stderr


# Scrapy's own, as its users know them ---------------------------------------------------------------------------------

LIST = (
    "<ul>"
    + "".join(f"<li><a href='/{n}.html'>第{n}号园区招商引资公告</a><span>2026-03-0{n}</span></li>" for n in range(1, 6))
    + "</ul>"
)
ARTICLE = "<h1>第1号园区招商引资公告</h1><p>" + "本园区面向企业招商，欢迎前来洽谈。" * 12 + "</p>"


def test_fetch_shell_and_parse_work_here_and_store_nothing(scrapy, server, database, tmp_path):
    server.pages |= {"/": LIST, "/1.html": ARTICLE}
    assert "第1号园区" in scrapy("fetch", f"{server.url}/1.html").stdout
    assert "User-Agent: notices-crawler" in scrapy("fetch", "--headers", f"{server.url}/1.html").stdout
    said = scrapy("shell", server.url + "/", "-c", "len(response.css('li')), spider.site.allow_offsite")
    assert said.returncode == 0 and "(5, True)" in said.stdout, said.stderr
    (tmp_path / "saved.html").write_text(LIST, encoding="utf-8")
    said = scrapy("shell", tmp_path / "saved.html", "-c", "len(response.css('li'))")
    assert said.returncode == 0 and said.stdout.strip() == "5", said.stderr
    said = scrapy("parse", server.url + "/", "--nocolour")
    assert (
        said.returncode == 0
        and said.stdout.count("号园区招商引资公告") == 5
        and f"<GET {server.url}/5.html>" in said.stdout
    )
    said = scrapy("parse", "-c", "parse_article", f"{server.url}/1.html", "--nocolour")
    assert "欢迎前来洽谈" in said.stdout and "Deprecation" not in said.stderr
    sites = tmp_path / "sites.toml"
    sites.write_text(f'[park]\nstart_urls = ["{server.url}/"]\nentry = "li:nth-child(-n+3)"\n', encoding="utf-8")
    said = scrapy("parse", "-a", "site=park", "-s", f"SITES={sites}", server.url + "/", "--nocolour")
    assert said.stdout.count("号园区招商引资公告") == 3, said.stdout + said.stderr
    assert not database.exists()


def test_what_does_not_come_is_said_and_no_success(scrapy, server):
    server.pages["/robots.txt"] = "User-agent: *\nDisallow: /secret"
    for line in (["fetch", f"{server.url}/secret"], ["parse", f"{server.url}/none.html"]):
        done = scrapy(*line)
        assert done.returncode == 3 and "nothing came of" in done.stderr, done.stderr
    assert not server.asked["/secret"]


def test_only_the_file_that_is_named_is_read(scrapy, tmp_path):
    (tmp_path / "saved.html").write_text("<p>saved</p>", encoding="utf-8")
    (tmp_path / "other.html").write_text("<p>other</p>", encoding="utf-8")
    said = scrapy("shell", tmp_path / "saved.html", "-c", f"fetch('file://{tmp_path}/other.html') or response.text")
    assert "other" not in said.stdout.replace("other.html", "")


# How each command that reads a file is told which; {} is the file.
FILES = (
    ("import", "{}"),
    ("import", "{}.jsonl"),
    ("import", "{}.csv.gz"),
    ("run", "--file", "{}"),
    ("run", "--url", "https://park.example/", "--warc", "{}"),
    ("run", "-s", "SITES={}"),
    ("probe", "{}"),
    ("dedupe", "--input", "{}", "--output", "-"),
    ("dedupe", "--input", "{}.gz", "--output", "-"),
    ("backup", "{}", "--restore"),
    ("sites", "add", "--from", "{}"),
    ("sites", "check", "-s", "SITES={}"),
    ("watch", "--file", "{}"),
    ("shell", "{}"),
    ("shell", "file://{}"),
    ("fetch", "{}"),
    ("view", "{}"),
    ("parse", "{}"),
)


@pytest.mark.parametrize("line", FILES, ids=" ".join)
def test_a_file_that_is_not_there_is_said_to_be_none(line, scrapy, database, tmp_path):
    """And not to be of the wrong kind, nor no address; once, in one line."""
    missing = tmp_path / "missing"
    done = scrapy(*(word.format(missing) for word in line), quick=False)
    said = done.stderr.splitlines()[0]
    assert done.returncode == 3 and "no such file" in said and said.count(str(missing)) == 1, done.stderr
    assert "Errno" not in done.stderr and "Traceback" not in done.stderr and not database.exists()


@pytest.mark.parametrize("line", FILES, ids=" ".join)
def test_a_folder_in_place_of_a_file_is_refused_in_one_line(line, scrapy, database, tmp_path):
    folder = tmp_path / "folder"
    for ending in ("", ".jsonl", ".csv.gz", ".gz"):
        folder.with_name(f"folder{ending}").mkdir()
    done = scrapy(*(word.format(folder) for word in line), quick=False)
    said = done.stderr.splitlines()[0]
    assert done.returncode == 3 and said.count(str(folder)) == 1, done.stderr
    assert "Errno" not in done.stderr and "Traceback" not in done.stderr and not database.exists()


@pytest.mark.parametrize("makes", [None, "", "CREATE TABLE theirs (a)"], ids=["none", "empty", "another program's"])
@pytest.mark.parametrize(
    "line",
    [
        ("reread",),
        ("reread", "--dry-run"),
        ("check",),
        ("dedupe",),
        ("furniture", "park", "--drop", "x"),
        ("held", "3f2a", "accept"),
        ("judge", "--delete", "06df8fa8", "--why", "slip"),
        ("judge", "a", "b", "same"),
    ],
    ids=" ".join,
)
def test_a_slip_in_the_path_of_the_database_makes_none_there_and_is_told_by_that_path(line, makes, scrapy, database):
    if makes is not None:
        database.touch()
        with closing(sqlite3.connect(database)) as connection:
            connection.execute(makes)
    before = [(path.name, path.stat().st_size) for path in database.parent.iterdir()]
    done = scrapy(*line, quick=False)
    said = {None: "no such database", "": "holds nothing"}.get(makes, "another program's")
    assert done.returncode == 3 and f"{database}: {said}" in done.stderr, done.stderr
    assert [(path.name, path.stat().st_size) for path in database.parent.iterdir()] == before


def test_sites_that_were_never_crawled_are_told_from_a_database_that_is_not_there(scrapy, database, tmp_path):
    (tmp_path / "sites.toml").write_text('[park]\nstart_urls = ["https://park.example/"]\n')
    done = scrapy("sites", "-s", f"SITES={tmp_path / 'sites.toml'}", quick=False)
    assert done.returncode == 0 and "1 never crawled" in done.stdout
    assert f"{database}: no such database" in done.stderr and not database.exists()
