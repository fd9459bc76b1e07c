"""Good sites of unusual pages: articles about walls and errors, and articles beside logins, scripts, banners and frames.

All districts, companies and people are invented.
"""

from __future__ import annotations

from collections.abc import Callable

from strange_parts import Article, Row, blog, build, old_tables, path, pinyin, portal, prose, reframed, sections, token
from strange_texts import ORDINARY, OTHER_IN_LIST, SHORTER_IN_LIST

PAGES: dict[str, Callable[[], list[Article]]] = {}


def good(site: Callable[[], list[Article]]) -> Callable[[], list[Article]]:
    """Register `site` under the name of its function."""
    PAGES[site.__name__] = site
    return site


# Notices whose subject is what the walls say

@good
def about_maintenance() -> list[Article]:
    return build("松溪新区大数据中心", [
        prose("关于门户网站系统维护的公告", "2026-01-09", "因系统维护需要，门户网站定于1月10日20时至11日8时暂停访问，给您带来不便敬请谅解。"),
        prose("关于政务服务平台升级的公告", "2026-02-27", "平台将于2月28日进行升级，升级期间网上申报、查询功能不可用，窗口照常受理。"),
        prose("系统维护中相关事项说明", "2026-03-15", "系统维护中如遇紧急用印，可凭纸质审批单到二楼综合窗口办理。"),
        prose("网站改版试运行公告", "2026-04-30", "新版网站自五月一日起试运行，旧版页面保留三个月，欢迎提出意见。"),
        prose("关于短信平台故障的致歉", "2026-06-05", "昨日短信平台出现故障，部分验证码未送达，现已恢复正常，谨致歉意。"),
        prose("机房断电演练通知", "2026-09-19", "九月二十日凌晨开展机房断电演练，届时所有系统无法访问约四十分钟。"),
    ])


@good
def about_captchas() -> list[Article]:
    return build("青禾县公共资源交易中心", [
        prose("关于启用验证码登录的通知", "2026-03-03", "自3月10日起，投标人登录交易系统须输入短信验证码，请及时核对预留手机号。"),
        prose("关于CA证书过期无法登录的处理办法", "2026-03-28", "证书过期的请携带营业执照到三号窗口续期，续期后即可登录。"),
        prose("请输入验证码？谨防冒充交易中心的短信", "2026-04-17", "近日有人冒充本中心发送短信，索要验证码，中心从不以任何方式索要验证码。"),
        prose("取消图形验证码的通知", "2026-06-22", "应企业要求，公告查询页面取消图形验证码，恢复直接浏览。"),
        prose("人脸验证常见问题", "2026-08-11", "逆光、戴口罩会导致人机验证失败，请在光线均匀处重试。"),
        prose("统一身份认证平台切换公告", "2026-10-13", "交易系统账号并入统一身份认证平台，原用户名不变，密码须重新设置。"),
    ], old_tables, "gbk", declare=False)


@good
def about_missing_pages() -> list[Article]:
    return build("云栖县政务公开办公室", [
        prose("关于网站错链断链整治情况的通报", "2026-02-11", "本季度共发现错链断链四十七处，其中提示“您访问的页面不存在”的三十一处，均已整改。"),
        prose("404页面规范", "2026-03-24", "各单位网站404页面应提供返回首页链接，不得跳转至外部网站。"),
        prose("关于下线三个栏目的公告", "2026-05-13", "领导博客、网上评议、老版信箱三个栏目今日下线，历史数据归档保存。"),
        prose("该信息已删除是怎么回事", "2026-06-29", "有网友询问为何提示该信息已删除，经查系公示期满后自动撤下，如需查阅可依申请公开。"),
        prose("域名变更公告", "2026-08-03", "县政府网站启用新域名，旧域名自动跳转至新站，年底停止解析。"),
        prose("页面无法显示问题答复", "2026-10-20", "经核实，页面无法显示系运营商线路故障，现已修复。"),
    ], pinyin)


@good
def about_online_safety() -> list[Article]:
    return build("云栖县网信办", [
        prose("网络安全宣传：请勿点击陌生链接", "2026-09-14", "收到“社保卡停用”短信请勿点击链接，更不要输入身份证号和银行卡密码。"),
        prose("网站遭篡改应急处置", "2026-09-15", "发现页面被植入博彩内容时，应立即断网并保留日志，一小时内报告县网信办。"),
        prose("防火墙策略核查的通知", "2026-09-16", "请各单位核查防火墙策略，凡误拦正常访问、提示“您的请求已被拦截”的，应及时放行。"),
        prose("谨防钓鱼登录页", "2026-09-17", "仿冒邮箱登录页通常要求重新登录，核对网址是最有效的办法。"),
        prose("公共场所无线网络安全提示", "2026-09-18", "连接需要上网认证的无线网络时，不要进行转账操作。"),
        prose("关于封禁异常IP地址的说明", "2026-10-26", "对短时间内频繁访问的地址，平台将限制访问二十四小时，误封可致电解除。"),
    ])


@good
def about_browsers() -> list[Article]:
    return build("松溪新区不动产登记中心", [
        prose("网上预约须启用JavaScript", "2026-01-22", "使用网上预约时，请在浏览器设置中启用JavaScript，否则无法选择时段。"),
        prose("关于清除Cookie的操作说明", "2026-02-19", "重复提示会话过期的，请清除Cookie后刷新该页面重新进入。"),
        prose("浏览器版本过低的解决办法", "2026-04-08", "控件不支持旧版浏览器，建议升级至近两年版本。"),
        prose("正在加载时间过长的答复", "2026-05-27", "高峰时段图形数据较大，正在加载超过一分钟的，可改用受理号查询。"),
        prose("自助机停用", "2026-07-07", "大厅东侧自助机因改造停用两周，请到西侧办理。"),
        prose("电子证照亮证指南", "2026-11-11", "打开客户端后选择不动产专区，刷脸后即可亮证，与纸质证书同效。"),
    ], sections)


@good
def about_paying() -> list[Article]:
    return build("汇采行业观察", [
        prose("知识付费平台备案新规解读", "2026-03-09", "新规要求，凡标注“登录后查看全文”“开通会员继续阅读”的页面，应在首屏明示价格。"),
        prose("会员日活动公告", "2026-04-25", "县电商协会会员日定于五月六日，会员专享展位五折优惠，非会员企业也可报名。"),
        prose("数字图书馆免费开放", "2026-05-31", "即日起，原需订阅后才能阅读的地方志数据库向全县读者免费开放。"),
        prose("报刊订阅通知", "2026-10-30", "二〇二七年度党报党刊订阅工作于十一月二十日截止，请各支部尽快汇总。"),
        prose("剩余内容", "2026-11-03", "年鉴编纂剩余内容由各部门于月底前补齐，逾期通报。"),
        prose("付费自习室整治", "2026-11-17", "共检查付费自习室十四家，责令三家停业整改。"),
    ])


# Titles that differ between the list and the page

@good
def shortened_in_list() -> list[Article]:
    articles = build("云栖县发展和改革局", [prose(title, f"2026-0{k + 4}-16", text) for k, (title, text) in enumerate(SHORTER_IN_LIST)], sections)
    return [a._replace(title=a.title[:18] + "...", full_title=a.title) for a in articles]


@good
def other_words_in_list() -> list[Article]:
    articles = build("海川县融媒体中心", [prose(title, f"2026-0{k + 4}-17", text) for k, (_, title, text) in enumerate(OTHER_IN_LIST)], pinyin)
    return [a._replace(title=shown, full_title=a.title) for a, (shown, _, _) in zip(articles, OTHER_IN_LIST, strict=True)]


@good
def title_of_the_site_only() -> list[Article]:
    def no_heading(page: str) -> str:
        start, end = page.index("<h1>"), page.index("</h1>") + 5
        page = page[:start] + page[end:]
        return page[:page.index("<title>")] + "<title>青禾县农业农村局</title>" + page[page.index("</title>") + 8:]
    return reframed(build("青禾县农业农村局", [
        prose("早稻病虫情报第一期", "2026-05-03", "二化螟进入盛发期，防治适期为五月八日至十二日。"), prose("早稻病虫情报第二期", "2026-05-14", "纹枯病病丛率达到百分之九，需立即用药。"), prose("农机购置补贴公示", "2026-06-08", "本批补贴插秧机四台、烘干机两台，合计九万六千元。"),
        prose("种子市场抽检结果", "2026-06-30", "抽检玉米种子十二个批次，发芽率全部合格。"), prose("渔船年检通知", "2026-07-25", "请各船主八月十日前将船舶驶至白鹭码头接受检验。"), prose("秋粮收购价格", "2026-10-05", "中晚籼稻最低收购价每百斤一百二十九元。")]), no_heading)


# Articles beside other things

def _ordinary(site: str, month: int) -> tuple[str, list[Row]]:
    """The name and the rows of a site with the ordinary notices of `site`, published in `month`."""
    return site, [prose(title, f"2026-{month:02d}-{4 + 3 * k:02d}", *texts) for k, (title, *texts) in enumerate(ORDINARY[site])]


@good
def login_in_header() -> list[Article]:
    return reframed(build(*_ordinary("云岭新城管委会", 1)), lambda page: page.replace('<div class="header">', '<div class="userbar">您好，您还未登录，请先<a href="/login">登录</a>或<a href="/reg">注册</a>　<a href="/user">用户中心</a></div><div class="header">'), ("您还未登录",))


@good
def password_beside() -> list[Article]:
    form = '<div class="side"><h3>企业服务直通车</h3><form action="/qy/login" method="post">账号<input name="u">密码<input type="password" name="p">验证码<input name="c" size="4"><img src="/c.jpg"><button>登录</button></form><p>首次使用请先激活企业账号</p></div>'
    return reframed(build(*_ordinary("梅岭县工业和信息化局", 2)), lambda page: page.replace('<div class="main">', '<div class="main">' + form), ("首次使用请先激活企业账号",))


@good
def heavy_scripts_and_refresh() -> list[Article]:
    script = "".join(f'<script>(function(w,d){{w._q{k}=w._q{k}||[];w._q{k}.push(["{token(200)}"]);document.cookie="v{k}={token(20)};path=/";if(w.top!==w.self){{w.top.location.reload()}}}})(window,document)</script>' for k in range(25))
    return reframed(build(*_ordinary("竹溪县人民政府", 3)), lambda page: page.replace("</head>", f'<meta http-equiv="refresh" content="600">{script}</head>'))


@good
def cookie_banner() -> list[Article]:
    banner = '<div id="cookie-banner" role="dialog"><h2>Cookies on this site</h2><p>We use some essential cookies to make this service work. We would also like to set analytics cookies so we can understand how people use it.</p><button>Accept analytics cookies</button><button>Reject analytics cookies</button></div>'
    return reframed(build("Harrowgate District", [
        prose("Public inquiry: Ferry Road depot", "2026-03-03", "The inquiry opens on 24 March in the Corn Exchange. Anyone may attend and, at the inspector's discretion, speak."), prose("Stopping up of Tanner's Passage", "2026-04-10", "The order comes into force today. A plan may be inspected free of charge at the library."),
        prose("Enterprise zone: plots 4 and 5", "2026-05-05", "Two serviced plots totalling 3.1 hectares are offered on 125 year leases."), prose("Dog control order renewed", "2026-06-17", "Dogs must be on a lead in the cemetery and the walled garden for a further three years."),
        prose("Market rents frozen", "2026-09-09", "Pitch rents will not rise this year, the executive decided on Tuesday."), prose("Polling place moved", "2026-10-01", "Electors in ward 3 will vote at the fire station instead of the scout hut.")], blog),
        lambda page: page.replace('<header id="masthead">', banner + '<header id="masthead">'), ("We use some essential cookies to make this service work.",))


@good
def served_as_202() -> list[Article]:
    return [a._replace(status=202) for a in build(*_ordinary("兰溪镇人民政府", 4), pinyin)]


@good
def served_as_203() -> list[Article]:
    return [a._replace(status=203, headers={"Content-Type": "text/html; charset=utf-8", "Via": "1.1 transform-proxy", "Warning": '214 - "Transformation Applied"'}) for a in build(*_ordinary("榆林湾区管委会", 5), sections)]


@good
def noscript_beside() -> list[Article]:
    return reframed(build(*_ordinary("枫桥经济开发区", 6)), lambda page: page.replace("<body>", '<body><noscript><h1><strong>请开启JavaScript并刷新该页.</strong></h1></noscript>'), ("请开启JavaScript并刷新该页",))


@good
def guarded_but_served() -> list[Article]:
    def guard(page: str) -> str:
        page = page.replace("<head>", f"<head><meta id=\"{token(12)}\" content=\"{token(60)}\" r='m'><script r='m' src=\"/{token(13)}/{token(16)}.js\"></script><script r='m'>$_ts=window['$_ts'];if(!$_ts)$_ts={{}};$_ts.nsd=32341;$_ts.cd=\"{token(300)}\";</script>")
        return page.replace("</body>", f"<script>(function(){{var a=document.createElement('script');a.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js';document.body.appendChild(a);window.__CF$cv$params={{r:'{token(16)}'}}}})();</script><script src=\"/_Incapsula_Resource?SWJIYLWA={token(32)}\"></script></body>")
    return [a._replace(headers={**a.headers, "Set-Cookie": f"acw_tc={token(64)};path=/;HttpOnly", "Server": "cloudflare"}) for a in reframed(build(*_ordinary("沧浪区投资服务中心", 7)), guard)]


@good
def captcha_under_article() -> list[Article]:
    form = '<div class="comment"><h3>我要留言</h3><form method="post"><textarea name="t"></textarea>验证码：<input name="code"><img src="/captcha.php" alt="看不清，换一张"><div class="g-recaptcha" data-sitekey="k"></div><button>提交留言</button></form><p>请文明发言，您的IP地址将被记录</p></div>'
    return reframed(build(*_ordinary("澄江县人民政府", 8)), lambda page: page.replace('<div class="footer">', form + '<div class="footer">'), ("请文明发言，您的IP地址将被记录",))


@good
def rendered_application() -> list[Article]:
    def frame(site: str, row: Row, i: int, rows: list[Row]) -> tuple[str, tuple[str, ...]]:
        return f"""<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>{row.title}</title></head><body><noscript><strong>抱歉，本站在未启用JavaScript时部分功能不可用，请启用后继续。</strong></noscript><div id="app" data-server-rendered="true"><header class="css-1x2y"><a href="/">{site}</a></header><main class="css-9q8w"><section class="css-7a6b"><h1 class="css-t1">{row.title}</h1><time class="css-t2">{row.date}</time><div class="css-c0">{row.inner}</div></section></main><footer class="css-f1">{site}运营服务中心 用户协议 隐私政策</footer></div><script>window.__INITIAL_STATE__={{"route":"{path(i)}"}}</script><script src="/js/app.{token(8)}.js"></script></body></html>""", ("抱歉，本站在未启用JavaScript时部分功能不可用", "运营服务中心 用户协议 隐私政策")
    return build(*_ordinary("数智招商平台", 9), frame)


@good
def placeholders_beside() -> list[Article]:
    widget = '<div class="side" v-cloak><h3>相关推荐</h3><ul><li v-for="item in list">{{ item.title }} {{ item.date }}</li></ul><p id="loading">正在加载推荐内容，请稍候</p></div>'
    return reframed(build(*_ordinary("嘉禾新区管委会", 10)), lambda page: page.replace('<div class="footer">', widget + '<div class="footer">'), ("正在加载推荐内容，请稍候", "{{ item.title }}"))


@good
def frame_inside_article() -> list[Article]:
    return reframed(build(*_ordinary("柳江区文化和旅游局", 11)), lambda page: page.replace('<div class="content" id="zoom">', '<iframe src="/weather.html" width="220" height="20"></iframe><iframe src="about:blank" style="display:none"></iframe><div class="content" id="zoom">').replace("</head>", '<base target="_blank"></head>'))


@good
def page_in_one_form() -> list[Article]:
    def wrap(page: str) -> str:
        hidden = f'<form id="form1" method="post" action="{path(1)}"><input type="hidden" name="__VIEWSTATE" value="{token(900)}"><input type="hidden" name="__EVENTVALIDATION" value="{token(120)}"><script>function __doPostBack(a,b){{document.forms[0].submit()}}</script>'
        return page.replace("<body>", "<body>" + hidden).replace("</body>", "</form></body>")
    return reframed(build(*_ordinary("长汀港口管理局", 5)), wrap)


@good
def banner_of_emergency() -> list[Article]:
    bar = '<div class="alert">温馨提示：本站将于本周六凌晨进行系统维护，届时暂停访问，敬请谅解。<a href="#">关闭</a></div>'
    return reframed(build(*_ordinary("临川区人民政府", 6)), lambda page: page.replace("<body>", "<body>" + bar), ("本站将于本周六凌晨进行系统维护",))


@good
def many_links_below() -> list[Article]:
    links = "".join(f'<li><a href="/gd/{k}.html">第{k + 1}期招商简报：园区建设与要素保障专题</a></li>' for k in range(40))

    def crowd(site: str, row: Row, i: int, rows: list[Row]) -> tuple[str, tuple[str, ...]]:
        page, furniture = portal(site, row, i, rows)
        return page.replace('<div class="footer">', f'<div class="more"><h3>往期回顾</h3><ul>{links}</ul></div><div class="links">友情链接：省政府网 市政府网 省商务厅 市商务局</div><div class="footer">'), (*furniture, "第7期招商简报：园区建设与要素保障专题", "友情链接：省政府网")
    return build("洪塘区商务局", [prose(title, f"2026-03-{5 + 4 * k:02d}", text) for k, (title, text) in enumerate((
        ("招商简报征稿", "每篇限八百字，须写明项目名称、对接单位和下步打算，录用即付稿酬。"), ("值班表", "本周值班领导为吴思远，带班科长为何以安，交接班时间为每日早八时。"), ("会议改期", "招商例会改为周四下午三时，地点不变，各科室须带上在谈项目清单。"),
        ("印章启用", "即日起启用洪塘区商务局合同专用章，原经济合作办公室印章同时作废。"), ("车位抽签", "抽签结果张贴于地下车库入口，共六十三户中签，月底前到物业签约。"), ("食堂歇业", "机关食堂五月一日至三日歇业，值班人员凭餐券到隔壁税务食堂就餐。")))], crowd)


@good
def hidden_wall_texts() -> list[Article]:
    hidden = '<div id="login-dialog" style="display:none"><h3>登录超时</h3><p>会话已失效，请重新登录后再试</p><input type="password"></div><div class="modal" hidden><p>您的浏览器版本过低，请升级后访问</p></div><!--[if lt IE 9]><p>您正在使用的浏览器过旧</p><![endif]-->'
    return reframed(build(*_ordinary("丹霞县科技局", 4)), lambda page: page.replace("</body>", hidden + "</body>"), ("会话已失效，请重新登录后再试", "您的浏览器版本过低，请升级后访问"))
