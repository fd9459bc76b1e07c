"""What the server of forked.py imports once: whatever our commands do. No reactor is installed by any of it."""

import runpy
import sys
from importlib import import_module

import itemadapter  # noqa: F401
from scrapy.settings import default_settings as defaults
from scrapy.utils.misc import load_object, walk_modules_iter

from crawler.read.process import LOADED

settings = runpy.run_module("crawler.settings")  # not imported: it reads the environment, and each run has its own
for package in ("scrapy.commands", "crawler.commands"):
    list(walk_modules_iter(package))
for named in (
    defaults.EXTENSIONS_BASE,
    defaults.DOWNLOADER_MIDDLEWARES_BASE,
    defaults.SPIDER_MIDDLEWARES_BASE,
    settings["DOWNLOADER_MIDDLEWARES"],
    settings["ITEM_PIPELINES"],
    [settings["LOG_FORMATTER"]],
):
    for path in named:
        load_object(path)
for module in (
    *LOADED.split(),
    "crawler.run.job",
    "crawler.tend.probing",
    "crawler.demo.server",
    "output.show.asking",
    "output.exchange.backup",
    "output.store.clustering",
    "output.exchange.export",
    "output.exchange.importing",
    "output.store.redeciding",
    "output.store.removing",
    "output.show.terminal.hits",
    "output.show.terminal.pages",
):
    import_module(module)
assert "twisted.internet.reactor" not in sys.modules
