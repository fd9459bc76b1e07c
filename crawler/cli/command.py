"""What our Scrapy commands have in common: an example in the help, one way to refuse, nothing unknown taken."""

from __future__ import annotations

import argparse
import errno
import re
import sys
from abc import abstractmethod
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from crawler.cli import asked
from nouns.mistakes import ConfigError, guess
from output.refusals import Refusal, RunLocked
from output.show.terminal.say import let_go, printable, say, spell_out

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
INTERRUPTED = 130  # what a shell says of a process that Ctrl-C ended


if TYPE_CHECKING:
    _Command = ScrapyCommand
else:
    _Command = object  # a mixin


class Careful(_Command):
    """For a command, before Scrapy's class of it: what nobody knows is refused, with what was meant and exit status 3;
    what it would write over by Scrapy's own options as well."""

    settings: Settings
    parser: argparse.ArgumentParser
    takes_words = True
    examples = ""  # what follows the options in its help

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        parser.epilog = self.examples
        parser.allow_abbrev = False  # half an option is a slip: --restor
        parser.error = partial(self.wrong, parser)  # type: ignore[method-assign]  # argparse's own ends with 2, which says here: degraded
        self.parser = parser

    def wrong(self, parser: argparse.ArgumentParser, message: str) -> NoReturn:
        """End the command: what was asked for is not understood."""
        if said := re.search(r"invalid choice: '(.+?)' \(choose from (.+)\)", message):
            message += guess(said[1], re.findall(r"[^', ]+", said[2]))
        print(f"{self.settings['BOT_NAME']}: {printable(str(message))}", file=sys.stderr)
        print(f"{parser.format_usage().strip()}   -h says more", file=sys.stderr)
        sys.exit(Refusal.status)

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        spell_out()
        try:
            args[:] = asked.words(args, asked.options_of(self.parser))
            if args and not self.takes_words:
                raise UsageError(f"takes no words; what is to be done with: {' '.join(args)}")
            opts.set[:] = map(asked.said_at_home, opts.set)
            for said in opts.set:
                name, equals, value = said.partition("=")
                if equals:
                    asked.setting(name, value, self.settings)
            if opts.loglevel:
                asked.level(opts.loglevel)
            chosen = self.settings.copy()
            chosen.setdict(dict(said.split("=", 1) for said in opts.set if "=" in said), "cmdline")
            asked.written(args, opts, chosen)
        except UsageError as error:
            self.wrong(self.parser, str(error))
        except Refusal as error:
            print(f"{self.settings['BOT_NAME']}: {printable(str(error))}", file=sys.stderr)
            sys.exit(error.status)
        super().process_options(args, opts)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        try:
            super().run(args, opts)  # type: ignore[safe-super]  # of the command that this is mixed in with
        except UsageError as error:
            self.wrong(self.parser, str(error) or "what is asked for is not complete")


class Command(Careful, ScrapyCommand):
    """A command of this project. `about` is its help in one line, `do` the work.

    Every command is imported at every start of scrapy: what does the work is imported in `do`.
    """

    requires_project = True
    requires_crawler_process = False
    log_level = "WARNING"  # unless asked for another: the command says itself what there is to say
    about = ""
    arguments = ""
    locked = ""  # said after who holds the lock
    interrupted = ""  # said after that it was, by Ctrl-C

    def syntax(self) -> str:
        return self.arguments

    def short_desc(self) -> str:
        return self.about

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        self.settings.set("LOG_LEVEL", self.log_level, priority="cmdline")
        super().add_options(parser)  # shows the level; -L and -s, which are read later, outrank it
        self.options(parser)

    def options(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's own options."""

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        try:
            self.do(args, opts)
        except KeyboardInterrupt:
            self.refuse(f"interrupted{self.interrupted}", INTERRUPTED)
        except RunLocked as error:
            self.refuse(f"{error}{self.locked}", error.status)
        except Refusal as error:
            self.refuse(error, error.status)
        except ConfigError as error:
            self.refuse(error)
        except OSError as error:
            if error.errno not in FULL:
                raise
            let_go()
            self.refuse(f"cannot be written: {error.strerror}")

    @abstractmethod
    def do(self, args: list[str], opts: argparse.Namespace) -> None:
        """Raises Refusal or ConfigError, which end the command in one line, and UsageError, which shows its help."""

    def refuse(self, error: object, status: int = Refusal.status) -> None:
        """Say on standard error why nothing was done, and set the exit status."""
        self.exitcode = status
        with suppress(OSError):  # a log's disk that is full
            print(f"{self.settings['BOT_NAME']}: {printable(str(error))}", file=sys.stderr)

    def conclude(self, text: str) -> None:
        """Print how the work ended, whose exit status stands where nothing can be printed: a log's disk is full."""
        try:
            say(text)
        except OSError as error:
            let_go()
            self.refuse(f"cannot say how it ended: {error.strerror}", self.exitcode)


def add_filters(parser: argparse.ArgumentParser) -> None:
    """The options that output/filters.py is made of."""
    parser.add_argument("--site", help="only records with a copy on this site")
    parser.add_argument("--region", help="only these, such as 深圳市: part of the official name")
    parser.add_argument("--tag", help="only with this tag before the title")
    parser.add_argument("--from", dest="from_", metavar="DATE", help="only published from this day, month or year")
    parser.add_argument("--to", dest="to", metavar="DATE", help="only published to this day, month or year")


def filters_of(opts: argparse.Namespace, database: str) -> Any:
    """Raises FilterRefused, UsageError for a site or a region that there is not, and DatabaseError."""
    from output import filters

    wanted = filters.Filters(opts.site, opts.region, opts.tag, opts.from_, opts.to)
    if wanted.region:
        from pipelines.regions import in_no_name  # half a second

        if wrong := in_no_name(wanted.region):
            raise UsageError(f"--region: {wrong}")
    if wanted.site:
        from output.store import configured
        from output.store.database import open_reader

        with closing(open_reader(database).conn) as connection:
            known = configured.names(connection)
        if wanted.site not in known:
            raise UsageError(f"--site: no run has crawled such a site: {wanted.site}{guess(wanted.site, known)}")
    return wanted


@contextmanager
def optional(said: str) -> Iterator[None]:
    """For imports of optional packages: raises Refusal where one is missing, `said` with the error in its place."""
    try:
        yield
    except ImportError as error:
        raise Refusal(said.format(error)) from None


@contextmanager
def progress(line: str) -> Iterator[Callable[..., None]]:
    """On a terminal, `line` with what the callable is given in its places, again and again; elsewhere nothing."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress("{task.description}", console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("")
        yield lambda *values: bar.update(task, description=line.format(*values))
