"""Lanes: each process has its part of the notices, and none waits while another is far behind."""

from __future__ import annotations

import os
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from notices import REPORT, STORY, framed
from stored import filled, notice

from dedup.batch_workers import BEHIND, Lanes, decide, workers
from output.store.texts import Texts


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


def test_what_killed_processes_were_asked_is_answered_all_the_same(tmp_path: Path):
    report, repost = notice("政府工作报告", REPORT, 1), notice("政府工作报告", framed(REPORT), 2)
    path = filled(tmp_path / "notices.db", report, repost, notice("云杉半导体开工", STORY, 3))
    asked = [(1, 2), (1, 3)], [False, False]
    with workers(Texts(path), 3, 2) as lanes:
        before = [lanes.submit(home, decide, *asked).result(60) for home in (0, 1)]
        processes = {lanes.submit(home, os.getpid).result(60) for home in (0, 1)}
        assert len(processes - {os.getpid()}) == 2
        for process in processes:
            os.kill(process, signal.SIGKILL)
        after = [lanes.submit(n % 2, decide, *asked) for n in range(20)]
        assert [future.result(60) for future in after] == [before[0]] * 20 == [before[1]] * 20
