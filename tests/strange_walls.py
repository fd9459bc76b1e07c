"""Sites whose every article answers with a wall: challenges, firewalls, captchas, bans and limits.

Written from how such pages are known to look (structure, status, cookies); all names, scripts and texts are our own.
"""

from __future__ import annotations

import base64

from strange_parts import Answer, Page, address, answer, now, number, path, seconds, token

WALLS: dict[str, Page] = {}


def wall(page: Page) -> Page:
    """Register `page` under the name of its function."""
    WALLS[page.__name__] = page
    return page


@wall
def jsl_521(i: int, title: str, date: str) -> Answer:
    parts = "+".join(f"('{character}')" for character in f"__jsl_clearance_s={seconds()}.{number(100, 999)}|-1|{token(12)}")
    return answer(f"<script>document.cookie={parts}+';max-age=3600;path=/';location.href=location.pathname+location.search</script>",
                  521, Set_Cookie=f"__jsluid_s={token()}; max-age=31536000; path=/; HttpOnly", Server=token(8))


@wall
def packed_script_200(i: int, title: str, date: str) -> Answer:
    packed = "|".join(token(6) for _ in range(40))
    return answer(f"""<html>
<head>
</head>
<body>
<noscript>
<h1><strong>请开启JavaScript并刷新该页.</strong></h1>
</noscript>
<script type="text/javascript">
eval(function(p,a,c,k,e,d){{e=function(c){{return c.toString(36)}};while(c--)if(k[c])p=p.replace(new RegExp('\\\\b'+e(c)+'\\\\b','g'),k[c]);return p}}('0 1="{token()}";2 3(){{4.5="/WZWSREL{base64.b64encode(path(i).encode()).decode()}?wzwschallenge="+1}}',36,40,'{packed}'.split('|'),0,{{}}))
</script>
</body>
</html>""", Set_Cookie=f"wzws_sessionid={token(40)}; path=/; HttpOnly")


def _river(status: int) -> Answer:
    name = token(13)
    return answer(f"""<!DOCTYPE html><html><head><meta charset="utf-8"><meta id="{token(12)}" content="{token(90)}" r='m'><!--[if lt IE 9]><script r='m'>document.createElement("section")</script><![endif]--><script type="text/javascript" charset="iso-8859-1" src="/{name}/{token(16)}.js" r='m'></script><script type="text/javascript" r='m'>$_ts=window['$_ts'];if(!$_ts)$_ts={{}};$_ts.nsd={number(10000, 99999)};$_ts.cd="{base64.b64encode(token(600).encode()).decode()}";if($_ts.lcd)$_ts.lcd();</script></head><body></body></html>""",
                  status, Set_Cookie=f"{name}S={token(60)}; Path=/; HttpOnly")


@wall
def river_412(i: int, title: str, date: str) -> Answer:
    return _river(412)


@wall
def river_202(i: int, title: str, date: str) -> Answer:
    return _river(202)


@wall
def dog_gbk_200(i: int, title: str, date: str) -> Answer:
    return answer(f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"><html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312" />
<title>网站防火墙</title><style>p{{line-height:20px}}ul{{list-style-type:none}}</style></head>
<body style="padding:0;margin:0;font:14px/1.5 Microsoft Yahei,宋体"><div style="width:1000px;padding-top:70px"><div style="background:#6bb3f6;padding-left:20px">网站防火墙</div>
<div style="background:#f3f7f9;height:220px"><p><span style="font-weight:600;color:#fc4f03">您的请求带有不合法参数，已被网站管理员设置拦截！</span></p><p>可能原因：您提交的内容包含危险的攻击请求</p>
<p>如何解决：</p><ul><li>1）检查提交内容；</li><li>2）如网站托管，请联系空间提供商；</li><li>3）普通网站访客，请联系网站管理员；</li></ul></div><p>来访地址：{address()}　时间：{now()}</p></div></body></html>""",
                  encoding="gbk", declare=False, Server="Safedog/4.0.0")


@wall
def yunlock_200(i: int, title: str, date: str) -> Answer:
    return answer(f"""<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"/><meta http-equiv="Cache-Control" content="no-store, no-cache, must-revalidate"/>
<script>function stringToHex(str){{var val="";for(var i=0;i<str.length;i++){{val+=str.charCodeAt(i).toString(16)}}return val}}
function YunSuoAutoJump(){{var width=screen.width;var height=screen.height;var screendate=width+","+height;var curlocation=window.location.href;document.cookie="srcurl="+stringToHex(curlocation)+";path=/;";
self.location="{path(i)}?security_verify_data="+stringToHex(screendate);}}</script><script>setTimeout("YunSuoAutoJump()",50);</script></head><!--{token()}--></html>""",
                  Set_Cookie=f"yunsuo_session_verify={token()}; path=/; HttpOnly")


@wall
def d_shield_gbk(i: int, title: str, date: str) -> Answer:
    return answer(f"""<html><head><title>D盾_拦截提示</title><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><body><center><table width="600"><tr><td bgcolor="#CC0000"><font color="#FFFFFF">D盾_拦截提示</font></td></tr>
<tr><td>你的访问已被拦截。<br>访问IP：{address()}<br>访问地址：{path(i)}<br>拦截时间：{now()}<br>如果您是网站管理员，请到服务器上查看拦截日志并把地址加入白名单。</td></tr></table></center></body></html>""", encoding="gbk", declare=False)


@wall
def shield_of_zhuang(i: int, title: str, date: str) -> Answer:
    return answer(f"""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>安全拦截</title></head><body><div class="wrap"><div class="left"><h2>当前访问疑似黑客攻击，已被创宇盾拦截。</h2>
<p>该请求已被记录，如有疑问请把以下编号提供给网站管理员核实处理。</p><dl><dt>拦截编号</dt><dd>{token(16)}</dd><dt>您的IP</dt><dd>{address()}</dd><dt>拦截时间</dt><dd>{now()}</dd></dl></div><div class="right"><a href="/">返回首页</a><a href="#report">误报反馈</a></div></div></body></html>""")


@wall
def thunder_pool_468(i: int, title: str, date: str) -> Answer:
    return answer(f"""<!DOCTYPE html><html lang="zh"><head><meta charset="UTF-8"><title>安全检测</title><style>#slg-bg{{background:#0fc6c2}}</style></head><body><div id="slg-box"><p id="slg-title">正在检查您的浏览器环境是否安全</p><div id="slg-caption">请稍候，检查通过后将自动跳转</div>
<div>安全检测能力由 <a href="#">长亭雷池 WAF</a> 提供</div></div><script>window.SafeLineChallenge("{token(32)}",{{"level":{number(1, 3)}}})</script><script src="/.safeline/static/challenge/js.js?v={token(8)}"></script></body></html>""", 468, Set_Cookie=f"sl-session={token(24)}; Path=/")


@wall
def arg1_cookie_reload(i: int, title: str, date: str) -> Answer:
    return answer(f"""<html><script>var arg1='{token(40).upper()}';var _0x4818=['{token(20)}','{token(20)}','{token(20)}'];function setCookie(name,value){{var expiredate=new Date();expiredate.setTime(expiredate.getTime()+(3600*1000));document.cookie=name+"="+value+";expires="+expiredate.toGMTString()+";max-age=3600;path=/";}}
function reload(x){{setCookie("acw_sc__v2",x);document.location.reload();}}var l=function(){{reload(arg1.split('').reverse().join(''))}};setTimeout(l,2);</script></html>""", Set_Cookie=f"acw_tc={token(64)};path=/;HttpOnly;Max-Age=1800")


@wall
def ali_blocked_405(i: int, title: str, date: str) -> Answer:
    return answer(f"""<!doctype html><html lang="zh-cn"><head><meta charset="utf-8"><title>405</title></head><body><div class="a"><h1>405</h1><p>很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。</p><p>您的请求ID是：<strong>{token(36)}</strong></p></div></body></html>""", 405)


@wall
def ali_slider_200(i: int, title: str, date: str) -> Answer:
    return answer(f"""<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="data-spm" content="a3c0e"><title>滑动验证页面</title><script>window._config_={{"action":"captcha","url":"{path(i)}","x5secdata":"{token(80)}"}}</script></head><body><div class="warnning-text">亲，访问受限</div>
<div class="tips">请按住滑块，拖动到最右边，验证通过后即可继续访问网页</div><div id="nocaptcha" class="nc-container"></div><div class="feedback">如您无法通过验证，请<a href="#">点我反馈</a></div><div>TraceID: {token(32)}</div></body></html>""")


@wall
def cloud_captcha_203(i: int, title: str, date: str) -> Answer:
    return answer(f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>验证码</title><script src="/TCaptcha.js?{token(6)}"></script></head><body onload="show()"><div id="app"></div><script>var seqid="{token(20)}";function show(){{var c=new TencentCaptcha("{number(190000000, 199999999)}",function(r){{if(r.ret===0){{var x=new XMLHttpRequest();x.open("POST","/WafCaptcha",false);x.send(JSON.stringify({{seqid:seqid,ticket:r.ticket}}));location.reload(true)}}}});c.show()}}</script></body></html>""", 203)


@wall
def huawei_style_418(i: int, title: str, date: str) -> Answer:
    return answer(f"""<!DOCTYPE html><html><head><meta charset="UTF-8"><title>访问被拦截！</title></head><body><div class="center"><center><h1>您的请求疑似攻击行为！</h1><br><p>事件ID：{token(32)}</p></center></div></body></html>""", 418, Set_Cookie=f"HWWAFSESID={token(18)}; path=/", Server="CloudWAF")


@wall
def just_a_moment(i: int, title: str, date: str) -> Answer:
    ray = token(16)
    return answer(f"""<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title><meta http-equiv="refresh" content="360"><meta name="robots" content="noindex,nofollow"></head><body><div class="main-wrapper" role="main"><noscript><div class="h2"><span id="challenge-error-text">Enable JavaScript and cookies to continue</span></div></noscript></div>
<script>(function(){{window._cf_chl_opt={{cRay:'{ray}',cH:'{token(43)}',cUPMDTk:"{path(i)}?__cf_chl_tk={token(30)}"}};var a=document.createElement('script');a.src='/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1?ray={ray}';document.getElementsByTagName('head')[0].appendChild(a);}}());</script></body></html>""",
                  403, CF_RAY=f"{ray}-HKG", Server="cloudflare", Set_Cookie=f"__cf_bm={token(43)}; path=/")


@wall
def sensor_refresh_200(i: int, title: str, date: str) -> Answer:
    return answer(f"""<html><head><meta http-equiv="refresh" content="5; URL='{path(i)}?bm-verify={token(120)}'" /><title>&nbsp;</title></head><body><script>var i={number(1700000000, 1799999999)};var j=i+Number("{number(1000, 9999)}"+"{number(10000, 99999)}");var xhr=new XMLHttpRequest();xhr.open("POST","/_sec/verify?provider=interstitial",false);xhr.setRequestHeader("Content-Type","application/json");xhr.send(JSON.stringify({{"bm-verify":"{token(120)}","pow":j}}));window.location.reload();</script></body></html>""",
                  Set_Cookie=f"bm_sz={token(60)}; Path=/; HttpOnly")


@wall
def reference_denied(i: int, title: str, date: str) -> Answer:
    return answer(f"""<HTML><HEAD>
<TITLE>Access Denied</TITLE>
</HEAD><BODY>
<H1>Access Denied</H1>

You don't have permission to access "http&#58;&#47;&#47;www&#46;example{path(i).replace('/', '&#47;')}" on this server.<P>
Reference&#32;&#35;18&#46;{token(8)}&#46;{number(1700000000, 1799999999)}&#46;{token(7)}
</BODY>
</HTML>""")


@wall
def incident_iframe(i: int, title: str, date: str) -> Answer:
    incident = f"{number(10**15, 10**16)}-{number(10**17, 10**18)}"
    return answer(f"""<html style="height:100%"><head><META NAME="ROBOTS" CONTENT="NOINDEX, NOFOLLOW"><meta name="format-detection" content="telephone=no"></head><body style="margin:0px;height:100%"><iframe id="main-iframe" src="/_Incapsula_Resource?CWUDNSAI=23&xinfo={token(40)}&incident_id={incident}&edet=12&cinfo={token(16)}" frameborder=0 width="100%" height="100%">Request unsuccessful. Incapsula incident ID: {incident}</iframe></body></html>""",
                  Set_Cookie=f"visid_incap_{number(100000, 999999)}={token(40)}; path=/; HttpOnly")


@wall
def press_and_hold(i: int, title: str, date: str) -> Answer:
    return answer(f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Access to this page has been denied</title></head><body><section class="container"><h1>Before we continue...</h1><p>Press &amp; Hold to confirm you are a human (and not a bot).</p><div id="px-captcha"></div><p>Reference ID <span>{token(8)}-{token(4)}-{token(4)}-{token(12)}</span></p></section><script>window._pxAppId='PX{token(8)}';window._pxUuid='{token(32)}';</script></body></html>""")


@wall
def ad_blocker_note(i: int, title: str, date: str) -> Answer:
    return answer(f"""<html lang="en"><head><title>example.org</title><style>#cmsg{{animation: A 1.5s;}}@keyframes A{{0%{{opacity:0;}}}}</style></head><body style="margin:0"><p id="cmsg">Please enable JS and disable any ad blocker</p><script data-cfasync="false">var dd={{'rt':'c','cid':'{token(60)}','hsh':'{token(30).upper()}','t':'fe','s':{number(10000, 50000)},'e':'{token(64)}','host':'geo.captcha.example'}}</script><script data-cfasync="false" src="/captcha/c.js"></script></body></html>""",
                  403, Set_Cookie=f"datadome={token(90)}; Max-Age=31536000; Path=/")


@wall
def being_redirected(i: int, title: str, date: str) -> Answer:
    return answer(f"""<html><title>You are being redirected...</title>
<noscript>Javascript is required. Please enable javascript before you are allowed to see this page.</noscript>
<script>var s={{}},u,c,U,r,i,l=0,a,e=eval,w=String.fromCharCode,sucuri_cloudproxy_js='',S='{base64.b64encode(token(300).encode()).decode()}';L=S.length;U=0;r='';</script></html>""", X_Sucuri_ID=str(number(10000, 20000)))


@wall
def guard_ko(i: int, title: str, date: str) -> Answer:
    return answer(f"""<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><title>잠시만 기다려 주십시오</title></head><body><h1>접속하신 브라우저를 확인하고 있습니다.</h1><p>이 과정은 자동으로 진행되며 잠시 후 요청하신 페이지로 이동합니다. 최대 5초까지 걸릴 수 있습니다.</p><p>요청 번호: {token(20)} | 접속 IP: {address()}</p><script src="/.well-known/ddos-guard/js-challenge/index.js" defer></script></body></html>""",
                  Set_Cookie=f"__ddg1_={token(20)}; HttpOnly; Path=/", Server="ddos-guard")


@wall
def proof_of_work_de(i: int, title: str, date: str) -> Answer:
    return answer(f"""<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Es wird sichergestellt, dass Sie kein Bot sind!</title><link rel="stylesheet" href="/.within.website/x/xess/xess.css"><script id="anubis_version" type="application/json">"v1.22.0"</script><script id="anubis_challenge" type="application/json">{{"rules":{{"algorithm":"fast","difficulty":4}},"challenge":{{"id":"{token(32)}","randomData":"{token(128)}"}}}}</script></head>
<body id="top"><main><h1 id="title">Es wird sichergestellt, dass Sie kein Bot sind!</h1><p id="status">Wird geladen...</p><details><summary>Warum sehe ich das?</summary><p>Sie sehen dies, weil der Administrator dieser Website einen Schutz gegen Firmen eingerichtet hat, die massenhaft Inhalte abrufen. Solche Abrufe führen zu Ausfällen, sodass die Seiten für niemanden mehr erreichbar sind.</p><p>Der Schutz ist ein Kompromiss: Ihr Browser löst eine kleine Rechenaufgabe, die bei einem einzelnen Besuch kaum auffällt, massenhafte Abrufe aber deutlich verteuert.</p></details>
<noscript><p>Leider müssen Sie JavaScript aktivieren, um diese Prüfung zu bestehen.</p></noscript></main><footer>Geschützt durch einen Arbeitsnachweis.</footer><script async type="module" src="/.within.website/x/cmd/anubis/static/js/main.mjs"></script></body></html>""")


@wall
def token_challenge_202(i: int, title: str, date: str) -> Answer:
    return answer(f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title></title><script>window.awsWafCookieDomainList=[];window.gokuProps={{"key":"{token(80)}","iv":"{token(16)}","context":"{token(120)}"}};</script><script src="https://{token(12)}.edge.example/challenge.js"></script></head><body><div id="challenge-container"></div><script>AwsWafIntegration.saveReferrer();AwsWafIntegration.checkForceRefresh().then((f)=>{{AwsWafIntegration.getToken().then(()=>{{window.location.reload(true);}});}});</script><noscript><h1>JavaScript is disabled</h1>In order to continue, we need to verify that you're not a robot. This requires JavaScript. Enable JavaScript and then reload the page.</noscript></body></html>""",
                  202, X_Amzn_Waf_Action="challenge", Cache_Control="no-store, max-age=0")


@wall
def well_known_refresh_202(i: int, title: str, date: str) -> Answer:
    return answer(f"""<html><head><link rel="icon" href="data:;"><meta http-equiv="refresh" content="0;/.well-known/sgcaptcha/?r={path(i).replace('/', '%2F')}&y=ipc:{address()}:{seconds()}.{number(100, 999)}"></meta></head></html>""", 202, SG_Captcha="challenge")


@wall
def human_check_ja(i: int, title: str, date: str) -> Answer:
    return answer(f"""<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>アクセス確認</title></head><body><div class="box"><h1>ロボットではないことを確認してください</h1><p>お使いのネットワークから通常と異なるアクセスを検知しました。下のチェックボックスを選択してから「続ける」を押してください。</p><form method="post" action="{path(i)}"><div class="h-captcha" data-sitekey="{token(32)}"></div><input type="hidden" name="rt" value="{token(40)}"><button>続ける</button></form><p>お問い合わせ番号：{number(10**9, 10**10)}</p></div></body></html>""")


@wall
def unusual_traffic_tw(i: int, title: str, date: str) -> Answer:
    return answer(f"""<!DOCTYPE html><html lang="zh-Hant"><head><meta charset="utf-8"><title>流量異常</title></head><body onload="e=document.getElementById('captcha');if(e){{e.focus();}}"><form id="captcha-form" action="index" method="post"><div class="g-recaptcha" data-sitekey="{token(40)}" data-s="{token(60)}"></div><input type="hidden" name="continue" value="{path(i)}"></form><hr><b>關於本頁</b><br><br>我們的系統偵測到您的電腦網路送出異常的流量。本頁的用途是確認提出要求的是您，而不是自動程式。<a href="#">為什麼會這樣？</a><br><br>IP 位址：{address()}<br>時間：{now('%Y-%m-%dT%H:%M:%SZ')}</body></html>""")


@wall
def slider_captcha(i: int, title: str, date: str) -> Answer:
    return answer(f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>访问验证</title><script src="/static/gt4.js"></script></head><body><div class="verify"><p>为了保障网站安全，请完成下方验证后继续访问</p><div id="captcha"></div><p class="tip">如多次出现此页面，请联系网站管理员，并提供编号 {token(10)}</p></div><script>initGeetest4({{captchaId:'{token(32)}',product:'bind'}},function(c){{c.onSuccess(function(){{location.replace('{path(i)}?v='+Date.now())}})}});</script></body></html>""", Set_Cookie=f"verify_id={token(20)}; path=/")


@wall
def letters_captcha_gbk(i: int, title: str, date: str) -> Answer:
    return answer(f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gbk"><title>请输入验证码</title></head><body><center><h3>您的访问过于频繁，请输入验证码后继续浏览</h3><form method="post" action="/check.asp?back={path(i)}"><img src="/code.asp?r={number(1, 10**6)}" onclick="this.src+='1'"> <input name="code" size="6" maxlength="4"> <input type="submit" value="确定"></form><p>看不清？点击图片换一张</p></center></body></html>""", 203, "gbk", declare=False)


@wall
def banned_address(i: int, title: str, date: str) -> Answer:
    return answer(f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>提示信息</title></head><body><div class="error"><h2>您的IP地址（{address()}）已被列入本站黑名单</h2><p>经系统检测，该地址在短时间内对本站发起了大量访问，已于{now()}被限制访问，解除限制时间为24小时。如有异议，请致电0571-8800{number(1000, 9999)}。</p></div></body></html>""")


@wall
def rate_limit_in_chrome(i: int, title: str, date: str) -> Answer:
    return answer(f"""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>云栖县招商投资促进局</title></head><body><div class="header">云栖县招商投资促进局</div><ul class="nav"><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li><li><a href="/xmk/">项目库</a></li></ul>
<div class="main"><p>访问太快了，休息一下再来吧（{number(5, 60)}秒后可继续访问）</p></div><div class="footer"><p>主办单位：云栖县招商投资促进局　版权所有</p><p>浙ICP备18020202号</p></div></body></html>""")


@wall
def limit_as_json(i: int, title: str, date: str) -> Answer:
    return answer(f'{{"code":429,"msg":"请求过于频繁，请稍后再试","data":null,"requestId":"{token(32)}","timestamp":{seconds()}{number(100, 999)}}}')


@wall
def waiting_room(i: int, title: str, date: str) -> Answer:
    ahead = number(300, 9000)
    return answer(f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="20"><title>Waiting Room</title></head><body><h1>You are now in line</h1><p>Thank you for your patience. There are {ahead} people ahead of you and your estimated wait time is {ahead // 60} minutes.</p><p>This page will refresh automatically, please do not close your browser.</p><small>Queue ID: {token(8)}-{token(4)}-{token(12)}</small></body></html>""",
                  Set_Cookie=f"__cfwaitingroom={token(60)}; path=/")


@wall
def cookie_test_loop(i: int, title: str, date: str) -> Answer:
    return answer(f"""<html><body><script type="text/javascript" src="/aes.js"></script><script>function toNumbers(d){{var e=[];d.replace(/(..)/g,function(d){{e.push(parseInt(d,16))}});return e}}var a=toNumbers("{token(32)}"),b=toNumbers("{token(32)}"),c=toNumbers("{token(32)}");document.cookie="__test="+slowAES.decrypt(c,2,a,b)+"; path=/";location.href="{path(i)}?i=1";</script><noscript>This site requires Javascript to work, please enable Javascript in your browser or use a browser with Javascript support</noscript></body></html>""")


@wall
def old_browser(i: int, title: str, date: str) -> Answer:
    return answer(f"""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>浏览器版本过低</title></head><body><div class="upgrade"><h1>您正在使用的浏览器版本过低</h1><p>为了获得更好的浏览体验和保障您的信息安全，请升级浏览器后再访问本站，推荐使用以下浏览器：</p><ul><li>谷歌浏览器</li><li>火狐浏览器</li><li>360安全浏览器（极速模式）</li></ul><!-- {token(10)} --></div></body></html>""")
