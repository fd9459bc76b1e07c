"""Which parameters of a site's addresses say nothing: seen when its list comes back under other addresses."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import count

import pytest
from hypothesis import example, given, strategies as st

from pipelines.parameters import Shown, changing, same_date, without

PLACES = ["东湖", "西山", "南站", "北港", "新城", "老街", "河口", "高桥", "石桥", "平湖"]
numbers = count(1)
rng = random.Random(20)


def titles(n: int) -> list[str]:
    return [f"{PLACES[i % 10]}片区第{i}期地块出让" for i in range(n)]


def lists(
    address: Callable[[int, int], str],
    n: int = 8,
    dates: bool = True,
    title: Callable[[int, int], str] | None = None,
    date: Callable[[int, int], str] | None = None,
) -> tuple[list[Shown], list[Shown]]:
    """What a list shows in two runs; `address(run, entry)`."""

    def shown(run: int) -> list[Shown]:
        return [
            Shown(
                f"http://h{address(run, i)}",
                title(run, i) if title else titles(n)[i],
                date(run, i) if date else f"2025-06-{i + 1:02d}" if dates else None,
            )
            for i in range(n)
        ]

    return shown(1), shown(2)


def often() -> int:
    return rng.randrange(10**8, 10**9)


SAYS_NOTHING = {
    "a session": (lists(lambda run, i: f"/s?id={i}&sid={run * 77}"), {"sid"}),
    "a time of the whole list": (lists(lambda run, i: f"/s?id={i}&t={run * 1000}"), {"t"}),
    "a random number each": (lists(lambda run, i: f"/s?id={i}&rnd=0.{often()}"), {"rnd"}),
    "first in the query": (lists(lambda run, i: f"/s?_={often()}&id={i}"), {"_"}),
    "behind a path": (lists(lambda run, i: f"/a/{i}.html?v={run}"), {"v"}),
    "a time and a signature": (
        lists(lambda run, i: f"/s?new={i}&signature={often()}&timestamp={run}"),
        {"signature", "timestamp"},
    ),
    "beside many others": (lists(lambda run, i: f"/s?a=1&b=2&c=3&id={i}&token={often()}"), {"token"}),
    "in two entries only": (lists(lambda run, i: f"/s?id={i}&sid={run}", n=2), {"sid"}),
    "without dates": (lists(lambda run, i: f"/s?id={i}&sid={run}", dates=False), {"sid"}),
    "some entries have none": (lists(lambda run, i: f"/s?id={i}&sid={run}" if i % 2 else f"/x/{i}"), {"sid"}),
    "names in Chinese": (lists(lambda run, i: f"/s?id={i}&%E9%9A%8F=%E5%8F%B7{run}"), {"随"}),
    "some values stay": (lists(lambda run, i: f"/s?id={i}&t={run if i % 3 else 1}"), {"t"}),
    "dates that count back": (lists(lambda run, i: f"/s?id={i}&t={run}", date=lambda run, i: f"{i + run}天前"), {"t"}),
    "twice in an address": (lists(lambda run, i: f"/s?id={i}&t={run}&t={run + 1}"), {"t"}),
    "an entry more": (
        lists(
            lambda run, i: f"/s?id={i - run}&t={run}",
            title=lambda run, i: f"第{i - run}号地块",
            date=lambda run, i: f"2025-06-{10 + i - run}",
        ),
        {"t"},
    ),
}
SAYS_SOMETHING = {
    "only the id changes": lists(lambda run, i: f"/s?id={i + run * 100}"),
    "ids within a section": lists(lambda run, i: f"/s?id={i + run * 100}&section=7"),
    "ids within three sections": lists(lambda run, i: f"/s?id={i + run * 100}&section={i % 3}"),
    "a weekly paper of two sections, undated": lists(
        lambda run, i: f"/s?id={run * 10 + i}&section={i}", n=2, dates=False, title=lambda _, i: f"{'周月'[i]}报"
    ),
    "a weekly paper, dated": lists(
        lambda run, i: f"/s?id={run * 10 + i}&section={i}",
        title=lambda _, i: f"第{i}科周报",
        date=lambda run, i: f"2025-06-{run:02d}",
    ),
    "nothing changes": lists(lambda run, i: f"/s?id={i}&t=1"),
    "another path": lists(lambda run, i: f"/{run}/s?id={i}"),
    "values without names": lists(lambda run, i: f"/s?{run * 100 + i}"),
    "one entry": lists(lambda run, i: f"/s?id={i}&t={run}", n=1),
    "another entry under the old address": lists(lambda run, i: f"/s?id={i}", title=lambda run, i: f"第{run}{i}号地块"),
    "one of many republished": lists(lambda run, i: f"/s?c={i}&id={1000 + run if i == 3 else i}"),
    "all are called the same": lists(
        lambda run, i: f"/s?c={i}&id={run * 100 + i}", title=lambda *_: "公告", dates=False
    ),
    "a parameter more": lists(lambda run, i: f"/s?id={i}" + "&t=1" * (run - 1)),
}


@pytest.mark.parametrize("name", SAYS_NOTHING)
def test_what_changes_while_nothing_else_does_is_found(name):
    (before, now), names = SAYS_NOTHING[name]
    found, showed = changing(now, before, same_date)
    assert found == names
    assert showed >= 2


@pytest.mark.parametrize("name", SAYS_SOMETHING)
def test_what_tells_entries_apart_is_left(name):
    before, now = SAYS_SOMETHING[name]
    assert changing(now, before, same_date) == (frozenset(), 0)


@given(st.lists(st.tuples(st.sampled_from("abct"), st.sampled_from(["", "1", "%E5"])), max_size=5))
@example([])
def test_what_is_left_of_an_address_is_not_sorted_or_written_anew(query):
    url = "http://h/s?" + "&".join(f"{name}={value}" for name, value in query)
    assert without(url, {"z"}) == url
    assert without(without(url, {"t"}), {"t"}) == without(url, {"t"})
    assert "t=" not in without(url, {"t"})
