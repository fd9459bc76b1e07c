"""Days as pages of other languages write them beside an article: behind a word of publication, with the month's name,
before the text's first words. Under dates.py."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, zip_longest

from crawler.read.article import marks
from crawler.read.article.days import RANGE
from crawler.read.article.lines import Line, weight
from pipelines.grammar import written

# Beginnings of words, of some twenty languages.
_PUBLISHED = (
    r"publi[sckéèžq]|pubblicat|posted|releas|issued|created|erschienen|erstellt|veröffentlich|mis en ligne|gepubliceerd"
    r"|geplaatst|offentlig|udgivet|julkaistu|opublik|dodan[oey]|zveřejn|vydáno|közzét|megjelent|yayın|objavlj|postat"
    r"|lisatud|опубл|дата пуб|создан|добавлен|δημοσ|ngày đăng|đăng (?:ngày|lúc)|게시일|등록일|작성일|입력|نشر"
)
_CHANGED = (
    r"updat|modif|revis|reviewed|last (?:change|edit)|aktuali|geändert|änderung|stand\b|mise? à jour|maj\b"
    r"|actuali[sz]|atualiz|aggiorn|bijgewerkt|gewijzigd|uppdater|oppdater|opdater|senast|sist endret|päivit|ostatni"
    r"|zmien|frissít|güncel|обновл|измен|ενημ|cập nhật|수정"
)
_GENERAL = r"date|datum|fecha|data|dato|time|uhrzeit|дата|ngày|tarih"  # Date: 13 June 2024
_OF_ANOTHER = re.compile(  # before a day: that of the last change, of another label, or the second of two
    rf"(?:{_CHANGED})[^\d|·•]{{0,24}}$|\d\s?[–—-]\s?$"
    rf"|(?<![^\W\d_])(?!{_PUBLISHED}|{_GENERAL})[^\W\d_\u3040-\u9fff]{{3,}}(?:\s[^\W\d_]{{2,}})?\s?:\s*$",
    re.I,
)
_CLOCK = (
    r"(?:,?\s(?:at\s|um\s|à\s|kl\.?\s|[-–]\s)?\d{1,2}[:h]\d\d(?::\d\d)?"
    r"(?:\s?[AaPp]\.?[Mm]\b\.?)?(?:\s(?:UTC|GMT)(?:[+-]\d{1,4})?)?)?"
)
_LAST_THE_YEAR = rf"(?<![\w./-])\d{{1,2}}[-/.]\s?\d{{1,2}}[-/.]\s?{written.YEAR}(?![-/.]?\d)"
_SAID = rf"(?:{marks.DAY_IN_WORDS}|{_LAST_THE_YEAR})"
_DAY = rf"(?:{marks.DAY_IN_WORDS}|{_LAST_THE_YEAR}|{written.DAY_LOOSE}){_CLOCK}"
_LABELLED = re.compile(rf"(?<![^\W\d_])(?:{_PUBLISHED})[^\d|·•]{{0,24}}?(?P<day>{_DAY})", re.I)
_CHANGED_ON = re.compile(rf"(?:{_CHANGED})[^\d|·•]{{0,24}}?(?P<day>{_DAY})", re.I)
_LABEL = re.compile(rf"(?:{_PUBLISHED}|(?:{_GENERAL})\b)[^\d.,;!?]{{0,16}}", re.I)  # its day is on the next line
_WORDED = re.compile(_SAID + _CLOCK)
_ALONE = re.compile(rf"\W{{0,2}}{_DAY}(?:\sUhr)?\W{{0,2}}")
_DATELINE = re.compile(  # YUNQI, June 13, 2024 –
    r"[A-Z][\w .,'()-]{2,60}?[,(/]\s?"
    rf"((?:[A-Z][a-z]{{2,8}}\.? \d{{1,2}},?|\d{{1,2}} [A-Z][a-z]{{2,8}},?) {written.YEAR})\s?[)/]*\s?[–—/:-]"
)
_OPENING = re.compile(rf"({_SAID})\s?(?:[–—:-]|\.)\s")  # 13. Juni 2024. Yunqi wächst …, 13.6.2024 - Yunqi wächst …
_BETWEEN = re.compile(r"[|｜·•]")
_LONGEST = 100  # characters: longer lines are of the text
_LONGEST_OF_DAY = 70  # and of a line that says a day, and by whom or where
_OPENINGS = 2  # sentences of a text before which its day may stand
_STOPS = re.compile(r"(?<!\d)[.!?…]\s+[A-ZА-Я“\"»«]|[;!?。；]")


def is_of_another(before: str) -> bool:
    """Whether what stands before a day makes it that of the last change, of another label, or the end of a time."""
    return bool(_OF_ANOTHER.search(before))


def labelled(lines: Sequence[Line]) -> Iterator[str]:
    """The days that a word of publication announces: Erschienen am 13.06.2024, Published: June 13, 2024."""
    for line, after in zip_longest(lines, lines[1:]):
        if len(line.spaced) >= _LONGEST:
            continue
        if said := _LABELLED.search(line.spaced):
            yield said["day"]
        elif after is not None and _LABEL.fullmatch(line.spaced) and _ALONE.fullmatch(after.spaced):
            yield after.spaced


def in_words(lines: Sequence[Line]) -> Iterator[str]:
    """Days with their month's name that stand alone or behind a bar; in a line that is no sentence and no link, also
    those beside a place, a weekday, a name."""
    for line in lines:
        text = line.spaced
        if len(text) >= _LONGEST:
            continue
        alone = [piece for piece in map(str.strip, _BETWEEN.split(text)) if marks.is_day_in_words(piece)]
        yield from alone
        if not alone and len(text) < _LONGEST_OF_DAY and not _STOPS.search(text) and _says_day(line):
            yield from _beside_others(text)


def _says_day(line: Line) -> bool:
    """Whether a line is no link, or one that begins with a day, to what else appeared then."""
    if not line.link:
        return True
    links = [line.node] if line.node.tag == "a" else line.node.iter("a")
    return any(_WORDED.match(" ".join(link.text_content().split())) for link in links)


def _beside_others(text: str) -> Iterator[str]:
    days = list(_WORDED.finditer(text))
    if len(days) == 1 and not is_of_another(text[: days[0].start()]) and not RANGE.match(text, days[0].end()):
        yield days[0][0]


def opening(lines: Sequence[Line]) -> Iterator[str]:
    """The day before a text's first words: YUNQI, June 13, 2024 – …, 13.6.2024 – …"""
    for line in islice((line for line in lines if weight(line) > 0), _OPENINGS):
        if opened := _DATELINE.match(line.text) or _OPENING.match(line.text):
            yield opened[1]


def is_day(text: str) -> bool:
    """Whether a text is a day and its clock, the year first or last."""
    return len(text) < _LONGEST_OF_DAY and bool(_ALONE.fullmatch(text))


def changed(lines: Sequence[Line]) -> Iterator[str]:
    """The days of the last change: Updated June 13, 2024."""
    for line in lines:
        if len(line.spaced) < _LONGEST and (said := _CHANGED_ON.search(line.spaced)):
            yield said["day"]


def is_label(text: str) -> bool:
    """Whether a text is a label of publication."""
    return bool(_LABEL.fullmatch(text))
