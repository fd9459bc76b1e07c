"""Clean: the date and number a document bears in its own text, apart from when it was published."""

import re
from collections.abc import Iterator
from datetime import date

from pipelines.characters import WIDE, holds
from pipelines.grammar.meanings import REPUBLIC
from pipelines.grammar.spelling import spell

HEAD, LABELLED, TAIL = 600, 2000, 1000  # characters: where a document begins, has its labels, and ends
# What every date below has: a day in words, or a label (see `document_date`).
_DAY = re.compile(r"年\s?[\d一二三四五六七八九十]{1,3}\s?月\s?[\d一二三四五六七八九十廿卅]{1,3}\s?日")
_FULL = (
    r"(?:(?:(?:19|20)\d\d|[一二][〇○零OoO0一二三四五六七八九]{3}|民[國国]\s?[\d一二三四五六七八九十百]{2,5})"
    r"\s?年\s?[\d一二三四五六七八九十]{1,3}\s?月\s?[\d一二三四五六七八九十廿卅]{1,3}\s?日)"
)
_FULL_DATE = re.compile(_FULL)
_LABELLED_DATE = re.compile(rf"\s*(?:[:：]\s*)?(?:中[华華])?({_FULL}|20\d\d([-./])\d\d?\2\d\d?(?!\d))")
_MADE = re.compile(r"成文(?:日期|时间)")
_SENT = re.compile(r"(?:[发發]文|印[发發]|[制签簽][发發]|签署)(?:日期|时间|時間)")
# 在…会议上 without a comma after it: "…推介会上，区长说" is the event a news story tells of.
_SPOKEN = re.compile(
    rf"({_FULL})\s?(?:[上下]午)?\s?[在于於][^。;；,，\n]{{2,60}}?"
    r"(?:[会會][议議]?|论坛|論壇|仪式|儀式)(?:上(?!\s*[,，])|(?=[\s)）]))"
)
# "2015年6月1日 市人大常委会第八次会议通过", in brackets or not; prose goes on: 审议通过了, 通过的, 通过，.
_ADOPTED = re.compile(rf"({_FULL})[^。；;，,\n]{{2,80}}?(?:通过|通過|修[正订訂]|批准)(?=[\s)）;；]|$|根[据據]|{_FULL})")
_BRACKETED = re.compile(rf"^[^\n。]{{0,60}}[(（]\s*({_FULL})\s*[)）]\s*$", re.MULTILINE)
_SIGNER = re.compile(
    r"(?:政府|[办辦]公[室厅廳]|委[员員][会會]|[局厅廳部院署委处處所办会會站]|公司|中心|小组|银行)"
    r"\s*(?:[(（][^()（）]{1,6}[)）]\s*)?$"
)
_AFTER_SIGNATURE = re.compile(r"\s*(?:$|[(（]|附件|此件|抄送|公开|印[发發]|责任编辑)|[^\S\n]*\n")
_NUMBER = re.compile(
    r"(?P<office>[一-鿿]{2,20})\s*[〔\[【(（［﹝]\s*(?P<year>(?:19|20)\d\d|1\d\d)\s*[〕\]】)）］﹞]\s*(?:第\s*)?(?P<n>\d{1,5})\s*[号號]"
    r"|(?P<kind>公告|通告|令)\s*(?P<kind_year>(?:19|20)\d\d)\s*年\s*(?:第\s*)?(?P<kind_n>\d{1,5})\s*[号號]"
    r"|(?P<plain>[一-鿿]{2,12}字第\s*\d{1,12}\s*[号號])"
)
_NUMBER_LABEL = re.compile(r"(?:[发發]文字[号號]|文[号號])\s*[:：]?\s*")
# The run of characters before 〔2025〕 may begin with the end of the title.
_TITLE_END = re.compile(r"^.*(?:通知|意见|决定|公告|通告|办法|规定|细则|方案|批复|规划|措施|条例|根据|依据|按照)(?=..)")


def _labelled(label: re.Pattern, text: str) -> Iterator[str]:
    for m in label.finditer(text):
        if day := _LABELLED_DATE.match(text, m.end()):
            yield day[1]


def _signatures(body: str) -> Iterator[tuple[bool, str]]:
    """(is it the printer's line, date) for every date under the name of an office, in the order of the text."""
    for m in _FULL_DATE.finditer(body):
        after = _AFTER_SIGNATURE.match(body, m.end())
        if after and _SIGNER.search(body, max(0, m.start() - 45), m.start()):
            yield after[0].strip()[:1] == "印", m[0]


def _dates_borne(title: str, body: str) -> Iterator[str]:
    """The dates a document bears, the surest place first."""
    head = f"{title}\n{body[:HEAD]}"
    edges = f"{title}\n{body[:LABELLED]}\n{body[LABELLED:][-TAIL:]}"
    yield from _labelled(_MADE, edges)
    yield from (m[1] for m in _SPOKEN.finditer(head) if "。" not in head[len(title) : m.start()])
    yield from _ADOPTED.findall(head)[:-2:-1]  # the last: the text is the one then amended or approved
    yield from _BRACKETED.findall(head)
    yield from (signed for _, signed in sorted(_signatures(body), key=lambda signature: signature[0]))
    yield from _labelled(_SENT, edges)


def document_date(title: str, body: str) -> str | None:
    """The day (ISO 8601) the document itself bears, None for none.

    成文日期, else a speech's opening, its adoption, its signature, its printing. The year of a document number alone
    is no date, and neither is the day of an event that a news story tells of.
    """
    title, body = _narrow(title), _narrow(body)
    if not (_has_sign(title) or _has_sign(body)):
        return None  # mostly, and in a fifth of the time
    for found in _dates_borne(title, body):
        year, month, day = (int(number) for number in re.findall(r"\d+", spell(found)))
        if "民" in found:
            year += REPUBLIC
        try:
            return date(year, month, day).isoformat()
        except ValueError:
            continue
    return None


def _narrow(text: str) -> str:
    if holds(text, WIDE):
        for wide, narrow in zip("０１２３４５６７８９", "0123456789", strict=True):  # ten times as fast as `translate`
            text = text.replace(wide, narrow)
    return text


def _has_sign(text: str) -> bool:
    """Whether there is anything that each date a document bears has."""
    return any(sign.search(text) for sign in (_DAY, _MADE, _SENT))


def document_number(title: str, body: str) -> str | None:
    """The document's own number (罗府规〔2025〕3号, 公告2025年第3号), None when it only cites others.

    Its own stands at an end of the title, behind 发文字号, or on a line of its own in the head of the body.
    """
    title = title.strip("()（）[]【】 ")
    number = next(_numbers_borne(title, body), None)
    if number is None:
        return None
    if number["office"]:
        return f"{_TITLE_END.sub('', number['office'])}〔{number['year']}〕{number['n']}号"
    return number["plain"] or f"{number['kind']}{number['kind_year']}年第{number['kind_n']}号"


def _numbers_borne(title: str, body: str) -> Iterator[re.Match[str]]:
    """The numbers a document bears, the surest place first."""
    for number in _NUMBER.finditer(title):
        if not number.start() or number.end() == len(title):
            yield number
    labelled = (_NUMBER.match(body, label.end()) for label in _NUMBER_LABEL.finditer(body[:LABELLED]))
    alone = (_NUMBER.fullmatch(line.strip()) for line in body[:HEAD].split("\n"))
    yield from filter(None, labelled)
    yield from filter(None, alone)
