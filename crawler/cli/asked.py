"""What a command line asks for, held against what there is: options, words, settings, and the paths it would write.

Scrapy's parser hands what it does not know to the command as words, and takes any setting: `--formt csv` wrote JSONL.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from nouns.mistakes import guess

ELSEWHERE = ("PLAYWRIGHT_",)  # settings that have no default: the browser's, our fleet's
SCRAPYS = {"--help", "--logfile", "--loglevel", "--nolog", "--profile", "--pidfile", "--set", "--pdb"}
NONE = "\N{EN DASH}"
OURS = {"REDIS_URL", "FLEET", "FLEET_LEASE"}


def options_of(parser: argparse.ArgumentParser) -> list[str]:
    """All options that a parser knows, short and long."""
    return [option for action in parser._actions for option in action.option_strings]


def words(args: Sequence[str], options: Sequence[str]) -> list[str]:
    """The words among what the parser left. Raises UsageError for an option that nobody knows.

    What stands behind `--` is words, whatever it begins with.
    """
    end = args.index("--") if "--" in args else len(args)
    for word in args[:end]:
        if word.startswith("-") and len(word) > 1:
            name = word.split("=")[0]
            raise UsageError(f"no such option: {name}{guess(name, options) or f'; there are {_ours(options)}'}")
    return [*args[:end], *args[end + 1 :]]


def _ours(options: Sequence[str]) -> str:
    """The long options that are not every command's."""
    return ", ".join(option for option in options if option.startswith("--") and option not in SCRAPYS) or NONE


def setting(name: str, value: str, settings: BaseSettings) -> None:
    """Raises UsageError for a setting that nothing reads, or that its reader could not read."""
    if name not in settings and name not in OURS and not name.startswith(ELSEWHERE):
        raise UsageError(f"-s {name}: no such setting{guess(name, [*settings, *OURS])}")
    usual: Any = settings.get(name)
    try:
        if isinstance(usual, bool):
            settings.__class__({name: value}).getbool(name)
        elif isinstance(usual, (int, float)):
            float(value)
    except ValueError:
        kind = "True or False" if isinstance(usual, bool) else "a number"
        raise UsageError(f"-s {name}={value}: must be {kind}") from None
    if name == "LOG_LEVEL":
        level(value)


PATHS = ("DATABASE", "SITES", "WATCHES")


def at_home(path: str) -> str:
    """A path with the home that it begins with, which neither cron expands nor a shell behind -s NAME=."""
    return str(Path(path).expanduser()) if path.startswith("~") else path


def said_at_home(said: str) -> str:
    """NAME=VALUE, of a path with its home."""
    name, equals, value = said.partition("=")
    return f"{name}={at_home(value)}" if equals and name in PATHS else said


def level(value: str) -> None:
    """Raises UsageError for a log level that there is not."""
    import logging

    known = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
    if not isinstance(logging.getLevelName(value.upper()), int) and not value.isdigit():
        raise UsageError(f"log level {value}: no such level{guess(value, known)}; there are {', '.join(known)}")


def written(args: Sequence[str], opts: argparse.Namespace, settings: BaseSettings) -> None:
    """Raises WriteRefused for what Scrapy's own options would write over: log, process id, profile, feeds."""
    from output import writing

    database = settings["DATABASE"]
    read = [settings["SITES"], *filter(None, (*args, getattr(opts, "file", None), getattr(opts, "input", None)))]
    read = [path for path in read if Path(str(path)[:255]).is_file()]
    for path in filter(None, (opts.logfile or settings["LOG_FILE"], *feeds(opts))):
        writing.guarded(path, database, read)
    for path, ours in ((opts.pidfile, _is_process), (opts.profile, _is_profile)):
        if path:
            writing.writable(path, database, read, ours, stream=True)


def feeds(opts: argparse.Namespace) -> list[str]:
    """The files that `-o` and `-O` of `scrapy crawl` name, with and without the format behind a colon."""
    if not _listed(opts):
        return []
    named = []
    for path in (*(getattr(opts, "output", None) or ()), *(getattr(opts, "overwrite_output", None) or ())):
        if isinstance(path, str) and path != "-":
            path = path.removeprefix("file://")
            named += [path, path.rpartition(":")[0]] if ":" in path else [path]
    return named


def _listed(opts: argparse.Namespace) -> bool:
    """Whether `--output` is Scrapy's, which may be given several times, and not a command's of ours."""
    return any(isinstance(getattr(opts, name, None), list) for name in ("output", "overwrite_output"))


def _is_process(path: Path) -> bool:
    return path.read_text(encoding="ascii").strip().isdigit()


def _is_profile(path: Path) -> bool:
    """Python's marshalled dictionary."""
    with path.open("rb") as file:
        return file.read(2)[:1] in (b"{", b"\xfb") and path.suffix != ".json"
