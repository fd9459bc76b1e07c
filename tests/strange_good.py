"""Good sites of unusual texts: the shortest notices, tables, lists, poems, other languages, and texts off one template.

All districts, companies and people are invented.
"""

from __future__ import annotations

from collections.abc import Callable

from strange_parts import (
    Article,
    Row,
    bare,
    blog,
    build,
    old_tables,
    paragraphs,
    pinyin,
    prose,
    reframed,
    sections,
    table,
)

TEXTS: dict[str, Callable[[], list[Article]]] = {}


def good(site: Callable[[], list[Article]]) -> Callable[[], list[Article]]:
    """Register `site` under the name of its function."""
    TEXTS[site.__name__] = site
    return site


@good
def water_stops() -> list[Article]:
    return build("云栖县自来水公司", [
        prose("停水通知", "2026-10-08", "因解放路主管道抢修，10月9日8:00至17:00，解放路、桥东新村停水，请提前储水。"),
        prose("关于城北片区降压供水的通知", "2026-10-12", "10月13日22:00至次日5:00，城北片区降压供水，三楼以上用户可能无水。"),
        prose("停水信息", "2026-10-15", "受雷击影响，白鹭水厂临时停机，白鹭镇全镇停水约3小时。"),
        prose("恢复供水公告", "2026-10-16", "白鹭水厂设备已修复，全镇于今日6时恢复正常供水，感谢大家的理解。"),
        prose("水表轮换公告", "2026-10-21", "10月22日起对翠湖花园216户到期水表进行免费轮换，请留人在家配合。"),
        prose("关于收费大厅搬迁的公告", "2026-10-27", "自11月1日起，收费大厅迁至文昌路88号一楼，服务电话不变。"),
    ])


@good
def one_sentence() -> list[Article]:
    return build("松溪新区拆迁安置办公室", [
        prose("公告", "2026-03-02", "松溪新区三里村地块房屋征收补偿方案自即日起公示三十日。"),
        prose("公 告", "2026-03-19", "滨江大道延伸段征收红线范围内房屋、土地自本公告发布之日起停止办理过户。"),
        prose("更正公告", "2026-04-07", "本办三月十九日公告中“延伸段”应为“延伸段一期”，特此更正。"),
        prose("抽签公告", "2026-05-11", "望江苑安置房抽签定于五月十六日上午九时在区体育馆举行，凭抽签证入场。"),
        prose("延期公告", "2026-05-15", "因暴雨预警，原定五月十六日的望江苑抽签活动顺延至五月二十三日。"),
        prose("交房公告", "2026-06-28", "望江苑一至六号楼定于七月三日起集中交付，请持协议原件办理。"),
        prose("遗失声明", "2026-07-14", "何立春遗失编号为松拆2019-0417的安置协议一份，声明作废。"),
    ], old_tables, "gbk", declare=False)


@good
def table_only() -> list[Article]:
    head = ("序号", "项目名称", "行业", "投资额（万元）", "落地园区")
    names = (("碳纤维自行车架生产", "新材料"), ("预制菜中央厨房", "食品"), ("伺服电机智能工厂", "装备"), ("中药饮片加工", "医药"), ("光伏支架镀锌线", "金属制品"),
             ("冷链物流分拨中心", "物流"), ("数据标注基地", "软件"), ("玩具出口加工", "轻工"), ("饮用水灌装线", "食品"))
    rows = []
    for month in range(1, 8):
        cells = [(str(k + 1), f"{name}（{month}期）", kind, str(3200 + 715 * k + 137 * month), f"{'东南西北'[(k + month) % 4]}部产业园") for k, (name, kind) in enumerate(names[month % 3:month % 3 + 4])]
        rows.append(Row(f"2026年{month}月份招商签约项目一览表", f"2026-{month + 1:02d}-05", table(head, cells), (cells[0][1], cells[3][1], cells[2][3])))
    return build("青禾县投资促进中心", rows, sections)


@good
def names_only() -> list[Article]:
    people = ("赵春和 钱晓雨 孙明阳 李若谷 周砚秋 吴思远 冷江月 温良玉 聂远帆 白一川", "郑书瑶 王嘉木 冯听雪 陈望舒 褚怀瑾 卫南星 古长青 涂山青 邱少白 柏舟", "蒋一鸣 沈知夏 韩慕白 杨青禾 朱子墨 秦观澜 元知白 辛夷坞 傅雪渔 洛文秋", "尤佳宁 许清欢 何以安 吕承志 施雨桐 张沐阳 路遥知 马力行 石敢当 耿直之",
              "孔令仪 曹砚青 严书同 华思齐 金满堂 魏然 梅映雪 岳千山 江畔舟 汪有容", "陶然亭 姜子衿 戚家明 谢云帆 邹鲁青 喻文舟 柯南飞 苗青青 段正行 方若水")
    posts = ("综合管理岗", "招商专员岗", "财务岗", "规划技术岗", "法务岗", "信息化岗")
    return build("青禾高新区人才服务中心", [Row(f"青禾高新区{post}拟聘用人员名单", f"2026-08-{10 + k}", paragraphs(*line.split(" ")), tuple(line.split(" ")[:3]))
                                  for k, (post, line) in enumerate(zip(posts, people, strict=True))], pinyin)


@good
def poems() -> list[Article]:
    verses = (
        ("渡口", ("渡船还系在去年的柳上", "水涨了一寸，又退回一寸", "摆渡的老人数着桥的影子", "说：这桥，是替我站着的")), ("新村", ("推土机走后，蛙声搬进了广场", "一盏一盏的灯把夜缝合", "母亲在十二楼晒棉被", "像晒一块被阳光认领的田")),
        ("茶山行", ("白云一半在锅里，一半在杯里", "采茶的手指比鸟早醒", "山路拐弯的地方", "有人把春天论斤称")), ("码头工人", ("集装箱垒起另一座城", "他在吊臂下仰头", "看见故乡被轻轻提起", "又稳稳放下")),
        ("立冬", ("风把银杏一页一页翻完", "最后一页写着你的名字", "我合上它", "炉火恰好说到重逢")), ("夜校", ("黑板上的公式比星星密", "流水线下来的手握着笔", "像握一枚发烫的螺丝", "拧进明天的门")))
    return build("白鹭镇文化站", [Row(f"群众诗歌展播：{name}", f"2026-09-{3 + 4 * k:02d}", "<p>" + "<br>".join(lines) + "</p>", lines[:3]) for k, (name, lines) in enumerate(verses)], sections)


@good
def english_notices() -> list[Article]:
    return build("Eastmere Town Council", [
        prose("Road closure: Mill Lane", "2026-02-03", "Mill Lane will be closed to through traffic from 9 to 13 February while the culvert is rebuilt.", "Residents may reach their homes from the Station Road end."),
        prose("Bin collections at Easter", "2026-03-20", "Collections due on Good Friday will take place on Saturday. All other rounds are unchanged."),
        prose("Casual vacancy in the North Ward", "2026-04-14", "A vacancy has arisen following the resignation of Councillor Ida Penrose. An election will be held if ten electors request one by 6 May."),
        prose("Tender: resurfacing of the market square", "2026-05-22", "Sealed tenders are invited for resurfacing 2,400 square metres of granite setts.", "Tenders close at noon on 19 June and will be opened in public."),
        prose("Hosepipe ban lifted", "2026-08-30", "Following recent rain the temporary use ban has been lifted with immediate effect."),
        prose("Lost and found", "2026-10-02", "A brass telescope was handed in after the regatta and may be claimed from the harbour office until Christmas."),
    ], blog)


@good
def german_notices() -> list[Article]:
    rows = [
        prose("Öffentliche Bekanntmachung: Sperrung der Talbrücke", "2026-03-11", "Die Talbrücke wird vom 16. bis 27. März wegen Bauwerksprüfung für den gesamten Verkehr gesperrt. Eine Umleitung ist ausgeschildert."),
        prose("Ausschreibung Gewerbegrundstück Am Kesselhof", "2026-04-02", "Die Stadt verkauft ein baureifes Grundstück von 4.800 m² an ein Unternehmen des produzierenden Gewerbes.", "Gebote sind bis zum 15. Mai im verschlossenen Umschlag einzureichen."),
        prose("Fundsachen im April", "2026-05-04", "Abgegeben wurden drei Schlüsselbunde, ein Damenfahrrad und ein Hörgerät."),
        prose("Sitzung des Stadtrates", "2026-06-09", "Der Stadtrat tritt am 17. Juni um 18 Uhr im großen Saal zusammen. Die Sitzung ist öffentlich."),
        prose("Trinkwasser: Abkochgebot aufgehoben", "2026-07-21", "Die letzten drei Proben waren einwandfrei, das Abkochgebot für Unterlinden ist aufgehoben."),
        prose("Wochenmarkt verlegt", "2026-09-15", "Wegen des Stadtfestes findet der Wochenmarkt am 19. September auf dem Bahnhofsvorplatz statt."),
    ]
    return build("Stadt Lindenfurt", rows, lambda *a: (blog(*a)[0].replace('lang="en"', 'lang="de"'), blog(*a)[1]))


@good
def japanese_notices() -> list[Article]:
    return build("青葉町役場", [
        prose("断水のお知らせ", "2026-06-02", "配水管の取替工事のため、6月8日午後1時から午後4時まで本町一丁目で断水します。"),
        prose("企業立地奨励金の申請受付について", "2026-06-15", "町内に工場を新設する事業者を対象に、固定資産税相当額を三年間交付します。", "申請書は産業振興課の窓口で配布しています。"),
        prose("夏祭りの開催に伴う交通規制", "2026-07-20", "8月1日午後3時から午後9時まで、駅前通りは歩行者専用となります。"),
        prose("職員採用試験の合格者", "2026-09-01", "受験番号 1003、1011、1027、1042"),
        prose("防災行政無線の試験放送", "2026-09-24", "10月1日午前10時に町内全域でサイレンを鳴らします。災害とお間違えのないようご注意ください。"),
        prose("図書館の臨時休館", "2026-11-04", "蔵書点検のため、11月9日から13日まで休館します。返却ポストは利用できます。"),
    ], old_tables_plain)


def old_tables_plain(site: str, row: Row, i: int, rows: list[Row]) -> tuple[str, tuple[str, ...]]:
    """The furniture of a Japanese town in UTF-8."""
    page = f"""<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>{row.title}｜{site}</title></head><body><p class="skip"><a href="#main">本文へ移動</a></p><div id="header"><p>{site}公式ホームページ</p><ul><li><a href="/">ホーム</a></li><li><a href="/kurashi/">暮らし</a></li><li><a href="/sangyo/">産業・企業立地</a></li></ul></div>
<div id="main"><h1>{row.title}</h1><p class="date">更新日：{row.date}</p><div class="detail">{row.inner}</div><div class="enq"><h2>このページに関するアンケート</h2><p>このページの情報は役に立ちましたか？</p><button>送信</button></div></div>
<div id="footer"><address>〒000-0000　青葉町大字中央1番地　電話：000-00-0000（代表）</address><p>Copyright (C) Aoba Town. All Rights Reserved.</p></div></body></html>"""
    return page, ("このページの情報は役に立ちましたか？", "Copyright (C) Aoba Town", "本文へ移動")


@good
def korean_notices() -> list[Article]:
    def frame(site: str, row: Row, i: int, rows: list[Row]) -> tuple[str, tuple[str, ...]]:
        return f"""<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><title>{row.title} - {site}</title></head><body><header><h1>{site}</h1><nav><a href="/">처음으로</a><a href="/news">군정소식</a><a href="/login">로그인</a></nav></header><section class="view"><h2>{row.title}</h2><ul class="info"><li>등록일 {row.date}</li><li>조회수 {i * 31 + 7}</li></ul><div class="cont">{row.inner}</div><a class="btn" href="/list">목록으로</a></section><footer><p>이 누리집의 내용은 저작권법의 보호를 받습니다.</p><p>대표전화 000-000-0000</p></footer></body></html>""", ("이 누리집의 내용은 저작권법의 보호를 받습니다.", "목록으로")
    return build("은하군청", [
        prose("상수도 단수 안내", "2026-05-06", "노후 관 교체 공사로 5월 11일 오전 9시부터 오후 3시까지 중앙리 일대에 단수됩니다."),
        prose("투자유치 설명회 개최", "2026-05-20", "수도권 기업을 대상으로 투자유치 설명회를 6월 4일 개최합니다.", "참가 신청은 5월 29일까지 전자우편으로 받습니다."),
        prose("산업단지 분양 공고", "2026-06-11", "은하 제2산업단지 잔여 필지 3개를 선착순으로 분양합니다."),
        prose("공무직 채용 최종 합격자", "2026-07-02", "합격자: 0127번, 0139번, 0204번"),
        prose("폭염 대비 무더위 쉼터 운영", "2026-07-15", "마을회관 42곳을 무더위 쉼터로 지정하여 8월 말까지 운영합니다."),
        prose("가을 축제 취소 안내", "2026-09-09", "태풍 피해 복구를 위하여 올해 갈대 축제는 열지 않습니다."),
    ], frame)


@good
def traditional_notices() -> list[Article]:
    return build("榕江縣政府經濟發展處", [
        prose("停電公告", "2026-04-09", "台電公司施作饋線工程，四月十三日上午九時至十二時文化路一段停電。"),
        prose("工業區釋出土地第二次公告", "2026-04-28", "本縣龍潭工業區尚餘三筆土地，面積合計二點一公頃，受理申購至六月三十日止。", "申購人應於期限內繳交百分之三保證金。"),
        prose("公示送達", "2026-05-18", "應受送達人林○○行蹤不明，處分書存放本府，請於二十日內領取。"),
        prose("招商說明會場地異動", "2026-06-03", "原訂於縣府大禮堂辦理之說明會，改至文化中心演講廳。"),
        prose("路燈認養名單", "2026-08-12", "榕江扶輪社、永昌建設、龍潭國小家長會"),
        prose("颱風期間夜市停業", "2026-09-10", "受颱風影響，河濱夜市自九月十一日起停業至警報解除為止。"),
    ])


CLAUSES = (
    "一、投标人须具有独立承担民事责任的能力，具有良好的商业信誉和健全的财务会计制度，近三年内在经营活动中没有重大违法记录，未被列入失信被执行人名单。",
    "二、招标文件每套售价三百元，售后不退；投标人应在规定时间内凭营业执照副本复印件、法定代表人授权书及经办人身份证到招标代理机构领取，逾期不予受理。",
    "三、投标保证金须在投标截止时间前以转账方式到达指定账户，未中标单位的保证金在中标通知书发出后五个工作日内无息退还，中标单位的保证金在合同签订后退还。",
    "四、本公告在县公共资源交易平台发布，其他媒体转载无效，招标人不对因轻信其他渠道信息造成的损失承担责任。")


@good
def tender_clauses() -> list[Article]:
    works = (("QH2026-011", "青禾县第二中学食堂改造", "恒泰建设管理有限公司", "168.40"), ("QH2026-012", "县道X203线安全防护", "中衡工程咨询有限公司", "512.00"), ("QH2026-015", "城区公交站台更新", "恒泰建设管理有限公司", "93.75"),
             ("QH2026-019", "白鹭水库大坝监测设备采购", "江右项目管理有限公司", "241.18"), ("QH2026-020", "档案馆密集架采购", "中衡工程咨询有限公司", "66.30"), ("QH2026-024", "乡镇垃圾中转站除臭系统", "博远招标代理有限公司", "327.56"))
    rows = [prose(f"{name}项目招标公告（{code}）", f"2026-07-{3 + 3 * k:02d}", f"{agent}受招标人委托，就{name}项目（编号{code}）进行公开招标，预算金额{money}万元。", *CLAUSES)
            for k, (code, name, agent, money) in enumerate(works)]
    return build("青禾县公共资源交易中心", [row._replace(texts=(*row.texts[:2], CLAUSES[3])) for row in rows])


@good
def appointments() -> list[Article]:
    people = (("顾长风", "男，1979年6月生，大学学历，中共党员，现任县招商局副局长", "县投资促进中心主任"), ("沈如意", "女，1983年11月生，在职研究生学历，现任白鹭镇镇长", "白鹭镇党委书记"),
              ("韩绍安", "男，1986年2月生，工学硕士，现任县住建局总工程师", "县住建局副局长"), ("苏晚晴", "女，1990年4月生，大学学历，现任县团委副书记", "县团委书记"),
              ("丁立群", "男，1974年9月生，中央党校大学学历，现任县财政局副局长", "县审计局局长"), ("罗小满", "女，1988年5月生，法学学士，现任县法院审判员", "县司法局副局长"))
    tail = "公示期限为五个工作日。公示期间，如对公示对象有不同意见，请以来信、来电、来访等形式向县委组织部干部监督室反映，反映情况须实事求是，并签署真实姓名。"
    return build("中共青禾县委组织部", [prose(f"关于{name}同志的任前公示", f"2026-0{3 + k}-18", "经县委研究，现将拟任职人选公示如下：", f"{name}，{life}，拟任{post}。", tail) for k, (name, life, post) in enumerate(people)], pinyin)


@good
def weekly_bulletin() -> list[Article]:
    return build("云栖县环境监测站", [prose(f"城区空气质量周报（2026年第{week}周）", f"2026-{5 + (week - 20) // 5:02d}-{(week * 7) % 28 + 1:02d}",
                                     f"本周我县城区空气质量优{week % 5 + 1}天，良{6 - week % 5}天，首要污染物为臭氧。", f"细颗粒物平均浓度为{18 + week % 9}微克每立方米，二氧化氮平均浓度为{11 + week * 3 % 10}微克每立方米。") for week in range(20, 32)])


@good
def weather_each_day() -> list[Article]:
    skies = ("多云转阴", "阴有小雨", "晴到少云", "阵雨或雷雨", "晴", "雾转多云", "大雨局部暴雨", "多云")
    return build("云栖县气象台", [prose(f"10月{k + 11}日天气预报", f"2026-10-{k + 11}",
                                 f"今天白天到夜里{sky}，偏{'东南西北'[k % 4]}风{k % 3 + 2}级，最高气温{19 + k}度，最低气温{10 + k % 4}度。") for k, sky in enumerate(skies)])


@good
def shared_opening() -> list[Article]:
    opening = "为深入贯彻落实全县优化营商环境大会精神，进一步擦亮“云上办、栖心办”服务品牌，切实为企业和群众排忧解难，现将有关事项通知如下。"
    said = (("企业开办帮办点设置", "在县政务大厅一楼西侧设置帮办点六个，配备专职帮办员十二名。"), ("惠企政策直达兑现", "凡列入免申即享清单的奖补资金，由系统自动比对后直接拨付至企业账户。"), ("涉企检查扫码入企", "检查人员入企前须出示检查码，无码检查企业有权拒绝。"),
            ("园区班车增开班次", "早高峰增开滨江园区至高铁站班车四班，票价两元。"), ("水电气网联合报装", "一张申请表、一次踏勘，五个工作日内通水通电通气通网。"), ("企业服务专员轮换", "第三批三十八名服务专员九月底前完成交接，原联系电话保留三个月。"))
    return build("云栖县营商环境建设局", [prose(f"关于{name}的通知", f"2026-09-{4 + 3 * k:02d}", opening, text) for k, (name, text) in enumerate(said)])


LEGAL = ("根据《中华人民共和国政府信息公开条例》及有关规定，申请人对本答复不服的，可以自收到本答复之日起六十日内向本级人民政府或者上一级主管部门申请行政复议，也可以自收到本答复之日起六个月内依法向有管辖权的人民法院提起行政诉讼。"
         "申请人认为行政机关在政府信息公开工作中侵犯其合法权益的，可以向上一级行政机关或者政府信息公开工作主管部门投诉、举报。"
         "行政复议或者行政诉讼期间，除法律、法规另有规定外，不停止本答复的执行；逾期不申请行政复议、不提起行政诉讼又不履行有关义务的，行政机关可以依法申请人民法院强制执行。申请人对获取的政府信息应当依法使用，不得用于违反法律法规和公序良俗的活动。")


@good
def legal_clause() -> list[Article]:
    replies = ("你申请公开的三里村征地批后实施材料，本机关予以公开，材料共十四页。", "你申请的渔业补贴发放清册含有第三方个人隐私，本机关决定不予公开。", "经检索，本机关未制作你所申请的二〇一四年度砂石拍卖会议纪要。",
               "你申请公开的信息已在县政府网站主动公开，可自行查阅网址及目录。", "你的申请内容不明确，请于收到本答复之日起七个工作日内补正。", "你所申请的信息属于县自然资源局职责范围，请向该局申请。")
    rows = [prose(f"政府信息公开申请答复书（云住建〔2026〕{k + 3}号）", f"2026-0{k + 2}-26", text, LEGAL) for k, text in enumerate(replies)]
    return build("云栖县住房和城乡建设局", [row._replace(texts=(row.texts[0], LEGAL[:60])) for row in rows])


@good
def draw_numbers() -> list[Article]:
    return build("松溪新区住房保障中心", [prose(f"公租房第{k}批摇号结果", f"2026-0{k + 1}-09", "、".join(f"{(k * 7919 + n * 613) % 90000 + 10000}" for n in range(9))) for k in range(1, 8)], pinyin)


@good
def mailbox_replies() -> list[Article]:
    talk = (("小区路灯不亮", "您好！已派人于昨日修复，共更换灯头七个，感谢监督。"), ("学区划分咨询", "您好！翠湖花园属实验小学服务范围，以房产证为准。"), ("夜间施工扰民", "您好！经现场核查属实，已责令停工并立案处罚。"),
            ("公交改线建议", "您好！建议已收悉，将在明年线网优化时统筹考虑。"), ("招商政策兑现", "您好！贵公司的设备补助已进入拨付程序，预计月底到账。"), ("占道经营", "您好！该处已增设固定摊位区，流动摊贩已劝离。"))
    return build("云栖县县长信箱", [prose(f"{name}（来信编号2026{k + 117:04d}）", f"2026-06-{k * 4 + 2:02d}", text) for k, (name, text) in enumerate(talk)], sections)


@good
def definition_list() -> list[Article]:
    plots = (("云地2026-01", "开发区纬三路北侧", "33,412平方米", "1,420万元"), ("云地2026-02", "白鹭镇工业集中区", "12,870平方米", "503万元"), ("云地2026-03", "高铁新城A-07", "48,006平方米", "9,860万元"),
             ("云地2026-04", "桥东旧城片区", "7,915平方米", "2,777万元"), ("云地2026-05", "物流园二期", "60,233平方米", "2,108万元"), ("云地2026-06", "滨江文旅带", "21,540平方米", "4,015万元"))
    return build("云栖县自然资源和规划局", [Row(f"{code}号地块挂牌出让", f"2026-0{k + 3}-23", f"<dl><dt>地块位置</dt><dd>{place}</dd><dt>出让面积</dt><dd>{size}</dd><dt>起始价</dt><dd>{price}</dd></dl>", (place, size, price))
                                for k, (code, place, size, price) in enumerate(plots)], pinyin)


@good
def bare_text_and_breaks() -> list[Article]:
    texts = (("秸秆禁烧令", "全镇范围内禁止露天焚烧秸秆", "违者处五百元以上二千元以下罚款"), ("封山公告", "清明期间封闭鹤鸣山全部进山路口", "祭祀用品集中寄存在山门服务站"), ("禁渔通告", "白鹭湖自四月一日至七月三十一日禁渔", "休闲垂钓限一人一竿一钩"),
             ("狂犬疫苗接种", "各村兽医室每周二免费为犬只接种", "请携带养犬登记证"), ("道路清障", "请通村公路沿线村民三日内自行清理堆物", "逾期由镇里统一清运"), ("征兵通知", "年满十八周岁男性公民应于六月底前完成登记", "登记点设在镇武装部"))
    return build("鹤鸣镇人民政府", [Row(name, f"2026-0{k + 2}-12", f"\u3000\u3000{a}。<br><br>\u3000\u3000{b}。<br><br>\u3000\u3000特此公告。", (a, b)) for k, (name, a, b) in enumerate(texts)], old_tables, "gbk", declare=False)


@good
def hardly_any_furniture() -> list[Article]:
    return build("石桥村", [
        prose("分红公示", "2026-01-15", "2025年度村集体光伏收益十二万元，按人口每人分红八十六元。"), prose("换届选举日", "2026-02-20", "三月八日上午在村小学操场投票选举新一届村民委员会。"),
        prose("自来水收费", "2026-03-22", "本季度水费由水管员上门代收，每吨一元八角。"), prose("戏班进村", "2026-04-30", "五月初一至初三唱大戏，摊位费全免。"),
        prose("石材厂租地", "2026-06-18", "村北荒坡二十亩对外出租，租期十五年，价高者得。"), prose("桥面维修", "2026-10-10", "老石桥即日起禁止三吨以上车辆通行，工期四十天。"),
    ], bare)


@good
def same_contact_lines() -> list[Article]:
    jobs = (("纺织服装产业链招商", "重点引进面料印染、辅料及自主品牌企业，给予厂房三年免租。"), ("冷链仓储项目推介", "占地八十亩，设计库容五万吨，紧邻高速出口两公里。"), ("闲置厂房招租", "开发区七号厂房四千二百平方米，层高九米，带行车。"),
            ("外贸综合服务中心入驻", "面向报关、货代、结汇企业提供拎包入驻工位六十个。"), ("中试基地揭榜", "征集生物基材料中试团队三家，每家资助一百五十万元。"), ("酒店资产转让", "原云栖宾馆整体转让，建筑面积一万一千平方米，评估价三千八百万元。"))
    contact = "<p>联系人：方女士　联系电话：0571-88001203</p><p>通讯地址：云栖县行政中心三号楼305室</p>"
    return build("云栖县招商投资促进局", [Row(name, f"2026-05-{k * 4 + 3:02d}", f"<p>{text}</p>{contact}", (text,)) for k, (name, text) in enumerate(jobs)])


@good
def truly_reposted() -> list[Article]:
    first = ("关于举办秋季招商推介会的通知", "推介会定于九月十八日在云栖国际酒店三楼会议厅举行，请各园区提前备好项目册，每园区限派两人参加，并于九月十日前报送参会回执。")
    second = ("关于申报省级绿色工厂的通知", "凡连续两年能耗强度低于行业基准值的规模以上工业企业均可申报，申报材料一式三份，十月十五日前送县经信局节能科，逾期不再受理。")
    rows = [prose(first[0], "2026-08-20", first[1]), prose(first[0] + "（重发）", "2026-08-27", first[1]), prose("县商务局值班电话变更", "2026-09-02", "即日起值班电话变更为0571-88002290，原号码停用。"),
            prose(second[0], "2026-09-14", second[1]), prose("转发：" + second[0], "2026-09-21", second[1]), prose("外贸企业座谈会改期", "2026-09-25", "原定九月二十八日的座谈会改为十月十二日下午二时三十分。")]
    articles = build("云栖县商务局", rows, sections)
    articles[1] = articles[1]._replace(same_text_as=first[0])
    articles[4] = articles[4]._replace(same_text_as=second[0])
    return articles


@good
def scattered_spans() -> list[Article]:
    lines = (("防汛", "三座水库已按汛限水位运行，巡查人员二十四小时在岗。"), ("抗旱", "双抢期间机井电价按每度三角五分执行，由供销社垫付。"), ("防火", "鹤鸣山林区入口设卡六处，收缴火种二百余件。"), ("防冻", "夜间最低气温将降至零下四度，请包扎外露水管。"), ("防诈", "所谓内部优先认购均为骗局，国有厂房租售一律公开挂牌。"), ("防溺水", "各村水塘已增设救生圈一百一十只，请家长看护好孩子。"))

    def break_up(page: str) -> str:
        for _, text in lines:
            page = page.replace(f"<p>{text}</p>", '<p class="MsoNormal" style="text-indent:32pt">' + "".join(f'<span style="font-family:仿宋">{text[k:k + 5]}</span>' for k in range(0, len(text), 5)) + "<o:p></o:p></p>")
        return page
    return reframed(build("鹤鸣镇应急管理站", [prose(f"{name}提示", f"2026-1{k % 2}-{k * 3 + 2:02d}", text) for k, (name, text) in enumerate(lines)]), break_up)
