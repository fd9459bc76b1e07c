"""Clean: one spelling for all that dates are written with, before the patterns of `forms` read them.

Full width and traditional characters, Chinese numerals, the month names and time words of European languages
come out as digits, 年月日 and `{8}` for August.
"""

import re
import unicodedata

_CHARACTERS = {
    **str.maketrans("號時點鐘週個國剛兩間發佈於農曆陰○◯년월일", "号时点钟周个国刚两间发布于农历阴〇〇年月日"),
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
    **dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad")),
}
# Months that are also cut short (Aug., févr., ago): any prefix from three letters on that means one month only.
_ABBREVIATED = """
january february march april may june july august september october november december
januar februar märz april mai juni juli august september oktober november dezember
janvier février mars avril mai juin juillet août septembre octobre novembre décembre
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
januari februari maart april mei juni juli augustus september oktober november december
"""
_WHOLE = """
jänner feber mars april maj juni juli augusti september oktober november december
stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
ledna února března dubna května června července srpna září října listopadu prosince
január február március április május június július augusztus szeptember október november december
ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie
tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta
marraskuuta joulukuuta
ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου
οκτωβρίου νοεμβρίου δεκεμβρίου
"""
_MEANINGS = {
    "秒": "second seconds sec secs sekunde sekunden seconde secondes segundo segundos",
    "分钟": "minute minutes min mins minuten minuto minutos",
    "小时": "hour hours hr hrs stunde stunden heure heures hora horas",
    "天": "day days tag tage tagen jour jours dia dias",
    "周": "week weeks woche wochen semaine semaines semana semanas",
    "个月": "month months monat monate monaten mois mes meses",
    "年": "year years jahr jahre jahren ans ano anos",
    "今天": "today heute aujourdhui hoy",
    "昨天": "yesterday gestern hier ayer",
    "前天": "vorgestern",
    "{8}前": "ago atrás",  # English "3 days ago", Spanish and Italian "6 ago 2025"
}
_NO_MONTHS = ("set", "out")  # Italian and Portuguese would cut September and October so


def _fold(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _vocabulary() -> dict[str, str]:
    """Each word, folded, and what is written for it."""
    abbreviated = _months(_ABBREVIATED)
    words = _prefixes(abbreviated) | _months(_WHOLE) | abbreviated
    for meaning, line in _MEANINGS.items():
        words |= dict.fromkeys(_fold(line).split(), meaning)
    for english in _NO_MONTHS:
        del words[english]
    return words


def _months(names: str) -> dict[str, str]:
    """`{8}` for each name of August, of twelve names a year."""
    return {name: f"{{{place % 12 + 1}}}" for place, name in enumerate(_fold(names).split())}


def _prefixes(months: dict[str, str]) -> dict[str, str]:
    """The beginnings of three letters and more that mean one month only."""
    meant: dict[str, set[str]] = {}
    for name, month in months.items():
        for size in range(3, len(name)):
            meant.setdefault(name[:size], set()).add(month)
    return {prefix: of.pop() for prefix, of in meant.items() if len(of) == 1}


_VOCABULARY = _vocabulary()
_WORD = re.compile(r"[a-zß-ɏͰ-Ͽа-ӿ]{2,}")
_DIGITS = dict(zip("〇零o0一二两三四五六七八九", "00001223456789", strict=True))
_TENS = {"十": 10, "百": 100}
_NUMERAL = re.compile(
    r"(?<![周期拜第])(?<![〇零o0一二三四五六七八九十百廿卅两])[一二三四五六七八九十廿卅两][〇零o0一二三四五六七八九十百廿卅]*"
    r"(?=\s*(?:年|个|月|[日号天周点分秒]|时(?!间)|小时|星期|礼拜))"
)


def _number(numeral: str) -> str:
    """Digits of a Chinese numeral: 二〇二五 place by place, 一百一十四 and 廿三 by value."""
    numeral = numeral.replace("廿", "二十").replace("卅", "三十")
    if not re.search("[十百]", numeral):
        return "".join(_DIGITS[c] for c in numeral)
    value, digit = 0, 0
    for c in numeral:
        if c in _TENS:
            value += (digit or 1) * _TENS[c]
            digit = 0
        else:
            digit = int(_DIGITS[c])
    return str(value + digit)


def spell(text: str) -> str:
    """`text` in the one spelling the patterns of `forms` are written for: lower case, single spaces."""
    text = unicodedata.normalize("NFKC", text).translate(_CHARACTERS).lower().replace("'", "")
    if not text.isascii():
        text = _NUMERAL.sub(lambda m: _number(m[0]), text.replace("元月", "1月"))
    return _WORD.sub(lambda m: _VOCABULARY.get(_fold(m[0]), m[0]), " ".join(text.split()))
