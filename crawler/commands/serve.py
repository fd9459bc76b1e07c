"""scrapy serve: the operators' pages on the database, for this machine alone."""

from __future__ import annotations

import argparse
import socket

from scrapy.exceptions import UsageError

from crawler.cli import command
from output.refusals import Refusal


class Command(command.Command):
    takes_words = False
    about = "Serve the database to a browser: overview, search, records, queue, charts"
    arguments = "[--port PORT]"
    examples = """Needs the optional packages: pip install -r requirements-serve.txt
Only this machine is answered (127.0.0.1); from another one: ssh -L 8001:127.0.0.1:8001 HOST
example:
  scrapy serve --port 8001
"""

    def options(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8001, help="port on 127.0.0.1 (default: 8001)")

    def do(self, args: list[str], opts: argparse.Namespace) -> None:
        from output.store.database import open_reader, path_from

        path = path_from(self.settings["DATABASE"])
        if not 0 < opts.port < 65536:
            raise UsageError(f"--port {opts.port}: must be from 1 to 65535")
        open_reader(path).close()
        with command.optional("{}; install the optional packages: pip install -r requirements-serve.txt"):
            import uvicorn

            from crawler.tend.showing import harmless
            from output.show.serve.app import make
        with socket.socket() as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind(("127.0.0.1", opts.port))
            except OSError as error:
                raise Refusal(f"--port {opts.port}: cannot be served there: {error.strerror}") from None
        print(f"http://127.0.0.1:{opts.port}/   {path}   Ctrl-C ends", flush=True)
        uvicorn.run(make(path, harmless).app(), host="127.0.0.1", port=opts.port, log_level="warning")
