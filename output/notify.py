"""Telling somebody that a run was not well: a command, a web address, or both. Neither can spoil the run."""

from __future__ import annotations

import json
import logging
import shlex
import subprocess
import urllib.request
from typing import Any

SECONDS = 20

logger = logging.getLogger(__name__)


def notify(told: dict[str, Any], command: str = "", webhook: str = "") -> list[str]:
    """Hand the run's verdict as JSON to a command's standard input and to an address. Returns what went wrong.

    `told`: what `summary.of_run` tells; the records are left out. Raises nothing: the verdict is stored already.
    """
    message = json.dumps({key: told[key] for key in ("run", "sites", "changes")}, ensure_ascii=False).encode()
    problems = []
    if command:
        try:
            line = shlex.split(command)
            done = subprocess.run(line, input=message, timeout=SECONDS, capture_output=True, check=False)
            if done.returncode:
                problems.append(f"NOTIFY_COMMAND: exit status {done.returncode}")
        except (OSError, ValueError, subprocess.TimeoutExpired) as error:
            problems.append(f"NOTIFY_COMMAND: {error}")
    if webhook:
        try:
            request = urllib.request.Request(webhook, message, {"Content-Type": "application/json"})
            with urllib.request.urlopen(request, timeout=SECONDS):
                pass
        except (OSError, ValueError) as error:
            problems.append(f"NOTIFY_WEBHOOK: {error}")
    for problem in problems:
        logger.error(problem)
    return problems
