"""Peers that clash with our own requirements are measured in environments of their own, whose interpreters PEER_PYTHONS
names, separated like PATH."""

import os
import subprocess
from collections.abc import Iterator


def elsewhere() -> list[str]:
    """Those interpreters, in order."""
    return [python for python in os.environ.get("PEER_PYTHONS", "").split(os.pathsep) if python]


def answers(script: str, *arguments: str, given: str = "") -> Iterator[str]:
    """What a script prints, from each of them in which it ends well; `given`: its standard input."""
    for python in elsewhere():
        alone = os.environ | {"PEER_PYTHONS": ""}
        done = subprocess.run([python, script, *arguments], env=alone, input=given, stdout=subprocess.PIPE, text=True)
        if not done.returncode:
            yield done.stdout
