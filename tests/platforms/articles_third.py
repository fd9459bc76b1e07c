"""More rows of articles.py, third wave: WeChat articles, hosted site builders, publishing systems, boards, portals, courts,
offices abroad; after the templates and spiders that lists_third.py names. All were written down before any was read.

A content that begins with `<` is markup of its own around {B}; `l=` is the language of a page that is not Chinese,
`d=1` says that the day stands there in pieces.
"""

from __future__ import annotations

from typing import NamedTuple

PLACES = {
    "Y": "1718246760", "U": "2024/06/13", "K": "2024-6-13", "R": "113-06-13", "J": "令和6年6月13日", "G": "13.06.2024", "P": "13 de junio de 2024",
    "V": "Thứ Năm, 13/06/2024, 10:46", "O": "June 13, 2024", "F": "13 June 2024", "I": "2024-06-13T10:46:00+08:00",
}  # fmt: skip

AFTER = {
    "wechat": '<div class="rich_media_tool"><a href="javascript:void(0);">阅读原文</a><span>阅读</span><span>在看</span></div><p class="weui-dialog__bd">微信扫一扫<br>关注该公众号</p>'
              '<script nonce="1" type="text/javascript">var biz = "MzA3"; var nickname = htmlDecode("{S}"); var msg_title = \'{T}\'.html(false); var ct = "{Y}"; var ori_article_type = "";</script>',
    "wechatnew": '<script nonce="2" type="text/javascript">var biz = "MzA3"; var createTime = \'{D} 10:46\'; window.item_show_type = \'0\';</script>',
    "pboot": '<div class="text-secondary lh-2"><p>上一篇：没有了！</p><p>下一篇：<a href="/news/9.html">园区发布人才政策</a></p></div>',
    "dux": '<p class="post-copyright">未经允许不得转载：<a href="/">{W}</a> &raquo; <a href="/a/1.html">{T}</a></p><div class="action-share">分享到：<a href="#">更多</a> (<span>0</span>)</div>',
    "empirepage": '<p align="center" class="pageLink"></p><table class="digg"><tr><td class="diggnum"><strong>12</strong></td></tr><tr><td class="diggit"><a href="javascript:void(0)">来顶一下</a></td></tr></table>'
                  '<table><tr><td>[<a href="#">返回首页</a>] [<a href="#">打印</a>]</td></tr></table>',
    "replies": '<div class="pob"><a href="forum.php?mod=post">回复</a> <a href="#">举报</a></div><table class="plhin"><tr><td class="pls">访客</td><td class="plc"><em>发表于 2024-11-02 03:15</em>'
               '<div class="t_fsz"><table><tr><td class="t_f">感谢分享，已经联系。</td></tr></table></div></td></tr></table>',
    "wordpress": '<footer class="entry-footer"><span class="cat-links">分类：<a href="/category/zs/">招商</a></span><span class="tags-links">标签：<a href="/tag/yq/">园区</a></span></footer>'
                 '<nav class="navigation post-navigation"><h2 class="screen-reader-text">文章导航</h2><div class="nav-previous"><a href="/archives/8" rel="prev">园区召开安全生产会议</a></div></nav>'
                 '<div id="respond" class="comment-respond"><h3 id="reply-title">发表回复</h3><form><p class="comment-notes">您的邮箱地址不会被公开。 必填项已用 * 标注</p><p><label>评论</label><textarea></textarea></p><input type="submit" value="发表评论"></form></div>',
    "spform": '<tr><td colspan="2"><table class="ms-formtoolbar"><tr><td>创建时间 {L} 10:46，创建者 {A}</td></tr><tr><td>上次修改时间 2024/11/2 3:15，修改者 {A}</td></tr></table></td></tr>',
    "joomla": '<ul class="pager pagenav"><li class="previous"><a href="/index.php/news/8-gg" rel="prev"><span class="icon-chevron-left"></span> 上一页</a></li><li class="next"><a href="/index.php/news/9-gg" rel="next">下一页</a></li></ul>',
    "cmf": '<div class="btn-group"><a class="btn btn-primary pull-left" href="/portal/article/index/id/8">上一篇</a><a class="btn btn-warning pull-right" href="/portal/article/index/id/9">下一篇</a></div>'
           '<div class="comment-area"><h4>评论</h4><form><textarea placeholder="说点什么"></textarea><button>发表评论</button></form></div>',
    "roc": '<ul class="info"><li><span>資料更新：113-11-02</span></li><li><span>資料檢視：113-11-02</span></li><li><span>資料維護：招商科</span></li></ul><a href="javascript:history.back()">回上一頁</a>',
    "sohu": '<p class="backword"><a href="/">返回首页，查看更多</a></p><p class="statement">声明：该文观点仅代表作者本人，本平台仅提供信息存储空间服务。</p><div class="bottom-relate">阅读 (<em>35</em>)</div>',
    "court": '<div class="detail_editor">责任编辑：{E}</div><div class="detail_share">分享到：<a href="#">更多</a></div>',
    "jalinks": '<div class="contact"><h2>お問い合わせ先</h2><p>企業立地課　電話 000-000-0000</p></div><p class="totop"><a href="#top">ページの先頭へ戻る</a></p>',
    "kolist": '<div class="btn_area"><a href="/board/list">목록</a></div><ul class="prevnext"><li><span>이전글</span><a href="/board/8">산업단지 안전점검 안내</a></li><li><span>다음글</span><a href="/board/9">인재정책 발표</a></li></ul>',
    "enshare": '<div class="share"><span>Share this page</span><a href="#">Facebook</a><a href="#">LinkedIn</a></div><div class="related"><h2>Related news</h2><ul><li><a href="/news/8">Safety meeting held</a> <span>2 May 2024</span></li></ul></div>',
}  # fmt: skip


class Speech(NamedTuple):
    title: str
    lines: tuple[str, str, str]
    source: str
    author: str
    frame: str
    foot: str


def _frame(menu: str) -> str:
    links = "".join(f'<a href="/{n}/">{word}</a> ' for n, word in enumerate(menu.split("|")))
    return f'<header><nav>{links}</nav></header><main><div class="wrap">%s</div></main>'


SPOKEN = {
    "en": Speech("Yunqi zone offers forty thousand square metres of workshops",
                 ("The zone office has released the second phase of its standard workshops to manufacturers of machinery, tools and parts.",
                  "Applicants submit a business licence, a project plan and last year's accounts to the service hall before the end of August.",
                  "Rents are reduced by half during the first two years, and the office answers questions on every working day."),
                 "Yunqi Zone Office", "Lin Xiaolan", _frame("Home|News|Sectors|Contact us"), "<footer><p>© 2024 Yunqi Zone. All rights reserved.</p><a href='/privacy'>Privacy policy</a></footer>"),
    "de": Speech("Wirtschaftszone Yunqi vergibt vierzigtausend Quadratmeter Hallen",
                 ("Die Verwaltung der Zone hat den zweiten Bauabschnitt ihrer Hallen für Maschinenbauer und Zulieferer freigegeben.",
                  "Bewerber reichen Gewerbeschein, Projektplan und Jahresabschluss bis Ende August im Bürgerzentrum ein.",
                  "Die Miete wird in den ersten zwei Jahren halbiert, Fragen beantwortet das Büro an jedem Werktag."),
                 "Zonenverwaltung Yunqi", "Lin Xiaolan", _frame("Startseite|Aktuelles|Standort|Kontakt"), "<footer><p>© 2024 Wirtschaftszone Yunqi</p><a href='/impressum'>Impressum</a></footer>"),
    "es": Speech("La zona de Yunqi ofrece cuarenta mil metros cuadrados de naves",
                 ("La administración de la zona abre la segunda fase de sus naves a fabricantes de maquinaria, herramientas y piezas.",
                  "Las empresas presentan su licencia, un plan de proyecto y las cuentas del año anterior antes de finales de agosto.",
                  "El alquiler se reduce a la mitad durante los dos primeros años y la oficina atiende consultas cada día laborable."),
                 "Oficina de Yunqi", "Lin Xiaolan", _frame("Inicio|Noticias|Sectores|Contacto"), "<footer><p>© 2024 Zona Económica Yunqi</p><a href='/aviso'>Aviso legal</a></footer>"),
    "ja": Speech("雲栖開発区が標準工場の入居企業を募集します",
                 ("開発区管理事務所は、機械や工具、部品の製造企業を対象に、標準工場第二期の入居募集を開始しました。",
                  "応募を希望する企業は、事業計画書と前年度の決算書類を八月末までに窓口へ提出してください。",
                  "最初の二年間は賃料を半額とし、ご質問には平日の執務時間内に担当者がお答えします。"),
                 "企業立地課", "林暁嵐", _frame("ホーム|新着情報|企業立地|お問い合わせ"), "<footer><p>雲栖開発区管理事務所</p><a href='/policy'>サイトポリシー</a></footer>"),
    "ko": Speech("운서경제구역 표준공장 입주기업 모집 안내",
                 ("경제구역청은 기계와 공구, 부품을 제조하는 기업을 대상으로 표준공장 제2단계 입주기업을 모집합니다.",
                  "신청 기업은 사업자등록증과 사업계획서, 전년도 재무제표를 팔월 말까지 민원실에 제출하여야 합니다.",
                  "처음 두 해 동안 임대료의 절반을 감면하며 문의사항은 근무시간에 담당자가 답변합니다."),
                 "투자유치과", "임효람", _frame("홈|알림마당|투자안내|오시는 길"), "<footer><p>운서경제구역청 대표전화 000-0000-0000</p><a href='/privacy'>개인정보처리방침</a></footer>"),
    "vi": Speech("Khu kinh tế Vân Thê cho thuê bốn mươi nghìn mét vuông nhà xưởng",
                 ("Ban Quản lý công bố giai đoạn hai của nhà xưởng tiêu chuẩn dành cho doanh nghiệp cơ khí, dụng cụ và linh kiện.",
                  "Doanh nghiệp nộp giấy phép kinh doanh, kế hoạch dự án và báo cáo tài chính năm trước tại bộ phận một cửa trước cuối tháng tám.",
                  "Tiền thuê được giảm một nửa trong hai năm đầu, mọi câu hỏi được trả lời vào các ngày làm việc."),
                 "Ban Quản lý Vân Thê", "Lâm Hiểu Lam", _frame("Trang chủ|Tin tức|Đầu tư|Liên hệ"), "<footer><p>Ban Quản lý Khu kinh tế Vân Thê</p></footer>"),
}  # fmt: skip

ROWS = """
wechat-script ~ <h1 class="rich_media_title" id="activity-name">{T}</h1> ~ <div id="meta_content" class="rich_media_meta_list"><span id="copyright_logo" class="rich_media_meta">原创</span><span class="rich_media_meta rich_media_meta_text">{A}</span><span class="rich_media_meta rich_media_meta_nickname" id="profileBt"><a href="javascript:void(0);" id="js_name">{S}</a></span><em id="publish_time" class="rich_media_meta rich_media_meta_text"></em></div> ~ <div class="rich_media_content" id="js_content" style="visibility: hidden; opacity: 0;">{B}</div> ~ w=- s=section a=wechat f=flat b=plain
wechat-created ~ <h1 class="rich_media_title" id="activity-name"><span class="js_title_inner">{T}</span></h1> ~ <div id="meta_content"><span class="rich_media_meta rich_media_meta_nickname"><a id="js_name">{S}</a><div id="js_profile_qrcode" style="display:none;"><strong class="profile_nickname">{S}</strong><p class="profile_meta"><label class="profile_meta_label">微信号</label><span class="profile_meta_value">yunqi-gxq</span></p><p class="profile_meta"><label class="profile_meta_label">功能介绍</label><span class="profile_meta_value">园区招商与服务</span></p></div></span><em id="publish_time"></em></div> ~ <div class="rich_media_content js_underline_content" id="js_content" style="visibility: hidden;">{B}</div> ~ w=- s=spans a=wechatnew f=flat b=plain
faisco ~ <div class="newsTitleContent"><h1 class="title">{T}</h1></div> ~ <div class="newsInfoWrap"><span class="newsInfo">发表时间：{H}</span><span class="newsInfo">作者：{A}</span><span class="newsInfo">来源：{S}</span><span class="newsInfo">浏览：<span>35</span></span></div> ~ div.richContent.richContent0 ~ w=TS f=crumb
sxl ~ <div class="s-blog-title-wrapper"><h1 class="s-title s-font-title">{T}</h1></div> ~ <div class="s-blog-subtitle"><span class="s-blog-date">{C}</span> <span class="separator">·</span> <span>招商动态</span></div> ~ div.s-blog-body>div.s-component-content ~ w=T
metinfo ~ <section class="details-title"><h1 class="m-t-10">{T}</h1><div class="info font-weight-300"><span>{D}</span><span>admin</span><span><i class="icon wb-eye m-r-5"></i>128</span></div></section> ~ - ~ section.met-editor.clearfix ~ w=TS
pboot ~ h1.fs-20 ~ <div class="text-secondary border-bottom"><span class="mr-4">时间：{D} 10:46:00</span><span class="mr-4">作者：{A}</span><span class="mr-4">来源：{S}</span><span>访问量：128</span></div> ~ div.content.lh-2 ~ w=TS a=pboot
dux ~ <header class="article-header"><h1 class="article-title"><a href="/a/1.html">{T}</a></h1></header> ~ <div class="article-meta"><span class="item">{D}</span><span class="item">分类：<a href="/zs/" rel="category tag">招商</a></span><span class="item post-views">阅读(35)</span><span class="item">评论(0)</span></div> ~ article.article-content ~ w=TS a=dux
empire-table ~ td>h1 ~ td.info_text: 时间：{H}&nbsp;&nbsp;来源：{S}&nbsp;&nbsp;作者：{A} ~ td#text ~ w=TS f=table a=empirepage
empire-cells ~ div.news-detailed-tit ~ <div class="news-detailed-descript"><table cellspacing="0px"><tr><td width="100px">作者：{A}</td><td width="450px">来源：{S}</td><td>{H}</td></tr></table></div> ~ div.news-detailed ~ w=TCS
discuz-thread ~ <h1 class="ts"><a href="forum.php?fid=2&amp;typeid=7">[招商]</a> <span id="thread_subject">{T}</span></h1> ~ <div class="authi"><a href="space-uid-1.html" class="xw1">园区小林</a> <em id="authorposton9">发表于 {K} 10:46</em><span class="pipe">|</span><a href="#">只看该作者</a><span class="pipe">|</span><a href="#">倒序浏览</a></div> ~ <div class="t_fsz"><table cellspacing="0" cellpadding="0"><tr><td class="t_f" id="postmessage_9">{B}</td></tr></table></div> ~ w=TS a=replies s=br
wordpress-zh ~ <header class="entry-header"><h1 class="entry-title">{T}</h1></header> ~ <div class="entry-meta"><span class="posted-on">发布于<a href="/archives/1" rel="bookmark"><time class="entry-date published" datetime="{I}">{C}</time><time class="updated" datetime="2024-11-02T03:15:27+08:00">2024年11月2日</time></a></span><span class="byline"> 由<span class="author vcard"><a class="url fn n" href="/author/lin">{A}</a></span></span></div> ~ div.entry-content ~ w=TS a=wordpress
sharepoint-page ~ <h1 id="pageTitle"><span id="DeltaPlaceHolderPageTitleInTitleArea">{T}</span></h1> ~ <div class="captioned-image"></div><div class="article-header"><div class="date-line">{L}</div><div class="by-line"></div></div> ~ <div class="article-content"><div class="ms-rtestate-field" style="display:inline">{B}</div></div> ~ w=T
sharepoint-form ~ <tr><td class="ms-formlabel"><h3 class="ms-standardheader">标题</h3></td><td class="ms-formbody">{T}</td></tr> ~ <tr><td class="ms-formlabel"><h3 class="ms-standardheader">信息来源</h3></td><td class="ms-formbody">{S}</td></tr> ~ <tr><td class="ms-formlabel"><h3 class="ms-standardheader">正文</h3></td><td class="ms-formbody"><div class="ExternalClass1A">{B}</div></td></tr> ~ w=CS a=spform f=ctable b=plain
liferay ~ <h3 class="header-title"><span>{T}</span></h3> ~ <div class="asset-metadata"><span class="metadata-entry metadata-publish-date">{D}</span><span class="metadata-entry metadata-view-count">浏览 35</span></div> ~ div.asset-content>div.journal-content-article ~ w=TS
joomla ~ <div class="page-header"><h2 itemprop="headline">{T}</h2></div> ~ <dl class="article-info muted"><dt class="article-info-term">详细信息</dt><dd class="createdby">作者: <span itemprop="name">{A}</span></dd><dd class="category-name">分类: <a href="/index.php/news">招商</a></dd><dd class="published"><time datetime="{I}" itemprop="datePublished">发布: {C}</time></dd><dd class="hits">点击数: 128</dd></dl> ~ <div itemprop="articleBody">{B}</div> ~ w=T a=joomla
drupal ~ h1.page-header ~ <footer class="node__meta"><div class="node__submitted">由 <span class="field--name-uid">{A}</span> 提交于 <span class="field--name-created">{D} 10:46</span></div></footer> ~ div.node__content>div.field--name-body ~ w=TS
cmf-article ~ div.tc-main>h2 ~ <div class="article-infobox"><span>{H} by <a href="/user/index/index/id/1">{A}</a></span><span><a href="javascript:;"><i class="fa fa-eye"></i><span>35</span></a><a class="js-count-btn"><i class="fa fa-thumbs-up"></i><span class="count">0</span></a></span></div><hr> ~ div#article_content ~ w=TS a=cmf
ccfa ~ h2#title ~ <div class="artical_info"><div class="artical_info_left">{U} 来源：{S}</div></div> ~ div.news_artical_txt ~ w=S
cpca ~ div.tit ~ <div class="view"><span>时间：{H}</span><span>浏览：35</span><span>分享到：</span></div> ~ div.text ~ w=T
investor ~ <div class="text_content_detail_title"><h1>{T}</h1></div> ~ <div class="base_info"><div class="base_info_left"><span>来源：{S}</span><span>时间：{D}</span></div><div class="base_info_right"><span>字号：</span><i>小</i><i>中</i><i>大</i></div></div> ~ div.trs_editor_view.TRS_UEDITOR ~ w=T m=g
uibe ~ div#shareTitle ~ p: 时间：{D} ~ div.gp-article ~ w=CS
chinacourt ~ div.detail_bigtitle ~ <div class="detail_thr"><span class="detail_location"></span>来源：{S}&nbsp;&nbsp;作者：{A}&nbsp;&nbsp;发布时间：{H}:22&nbsp;&nbsp;<span>浏览：35</span></div> ~ div.detail_txt.detail_general ~ w=TS a=court
weaver-doc ~ <table class="DocTitle"><tr><td align="center"><font size="4">{T}</font></td></tr></table> ~ <div id="docinfo">文档编号：1024　创建日期：{D} 10:46:05　阅读次数：35</div> ~ div#weaverDocContent ~ w=T
xinhua-new ~ <h1><span class="title">{T}</span></h1> ~ <div class="header-time left"><span class="year"><em>2024</em></span><span class="day"><em>06</em>/<em>13</em></span><span class="time">10:46:05</span></div><div class="source">来源：{S}</div> ~ span#detailContent ~ w=T d=1
day-stacked ~ h1 ~ <div class="date"><p class="day">13</p><p class="ym">2024-06</p></div><p class="ly">来源：{S}</p> ~ div.article_body ~ w=TS d=1
app-source ~ h1.article-title ~ <div class="article-source"><span>{S}</span><span>{H}</span></div> ~ div.rich-media-wrap ~ w=T
feed-meta ~ <div class="article-content"><h1>{T}</h1></div> ~ <div class="article-meta"><span>{H}</span><span>·</span><span class="name"><a href="/c/user/1" rel="noopener nofollow">{S}</a></span></div> ~ article.syl-article-base ~ w=T
sohu-like ~ <div class="text-title"><h1>{T}<span class="article-tag"></span></h1></div> ~ <div class="article-info"><span class="time" id="news-time" data-val="{Y}000">{H}</span><span class="tag">来源:<a href="/u/1">{S}</a></span></div> ~ article#mp-editor ~ w=TS a=sohu
post-info ~ h1.post_title ~ <div class="post_info">{H}:05　来源: <a id="ne_article_source" href="/">{S}</a>　<a href="#">举报</a></div> ~ div.post_body ~ w=TS
panel ~ <div class="panel-heading"><h3 class="panel-title">{T}</h3></div> ~ <p class="text-muted small"><span class="glyphicon glyphicon-time"></span> {H} <span class="glyphicon glyphicon-eye-open"></span> 35</p> ~ div.panel-body ~ w=S
crumb-title ~ <ol class="breadcrumb"><li><a href="/">首页</a></li><li><a href="/zs/">招商公告</a></li><li class="active">{T}</li></ol><h3>{T}</h3> ~ p.small: 发布：{D} ~ div.body ~ w=S
legend ~ <fieldset><legend>{T}</legend></fieldset> ~ p: {D} ~ div.content ~ w=TS
caption ~ <table class="cap"><caption>{T}</caption></table> ~ p: （{C}） ~ div.content ~ w=TS
picture-title ~ <h1><img src="/t/1.png" alt="{T}"></h1> ~ p: 发布日期：{D} ~ div.content ~ w=TS
three-dates ~ h1 ~ <ul class="list-unstyled"><li>发文日期：{X}</li><li>实施日期：2024-07-01</li><li>发布日期：{D}</li><li>失效日期：2026-06-30</li></ul> ~ div.content ~ w=TS
ant-detail ~ h1.ant-typography ~ <div class="ant-space"><div class="ant-space-item"><span class="ant-typography ant-typography-secondary">来源：{S}</span></div><div class="ant-space-item"><span class="ant-typography">发布时间：{H}</span></div></div> ~ div.braft-output-content ~ w=S
element-detail ~ <div class="el-page-header"><div class="el-page-header__left"><div class="el-page-header__title">返回</div></div><div class="el-page-header__content">{T}</div></div> ~ <div class="el-descriptions"><table><tbody><tr><th class="el-descriptions-item__label">发布单位</th><td class="el-descriptions-item__content">{S}</td><th class="el-descriptions-item__label">发布时间</th><td class="el-descriptions-item__content">{H}</td></tr></tbody></table></div> ~ div.w-e-text ~ w=TS
taiwan-roc ~ h2.title ~ <ul class="meta"><li><span>發布日期：{R}</span></li><li><span>發布單位：{S}</span></li></ul> ~ div.area-essay.page-caption-p>div.essay>div.p ~ w=TS a=roc
macau ~ h1.ui-header ~ <div class="information"><span class="left">新聞來源：{S}</span><time datetime="{I}">{N}</time></div> ~ div#newsContent.NEWSCONTENT ~ w=T
nextdata ~ <div id="__next"></div> ~ - ~ <script id="__NEXT_DATA__" type="application/json">{{"props":{{"pageProps":{{"article":{{"id":7,"title":"{T}","publishTime":"{H}","source":"{S}","content":"{B}"}} }} }},"page":"/news/[id]"}}</script> ~ w=S s=p f=flat
govuk ~ h1.gem-c-title__text ~ <div class="gem-c-metadata"><dl><dt>From:</dt><dd><a href="/o/1">{S}</a></dd><dt>Published</dt><dd>{F}</dd><dt>Last updated</dt><dd>2 November 2024</dd></dl></div> ~ div.gem-c-govspeak.govspeak ~ w=TS l=en
agency-en ~ h1 ~ <div class="post-meta"><span class="post-date">{O}</span> <span class="post-author">By {A}</span> <span>3 min read</span></div> ~ div.post-content ~ w=T l=en a=enshare
drupal-en ~ <div class="field--name-field-date"><time datetime="{I}">Thursday, {F}</time></div><h1><span class="field--name-title">{T}</span></h1> ~ - ~ div.text-long ~ w=TS l=en a=enshare
typo3-de ~ h1 ~ <p class="news-list-date"><time itemprop="datePublished" datetime="2024-06-13">{G}</time></p> ~ div.news-text-wrap ~ w=T l=de
de-dateline ~ <p class="kicker">Pressemitteilung</p><h1>{T}</h1> ~ p.meta: Veröffentlicht am {G} | Quelle: {S} ~ div.ce-bodytext ~ w=TS l=de
es-agencia ~ h1.titulo ~ p.fecha: {P} ~ div.cuerpo ~ w=TS l=es
meti-ja ~ h1#MainContentsArea ~ p.b-date: {J} ~ div.main>div.left ~ w=TS l=ja a=jalinks
ja-dates ~ h1.ttl ~ <ul class="date"><li>公開日：{C}</li><li>最終更新日：2024年11月2日</li></ul> ~ div.wysiwyg ~ w=TS l=ja
ko-view ~ div.view_title>h4 ~ <ul class="view_info"><li><strong>작성자</strong> <span>{A}</span></li><li><strong>등록일</strong> <span>{D}</span></li><li><strong>조회수</strong> <span>128</span></li></ul> ~ div.view_cont ~ w=S l=ko a=kolist
gnuboard-view ~ <h2 id="bo_v_title"><span class="bo_v_tit">{T}</span></h2> ~ <section id="bo_v_info"><span class="sound_only">작성자</span> <strong><span class="sv_member">{A}</span></strong> <span class="sound_only">조회</span><strong>128회</strong> <strong class="if_date"><span class="sound_only">작성일</span> 24-06-13 10:46</strong></section> ~ div#bo_v_con ~ w=TS l=ko
vn-detail ~ h1.title-detail ~ <div class="header-content"><span class="date">{V} (GMT+7)</span></div> ~ article.fck_detail ~ w=TS l=vi
"""

# A fourth wave, written down after the third one's kinds were cured, before any of it was read.
LATER = """
typecho ~ <h1 class="post-title" itemprop="name headline"><a itemprop="url" href="/archives/1/">{T}</a></h1> ~ <ul class="post-meta"><li itemprop="author">作者: <a itemprop="name" href="/author/1/" rel="author">{A}</a></li><li>时间: <time datetime="{I}" itemprop="datePublished">{O}</time></li><li>分类: <a href="/category/zs/">招商</a></li></ul> ~ <div class="post-content" itemprop="articleBody">{B}</div> ~ w=TS
phpwind ~ <h1 id="subject_tpc" class="read_h1">[公告] {T}</h1> ~ <div class="tipTop s6"><span title="{D} 10:46">发表于: {D}</span> <a href="/u/1">园区小林</a></div> ~ div#read_tpc ~ w=TS s=br
hexo ~ <h1 class="article-title" itemprop="name">{T}</h1> ~ <a href="/2024/06/13/x/" class="article-date"><time datetime="{I}" itemprop="datePublished">2024-06-13</time></a> ~ div.article-entry ~ w=T
by-first ~ h1.title ~ <p class="info"><span>by <b>{A}</b></span> <span>{M}</span> <span>招商动态</span></p> ~ div.text-body ~ w=TS
calendar-leaf ~ <div class="dates"><span class="d">13</span><span class="m">2024/06</span></div><h1>{T}</h1> ~ <p>来源：{S}</p> ~ div.txt ~ w=TS d=1
year-over ~ h1 ~ <div class="rq"><strong>06-13</strong><br><em>2024</em></div> ~ div.con ~ w=TS d=1
form-info ~ <table class="form"><tr><th>标题：</th><td>{T}</td></tr> ~ <tr><th>来源：</th><td>{S}</td></tr><tr><th>发布时间：</th><td>{H}</td></tr></table> ~ div.formtext ~ w=CS f=flat
state-json ~ <div id="app"></div> ~ - ~ <script>window.__INITIAL_STATE__={{"detail":{{"title":"{T}","releaseTime":"{H}","source":"{S}","content":"{B}"}} }};</script> ~ w=S s=p f=flat
taiwan-words ~ h2.title ~ <p>發布日期：民國113年6月13日</p><p>資料來源：{S}</p> ~ div.p ~ w=TS d=1
us-agency ~ h1 ~ <p class="byline">By {A} | {O}</p> ~ div.article-body ~ w=T l=en a=enshare
fr-like-de ~ h1 ~ <p class="meta"><span>13. Juni 2024</span> <span>Autor: {A}</span></p> ~ div.text ~ w=TS l=de d=1
es-fuente ~ h1 ~ p.meta: Fuente: {S} | {P} ~ div.cuerpo ~ w=T l=es
ja-koukai ~ h1 ~ <p class="update">掲載日：{J}</p> ~ div.honbun ~ w=TS l=ja a=jalinks
ko-news ~ h3.tit ~ <p class="info">등록일 : {D} | 작성자 : {A} | 조회 : 35</p> ~ div.cont ~ w=S l=ko a=kolist
vn-date ~ h1 ~ <p class="date">Ngày đăng: 13/06/2024</p> ~ div.noidung ~ w=TS l=vi d=1
"""
