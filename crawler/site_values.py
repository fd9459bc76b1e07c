"""The values in a site's table: what each key takes, one check a function, each saying what is wrong in words."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from cssselect import HTMLTranslator, SelectorError

from nouns.mistakes import guess

SELECTORS = ("entry", "title", "link", "date", "body", "next")
WINDOW = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")
MOST_AT_A_TIME = 64  # requests

_PSEUDO = re.compile(r"::([\w-]+)(?:\([^()]*\))?\s*$")  # parsel's, which is no CSS

Check = Callable[[Any], Any]


def check(key: str, value: Any) -> Any:
    """The value of one key as `Site` holds it. Raises ValueError saying what is wrong with it."""
    return CHECKS[key](value)


def no_region(said: str) -> str | None:
    """Why what is said names no division, or None."""
    from pipelines.regions import DIVISIONS, region  # half a second, for who names one

    if any(region(None, None, None, said)):
        return None
    return f"names no division of China, such as 深圳市罗湖区: {said}{guess(said, DIVISIONS.values())}"


def _is_list_of_text(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)


def _addresses(value: Any) -> tuple[str, ...]:
    if not value or not _is_list_of_text(value):
        raise ValueError("must be a non-empty list of addresses")
    for url in value:
        split = urlsplit(url)
        if split.scheme not in ("http", "https") or not split.hostname:
            raise ValueError(f"not an http(s) address: {url}")
    return tuple(value)


def _parameters(value: Any) -> tuple[str, ...]:
    if not _is_list_of_text(value) or "" in value:
        raise ValueError('must be a list of names of parameters, such as ["sid", "t"]')
    return tuple(value)


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("must be a non-empty string")
    return value


def _region(value: Any) -> str:
    wrong = no_region(_text(value))
    if wrong:
        raise ValueError(wrong)
    return value


def _selector(value: Any) -> str:
    selector = _text(value)
    pseudo = _PSEUDO.search(selector)
    if pseudo and pseudo[1] != "text":
        raise ValueError(f"selects elements, from which what they say is read: {value} without {pseudo[0].strip()}")
    selector = _PSEUDO.sub("", selector)
    try:
        HTMLTranslator().css_to_xpath(selector)
    except SelectorError as error:
        raise ValueError(f"not a CSS selector: {value} ({error})") from None
    return selector


def _encoding(value: Any) -> str:
    try:
        codecs.lookup(_text(value))
    except LookupError:
        raise ValueError(f"not a character encoding: {value}") from None
    return value


def _proxy(value: Any) -> Any:
    from crawler.fetch.proxy import parse  # which knows Scrapy

    parse(value if isinstance(value, str) and value else "?")
    return value


def _tls(value: Any) -> str:
    if value != "legacy":
        raise ValueError('must be "legacy", or left out')
    return value


def _window(value: Any) -> str:
    if not WINDOW.fullmatch(_text(value)):
        raise ValueError(f"not a window such as 22:00-06:00: {value}")
    return value


def _render(value: Any) -> bool | str:
    if not isinstance(value, bool) and value != "auto":
        raise ValueError('must be true, false or "auto"')
    return value


def _switch(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("must be true or false")
    return value


def _delay(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value < 0:
        raise ValueError("must be a number of seconds, 0 or more")
    return value


def _concurrency(value: Any) -> int:
    if not _is_whole(value) or not 1 <= value <= MOST_AT_A_TIME:
        raise ValueError(f"must be a whole number from 1 to {MOST_AT_A_TIME}")
    return value


def _at_least(least: int) -> Check:
    def check(value: Any) -> int:
        if not _is_whole(value) or value < least:
            raise ValueError(f"must be a whole number of at least {least}")
        return value

    return check


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


CHECKS: dict[str, Check] = {
    "start_urls": _addresses,
    "region": _region,
    **dict.fromkeys(SELECTORS, _selector),
    "ignore_params": _parameters,
    "encoding": _encoding,
    "enabled": _switch,
    "proxy": _proxy,
    "tls": _tls,
    "render": _render,
    "allow_offsite": _switch,
    "min_items": _at_least(0),
    "max_missing": _at_least(0),
    "max_days_quiet": _at_least(0),
    "max_pages": _at_least(1),
    "stop_after_known": _at_least(1),
    "full_walk_days": _at_least(0),
    "delay": _delay,
    "concurrency": _concurrency,
    "window": _window,
}
