"""Pages a second of `scrapy run` beside bare Scrapy: `python bench/crawl.py [--notices 1920] [--repeat 5]`.

`--no-archive` keeps no page as it came; `--archive both` crawls both ways in each turn, and says what the archive
costs.

Both crawl the same listing and its articles from the same server in a process of its own on loopback, with the same
settings for politeness (none) and concurrency (16), in turn. Bare Scrapy follows the same links with CSS selectors
written for this very site and writes a JSON Lines feed; ours finds lists, dates and bodies by itself, cleans, merges
and stores. The seconds are a process's from start to end, less those of `scrapy version`, which loads Scrapy alone:
what ours loads beside it counts. Processor seconds are those of all its processes. One more crawl of each is watched:
how long each callback of its event loop held the reactor between the first article and the last, by the clock, which
other threads move on too, and by its thread's own.
"""

import argparse
import asyncio
import contextlib
import io
import json
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
from asyncio import Handle
from itertools import islice
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))

from made import Stream

ROOT = Path(__file__).resolve().parent.parent
PER_PAGE = 25
QUICK = [
    "-s",
    "DOWNLOAD_DELAY=0",
    "-s",
    "AUTOTHROTTLE_ENABLED=0",
    "-s",
    "CONCURRENT_REQUESTS=16",
    "-s",
    "CONCURRENT_REQUESTS_PER_DOMAIN=16",
    "-s",
    "LOG_LEVEL=WARNING",
]
BARE = """
import scrapy
class Bare(scrapy.Spider):
    name = "bare"
    def __init__(self, url):
        super().__init__(start_urls=[url])
    def parse(self, response):
        for link in response.css("ul.news a"):
            yield response.follow(link, self.article)
        for link in response.css("a.next"):
            yield response.follow(link, self.parse)
    def article(self, response):
        yield {"url": response.url, "title": response.css("h1::text").get(), "date": response.css(".meta::text").get(),
               "body": "\\n".join(response.css(".content p::text").getall())}
"""


def pages(notices: int) -> dict[str, bytes]:
    """Path -> HTML of the site; the list begins at /list/1."""
    stream, made = list(islice(Stream(), notices)), {}
    last = -(-notices // PER_PAGE)
    head = "<html><head><meta charset='utf-8'><title>通知公告</title></head><body>"
    for page in range(1, last + 1):
        numbers = range((page - 1) * PER_PAGE, min(page * PER_PAGE, notices))
        rows = "".join(
            f'<li><a href="/a/{n}.html">{stream[n].title}</a><span>{stream[n].published}</span></li>' for n in numbers
        )
        following = f'<a class="next" href="/list/{page + 1}">下一页</a>' if page < last else ""
        body = f"<h1>通知公告</h1><ul class='news'>{rows}</ul><div>{following}</div>"
        made[f"/list/{page}"] = f"{head}{body}</body></html>"
    for n, notice in enumerate(stream):
        paragraphs = "".join(f"<p>{line}</p>" for line in notice.body.split("\n") if line)
        made[f"/a/{n}.html"] = (
            f"{head}<h1>{notice.title}</h1><div class='meta'>发布日期：{notice.published}　来源：园区管委会</div>"
            f"<div class='content'>{paragraphs}</div></body></html>"
        )
    return {path: html.encode() for path, html in made.items()}


def serve(notices: int, port: "multiprocessing.Queue[int]") -> None:
    """A real site is on another machine; this one takes as little of the processors that they share as it can."""
    head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\r\n"
    site = {path.encode(): head.format(len(body)).encode() + body for path, body in pages(notices).items()}
    missing = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"

    class Site(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            self.transport, self.received = transport, b""

        def data_received(self, data: bytes) -> None:
            *requests, self.received = (self.received + data).split(b"\r\n\r\n")
            for request in requests:
                self.transport.write(site.get(request.split(maxsplit=2)[1], missing))

    async def forever() -> None:
        server = await asyncio.get_running_loop().create_server(Site, "127.0.0.1", 0)
        port.put(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(forever())


def served(notices: int) -> tuple[str, multiprocessing.Process]:
    """The address of the site's list, and the process that serves it."""
    port: multiprocessing.Queue[int] = multiprocessing.Queue()
    server = multiprocessing.Process(target=serve, args=(notices, port), daemon=True)
    server.start()
    return f"http://127.0.0.1:{port.get()}/list/1", server


def spent() -> np.ndarray:
    """Seconds by the clock, and of processors by the processes that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return np.array([time.monotonic(), usage.ru_utime + usage.ru_stime])


def timed(command: list[str], cwd: Path, *before: str, **environment: str) -> tuple[np.ndarray, str]:
    """(seconds by the clock and of processors, what it printed) of a command of Scrapy's."""
    begun = spent()
    done = subprocess.run(
        [sys.executable, *(before or ("-m", "scrapy")), *command],
        cwd=cwd,
        env=os.environ | environment,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        sys.exit(f"scrapy {command[0]} ended with {done.returncode}: {done.stderr[-2000:]}")
    return spent() - begun, done.stdout


def watched(command: list[str]) -> None:
    """Run a command of Scrapy's here; print the milliseconds of each callback while articles came, as JSON."""
    from scrapy.cmdline import execute
    from scrapy.http import HtmlResponse

    held, came = [], []
    run, made = Handle._run, HtmlResponse.__init__

    def timing(handle: Handle) -> None:
        begun, own = time.perf_counter(), time.thread_time()
        run(handle)
        held.append((begun, time.perf_counter() - begun, time.thread_time() - own))

    def making(response: HtmlResponse, url: str, *arguments: object, **more: object) -> None:
        if "/a/" in url:
            came.append(time.perf_counter())
        made(response, url, *arguments, **more)

    Handle._run, HtmlResponse.__init__ = timing, making
    with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
        execute(["scrapy", *command])
    print(json.dumps([(1000 * took, 1000 * own) for begun, took, own in held if came[0] <= begun <= came[-1]]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--notices", type=int, default=1920, help="articles; with their lists 2,000 pages")
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--archive", choices=("yes", "no", "both"), default="yes", help="keep pages as they came")
    parser.add_argument("--no-archive", dest="archive", action="store_const", const="no")
    args = parser.parse_args()
    url, server = served(args.notices)
    count = args.notices + -(-args.notices // PER_PAGE)
    archives = {
        "yes": {"scrapy run": 1},
        "no": {"scrapy run, no archive": 0},
        "both": {"scrapy run": 1, "scrapy run, no archive": 0},
    }[args.archive]
    crawls: dict[str, list[np.ndarray]] = {what: [] for what in ("bare Scrapy, JSON Lines feed", *archives)}
    held = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "bare.py").write_text(BARE, encoding="utf-8")
        for turn in range(args.repeat + 1):
            feed = folder / f"{turn}.jsonl"
            bare = ["runspider", "bare.py", "-a", f"url={url}", "-o", str(feed), *QUICK]
            ours = [
                ["run", "--url", url, "--json", "-s", "ALLOW_PRIVATE_ADDRESSES=1", "-s", f"ARCHIVE={kept}", *QUICK]
                for kept in archives.values()
            ]
            for what, command in zip(crawls, (bare, *ours), strict=True):
                database, cwd = folder / f"{turn} {what}.db", folder if command is bare else ROOT
                if turn == args.repeat:
                    _, said = timed(command, cwd, str(Path(__file__).resolve()), "--watch", DATABASE=str(database))
                    held[what] = np.array(json.loads(said))
                else:
                    idle, _ = timed(["version"], cwd)
                    took, _ = timed(command, cwd, DATABASE=str(database))
                    crawls[what].append(took - idle)
            lines = sum(1 for line in feed.open(encoding="utf-8") if json.loads(line))
            if lines != args.notices:
                sys.exit(f"bare Scrapy wrote {lines} of {args.notices} notices")
    server.terminate()
    bare_turns = np.array(crawls["bare Scrapy, JSON Lines feed"])
    print(f"{count:,} pages, medians of {args.repeat}; of bare Scrapy: medians of the turns' ratios\n")
    print("| crawl | seconds | pages/s | of bare Scrapy | ms of processors a page | of bare Scrapy |")
    print("| --- | --- | --- | --- | --- | --- |")
    for what, turns in crawls.items():
        clock, processors = np.median(turns, axis=0)
        shares = np.median(bare_turns / np.array(turns), axis=0)
        share = [""] * 2 if "bare" in what else [f"{ratio:.2f}" for ratio in shares]
        each = f"{1000 * processors / count:.1f} | {share[1]} |"
        print(f"| {what} | {clock:.1f} | {count / clock:,.0f} | {share[0]} | {each}")
    if args.archive == "both":
        costs = np.array(crawls["scrapy run"]) / np.array(crawls["scrapy run, no archive"]) - 1
        clock, processors = np.median(costs, axis=0)
        print(f"\nThe archive costs {clock:.1%} of the time, {processors:.1%} of the processors: medians")
    print("\n| ms that the reactor was held | by | a notice | a callback: p99 | p99.9 | longest |")
    print("| --- | --- | --- | --- | --- | --- |")
    for what, callbacks in held.items():
        for by, took in zip(("the clock", "its thread"), callbacks.T, strict=True):
            high = " | ".join(f"{value:.1f}" for value in np.percentile(took, (99, 99.9, 100)))
            print(f"| {what} | {by} | {took.sum() / args.notices:.1f} | {high} |")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--watch"]:
        watched(sys.argv[2:])
    else:
        main()
