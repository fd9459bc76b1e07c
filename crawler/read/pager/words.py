"""What links of pagers say and are called, in the languages of the sites crawled: the word lists of pager.py."""

from __future__ import annotations

import re

_NEXT = (
    "下一?[页頁](?:面|加载)?|[后後]一?[页頁]|[下后]翻|[向往][后後](?:翻[页頁]?)?|前[进進]",  # Chinese
    r"次の(?:ページ|\d{1,3}件)|次へ?|다음(?: ?페이지)?",  # Japanese, Korean
    "next",
    "nächste[rns]?|weiter|vor",  # German
    "suivante?s?|page suivante",  # French
    "siguientes?",  # Spanish
    "próxim[ao]s?|seguinte",  # Portuguese
    "(?:pagina )?successiv[aoi]|avanti|prossim[ao]",  # Italian
    "volgende|nästa|neste|næste|seuraava",  # Dutch, Swedish, Norwegian, Danish, Finnish
    "další|následující|ďalšia|następn[aey]|dalej|következő",  # Czech, Slovak, Polish, Hungarian
    "вперед|вперёд|след(?:ующ(?:ая|ие))?|далее|дальше|наступна",  # Russian, Ukrainian
    "sonraki|ileri|επόμεν[ηο]|berikutnya|selanjutnya|trang sau|tiếp(?: theo)?|التالي|הבא|(?:หน้า)?ถัดไป",
)
# Says when, not which way: a blog's second page, which the page may call the next or the previous one.
_OLDER = (
    "(?:[较更]早的?|早期|以前的?)(?:文章|内容|公告|通知|信息|消息|新闻|动态)"
    "|[较更]?旧文章|過去の投稿|older|ältere|articles plus anciens|предыдущие записи"
    "|(?:entradas|artículos) (?:anteriores|(?:más )?antigu[ao]s)"
)
_THINGS = (
    r"(?:[\s_-]{0,4}(?:pages?|posts|entries|results|items|records|articles|news|seite|beiträge|einträge|artikel|meldungen"
    r"|entradas|página|pagina|strana|strona|sida|side|страница))?"
)
_LEAD = r"(?:(?:go to|view|show|see|load|the|zur|page|前往|转到|翻到|点击|查看|浏览|进入?) ?){0,4}"
_EDGES = r"[\s<>‹›«»≪≫〈〉《》←→↓▼▶►▷▸❯➔➡⇒|·….\[\]()（）【】〔〕「」『』“”:：_+-]"
_EDGE = rf"{_EDGES}{{0,20}}"  # bounded, as all is that stands beside another: a label may be a megabyte of blanks

BACK_SIGN = re.compile(r"[<‹«≪《←◀◁◂❮⬅⇐〈]")
SIGNS = re.compile(rf"{_EDGES}*")
_OF = (  # Next page: 2 of 9, 下一页（共9页）
    r"(?:\s{0,4}[:：(（]?\s{0,4}\d{1,5}\s{0,4}(?:of|von|de|sur|/)\s{0,4}\d{1,5}\s{0,4}[)）]?|\s?[(（][共第]\s?\d{1,5}\s?[页頁][)）])?"
)
ONE_ON = re.compile(r"[›>→▶►▷▸❯➔➡⇒〉]")
FAR_ON = re.compile(r"[»≫》]|>>|››")  # the next page of some pagers, the last page of others
NEXT = re.compile(rf"{_EDGE}{_LEAD}(?:{'|'.join(_NEXT)}){_THINGS}{_OF}{_EDGE}", re.I)
OLDER = re.compile(rf"{_EDGE}{_LEAD}(?:{_OLDER}){_THINGS}{_EDGE}", re.I)
BACK = re.compile(rf"{_EDGE}(?:上一?[页頁]|前一?[页頁]|prev(?:ious)?|zurück|vorherige|newer){_THINGS}{_EDGE}", re.I)
# Where a pager says that it stands: 第 1/9 页, 当前第 1 页, 页次：1/10.
AT = re.compile(
    r"(?:当前|现在|目前)(?:是|为|在)?\s*(?:[第:：]\s*)?(\d{1,5})\s*(?:页|/)|第\s*(\d{1,5})\s*(?:/|页\s*(?:[,，/|]\s*)?共|/\s*共)"
    r"|页[次码数]?\s*[:：]\s*(?:第\s*)?(\d{1,5})\s*(?:页\s*)?[/／]|page\s+(\d{1,5})\s+(?:of|/)\s*\d",
    re.I,
)
END = re.compile(rf"{_EDGE}(?:[首尾末]\s*[页頁]|(?:第一|最[后後末终終]一?|最前)\s*[页頁]|first|last){_EDGE}", re.I)
MORE = re.compile(
    rf"{_EDGE}(?:(?:点击|查看|加载|显示|载入|浏览|阅读)*更多(?:内容|信息|新闻|公告|结果|数据)?"
    r"|[下后後]\s?(?:[十几]|\d{1,2})\s?[页頁]"
    rf"|(?:load|show|view|see) more(?: \w+)?"
    rf"|more (?:\w+ )?(?:posts|news|results|entries|items|articles)|mehr (?:laden|anzeigen|meldungen)){_EDGE}",
    re.I,
)
# Back, to an end, to another article, through a calendar.
OUT = re.compile(
    r"上一?[页頁篇条]|前一?[页頁篇]|[首尾末]\s*[页頁]|最[后後前]|prev|newer|zurück|vorherige|précédent|anterior(?:es)?$|назад|前へ"
    r"|前のページ|이전|\b(?:last|first|final|end) ?(?:page|»|>)?$|letzte|dernière|última|ultim[ao]|erste seite|последн"
    r"|в конец|下一?[篇条章则個个]|次の記事|older? post$|nächster? (?:artikel|beitrag)"
    r"|\bnext (?:post|article|story|topic|thread|event|photo|image|slide|video|case|chapter|project|steps?)\b"
    r"|\bnext (?:day|week|month|year)\b|nächste[rns]? (?:tag|woche|monat|jahr)|下个?[月周週]|下一?[年天日月周週]"
    r"|后一天|明日|翌月|来月|来週|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|[\d一二三四五六七八九十]月",
    re.I,
)

# Names: of class and id.
NAMED = re.compile(
    r"(?:^|[^a-z])next|next(?:$|[^a-z]|page|post|link|btn|button)|xiayiye|xiaye|nxt(?:$|[^a-z])|right[_-]?arrow|(?:arrow|angle|chevron|turn|icon|pg|page|btn)(?:[_-]?right|[_-]r(?:$|[^a-z]))|(?:load|show|see)[_-]?more",
    re.I,
)
NAMED_OUT = re.compile(r"prev|last(?:$|[^a-z])|(?:^|[^a-z])first|newer|carousel|slide|swiper|slick|owl|banner", re.I)
PAGER = re.compile(r"page[rs]?(?:$|[^a-z])|pag(?:er|ing|inat|enav|ebar)|fenye|fanye|yema|navigation|nav-links", re.I)
CALENDAR = re.compile(r"calendar|datepicker|kalender|rili", re.I)
DISABLED = re.compile(r"(?:^|[\s_-])(?:disabled?|inactive|unclick|nolink|no-link)(?:$|[\s_-])", re.I)
CURRENT = re.compile(
    r"(?:^|[\s_-])(?:current\w*|active|selected|on|cur|curr|now|this\w*|sel|hover|highlight|checked|focus)(?:$|[\s_-])",
    re.I,
)
RED = re.compile(r"(?:^|[\s;])color\s*:\s*(?:red|#f00|#ff0000)\s*(?:;|!|$)", re.I)  # the colour of the current number
