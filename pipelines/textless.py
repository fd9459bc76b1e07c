"""Textless: a notice whose text stands elsewhere, in a picture, a file, a frame, on another site, is a notice with no
body. `points_on` tells a body that says no more than where the text is."""

from __future__ import annotations

import re
from collections.abc import Iterable

from nouns.items import ListingPage, Notice

_LONGEST = 60  # letters and digits; what says where a text is says it in fewer
# Without one of these a short body is a short notice.
_WHERE = re.compile(
    r"附件|附表|附图|附后|下[图表]|上图|如图|图片|图解|长图|海报|视频|扫[描码]|二维码|原文|全文|链接|点击|点此|下载|查看|公众号"
    r"|attach|annex|enclos|picture|image|video|poster|link|download|click|full text|original|pdf|below",
    re.I,
)
_SAYS_WHERE = re.compile(
    r"\S{0,40}\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|zip|rar|7z|csv|jpe?g|png|mp4)\b|https?://\S+"
    r"|附件|附表|附图|附后|附|[下上]?(?:面|方|列)?(?:图片?|表)|图解|长图|海报|视频|二维码|公众号|微信|微博|小程序|网[页站址]|阅读器"
    r"|扫一扫|扫描|扫码|识别|长按|原文|正文|全文|文件|文档|公[告示]|通[知告]|信息|资料|名单|表格|链接|地址|按钮|内容|详情|详细|具体|相关|更多|完整"
    r"|点击|单击|点此|点|下载|查看|查阅|阅读|浏览|观看|打开|进入|参[见阅]|详见|请见|见|看|请|敬请|欲|如|需|可|了解|至|到|在|以下|如下|如图|所示"
    r"|以上|此处|此|这里|这|里|本|该|的|了|为|或|和|与|及|并|一|二|三|四|五|六|七|八|九|十|下|上|(?<!\d)\d{1,2}(?!\d)"
    r"|\b(?:please|kindly|see|refer|view|read|watch|find|open|the|to|for|in|on|at|is|are|as|of|a|an|and|or|this|here|below"
    r"|above|follow\w*|attach\w*|annex\w*|enclos\w*|pictures?|images?|videos?|posters?|links?|downloads?|click|full|text"
    r"|original|details?|more|document|notice|announcement|file|files|pdf|s)\b",
    re.I,
)
_OTHER = re.compile(r"[\W_]+")


def points_on(body: str, names: Iterable[str] = ()) -> bool:
    """Whether a body says nothing but where the text is: 详见附件, 点击查看全文. `names`: what is said as well, such as
    the title and what attachments are called."""
    longest = _LONGEST + sum(map(len, names))
    for part in (body[: longest + longest // 2], body):  # most of what is too long is so at its beginning
        if len(_OTHER.sub("", part)) > longest:
            return False
    if not _WHERE.search(body):
        return False
    for name in sorted(filter(None, names), key=len, reverse=True):
        body = body.replace(name, " ")
    return not _OTHER.sub("", _SAYS_WHERE.sub(" ", body))


class TextlessPipeline:
    """Empties a body that is none and flags the notice "no-text"."""

    def process_item(self, item: Notice | ListingPage) -> Notice | ListingPage:
        if isinstance(item, Notice) and self.no_text(item):
            item.body = ""
            item.flags = [flag for flag in item.flags if flag != "empty"]
            item.flags.insert(0, "no-text")
        return item

    @staticmethod
    def no_text(item: Notice) -> bool:
        """Whether what it has for a text only points at what it has besides."""
        if "login" in item.flags:
            return False
        names = [item.title, item.title_raw, *(name for name, _address in item.attachments)]
        if points_on(item.body, names):
            return True
        return bool(item.attachments) and item.body in ("", item.title, item.title_raw)
