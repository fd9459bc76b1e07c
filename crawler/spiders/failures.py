"""What came to nothing of a site in a run: put off, given up, or standing somewhere else."""

from __future__ import annotations

from logging import LoggerAdapter

from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.fetch.guard import OffSite, Refused
from crawler.fetch.limits import TooLarge
from crawler.fetch.politeness import NotNow, OutsideWindow, Stopped
from crawler.read import parts as pages
from crawler.spiders.page_store import PageStore
from crawler.spiders.tally import Tally
from nouns.items import Address
from nouns.site import Site

GONE = {404, 410, 451}  # final: not asked for again soon
LONGEST = 300  # characters of a reason


def status_of(failure: Failure) -> int | None:
    """The HTTP status that a request came to nothing by."""
    error = failure.value
    return error.response.status if isinstance(error, HttpError) else None


def reason_of(failure: Failure) -> str:
    """Why a request came to nothing, in a line."""
    status = status_of(failure)
    return f"http-{status}" if status else f"{type(failure.value).__name__}: {failure.getErrorMessage()}"[:LONGEST]


def is_final(failure: Failure) -> bool:
    """Whether there is no use in trying again soon."""
    return status_of(failure) in GONE or bool(failure.check(Refused))


class Failures:
    """Those of one site in one run: counted in its tally, kept in its store."""

    def __init__(self, site: Site, store: PageStore, tally: Tally, logger: LoggerAdapter) -> None:
        self.site, self.store, self.tally, self.logger = site, store, tally, logger
        self._led_to: set[str] = set()  # addresses on other sites that articles redirected to

    def puts_off(self, failure: Failure, address: Address) -> bool:
        """Whether an address stays pending, with nothing known against it, and count why."""
        if failure.check(Stopped):
            return True
        if failure.check(OutsideWindow):
            self.tally.window_closed = True
            return True
        if failure.check(NotNow):
            self.tally.failures[address.url] = failure.getErrorMessage()[:LONGEST]
            return True
        return False

    async def stands_elsewhere(self, failure: Failure, url: str, address: Address) -> str | None:
        """Why an article's text is not there to be had although its entry is a notice: the flag that says so. Where
        a text was kept before, it is no reason to let that go. `url`: what was asked for."""
        if address.kind != "article":
            return None
        if failure.check(TooLarge) and pages.is_file(url):
            flag = "file-too-large"
        elif failure.check(OffSite) and not pages.leads_nowhere(url) and url not in self._led_to:
            flag = "elsewhere"
        else:
            return None
        if await self.store.has_text(self.site.name, address.url):
            return None
        self._led_to.add(url)  # where others lead as well is no notice's page
        return flag

    async def give_up(self, address: Address, reason: str, final: bool, vanished: bool = False) -> bool:
        """Count and keep that an address came to nothing; `final`: no use in trying again soon. Returns whether
        nothing is kept of it.

        An article that was read before and has `vanished` since is how sites age, and no failure of the run.
        """
        counted = self.tally.gone if vanished and address.known else self.tally.failures
        counted[address.url] = reason
        self.logger.info("%s: %s", address.url, reason)
        return await self.store.failed(self.site.name, address, reason, final)
