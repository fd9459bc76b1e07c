"""Rows of lists.py, fifth wave: search engines' and open-government answers, tables of provinces' procurement, cells within
cells of 2003, city news portals, cards with covering links, calls whose address takes two fields.

Read for them: selectors in bigcpp110/policy_crawl (391 offices), myirelias/white_list, Natz-ft/nk_crawler_update_svn,
jas0no7/local_spider_jason, taozi926494/bid-fe, JonenotSnow/essp_park_git, and templates of duxcms, phpcms, Visual
SiteBuilder, hanweb, UCAP, TRS WAS. All were written down before any was read.
"""

from __future__ import annotations

PAGERS: dict[str, tuple[str, str, str | None]] = {
    "node": ("/gb/shmzj/node8/node15/node55/index.html",
             "<table><tr><td class='fy'><a href='/gb/shmzj/node8/node15/node55/index.html'>1</a> <a href='/gb/shmzj/node8/node15/node55/index1.html'>2</a> "
             "<a href='/gb/shmzj/node8/node15/node55/index1.html'>下一页</a></td></tr></table>", "/gb/shmzj/node8/node15/node55/index1.html"),
    "down": ("/n6758823/n6758839/index.html",
             "<div class='page'>共 9 页 <span>1</span><a href='../n6758839/index_6768779_8.html'>2</a><a href='../n6758839/index_6768779_7.html'>3</a>"
             "<a href='../n6758839/index_6768779_8.html'>下一页</a><a href='../n6758839/index_6768779_1.html'>尾页</a></div>", "/n6758823/n6758839/index_6768779_8.html"),
    "offset": ("/viewCmsCac.do?cacId=4aef14&offset=0",
               "<p>共 9 页 <a href='viewCmsCac.do?cacId=4aef14&amp;offset=0'>首页</a> <a href='viewCmsCac.do?cacId=4aef14&amp;offset=20&amp;'>下一页</a> <a href='viewCmsCac.do?cacId=4aef14&amp;offset=160&amp;'>尾页</a></p>",
               "/viewCmsCac.do?cacId=4aef14&offset=20&"),
    "common": ("/scmzt/zcfg/CommonList1.shtml",
               "<div class='pagination_index_num currentIndex'>1</div><div class='pagination_index_num'><a href='CommonList1_2.shtml'>2</a></div><div class='pagination_index_last'><a href='CommonList1_2.shtml'>下页</a></div>",
               "/scmzt/zcfg/CommonList1_2.shtml"),
    "xxgk-form": ("/module/xxgk/search.jsp?infotypeId=A0301&vc_title=",
                  "<form name='form1' action='/module/xxgk/search.jsp' method='get'><input type='hidden' name='infotypeId' value='A0301'><input type='hidden' name='currpage' value='1'></form>"
                  "<script>function gotopage(n){document.form1.currpage.value=n;document.form1.submit();}</script>"
                  "<table class='tb'><tr><td>共 98 条记录，第 1 / 9 页 <a href='javascript:gotopage(2)'>下一页</a> <a href='javascript:gotopage(9)'>末页</a></td></tr></table>",
                  "/module/xxgk/search.jsp?infotypeId=A0301&currpage=2"),
    "data-page": ("/news/list.html",
                  "<script>$('.pg a').on('click',function(){ location.href = 'list.html?page=' + $(this).data('page'); });</script>"
                  "<div class='pg'><b>1</b><a href='javascript:;' data-page='2'>2</a><a href='javascript:;' data-page='3'>3</a><a href='javascript:;' data-page='2'>下一页</a></div>",
                  "/news/list.html?page=2"),
    "later": ("/zxdt/", "<div class='fanye'><em>1/9</em> <a href='/zxdt/p2.html'>后页</a> <a href='/zxdt/p9.html'>末页</a></div>", "/zxdt/p2.html"),
    "ten": ("/zxdt/1.html", "<div class='fy'><a class='active' href='/zxdt/1.html'>1</a><a href='/zxdt/2.html'>2</a><a href='/zxdt/3.html'>3</a><a href='/zxdt/11.html'>下10页</a><a href='/zxdt/2.html'>›</a></div>", "/zxdt/2.html"),
    "link-rel": ("/zxdt/list/", "<link rel='next' href='/zxdt/list/2/'><div class='pager-box'></div>", "/zxdt/list/2/"),
    "u-jump": ("/a/list.html", "<div class='m-page'><span class='total'>共98条</span><a class='cur'>01</a><a href='list_2.html'>02</a><a href='list_3.html'>03</a><a href='list_2.html' class='arrow'><i class='iconfont icon-right'></i></a><input value='1'><button>GO</button></div>",
               "/a/list_2.html"),
    "glyph": ("/a/list.html", "<div class='pg'><a class='on'>1</a><a href='list_2.html'>2</a><a href='list_3.html'>3</a><a href='list_2.html'><i class='iconfont'>\ue602</i></a></div>", "/a/list_2.html"),
    "seg": ("/sys/web/list/page/1/code/zs", "<ul class='pagination'><li><a href='/sys/web/list/page/1/code/zs' class='current'>1</a></li><li><a href='/sys/web/list/page/2/code/zs'>2</a></li><li><a href='/sys/web/list/page/2/code/zs'>下一页</a></li></ul>",
            "/sys/web/list/page/2/code/zs"),
    "button-href": ("/gg/list?p=1", "<div class='ft'><button disabled>上一页</button><span>1/9</span><button onclick=\"window.location.href='/gg/list?p=2'\">下一页</button></div>", "/gg/list?p=2"),
}  # fmt: skip

SUM = "园区就有关事项作出安排，欢迎各类企业关注和申报，详情见正文。"
HTML = "<html><head><meta charset='utf-8'><title>招商动态</title></head><body>{rows}{pager}<div class='footer'><p>主办：园区管理委员会</p></div></body></html>"

# name, address, dates, around, entry, pager, then what is named
ROWS: tuple[tuple, ...] = (
    # -- offices of provinces
    ("was5.docs", "http://jyt.b.example/zwgk/{y}{m}/t{ymd}_{id}.htm", "%Y-%m-%d %H:%M:%S", "", '{"title":"{t}","url":"{h}","chnldocurl":"{h}","content":"园区公布有关事项。","pubdate":"{d}","docno":""}', "none",
     {"page": '{"count":98,"pagecount":7,"page":1,"docs":[{rows}]}'}),
    ("xxgk.search", "/art/{y}/{M}/{DD}/art_1229_{id}.html", "%Y-%m-%d", "<div class='zfxxgk_zdgkc'><table class='tb1'><tr class='tr_main_title'><td>序号</td><td>名称</td><td>生成日期</td></tr>",
     "<tr class='tr_main_value_odd'><td align='center'>{n}</td><td><a href='{h}' target='_blank' mc='{t}' syh='0012/{y}-{id}' fwrq='{d}' title='{t}'>{c}</a></td><td align='center'>{d}</td></tr>", "xxgk-form", {"cut": 16}),
    ("hanweb.zdgk", "/art/{y}/{M}/{DD}/art_1229_{id}.html", "%Y-%m-%d", "<div class='zfxxgk_zdgkc'><ul>", "<li><a href='{h}' target='_blank' title='{t}'>{t}</a><b>{d}</b></li>", "hanweb"),
    ("gentle.cms", "/articles/ch00237/{y}{m}/{id}.shtml", "%Y-%m-%d %H:%M:%S", "", '{"title":"{t}","url":"{h}","publishTime":"{d}","siteName":"省厅","summary":""}', "none",
     {"page": '{"total":98,"result":[{rows}],"success":true}'}),
    ("news.two-fields", "/web/news/{n}7/{id}.html", "%Y-%m-%d", "", '{"COLUMN_ID":{n}7,"ID":{id},"TITLE":"{t}","PUB_DATE":"{d}"}', "none",
     {"page": "<html><head><title>公告</title></head><body><ul id='news'></ul><script>var rows=[{rows}];\nfor(var i=0;i<rows.length;i++){ var item=rows[i]; html += \"<li><a href='/web/news/\"+item.COLUMN_ID+\"/\"+item.ID+\".html'>\"+item.TITLE+\"</a></li>\"; }</script></body></html>"}),
    ("node.gb", "/gb/shmzj/node8/node15/u1ai{id}.html", "%Y-%m-%d", "<table class='uli14'><tbody>", "<tr><td><ul class='uli14'><li><a href='{h}' target='_blank'>{t}</a> <span>{d}</span></li></ul></td></tr>", "node"),
    ("tbody.show", "./{y}{m}/t{ymd}_{id}.html", "%Y-%m-%d", "<table width='100%'><thead><tr class='tt'><td>索引号</td><td>文件名称</td><td>文号</td><td>公开日期</td></tr></thead><tbody id='tbodyShow'>",
     "<tr><td>MB{id}/{y}-{n}</td><td><a href='{h}' target='_blank' title='{t}'>{t}</a></td><td>云教〔{y}〕{n}号</td><td>{d}</td></tr>", "trs"),
    ("cms.n6758", "../../n6758823/n6758839/c{id}/content.html", "(%Y-%m-%d)", "<ul class='tongyongLb'>", "<li><span>{d}</span><a href='{h}'>{t}</a></li>", "down"),
    ("common.list", "/scmzt/zcfg/{y}/{M}/{DD}/{id}.shtml", "%Y-%m-%d", "<div id='DivList'>", "<ul class='li'><li><a href='{h}' title='{t}'>{c}</a><i>{d}</i></li></ul>", "common", {"cut": 18}),
    ("viewcms", "viewCmsCac.do?cacId={id}", "%Y/%m/%d", "<table class='xin2zuo'>", "<tr><td height='27' class='line'>·&nbsp;<a href='{h}' class='a1'>{t}</a>&nbsp;<font color='#999999'>[{d}]</font></td></tr>", "offset"),
    ("line01", "../gggs/{y}/{m}/{D}/{id}.html", "%Y年%m月%d日", "<div class='listbox'>", "<div class='line01'><div class='dot'></div><a href='{h}'>{t}</a><div class='t'>{d}</div></div><div class='line02'></div>", "none"),
    ("mzt.station", "/station/gssmzt/mzfw/detail/{id}.html", "%m-%d", "<div class='bd'><ul>", "<li><em>{y}</em><strong>{d}</strong><a href='{h}'><h5>{t}</h5><p>" + SUM + "</p></a></li>", "numbers"),
    ("gl.right", "./{y}/{M}/{DD}/{id}.shtml", "%Y-%m-%d %H:%M", "<div class='gl-right-list'>", "<div class='clearfix'><a class='fl' href='{h}' title='{t}'><i></i>{c}</a><span class='fr'>{d}</span></div>", "trs", {"cut": 15}),
    ("column.class5", "../../../directory/web/WS32/CL2440/{id}.html", "{y}年{M}月{DD}日", "<table class='ListColumnClass5'>", "<tr><td class='ListColumnClass5_l'></td><td><a href='{h}' class='ListColumnClass5'>{t}</a></td><td><span class='ListColumnClass5'>({d})</span></td></tr>", "words"),
    # -- procurement and trade
    ("font9.ccgp", "/sdgp2017/site/read.jsp?colcode=0301&id={id}", "%Y-%m-%d", "<table><tbody>", "<tr><td class='Font9'><img src='/dot.gif'> <a href='{h}' title='{t}' class='aa'>{c}</a>&nbsp;&nbsp;{d}</td></tr>", "php", {"cut": 18}),
    ("samp.four", "/zb/{ymd}/{id}.html", "%Y-%m-%d", "<ul id='pnamesss'>", "<li><samp class='s1'><a href='{h}' title='{t}'>{c}</a></samp><samp>招标公告</samp><samp>云栖市</samp><samp>{d}</samp></li>", "dash", {"cut": 14}),
    ("a.spans", "/news/{id}/", "%Y-%m-%d", "<div class='list-group'>", "<a class='list-group-item' href='{h}'><span>{n}</span><span>工程</span><span>{t}</span><span>{d}</span></a>", "bootstrap"),
    ("onclick.div", "/jygkzfcg/{id}.jhtml", "%Y-%m-%d", "<script>function openPage(u){ window.open(u); }</script><div class='list_all_style_1 height_auto'>",
     """<div class='row_1' onclick="openPage('{h}')"><p><span>【省级】</span><span>{t}</span><span>{d}</span></p></div>""", "none"),
    ("bulletin.data", "/newbulletin_zz.do?method=preinsertgomodify&flag=view&bulletin_id={id}", "%Y-%m-%d",
     "<script>$('#b').on('click','a',function(){ window.open('/newbulletin_zz.do?method=preinsertgomodify&flag=view&bulletin_id='+$(this).attr('data-bulletin_id')); });</script><table id='b'><thead><tr><th>公告标题</th><th>区划</th><th>公告类型</th><th>发布时间</th></tr></thead><tbody>",
     "<tr><td title='{t}'><a href='javascript:void(0)' data-bulletin_id='{id}'>{t}</a></td><td>省本级</td><td>招标公告</td><td>{d}</td></tr>", "none"),
    ("callbids", "/zbgg/{id}.jhtml", "%Y-%m-%d", "<ul class='callbids-list'>", "<li><a href='{h}'><span>{d}</span><h6>{t}</h6><p>" + SUM + "</p></a></li>", "jeecms"),
    ("header.li", "/notice/{id}.html", "%Y-%m-%d", "<ul class='projects-list'><li class='hd'><b>项目名称</b><b>发布时间</b></li>", "<li class='project-li clearfix'><a href='{h}' title='{t}'>{c}</a><span>云栖</span><span>{d}</span></li>", "seg", {"cut": 14}),
    ("deadline.table", "/bid/view/{id}", "%Y-%m-%d", "<table class='download_table'><tbody><tr><th>序号</th><th>标题</th><th>采购方式</th><th>报名截止时间</th><th>发布时间</th></tr>",
     "<tr><td>{n}</td><td title='{t}'><a href='{h}'>{c}</a></td><td>询价</td><td>2025-12-0{last}</td><td>{d}</td></tr>", "u-jump", {"cut": 14}),
    ("opening.before", "/bid/open/{id}", "%Y-%m-%d", "<table class='border'><tr bgcolor='#eeeeee'><td>公告名称</td><td>开标时间</td><td>公告日期</td></tr>",
     "<tr><td><a href='{h}'>{t}</a></td><td>2025-12-1{last} 09:30</td><td>{d}</td></tr>", "asp"),
    ("layui.cells", "/xm/{id}.html", "%Y-%m-%d %H:%M:%S", "<div class='layui-table-body'><table class='layui-table'><tbody>",
     "<tr data-index='{n}'><td data-field='0'><div class='layui-table-cell'>{n}</div></td><td data-field='title'><div class='layui-table-cell'><a href='{h}' class='layui-table-link'>{t}</a></div></td><td data-field='time'><div class='layui-table-cell'>{d}</div></td></tr>", "button-href"),
    ("dd.price", "/b/{id}.html", "%Y-%m-%d", "<div id='page_wraper'>", "<dl><dd class='t'><a href='{h}' title='{t}'>{c}</a></dd><dd class='d'>{d}</dd><dd class='p'>预算 {n}20 万元</dd></dl>", "later", {"cut": 15}),
    # -- 2003, and uppercase
    ("upper.font", "SHOWNEWS.ASP?ID={id}", "%Y-%m-%d", "<TABLE BORDER=0 CELLPADDING=0 WIDTH=\"98%\"><TBODY>", "<TR><TD WIDTH=16><IMG SRC=dot.gif></TD><TD><A HREF={h} TARGET=_blank><FONT SIZE=2>{t}</FONT></A> <FONT COLOR=#999999 SIZE=1>({d})</FONT><IMG SRC=new.gif></TD></TR><TR><TD COLSPAN=2 BACKGROUND=line.gif HEIGHT=1></TD></TR>", "asp"),
    ("own.tables", "/wz/{y}/{m}/{id}.htm", "%Y-%m-%d", "<div class='zi14'>", "<table width='96%' border='0'><tr><td class='hanggao36' width='80%'><table><tr><td>■</td><td><a href='{h}'>{t}</a></td></tr></table></td><td class='time12'>{d}</td></tr></table>", "images"),
    ("br.columns", "/wz/{id}.htm", "%m-%d", "<td class='lb' valign='top'>", "<img src='/d.gif'>&nbsp;<a href='{h}' class='blue14'>{t}</a>&nbsp;<font class='hui'>[{y}-{d}]</font><br><hr size='1'>", "inputs"),
    # -- city portals and newsrooms
    ("portal.tags", "/content/{y}-{m}/{D}/content_{id}.html", "%Y-%m-%d %H:%M", "<div class='news-flow'>", "<div class='item'><h2><a href='{h}' target='_blank'>{t}</a></h2><p class='summary'>" + SUM + "<a href='{h}'>[详细]</a></p><div class='info'><span class='source'>云栖日报</span><span class='time'>{d}</span><span class='tags'><a href='/t/zs/'>招商</a><a href='/t/yq/'>园区</a></span></div></div>", "ten"),
    ("cover.card", "/detail/{id}", "%Y-%m-%d", "<div class='grid-cards'>", "<div class='card' style=\"background-image:url('/u/{n}.jpg')\"><a class='cover' href='{h}'></a><h3>{t}</h3><p>" + SUM + "</p><time>{d}</time></div>", "link-rel"),
    ("media.left", "/p/{id}.html", "%Y.%m.%d", "<ul class='media-list'>", "<li class='media'><a class='media-left' href='{h}'><img src='/lazy.png' data-src='/u/{n}.jpg' alt='{t}'></a><div class='media-body'><h4 class='media-heading'><a href='{h}'>{t}</a></h4><p>" + SUM + "</p><span class='glyphicon glyphicon-time'></span> {d} <span class='glyphicon glyphicon-eye-open'></span> {n}02</div></li>", "bootstrap"),
    ("search.em", "/info/{id}.html", "%Y-%m-%d", "<div class='search-result'>", "<div class='result'><h3><a href='{h}'>{t}</a></h3><p class='desc'>园区<em>招商</em>安排，欢迎<em>企业</em>关注。</p><p class='url'>http://www.yq.example{h} - {d}</p></div>", "words"),
    ("u-date", "/news/{id}.html", "%Y-%m", "<div class='TTXW_LIST'><ul>", "<li><div class='u-date'>{D}<span>{d}</span></div><a href='{h}' title='{t}'><p class='tit'>{t}</p><p class='txt'>" + SUM + "</p></a></li>", "data-page"),
    ("em.i", "/cgw/cgw_show.jsp?id={id}", "[%Y-%m-%d]", "<div class='nei02_04_01'><ul>", "<li><i>{d}</i><em><a href='{h}'>{t}</a></em></li>", "words"),
    ("vsb.em", "../info/1012/{id}.htm", "%Y/%m/%d", "<table class='winstyle54321' width='100%'>", "<tr id='line_u12_{n}' height='20'><td width='3%'><span class='leaderfont54321'> ·</span></td><td><a class='c54321' href='{h}' target='_blank' title='{t}'><em>{c}</em></a></td><td width='1%' nowrap><span class='timestyle54321'>{d}&nbsp;</span></td></tr>", "vsb-inner", {"cut": 14}),
    ("eps.easysite", "/xwzx/content/post_{id}.html", "(%Y-%m-%d)", "<div class='eps-portlet'><ul class='easysite-list-modelone'>", "<li class='clearfix'><i class='easysite-dot'></i><a href='{h}' title='{t}'><span class='EPScut'>{t}</span></a><i class='date'>{d}</i></li>", "words"),
    ("pdf.sizes", "/u/cms/{ymd}/{id}.pdf", "%Y-%m-%d", "<ul class='files'>", "<li><a href='{h}' class='pdf'>{t}</a><span class='size'>PDF 1.{last}MB</span><span class='date'>{d}</span></li>", "numbers"),
    ("park.tags", "/park/news/noticedetail?informationId={id}", "%Y-%m-%d", "<div class='news-wrap'>", "<div class='news-li'><div class='tag'>通知</div><div class='con'><p class='tit'><a href='{h}'>{t}</a></p><p class='tip'><span>发布时间：{d}</span><span>浏览量：{n}6</span></p></div></div>", "later"),
    # -- data in pages and answers
    ("ucap.results", "//www.b.example/n1/c{id}/content.html", "%Y-%m-%d %H:%M:%S", "", '{"title":"{t}","subTitle":"","url":"{h}","publishedTimeStr":"{d}","channelName":"通知公告","domainMetaList":[]}', "none",
     {"page": '{"code":"200","data":{"channelId":"a1","page":1,"rows":12,"total":98,"results":[{rows}]},"success":true}'}),
    ("trs.content", "http://www.b.example/zwgk/{y}{m}/t{ymd}_{id}.html", "%Y.%m.%d %H:%M:%S", "", '{"doctitle":"{t}","docpuburl":"{h}","docreltime":"{d}","chnldesc":"招商"}', "none",
     {"page": '{"page":{"number":0,"size":12,"totalPages":9,"content":[{rows}]},"status":0}'}),
    ("html.in.json", "/zsdt/{y}/{m}/{id}.html", "%Y-%m-%d", "", r"<li><a href='{h}' title='{t}'>{t}<\/a><span>{d}<\/span><\/li>", "none",
     {"page": '{"success":true,"message":"ok","data":{"html":"<ul class=\'list\'>{rows}<\\/ul>","total":98}}'}),
    ("vue.object", "/news/{id}.html", "%Y-%m-%d", "", "{id:'{id}',title:'{t}',link:'{h}',date:'{d}',img:''}", "none",
     {"page": HTML.replace("{rows}", "<div id='app'></div><script>new Vue({el:'#app',data:{page:1,list:[{rows}]},methods:{}})</script>")}),
    ("html.string", "/zx/{id}.html", "%Y-%m-%d", "", "html += '<li><a href=\"{h}\">{t}</a><span>{d}</span></li>';", "none",
     {"page": HTML.replace("{rows}", "<ul id='u'></ul><script>var html = '';\n{rows}\ndocument.getElementById('u').innerHTML = html;</script>")}),
    ("js.array", "/zx/{ymd}/{id}.html", "%Y-%m-%d", "", "arr.push(['{t}','{h}','{d}','招商']);", "none", {"page": HTML.replace("{rows}", "<div id='l'></div><script>var arr=[];\n{rows}\nshow(arr);</script>")}),
)  # fmt: skip

# A sixth wave, written down after the fifth one's kinds were cured, before any of it was read.
LATER: tuple[tuple, ...] = (
    ("look.button", "/xm/view.aspx?id={id}", "%Y-%m-%d", "<table class='gv'><tr><th>项目名称</th><th>所在地</th><th>发布日期</th><th>操作</th></tr>", "<tr><td>{t}</td><td>东片区</td><td>{d}</td><td><a href='{h}'>查看</a></td></tr>", "asp"),
    ("tags.three", "/a/{id}.html", "%Y-%m-%d", "<ul class='tl'>", "<li><a href='/area/3/'>[云栖区]</a><a href='/kind/2/'>[工程]</a><a class='tt' href='{h}' title='{t}'>{c}</a><a class='jd' href='/jd/{id}.html'>解读</a><span>{d}</span></li>", "words", {"cut": 12}),
    ("line.five", "/a/{id}.html", "%Y年%m月%d日", "<ul class='l5'>", "<li><a href='{h}'>{t}</a><span>{d}</span></li><li class='line'></li>", "numbers"),
    ("bar.date", "/a/{id}.html", "%Y-%m-%d", "<div class='news'>", "<a href='{h}' class='n'>{d} | {t}</a>", "words"),
    ("glyph.pager", "/a/{id}.html", "%Y-%m-%d", "<ul>", "<li><i class='iconfont'>\ue6a1</i><a href='{h}'>{t}</a><em>{d}</em></li>", "glyph"),
    ("two.data", "/detail/12/{id}.html", "%Y-%m-%d", "<script>$('.r').click(function(){ location.href='/detail/'+$(this).data('kind')+'/'+$(this).data('id')+'.html'; });</script><div class='rs'>",
     "<div class='r' data-kind='12' data-id='{id}'><p>{t}</p><span>{d}</span></div>", "none"),
    ("img.alt", "/tp/{id}.html", "%Y-%m-%d", "<ul class='tp'>", "<li><a href='{h}'><img src='/u/{n}.jpg' alt='{t}'></a><span>{d}</span></li>", "words"),
    ("ms.json", "http://www.b.example/p/{id}.html", "{unix}", "", '{"docId":{id},"docTitle":"{t}","docAbs":"","url":"{h}","createTime":{unix}000}', "none", {"page": '{"code":0,"data":{"rows":{"list":[{rows}],"total":98}}}'}),
    ("td.lines", "/a/{id}.html", "%Y/%m/%d", "<table><tr><td class='box'>", "<p class='t'><a href='{h}'>{t}</a></p><p class='d'>{d}　来源：管委会　点击：{n}1</p>", "later"),
    ("label.title", "/a/{id}.html", "%Y-%m-%d", "<div class='lb'>", "<div class='i'><p>标　题：<a href='{h}'>{t}</a></p><p>日　期：{d}</p><p>类　别：公告</p></div>", "words"),
    ("split.words", "/a/{id}.html", "%Y-%m-%d", "<ul>", "<li><a href='{h}'><span>{t}</span><em class='new'>NEW</em></a><b>{d}</b></li>", "link-rel"),
    ("day.words", "/a/{id}.html", "%Y年%m月%d日 %H时%M分", "<ul>", "<li><h4><a href='{h}'>{t}</a></h4><p>发布时间：{d}</p></li>", "u-jump"),
    ("html.rows.answer", "/zs/{ymd}/{id}.html", "%Y-%m-%d", "", "<tr><td><a href='{h}' title='{t}'>{t}<\\/a><\\/td><td>{d}<\\/td><\\/tr>", "none", {"page": '{"status":1,"list":"<table>{rows}<\\/table>","page":"1\\/9"}'}),
    ("accordion", "/a/{id}.html", "%m月%d日", "<div class='acc'>", "<p><a href='{h}'>{t}</a><span>{d}</span></p>", "none", {"group": ("<h3 class='y'>{y}年度</h3><div class='c'>", "</div>"), "step": 40}),
    ("card.button", "/park/{id}", "%Y.%m.%d", "<div class='cards'>", "<div class='card'><img data-src='/u/{n}.jpg'><h5>{t}</h5><p>" + SUM + "</p><div class='ft'><span>{d}</span><a class='btn' href='{h}'>查看详情 &gt;</a></div></div>", "seg"),
)  # fmt: skip

# What pages saved from offices showed to be read wrongly: a list among the tables of a layout.
_LINE = "<tr><td><img src='/b.gif'></td><td>{t}</td><td></td></tr>"
_MENU = "".join(f"<table>{_LINE.replace('{t}', f'<a href=/m/{n}>{name}</a>')}</table>" for n, name in enumerate(("十三米毫米波望远镜", "图片新闻")))
SAVED: tuple[tuple, ...] = (
    ("cas.tables", "/xwdt/xw/{y}{m}/t{ymd}_{id}.html", "%y-%m-%d", "", "<tr><td><img src='/a.gif'></td><td><a href='{h}' title='{t}'>{t}</a></td><td>{d}</td></tr>", "none",
     {"page": HTML.replace("{rows}", f"<table><tr><td>{_MENU}</td><td><table>{_LINE.replace('{t}', '十三米毫米波望远镜')}</table><table>" + "{rows}" + f"</table></td></tr></table><table>{_LINE.replace('{t}', '滨江省云栖市人民路支局26号信箱（天文台）817000')}</table>")}),
)  # fmt: skip
