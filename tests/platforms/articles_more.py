"""More rows of articles.py, in the same short form, after the spiders that lists_more.py names and what single sites do.
All were written down before any was read."""

ROWS = """
hanweb-c-table ~ <tr><td class="title">{T}</td></tr> ~ <tr><td align="center">发布日期：{D}　信息来源：{S}</td></tr> ~ tr>td.content ~ w=S f=ctable
laiwu-c-table ~ <tr><td class="bt">{T}</td></tr> ~ <tr><td>{D}</td></tr> ~ tr>td.nr ~ w=CS f=ctable
dzfda ~ div.art>h1 ~ div.art>p.time: {D} ~ div.art-con ~ w=TS
liaocheng-gkml ~ div#gkml>h2 ~ <table class="t"><tr><td>索 引 号：</td><td>593/2024-08</td><td>发布机构：</td><td>{S}</td></tr><tr><td>公开目录：</td><td>公告</td><td>发布日期：</td><td>{D}</td></tr></table> ~ div#Zoom ~ w=S
linyi-form ~ h1 ~ div: [发布日期：{C}] [作者：{A}] [点击：35] ~ form>div#vsb_content_500>div.v_news_content ~ w=TS
weifang-h4 ~ h4 ~ div: 【{C}】 【来源：{S}】 ~ div.wz ~ w=CS
yantai-ids ~ span#Title ~ span#PubTime: {L} 10:46:00 ~ div#Content>table>tr>td ~ w=S
zaozhuang-span ~ div.bt>span.t ~ div.fbt: 发布日期：{D} 点击量：12 ~ div.zw ~ w=CS
hefei-hidden ~ <input type="hidden" id="title" value="{T}"><h2 class="tt">{T}</h2> ~ <input type="hidden" id="infodate" value="{D}"> ~ div.con ~ w=TS
jszfcg ~ div.dtit>h1 ~ div: <span class="mid">发布日期：{D}</span> <span class="r">浏览：30</span> ~ div.detail_con ~ w=S
njggzy ~ div.article-info>h1 ~ <p class="info-sources"><span style="font-weight:bold">【信息发布时间：{D}】</span>【阅读次数：<span id="n"></span>】【<a href="javascript:print()">我要打印</a>】【<a href="javascript:close()">关闭</a>】</p> ~ div.wz ~ w=S
trade365 ~ div.container>h2 ~ div.container>p: <span>分类：货物</span><span>浏览：9</span><span>发布时间：{D}</span> ~ div.WordSection1 ~ w=TS
top-dot ~ h3 ~ <div class="Padding10 TxtCenter Gray BorderTopDot Top10">发布时间：{H}　　来源：{S}　　点击数：9</div> ~ div.Contnet.Jknr ~ w=TS
top-title-b ~ div.topTitle>h3>b ~ div.topTitle>p: {D} ~ div.template ~ w=S
ningbo-lh30 ~ td.fs20 ~ td.fs12: 发布时间：{D}　浏览：5 ~ td.lh30.fs14 ~ w=S f=table
ningbo-article ~ td.tt ~ td.sj: {L} 10:46:00 ~ td.con ~ w=TS f=table
affiche ~ div.AfficheTitle ~ div.AfficheInfo: 发布时间：{D} 　信息来源：{S} ~ div#AfficheContent ~ w=T
anji-td ~ td#tdTitle>font>b ~ td#tdTitle>font.webfont: 【信息时间：{L}　阅读次数：<script>var i=5;</script>】 ~ td#TDContent ~ w=T f=table
detailed-wrap ~ div#detailedTitle ~ div#detailedInfo: [{C}] [{S}] ~ div#detailedWrap ~ w=TS
main-p ~ div.Main-tit ~ div.Main-time: 时间：{D}　点击：7 ~ div.Main-p.floatL ~ w=S
print-area ~ div.Title ~ div.Time: 发布时间：{H} ~ div#myPrintArea ~ w=S
listpage ~ div.listpage_title ~ div.listpage_info: <span>来源：{S}</span><span>时间：{D}</span> ~ div.listpage_content ~ w=TS
newscontent ~ td.newstitle ~ td.newsinfo: 作者：{A}　来源：{S}　时间：{L}　点击：3 ~ td.newscontent ~ w=S f=table
dnn ~ span#dnn_ctr_lblTitle ~ span#dnn_ctr_lblDate: {L} ~ div#dnn_ContentPane ~ w=CS
detail-tt ~ h3.detail-tt ~ div.detail-time: 发布时间：{H} ~ div.detail-content ~ w=TS
scgov ~ td.xxgk_title ~ td.xxgk_date: 【{C}】 【来源：{S}】 ~ td#cmsArticleContent ~ w=T f=table m=g
zhoushan ~ <p class="con-title">{T}</p> ~ <table class="xxgk"><tr><td>发布日期：{D}</td><td>信息来源：{S}</td><td>浏览次数：<span>3</span></td></tr></table> ~ div#zoom ~ w=T m=g
retitled ~ h1 ~ p: 发布时间：{D} 来源：{S} ~ div.content ~ w=TS b=retitled
retitled-div ~ div.tit ~ div.info: {H} ~ div.txt ~ w=CS b=retitled
retitled-split ~ h2 ~ div.info: 日期：{D} ~ div.txt ~ w=TS b=retitled s=div
several-dates ~ h1 ~ p: <span>创建时间：{X}</span> <span>发布时间：{D}</span> <span>更新时间：{Z}</span> ~ div.content ~ w=TS
several-dates-expiry ~ h1 ~ p: 成文日期：{X}　发布日期：{D}　有效期至：2026-06-12 ~ div.content ~ w=TS
several-dates-slash ~ h1 ~ p: 公示期：2024-06-14至2024-06-20 / 发布：{D} ~ div.content ~ w=TS
several-dates-update ~ h1 ~ p: 更新日期：{Z}　|　发布日期：{D}　|　来源：{S} ~ div.content ~ w=TS
source-link ~ h1 ~ p: 来源：<a href="http://daily.example/" target="_blank">{S}</a> 发布时间：{D} ~ div.content ~ w=TS
source-link-em ~ h1 ~ p: <em>{D}</em><em>来源：</em><a href="http://daily.example/">{S}</a> ~ div.content ~ w=TS
source-link-only ~ h1 ~ p: {H} <a class="ly" href="http://daily.example/">{S}</a> ~ div.content ~ w=TS
source-end ~ h1 ~ p: {D} ~ div.content ~ w=TS a=sourceend
source-end-in ~ h1 ~ p: 时间：{D} 浏览：8 ~ div.content ~ w=TS b=sourced
source-end-right ~ h1 ~ p: {C} ~ div.content ~ w=TS a=sourceright
signs-end ~ h1 ~ p: 来源：{S} {D} ~ div.content ~ w=TS a=signs
signs-lines ~ h1 ~ p: 来源：{S} {D} ~ div.content ~ w=TS a=signlines
signs-bracket ~ h1 ~ p: {D} ~ div.content ~ w=TS a=signbracket
signs-dot ~ h1 ~ p: {D} ~ div.content ~ w=TS a=signdot
tabs ~ h1 ~ p: 发布时间：{D} ~ div.tab-pane>div.content ~ w=TS b=plain s=tabs
xhtml ~ h1 ~ p.time: 发布时间：{D} ~ div.content ~ w=TS f=xhtml
microdata ~ h1 ~ <p><span itemprop="datePublished" content="2024-06-13T10:46:00+08:00">昨日上午</span> <span itemprop="author" itemscope><span itemprop="name">{A}</span></span></p> ~ div.content ~ w=TS
time-tag ~ h1 ~ <p><time datetime="2024-06-13">六月十三日</time></p> ~ div.content ~ w=TS
noscript-warn ~ h1 ~ <noscript>请开启浏览器的脚本功能，否则部分内容无法显示。</noscript><p>{D}</p> ~ div.content ~ w=TS
two-line-title ~ <h1>{T}</h1><h2 class="sub">——园区招商系列之三</h2> ~ p: 时间：{D} ~ div.content ~ w=TS a=none
icons ~ h1 ~ <div><i class="fa fa-clock"></i> {D} <i class="fa fa-user"></i> {A} <i class="fa fa-eye"></i> 120</div> ~ div.content ~ w=TS
font-switch ~ h1 ~ p: 发布日期：{D}　字体：<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>　<a href="#">收藏</a>　<a href="#">打印</a> ~ div.content ~ w=TS
header-tag ~ <header><h1>{T}</h1><p>{D} · 来源 {S}</p></header> ~ - ~ section.content ~ w=TS
department ~ h1 ~ p: 发布部门：{S}　发布时间：{D}　信息类别：公告 ~ div.content ~ w=TS
unit-bracket ~ h1 ~ p: （{S}　{C}） ~ div.content ~ w=TS
publisher ~ h1 ~ p: 发布者：{A}　发布时间：{D}　浏览次数：<span id="c"></span> ~ div.content ~ w=TS
contributor ~ h1 ~ p: 供稿：{S}　编辑：{E}　日期：{D} ~ div.content ~ w=TS
text-author ~ h1 ~ p: 文/{A}　{D} ~ div.content ~ w=TS
reporter ~ h1 ~ p: {D}　本报记者 {A}　来源：{S} ~ div.content ~ w=TS
authors-spaced ~ h1 ~ p: 来源：{S}　作者 {A}　{D} ~ div.content ~ w=TS
banan-bk3 ~ table.bk3>tr>td>strong ~ table>tr>td: 发布时间：{D}　阅读：9 ~ table>tr>td ~ w=S
shaowu-ggnr ~ div.ggnr_tit ~ div.ggnr_info: 发布时间：{H} ~ div.ggnr_con ~ w=S
qingyuan-main ~ div.maincont>h2 ~ div.maincont>p.time: 发布时间：{D} 来源：{S} ~ div.maincont>div.txt ~ w=TS
baise-article ~ div#Article>h1 ~ div#Article>span.time: {H}　来源：{S}　点击： ~ div#Article>div.content ~ w=TCS
qiandong-tb ~ td#tdTitle>b ~ td#tdTitle>font: 【信息时间：{L} 阅读次数：】【我要打印】【关闭】 ~ td#TDContent ~ w=S f=table
hegang-ewb ~ h3.ewb-title ~ p.ewb-meta: 信息时间：{D}　阅读次数：<span id="v">7</span> ~ div.ewb-artical ~ w=T
qionghai-tex ~ div.newsTex>h1 ~ div.newsTex>div.msgbar: 发布时间： {H} 　 来源：{S} ~ div.newsTex>div.newsCon ~ w=TCS
haidian-2 ~ div.div-title ~ div.div-time: {H} 来源： {S} ~ div.content2 ~ w=TS
xuancheng-box ~ h1.is-newstitle ~ div.is-newstools: [发布时间：{H}] [来源：{S}] [浏览次数：12] [字体大小：大 中 小] ~ div.is-contentbox ~ w=TS
longyan-detail ~ h4.detail-title ~ p.detail-info: 信息来源：{S}　发布时间：{D} ~ div.detail-content ~ w=TS
cn-numerals ~ h1 ~ p: 二〇二四年六月十三日 ~ div.content ~ w=TS
spaced-date ~ h1 ~ p: 发布日期： 2024 - 06 - 13 ~ div.content ~ w=TS
clock-seconds ~ h1 ~ p: 发布时间：{D} 10:46:05.0 来源：{S} ~ div.content ~ w=TS
weekday ~ h1 ~ p: {C}　星期四　来源：{S} ~ div.content ~ w=TS
afternoon ~ h1 ~ p: 2024-6-13 上午 10:46:00　作者：{A} ~ div.content ~ w=TS
short-year ~ h1 ~ p: 日期：24-06-13　浏览：9 ~ div.content ~ w=TS
traditional ~ h1 ~ p: 發佈日期：{D}　資料來源：{S} ~ div.content ~ w=TS
colon-missing ~ h1 ~ p: 发布时间 {D}　来源 {S} ~ div.content ~ w=TS
arrow ~ h1 ~ p: 来源&gt;{S}　时间&gt;{D} ~ div.content ~ w=TS
slash-labels ~ h1 ~ p: 来源 / {S}　发布 / {D} ~ div.content ~ w=TS
table-info ~ h1 ~ <table class="xx"><tr><th>来源</th><td>{S}</td><th>作者</th><td>{A}</td><th>日期</th><td>{D}</td></tr></table> ~ div.content ~ w=TS
definition ~ h1 ~ <dl><dt>发布单位：</dt><dd>{S}</dd><dt>发布时间：</dt><dd>{D}</dd></dl> ~ div.content ~ w=TS
list-info ~ h1 ~ <ul><li><label>来源</label><span>{S}</span></li><li><label>时间</label><span>{D}</span></li></ul> ~ div.content ~ w=TS
info-below-text ~ h1 ~ - ~ div.content ~ w=TS a=infobelow
player ~ h1 ~ <p>{D} 来源：{S}</p><div class="audio"><span>播报文章</span><span>语音播放</span></div> ~ div.content ~ w=TS
toolbar ~ h1 ~ <p>{D}</p><div class="tools"><a href="#">收藏</a><a href="#">打印</a><a href="#">分享</a><span>A-</span><span>A+</span></div> ~ div.content ~ w=TS
pre-text ~ h1 ~ p: {D} ~ pre ~ w=TS s=newline
word-text ~ h1 ~ p: {D} 来源：{S} ~ div.Section0 ~ w=TS s=word
nested-layout ~ td.bt ~ td.sj: {D} ~ table>tr>td>table>tr>td ~ w=S f=table
li-text ~ h1 ~ p: {D} ~ ul.content ~ w=TS s=li
article-tag ~ <article><header><h1>{T}</h1><time datetime="2024-06-13T10:46:00+08:00">{C}</time></header></article> ~ - ~ div.entry ~ w=TS
amp-like ~ h1 ~ <div class="meta"><span class="author">{A}</span><span class="dot">·</span><span class="date">{D}</span></div> ~ div.body ~ w=TS
qr-after ~ h1 ~ p: {D} 来源：{S} ~ div.content ~ w=TS a=qr
links-after ~ h1 ~ p: {D} ~ div.content ~ w=TS a=links
copyright-after ~ h1 ~ p: {D} 来源：{S} ~ div.content ~ w=TS a=copyright
nav-between ~ h1 ~ <p>{D}</p><div class="bread">首页 &gt; 招商引资 &gt; 招商动态</div> ~ div.content ~ w=TS
document-number ~ <h1>{T}</h1><p class="wh">云高发〔2024〕12号</p> ~ p: 发布日期：{D} ~ div.content ~ w=TS
"""
