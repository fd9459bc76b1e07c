"""The queue of doubtful pairs: asked once a pair of records, and answered on a terminal one by one."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from notices import REPORT
from stored import filled, notice

from output.show import queue
from output.store.database import open_reader
from output.store.store import Store

ROOT = Path(__file__).parent.parent


def report(year: int, n: int, site: str = "park"):
    """A year's report: alike other years', and another document."""
    text = REPORT.replace("2018", str(year)).replace("2019", str(year + 1)).replace("486.5", f"4{year % 100}.5")
    return notice(f"{year}年青岚区政府工作报告", text, n, site)


@pytest.mark.parametrize("verdict", ["unsure", "different"])
def test_who_answered_about_two_records_is_not_asked_again_by_way_of_their_other_notices(database, verdict):
    made = [report(2018, 1), report(2018, 1, "mirror"), report(2017, 2), report(2017, 2, "mirror")]
    filled(database, *made)
    (pair,) = queue.waiting(open_reader(database).conn)
    store = Store.shared(database)
    store.judge(pair["a"], pair["b"], verdict, "tester")
    store.close()
    connection = open_reader(database).conn
    assert connection.execute("SELECT count(*) FROM records WHERE deleted_at IS NULL").fetchone() == (2,)
    assert queue.waiting(connection) == []


def test_on_a_terminal_the_queue_is_answered_pair_by_pair(database, environment, rows):
    """Three years' reports, alike and kept apart: the first pair is put off, the second judged, the third left."""
    reports = [
        REPORT.replace("2018", str(2018 - n)).replace("2019", str(2019 - n)).replace("486.5", f"48{n}.5")
        for n in range(3)
    ]
    filled(database, *(notice(f"{2018 - n}年青岚区政府工作报告", report, n) for n, report in enumerate(reports)))
    assert rows("SELECT count(*) FROM records") == [(3,)]
    ours, theirs = pty.openpty()
    line = [sys.executable, "-m", "scrapy", "judge", "--queue", "--by", "lin"]
    with subprocess.Popen(line, cwd=ROOT, env=environment, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        os.write(ours, b"n\nx\nd\nq\n")
        said = b""
        with suppress(OSError):  # the terminal's other end is closed
            while part := os.read(ours, 4096):
                said += part
    os.close(ours)
    assert process.returncode == 0, said
    assert said.count(b"APART: two records") == 3 and b"recorded" in said, said.decode()
    assert rows("SELECT verdict, judged_by FROM judgements") == [("different", "lin")]
