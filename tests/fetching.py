"""A crawl of given addresses in a process of its own: the project's settings, none of its spider, what came of each.

Run as a program it is that process: JSON on its standard input, JSON on its last line of output.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent


class Fetched(NamedTuple):
    outcomes: dict[str, str]  # address -> "200 LENGTH", or the exception's name and what it says
    finished: dict[str, float]  # address -> seconds after the start
    megabytes: float  # the most that the process had in memory
    log: str


def fetch(
    urls: list[str],
    *,
    hosts: dict[str, Any] | None = None,
    trusted: tuple[str, ...] = (),
    lookup: float = 0,
    site: dict[str, Any] | None = None,
    environment: dict[str, str] | None = None,
    **settings: Any,
) -> Fetched:
    """Fetch all addresses in one crawl.

    `hosts`: a table of names in front of the system's, name -> address, or addresses given out one after the other.
    `trusted`: names whose answers the resolver takes as they are, so that a server on loopback can stand for a public
    one while private addresses are refused. `lookup`: seconds that it takes to look up one of `hosts`.
    """
    job = {
        "urls": urls,
        "hosts": hosts or {},
        "trusted": trusted,
        "lookup": lookup,
        "site": site or {},
        "settings": settings,
    }
    done = subprocess.run(
        [sys.executable, __file__],
        input=json.dumps(job),
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=120,
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}", **(environment or {})},
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return Fetched(**json.loads(done.stdout.splitlines()[-1]), log=done.stderr)


def main() -> None:
    from scrapy import Request, Spider
    from scrapy.crawler import AsyncCrawlerProcess
    from scrapy.utils.project import get_project_settings

    from crawler.fetch.guard import Resolver
    from nouns.site import Site

    job = json.load(sys.stdin)
    begun = time.monotonic()
    outcomes: dict[str, str] = {}
    finished: dict[str, float] = {}
    answers = {name: [given] if isinstance(given, str) else given for name, given in job["hosts"].items()}
    system = socket.gethostbyname

    def gethostbyname(name: str) -> str:
        given = answers.get(name.rstrip("."))
        time.sleep(job["lookup"] if given else 0)
        if given and ":" in given[0]:
            raise socket.gaierror(socket.EAI_NODATA, "no IPv4 address")
        return system(name) if given is None else given.pop(0) if len(given) > 1 else given[0]

    def getaddrinfo(name: str, port: Any, family: int = 0, *more: Any, **and_more: Any) -> list[tuple]:
        given = answers.get(name)
        return [(family, 1, 6, "", (given[0], 0, 0, 0))] if given else system_all(name, port, family, *more, **and_more)

    socket.gethostbyname, socket.getaddrinfo, system_all = gethostbyname, getaddrinfo, socket.getaddrinfo

    class Trusting(Resolver):
        @classmethod
        def from_crawler(cls, crawler: Any, reactor: Any) -> Resolver:
            resolver = super().from_crawler(crawler, reactor)
            resolver.trusted |= set(job["trusted"])
            return resolver

    class Fetch(Spider):
        name = "fetch"
        site = Site(**{"name": "test", "start_urls": tuple(job["urls"]), "allow_offsite": True} | job["site"])

        async def start(self) -> Any:
            for asked in job["urls"]:
                try:
                    yield Request(asked, self.parse, errback=self.failed, cb_kwargs={"asked": asked})
                except ValueError as error:
                    outcomes[asked] = f"ValueError: {error}"

        def parse(self, response: Any, asked: str) -> None:
            outcomes[asked] = f"{response.status} {len(response.body)}"
            finished[asked] = time.monotonic() - begun

        def failed(self, failure: Any) -> None:
            asked = failure.request.cb_kwargs["asked"]
            outcomes[asked] = f"{failure.type.__name__}: {failure.getErrorMessage()}"
            finished[asked] = time.monotonic() - begun

    settings = get_project_settings()
    settings.setdict(
        {
            "DOWNLOAD_DELAY": 0,
            "AUTOTHROTTLE_ENABLED": False,
            "RETRY_TIMES": 0,
            "DOWNLOAD_TIMEOUT": 5,
            "ITEM_PIPELINES": {},
            "SPIDER_MODULES": [],  # which would load what reads pages: 100 MB
            "TWISTED_DNS_RESOLVER": Trusting,
        }
        | job["settings"],
        "cmdline",
    )
    process = AsyncCrawlerProcess(settings)
    process.crawl(Fetch)
    process.start()
    # Not ru_maxrss: it begins with what the parent had, and a test process has more than a crawl.
    status = Path("/proc/self/status").read_text()
    megabytes = int(status.partition("VmHWM:")[2].split()[0]) / 1024
    print(json.dumps({"outcomes": outcomes, "finished": finished, "megabytes": megabytes}))


if __name__ == "__main__":
    main()
