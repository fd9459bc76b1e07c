"""A real HTTP server on loopback whose pages a test writes, and which remembers what it was asked."""

from __future__ import annotations

import socket
import ssl
import sys
import threading
from collections import Counter
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = tuple[int, dict[str, str], bytes]


class Quiet(ThreadingHTTPServer):
    """Says nothing of clients that are killed."""

    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exc_info()[1], (ConnectionError, ssl.SSLError)):
            super().handle_error(request, client_address)


class Quiet6(Quiet):
    address_family = socket.AF_INET6


class Server:
    """`pages`: path (with query) -> HTML text, bytes, (status, headers, bytes), or a callable(handler) -> one of these.

    A callable may write to `handler.wfile` or close the connection itself and return None.
    """

    def __init__(
        self, pages: dict[str, object] | None = None, *, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None
    ) -> None:
        self.host, self.tls = host, tls
        self.pages = dict(pages or {})
        self.asked: Counter[str] = Counter()
        self.headers: dict[str, dict[str, str]] = {}
        self.posted: Callable[[str, bytes], object] = lambda path, body: None  # told what is posted

    def __enter__(self) -> Server:
        owner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = 1 << 16
            sent = b""  # what was posted

            def do_GET(self) -> None:
                owner.asked[self.path] += 1
                owner.headers[self.path] = dict(self.headers)
                page: object = owner.pages.get(self.path, (404, {}, b"not here"))
                if isinstance(page, Callable):
                    page = page(self)
                if page is None:
                    return
                if isinstance(page, str):
                    page = page.encode()
                status, headers, body = page if isinstance(page, tuple) else (200, {}, page)
                self.send_response(status)
                for name, value in ({"Content-Type": "text/html; charset=utf-8"} | headers).items():
                    self.send_header(name, value)
                if status != 304:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_POST(self) -> None:
                self.sent = self.rfile.read(int(self.headers["Content-Length"]))
                owner.posted(self.path, self.sent)
                self.do_GET()
                self.sent = b""

            def log_message(self, *_: object) -> None:
                pass

        six = ":" in self.host
        self._server = (Quiet6 if six else Quiet)((self.host, 0), Handler)
        if self.tls:
            self._server.socket = self.tls.wrap_socket(self._server.socket, server_side=True)
        name = f"[{self.host}]" if six else self.host
        self.url = f"{'https' if self.tls else 'http'}://{name}:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def fetched(self, prefix: str = "/") -> int:
        """How many requests came for addresses that begin so; robots.txt does not count."""
        return sum(n for path, n in self.asked.items() if path.startswith(prefix) and path != "/robots.txt")


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return held.getsockname()[1]


def die(handler: BaseHTTPRequestHandler) -> None:
    """Promise a page and close the connection in the middle of it."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<ul><li>")
    handler.wfile.flush()
    handler.connection.shutdown(socket.SHUT_RDWR)
