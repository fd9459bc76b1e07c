"""The only way out for the browser: an HTTP proxy on loopback that resolves, asks the guard, and then connects.

Redirects, frames, web sockets and prefetches all come through here, while a route handler sees only the first address
of a redirect. The address that was checked is the one connected to: a second answer of the DNS is no way in.
"""

from __future__ import annotations

import logging
import re
import select
import socket
import struct
import time
from functools import cache
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread
from urllib.parse import SplitResult, urlsplit

from crawler.fetch.guard import is_public, refusal
from crawler.fetch.proxy import parse

log = logging.getLogger(__name__)

LARGEST = 10 * 1024 * 1024
PAUSE = 0.5  # seconds without a byte after which another answer begins
_HEAD, _HEAD_LINES = 64 * 1024, 200  # bytes of a line of a request's head, and lines of it
_SILENT = 60  # seconds without a byte after which a connection is closed


class GuardedProxy(ThreadingTCPServer):
    """Serves in threads of its own until the process ends. `private`: whether loopback and private networks may be
    reached."""

    daemon_threads = True

    def __init__(self, private: bool, through: str = "") -> None:
        super().__init__(("127.0.0.1", 0), _Connection)
        self.private, self.through = private, parse(through)
        self.largest = LARGEST  # bytes of an answer
        self._cut: dict[str, float] = {}  # address, or host of a tunnel -> when an answer was cut
        self.address = f"http://127.0.0.1:{self.server_address[1]}"
        Thread(target=self.serve_forever, daemon=True, name="browser proxy").start()

    @staticmethod
    @cache
    def shared(private: bool, through: str = "") -> GuardedProxy:
        """The one proxy of this process for that policy, itself going `through` another one or not."""
        return GuardedProxy(private, through)

    def connect(self, host: str, port: int) -> socket.socket:
        """A connection to an address that was checked. Raises OSError, PermissionError where the guard refuses."""
        if host.endswith(".invalid"):  # RFC 6761, 6.4: there is none, and no server needs to be asked
            raise OSError(f"no such name: {host}")
        bracketed = f"[{host}]" if ":" in host else host
        if why := refusal(f"http://{bracketed}:{port}/", self.private):
            raise PermissionError(why)
        if self.through:  # which looks names up itself
            return socket.create_connection(self.through, timeout=_SILENT)
        found = [str(address[0]) for *_, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        private = [] if self.private else [address for address in found if not is_public(address)]
        if private:
            raise PermissionError(f"private address: {host} is {private[0]}")
        return socket.create_connection((found[0], port), timeout=_SILENT)

    def login(self) -> bytes:
        """The header line that the proxy behind this one asks for."""
        said = self.through and self.through.authorization()
        return b"Proxy-Authorization: " + said + b"\r\n" if said else b""

    def cut(self, target: str) -> None:
        """An answer from there was larger than it may be."""
        self._cut[target] = time.monotonic()

    def was_cut(self, url: str, since: float) -> bool:
        """Whether the answer from this address was cut since then, or one from its host where we cannot see whose."""
        parts = urlsplit(url)
        tunnel = f"{parts.hostname}:{parts.port or 443}"
        return max(self._cut.get(url, 0), self._cut.get(tunnel, 0) if parts.scheme == "https" else 0) > since


class _Connection(StreamRequestHandler):
    """One connection of the browser's: a CONNECT tunnel, or one plain request."""

    server: GuardedProxy
    rbufsize = 0  # nothing that follows the head may stay in a buffer here

    def handle(self) -> None:
        lines = self.head()
        start = re.match(rb"([A-Z]+) (\S+) HTTP/1\.[01]\r?\n", lines[0]) if lines else None
        if start is None:
            return
        method, target = start[1].decode(), start[2].decode("latin-1")
        is_tunnel = method == "CONNECT"
        try:
            parts = urlsplit(f"//{target}" if is_tunnel else target)
            is_asked_for_so = is_tunnel or parts.scheme == "http"
            if not parts.hostname or not is_asked_for_so:
                raise ValueError(target)
            upstream = self.server.connect(parts.hostname, parts.port or 80)
        except PermissionError as error:
            log.warning("browser refused: %s", error)
            self.wfile.write(b"HTTP/1.1 403 Refused\r\nConnection: close\r\n\r\n")
            return
        except (OSError, ValueError):
            self.wfile.write(b"HTTP/1.1 502 Unreachable\r\nConnection: close\r\n\r\n")
            return
        with upstream:
            if is_tunnel:
                self.open_tunnel(upstream, lines[0], target)
            else:
                self.hand_on(upstream, lines, f"{method} {self.path(target, parts)}")
            # Through a tunnel come many answers, several at a time, and none can be told from the next.
            if self.relay(upstream, self.server.largest * (4 if is_tunnel else 1)):
                self.server.cut(target)
                broken = struct.pack("ii", 1, 0)  # no end, which would make what came a whole page
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, broken)

    def head(self) -> list[bytes]:
        """The lines of the request's head."""
        lines: list[bytes] = []
        while (line := self.rfile.readline(_HEAD)) not in (b"\r\n", b"\n", b"") and len(lines) < _HEAD_LINES:
            lines.append(line)
        return lines

    def path(self, target: str, parts: SplitResult) -> str:
        """What is asked of the server, or of the proxy behind this one."""
        return target if self.server.through else parts._replace(scheme="", netloc="").geturl() or "/"

    def open_tunnel(self, upstream: socket.socket, asked: bytes, target: str) -> None:
        if self.server.through:
            head = asked + b"Host: " + target.encode("latin-1") + b"\r\n" + self.server.login()
            upstream.sendall(head + b"\r\n")  # its answer goes to the browser as it is
        else:
            self.wfile.write(b"HTTP/1.1 200 Connected\r\n\r\n")

    def hand_on(self, upstream: socket.socket, lines: list[bytes], asked: str) -> None:
        """One request a connection: the next one may be for another host."""
        kept = [line for line in lines[1:] if not re.match(rb"(?:proxy-)?connection:", line, re.I)]
        upstream.sendall(f"{asked} HTTP/1.1\r\n".encode("latin-1") + b"".join(kept))
        upstream.sendall(self.server.login() + b"Connection: close\r\n\r\n")

    def relay(self, upstream: socket.socket, largest: int) -> bool:
        """Bytes both ways until one side closes or falls silent. Returns whether more than `largest` came without a
        pause."""
        other = {self.connection: upstream, upstream: self.connection}
        came, last = 0, time.monotonic()
        while ready := select.select(list(other), [], [], _SILENT)[0]:
            now = time.monotonic()
            came = 0 if now - last > PAUSE else came
            last = now
            for side in ready:
                try:
                    data = side.recv(65536)
                    came += len(data) * (side is upstream)
                    if came > largest:
                        return True
                    other[side].sendall(data)
                except OSError:
                    return False
                if not data:
                    return False
        return False
