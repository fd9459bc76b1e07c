"""Pages without a text of their own, as sites have them, and their neighbours that have one or have nothing. For tests.

Each is a whole article page; what must come of it stands beside it.
"""

from __future__ import annotations

import zlib
from typing import NamedTuple

FOOT = """<div class="foot"><p>友情链接：<a href="https://www.gov.example.cn/">省政府网</a> <a href="https://www.stats.example.cn/">统计局</a></p>
<p>主办：清源经济开发区管理委员会　联系电话：0512-6666 8888</p><p>版权所有 清源经济开发区 苏ICP备12345678号</p></div>"""
MENU = "".join(f'<li><a href="/c/{n}/">{name}</a></li>' for n, name in enumerate(("首页", "走进清源", "投资指南", "通知公告", "互动交流")))


class Page(NamedTuple):
    """`attached`: the addresses that must be kept, in any order; `flags`: that must stand there; `body`: what the text
    must hold; None: the page is refused."""

    name: str
    content: str
    attached: tuple[str, ...] = ()
    flags: tuple[str, ...] = ("no-text",)
    body: str | None = ""
    script: str = ""
    meta: str = "发布时间：2025-08-12　来源：管委会　浏览：37次"

    def html(self, title: str) -> str:
        return f"""<!doctype html><html><head><meta charset="utf-8"><title>{title}-清源经济开发区</title>{self.script}</head>
<body><div class="top"><img src="/static/logo.png" width="300" height="80"><ul>{MENU}</ul></div>
<div class="crumb">您现在的位置：<a href="/">首页</a> &gt; <a href="/c/3/">通知公告</a> &gt; 正文</div>
<div class="main"><h1>{title}</h1><div class="info">{self.meta}</div><div class="content" id="zoom">{self.content}</div>
<div class="tools"><a href="javascript:window.print()">【打印】</a><a href="javascript:window.close()">【关闭】</a></div></div>
{FOOT}</body></html>"""

    @property
    def unseen(self) -> bool:
        """Whether it was looked at only when the rules were done."""
        return zlib.crc32(self.name.encode()) % 2 == 1


TEXTLESS = [
    Page("two scans", '<p><img src="/up/scan1.jpg"></p><p><img src="/up/scan2.jpg"></p>', ("/up/scan1.jpg", "/up/scan2.jpg")),
    Page("one long picture with its alternative text", '<p style="text-align:center"><img src="/up/long.png" alt="一图读懂" width="900"></p>', ("/up/long.png",)),
    Page("a lazy picture", '<p><img src="/static/loading.gif" data-original="/up/poster.jpg"></p>', ("/up/poster.jpg",)),
    Page("pictures in a figure", '<figure><img src="/up/a.webp"></figure><figure><img src="/up/b.webp"></figure>', ("/up/a.webp", "/up/b.webp")),
    Page("see attachment", '<p>详见附件。</p><p><a href="/f/plan.docx">附件：招商计划.docx</a></p>', ("/f/plan.docx",)),
    Page("only attachments", '<p><a href="/f/1.xlsx">附件1：企业名单.xlsx</a></p><p><a href="/f/2.zip">附件2：申报材料.zip</a></p>', ("/f/1.xlsx", "/f/2.zip")),
    Page("an attachment by a download script", '<p><a href="/download?id=77" download="公示名单.pdf">公示名单</a></p>', ("/download?id=77",)),
    Page("one link to the whole text elsewhere", '<p><a href="https://mp.weixin.qq.com/s/Kd81xq">点击查看全文</a></p>', ("https://mp.weixin.qq.com/s/Kd81xq",), ("no-text", "elsewhere")),
    Page("the original by its address", '<p>原文链接：<a href="https://www.jiangsu.example.cn/art/8.html">https://www.jiangsu.example.cn/art/8.html</a></p>', ("https://www.jiangsu.example.cn/art/8.html",), ("no-text", "elsewhere")),
    Page("the title as a link to another site", '<p><a href="https://www.jiangsu.example.cn/art/9.html">{title}</a></p>', ("https://www.jiangsu.example.cn/art/9.html",), ("no-text", "elsewhere")),
    Page("a script that leads to another site", "", ("https://mp.weixin.qq.com/s/abc-9",), ("no-text", "elsewhere"), script="<script>window.location.href = 'https://mp.weixin.qq.com/s/abc-9';</script>"),
    Page("a script that replaces the page", "", ("https://news.example.com/8/",), ("no-text", "elsewhere"), script='<script>location.replace("https://news.example.com/8/")</script>'),
    Page("a film", '<video controls src="/up/film.mp4"></video>', ("/up/film.mp4",)),
    Page("a film by its sources", '<video controls poster="/up/p.jpg"><source src="/up/film.mp4" type="video/mp4"></video>', ("/up/film.mp4",)),
    Page("an embedded file that is not there", '<embed src="/f/gone.pdf" type="application/pdf" width="100%" height="900">', ("/f/gone.pdf",)),
    Page("a viewer of another site", '<iframe src="https://view.officeapps.example.com/op/embed.aspx?src=https%3A%2F%2Fwww.qingyuan.example.cn%2Ff%2F9.docx" width="100%" height="800"></iframe>', ("https://www.qingyuan.example.cn/f/9.docx",)),
    Page("a frame of another site", '<iframe src="https://form.example.com/f/12345" width="100%" height="800"></iframe>', ("https://form.example.com/f/12345",)),
    Page("see the picture below", '<p>如下图所示：</p><p><img src="/up/map.jpg"></p>', ("/up/map.jpg",)),
    Page("scan the code for the whole text", '<p><img src="/up/20250812a.jpg" width="400" height="400"></p><p>扫描二维码查看全文</p>', ("/up/20250812a.jpg",)),
    Page("English, see attached", '<p>Please see the attached file.</p><p><a href="/f/en.pdf">Notice (PDF)</a></p>', ("/f/en.pdf",)),
    Page("an annex named by its number", '<p>附件：</p><p>1. <a href="/f/a1.doc">招商项目汇总表</a></p><p>2. <a href="/f/a2.xls">联系方式一览表</a></p>', ("/f/a1.doc", "/f/a2.xls")),
    Page("a picture in the page itself", '<p><img src="data:image/png;base64,' + "iVBORw0KGgo" * 400 + '"></p>', ("/a/{n}.html",)),
    Page("pictures by their set of sources", '<picture><source srcset="/up/w-800.webp 800w, /up/w-1600.webp 1600w"><img srcset="/up/w-800.jpg 800w, /up/w-1600.jpg 1600w"></picture>', ("/up/w-800.jpg",)),
    Page("a picture as background", """<div style="width:900px;height:1200px;background:url('/up/bg-poster.jpg') no-repeat"></div>""", ("/up/bg-poster.jpg",)),
    Page("a link to the picture", '<p><a href="/up/big.jpg">点击查看大图</a></p>', ("/up/big.jpg",)),
    Page("a file behind a button", """<p><button onclick="window.open('/f/guide.pdf')">打开</button></p>""", ("/f/guide.pdf",)),
    Page("a file behind a script link", """<p><a href="javascript:openFile('/f/guide2.docx', 1)">招商指南</a></p>""", ("/f/guide2.docx",)),
    Page("a download form", '<form action="/f/form.xlsx"><input type="submit" value="下载"></form>', ("/f/form.xlsx",)),
    Page("an attachment without an ending", '<p>附件：<a href="/upload/8f3a">入选企业名单</a></p>', ("/upload/8f3a",)),
    Page("a frameset", '<frameset cols="*"><frame src="https://show.example.com/8/"></frameset>', ("https://show.example.com/8/",)),
    Page("a script that sends the window on", "", ("https://mp.weixin.qq.com/s/tt7",), ("no-text", "elsewhere"), script="""<script>setTimeout("top.location='https://mp.weixin.qq.com/s/tt7'", 500)</script>"""),
    Page("a sound", '<audio controls><source src="/up/talk.mp3"></audio>', ("/up/talk.mp3",)),
    Page("a player told by its script", '<div id="player"></div><script>new DPlayer({video: {url: "/up/tour.m3u8"}});</script>', ("/up/tour.m3u8",)),
]

INNER = [
    Page("a frame on the site", '<iframe src="/body/{n}.html" id="content" width="100%" height="700"></iframe>', (), (), "正文在框架之内"),
    Page("an embedded file", '<embed src="/f/inner{n}.pdf" type="application/pdf" width="100%" height="700">', ("/f/inner{n}.pdf",), ("text-of-file",), "embedded file says"),
    Page("an object", '<object data="/f/inner{n}.pdf" width="100%" height="700"></object>', ("/f/inner{n}.pdf",), ("text-of-file",), "embedded file says"),
    Page("a viewer of files", '<iframe src="/js/pdf/web/viewer.html?file=/f/inner{n}.pdf" width="100%" height="900"></iframe>', ("/f/inner{n}.pdf",), ("text-of-file",), "embedded file says"),
    Page("a file handed to a script", '<div id="pdf"></div><script>new Pdfh5("#pdf", {pdfurl: "/f/inner{n}.pdf"});</script>', ("/f/inner{n}.pdf",), ("text-of-file",), "embedded file says"),
    Page("a file in an attribute", '<div class="pdf-box" data-pdf="/f/inner{n}.pdf"></div>', ("/f/inner{n}.pdf",), ("text-of-file",), "embedded file says"),
    Page("a file in a parameter", '<object type="application/x-reader" width="100%" height="700"><param name="src" value="/f/inner{n}.pdf"></object>', ("/f/inner{n}.pdf",), ("text-of-file",), "embedded file says"),
    Page("a viewer with the file behind a hash", '<iframe src="/js/viewer.html#file=/f/inner{n}.pdf" width="100%" height="900"></iframe>', ("/f/inner{n}.pdf",), ("text-of-file",), "embedded file says"),
]

EMPTY = [
    Page("an empty content", "", body=None),
    Page("white space", "<p>&nbsp;</p><p>　　</p>", body=None),
    Page("only decoration", '<p><img src="/static/icon.png" width="16" height="16"></p>', body=None),
    Page("a template that a script would fill", '<div id="app">{{ article.content }}</div>', body=None),
    Page("a counter of visitors", '<iframe src="/stat/count.html" width="0" height="0"></iframe>', body=None),
    Page("a frame of comments", '<iframe src="/comment/frame.html?id=7" width="100%" height="300"></iframe>', body=None),
    Page("a script that comes back to the site", "", body=None, script="<script>location.href = '/c/3/?from=app';</script>"),
    Page("the title and nothing else", "<p>{title}</p>", body=None),
    Page("a pixel in the page itself", '<p><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="></p>', body=None),
    Page("a background of the template", """<div class="bg" style="background:url(/static/bg.png)"></div>""", body=None),
    Page("share buttons", '<div class="share"><a href="https://service.weibo.example/share.php?url=x"><img src="/static/weibo.png" width="24"></a></div>', body=None),
    Page("links of the template", '<p>上一篇：<a href="/a/901.html">关于召开座谈会的通知</a></p><p>下一篇：<a href="/a/902.html">关于停水的通知</a></p>', body=None),
]

SHORT = [
    Page("one sentence", "<p>原定于8月20日举行的项目推介会改期至9月3日，地点不变。</p>", (), (), "改期至9月3日"),
    Page("a sentence and its attachment", '<p>现将2025年度重点招商项目名单予以公布，请见附件。</p><p><a href="/f/list.xlsx">附件：名单.xlsx</a></p>', ("/f/list.xlsx",), (), "予以公布"),
    Page("cancelled", "<p>该公告自即日起撤销，特此说明。</p>", (), (), "自即日起撤销"),
    Page("a telephone number under a picture", '<p><img src="/up/x.jpg"></p><p>招商热线：0512-6543 2100，联系人：周敏。</p>', (), (), "6543"),
    Page("a text with a film", '<p>近日，园区拍摄的招商宣传片正式上线，全片七分钟，展示了四个产业片区的建设成果。</p><video src="/up/v.mp4"></video>', (), (), "招商宣传片正式上线"),
    Page("a text with a frame beside it", '<p>园区二期标准厂房即日起对外招租，共三栋，每层两千平方米，层高六米，欢迎来电洽谈。</p><iframe src="/map.html" width="600" height="300"></iframe>', (), (), "每层两千平方米"),
]
