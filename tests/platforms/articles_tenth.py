"""Article pages whose head or foot says when, by whom and whence in another order or place, tenth wave: tables of official
documents, labels under the text, split over lines and elements, days beside the day. Own text in structures that Chinese
offices, papers and parks use. All were written down, with what is right, before any was read. The form is that of
articles_seventh.py.
"""

PAGES = """
== doc-table-last ~ 3 ~ d ~ 云栖区人民政府办公室 ~ - ~ TS
{top}{crumb}<table class="gw"><tr><th>索引号</th><td>014000/2024-00021</td><th>主题分类</th><td>国有资产</td></tr><tr><th>发文机关</th><td>云栖区人民政府办公室</td><th>成文日期</th><td>{X}</td></tr><tr><th>标　　题</th><td colspan="3">{T}</td></tr><tr><th>发文字号</th><td>云政办发〔2023〕18号</td><th>发布日期</th><td>2024年06月13日</td></tr><tr><th>主 题 词</th><td colspan="3">厂房　租赁　办法</td></tr></table><div class="gwnr"><p class="bt">{T}</p>{R1-4:p}</div>{foot}
== doc-list-meeting ~ 3 ~ d ~ 云栖高新区管委会 ~ - ~ TCS
{menu}<ul class="xx"><li><span>索 引 号：</span>YQ/2024-088</li><li><span>发布机构：</span>云栖高新区管委会</li><li><span>生成日期：</span>2024-05-29</li><li><span>发布日期：</span>{D}</li><li><span>有效性：</span>有效</li></ul><h1>{T}</h1><div class="nr"><p>‹2024年5月28日，管委会第12次主任办公会议审议通过。›</p>{R1-4:p}</div>{foot}
== foot-table ~ 1 ~ d ~ s ~ a ~ S
{top}<div class="art"><h2 class="bt">{T}</h2><div class="zw">{N1-4:p}</div><table class="xinxi"><tr><td>来源</td><td>{S}</td><td>作者</td><td>{A}</td><td>发布时间</td><td>{D}</td></tr></table></div>{foot}
== foot-lines ~ 2 ~ d ~ 区工业和信息化局 ~ - ~ TS
{menu}<h1>{T}</h1><div class="c">{K1-7:p}</div><div class="end"><p>信息来源：区工业和信息化局</p><p>发布时间：{D} 10:46:27</p><p>责任编辑：{E}</p><p>浏览次数：356</p></div>{foot2}
== split-spans ~ 5 ~ d ~ s ~ - ~ TS
{menu}<h1>{T}</h1><div class="i"><span>发布时间：</span><span>2024</span><span>-</span><span>06</span><span>-</span><span>13</span> <span>来源：</span><span>{S}</span></div><div class="c">{V1-3:p}</div>{foot}
== label-over-value ~ 4 ~ d ~ 云栖资产公司 ~ - ~ T
{top}<h1>{T}</h1><div class="info"><div class="k">发布时间</div><div class="v">{D}</div><div class="k">发布单位</div><div class="v">云栖资产公司</div><div class="k">浏览次数</div><div class="v">88</div></div><div class="c">{L1-6:p}</div>{foot}
== wide-digits ~ 2 ~ d ~ s ~ - ~ S
<table width="900"><tr><td>{menu}</td></tr><tr><td align="center"><b>{T}</b></td></tr><tr><td align="center">发布时间：２０２４年６月１３日　来源：{S}</td></tr><tr><td>{K1-8:p}</td></tr></table>{foot2}
== seconds-and-checkers ~ 1 ~ d ~ s ~ a ~ TS
{menu}<h1>{T}</h1><div class="i">时间：2024-06-13 10:46:27　来源：{S}　作者：{A}　编辑：{E}　审核：何川　终审：吴越　字号：大 中 小</div><div class="c">{N1-4:p}</div>{foot}
== lunar-beside ~ 5 ~ d ~ s ~ - ~ TS
<div class="t">今天是2024年12月1日 星期日 农历十一月初一</div>{menu}<h1>{T}</h1><div class="i">发布时间：2024年6月13日（农历五月初八）　来源：{S}</div><div class="c">{V1-3:p}</div>{foot}
== event-before ~ 云栖高新区智能制造对接会预告 ~ d ~ 区投资促进局 ~ - ~ TS
{menu}<h1>{T}</h1><div class="i"><p>会议时间：2024年7月5日 14:00</p><p>会议地点：会展中心三楼</p></div><div class="j">发布时间：{D}　来源：区投资促进局</div><div class="c"><p>‹为促进区内外制造企业交流合作，定于7月5日举办对接会。›</p><p>‹请有意参会的企业于7月1日前报名，每家企业限两人。›</p></div>{foot}
== signed-then-published ~ 2 ~ d ~ 云栖区工业和信息化局 ~ - ~ TS
{menu}<h1>{T}</h1><div class="i"><span>签发日期：2024-06-10</span><span>发布日期：{D}</span><span>发布机构：云栖区工业和信息化局</span></div><div class="c">{K1-8:p}</div>{foot}
== number-under-title ~ 3 ~ d ~ - ~ - ~ TS
{menu}<h1>{T}</h1><p class="wh">‹云管发〔2023〕21号›</p><div class="c">{R1-4:p}</div><div class="bot"><span>发布日期：{D}</span><span>浏览次数：1024次</span><a href="javascript:print()">打印</a></div>{foot}
== updated-first ~ 1 ~ d ~ s ~ - ~ TS
{menu}<h1>{T}</h1><div class="i">更新时间：{Z}　发布时间：{D}　信息来源：{S}</div><div class="c">{N1-4:p}</div>{foot}
== updated-only ~ 5 ~ d ~ s ~ - ~ TS
{menu}<h1>{T}</h1><div class="i">来源：{S}　更新时间：{D} 10:46　点击：15</div><div class="c">{V1-3:p}</div>{foot2}
== editor-first ~ 9 ~ d ~ s ~ a ~ TS
{menu}<h1>{T}</h1><ul class="i"><li>责任编辑：{E}</li><li>作者：{A}</li><li>来源：{S}</li><li>字号：<a href="#">大</a><a href="#">中</a><a href="#">小</a></li><li>{H}</li></ul><div class="c">{Z1-5:p}</div>{foot}
== views-first ~ 1 ~ d ~ s ~ - ~ S
{top}<div class="d"><h3 class="tit">{T}</h3><p class="xx">浏览次数：1024　发布日期：{M}　字号：[大] [中] [小]　来源：{S}</p><div class="nr">{N1-4:div}</div></div>{foot}
== paper-in-brackets ~ 9 ~ d ~ s ~ a ~ TS
{menu}<h1>{T}</h1><div class="c">{Z1-5:p}<p style="text-align:right">‹（{S} 2024年6月13日 记者 {A}）›</p></div>{foot}
== day-above-title ~ 1 ~ d ~ s ~ - ~ TS
{menu}<div class="hd"><p class="rq">{M}</p><h1>{T}</h1><p class="ly">来源：{S}</p></div><div class="c">{N1-4:p}</div>{side}{foot}
== day-in-crumb ~ 4 ~ d ~ - ~ - ~ TS
<div class="wz"><span>您的位置：<a href="/">首页</a> &gt; <a href="/gg/">公告</a> &gt; 正文</span><span class="r">发布日期：{D}</span></div><div class="m"><h1>{T}</h1><div class="c">{L1-6:p}</div></div>{foot}
== dl-colons ~ 5 ~ d ~ s ~ a ~ TS
{menu}<h1>{T}</h1><dl class="i"><dt>发布时间：</dt><dd>{D}</dd><dt>文章来源：</dt><dd>{S}</dd><dt>作者：</dt><dd>{A}</dd></dl><div class="c">{V1-3:p}</div>{foot}
== icons-shijian ~ 1 ~ d ~ s ~ - ~ TS
{menu}<h1>{T}</h1><div class="i"><i class="iconfont icon-shijian"></i><span>{D}</span><i class="iconfont icon-laiyuan"></i><span>{S}</span><i class="iconfont icon-liulan"></i><span>356</span></div><div class="c">{N1-4:p}</div>{foot}
== box-before-title ~ 5 ~ d ~ - ~ - ~ TS
{menu}<div class="h"><div class="date"><em>13</em><span>2024-06</span></div><h1>{T}</h1></div><div class="c">{V1-3:p}</div>{foot}
== day-in-attachment ~ 7 ~ d ~ 云栖区财政局 ~ - ~ TS
{menu}<h1>{T}</h1><div class="i">发布机构：云栖区财政局　时间：{M}</div><div class="c"><p>‹根据扶持办法，经审核，现将拟扶持企业名单予以公示，公示期五个工作日。›</p><p>‹对名单有异议的，请在公示期内向区财政局反映，电话 027-80005678。›</p></div><div class="fj">附件：<a href="/f/1.xlsx">拟扶持企业名单（2023-05-06）.xlsx</a></div>{foot}
== related-only ~ 1 ~ - ~ - ~ - ~ TS
{menu}<h1>{T}</h1><div class="c">{N1-4:p}</div><div class="xg"><h4>相关新闻</h4><ul><li><a href="/1.html">园区召开项目推进会</a><span>2024-05-20</span></li><li><a href="/2.html">园区举办人才招聘会</a><span>2024-05-18</span></li></ul></div>{foot}
== comments-below ~ 5 ~ d ~ - ~ a ~ TS
{menu}<h1>{T}</h1><div class="u">{A} 发布于 {D} 10:46</div><div class="c">{V1-3:p}</div><div class="pl"><h3>全部评论</h3><div class="p1"><b>滨江客</b><time pubdate datetime="2024-07-02T08:00:00+08:00">2024-07-02 08:00</time><p>支持，期待早日开工。</p></div></div>{foot}
== years-in-foot ~ 4 ~ - ~ - ~ - ~ TS
{menu}<h1>{T}</h1><div class="c">{L1-6:p}</div><div class="footer"><p>Copyright © 2019-2024 {W} 版权所有</p><p>鄂ICP备2019000001号-1　更新于2024年11月2日</p></div>
== period-under-title ~ 7 ~ d ~ - ~ - ~ TS
{menu}<h1>{T}</h1><div class="i"><span>公示时间：2024年6月14日至2024年6月20日</span><span>发布日期：{D}</span></div><div class="c"><p>‹根据扶持办法，经审核，现将拟扶持企业名单予以公示。›</p><p>‹一、云栖轴承公司；二、云栖电池公司；三、云栖冷链公司。›</p></div>{foot}
== period-signed ~ 7 ~ d ~ - ~ - ~ TS
{menu}<h1>{T}</h1><div class="i">公示期：2024-06-14 至 2024-06-20</div><div class="c"><p>‹根据扶持办法，经审核，现将拟扶持企业名单予以公示，接受社会监督。›</p><p>‹一、云栖轴承公司；二、云栖电池公司；三、云栖冷链公司。›</p><p style="text-align:right">‹云栖区财政局›</p><p style="text-align:right">‹2024年6月13日›</p></div>{foot}
== form-rows ~ 4 ~ d ~ 云栖资产公司 ~ - ~ S
{top}<table class="bd"><tr><td>标题</td><td>{T}</td></tr><tr><td>发布单位</td><td>云栖资产公司</td></tr><tr><td>发布时间</td><td>{D} 10:46</td></tr><tr><td>内容</td><td>{L1-6:p}</td></tr></table>{foot}
== sql-month ~ 1 ~ d ~ s ~ - ~ TS
{menu}<h1>{T}</h1><div class="i">发布时间：Jun 13 2024 10:46AM　来源：{S}</div><div class="c">{N1-4:p}</div>{foot}
== java-moment-head ~ 5 ~ d ~ - ~ - ~ TS
{menu}<h1>{T}</h1><div class="i">发布日期：Thu Jun 13 10:46:27 CST 2024　访问次数：12</div><div class="c">{V1-3:p}</div>{foot}
== slashes ~ 9 ~ d ~ s ~ a ~ TS
{menu}<h1>{T}</h1><div class="i"><span>来源/{S}</span><span>作者/{A}</span><span>日期/{D}</span></div><div class="c">{Z1-5:p}</div>{foot}
== spread-letters ~ 2 ~ d ~ s ~ - ~ TS
{menu}<h1>{T}</h1><div class="i">发 布 时 间 ： 2024 - 06 - 13　　来 源 ： {S}</div><div class="c">{K1-8:p}</div>{foot}
== day-in-characters ~ 3 ~ d ~ - ~ - ~ S
{top}<div class="m"><h2>{T}</h2><p class="rq">二〇二四年六月十三日</p><div class="c">{R1-4:p}</div></div>{foot}
== minutes-of-meeting ~ 云栖高新区第9次主任办公会议纪要 ~ d ~ 管委会办公室 ~ - ~ TS
{menu}<h1>{T}</h1><div class="i"><p>会议日期：2024-05-28</p><p>发布单位：管委会办公室</p><p>发布时间：{D}</p></div><div class="c"><p>‹5月28日，管委会主任主持召开第9次主任办公会议，研究了标准厂房租赁和产业扶持事项。›</p><p>‹会议同意标准厂房租赁管理办法，由资产公司组织实施。›</p></div>{foot}
== printed-below ~ 3 ~ d ~ - ~ - ~ TS
{menu}<h1>{T}</h1><div class="i">日期：{D}　【字体：大 中 小】</div><div class="c">{R1-4:p}<p>‹云栖区人民政府办公室　2024年6月12日印发›</p></div>{foot}
== speech-day-head ~ 在云栖高新区项目推进会上的讲话 ~ d ~ - ~ - ~ TS
{menu}<h1>{T}</h1><p align="center">（2024年6月11日）</p><div class="i">时间：{D}　点击：9</div><div class="c"><p>‹同志们：›</p><p>‹今天召开项目推进会，主要任务是总结前五个月工作，部署下一步任务。›</p><p>‹各部门要把项目建设作为头号工程，服务专员每周到工地一次，及时解决问题。›</p></div>{foot}
== page-of-paper ~ 9 ~ d ~ s ~ a ~ TS
{menu}<div class="ep"><p class="bm">《{S}》　2024年06月13日　第03版：要闻</p><h1>{T}</h1><p class="zz">本报记者 {A}</p></div><div class="c">{Z1-5:p}</div>{foot}
== yearless-phone ~ 1 ~ d ~ s ~ - ~ T
<div class="top"><a href="/">首页</a></div><h1>{T}</h1><div class="a"><div class="n">{S}</div><div class="t">06-13 10:46</div></div><div class="c">{N1-4:p}</div>{foot2}
"""
