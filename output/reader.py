"""The doorway for Python programs, at the address that docs/data.md promises them, wherever our modules move. What it
leads to: output/exchange/reader.py."""

from nouns.items import Record
from output.exchange.reader import Change, Copy, Reader

__all__ = ["Change", "Copy", "Reader", "Record"]
