"""The benchmarks: each can be loaded as it stands, so that none is left behind by a change of what it measures."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

SCRIPTS = sorted((Path(ROOT) / "bench").glob("*.py"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_a_benchmark_loads(script):
    load = f"import runpy; runpy.run_path({str(script)!r}, run_name='loaded')"
    line = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(script.parent)!r}); {load}"]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_deciding_again_runs_and_moves_nothing_that_is_stored():
    line = [sys.executable, "bench/redecide.py", "--documents", "300", "--template", "all", "--processes", "1"]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0 and "| 300 |" in done.stdout, done.stdout + done.stderr
