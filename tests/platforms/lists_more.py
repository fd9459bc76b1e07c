"""More rows of lists.py: structures that further public crawlers describe, and what single sites do.

Read for them: nightqiuhua/bigCrawlers (trade centres and development zones of Zhejiang), the province tables of
qinxin1989/DataMind, SunlightData/General_News_Crawler, Jeff-Ling/spiderman_ZhaoBiao, maaya1314/bid, zlsrc, tamya2020/
ZsGovSpider, pengbo0054/cngov_spiders, 499105097/ZhaoBiao.Scraper. All were written down before any was read.
"""

from __future__ import annotations

PAGERS: dict[str, tuple[str, str, str | None]] = {
    "next-image": ("/jyxx/028001/?Paging=1",
                   "<table><tr><td class='huifont'>1/13</td><td><img src='/images/page/firstn.gif'></td><td><img src='/images/page/prevn.gif'></td>"
                   "<td><a href='/jyxx/028001/?Paging=2'><img src='/images/page/nextn.gif' border='0'></a></td>"
                   "<td><a href='/jyxx/028001/?Paging=13'><img src='/images/page/lastn.gif' border='0'></a></td></tr></table>",
                   "/jyxx/028001/?Paging=2"),
    "huifont": ("/jyxx/002005/?Paging=1",
                "<div class='pagemargin'><table><tr><td class='huifont'>1/10</td><td class='pageout' onclick=\"window.location.href='./?Paging=2'\">下页 &gt;</td>"
                "<td class='pageout' onclick=\"window.location.href='./?Paging=10'\">尾页</td></tr></table></div>", "/jyxx/002005/?Paging=2"),
    "kkpager": ("/website/list.html",
                "<div id='kkpager'></div><script>kkpager.generPageHtml({pno:1,total:12,totalRecords:230,mode:'link',hrefFormer:'list',hrefLatter:'.html',"
                "getLink:function(n){return this.hrefFormer+'_'+n+this.hrefLatter;}});</script>", "/website/list_2.html"),
    "pager-call": ("/cggg/dfgg/index.htm", "<p class='pager'><script>Pager({size:25, current:0, prefix:'index',suffix:'htm'});</script></p>",
                   "/cggg/dfgg/index_1.htm"),
    "zero": ("/news", "<nav><ul class='pager__items'><li class='pager__item is-active'><a href='?page=0' title='当前页'>1</a></li><li class='pager__item'>"
             "<a href='?page=1' title='第2页'>2</a></li><li class='pager__item pager__item--next'><a href='?page=1' rel='next'><span>下一页</span><span>››</span></a></li>"
             "<li class='pager__item pager__item--last'><a href='?page=9'><span>末页</span></a></li></ul></nav>", "/news?page=1"),
    "zero-numbers": ("/xinwen/list?page=3", "<div class='fanye'><a href='?page=2'>3</a><a class='cur' href='?page=3'>4</a><a href='?page=4'>5</a><a href='?page=5'>6</a></div>",
                     "/xinwen/list?page=4"),
    "span-onclick": ("/tzgg/list.html",
                     "<script>function toPage(n){location.href='list_'+n+'.html';}</script><div class='pages'><span class='on'>1</span><span onclick='toPage(2)'>2</span>"
                     "<span onclick='toPage(3)'>3</span><span onclick='toPage(4)'>4</span></div>", "/tzgg/list_2.html"),
    "span-words": ("/tzgg/list.html",
                   "<script>function toPage(n){location.href='list_'+n+'.html';}</script><div class='pages'><span>第1页/共9页</span><span onclick='toPage(2)'>下一页</span>"
                   "<span onclick='toPage(9)'>尾页</span></div>", "/tzgg/list_2.html"),
    "images": ("/tz/i.html", "<div><a href='i.html'><img src='s.gif' alt='首页'></a> <img src='p.gif' alt='上页'> <a href='i_2.html'><img src='n.gif' alt='下页'></a> "
               "<a href='i_9.html'><img src='e.gif' alt='尾页'></a></div>", "/tz/i_2.html"),
    "inputs": ("/tz/index.asp", "<form><input type='button' value='首页' disabled><input type='button' value='下一页' onclick=\"location.href='index.asp?page=2'\">"
               "<input type='button' value='尾页' onclick=\"location.href='index.asp?page=7'\"></form>", "/tz/index.asp?page=2"),
    "select-built": ("/zbgg/index.html", "<ol class='page-box'>共9页 <select onchange=\"window.location='index_'+this.value+'.html'\"><option value='1' selected>1</option>"
                     "<option value='2'>2</option><option value='3'>3</option></select></ol>", "/zbgg/index_2.html"),
    "red": ("/zw/zfcg/index.html", "<div id='fenye'><a style='color:red'><span>1</span></a><a href='index_1.html'><span>2</span></a><a href='index_2.html'><span>3</span></a>"
            "<a href='index_9.html'>尾页</a></div>", "/zw/zfcg/index_1.html"),
    "aspx-path": ("/g337/m989/mp1.aspx", "<div class='i-pager'><span><span>1</span>/<span>9</span></span><a href='/g337/m989/mp2.aspx'>下一页</a>"
                  "<a href='/g337/m989/mp9.aspx'>末页</a></div>", "/g337/m989/mp2.aspx"),
    "hanweb-title": ("/col/col121/index.html", "<table class='default_pgPanel'><tr><td>共<span class='default_pgTotalPage'>9</span>页</td><td><a class='default_pgBtn default_pgPrevDisabled' title='上页'></a></td>"
                     "<td><a class='default_pgBtn default_pgNext' title='下页' href='/col/col121/index.html?uid=33&amp;pageNum=2'></a></td><td><input title='页码' value='1'></td></tr></table>",
                     "/col/col121/index.html?uid=33&pageNum=2"),
}  # fmt: skip

# name, address, dates, around, entry, pager, then what is named
ROWS: tuple[tuple, ...] = (
    # -- province tables: data bureaus and governments
    ("nda", "./{y}{m}/t{ymd}_{id}.html", "%Y-%m-%d", "<div class='list'><ul>", "<li><i></i><a href='{h}' target='_blank'>{t}</a>{d}</li>", "trs"),
    ("zwfwj.beijing", "./{y}{m}/t{ymd}_{id}.html", "(%Y-%m-%d)", "<div class='public_list_team'><ul>", "<li><a href='{h}' title='{t}'>{c}</a><span>{d}</span></li>", "trs", {"cut": 18}),
    ("data.tj", "./{y}{m}/t{ymd}_{id}.html", "%Y-%m-%d", "<div class='news-list'>",
     "<div class='news-list-item'><a href='{h}'><div class='news-list-item--title'>{t}</div><div class='news-list-item--time'>{d}</div></a></div>", "words"),
    ("sdb.sh", "/gzdt/{ymd}/{id}.html", "%d", "<div class='news'>",
     "<div class='news-item'><a class='news-content' href='{h}'><div class='date'><span class='date-day'>{d}</span><span class='date-month'>{y}-{m}</span></div><h3 class='news-title'>{t}</h3><p>现就有关事项公告如下。</p></a></div>", "numbers"),
    ("szj.hebei", "/zwgk/002004/{ymd}/{id}.html", "%Y-%m-%d", "<table id='resultlist'>", "<tr><td><p>{n}</p></td><td><a href='{h}'>{t}</a></td><td><p>{d}</p></td></tr>", "none"),
    ("src.shanxi", "./{y}{m}/t{ymd}_{id}.shtml", "%Y-%m-%d", "<ul class='zwgk-list'>", "<li><a href='{h}'>{t}</a><span class='date'>{d}</span></li>", "trs-count"),
    ("zsj.nmg", "./{y}{m}/t{ymd}_{id}.html", "%Y-%m-%d", "<table id='table1'><tbody>",
     "<tr><td>{n}</td><td><a href='{h}'>{t}</a></td><td>内政数〔{y}〕{n}号</td><td>公文</td><td>{d}</td></tr>", "words"),
    ("xxgk.jl", "./{y}{m}/t{ymd}_{id}.html", "%Y年%m月%d日", "<div id='result-body'>",
     "<table><tr><td class='ulli1'>{n}</td><td class='ulli2'><a href='{h}' title='{t}'>{c}</a></td><td class='ulli3'>吉发改〔{y}〕{n}号</td><td class='ulli4'>{d}</td></tr></table>", "words", {"cut": 15}),
    ("hlj", "/hlj/c107856/{y}{m}/c00_{id}.shtml", "%Y-%m-%d", "<div class='list'><ul>", "<li><a href='{h}' istitle='true' title='{t}'>{t}</a><span class='date'>{d}</span></li>", "numbers"),
    ("jszwb.jiangsu", "/art/{y}/{M}/{DD}/art_81698_{id}.html", "%Y-%m-%d", "<div class='default_pgContainer'>", "<li><a href='{h}' title='{t}'>{t}</a><span>{d}</span></li>", "hanweb-title"),
    ("sjzyj.ah", "/xwdt/sjdt/{id}.html", "%Y-%m-%d", "<ul class='doc_list'>", "<li><a href='{h}' title='{t}' class='left'>{c}</a><span class='right date'>{d}</span></li><li class='lm_line'></li>", "words", {"cut": 17}),
    ("hunan.topic", "./{y}{m}/t{ymd}_{id}.html", "%Y-%m-%d", "<div class='fg_cont_box'><ul>", "<li><div class='con'><a href='{h}'>{t}</a></div><div class='date'>发布日期：<span>{d}</span></div></li>", "trs"),
    ("scdsjzx", "/scdsjzx/gfxwj/{y}/{M}/{DD}/{id}.shtml", "%Y年%m月%d日", "<ul class='list'>", "<li><a href='{h}'><p class='title'>{t}</p><p class='date'>{d}</p></a></li>", "numbers"),
    ("shandong.col", "/art/{y}/{M}/{DD}/art_99805_{id}.html", "[%Y-%m-%d]", "<div class='info-list'><ul>", "<li><a href='{h}'><i>·</i>{t}</a><span>{d}</span></li>", "hanweb-title"),
    ("dsj.guizhou", "./{y}{m}/t{ymd}_{id}.html", "%Y-%m-%d", "<div class='NewsList'><ul>", "<li><a href='{h}' title='{t}'>{t}</a> <span>{d}</span></li>", "trs"),
    # -- Zhejiang: trade centres, development zones
    ("anji", "/ajzbtb/infodetail/?infoid={id}", "%Y-%m-%d", "<div><ul class='ewb-notice-items'>", "<li><div><a href='{h}' title='{t}'>{t}</a></div><span>{d}</span></li>", "next-image"),
    ("ningbo.zones", "/zbgg/{id}.jhtml", "%Y-%m-%d", "<ul><li class='show'><table>", "<tr><td width='10'><img src='d.gif'></td><td><a href='{h}' title='{t}'>{c}</a></td><td>{d}</td></tr>", "jeecms", {"cut": 14}),
    ("changxing", "/cxweb/InfoDetail/?InfoID={id}", "%Y-%m-%d", "<table><tr><td id='MoreInfoList1_tdcontent'><table>",
     "<tr valign='top'><td align='right'>{n}.</td><td align='left'><a href='{h}' title='{t}'>{c}</a></td><td align='right'>{d}&nbsp;</td></tr>", "none", {"cut": 16}),
    ("daishan", "/dszb/infodetail/?infoid={id}", "[%Y-%m-%d]", "<table class='article-body'><tr><td valign='top'><table>",
     "<tr height='30'><td width='3%'><img src='i.gif'></td><td align='left'><a href='{h}' title='{t}'>{c}</a></td><td width='80'>{d}</td></tr><tr><td colspan='3' class='line'></td></tr>", "huifont", {"cut": 16}),
    ("deqing", "/art/{y}/{M}/{DD}/art_1_{id}.html", "%Y-%m-%d", "<div class='ListNews FloatL hidden'><ul>", "<li><a href='{h}' title='{t}'><em>[新市镇]</em>{c}</a><span>{d}</span></li>", "words", {"cut": 14}),
    ("dongtou", "/Detail.aspx?id={id}", "%Y-%m-%d", "<div class='List-Li FloatL'><ul>", "<li><a href='{h}' title='{t}' target='_blank'>{c}</a><span class='FloatR'>{d}</span></li>", "asp", {"cut": 18}),
    ("gongshu", "/gsztb/detail?id={id}", "%Y-%m-%d", "<ul id='listUl'>", "<li><a href='{h}' target='_blank'>{t}<i>{d}</i></a></li>", "mvc"),
    ("haining", "/jyxx/004001/{ymd}/{id}.html", "%Y-%m-%d", "<ul class='wb-data-item center'>", "<li class='wb-data-list'><div class='wb-data-infor'><a href='{h}' title='{t}'>{c}</a></div><span class='wb-data-date'>{d}</span></li>", "epoint-static", {"cut": 20}),
    ("huangyan", "/art/{y}/{M}/{DD}/art_5_{id}.html", "%Y-%m-%d", "<div class='default_pgContainer'>", "<li><a href='{h}'><span>{t}</span><b>{d}</b></a></li>", "hanweb-title"),
    ("leqing", "/yqzbtb/infodetail/?infoid={id}", "[%Y-%m-%d]", "<table id='DDLInfo'>", "<tr><td><li class='wb-data-list'><div class='wb-data-infor'><a href='{h}'>{t}</a></div><span class='wb-data-date'>{d}</span></li></td></tr>", "huifont"),
    ("luqiao", "/Bulletin/Detail/{id}", "%Y-%m-%d", "<table id='gvMain'>", "<tr><td><div class='ListItem'><div class='NoWrapHidden ListItemTitle'><a href='{h}' title='{t}'>{c}</a></div><div class='ListItemDate'>{d}</div></div></td></tr>", "mvc", {"cut": 15}),
    ("ouhai", "/zbgg/{id}.html", "%Y-%m-%d", "<ul class='list-box fr'>", "<li><a href='{h}' title='{t}'>{c}</a><span>{d}</span></li>", "select-built", {"cut": 15, "group": ("<li><ul>", "</ul></li>"), "step": 60}),
    ("xianju", "/Detail.asp?id={id}", "%Y/%m/%d", "<table><tr><td align='center'><table>", "<tr><td width='5%'>·</td><td align='left'><a href='{h}'>[工程]{t}</a></td><td>{d}</td></tr>", "asp", {"titled": "[工程]{t}"}),
    # -- further trade centres and companies' platforms
    ("ceiec.plain", "/zbgg/{id}.jhtml", None, "<div class='infolist-main bidlist'><ul>", "<li><a href='{h}' target='_blank'><span>{t}</span></a></li>", "jeecms"),
    ("wugang", "view.asp?id={id}", "%Y-%m-%d", "<table>",
     "<tr class='tr22'><td colspan='3' height='1' bgcolor='#cccccc'></td></tr><tr class='tr22'><td>◇</td><td><a href='{h}' title='{t}'>{c}</a></td><td><font color='#999999'>{d}</font></td></tr>", "asp", {"cut": 14}),
    ("dongguan", "/ggzy/website/detail?id={id}", "%Y-%m-%d", "<div id='tbl_div'><table><tbody><tr><th>序号</th><th>编号</th><th>公告名称</th><th>类型</th><th>发布时间</th><th>截止时间</th></tr>",
     "<tr><td>{n}</td><td>DG{id}</td><td><a href='{h}' title='{t}'>{c}</a></td><td>施工</td><td>{d}</td><td>2025-12-0{last}</td></tr>", "kkpager", {"cut": 14}),
    ("jilin.city", "./{y}{m}/t{ymd}_{id}.html", "[%Y-%m-%d]", "<ul class='listpage_right_ul'>", "<li><a href='{h}'><div class='l'>{t}</div><div class='r'>{d}</div></a></li>", "red"),
    ("cntic", "/g337/m989/p{id}.aspx", "%Y-%m-%d", "<div class='xwkx-module-module'><table>", "<tr><td><div><div class='tt'><a href='{h}'>{t}</a></div><div class='dd'>{d}</div></div></td></tr>", "aspx-path"),
    ("cgnpc", "/CmsNewsController.do?method=detail&id={id}", "[%Y-%m-%d]", "<div class='infoList'><ul>", "<li><a href='{h}' title='{t}' class='fl'>{c}</a><span class='date'>{d}</span></li>", "none", {"cut": 20}),
    ("suzhou.ah", "/szfront/infodetail/?infoid={id}", "%Y-%m-%d", "<ul class='ewb-lbd-items'>", "<li class='clearfix'><a href='{h}' title='{t}'>{c}</a><span>{d}</span></li>", "huifont", {"cut": 16}),
    ("neijiang", "/detail.aspx?id={id}", "%Y-%m-%d", "<table>",
     """<tr><td>{n}</td><td>{t}</td><td>{d}</td><td><input type='button' id='btnCheck' value='查看' onclick="window.open('{h}')"></td></tr>""", "none"),
    ("portlet", "/web/guest/-/{id}", "%Y-%m-%d", "<section id='portlet_cms2'><div class='portlet-body'><div><ul>", "<li><a href='{h}'>{t}</a><span class='pull-right'>{d}</span></li>", "words"),
    ("tongling", "/tlsggzy/infodetail/?infoid={id}", "[%Y-%m-%d]", "<table class='moreinfocon'><tbody>", "<tr><td>{n}、</td><td><a href='{h}' title='{t}'>{c}</a></td><td>{d}</td></tr>", "huifont", {"cut": 16}),
    ("palist", "/pa/{id}.html", "%Y-%m-%d", "<div id='palist'>", "<div class='row1'><div class='left'><a href='{h}'>{t}</a></div><div class='right'>{d}</div><div style='clear:both'></div></div>", "numbers"),
    ("njggzy", "/njweb/fjsz/068001/{ymd}/{id}.html", "%Y-%m-%d", "<ul class='ewb-info'>",
     """<li class='ewb-info-item2 clearfix' onclick="window.open('{h}');"><div class='no'><p>{n}</p></div><div class='t'><p title='{t}'>{c}</p></div><div class='k'><p title='设计'>设计</p></div><div class='j'><p>{n}2.5</p></div><div class='d'><p>{d}</p></div></li>""", "none", {"cut": 14}),
    ("hefei", "/jyxx/002002/{ymd}/{id}.html", "%Y-%m-%d", "<ul class='ewb-right-item'>", "<li class='clearfix'><span class='ewb-label1'>【市本级】</span><a href='{h}'>{t}</a><span class='ewb-right-date'>{d}</span></li>", "epoint-static"),
    ("dezhou.bare", "/n2566547/c{id}/content.html", "%Y-%m-%d", "<ul>", "<li><a href='{h}'>{t}</a><span>{d}</span></li>", "none", {"page": "<ul>{rows}</ul>"}),
    ("dongying", "/CL0032/{id}.html", "(%Y-%m-%d)", "<div id='box'><table><tbody>", "<tr><td><a href='{h}'>{t}</a><span>{d}</span></td></tr>", "words"),
    ("heze.2", "Article_Show.asp?ArticleID={id}", "%Y年%m月%d日", "<table><tr><td>", "<table width='100%'><tr><td>◆ <a href='{h}'>{t}</a> （{d}）</td></tr></table>", "asp"),
    ("liaocheng.2", "./{y}{m}/t{ymd}_{id}.html", None, "<div id='documentContainer'>", "<div class='row'><li class='mc'>{n}</li><li class='mc'><div><a href='{h}' target='_blank'>{t}</a></div></li><li class='bm'>市食药监局</li></div>", "words"),
    ("sc.gov", "/10462/10464/{y}/{M}/{DD}/{id}.shtml", "%Y-%m-%d", "<table>", "<tr><td><span><a href='{h}'><font size='3'>{t}</font></a></span></td><td>{d}</td></tr>", "numbers"),
    ("zhoushan", "/art/{y}/{M}/{DD}/art_127_{id}.html", "%Y-%m-%d", "<table class='lm_tabe'>", "<tr><td align='left'><a href='{h}' title='{t}'>{c}</a></td><td>{d}</td></tr>", "hanweb", {"cut": 16}),
    ("scjg", "/detail/{id}.html", "%Y-%m-%d", "<div id='list'>", "<a href='{h}'><span>{t}</span><font>{d}</font></a>", "words"),
    ("shudao", "/zbgg/{id}.html", "%Y-%m-%d", "<div class='zhaobiao-content' id='main'>", "<div class='single'><a href='{h}'><div class='single-tt'>{t}</div><div class='single-time'>{d}</div></a></div>", "numbers"),
    ("ciesco", "/gg/ggDetail?guid={id}", "%Y-%m-%d", "<div><table>",
     "<tr><td>{n}</td><td><div class='list-content-between'><span class='list-content-start'><a href='{h}' title='{t}'>{c}</a></span><span class='list-content-end'>{d}</span></div><div class='list-content-between'><span class='list-content-start'>编号：<span>CS{id}</span> 单位：<span>物流公司</span></span><span class='list-content-end'><span>货物</span></span></div></td></tr>", "words", {"cut": 15}),
    ("gemas", "/cggg2/{id}.jhtml", "%Y-%m-%d", "<ul class='lists'>", "<li class='clearfix'><a href='{h}' title='{t}'>{t}</a><em>{d}</em></li>", "jeecms"),
    ("ccgp.bid", "./gkzb/{y}{m}/t{ymd}_{id}.htm", "%Y-%m-%d %H:%M", "<ul class='c_list_bid'>",
     "<li><a href='{h}' title='{t}'>{t}</a>  <em rel='bxlx'>公开招标公告</em> 发布时间：<em>{d}</em> 地域：<em>云栖</em> 采购人：<em>云栖市商务局</em></li>", "pager-call"),
    ("b2bsun", "/Tender/TenderItem.aspx?TenderCode=T{id}", "%Y-%m-%d", "<table><tr><th>编号</th><th>名称</th><th>发布时间</th></tr>", "<tr><td><a href='{h}'>T{id}</a></td><td>{t}</td><td>{d}</td></tr>", "asp"),
    # -- what single sites do
    ("years.nested", "/n/{id}.html", "%m-%d", "<div class='list'>", "<li><span>{d}</span><a href='{h}'>{t}</a></li>", "words", {"group": ("<div class='year'><h3>{y}年</h3><ul>", "</ul></div>"), "step": 45}),
    ("years.dl", "/n/{id}.html", "%m月%d日", "<dl>", "<dd><a href='{h}'>{t}</a><em>{d}</em></dd>", "none", {"group": ("<dt>{y}年</dt>", ""), "step": 45}),
    ("years.li", "/n/{id}.html", "%m/%d", "<ul class='timeline'>", "<p><i>{d}</i> <a href='{h}'>{t}</a></p>", "none", {"group": ("<li><b>{y}</b><div>", "</div></li>"), "step": 45}),
    ("months", "/n/{id}.html", "%d日", "<div class='arc'>", "<li>{d} <a href='{h}'>{t}</a></li>", "none", {"group": ("<h4>{y}年{M}月</h4><ul>", "</ul>"), "by": "month", "step": 12}),
    ("picture.summary", "/news/{id}.html", "%Y-%m-%d", "<ul class='pics'>",
     "<li><a href='{h}' class='img'><img src='/u/{n}.jpg' alt='{t}'></a><h3><a href='{h}'>{t}</a></h3><p>园区第{n}号公告的内容摘要，详情请点击查看全文...</p><div class='b'><span>{d}</span><span>管委会</span></div></li>", "mvc"),
    ("status", "/project/{id}.html", "%Y-%m-%d", "<table class='st'><thead><tr><th>序号</th><th>项目名称</th><th>状态</th><th>发布日期</th></tr></thead><tbody>",
     "<tr><td>{n}</td><td><a href='{h}'>{t}</a></td><td><span class='ing'>招商中</span></td><td>{d}</td></tr>", "words"),
    ("split.slash", "/show/{id}.html", "%d", "<ul class='l'>", "<li><p class='rq'><b>{d}</b><span>{y}/{m}</span></p><a href='{h}'>{t}</a></li>", "numbers"),
    ("split.three", "/show/{id}.html", "%d", "<ul class='l'>", "<li><div class='rq'><span>{y}</span><span>{m}</span><b>{d}</b></div><a href='{h}'>{t}</a></li>", "numbers"),
    ("split.cn", "/show/{id}.html", "%d", "<ul class='l'>", "<li><div class='rq'><b>{d}</b><p>{y}年{m}月</p></div><div><h4><a href='{h}'>{t}</a></h4></div></li>", "words"),
    ("prefix.bracket", "/a/{id}.html", "[%Y-%m-%d]", "<ul>", "<li><a href='{h}'>{d}{t}</a></li>", "words"),
    ("prefix.dot", "/a/{id}.html", "%Y.%m.%d", "<ul>", "<li><a href='{h}'>{d} {t}</a></li>", "none"),
    ("prefix.yearless", "/a/{id}.html", "[%m-%d]", "<ul>", "<li><a href='{h}'>{d} {t}</a></li>", "none"),
    ("redirector", "/link?url=http%3A%2F%2Fwww.b.example%2Fa%2F{id}.html", "%Y-%m-%d", "<ul>", "<li><a href='{h}' target='_blank'>{t}</a><span>{d}</span></li>", "words"),
    ("jump.asp", "/jump.asp?id={id}&u=www.b.example/x/{id}.html", "%Y-%m-%d", "<ul>", "<li><a href='{h}'>{t}</a><span>{d}</span></li>", "asp"),
    ("target.js", "/a/{id}.html", "%Y-%m-%d", "<ul>", """<li><a href='javascript:void(0)' target='_blank' onclick="openUrl('{h}')">{t}</a><span>{d}</span></li>""", "none"),
    ("base", "{id}.html", "%Y-%m-%d", "<ul>", "<li><a href='{h}'>{t}</a><span>{d}</span></li>", "none",
     {"address": "http://www.cdn.example/news/{id}.html", "page": "<html><head><base href='http://www.cdn.example/news/'><title>公告</title></head><body><ul>{rows}</ul></body></html>"}),
    ("protocol", "//www.p.example/a/{id}.html", "%Y-%m-%d", "<ul>", "<li><a href='{h}'>{t}</a><span>{d}</span></li>", "words"),
    ("xhtml", "/a/{id}.html", "%Y-%m-%d", "<ul>", "<li><a href='{h}' title='{t}'>{t}</a><br/><span>{d}</span></li>", "none",
     {"page": "<?xml version='1.0' encoding='utf-8'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' 'http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd'><html xmlns='http://www.w3.org/1999/xhtml' xml:lang='zh'><head><title>公告</title></head><body><div xmlns:h='urn:h'><ul>{rows}</ul></div></body></html>"}),
    ("noscript", "/a/{id}.html", "%Y-%m-%d", "<ul>", "<li><a href='{h}'>{t}</a><span>{d}</span></li>", "none",
     {"page": "<html><head><title>公告</title></head><body><div id='app'></div><noscript><ul>{rows}</ul></noscript><script src='/app.js'></script></body></html>"}),
    ("template.tag", "/a/{id}.html", "%Y-%m-%d", "<ul>", "<li><a href='{h}'>{t}</a><span>{d}</span></li>", "none",
     {"page": "<html><head><title>公告</title></head><body><div id='list'></div><template id='rows'><ul>{rows}</ul></template><script>list.append(rows.content)</script></body></html>"}),
    ("template.script", "/a/{id}.html", "%Y-%m-%d", "<ul>", "<li><a href='{h}'>{t}</a><span>{d}</span></li>", "none",
     {"page": "<html><head><title>公告</title></head><body><div id='list'></div><script type='text/template' id='rows'><ul>{rows}</ul></script></body></html>"}),
    ("template.html", "/a/{id}.html", "%Y-%m-%d", "<ul>", "<tr><td><a href='{h}'>{t}</a></td><td>{d}</td></tr>", "none",
     {"page": "<html><head><title>公告</title></head><body><table id='list'></table><script type='text/html' id='rows'><table>{rows}</table></script></body></html>"}),
    ("textarea", "/a/{id}.html", "%Y-%m-%d", "<ul>", "<li><a href='{h}'>{t}</a><span>{d}</span></li>", "none",
     {"page": "<html><head><title>公告</title></head><body><div id='list'></div><textarea id='rows' style='display:none'><ul>{rows}</ul></textarea></body></html>"}),
    ("data-href", "/a/{id}.html", "%Y-%m-%d", "<ul class='links'>", "<li data-href='{h}'><p>{t}</p><span>{d}</span></li>", "none"),
    ("data-link", "/a/{id}.html", "%Y-%m-%d", "<div>", "<div class='item'><a href='javascript:;' data-url='{h}'>{t}</a><span>{d}</span></div>", "none"),
    ("microdata", "/a/{id}.html", "%Y年%m月%d日", "<div itemscope itemtype='http://schema.org/ItemList'>",
     "<div itemprop='itemListElement' itemscope itemtype='http://schema.org/NewsArticle'><a itemprop='url' href='{h}'><span itemprop='headline'>{t}</span></a><meta itemprop='datePublished' content='{y}-{m}-{D}'><p itemprop='description'>公告摘要。</p></div>", "zero"),
    ("zero.numbers", "/a/{id}.html", "%Y-%m-%d", "<ul>", "<li><a href='{h}'>{t}</a><span>{d}</span></li>", "zero-numbers"),
    ("zero.drupal", "/node/{id}", "%Y-%m-%d", "<div class='view-content'>", "<div class='views-row'><span class='views-field-title'><a href='{h}'>{t}</a></span><span class='views-field-created'>{d}</span></div>", "zero"),
    ("span.onclick", "/a/{id}.html", "%Y-%m-%d", "<ul>", "<li><a href='{h}'>{t}</a><span>{d}</span></li>", "span-onclick"),
    ("span.words", "/a/{id}.html", "%Y-%m-%d", "<ul>", "<li><a href='{h}'>{t}</a><span>{d}</span></li>", "span-words"),
    ("image.alt", "/a/{id}.html", "%Y-%m-%d", "<ul>", "<li><a href='{h}'>{t}</a><span>{d}</span></li>", "images"),
    ("input.button", "/a/{id}.html", "%Y-%m-%d", "<ul>", "<li><a href='{h}'>{t}</a><span>{d}</span></li>", "inputs"),
    ("pinned", "/a/{id}.html", "%Y-%m-%d", "<ul>", "<li><a href='{h}'><i class='top'>置顶</i>{t}</a><img src='new.gif'><span>{d}</span></li>", "words"),
    ("read-count", "/a/{id}.html", "%Y-%m-%d", "<ul>", "<li><a href='{h}'>{t}</a><span class='hits'>[{n}35]</span><span>{d}</span></li>", "numbers"),
    ("two-links", "/a/{id}.html", "%Y-%m-%d", "<ul>", "<li><a href='{h}'>{t}</a><a href='/f/{id}.pdf' class='pdf'>PDF</a><a href='/f/{id}.doc'>DOC</a><span>{d}</span></li>", "words"),
    ("effective", "/zc/{id}.html", "%Y-%m-%d", "<table><tr><th>标题</th><th>成文日期</th><th>发布日期</th><th>效力</th></tr>",
     "<tr><td><a href='{h}'>{t}</a></td><td>2025-0{last}-15</td><td>{d}</td><td>有效</td></tr>", "words"),
)  # fmt: skip
