"""The documents tell the truth: links, files, commands, options, settings, and that the rooms import one way."""

from __future__ import annotations

import argparse
import re
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from urllib.parse import unquote

import pytest
from conftest import ROOT
from scrapy.settings import Settings

from crawler import settings
from nouns.site import Site

PAGES = sorted((ROOT / "docs").glob("*.md"))
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "CONTRIBUTING.md", *PAGES]
ROOMS = ("nouns", "crawler", "pipelines", "dedup", "output")
SOURCES = [
    *ROOT.glob("*.py"),
    *(path for room in (*ROOMS, "tests", "bench") for path in sorted((ROOT / room).rglob("*.py"))),
]
COMMANDS = sorted(path.stem for path in (ROOT / "crawler" / "commands").glob("*.py") if path.stem != "__init__")
ENDINGS = ("py", "db", "toml", "tsv", "html", "json", "jsonl")
SCRAPYS = set()  # Scrapy's own, as they are, that the documents name
IN_CODE = re.compile(r"```.*?```|`[^`\n]+`|^(?: {4}|\t).+$", re.S | re.M)
each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=[path.name for path in DOCUMENTS])


def code(document: Path) -> list[str]:
    return IN_CODE.findall(document.read_text(encoding="utf-8"))


def headings(document: Path) -> set[str]:
    """Anchors as GitHub makes them."""
    titles = re.findall(r"^#+ +(.+)$", document.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def parser_of(name: str) -> argparse.ArgumentParser:
    command = import_module(f"crawler.commands.{name}").Command()
    command.settings = Settings()
    parser = argparse.ArgumentParser(conflict_handler="resolve")  # as Scrapy's
    command.add_options(parser)
    return parser


@each_document
def test_links_lead_somewhere(document):
    for link in re.findall(r"\]\(([^)\s]+)\)", document.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = unquote(link).partition("#")
        target = document.parent / path if path else document
        assert target.exists(), f"{document.name}: {link}"
        assert not anchor or anchor in headings(target), f"{document.name}: {link}"


@each_document
def test_files_that_are_named_exist(document):
    folders = "|".join(path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith((".", "var")))
    for part in code(document):
        for name in re.findall(rf"(?<![\w/.-])(?:{folders})/[\w./-]*\w", part):
            made = (
                "NAME" in name or name == settings.SITE_TESTS or (ROOT / name).exists() or list(ROOT.glob(f"{name}.*"))
            )
            assert made, f"{document.name}: {name}"
        for name in re.findall(r"(?<![\w/.-])requirements[\w-]*\.(?:txt|in)", part):
            assert (ROOT / name).exists(), f"{document.name}: {name}"


@each_document
def test_modules_and_what_is_named_of_them_exist(document):
    """`walk.py` beside a path, `signatures.original`, `notices.link`, `FORMATS`."""
    texts: dict[str, str] = {}
    for path in SOURCES:
        texts[path.stem] = texts.get(path.stem, "") + path.read_text(encoding="utf-8")
    known = set(re.findall(r"\w+", " ".join(texts.values())))
    for part in code(document):
        for name in re.findall(r"(?<![\w/.{*-])(\w+)\.py\b", part):
            assert name in texts, f"{document.name}: {name}.py"
        dotted = re.fullmatch(r"`(?:\w+\.)*(\w+)\.(\w+)`", part)
        if dotted and dotted[1] in texts and dotted[2] not in ENDINGS:
            assert re.search(rf"\b{dotted[2]}\b", texts[dotted[1]] + texts["columns"]), f"{document.name}: {part}"
        if re.fullmatch(r"`[A-Z][A-Z_]+`", part):
            assert part.strip("`") in known, f"{document.name}: {part}"


@each_document
def test_tests_that_are_named_exist(document):
    tests = {path.stem for path in SOURCES} | {
        name for path in SOURCES for name in re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.M)
    }
    for part in code(document):
        assert set(re.findall(r"\btest_\w+", part)) <= tests, f"{document.name}: {part}"


def test_files_that_the_code_names_exist():
    for path in SOURCES:
        if path.parent.name == "platforms":  # pages, which name files of others
            continue
        for name in re.findall(
            rf"(?<![\w/.-])(?:{'|'.join(ROOMS)}|tests|docs)/[\w./-]*\w\.(?:py|md|tsv|toml)\b", path.read_text("utf-8")
        ):
            assert (ROOT / name).exists(), f"{path.relative_to(ROOT)}: {name}"


@each_document
def test_commands_and_make_targets_that_are_named_exist(document):
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    for part in code(document):
        assert set(re.findall(r"\bscrapy ([a-z]+)\b", part)) <= {*COMMANDS, *SCRAPYS}, part
        assert set(re.findall(r"(?:^|[`;&] ?)make ([a-z][a-z-]*)\b", part, re.M)) <= targets, part


@pytest.mark.parametrize("name", COMMANDS)
def test_options_that_help_and_documents_show_are_ones_the_command_has(name):
    parser = parser_of(name)
    known = {option for action in parser._actions for option in action.option_strings}
    for text in (parser.epilog, *(part for document in DOCUMENTS for part in code(document))):
        for line in re.findall(rf"\bscrapy {name}\b([^`\n;#]*)", text):
            line = re.split(r"\| (?!-)", line)[0]
            assert set(re.findall(r"(?<!\S)\[?(--?[a-z][\w-]*)", line)) <= known, line


def test_every_command_shows_an_example_and_stands_in_the_readme():
    readme = " ".join(code(ROOT / "README.md"))
    for name in COMMANDS:
        assert f"scrapy {name}" in parser_of(name).epilog, name
        assert re.search(rf"\bscrapy {name}\b", readme), name


def test_every_document_can_be_reached_from_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in PAGES if f"(docs/{path.name})" not in readme] == []


def test_operating_describes_every_key_of_a_site_and_every_setting_of_ours():
    described = " ".join(code(ROOT / "docs" / "operating.md"))
    keys = {field.name for field in fields(Site)} - {"name"}
    ours = Path(settings.__file__).read_text(encoding="utf-8").partition("# Ours")[2].partition("# Politeness")[0]
    for name in keys | set(re.findall(r"^([A-Z_]+) =", ours, re.M)) - {"USER_AGENT"}:
        assert f"`{name}`" in described, name
