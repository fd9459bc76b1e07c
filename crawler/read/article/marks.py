"""Words by which a line says that it belongs to a page and not to its article: labels above the text, what ends it, the
site's foot, the table of an open-government catalogue. Under body.py and heading.py."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from crawler.read.article import days
from pipelines.grammar import written

# A line that ends the article, and no sentence that goes on so (下一条高铁线路明年开工。).
TAIL = re.compile(
    r"^\W{0,3}(?:(?:(?:责任)?编辑|责编)\s*[:：|｜丨]|(?:[上下]一[篇条页]|(?:推荐|延伸|热门)阅读|猜你喜欢|为您推荐|版权(?:[与及和]免责)?声明|免责声明"
    r"|返回(?:顶部|列表|首页))(?![\u4e00-\u9fff][^|｜]{8,}。\W?$)"
    r"|(?:相关|关联|热门|扩展|拓展|往期|友情)(?:阅读|新闻|文章|链接|推荐|稿件|信息|附件|文件|文档|报道|政策|解读|内容|图解|排行|回顾|访谈)(?:下载)?\s*[:：]?\W*$"
    r"|版权所有|特别声明\s*[:：]|分享(?:到|至)|扫一扫|【?(?:打印|关闭)(?:本页|窗口|此页|文章)?】?\W*$|举报\W*$"
    r"|最[后近]更新(?:时间|日期)?\s*[:：]|(?:创建|上次修改)时间\s*(?:19|20)\d\d|附件(?:下载|列表|信息)?\s*[:：]\s*$"
    r"|.{0,12}お?問い?合わ?せ先?\W*$|関連(?:リンク|情報|記事|ページ)\W*$|(?:목록|문의처|이전글|다음글)\W*$"
    r"|(?:tin liên quan|các tin khác|noticias relacionadas|weitere (?:meldungen|nachrichten|artikel))\W*$"
    r"|原创内容，未经授权|未经授权|(?:copyright\s*)?©|copyright\b|all rights reserved"
    r"|(?:related|read more|see also|more from|leave a (?:reply|comment)|share this|don'?t miss|comments?)\W*$)",
    re.I,
)

# Labels that stand between title and text, on a line of their own.
META = re.compile(
    r"[\[【(（]?(?:(?:最[后近]|信息|文章|稿件)?(?:发布|发稿|发表|更新|成文|发文|录入|上传|公开|公布|签[署发]|信息提供|提交"
    r"|添加|创建|张贴|刊登|上版|建档)?(?:时间|日期|时閒|机构|单位|部门|文号|者|人)"
    r"|(?:发布|发表|更新)(?:于|在)|最[后近]更新)\s*[:：]"
    r"|(?:挂网|上网|见报)(?:时间|日期)\s*[:：]|(?:公告|通告)(?:时间|日期)\s*[:：]\s*[\d年月/.-]{8,11}日?(?!\s?[至到—~日\d-])"
    r"|(?:发布|发表|更新)于?\s*(?:(?:19|20)\d\d[-/.年])?\d{1,2}[-/.月]\d{1,2}日?(?:\s|$)"
    r"|[\[【(（]?(?:文章|信息|稿件|新闻|本文|内容)?(?:来源于?|出处|稿源|作者|记者|分类|类型)\s*[:：]"
    r"|(?:撰稿人?|供稿|通讯员|[初复终一二三]审|审核|校对|(?:责任)?编辑|责编|摄影|选稿)\s*[:：]"
    r"|(?:浏览|点击|阅读|访问|查看)(?:次数|量|数)?\s*[:：]|字\s*[号体]\s*(?:大小\s*)?[:：]|字体大小|索\s*引\s*号"
    r"|(?:创建|上次修改|最后修改)时间\s*(?:19|20)\d\d[-/.年]"
    r"|(?:Time|Date|Source|Author|Views|Hits|Publish(?:ed)?(?: (?:on|time|date))?|Posted(?: on)?)\s*[:：]"
    r"|(?:公開|掲載|(?:最終)?更新)日\s*[:：]?\s*(?:令和|\d)"
    r"|以下文章来源于|(?:\d{1,3}\s?(?:秒|分钟|小时|天|周|个月|年)|刚|半年)前(?=\s|$|[|·])"
    r"|分享\s*(?:到|[:：])|【?打印"
    r"|您?(?:当前|现在|目前)?所?在?的?位置\W|原标题\s*[:：]"
)
# What is asked in an interview: 记者：今年缺工多少？ Names end in no such mark.
SPOKEN = re.compile(r"记者\s?[:：](?:[^|｜]{3,150}[？！]|[^\s|｜]{12,150}。)[”」]?$")
_PLAYER = re.compile(r"\D{0,16}\d{1,2}:\d\d\s?/\s?\d{1,2}:\d\d\D{0,10}")  # 听全文 00:00 / 03:21
# A moment alone, as templates write it; authors date a speech or a decree in words (2025年8月6日).
_MOMENT = re.compile(rf"\W*{written.DAY_IN_FIGURES}{written.CLOCK}\W*")
_DAY = re.compile(r"^(?:[\[【(（]\s?)?[\d\s年月日时分秒:：/.-]{8,25}(?:\s?[\]】)）])?\s*")
_NAME_MOMENT = re.compile(rf"[^，。；、,;：:]{{2,24}}[\s|｜]+{written.DAY_IN_FIGURES}{written.CLOCK}")
_MOMENT_NAME = re.compile(rf"{written.MOMENT}[\u4e00-\u9fffA-Za-z]{{2,20}}")  # 2024-06-13滨江日报
GLUED = re.compile(  # 滨江日报2024-06-13 10:46
    rf"[\u4e00-\u9fff·]{{3,24}}(?<!时间)(?<!日期)(?<!截止)(?<!更新)(?<![于至自])(?P<moment>{written.MOMENT})"
)
_WEEKDAY = re.compile(r"\s?[（(]?(?:星期|周)[一二三四五六日天][)）]?")
_DAY_ALONE = re.compile(
    rf"{written.DAY_OVER_MONTH}"  # the day over month and year
    rf"|{written.CHINESE_YEAR}[一二三四五六七八九十]{{1,2}}月[一二三四五六七八九十]{{1,3}}日"
    rf"|[\[【]?\s*{written.DAY_LOOSE}{written.CLOCK}\s*[\]】]?"
    rf"|\d{{1,2}}[./-]\d{{1,2}}[./-]{written.YEAR}"  # as they write it abroad
)
DAY_IN_PARTS = re.compile(  # 2024 06/13 10:46:05, each in an element of its own
    rf"({written.YEAR})年?\s+(\d{{1,2}})\s*[-/.月]\s*(\d{{1,2}})日?(?:\s+(\d{{1,2}}:\d\d(?::\d\d)?))?"
)
DAY_OVER_MONTH = re.compile(written.DAY_OVER_MONTH)
DAY_ALONE = re.compile(r"[0-3]?\d日?")
MONTH_ALONE = re.compile(rf"({written.YEAR})\s?[-/.年]\s?(\d{{1,2}})月?")
YEAR_ALONE = re.compile(rf"({written.YEAR})年?")
DAY_AND_CLOCK = r"\d{1,2}[-/.月]\d{1,2}日?\s+\d{1,2}:\d\d(?::\d\d)?"
_DAY_OF_NO_YEAR = re.compile(rf"{DAY_AND_CLOCK}|\d{{1,2}}[-/.月]\d{{1,2}}日?")
_PIECES_OF_DAY = (DAY_ALONE, MONTH_ALONE, DAY_IN_PARTS, YEAR_ALONE, _DAY_OF_NO_YEAR)
DAY_IN_WORDS = (  # 13 de junio de 2024, June 13, 2024
    rf"(?:\d{{1,2}}(?:st|nd|rd|th|\.)?\s(?:de\s|of\s)?[^\W\d_]{{3,10}}\.?,?\s(?:de\s)?{written.YEAR}"
    rf"|[^\W\d_]{{3,10}}\.?\s\d{{1,2}}(?:st|nd|rd|th)?,?\s{written.YEAR})"
)
_DAY_IN_WORDS = re.compile(DAY_IN_WORDS)
_DAY_OF_ERA = re.compile(r"(?:令和|平成|民[國国])\s?(?:\d{1,3}|元)\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日")
_DAY_ABROAD = re.compile(
    rf"[^\W\d_][^\d:：\u3400-\u9fff]{{1,24}}[:：]\s*(?:{written.DAY_LOOSE}|\d{{1,2}}[-/.]\d{{1,2}}[-/.]{written.YEAR}){written.CLOCK}"
)
_LABEL_AFTER = re.compile(  # a line that ends in labels: 云栖区门户网站 www.a.cn 时间：2022-08-11 14:21 来源：云栖日报
    r"(?:发布|更新)?(?:时间|日期)\s*[:：]\s*(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}.{0,12}"
    r"(?:来源|作者|浏览|点击|阅读|编辑|字号|分享)\s*[:：]"
)
_MOMENT_LABELLED = re.compile(  # 云栖区门户网站 www.a.cn 2024-06-13 来源：云栖日报
    rf"{written.MOMENT}[\s|｜]+(?:来源|稿源|作者|浏览|点击|阅读|访问|查看|编辑|字号|分享|评论)(?:次数|量|数)?\s*[:：(（]"
)
_IN_WORDS_SAID = re.compile(  # Last updated 13 June 2024
    rf"(?:first |last )?(?:published|posted|updated|modified|reviewed)(?: on| at)?\s?:?\s?(?:{_DAY_IN_WORDS.pattern})",
    re.I,
)
_ISSUE = re.compile(
    rf"《[^《》]{{2,20}}》\s*[（(]\s*{written.DAY}[^（）()]{{0,24}}[）)]"
)  # 《云栖日报》（2024-06-13 第3版）
_PAPER = re.compile(  # 云栖日报 2024年6月13日 第A03版
    rf"《?[\u4e00-\u9fff]{{2,16}}[报刊社网]》?\s?[（(]?\s?{written.DAY}[\s,，:：]*(?:第\s?\w{{1,4}}\s?版.{{0,12}}|星期.)?[)）]?"
)
_SAID_LAST = re.compile(  # 公示期：2024-06-14至2024-06-20 / 发布：2024-06-13
    rf"[\s/|｜,，]发布\s*[:：]\s*{written.DAY}\s*$"
)
_PAIRS = re.compile(  # 受理日期：2023-05-06 批准日期：2023-08-01 公布日期：2024-06-13
    rf"(?:[\u4e00-\u9fff]{{2,6}}\s*[:：]\s*{written.DAY}(?:\s?[至到—~-]\s?{written.DAY})?[\s|｜/]*){{2,6}}"
)
_PUBLISHED = re.compile(r"(?:发布|公布|公开|发表)(?:日期|时间)?\s*[:：]")
_CELLS = re.compile(  # 来源 云栖日报 作者 林晓岚 发布时间 2024-06-13: a row of cells
    r"(?:(?:来源|作者|(?:责任)?编辑|审核|(?:浏览|点击|阅读)(?:次数|量)|(?:发布|发文|更新|信息)?(?:时间|日期|单位|机构|来源))\s\S{1,24}\s?){2,6}"
)
NAMED_DAY = re.compile(  # （滨江日报 2024年6月13日 记者 陈立）
    rf"[（(]\s*[\u4e00-\u9fff]{{2,24}}[报网社台局委办厅][\s|｜]*{written.DAY}\s*(?:记者[\s\u4e00-\u9fff]{{3,12}})?[）)]"
)
_MOMENT_SAID = re.compile(  # 滨江客 于 2024-06-13 10:46 发布
    rf".{{0,30}}?{written.MOMENT}\s*(?:发布|发表|更新|编辑)"
)
_MOMENT_AND = re.compile(  # 2024-06-13 10:46 云栖日报, 2024.06.13 | 浏览 35
    rf"\W*{written.MOMENT}[\s|｜]+[^，。；,;]{{0,40}}"
)
TEXT_LABEL = re.compile(r"(?:正\s*文|(?:详细|信息)?内\s*容)\s*[:：]?")  # the cell beside a form's text
LABEL_ALONE = re.compile(
    r"(?:发布|发文|公开|更新|录入|生成|信息|文章)?(?:时间|日期|机构|单位|部门|来源|作者|分类|类型)\s*[:：]?"
)
# The fields of an open-government catalogue (GB/T 政府信息公开目录), as rows of a table or a list above the text.
CATALOGUE = (
    "索引号|索取号|信息索引|发布机构|發布機構|发文机关|发文机构|发文单位|公开机构|公开责任部门|责任部门|制发机关|成文日期|成文时间|发文日期|发文时间|生成日期"
    "|制发日期|发布日期|公开日期|发文字号|文号|文件编号|主题分类|主题词|体裁分类|信息分类|所属主题|服务对象|组配分类|公开方式|公开范围|公开时限|公开类别"
    "|公开形式|公开程序|有效性|有效期|时效性|是否有效|效力状态|生效日期|实施日期|废止日期|失效日期|关键词|关键字|名称|标题|信息标题|公告标题|文章标题|信息名称|信息类别|信息类型|公告类型|内容概述|内容概要|分类|载体类型"
)
_BRACKETED = re.compile(rf"[\[【]\s?({CATALOGUE}|来源|作者|发布时间)\s?[\]】]\s?(?=[^\s\[【])")
_CATALOGUE_ROW = re.compile(rf"[\[【]?(?:{CATALOGUE})[\]】]?(?=[:：\s]|$)")
LABELS_ROW = re.compile(rf"(?:(?:{CATALOGUE}|发布时间|发文时间|备注)[:：]?\s*){{3,}}")  # over a row of their values
RIGHTS = re.compile(r"\W{0,3}(?:(?:版权|免责)(?:[与及和](?:版权|免责))?(?:声明|说明))\W{0,3}")
RIGHTS_SAID = re.compile(r"凡本(?:站|网)|凡.{0,12}注明")

# What a site ends its pages with: unmistakable, or so only where nothing but the like follows.
FOOT = re.compile(
    r"^\W{0,3}(?:版权所有|copyright\b.{0,40}(?:19|20)\d\d|©)|版权所有\s*(?:[:：©]|[(（]c[)）]|$)"
    r"|all rights reserved\W*$|ICP备\s*\d|ICP备案号|公网安备|网站标识码",
    re.I,
)
FOOT_PERHAPS = re.compile(
    r"^\W{0,3}(?:(?:主办|承办|协办|指导|制作|运维|维护|技术支持|网站支持)(?:单位|机构)?\s*[:：]|.{2,20}\s(?:主办|版权所有)(?:\s|$)"
    r"|(?:联系|单位)?地址\s*[:：].{0,60}(?:邮编|邮政编码|电话)|(?:网站)?技术支持|建议使用.{0,40}(?:分辨率|浏览)"
    r"|政府各机构联系电话|网站地图|关于我们|(?:党政机关|事业单位))"
)
FOOT_NAME = re.compile(r"(?:^|[-_])(?:foot\w{0,6}|bottom|copyright|copy|banquan|bq|btm|ft|dibu)(?:[-_\d]|$)", re.I)

# The same run on to other words (GfootBox, c_footer, pageFoot), and what stands in it.
FOOT_IN_NAME = re.compile(r"foot(?!note|ball|print|path|wear|age|hill|hold|step)|Foot(?![a-z])|Footer", re.I)
CONTACT = re.compile(
    r"热线|客服|(?:电话|邮箱|地址|邮编|传真|微信|E-?mail|Tel|Phone|Fax|Adresse)\s*[:：]|\(?0\d{2,3}\)?[-—]\d{7,8}", re.I
)

# Boxes that templates write who and when into.
BYLINE_NAME = re.compile(r"(?:by(?:line)?|(?:(?:post|entry|article|news)[-_]?)?(?:meta|info)|source|ly|fbt)", re.I)

TAB_NAME = re.compile(
    r"(?:\w{1,12}[-_])?tabs?(?:[-_]{0,2}(?:nav|hd|head|header|tit|titles?|bar|menu|list|btns?|label|names?|top|ul))?"
    r"(?:[-_]\w{1,10})?",
    re.I,
)

_EVENT = re.compile(
    r"(?:[一二三四五六七八九十\d]{1,2}[、.．]\s*)?(?:活动|会议|培训|讲座|报告|研讨|教研|考试|面试|集合)?"
    r"(?:时\s*间|地\s*点|内\s*容|主\s*题|主\s*持\s*人|主\s*讲\s*人|参加人员|对\s*象|形\s*式|嘉\s*宾)\s*[:：]"
)
_APART = re.compile(r"[|｜]|\s(?=[\u4e00-\u9fff]{2,4}\s?[:：])")  # what sets labels apart
_SENTENCE_END = re.compile(r"[。；！？]")
_SPREAD = re.compile(
    r"日\s+期|时\s+间|作\s+者|发\s?布\s(?:时\s?间|日\s?期)|索[\s\u3000]*引[\s\u3000]*号|文[\s\u3000]+号|主[\s\u3000]+题[\s\u3000]*词|名[\s\u3000]+称|标[\s\u3000]+题|来[\s\u3000]+源"
)


@lru_cache(maxsize=4096)
def joined(line: str) -> str:
    """The line (its white space single spaces) with its spread labels closed up and those in brackets as others:
    索 引 号 is 索引号, [发布日期] 2024-06-13 is 发布日期：2024-06-13."""
    if "]" in line or "】" in line:
        line = _BRACKETED.sub(r"\1：", line)
    if " " not in line:
        return line
    return _SPREAD.sub(lambda match: "".join(match[0].split()), line)


@lru_cache(maxsize=4096)
def is_catalogue(line: str) -> bool:
    """Whether a line is a row of an open-government catalogue: 索引号 014/2024 发布机构 …"""
    return len(line) < 200 and bool(_CATALOGUE_ROW.match(joined(line)))


# Traditional characters, of Japan's too, of labels; each stands for one, so that what is found stands where it stood.
_SIMPLIFIED = str.maketrans(
    "發佈時間來單張貼檔稱處審編輯責瀏覽點閱數機構關門號議會場參加對電話傳郵聯絡網權協導製運維護術線",
    "发布时间来单张贴档称处审编辑责浏览点阅数机构关门号议会场参加对电话传邮联络网权协导制运维护术线",
)


def in_simplified(text: str) -> str:
    """A line with its label in simplified characters, in which the labels here are written."""
    return text if text.isascii() else text.translate(_SIMPLIFIED)


@lru_cache(maxsize=4096)
def is_meta(line: str) -> bool:
    """Whether a line says when, by whom and where its article appeared, and nothing of the article."""
    if len(line) >= 160 or SPOKEN.match(line):
        return False
    if ("20" in line or "19" in line) and _says_moment(line):
        return True
    return len(line) < 120 and bool(_PLAYER.fullmatch(line) or META.match(_DAY.sub("", joined(in_simplified(line)))))


def _says_moment(line: str) -> bool:
    """Whether a line that names a year is a moment, one with a name, or one that a label of publication announces."""
    return bool(
        _MOMENT.fullmatch(line)
        or _MOMENT_AND.fullmatch(line)
        or _MOMENT_SAID.fullmatch(line)
        or _LABEL_AFTER.search(line)
        or _MOMENT_LABELLED.search(line)
        or _IN_WORDS_SAID.fullmatch(line)
        or _ISSUE.fullmatch(line)
        or _SAID_LAST.search(line)
        or (_PAIRS.fullmatch(line) and _PUBLISHED.search(line))
        or is_row_of_labels(line)
    )


def is_row_of_labels(line: str) -> bool:
    """Whether a line is cells of labels and values: 来源 云栖日报 发布时间 2024-06-13."""
    return bool(_CELLS.fullmatch(line))


def is_moment_of(line: str) -> bool:
    """Whether a line is a name and a moment: 滨江日报 2024-06-13 10:46. So are signatures, below the text."""
    if len(line) <= 50 and _PAPER.fullmatch(line):
        return True
    told = (_NAME_MOMENT, _MOMENT_NAME, GLUED, NAMED_DAY)
    return len(line) <= 50 and any(pattern.fullmatch(line) for pattern in told)


def is_labelled_abroad(line: str) -> bool:
    """Whether a line is a label of another language and a day: Ngày đăng: 13/06/2024."""
    return len(line) <= 60 and bool(_DAY_ABROAD.fullmatch(line))


def is_day(line: str) -> bool:
    """Whether a line is a day and nothing else; in brackets it is that of a speech or a decree."""
    return bool(_DAY_ALONE.fullmatch(line) or _DAY_OF_ERA.fullmatch(line))


def says_day_in_words(line: str) -> bool:
    """Whether a line holds a day with its month's name."""
    return bool(_DAY_IN_WORDS.search(line))


def day_in_words(line: str) -> str | None:
    """The day with its month's name that a short line says, None for none."""
    said = _DAY_IN_WORDS.search(line) if len(line) <= 40 else None
    return said[0] if said else None


def is_piece_of_day(line: str) -> bool:
    """Whether a line is a part of a day, or a day in parts: what templates set large and small."""
    return any(pattern.fullmatch(line) for pattern in _PIECES_OF_DAY)


def is_day_in_words(line: str) -> bool:
    """Whether a line is a day with its month's name or of an era, and nothing else."""
    return len(line) <= 40 and bool(_DAY_IN_WORDS.fullmatch(line) or _DAY_OF_ERA.fullmatch(line))


def is_moment_in_pieces(line: str) -> bool:
    """Whether a line is a day, written in whatever way, and labels, names or counters beside it, set apart by bars:
    October 21, 2026 | Source: …, 投资促进局|2026-10-21|阅读 233."""
    pieces = [piece.strip() for piece in _APART.split(_WEEKDAY.sub("", line))] if len(line) <= 80 else []
    if len(pieces) < 2 or any(len(piece) > 30 or _SENTENCE_END.search(piece) for piece in pieces):
        return False
    return any(is_day(piece) or is_day_in_words(piece) or days.DATE.fullmatch(piece) for piece in pieces)


def counts_pages(line: str) -> bool:
    """Whether a line counts the pages of its article: 1 2 3, [1] [2]."""
    told = re.fullmatch(r"\D{0,2}\d{1,2}(?:\D{1,3}\d{1,2}){1,30}\D{0,2}", line)
    numbers = [int(number) for number in re.findall(r"\d+", line)] if told else []
    return len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))


@lru_cache(maxsize=1024)
def is_of_event(text: str) -> bool:
    """Whether a line says when, where or about what people meet."""
    return bool(_EVENT.match(in_simplified(text)))


def announces(texts: Sequence[str]) -> bool:
    """Whether lines begin with when and where people meet: what an article announces, and no label of its own."""
    return len(texts) > 1 and all(map(is_of_event, texts[:2]))
