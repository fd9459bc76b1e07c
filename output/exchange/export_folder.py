"""The folder of an export: its files synced and told in the descriptor, put in place by renaming, and what earlier
exports wrote there. Under output/exchange/export.py.

Files are written under WORK, synced, then renamed: a crash leaves the export that was there. The descriptor,
datapackage.json, is renamed last and names each file's hash. What exports have written in a folder stands in WROTE,
before it is written: nothing else there is replaced or cleared away.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from output import writing
from output.exchange.formats import FORMATS

DESCRIPTOR = "datapackage.json"
WORK = ".export.partial"  # the folder in which an export is made
WROTE = ".export.files"  # names that exports wrote in the folder, a line each


def resource(name: str, files: list[Path], work: Path, format: str) -> dict[str, Any]:
    """A resource of the descriptor; the files are synced to disk."""
    hashes = [sync(file) for file in files]
    paths = [file.relative_to(work).as_posix() for file in files]
    said: dict[str, Any] = {
        "name": name,
        "path": paths[0] if len(paths) == 1 else paths,
        "format": format,
        "mediatype": FORMATS[format].media,
        "bytes": sum(file.stat().st_size for file in files),
    }
    if encoding := FORMATS[format].encoding:
        said["encoding"] = encoding
    if len(hashes) == 1:
        said["hash"] = f"sha256:{hashes[0]}"
    return said


def sync(path: Path) -> str:
    """Bring a file to the disk. Returns its SHA-256."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
        hash = hashlib.sha256()
        while block := file.read(1 << 20):
            hash.update(block)
    return hash.hexdigest()


def publish(work: Path, out: Path, package: dict[str, Any], database: str | Path, force: bool) -> None:
    """Move what was written into place, the descriptor last; then drop months of exports before this one.

    Raises WriteRefused before anything is moved.
    """
    descriptor = work / DESCRIPTOR
    descriptor.write_text(json.dumps(package, ensure_ascii=False, indent=1), "utf-8")
    sync(descriptor)
    former, made = _wrote(out), sorted(work.iterdir(), key=lambda path: path == descriptor)
    for path in made:
        if path.is_file():
            writing.writable(out / path.name, database, ours=lambda path: path.name in former, force=force)
    with (out / WROTE).open("a", encoding="utf-8") as file:
        file.writelines(f"{path.name}\n" for path in made if path.name not in former)
    for path in made:
        path.replace(out / path.name)
    _sync_folder(out)
    months = {path.split("/")[0] for path in _paths(package)}
    for old in {name for name in former if name.startswith("records-")} - months:
        shutil.rmtree(out / old, ignore_errors=True)


def _sync_folder(path: Path) -> None:
    with suppress(OSError):  # not every file system lets a folder be synced
        folder = os.open(path, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)


def format_of(out: Path) -> str | None:
    """The format of the export whose descriptor stands in a folder: files of another would be in none."""
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        package = json.loads((out / DESCRIPTOR).read_text("utf-8"))
        said = package["resources"][0]["format"]
        if package["profile"] == "data-package" and "cursor" in package and said in FORMATS:
            return said
    return None


def _wrote(out: Path) -> set[str]:
    """Names in a folder that exports wrote; those of versions that kept no list stand in their descriptor."""
    found: set[str] = set()
    with suppress(OSError):
        found.update((out / WROTE).read_text("utf-8").split("\n"))
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        package = json.loads((out / DESCRIPTOR).read_text("utf-8"))
        if package["profile"] == "data-package" and "cursor" in package:
            files = [path.split("/")[0] for path in _paths(package)]
            schemas = [resource.get("jsonSchema", "") for resource in package["resources"]]
            found.update(files, schemas, [DESCRIPTOR])
    return found - {""}


def _paths(package: dict[str, Any]) -> Iterator[str]:
    """The files that a descriptor names."""
    for resource in package["resources"]:
        path = resource["path"]
        yield from [path] if isinstance(path, str) else path
