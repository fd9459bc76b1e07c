"""Runs of `scrapy …` in processes of their own that were forked after the imports: real runs, a tenth of the time.

For tests that need many runs in a row; importing is two seconds of processor time in each `python -m scrapy`.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from multiprocessing import forkserver
from pathlib import Path

ROOT = Path(__file__).parent.parent
_starting = threading.Lock()
_server = multiprocessing.get_context("forkserver")


def _start_server() -> None:
    """Does nothing when it runs. Before 3.13 it forgets `sys.path`, and an import that fails is not told."""
    _server.set_forkserver_preload(["forked_imports"])
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join((str(ROOT), str(ROOT / "tests")))
    try:
        forkserver.ensure_running()
    finally:
        del os.environ["PYTHONPATH"]
        if before is not None:
            os.environ["PYTHONPATH"] = before


def _execute(arguments: list[str], environment: dict[str, str], output: str, before: Callable | None) -> None:
    os.chdir(ROOT)
    os.environ.clear()
    os.environ.update(environment)
    for number, kind in enumerate(("out", "err"), 1):
        os.dup2(os.open(f"{output}.{kind}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    sys.argv = ["scrapy", *arguments]
    if before:
        before()
    from scrapy.cmdline import execute

    execute()


def scrapy(
    arguments: list[str], environment: dict[str, str], output: Path, before: Callable[[], None] | None = None
) -> subprocess.CompletedProcess:
    """Run a command of the project; what it prints goes through files beside `output`. `before` is called in the new
    process first, and must be a module's function or a partial of one."""
    with _starting:
        _start_server()
    process = _server.Process(target=_execute, args=(arguments, environment, str(output), before))
    process.start()
    process.join(120)
    if process.is_alive():
        process.kill()
        raise subprocess.TimeoutExpired(arguments, 120)
    said = [Path(f"{output}.{kind}").read_text(encoding="utf-8") for kind in ("out", "err")]
    return subprocess.CompletedProcess(arguments, process.exitcode, *said)
