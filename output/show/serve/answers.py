"""What Datasette's own answers lack: CSV that a spreadsheet opens and evaluates nothing of, a policy for its pages."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Awaitable, Callable

from output.exchange.formats import inert
from output.show.terminal.say import printable

# Its pages have scripts in them and styles; what a notice says could fetch nothing and send nothing away.
POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; "
    "connect-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'"
)
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
BOM = "\ufeff"  # without it Excel shows Chinese as mojibake
Send = Callable[[dict], Awaitable[None]]


def mended(path: str, send: Send) -> Send:
    """`send` of an answer to this path, with what it lacks."""
    return _Csv(send).send if path.endswith(".csv") else _with_policy(send)


def _with_policy(send: Send) -> Send:
    async def sending(message: dict) -> None:
        if message["type"] == "http.response.start":
            names = {name.lower() for name, _value in message["headers"]}
            if b"content-security-policy" not in names:
                message["headers"] = [
                    *message["headers"],
                    (b"content-security-policy", POLICY.encode()),
                    (b"x-content-type-options", b"nosniff"),
                ]
        await send(message)

    return sending


class _Csv:
    """The rows of an answer, each of which Datasette sends by itself."""

    def __init__(self, send: Send) -> None:
        self._send, self._begun, self._good = send, False, False

    async def send(self, message: dict) -> None:
        if message["type"] == "http.response.start":
            self._good = message["status"] == 200
            message["headers"] = [*message["headers"], (b"x-content-type-options", b"nosniff")]
        elif self._good and message.get("body"):
            message["body"] = self._mend(message["body"].decode("utf-8", "replace")).encode()
        await self._send(message)

    def _mend(self, text: str) -> str:
        out = io.StringIO()
        writer = csv.writer(out)
        for row in csv.reader(io.StringIO(text, newline="")):
            writer.writerow([cell if NUMBER.fullmatch(cell) else inert(_shown(cell)) for cell in row])
        begun, self._begun = self._begun, True
        return out.getvalue() if begun else BOM + out.getvalue()


def _shown(cell: str) -> str:
    return "\n".join(printable(line) for line in cell.replace("\t", " ").splitlines()) if cell else cell
