"""What our Scrapy commands have in common: an example in the help, one way to refuse, the database's setting."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress
from scrapy.commands import ScrapyCommand

from output.runs import EXIT


class Command(ScrapyCommand):
    """A command of this project. `about` is its help in one line, `examples` what follows the options."""

    requires_project = True
    requires_crawler_process = False
    log_level = "WARNING"  # unless asked for another: the command says itself what there is to say
    about = ""
    arguments = ""
    examples = ""

    def syntax(self) -> str:
        return self.arguments

    def short_desc(self) -> str:
        return self.about

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        self.settings.set("LOG_LEVEL", self.log_level, priority="cmdline")
        super().add_options(parser)  # shows the level; -L and -s, which are read later, outrank it
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        parser.epilog = self.examples
        self.options(parser)

    def options(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's own options."""

    def refuse(self, error: object, code: int = EXIT["failed"]) -> None:
        """Say on standard error why nothing was done, and set the exit code."""
        print(f"{self.settings['BOT_NAME']}: {error}", file=sys.stderr)
        self.exitcode = code


@contextmanager
def progress(line: str) -> Iterator[Callable[..., None]]:
    """On a terminal, `line` with what the callable is given in its places, again and again; elsewhere nothing."""
    console = Console(stderr=True)
    with Progress("{task.description}", console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("")
        yield lambda *values: bar.update(task, description=line.format(*values))
