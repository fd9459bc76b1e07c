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
from multiprocessing import connection, forkserver
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


class Running:
    """A command of the project that runs; what it prints goes through files beside `output`. `before` is called in the
    new process first, and must be a module's function or a partial of one."""

    def __init__(
        self, arguments: list[str], environment: dict[str, str], output: Path, before: Callable[[], None] | None = None
    ) -> None:
        self.arguments, self.output = arguments, output
        self._asking = threading.Lock()
        with _starting:
            _start_server()
        self.process = _server.Process(target=_execute, args=(arguments, environment, str(output), before))
        self.process.start()

    def ended(self, seconds: float = 0) -> bool:
        """Whether it ends within so many seconds. May be asked by several threads: only one of them reads the status,
        and the others would take what they find for 255."""
        connection.wait([self.process.sentinel], seconds)
        with self._asking:
            return not self.process.is_alive()

    def send(self, signal: int) -> None:
        os.kill(self.process.pid, signal)

    def end(self, seconds: float = 120) -> subprocess.CompletedProcess:
        """Wait for its end. Raises subprocess.TimeoutExpired, and it is killed."""
        if not self.ended(seconds):
            self.process.kill()
            raise subprocess.TimeoutExpired(self.arguments, seconds)
        said = [Path(f"{self.output}.{kind}").read_text(encoding="utf-8") for kind in ("out", "err")]
        return subprocess.CompletedProcess(self.arguments, self.process.exitcode, *said)


def scrapy(
    arguments: list[str],
    environment: dict[str, str],
    output: Path,
    before: Callable[[], None] | None = None,
    seconds: float = 120,
) -> subprocess.CompletedProcess:
    """Run a command to its end."""
    return Running(arguments, environment, output, before).end(seconds)
