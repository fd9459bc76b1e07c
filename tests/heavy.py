"""Pages that take long to read: small to send, quadratic to parse."""

from __future__ import annotations

from functools import cache


@cache
def attributes(count: int = 45_000) -> str:
    """An article one element of which has so many attributes: libxml2 compares each with those before."""
    names = " ".join(f'a{n}="x"' for n in range(count))
    return f"<h1>北山镇园区扩建公告</h1><div {names}><p>{'北山镇园区扩建二期今日开工。' * 20}</p></div>"
