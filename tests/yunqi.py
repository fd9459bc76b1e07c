"""One article page and its text, for the tests of what stands around a text."""

from __future__ import annotations

from datetime import datetime, timezone

from crawler.read.article.article import read
from nouns.found import Article
from pipelines import text

NOW = datetime(2024, 12, 1, 2, 0, tzinfo=timezone.utc)
URL = "http://www.yunqi.example/info/1.html"
TITLE = "云栖高新区关于二期标准厂房公开招租的公告"
BODY = (
    "为推动园区产业集聚发展，现将有关事项公布如下，请各单位结合实际，认真组织落实，并及时反馈进展情况。",
    "项目位于园区东部片区，规划面积三万平方米，层高六米，由招商服务中心负责，欢迎符合条件的企业联系洽谈。",
    "入驻企业可按规定享受租金减免、人才公寓和设备补贴，具体标准以双方签订的合同约定为准，由管委会负责解释。",
)
TEXT = "".join(f"<p>{line}</p>" for line in BODY)


def page(
    head: str, window: str = f"{TITLE}_云栖管委会", inside: str = "", after: str = "", script: str = ""
) -> Article:
    """The article read from a page: `head` above its text, `inside` before it in its box, `after` below it."""
    html = (
        f"<html><head><title>{window}</title></head><body><div><a href='/'>首页</a></div><div>{head}<div class='content'>"
        f"{inside}{TEXT}</div>{after}</div><div class='footer'>版权所有：云栖管委会</div>{script}</body></html>"
    )
    return read(html, URL, NOW)


def lines(article: Article) -> tuple[str, ...]:
    """An article's text, cleaned, by its lines."""
    return tuple(text.clean(article.body).text.split("\n"))
