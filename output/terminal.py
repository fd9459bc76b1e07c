"""What a terminal may be shown: text from the web without the characters that drive it."""

from __future__ import annotations


def printable(text: str) -> str:
    """The text with control characters, escape sequences among them, replaced; line breaks stay."""
    return "".join(c if c.isprintable() or c == "\n" else "�" for c in text)
