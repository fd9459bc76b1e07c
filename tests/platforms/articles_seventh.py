"""Article pages in the structures of real ones, seventh wave: what stands around the texts of offices, parks, tenders, news,
publishing systems and agencies abroad, after tails that public crawlers cut off and templates of JSP, PHP and Vue that are
public. Own text. All were written down, with what is right, before any was read.

A page is a line `== name ~ title ~ day ~ source ~ author ~ window` and its markup. ‹…› marks a line of the body, {N1} names
a line of TEXTS and marks it, {N1-4:p} several, each in an element (`br`: behind each other); {T} {D} {H} {C} {S} {A} {E} {W}
are as in articles.py. In the first line `d`, `s` and `a` are the day, source and author of articles.py, `-` is none.
"""

from __future__ import annotations

import re

MENU = '<div class="nav"><a href="/">首页</a><a href="/zw/">政务公开</a><a href="/zs/">招商引资</a><a href="/hd/">政民互动</a></div>'
PLACES = {
    "menu": MENU,
    "top": f'<div class="header"><div class="logo"><a href="/"><img src="/l.png" alt="云栖"></a></div><form><input name="q"><button>搜索</button></form></div>{MENU}',
    "crumb": '<div class="wz">您的位置：<a href="/">首页</a> &gt; <a href="/zs/">招商引资</a> &gt; <a href="/zs/dt/">园区动态</a> &gt; 正文</div>',
    "foot": '<div class="footer"><p>主办单位：云栖高新区管理委员会　承办单位：云栖大数据中心</p><p>鄂ICP备00000001号　网站标识码：4200000001</p></div>',
    "foot2": '<div class="bottom"><a href="/about">关于我们</a> | <a href="/map">网站地图</a><br>版权所有：{W}　地址：云栖市创新路300号　电话：027-80000000</div>',
    "efoot": '<footer><ul><li><a href="/about">About us</a></li><li><a href="/privacy">Privacy</a></li></ul><p>© 2024 Yunqi Investment Office. All rights reserved.</p></footer>',
    "emenu": '<header><a href="/">Yunqi Invest</a><nav><ul><li><a href="/sectors">Sectors</a></li><li><a href="/locate">Locate here</a></li><li><a href="/news">News</a></li></ul></nav></header>',
    "side": '<div class="side"><h3>热点新闻</h3><ul><li><a href="/n/1.html">园区召开项目推进会</a></li><li><a href="/n/2.html">园区举办人才招聘会</a></li><li><a href="/n/3.html">园区开展安全检查</a></li></ul></div>',
}  # fmt: skip

TITLES = {
    "1": "云栖高新区三个制造业项目集中签约", "2": "关于组织申报二〇二四年第二批产业扶持资金的通知", "3": "云栖高新区标准厂房租赁管理办法",
    "4": "云栖高新区二期厂房3号楼公开招租公告", "5": "区党工委赴长三角开展招商考察", "6": "《云栖高新区产业扶持办法》政策解读",
    "7": "云栖高新区拟扶持企业名单公示", "8": "Yunqi signs three manufacturers for its high-tech zone", "9": "打造一流营商环境 云栖跑出项目建设加速度",
}  # fmt: skip
_TEXTS = {
    "N": """6月12日上午，云栖高新区与三家企业举行项目签约仪式，总投资十八亿元，涉及储能电池、精密轴承和冷链物流。
区投资促进局负责人在仪式上介绍，今年前五个月全区新引进项目四十二个，其中制造业项目占六成。
“从洽谈到签约只用了四十七天，服务专员每周都到工地来一次。”轴承项目负责人说。
据了解，三个项目计划于年底前陆续开工，建成后预计新增就业岗位一千二百个。""",
    "K": """各镇（街道），各有关单位：
根据年度工作安排，经研究，决定组织开展二〇二四年第二批产业扶持资金申报工作，现将有关事项通知如下。
一、申报对象
在本区注册、具有独立法人资格、依法纳税的制造业企业。
二、申报材料
（一）申报表；（二）营业执照复印件；（三）上年度审计报告。
特此通知。
云栖区工业和信息化局
2024年6月12日""",
    "R": """第一条 为规范园区厂房租赁管理，提高土地集约利用水平，制定本办法。
第二条 本办法所称厂房，是指由园区投资建设并对外出租的标准厂房和配套用房。
第三条 承租企业应当符合园区产业定位，亩均税收不低于二十万元。
第四条 本办法自2024年7月1日起施行，有效期三年。""",
    "L": """一、招租标的：二期厂房3号楼一至四层，建筑面积一万二千平方米
二、租金底价：每月每平方米十八元
三、租赁期限：五年
四、报名时间：2024年6月20日至2024年6月28日
五、报名地点：创新路300号政务大厅二楼
六、联系电话：027-80005678""",
    "V": """5月28日至31日，区党工委副书记带队赴长三角开展招商考察，先后走访八家企业。
考察组一行实地察看了企业生产线，详细了解产品研发、市场布局和投资意向。
座谈会上，双方就在云栖设立华中总部进行了深入交流，并约定下月互访。""",
    "J": """一、出台背景
近年来，园区企业数量增长较快，原有扶持政策已不能满足企业发展需要。
二、主要内容
《办法》共五章二十二条，从设备投入、研发投入和人才引进三个方面给予支持。
三、有什么新变化
补助标准由设备投资额的百分之五提高到百分之八，单个企业最高五百万元。""",
    "E": """The Yunqi Investment Office has signed agreements with three manufacturers worth 1.8 billion yuan.
“It took us less than two months from the first call to signing,” said Maria Keller, managing director of the bearing maker.
The projects, which span batteries, bearings and cold storage, are expected to create 1,200 jobs when they open next year.
Yunqi has attracted 42 new projects since January, six in ten of them in manufacturing.""",
    "Z": """走进云栖高新区东部片区，塔吊林立，机器轰鸣，一派热火朝天的建设景象。
作为全市招商引资的主阵地，云栖坚持把项目建设作为头号工程来抓。
“企业有什么需要，我们就解决什么问题。”园区服务专员小周的电话二十四小时开机。
今年以来，园区已为企业协调解决用工、用电等问题一百六十余件。
数据显示，前五个月云栖固定资产投资同比增长百分之十四点二，增速居全市第一。""",
}  # fmt: skip
TEXTS = {f"{key}{n}": line for key, text in _TEXTS.items() for n, line in enumerate(text.split("\n"), 1)}
TABLE = (
    '<table border="1"><tr><td>‹序号</td><td>企业名称</td><td>拟扶持金额（万元）›</td></tr><tr><td>‹1</td><td>云栖轴承制造公司</td><td>120›</td></tr>'
    "<tr><td>‹2</td><td>东湖储能科技公司</td><td>85›</td></tr><tr><td>‹3</td><td>长江冷链物流公司</td><td>40›</td></tr></table>"
)

PAGES = """
== bj-docinfo ~ 3 ~ d ~ 云栖区发展和改革委员会 ~ - ~ TS
{top}{crumb}<div class="header"><h1>{T}</h1></div><ol class="doc-info"><li>[主题分类] <span>综合政务</span></li><li>[发文机构] <span>云栖区发展和改革委员会</span></li><li>[成文日期] <span>2024-06-07</span></li><li>[发文字号] <span>云发改〔2024〕8号</span></li><li>[废止日期] <span>----</span></li><li>[发布日期] <span>{D}</span></li><li>[有效性] <span>有效</span></li></ol><div class="view TRS_UEDITOR trs_paper_default">{R1-4:p}</div><div class="relevantdoc xgjd"><h3>相关解读</h3><p><a href="/j/1.html">一图读懂厂房租赁管理办法</a></p></div><div class="relevantdoc"><h3>相关附件</h3></div>{foot}
== sh-pbtime ~ 2 ~ d ~ - ~ - ~ TCS
{top}<div class="Article"><h2 id="ivs_title">{T}<br><small class="PBtime">({C})</small></h2><div class="share">【字体：<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>】</div><div id="ivs_content" class="Article_content">{K1-9:p}</div><div class="xxgk_xgxx">【相关信息】<ul><li><a href="/x/1.html">关于公布第一批产业扶持资金名单的通知</a></li></ul></div><p><a href="javascript:print()">【打印】</a> <a href="javascript:close()">【关闭】</a></p></div>{foot2}
== gd-zw ~ 1 ~ d ~ s ~ - ~ TS
{top}{crumb}<div class="zw-title">{T}</div><div class="zw-info"><span class="time">时间 : {D} 10:46:05</span><span class="ly">来源 : {S}</span><span class="share">【打印】</span><span>【字体：大 中 小】</span><span>分享到：</span></div><div class="zw">{N1-4:p}</div><div class="zw-kz">扩展阅读</div>{foot}
== sz-tit ~ 2 ~ d ~ s ~ - ~ TS
{menu}<div class="tit"><h1>{T}</h1><h5>发布时间：{H}　<i>来源：{S}</i></h5></div><div class="news_cont_d_wrap">{K1-9:p}</div><div class="fjdown"><p>附件下载：</p><p><a href="/f/1.doc">1.申报表.doc</a></p></div><div>分享到：</div><div>分享到：</div><script>$('#share-1').share({{sites:['wechat']}});</script>{foot2}
== suzhou-tail ~ 3 ~ d ~ s ~ - ~ TS
{menu}{crumb}<h1>{T}</h1><div class="info">发布日期：{D}　来源：{S}　访问量：<em>12</em></div><div class="article">{R1-4:p}<p>‹云栖区人民政府办公室›</p><p>‹2024年6月7日›</p><p>‹（此件公开发布）›</p></div><p><a href="/f/2.pdf">云栖高新区标准厂房租赁管理办法（云政办〔2024〕8号）.pdf</a></p><div class="jd"><p>相关解读</p></div><div class="ewm">扫一扫在手机打开当前页</div><div>分享到：</div><div>网站导航： <select><option>中国政府网</option></select></div>{foot}
== gov-editor ~ 1 ~ d ~ s ~ - ~ TS
{top}<div class="article oneColumn"><h1 id="ti">{T}</h1><div class="pages-date">{H} <span class="font">来源：{S}</span> <div class="pages_print"><span>字号：<b>默认</b> <b>大</b> <b>超大</b></span> | <span>打印</span></div></div><div class="pages_content" id="UCAP-CONTENT">{N1-4:p}<div style="display:none"></div></div><div class="editor"><span><a href="/jc.htm">【我要纠错】</a></span><span class="zrbj">责任编辑：{E}</span></div><div id="div_div"><div id="qr_container" class="sweep">扫一扫在手机打开当前页</div></div><div class="xg-list related"><div class="pannel-title">相关稿件</div><ul></ul></div></div>{foot}
== most-doc ~ 2 ~ d ~ - ~ - ~ S
{menu}<div class="xxgk_title">{T}</div><div class="xxgk_info">日期：{C} 10:46</div><div id="Zoom">{K1-9:p}</div><div class="xxgk_detail_end"><div>扫一扫在手机打开当前页</div><a href="#">打印本页</a><h5>相关文档</h5><h5>相关附件</h5></div>{foot}
== yantai-th ~ 2 ~ d ~ 云栖区工业和信息化局 ~ - ~ TS
{menu}<div class="main"><div class="zfwj"><table width="730"><tr><th>索 引 号：</th><td>16542700/2024-32763</td><th>主题分类：</th><td>工业</td></tr><tr><th>发文机关：</th><td>云栖区工业和信息化局</td><th>成文日期：</th><td> 2024年06月12日 </td></tr><tr><th>标　　题：</th><td colspan="3"> {T} </td></tr><tr><th>发文字号：</th><td> </td><th>发布日期：</th><td> 2024年06月13日</td></tr></table></div><h1>{T}</h1><div class="con">{K1-9:p}</div><div>【<a href="#">关闭</a>】【<a href="#">打印</a>】</div></div>{foot2}
== gk-under ~ 3 ~ d ~ 云栖区发展和改革委员会 ~ - ~ TS
{menu}{crumb}<h1>{T}</h1><div class="con">{R1-4:p}</div><div class="gkinfo"><h4>信息公开基本信息</h4><table><tr><td>索引号</td><td>0146/2024-00021</td></tr><tr><td>发布机构</td><td>云栖区发展和改革委员会</td></tr><tr><td>发布日期</td><td>{D}</td></tr></table></div>{foot}
== red-head ~ 2 ~ d ~ - ~ - ~ TCS
{top}<div class="detail"><h1>{T}</h1><div class="time">{D}</div><div class="TRS_Editor"><p align="center">‹云工信发〔2024〕12号›</p><p align="center"><b>关于组织申报二〇二四年</b></p><p align="center"><b>第二批产业扶持资金的通知</b></p>{K1-9:p}</div></div>{foot}
== jiedu-more ~ 6 ~ d ~ s ~ - ~ TS
{menu}<h1>{T}</h1><p class="sub">来源：{S}　发布时间：{D}　浏览次数：<span>35</span>次　字号：[ 大 中 小 ]</p><div class="con">{J1-6:p}</div><div class="glyd"><p>政策原文：<a href="/z/1.html">云栖高新区产业扶持办法</a></p><p>图片解读：<a href="/z/2.html">一图读懂《云栖高新区产业扶持办法》</a></p></div>{foot}
== tujie-pics ~ 6 ~ d ~ s ~ - ~ TS
{menu}{crumb}<h1>{T}</h1><div class="x"><span>{D}</span><span>来源：{S}</span></div><div class="con"><p><img src="/t/1.jpg"></p><p><img src="/t/2.jpg"></p></div><div class="xgzc">相关政策：<a href="/z/1.html">云栖高新区产业扶持办法</a></div><div class="mycd"><p>您对该政策解读的满意度：</p><label><input type="radio" name="m">满意</label><label><input type="radio" name="m">一般</label><label><input type="radio" name="m">不满意</label><button>提交</button></div>{foot}
== ft-video ~ 9 ~ d ~ - ~ - ~ TS
{menu}<h1>{T}</h1><div class="x">发布时间：{D}</div><div class="ft"><video src="/v.mp4"></video><p class="err">视频加载失败，请刷新重试</p>{Z1-5:p}</div><div class="ft_other"><h3>往期访谈</h3><ul><li><a href="/ft/1.html">走进政务大厅</a><span>2024-04-02</span></li><li><a href="/ft/2.html">园区服务专员访谈</a><span>2024-03-12</span></li></ul></div>{foot2}
== gs-table ~ 7 ~ d ~ s ~ - ~ S
{top}{crumb}<div class="bt">{T}</div><div class="ly">来源：{S}&nbsp;&nbsp;&nbsp;时间：{D}&nbsp;&nbsp;&nbsp;【字号 <a href="#">大</a> <a href="#">中</a> <a href="#">小</a>】</div><div class="nr"><p>‹经评审，拟对以下企业给予扶持，现予以公示，公示期五个工作日。›</p>{TABLE}<p>‹监督电话：027-80001111›</p><p>‹云栖区工业和信息化局›</p></div><div class="page_tool"><a href="#">打印</a><a href="#">收藏</a><a href="#">顶部</a></div>{foot}
== lease-short ~ 4 ~ d ~ - ~ - ~ TS
{menu}<div class="l"><h3>{T}</h3><div class="x">发布日期：{D} 浏览：9</div><div class="c">{L1-6:p}</div><p class="np">上一条：<a href="/a/8.html">园区召开安全生产会议</a></p><p class="np">下一条：没有了</p></div>{side}{foot2}
== lease-br ~ 4 ~ d ~ s ~ - ~ CS
<table width="960"><tr><td>{menu}</td></tr><tr><td class="title" align="center"><b>{T}</b></td></tr><tr><td align="center">发布者：{S}　发布时间：{D}　阅读：35</td></tr><tr><td class="content">{L1-6:br}</td></tr><tr><td align="right">[<a href="#">返回上一页</a>] [<a href="#">打 印</a>] [<a href="#">关 闭</a>]</td></tr></table>{foot2}
== kicker-in-h1 ~ 9 ~ d ~ s ~ a ~ TS
{menu}<h1><small>奋进新征程·招商一线</small>{T}</h1><div class="x">{H}　来源：{S}　作者：{A}</div><div class="c">{Z1-5:p}</div>{foot}
== kicker-br ~ 9 ~ d ~ s ~ - ~ T
{menu}<h1><span class="yt">园区观察</span><br>{T}</h1><div class="x">来源：{S} | 发布时间：{D}</div><div class="c">{Z1-5:p}</div><p class="zb">（责编：{E}、何川）</p>{foot}
== dongyi ~ 1 ~ d ~ - ~ - ~ TS
<table><tr><td>{menu}</td></tr><tr><td align="center"><h1>{T}</h1></td></tr><tr><td align="center">作者：佚名　文章来源：本站原创　点击数：<script src="/c.asp"></script>　更新时间：2024-6-13</td></tr><tr><td id="fontzoom">{N1-4:p}</td></tr><tr><td align="right">文章录入：admin　　责任编辑：admin　</td></tr><tr><td><li>上一篇文章： <a href="/8.html">园区召开安全生产会议</a></li><li>下一篇文章： 没有了</li></td></tr><tr><td align="right">【<a href="#">发表评论</a>】【<a href="#">加入收藏</a>】【<a href="#">告诉好友</a>】【<a href="#">打印此文</a>】【<a href="#">关闭窗口</a>】</td></tr><tr><td><table><tr><td>最新热点</td><td>最新推荐</td></tr><tr><td><a href="/1.html">园区举办政企座谈会</a></td><td><a href="/2.html">园区新增研发平台两家</a></td></tr></table></td></tr><tr><td>网友评论：（只显示最新10条。评论内容只代表网友观点，与本站立场无关！）</td></tr></table>{foot2}
== dede-full ~ 1 ~ d ~ s ~ - ~ TS
{menu}<div class="viewbox"><div class="title"><h2>{T}</h2></div><div class="info"><small>时间:</small>{H}<small>来源:</small>{S} <small>作者:</small>admin <small>点击:</small>35次</div><div class="content">{N1-4:p}</div><div class="tagbox">TAG：<a href="/t/1">招商</a></div><div class="newdigg"><div class="diggbox digg_good"><div class="digg_act">顶一下</div><div class="digg_num">(0)</div><div class="digg_percent"><span>0%</span></div></div><div class="diggbox digg_bad"><div class="digg_act">踩一下</div><div class="digg_num">(0)</div><div class="digg_percent"><span>0%</span></div></div></div><div class="boxoff"><strong>------分隔线----------------------------</strong></div><div class="handle"><ul class="pre_next"><li>上一篇：<a href="/8.html">园区召开安全生产会议</a></li><li>下一篇：<a href="/9.html">园区发布人才政策</a></li></ul><ul class="actbox"><li>收藏</li><li>挑错</li><li>推荐</li><li>打印</li></ul></div></div><div class="mt1"><dl class="tbox"><dt><strong>发表评论</strong></dt><dd><small>请自觉遵守互联网相关的政策法规，严禁发布色情、暴力、反动的言论。</small><form><textarea></textarea>评价:<label>中立</label><label>好评</label><label>差评</label> 用户名:<input> 验证码:<input></form></dd></dl><dl class="tbox"><dt><strong>最新评论</strong> <a href="/p">进入详细评论页&gt;&gt;</a></dt></dl></div>{foot2}
== phpcms-sum ~ 1 ~ d ~ s ~ - ~ TCS
{menu}<div id="Article"><h1>{T}<br><span>{D} 10:46:05　来源：{S}　评论：<a href="#c">0</a> 点击：<span id="hits">35</span></span></h1><div class="summary">6月12日上午，云栖高新区与三家企业举行项目签约仪式，总投资十八亿元...</div><div class="content"><div id="content">{N1-4:p}</div></div><p style="margin-bottom:10px"><strong>上一篇：</strong><a href="/8.html">园区召开安全生产会议</a><br><strong>下一篇：</strong><a href="/9.html">园区发布人才政策</a></p><div class="Article-Tool">分享到：<img src="/s.png"></div><div class="bk10"></div><h5 class="title">延伸阅读：</h5><ul><li><a href="/1.html">园区举办政企座谈会</a></li></ul><h5>网友评论</h5><iframe src="/c.php"></iframe></div>{foot}
== wp-zh-theme ~ 1 ~ d ~ - ~ - ~ TS
{menu}<article><header><h1 class="entry-title">{T}</h1><div class="entry-meta"><span>{D}</span><span>分类：<a href="/c/zs">招商</a></span><span>阅读(35)</span><span>评论(0)</span></div></header><div class="article-content">{N1-4:p}<p class="post-copyright">未经允许不得转载：<a href="/">{W}</a> » <a href="/1.html">{T}</a></p></div><div class="post-actions"><a href="#">赞(<span>0</span>)</a> <a href="#">打赏</a></div><div class="article-tags">标签：<a href="/t/1">园区</a><a href="/t/2">签约</a></div><div class="author-box"><h4>关于作者</h4><p>这家伙很懒，什么都没有写，只留下了一个背影。</p></div><nav class="article-nav"><span>上一篇<br><a href="/8">园区召开安全生产会议</a></span></nav><div class="relates"><h3>相关推荐</h3><ul><li><a href="/3">园区举办政企座谈会</a></li></ul></div><h3 id="comments">评论 <small>抢沙发</small></h3><div id="respond"><form><textarea placeholder="你的评论可以一针见血"></textarea></form></div></article>{foot2}
== dz-portal ~ 1 ~ d ~ s ~ a ~ TS
{menu}<div class="vw"><h1 class="ph">{T}</h1><p class="xg1">{H}| 发布者: <a href="/u/1">{A}</a>| 查看: 35| 评论: 0|来自: {S}</p><div class="s"><strong>摘要</strong>: 6月12日上午，云栖高新区与三家企业举行项目签约仪式，总投资十八亿元 ...</div><table class="vwtb"><tr><td id="article_content">{N1-4:p}</td></tr></table><div id="click_div"><table><tr><td><a href="#">路过</a></td><td><a href="#">雷人</a></td><td><a href="#">握手</a></td><td><a href="#">鲜花</a></td><td><a href="#">鸡蛋</a></td></tr></table></div><div class="o"><a href="#">收藏</a><a href="#">分享</a><a href="#">邀请</a></div><div class="pren"><em>上一篇：<a href="/8">园区召开安全生产会议</a></em></div></div><div class="bm"><div class="bm_h"><h3>相关阅读</h3></div><div class="bm_c"><ul><li><a href="/3">园区举办政企座谈会</a></li></ul></div></div><div class="bm"><h3>最新评论</h3></div>{foot2}
== webplus-foot ~ 5 ~ d ~ - ~ a ~ T
{menu}<div class="infobox"><div class="article"><h1 class="arti_title">{T}</h1><p class="arti_metas"><span class="arti_publisher">发布者：{A}</span><span class="arti_update">发布时间：{D}</span><span class="arti_views">浏览次数：<span>10</span></span></p><div class="entry"><div class="read"><div class="wp_articlecontent">{V1-3:p}</div></div></div></div></div><div class="links">友情链接：<select><option>教育部</option></select></div>{foot}
== vsb-attach ~ 2 ~ d ~ - ~ - ~ TS
{top}<form><h2 class="art-tit">{T}</h2><div class="art-ly">[发布日期：{D}　点击：<script>_showDynClicks("w",1,2)</script>]</div><div id="vsb_content_501" class="v_news_content">{K1-9:p}</div><ul style="list-style:none"><li>附件【<a href="/f/1.doc">1.申报表.doc</a>】已下载<span>12</span>次</li><li>附件【<a href="/f/2.doc">2.承诺书.doc</a>】已下载<span>8</span>次</li></ul><div class="pn"><p>上一条：<a href="/8.htm">关于召开安全生产会议的通知</a></p><p>下一条：<a href="/9.htm">关于放假的通知</a></p></div><div class="close">【<a href="javascript:window.close()">关闭</a>】</div></form>{foot2}
== rm-share ~ 1 ~ d ~ s ~ - ~ T
{menu}<div class="rm_txt"><h1>{T}</h1><div class="col-1-1">{N} | 来源：<a href="/">{S}</a> <span>小字号</span></div><div class="rm_txt_con">{N1-4:p}<div class="edit">(责编：{E}、何川)</div></div><div class="share"><p>分享让更多人看到</p><a href="#">微信</a></div></div><div class="rm_relevant"><h2>推荐阅读</h2><div class="item"><h3><a href="/x/1.html">园区举办政企座谈会</a></h3><p>5月9日，园区举办政企座谈会，二十家企业负责人参加，会上就用工、融资等问题进行了交流。…<a href="/x/1.html">【详细】</a></p></div><div class="item"><h3><a href="/x/2.html">园区新增研发平台两家</a></h3><p>日前，省科技厅公布新一批研发平台名单，园区两家企业入选，总数达到十一家，居全市首位。…<a href="/x/2.html">【详细】</a></p></div></div>{foot}
== xh-correct ~ 9 ~ d ~ s ~ - ~ TS
{menu}<div class="head-line"><h1><span class="title">{T}</span></h1></div><div class="info">{D} 10:46:05 来源：{S}</div><div id="detail">{Z1-5:p}</div><div id="articleEdit"><span class="tiyi1"><a href="#">【纠错】</a></span> <span class="editor">【责任编辑:{E} 】</span></div><div class="nextpage">阅读下一篇：<a href="/9.html">园区发布人才政策</a></div><div class="bdTj"><div class="tit">深度观察</div><ul><li><a href="/1.html">园区举办政企座谈会</a></li></ul></div>{foot}
== app-open ~ 1 ~ d ~ s ~ - ~ T
<div class="openapp"><span>云栖新闻</span><a href="/app">打开APP</a></div><div class="article"><h1>{T}</h1><div class="info"><span>{S}</span><span>{H}</span></div><div class="art-text">{N1-4:p}</div><div class="unfold"><a href="javascript:">打开APP，查看更多精彩内容</a></div><div class="zan"><span>点赞 12</span><span>收藏</span></div><p class="statement">特别声明：以上内容为平台用户上传并发布，本平台仅提供信息存储服务。</p></div><div class="hot"><h2>热点推荐</h2><a href="/1">园区举办政企座谈会</a><a href="/2">园区新增研发平台两家</a><a href="/3">园区开展安全检查</a></div>
== wx-mirror ~ 1 ~ d ~ s ~ - ~ -
{menu}<h2>{T}</h2><div class="x">时间：{H}</div><div class="rich"><section><p>点击上方“云栖招商”关注我们</p></section>{N1-4:section}<section><p>来源 | {S}</p><p>编辑 | {E}</p><p>审核 | 何川</p></section><section><p>往期推荐</p><p><a href="/1">园区举办政企座谈会</a></p><p><a href="/2">园区新增研发平台两家</a></p></section><section><p>点个“在看”，让更多人了解云栖</p></section></div>{foot2}
== media-view ~ 9 ~ d ~ - ~ a ~ TS
{menu}<h1>{T}</h1><div class="author"><a href="/u/1" class="name">{A}</a><span>·</span><span>{D}</span></div><div class="summary">‹项目为王，服务至上，云栖的做法值得一看。›</div><div class="content">{Z1-5:p}</div><p>本文系作者授权发布，不代表本站立场。</p><p>该文观点仅代表作者本人，本平台仅提供信息存储空间服务。</p><div class="like">+1 <b>35</b></div><div class="art-tags"><a href="/t/1">园区</a><a href="/t/2">招商</a></div>{foot}
== epaper-zoom ~ 9 ~ d ~ s ~ - ~ -
<div class="l"><a href="/l">上一版</a> <a href="/r">下一版</a></div><div class="tools"><span>放大 <a href="#">+</a></span> <span>缩小 <a href="#">-</a></span> <span>默认 <a href="#">o</a></span></div><div class="art"><p class="yt">——云栖高新区项目建设一线见闻</p><h2>{T}</h2><p class="dt">{S} {C} 第A03版</p><div id="ozoom">{Z1-5:p}</div></div><div class="pn"><a href="/8.html">上一篇</a> <a href="/9.html">下一篇</a></div><div class="list"><h4>本版文章</h4><ul><li><a href="/1.html">园区举办政企座谈会</a></li><li><a href="/2.html">园区新增研发平台两家</a></li></ul></div>
== tender-member ~ 4 ~ d ~ s ~ - ~ TS
{menu}{crumb}<h1>{T}</h1><div class="x"><span>发布日期：{D}</span><span>信息来源：{S}</span><span>所属地区：云栖区</span></div><div class="c">{L1-6:p}</div><div class="vip"><p>******为加密内容，<a href="/login">登录</a>后查看联系方式</p><p>注册会员可查看更多招标信息，客服热线：400-000-0000</p></div><div class="yw">查看原文：<a href="http://tender.example/1">http://tender.example/1</a></div>{foot2}
== xm-card ~ 储能电池产业园项目 ~ d ~ - ~ - ~ TS
{menu}<div class="xm"><h1>{T}</h1><div class="fb">发布时间：{D}　浏览：35</div><table class="xmt"><tr><td>‹所属行业</td><td>新能源</td><td>投资金额</td><td>八亿元›</td></tr><tr><td>‹合作方式</td><td>独资或合资</td><td>落地区域</td><td>东部片区›</td></tr></table><div class="xmms"><h3>‹项目概述›</h3><p>‹项目占地二百亩，建设四条电池模组生产线，达产后年产值约二十亿元。›</p><h3>‹投资优势›</h3><p>‹园区已聚集上下游企业三十余家，距港口二十公里，用地指标充足。›</p></div><div class="ly"><h3>我感兴趣</h3><form>姓名：<input name="n"> 电话：<input name="t"> <textarea name="c" placeholder="请输入留言"></textarea><button>提交</button></form></div></div>{side}{foot}
== zs-platform ~ 5 ~ d ~ - ~ - ~ TCS
{menu}<div class="left"><h1>{T}</h1><p class="m"><span>招商动态</span><span>所属地区:湖北-云栖-高新区</span><span>发布日期:2024年06月13日</span></p><div class="info">{V1-3:p}</div><div class="tg"><p>有想补充的信息?</p><a href="/tg">点我投稿</a></div></div><div class="right"><h3>热门园区</h3><div class="card"><h4><a href="/p/1">东湖装备园</a></h4><p>东湖装备园占地三千亩，已入驻企业一百二十家，主要发展智能装备和零部件，交通便利，配套完善。</p></div><div class="card"><h4><a href="/p/2">长江物流园</a></h4><p>长江物流园紧邻港口，仓储面积二十万平方米，提供保税、冷链、分拣等一体化服务，欢迎企业入驻。</p></div><div><a href="/c">联系我们</a><a href="/e">企业入驻</a></div></div>{foot2}
== pre-lines ~ 5 ~ d ~ - ~ - ~ S
{menu}<h3 align="center">{T}</h3><div align="center"><font color="gray">{L}　点击 35</font></div><pre>　　{V1}
　　{V2}
　　{V3}</pre><div align="right"><a href="javascript:history.back()">返回</a></div>{foot2}
== old-bottom-day ~ 5 ~ d ~ s ~ - ~ CS
<table width="100%"><tr><td>{menu}</td></tr></table><table><tr><td><div align="center"><strong><font size="5">{T}</font></strong></div></td></tr><tr><td><font size="3">{V1-3:br}</font></td></tr><tr><td align="right"><font size="2">发布时间:{D}　来源:{S}</font></td></tr></table>{foot2}
== source-under ~ 1 ~ d ~ s ~ - ~ TS
{menu}{crumb}<h1>{T}</h1><div class="date">{D}</div><div class="text">{N1-4:p}</div><div class="source">{S}</div><div class="share">分享到：<a href="#">微信</a></div>{foot}
== source-gt ~ 1 ~ d ~ s ~ - ~ TS
{menu}<h1>{T}</h1><div class="x"><span>来源&gt;</span><span>{S}</span> <span>发布时间&gt;</span><span>{D}</span></div><div class="text">{N1-4:p}</div>{foot}
== frames-mixed ~ 5 ~ d ~ s ~ - ~ TS
{menu}<table><tr><td width="700" valign="top"><h1>{T}</h1><p>来源：{S} 日期：{D}</p><div>{V1-3:p}</div></td><td width="260" valign="top"><h3>园区简介</h3><p>云栖高新区成立于二〇〇六年，规划面积八十六平方公里，下辖三个街道，已入驻企业两千余家，其中高新技术企业三百一十家。园区重点发展智能装备、新能源和现代物流三大产业，建有国家级孵化器两个、院士工作站五个。</p><h3>联系方式</h3><p>招商热线：027-80000000</p></td></tr></table>{foot2}
== side-intro ~ 4 ~ d ~ - ~ - ~ TS
<div class="aside-l"><div class="tit">关于园区</div><div class="jj">云栖高新区成立于二〇〇六年，规划面积八十六平方公里，下辖三个街道，已入驻企业两千余家，其中高新技术企业三百一十家。园区重点发展智能装备、新能源和现代物流三大产业，建有国家级孵化器两个、院士工作站五个。<a href="/about">[详细]</a></div></div><div class="main-r">{crumb}<h2>{T}</h2><p class="d">{D}</p><div class="w">{L1-6:p}</div></div>{foot2}
== file-first ~ 2 ~ d ~ s ~ - ~ TS
{menu}<h1>{T}</h1><div class="x">发布日期：{D} 来源：{S}</div><div class="fj"><span>文件下载：</span><a href="/f/1.pdf">关于组织申报二〇二四年第二批产业扶持资金的通知.pdf</a> <a href="/f/2.docx">申报表.docx</a></div><div class="c">{K1-9:p}</div><div class="xg"><span>关联解读：</span><a href="/j/1">《申报通知》解读</a></div>{foot}
== numbered-rights ~ 1 ~ d ~ s ~ - ~ T
{menu}<h1>{T}</h1><div class="x">{H} {S}</div><div class="c">{N1-4:p}<div class="shengming"><p>【免责声明】</p><p>① 凡本站注明“稿件来源：云栖网”的所有文字、图片和音视频稿件，版权均属本网所有，任何媒体、网站或个人未经本网协议授权不得转载。</p><p>② 本站注明稿件来源为其他媒体的文/图等稿件均为转载稿，本站转载出于非商业性的教育和科研之目的，并不意味着赞同其观点。</p><p>③ 如本站转载稿涉及版权等问题，请作者在两周内速来电或来函联系。</p></div></div>{foot}
== satisfied ~ 2 ~ d ~ - ~ - ~ TS
{menu}<h1>{T}</h1><div class="x">日期：{D}</div><div class="c">{K1-9:p}</div><div class="pj"><h4>信息评价</h4><p>本页面信息对您是否有帮助？</p><ul><li>有帮助</li><li>一般</li><li>没有帮助</li></ul><p>您的建议（200字以内）：</p><form><textarea></textarea><a href="#">提交</a></form></div><div class="kf"><p>智能问答</p><p>我是小云，请问有什么可以帮您？</p></div>{foot}
== opinion-form ~ 3 ~ d ~ s ~ - ~ TS
{menu}<h1>{T}</h1><div class="x">发布时间：{D} 来源：{S}</div><div class="c">{R1-4:p}</div><div class="yj"><h3>提交意见</h3><form><p>姓　　名：<input></p><p>联系电话：<input></p><p>电子邮箱：<input></p><p>意见内容：<textarea></textarea></p><p>验 证 码：<input> 看不清？换一张</p><p><input type="submit" value="提交"></p></form></div>{foot2}
== keywords-below ~ 1 ~ d ~ s ~ - ~ TS
{menu}<h1>{T}</h1><div class="x">来源：{S}　{D}</div><div class="c">{N1-4:p}<p>关键词：<a href="/t/1">招商</a>、<a href="/t/2">签约</a>、<a href="/t/3">制造业</a></p></div><div class="yl">原文链接：<a href="http://daily.example/1.html">http://daily.example/1.html</a></div><div class="jb">文章纠错　|　我要投稿</div>{foot}
== crumb-date ~ 5 ~ d ~ s ~ - ~ TCS
{menu}<div class="pos"><a href="/">首页</a>-<a href="/zs/">招商引资</a>-招商动态　<span>{C}　星期四</span></div><h1>{T}</h1><div class="x">稿件来源：{S}</div><div class="c">{V1-3:p}</div><div class="ad"><a href="/ad/1"><img src="/ad.gif"></a></div>{foot}
== page-of ~ 9 ~ d ~ s ~ - ~ TS
{menu}<h1>{T}</h1><div class="x">{D} 来源：{S}</div><div class="c">{Z1-5:p}</div><div class="pg">共 2 页　当前第 1 页　<a href="1_2.html">2</a> <a href="1_2.html">下一页</a> <a href="1_all.html">全文阅读</a></div>{foot}
== listen-bar ~ 1 ~ d ~ s ~ - ~ TS
{menu}<h1>{T}</h1><div class="bar"><span>来源：{S}</span><span>发布时间：{H}</span><span>字号：默认 大 超大</span><span>打印</span><span>收藏</span><span>留言</span><span>语音播放：</span></div><div class="player">正在播放：第1段 / 共4段</div><div class="c">{N1-4:p}</div><div class="gz">关注云栖发布，获取更多政务信息</div><div class="gzimg"><img src="/a.png"><span>微信公众号</span><img src="/b.png"><span>政务微博</span><img src="/c.png"><span>移动客户端</span></div>{foot}
== policy-tabs ~ 3 ~ d ~ 云栖区人民政府办公室 ~ - ~ TS
{menu}<div class="zcwj"><h1>{T}</h1><div class="x"><span>发文机关：云栖区人民政府办公室</span><span>发文字号：云政办〔2024〕8号</span><span>发布日期：{D}</span><span>效力状态：现行有效</span></div><ul class="tabs"><li>正文</li><li>解读</li><li>附件</li></ul><div class="pane">{R1-4:p}</div><div class="pane" style="display:none"><p>暂无解读</p></div><div class="pane" style="display:none"><p>暂无附件</p></div></div>{foot}
== docs-around ~ 2 ~ d ~ - ~ - ~ TS
{menu}<h1>{T}</h1><div class="x">发布时间：{D}</div><div class="c">{K1-9:p}<p>附件：</p><p>1.<a href="/f/1.doc">申报表</a></p><p>2.<a href="/f/2.doc">承诺书</a></p></div><div class="xgwd"><div class="h">政策文件库</div><div class="r">关联政策：<br><a href="/z/1">产业扶持办法</a><br><a href="/z/2">产业扶持资金管理细则</a></div></div>{foot}
== two-cols-news ~ 1 ~ d ~ s ~ a ~ TS
{top}<div class="w"><div class="lf"><h1>{T}</h1><ul class="i"><li>{D}</li><li>来源：{S}</li><li>作者：{A}</li><li>编辑：{E}</li></ul><div class="t">{N1-4:p}</div></div><div class="rt"><div class="b"><h3>图片新闻</h3><p><a href="/t/1"><img src="/1.jpg"></a></p><p><a href="/t/1">园区新貌</a></p></div><div class="b"><h3>专家观点</h3><p>招商引资不能只看数量，更要看质量，看产业链的完整性，看企业能否留得住、长得大、走得远。——某大学教授</p><p>服务是最好的招商，企业的口碑比任何宣传都有用，园区应当把更多精力放在已落户企业身上。——某研究院院长</p></div></div></div>{foot}
== h5-cards ~ 5 ~ d ~ s ~ - ~ T
<div class="head"><span class="back">返回</span><span>资讯详情</span></div><div class="box"><div class="ttl">{T}</div><div class="inf"><div>{S}</div><div>{H}</div></div><div class="html">{V1-3:div}</div></div><div class="oper"><div>12人已赞</div><div>写评论...</div></div><div class="empty">暂无评论，快来抢沙发吧</div>
== sitemap-long ~ 4 ~ d ~ - ~ - ~ TS
{menu}<h1>{T}</h1><div class="x">发布时间：{D}</div><div class="c">{L1-6:p}</div><div class="sitemap"><dl><dt>走进云栖</dt><dd><a href="/1">园区概况</a></dd><dd><a href="/2">机构设置</a></dd></dl><dl><dt>政务公开</dt><dd><a href="/3">通知公告</a></dd><dd><a href="/4">政策法规</a></dd></dl></div><div class="contact"><p>投资热线：027-80000000</p><p>办公地址：云栖市创新路300号</p><p>工作时间：周一至周五 9:00—17:00</p></div>
== translated ~ 9 ~ d ~ s ~ a ~ TS
{menu}<h1>{T}</h1><div class="x"><span>{D}</span> <span>来源：{S}</span> <span>作者：{A}</span></div><div class="lead"><p>‹导读：项目建设看云栖，一季度开工率居全市首位。›</p></div><div class="c">{Z1-2:p}<h4>‹服务专员二十四小时在线›</h4>{Z3-4:p}<blockquote><p>{Z5}</p></blockquote></div><div class="wx"><p>微信扫码</p><p>关注云栖招商</p></div>{foot}
== en-agency ~ 8 ~ d ~ - ~ - ~ T
{emenu}<main><p class="breadcrumb"><a href="/">Home</a> / <a href="/news">News</a> / Yunqi signs</p><h1>{T}</h1><p class="meta">Published: {F} | Reading time: 3 min</p><div class="body">{E1-4:p}</div><p class="tags">Tags: <a href="/t/1">Batteries</a>, <a href="/t/2">Logistics</a></p><div class="share">Share: <a href="#">X</a> <a href="#">LinkedIn</a></div><section class="cta"><h2>Ready to invest?</h2><p>Talk to our advisers about your plans and find out how we can help.</p><a href="/contact">Contact us</a></section></main>{efoot}
== en-gov ~ 8 ~ d ~ Yunqi Investment Office ~ - ~ TS
{emenu}<main><span class="context">Press release</span><h1>{T}</h1><dl class="metadata"><dt>From:</dt><dd><a href="/o/1">Yunqi Investment Office</a></dd><dt>Published</dt><dd>{F}</dd></dl><div class="govspeak">{E1-4:p}</div><div class="share"><h2>Share this page</h2><ul><li><a href="#">Share on Facebook</a></li><li><a href="#">Share on X</a></li></ul></div><div class="updates"><p>Published {F}</p></div><div class="feedback"><h2>Is this page useful?</h2><button>Yes this page is useful</button><button>No this page is not useful</button><p>Help us improve our website</p></div></main>{efoot}
== en-source ~ 8 ~ d ~ The Yunqi Daily ~ - ~ TS
{emenu}<div class="content"><h2>{T}</h2><div class="date">13 Jun 2024</div><div class="text">{E1-4:p}<p>Source: The Yunqi Daily</p></div><p><a href="/news">Back to News</a></p></div>{efoot}
== en-drupal ~ 8 ~ d ~ - ~ - ~ TS
{emenu}<article><h1>{T}</h1><div class="submitted">Submitted by admin on Thu, 06/13/2024 - 10:46</div><div class="field-body">{E1-4:p}</div><ul class="links inline"><li><a href="/user/login">Log in</a> or <a href="/user/register">register</a> to post comments</li></ul></article><div class="block"><h2>Recent news</h2><div class="teaser"><h3><a href="/n/2">Safety meeting held</a></h3><p>The zone office held its yearly safety meeting with forty companies and the fire brigade on Tuesday.</p></div><div class="teaser"><h3><a href="/n/3">New bus line opens</a></h3><p>Workers can now reach the eastern part of the zone by bus from the central station in twenty minutes.</p></div></div>{efoot}
== en-wp ~ 8 ~ d ~ - ~ Lin Xiaolan ~ TS
{emenu}<article><h1 class="entry-title">{T}</h1><div class="entry-meta">Posted on <time datetime="2024-06-13T10:46:00+08:00">{O}</time> by <a href="/a/1" rel="author">Lin Xiaolan</a> in <a href="/c/1">News</a> | 0 comments</div><div class="entry-content">{E1-4:p}</div><div class="related"><h3>You may also like</h3><a href="/2">Safety meeting held</a><a href="/3">New bus line opens</a></div><div id="respond"><h3>Leave a Reply</h3><p>Your email address will not be published. Required fields are marked *</p><form><label>Comment *</label><textarea></textarea><label>Name *</label><input></form></div></article>{efoot}
== en-cookies ~ 8 ~ d ~ - ~ - ~ TS
<div class="cookie"><h2>We value your privacy</h2><p>We use cookies to enhance your browsing experience, serve personalised content and analyse our traffic. By clicking “Accept all” you consent to our use of cookies.</p><button>Accept all</button><button>Reject all</button></div>{emenu}<div class="hero"><h1>{T}</h1><p>{O}</p></div><div class="rte">{E1-4:p}<p><strong>‹About the zone›</strong></p><p>‹Yunqi is a high-tech zone of 86 square kilometres with two thousand companies.›</p></div><div class="newsletter"><h3>Stay up to date</h3><p>Sign up to our newsletter and receive news on investment once a month.</p><input placeholder="E-mail"><button>Sign up</button></div>{efoot}
== en-release ~ 8 ~ d ~ - ~ - ~ T
{emenu}<div class="pr"><p class="kick">NEWS RELEASE</p><h1>{T}</h1><div class="pr-body"><p>‹YUNQI, {O} – Three manufacturers will build plants in the high-tech zone.›</p>{E1-4:p}<p>‹###›</p><p>‹Media contact:›</p><p>‹Li Chen, +86 27 8000 0000, press@yunqi.example›</p></div><div class="dl"><a href="/pr.pdf">Download as PDF</a> <a href="javascript:print()">Print</a></div></div><div class="more"><h2>More releases</h2><ul><li><span>2 May 2024</span> <a href="/2">Safety meeting held</a></li></ul></div>{efoot}
== de-agentur ~ Yunqi gewinnt drei Hersteller ~ d ~ - ~ - ~ TS
<nav><a href="/">Start</a> <a href="/news">Aktuelles</a></nav><main><p class="dachzeile">Ansiedlung</p><h1>{T}</h1><p class="datum">{G}</p><div class="text"><p>‹Die Hightech-Zone Yunqi hat mit drei Herstellern Verträge über insgesamt 230 Millionen Euro geschlossen.›</p><p>‹Die Werke für Batterien, Wälzlager und Kühllogistik sollen im kommenden Jahr den Betrieb aufnehmen und 1.200 Arbeitsplätze schaffen.›</p></div><div class="kontakt"><h2>Ihr Ansprechpartner</h2><p>Li Chen</p><p>Telefon: +86 27 80000000</p></div><div class="teilen"><h2>Seite teilen</h2><a href="#">Facebook</a><a href="#">LinkedIn</a></div></main><footer><a href="/impressum">Impressum</a></footer>
== tw-news ~ 雲棲園區三項製造業投資案完成簽約 ~ d ~ 投資促進局 ~ - ~ TS
<div id="aU"><a href="#C" accesskey="C">:::</a></div><nav><a href="/">首頁</a><a href="/n">最新消息</a></nav><a id="C" href="#C">:::</a><h2>{T}</h2><ul class="pub"><li>發布日期：113-06-13</li><li>發布單位：投資促進局</li><li>點閱次數：35</li></ul><div class="cp"><p>‹雲棲園區於六月十二日與三家企業完成簽約，總投資額十八億元，涵蓋儲能、軸承及冷鏈物流。›</p><p>‹投資促進局表示，三項投資案預計年底前陸續動工，可創造一千二百個就業機會。›</p></div><div class="back"><a href="/n">回上一頁</a> <a href="#">回頂端</a></div><div class="upd">最後更新日期：113-06-14</div>
"""

# An eighth wave, written down after the seventh one's kinds were cured, before any of it was read.
LATER = """
== cc-qa-letter ~ 关于标准厂房租金减免的咨询 ~ d ~ - ~ - ~ S
{top}{crumb}<div class="xj"><h2>{T}</h2><p class="t"><span>答复时间：2024-06-13</span><span>浏览：35</span></p><div class="q"><b>‹来信内容：›</b><p>‹我公司去年入驻二期厂房，请问今年是否继续减免租金？›</p></div><div class="a"><b>‹答复内容：›</b><p>‹经核实，符合亩均税收要求的企业今年继续减免百分之五十租金，请携带完税证明到政务大厅办理。›</p></div><div class="pingjia"><span>请您对本次答复作出评价：</span><a href="#">满意</a><a href="#">基本满意</a><a href="#">不满意</a></div></div>{foot}
== hb-article-meta ~ 1 ~ d ~ s ~ - ~ TS
{top}<div class="hbgov-article"><h2 class="hbgov-article-title">{T}</h2><div class="hbgov-article-meta"><span class="d">{H}</span><span class="s">{S}</span><div class="hbgov-article-operate"><span>扫一扫在手机打开当前页</span><span>打印</span><span>T+</span><span>T-</span></div></div><div class="hbgov-article-content">{N1-4:p}</div><div class="hbgov-article-page"><div>上一篇：<a href="/8.html">园区召开安全生产会议</a></div><div>下一篇：<span>没有了</span></div></div></div>{foot}
== news-lead-cap ~ 5 ~ d ~ s ~ - ~ TS
{menu}<div class="hd"><h1>{T}</h1><p><em>{D}</em><em>来源 {S}</em></p></div><div class="bd"><p><img src="/1.jpg"></p><p class="tc">‹考察组在企业生产线察看（云栖融媒 摄）›</p>{V1-3:p}</div><div class="ft"><p>订阅云栖早报，每天八点送达您的邮箱</p><form><input type="email" placeholder="邮箱地址"><button>订阅</button></form></div>{foot2}
== reg-history ~ 3 ~ d ~ - ~ - ~ TS
{menu}{crumb}<h1>{T}</h1><div class="history"><p>‹（2024年5月20日云栖高新区管委会第八次办公会议审议通过　自2024年7月1日起施行）›</p></div><div class="law">{R1-4:p}</div><div class="pub">发布日期：{D}</div><div class="law-rel"><div class="tit">引用法规</div><a href="/l/1">园区土地管理条例</a></div>{foot}
== jtab-cols ~ 2 ~ d ~ 云栖区工业和信息化局 ~ - ~ TCS
{top}<div class="jt"><div class="jt-l"><div class="item"><label>索引号：</label><span>K0012/2024-18</span></div><div class="item"><label>发布机构：</label><span>云栖区工业和信息化局</span></div><div class="item"><label>发布日期：</label><span>{D}</span></div><div class="item"><label>文件状态：</label><span>有效</span></div></div><div class="jt-r"><h3>{T}</h3><div class="nr">{K1-9:p}</div></div></div><div class="jt-b"><b>文件关联</b><p>暂无相关内容</p></div>{foot}
== float-tools ~ 9 ~ d ~ s ~ a ~ TS
<div class="float"><a href="#">在线咨询</a><a href="#">我要投诉</a><p>服务时间：9:00-17:00</p><p>扫码添加招商专员</p></div>{menu}<div class="art"><h1>{T}</h1><div class="i">{D}　{S}　文/{A}</div><div class="t">{Z1-5:p}</div><div class="end"><span>（编辑 {E}）</span></div></div>{foot2}
== h6-under ~ 1 ~ d ~ s ~ - ~ T
{menu}<center><h4>{T}</h4><h6>作者：　来源：{S}　日期：{K}　人气：35</h6></center><hr><div id="MyContent">{N1-4:br}</div><hr><p align="right"><a href="#top">↑返回顶部</a>　<a href="javascript:print()">打印本页</a>　<a href="javascript:close()">关闭窗口</a></p>{foot2}
== lead-bold ~ 9 ~ d ~ s ~ - ~ TS
{menu}<h1>{T}</h1><div class="i"><span>发布日期：{D}</span><span>信息来源：{S}</span></div><div class="zy">‹<strong>内容提要</strong>项目建设看云栖，一季度开工率居全市首位。›</div><div class="c">{Z1-5:p}</div>{foot}
== tender-parts ~ 4 ~ d ~ 云栖公共资源交易中心 ~ - ~ TS
{menu}<h1>{T}</h1><p class="i">信息来源：云栖公共资源交易中心　发布时间：{D}　<a href="http://o.example/1">查看原文</a></p><ul class="steps"><li><a href="/s/1">招标公告</a></li><li><a href="/s/2">变更公告</a></li><li><a href="/s/3">中标公示</a></li></ul><div class="c"><h4>‹一、项目概况›</h4><p>‹二期厂房3号楼一至四层对外招租，建筑面积一万二千平方米。›</p><h4>‹二、报名要求›</h4><p>‹报名人须为制造业企业，注册资本不低于五百万元。›</p><h4>‹三、联系方式›</h4><p>‹招租人：云栖园区开发公司›</p><p>‹电话：027-80005678›</p></div><div class="tip"><p>温馨提示：本平台信息仅供参考，请以原公告为准。</p></div>{foot}
== sec-share-mid ~ 1 ~ d ~ s ~ - ~ TS
{menu}<h1>{T}</h1><div class="i">{H}　来源：{S}</div><div class="c"><p>‹6月12日上午，云栖高新区举行项目签约仪式。›</p><div class="insert"><p>延伸阅读</p><a href="/1.html">园区举办政企座谈会</a><a href="/2.html">园区新增研发平台两家</a></div>{N2-4:p}<div class="ad-tip">广告</div></div>{foot}
== en-byline-top ~ 8 ~ d ~ - ~ Lin Xiaolan ~ TS
{emenu}<main><a class="back" href="/news">All news</a><p class="cat">Investment</p><h1>{T}</h1><p class="by">By Lin Xiaolan</p><p class="on">{O}</p><p class="read">4 min read</p><div class="copy">{E1-4:p}</div><aside><h3>Related</h3><p><a href="/2">Safety meeting held</a></p></aside><div class="nl"><h3>Never miss a story</h3><p>Enter your e-mail address to get our weekly digest.</p><form><input><button>Subscribe</button></form></div></main>{efoot}
== en-table-facts ~ 8 ~ d ~ - ~ - ~ T
{emenu}<div class="page"><h1>{T}</h1><span class="date">{F}</span><div class="wysiwyg">{E1-4:p}<h3>‹Facts and figures›</h3><table><tr><td>‹Investment</td><td>1.8 billion yuan›</td></tr><tr><td>‹Jobs</td><td>1,200›</td></tr></table></div><div class="person"><h4>Your contact</h4><p>Li Chen, Investor Services</p><a href="mailto:li@yunqi.example">Send a message</a></div></div>{efoot}
== gk-list-head ~ 7 ~ d ~ 云栖区财政局 ~ - ~ TS
{menu}<div class="gk"><p class="gk-t">{T}</p><ul class="gk-i"><li><i>信息分类：</i>财政资金</li><li><i>公开责任部门：</i>云栖区财政局</li><li><i>公开日期：</i>{D}</li><li><i>公开方式：</i>主动公开</li></ul><div class="gk-c"><p>‹按照资金管理办法，现将拟扶持企业名单公示如下。›</p>{TABLE}<p>‹公示期：2024年6月13日至6月19日›</p></div></div><div class="err">页面纠错</div>{foot}
== epv-column ~ 9 ~ d ~ s ~ a ~ T
<div class="bm"><h2>第03版：园区</h2><a href="/p">上一版</a><a href="/n">下一版</a></div><div class="nr"><h3 class="yt">招商一线见闻</h3><h1>{T}</h1><h4 class="auth">□ 本报记者 {A}</h4><div class="src">{S}　{D}</div><div id="articleContent">{Z1-5:p}</div></div><div class="bq">云栖日报版权所有，未经书面授权，不得复制或建立镜像</div>
== short-note ~ 园区政务大厅端午放假通知 ~ d ~ - ~ - ~ TS
{menu}<h1>{T}</h1><div class="i">{D}　浏览次数：35</div><div class="c"><p>‹6月8日至10日放假，11日正常办公。›</p></div><div class="rel"><h3>相关信息</h3><ul><li><a href="/1">园区举办政企座谈会</a> 2024-05-09</li><li><a href="/2">园区开展安全检查</a> 2024-04-02</li></ul></div>{side}{foot}
== picture-list ~ 5 ~ d ~ - ~ - ~ TS
{menu}<h1>{T}</h1><div class="i">发布时间：{D}</div><ul class="pics"><li><img src="/1.jpg"><p>‹考察组在企业展厅听取介绍›</p></li><li><img src="/2.jpg"><p>‹双方签订合作协议›</p></li><li><img src="/3.jpg"><p>‹考察组实地察看生产线›</p></li></ul><div class="pager">1/3　上一张　下一张　查看原图</div>{foot}
== dl-meta ~ 1 ~ d ~ s ~ - ~ TS
{menu}<h1>{T}</h1><dl class="m"><dt>日期</dt><dd>{D}</dd><dt>来源</dt><dd>{S}</dd><dt>分类</dt><dd>园区动态</dd><dt>阅读</dt><dd>35</dd></dl><section class="txt">{N1-4:p}</section><section class="more"><h2>更多资讯</h2><a href="/1">园区举办政企座谈会</a><a href="/2">园区新增研发平台两家</a></section>{foot}
== app-comment ~ 9 ~ d ~ s ~ - ~ TS
<header><h2>云栖+</h2><span>发现更好的云栖</span></header><main><h1>{T}</h1><div class="u"><img src="/u.png"><div><p>{S}</p><p>{H} 发布于湖北</p></div><button>+ 关注</button></div><div class="txt">{Z1-5:p}</div><div class="cm"><h3>全部评论 2</h3><div class="c1"><p>园区小林</p><p>园区的服务确实不错，我们企业去年入驻以后一直很满意，希望以后多开推介会。</p><p>湖北 3天前 回复</p></div><div class="c1"><p>老王</p><p>支持！</p></div></div></main>
== wps-word ~ 2 ~ d ~ s ~ - ~ CS
<table width="100%"><tr><td>{menu}</td></tr><tr><td class="bt" style="font-size:22px;text-align:center">{T}</td></tr><tr><td align="center">发布时间：{D}&nbsp;&nbsp;信息来源：{S}&nbsp;&nbsp;浏览次数：<span>35</span></td></tr><tr><td><div class="Section0">{K1-7:p}<p align="right">‹云栖区工业和信息化局›</p><p align="right">‹2024年6月12日›</p></div></td></tr><tr><td>附件下载：<a href="/f/1.doc">申报表.doc</a></td></tr><tr><td>上一条：没有了<br>下一条：<a href="/9">关于放假的通知</a></td></tr></table>{foot2}
== notice-steps ~ 2 ~ d ~ - ~ - ~ TS
{menu}<h1>{T}</h1><p class="i">时间：{D}</p><div class="c">{K1-9:p}</div><div class="box"><div class="bt">办事指引</div><ol><li><a href="/b/1">在线申报入口</a></li><li><a href="/b/2">常见问题</a></li></ol></div><div class="box2"><div class="bt">联系我们</div><p>如有疑问，欢迎您拨打热线 12345</p></div>{foot}
== mobile-copy ~ 5 ~ d ~ s ~ - ~ TS
{menu}<div class="pc"><h1>{T}</h1><div class="i">来源：{S} 时间：{D}</div><div class="c">{V1-3:p}</div></div><div class="m-only"><div class="m-h">{T}</div><div class="m-i">{D} {S}</div><div class="m-c">{V1-3:copy}</div></div>{foot}
== invest-guide ~ 云栖高新区投资指南 ~ - ~ - ~ - ~ TS
{menu}{crumb}<h1>{T}</h1><div class="g"><h3>‹区位交通›</h3><p>‹园区位于长江中游，距机场二十公里，高铁站十五分钟可达。›</p><h3>‹产业基础›</h3><p>‹已形成智能装备、新能源和现代物流三大产业集群，规上企业三百家。›</p><h3>‹要素保障›</h3><p>‹工业用电均价六角二分，天然气每立方米三元一角。›</p></div><div class="d">下载投资指南：<a href="/g.pdf">中文版</a> <a href="/ge.pdf">English</a></div>{foot}
== speech-day ~ 在云栖高新区招商大会上的讲话 ~ d ~ - ~ - ~ TS
{menu}<h1>{T}</h1><div class="i">发布时间：{D}　点击：35</div><div class="c"><p align="center">‹（2024年6月6日）›</p><p align="center">‹区党工委书记　吴越›</p><p>‹同志们：›</p><p>{Z2}</p><p>‹今天的会议，主要任务是总结上半年招商工作，部署下半年重点任务。›</p><p>‹谢谢大家！›</p></div>{foot}
== related-bottom-prose ~ 1 ~ d ~ s ~ - ~ TS
{menu}<article><h1>{T}</h1><div class="i">{D} 来源：{S}</div>{N1-4:p}</article><section><h3>大家都在看</h3><div class="k"><a href="/1"><b>园区举办政企座谈会</b></a><p>5月9日，园区举办政企座谈会，二十家企业负责人参加，会上就用工、融资等问题进行了交流。</p></div><div class="k"><a href="/2"><b>园区新增研发平台两家</b></a><p>日前，省科技厅公布新一批研发平台名单，园区两家企业入选，总数达到十一家，居全市首位。</p></div></section>{foot}
== weibo-source ~ 1 ~ d ~ s ~ - ~ TS
{menu}<h1>{T}</h1><div class="i"><span class="icon-clock"></span>{M} <span class="icon-from"></span>{S} <span class="icon-eye"></span>35</div><div class="c">{N1-4:p}<p>（来源：{S}）</p></div><div class="copy"><p>复制链接</p><p>生成海报</p></div>{foot}
== es-agency ~ Yunqi firma acuerdos con tres fabricantes ~ d ~ - ~ - ~ TS
<nav><a href="/">Inicio</a><a href="/n">Noticias</a></nav><h1>{T}</h1><p class="fecha">{P}</p><div class="entradilla"><p>‹La zona de Yunqi ha firmado acuerdos con tres fabricantes por un valor de 230 millones de euros.›</p></div><div class="texto"><p>‹Las plantas de baterías, rodamientos y logística frigorífica crearán 1.200 empleos cuando abran el año próximo.›</p></div><div class="compartir"><span>Compartir:</span><a href="#">Facebook</a></div><footer><a href="/aviso">Aviso legal</a></footer>
== ja-news ~ 雲栖開発区、三社と進出協定を締結 ~ d ~ - ~ - ~ TS
<nav><a href="/">ホーム</a><a href="/n">お知らせ</a></nav><h1>{T}</h1><p class="date">{C}</p><div class="body"><p>‹雲栖開発区は六月十二日、電池、軸受、冷凍物流の三社と進出協定を締結しました。›</p><p>‹三社の投資総額は十八億元で、来年の操業開始により千二百人の雇用が見込まれます。›</p></div><div class="enq"><p>このページに関するアンケート</p><p>このページの情報は役に立ちましたか？</p></div><footer>雲栖開発区管理事務所</footer>
== law-footnote ~ 3 ~ d ~ - ~ - ~ TS
{menu}<h1>{T}</h1><p class="i">{D}</p><div class="c">{R1-4:p}<p>‹注：亩均税收按上年度实际入库数计算。›</p></div><div class="ft2"><p>您是第 12345 位访问者</p><p>建议使用谷歌浏览器访问本站</p></div>{foot}
== src-bracket-end ~ 9 ~ d ~ s ~ a ~ TS
{menu}<h1>{T}</h1><p class="i">发布时间：{D}</p><div class="c">{Z1-4:p}<p>‹数据显示，前五个月云栖固定资产投资同比增长百分之十四点二，增速居全市第一。（{S} 记者{A}）›</p></div>{foot}
== party-news ~ 5 ~ d ~ s ~ - ~ TS
{menu}<h1>{T}</h1><div class="sub"><span>【时间：{D}】</span> <span>【来源：{S}】</span> <span>【字号：<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>】</span></div><div class="c">{V1-3:p}<p style="text-align:right">责任编辑：{E}　审核：何川</p></div><div class="bshare">分享到：<a href="#">微博</a></div><div class="lm">栏目导航<br><a href="/1">工作动态</a><br><a href="/2">通知公告</a></div>{foot}
"""

# A ninth wave, written after that: half of it are texts that resemble what stands around texts.
NINTH = """
== faq-boxes ~ 云栖高新区企业服务常见问题解答 ~ d ~ - ~ - ~ TS
{menu}<h1>{T}</h1><div class="i">发布时间：{D}</div><div class="faq"><div class="item"><div class="wen">‹问：您好，在哪里可以注册登录企业账号？›</div><div class="da">‹答：打开云栖政务网首页，点击右上角注册，按提示提交营业执照照片即可。›</div></div><div class="item"><div class="wen">‹问：忘记密码怎么办？›</div><div class="da">‹答：点击登录框下方的找回密码，通过手机验证码重置。›</div></div><div class="item"><div class="wen">‹问：您的办件进度在哪里查看？›</div><div class="da">‹答：登录后在个人中心查看，也可以关注公众号查询。›</div></div></div>{foot}
== contact-box ~ 2 ~ d ~ s ~ - ~ TS
{menu}<h1>{T}</h1><div class="i">{D} 来源：{S}</div><div class="c">{K1-7:p}</div><div class="lxfs"><p>‹联系人：王工›</p><p>‹联系电话：027-80001234›</p><p>‹电子邮箱：gxj@yunqi.example›</p></div><div class="qm"><p>‹云栖区工业和信息化局›</p><p>‹2024年6月12日›</p></div>{foot}
== app-guide ~ “云栖通”客户端使用指南 ~ d ~ - ~ - ~ TS
{menu}<h1>{T}</h1><div class="i">发布日期：{D}</div><div class="c"><h4>‹一、下载客户端›</h4><p>‹用手机浏览器扫描二维码，或在应用商店搜索下载。›</p><h4>‹二、注册登录›</h4><p>‹点击注册›</p><p>‹输入手机号和验证码›</p><p>‹提交›</p><h4>‹三、意见反馈›</h4><p>‹在“我的”页面点击反馈，填写您的意见后提交。›</p></div>{foot}
== survey-result ~ 二〇二四年营商环境满意度调查结果 ~ d ~ s ~ - ~ TS
{menu}<h1>{T}</h1><div class="i">{D}　来源：{S}</div><div class="c"><p>‹本次调查共发放问卷一千份，回收有效问卷九百二十份。›</p><table class="tb"><tr><td>‹评价</td><td>份数</td><td>占比›</td></tr><tr><td>‹非常满意</td><td>512</td><td>55.7%›</td></tr><tr><td>‹满意</td><td>361</td><td>39.2%›</td></tr><tr><td>‹不满意</td><td>47</td><td>5.1%›</td></tr></table></div>{foot}
== site-notice ~ 关于云栖门户网站改版升级的公告 ~ d ~ - ~ - ~ TS
{menu}<h1>{T}</h1><div class="i">时间：{D}</div><div class="c"><p>‹各位网友：›</p><p>‹本网站将于6月20日改版升级，届时暂停访问两小时。›</p><p>‹感谢您的关注和支持！›</p><p>‹云栖高新区大数据中心›</p><p>‹2024年6月12日›</p></div>{foot2}
== sections-h2 ~ 9 ~ d ~ - ~ - ~ TS
{menu}<header class="ah"><h1>{T}</h1><p class="d">{C}</p></header><section class="s1"><h2>‹塔吊林立›</h2>{Z1-2:p}</section><section class="s2"><h2>‹服务专员›</h2>{Z3-4:p}</section><section class="s3"><h2>‹增速第一›</h2><p>{Z5}</p></section>{foot}
== price-lines ~ 云栖高新区厂房租金参考价 ~ d ~ - ~ - ~ TS
{menu}<h1>{T}</h1><p class="i">发布时间：{D}　浏览：35</p><div class="pr"><ul class="lst"><li>‹一期标准厂房：15元/平方米/月›</li><li>‹二期标准厂房：18元/平方米/月›</li><li>‹人才公寓：800元/间/月›</li><li>‹写字楼：45元/平方米/月›</li></ul></div><div class="tip">‹以上价格不含物业费。›</div>{foot}
== files-then-sign ~ 2 ~ d ~ s ~ - ~ TS
{menu}<h1>{T}</h1><p class="i">来源：{S}　日期：{D}</p><div class="c">{K1-7:p}</div><ul class="fj"><li><a href="/f/1.doc">附件1：申报表.doc</a></li><li><a href="/f/2.xls">附件2：汇总表.xls</a></li><li><a href="/f/3.pdf">附件3：办法.pdf</a></li><li><a href="/f/4.doc">附件4：承诺书.doc</a></li></ul><div class="luokuan"><div>‹云栖区工业和信息化局›</div><div>‹2024年6月12日›</div></div><div class="share-box">分享到 <a href="#">微信</a></div>{foot}
== one-line-each ~ 5 ~ d ~ s ~ a ~ TS
{menu}<h1>{T}</h1><div class="i"><span>{S}</span> <span>{D} 10:46</span></div><div class="rich"><div class="r1"><span>{V1}</span></div><div class="r2"><span>{V2}</span></div><div class="r3"><span>{V3}</span></div><div class="r4"><span>‹（记者 林晓岚）›</span></div></div>{foot}
== event-signup ~ 云栖高新区招商推介会报名通知 ~ d ~ - ~ - ~ TS
{menu}<h1>{T}</h1><p class="i">发布时间：{D}</p><div class="c"><p>‹为帮助企业了解园区政策，定于7月5日举办招商推介会。›</p><p>‹时间：2024年7月5日下午2点›</p><p>‹地点：云栖会展中心三楼›</p><p>‹请有意参会的企业扫描下方二维码报名。›</p><p><img src="/q.png"></p></div><div class="bm"><h3>在线报名</h3><form><p>单位名称：<input name="a"></p><p>联系人：<input name="b"></p><p>手机号码：<input name="c"></p><button>提交报名</button></form></div>{foot}
== quote-box ~ 9 ~ d ~ s ~ a ~ TS
{menu}<h1>{T}</h1><p class="i">{D}　来源：{S}　作者：{A}</p><div class="c">{Z1-2:p}<div class="quote">‹企业有什么需要，你就要解决什么问题›</div>{Z4-5:p}</div>{foot}
== table-layout-two ~ 4 ~ d ~ - ~ - ~ CS
<table width="980"><tr><td colspan="2">{menu}</td></tr><tr><td width="220" valign="top"><b>通知公告</b><br><a href="/1">园区新闻</a><br><a href="/2">园区公告</a><br><a href="/3">政策法规</a></td><td><div align="center"><font size="5">{T}</font></div><div align="center">{D}</div><hr><div>{L1-6:br}</div></td></tr></table>{foot2}
== en-faq ~ 8 ~ d ~ - ~ - ~ TS
{emenu}<main><h1>{T}</h1><p class="date">{O}</p><div class="body">{E1-2:p}<h2>‹How do you apply?›</h2><p>‹You send us your business plan and we reply within ten days.›</p><h2>‹Where do you find help?›</h2><p>‹Our team answers your questions by phone, +86 27 8000 0000.›</p></div><div class="pg-feedback"><p>Did you find this page useful?</p><a href="#">Yes</a> <a href="#">No</a></div></main>{efoot}
== en-boiler ~ 8 ~ d ~ - ~ - ~ TS
{emenu}<div class="release"><div class="date">YUNQI – {O}</div><h1>{T}</h1><div class="text">{E1-4:p}</div><div class="boiler"><h4>‹About Yunqi Invest›</h4><p>‹Yunqi Invest is the investment agency of the high-tech zone and has served two thousand companies since 2006.›</p></div></div>{efoot}
== leader-post ~ 云栖高新区管委会领导调整公告 ~ d ~ s ~ - ~ S
{top}{crumb}<div class="t1">{T}</div><div class="t2">发布时间：{D}　信息来源：{S}</div><div class="t3"><p>‹经研究决定：›</p><p>‹吴越任管委会副主任；›</p><p>‹何川任投资促进局局长。›</p><p>‹特此公告。›</p></div><div class="t4"><a href="#">[打印]</a><a href="#">[关闭]</a></div>{foot}
== audit-form ~ 云栖新材料项目环评文件受理公示 ~ d ~ - ~ - ~ TS
{menu}<h1>{T}</h1><p class="i">日期：{D}</p><div class="c"><table><tr><td>‹项目名称</td><td>年产两万吨树脂项目›</td></tr><tr><td>‹建设地点</td><td>东部片区创新路›</td></tr><tr><td>‹建设单位</td><td>云栖新材料公司›</td></tr><tr><td>‹受理日期</td><td>2024年6月12日›</td></tr></table><p>‹公众反馈意见的联系方式：电话 027-80001111，邮箱 hp@yunqi.example›</p></div>{foot}
== wide-related ~ 1 ~ d ~ s ~ - ~ TS
{menu}<div class="box1"><h1>{T}</h1><div class="i">{D}　{S}</div><div class="c">{N1-4:p}</div></div><div class="box2"><div class="bt2">猜你关注</div><div class="li2"><a href="/1">园区举办政企座谈会</a><span>05-09</span><p>二十家企业负责人参加座谈，会上就用工、融资等问题进行了交流，园区现场答复。</p></div><div class="li2"><a href="/2">园区新增研发平台两家</a><span>04-02</span><p>省科技厅公布新一批研发平台名单，园区两家企业入选，总数达到十一家。</p></div></div>{foot}
== subtitle-line ~ 9 ~ d ~ s ~ - ~ TS
{menu}<h1>{T}</h1><div class="i">{D} 10:46:05　来源：{S}　<a href="#">我要评论</a></div><div class="c"><p style="text-align:center"><strong>‹——云栖高新区项目建设纪实›</strong></p>{Z1-5:p}</div><div class="bot">〔网站编辑：{E}〕</div>{foot}
== inline-video ~ 5 ~ d ~ s ~ - ~ TS
{menu}<h1>{T}</h1><div class="i"><i>{S}</i><i>{H}</i></div><div class="v"><div class="player-tip">您的浏览器不支持HTML5播放，请升级浏览器</div><div class="speed"><span>倍速</span><span>1.0x</span><span>清晰度</span><span>高清</span></div></div><div class="c">{V1-3:p}</div>{foot}
== long-rules ~ 3 ~ d ~ 云栖区人民政府办公室 ~ - ~ TS
{top}<div class="wz"><div class="xq"><table><tr><td>发布机构：云栖区人民政府办公室</td><td>发布日期：{D}</td></tr><tr><td>文　　号：云政办〔2024〕8号</td><td>有 效 性：有效</td></tr></table></div><h2>{T}</h2><div class="nr"><h3>‹第一章 总则›</h3>{R1-2:p}<h3>‹第二章 附则›</h3>{R3-4:p}</div><div class="fjlist">附件：<a href="/f/1.doc">租赁合同示范文本</a></div><div class="zxzx"><a href="/ask">我要咨询</a><a href="/adv">我要建议</a></div></div>{foot}
"""

_STYLES = {"br": "　　{}<br>", "p": "<p>　　{}</p>", "div": "<div>{}</div>", "section": '<section><span style="font-size:15px">{}</span></section>'}


def _lines(match: re.Match[str]) -> str:
    key, first, last, style = match.groups()
    held = [TEXTS[f"{key}{n}"] for n in range(int(first), int(last) + 1)]
    if style == "copy":  # for telephones
        return "".join(f"<div>{line}</div>" for line in held)
    return "".join(_STYLES[style].format(f"‹{line}›") for line in held)


def markup(short: str) -> str:
    """The page's markup with its lines marked, places of articles.py left as they are."""
    short = short.replace("{TABLE}", TABLE)
    short = re.sub(r"\{([A-Z])(\d)-(\d):(\w+)\}", _lines, short)
    short = re.sub(r"\{([A-Z]\d)\}", lambda match: f"‹{TEXTS[match[1]]}›", short)
    for name, inner in PLACES.items():
        short = short.replace("{" + name + "}", inner)
    return short


def said(marked: str) -> tuple[str, ...]:
    """The lines that are marked as the text's, an empty one where there is none."""
    lines = tuple(" ".join(re.sub(r"<[^<>]*>", " ", line).split()) for line in re.findall(r"‹(.*?)›", marked, re.S))
    return lines or ("",)


def pages(written: str) -> list[tuple[list[str], str]]:
    """(name, title, day, source, author, window; markup) of each page."""
    found = []
    for part in written.strip().split("\n== "):
        head, _, body = part.removeprefix("== ").partition("\n")
        found.append(([field.strip() for field in head.split("~")], body))
    return found
