"""scrapy fetch: Scrapy's, in this project: past the guard, without a store."""

from __future__ import annotations

from argparse import Namespace

from scrapy.commands import fetch
from scrapy.http import Response

from crawler.cli.looking import Looking


class Command(Looking, fetch.Command):
    examples = """Asks as a crawl does: robots.txt, the guard, the project's headers. Exit status: 3 nothing came.
examples:
  scrapy fetch https://example.gov.cn/tzgg/ > page.html
  scrapy fetch --headers https://example.gov.cn/tzgg/
"""
    exitcode = 3

    def _print_response(self, response: Response, opts: Namespace) -> None:
        self.exitcode = 0
        super()._print_response(response, opts)
