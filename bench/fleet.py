"""How a fleet grows with its workers, and what its sites see: python bench/fleet.py [--sites 8] [--notices 60]

A farm of slow sites on loopback, each a server of its own that answers after `--wait` seconds; each is allowed one
request every `--delay` seconds. The same farm is crawled by one worker and by two, each with `--lanes` lanes, so that
servers and politeness are the limit and not this machine's processors. Every server notes when it was asked; on a busy
machine it notes some late, and the next one then seems to come early: of 168 requests sent 1.0007 s apart or more, two
were noted .961 s apart while thirteen programs shared two processors.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import big_site  # noqa: E402
from servers import Server  # noqa: E402
from test_fleet import redis_server  # noqa: E402


class Slow(Server):
    """A server that takes its time and remembers when it was asked."""

    def __init__(self, notices: int, wait: float) -> None:
        super().__init__({path: self._answer(html) for path, html in big_site.pages(notices).items()})
        self.wait, self.moments = wait, []
        self.pages["/robots.txt"] = self._answer("User-agent: *\nAllow: /\n")

    def _answer(self, html: str) -> Any:
        def answer(_handler: object) -> str:
            self.moments.append(time.monotonic())
            time.sleep(self.wait)
            return html

        return answer


def crawl(workers: int, options: argparse.Namespace) -> tuple[float, float, int]:
    """Seconds from the first request to the last, the shortest time between two requests to one site, requests."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        redis = stack.enter_context(redis_server(Path(folder)))
        farm = [stack.enter_context(Slow(options.notices, options.wait)) for _ in range(options.sites)]
        sites = Path(folder, "sites.toml")
        sites.write_text(
            "".join(
                f'[site{n}]\nstart_urls = ["{site.url}/list/1"]\ndelay = {options.delay}\n'
                for n, site in enumerate(farm)
            )
        )
        more = [
            "-s",
            f"REDIS_URL={redis}",
            "-s",
            f"SITES={sites}",
            "-s",
            "ALLOW_PRIVATE_ADDRESSES=1",
            "-s",
            "AUTOTHROTTLE_ENABLED=0",
            "-s",
            "DOWNLOAD_DELAY_JITTER=0",
            "-s",
            f"SITES_AT_ONCE={options.lanes}",
            "-s",
            f"DATABASE={folder}/notices.db",
        ]
        line = [sys.executable, "-m", "scrapy"]
        quiet = {"cwd": ROOT, "env": os.environ, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        running = [subprocess.Popen([*line, "work", *more], **quiet) for _ in range(workers)]
        try:
            time.sleep(options.start)
            subprocess.run([*line, "write", *more], check=True, **quiet)
        finally:
            for process in running:
                process.kill()
        moments = [sorted(site.moments) for site in farm]
        shortest = min(after - before for asked in moments for before, after in pairwise(asked))
        everything = [moment for asked in moments for moment in asked]
        return max(everything) - min(everything), shortest, len(everything)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sites", type=int, default=8)
    parser.add_argument("--notices", type=int, default=60)
    parser.add_argument("--lanes", type=int, default=2, help="sites that a worker crawls side by side")
    parser.add_argument("--delay", type=float, default=0.5, help="seconds between requests that a site allows")
    parser.add_argument("--wait", type=float, default=0.3, help="seconds that a server takes to answer")
    parser.add_argument("--start", type=float, default=8, help="seconds that the workers are given to start")
    options = parser.parse_args()
    print(
        f"{options.sites} sites of {options.notices} notices, {options.lanes} lanes a worker, one request every "
        f"{options.delay} s allowed\n"
    )
    print("| workers | seconds | requests | requests/s | × one | shortest time between two requests to a site, s |")
    print("| --: | --: | --: | --: | --: | --: |")
    one = 0.0
    for workers in (1, 2):
        seconds, shortest, requests = crawl(workers, options)
        one = one or requests / seconds
        print(
            f"| {workers} | {seconds:.1f} | {requests} | {requests / seconds:.1f} | {requests / seconds / one:.2f} |"
            f" {shortest:.3f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
