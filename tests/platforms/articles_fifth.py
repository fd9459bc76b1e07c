"""More rows of articles.py, fifth wave: news sites and offices of counties after the selectors of myirelias/white_list (318
sites), bigcpp110/policy_crawl (391 offices) and the pages gne is tested with; texts in cells, in pieces, in scripts, beside
copies of themselves, with what templates put into their box. All were written down before any was read.

`t=` names a text of TEXTS: markup around the case's own lines {1}, {2}, {3}, and what is to be read of it. `f=` may name a
frame of FRAMES here.
"""

from __future__ import annotations

from typing import NamedTuple


class Text(NamedTuple):
    """How a text is written, and its lines; {1} to {3} are the lines of the case's own text."""

    markup: str
    lines: tuple[str, ...] = ("{1}", "{2}", "{3}")


THREE = "<p>　　{1}</p><p>　　{2}</p><p>　　{3}</p>"
ENGLISH = ("The zone office has released the second phase of its standard workshops to manufacturers of machinery.",
           "Applicants submit a business licence and a project plan to the service hall before the end of August.")  # fmt: skip

TEXTS = {
    "cells": Text("<table width='95%' border='0'><tr><td style='line-height:30px'>　　{1}</td></tr><tr><td>　　{2}</td></tr><tr><td>　　{3}</td></tr></table>"),
    "values": Text("<p>　　{1}</p><table class='tb'><tr><td>项目名称</td><td>东片区道路改造</td></tr><tr><td>项目编号</td><td>YQ-0613</td></tr><tr><td>预算金额</td><td>三百二十万元</td></tr></table><p>　　{2}</p>",
                   ("{1}", "项目名称 东片区道路改造", "项目编号 YQ-0613", "预算金额 三百二十万元", "{2}")),
    "onlyvalues": Text("<table border='1'><tr><td>项目名称</td><td colspan='3'>东片区道路改造工程施工</td></tr><tr><td>采购单位</td><td>云栖高新区建设局</td><td>行政区域</td><td>云栖区</td></tr>"
                       "<tr><td>开标时间</td><td>2024年07月05日 09:30</td><td>预算金额</td><td>三百二十万元</td></tr><tr><td>采购单位地址</td><td colspan='3'>云栖市创新路三百号二楼</td></tr></table>",
                       ("项目名称 东片区道路改造工程施工", "采购单位 云栖高新区建设局 行政区域 云栖区", "开标时间 2024年07月05日 09:30 预算金额 三百二十万元", "采购单位地址 云栖市创新路三百号二楼")),
    "pieces": Text("<div class='m1'><div class='in'><p>　　{1}</p></div></div><div class='m2'><div class='in'><p>　　{2}</p></div></div><div class='m3'><span>　　{3}</span></div>"),
    "divbr": Text("<div>　　{1}</div><div><br></div><div>　　{2}</div><div><br></div><div>　　{3}</div><div><br></div><div><br></div>"),
    "font": Text("<font size='3' color='#000000'><font face='宋体'>　　{1}<br><br>　　{2}</font><br><br>　　<font face='宋体'>{3}</font></font>"),
    "word": Text("<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--><style>p.MsoNormal{{margin:0cm;font-size:10.5pt}}</style><div class='Section1' style='layout-grid:15.6pt'>"
                 "<p class='MsoNormal'><span style='font-family:仿宋_GB2312;mso-hansi-font-family:宋体'>　　{1}<span lang='EN-US'><o:p></o:p></span></span></p><p class='MsoNormal'><span lang='EN-US'><o:p>&nbsp;</o:p></span></p>"
                 "<p class='MsoNormal'><st1:chsdate w:st='on'>　　{2}</st1:chsdate></p><p class='MsoNormal'><b><span>　　{3}</span></b><span lang='EN-US'><o:p></o:p></span></p></div>"),
    "lazy": Text("<p style='text-align:center'><img src='/lazy.gif' data-original='/u/1.jpg' alt='云栖'></p><p style='text-align:center'><font style='font-size:9pt'>图为园区东部片区航拍。周敏 摄</font></p><p>　　{1}</p><p>　　{2}</p><center><img data-src='/u/2.jpg'></center><p>　　{3}</p>",
                 ("图为园区东部片区航拍。周敏 摄", "{1}", "{2}", "{3}")),
    "figure": Text("<figure><img src='/u/1.jpg' loading='lazy'><figcaption>园区二期厂房效果图</figcaption></figure>" + THREE, ("园区二期厂房效果图", "{1}", "{2}", "{3}")),
    "printed": Text(THREE + "</div><div id='printArea' style='display:none'><h3>{T}</h3>" + THREE),
    "printedfirst": Text("<div class='print-only' style='display: none;'><p>{T}</p>" + THREE + "</div>" + THREE),
    "wap": Text("<div class='pc-show'>" + THREE + "</div><div class='wap-show'>" + THREE + "</div>"),
    "tabs": Text("<ul class='tab-nav'><li class='on'>政策原文</li><li>政策图解</li><li>相关文件</li></ul><div class='tab-box'><div class='tab-item'>" + THREE + "</div><div class='tab-item' style='display:none'><img src='/u/tj.jpg'></div>"
                 "<div class='tab-item' style='display:none'><ul><li><a href='/a/3.html'>园区人才公寓管理办法</a></li><li><a href='/a/4.html'>园区设备补贴实施细则</a></li></ul></div></div>"),
    "relatedin": Text(THREE + "<div class='xgyd'><h4>相关阅读</h4><ul><li><a href='/a/1.html'>园区举办政企座谈会</a></li><li><a href='/a/2.html'>园区新增研发平台两家</a></li><li><a href='/a/3.html'>园区召开项目推进会</a></li></ul></div>"),
    "nearin": Text(THREE + "<p>上一篇：<a href='/a/8.html'>园区召开安全生产会议</a></p><p>下一篇：<a href='/a/9.html'>园区发布人才政策</a></p>"),
    "toolsin": Text("<div class='share'>分享到：<a href='#'>微信</a> <a href='#'>微博</a></div>" + THREE + "<div class='tools'><a href='javascript:print()'>打印</a> <a href='#'>收藏</a> <a href='javascript:close()'>关闭</a></div><div class='ewm'><img src='/q.png'>扫一扫在手机打开当前页</div>"),
    "editorin": Text(THREE + "<p style='text-align:right'>编辑：{E}</p><p style='text-align:right'>审核：何川　终审：吴越</p>"),
    "footin": Text(THREE + "<hr><p align='center'>版权所有：{W}　地址：云栖市创新路300号</p><p align='center'>鄂ICP备00000001号　网站标识码：4200000001</p>"),
    "sentence": Text("<p>　　经研究，同意该项目备案。</p>", ("经研究，同意该项目备案。",)),
    "twolanguages": Text("<p>　　{1}</p><p>　　{2}</p><p>" + ENGLISH[0] + "</p><p>" + ENGLISH[1] + "</p>", ("{1}", "{2}", *ENGLISH)),
    "unclosed": Text("<p>　　{1}<p>　　{2}<p>　　{3}"),
    "questions": Text("<dl><dt>问：哪些企业可以申请？</dt><dd>{1}</dd><dt>问：如何办理？</dt><dd>{2}</dd></dl><p>{3}</p>", ("问：哪些企业可以申请？", "{1}", "问：如何办理？", "{2}", "{3}")),
    "numbered": Text("<ol><li>{1}</li><li>{2}<ul><li>{3}</li></ul></li></ol>"),
    "sections": Text("<h2><strong>一、总体要求</strong></h2><p>{1}</p><h3>（一）支持范围</h3><p>{2}</p><p>{3}</p><p style='text-align:right'>云栖区投资促进局</p><p style='text-align:right'>2024年6月12日</p>",
                     ("一、总体要求", "{1}", "（一）支持范围", "{2}", "{3}", "云栖区投资促进局", "2024年6月12日")),
    "plainfiles": Text(THREE + "<p>　　附件：1.申请表</p><p>　　　　　2.承诺书</p>", ("{1}", "{2}", "{3}", "附件：1.申请表", "2.承诺书")),
    "cut": Text("<p><span>　　</span><span>{1}</span></p><p><span>　　{2}</span><br></p><p><b></b><span><span>　　{3}</span></span></p>"),
    "wide": Text("<p>&nbsp;&nbsp;&nbsp;&nbsp;&#8203;{1}</p><p>&#12288;&#12288;{2}&#8203;</p><p>&emsp;&emsp;{3}&nbsp;</p>"),
    "quoted": Text("<blockquote><p>{1}</p></blockquote><p>{2}</p><blockquote>{3}</blockquote>"),
    "textarea": Text("<div id='zw'></div><textarea id='src' style='display:none'>&lt;p&gt;　　{1}&lt;/p&gt;&lt;p&gt;　　{2}&lt;/p&gt;&lt;p&gt;　　{3}&lt;/p&gt;</textarea><script>document.getElementById('zw').innerHTML=document.getElementById('src').value;</script>"),
    "hiddeninput": Text("<div id='zw'></div><input type='hidden' id='content' value='&lt;p&gt;　　{1}&lt;/p&gt;&lt;p&gt;　　{2}&lt;/p&gt;&lt;p&gt;　　{3}&lt;/p&gt;'><script>$('#zw').html($('#content').val());</script>"),
    "innerhtml": Text("<div id='zw'></div><script>document.getElementById('zw').innerHTML = \"<p>　　{1}</p><p>　　{2}</p><p>　　{3}<\\/p>\";</script>"),
    "contentvar": Text("<div id='zw'></div><script>var article = {{id: 7, content: '<p>　　{1}</p><p>　　{2}</p><p>　　{3}</p>'}}; $('#zw').html(article.content);</script>"),
    "pdf": Text("<iframe src='/pdfjs/web/viewer.html?file=/u/613.pdf' width='100%' height='800'></iframe>", ("",)),
    "filesonly": Text("<ul class='fj'><li><a href='/u/613.pdf'>{T}.pdf</a></li><li><a href='/u/614.xlsx'>企业名单.xlsx</a></li></ul>", ("",)),
    "pictures": Text("<p><img src='/u/1.jpg'></p><p><img src='/u/2.jpg'></p>", ("",)),
    "summary": Text("<div class='table'><table><tr><td colspan='4'><b>公告概要：</b></td></tr><tr><td class='title'>采购项目名称</td><td colspan='3'>东片区道路改造</td></tr><tr><td class='title'>行政区域</td><td>云栖区</td><td class='title'>公告时间</td><td>2024年06月13日 10:46</td></tr></table></div>" + THREE,
                    ("公告概要：", "采购项目名称 东片区道路改造", "行政区域 云栖区 公告时间 2024年06月13日 10:46", "{1}", "{2}", "{3}")),
    "interview": Text("<p><strong>[主持人]</strong> {1}</p><p><strong>[嘉宾]</strong> {2}</p><p><strong>[主持人]</strong> {3}</p>", ("[主持人] {1}", "[嘉宾] {2}", "[主持人] {3}")),
    "parts": Text(THREE + "<p align='center'>[1] [<a href='1_2.html'>2</a>] [<a href='1_3.html'>3</a>] <a href='1_2.html'>下一页</a></p>"),
    "qrmid": Text("<p>　　{1}</p><div class='qrcode'><img src='/q.png'><p>扫码关注云栖招商公众号</p></div><p>　　{2}</p><p>　　{3}</p>"),
    "toolfirst": Text("<p><span class='fz'>【字体：<a href='#'>大</a> <a href='#'>中</a> <a href='#'>小</a>】</span></p>" + THREE),
    "signedin": Text(THREE + "<p>（来源：{S} 编辑：{E} 校对：何川 审核：吴越）</p>"),
    "original": Text(THREE + "<p>原标题：{T}</p>"),
    "disclaimer": Text(THREE + "<p>声明：本网转载此文仅为传递信息，版权归原作者所有，如有异议请与本网联系删除。</p>"),
    "account": Text("<p>以下文章来源于{S} ，作者{A}</p>" + THREE),
    "sourcelast": Text(THREE + "<p>本文来源：<a href='http://daily.example/'>{S}</a></p>"),
    "linked": Text("<p>　　<a href='/k/1.html'>招商</a>：{1}</p><p>　　{2}<a href='/k/2.html'>（查看政策）</a></p><p>　　{3}</p>", ("招商：{1}", "{2}（查看政策）", "{3}")),
    "jammer": Text("<p>　　{1}<span style='display:none'>&nbsp;[ 7 x! q9</span></p><p style='font-size:0px;color:#fff;display:none'>本文由云栖网整理</p><p>　　{2}</p><p>　　{3}</p>"),
    "projects": Text("<p>现将名单公布如下：</p><table><thead><tr><th>序号</th><th>项目</th><th>投资额</th></tr></thead><tbody><tr><td>1</td><td>电驱系统基地</td><td>12亿元</td></tr><tr><td>2</td><td>冷链物流中心</td><td>8亿元</td></tr><tr><td>3</td><td>智能装备工厂</td><td>5亿元</td></tr></tbody></table>",
                     ("现将名单公布如下：", "序号 项目 投资额", "1 电驱系统基地 12亿元", "2 冷链物流中心 8亿元", "3 智能装备工厂 5亿元")),
    "dateline": Text("<p>　　本报讯（记者 陈立 通讯员 周敏）{1}</p><p>　　{2}</p><p>　　{3}</p>", ("本报讯（记者 陈立 通讯员 周敏）{1}", "{2}", "{3}")),
    "details": Text("<details open><summary>一、申请条件</summary><p>{1}</p></details><details><summary>二、办理流程</summary><p>{2}</p></details><p>{3}</p>", ("一、申请条件", "{1}", "二、办理流程", "{2}", "{3}")),
    "phones": Text(THREE + "<p>联系人：李工　联系电话：027-80000000</p><p>地址：云栖市创新路300号政务大厅</p>", ("{1}", "{2}", "{3}", "联系人：李工　联系电话：027-80000000", "地址：云栖市创新路300号政务大厅")),
    "columns": Text("<table><tr><td valign='top'><p>　　{1}</p><p>　　{2}</p></td></tr></table><div><div><div>　　{3}</div></div></div>"),
    "shortlines": Text("<p>各企业：</p><p>园区定于下周开展消防演练。</p><p>请准时参加。</p><p>特此通知。</p><p>云栖高新区应急办</p><p>2024年6月12日</p>",
                       ("各企业：", "园区定于下周开展消防演练。", "请准时参加。", "特此通知。", "云栖高新区应急办", "2024年6月12日")),
    "listing": Text("<p>　　{1}</p><p>1. 营业执照复印件</p><p>2. 项目计划书</p><p>3. 上年度财务报表</p><p>　　{2}</p>", ("{1}", "1. 营业执照复印件", "2. 项目计划书", "3. 上年度财务报表", "{2}")),
    "comments": Text(THREE + "</div><div class='pinglun'><h4>网友评论</h4><ul><li><b>园区小林</b><em>2024-11-02 03:15</em><p>建议多举办这样的招商推介活动，方便企业了解园区政策。</p></li><li><b>老王</b><em>2024-10-30</em><p>已经联系，谢谢。</p></li></ul><form><textarea></textarea><button>发表评论</button></form>"),
    "player": Text("<div class='audio-box'><button>播放</button><span>00:00</span>/<span>03:21</span></div>" + THREE),
    "centred": Text("<p align='center'><strong><span style='font-size:16pt'>{T}</span></strong></p><p align='center'>云高发〔2024〕12号</p><p>各有关单位：</p>" + THREE, ("云高发〔2024〕12号", "各有关单位：", "{1}", "{2}", "{3}")),
}  # fmt: skip

MODAL = ("<div class='tips-layer' style='display:none'><h3>温馨提示</h3><p>您访问的链接即将离开“{W}”门户网站，是否继续？</p><a href='#'>继续访问</a><a href='#'>放弃</a></div>"
         "<div class='wzafwb'><span>无障碍浏览</span><a href='#'>进入适老模式</a></div>")  # fmt: skip
FRAMES = {
    "modal": "<div class='nav'><a href='/'>首页</a> <a href='/zs/'>招商引资</a></div><div class='w1200'>%s</div>" + MODAL,
    "bars": "<div class='top'><a href='/'>首页</a><form><input name='q'><button>搜索</button></form><p>热门搜索：<a href='/s?q=1'>厂房</a> <a href='/s?q=2'>补贴</a></p></div>"
            "<div class='lbar'><div class='tags-title'>标签</div><div class='tag'>园区|招商|厂房</div><div>上一篇 : <a href='/a/8.html'>园区召开安全生产会议</a></div><div>下一篇 : 没有了</div><div class='sh'>分享到 <a href='#'>微博</a> <a href='#'>微信</a></div></div><div class='mid'>%s</div>",
    "cells": "<table width='1000' align='center'><tr><td><table><tr><td><a href='/'>首页</a></td><td><a href='/zs/'>招商</a></td></tr></table></td></tr><tr><td><table><tr><td width='200' valign='top'><table><tr><td>栏目导航</td></tr><tr><td><a href='/zx/'>园区资讯</a></td></tr>"
             "<tr><td><a href='/zc/'>园区政策</a></td></tr></table></td><td valign='top'>%s</td></tr></table></td></tr></table>",
    "many": "<div class='mega'>" + "".join(f"<a href='/c/{n}/'>园区栏目{n}</a>" for n in range(40)) + "</div><div class='main'>%s</div><div class='hot'><h3>热点专题</h3>"
            + "".join(f"<p><a href='/zt/{n}/'>园区专题活动第{n}期</a></p>" for n in range(8)) + "</div>",
    "column": "<div class='head'><h1><a href='/'>{W}</a></h1><h2>通知公告</h2></div><div class='con'>%s</div>",
}  # fmt: skip

ROWS = """
sxmu-td ~ <table><tr><td><span class="STYLE8">{T}</span></td></tr> ~ <tr><td>来源:{S} | 发布时间: {D} | 浏览次数:<span id="dynclicks_wbnews_1">2168</span></td></tr></table> ~ <form><div id="vsb_content">{B}</div></form> ~ w=S f=cells t=centred a=print
sxmu-empty ~ <table><tr><td><span class="STYLE8">{T}</span></td></tr> ~ <tr><td>来源: | 发布时间: {D} | 浏览次数:<span>21</span></td></tr></table> ~ <form><div id="vsb_content">{B}</div></form> ~ w=S f=cells t=cut a=print
zsnews-td ~ <table><tr><td align="center"><font size="5">{T}</font></td></tr> ~ <tr><td align="center"><font color="#999999">来源于：{S}</font></td></tr></table> ~ <table><tr><td height="8"></td></tr><tr><td style="font-size:14px">{B}</td></tr><tr><td><font>发布日期：{D} 责任编辑：{E}</font></td></tr><tr><td class="QuickButton">【<a href="#">打印本页</a>】【<a href="#">关闭窗口</a>】</td></tr></table> ~ w=CS f=cells t=cut a=none d=1
zyyfy-own ~ div.title ~ <div class="title_blow">来源：本站原创 作者：{A}<br>时间：{N} 浏览：<span class="font12">33</span></div><div class="pswp"><div class="pswp__counter"></div><button title="Close (Esc)"></button><button title="Share"></button></div> ~ div#div_article_content>div.article_content_mix ~ w=TS t=lazy a=near
cmse-doc ~ div.title ~ <div class="info"><div class="pubDate">发布日期:<span>{D}</span></div><div class="fontS">字号:<span>[大]</span><span>[中]</span><span>[小]</span><span>[打印]</span></div></div> ~ <div class="article" id="dochtmlcon"><p></p><div class="TRS_Editor"><div class="content">{B}</div><div class="pageSource">（责任编辑：\t系统管理员\t）</div></div></div> ~ w=S t=cut a=none
shanxi-infos ~ <div class="detail-article-title"><h3></h3><h2>{T}</h2><h3></h3></div> ~ <ul class="detail-article-infos"><li class="article-infos-source"><span><i>时间：</i>{H}</span><span><i>来源：</i>{S}</span></li><li class="article-infos-func"><span>打印</span><span><i>字体：</i><a>放大</a><a>正常</a><a>缩小</a></span><span><i></i>分享</span></li></ul> ~ <div class="article-body"><div class="TRS_Editor">{B}</div></div><dl class="qcode"><dt>扫一扫在手机打开当前页面</dt><dd><img src="/q.png"></dd></dl> ~ w=S t=divbr a=none
gzggw-con ~ <p class="con-title"><!--<$[标题名称(html)]>begin-->{T}<!--<$[标题名称(html)]>end--></p> ~ <div class="small-title"><span>发布日期：{D}</span><span>浏览次数：<script>hits()</script></span><span>信息来源：{S}</span></div> ~ <div class="main-txt" id="zoom"><!--<$[信息内容]>begin--><meta name="ContentStart"/>{B}<meta name="ContentEnd"/></div><div class="main-word"><div class="bdsharebuttonbox"><a></a></div><span class="printer">打印</span><span class="close">关闭</span></div> ~ w=T t=unclosed a=none
njxfhn-h6 ~ h2.post-title ~ <h6 class="post-footer"><a class="post-date">{N}</a> <i class="fa fa-user"></i> {A} <i class="fa fa-list"></i> 招商动态 <i class="fa fa-eye"></i> 1665 <i class="fa fa-comment"></i> 0</h6> ~ div.post-body ~ w=TS t=quoted a=wordpress
mingri-bar ~ div.title-text ~ <div class="title-meta"><div class="title-meta-time">发布时间： {D} 10:09:11</div><span class="cm">4</span><div style="display:none"><span>3573</span></div></div> ~ <div class="page_art_content">{B}</div><div class="page_art_meta"><div class="meta-tag">园区|招商|厂房</div><a class="sh"><span>微信</span></a></div> ~ w=TS f=bars t=font a=none
gsc-h5 ~ <div class="xq_fonts"><h5>{T}</h5></div> ~ <div class="ly"><b>发布时间：{D}</b><i>来源：{S}</i></div> ~ div.detailCon ~ w=S t=lazy a=none
cjn-art ~ h1.art-title ~ <div class="art-meta"><span class="pub-time">{H}</span><span class="sour">来源: {S}</span><div class="bdsharebuttonbox"><a></a></div><span class="font">调整字体<a>+</a><a>-</a></span></div> ~ div.art-main>div.TRS_Editor ~ w=T t=figure a=editor
xds-panel ~ <div class="panel-heading"><h1>{T}</h1></div> ~ <div class="text-muted"><span>{C} 10:46</span><span class="margin-left-10">来源：{S}</span></div> ~ <div class="panel-body"><div class="statuses-text">{B}</div></div> ~ w=TS t=font f=modal a=none
jcrb-line ~ div.wzbt ~ div.wzxx: 时间：{H}　作者：{A}　新闻来源：{S} ~ div.wzzw ~ w=S t=numbered a=editor
wdzj-pipes ~ h1.page-title ~ div.page-time: {D} 10:46:20 | 来源：{S} | 作者：{A} | 阅读 35 ~ div.page-content ~ w=TS t=sections a=none
leju-origin ~ h1.title ~ <div class="origin"><span>原创</span>{H} 来源：{S} 作者：{A}</div> ~ div.article-body ~ w=TS t=cut a=share
hexun-bracket ~ h1 ~ <div class="author gray"><span>{H}</span>【作者：{A} 来源：{S}】（责任编辑：{E}）</div> ~ div.concent ~ w=TS t=unclosed a=related
jiaodong-aa ~ h1 ~ div.source.f14: {D} 10:46:00　字号：A- A+　来源：{S}　【<a href="#">评论</a>】 ~ div#content ~ w=TS t=divbr a=none
eastday-pick ~ div#biaoti ~ p.timer: {D} 10:46:00 来源:{S} 作者:{A} 选稿:{E} ~ div#zw ~ w=S t=pieces a=none
my399-sibs ~ div.n8 ~ <div class="n9"><span class="n10">{H}</span><span>稿源：</span><span>{S}</span><span>作者：</span><span>{A}</span><span>编辑：</span><span>{E}</span></div> ~ div#newscontent ~ w=CS t=word a=none
nen-glued ~ h2 ~ <div class="thedate">{N}{S}</div> ~ div.page-inner ~ w=TS t=wide a=none
xinmin-last ~ h1.a_title ~ <div class="info"><span>来源：{S}</span><span>作者：{A}</span><span>编辑：{E}</span><span>{H}</span></div> ~ div.a_content ~ w=T t=toolsin a=none
nyjx-form ~ <table class="f"><tr><td>信息标题</td><td>{T}</td></tr> ~ <tr><td>发布日期</td><td>{D}</td></tr><tr><td>信息类型</td><td>园区招商</td></tr></table> ~ div.article-conte-infor ~ w=CS t=cut f=many a=none
stcn-info ~ div.intal_tit>h2 ~ div.info: {H} 来源：{S} 作者：{A} ~ div.txt_con ~ w=T t=relatedin a=none
xinjr-divs ~ div.arct ~ <div class="arcWtiter"><div><b>发布时间：</b>{H}</div><div><b>来源：</b>{S}</div><div><b>作者：</b>{A}</div></div> ~ div.arcBody ~ w=TS t=editorin a=none
scdaily-tit3 ~ h3 ~ <div class="tit3"><i>{D}</i><b>{S}</b></div> ~ div#frameContent ~ w=TS t=quoted a=none
label-wide ~ h1 ~ p.x: 日　　期：{D}　　来　　源：{S}　　作　　者：{A} ~ div.content ~ w=TS t=cells a=none
label-notice ~ h1 ~ <ul class="x"><li>公告日期：{D}</li><li>公告类型：更正公告</li><li>发布机构：{S}</li></ul> ~ div.content ~ w=TS t=onlyvalues a=print
label-hang ~ h1 ~ p.x: 挂网时间：{N}　出处：{S} ~ div.content ~ w=TS t=values a=none
label-reposted ~ h1 ~ p.x: {D}　转自：{S} ~ div.content ~ w=TS t=nearin a=none
label-english ~ h1 ~ p.x: Time：{D}　Source：{S}　Views：35 ~ div.content ~ w=TS t=twolanguages a=none
label-week ~ h1 ~ p.x: 发布时间：{D} 星期四 10:46　稿源：{S} ~ div.content ~ w=TS t=plainfiles a=none
label-midzero ~ h1 ~ p.x: 信息来源：{S}　时间：2024-06-13 10:46:00.0　点击数：<script>document.write(7)</script> ~ div.content ~ w=TS t=centred a=none
label-pen ~ h1 ~ p.x: 文 | {A}　图 | 周敏　{M} ~ div.content ~ w=TS t=figure a=none
label-reporters ~ h1 ~ p.x: {H}　来源：{S}　记者 {A} ~ div.content ~ w=T t=questions a=none
copy-print ~ h1 ~ p.x: 发布时间：{D} ~ div.content ~ w=TS t=printed a=none
copy-first ~ h1 ~ p.x: 发布时间：{D}　来源：{S} ~ div.content ~ w=TS t=printedfirst a=none
copy-wap ~ h1 ~ p.x: 时间：{H} ~ div.content ~ w=TS t=wap a=none
tabs-policy ~ h1 ~ p.x: 发布日期：{D}　来源：{S} ~ div.content ~ w=TS t=tabs a=none
foot-inside ~ h3 ~ p.x: {D} ~ div.content ~ w=TS t=footin a=none
one-sentence ~ h1 ~ p.x: 发布时间：{D}　来源：{S} ~ div.content ~ w=TS t=sentence f=many a=none
one-modal ~ h1 ~ p.x: 发布时间：{D} ~ div.content ~ w=TS t=sentence f=modal a=related
script-textarea ~ h1 ~ p.x: 发布时间：{D} ~ div.content ~ w=TS t=textarea a=none
script-input ~ h1 ~ p.x: 发布时间：{D}　来源：{S} ~ div.content ~ w=TS t=hiddeninput a=none
script-inner ~ h1 ~ p.x: 发布时间：{H} ~ div.content ~ w=TS t=innerhtml a=none
script-var ~ h1 ~ p.x: 发布时间：{H}　来源：{S} ~ div.content ~ w=TS t=contentvar a=print
only-pdf ~ h1 ~ p.x: 发布时间：{D}　来源：{S} ~ div.content ~ w=TS t=pdf a=print
only-files ~ h1 ~ p.x: 发布时间：{D} ~ div.content ~ w=TS t=filesonly a=near
only-pictures ~ h1 ~ p.x: 发布时间：{D}　来源：{S} ~ div.content ~ w=TS t=pictures f=modal a=share
essp-head ~ div.head-title ~ <div class="head-info"><p class="info-p"><span>发布时间：</span><span>{H}</span></p><p class="info-p"><span>浏览量：</span><span>35</span></p></div><div class="head-tag"><span>招商</span><span>厂房</span></div> ~ <div class="main-body"><div>{B}</div></div><div class="main-foot"><p class="attachment-title">附件下载：</p><p class="attachment-main"><a href="/f/1.docx" download="申请表">·附件1：申请表</a></p></div> ~ w=S t=player f=modal a=none
dux-info ~ div.m-pg-tt ~ <div class="m-pg-info"><span>{D} 10:46:20</span>　<span>来源：{S}</span>　<span>浏览：35</span></div> ~ <div class="m-pg-bd">{B}</div><div class="m-pg-ln"><div class="last"><span>上一篇：</span><a href="/8.html">园区召开安全生产会议</a></div><div class="next"><span>下一篇：</span><a href="/9.html">园区发布人才政策</a></div></div><div class="m-pg-rlt"><div class="tt">关键词：<span><a href="/t/1">招商</a></span></div></div> ~ w=T t=cut a=none
column-h2 ~ h3.tit ~ p.x: 来源：{S}　{D} ~ div.content ~ w=S f=column t=cut a=none
"""

# A sixth wave, written down after the fifth one's kinds were cured, before any of it was read.
LATER = """
scio-sub ~ <div class="tc A_title">{T}</div> ~ <div class="tc A_t1 f12 pr"><div>云栖高新区门户网站 www.yunqi.example　　{D}　　来源：{S}</div></div> ~ div#content ~ w=T t=signedin a=none
epaper-vol ~ <div class="title"><h3>招商一线</h3><h1>{T}</h1></div> ~ <p class="info">《{S}》（{C} 第03版：园区）</p> ~ <div id="ozoom"><founder-content>{B}</founder-content></div> ~ w=S t=dateline a=near
zjqiye-first ~ h1#h1title ~ div.contInfo: {S}　{D} ~ div#endText ~ w=T t=interview a=none
ccgp-summary ~ h2.tc ~ <p class="tc"><span id="pubTime">{N}</span> 来源：<span id="sourceName">{S}</span> 【<a href="javascript:print()">打印</a>】 <span class="share">【显示公告概要】</span></p> ~ div.vF_detail_content ~ w=T t=summary a=none
script-day ~ h1 ~ <p>发布时间：<script>var pubTime = "{D} 10:46:00"; document.write(pubTime.substr(0, 16));</script>　来源：{S}</p> ~ div.content ~ w=TS t=cut a=none
account-from ~ h1 ~ p.x: {H} ~ div.content ~ w=TS t=account a=none
source-last ~ h1 ~ p.x: {D} ~ div.content ~ w=TS t=sourcelast a=none
mui-header ~ <header class="mui-bar"><a class="back"></a><h1 class="mui-title">详情</h1></header><h3 class="t">{T}</h3> ~ <p class="i">{H}<span>{S}</span></p> ~ div.mui-content-padded ~ w=S t=cut f=flat a=none
glyph-time ~ h1 ~ <div class="bar"><span><i class="iconfont"></i>{D}</span><span><i class="iconfont"></i>{S}</span><span><i class="iconfont"></i>35</span></div> ~ div.content ~ w=TS t=qrmid a=none
go-moment ~ h1 ~ p.x: {D} 10:46:00 +0800 CST ~ div.content ~ w=TS t=linked a=none
raw-moment ~ h1 ~ <p class="x"><span>发布时间：</span><span>{D}T10:46:00.000+08:00</span></p> ~ div.content ~ w=TS t=projects a=print
java-moment ~ h1 ~ <p class="x"><span>发布时间：Jun 13, 2024 10:46:00 AM</span><span>来源：{S}</span></p> ~ div.content ~ w=TS t=cut d=1 a=none
words-moment ~ h1 ~ p.x: 发布时间：2024年06月13日10时46分　来源：{S} ~ div.content ~ w=TS t=shortlines d=1 a=none
kicker-title ~ <p class="yinti">园区招商系列报道</p><h1>{T}</h1> ~ p.x: 来源：{S}　时间：{H} ~ div.content ~ w=TS t=disclaimer a=none
lang-links ~ h1 ~ p.x: {D}　[<a href="/en/">English</a>] [<a href="/tc/">繁體</a>]　来源：{S} ~ div.content ~ w=TS t=toolfirst a=none
reply-list ~ h1 ~ p.x: 发布时间：{D}　作者：{A} ~ div.content ~ w=TS t=comments a=none
inner-pages ~ h1 ~ p.x: {H}　来源：{S} ~ div.content ~ w=TS t=parts a=none
origin-title ~ h1 ~ p.x: {D} 10:46　来源：{S}　责任编辑：{E} ~ div.content ~ w=TS t=original a=none
jam-text ~ h1 ~ p.x: 发布于：{D} ~ td.t_f ~ w=TS t=jammer a=none f=cells
fold-text ~ h1 ~ p.x: 发布日期：{D}　发布单位：{S} ~ div.content ~ w=TS t=details a=print
phone-end ~ h1 ~ p.x: 发布日期：{D} ~ div.content ~ w=TS t=phones a=none
phone-bare ~ h3 ~ p.x: {M} ~ div.nr ~ w=S t=phones f=many a=near
split-boxes ~ h1 ~ p.x: 信息时间：{D} ~ div.content ~ w=TS t=columns a=none
short-lines ~ h2 ~ p.x: {D}　点击：35 ~ div.content ~ w=CS t=shortlines f=bars a=none
numbered-lines ~ h1 ~ p.x: 时间：{D} ~ div.content ~ w=TS t=listing a=attach
site-first ~ h4.bt ~ p.x: 发布人：{A}　发布时间：{H}　浏览次数：9 ~ div.content ~ w=R t=cut a=none
logo-large ~ <div class="logo"><font size="6"><b>{W}</b></font></div><div align="center"><font size="4"><b>{T}</b></font></div> ~ <div align="center">{D}　{S}</div> ~ <div class="nr">{B}</div> ~ w=- t=font f=cells a=none
label-below-title ~ <table><tr><th colspan="4">{T}</th></tr> ~ <tr><td>信息分类</td><td>通知公告</td><td>发布机构</td><td>{S}</td></tr><tr><td>发布时间</td><td>{D}</td><td>浏览次数</td><td>35</td></tr></table> ~ div.con ~ w=S t=cut a=none
reviewers ~ h1 ~ p.x: 撰稿：{A}　初审：何川　复审：吴越　终审：周敏　发布时间：{D} ~ div.content ~ w=TS t=cut a=none
provided ~ h1 ~ p.x: 信息提供日期：{D}　信息提供单位：{S} ~ div.content ~ w=TS t=quoted a=share
unit-tail ~ h1 ~ p.x: {S}　{D}　阅读：{{views}} ~ div.content ~ w=TS t=cut a=none
hidden-day ~ h1 ~ <p class="x">来源：{S}</p><input type="hidden" name="publishTime" value="{D} 10:46:00"> ~ div.content ~ w=TS t=cut a=none
data-time ~ h1 ~ <p class="x"><span class="time" data-time="{D} 10:46:00">6个月前</span> <span>{S}</span></p> ~ div.content ~ w=TS t=cut a=none
meta-only ~ h1 ~ - ~ div.content ~ w=TS m=g t=editorin a=updated
both-heads ~ <h1>{T}</h1> ~ <p>{D} 来源：{S}</p><h2>{T}</h2> ~ div.content ~ w=TS t=cut a=none
related-first ~ h1 ~ <div class="rel"><b>相关链接：</b><a href="/a/3.html">园区人才公寓管理办法</a></div><p class="x">发布时间：{D}　来源：{S}</p> ~ div.content ~ w=TS t=cut a=none
aside-in ~ h1 ~ <p class="x">{D}　来源：{S}</p> ~ <div class="content"><aside><h4>专题推荐</h4><a href="/zt/1/">园区招商推介会专题</a><a href="/zt/2/">园区人才招聘专题</a></aside>{B}</div> ~ w=TS t=cut a=none
video-line ~ h1 ~ p.x: 发布时间：{D}　来源：{S} ~ <div class="content"><video src="/v.mp4" controls>您的浏览器不支持视频播放</video>{B}</div> ~ w=TS t=sentence a=none
gov-doc ~ <div class="red">云栖高新区管理委员会文件</div><div class="wh">云高发〔2024〕12号</div><h1>{T}</h1> ~ p.x: 发布日期：{D} ~ div.content ~ w=TS t=sections a=none
"""
