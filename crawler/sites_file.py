"""The file that names the sites: where it is found, and how commands change it. Stands before sites.py, which reads it.

What somebody wrote into it stays as it is, comments and order with it. It is replaced as a whole or not at all, and
only by what reads well.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

NAME = "sites.toml"
PROJECT = Path(__file__).resolve().parent.parent
EXAMPLE = PROJECT / "crawler" / NAME  # says how a table looks; once it was where sites were written
SYSTEM = Path("/etc/notices") / NAME
TABLE = re.compile(r"^\s*\[", re.M)


def find(named: str | None = None) -> str:
    """The sites file: the one that is named (SITES); the example, as long as somebody's sites stand in it; else
    `sites.toml` in the working folder; in the project's; in /etc/notices; else the example, which names none."""
    if named:
        return named
    with suppress(OSError, UnicodeDecodeError):
        if TABLE.search(EXAMPLE.read_text(encoding="utf-8")):
            return str(EXAMPLE)
    with suppress(OSError):  # a working folder that is gone
        for path in (Path.cwd() / NAME, PROJECT / NAME, SYSTEM):
            if path.is_file():
                return str(path)
    return str(EXAMPLE)


def is_example(path: str | Path) -> bool:
    """Whether nobody has made a file of his own yet, or what he has stands in the example."""
    return Path(path).absolute() == EXAMPLE


def for_writing(found: str | Path) -> Path:
    """Where a command writes sites: the file that is read; in place of the example, one in the working folder."""
    return Path.cwd() / NAME if is_example(found) and not TABLE.search(_read(EXAMPLE)) else Path(found)


def add(path: Path, tables: Sequence[str]) -> None:
    """Put tables at the end of a file that may not be there yet. Raises what `change` does."""
    if tables:
        path.parent.mkdir(parents=True, exist_ok=True)
        change(path, lambda text: with_tables(text, tables))


def change(path: Path, edit: Callable[[str], str]) -> None:
    """Put what `edit` makes of the file's text in its place. Raises OSError, and ConfigError for what cannot be read as
    sites; the file is then as it was."""
    from crawler.sites import parse
    from nouns.mistakes import ConfigError

    place = Path(os.path.realpath(path))  # of a link, what it leads to
    before = _read(place)
    after = edit(before.removeprefix("\ufeff"))
    parse(after, path.name)
    partial = place.with_name(f".{place.name}.partial")
    try:
        partial.write_text(after, encoding="utf-8", newline="")
        with suppress(OSError):
            shutil.copymode(place, partial)
        if _read(place) != before:
            raise ConfigError(f"{path}: somebody else changed it just now; nothing was written, try again")
        partial.replace(place)
    finally:
        partial.unlink(missing_ok=True)


def _read(path: Path) -> str:
    """The text with its line ends; none of a file that is not there yet."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return ""


def with_tables(text: str, tables: Sequence[str]) -> str:
    """The text with tables behind it."""
    end = "\r\n" if "\r\n" in text else "\n"
    parts = [*([text.rstrip()] if text.strip() else []), *(table.strip() for table in tables)]
    return (end * 2).join(parts).replace("\r\n", "\n").replace("\n", end) + end


def with_key(text: str, name: str, key: str, value: Any) -> str:
    """The text with one key of a site's table set; None: without it."""
    import tomlkit

    document = tomlkit.parse(text)
    if value is None:
        document[name].pop(key, None)
    else:
        document[name][key] = value
    return tomlkit.dumps(document)


def without(text: str, name: str) -> str:
    """The text without a site's table, the comments that stand right above it included."""
    import tomlkit

    lines, at = text.splitlines(keepends=True), _header(text, name)
    first = at
    while first and lines[first - 1].lstrip().startswith("#"):
        first -= 1
    if first:  # what stands at the file's head is about all sites
        lines[first:at] = []
    document = tomlkit.parse("".join(lines))
    document.remove(name)
    return tomlkit.dumps(document)


def renamed(text: str, old: str, new: str) -> str:
    """The text with a site's table under another name, at its place."""
    lines = text.splitlines(keepends=True)
    at = _header(text, old)
    lines[at] = re.sub(r"\[[^\]]*\]", lambda _found: f"[{quoted(new)}]", lines[at], count=1)
    return "".join(lines)


def _header(text: str, name: str) -> int:
    """The number of the line that begins a site's table. Raises ConfigError where it is not written as one line."""
    from nouns.mistakes import ConfigError

    spelt = rf"\s*\[\s*([\"']?){re.escape(name)}\1\s*\]\s*(#.*)?"
    found = [n for n, line in enumerate(text.splitlines()) if re.fullmatch(spelt, line)]
    if len(found) != 1:
        raise ConfigError(f"[{name}]: its table is not written in the usual way; change it by hand")
    return found[0]


def quoted(name: str) -> str:
    """A site's name as it stands between the brackets."""
    return name if re.fullmatch(r"[\w-]+", name, re.ASCII) else json.dumps(name, ensure_ascii=False)


def table(name: str, keys: Mapping[str, Any], comment: str = "") -> str:
    """A site's table; `comment` goes above it."""
    import tomlkit

    made = tomlkit.table()
    for key, value in keys.items():
        made[key] = list(value) if isinstance(value, tuple) else value
    said = "".join(f"# {line}\n" for line in comment.splitlines())
    return f"{said}[{quoted(name)}]\n{tomlkit.dumps(made)}".strip()
