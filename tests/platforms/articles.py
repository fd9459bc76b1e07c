"""Article pages as the platforms of government, park and news sites write them: own text in the structures that public
crawlers describe by their selectors, one a row of ROWS.

A row is `name ~ heading ~ line of date and source ~ content ~ options`, and one more platform is one more row.
Markup is written short: `div.c#i>p` is elements in each other, `[…]` a span, `css: text` an element with that text.
Placeholders: {T} title, {D} {H} {C} {N} {M} the day of publication (ISO, with the clock, in words, with zeros, with dots),
{S} source, {A} author, {E} editor; {X} another day, {Z} a later one. What a row names is expected, what it does not is
expected to be None.
Options: w= the window's title, m= metadata, s= how paragraphs are written, b= what the text is made of, a= what
follows it, f= the page around it; the last four are chosen by the name where they are not given.
"""

from __future__ import annotations

import re
from hashlib import sha1
from typing import NamedTuple

from platforms import articles_fifth, articles_more, articles_saved, articles_seventh, articles_tenth, articles_third

SITE = "云栖高新区管委会"
DAY, CLOCK = "2024-06-13", "10:46"
PLACES = {
    "D": DAY, "H": f"{DAY} {CLOCK}", "C": "2024年6月13日", "N": "2024年06月13日 10:46", "M": "2024.06.13", "L": "2024/6/13",
    "S": "云栖日报", "A": "林晓岚", "E": "周敏", "X": "2023-05-06", "Z": "2024-11-02 03:15:27", "W": SITE,
}  # fmt: skip
PLACES |= articles_third.PLACES

ROWS = """
gov-art ~ div.art_tit ~ div.sp_time: [发布日期：{D}] [来源：{S}] 【字体：大 中 小】 ~ div#zoom ~ w=TS
gov-pages ~ h1 ~ div.pages-date: {H} 来源： {S} [【字体：大 中 小】] [打印] ~ div.pages_content#UCAP-CONTENT ~ w=TCS a=editor
gov-ucap ~ h1#ti ~ div.pages-date: {H}[来源： {S}] ~ div.trout-region-content>div.pages_content ~ m=first,au
mct-sp ~ div.sp_title ~ div.sp_time: 发布时间：{H} 来源：{S} 编辑：{E} ~ div.TRS_Editor ~ w=S m=g
mct-doc ~ div.docTitleCls ~ <div class="h"><b>索引号：</b><span>357-2024-00012</span><b>发文日期：</b><span>{X}</span><b>发布机构：</b><span>{S}</span><b>发布日期：</b><span>{D}</span></div> ~ div.content ~ w=TS
mof ~ h2.title_con ~ p.laiyuan: {C} 来源：{S} ~ div.my_conboxzw>div.TRS_Editor ~ w=T m=g
mofcom ~ h4.artitle#artitle ~ <script>var source='';</script><div id="arsource"><div align="center">{H}</div><span class="from">文章来源：{S}</span></div> ~ div.artCon#zoom ~ m=k
mofcom-guider ~ h4 ~ p.source: [{H}] [文章来源：{S}] [文章类型：原创] [内容分类：新闻] ~ div.art-con.art-con-bottonmLine ~ w=TS
ndrc ~ div.article_title ~ div.article_time_box>div.time: 发布时间：{L} ~ div.article_con.article_con_notitle>div.TRS_Editor ~ w=T m=g
ndrc-old ~ <div align="center"><font size="5">{T}</font></div> ~ <div align="center">{C}</div> ~ div.TRS_Editor ~ w=S
nhc ~ div.tit ~ div.source: [发布时间：&nbsp;{D}] [来源：{S}] ~ div.con#xw_box ~ w=T a=share
cac ~ h2.title#title ~ div.source: [{N}#pubtime] [来源： {S}#source] [【打印】【纠错】] ~ div.main-content#BodyLabel ~ w=TS
ccdi ~ h2.tit ~ h3.daty.daty_con: <em class="e1">来源：{S}</em> <em class="e2">发布时间：{D}</em> [分享] ~ div.content>div.TRS_Editor ~ w=T m=g
sxgov ~ td.dahei ~ td.info: [{H}#pubtime_baidu] [{S}#source_baidu] [{E}#editor_baidu] ~ td.Newsfont ~ w=S
ccgp ~ h2.tc ~ p.tc: <span id="pubTime">{N}</span> 来源：<span id="sourceName">{S}</span> 【<a href="javascript:print()">打印</a>】 ~ div.vF_detail_content ~ w=T
ccgp-local ~ div.article_head>h2 ~ div.article_head>p: 发布时间：{H} 浏览次数：<em>128</em> ~ div.article_content ~ w=S
yangtze ~ div#divTitle ~ <div class="con_md_hidden"><table><tr><td>时间：</td><td>{D}</td><td>来源：</td><td>{S}</td></tr></table></div> ~ div#info_content ~ w=TS
zd-contect ~ div.zd_contect_t ~ div.zd_contect_info: [发布日期：{D}] [信息来源：{S}] [阅读次数：35] ~ div.zd_contect_cont ~ w=T
csfdc ~ div.content1>h2 ~ div.con1_time: 发布时间：{D} 作者：{A} 稿件来源：{S} ~ div.con1_text ~ w=S
jiangxi ~ p.con-title ~ div.con-info: [发布时间：{H}] [来源：{S}] [字体：[大][中][小]] ~ div#zoom ~ w=TS m=g
jiangxi-orig ~ h1.orig-title ~ p.orig: [日期：{D}] [来源：{S}] [编辑：{E}] ~ div.article_content ~ w=TS
xjxnw ~ h3 ~ div.m-b-sm: {Q} {S} ~ div.m-lg ~ w=T
zjj-note ~ h2 ~ div.note: [来源：{S}] [作者：{A}] [{H}] ~ div.art ~ w=S a=editor
zjj-gk ~ div.maincontainer>div>div.t ~ <table class="gk"><tr><td>索引号</td><td>0060/2024-01</td><td>发布机构</td><td>{S}</td></tr><tr><td>生成日期</td><td>{X}</td><td>发布日期</td><td>{D}</td></tr></table> ~ div.content ~ w=S
bd-sj ~ div.sj_bt ~ div.sj_sx: 发布时间：{D} 发布人：{A} 点击：7 ~ div.sj_nr ~ w=T
cppcc ~ div.cnt_box>h3 ~ div.info: <i>{D}</i> <em>来源：{S}</em> ~ div.con ~ m=au
yaan ~ div.xq-title ~ <div class="tc"><div class="time pubtime">{H}</div><div class="map laiyuan">来源：{S}</div></div> ~ div.xqing-web-box ~ w=TS
article-tit ~ div#ArticleTit ~ div#ArtFrom: 来源：{S}　时间：{D} ~ div#ArticleCnt ~ w=T
baidu-ids ~ h1 ~ p: <span id="pubtime_baidu">{H}</span> <span id="source_baidu">来源：{S}</span> <span id="author_baidu">作者：{A}</span> ~ div.article-content#endText ~ w=TS
ce ~ h1#articleTitle ~ <div class="laiyuan"><span id="articleTime">{N}</span><span id="articleSource">来源：{S}</span></div> ~ div.TRS_Editor#articleText ~ w=T a=editor
chinanews ~ h1 ~ div.left-time: {N}　来源：{S} <a href="#c">参与互动</a> ~ div.left_zw ~ w=T a=editor
cnr ~ h1 ~ div.source: [{D} 10:46:00] [来源：{S}] ~ div.article-body>div.TRS_Editor ~ w=T
dbw ~ div.tt_news ~ div.info: {H} 来源：{S} 作者：{A} ~ div#p-detail ~ w=TS
hebei-zw ~ td.zwbg>h2 ~ <td height="35">{H}　稿源：{S}　编辑：{E}</td> ~ td.r_content ~ w=S
huanqiu ~ h1.hd ~ div.la_tool: <span class="time">{H}</span><span class="from">{S}</span> ~ div.la_con#img_txt ~ w=T
xinhua ~ span.h-title ~ div.h-info: <span class="h-time">{H}</span> 来源：<em>{S}</em> ~ div#p-detail ~ w=TS a=editor
people ~ h1 ~ div.fl: {N}&nbsp;&nbsp;来源：<a href="#">{S}</a> ~ div.box_con#rwb_zw ~ w=T a=editor
wenming ~ div#title_tex ~ div#time_tex: 发表时间：{D} 来源：{S} ~ div.TRS_Editor ~ w=T
info-dot ~ h1.h1_h1 ~ div.news-t3: [{D}] [来源:{S}] [作者:{A}] ~ div.news-t4 ~ w=TS
cyol ~ h1 ~ h6: <span>发布时间：{H}</span> <span>来源：{S}</span> 作者：{A} ~ div.zhengwen ~ w=T
heze ~ div.cont-h ~ div.cont-l: {D}&nbsp;&nbsp;来源：{S} ~ div.content ~ w=S
phpcms ~ div#Article>h1 ~ div#Article>h1>span: {H} 来源：{S} 浏览次数：<span id="hits">0</span> ~ div.content ~ w=TCS
discuz ~ h1.ph ~ p.xg1: {H}| 发布者: {A}| 查看: 7| 评论: 0|来自: {S} ~ td.d#article_content ~ w=TS
empire ~ div.title>h1 ~ div.info_text: 时间:{D}　来源:{S}　作者:{A}　点击:<script>document.write(9)</script>次 ~ div#text ~ w=T
dede ~ div.title>h2 ~ div.info: <small>时间:</small>{H}<small>来源:</small>{S} <small>作者:</small>{A} <small>点击:</small>次 ~ div.content>table>tr>td ~ w=TS
cmseasy ~ div.content_title ~ div.content_date: 时间：{H} 文章来源：{S} ~ div.content_wz ~ w=S
siteserver ~ h2.title ~ div.property: [发布时间：{H}] [浏览次数：128] [字体大小：[大] [中] [小]] ~ div.conN>div.conTxt ~ w=TCS
webplus ~ h1.arti_title ~ p.arti_metas: <span class="arti_publisher">发布者：{A}</span><span class="arti_update">发布时间：{D}</span><span class="arti_views">浏览次数：<span>10</span></span> ~ div.entry>div.read>div.wp_articlecontent ~ w=T
webplus-old ~ td.biaoti ~ td: <span class="STYLE2">发布时间：{D}　　浏览次数：12　　发布人：{A}</span> ~ div.Article_Content ~ w=T
vsb ~ div.content_t ~ div.content_m: 发布时间：{C}&nbsp;&nbsp;&nbsp;&nbsp;作者：{A}&nbsp;&nbsp;&nbsp;&nbsp;点击：[<script>_showDynClicks()</script>] ~ form>div.v_news_content ~ w=TS
vsb-h3 ~ div.ar_tit>h3 ~ h6: [时间：{H}] [来源：{S}] [浏览：] ~ div#vsb_content>div.v_news_content ~ w=TS a=attach
vsb-table ~ td.titlestyle1078 ~ td: <span class="timestyle1078">{D} 10:46</span><span class="authorstyle1078">{S}</span> ~ td.contentstyle1078>div#vsb_content ~ w=TS
epoint ~ h2.ewb-article-tt.ewb-con-h ~ div.ewb-article-sources: [发布时间：{D}] [信息来源：{S}] [阅读次数：15] ~ div.ewb-article-info ~ w=T
epoint-bid ~ h3.article-title ~ div.info-source: 【信息时间： {D} 阅读次数：<span>5</span>】【<a href="javascript:print()">我要打印</a>】【<a href="#">关闭</a>】 ~ div.substance.ewb-article-info ~ w=S
easysite ~ h2.Article-title ~ div.tit1: [来源：{S}] [发布日期：{D}] ~ div.easysite-news-content>div.easysite-news-text ~ w=TS
hanweb ~ div.bt-title>p ~ div.bt-xx: [发布日期：{H}] [来源：{S}] [浏览次数：] [字号：[大 中 小]] ~ div#zoom.bt-content ~ w=T m=g
hanweb-xxgk ~ div.xxgk-title ~ <table class="xxgktable"><tr><td><b>索 引 号</b></td><td>0012/2024-00021</td><td><b>主题分类</b></td><td>招商引资</td></tr><tr><td><b>发布机构</b></td><td>{S}</td><td><b>发文日期</b></td><td>{X}</td></tr><tr><td><b>文　号</b></td><td></td><td><b>发布日期</b></td><td>{D}</td></tr></table> ~ div#zoom ~ w=T
trs-union ~ h1.wzbt ~ div.xxx: [发布时间：{D}] [信息来源：{S}] [责任编辑：{E}] ~ div.view.TRS_UEDITOR.trs_paper_default.trs_web ~ w=T m=g
trs-custom ~ div.con_title ~ div.con_time: 时间：{H}　来源：{S} ~ div.Custom_UnionStyle ~ w=TS m=g
trs-wzcon ~ h1.wztit ~ div.wzbjxx>p: 发布时间：{H} 信息来源：{S} 点击数： 字号：大 中 小 ~ div.wzcon.j-fontContent ~ w=TCS m=g
gkmlpt ~ h1.title ~ <div class="classify"><table><tr><td class="label">索引号:</td><td>11440/2024-00052</td><td class="label">分类:</td><td>通知</td></tr><tr><td class="label">发布机构:</td><td>{S}</td><td class="label">成文日期:</td><td>{X}</td></tr><tr><td class="label">名称:</td><td>{T}</td></tr><tr><td class="label">文号:</td><td></td><td class="label">发布日期:</td><td>{D}</td></tr></table></div> ~ div.article-content ~ w=T
gd-zoomcon ~ h1.content_title ~ div.publishtime: 时间：{H} 来源：{S} ~ div.zoomcon#zoomcon ~ w=T m=g
gd-article ~ h3.zw-title ~ div.zw-info: <span class="time">时间 : {H}</span><span class="ly">来源 : {S}</span><span class="share">分享 :</span> ~ div.zw ~ w=TS m=g
sz ~ div.tit>h1 ~ div.ly: 信息来源：{S} <span>信息提供日期：{D}</span> <b>【字体：大 中 小】</b> ~ div.news_cont_d_wrap ~ w=T
suzhou ~ h1.article-title ~ div.article-info: [发布时间：{H}] [来源：{S}] [访问量：] [字体：【[大] [中] [小]】] ~ div.article-content ~ w=TS m=g
wuhan ~ h2.pageTitle ~ <div class="info"><ul><li>{H}</li><li>{S}</li></ul></div> ~ div.article-box>div.view.TRS_UEDITOR ~ w=TS m=g
chongqing ~ p.tit ~ p.time: <span class="t">日期：{D}</span><span>来源：{S}</span> ~ div.view.TRS_UEDITOR.trs_paper_default ~ w=T m=g
bj-xl ~ div.header>h1 ~ div.header>p.fl: [日期：{H}] [来源：{S}] ~ div.view.TRS_UEDITOR#mainText ~ w=TCS m=g
bj-kw ~ div.article_title ~ div.article_date: [发布时间：{D}] [来源：{S}] [文章类型：转载] ~ div#zoom ~ w=T m=ps
shanghai ~ h2#ivs_title ~ small.PBtime: （{C}） ~ div.Article_content#ivs_content ~ w=TS m=g
samr ~ ul>li.title ~ ul>li.info: 发布时间：{H} 信息来源：{S} ~ div.Three_xilan_07>div.TRS_Editor ~ w=T m=g
binzhou ~ div#topic>h1 ~ div#topic>p: 来源:{S}  时间:{H}  浏览量:30 ~ div#nw_content ~ w=S
asp-table ~ table>tr>td>div ~ table>tr>td: 发布时间：{L}　　阅读：7次 ~ table>tr>td ~ w=S f=table
customs ~ h2.easysite-news-title ~ p.easysite-news-describe: 发布时间：{D} ~ div.easysite-news-text ~ w=T
chinatax ~ h1 ~ div.zuo1: [{H}] [来源：{S}] ~ div.article>p.arc_cont ~ w=TCS m=g s=div
csrc ~ h2 ~ p.fl: [日期：{D}] [来源：{S}] ~ div.detail-news ~ w=TS
nea ~ div.titles ~ div.times: 发布时间：{D} 来源：{S} ~ td.detail>div.TRS_Editor ~ w=T m=g
sasac ~ div.zsy_cotitle ~ div.zsy_cotitle>p: 文章来源：{S}&nbsp;&nbsp;发布时间：{D} ~ div.zsy_comain ~ w=TS
mot ~ h1#ti ~ div.info: [{D} 10:46] [来源：{S}] ~ div#Zoom ~ w=T m=g
miit ~ h1#con_title ~ div.cinfo.center: <span id="con_time">发布时间：{H}</span><span>来源：{S}</span> ~ div.ccontent.center#con_con ~ w=TS m=ps
mee ~ h2.neiright_Title ~ <div class="wjkFontBox"><em>{D}</em><em>来源：{S}</em></div> ~ div.neiright_JPZ_GK_CP>div.TRS_Editor ~ w=T m=g
moe ~ h1 ~ div.moe-detail-shuxing: {D}&nbsp;&nbsp;来源：{S} ~ div.moe-detail-box>div.TRS_Editor ~ w=TS m=g
moa ~ h1.bjjTitle ~ div.bjjMAuthorBox: <span class="dc_2">日期：{H}</span><span class="dc_2">作者：{A}</span><span class="dc_3">来源：<span>{S}</span></span> ~ div.arc_body.mg_auto>div.TRS_Editor ~ w=T m=g
stats ~ div.detail-title>h1 ~ div.detail-title-des: <h2><p>{L} 10:46</p> 来源：<span>{S}</span></h2> ~ div.txt-content>div.trs_editor_view.TRS_UEDITOR ~ w=TS m=g
pbc ~ h2 ~ td: <span id="shijian">{H}</span> 文章来源：<span id="laiyuan">{S}</span> ~ td.content>div#zoom ~ w=T
safe ~ div.detail_tit ~ <ul class="detail_ul"><li>发布日期：<span>{D}</span></li><li>来源：<span>{S}</span></li></ul> ~ div.detail_content#content ~ w=TS
nsfc ~ div.title_xilan>h1 ~ div.line_xilan: 日期：{D} 来源：{S} 作者：{A} 【大 中 小】 【打印】 【关闭】 ~ div.content_xilan>div#zoom ~ w=T
forestry ~ div.articletitle ~ div.articlesource: 发布时间：{D}　来源：{S} ~ div.articlecontent>div.TRS_Editor ~ w=TS m=g
park-list ~ h3.news-title ~ ul.news-meta>li: {D} ~ div.news-body ~ w=TS
park-h4 ~ h4 ~ p.small: {M} | 浏览 35 ~ div.rich-text ~ w=S
park-vue ~ h1.detail__title ~ div.detail__meta: [{D}] [{S}] ~ div.detail__content.ql-editor ~ w=S
park-glued ~ h1 ~ p.ly: <span>来源：{S}</span><span>发布日期：{D}</span><span>浏览：9</span> ~ div.content ~ w=TS
park-empty-source ~ h1 ~ div.i: 信息来源： 发布日期：{H} ~ div.content ~ w=TS
park-empty-author ~ h1 ~ div.i: 作者： 来源： 时间：{D} ~ div.content ~ w=TS
park-bracket ~ h1 ~ p.i: [ {S} ] {D} ~ div.content ~ w=TS
park-unlabelled ~ h1 ~ <i>{D}</i><i class="s">{S}</i> ~ div.content ~ w=TS b=event
park-unit ~ h1 ~ p.ly: <span>发布单位：{S}</span><span>录入时间：{D}</span> ~ div.content ~ w=TS
park-index ~ h1 ~ <ul class="ysqgk"><li><b>索引号：</b>014/2024-0009</li><li><b>发文机关：</b>{S}</li><li><b>成文日期：</b>{X}</li><li><b>发布日期：</b>{D}</li><li><b>文号：</b></li></ul> ~ div.content ~ w=TS
park-signature ~ h1 ~ p: [{H}] ~ div.content ~ w=S b=signedsite
park-logo ~ h1 ~ p: [{H}] ~ div.content ~ w=S f=logo
park-logo-meta ~ h2 ~ p: [{H}] 来源：{S} ~ div.content ~ w=S f=logo m=g
park-br-title ~ <h1>{T1}<br>{T2}</h1> ~ p: [{H}] ~ div.content ~ w=S
park-small ~ <h2 class="tt">{T} <small>{D} <span>来源：{S}</span></small></h2> ~ - ~ div.content ~ w=TS
park-updated ~ h1 ~ div.i: 发布时间：{D} 最后更新：{Z} ~ div.content ~ w=TS a=updated
park-footer-update ~ h1 ~ div.i: 来源：{S} ~ div.content ~ w=TS m=g a=updated
park-others ~ h1 ~ - ~ div.content ~ w=TS m=o
park-others-date ~ h1 ~ div.i: {D} ~ div.content ~ w=TS m=o
park-related ~ h1 ~ - ~ div.content ~ w=TS a=related
park-opening ~ h1 ~ - ~ div.content ~ w=TS b=opening
park-event ~ h1 ~ <div>活动时间：2024年10月1日至3日</div><div>{D} 来源：{S}</div> ~ div.content ~ w=TS
park-deadline ~ h1 ~ <div>报名截止：2024-09-30</div><div>日期：{D} 浏览：88</div> ~ div.content ~ w=TS
park-modified ~ h1 ~ <p><time itemprop="dateModified" datetime="2024-11-02T03:15:27+08:00">更新 2024-11-02 03:15</time> <time itemprop="datePublished" datetime="2024-06-13T10:46:00+08:00">{H}</time></p> ~ div.content ~ w=TS
park-jsonld ~ h1 ~ - ~ div.content ~ w=TS m=ld
park-split ~ h1 ~ <div class="d"><b>13</b><span>2024.06</span></div> ~ div.content ~ w=TS
park-received ~ h1 ~ div.i: 受理日期：{X} 批准日期：2023-08-01 公布日期：{D} ~ div.content ~ w=TS
park-roc ~ h1 ~ div.i: 發布日期：113-06-13 發布單位：{S} ~ div.content ~ w=TS
park-yearless ~ h1 ~ div.i: 发布于 06-13 来源：{S} ~ div.content ~ w=TS
park-hash-source ~ h1 ~ p: <span id="source">{S}</span> <span id="time">{H}</span> ~ div.content ~ w=TS
park-plain ~ p.tt ~ p.i: {H} ~ div.content ~ w=CS
park-aspx ~ span#ctl00_lblTitle ~ <span id="ctl00_lblTime">{L} 10:46:00</span> <span id="ctl00_lblSource">{S}</span> ~ span#ctl00_lblContent ~ w=S s=br
park-frame-table ~ td.bt ~ td.fbt: 作者：{A}　发布时间：{H}　来源：{S}　点击数：12 ~ td.nr ~ w=TS f=table
wechat-like ~ h1.rich_media_title ~ <div id="meta_content"><span class="rich_media_meta rich_media_meta_text">{A}</span> <a id="js_name">{S}</a> <em id="publish_time">{H}</em></div> ~ div#js_content.rich_media_content ~ w=- s=section
news-crumb ~ h1.title ~ div.crumb: 当前位置：首页 > 招商 > 正文 {H} 来源:{S} 编辑:{E} ~ div#news-content ~ w=T
gongan-xl ~ div.xl_title>h2 ~ div.xl_info: [时间：{H}] [来源：{S}] [浏览：<b id="hit">6</b>次] ~ div.xl_con ~ w=TS
tongji-hd ~ div.hd>h1 ~ div.hd>p.txt: 发布日期： {D} 来源： {S} 字体： [大] [中] [小] ~ div.bd ~ w=TCS
rednet ~ h1.f_title ~ div.content_message: 来源：{S} 作者：{A} 编辑：{E} {H} ~ article#content ~ w=T
sina-like ~ h1.main-title ~ div.date-source: <span class="date">{N}</span><a class="source" href="#">{S}</a> ~ div.article#artibody ~ w=T
dahe ~ h1#4g_title ~ div.time-source: <p id="pubtime_baidu">{H}</p><p id="source_baidu">来源：{S}</p> ~ div#mainCon ~ w=TS
jrj ~ h1#title ~ p.inftop: <span>{H}</span><span>来源：{S}</span><span>作者：{A}</span> ~ div.texttit_m1 ~ w=T
infomsg ~ div.infomsg>h3 ~ div.infomsg>h5: 发布时间：{D} 阅读量：12 ~ div.infocon ~ w=S
newsview ~ div.viewbox>div.title>h2 ~ div.viewbox>div.info: <small>时间:</small>{H} <small>作者:</small>{A} ~ div#contentText ~ w=TS
zhengwu-tab ~ div.zw_tit ~ <dl class="zw_dl"><dt>信息来源</dt><dd>{S}</dd><dt>发布日期</dt><dd>{D}</dd></dl> ~ div.zw_con ~ w=TS
gk-head ~ h1 ~ <div class="gk"><p><strong>索引号：</strong>LX014-2024-009</p><p><strong>公开机构：</strong>{S}</p><p><strong>生成日期：</strong>{X}</p><p><strong>公开日期：</strong>{D}</p></div> ~ div.gk_con ~ w=TS
invest-detail ~ div.detail-tit ~ div.detail-tips: <i class="icon-time"></i>{D} <i class="icon-eye"></i>356 ~ div.detail-main ~ w=S
zone-news ~ h2.news_tit ~ ul.news_info: <li>来源：{S}</li><li>时间：{D}</li><li>点击：9</li> ~ div.news_txt ~ w=TS
zone-flat ~ h3 ~ span.date: {M} ~ p.lead ~ w=TS s=br
zone-english ~ h1 ~ div.time: {D} ~ div.cont ~ w=TS
bid-notice ~ h4.text-center ~ div.text-center: 发布时间：{H}　　信息来源：{S}　　浏览次数：21 ~ div.notice_content ~ w=S b=event
bid-hidden ~ h1 ~ <div class="info">发布时间：<span>{D}</span> <span style="display:none">更新时间：{Z}</span></div> ~ div.noticeArea ~ w=TS
bureau-top ~ p.title ~ p.author: 文章来源：{S} 发布时间：{D} ~ div.nr ~ w=TS a=near
bureau-pos ~ div.location ~ div.time: 日期：{D}　来源：{S}　访问量：[12] ~ div.text#nr ~ w=TS
cms-jeecms ~ div.w_newslistpage_head>h1 ~ div.msgbar: 发布时间： {H} 来源：{S} 作者：{A} 浏览（15） 评论（0） ~ div.content#content ~ w=TCS
cms-dz ~ td.ptitle ~ td.pinfo: [{D}] 点击：35 ~ td.pcon ~ w=CS f=table
cms-wp ~ h1.entry-title ~ div.entry-meta: <time class="entry-date published" datetime="2024-06-13T10:46:00+08:00">{C}</time> <span class="byline">由 {W}</span> ~ div.entry-content ~ w=TS
cms-ld ~ h1 ~ div.by: 云栖动态 ~ div.post-body ~ w=TS m=ld
cms-pubdate ~ h1.tit ~ - ~ div.conTxt ~ w=TS m=g a=updated
cms-publish ~ h1.tit ~ div.x: 浏览：8 ~ div.conTxt ~ w=TS m=ps
app-share ~ h1.title ~ div.meta: {S} {H} ~ div.rich_text ~ w=- a=share
app-h5 ~ p.h5-title ~ p.h5-info: {H}　来源：{S} ~ div.h5-content ~ w=T s=section
col-author ~ h1 ~ p.info: 记者：{A} 来源：{S} 时间：{D} ~ div.con ~ w=TS
old-center ~ <p align="center"><b style="font-size:22px">{T}</b></p> ~ <p align="center">（{C}）</p> ~ div#main ~ w=S
old-font ~ <center><font size="4"><b>{T}</b></font></center> ~ <center>发布日期：{D}　阅读次数：7</center> ~ td ~ w=S f=table
old-hr ~ h2 ~ <div align="right">{D}</div><hr> ~ div.txt ~ w=S
fazhan-date ~ div.article-content-title ~ <div class="m-info"><span class="date">{H}</span><span class="source">{S}</span></div> ~ div.article-detail>div.article-detail-inner ~ w=TS
fazhan-con ~ div.con_title ~ div.con_time: {D} 10:46 {S} ~ div.content.article-content ~ w=TS
fazhan-show ~ div.show_box>h1 ~ div.show_box_info: [{D}] [{S}] ~ div.show_box_m ~ w=S
fazhan-subtitle ~ h3 ~ p.subtitle: {D}{S} ~ div.article ~ w=T
fazhan-rqly ~ div.text_title>h1 ~ div.rqly: {H} 来源：{S} [作者：{A}#zuozhe] ~ div.box_con ~ w=TS
agri-cu ~ td.hui_15_cu ~ td: 日期：{D} 作者：{A} 来源：{S} 点击：12 ~ div#TRS_AUTOADD ~ w=S f=table
daily-edit ~ p.dbt ~ <p class="edit">时间：{H} | 记者：{A} | 编辑：{E}</p><p class="from">来源：{S}</p> ~ div.contents ~ w=T
tv-mui ~ h4 ~ p.link-after-title: {D} <a class="a-link" href="/u/1">{S}</a> ~ div#article-content ~ w=T
news-88 ~ table#t88>tr>td>div ~ table>tr>td: {D} 10:46 来源：{S} ~ table>tr>td>div ~ w=S f=table
"""

TITLES = (
    "云栖高新区关于二期标准厂房公开招租的公告", "云栖高新区智能装备产业园三个项目集中开工", "云栖区招商引资优惠办法政策解读",
    "云栖高新区组团赴外地开展产业链招商活动", "关于印发云栖高新区产业扶持资金管理细则的通知", "云栖高新区一季度新签约项目二十一个",
)  # fmt: skip
TEXTS = (
    "为推动园区产业集聚发展，现将有关事项公布如下，请各单位结合实际，认真组织落实，并及时反馈进展情况。",
    "项目位于园区东部片区，规划面积三万平方米，层高六米，由招商服务中心负责，欢迎符合条件的企业联系洽谈。",
    "入驻企业可按规定享受租金减免、人才公寓和设备补贴，具体标准以双方签订的合同约定为准，由管委会负责解释。",
    "本次招商采取公开报名、资格审查和综合评议相结合的方式进行，评议结果在园区网站公示七个工作日。",
    "报名单位应当提供营业执照、项目计划书和上年度财务报表，送至政务大厅十一号窗口，逾期不再受理。",
    "下一步，园区将持续优化营商环境，为企业提供从签约、报建到投产的全流程服务，力争年内再开工五个项目。",
)  # fmt: skip


class Case(NamedTuple):
    """A page and what is right about it; `blind` rows are scored before anyone looks at them."""

    name: str
    html: str
    title: str
    published: str | None
    source: str | None
    author: str | None
    body: tuple[str, ...]
    blind: bool


def blind(name: str) -> bool:
    return sha1(name.encode()).digest()[0] % 2 == 0


def _pick(name: str, what: str, choices: str) -> str:
    options = choices.split()
    return options[sha1(f"{what} {name}".encode()).digest()[1] % len(options)]


def _element(css: str, inner: str) -> str:
    """`div.a.b#c>p` around `inner`."""
    for part in reversed(css.split(">")):
        tag = re.match(r"\w+", part)[0]
        classes, ids = re.findall(r"\.([\w-]+)", part), re.findall(r"#([\w-]+)", part)
        attributes = "".join((f' class="{" ".join(classes)}"' if classes else "", f' id="{ids[0]}"' if ids else ""))
        inner = f"<{tag}{attributes}>{inner}</{tag}>"
    return inner


def _markup(short: str, default: str = "") -> str:
    if short == "-" or short.startswith("<"):
        return "" if short == "-" else short
    css, _, text = short.partition(": ")
    text = re.sub(r"\[([^\[\]]*?)#(\w+)\]", r'<span id="\2">\1</span>', text or default)
    while re.search(r"\[[^\[\] ][^\[\]]*\]", text):
        text = re.sub(r"\[([^\[\] ][^\[\]]*)\]", r"<span>\1</span>", text)
    return _element(css, text)


def _meta(codes: str) -> str:
    def meta(**named: str) -> str:
        return "".join(f'<meta name="{name}" content="{content}">' for name, content in named.items())

    kinds = {
        "g": meta(SiteName=SITE, SiteDomain="www.yunqi.example", ArticleTitle="{T}", PubDate="{H}", ContentSource="{S}",
                  ColumnName="通知公告", ColumnType="招商"),
        "ps": meta(publishdate="{D}", source="{S}"),
        "first": meta(firstpublishedtime="{H}", lastmodifiedtime="{Z}"),
        "au": meta(author="{A}"),
        "k": meta(keywords="招商引资,园区", description="园区招商信息"),
        "o": meta(others="页面生成时间 {Z}"),
        "ld": '<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{T}","datePublished":'
              '"2024-06-13T10:46:00+08:00","dateModified":"2024-11-02T03:15:27+08:00"}}</script>',
    }  # fmt: skip
    return "".join(kinds[code] for code in filter(None, codes.split(",")))


WINDOWS = {
    "T": "{T}",
    "TS": "{T}_{W}",
    "TCS": "{T}-通知公告-{W}",
    "S": "{W}",
    "R": "{W}-通知公告-{T}",
    "CS": "通知公告 - {W}",
    "SC": "{W}-通知公告",
    "-": "",
}
FRAMES = {
    "crumb": '<div class="nav"><a href="/">首页</a> <a href="/zs/">招商引资</a> <a href="/zw/">政务公开</a></div>'
             '<div class="pos">当前位置：<a href="/">首页</a> &gt; <a href="/zs/">招商引资</a> &gt; 正文</div>'
             '<div class="main"><div class="art">%s</div></div>',
    "flat": '<ul class="top"><li><a href="/">首页</a></li><li><a href="/zs/">招商引资</a></li></ul>%s',
    "aside": '<div class="head"><a href="/">返回首页</a><span>今天是2024年12月1日 星期日</span></div><div class="l">%s</div>'
             '<div class="r"><h3>最新动态</h3><ul><li><a href="/n/1.html">园区召开项目推进会</a><span>2024-11-20</span></li><li>'
             '<a href="/n/2.html">园区举办人才招聘会</a><span>2024-11-18</span></li></ul></div>',
    "logo": '<div class="logo"><h1>{W}</h1></div><div class="nav"><a href="/">首页</a> <a href="/zs/">招商</a></div>'
            '<div class="detail">%s</div>',
    "ctable": '<div class="top"><a href="/">首页</a></div><div id="barrier">%s</div>',
    "xhtml": '<div xmlns="http://www.w3.org/1999/xhtml" xml:lang="zh"><a href="/">首页</a><br/><hr/>%s</div>',
    "table": '<table width="1000"><tr><td><a href="/">首页</a> <a href="/zs/">招商引资</a></td></tr><tr><td>%s</td></tr></table>',
}  # fmt: skip
FEET = (
    '<div class="footer">主办单位：{W} | 承办单位：云栖高新区大数据中心 | 联系地址：云栖市创新路300号 | 邮编：430070<br>'
    "政府各机构联系电话 | 网站技术支持：027-80000000</div>",
    '<div class="foot_bq"><p>主办单位：{W}</p><p>地址：云栖市创新路300号 邮编：430070</p></div>',
    '<footer><a href="/map">网站地图</a> <a href="/about">关于我们</a><p>版权所有：{W} 鄂ICP备00000001号</p></footer>',
    '<div class="bottom"><p>Copyright © 2024 {W} 版权所有　网站标识码：4200000001</p><p>鄂公网安备 42000000000001号</p></div>',
    '<div id="foot"><table><tr><td>{W} 主办　联系电话：027-80000000</td></tr><tr><td>建议使用1024*768分辨率浏览</td></tr></table></div>',
)  # fmt: skip
AFTER = {
    "none": "",
    "editor": '<p class="bj">（责任编辑：{E}）</p>',
    "share": '<div class="fx"><span>分享到：</span><a href="#">微信</a><a href="#">微博</a></div><p>扫一扫在手机打开当前页</p>',
    "print": '<p><a href="javascript:print()">【打印本页】</a> <a href="javascript:close()">【关闭窗口】</a></p>',
    "near": '<ul class="np"><li>上一篇：<a href="/a/8.html">园区召开安全生产会议</a></li><li>下一篇：<a href="/a/9.html">园区发布人才政策</a></li></ul>',
    "attach": '<p>附件：<a href="/f/a.docx">报名申请表.docx</a></p>',
    "related": '<div class="xg"><h3>相关信息</h3><ul><li><a href="/a/1.html">园区举办政企座谈会</a><span>2024-05-09</span></li><li>'
               '<a href="/a/2.html">园区新增研发平台两家</a><span>2024-04-02</span></li></ul></div>',
    "updated": "<p>最后更新：{Z}</p><p>浏览次数：128</p>",
    "sourceend": "<p>来源：{S}</p>",
    "sourceright": '<div style="text-align:right">（信息来源：{S}）</div>',
    "signs": "<p>作者：{A}　责编：{E}　审核：何川</p>",
    "signlines": "<p>作者：{A}</p><p>责编：{E}</p><p>审核：何川</p><p>监制：吴越</p>",
    "infobelow": "<p>发布时间：{D}　信息来源：{S}</p>",
    "qr": '<div class="ewm"><img src="/q.png"><p>扫一扫，手机看新闻</p><p>微信公众号</p></div>',
    "links": '<div class="xgwj"><b>相关链接</b><p><a href="/a/1.html">政策图解</a></p><p><a href="/a/2.html">政策问答</a></p></div>',
    "copyright": "<p>版权声明：凡本网注明来源的作品，未经授权不得转载，违者将依法追究责任。</p>",
    "signbracket": "<p>（来源：{S}　作者：{A}　编辑：{E}）</p>",
    "signdot": '<p class="bj">编辑｜{E}</p><p class="bj">来源｜{S}</p><p class="bj">审核｜何川</p>',
}  # fmt: skip
AFTER |= articles_third.AFTER
FRAMES |= articles_fifth.FRAMES


def _text(name: str, kind: str) -> list[str]:
    start = sha1(name.encode()).digest()[2] % 3
    texts = list(TEXTS[start : start + 3])
    extra = {
        "one": texts[:1],
        "headed": ["一、基本情况", texts[0], "二、有关要求", *texts[1:]],
        "event": [*texts, "二、时间和地点", "（一）时间：12月3日-4日（2日报到）", "（二）地点：会展酒店"],
        "signed": [*texts, "云栖区投资促进局", "2024年6月12日"],
        "signedsite": [*texts, SITE, "2024年6月12日"],
        "opening": ["2023年1月16日，园区在市民中心召开年度招商工作会议。", *texts],
        "address": ["各有关单位：", *texts],
        "sourced": [*texts, "来源：{S}"],
    }
    return extra.get(kind, texts)


def _written(lines: list[str], style: str) -> str:
    joined = {
        "p": "".join(f"<p>　　{line}</p>" for line in lines),
        "br": "<br>".join(f"　　{line}" for line in lines),
        "div": "".join(f"<div>{line}</div>" for line in lines),
        "spans": "".join(f'<p style="text-indent:2em"><span style="font-size:16px">{line}</span></p>' for line in lines),
        "newline": "\n".join(lines),
        "word": "".join(f'<p class="MsoNormal" style="text-indent:24pt"><span lang="EN-US"><o:p>&nbsp;</o:p></span><span style="font-family:仿宋">{line}</span></p>' for line in lines),
        "li": "".join(f"<li>{line}</li>" for line in lines),
        "tabs": "".join(f'<div class="tab-pane"><p>{line}</p></div>' for line in lines),
        "section": "".join(f"<section><span>{line}</span></section>" for line in lines),
        "mixed": f"<p>{lines[0]}</p>" + "".join(f"<div>{line}</div>" for line in lines[1:-1]) + f"<p>{lines[-1]}</p>"
        if len(lines) > 1 else f"<p>{lines[0]}</p>",
    }  # fmt: skip
    return joined[style]


def _filled(short: str, own: dict[str, str]) -> str:
    for place, line in own.items():
        short = short.replace(place, line)
    return short


def _case(row: str) -> Case:
    name, heading, info, content, options = (part.strip() for part in row.split("~"))
    chosen = dict(option.split("=") for option in options.split())
    title = TITLES[sha1(name.encode()).digest()[3] % len(TITLES)]
    kind = chosen.get("b") or _pick(name, "b", "plain one headed event signed address plain")
    style = chosen.get("s") or _pick(name, "s", "p p spans br div mixed")
    after = chosen.get("a") or _pick(name, "a", "none editor share print near attach related updated")
    frame = chosen.get("f") or _pick(name, "f", "crumb flat aside crumb")
    foot = FEET[sha1(f"foot {name}".encode()).digest()[0] % len(FEET)]
    info = info.replace("{Q}", "2024-06-13 10:46:00")
    lines, places = _text(name, kind), dict(PLACES)
    page = FRAMES[frame]
    if spoken := articles_third.SPOKEN.get(chosen.get("l", "")):
        title, lines, page, foot = spoken.title, list(spoken.lines), spoken.frame, spoken.foot
        places |= {"S": spoken.source, "A": spoken.author, "W": spoken.source}
        after = chosen.get("a", "none")
    if content.endswith("p.arc_cont") and style in ("div", "p"):
        content = content.removesuffix(">p.arc_cont")
    written = _written([title, *lines] if kind == "retitled" else lines, style)
    if whole := articles_fifth.TEXTS.get(chosen.get("t", "")):
        own = {f"{{{n}}}": line for n, line in enumerate(_text(name, "plain"), 1)}
        written, lines = _filled(whole.markup, own), [_filled(line, own) for line in whole.lines]
    inner = "".join((
        heading if heading.startswith("<") else _element(heading, "{T}"), _markup(info),
        content.replace("{B}", written) if content.startswith("<") else _element(content, written), AFTER[after],
    ))  # fmt: skip
    if re.match(r"td|<t[dr]", heading):
        inner = re.sub(r"(<td.*?</td>)(?=<|$)", r"<tr>\1</tr>", inner) if heading.startswith("td") else inner
        inner = f"<table>{inner}</table>"
    metas = _meta(chosen.get("m", ""))
    head = f'<meta charset="utf-8"><title>{WINDOWS[chosen.get("w", "TS")]}</title>{metas}'
    html = f"<!DOCTYPE html><html><head>{head}</head><body>{page.replace('%s', inner)}{foot}</body></html>"
    places |= {"T": title, "T1": title[:9], "T2": title[9:]}
    for place, value in places.items():
        html = html.replace("{" + place + "}", value)
    told = heading + info + content + metas + AFTER[after] + "".join(lines) + written
    lines = [line for line in lines if "{S}" not in line]
    dated = "d" in chosen or re.search(
        r"\{[DHCNMLYUKRJGPVOFI]\}|2024 ?- ?0?6 ?- ?13|2024\.06|24-06-13|113-06-13|06-13|二〇二四年六月十三日", told
    )
    return Case(
        name, html.replace("{{", "{").replace("}}", "}"), title, DAY if dated else None,
        places["S"] if "{S}" in told else None, places["A"] if "{A}" in told else None, tuple(lines), blind(name),
    )  # fmt: skip


def _page(head: list[str], short: str) -> Case:
    """A page of articles_seventh.py, whose markup is written in full."""
    name, title, day, source, author, window = head
    title = articles_seventh.TITLES.get(title, title)
    html = articles_seventh.markup(short)
    for place, value in {**PLACES, "T": title}.items():
        html = html.replace("{" + place + "}", value)
    html = html.replace("{{", "{").replace("}}", "}")
    window = WINDOWS[window].replace("{T}", title).replace("{W}", SITE)
    page = f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{window}</title></head><body>{re.sub("[‹›]", "", html)}</body></html>'
    known = {"d": DAY, "s": PLACES["S"], "a": PLACES["A"], "-": None}
    day, source, author = (known.get(said, said) for said in (day, source, author))
    return Case(name, page, title, day, source, author, articles_seventh.said(html), blind(name))


SEVENTH = [_page(*page) for page in articles_seventh.pages(articles_seventh.PAGES)]
EIGHTH = [_page(*page) for page in articles_seventh.pages(articles_seventh.LATER)]
NINTH = [_page(*page) for page in articles_seventh.pages(articles_seventh.NINTH)]
SAVED = [_page(*page) for page in articles_seventh.pages(articles_saved.PAGES)]
TENTH = [_page(*page) for page in articles_seventh.pages(articles_tenth.PAGES)]


def cases() -> list[Case]:
    rows = (
        ROWS
        + articles_more.ROWS
        + articles_third.ROWS
        + articles_third.LATER
        + articles_fifth.ROWS
        + articles_fifth.LATER
    )
    return [_case(row) for row in rows.splitlines() if row] + SEVENTH + EIGHTH + NINTH + SAVED + TENTH
    return [_case(row) for row in rows.splitlines() if row] + SEVENTH + EIGHTH + NINTH + TENTH


def wave(rows: str) -> list[Case]:
    """The rows of one wave: articles_third.ROWS or LATER, articles_fifth.ROWS or LATER."""
    names = {row.partition("~")[0].strip() for row in rows.splitlines()}
    return [case for case in cases() if case.name in names]
