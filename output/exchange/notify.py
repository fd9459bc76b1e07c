"""Telling somebody that a run was not well: a command, a web address, or both. Neither can spoil or hold the run."""

from __future__ import annotations

import json
import logging
import os
import shlex
import signal
import subprocess
import threading
import time
import urllib.request
from contextlib import suppress
from typing import Any

SECONDS = 20  # for all of it together, however an address answers

logger = logging.getLogger(__name__)


def notify(told: dict[str, Any], command: str = "", webhook: str = "", seconds: float | None = None) -> list[str]:
    """Hand the run's verdict as JSON to a command's standard input and to an address. Returns what went wrong.

    `told`: what `summary.of_run` tells; the records are left out. Raises nothing: the verdict is stored already.
    Both are told side by side, within `seconds`. To be called when the database's lock is free.
    """
    message = json.dumps({key: told[key] for key in ("run", "sites", "changes")}, ensure_ascii=False).encode()
    until = time.monotonic() + (SECONDS if seconds is None else seconds)
    ways = [
        (name, way, to)
        for name, way, to in (("NOTIFY_COMMAND", _command, command), ("NOTIFY_WEBHOOK", _webhook, webhook))
        if to
    ]
    problems = {name: f"{name}: no end of it in time" for name, _way, _to in ways}

    def tell(name: str, way: Any, to: str) -> None:
        problems[name] = f"{name}: {said}" if (said := way(to, message, until)) else ""

    threads = [threading.Thread(target=tell, args=each, daemon=True) for each in ways]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(0.1, until - time.monotonic()))
    said = [problem for problem in list(problems.values()) if problem]
    for problem in said:
        logger.error(problem)
    return said


def _command(line: str, message: bytes, until: float) -> str | None:
    """What went wrong, or None."""
    try:
        with subprocess.Popen(
            shlex.split(line),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as process:
            try:
                process.communicate(message, timeout=max(0.1, until - time.monotonic() - 0.2))
            except subprocess.TimeoutExpired:
                with suppress(OSError):
                    os.killpg(process.pid, signal.SIGKILL)  # what it started as well
                return "no end of it in time"
    except (OSError, ValueError) as error:
        return str(error)
    return f"exit status {process.returncode}" if process.returncode else None


def _webhook(address: str, message: bytes, until: float) -> str | None:
    """What went wrong, or None. urllib's timeout is for each read: who drips is left behind with the thread."""
    try:
        request = urllib.request.Request(address, message, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=max(0.1, until - time.monotonic())):
            return None
    except (OSError, ValueError) as error:
        return str(error)
