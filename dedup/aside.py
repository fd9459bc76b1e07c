"""A process beside this one that does what it is asked, piece by piece: what is pure needs nothing of ours.

`start` and `serve` are its two ends; `Aside` asks it from ordinary code. Not by multiprocessing, which imports Scrapy
once more to find `__main__`, and whose workers outlive a parent that was killed: however this process ends, its end of
the socket closes, and that is what the other one waits for.

Who asks for it early may have a copy of this process: what is imported by then is not imported once more. Otherwise it
begins from nothing: a lock that another thread holds would be held in the copy for good, and SQLite would take a
database that is open here for the one it knows ("locking protocol").
"""

from __future__ import annotations

import atexit
import contextlib
import os
import pickle
import signal
import socket
import subprocess
import sys
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future
from functools import partial
from importlib import import_module
from pathlib import Path
from queue import SimpleQueue
from typing import Any, NamedTuple, NoReturn, ParamSpec, TypeVar

from dedup import process_wide

# `sys.path` is handed on, since scrapyd runs the project from an egg.
_BEGIN = "import sys; sys.path[:0] = sys.argv[3:]; from dedup.aside import serve; serve(*sys.argv[1:3])"
P = ParamSpec("P")
T = TypeVar("T")
PATIENCE = 8  # times its bound that a piece may take by the clock
OUT_OF_TIME = (-signal.SIGPROF, -signal.SIGALRM)


def framed(*what: Any) -> bytes:
    """What goes over the socket: the length in eight bytes, and the pickle."""
    data = pickle.dumps(what, pickle.HIGHEST_PROTOCOL)
    return len(data).to_bytes(8, "big") + data


class Copy:
    """A copy of this process that does something else, and ends. Of subprocess.Popen what is asked here."""

    def __init__(self, work: Callable[[], None], stdin: int) -> None:
        """`stdin`: what will be its standard input, the one open file that it has of ours but for standard error."""
        self.returncode: int | None = None
        self.pid = os.fork()
        if not self.pid:
            self._begin(work, stdin)

    @staticmethod
    def _begin(work: Callable[[], None], stdin: int) -> NoReturn:
        try:
            os.setsid()
            os.dup2(stdin, 0)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            for opened in list(Path("/proc/self/fd").iterdir()):
                if int(opened.name) > 2:
                    with contextlib.suppress(OSError):  # what listed them
                        os.close(int(opened.name))
            for number in signal.valid_signals():
                if callable(signal.getsignal(number)):  # ours to hear
                    signal.signal(number, signal.SIG_DFL)
            work()
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(0)  # what is to be done at our end is not the copy's

    def kill(self) -> None:
        if self.returncode is None:
            os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        if self.returncode is None:
            try:
                self.returncode = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
            except ChildProcessError:  # whoever started us ignores what becomes of children
                self.returncode = 0
        return self.returncode


Process = subprocess.Popen | Copy


def start(loading: str = "", niceness: int = 0, copy: bool = False) -> tuple[Process, socket.socket]:
    """The process, and our end of its socket. Frames of (function, arguments, bound) go in; of (result, None, seconds)
    or (exception, traceback, seconds) come out, in their order. Raises OSError.

    `loading`: modules, by blanks, that it imports meanwhile. `bound`: seconds of processor time after which the piece
    ends the process, whose status is then in OUT_OF_TIME; 0 for none. `niceness`: by which it stands behind others.
    `copy`: of this process, if it has one thread, and where no piece opens a database that is open here.
    """
    ours, theirs = socket.socketpair()
    with theirs:
        # A session of its own: Ctrl-C is ours to hear.
        process: Process
        if copy and sys.platform == "linux" and threading.active_count() == 1:
            process = Copy(partial(serve, loading, str(niceness)), theirs.fileno())
        else:
            process = subprocess.Popen(
                [sys.executable, "-c", _BEGIN, loading, str(niceness), *sys.path],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                start_new_session=True,
            )
    atexit.register(end, process)
    return process, ours


def end(process: Process) -> int:
    """Kill the process; its exit status."""
    process.kill()
    return process.wait()


def serve(loading: str, niceness: str) -> None:
    """The other end: does what comes in on its standard input, a socket, until that closes."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # sent to all of a service; what is still asked is answered
    os.nice(int(niceness))
    for module in loading.split():
        import_module(module)
    process_wide.settle()
    with contextlib.suppress(OSError), socket.socket(fileno=0) as connection, connection.makefile("rwb") as stream:
        while size := stream.read(8):
            function, arguments, bound = pickle.loads(stream.read(int.from_bytes(size, "big")))
            begun = time.process_time()
            _bound(bound)
            try:
                frame = framed(function(*arguments), None, time.process_time() - begun)
            except Exception as error:
                frame = framed(error, traceback.format_exc(), time.process_time() - begun)
            _bound(0)
            stream.write(frame)
            stream.flush()


def _bound(seconds: float) -> None:
    """Have the kernel end this process, also inside a library written in C, after so much of the processor's time, or
    many times as long on a busy machine."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, seconds * PATIENCE)


class Piece(NamedTuple):
    """What is asked, and who waits for it."""

    function: Callable
    arguments: tuple
    future: Future

    def do(self) -> None:
        """Do it here."""
        if not self.future.set_running_or_notify_cancel():
            return
        try:
            self.future.set_result(self.function(*self.arguments))
        except Exception as error:
            self.future.set_exception(error)


class Aside(Executor):
    """Has functions done by a process beside this one, and does them here until there is one, and when it is no more.

    Two threads, so that neither who asks nor the process waits for the other: what is sent waits in its socket.
    """

    def __init__(self, loading: str = "dedup.pieces") -> None:
        self._loading = loading
        self._process: Process | None = None
        self._lock, self._ready, self._over, self._abandoned = threading.Lock(), False, False, False
        self._told = threading.Event()  # whether it is there
        self._asked: SimpleQueue[Piece | None] = SimpleQueue()
        self._sent: deque[Piece] = deque()

    def begin(self) -> None:
        """Start the process; work is done here until it says that it is there."""
        if self._process is not None:
            return
        try:
            self._process, self._socket = start(self._loading)
        except OSError:
            self._told.set()
            return
        hello: Future = Future()
        hello.add_done_callback(self._come)
        self._asked.put(Piece(int, (), hello))
        self._threads = [threading.Thread(target=target, daemon=True) for target in (self._send, self._receive)]
        for thread in self._threads:
            thread.start()

    def is_there(self) -> bool:
        """Whether there is a process, once that is known: after `begin`."""
        self._told.wait()
        return self._ready

    def submit(self, function: Callable[P, T], /, *arguments: P.args, **named: P.kwargs) -> Future[T]:
        """`function` and `arguments` are pickled, soon: let them be as they are. What it remembers, it remembers where
        it runs."""
        future: Future[T] = Future()
        piece = Piece(partial(function, **named) if named else function, arguments, future)
        with self._lock:
            if self._ready:
                self._asked.put(piece)
                return future
        piece.do()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the process; `cancel_futures`: what it has not answered is not done here either."""
        if self._process is not None:
            self._abandoned = cancel_futures
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)
            self._threads[1].join()

    def _come(self, hello: Future) -> None:
        self._ready = not self._over and not hello.cancelled() and not hello.exception()
        self._told.set()

    def _send(self) -> None:
        while piece := self._asked.get():
            try:
                frame = framed(piece.function, piece.arguments, 0)
            except Exception as error:
                piece.future.set_exception(error)
                continue
            self._sent.append(piece)
            try:
                self._socket.sendall(frame)
            except OSError:  # it has ended; who receives sees to the rest
                return

    def _receive(self) -> None:
        # It may end in the middle of an answer, or send one that cannot be read here.
        with self._socket.makefile("rb") as stream, contextlib.suppress(Exception):
            while size := stream.read(8):
                result, said, _seconds = pickle.loads(stream.read(int.from_bytes(size, "big")))
                future = self._sent.popleft().future
                if not future.set_running_or_notify_cancel():
                    continue
                if said is None:
                    future.set_result(result)
                else:
                    future.set_exception(result)
        with self._lock:
            self._ready, self._over = False, True
        if self._process is not None:
            end(self._process)
        self._asked.put(None)
        self._socket.close()
        self._threads[0].join()
        while self._sent:
            self._leave(self._sent.popleft())
        while not self._asked.empty():
            if piece := self._asked.get():
                self._leave(piece)

    def _leave(self, piece: Piece) -> None:
        """The process will not do this one."""
        if self._abandoned:
            piece.future.cancel()
        else:
            piece.do()
