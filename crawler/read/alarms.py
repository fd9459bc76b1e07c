"""What a page that is no article looks like: challenges, blocks, soft 404s, logins, maintenance, empty shells.

Stands under `crawler/read/page_signs.py`, in the process that reads pages. Each rule is a kind with the words
(alarms.tsv) or the behaviour that give it away. A word alone proves nothing, since notices speak of logins and of
maintenance too: an alarm counts only against a page that does not say its title and has little text of its own
(crawler/trust/belief.py)."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

GATE = 60  # characters: a longer line is no notice to those outside
BRIEF = 300  # characters: in a shorter text the words of a challenge are all it says
SHELL = 40  # letters: a page whose visible text is shorter says nothing
_HIDES = 200  # characters of script: a shorter one that is obfuscated counts visits
_GATE_KIND = "gate"  # of words that are no alarm: see is_gate

WORDS = files("crawler.read") / "alarms.tsv"


class Alarm(NamedTuple):
    """`kind`: its short name; `reason`: in words, for a verdict; `advice`: what an operator can do."""

    kind: str
    reason: str
    advice: str


CHALLENGE = Alarm(
    "challenge",
    "a challenge page instead of the article",
    "render = true may pass it; else ask the site to let the crawler in",
)
BLOCKED = Alarm("blocked", "a page that says the crawler is blocked", "crawl more slowly (delay = …) or ask the site")
MISSING = Alarm("missing", "a page that says there is no such article", "look whether the list's addresses moved")
LOGIN = Alarm("login", "a page that asks to log in or to pay", "it needs an account: another address may be public")
MAINTENANCE = Alarm("maintenance", "a page that says the site is being maintained", "nothing: it is tried again later")
SERVER = Alarm("server", "a server's error or default page at status 200", "nothing: it is tried again later")
ELSEWHERE = Alarm(
    "elsewhere",
    "a page of somebody else, a parked domain or a network's portal",
    "look whether the site has another address",
)
SHELL_ONLY = Alarm("shell", "an empty page that a script would fill", "render = true builds it in a browser")
FRAMES = Alarm("frames", "frames or a refresh that lead to no text", "give the address that the frame shows")
ALARMS = (CHALLENGE, BLOCKED, MISSING, LOGIN, MAINTENANCE, SERVER, ELSEWHERE, SHELL_ONLY, FRAMES)


class Evidence(NamedTuple):
    """What the rules look at. `text`: visible text that is no link; `script`: inline scripts; `marks`: addresses, names
    and classes of the page's scripts, forms, frames and boxes; `behind`: its <title> and <noscript>; `root`: the page.
    """

    text: str
    script: str
    marks: str
    behind: str
    root: Any


_CHALLENGE_MARKS = re.compile(
    r"cdn-cgi/challenge|_cf_chl|cf-(?:browser|turnstile|chl)|turnstile|__jsl|jsl_clearance|acw_sc__|\$_ts|yunsuo"
    r"|safedog|wzws|captcha|geetest|incapsula|incap_ses|perimeterx|datadome|ddos-guard|sucuri_cloudproxy|anubis"
    r"|safeline|\.within\.website|awswaf|challenge|slider|ray[\s_-]?id|waf[_-]",
    re.I,
)
_MOVES = re.compile(
    r"location(?:\.href)?\s*=|location\s*\.\s*(?:reload|replace|assign)\s*\(|\[\s*['\"]location['\"]\s*\]"
    r"|\.submit\s*\(\s*\)"
)
_SETS_COOKIE = re.compile(r"document\s*(?:\.\s*cookie|\[\s*['\"]cookie['\"]\s*\])\s*=")
# What a machine calls a request: no notice to the public has one in a few lines.
_ID = re.compile(r"(?<![0-9A-Za-z])(?=[\da-f-]*\d)(?=[\da-f-]*[a-f])[\da-f]{6}[\da-f-]{10,64}(?![0-9A-Za-z])")
_OBFUSCATED = re.compile(
    r"\beval\s*\(|fromCharCode|\batob\s*\(|_0x[0-9a-f]{3,}|unescape\s*\(|(?:\\x[0-9a-f]{2}){8}", re.I
)


@cache
def words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """(kind, pattern) of alarms.tsv."""
    lines = WORDS.read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return tuple((kind, re.compile(pattern, re.I)) for kind, pattern, _example in rows)


@cache
def _gates() -> tuple[re.Pattern[str], ...]:
    return tuple(pattern for kind, pattern in words() if kind == _GATE_KIND)


@cache
def _alarming() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, pattern) for kind, pattern in words() if kind != _GATE_KIND)


def is_gate(line: str) -> bool:
    """Whether a line alone says that the text is for those who log in or pay."""
    return len(line) <= GATE and any(pattern.fullmatch(line) for pattern in _gates())


def _challenge(evidence: Evidence, worded: bool) -> bool:
    """Two deeds of a challenge's script, or two signs of different kinds, or its words and hardly any others."""
    script = evidence.script
    deeds = [
        bool(_MOVES.search(script)),
        bool(_SETS_COOKIE.search(script)),
        len(script) > _HIDES and bool(_OBFUSCATED.search(script)),
    ]
    signs = [worded, bool(_CHALLENGE_MARKS.search(evidence.marks)), any(deeds)]
    if deeds.count(True) >= 2 or signs.count(True) >= 2:
        return True
    return worded and len(evidence.text) < BRIEF


def _login_form(evidence: Evidence) -> bool:
    return any(node.get("type", "").lower() == "password" for node in evidence.root.iter("input"))


def _shell(evidence: Evidence) -> bool:
    if len(evidence.text) >= SHELL:
        return False
    return evidence.root.find(".//script") is not None


def _frames(evidence: Evidence) -> bool:
    if len(evidence.text) >= SHELL:
        return False
    refresh = any((node.get("http-equiv") or "").lower() == "refresh" for node in evidence.root.iter("meta"))
    return refresh or any(True for _ in evidence.root.iter("frameset", "iframe", "frame"))


_BEHAVIOURS: tuple[tuple[Alarm, Callable[[Evidence], bool]], ...] = (
    (LOGIN, _login_form),
    (FRAMES, _frames),
    (SHELL_ONLY, _shell),
)


def raised(evidence: Evidence) -> list[Alarm]:
    """The alarms a page raises, each kind once. Pure; raises nothing."""
    worded = _worded(evidence)
    kinds = worded - {CHALLENGE.kind}  # whose words are common: `_challenge` weighs them
    kinds |= {alarm.kind for alarm, behaves in _BEHAVIOURS if behaves(evidence)}
    if not _login_form(evidence) and _challenge(evidence, CHALLENGE.kind in worded):  # its captcha is no challenge
        kinds.add(CHALLENGE.kind)
    if not kinds and not evidence.text:
        return [SHELL_ONLY]
    return [alarm for alarm in ALARMS if alarm.kind in kinds]


def _worded(evidence: Evidence) -> set[str]:
    said = f"{evidence.text} {evidence.behind}"
    kinds = {kind for kind, pattern in _alarming() if pattern.search(said)}
    return kinds | {BLOCKED.kind} if len(evidence.text) < BRIEF and _ID.search(evidence.text) else kinds


def told(text: str) -> str | None:
    """The kind of the alarm that the words of an article's short text raise: such a text may stand under its title in
    place of it."""
    if not 0 < len(text) < BRIEF:
        return None
    kinds = _worded(Evidence(text, "", "", "", None)) - {ELSEWHERE.kind}
    return next((alarm.kind for alarm in ALARMS if alarm.kind in kinds), None)


def of_kind(kind: str) -> Alarm:
    """The alarm of this kind."""
    return next(alarm for alarm in ALARMS if alarm.kind == kind)
