"""The process beside this one: whatever becomes of it, who asks gets an answer, and it outlives nobody."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT
from dying import runs

from dedup.aside import OUT_OF_TIME, Aside, Copy, framed, start

COPIES = "COPIES" in os.environ  # as the test about copies has it, in a process with one thread


def _spin(seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        pass


def _opened() -> dict[str, str]:
    """What this process has open."""
    listed = list(Path("/proc/self/fd").iterdir())
    return {each.name: str(each.readlink()) for each in listed if each.exists() or each.is_symlink()}


@pytest.fixture
def aside() -> Iterator[Aside]:
    made = Aside()
    yield made
    made.shutdown()


@pytest.fixture
def begun(aside: Aside) -> Aside:
    aside.begin()
    until = time.monotonic() + 30
    while aside.submit(os.getpid).result() == os.getpid():
        assert time.monotonic() < until
        time.sleep(0.01)
    return aside


def test_until_there_is_a_process_work_is_done_here(aside):
    assert aside.submit(os.getpid).result() == os.getpid()
    aside.begin()
    assert [aside.submit(divmod, n, 7).result() for n in range(50)] == [divmod(n, 7) for n in range(50)]


def test_answers_come_to_those_who_asked_and_so_do_errors(begun):
    asked = [begun.submit(divmod, 100, n) for n in range(20)]
    assert isinstance(asked[0].exception(), ZeroDivisionError)
    assert [future.result() for future in asked[1:]] == [divmod(100, n) for n in range(1, 20)]


def test_much_may_be_on_its_way_in_both_directions(begun):
    texts = ["文" * 500_000] * 8
    asked = [begun.submit(str.replace, text, "文", "字") for text in texts]
    assert {future.result() for future in asked} == {"字" * 500_000}


def test_one_that_is_called_off_before_it_is_there_says_nothing(caplog):
    for _ in range(5):
        aside = Aside()
        aside.begin()
        aside.shutdown(cancel_futures=True)
        assert aside.submit(divmod, 100, 7).result() == (14, 2)
    assert not caplog.records


def test_one_that_ends_before_it_is_there_leaves_the_work_here():
    with Aside("no.such.module") as aside:
        aside.begin()
        assert not aside.is_there()
        assert aside.submit(os.getpid).result(10) == os.getpid()


def test_one_that_is_waited_for_does_the_work(aside):
    aside.begin()
    assert aside.is_there()
    assert aside.submit(os.getpid).result() != os.getpid()


def test_what_cannot_be_sent_is_an_error_of_who_asked(begun):
    assert begun.submit(str, (_ for _ in ())).exception() is not None
    assert begun.submit(int, "7").result() == 7


def test_what_a_killed_process_was_asked_is_done_here(begun):
    process = begun.submit(os.getpid).result()
    asked = [begun.submit(time.sleep, 1), *(begun.submit(pow, n, 2) for n in range(50))]
    os.kill(process, signal.SIGKILL)
    assert [future.result() for future in asked[1:]] == [n * n for n in range(50)]
    assert begun.submit(os.getpid).result() == os.getpid()


def test_who_asked_may_go_away(begun):
    asked = [begun.submit(time.sleep, 0.2), *(begun.submit(pow, n, 2) for n in range(50))]
    assert asked[7].cancel()
    assert [future.result() for n, future in enumerate(asked[1:]) if n != 6] == [n * n for n in range(50) if n != 6]


def test_what_is_abandoned_is_done_by_nobody(begun):
    asked = [begun.submit(time.sleep, 60), *(begun.submit(pow, n, 2) for n in range(50))]
    begun.shutdown(cancel_futures=True)
    assert all(future.cancelled() for future in asked)


def test_it_ends_with_its_maker_however_that_ends():
    maker = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"import time; from dedup.aside import start\nbegun = start(copy={COPIES}); print(begun[0].pid, flush=True); time.sleep(60)",
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    process = int(maker.stdout.readline())
    assert runs(process)
    maker.kill()
    maker.wait()
    until = time.monotonic() + 30
    while runs(process) and time.monotonic() < until:
        time.sleep(0.01)
    assert not runs(process)


def test_a_piece_that_takes_too_long_ends_it():
    for takes, ended in ((time.sleep, -signal.SIGALRM), (_spin, -signal.SIGPROF)):
        process, ours = start(copy=COPIES)
        with ours, ours.makefile("rwb") as stream:
            stream.write(framed(takes, (30,), 0.2))
            stream.flush()
            assert stream.read() == b""
        assert process.wait() == ended and ended in OUT_OF_TIME


def test_it_has_none_of_its_makers_files_but_standard_error(tmp_path):
    with (tmp_path / "ours").open("w"):
        process, connection = start(copy=COPIES)
        with connection, connection.makefile("rwb") as stream:
            stream.write(framed(_opened, (), 0))
            stream.flush()
            result, *_ = pickle.loads(stream.read(int.from_bytes(stream.read(8), "big")))
            assert str(tmp_path / "ours") not in result.values() and result["0"].startswith("socket:")
            assert result["1"] == os.devnull and set(result) <= {"0", "1", "2", "3"}
        assert isinstance(process, Copy) == COPIES
    assert process.wait() == 0


@pytest.mark.skipif(COPIES or sys.platform != "linux", reason="they are what is tested here, on Linux")
def test_a_copy_of_a_process_with_one_thread_ends_alike_and_has_no_more_open():
    wanted = "its_maker or too_long or its_makers_files"
    line = [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "-p", "no:cacheprovider", __file__, "-k", wanted]
    environment = os.environ | {"COPIES": "1", "PYTEST_ADDOPTS": ""}
    done = subprocess.run(line, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0 and done.stdout.startswith("..."), done.stdout + done.stderr


def test_beside_other_threads_it_is_no_copy():
    over = threading.Event()
    threading.Thread(target=over.wait).start()
    process, connection = start(copy=True)
    over.set()
    connection.close()
    assert not isinstance(process, Copy) and process.wait() == 0
