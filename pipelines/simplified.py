"""Traditional characters as simplified ones, by OpenCC's t2s. Part of clean; for regions and languages."""

from functools import cache

from opencc import OpenCC


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def simplified(text: str) -> str:
    """`text` with its traditional characters and phrases simplified. Raises UnicodeEncodeError for a lone surrogate."""
    return _converter().convert(text)
