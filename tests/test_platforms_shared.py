"""What sites of one platform share: lines that several of them learned to be their own are known to the next one."""

from __future__ import annotations

import json
import random
import sqlite3
from contextlib import closing
from pathlib import Path

import big_site
from strange_farm import farm

from output.show.serve import site_page

FOOT = "西岭云站群为您服务"
OURS, OTHER = '<script src="/system/resource/js/x.js"></script>', '<link href="/wp-content/t.css">'


def site(number: int, notices: int, mark: str) -> dict[str, str]:
    """A list and its articles, whose boxes end with the platform's line."""

    def title(n: int) -> str:
        made = random.Random(f"{number} {n}").choices(range(0x4E00, 0x9000), k=9)
        return f"关于{''.join(map(chr, made))}的通告"

    rows = "".join(f'<li><a href="/a/{n}.html">{title(n)}</a><span>2025-03-1{n}</span></li>' for n in range(notices))
    pages = {"/list": f"<html><head>{mark}</head><body><h1>通知公告</h1><ul class=news>{rows}</ul></body></html>"}
    for n in range(notices):
        text = "".join(f"<p>{line}</p>" for line in big_site.text(100 * number + 5 * n + 1).split("\n"))
        pages[f"/a/{n}.html"] = (
            f"<html><body><div class=notice><h1>{title(n)}</h1><div class=content>{text}</div></div>"
            f"<div class=own><p>{FOOT}</p></div></body></html>"
        )
    return pages


def test_lines_that_sites_of_a_platform_learned_are_known_to_the_next_one(tmp_path: Path, scrapy, rows, database):
    sites = {f"large-{n}": site(n, 5, OURS) for n in range(3)}
    sites |= {"small": site(7, 2, OURS), "elsewhere": site(8, 2, OTHER)}
    file = tmp_path / "sites.toml"
    with farm(sites, file) as servers:
        file.write_text(file.read_text().replace("]\nstart", ']\nbody = ".content, .own"\nstart'), encoding="utf-8")
        where = ("-s", f"SITES={file}")
        held = "SELECT site, count(*) FROM notices WHERE body LIKE '%' || ? || '%' GROUP BY site ORDER BY site"
        assert scrapy("run", "large-0", "large-1", *where).returncode == 0
        assert scrapy("run", "small", *where).returncode == 0
        assert rows(held, FOOT) == [("small", 2)], "two sites are not enough"
        assert scrapy("run", "large-2", "elsewhere", *where).returncode == 0
        assert rows(held, FOOT) == [("elsewhere", 2), ("small", 2)]
        servers["small"].pages |= {"/a/2.html": site(7, 3, OURS)["/a/2.html"], "/list": site(7, 3, OURS)["/list"]}
        assert scrapy("run", "small", "elsewhere", *where).returncode == 0
        assert rows(
            "SELECT url LIKE '%/a/2.html' FROM notices WHERE site = 'small' AND body NOT LIKE ?", f"%{FOOT}%"
        ) == [(1,)]
        assert rows("SELECT site, platform FROM _platforms ORDER BY site") == [
            ("elsewhere", "WordPress"),
            *((f"large-{n}", "VSB") for n in range(3)),
            ("small", "VSB"),
        ]
        with closing(sqlite3.connect(database)) as connection:
            told = site_page.told(connection, "small")
            assert told["platform"] == "VSB" and told["shared"] == [FOOT] and told["furniture"] == []
        told = json.loads(scrapy("reread", "--json", *where, quick=False).stdout)
        assert {one["site"]: one["changed"] for one in told["sites"] if one["changed"]} == {"small": 2}
        assert rows(held, FOOT) == [("elsewhere", 2)]
        # An operator's word at one of them: it is none, and not taken for the platform's any more.
        assert scrapy("furniture", "large-0", "--keep", FOOT, quick=False).returncode == 0
        with closing(sqlite3.connect(database)) as connection:
            assert site_page.told(connection, "small")["shared"] == []
