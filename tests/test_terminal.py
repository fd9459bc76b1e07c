"""What commands print is read on any terminal: on a slim one too nothing that was found is left without room."""

from __future__ import annotations

import re
from datetime import datetime, timezone

import pytest

from crawler.read.listing.listing import find
from output.show.terminal import belief, pages, pairs, sites

TITLES = ["云岭区工业园区招商引资优惠政策公告", "云岭区工业园区招商引资优惠办法公告"]
WHY = "一处写明三千万元，另一处写明五千万元"
LISTED = """<ul>{}</ul>""".format(
    "".join(
        f'<li><a href="/tzgg/2026/0{n}/t2026_{n}.html">{TITLES[0]}第{n}号</a> 2026-0{n}-01</li>' for n in range(1, 8)
    )
)


def waits() -> None:
    pair = {"a": "3f2a" * 5, "b": "91bc" * 5, "jaccard": 0.5, "containment": 0.75, "decision": "different"}
    pairs.queue([pair | {"title_a": TITLES[0], "title_b": TITLES[1], "guard": "", "evidence": WHY}])


def explained() -> None:
    match = {"other": "91bc" * 5, "record_id": "06df" * 4, "jaccard": 0.5, "containment": 0.75, "decision": "different"}
    notice = {
        "id": "3f2a" * 5,
        "title": TITLES[0],
        "record_id": "7c1e" * 4,
        "similarity": 1.0,
        "url": "http://a.example/",
    }
    matches = [match | {"guard": "numbers", "evidence": WHY, "title": TITLES[1]}]
    pairs.show(pairs.one, {"notice": notice, "matches": matches})


def listed() -> None:
    row = {"site": "yunling-" + "park-" * 6, "state": "degraded", "notices": 3, "last_new": None, "last_crawled": None}
    sites.listed([row | {"reason": WHY, "since": None, "looked": None}], "sites.toml")


def held() -> None:
    row = {"notice": "3f2a" * 5, "site": "yunling", "title": TITLES[0], "reason": WHY, "characters": 900}
    belief.held([row | {"new_characters": 90, "first_seen": "2026-11-30T01:00:00+00:00"}], texts=False)


def furniture() -> None:
    row = {"site": "yunling", "line": WHY, "decision": "learned", "decided_by": None}
    belief.furniture([row | {"decided_at": "2026-11-30T01:00:00+00:00"}])


def probed() -> None:
    pages.listing(find(LISTED, "https://park.example/tzgg/", datetime(2026, 11, 30, tzinfo=timezone.utc)), "")


SHOWN = {
    waits: [*TITLES, WHY, "different"],
    explained: [*TITLES, WHY, "different", "numbers"],
    listed: ["yunling-" + "park-" * 6, WHY, "degraded"],
    held: [TITLES[0], WHY, "900 → 90", "2026-11-30"],
    furniture: [WHY, "learned", "2026-11-30"],
    probed: [TITLES[0], "https://park.example/tzgg/2026/07/t2026_7.html", "2026-07-01"],
}


@pytest.mark.parametrize("width", [30, 40, 60, 80, 200])
@pytest.mark.parametrize("what", SHOWN, ids=lambda what: what.__name__)
def test_whatever_the_width_all_that_is_told_can_be_read(what, width, monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("FORCE_COLOR", "1")  # a terminal, for rich
    what()
    said = re.sub(r"\x1b[^m]*m", "", capsys.readouterr().out)
    joined = "".join(said.split())
    for piece in SHOWN[what]:
        assert set("".join(piece.split())) <= set(joined), said
        if width < 60:
            assert "".join(piece.split()) in joined, said
