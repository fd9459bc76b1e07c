"""Pages a second of `scrapy run` beside bare Scrapy: `python bench/crawl.py [--notices 2000] [--repeat 3]`.

Both crawl the same listing and its articles from the same server in a process of its own on loopback, with the same
settings for politeness (none) and concurrency (16), in turn. Bare Scrapy follows the same links with CSS selectors
written for this very site and writes a JSON Lines feed; ours finds lists, dates and bodies by itself, cleans, merges
and stores. The seconds are a process's from start to end, less those of `scrapy version`.
"""

import argparse
import json
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from made import Stream

ROOT = Path(__file__).resolve().parent.parent
PER_PAGE = 25
QUICK = ["-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0", "-s", "CONCURRENT_REQUESTS=16",
         "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=16", "-s", "LOG_LEVEL=WARNING"]  # fmt: skip
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
        rows = "".join(f'<li><a href="/a/{n}.html">{stream[n].title}</a><span>{stream[n].published}</span></li>'
                       for n in numbers)  # fmt: skip
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
    site = pages(notices)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            body = site.get(self.path)
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        port.put(server.server_port)
        server.serve_forever()


def timed(command: list[str], cwd: Path, **environment: str) -> float:
    begun = time.monotonic()
    done = subprocess.run([sys.executable, "-m", "scrapy", *command], cwd=cwd, env=os.environ | environment,
                          capture_output=True, text=True)  # fmt: skip
    if done.returncode:
        sys.exit(f"scrapy {command[0]} ended with {done.returncode}: {done.stderr[-2000:]}")
    return time.monotonic() - begun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--notices", type=int, default=1920, help="articles; with their lists 2,000 pages")
    parser.add_argument("--repeat", type=int, default=3)
    args = parser.parse_args()
    port: multiprocessing.Queue[int] = multiprocessing.Queue()
    server = multiprocessing.Process(target=serve, args=(args.notices, port), daemon=True)
    server.start()
    url = f"http://127.0.0.1:{port.get()}/list/1"
    count = args.notices + -(-args.notices // PER_PAGE)
    ours, bare = [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "bare.py").write_text(BARE, encoding="utf-8")
        for turn in range(args.repeat):
            idle = timed(["version"], folder)
            feed = folder / f"{turn}.jsonl"
            command = ["runspider", "bare.py", "-a", f"url={url}", "-o", str(feed), *QUICK]
            bare.append(timed(command, folder) - idle)
            idle, database = timed(["version"], ROOT), folder / f"{turn}.db"
            command = ["run", "--url", url, "--json", "-s", "ALLOW_PRIVATE_ADDRESSES=1", *QUICK]
            ours.append(timed(command, ROOT, DATABASE=str(database)) - idle)
            lines = sum(1 for line in feed.open(encoding="utf-8") if json.loads(line))
            if lines != args.notices:
                sys.exit(f"bare Scrapy wrote {lines} of {args.notices} notices")
    server.terminate()
    ratio = statistics.median(b / o for b, o in zip(bare, ours, strict=True))
    print("| crawl | pages | median seconds | pages/s | of bare Scrapy |")
    print("| --- | --- | --- | --- | --- |")
    for what, seconds, share in (("bare Scrapy, JSON Lines feed", bare, ""), ("scrapy run", ours, f"{ratio:.2f}")):
        took = statistics.median(seconds)
        print(f"| {what} | {count:,} | {took:.1f} | {count / took:,.0f} | {share} |")


if __name__ == "__main__":
    main()
