"""Article pages in the structures of pages that were saved from offices, where those were read wrongly: an observatory, a
regulator, a ministry, a university, a city's health office. Own text, written as in articles_seventh.py."""

from __future__ import annotations

_RIGHTS = (
    "凡本站及其子站注明“文章类型：原创”的所有作品，其版权属于{W}网站及其子站所有。其他媒体、网站或个人转载使用时必须注明文章来源，"
    "本站保留追究责任的权利，所登信息仅供参考，并不代表本站赞同其观点和对其真实性负责。"
)
PAGES = f"""
== saved-health-labels-over ~ 2 ~ d ~ 云栖市卫生局 ~ - ~ TS
{{menu}}<div class="Article"><h2 id="ivs_title">{{T}}<small>( {{D}})</small></h2><div id="ivs_content"><table><thead><tr><td class="t1">索取号</td><td class="t1">发布时间</td><td class="t1">发布机构</td><td class="t1">文件编号</td><td class="t1">备注</td></tr></thead><tr><td class="t2">076478684Q/2024-00112</td><td class="t2"></td><td class="t2">云栖市卫生局</td><td class="t2">云卫〔2024〕5号</td><td class="t2"></td></tr></table>{{K1-9:p}}</div></div>{{foot}}
== saved-regulator-decision ~ 7 ~ d ~ s ~ - ~ TS
{{menu}}<div class="pos">当前位置： <a href="/">首页</a> <a href="/cf">行政处罚</a></div><div class="xx"><span>发布时间：{{D}}</span> <span>来源：{{S}}</span> <span>文章类型：原创</span></div><div><span>打印</span> <a href="#">微博</a></div><div>更多</div><div>{{W}}</div><div class="wenzhang-title">{{T}}</div><div><div><table><tr><td><p><span>‹处罚决定书文号›</span></p></td><td><p><span>‹云罚决字〔2024〕36号›</span></p></td></tr><tr><td><p><span>‹被处罚当事人›</span></p></td><td><p><span>‹云栖联合保险公司›</span></p></td></tr><tr><td><p><span>‹主要违法违规事实›</span></p></td><td><p><span>‹未使用经备案的条款›</span></p></td></tr><tr><td><p><span>‹处罚决定›</span></p></td><td><p><span>‹罚款十五万元›</span></p></td></tr><tr><td><p><span>‹决定机关›</span></p></td><td><p><span>‹云栖监管局›</span></p></td></tr><tr><td><p><span>‹决定日期›</span></p></td><td><p><span>‹2024年6月8日›</span></p></td></tr></table></div><div>附件信息:</div><div>手机扫一扫打开此页</div></div><div class="bq"><div>版权与免责声明</div><div>1.{_RIGHTS}</div><div>2.{_RIGHTS}</div></div>{{foot}}
== saved-ministry-index ~ 2 ~ d ~ s ~ - ~ TS
{{menu}}<table id="policy"><tr><td>信息名称：</td><td colspan="5">{{T}}</td></tr><tr><td>信息索引：</td><td>360A12-07-2024-0008-1</td><td>生成日期：</td><td>2024-06-04</td><td>发文机构：</td><td>云栖市教育局</td></tr></table><div class="details"><h1>关于组织申报<br>二〇二四年第二批<br>产业扶持资金的通知</h1>{{K1-9:p}}<div class="bt">发布日期：{{D}}　来源：{{S}}</div></div>{{foot}}
== saved-university-lecture ~ 9 ~ d ~ s ~ - ~ TS
{{menu}}<div class="artic"><h2>{{T}}<br><span>{{D}}</span></h2><h4>来源：{{S}}&nbsp; 供稿：&nbsp; 点击次数：&nbsp;字号：【<a href="#">小</a>&nbsp;<a href="#">中</a>&nbsp;<a href="#">大</a>】</h4><div class="wenzhang1"><p><strong>‹时间：2024年6月20日（周四）下午15:00—17:00›</strong></p><p><strong>‹地点：北一区文科楼406室›</strong></p><p><strong>‹主讲人：韩东教授›</strong></p><p><strong>‹主讲内容简介：›</strong></p>{{N1-4:p}}</div></div>{{foot}}
== saved-school-label ~ 5 ~ d ~ - ~ - ~ TS
{{menu}}<h1>{{T}}</h1><p class="m"><span>来源：</span><span>　</span><span>发布日期</span><span>: {{D}}</span><span>　访问量：</span></p><div class="c">{{N1-4:p}}<p>‹联系电话：80000906（综合办）›</p></div>{{foot}}
== saved-association-signed ~ 2 ~ d ~ - ~ - ~ SC
{{menu}}<div class="loc"><span>你现在的位置：</span><a href="/">首页</a>&gt;<a href="/tz/">通知公告</a></div><div class="yw-top"><h1>{{T}}</h1><p><span>{{D}}</span></p></div><div class="yw-bottom"><div id="TRS_1"><style>#TRS_1 P {{{{ LINE-HEIGHT: 1.5 }}}}</style><span>{{K1-9:p}}<p align="right"><span>‹{{W}}›</span></p><p align="right"><span>‹2024年6月7日›</span></p></span></div><div style="display:none"><h3>附件：</h3><ul></ul></div></div><div class="foot"><div><a>网站管理：办公室</a><a>技术支持：信息部</a></div><div><a>地址：云栖市创新路300号</a><a>邮编：430070</a></div></div>
== saved-college-salutation ~ 2 ~ d ~ - ~ - ~ TS
{{menu}}<div class="div_title">{{T}}<div class="box"><div><a href="/">[云栖教育网-云栖教师教育网]</a>&nbsp;<a href="#">[手机版本]</a>&nbsp;发布时间：{{D}}<div class="count">&nbsp;查看:<span>597</span></div>&nbsp;来源:</div></div></div><div class="div_content"><div><p><b>‹各办学单位及各位同学：›</b><b></b></p>{{N1-4:p}}<p>‹继续教育学院›</p><p>‹2024年6月9日›</p><div>（微信扫描分享）</div></div></div>{{foot}}
"""
