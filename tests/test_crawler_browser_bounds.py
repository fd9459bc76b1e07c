"""What a page does in the browser stays its own: it ends in time, within the memory, and the others are built."""

from __future__ import annotations

import signal
import threading
import time
import zlib
from functools import partial
from pathlib import Path

import forked
import pytest
from conftest import QUICK
from many_sites import light, pages, when

from crawler.fetch import browser

browser_handler = pytest.importorskip(
    "crawler.fetch.browser_handler", exc_type=ImportError, reason="optional: pip install -r requirements-browser.txt"
)
pytestmark = pytest.mark.skipif(browser.missing() is not None, reason=str(browser.missing()))
ENDLESS = "<h1>北山镇公告</h1><script>setTimeout(() => { while (true) {} })</script>"
AT_ONCE = "<h1>北山镇公告</h1><script>while (true) {}</script>"
POPUPS = "<script>for (let n = 0; n < 5; n++) window.open('/popup' + n)</script>"
LISTED = "<script>document.write('<ul>' + Array.from({length: 9}, (_, n) => `<li>第${n}条</li>`).join('') + '</ul>')</script>"


def within(total: int, megabytes: int = browser_handler.MEGABYTES) -> None:
    browser_handler.TOTAL, browser_handler.MEGABYTES = total, megabytes


def descendants(pid: int) -> set[int]:
    parents = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def proportional_megabytes(pids: set[int]) -> float:
    total = 0
    for pid in (pid for pid in pids if _is(pid, "chrom", "node")):
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
            total += int(next(line for line in lines if line.startswith("Pss:")).split()[1])
        except (OSError, StopIteration):
            continue
    return total / 1024


def flood(handler: object) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n")
    line = "<p>北山镇公告，项目开工。</p>".encode() * 4000
    for _ in range(1000):
        handler.wfile.write(line)


@pytest.mark.parametrize("where", ["article", pytest.param("article at once", marks=pytest.mark.soak), "list"])
def test_a_script_without_end_ends_in_time_and_the_others_are_built(sites, environment, tmp_path, rows, where):
    site = pages(light, 5)
    if where == "list":
        site["/"] += ENDLESS
    else:
        site["/a2.html"] = AT_ONCE if "once" in where else ENDLESS
    server = sites.add("rendered", site, render=True)
    line = ["run", *QUICK, "-s", f"SITES={sites.file}"]
    done = forked.Running(line, environment, tmp_path / "said", partial(within, 12)).end(110)
    assert done.returncode == (3 if where == "list" else 2), done.stdout + done.stderr
    assert "the browser had not built it after 12 s" in done.stdout or "Timeout" in done.stdout, done.stdout
    if where == "list":
        server.pages["/"] = pages(light, 5)["/"]
    else:
        assert rows("SELECT count(*) FROM notices") == [(4,)]
        assert rows("SELECT state, tries FROM _frontier WHERE url LIKE '%a2.html'") == [("pending", 1)]
        server.pages["/a2.html"] = light(2)
    assert forked.Running(line, environment, tmp_path / "again").end(110).returncode == 0
    assert rows("SELECT count(*) FROM notices") == [(5,)]


def test_one_signal_ends_a_run_whatever_the_browser_does_and_leaves_no_browser(sites, environment, tmp_path, rows):
    sites.add("rendered", pages(light, 4) | {"/a1.html": ENDLESS, "/a2.html": AT_ONCE}, render=True)
    running = forked.Running(["run", *QUICK, "-s", f"SITES={sites.file}"], environment, tmp_path / "said")
    when(rows, "SELECT count(*) >= 2 FROM notices")
    time.sleep(3)
    begun, tree = time.monotonic(), descendants(running.process.pid)
    assert len(tree) > 4
    running.send(signal.SIGTERM)
    assert running.end(15).returncode == 2
    while left := {pid for pid in tree if Path(f"/proc/{pid}/exe").exists() and _is(pid, "chrom", "node")}:
        assert time.monotonic() < begun + 30, left
        time.sleep(0.2)


def _is(pid: int, *names: str) -> bool:
    try:
        said = str(Path(f"/proc/{pid}/exe").readlink())
    except OSError:
        return False
    return any(name in said for name in names)


def bomb() -> tuple[int, dict[str, str], bytes]:
    """A page of 1 MB that unpacks to 1 GB."""
    packer = zlib.compressobj(9, wbits=31)
    piece = "<p>北山镇公告，项目开工。</p>".encode() * 30_000
    packed = b"".join(packer.compress(piece) for _ in range(1000)) + packer.flush()
    return 200, {"Content-Encoding": "gzip"}, packed


@pytest.mark.parametrize("sent", [pytest.param(flood, marks=pytest.mark.soak), bomb])
def test_a_flood_of_bytes_is_cut_and_the_browser_stays_small(sites, environment, tmp_path, rows, sent):
    sites.add("rendered", pages(light, 4) | {"/a1.html": flood if sent is flood else bomb()}, render=True)
    running = forked.Running(["run", *QUICK, "-s", f"SITES={sites.file}"], environment, tmp_path / "said")
    peak = [0.0]

    def watch() -> None:
        while not running.ended(0.2):
            peak[0] = max(peak[0], proportional_megabytes(descendants(running.process.pid)))

    watching = threading.Thread(target=watch)
    watching.start()
    done = running.end(120)
    watching.join()
    assert done.returncode == 2, done.stdout + done.stderr
    assert rows("SELECT count(*) FROM notices") == [(3,)], done.stdout
    assert peak[0] < 1024


def test_pop_ups_are_not_followed(sites, environment, tmp_path, rows):
    server = sites.add("rendered", pages(light, 3), render=True)
    server.pages["/"] += POPUPS
    done = forked.Running(["run", *QUICK, "-s", f"SITES={sites.file}"], environment, tmp_path / "said").end(90)
    assert done.returncode == 0, done.stdout + done.stderr
    assert server.fetched("/popup") == 0
