"""Rows of lists.py, third wave: hosted site builders and publishing systems, boards, portals, exchanges, courts, offices abroad.

Read for them: DIYgod/RSSHub lib/routes (szse, ccfa, nifd, investor, uibe, copernicium), templates of EmpireCMS, DedeCMS,
PbootCMS, eyoucms, MetInfo, ThinkCMF, Joomla, Liferay, Discuz, AspNetPager, egovframe, gnuboard, and spiders of CSRC, SPB,
chinacourt, GOV.UK, METI, MHLW, news.gov.mo, gov.taipei, eduskunta. All were written down before any was read.
"""

from __future__ import annotations

PAGERS: dict[str, tuple[str, str, str | None]] = {
    "faisco": ("/nr.jsp?_np=0_312_0",
               "<div class='pagenation'><div class='pagePrev'><span>上一页</span></div><div class='pageNo'><span>1</span></div><div class='pageNo'><a href='/nr.jsp?_np=0_312_0&amp;m562pageno=2'><span>2</span></a></div>"
               "<div class='pageNext'><a href='/nr.jsp?_np=0_312_0&amp;m562pageno=2'><span>下一页</span></a></div></div>", "/nr.jsp?_np=0_312_0&m562pageno=2"),
    "metinfo": ("/news/news_2_1.html",
                "<div class='met_pager'><span class='PreSpan'>上一页</span><a class='Ahover'>1</a><a href='news_2_2.html'>2</a><a href='news_2_3.html'>3</a><span class='PreSpan'>...</span><a class='NextA' href='news_2_2.html'>下一页</a>"
                "<span class='PageText'>转至第</span><input type='text' id='metPageT' data-pageurl='news_2_|.html|9'><input type='button' id='metPageB' value='页'></div>", "/news/news_2_2.html"),
    "pboot": ("/news/",
              "<nav aria-label='page navigation'><div class='pagination'><a class='page-item page-link' href='/news/'>首页</a><a class='page-item page-link' href='javascript:;'>上一页</a><a class='page-item page-link page-num-current' href='/news/'>1</a>"
              "<a class='page-item page-link' href='/news/?page=2'>2</a><a class='page-item page-link' href='/news/?page=2'>下一页</a><a class='page-item page-link' href='/news/?page=8'>尾页</a></div></nav>", "/news/?page=2"),
    "eyou": ("/xwdt/",
             "<div class='pagination'><ul><li><span>首页</span></li><li><span>上一页</span></li><li class='active'><a href='#'>1</a></li><li><a href='/xwdt/list_3_2.html' data-ey='html'>2</a></li><li><a href='/xwdt/list_3_2.html'>下一页</a></li>"
             "<li><a href='/xwdt/list_3_9.html'>末页</a></li><li><span class='pageinfo'>共 <strong>9</strong>页 <strong>98</strong>条</span></li></ul></div>", "/xwdt/list_3_2.html"),
    "dede": ("/a/zs/",
             "<div class='dede_pages'><ul class='pagelist'><li>首页</li><li class='thisclass'>1</li><li><a href='list_3_2.html'>2</a></li><li><a href='list_3_3.html'>3</a></li><li><a href='list_3_2.html'>下一页</a></li>"
             "<li><a href='list_3_9.html'>末页</a></li><li><select name='sldd' onchange='location.href=this.options[this.selectedIndex].value;'><option value='list_3_1.html' selected>1</option><option value='list_3_2.html'>2</option></select></li></ul></div>",
             "/a/zs/list_3_2.html"),
    "dede-wap": ("/wap.php?action=list&id=23", "<div class='page'>共98条 1/9页 <a href='wap.php?action=list&amp;id=23&amp;pageno=2'>下页</a> <a href='wap.php?action=list&amp;id=23&amp;pageno=9'>末页</a></div>",
                 "/wap.php?action=list&id=23&pageno=2"),
    "empire-wap": ("/e/wap/list.php?classid=3", "<p>第1/9页&nbsp;<a href='list.php?classid=3&amp;page=1'>下页</a>&nbsp;<a href='list.php?classid=3&amp;page=8'>尾页</a></p>", "/e/wap/list.php?classid=3&page=1"),
    "empire": ("/news/",
               "<div class='epages'><a title='总数'>&nbsp;<b>98</b> </a>&nbsp;&nbsp;&nbsp;<b>1</b>&nbsp;<a href='/news/index_2.html'>2</a>&nbsp;<a href='/news/index_3.html'>3</a>&nbsp;<a href='/news/index_2.html'>下一页</a>&nbsp;<a href='/news/index_9.html'>尾页</a></div>",
               "/news/index_2.html"),
    "discuz": ("/forum-2-1.html",
               "<div class='pg'><strong>1</strong><a href='forum-2-2.html'>2</a><a href='forum-2-3.html'>3</a><a href='forum-2-9.html' class='last'>... 9</a><label><input type='text' name='custompage' class='px' size='2' title='输入页码，按回车快速跳转' value='1'>"
               "<span title='共 9 页'> / 9 页</span></label><a href='forum-2-2.html' class='nxt'>下一页</a></div>", "/forum-2-2.html"),
    "wp-numbers": ("/category/zs",
                   "<nav class='navigation pagination'><h2 class='screen-reader-text'>文章分页</h2><div class='nav-links'><span aria-current='page' class='page-numbers current'>1</span><a class='page-numbers' href='/category/zs/page/2'>2</a>"
                   "<span class='page-numbers dots'>…</span><a class='page-numbers' href='/category/zs/page/9'>9</a><a class='next page-numbers' href='/category/zs/page/2'><span class='screen-reader-text'>下一页</span><svg></svg></a></div></nav>",
                   "/category/zs/page/2"),
    "wp-older": ("/category/zs/", "<nav class='navigation posts-navigation'><h2 class='screen-reader-text'>文章导航</h2><div class='nav-links'><div class='nav-previous'><a href='/category/zs/page/2/'><span class='meta-nav'>&larr;</span> 较早文章</a></div></div></nav>",
                 None),
    "sharepoint": ("/Lists/News/AllItems.aspx",
                   "<table><tr><td class='ms-paging'>1 - 12</td><td><a href='javascript:' onclick='javascript:RefreshPageTo(event, &quot;/Lists/News/AllItems.aspx?Paged=TRUE\\u0026p_ID=12\\u0026PageFirstRow=13&quot;);javascript:return false;'>"
                   "<img src='/_layouts/images/next.gif' alt='下一页' border='0'></a></td></tr></table>", "/Lists/News/AllItems.aspx?Paged=TRUE&p_ID=12&PageFirstRow=13"),
    "liferay": ("/web/guest/news",
                "<ul class='pager lfr-pagination-buttons'><li class='disabled first'><a href='javascript:;' tabIndex='-1'>&larr; 首页</a></li><li class='disabled'><a href='javascript:;'>上一页</a></li>"
                "<li><a href='/web/guest/news?p_p_id=101&amp;_101_delta=12&amp;_101_cur=2'>下一页</a></li><li class='last'><a href='/web/guest/news?p_p_id=101&amp;_101_delta=12&amp;_101_cur=9'>最后一页 &rarr;</a></li></ul>",
                "/web/guest/news?p_p_id=101&_101_delta=12&_101_cur=2"),
    "joomla": ("/index.php/news",
               "<div class='pagination'><p class='counter pull-right'>第 1 页 共 9 页</p><ul class='pagination-list'><li class='disabled'><a><span class='icon-first'></span></a></li><li class='active'><a>1</a></li><li><a href='/index.php/news?start=12' class='pagenav'>2</a></li>"
               "<li><a title='下页' href='/index.php/news?start=12' class='hasTooltip pagenav'><span class='icon-next'></span></a></li></ul></div>", "/index.php/news?start=12"),
    "typo3": ("/aktuelles", "<div class='page-navigation'><p>Seite 1 von 9.</p><ul class='f3-widget-paginator'><li class='current'>1</li><li><a href='/aktuelles/seite/2'>2</a></li><li><a href='/aktuelles/seite/3'>3</a></li>"
              "<li class='last next'><a href='/aktuelles/seite/2'>Nächste &gt;</a></li></ul></div>", "/aktuelles/seite/2"),
    "govuk": ("/search/news", "<nav class='govuk-pagination' aria-label='Pagination'><div class='govuk-pagination__next'><a class='govuk-link govuk-pagination__link' href='/search/news?page=2' rel='next'>"
              "<span class='govuk-pagination__link-title'>Next page</span><span class='govuk-visually-hidden'>:</span><span class='govuk-pagination__link-label'>2 of 9</span></a></div></nav>", "/search/news?page=2"),
    "japanese": ("/news/index.html", "<div class='pager'><span class='current'>1</span><a href='index_2.html'>2</a><a href='index_3.html'>3</a><a class='next' href='index_2.html'>次へ</a></div>", "/news/index_2.html"),
    "japanese-count": ("/news/list.html?p=1", "<p class='pageNavi'>1 / 9ページ　<a href='/news/list.html?p=2'>次の12件 &gt;</a></p>", "/news/list.html?p=2"),
    "gnuboard": ("/bbs/board.php?bo_table=notice",
                 "<nav class='pg_wrap'><span class='pg'><span class='sound_only'>열린</span><strong class='pg_current'>1</strong><span class='sound_only'>페이지</span><a href='./board.php?bo_table=notice&amp;page=2' class='pg_page'>2<span class='sound_only'>페이지</span></a>"
                 "<a href='./board.php?bo_table=notice&amp;page=9' class='pg_page pg_end'>맨끝</a></span></nav>", "/bbs/board.php?bo_table=notice&page=2"),
    "egov": ("/cop/bbs/selectBoardList.do?bbsId=B01",
             "<form name='frm' action='/cop/bbs/selectBoardList.do' method='get'><input type='hidden' name='bbsId' value='B01'><input type='hidden' name='pageIndex' value='1'></form>"
             "<script>function fn_list(pageNo){document.frm.pageIndex.value = pageNo; document.frm.submit();}</script>"
             "<div class='paging'><strong>1</strong>&#160;<a href='#' onclick='fn_list(2);return false;'>2</a>&#160;<a href='#' onclick='fn_list(3);return false;'>3</a>&#160;<a href='#' onclick='fn_list(2);return false;'>다음</a></div>",
             "/cop/bbs/selectBoardList.do?bbsId=B01&pageIndex=2"),
    "vietnam": ("/tin-tuc.htm", "<ul class='pagination'><li class='active'><a>1</a></li><li><a href='/tin-tuc/trang-2.htm'>2</a></li><li><a href='/tin-tuc/trang-3.htm'>3</a></li><li><a href='/tin-tuc/trang-2.htm' title='Trang sau'>Sau</a></li></ul>",
                "/tin-tuc/trang-2.htm"),
    "spanish": ("/noticias", "<ul class='pager'><li class='pager-current'>1</li><li class='pager-item'><a href='/noticias?page=1'>2</a></li><li class='pager-next'><a href='/noticias?page=1'>siguiente ›</a></li><li class='pager-last'><a href='/noticias?page=8'>última »</a></li></ul>",
                "/noticias?page=1"),
    "ccms": ("/News.aspx?n=A6&sms=15",
             "<div class='page-footer'><span>共 98 筆資料，第 <span class='count'>1<i>/</i>9</span> 頁，每頁顯示</span><select><option selected>12</option><option>24</option></select>"
             "<a href='News.aspx?n=A6&amp;sms=15&amp;page=2&amp;PageSize=12' class='next' title='下一頁'></a><a href='News.aspx?n=A6&amp;sms=15&amp;page=9&amp;PageSize=12' class='last' title='最後一頁'></a></div>",
             "/News.aspx?n=A6&sms=15&page=2&PageSize=12"),
    "ant": ("/news?current=1",
            "<ul class='ant-pagination'><li title='上一页' class='ant-pagination-prev ant-pagination-disabled'><a></a></li><li title='1' class='ant-pagination-item ant-pagination-item-active'><a href='/news?current=1'>1</a></li><li title='2' class='ant-pagination-item'>"
            "<a href='/news?current=2'>2</a></li><li title='下一页' class='ant-pagination-next'><a href='/news?current=2'><i class='anticon anticon-right'></i></a></li></ul>", "/news?current=2"),
    "element": ("/news", "<div class='el-pagination'><span class='el-pagination__total'>共 98 条</span><button type='button' disabled='disabled' class='btn-prev'></button><ul class='el-pager'><li class='number active'>1</li><li class='number'>2</li></ul>"
                "<button type='button' class='btn-next'></button></div>", None),
    "postback": ("/NewsList.aspx?t=3",
                 "<div id='AspNetPager1' class='anpager'><a disabled='disabled'>首页</a><a disabled='disabled'>上一页</a><span><b><font color='red'>1</font></b></span><a href=\"javascript:__doPostBack('AspNetPager1','2')\">2</a>"
                 "<a href=\"javascript:__doPostBack('AspNetPager1','2')\">下一页</a><a href=\"javascript:__doPostBack('AspNetPager1','9')\">尾页</a></div>", None),
    "trs-div": ("/c100/common_list.shtml", "<div id='page_div'></div><script>createPageHTML('page_div',9, 1,'common_list','shtml',172);</script>", "/c100/common_list_2.shtml"),
    "chinacourt": ("/article/index/id/MzAw.shtml",
                   "<div class='paginationControl'><span class='disabled'>首页</span> | <span class='disabled'>上一页</span> | <a href='/article/index/id/MzAw/page/2.shtml'>下一页</a> | <a href='/article/index/id/MzAw/page/9.shtml'>尾页</a></div>",
                   "/article/index/id/MzAw/page/2.shtml"),
    "thinkphp": ("/portal/list/index/id/3.html",
                 "<ul class='pagination'><li class='disabled'><span>&laquo;</span></li><li class='active'><span>1</span></li><li><a href='/portal/list/index/id/3.html?page=2'>2</a></li><li><a href='/portal/list/index/id/3.html?page=3'>3</a></li>"
                 "<li><a href='/portal/list/index/id/3.html?page=2'>&raquo;</a></li></ul>", "/portal/list/index/id/3.html?page=2"),
    "bootstrap": ("/news?p=1",
                  "<ul class='pagination'><li class='page-item disabled'><a class='page-link' href='#' aria-label='Previous'><span aria-hidden='true'>&laquo;</span></a></li><li class='page-item active'><a class='page-link' href='#'>1 <span class='sr-only'>(current)</span></a></li>"
                  "<li class='page-item'><a class='page-link' href='?p=2'>2</a></li><li class='page-item'><a class='page-link' href='?p=2' aria-label='Next'><span aria-hidden='true'>&raquo;</span></a></li></ul>", "/news?p=2"),
    "yii": ("/news/index", "<ul class='pagination'><li class='prev disabled'><span>&laquo;</span></li><li class='active'><a href='/news/index?page=1&amp;per-page=12' data-page='0'>1</a></li><li><a href='/news/index?page=2&amp;per-page=12' data-page='1'>2</a></li>"
            "<li class='next'><a href='/news/index?page=2&amp;per-page=12' data-page='1'>&raquo;</a></li></ul>", "/news/index?page=2&per-page=12"),
}  # fmt: skip

SPOKEN = {
    "en": ("Standard factory space offered to manufacturers in the eastern district", "Autumn roadshow for advanced materials opens registration", "Battery parts maker signs lease for second plant",
           "Consultation on rent support for chip designers", "Questions and answers on cross-border trade rules", "Second list of digital workshops released", "Waterfront hotel site awarded after tender",
           "Works start on phase two of the machinery base", "Delegation visits life science companies", "Housing scheme for engineers explained", "Correction to property services tender", "Annual review of provincial zones published"),
    "de": ("Neue Gewerbeflächen im Ostpark verfügbar", "Anmeldung zum Investorentag im Herbst geöffnet", "Batteriehersteller unterzeichnet Mietvertrag", "Anhörung zur Mietförderung für Chipentwickler", "Fragen und Antworten zum Außenhandel",
           "Zweite Liste digitaler Werkstätten erschienen", "Zuschlag für Hotelgrundstück am Hafen", "Bauarbeiten für Maschinenzentrum beginnen", "Delegation besucht Biotechfirmen", "Wohnprogramm für Fachkräfte erläutert",
           "Berichtigung der Ausschreibung für Hausdienste", "Jahresbericht der Wirtschaftszonen veröffentlicht"),
    "es": ("Nueva oferta de naves industriales en el parque oriental", "Abierta la inscripción a la jornada de inversores", "Un fabricante de baterías firma su contrato", "Consulta sobre ayudas al alquiler para diseñadores", "Preguntas y respuestas sobre comercio exterior",
           "Publicada la segunda lista de talleres digitales", "Adjudicado el solar hotelero del puerto", "Comienzan las obras del centro de maquinaria", "Una delegación visita empresas de biotecnología", "El plan de vivienda para técnicos, explicado",
           "Corrección del concurso de servicios", "Informe anual de las zonas económicas"),
    "ja": ("東部工業団地の標準工場入居企業を募集します", "秋季企業立地セミナーの参加受付を開始しました", "電池部品メーカーと立地協定を締結しました", "半導体設計企業向け家賃補助の意見募集について", "越境電子商取引に関する質疑応答集の公表", "デジタル工場認定企業の第二次公表について",
           "臨海ホテル用地の公募結果について", "機械産業拠点第二期工事の入札公告", "区長が生命科学企業を視察しました", "技術者向け住宅制度の解説を掲載しました", "施設管理業務委託の入札公告の訂正", "開発区年次評価の結果について"),
    "ko": ("동부산업단지 표준공장 입주기업 모집 공고", "추계 투자설명회 참가 신청 안내", "배터리 부품기업 입주협약 체결", "반도체 설계기업 임대료 지원안 의견수렴", "해외전자상거래 제도 질의응답 안내", "제2차 디지털공장 명단 공표",
           "해안호텔 부지 공모 결과 안내", "기계산업기지 2단계 공사 입찰공고", "구청장 생명과학기업 현장방문", "기술인력 주택제도 해설자료", "시설관리용역 입찰 정정공고", "경제구역 연차평가 결과 발표"),
    "vi": ("Thông báo cho thuê nhà xưởng tiêu chuẩn khu phía Đông", "Mở đăng ký hội nghị xúc tiến đầu tư mùa thu", "Nhà sản xuất pin ký hợp đồng thuê đất", "Lấy ý kiến về hỗ trợ tiền thuê cho doanh nghiệp chip", "Hỏi đáp về thương mại điện tử xuyên biên giới",
           "Công bố danh sách xưởng số hóa đợt hai", "Kết quả đấu giá khu đất khách sạn ven biển", "Khởi công giai đoạn hai cụm cơ khí", "Lãnh đạo quận thăm doanh nghiệp y sinh", "Giải thích chính sách nhà ở cho kỹ sư",
           "Đính chính gói thầu dịch vụ quản lý", "Báo cáo đánh giá khu kinh tế thường niên"),
    "tc": ("標準廠房公開招租事宜公告", "秋季重點產業招商說明會報名須知", "電池零件製造商簽約進駐園區", "晶片設計業租金補助辦法預告", "跨境電商常見問答專區上線", "第二批數位工廠名單公布",
           "臨港旅館用地標租結果", "精密機械園區二期工程招標", "區長走訪生技業者", "人才宿舍配租作業說明", "物流園區物業採購更正公告", "年度園區績效評比結果出爐"),
}  # fmt: skip


def _abroad(language: str, menu: str, foot: str) -> str:
    links = "".join(f"<li><a href='/{n}/'>{word}</a></li>" for n, word in enumerate(menu.split("|")))
    return (f"<!DOCTYPE html><html lang='{language}'><head><meta charset='utf-8'><title>{menu.split('|')[1]}</title></head><body><header><ul class='menu'>{links}</ul></header>"
            f"<main>{{rows}}{{pager}}</main><footer><p>{foot}</p></footer></body></html>")  # fmt: skip


ENGLISH = _abroad("en", "Home|News|Sectors|Contact us", "© 2025 Yunqi Development Zone. All rights reserved. <a href='/privacy'>Privacy</a>")
GERMAN = _abroad("de", "Startseite|Aktuelles|Standort|Kontakt", "© 2025 Wirtschaftszone Yunqi. <a href='/impressum'>Impressum</a>")
SPANISH = _abroad("es", "Inicio|Noticias|Sectores|Contacto", "© 2025 Zona Económica Yunqi. <a href='/aviso'>Aviso legal</a>")
JAPANESE = _abroad("ja", "ホーム|新着情報|企業立地|お問い合わせ", "雲栖開発区管理事務所 電話 000-000-0000 <a href='/policy'>サイトポリシー</a>")
KOREAN = _abroad("ko", "홈|알림마당|투자안내|오시는 길", "운서경제구역청 대표전화 000-0000-0000 <a href='/privacy'>개인정보처리방침</a>")
VIETNAMESE = _abroad("vi", "Trang chủ|Tin tức|Đầu tư|Liên hệ", "Ban Quản lý Khu kinh tế Vân Thê. Điện thoại: 000 0000 000")
SUMMARY = "园区就有关事项作出安排，欢迎各类企业关注和申报，详情见正文。"

# name, address, dates, around, entry, pager, then what is named
ROWS: tuple[tuple, ...] = (
    # -- hosted site builders
    ("faisco.table", "/nd.jsp?id={id}", "%Y-%m-%d", "<div id='newsList562' class='newsList'>",
     "<table class='line J_lineBody' cellpadding='0' cellspacing='0'><tr><td class='newsTitle'><a class='fk-newsListTitle J_mixNewsStyleTitle' href='{h}' title='{t}'>{t}</a></td><td class='newsCalendar'><a class='fk-newsListDate' href='{h}'><span class='mixNewsStyleDate'>{d}</span></a></td></tr></table><div class='separatorLine'></div>", "faisco"),
    ("faisco.summary", "/h-nd-{id}.html", "%Y-%m-%d 09:20", "<div class='newsList'>",
     f"<div class='J_newsResultLine line' newsid='{{id}}'><a class='J_newsListPic' href='{{h}}'><img alt='' src='/{{n}}.jpg'></a><div class='mixNewsStyleTitleContainer'><a class='mixNewsStyleTitle' href='{{h}}'>{{t}}</a></div><p class='mixNewsStyleSummary'>{SUMMARY}</p><div class='mixNewsInfo'><span class='mixNewsStyleDate'>{{d}}</span><span class='hits'>{{n}}7</span></div></div>", "faisco"),
    ("sxl.blog", "/blog/{id}", "%Y年%m月%d日", "<div class='s-blog-section'>",
     f"<div class='s-blog-entry'><div class='s-blog-entry-inner'><div class='s-blog-image'><a target='_self' href='{{h}}' aria-label='{{t}}' style='background-image:url(/{{n}}.jpg)'></a></div><div class='s-blog-info'><div class='s-blog-header'><h3 class='s-blog-title'><a target='_self' href='{{h}}'>{{t}}</a></h3><span class='s-blog-date'>{{d}}</span></div><div class='s-blog-details-blurb'>{SUMMARY}</div><a class='s-blog-entry-button' href='{{h}}'>阅读全文</a></div></div></div>", "none"),
    ("metinfo.list", "shownews.php?id={id}", "%Y-%m-%d", "<div class='met-news-list'><ul class='met-page-ajax'>",
     f"<li class='border-bottom1'><h4><a href='{{h}}' title='{{t}}' target='_self'>{{t}}</a></h4><p class='des'>{SUMMARY}</p><p class='info'><span>{{d}}</span><span class='margin-left-10'>admin</span><span class='margin-left-10'><i class='icon wb-eye'></i>{{n}}35</span></p></li>", "metinfo"),
    ("pboot.card", "/news/{id}.html", "%Y-%m-%d", "<div class='row'>",
     f"<div class='col-12 col-sm-6 col-lg-3'><div class='card'><div class='card-img-150'><a href='{{h}}'><img class='card-img-top' src='/{{n}}.jpg' alt='{{t}}'></a></div><div class='card-body'><h5 class='card-title'><a href='{{h}}'>{{t}}</a></h5><p class='card-text'><span class='badge badge-danger'>置顶</span> <span class='badge badge-warning'>推荐</span></p><p class='card-text text-secondary'>{SUMMARY}</p><p class='card-text'><small class='text-muted'>{{d}}</small></p></div></div></div>", "pboot"),
    ("eyou.article", "/xwdt/{id}.html", "%Y-%m-%d", "<section class='article-list'>",
     f"<article><a href='{{h}}' title='{{t}}' style='float:left'><img src='/{{n}}.jpg' alt='{{t}}' height='100'></a><h2><a href='{{h}}' class=''>{{t}}</a><span>{{n}}5°C</span></h2><div class='excerpt'><p>{SUMMARY}</p></div><div class='meta'><span class='item'><time>{{d}}</time></span><span class='item'>分类：<a href='/xwdt/'>招商动态</a></span></div></article>", "eyou"),
    ("dede.picture", "/a/zs/{id}.html", "%Y-%m-%d", "<div class='art_list'><ul>",
     f"<li><div class='fl'><a href='{{h}}'><img src='/{{n}}.jpg' alt='{{t}}' /></a></div><div class='fr'><a href='{{h}}'>{{t}}</a><span>{{d}}</span><p>{SUMMARY}...</p></div></li>", "dede"),
    ("dede.wap", "/wap.php?action=article&id={id}", "%m-%d", "<div class='list'>", "{n}.<a href='{h}'>{t}</a>({d})<br/>", "dede-wap"),
    ("empire.wap", "show.php?classid=3&amp;id={id}&amp;style=0", "%Y-%m-%d %H:%M:%S", "<p><b>列表:</b>通知公告</p><p>", "<a href='{h}'>{t}</a> <small>({d})</small><br />", "empire-wap"),
    ("empire.list", "/news/gg/{y}-{m}-{D}/{id}.html", "%Y-%m-%d", "<table width='100%' class='box'><tr><td><ul>", "<li><span>{d}</span>[<a href='/news/gg/'>公告</a>]&nbsp;<a href='{h}' title='{t}'>{t}</a></li>", "empire"),
    ("thinkcmf", "/portal/article/index/id/{id}/cid/3.html", "%Y-%m-%d %H:%M", "<div class='tc-main'>",
     f"<div class='list-boxes'><h2><a href='{{h}}'>{{t}}</a></h2><p>{SUMMARY}</p><div class='meta pull-left'><a href='/user/index/index/id/1.html'>园区编辑</a> • {{d}} • <a href='javascript:;'><i class='fa fa-eye'></i><span>{{n}}</span></a></div></div>", "thinkphp"),
    # -- publishing systems, boards, portals
    ("discuz.board", "thread-{id}-1-1.html", "{y}-{M}-{DD}", "<form method='post' name='moderate' id='moderate' action='forum.php'><table id='threadlisttableid'>",
     "<tbody id='normalthread_{id}'><tr><td class='icn'><a href='thread-{id}-1-1.html' title='新窗口打开' target='_blank'><img src='/f.gif'></a></td><th class='new'><em>[<a href='forum.php?fid=2&amp;typeid=7'>招商</a>]</em> <a href='{h}' class='s xst'>{t}</a></th><td class='by'><cite><a href='space-uid-{n}.html'>园区小林</a></cite><em><span>{d}</span></em></td><td class='num'><a href='{h}' class='xi2'>{n}</a><em>{n}35</em></td><td class='by'><cite><a href='space-username-x.html'>访客</a></cite><em><a href='forum.php?mod=redirect&amp;tid={id}&amp;goto=lastpost#lastpost'>2025-10-31 09:12</a></em></td></tr></tbody>", "discuz"),
    ("wordpress.zh", "/archives/{id}", "%Y年%m月%d日", "<div id='primary'><main>",
     f"<article id='post-{{id}}' class='post hentry'><header class='entry-header'><h2 class='entry-title'><a href='{{h}}' rel='bookmark'>{{t}}</a></h2></header><div class='entry-content'><p>{SUMMARY}</p><p><a href='{{h}}' class='more-link'>继续阅读<span class='screen-reader-text'>“{{t}}”</span></a></p></div><footer class='entry-footer'><span class='posted-on'><a href='{{h}}' rel='bookmark'><time class='entry-date published' datetime='{{y}}-{{m}}-{{D}}T10:02:00+08:00'>{{d}}</time><time class='updated' datetime='2025-10-31T08:00:00+08:00'>2025年10月31日</time></a></span><span class='cat-links'><a href='/category/zs/' rel='category tag'>招商</a></span></footer></article>", "wp-numbers"),
    ("wordpress.older", "/{y}/{m}/{id}/", "%Y-%m-%d", "<div class='content-wrap'><div class='content'>",
     f"<article class='excerpt'><header><a class='cat' href='/category/zs/'>招商动态<i></i></a><h2><a target='_blank' href='{{h}}' title='{{t}} - 云栖园区'>{{t}}</a></h2></header><p class='meta'><time><i class='fa fa-clock-o'></i>{{d}}</time><span class='pv'><i class='fa fa-eye'></i>阅读({{n}}2)</span><a class='pc' href='{{h}}#respond'><i class='fa fa-comments-o'></i>评论(0)</a></p><p class='note'>{SUMMARY}</p></article>", "wp-older"),
    ("sharepoint.view", "/Lists/News/DispForm.aspx?ID={id}", "{y}/{M}/{DD} 9:05", "<table class='ms-listviewtable' summary='公告'><tr class='ms-viewheadertr'><th>标题</th><th>修改时间</th><th>修改者</th></tr>",
     "<tr class='ms-itmhover'><td class='ms-vb-title'><div class='ms-vb itx'><a class='ms-listlink' onfocus='OnLink(this)' href='{h}'>{t}</a></div></td><td class='ms-vb2'><nobr>{d}</nobr></td><td class='ms-vb-user'><a href='/_layouts/userdisp.aspx?ID=3'>信息管理员</a></td></tr>", "sharepoint"),
    ("sharepoint.query", "/News/Pages/{id}.aspx", "%Y/%m/%d", "<div class='cbq-layout-main'><ul class='dfwp-column dfwp-list'>",
     f"<li class='dfwp-item'><div class='item link-item'><a href='{{h}}' title='{{t}}'>{{t}}</a><div class='description'>{SUMMARY}</div><span class='newsdate'>{{d}}</span></div></li>", "none"),
    ("liferay.asset", "/web/guest/news/-/asset_publisher/U9jF/content/{id}", "%Y-%m-%d", "<div class='portlet-body'>",
     f"<div class='asset-abstract default-asset-publisher'><h3 class='asset-title'><a href='{{h}}'><i class='icon-file-alt'></i> {{t}}</a></h3><div class='asset-content'><div class='asset-summary'>{SUMMARY}</div><div class='asset-more'><a href='{{h}}'>阅读更多 <span class='hide-accessible'>关于{{t}}</span> &raquo;</a></div></div><div class='asset-metadata'><span class='metadata-entry metadata-publish-date'>{{d}}</span></div></div>", "liferay"),
    ("joomla.table", "/index.php/news/{id}-gg", "%d-%m-%Y", "<form action='/index.php/news' method='post' name='adminForm' id='adminForm'><table class='category table table-striped'><thead><tr><th id='categorylist_header_title'>标题</th><th>发布日期</th><th>点击数</th></tr></thead><tbody>",
     "<tr class='cat-list-row0'><td headers='categorylist_header_title' class='list-title'><a href='{h}'>{t}</a></td><td class='list-date small'>{d}</td><td class='list-hits'><span class='badge badge-info'>点击数: {n}5</span></td></tr>", "joomla"),
    ("weaver.portal", "javascript:openFullWindowForXtable(\"/docs/docs/DocDsp.jsp?id={id}\")", "%Y-%m-%d", "<table class='ElementTable'>",
     "<tr><td width='8'><img src='e.gif'></td><td class='field'><a href='{h}' title='{t}'><font class='font'>{c}</font></a></td><td width='76'><font class='font'>{d}</font></td></tr>", "none", {"address": "/docs/docs/DocDsp.jsp?id={id}", "cut": 15}),
    ("seeyon.portal", "/seeyon/newsData.do?method=newsView&newsId={id}", "%Y-%m-%d 10:20", "<div class='news_content'><ul>",
     "<li class='news_item'><span class='title' title='{t}' onclick=\"openDetailURL('/seeyon/newsData.do?method=newsView&amp;newsId={id}')\">{t}</span><span class='publishDept'>综合办</span><span class='publishTime'>{d}</span></li>", "none"),
    ("nextdata", "/news/{id}", "{y}-{m}-{D}T01:00:00.000Z", "", '{"id":{id},"title":"{t}","slug":"{h}","publishedAt":"{d}"}', "none",
     {"page": "<html><head><title>新闻</title></head><body><div id='__next'><header><a href='/'>首页</a></header></div><script id='__NEXT_DATA__' type='application/json'>{\"props\":{\"pageProps\":{\"total\":98,\"posts\":[{rows}]}},\"page\":\"/news\",\"buildId\":\"x1\"}</script></body></html>"}),
    ("wechat.album", "https://mp.weixin.example/s?__biz=MzA&amp;mid={id}&amp;idx=1#rd", "{unix}", "<ul class='album__list js_album_list'>",
     "<li class='album__list-item js_album_item' data-msgid='{id}' data-link='{h}' data-title='{t}'><div class='album__item-content'><div class='album__item-title'><span class='album__item-title-wrp'>{t}</span></div><div class='album__item-info'><span class='js_article_create_time album__item-info-item'>{d}</span></div></div></li>", "none"),
    # -- server-rendered component libraries
    ("ant.list", "/news/detail/{id}", "%Y-%m-%d", "<div class='ant-list ant-list-split'><div class='ant-spin-nested-loading'><div class='ant-spin-container'><ul class='ant-list-items'>",
     f"<li class='ant-list-item'><div class='ant-list-item-meta'><div class='ant-list-item-meta-content'><h4 class='ant-list-item-meta-title'><a href='{{h}}'>{{t}}</a></h4><div class='ant-list-item-meta-description'>{SUMMARY} 发布于 {{d}}</div></div></div><ul class='ant-list-item-action'><li><span>{{n}}2 浏览</span><em class='ant-list-item-action-split'></em></li><li><span>{{n}} 点赞</span></li></ul></li>", "ant"),
    ("layui.timeline", "/article/{id}", "%Y-%m-%d", "<ul class='layui-timeline'>",
     "<li class='layui-timeline-item'><i class='layui-icon layui-timeline-axis'>&#xe63f;</i><div class='layui-timeline-content layui-text'><h3 class='layui-timeline-title'><a href='{h}' rel='bookmark'>{t}</a></h3><ul><li>{d}</li><li>招商中心</li><li>园区动态</li></ul></div></li>", "words"),
    ("element.timeline", "/news/{id}", "%Y/%m/%d", "<ul class='el-timeline'>",
     "<li class='el-timeline-item'><div class='el-timeline-item__tail'></div><div class='el-timeline-item__node el-timeline-item__node--normal'></div><div class='el-timeline-item__wrapper'><div class='el-timeline-item__timestamp is-top'>{d}</div><div class='el-timeline-item__content'><div class='el-card is-always-shadow'><div class='el-card__body'><a href='{h}'><h4>{t}</h4></a><p>管委会办公室 发布</p></div></div></div></div></li>", "element"),
    ("bootstrap.group", "/news/{id}", "%Y-%m-%d", "<div class='list-group'>",
     f"<a class='list-group-item list-group-item-action' href='{{h}}'><div class='d-flex w-100 justify-content-between'><h5 class='mb-1'>{{t}}</h5><small>{{d}}</small></div><p class='mb-1'>{SUMMARY}</p><small>招商服务中心</small></a>", "bootstrap"),
    ("bootstrap.collapse", "/news/{id}.html", "%m-%d", "<div class='panel-group' id='accordion'>", "<li class='list-group-item'><span class='badge'>{d}</span><a href='{h}'>{t}</a></li>", "none",
     {"group": ("<div class='panel panel-default'><div class='panel-heading'><h4 class='panel-title'><a data-toggle='collapse' href='#y{y}'>{y}年</a></h4></div><div id='y{y}' class='panel-collapse collapse'><ul class='list-group'>", "</ul></div></div>"), "step": 60}),
    ("details.years", "/n/{id}.html", "{M}月{DD}日", "<div class='archive'>", "<li><a href='{h}'>{t}</a>（{d}）</li>", "none", {"group": ("<details open><summary>{y}年度</summary><ol>", "</ol></details>"), "step": 50}),
    ("calendar.month", "/event/{id}.html", "%d", "<div class='calendar'>", "<tr><td class='day'>{d}</td><td>全天</td><td><a href='{h}'>{t}</a></td></tr>", "none",
     {"group": ("<table class='month'><caption>{y}年{M}月</caption>", "</table>"), "by": "month", "step": 11}),
    ("yii.grid", "/news/view?id={id}", "%Y-%m-%d %H:%M", "<div class='grid-view'><div class='summary'>第<b>1-12</b>条，共<b>98</b>条数据.</div><table class='table table-striped'><thead><tr><th>#</th><th><a href='/news/index?sort=title' data-sort='title'>标题</a></th><th><a class='desc' href='/news/index?sort=created_at'>发布时间</a></th><th class='action-column'>操作</th></tr></thead><tbody>",
     "<tr data-key='{id}'><td>{n}</td><td>{t}</td><td>{d}</td><td><a href='{h}' title='查看' aria-label='查看'><span class='glyphicon glyphicon-eye-open'></span></a></td></tr>", "yii"),
    # -- lists in forms
    ("gridview.postback", "ShowNews.aspx?ID={id}", "%Y-%m-%d", "<form method='post' action='./NewsList.aspx?t=3' id='form1'><input type='hidden' name='__VIEWSTATE' value='dDwtMTI='><input type='hidden' name='__EVENTTARGET' value=''><div><table id='GridView1' border='1'><tr><th scope='col'>序号</th><th scope='col'>标题</th><th scope='col'>发布时间</th></tr>",
     "<tr><td>{n}</td><td align='left'><a id='GridView1_ctl_{n}_HyperLink1' href='{h}' target='_blank'>{t}</a></td><td>{d}</td></tr>", "none",
     {"group": ("", "<tr class='pgr'><td colspan='3'><table border='0'><tr><td><span>1</span></td><td><a href=\"javascript:__doPostBack('GridView1','Page$2')\">2</a></td><td><a href=\"javascript:__doPostBack('GridView1','Page$3')\">3</a></td><td><a href=\"javascript:__doPostBack('GridView1','Page$11')\">...</a></td></tr></table></td></tr>")}),
    ("aspnetpager.form", "NewsDetail.aspx?id={id}", "%Y/%m/%d", "<form method='post' action='NewsList.aspx?t=3' id='form2'><input type='hidden' name='__VIEWSTATE' value='dDwtMTM='><div class='newslist'>",
     "<div class='newslist_item'><div class='newslist_title'><a href='{h}'>{t}</a></div><div class='newslist_date'><span id='rpt_ctl_{n}_lblDate'>{d}</span></div></div>", "postback"),
    ("checkbox.form", "/cms/article/{id}.html", "%Y-%m-%d", "<form id='exportForm' action='/cms/export' method='post'><table class='datalist'><tr><th><input type='checkbox' id='all'></th><th>标题</th><th>栏目</th><th>日期</th></tr>",
     "<tr><td><input type='checkbox' name='ids' value='{id}'></td><td><a href='{h}'>{t}</a></td><td><a href='/cms/column/3.html'>招商公告</a></td><td>{d}</td></tr>", "words"),
    # -- exchanges, associations, courts, land
    ("szse.script", "/disclosure/notice/{ymd}_{id}.html", "%Y-%m-%d", "<div class='article-list'><ul class='newslist date-right'>",
     "<li><div class='title'><script>var curHref = '{h}'; var curTitle ='{t}'; document.write('<a class=\"ellipsis\" href=\"' + curHref + '\" title=\"' + curTitle + '\">' + curTitle + '</a>');</script></div><span class='time'>{d}</span></li>", "trs"),
    ("exchange.pdf", "/disclosure/{y}-{m}-{D}/{id}.PDF", "%Y-%m-%d", "<div class='sse_list_1'><dl>", "<dd><span>{d}</span><a href='{h}' title='{t}' target='_blank'>{t}</a></dd>", "words"),
    ("csrc.row", "./{y}{m}/t{ymd}_{id}.htm", "{y}年{m}月{D}日", "<div id='documentContainer'>",
     "<div class='row'><li class='mc'><div class='mc-wrap'><a href='{h}' target='_blank'>{t}</a></div></li><li class='wh'>云管〔{y}〕{n}号</li><li class='fbrq'>{d}</li></div>", "trs"),
    ("spb.common", "/c100/c{ymd}/{id}.shtml", "%Y-%m-%d", "<div class='list-right'><ul>", "<li><a href='{h}'><i></i><p>{t}</p><span>{d}</span></a></li>", "trs-div"),
    ("nifd.item", "/Research/Detail/{id}", "%Y-%m-%d", "<div class='qr-main'>", "<div class='qr-main-item'><a href='{h}'><h2>{t}</h2></a><p><span>{d}</span><span>招商研究室</span></p></div>", "mvc"),
    ("chinacourt.list", "/article/detail/{y}/{m}/id/{id}.shtml", "%Y-%m-%d %H:%M:%S", "<div class='yui3-u news_list'><ul>",
     "<li><span class='left'><a title='{t}' href='{h}' target='_blank'>{c}</a></span><span class='right'>{d}</span></li>", "chinacourt", {"cut": 16}),
    ("court.notice", "/bulletin/court/{y}/{m}/{D}/{id}.html", "%Y-%m-%d", "<table class='bulletin'><tr><th>公告类型</th><th>公告人</th><th>刊登日期</th><th>公告内容</th></tr>",
     "<tr><td>清算公告</td><td>云栖区人民法院</td><td>{d}</td><td><a href='{h}' target='_blank' title='{t}'>{c}</a></td></tr>", "words", {"cut": 14}),
    ("land.columns", "/land/notice/{id}.html", "%Y-%m-%d", "<table class='land'><tr><th>序号</th><th>公告编号</th><th>地块名称</th><th>位置</th><th>用途</th><th>面积</th><th>年限</th><th>报名截止</th><th>公告日期</th></tr>",
     "<tr><td>{n}</td><td>云地告字〔{y}〕{n}号</td><td><a href='{h}'>{t}</a></td><td>东片区纬五路北</td><td>工业用地</td><td>{n}3.5亩</td><td>50年</td><td>2025-12-0{last}</td><td>{d}</td></tr>", "select"),
    ("ccfa.time", "/portal/cn/xiangxi.jsp?id={id}", "%Y/%m/%d", "<div class='page_right'><ul><li class='page_tit'><a href='/'>首页</a> &gt; 协会动态</li>", "<li><a href='{h}' target='_blank'>{t}</a><span class='list_time'>{d}</span></li>", "go-query"),
    ("two.rows", "/xm/{id}.html", "发布日期：%Y-%m-%d", "<table class='xm'>",
     "<tr><td rowspan='2'><img src='/{n}.jpg' width='90'></td><td class='bt'><a href='{h}'>{t}</a></td></tr><tr><td class='xx'>{d} 浏览：{n}2次</td></tr>", "words"),
    ("dl.many", "/zc/{id}.html", "发布时间：%Y-%m-%d", "<dl class='zclist'>", f"<dt><a href='{{h}}'>{{t}}</a></dt><dd class='intro'>{SUMMARY}</dd><dd>类型：通知</dd><dd>{{d}}</dd>", "numbers"),
    ("tabs.two", "/gg/{id}.html", "%Y-%m-%d", "<div class='tab-box'><ul class='nav nav-tabs'><li class='active'><a href='#a' data-toggle='tab'>招商公告</a></li><li><a href='#b' data-toggle='tab'>常见问题</a></li></ul><div class='tab-content'>",
     "<li><a href='{h}'>{t}</a><span>{d}</span></li>", "words",
     {"group": ("<div class='tab-pane active' id='a'><ul>", "</ul></div><div class='tab-pane' id='b'><ul><li><a href='/wt/1.html'>厂房租金怎样计算</a></li><li><a href='/wt/2.html'>入驻需要哪些材料</a></li><li><a href='/wt/3.html'>人才补贴何时发放</a></li></ul></div>")}),
    ("days.ago", "/p/{id}", "{ago}天前", "<div class='stream'>", f"<div class='media'><div class='media-left'><a href='{{h}}'><img src='/{{n}}.png'></a></div><div class='media-body'><h4 class='media-heading'><a href='{{h}}'>{{t}}</a></h4><p>{SUMMARY}</p><span class='time'>{{d}}</span></div></div>", "bootstrap"),
    ("year.dot", "/info/{id}.htm", "{y}.<b>{m}-{D}</b>", "<div id='news_list'><ul>", "<li><div class='rq'>{d}</div><div class='text'><h3><a href='{h}'>{t}</a></h3></div></li>", "vsb"),
    # -- neighbours and further away
    ("ccms.taipei", "News_Content.aspx?n=A6&amp;sms=15&amp;s={id}", "{roc}-%m-%d", "<div class='area-table rwd-straight'><table><thead><tr><th>編號</th><th>標題</th><th>發布單位</th><th>發布日期</th></tr></thead><tbody>",
     "<tr><td class='CCMS_jGridView_td_Class_0' data-title='編號'><span>{n}</span></td><td class='CCMS_jGridView_td_Class_1 is-left' data-title='標題'><span><a href='{h}' title='{t}'>{t}</a></span></td><td class='CCMS_jGridView_td_Class_2' data-title='發布單位'><span>招商科</span></td><td class='CCMS_jGridView_td_Class_3' data-title='發布日期'><span>{d}</span></td></tr>", "ccms", {"topics": SPOKEN["tc"]}),
    ("macau.news", "/detail/zh-hant/N25J{id}", "%Y年%m月%d日 18:05", "<div class='infoList'>",
     "<div class='infoContentContainer'><a class='baseInfo' href='{h}'><h5 class='infoSubjectContainer'><span class='txt'>{t}</span></h5></a><div class='line'><a class='entity' href='/entity/12'>招商投資促進局</a><time class='infoCreatedAt' datetime='{y}-{m}-{D}T18:05:00+0800'>{d}</time></div></div>", "traditional", {"topics": SPOKEN["tc"]}),
    ("exchange.hk", "/News/Release/{y}/{id}?sc_lang=en", "%d", "",
     "<div class='news-releases__section--item'><div class='news-releases__section--date-container'><div class='news-releases__section--date-day'>{d}</div><div class='news-releases__section--date-month'>{mon} {y}</div></div><div class='news-releases__section--content'><div class='news-releases__section--type'>Corporate</div><a class='news-releases__section--content-title' href='{h}'>{t}</a></div></div>", "load-more",
     {"topics": SPOKEN["en"], "page": ENGLISH}),
    ("govuk.list", "/government/news/{id}", "%d %B %Y", "",
     "<li class='gem-c-document-list__item'><div class='gem-c-document-list__item-title'><a class='govuk-link' href='{h}'>{t}</a></div><p class='gem-c-document-list__item-description'>The zone office sets out what companies need to know and how to apply.</p><ul class='gem-c-document-list__item-metadata'><li class='gem-c-document-list__attribute'>Document type: News story</li><li class='gem-c-document-list__attribute'>Organisation: Zone Office</li><li class='gem-c-document-list__attribute'>Updated: <time datetime='{y}-{m}-{D}'>{d}</time></li></ul></li>", "govuk",
     {"topics": SPOKEN["en"], "page": ENGLISH.replace("{rows}", "<ul class='gem-c-document-list'>{rows}</ul>")}),
    ("invest.en", "/news/{id}/", "%B %d, %Y", "",
     "<article class='teaser'><a class='teaser__link' href='{h}'><div class='teaser__media'><img src='/{n}.jpg' alt=''></div><div class='teaser__body'><p class='teaser__kicker'>Press release</p><h3>{t}</h3><p class='teaser__date'>{d}</p><span class='teaser__more'>Read more</span></div></a></article>", "bootstrap",
     {"topics": SPOKEN["en"], "page": ENGLISH}),
    ("typo3.news", "/aktuelles/detail/{id}", "%d.%m.%Y", "",
     "<div class='article articletype-0' itemscope='itemscope' itemtype='http://schema.org/Article'><div class='header'><h3><a title='{t}' href='{h}'><span itemprop='headline'>{t}</span></a></h3></div><div class='teaser-text'><div itemprop='description'><p>Die Zone informiert über Ablauf, Fristen und Ansprechpartner.</p></div><a class='more' title='{t}' href='{h}'>Weiterlesen</a></div><div class='footer'><p><span class='news-list-date'><time itemprop='datePublished' datetime='{y}-{m}-{D}'>{d}</time></span><span class='news-list-category'>Standort</span></p></div></div>", "typo3",
     {"topics": SPOKEN["de"], "page": GERMAN.replace("{rows}", "<div class='news'><div class='news-list-view'>{rows}</div></div>")}),
    ("drupal.es", "/noticias/{id}", "%d/%m/%Y", "",
     "<div class='views-row'><div class='views-field views-field-field-fecha'><span class='date-display-single'>{d}</span></div><div class='views-field views-field-title'><span class='field-content'><a href='{h}'>{t}</a></span></div><div class='views-field views-field-body'><p>La zona informa de plazos y requisitos.</p><a href='{h}'>Leer más</a></div></div>", "spanish",
     {"topics": SPOKEN["es"], "page": SPANISH.replace("{rows}", "<div class='view-content'>{rows}</div>")}),
    ("meti.newslist", "/press/{y}/{m}/{ymd}/{id}.html", "令和{reiwa}年{M}月{DD}日", "", "<li>{d}　<a href='{h}'>{t}</a></li>", "japanese",
     {"topics": SPOKEN["ja"], "page": JAPANESE.replace("{rows}", "<div class='NewsList'><ul>{rows}</ul></div>")}),
    ("mhlw.listnews", "/stf/newpage_{id}.html", "{y}年{M}月{DD}日掲載", "",
     "<li><a class='m-listNews__link' href='{h}'><div class='m-listNews__date'><time datetime='{y}-{m}-{D}'>{d}</time><span class='m-listNews__category'>募集</span></div><span class='m-listNews__text'>{t}</span></a></li>", "japanese-count",
     {"topics": SPOKEN["ja"], "page": JAPANESE.replace("{rows}", "<ul class='m-listNews'>{rows}</ul>")}),
    ("gnuboard", "/bbs/board.php?bo_table=notice&amp;wr_id={id}", "%Y-%m-%d", "",
     "<tr><td class='td_num2'>{n}</td><td class='td_subject'><div class='bo_tit'><a href='{h}'>{t}</a></div></td><td class='td_name sv_use'><span class='sv_member'>최고관리자</span></td><td class='td_num'>{n}3</td><td class='td_datetime'>{d}</td></tr>", "gnuboard",
     {"topics": SPOKEN["ko"], "page": KOREAN.replace("{rows}", "<form name='fboardlist' method='post' action='./board_list_update.php'><div class='tbl_head01 tbl_wrap'><table><caption>공지사항 목록</caption><thead><tr><th>번호</th><th>제목</th><th>글쓴이</th><th>조회</th><th>날짜</th></tr></thead><tbody>{rows}</tbody></table></div></form>")}),
    ("egov.board", "/cop/bbs/selectBoardArticle.do?bbsId=B01&nttId={id}", "%Y.%m.%d", "",
     "<tr><td>{n}</td><td class='left'><a href='#none' onclick=\"fn_view('{id}','B01'); return false;\">{t}</a></td><td>투자유치과</td><td>{d}</td><td>{n}8</td></tr>", "egov",
     {"topics": SPOKEN["ko"], "page": KOREAN.replace("{rows}", "<script>function fn_view(nttId, bbsId){ location.href = '/cop/bbs/selectBoardArticle.do?bbsId=' + bbsId + '&nttId=' + nttId; }</script><table class='board_list'><thead><tr><th>번호</th><th>제목</th><th>담당부서</th><th>등록일</th><th>조회수</th></tr></thead><tbody>{rows}</tbody></table>")}),
    ("vietnam.news", "/tin-tuc/{id}.htm", "%d/%m/%Y - 09:15", "",
     "<div class='item-news'><h3 class='title-news'><a href='{h}' title='{t}'>{t}</a></h3><p class='description'><a href='{h}'>Ban Quản lý thông báo nội dung, thời hạn và đầu mối liên hệ.</a></p><span class='publish-time'>{d}</span></div>", "vietnam",
     {"topics": SPOKEN["vi"], "page": VIETNAMESE.replace("{rows}", "<div class='list-news'>{rows}</div>")}),
)  # fmt: skip

# A fourth wave, written down after the third one's kinds were cured, before any of it was read.
LATER: tuple[tuple, ...] = (
    ("card.tables", "/a/{id}.html", "%Y-%m-%d", "<div class='cards'>", "<table class='card'><tr><th>公告名称</th><td><a href='{h}'>{t}</a></td></tr><tr><th>发布单位</th><td>招商中心</td></tr><tr><th>发布日期</th><td>{d}</td></tr></table>", "words"),
    ("button.view", "/gg/view?id={id}", "%Y-%m-%d", "<script>function view(id){ window.location = '/gg/view?id=' + id; }</script><ul class='btns'>",
     "<li><input type='hidden' name='id' value='{id}'><label class='t'>{t}</label><span class='d'>{d}</span><button type='button' onclick='view({id})'>查看详情</button></li>", "none"),
    ("views.table", "/node/{id}", "%Y-%m-%d - %H:%M", "<table class='views-table cols-3'><thead><tr><th><a href='?order=title&amp;sort=asc' title='按标题排序'>标题</a></th><th>部门</th><th class='active'><a href='?order=created&amp;sort=asc'>发布日期<img src='/asc.png' alt='升序排列'></a></th></tr></thead><tbody>",
     "<tr class='odd'><td class='views-field views-field-title'><a href='{h}'>{t}</a></td><td class='views-field'>投资促进科</td><td class='views-field views-field-created active'>{d}</td></tr>", "zero"),
    ("date.link", "/a/{id}.html", "%Y-%m-%d", "<ul class='dl'>", "<li><a class='date' href='{h}'>{d}</a><a class='title' href='{h}'>{t}</a></li>", "numbers"),
    ("reply.table", "/bbs/read-{id}.html", "%Y-%m-%d %H:%M", "<table class='threads'><tr><th>主题</th><th>作者</th><th>最后回复</th></tr>",
     "<tr><td class='subject'><a href='/bbs/read-{id}.html'>{t}</a></td><td class='author'><a href='/u/{n}'>林晓岚</a><p>{d}</p></td><td class='last'><a href='/bbs/read-{id}-last.html'>2025-10-31 08:0{last}</a><p>by 访客</p></td></tr>", "bootstrap"),
    ("typecho", "/archives/{id}/", "%b %d, %Y", "<div id='main'>", f"<article class='post'><h2 class='post-title'><a itemprop='url' href='{{h}}'>{{t}}</a></h2><ul class='post-meta'><li>作者: <a href='/author/1/' rel='author'>管理员</a></li><li>时间: <time datetime='{{y}}-{{m}}-{{D}}T10:00:00+08:00'>{{d}}</time></li><li>分类: <a href='/category/zs/'>招商</a></li><li><a href='{{h}}#comments'>评论</a></li></ul><div class='post-content'><p>{SUMMARY}</p><p class='more'><a href='{{h}}'>- 阅读剩余部分 -</a></p></div></article>", "wp-numbers"),
    ("json.script.var", "/news/{id}.html", "%Y-%m-%d", "", '{"newsid":{id},"newstitle":"{t}","newsurl":"{h}","newsdate":"{d}"}', "none",
     {"page": "<html><head><title>新闻</title></head><body><div id='list'></div><script>window.__INITIAL_STATE__={\"list\":{\"data\":[{rows}],\"total\":98}};</script></body></html>"}),
    ("three.rows", "/xm/{id}.html", "更新日期：%Y-%m-%d", "<table class='xm3'>", "<tr class='t1'><td><a href='{h}'>{t}</a></td></tr><tr class='t2'><td>地区：东片区　行业：制造业</td></tr><tr class='t3'><td>{d}</td></tr>", "words"),
    ("write.item", "/detail/{id}.html", "%Y-%m-%d", "<div class='wl'>", "<p class='it'><script>document.write(\"<a href='{h}' target='_blank'>\" + '{t}' + \"</a>\");</script><em>{d}</em></p>", "numbers"),
    ("era.japan", "/news/{id}.html", "令和{reiwa}年{M}月{DD}日", "", "<tr><td class='day'>{d}</td><td class='ttl'><a href='{h}'>{t}</a></td><td class='sec'>企業立地課</td></tr>", "japanese",
     {"topics": SPOKEN["ja"], "page": JAPANESE.replace("{rows}", "<table class='news'><tr><th>日付</th><th>件名</th><th>担当</th></tr>{rows}</table>")}),
    ("korea.list", "/board/view.do?seq={id}", "%Y-%m-%d", "", "<li><a href='{h}'><strong class='subject'>{t}</strong></a><ul class='info'><li>작성자 : 투자유치과</li><li>등록일 : {d}</li><li>조회수 : {n}2</li></ul></li>", "gnuboard",
     {"topics": SPOKEN["ko"], "page": KOREAN.replace("{rows}", "<ul class='board-list'>{rows}</ul>")}),
    ("taiwan.cards", "/News_Content.aspx?n=7&amp;s={id}", "民國{roc}年{M}月{DD}日", "<div class='group-list content'>", "<div class='essay'><a href='{h}' title='{t}'><span class='num'>{n}</span><div class='caption'>{t}</div><div class='label'><ul><li><i class='mark'>發布日期：{d}</i></li><li><i class='mark'>招商科</i></li></ul></div></a></div>", "ccms", {"topics": SPOKEN["tc"]}),
    ("german.agency", "/presse/{id}.html", "%d.%m.%Y", "", "<li class='teaser'><span class='teaser__date'>{d}</span><span class='teaser__type'>Pressemitteilung</span><h2><a href='{h}'>{t}</a></h2><a class='teaser__more' href='{h}'>Mehr erfahren</a></li>", "typo3",
     {"topics": SPOKEN["de"], "page": GERMAN.replace("{rows}", "<ul class='teasers'>{rows}</ul>")}),
    ("press.uk", "/press/{id}", "Published: %d %B %Y", "", "<div class='card'><p class='card__meta'>{d}</p><p class='card__title'><a href='{h}'>{t}</a></p><p class='card__text'>The zone office answers questions on every working day.</p></div>", "govuk",
     {"topics": SPOKEN["en"], "page": ENGLISH}),
    ("titles.site", "/info/{id}.htm", "[%m-%d]", "<ul class='s'>", "<li><a href='{h}' title='{t}_云栖经济开发区'>{t}</a><span>{d}</span></li>", "vsb"),
)  # fmt: skip
