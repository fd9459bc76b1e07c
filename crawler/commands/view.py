"""scrapy view: Scrapy's, in this project: the page as a crawl gets it, in a browser."""

from __future__ import annotations

from argparse import Namespace

from scrapy.commands import view
from scrapy.http import Response

from crawler.cli.looking import Looking


class Command(Looking, view.Command):
    examples = """Needs a browser on this machine; elsewhere `scrapy fetch URL > page.html`.
example:
  scrapy view https://example.gov.cn/tzgg/
"""
    exitcode = 3

    def _print_response(self, response: Response, opts: Namespace) -> None:
        self.exitcode = 0
        super()._print_response(response, opts)
