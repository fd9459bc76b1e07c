"""What the writer does with what workers say: one function a kind of message (crawler/fleet/lane.py says them)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from crawler.fleet import wire
from crawler.fleet.broker import ANSWER, Fleet
from crawler.spiders.tally import Tally
from crawler.trust.belief import of_kind
from nouns.items import Page
from output.store.store import Store


@dataclass(slots=True)
class Said:
    """A message, and what it is about. `tried`: addresses of the site that something came of in this run; `pages`: the
    answers that it bears."""

    message: wire.Message
    site: str
    tally: Tally
    tried: set[str]
    pages: tuple[Page, ...]
    store: Store
    fleet: Fleet


async def take(said: Said) -> None:
    """Store what a message says. Raises ValueError for one of an unknown kind, KeyError and TypeError for one that
    lacks something, sqlite3.OperationalError, redis.exceptions.RedisError."""
    kind = said.message["kind"]
    if kind not in KINDS:
        raise ValueError(f"a message of a kind not known here: {kind}")
    await KINDS[kind](said)


async def _notice(said: Said) -> None:
    item = wire.notice(said.message["item"])
    item.pages = said.pages
    said.tally.failures.update(said.message.get("failures", {}))
    try:
        said.tally.kept(item, await said.store.save(item))
    except sqlite3.OperationalError:
        raise
    # the same as output/store/pipeline.py does: kept as it came, and the run is not ok
    except Exception as error:
        why = f"{type(error).__name__}: {error}"
        said.tally.errors.append(why)
        said.tally.rejected(item.url, "error")
        await said.store.reject(item, "error", why)
    if item.fetched:
        said.tried.add(item.url)
        said.tally.articles.add(item.url)


async def _listed(said: Said) -> None:
    message, tally = said.message, said.tally
    page = wire.page(message["item"])
    page.pages = said.pages
    said.tried.add(page.url)
    seen = wire.seen(message)
    tally.listed(page.url, seen if "known" in message else seen._replace(known=seen.entries))  # of a worker of before
    tally.elsewhere.update(message["elsewhere"])
    tally.trap = message["trap"] or tally.trap
    tally.short.update(message.get("short", ()))
    await said.store.listed(page)


async def _reject(said: Said) -> None:
    message, tally = said.message, said.tally
    item = wire.notice(message["item"])
    item.pages = said.pages
    tally.rejected(item.url, message["reason"])
    if message["reason"] == "error":
        tally.errors.append(message["detail"])
    said.tried.add(item.url)
    await said.store.reject(item, message["reason"], message["detail"])


async def _failed(said: Said) -> None:
    reason, final = said.message["reason"], said.message["final"]
    address = wire.address(said.message["address"])
    said.tried.add(address.url)
    gone = said.message.get("gone", final and bool(address.known))  # workers of before do not say it
    counted = said.tally.gone if gone else said.tally.failures
    counted[address.url] = reason
    await said.store.failed(said.site, address, reason, final)


async def _refused(said: Said) -> None:
    reason = said.message["reason"]
    address = wire.address(said.message["address"])
    said.tried.add(address.url)
    said.tally.not_believed[address.url] = of_kind(reason)
    await said.store.refused(said.site, address, reason, said.pages)


async def _taken_back(said: Said) -> None:
    url, reason = said.message["url"], said.message["reason"]
    said.tally.not_believed[url] = of_kind(reason)
    await said.store.take_back(said.site, url, reason)


async def _left(said: Said) -> None:
    """A lane ended with an address in flight; without a reason it was put off."""
    url, reason = said.message["url"], said.message["reason"]
    said.tried.add(url)
    if reason:
        said.tally.failures[url] = reason
    else:
        said.tally.window_closed = True


async def _recognise(said: Said) -> None:
    message, fleet = said.message, said.fleet
    entries = [wire.shown(entry) for entry in message["entries"]]
    known_by = await said.store.recognise(said.site, entries, message["learn"])
    fleet.redis.set(fleet.key("answer", message["asked"]), json.dumps(known_by), ex=int(2 * ANSWER))


async def _unchanged(said: Said) -> None:
    url = said.message["url"]
    said.tried.add(url)
    said.tally.articles.add(url)
    await said.store.unchanged(said.site, url)


KINDS: dict[str, Callable[[Said], Awaitable[None]]] = {
    "notice": _notice,
    "listed": _listed,
    "reject": _reject,
    "failed": _failed,
    "refused": _refused,
    "taken back": _taken_back,
    "left": _left,
    "recognise": _recognise,
    "unchanged": _unchanged,
}
