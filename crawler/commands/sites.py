"""scrapy sites: the configured sites with their state; adding, checking, pausing, renaming and removing them."""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timezone
from functools import partial
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from scrapy.exceptions import UsageError

from crawler import sites_file
from crawler.cli import command
from crawler.sites import check_names, enabled, load, parse, said
from nouns.mistakes import ConfigError, guess
from nouns.site import Site
from output.refusals import EXIT
from output.show.terminal.say import say

if TYPE_CHECKING:
    from crawler.tend.surveying import Finding
    from output.show.tending import Usual


class Words(NamedTuple):
    """How many words a verb takes, and what is said to other numbers of them."""

    least: int = 0
    most: float = inf
    otherwise: str = ""


VERBS = {
    "list": Words(0, 0, "list takes no words; what is to be done with: {words}"),
    "add": Words(),
    "check": Words(),
    "pause": Words(1, inf, "pause which site?"),
    "resume": Words(1, inf, "resume which site?"),
    "rename": Words(2, 2, "rename takes a site and its new name"),
    "remove": Words(1, inf, "remove which site?"),
}


class Command(command.Command):
    about = "List the configured sites with their state; add, check, pause, resume, rename and remove them"
    arguments = (
        "[list | add URL ... | add --from FILE | check [SITE ...] | pause SITE ... | resume SITE ... | "
        "rename SITE NAME | remove SITE ...]"
    )
    examples = """The sites file is the one that SITES names; else sites.toml in the working folder, in the project's,
in /etc/notices. `add` looks at each address as a crawl would, several hosts side by side, and writes those at which it
finds a list; --from reads a text, CSV (columns url, title, region, name, or 网址, 名称, 地区), OPML, bookmarks or
another sites file.
`check` tells which lists no longer look as the last good crawls saw them. Notices of a removed site stay.
exit status: 0 all is as asked, 2 some lists were not found or do not look as they did, 3 none
examples:
  scrapy sites                                    every site, those that are not well first
  scrapy sites add https://park.example/info      looked at, and written into the sites file
  scrapy sites add --from lists.csv --dry-run     what would be added
  scrapy sites check                              before a run is trusted again, or to be told early
  scrapy sites pause park; scrapy sites resume park
  scrapy sites rename park luohu-park             its notices keep their ids
  scrapy sites remove park                        out of the file; its notices stay
"""
    log_level = "CRITICAL"  # what could not be fetched is said of its site
    locked = "; try again when it is done"

    def options(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--from", dest="source", metavar="FILE", help="with add: a text, CSV, OPML or bookmarks")
        parser.add_argument("--all", action="store_true", help="with add: write also those without a list, paused")
        parser.add_argument("--dry-run", action="store_true", help="with add: look and tell, write nothing")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def do(self, args: list[str], opts: argparse.Namespace) -> None:
        verb, words = (args[0], args[1:]) if args else ("list", [])
        if why := _misused(verb, words, opts):
            raise UsageError(why)
        self.path = Path(self.settings["SITES"])
        try:
            getattr(self, f"_{verb}")(words, opts)
        except (OSError, sqlite3.Error) as error:
            self.refuse(error)

    def _list(self, _words: list[str], opts: argparse.Namespace) -> None:
        from output.show import tending
        from output.show.terminal import sites as terminal_sites

        sites, connection = load(self.path).values(), self._reader()
        rows = tending.listed(connection, sites, datetime.now(timezone.utc))
        if opts.json:
            say(json.dumps(rows, ensure_ascii=False, indent=1))
            return
        if not rows and sites_file.is_example(self.path):
            say(f"no sites yet; scrapy sites add URL makes {sites_file.for_writing(self.path)}")
            return
        terminal_sites.listed(rows, str(self.path))
        if not (database := Path(self.settings["DATABASE"])).exists():  # none yet, or a slip in its path
            print(f"{self.settings['BOT_NAME']}: {database}: no such database; `scrapy run` makes one", file=sys.stderr)
        if sites_file.is_example(self.path) and sites:
            say("read because sites stand in it; it is the project's: move them to sites.toml in the working folder")

    def _add(self, words: list[str], opts: argparse.Namespace) -> None:
        from crawler.tend import adding, sources

        place = sites_file.for_writing(self.path)
        there = load(place) if place.exists() else {}
        wanted, left = sources.wanted(words, opts.source)
        new, there_already = adding.new_sites(wanted, there, self._names_in_database())
        left += there_already
        findings = self._survey([added.site for added in new.values()], quiet=opts.json)
        good = [finding for finding in findings if finding.good]
        kept = findings if opts.all else good
        tables = [new[finding.name].table(finding) for finding in kept]
        if not opts.dry_run:
            sites_file.add(place, tables)
        self.exitcode = _status(len(good), len(new))
        if opts.json:
            written = set() if opts.dry_run else {finding.name for finding in kept}
            told = [finding.as_json() | {"written": finding.name in written} for finding in findings]
            say(json.dumps({"file": str(place), "sites": told, "left": left}, ensure_ascii=False, indent=1))
            return
        for why in left:
            say(f"- {why}")
        from crawler.tend.surveying import summary

        say(summary(findings))
        paused = len(kept) - len(good)
        added = f"{place}: {len(tables)} added" + (f" ({paused} paused)" if paused else "")
        say("\n\n".join(tables) if opts.dry_run else added)

    def _check(self, words: list[str], opts: argparse.Namespace) -> None:
        from output.clock import moment
        from output.show import tending

        sites = self._named(words) or enabled(load(self.path))
        if not sites:
            raise ConfigError(f"{self.path}: names no site to check; scrapy sites add URL")
        lists = [replace(site, start_urls=(url,)) for site in sites for url in site.start_urls]
        findings = self._survey(lists, quiet=True)
        usual, problems = self._differences(sites, findings)
        other = [seen for seen in findings if problems[seen.url]]
        tending.note_looked(
            Path(self.settings["DATABASE"]),
            moment(),
            {site.name: site.start_urls for site in sites},
            {(seen.name, seen.url): problems[seen.url] for seen in findings},
        )
        self.exitcode = _status(len(findings) - len(other), len(lists))
        if opts.json:
            told = [seen.as_json() | {"differs": problems[seen.url]} for seen in findings]
            say(json.dumps(told, ensure_ascii=False, indent=1))
            return
        from crawler.tend.surveying import checked
        from output.show.terminal import sites as terminal_sites

        terminal_sites.found(other, problems)
        never = sum(not usual[seen.name] for seen in findings)
        say(checked(len(lists), len(findings), len(other), never))

    def _differences(
        self, sites: Sequence[Site], findings: Sequence[Finding]
    ) -> tuple[dict[str, Usual | None], dict[str, list[str]]]:
        """(by site, what its last good crawls saw; by address, how its list differs from that)."""
        from crawler.run.health import LASTING
        from crawler.tend.surveying import differences
        from output.show import tending

        connection = self._reader()
        usual: dict[str, Usual | None] = dict.fromkeys(site.name for site in sites)
        if connection:
            for site in sites:
                usual[site.name] = tending.usual(connection, site.name, len(site.start_urls), LASTING)

        def known_of(seen: Finding) -> int:
            return tending.known_of(connection, seen.name, seen.addresses, seen.titles) if connection else 0

        return usual, {seen.url: differences(seen, usual[seen.name], known_of) for seen in findings}

    def _pause(self, words: list[str], _opts: argparse.Namespace) -> None:
        self._set(words, False, "paused: left alone by runs of all sites until resumed")

    def _resume(self, words: list[str], _opts: argparse.Namespace) -> None:
        self._set(words, None, "resumed")

    def _set(self, words: list[str], enabled: bool | None, done: str) -> None:
        for site in self._named(words):
            sites_file.change(self.path, partial(sites_file.with_key, name=site.name, key="enabled", value=enabled))
            say(f"{site.name}: {done}")
        self._note()

    def _remove(self, words: list[str], _opts: argparse.Namespace) -> None:
        for site in self._named(words):
            sites_file.change(self.path, partial(sites_file.without, name=site.name))
            say(f"{site.name}: removed from {self.path}; its notices stay")
        self._note()

    def _rename(self, words: list[str], _opts: argparse.Namespace) -> None:
        old, new = words
        (site,) = self._named([old])
        if new in load(self.path):
            raise ConfigError(f"{self.path}: [{new}]: there already")
        # Tried before the database moves, while nothing has changed.
        text = sites_file.renamed(self.path.read_text(encoding="utf-8-sig"), old, new)
        parse(text, self.path.name)
        moved = 0
        if Path(self.settings["DATABASE"]).exists():
            from output.store.store import Store

            # As if it made one: what a run has just begun to make holds nothing yet, and the run's lock is to be told.
            with Store.alone(self.settings["DATABASE"], self.settings["SYNCHRONOUS"], makes=True) as store:
                moved = store.rename(site.name, new)
        sites_file.change(self.path, lambda text: sites_file.renamed(text, old, new))
        self._note()
        say(f"{old} is {new} now, with {moved:,} notices, which keep their ids")

    def _named(self, words: Sequence[str]) -> list[Site]:
        """Raises ConfigError."""
        known = load(self.path)
        check_names(words, known)
        return [known[name] for name in dict.fromkeys(words)]

    def _survey(self, sites: list[Site], quiet: bool) -> list[Finding]:
        if not sites:
            return []
        from crawler.read import process as reading
        from crawler.tend.surveying import Survey
        from output.show.terminal import sites as terminal_sites

        reading.prepare()
        with command.progress("{} of {} looked at: {}") as bar:
            survey = Survey(self.settings, datetime.now(timezone.utc).replace(microsecond=0))

            def told(finding: Finding) -> None:
                bar(len(survey.findings), len(sites), finding.name)
                if not quiet:
                    terminal_sites.found([finding])

            survey.told = told
            return survey.look(sites)

    def _reader(self) -> sqlite3.Connection | None:
        """The database's; without one, or where an upgrade waits for the next run, there is the file alone."""
        from output.refusals import DatabaseError
        from output.store.database import open_reader

        path = Path(self.settings["DATABASE"])
        try:
            return open_reader(path).conn if path.exists() else None
        except DatabaseError as error:
            print(f"{self.settings['BOT_NAME']}: {error}; what it knows of the sites is left out", file=sys.stderr)
            return None

    def _names_in_database(self) -> list[str]:
        """Names that notices bear: another site of such a name would be taken for that one."""
        if not (connection := self._reader()):
            return []
        with closing(connection):
            return [name for (name,) in connection.execute("SELECT DISTINCT site FROM run_sites")]

    def _note(self) -> None:
        from output.show import tending

        tending.note(Path(self.settings["DATABASE"]), self.path, said(self.path) or [])


def _misused(verb: str, words: Sequence[str], opts: argparse.Namespace) -> str | None:
    """What is wrong with what was asked for, if anything is."""
    if verb not in VERBS:
        return f"{verb}: no such thing to do{guess(verb, VERBS)}"
    if verb == "add":
        return None if words or opts.source else "add what? addresses, or --from FILE"
    if opts.source or opts.all or opts.dry_run:
        return "--from, --all and --dry-run are for add"
    takes = VERBS[verb]
    return None if takes.least <= len(words) <= takes.most else takes.otherwise.format(words=" ".join(words))


def _status(well: int, asked: int) -> int:
    """The exit status where so many of those asked for are as they should be."""
    if well == asked:
        return 0
    return EXIT["degraded"] if well else EXIT["failed"]
