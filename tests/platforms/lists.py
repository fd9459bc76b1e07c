"""List pages as real sites build them, a row a site: from a row's markup a whole page is made, with what is right on it.

The markup (names of classes, order of elements, how addresses and dates are written, the pager) is what public crawlers
say of these sites: DIYgod/RSSHub lib/routes/gov, yuanpneg/crawler-province-zhaobiao and others. The texts are our own.
One more platform is one more row (`make new-platform NAME=…` adds one).

A row: name, where its articles are, how it writes dates, what stands around the entries, an entry, the pager and more.
In an entry: {h} the address, {t} the title, {c} the title cut short, {d} the date, {n} a number, {y} {m} {D} year, month
and day, {id} an identifier. What stands around is given by its opening tags.
"""

from __future__ import annotations

import re
import zlib
from datetime import date, datetime, timedelta, timezone
from typing import NamedTuple
from urllib.parse import urljoin

from platforms import lists_fifth, lists_more, lists_third

NEWEST, TODAY = date(2025, 10, 30), date(2025, 11, 1)
BEIJING = timezone(timedelta(hours=8))
TOPICS = (
    "标准厂房面向社会公开招商的公告", "关于举办秋季重点产业项目推介会的通知", "新能源零部件项目签约落户", "集成电路企业房租补贴实施办法公开征求意见",
    "跨境电商综合试验区政策问答", "关于公布第二批数字化车间名单的通知", "海滨酒店地块出让结果公示", "智能装备基地二期工程施工招标公告",
    "区领导调研生物医药企业", "人才公寓配租方案（2025年版）政策解读", "港口物流园区物业服务采购更正公告", "省级开发区考核结果通报",
)  # fmt: skip

FILL_IN = "FILL-IN"  # stands in a new row (new.py) for what is not known yet


class Row(NamedTuple):
    name: str
    href: str
    dates: str | None
    around: str
    entry: str
    pager: str = "none"
    count: int = 12
    step: int = 5  # days between two entries
    page: str | None = None  # what the entries stand in instead of a page: a script, an answer
    address: str | None = None  # what {h} is to lead to, where {h} is not that itself
    cut: int = 0  # characters of {c}
    group: tuple[str, str] | None = None  # what stands before and after the entries of one year
    by: str = "year"  # or of one month
    titled: str = "{t}"  # what an entry's title is
    topics: tuple[str, ...] = TOPICS


class Entry(NamedTuple):
    url: str
    title: str
    date: str | None


class Page(NamedTuple):
    row: Row
    url: str
    html: str
    entries: list[Entry]
    next: str | None


# Pagers: where the page stands, the markup, where the next page is (None: there is none, or it needs more than a link).
PAGERS: dict[str, tuple[str, str, str | None]] = {
    "none": ("/zwgk/tzgg/index.html", "", None),
    "words": ("/zwgk/tzgg/index.html",
              "<div class='page'><span>首页</span><span>上一页</span><a href='index_2.html'>下一页</a><a href='index_9.html'>尾页</a></div>",
              "/zwgk/tzgg/index_2.html"),
    "last": ("/zwgk/tzgg/index_9.html",
             "<div class='page'><a href='index.html'>首页</a><a href='index_8.html'>上一页</a><span>下一页</span><span>尾页</span></div>", None),
    "numbers": ("/zwgk/tzgg/index.html",
                "<div class='pages'><a class='on' href='index.html'>1</a><a href='index_2.html'>2</a><a href='index_3.html'>3</a></div>",
                "/zwgk/tzgg/index_2.html"),
    "trs": ("/zwgk/tzgg/index.html", "<script>createPageHTML(9, 0, 'index', 'html');</script>", "/zwgk/tzgg/index_1.html"),
    "trs-count": ("/zwgk/tzgg/index.shtml",
                  "<script>var currentPage = 0;var countPage = 7;var name='index';if(currentPage+1<countPage)"
                  "document.write('<a href=\"index'+'_'+(currentPage+1)+'.shtml\">下一页</a>');</script>", "/zwgk/tzgg/index_1.shtml"),
    "trs-last": ("/zwgk/tzgg/index_8.html", "<script>createPageHTML(9, 8, 'index', 'html');</script>", None),
    "epoint": ("/TPFront/jyxx/003001/?Paging=1",
               "<div class='pagemargin'><table><tr><td class='pageout'>总记录数:188</td><td class='pageout'>总页数:13</td><td><font color='red'>1</font></td>"
               "<td class='pageout' onclick=\"window.location.href='/TPFront/jyxx/003001/?Paging=2'\">2</td>"
               "<td class='pageout' onclick=\"window.location.href='/TPFront/jyxx/003001/?Paging=2'\">下页 &gt;</td></tr></table></div>",
               "/TPFront/jyxx/003001/?Paging=2"),
    "epoint-static": ("/jyxx/003001/about.html",
                      "<div class='ewb-page'><ul><li class='ewb-page-li current'><a>1</a></li><li class='ewb-page-li'><a href='/jyxx/003001/2.html'>2</a></li>"
                      "<li class='ewb-page-li ewb-page-hover nextlink'><a href='/jyxx/003001/2.html'>&gt;</a></li></ul></div>", "/jyxx/003001/2.html"),
    "jeecms": ("/zbgg/index.jhtml",
               "<div class='pagesite'><div>共98条记录 1/10页 <a disabled='disabled'>首页</a> <a disabled='disabled'>上一页</a> "
               "<a href='index_2.jhtml'>下一页</a> <a href='index_10.jhtml'>尾页</a> 第<select><option>1</option><option>2</option></select>页</div></div>",
               "/zbgg/index_2.jhtml"),
    "jeecms-click": ("/zbgg/index.jhtml",
                     "<ul class='pages-list'><li><a>共98条记录 1/10页</a></li><li><a href='javascript:void(0);' onclick=\"location.href=encodeURI('index_2.jhtml');\">下一页</a></li></ul>",
                     "/zbgg/index_2.jhtml"),
    "jspx": ("/queryContent_1-jyxx.jspx",
             "<div class='pages'><a href='javascript:;' onclick=\"location.href='/queryContent_2-jyxx.jspx?title='\">下一页</a></div>",
             "/queryContent_2-jyxx.jspx?title="),
    "hanweb": ("/col/col910/index.html",
               "<div class='default_pgContainer'><span class='default_pgCurrentPage'>1</span><a class='default_pgBtn default_pgNext' "
               "href='/col/col910/index.html?uid=4015&amp;pageNum=2'>下一页</a></div>", "/col/col910/index.html?uid=4015&pageNum=2"),
    "asp": ("/zhaob.asp", "<p align=center>共 98 条 页次：1/10页 首页 上一页 <a href=zhaob.asp?pageNO=2>下一页</a> <a href=zhaob.asp?pageNO=10>末页</a></p>",
            "/zhaob.asp?pageNO=2"),
    "php": ("/article/list.php?catid=25",
            "<div class='page'><a class='a1'>98条</a> <a href='/article/list.php?catid=25&amp;page=1' class='a1'>上一页</a> <span>1</span> "
            "<a href='/article/list.php?catid=25&amp;page=2'>2</a> <a href='/article/list.php?catid=25&amp;page=2' class='a1'>下一页</a></div>",
            "/article/list.php?catid=25&page=2"),
    "mvc": ("/Content/jsgc?pageIndex=1",
            "<div class='pagination'><ul><li class='active'><a>1</a></li><li><a href='/Content/jsgc?pageIndex=2'>2</a></li><li><a href='/Content/jsgc?pageIndex=2'>&gt;</a></li>"
            "<li><a href='/Content/jsgc?pageIndex=10'>&gt;&gt;</a></li></ul></div>", "/Content/jsgc?pageIndex=2"),
    "go-path": ("/notice/list/1-0-1-1.html",
                "<script>function goPage(n){ window.location.href = '/notice/list/1-0-1-' + n + '.html'; }</script>"
                "<div class='page'>共98条 第1/10页 <a href='javascript:void(0)' onclick='goPage(1)'>首页</a> <a href='javascript:void(0)' onclick='goPage(2)'>下一页</a> "
                "<a href='javascript:void(0)' onclick='goPage(10)'>尾页</a></div>", "/notice/list/1-0-1-2.html"),
    "go-query": ("/view/iList.jsp?cat_id=221",
                 "<script>function toPage(p){\n var url = \"iList.jsp?cat_id=221&cur_page=\" + p;\n location.href = url;\n}</script>"
                 "<div class='fy'>第1页/共9页 <a href='javascript:toPage(2)'>下一页</a> <a href='javascript:toPage(9)'>末页</a></div>",
                 "/view/iList.jsp?cat_id=221&cur_page=2"),
    "get-form": ("/trade/list",
                 "<form id='pageForm' action='/trade/list' method='get'><input type='hidden' name='cid' value='16'><input type='hidden' name='pageNo' value='1'></form>"
                 "<script>function jump(n){document.getElementById('pageForm').pageNo.value=n;document.getElementById('pageForm').submit();}</script>"
                 "<div class='page'>共 98 条 <a href='#' onclick='jump(2);return false;'>下一页</a></div>", "/trade/list?cid=16&pageNo=2"),
    "laypage": ("/web/list",
                "<div id='pager'></div><script>laypage({cont:'pager',pages:10,curr:1,jump:function(o,first){if(!first){location.href='?page='+o.curr}}})</script>",
                "/web/list?page=2"),
    "layui": ("/web/list?id=7",
              "<div id='pager'></div><script>layui.use('laypage',function(){layui.laypage.render({elem:'pager',count:98,limit:10,curr:1,"
              "jump:function(obj,first){if(!first){window.location.href='/web/list?id=7&page='+obj.curr;}}});});</script>", "/web/list?id=7&page=2"),
    "words-only": ("/xwzx/index.html", "<div>第 1/9 页 <a href='index.html'>1</a> <a href='index_2.html'>2</a> <a href='index_3.html'>3</a></div>",
                   "/xwzx/index_2.html"),
    "words-only-2": ("/xwzx/index_2.html",
                     "<div>当前第 2 页 <a href='index.html'>1</a> <a href='index_2.html'>2</a> <a href='index_3.html'>3</a> <a href='index_4.html'>4</a></div>",
                     "/xwzx/index_3.html"),
    "vsb": ("/tzgg.htm",
            "<div><span class='p_t'>共265条</span><span class='p_pages'><span class='p_first_d p_fun_d'>首页</span><span class='p_prev_d p_fun_d'>上页</span>"
            "<span class='p_no_d'>1</span><span class='p_no'><a href='tzgg/22.htm'>2</a></span><span class='p_no'><a href='tzgg/21.htm'>3</a></span>"
            "<span class='p_next p_fun'><a href='tzgg/22.htm'>下页</a></span><span class='p_last p_fun'><a href='tzgg/1.htm'>尾页</a></span></span></div>",
            "/tzgg/22.htm"),
    "vsb-inner": ("/tzgg/22.htm",
                  "<div><span class='p_t'>共265条</span><a href='../tzgg.htm'>首页</a> <a href='../tzgg.htm'>上页</a> <a href='../tzgg.htm'>1</a> <span>2</span> "
                  "<a href='21.htm'>3</a> <a href='21.htm'>下页</a> <a href='1.htm'>尾页</a></div>", "/tzgg/21.htm"),
    "vsb-end": ("/tzgg/1.htm", "<div><a href='../tzgg.htm'>首页</a> <a href='2.htm'>上页</a> <span>下页</span> <span>尾页</span></div>", None),
    "select": ("/xxgk/index_1.html",
               "<div>共 9 页 <select onchange=\"location.href=this.value\"><option value='index_1.html' selected>第1页</option>"
               "<option value='index_2.html'>第2页</option><option value='index_3.html'>第3页</option></select></div>", "/xxgk/index_2.html"),
    "arrow-image": ("/news/list-1.html", "<div class='paging'><b>1</b> <a href='list-2.html'>2</a> <a href='list-2.html'><img src='r.gif' alt='下一页'></a></div>",
                    "/news/list-2.html"),
    "more-column": ("/zwgk/tzgg/index.html", "<div class='other'><h3>办事指南</h3><a href='../bszn/index.html'>更多&gt;&gt;</a></div>", None),
}  # fmt: skip
PAGERS |= lists_more.PAGERS | lists_third.PAGERS | lists_fifth.PAGERS

_MENU = "".join(f"<li><a href='/{name}/'>{text}</a></li>" for name, text in
                (("", "首页"), ("gk", "园区概况"), ("xw", "新闻中心"), ("zs", "招商引资"), ("hd", "互动交流")))  # fmt: skip
_FOOT = ("<div class='footer'><p>主办：园区管理委员会 备案号：备00000001号</p><p><a href='/about.html'>关于我们</a> <a href='/map.html'>网站地图</a> "
         "<a href='/contact.html'>联系方式</a></p></div>")  # fmt: skip
_HOT = "".join(f"<li><a href='/rd/{n}.html'>{text}</a></li>" for n, text in
               enumerate(("园区宣传片", "企业服务热线开通", "办事大厅迁址说明", "营商环境问卷")))  # fmt: skip
FRAMES = (
    "<div class='head'><ul class='nav'>{menu}</ul></div><div class='wz'>您现在的位置：<a href='/'>首页</a> &gt; <a href='./'>通知公告</a></div><div class='main'>{list}{pager}</div>{foot}",
    "<table width='100%'><tr><td colspan='2'><ul>{menu}</ul></td></tr><tr><td width='200' valign='top'><table><tr><td><a href='/gk/'>概况</a></td></tr>"
    "<tr><td><a href='/xw/'>动态</a></td></tr></table></td><td valign='top'>{list}{pager}</td></tr></table>{foot}",
    "<div id='top'><ul>{menu}</ul></div><div id='left'><h2>热点</h2><ul class='hot'>{hot}</ul></div><div id='right'><h2>通知公告</h2>{list}{pager}</div>{foot}",
    "<div class='container'><div class='row'><div class='col-md-9'><h3 class='title'>信息列表</h3>{list}{pager}</div><div class='col-md-3 sidebar'><h3>推荐</h3><ul>{hot}</ul></div></div></div>{foot}",
    "<div class='w1200'><div class='search'><form action='/s'><input name='q'><button>搜索</button></form></div>{list}<div class='clear'></div>{pager}"
    "<div class='links'>友情链接：<a href='http://a.example/'>省政府</a><a href='http://b.example/'>市政府</a></div></div>{foot}",
    "{list}{pager}",
)  # fmt: skip


def _title(row: Row, n: int) -> str:
    mark = "" if row.topics is not TOPICS else f"（{n + 1}号）"
    return f"{row.topics[n % len(row.topics)]}{mark}"


def build(row: Row) -> Page:
    """The page of a row, and what is right on it."""
    at, pager, following = PAGERS[row.pager]
    url = f"http://{row.name}.example{at}"
    rows, entries, last = [], [], None
    for n in range(row.count):
        day, title = NEWEST - timedelta(days=row.step * n), _title(row, n)
        fields = {"n": str(n + 1), "y": f"{day:%Y}", "m": f"{day:%m}", "D": f"{day:%d}", "id": str(700300 + 37 * n),
                  "ymd": f"{day:%Y%m%d}", "M": str(day.month), "DD": str(day.day), "roc": str(day.year - 1911), "reiwa": str(day.year - 2018), "last": str(n * 5 % 8 + 1),
                  "ago": str((TODAY - day).days), "mon": f"{day:%b}",
                  "unix": f"{datetime(day.year, day.month, day.day, 10, tzinfo=BEIJING).timestamp():.0f}"}  # fmt: skip
        if row.group and last != (last := (day.year, day.month if row.by == "month" else 0)):
            rows.append(("" if n == 0 else row.group[1]) + _fill(row.group[0], fields))
        place = _fill(row.href, fields)
        written = _fill(day.strftime(row.dates), fields) if row.dates else ""
        cut = f"{title[: row.cut]}..." if row.cut and len(title) > row.cut else title
        rows.append(_fill(row.entry, fields | {"h": place, "t": title, "c": cut, "d": written}))
        place = _fill(row.address, fields) if row.address else place
        dated = row.dates or "{y}{m}{D}" in row.href or "{ymd}" in row.href
        called = row.titled.replace("{t}", title)
        entries.append(Entry(urljoin(url, place.replace("&amp;", "&")), called, day.isoformat() if dated else None))
    rows += row.group[1:] if row.group else ()
    if row.page:
        joined = ("," if row.entry.startswith("{") else "" if row.page.startswith("{") else "\n").join(rows)
        return Page(row, url, row.page.replace("{rows}", joined).replace("{pager}", pager), entries, following and urljoin(url, following))
    closing = "".join(f"</{tag}>" for tag in reversed(re.findall(r"<(\w+)[^>]*>(?!</)", row.around)))
    frame = FRAMES[zlib.crc32(row.name.encode()) % len(FRAMES)]
    body = (frame.replace("{list}", row.around + "\n".join(rows) + closing).replace("{pager}", pager)
            .replace("{menu}", _MENU).replace("{hot}", _HOT).replace("{foot}", _FOOT))  # fmt: skip
    html = f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>通知公告</title></head><body>{body}</body></html>"
    return Page(row, url, html, entries, following and urljoin(url, following))


def _fill(template: str, fields: dict[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda match: fields.get(match[1], match[0]), template)


def seen(row: Row) -> bool:
    """Whether a row is of the half that may be looked at while rules are made; the other is only scored."""
    return zlib.crc32(f"half {row.name}".encode()) % 2 == 0


def _script(text: str) -> str:
    return (f"<html><head><meta charset='utf-8'><title>通知公告</title></head><body><ul class='nav'>{_MENU}</ul><div id='list'></div>"
            f"<script>{text.replace('{{', '{').replace('}}', '}')}</script>{_FOOT}</body></html>")


R = Row
ROWS: tuple[Row, ...] = (
    # -- Natz-ft/nk_crawler_update_svn test_config.py, marginlove/python rq/main.py
    R("gdqy.new-list", "info/1004/{id}.htm", "%Y-%m-%d", "<div class='new-list'>",
      "<a href='{h}'>{t}[{d}]</a>", "php"),
    R("sinochem", "/bulletin/{id}.html", "%Y-%m-%d", "<ul class='search-list'>",
      "<li><a href='{h}' title='{t}'>{c}</a><p>{d}</p></li>", "mvc", cut=15),
    R("citic", "/zbgg/{id}.html", "%Y-%m-%d", "<div class='newstitle'>",
      "<ul><li><h3><a href='{h}' title='{t}'>{c}</a></h3></li><li>{d}</li></ul>", "numbers", cut=15),
    R("chinapost", "/html1/report/{y}/{id}-1.htm", "[%Y-%m-%d]", "<div class='new_list'><ul>",
      "<li><span><a href='{h}' title='{t}'>{c}</a></span><span>{d}</span></li>", "words", cut=18),
    R("csits", "/csits/zbxm/{ymd}/{id}.shtml", "%Y-%m-%d", "<div class='list_list'><ul>",
      "<li><div><a href='{h}' title='{t}'>{t}</a><span>{d}</span></div></li>", "words"),
    R("ceiec", "/news/{id}.html", "%Y-%m-%d", "<table><tr><td>公告名称</td><td>日期</td></tr></table><table><tbody>",
      "<tr><td><a href='{h}'>{t}</a></td><td>{d}</td></tr>", "php"),
    R("chengezhao", "/notice/{id}.html", "%Y-%m-%d", "<ul id='list1'>",
      "<li><a href='{h}' title='{t}'>{c}<em>{d}</em></a></li>", "mvc", cut=14),
    R("nmgztb", "/Html/zbxx/{id}.html", "%Y/%m/%d", "<div id='menutab_4_1'><table><tbody>",
      "<tr><td><a href='{h}'>{t}</a></td><td>云栖市</td><td>{d}</td></tr>", "asp"),
    # -- DIYgod/RSSHub lib/routes/gov
    R("bjeea", "/html/{y}/{m}/{id}.html", "%Y-%m-%d", "<ul class='com-list'>",
      "<li><a href='{h}'>{t}</a><span>{d}</span></li>", "words"),
    R("wjw.beijing", "./{y}{m}/t{ymd}_{id}.html", "%Y-%m-%d", "<div class='weinei_left_con'>",
      "<div class='weinei_left_con_line'><div class='weinei_left_con_line_text'><a title='{t}' href='{h}'>{c}</a></div><div class='weinei_left_con_line_date'>{d}</div></div>", "trs", cut=14),
    R("caict.bps", "{y}{m}/t{ymd}_{id}.htm", "%Y-%m-%d", "<table width='740'>",
      "<tr><td width='20'>·</td><td width='540' class='kxyj_text'><a href='{h}'>{t}</a></td><td><span class='kxyj_text'>{d}</span></td></tr>", "trs"),
    R("caict.caictgd", "../{y}{m}/t{ymd}_{id}.htm", "(%Y-%m-%d)", "<table><tr><td><table>",
      "<tr><td width='600'><a href='{h}'>{t}</a></td><td align='right'><span class='kxyj_text'>{d}</span></td></tr><tr><td colspan='2' height='1'></td></tr>", "trs"),
    R("chinatax", "/n810341/c{id}/content.html", None, "<ul class='list whlist'>",
      "<li><a href='{h}'>{t}</a></li>", "words"),
    R("ljxq.dwgk", "/dwgk/{id}.html", "%Y-%m-%d", "<div class='gl-c-r-content'><ul>",
      "<li><a href='{h}' target='_blank'>{t}</a><span>{d}</span></li>", "words"),
    R("ljxq.zwgk", "/zwgk/info/{id}.html", "%Y-%m-%d", "<table class='cwx-table'><tbody>",
      "<tr><td>{n}</td><td><a href='{h}'>{t}</a></td><td>{d}</td></tr>", "numbers"),
    R("nanjing", "./{y}{m}/t{ymd}_{id}.html", "%Y-%m-%d", "<div class='center'><ul>",
      "<li><a href='{h}' title='{t}'>{c}</a><span>{d}</span></li>", "trs", cut=16),
    R("cnca", "./{y}{m}/t{ymd}_{id}.shtml", "%Y-%m-%d", "<div class='liebiao'><ul>",
      "<li><span>{d}</span><a href='{h}'>{t}</a></li>", "trs-count"),
    R("edu.gd", "/zwgknew/content/post_{id}.html", "%Y-%m-%d", "<div class='list_list'><ul>",
      "<li><a href='{h}'>{t}</a><span class='time'>{d}</span></li>", "words"),
    R("eea.gd", "/tzgg/content/post_{id}.html", "%Y-%m-%d", "<div class='main'><div class='content'><ul>",
      "<li><span>{d}</span><a href='{h}'>{t}</a></li>", "words"),
    R("kjj.harbin", "/art/{y}/{M}/{DD}/art_13508_{id}.html", "%Y-%m-%d", "<table class='tb_main'>",
      "<tr class='tr_main_value_odd'><td>{n}</td><td><a href='{h}' title='{t}'>{c}</a></td><td>{d}</td></tr>", "hanweb", cut=15),
    R("hbsia", "/show-{id}.html", "%Y-%m-%d", "<div class='i_content'><ul>",
      "<li><span>{d}</span><a name='a{n}'></a><a href='{h}'>{t}</a></li>", "php"),
    R("moa", "./{y}{m}/t{ymd}_{id}.htm", "[%Y-%m-%d]", "<ul id='div' class='sj_list'>",
      "<li class='ztlb'><a class='ztlb_a' href='{h}' title='{t}'>{t}</a><span>{d}</span></li>", "trs"),
    R("mohrss", "./{y}{m}/t{ymd}_{id}.html", None, "<div class='rsb_jfjf_cont2'><ul>",
      "<li><a href='{h}'>{t}</a></li>", "trs"),
    R("mohurd", "/wjfb/{y}{m}/t{ymd}_{id}.html", "[%Y-%m-%d]", "<table><tbody><tr><td><table><tbody>",
      "<tr><td>{n}</td><td><a href='{h}'>{t}</a></td><td>建字〔{y}〕{n}号</td><td>{d}</td></tr>", "words"),
    R("ndrc", "./{y}{m}/t{ymd}_{id}.html", "%Y/%m/%d", "<ul class='u-list'>",
      "<li><a href='{h}' title='{t}'>{t}</a><span>{d}</span></li>", "trs"),
    R("gov.yaowen", "/yaowen/liebiao/{y}{m}/content_{id}.htm", "%Y-%m-%d", "<div class='news_box'><div class='list list_1 list_2'><ul>",
      "<li><h4><a href='{h}' target='_blank'>{t}</a><span class='date'>{d}</span></h4></li>", "words"),
    R("gov.library", "/zhengce/content/{y}-{m}/{D}/content_{id}.htm", "发布时间：%Y年%m月%d日", "<div class='middle_result'>",
      "<div class='dys_middle_result_content_item'><a href='{h}'><h5 class='dysMiddleResultConItemTitle'>{t}</h5><p class='dysMiddleResultConItemMemo'>为促进产业发展，现将有关事项通知如下，请结合实际认真贯彻落实。</p><p class='dysMiddleResultConItemRelevant'><span>{d}</span></p></a></div>", "numbers"),
    R("ngd", "{id}.htm", None, "<div class='gp-list'>",
      "<div class='gp-ellipsis'><a href='{h}'>{t}</a></div>", "words"),
    R("nppa", "/nppa/contents/{n}/{id}.shtml", "%Y-%m-%d", "<ul class='m2nrul'>",
      "<li><a href='{h}'>{t}</a><span>{d}</span></li>", "numbers"),
    R("sapprft", "/sapprft/contents/{n}/{id}.shtml", "(%Y-%m-%d)", "<div class='jar2l_list'><ul>",
      "<li><a href='{h}'>{t}</a> <span>{d}</span></li>", "words"),
    R("rst.shanxi", "./{y}{m}/t{ymd}_{id}.shtml", "%Y-%m-%d", "<div class='exam-main'><ul class='list-items-box-inner'>",
      "<li><a href='{h}'><span class='dot'></span>{t}</a><em>{d}</em></li>", "trs-count"),
    R("suzhou.doc", "/szxxgk/front/content/{id}.htm", "%Y-%m-%d", "<table>",
      "<tr class='tr_main_value_odd'><td>000{n}</td><td><a href='{h}'>{t}</a></td><td>苏府〔{y}〕{n}号</td><td>{d}</td></tr>", "go-query"),
    R("mnd.taiwan", "/Publish.aspx?cnid=65&p={id}", "{roc}/%m/%d", "<table class='newstitles'><tbody>",
      "<tr><td class='w-10'>{d}</td><td><a href='{h}'>{t}</a></td></tr>", "mvc"),
    R("mva", "./{y}{m}/t{ymd}_{id}.html", "%Y-%m-%d", "<div class='overview container clearfix'><div class='overview-right fr'><div><ul>",
      "<li class='clearfix'><a class='fl' href='{h}'>{t}</a><i class='fr'>{d}</i></li>", "trs"),
    R("tyjr.hebei", "/{y}/{m}/{id}.html", "%Y-%m-%d", "<ul id='gk_list'>",
      "<li><a href='{h}'>{t}<span class='pull-right'>{d}</span></a></li>", "words"),
    R("kjj.wuhan", "./{y}{m}/t{ymd}_{id}.html", "%Y-%m-%d", "<div class='list_news'><ul>",
      "<li><span>{d}</span><a href='{h}'>{t}</a></li>", "trs"),
    R("wehdz", "/html/{y}/{m}/{id}.shtml", "%Y-%m-%d", "<ul class='main-list'>",
      "<li><a href='{h}'>{t}</a><span>{d}</span></li><li class='line'></li>", "words"),
    R("xinwen.tujie", "/xinwen/{y}-{m}/{D}/content_{id}.htm", None, "<div class='Video_pane'>",
      "<div class='tplgd'><a href='{h}'><img src='p{n}.jpg'></a><a href='{h}'>{t}</a></div>", "numbers"),
    R("gzw.cq", "./{y}{m}/t{ymd}_{id}.html", "%Y-%m-%d", "<ul class='tab-item'>",
      "<li class='clearfix'><a href='{h}'>{t}</a><span>{d}</span></li>", "trs"),
    R("yjj.sh", "/zx-ylqx/{ymd}/{id}.html", "%Y-%m-%d", "<ul class='pageList'>",
      "<li><a href='{h}' target='_blank'>{t}</a><span class='time'>{d}</span></li>", "words"),
    R("czt.hebei", "../../root{n}/{id}.html", None, "<table><tr><td><ul>",
      "<li><a title='{t}' href='{h}'>{t}</a></li>", "words"),
    R("zjj.sz", "/xxgk/tzgg/content/post_{id}.html", "%y-%m-%d", "<div class='listcontent_right'><ul>",
      "<li><a href='{h}'>{t}</a><span>{d}</span></li>", "words"),
    R("szksy", "/szksy/zwgk/tzgg/content/post_{id}.html", "%Y/%m/%d", "<div class='zx_ml_list'><ul>",
      "<li><span class='order'>{n}</span><div class='list_name'><a href='{h}'>{t}</a></div><span class='d'>{d}</span></li>", "words"),
    R("cac", "/{y}-{m}/{D}/c_{id}.htm", "%Y-%m-%d", "<div id='loadingInfoPage'><ul>",
      "<li class='clearfix'><h5><a href='{h}'>{t}</a></h5><div class='times'>{d}</div></li>", "none"),
    R("cnnic", "/n4/{y}/{m}{D}/c{id}.html", "%Y-%m-%d", "<div class='p_news-box'><ul>",
      "<li><a href='{h}'>{t}</a>{d}</li>", "words"),
    R("szyw.mee", "./{y}{m}/t{ymd}_{id}.shtml", "%Y-%m-%d", "<div class='bd'><ul class='mobile_none'>",
      "<li><span class='date'>{d}</span><a class='cjcx_biaob' href='{h}'>{t}</a></li>", "trs-count"),
    R("fgw.sh", "/fgw_zxxxgk/{ymd}/{id}.html", "%Y-%m-%d", "<ul class='nowrapli list-date'>",
      "<li><a href='{h}' title='{t}'>{c}</a><span class='time'>{d}</span></li>", "words", cut=12),
    R("kjt.shaanxi", "/view/iShow.jsp?cat_id=221&info_id={id}", "%Y-%m-%d", "<div class='textlist'><ul>",
      "<li><span>{d}</span><a href='{h}'>{t}</a></li>", "go-query"),
    R("chinamine", "./{y}{m}/t{ymd}_{id}.shtml", "%Y-%m-%d", "<div class='center_display_right'><table><tbody>",
      "<tr><td><a href='{h}'>{t}</a><span>{d}</span></td></tr>", "trs"),
    R("cmse", "./{y}{m}/t{ymd}_{id}.html", "%Y-%m-%d", "<ul id='list'>",
      "<li><a href='{h}'>{t}</a><span>{d}</span></li>", "trs"),
    R("rsks.cq", "./{y}{m}/t{ymd}_{id}.html", "%Y-%m-%d", "<div class='page-list'><ul class='tab-item'>",
      "<li><a href='{h}'>{t}</a><span>{d}</span><a class='r' href='{h}'>查看</a></li>", "trs"),
    R("gss.mof", "./{y}{m}/t{ymd}_{id}.htm", "%Y-%m-%d", "<ul class='liBox'>",
      "<li><a href='{h}' title='{t}'>{c}</a><span>{d}</span></li>", "trs", cut=10),
    R("mz.sichuan", "/info/iDetail.jsp?id={id}", "%Y-%m-%d", "<div class='container'><div class='ewb-white'><div class='ewb-job'><ul>",
      "<li><a href='{h}' title='{t}'>{c}</a><span>{d}</span></li>", "go-query", cut=14),
    R("ccdi", "./{y}{m}/t{ymd}_{id}.html", "%Y-%m-%d", "<ul class='list_news_dl2 fixed'>",
      "<li><a href='{h}'>{t}</a><span class='more'>{d}</span></li>", "trs"),
    # -- yuanpneg/crawler-province-zhaobiao: trade centres of cities and provinces
    R("ankang", "Content.aspx?id={id}", "%Y-%m-%d", "<div class='newslist ico03'><ul>",
      "<li><span>{d}</span><a href='{h}'>{t}</a></li>", "asp"),
    R("anshun", "/jyxx/003001/{ymd}/{id}.html", "%Y-%m-%d", "<ul class='ewb-com-items'>",
      "<li class='ewb-com-item'><a class='l' href='{h}'>{t}</a><span class='r'>{d}</span></li>", "epoint-static"),
    R("anyang", "/jyxx/detail/{id}", "%Y-%m-%d", "<table id='p2'><tbody>",
      "<tr><td>{n}</td><td>市本级</td><td><a href='{h}' title='{t}'>{c}</a></td><td>{d}</td></tr>", "get-form", cut=16),
    R("baotou", "/jygk/007001/{ymd}/{id}.html", "%Y-%m-%d", "<ul class='ewb-list'>",
      "<li class='ewb-list-node clearfix'><a href='{h}' class='ewb-list-name ewb-otw' title='{t}'>{t}</a><span class='ewb-list-date'>{d}</span></li>", "epoint-static"),
    R("boertala", "articleWeb!detail.action?id={id}", "%Y-%m-%d", "<div class='in_newslist'><table>",
      "<tr><td><a href='{h}'>{t}</a></td><td>{d}</td></tr>", "asp"),
    R("changji", "{ymd}/{id}.html", "%Y-%m-%d", "<div class='info_panel'>",
      "<div class='info_title'><div class='info_text_title'><a href='{h}' title='{t}'>{c}</a></div><div class='info_text_date'>{d}</div></div>", "epoint-static", cut=15),
    R("changzhi", "/engconstTender/{id}.htm", "%Y-%m-%d", "<ul class='alr-list1'>",
      "<li><a href='{h}' title='{t}'>{c}</a><span>{d}</span></li>", "words", cut=14),
    R("daqing", "/jyxxJsgcZbgg/{id}.htm", "%Y-%m-%d", "<ul class='notice-list lf-list1'>",
      "<li><a href='{h}' title='{t}'>{t}</a><span>{d}</span></li>", "words"),
    R("dazhou", "/dzsggzy/infodetail/?infoid={id}&categoryNum=025001", "[%Y-%m-%d]", "<table>",
      "<tr class='trfont'><td><img src='d.gif'></td><td><a href='{h}' title='{t}'>{c}</a></td><td>{d}</td></tr>", "epoint", cut=16),
    R("foshan", "./{y}{m}/t{ymd}_{id}.html", "%Y年%m月%d日", "<div class='content_right'><ul>",
      "<li><a href='{h}' title='{t}'>{c}</a><span>{d}</span></li>", "trs", cut=16),
    R("fushun", "/fsggzy/infodetail/?infoid={id}", "%Y-%m-%d", "<div class='data'><table><tr><td>序号</td></tr></table><table>",
      "<tr><td>{n}</td><td class='list-item'><a href='{h}' title='{t}'>{t}</a></td><td>{d}</td></tr>", "epoint"),
    R("gannan", "/f/trade/annogoods/getAnnoDetail?id={id}", "%Y-%m-%d", "<div class='byTradingDetail-Con byTradingDetail-ConActive'>",
      "<div class='byTradingDetailParent clear'><div class='byTradingDetailTitle clear'><span>A{id}</span><a href='{h}'>{t}</a></div><div class='byTradingDetailTime'>{d}</div></div>", "mvc"),
    R("guangzhou", "/cms/wz/view/index/layout2/zfcgView.jsp?id={id}", "%Y-%m-%d %H:%M:%S", "<div class='infor_lb'><table>",
      "<tr><td>{id}</td><td><a href='{h}'>{t}</a></td><td>{d}</td></tr>", "asp"),
    R("hanzhong", "zhaobiaoshow.asp?id={id}", "%Y-%m-%d", "<table><tr><td><table><tr><td><table>",
      "<tr><td width=15>·</td><td><a href='{h}'>{t}</a></td><td>{d}</td></tr>", "asp"),
    R("hegang", "/gcjs/014001/{ymd}/{id}.html", "%Y-%m-%d", "<ul class='ewb-info-items'>",
      "<li class='ewb-info-item clearfix'><div class='ewb-info-block'><a href='{h}' title='{t}'>{c}</a></div><span class='ewb-date'>{d}</span></li>", "epoint-static", cut=16),
    R("hengyang", "/jyxx/jsgc/{y}{m}/t{ymd}_{id}.html", "%Y-%m-%d", "<div class='contentText'>",
      "<div class='nyLine'><span class='titleText'><a href='{h}'>{t}</a></span><span class='titleDate'>{d}</span></div>", "trs"),
    R("hetian", "/article/show.php?itemid={id}", "%Y-%m-%d", "<div class='news-list-l f_l'><ul class='news-list-con'>",
      "<li><a href='{h}' title='{t}'>{t}</a><span>{d}</span></li>", "php"),
    R("heze", "info.aspx?id={id}", "%Y-%m-%d", "<ul id='contentL1'>",
      "<li><div class='info_left'><a href='{h}'>{t}</a></div><div class='info_right'><span>区域：<em>市直</em></span><span>时间：<em>{d}</em></span></div></li>", "none"),
    R("jiayuguan", "/f/newtrade/tenderprojects/{id}/flowpage", "%Y-%m-%d", "<div class='gsProperty'>",
      "<a class='gsPropertyBox' href='{h}'><div class='gsPropertyLeft'><p class='gsPropertyLeftTime'>{d}</p></div><div class='gsPropertyCon'>{t}</div></a>", "mvc"),
    R("jieyang", "/TPFront/infodetail/?infoid={id}", "%Y-%m-%d", "<ul class='ewb-data-items'>",
      "<li class='ewb-data-item clearfix'><span class='ewb-data-date r'>{d}</span><div class='ewb-data-infor'><a href='{h}' target='_blank'>{t}</a></div></li>", "epoint"),
    R("jinan", "/jnggzyztb/front/showNotice.do?iid={id}", "%Y-%m-%d", "<script>function showview(id){ window.open('/jnggzyztb/front/showNotice.do?iid=' + id); }</script><ul>",
      """<li><span class='span1'>[市级]</span><a href='javascript:void(0)' onclick="showview({id})" title='{t}'>{c}</a><span class='span2'>{d}</span></li>""", "none", cut=16),
    R("jiyuan", "/TPFront/infodetail/?infoid={id}", "[%Y-%m-%d]", "<div class='ewb-txt'><table>",
      "<tr class='trfont'><td width='15'>·</td><td align='left'><a href='{h}' title='{t}'>{c}</a></td><td>{d}</td></tr>", "epoint", cut=14),
    R("kaifeng", "/jzbgg/{id}.jhtml", "%Y-%m-%d", "<div class='infolist-main'><ul>",
      "<li><a href='{h}' title='{t}'><em>{d}</em>{c}</a></li>", "jeecms", cut=16),
    R("kashi", "/xjweb_KS/InfoDetail/?InfoID={id}", "[%Y-%m-%d]", "<table><tr><td id='MoreInfoList1_tdcontent'><table id='MoreInfoList1_DataGrid1'>",
      "<tr><td>·</td><td><a href='{h}' title='{t}'>{c}</a></td><td>{d}</td></tr>", "none", cut=14),
    R("liaocheng", "/lcweb/infodetail/?infoid={id}", "%Y-%m-%d", "<div class='content'><table>",
      "<tr><td>{n}</td><td><a href='{h}' title='{t}'>{c}</a></td><td>{d}</td></tr>", "epoint", cut=18),
    R("linfen", "/notice/{id}.html", "%Y-%m-%d", "<table class='table'><tr><th>名称</th><th>地区</th><th>时间</th></tr>",
      "<tr><td><a href='{h}'>{t}</a></td><td>临川区</td><td>{d}</td></tr>", "go-path"),
    R("lingshui", "/ggzy/lsggzy/GGjxzbgs1/{id}.jhtml", "[%Y-%m-%d]", "<table class='newtable'><tbody>",
      "<tr><td><img src='i.gif'></td><td><a href='{h}' title='{t}'>{c}</a></td><td>{d}</td></tr><tr><td colspan='3' class='line'></td></tr>", "jeecms-click", cut=16),
    R("linyi", "/TPFront/infodetail/?InfoID={id}&CategoryNum=074001001", "%Y-%m-%d", "<ul class='ewb-build-items'>",
      "<li class='clearfix'><a href='{h}' title='{t}'>{c}</a><span class='ewb-ndate'>{d}</span></li>", "epoint", cut=18),
    R("linzhi", "/Columns/MessageDetails.aspx?ID={id}", None, "<div class='col-full02'><ul>",
      "<li><a href='{h}' title='{t}'>{c}</a></li>", "asp", cut=14),
    R("lishui", "/lsweb/infodetail/?infoid={id}", "%Y-%m-%d", "<div class='contentall'><table><tr><td><table>",
      "<tr><td>★</td><td><a href='{h}' title='{t}'><font color='red'>[招标]</font>{t}</a></td><td>{d}</td></tr>", "epoint"),
    R("luoyang", "/TPFront/infodetail/?infoid={id}", "%Y-%m-%d", "<div class='ewb-data-item'><ul>",
      "<li><a href='{h}' title='{t}'>{c}</a><span class='ewb-data-date'>{d}</span></li>", "epoint", cut=16),
    R("meizhou", "/TPFront/infodetail/?infoid={id}", "%Y-%m-%d", "<ul class='ewb-data-items ewb-pt6'>",
      "<li class='ewb-data-item ewb-data-item2'><a href='{h}' title='{t}'>{t}</a><span class='ewb-data-date r'>{d}</span></li>", "epoint"),
    R("qingdao", "/Tradeinfo-GGGSList/Detail/{id}", "%Y-%m-%d", "<div class='info_con'><table>",
      "<tr><td class='box_td'><a href='{h}' title='{t}'>{c}</a></td><td>{d}</td></tr>", "mvc", cut=18),
    R("qingyuan", "/webIndex/newsDetail/{id}", "%Y-%m-%d", "<table class='newtable'>",
      "<tr><td class='toptd'>· <a href='{h}'>{t}</a></td><td>{d}</td></tr>", "mvc"),
    R("qiqihaer", "/jyxx/003001/{ymd}/{id}.html", "%Y-%m-%d", "<ul class='wb-data-item'>",
      "<li class='wb-data-list'><div class='wb-data-infor'><a href='{h}' title='{t}'>{t}</a></div><span class='wb-data-date'>{d}</span></li>", "epoint-static"),
    R("rizhao", "./ShowInfo/info.aspx?InfoID={id}", "%Y.%m.%d", "<table id='DataList1'><tr><td>",
      "<div class='news-item'><a href='{h}'><span class='news-txt l'>{t}</span><span class='news-date r'>{d}</span></a></div>", "epoint"),
    R("sanmenxia", "/gjsgc/{id}.jhtml", "%Y-%m-%d", "<ul class='List1'>",
      "<li><span class='Right Gray'>{d}</span><a href='/gjsgc/index.jhtml'>[工程]</a> <a href='{h}' title='{t}'>{c}</a></li>", "jeecms", cut=16),
    R("shangqiu", "/spweb/HNSQ/TradeCenter/tradeList.do?id={id}", None, "<table><tbody>",
      "<tr><td>{n}</td><td><a href='{h}' title='{t}'>{c}</a></td></tr>", "none", cut=14),
    R("shantou", "/ggzyjy/jsbggg/{y}{m}/{id}.shtml", "发布时间： %Y-%m-%d", "<div class='con-right fr'>",
      "<div class='list_div mar-top2'><div class='list-right_title fon_1'><a href='{h}'>{t}</a></div><table><tr><td>{d}</td><td>招标公告</td></tr></table></div>", "words"),
    R("shenyang", "/jyxxgg/{id}.jhtml", "%Y-%m-%d", "<div class='article-content'>",
      "<div class='article-list3-t'><a href='{h}'>{t}</a><div class='list-times'>{d}</div></div>", "jspx"),
    R("shihezi", "/TPFront/infodetail/?infoid={id}", "[%Y-%m-%d]", "<table class='top10'><tbody><tr><td><table><tbody>",
      "<tr height='22'><td>●</td><td><a href='{h}' title='{t}'>{c}</a></td><td>{d}</td></tr><tr height='1'></tr>", "epoint", cut=18),
    R("siping", "/jyxx/004001/{ymd}/{id}.html", "[%m-%d]", "<ul class='wb-data-item'>",
      "<li class='wb-data-list'><a href='{h}' title='{t}'>{c}</a><span class='wb-data-date'>{d}</span></li>", "epoint-static", cut=16,step=41),
    R("tianmen", "/Content/jsgcDetail?id={id}", "发布时间：%Y/%m/%d", "<div class='newslist'><ul>",
      "<li><a href='{h}' title='{t}'>{c}</a><span class='news-time'>{d}</span></li>", "mvc", cut=18),
    R("weinan", "/wnggzyweb/infodetail/?infoid={id}", "%Y-%m-%d", "<div class='content'><div class='infolist'><table>",
      "<tr><td width='2%'><img src='p.png'></td><td><a href='{h}' title='{t}'>{t}</a></td><td align='right'>{d}</td></tr>", "epoint"),
    R("xian", "infodetail.jsp?id={id}", "%Y.%m.%d", "<table class='list_style'>",
      "<tr class='dg_liststyle1'><td><a href='{h}' title='{t}'>{c}</a></td><td>{d}</td></tr>", "asp", cut=14),
    R("xianyang", "/jydt/001001/{ymd}/{id}.html", None, "<ul class='ewb-list'>",
      "<li class='ewb-list-node'><a href='{h}' title='{t}'>{c}</a></li>", "epoint-static", cut=20),
    R("yanan", "/Front_YanAn/infodetail/?infoid={id}", '"%Y-%m-%d"', "<div class='ewb-right-items'>",
      "<div class='ewb-right-item clearfix'><a href='{h}'>{t}</a><span>{d}</span></div>", "epoint"),
    R("yangjiang", "/Query/JsgcBidAfficheDetail/{id}", "%Y/%m/%d", "<div class='list'><ul>",
      "<li><a href='{h}' title='{t}'>{c}</a><span>{d}</span></li>", "mvc", cut=14),
    R("yangzhou", "/qtyy/ggzyjyzx/{y}-{m}/{id}.htm", "%Y-%m-%d", "<div class='item lh jt_dott f14'><ul>",
      "<li><span class='fr'>{d}</span><a href='{h}'>{t}</a></li>", "asp"),
    R("yichun", "/docweb/docDetail.action?docId={id}", "%Y-%m-%d", "<div class='listcon'><ul>",
      "<li><span>{d}</span><a href='{h}' title='{t}'>{t}</a></li>", "go-query"),
    R("yiyang", "/jyxx/003001/{ymd}/{id}.html", "[%Y-%m-%d]", "<div class='ewb-r-items'><ul>",
      "<li class='ewb-r-item'><span class='r'>{d}</span><a href='{h}' title='{t}'>{c}</a></li>", "epoint-static", cut=18),
    R("yulin", "zhaobshow.asp?id={id}", "%Y年%m月%d日", "<div class='vdot'><table><tr><td>左</td><td><table>",
      "<tr><td>·</td><td><a href='{h}'>{t}</a></td><td>{d}</td></tr>", "asp"),
    R("yuncheng", "/TPFront/infodetail/?infoid={id}", "%Y-%m-%d", "<ul class='wb-data-item'>",
      "<li class='wb-data-list'><div class='wb-data-infor'><a href='{h}' title='{t}'>{c}</a></div><span class='wb-data-date'>{d}</span></li>", "epoint", cut=20),
    R("zaozhuang", "/TPFront/infodetail/?infoid={id}", "[%Y-%m-%d]", "<table><tbody>",
      "<tr><td>{n}</td><td>市本级</td><td><a href='{h}' title='{t}'>{c}</a></td><td>{d}</td></tr>", "epoint", cut=14),
    R("zhaoqing", "/zqfront/infodetail/?infoid={id}", "%Y-%m-%d", "<ul class='column-info-list'>",
      "<li class='clearfix'><a href='{h}' title='{t}'>{c}</a><span>{d}</span></li>", "epoint", cut=18),
    R("zhongshan", "/Application/NewPage/ggnr.jsp?articleId={id}", "%Y-%m-%d", "<div class='nav_list'><ul>",
      "<li class='clear'><a href='{h}' title='{t}'>{t}</a><span>{d}</span></li>", "go-query"),
    R("zhuhai", "/zbgg/{id}.jhtml", "%Y-%m-%d", "<div class='rl-box-right'><ul>",
      "<li><a href='{h}' title='{t}'>{c}</a><span>{d}</span></li>", "jeecms", cut=20),
    R("bjggzy", "/jylcgcjs/{ymd}/{id}.html", "%Y-%m-%d", "<ul class='article-list2'>",
      "<li><div class='article-list3-t'><a href='{h}' title='{t}'>{t}</a><div class='list-times'>{d}</div></div><div class='article-list3-b'>项目编号：BJ{id} 招标方式：公开招标</div></li>", "words"),
    R("gansu", "/w/bid/tenderAnnQuaInqueryAnn/{id}/details.html", "%Y-%m-%d", "<div class='trad-sear-con'><ul>",
      """<li><a href='javascript:void(0);' onclick="location.href='{h}'" title='{t}'>{c}</a><span>{d}</span></li>""", "none", cut=18),
    R("guangxi", "/gxzbw/infodetail/?infoid={id}", "%Y-%m-%d", "<table id='MoreInfoList1_DataGrid1'>",
      "<tr><td align='center'>{n}.</td><td><a href='{h}' title='{t}'>{c}</a></td><td>{d}</td></tr>", "none", cut=16),
    R("guizhou", "project-detail.do?id={id}", "%Y-%m-%d %H:%M", "<ul id='news_news'>",
      "<li><a href='{h}'>{t}</a><span class='times'>{d}</span><span class='times'>工程</span></li>", "mvc"),
    R("hainan", "/ggzy/ggzy/jgzbgg/{id}.jhtml", "%Y-%m-%d", "<table class='newtable'>",
      "<tr><td>{n}</td><td>省级</td><td><a href='{h}' title='{t}'>{c}</a></td><td>{d}</td></tr>", "jeecms", cut=15),
    R("heilongjiang", "/trade/tradezfcg/{id}?cid=16", "%Y-%m-%d", "<div class='right_box'><ul>",
      "<li><span class='date'>{d}</span><a href='{h}' title='{t}'>{c}</a></li>", "go-query", cut=17),
    R("hubei", "/jyxx/detail/{id}.html", "%Y-%m-%d", "<div class='newListwenzi'><table>",
      "<tr><td><a href='{h}' title='{t}'>{c}</a></td><td>{d}</td></tr>", "get-form", cut=20),
    R("liaoning", "/lnggzy/infodetail/?infoid={id}", "%Y-%m-%d", "<div id='MoreInfoListjyxx1_tdcontent'>",
      "<div class='publicont'><div><h4><a href='{h}' title='{t}'>{c}</a><span class='span_o'>{d}</span></h4><p class='p_tw'><span>交易来源：省本级</span><span>业务类型：工程建设</span></p></div></div>", "epoint", cut=16),
    R("sdggzy", "/jyxxgg/{id}.jhtml", "%Y-%m-%d %H:%M:%S", "<div class='article-content'>",
      "<div class='article-list3-t'><a href='{h}'>{t}</a><div class='list-times'>{d}</div></div><div class='article-list3-t2'>地区：省级</div>", "jspx"),
    R("shanxi.yl", "/jydt/001001/{ymd}/{id}.html", "%m-%d", "<ul id='categorypagingcontent'>",
      "<li class='ewb-list-node clearfix'><a href='{h}' title='{t}'>{t}</a><span class='ewb-list-date'>{d}</span></li>", "epoint-static", step=37),
    # -- other public spiders: ministries, parks, investment bureaus, publishing systems
    R("ccgp.shaanxi", "/notice/noticeDetail.do?noticeguid={id}", "%Y-%m-%d", "<table class='list-box'><tbody>",
      "<tr><td>{n}</td><td>本级</td><td title='{t}'><a href='{h}'>{c}</a></td><td>{d}</td></tr>", "none", cut=16),
    R("fgw.hunan", "/xxgk_70899/tzgg/{y}{m}/t{ymd}_{id}.html", "%Y-%m-%d", "<table><tbody>",
      "<tr><td><a href='{h}'>{t}</a></td><td>省发改委</td><td>{d}</td></tr>", "trs"),
    R("circ", "/web/site0/tab5240/info{id}.htm", "%Y-%m-%d", "<table id='ListC'>",
      "<tr class='even'><td><a href='{h}'>{t}</a></td><td>({d})</td></tr>", "words"),
    R("vsb.news", "info/1004/{id}.htm", "%Y/%m/%d", "<table class='winstyle'>",
      "<tr id='line_u0_{n}'><td width='16'>v</td><td><a class='c1' href='{h}' title='{t}'>{c}</a></td><td><span class='timestyle'>{d}</span></td></tr>", "vsb", cut=14),
    R("vsb.inner", "../info/1004/{id}.htm", "%Y年%m月%d日", "<div class='list'><ul>",
      "<li id='line_u4_{n}'><a href='{h}'>{t}</a><span>{d}</span></li>", "vsb-inner"),
    R("vsb.last", "../info/1004/{id}.htm", "%Y-%m-%d", "<ul class='news'>",
      "<li><span>{d}</span><a href='{h}'>{t}</a></li>", "vsb-end"),
    R("sudy", "/{y}/{m}{D}/c12a{id}/page.htm", "%Y-%m-%d", "<ul class='news_list list2'>",
      "<li class='news n{n} clearfix'><span class='news_title'><a href='{h}' title='{t}'>{t}</a></span><span class='news_meta'>{d}</span></li>", "words"),
    R("dede", "/a/zhaoshang/{y}/{m}{D}/{id}.html", "日期：%Y-%m-%d %H:%M:%S", "<ul class='e2'>",
      "<li><b>[<a href='/a/zhaoshang/'>招商动态</a>]</b> <a href='{h}' class='title'>{t}</a><span class='info'>{d} 点击：<small>{n}21</small></span><p class='intro'>园区面向全国招商，欢迎来电咨询合作事宜...</p></li>", "numbers"),
    R("phpcms", "/index.php?m=content&c=index&a=show&catid=9&id={id}", "%Y-%m-%d %H:%M:%S", "<ul class='list lh24 f14'>",
      "<li><span class='rt'>{d}</span>·<a href='{h}' target='_blank'>{t}</a></li>", "php"),
    R("pageadmin", "/zsdt/{id}.html", "%m-%d", "<div class='article_list_class'><ul>",
      "<li><a href='{h}' title='{t}'>{t}</a><span class='date'>{d}</span></li>", "words"),
    R("siteserver", "/contents/21/{id}.html", "%Y-%m-%d", "<div class='dlist'>",
      "<dl><dt><a href='{h}'>{t}</a></dt><dd>{d}</dd></dl>", "words"),
    R("wordpress.park", "/archives/{id}", "%Y年%m月%d日", "<main id='main'>",
      "<article class='post-{id} post hentry'><header><h2 class='entry-title'><a href='{h}' rel='bookmark'>{t}</a></h2><div class='entry-meta'><time class='entry-date' datetime='{y}-{m}-{D}T09:00:00+08:00'>{d}</time></div></header><div class='entry-summary'><p>园区发布最新公告，欢迎企业关注了解。</p></div></article>", "numbers"),
    R("card.park", "/news/detail/{id}.html", "%Y-%m-%d", "<div class='news-list clearfix'>",
      "<div class='item'><a href='{h}'><div class='pic'><img src='/u/{n}.jpg' alt=''></div><div class='txt'><h3>{t}</h3><p>现将有关事项公告如下，欢迎企业申报。</p><span class='time'>{d}</span></div></a></div>", "mvc"),
    R("day-month.park", "/show-12-{id}.html", "%d", "<ul class='newslist'>",
      "<li><div class='time'><span class='day'>{d}</span><span class='ym'>{y}-{m}</span></div><div class='con'><a href='{h}'><h4>{t}</h4></a><p>招商信息摘要内容。</p></div></li>", "php"),
    R("month-day.park", "/show/{id}.html", "%m-%d", "<ul class='list'>",
      "<li><div class='date'><b>{d}</b><i>{y}</i></div><a href='{h}'>{t}</a></li>", "numbers", step=33),
    R("slash.park", "/art/{y}/{M}/{DD}/art_1_{id}.html", "%m/%d", "<ul class='list'>",
      "<li><a href='{h}'>{t}</a><span>{d}</span></li>", "hanweb", step=39),
    R("chinese-day.park", "/content/{ymd}/{id}.html", "{M}月{DD}日", "<ul class='list'>",
      "<li><a href='{h}'>{t}</a><em>{d}</em></li>", "words", step=38),
    R("dl.park", "/info/{id}.htm", "%Y-%m-%d", "<dl class='dllist'>",
      "<dt><a href='{h}'>{t}</a></dt><dd>发布日期：{d}</dd>", "words"),
    R("p.park", "/n/{id}.htm", "(%Y-%m-%d)", "<div class='text'>",
      "<p>· <a href='{h}'>{t}</a> {d}</p>", "words"),
    R("br.park", "/n/{id}.htm", "[%Y-%m-%d]", "<div class='text'>",
      "<a href='{h}'>{t}</a> {d}<br>", "words"),
    R("div-a.park", "/n/{id}.htm", "%Y-%m-%d", "<div class='rows'>",
      "<div><a href='{h}'>{t}</a><div>{d}</div></div>", "numbers"),
    R("a-only.park", "/n/{id}.htm", "%Y-%m-%d", "<div class='rows'>",
      "<a class='row' href='{h}'><span class='tt'>{t}</span><span class='dd'>{d}</span></a>", "words"),
    R("label.park", "/view.asp?id={id}", "发布时间：%Y-%m-%d 来源：管委会", "<ul>",
      "<li><a href='{h}'>{t}</a><p>{d} 浏览：1{n}次</p></li>", "asp"),
    R("two-columns.park", "/xx/{id}.html", "%Y-%m-%d", "<table class='two'>",
      "<tr><td><a href='{h}'>{t}</a></td><td>{d}</td></tr>", "words", count=20),
    R("long.park", "/xx/{id}.html", "%Y-%m-%d", "<ul class='ul'>",
      "<li><a href='{h}'>{t}</a><span>{d}</span></li>", "words", count=40),
    R("five.park", "/xx/{id}.html", "%Y-%m-%d", "<ul class='ul'>",
      "<li><a href='{h}'>{t}</a><span>{d}</span></li>", "none", count=5),
    R("three.park", "/xx/{id}.html", "%Y-%m-%d", "<ul class='ul'>",
      "<li><a href='{h}'>{t}</a><span>{d}</span></li>", "none", count=3),
    R("last.park", "/xx/{id}.html", "%Y-%m-%d", "<ul class='ul'>",
      "<li><a href='{h}'>{t}</a><span>{d}</span></li>", "last", count=4),
    R("trs-last.park", "./{y}{m}/t{ymd}_{id}.html", "%Y-%m-%d", "<ul class='ul'>",
      "<li><a href='{h}'>{t}</a><span>{d}</span></li>", "trs-last", count=6),
    R("pager-row.park", "/xx/{id}.html", "%Y-%m-%d", "<table>",
      "<tr><td>·</td><td><a href='{h}'>{t}</a></td><td>{d}</td></tr>", "words"),
    R("laypage.park", "/web/detail/{id}", "%Y-%m-%d", "<ul class='lay'>",
      "<li><a href='{h}'>{t}</a><span>{d}</span></li>", "laypage"),
    R("layui.park", "/web/detail/{id}", "%Y-%m-%d", "<table class='layui-table'><thead><tr><th>标题</th><th>发布时间</th></tr></thead><tbody>",
      "<tr><td><a href='{h}'>{t}</a></td><td>{d}</td></tr>", "layui"),
    R("words-only.park", "/xwzx/{id}.html", "%Y-%m-%d", "<ul>",
      "<li><a href='{h}'>{t}</a><span>{d}</span></li>", "words-only"),
    R("words-only-2.park", "/xwzx/{id}.html", "%Y-%m-%d", "<ul>",
      "<li><a href='{h}'>{t}</a><span>{d}</span></li>", "words-only-2"),
    R("select.park", "/xxgk/{id}.html", "%Y-%m-%d", "<ul>",
      "<li><a href='{h}'>{t}</a><span>{d}</span></li>", "select"),
    R("arrow.park", "/news/{id}.html", "%Y-%m-%d", "<ul>",
      "<li><a href='{h}'>{t}</a><span>{d}</span></li>", "arrow-image"),
    R("more.park", "/zwgk/{id}.html", "%Y-%m-%d", "<ul>",
      "<li><a href='{h}'>{t}</a><span>{d}</span></li>", "more-column"),
    R("onclick-open.park", "/detail?id={id}", "%Y-%m-%d", "<table>",
      """<tr onclick="window.open('{h}')"><td>{t}</td><td>{d}</td></tr>""", "none"),
    R("onclick-go.park", "/view/{id}.html", "%Y-%m-%d", '<script>function go(id){ location.href = "/view/" + id + ".html"; }</script><ul>',
      "<li><a href='javascript:go({id})'>{t}</a><span>{d}</span></li>", "none"),
    R("onclick-two.park", "/doc/12/{id}.html", "%Y-%m-%d", "<script>function openDoc(kind, id){ var url = '/doc/' + kind + '/' + id + '.html'; window.open(url, '_blank'); }</script><ul>",
      """<li onclick="openDoc(12,'{id}')"><span>{t}</span><em>{d}</em></li>""", "none"),
    R("onclick-tick.park", "/show?type=1&id={id}", "%Y-%m-%d", "<script>const detail = (id) => { window.location.href = `/show?type=1&id=${id}` }</script><div>",
      """<div class='item'><a href='#' onclick="detail('{id}');return false">{t}</a><span>{d}</span></div>""", "none"),
    R("data-id.park", "/p/{id}.html", "%Y-%m-%d", "<script>$('.item').click(function(){ location.href='/p/'+$(this).attr('data-id')+'.html'; });</script><ul>",
      "<li class='item' data-id='{id}'><p>{t}</p><span>{d}</span></li>", "none"),
    R("wlt.jiangsu", "/front/detail.do?iid={id}", None, '<script>function openDetail(iid){ window.open("/front/detail.do?iid="+iid); }</script><table>',
      """<tr><td class='tg_tb1' onclick="openDetail('{id}')">{t}</td></tr>""", "none"),
    R("minguo-dot.taiwan", "/News/{id}", "{roc}.%m.%d", "<ul class='list'>",
      "<li><a href='{h}'>{t}</a><span>{d}</span></li>", "mvc"),
    R("minguo-dash.taiwan", "/News_Content.aspx?n={id}", "{roc}-%m-%d", "<table class='table'><thead><tr><th>標題</th><th>日期</th></tr></thead><tbody>",
      "<tr><td><a href='{h}'>{t}</a></td><td>{d}</td></tr>", "mvc"),
    R("minguo-words.taiwan", "/News/{id}", "民國{roc}年%m月%d日", "<ul class='list'>",
      "<li><span>{d}</span><a href='{h}'>{t}</a></li>", "mvc"),
    R("rfc.park", "/n/{id}", "%a, %d %b %Y 08:00:00 +0000", "<ul>",
      "<li><a href='{h}'>{t}</a><time>{d}</time></li>", "words"),
    # -- lists that stand in a script or an answer
    R("kw.beijing", "/art/{y}/{M}/{DD}/art_736_{id}.html", "x", "", """urls[i]='{h}';headers[i]="<a href='{h}' title='{t}'>{c}</a>";year[i]='{y}';month[i]='{m}';day[i]='{D}';i++;""", "none",
      cut=14, page=_script("var urls=new Array(),headers=[],year=[],month=[],day=[];var i=0;\n{rows}")),
    R("cppcc", "/zxww/{y}/{m}/{D}/ARTI{id}.shtml", "%Y-%m-%d", "", "new title_array('{t}','{h}','{d}');", "none", page=_script("var a=[];\n{rows}")),
    R("zcjd.bjhd", "/zwdt/zcjd/{y}{m}/t{ymd}_{id}.shtml", "[%Y-%m-%d]", "",
      """document.write('<li><a href="{h}"><i></i>{t}</a>');\ndocument.write('<span>{d}</span></li>');""", "none", page=_script("{rows}")),
    R("jiangsu", "/art/{y}/{M}/{DD}/art_60096_{id}.html", "%Y-%m-%d", "",
      "<record><![CDATA[<li><a href='{h}' title='{t}'>{t}</a><b>{d}</b></li>]]></record>", "none",
      page="<html><body><div id='77'></div><script type='text/xml'><datastore><recordset>{rows}</recordset></datastore></script></body></html>"),
    R("rows.park", "/n/{id}.html", "%Y-%m-%d", "", '{"title":"{t}","url":"{h}","publishDate":"{d}"}', "none", page=_script("var list = [{rows}];")),
    R("built.park", "/d/{id}.html", "%Y-%m-%d", "", '{"id":"{id}","title":"{t}","createTime":"{d}"}', "none",
      page=_script("var data = [{rows}];\ndata.forEach(x => {{ html += `<li><a href=\"/d/${{x.id}}.html\">${{x.title}}</a></li>` }});")),
    R("built-plus.park", "/view/{id}.html", "%Y-%m-%d %H:%M", "", '{"newsId":{id},"newsTitle":"{t}","releaseTime":"{d}"}', "none",
      page=_script("var d = [{rows}];\nfor(var i=0;i<d.length;i++){{ s += '<a href=\"/view/'+d[i].newsId+'.html\">'+d[i].newsTitle+'</a>'; }}")),
    R("cbirc", "/cn/view/pages/ItemDetail.html?docId={id}", "%Y-%m-%d %H:%M:%S", "", '{"docId":{id},"docSubtitle":"{t}","docTitle":"{t}","publishDate":"{d}"}', "none",
      page=_script("var rows=[{rows}];\nfunction show(r){{ return \"/cn/view/pages/ItemDetail.html?docId=\" + r.docId; }}")),
    R("gkmlpt.gd", "http://gkmlpt.gd.example/content/3/{id}/post_{id}.html", "%Y-%m-%d", "", '{"title":"{t}","url":"{h}","created_at":"{d}"}', "none",
      page='{"count":98,"articles":[{rows}]}'),
    R("search.bjhd", "https://search.bjhd.example/zwdt/{y}{m}/t{ymd}_{id}.shtml", "%Y-%m-%d", "", '{"title":"{t}","docPubUrl":"{h}","pubDate":"{d} 00:00:00","organCodeName":"区办"}', "none",
      page='{"rows":[{rows}],"total":12}'),
    R("hebpr", "/jyxx/002001/{ymd}/{id}.html", "%Y-%m-%d %H:%M:%S", "", '{"title":"{t}","linkurl":"{h}","infodate":"{d}","categorynum":"002001"}', "none",
      page='{"result":{"totalcount":12,"records":[{rows}]}}'),
    R("was.jl", "http://was.jl.example/jyxx/{y}{m}/t{ymd}_{id}.html", "%Y.%m.%d %H:%M:%S", "", '{"title":"{t}","docpuburl":"{h}","timestamp":"{d}"}', "none",
      page='result({"count":12,"datas":[{rows}]});'),
    R("lanzhou", "/002/002001/{ymd}/{id}.html", "%Y-%m-%d", "", r'{\"title\":\"{t}\",\"href\":\"{h}\",\"infodate\":\"{d}\"}', "none",
      page=r'{"custom":"[{rows}]","status":{"code":200}}'),
    R("xuzhou", "/jyxx/003001/{ymd}/{id}.html", "%Y-%m-%d", "", r'{\"title\":\"{t}\",\"href\":\"{h}\",\"date\":\"{d}\"}', "none",
      page=r'{"return":"{\"Table\":[{rows}]}"}'),
    R("dwr.wulumuqi", "/infopublish.do?method=infoPublishView&infoid={id}", "%Y-%m-%d", "",
      """s{n}['FILE_ID']="{id}";s{n}['TITLE']="{t}";s{n}['URL']="{h}";s{n}['PUBLISH_DATE']="{d}";""", "none",
      page="//#DWR-INSERT\n//#DWR-REPLY\nvar s0=[];{rows}\ndwr.engine._remoteHandleCallback('1','0',s0);"),
)  # fmt: skip
MORE, THIRD, FOURTH, FIFTH, SIXTH, SAVED = (
    tuple(Row(*given[:6], **(given[6] if len(given) > 6 else {})) for given in rows)
    for rows in (
        lists_more.ROWS,
        lists_third.ROWS,
        lists_third.LATER,
        lists_fifth.ROWS,
        lists_fifth.LATER,
        lists_fifth.SAVED,
    )
)
ROWS += MORE + THIRD + FOURTH + FIFTH + SIXTH + SAVED
