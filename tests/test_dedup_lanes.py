"""Lanes: each process has its part of the notices, and none waits while another is far behind."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from dedup.batch_workers import BEHIND, Lanes


def test_each_does_what_is_its_own_and_who_is_far_behind_is_helped():
    go_on = threading.Event()
    with ThreadPoolExecutor(1) as one, ThreadPoolExecutor(1) as other:
        helper = other.submit(threading.get_ident).result()
        lanes = Lanes([one, other])
        lanes.submit(0, go_on.wait, 60)
        waiting = [lanes.submit(0, threading.get_ident) for _ in range(BEHIND - 1)]
        helped = lanes.submit(0, threading.get_ident)
        by = helped.result(60)
        go_on.set()
        assert by == helper
        assert {future.result(60) for future in waiting} == {one.submit(threading.get_ident).result(60)}
        assert lanes.submit(1, threading.get_ident).result(60) == helper


def test_neighbours_are_of_one_process():
    with ThreadPoolExecutor(1) as one, ThreadPoolExecutor(1) as other:
        homes = [Lanes([one, other]).home(place, 7) for place in range(7)]
    assert homes == [0, 0, 0, 0, 1, 1, 1]
