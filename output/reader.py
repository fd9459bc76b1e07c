"""The doorway for Python programs, at the address that they know it by: output/exchange/reader.py."""

from output.exchange.reader import Change, Copy, Reader, Record

__all__ = ["Change", "Copy", "Reader", "Record"]
