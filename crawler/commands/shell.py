"""scrapy shell: Scrapy's, in this project: a Python prompt on a page as a crawl gets it."""

from __future__ import annotations

from scrapy.commands import shell

from crawler.cli.looking import Looking


class Command(Looking, shell.Command):
    examples = """examples:
  scrapy shell https://example.gov.cn/tzgg/
  scrapy shell saved.html
  scrapy shell https://example.gov.cn/tzgg/ -c "response.css('li a::text').getall()"
"""
