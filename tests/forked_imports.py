"""What the server of forked.py imports once: whatever `scrapy run` does. No reactor is installed by any of it."""

import runpy
import sys

import itemadapter  # noqa: F401
from scrapy.settings import default_settings as defaults
from scrapy.utils.misc import load_object, walk_modules_iter

settings = runpy.run_module("crawler.settings")  # not imported: it reads the environment, and each run has its own
for package in ("scrapy.commands", "crawler.commands"):
    list(walk_modules_iter(package))
for named in (defaults.EXTENSIONS_BASE, defaults.DOWNLOADER_MIDDLEWARES_BASE, defaults.SPIDER_MIDDLEWARES_BASE,
              settings["DOWNLOADER_MIDDLEWARES"], settings["ITEM_PIPELINES"], [settings["LOG_FORMATTER"]]):  # fmt: skip
    for path in named:
        load_object(path)
assert "twisted.internet.reactor" not in sys.modules
