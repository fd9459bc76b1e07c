"""Sites whose every article answers with a page that is no article: gone, locked, down, empty, or another's.

Mostly at status 200, as such pages really come; all names and texts are our own.
"""

from __future__ import annotations

import json

from strange_parts import Answer, Page, address, answer, now, number, path, token

ABSENT: dict[str, Page] = {}


def absent(page: Page) -> Page:
    """Register `page` under the name of its function."""
    ABSENT[page.__name__] = page
    return page


def _chrome(inner: str, title: str = "松溪新区管理委员会", extra: str = "") -> str:
    return f"""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title><link rel="stylesheet" href="/css/site.css">{extra}</head>
<body><div class="top"><span>欢迎访问松溪新区管理委员会门户网站</span><a href="/wza/">无障碍浏览</a></div><div class="logo">松溪新区管理委员会</div>
<ul class="nav"><li><a href="/">网站首页</a></li><li><a href="/xqgk/">新区概况</a></li><li><a href="/zwgk/">政务公开</a></li><li><a href="/tzsx/">投资松溪</a></li><li><a href="/hdjl/">互动交流</a></li></ul>
<div class="main">{inner}</div>
<div class="footer"><p>主办单位：松溪新区管理委员会　承办单位：松溪新区大数据中心</p><p>地址：松溪新区滨江大道1号　联系电话：0597-2200{number(100, 101)}　闽ICP备19000001号</p></div></body></html>"""


# Gone

@absent
def gone_in_chrome(i: int, title: str, date: str) -> Answer:
    related = "".join(f'<li><a href="/zwgk/gzdt/{n}.html">{text}</a></li>' for n, text in enumerate(
        ("新区召开第三季度经济运行分析会", "滨江大道二期正式通车", "新区组团参加数字经济博览会", "科创走廊再添一座孵化器"), number(100, 900)))
    return answer(_chrome(f"""<div class="err"><h3>您访问的页面不存在或已被删除</h3><p>可能的原因：网址有错误，请检查地址是否完整或存在多余字符；该信息已被管理员撤下。</p><p>您可以：<a href="/">返回首页</a> <a href="javascript:history.back()">返回上一页</a></p></div><div class="hot"><h4>热点推荐</h4><ul>{related}</ul></div>"""))


@absent
def gone_countdown(i: int, title: str, date: str) -> Answer:
    return answer("""<html><head><meta charset="utf-8"><title>404</title><script>var s=5;setInterval(function(){s--;document.getElementById('t').innerHTML=s;if(s==0)location.href='/';},1000)</script></head><body><div style="text-align:center"><img src="/images/404.png"><p>很抱歉，您要找的内容走丢了，<span id="t">5</span>秒后自动返回首页</p></div></body></html>""")


@absent
def gone_big5(i: int, title: str, date: str) -> Answer:
    return answer(f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=big5"><title>榕江縣政府全球資訊網</title></head><body><div id="header"><a href="/">回首頁</a> | <a href="/sitemap">網站導覽</a> | <a href="/mail">縣長信箱</a></div><div id="center"><h2>很抱歉，找不到您要的網頁</h2><p>您所查詢的網頁可能已經移除、更名或暫時無法使用。請確認網址是否正確，或由網站導覽查詢所需資訊。</p><p>查詢網址：{path(i)}</p></div><div id="footer">榕江縣政府 版權所有 地址：榕江縣文化路一段8號 電話：03-5550000</div></body></html>""", encoding="big5", declare=False)


@absent
def gone_missing_children(i: int, title: str, date: str) -> Answer:
    return answer("""<!DOCTYPE html><html><head><meta charset="utf-8"><title>404</title></head><body><script type="text/javascript" src="/volunteer/404.js" charset="utf-8" homePageUrl="/" homePageName="返回首页"></script></body></html>""")


@absent
def gone_de(i: int, title: str, date: str) -> Answer:
    return answer(f"""<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Stadt Lindenfurt - Seite nicht gefunden</title></head><body><header><a href="/">Stadt Lindenfurt</a><nav><a href="/rathaus">Rathaus</a><a href="/wirtschaft">Wirtschaft</a><a href="/kultur">Kultur</a></nav></header><main><h1>Seite nicht gefunden</h1><p>Die von Ihnen aufgerufene Seite existiert leider nicht oder wurde verschoben. Bitte prüfen Sie die Adresse oder nutzen Sie unsere Suche.</p><form action="/suche"><input name="q" value="{path(i)}"><button>Suchen</button></form></main><footer>Stadt Lindenfurt, Marktplatz 1 | Impressum | Datenschutz | Stand: {now('%d.%m.%Y %H:%M')}</footer></body></html>""")


@absent
def gone_shift_jis(i: int, title: str, date: str) -> Answer:
    return answer("""<html lang="ja"><head><meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS"><title>ページが見つかりません｜青葉町</title></head><body><div id="head">青葉町公式ホームページ</div><div id="navi"><a href="/">トップ</a>｜<a href="/kurashi/">くらし</a>｜<a href="/sangyo/">産業</a></div><div id="main"><h1>お探しのページは見つかりませんでした</h1><p>お探しのページは、移動または削除された可能性があります。お手数ですが、トップページまたはサイト内検索からお探しください。</p></div><div id="foot">青葉町役場　〒000-0000　青葉町大字中央1番地　電話：000-00-0000（代表）</div></body></html>""", encoding="shift_jis", declare=False)


@absent
def gone_alert_euc_kr(i: int, title: str, date: str) -> Answer:
    return answer("""<html><head><meta http-equiv="Content-Type" content="text/html; charset=euc-kr"></head><body><script>alert('존재하지 않거나 삭제된 게시물입니다.');history.back();</script></body></html>""", encoding="euc-kr", declare=False)


@absent
def wrong_parameter_alert(i: int, title: str, date: str) -> Answer:
    return answer("<script language=javascript>alert('参数错误！');window.opener=null;history.go(-1);</script>", encoding="gbk", declare=False,
                  Set_Cookie=f"ASPSESSIONID{token(8).upper()}={token(24).upper()}; path=/")


@absent
def nothing_found_blog(i: int, title: str, date: str) -> Answer:
    return answer("""<!doctype html><html lang="en-US"><head><meta charset="UTF-8"><title>Page not found &#8211; Port of Eastmere</title></head><body class="error404"><header><p class="site-title"><a href="/">Port of Eastmere</a></p><nav><a href="/about">About</a> <a href="/tenders">Tenders</a></nav></header><main><h1 class="page-title">Oops! That page can&rsquo;t be found.</h1><p>It looks like nothing was found at this location. Maybe try one of the links below or a search?</p><h2>Recent Posts</h2><ul><li><a href="/a">Dredging works resume in Basin 3</a></li><li><a href="/b">Harbour dues for the coming year</a></li></ul><h2>Archives</h2><select><option>Select Month</option></select></main><footer>Proudly powered by WordPress</footer></body></html>""")


@absent
def under_review(i: int, title: str, date: str) -> Answer:
    return answer(_chrome(f"""<div class="crumbs">当前位置：首页 &gt; 政务公开 &gt; 通知公告</div><div class="msg">您访问的信息正在审核中或已下线，暂时无法查看。</div><p class="t">{now('%Y年%m月%d日')}</p>"""))


@absent
def front_page_instead(i: int, title: str, date: str) -> Answer:
    news = "".join(f'<li><a href="{path(n)}">{text}</a><span>{day}</span></li>' for n, (text, day) in enumerate((
        (title, date), ("松溪新区第四次重大项目集中开工", "2026-11-02"), ("新区出台支持专精特新企业八条措施", "2026-10-27"), ("省调研组到新区调研现代物流业", "2026-10-21"),
        ("新区企业服务中心搬迁至滨江大道", "2026-10-16"), ("关于征集新区产业地图意见的启事", "2026-10-09"))))
    return answer(_chrome(f"""<div class="slide"><img src="/upload/{number(1, 99)}.jpg" alt="滨江夜色"></div><div class="col"><h3>新区要闻</h3><ul>{news}</ul></div><div class="col"><h3>友情链接</h3><a href="#">省人民政府</a> <a href="#">市人民政府</a></div><div>当前在线人数：{number(10, 200)}</div>"""))


# Locked

@absent
def login_gbk(i: int, title: str, date: str) -> Answer:
    return answer(f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>用户登录</title></head><body><table align="center" width="500"><tr><td>内部信息发布系统</td></tr><tr><td><form action="/login.do" method="post"><input type="hidden" name="returnUrl" value="{path(i)}">用户名：<input name="username"><br>密　码：<input type="password" name="password"><br>验证码：<input name="code" size="4"><img src="/captcha.jpg?t={number(1, 10**9)}"><br><input type="submit" value="登 录"><input type="reset" value="重 置"></form></td></tr><tr><td>请使用分配的账号登录，如忘记密码请联系信息中心（内线8021）</td></tr></table></body></html>""",
                  encoding="gbk", declare=False, Set_Cookie=f"JSESSIONID={token(32).upper()}; Path=/")


@absent
def single_sign_on(i: int, title: str, date: str) -> Answer:
    return answer(f"""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>统一身份认证平台</title></head><body><div class="login-box"><h2>统一身份认证平台</h2><ul class="tab"><li>账号登录</li><li>扫码登录</li><li>短信登录</li></ul><form id="fm1" method="post"><input id="username" name="username" placeholder="请输入学工号或手机号"><input type="password" name="password" placeholder="请输入密码"><label><input type="checkbox" name="rememberMe">七天内免登录</label><input type="hidden" name="lt" value="LT-{number(1000, 9999)}-{token(30)}-cas"><input type="hidden" name="execution" value="{token(36)}_{token(200)}"><button>登录</button></form><p><a href="#">忘记密码</a> <a href="#">账号激活</a></p></div><div class="foot">信息化建设与管理处　版权所有</div></body></html>""")


@absent
def posts_itself(i: int, title: str, date: str) -> Answer:
    return answer(f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Working...</title></head><body onload="document.forms[0].submit()"><noscript><p><strong>Note:</strong> Since your browser does not support JavaScript, you must press the Continue button once to proceed.</p></noscript><form action="/idp/profile/SAML2/POST/SSO" method="post"><input type="hidden" name="RelayState" value="ss:mem:{token(64)}"><input type="hidden" name="SAMLRequest" value="{token(300)}"><noscript><input type="submit" value="Continue"></noscript></form></body></html>""")


@absent
def inside_only(i: int, title: str, date: str) -> Answer:
    return answer(f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>系统提示</title></head><body><div class="prompt"><p>您当前IP为{address()}，不在允许访问的范围内。</p><p>该栏目仅限内网用户访问，请连接专用网络后重试。</p><a href="/system/login.jsp?owner=1&url={path(i)}">已有账号，点此登录</a></div></body></html>""")


@absent
def members_only_tender(i: int, title: str, date: str) -> Answer:
    return answer(f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}-汇采招标信息网</title></head><body><div class="top"><a href="/login">登录</a><a href="/reg">免费注册</a><span>客服热线：400-000-1234</span></div><div class="nav"><a href="/">首页</a><a href="/zb">招标信息</a><a href="/vip">会员服务</a></div><h1>{title}</h1><p class="meta">发布时间：{date}　所属地区：***　信息类型：招标公告</p>
<div class="detail"><div class="lock"><p>该信息为会员专享内容，请登录后查看全文</p><p>您还不是正式会员，立即开通可查看招标单位、联系人及报名方式，已有{number(20000, 90000)}家企业加入</p><a class="btn" href="/vip">立即开通</a></div></div><div class="foot">汇采招标信息网 版权所有 京ICP备17000017号</div></body></html>""")


@absent
def subscribe_to_continue(i: int, title: str, date: str) -> Answer:
    return answer(f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} - The Eastmere Courier</title></head><body><header><a href="/">The Eastmere Courier</a><a href="/signin">Sign in</a><a href="/subscribe">Subscribe</a></header><article><h1>{title}</h1><time datetime="{date}">{date}</time><div class="paywall"><h2>Subscribe to continue reading</h2><p>You have reached your limit of free articles this month. Get unlimited access for £1 a week for the first three months.</p><a href="/subscribe?o={token(8)}">See my options</a><p>Already a subscriber? <a href="/signin">Sign in</a></p></div></article><footer>© The Eastmere Courier | Terms | Privacy</footer></body></html>""")


@absent
def login_echoes_title_de(i: int, title: str, date: str) -> Answer:
    return answer(f"""<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Anmeldung</title></head><body><header>Vergabeplattform Lindenfurt</header><main><h1>Anmeldung erforderlich</h1><p>Die Unterlagen „{title}“ stehen nur registrierten Unternehmen zur Verfügung. Bitte melden Sie sich mit Ihren Zugangsdaten an.</p><form method="post"><label>Benutzername <input name="user"></label><label>Passwort <input type="password" name="pass"></label><input type="hidden" name="csrf" value="{token(40)}"><button>Anmelden</button></form><p><a href="/registrieren">Noch kein Konto? Jetzt registrieren</a></p></main><footer>Impressum | Datenschutz</footer></body></html>""", Set_Cookie=f"PHPSESSID={token(26)}; path=/")


@absent
def consent_wall_de(i: int, title: str, date: str) -> Answer:
    return answer(f"""<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Ihre Einwilligung</title></head><body><div class="cmp"><h1>Weiterlesen mit Werbung oder im Abo</h1><p>Besuchen Sie unsere Seiten wie gewohnt mit Werbung und Tracking. Details zur Verarbeitung und zu Ihren Widerrufsmöglichkeiten finden Sie in der Datenschutzerklärung. Wir und unsere {number(120, 180)} Partner speichern Informationen auf Ihrem Gerät.</p><button>Akzeptieren und weiter</button><button>Jetzt abonnieren</button><p>Impressum | Datenschutz | Kennung {token(16)}</p></div></body></html>""")


# Down

@absent
def maintenance_zh(i: int, title: str, date: str) -> Answer:
    return answer(f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>系统维护中</title></head><body><div class="box"><h1>系统维护中</h1><p>尊敬的用户：</p><p>为向您提供更加优质、稳定的服务，我单位正在对网站系统进行升级维护。维护期间网站将暂停访问，由此给您带来的不便，敬请谅解。维护完成后将第一时间恢复服务，感谢您的理解与支持！</p><p>如有紧急事项，请拨打12345政务服务便民热线。</p></div><!-- {now()} --></body></html>""")


@absent
def maintenance_ja(i: int, title: str, date: str) -> Answer:
    return answer(f"""<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>メンテナンスのお知らせ</title></head><body><h1>ただいまメンテナンス中です</h1><p>ご利用の皆さまにはご不便をおかけいたしますが、終了までしばらくお待ちください。作業の状況により、終了時刻が前後する場合があります。</p><p>{now('%Y年%m月%d日 %H時%M分')} 現在</p></body></html>""", 200, Retry_After="3600")


@absent
def maintenance_ko(i: int, title: str, date: str) -> Answer:
    return answer(f"""<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><title>서비스 점검 안내</title></head><body><div><h1>홈페이지 서비스 점검 중입니다</h1><p>보다 나은 서비스를 제공하기 위하여 시스템 점검을 실시하고 있습니다. 점검 시간 동안 홈페이지 이용이 일시 중단되오니 양해하여 주시기 바랍니다.</p><p>점검 시작: {now('%Y-%m-%d')} 00:00</p></div></body></html>""", 503)


@absent
def closed_and_moved(i: int, title: str, date: str) -> Answer:
    return answer(_chrome("""<div class="notice"><h2>网站迁移提示</h2><p>根据政府网站集约化建设工作要求，本站已停止更新并整体迁移，原有栏目内容请前往新站查询。</p><p>页面将在10秒后自动跳转，若未跳转请点击<a href="http://new.example/">这里</a>。</p></div>""", extra='<meta http-equiv="refresh" content="10;url=http://new.example/">'))


@absent
def database_down_en(i: int, title: str, date: str) -> Answer:
    return answer("""<!DOCTYPE html><html lang="en-US"><head><meta charset="utf-8"><title>Database Error</title></head><body id="error-page"><div class="wp-die-message"><h1>Error establishing a database connection</h1></div></body></html>""")


@absent
def framework_exception(i: int, title: str, date: str) -> Answer:
    return answer(f"""<!DOCTYPE html><html><head><meta charset="UTF-8"><title>系统发生错误</title></head><body><div class="exception"><h1>SQLSTATE[HY000] [2002] Connection refused</h1><p>[10501] PDOException in <a class="toggle">Connection.php line 528</a></p><ol><li>at PDO-&gt;__construct('mysql:host=127.0.0.1;...', 'cms', '******') in Connection.php line 528</li><li>at Connection-&gt;connect() in Query.php line {number(200, 210)}</li></ol></div><div class="copyright">页面错误！请稍后再试～</div></body></html>""")


@absent
def yellow_server_error(i: int, title: str, date: str) -> Answer:
    return answer("""<html><head><title>运行时错误</title></head><body bgcolor="white"><span><H1>“/”应用程序中的服务器错误。<hr width=100% size=1></H1><h2><i>运行时错误</i></h2></span><b>说明: </b>服务器上出现应用程序错误。此应用程序的当前自定义错误设置禁止远程查看应用程序错误的详细信息(出于安全原因)。但可以通过在本地服务器计算机上运行的浏览器查看。<br><br><b>详细信息:</b> 若要使他人能够在远程计算机上查看此特定错误消息的详细信息，请在位于当前 Web 应用程序根目录下的“web.config”配置文件中创建一个 &lt;customErrors&gt; 标记。</body></html>""", 200)


@absent
def origin_unreachable(i: int, title: str, date: str) -> Answer:
    return answer(f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Gateway Timeout</title></head><body><h1>The origin server did not respond in time</h1><p>The network is working, but the origin web server is not answering. If you are a visitor, please try again in a few minutes. If you are the owner, contact your hosting provider.</p><table><tr><td>Node</td><td>hkg-{number(1, 40)}</td></tr><tr><td>Request ID</td><td>{token(24)}</td></tr><tr><td>URL</td><td>{path(i)}</td></tr><tr><td>Time</td><td>{now()}</td></tr></table></body></html>""")


# Empty

@absent
def application_shell(i: int, title: str, date: str) -> Answer:
    build = token(8)
    return answer(f"""<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>招商云平台</title><link href="/static/css/app.{build}.css" rel="stylesheet"></head><body><noscript><strong>We're sorry but 招商云平台 doesn't work properly without JavaScript enabled. Please enable it to continue.</strong></noscript><div id="app"></div><script src="/static/js/chunk-vendors.{build}.js"></script><script src="/static/js/app.{build}.js"></script></body></html>""")


@absent
def unfilled_template(i: int, title: str, date: str) -> Answer:
    return answer(_chrome("""<div id="detail" v-cloak><h1>{{ article.title }}</h1><div class="info">发布时间：{{ article.publishTime | date('yyyy-MM-dd') }} 来源：{{ article.source }} 浏览：{{ article.hits }}次</div><div v-html="article.content">{{ article.content }}</div></div>"""))


@absent
def content_by_script(i: int, title: str, date: str) -> Answer:
    return answer(_chrome(f"""<div class="article"><h1>{title}</h1><div class="info">发布时间：{date}　来源：管委会办公室　浏览次数：<span id="hits"></span></div><div class="content" id="content">正在加载，请稍候……</div></div><script>$.get("/api/article/detail?id={i}&_={token(10)}",function(r){{$("#content").html(r.data.content)}})</script>""", title=title))


@absent
def frames_to_nowhere(i: int, title: str, date: str) -> Answer:
    return answer(f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>欢迎光临</title></head><frameset rows="80,*" frameborder="no"><frame src="/top_{token(4)}.htm" name="top"><frame src="/missing/main_{i}.htm" name="main"><noframes><body>您的浏览器不支持框架，请升级后浏览。</body></noframes></frameset></html>""", encoding="gbk", declare=False)


@absent
def refresh_home(i: int, title: str, date: str) -> Answer:
    return answer('<html><head><meta http-equiv="refresh" content="0;url=/"></head><body></body></html>')


@absent
def blank(i: int, title: str, date: str) -> Answer:
    return answer("\r\n\r\n")


@absent
def skeleton_server_shell(i: int, title: str, date: str) -> Answer:
    state = json.dumps({"props": {"pageProps": {"error": {"code": 50014, "trace": token(16)}}}, "page": "/detail/[id]"})
    return answer(f"""<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>投資ポータル</title></head><body><div id="__next"><header>投資ポータル</header><main><div class="skeleton"></div><div class="skeleton"></div><p>読み込み中…</p></main><footer>運営会社｜プライバシーポリシー</footer></div><script id="__NEXT_DATA__" type="application/json">{state}</script></body></html>""")


# Another's

@absent
def parked_domain(i: int, title: str, date: str) -> Answer:
    return answer(f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>eastmere-invest.example</title></head><body><h1>eastmere-invest.example is for sale</h1><p>The owner of this domain is open to offers. Inquire now and receive a reply within one business day.</p><ul class="rs"><li><a href="/s?k=1&t={token(10)}">Investment Loans</a></li><li><a href="/s?k=2">Industrial Property for Rent</a></li><li><a href="/s?k=3">Business Registration</a></li></ul><p>Related Searches</p><small>Disclaimer: the sponsored listings are served automatically by a third party.</small></body></html>""")


@absent
def default_web_server(i: int, title: str, date: str) -> Answer:
    return answer("""<!DOCTYPE html><html><head><title>Welcome to nginx!</title><style>body{width:35em;margin:0 auto}</style></head><body><h1>Welcome to nginx!</h1><p>If you see this page, the nginx web server is successfully installed and working. Further configuration is required.</p><p>For online documentation and support please refer to nginx.org.<br/>Commercial support is available at nginx.com.</p><p><em>Thank you for using nginx.</em></p></body></html>""")


@absent
def default_servlet_server(i: int, title: str, date: str) -> Answer:
    return answer("""<!DOCTYPE html><html lang="en"><head><meta charset="UTF-8"><title>Apache Tomcat/8.5.57</title></head><body><div id="wrapper"><div id="navigation"><span><a href="#">Home</a></span><span><a href="#">Documentation</a></span><span><a href="#">Configuration</a></span><span><a href="#">Examples</a></span></div><div id="congrats"><h2>If you're seeing this, you've successfully installed Tomcat. Congratulations!</h2></div><div id="notice"><h3>Recommended Reading:</h3><h4>Security Considerations How-To</h4><h4>Manager Application How-To</h4></div><div><h3>Developer Quick Start</h3><p>Tomcat Setup</p><p>First Web Application</p></div></div></body></html>""")


@absent
def captive_portal(i: int, title: str, date: str) -> Answer:
    return answer(f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>上网认证</title></head><body><h2>欢迎使用园区无线网络</h2><p>您尚未通过上网认证，请输入手机号获取动态密码后上网。</p><form action="/portal/auth?mac={token(12)}&dst={path(i)}" method="post"><input name="phone" placeholder="手机号"><input name="sms" placeholder="动态密码"><button>认证上网</button></form><p>认证即表示同意《用户上网服务协议》</p></body></html>""")


@absent
def directory_index(i: int, title: str, date: str) -> Answer:
    files = "".join(f'<a href="{n:04d}/">{n:04d}/</a>{" " * 40}{date} 09:{n % 60:02d}       -\n' for n in range(number(1, 5), 14))
    return answer(f"<html>\n<head><title>Index of /zwgk/tzgg/</title></head>\n<body>\n<h1>Index of /zwgk/tzgg/</h1><hr><pre><a href=\"../\">../</a>\n{files}</pre><hr></body>\n</html>")


@absent
def gambling_hijack(i: int, title: str, date: str) -> Answer:
    words = ("注册即送彩金", "手机版官网下载", "电子娱乐平台", "最新网址登录", "棋牌游戏大厅", "真人在线客服")
    picked = [words[number(0, 5)] for _ in range(8)]
    return answer(f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>金岸{token(3)}娱乐({picked[0]})有限公司</title><meta name="keywords" content="{','.join(picked)}"></head><body><h1>金岸娱乐-{picked[1]}</h1><p>金岸娱乐为您提供{picked[2]}、{picked[3]}、{picked[4]}等服务，{picked[5]}，全天二十四小时为您服务，欢迎广大玩家体验。</p><p>{'｜'.join(f'<a href="/{token(6)}.html">{word}</a>' for word in picked)}</p><script src="https://{token(6)}.example/tj.js"></script></body></html>""")


@absent
def not_registered_block(i: int, title: str, date: str) -> Answer:
    return answer("""<!DOCTYPE html><html><head><meta charset="utf-8"><title>TestPage184</title></head><body><div class="main"><h2>网站暂时无法访问</h2><p>该网站未根据工信部有关法规办理备案接入，已停止解析服务。</p><p>网站负责人可登录备案系统办理接入手续，备案成功后即可恢复访问。</p></div></body></html>""")


@absent
def region_not_served(i: int, title: str, date: str) -> Answer:
    return answer(f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Unavailable in your region</title></head><body><h1>451: Unavailable due to legal reasons</h1><p>We recognise you are attempting to access this website from a country to which we do not currently offer our services, and therefore access cannot be granted at this time. For any issues, contact the office by telephone.</p><p>Visitor {address()}</p></body></html>""", 451)


# Another page of the site in the article's place

@absent
def column_page_instead(i: int, title: str, date: str) -> Answer:
    start = number(0, 3)
    lines = "".join(f'<li><a href="/zwgk/tzgg/9{k:03d}.html">{text}</a><span>2026-0{9 - k}-1{k}</span></li>' for k, text in enumerate((
        "关于清明节放假安排的通知", "新区食堂承包竞争性磋商公告", "关于开展档案移交的通知", "滨江大道绿化养护中标公告", "关于推荐青年岗位能手的通知", "新区机关车辆处置公告", "关于拨付稳岗返还资金的公示", "新区志愿服务队招募启事")[start:]))
    return answer(_chrome(f"""<div class="crumbs">当前位置：首页 &gt; 政务公开 &gt; 通知公告</div><ul class="list">{lines}</ul><div class="pages">共<em>{number(180, 190)}</em>条　首页 上一页 下一页 尾页　转到第<input size="2">页</div>"""))


@absent
def site_statement_instead(i: int, title: str, date: str) -> Answer:
    return answer(_chrome(f"""<div class="article"><h1>网站声明</h1><div class="content"><p>一、本网站由松溪新区管理委员会主办，旨在发布政务信息、提供办事服务、开展互动交流。凡转载本网站内容的，应注明来源并保持原意。</p><p>二、本网站转载其他媒体的稿件，目的在于传递更多信息，并不代表赞同其观点，如涉及版权问题请及时与我们联系。</p><p>三、因线路故障、计算机病毒、黑客攻击等不可抗力造成的服务中断，本网站不承担责任，但将尽力减少因此给访问者造成的损失和影响。</p><p>四、本声明的解释权归松溪新区管理委员会所有。</p></div><p>您是第{number(100000, 999999)}位访问者</p></div>"""))


@absent
def agree_first(i: int, title: str, date: str) -> Answer:
    return answer(f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>用户协议与隐私政策</title></head><body><div class="agree"><h2>请阅读并同意以下条款后继续</h2><div class="scroll"><p>欢迎使用产权信息披露平台。在浏览披露信息之前，请您仔细阅读本协议。您点击同意即视为已经知晓披露信息由转让方提供，平台不对其真实性、完整性作出保证，您应当自行核实并独立承担交易风险。</p><p>平台将收集您的设备标识、网络地址与浏览记录，用于统计访问量和防范异常访问。未经您同意，平台不会向第三方提供上述信息，法律法规另有规定的除外。</p><p>您不得以任何技术手段批量采集平台信息，不得将披露信息用于商业转售，否则平台有权终止服务并追究责任。</p></div><form method="post" action="/agree"><input type="hidden" name="to" value="{path(i)}"><input type="hidden" name="_csrf" value="{token(36)}"><button>同意并继续</button><button type="button">不同意</button></form></div></body></html>""", Set_Cookie=f"SESSION={token(36)}; Path=/")


@absent
def session_over_tw(i: int, title: str, date: str) -> Answer:
    return answer(f"""<!DOCTYPE html><html lang="zh-Hant"><head><meta charset="utf-8"><title>連線逾時</title></head><body><div><h2>您的連線已逾時，請重新登入</h2><p>為確保資料安全，閒置超過二十分鐘系統將自動登出。</p><form action="/member/login"><label>帳號<input name="id"></label><label>密碼<input type="password" name="pw"></label><label>驗證碼<input name="v"></label><img src="/v.ashx?{token(6)}"><button>登入</button></form><p>本系統建議使用最新版瀏覽器，客服專線 02-2700-0000</p></div></body></html>""")


@absent
def maintenance_hk(i: int, title: str, date: str) -> Answer:
    return answer(f"""<html lang="zh-HK"><head><meta charset="utf-8"><title>系統提升</title></head><body><h1>系統提升中 System Upgrade</h1><p>本網站現正進行系統提升，暫停服務，不便之處，敬請原諒。</p><p>This website is temporarily unavailable owing to a system upgrade. We apologise for any inconvenience caused.</p><!-- {token(12)} --></body></html>""", 200)


@absent
def masked_teaser(i: int, title: str, date: str) -> Answer:
    masked = "".join(f"<tr><td>{field}</td><td>{'*' * number(4, 9)}</td></tr>" for field in ("招标单位", "联系人", "联系电话", "预算金额", "开标地点"))
    return answer(f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}_采招通</title></head><body><div class="hd"><a href="/">采招通</a><a href="/login">登录</a><a href="/reg">注册</a></div><h1>{title}</h1><div>{date}</div><p>{title[:12]}……</p><table>{masked}</table><div class="mask"><p>以上为部分内容，登录后可查看完整公告</p><p>今日已有{number(300, 900)}位用户查看</p><a href="/login?back={path(i)}">立即登录</a></div><div class="ft">采招通 版权所有</div></body></html>""")
