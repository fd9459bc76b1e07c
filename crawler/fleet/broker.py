"""The fleet: many workers on one frontier in Redis (docs/scale.md). Only `scrapy work` and `scrapy write` import it.

A site is a lane, and one worker at a time holds it: a lease with a deadline, prolonged by a heartbeat. So whatever
makes one machine polite (delay, AutoThrottle, robots.txt, Retry-After) holds across workers. An address that is fetched
is in flight until what came of it goes into the stream, in one script with its acknowledgement and the addresses it led
to; a lane taken over from a dead worker begins with what that one had in flight. `scrapy write` takes the stream into
SQLite, whose frontier stays the truth: it fills Redis at the start, and again should Redis have lost something.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from redis import Redis
from redis.exceptions import RedisError
from scrapy.settings import BaseSettings
from scrapy_redis import connection

from crawler.fleet import scripts
from crawler.fleet.wire import Message, written
from nouns.items import Address
from nouns.mistakes import ConfigError

ANSWER = 30.0  # seconds that a worker waits for the writer to say what a list's entries are known by
ARCHIVES = "archives"  # beside the keys of a site's table: whether pages are to be sent along


@contextmanager
def needed() -> Iterator[None]:
    """For what cannot be done without Redis. Raises ConfigError."""
    try:
        yield
    except RedisError as error:
        raise ConfigError(f"REDIS_URL: {error}; is redis-server running?") from None


class Fleet:
    """What is in Redis, under one prefix (setting FLEET, one for each database); leases are FLEET_LEASE seconds."""

    def __init__(self, settings: BaseSettings) -> None:
        """Raises redis.exceptions.RedisError when there is no Redis at REDIS_URL (or REDIS_HOST, REDIS_PORT)."""
        self.redis: Redis = connection.from_settings(settings)
        self.redis.ping()
        self.prefix = settings.get("FLEET", "notices")
        self.lease = settings.getfloat("FLEET_LEASE", 30.0)
        self._scripts = {code: self.redis.register_script(code) for code in scripts.ALL}

    def run(self, code: str, site: str, token: str, seconds: float, *arguments: str) -> Any:
        """One of crawler/fleet/scripts.py. `token`: of who asks; `seconds`: of the lease."""
        return self._scripts[code](keys=[self.prefix], args=[site, token, int(seconds * 1000), *arguments])

    def key(self, *names: str) -> str:
        """The name in Redis of something of this fleet's."""
        return ":".join((self.prefix, *names))

    def push(
        self,
        site: str,
        message: Message | None,
        done: str = "",
        again: bool = False,
        found: Iterable[Address] = (),
    ) -> int:
        """Put a message into the stream, acknowledge the address it is about, and queue the addresses it led to, all or
        nothing. Returns how many messages wait for the writer."""
        text = written({"site": site, **message}) if message else ""
        entries: list[str] = []
        for address in found:
            shown = json.dumps((address.title, address.published_raw)) if address.kind == "article" else ""
            entries += (f"{address.kind}\n{address.url}\n{json.dumps(address)}", shown)
        return self.run(scripts.PUSH, site, "", 0, text, done, "1" if again else "0", *entries)

    def idle(self, site: str) -> bool:
        """Whether nothing of a site is to be fetched or being fetched; what came of it may still be in the stream."""
        with self.redis.pipeline() as pipe:
            pipe.zcard(self.key("queue", site))
            pipe.hlen(self.key("flight", site))
            return not any(pipe.execute())

    def forget(self, site: str) -> None:
        """A site is done: nothing of it stays."""
        with self.redis.pipeline() as pipe:
            pipe.delete(*(self.key(name, site) for name in ("queue", "flight", "seen", "known")))
            pipe.zrem(self.key("lanes"), site)
            pipe.hdel(self.key("sites"), site)
            pipe.hdel(self.key("holders"), site)
            pipe.execute()
