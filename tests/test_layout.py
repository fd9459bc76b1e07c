"""The layout: a room imports what stands below it and never what stands above (pyproject.toml, docs/architecture.md)."""

from __future__ import annotations

import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
from conftest import ROOT

ROOMS = ("nouns", "crawler", "pipelines", "dedup", "output")


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)


def test_arrows_run_one_way():
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout


def test_an_arrow_upwards_is_found(tmp_path: Path):
    for room in ROOMS:
        (tmp_path / room).symlink_to(ROOT / room)
    (tmp_path / "nouns").unlink()
    (tmp_path / "nouns").mkdir()
    for file in (ROOT / "nouns").glob("*.py"):
        (tmp_path / "nouns" / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    with (tmp_path / "nouns" / "items.py").open("a", encoding="utf-8") as items:
        items.write("\nfrom output.store import store\n")
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text(encoding="utf-8"), encoding="utf-8")
    done = lint(tmp_path)
    assert done.returncode == 1 and "nouns is not allowed to import output.store" in done.stdout, done.stdout


def test_a_file_can_be_read_at_one_sitting():
    lines = {file: len(file.read_text("utf-8").splitlines()) for room in ROOMS for file in (ROOT / room).rglob("*.py")}
    assert {str(file.relative_to(ROOT)): count for file, count in lines.items() if count > 300} == {}


def test_no_two_files_import_each_other_in_a_circle():
    graph = grimp.build_graph(*ROOMS, exclude_type_checking_imports=True, cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    TopologicalSorter(imports).prepare()  # CycleError names them
