"""Notices filled into templates, half of them reposts: `python bench/templates.py [--documents 3000] [--kind tender]`.

Fourteen kinds, each of a wording of its own, as public notices are: what differs is a person, a project and its number, an
amount, a date, a street. Told are pairs of two notices in one record and reposts not in theirs, by kind and by halves of the
kinds (by a hash of the name; of the unseen half only `meeting` was looked at), the time, and with `--growth` that of half as
many.
Decided by `scrapy dedupe --input`'s engine; beside it datasketch's MinHashLSH (128 permutations, threshold .8).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = "伟芳娜敏静强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰建国文斌志宏雪梅春秋晓东海燕子涵浩然"
PLACES = [a + b for a in "青白云石临沙永安东南金银长宁" for b in "川溪岭湖河山坪桥"]
STREETS = [a + b for a in "和平兴建人民光明解放文昌胜利迎宾" for b in "东路西路一街二街巷"]
WORKS = ["污水管网", "标准厂房", "乡村道路", "学校食堂", "河道治理", "绿化提升", "智慧停车", "路灯维护", "老旧小区改造", "农村饮水",
         "消防设施", "档案数字化", "垃圾中转站", "文化广场", "公交站台", "冷链仓库"]  # fmt: skip
POSTS = ["会计", "讲解员", "网格员", "护士", "消防员", "驾驶员", "文秘", "保洁员", "司炉工", "水质检测员"]
FRAMES = ("发布时间：{day} 来源：{place}融媒 浏览次数：{n}\n{body}\n【打印】【关闭】", "{body}\n\n责任编辑：{name}", "{body}", "{body}\n上一篇：无\n下一篇：无")

KINDS = {
    "tender": ("{place}{work}工程招标公告", "{place}{work}工程已经批准建设，项目编号为{code}，建设资金来自财政资金，已具备招标条件，现公开招标。招标控制价"
               "{amount}万元，计划工期{n}日历天。投标人须具备相应资质，并在人员、设备、资金等方面具有承担本项目的能力。招标文件自{month}月"
               "{day_of}日起在公共资源交易平台下载，项目负责人{name}，逾期送达的投标文件不予受理。"),
    "won": ("{place}{work}项目中标结果公示", "{place}{work}项目（编号{code}）评标工作已经结束，经评标委员会评审，现将中标结果公示如下：中标人为{firm}，中标价"
            "{amount}万元，项目经理{name}。公示期三日，投标人或者其他利害关系人对结果有异议的，应当在公示期内以书面形式提出，逾期不再受理。"),
    "appointment": ("{place}县干部任前公示", "为进一步扩大民主，加强监督，现将拟任职干部有关情况公示如下：{name}，{year}年{month}月生，大学学历，现任"
                    "{place2}镇副镇长，拟任副科级领导职务。公示期五个工作日，对公示对象有意见的，可在公示期内以来信、来电、来访等形式反映，"
                    "反映问题应当实事求是，并签署真实姓名。"),
    "honour": ("关于拟表彰先进个人{name}同志的公示", "根据评选工作安排，经民主推荐、逐级审核，拟推荐{name}同志为先进个人。该同志长期在{place}镇一线工作，任劳任怨。"
               "现予公示，广泛征求意见，公示期五个工作日。如有异议，请在公示期内实名向评选工作办公室反映，电话见政务网站。"),
    "recruit": ("{place}镇公开招聘{post}公告", "因工作需要，{place}镇人民政府面向社会公开招聘{post}{few}名。年龄不超过{age}周岁，具有正常履行职责的身体条件，"
                "遵纪守法，品行端正。报名截至{month}月{day_of}日，地点在镇党政办公室，报名时须提供身份证、毕业证原件和复印件，"
                "待遇按照有关规定执行，未尽事宜由招聘单位负责解释。"),
    "batch": ("{place}市{year}年第{few}批拟认定企业名单公示", "根据评价办法要求，经企业申报、专家评审，现将{place}市{year}年第{few}批拟认定企业名单予以公示，公示期五个"
              "工作日。\n1. {firm}\n2. {firm2}\n如有异议，请在公示期内以书面形式实名反映，匿名的不予受理。"),
    "weekly": ("{place}园区招商工作周报（第{week}周）", "第{week}周，{place}园区接待来访客商{few}批次，洽谈项目{n}个，签约{few2}个，协议投资{amount}万元。园区各部门围绕年度"
               "目标任务，持续推进项目招引，做好要素保障和跟踪服务，营商环境进一步优化，在建项目进展顺利。"),
    "monthly": ("{month}月份{place}市经济运行情况", "{year}年1至{month}月，{place}市规模以上工业增加值增长{p}%，固定资产投资增长{p2}%，社会消费品零售总额增长{p3}%。"
                "从主要行业看，装备制造、食品加工保持较快增长，新动能加快成长，居民消费价格温和上涨，就业形势总体稳定。"),
    "correction": ("{place}{work}项目更正公告", "{place}{work}项目（编号{code}）采购文件现作如下更正：预算金额更正为{amount}万元，递交截止时间更正为{month}月{day_of}日"
                   "9时30分，其他内容不变。请已获取采购文件的供应商关注，由此带来的不便敬请谅解，给各方造成的影响深表歉意。"),
    "delay": ("{place}{work}项目延期公告", "{place}{work}项目（编号{code}）因故延期，开标时间由原定日期推迟至{month}月{day_of}日，地点不变。已经购买文件的投标人无须重新"
              "报名，投标保证金的到账截止时间相应顺延，其他事项以招标文件为准，特此公告。"),
    "outage": ("停水通知", "因{street}供水管道检修，定于{month}月{day_of}日{few}时至{age}时停水，范围为{street}沿线单位和居民，请提前做好储水准备。"),
    "land": ("国有建设用地使用权挂牌出让公告（{code}）", "经人民政府批准，决定以挂牌方式出让{code}号地块的国有建设用地使用权，位于{place}{street}，面积{amount}平方米。"
             "竞买人可以在公告期内到自然资源局领取出让文件，并缴纳竞买保证金，经审查确认资格后参加竞买，竞得后当场签订成交确认书。"),
    "eia": ("关于{firm}建设项目环境影响评价文件受理情况的公示", "根据建设项目环境影响评价审批程序的有关规定，现将{firm}位于{place}{street}的建设项目受理情况予以公示，"
            "总投资{amount}万元。公示期为五个工作日，公众可以在公示期内通过电话、信函等方式反映意见，反映意见时请注明联系方式。"),
    "meeting": ("{place}镇召开{topic}工作推进会", "近日，{place}镇召开{topic}工作推进会，传达学习上级会议精神，安排部署下一阶段任务。会议要求，要提高站位，切实增强责任感和"
                "紧迫感；要压实责任，强化督查，确保各项任务落到实处。镇党委书记{name}主持会议，各村负责人参加会议。"),
}  # fmt: skip
TOPICS = ["防汛抗旱", "森林防火", "秸秆禁烧", "人居环境整治", "安全生产", "基层治理", "医保征缴", "耕地保护", "招商引资", "文明创建"]


def unseen(kind: str) -> bool:
    """Whether the kind was left alone while rules were made: by a hash of its name."""
    return hashlib.sha256(kind.encode()).digest()[0] % 2 == 1


def fields(rng: random.Random, number: int) -> dict[str, object]:
    def name() -> str:
        return rng.choice(SURNAMES) + "".join(rng.choices(GIVEN, k=rng.choice((1, 2, 2))))

    def firm() -> str:
        return f"{rng.choice(PLACES)}{''.join(rng.choices(GIVEN, k=2))}{rng.choice(('科技', '建设', '装备', '食品'))}有限公司"

    return {"place": rng.choice(PLACES), "place2": rng.choice(PLACES), "work": rng.choice(WORKS), "name": name(), "firm": firm(),
            "firm2": firm(), "code": f"{rng.choice(('ZB', 'CG', 'TC'))}{rng.choice((2030, 2031))}-{number:05}", "amount": rng.randrange(30, 9000),
            "n": rng.randrange(30, 400), "month": rng.randrange(1, 13), "day_of": rng.randrange(1, 29), "year": rng.randrange(1975, 2005),
            "few": rng.randrange(1, 19), "few2": rng.randrange(1, 9), "age": rng.randrange(20, 50), "week": number % 50 + 1,
            "p": rng.randrange(11, 199) / 10, "p2": rng.randrange(11, 199) / 10, "p3": rng.randrange(11, 199) / 10,
            "street": rng.choice(STREETS), "post": rng.choice(POSTS), "topic": rng.choice(TOPICS)}  # fmt: skip


def documents(count: int, kinds: list[str], seed: int = 1) -> list[dict[str, str]]:
    """`count` notices, half of them reposts: id, kind, cluster, title, body. No two originals say the same."""
    rng, made, said = random.Random(seed), [], set()
    while 2 * len(made) < count:
        kind = kinds[len(made) % len(kinds)]
        values = fields(rng, len(made))
        title, body = (part.format(**values) for part in KINDS[kind])
        if (title, body) not in said:
            said.add((title, body))
            made.append({"id": f"n{len(made)}", "kind": kind, "cluster": f"n{len(made)}", "title": title, "body": body})
    for number in range(count - len(made)):
        of = made[number]
        values = {**fields(rng, number), "body": of["body"], "day": f"2031-0{rng.randrange(1, 10)}-{rng.randrange(10, 29)}"}
        title = rng.choice(("{}", "【公示】{}", "{}_招商网", "{}（转载）")).format(of["title"])
        made.append({**of, "id": f"r{number}", "title": title, "body": rng.choice(FRAMES).format(**values)})
    rng.shuffle(made)
    return made


def ours(rows: list[dict[str, str]]) -> dict[str, str]:
    from output.store.clustering import cluster

    with tempfile.TemporaryDirectory() as folder:
        path, found = Path(folder, "templates.jsonl"), []
        path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
        cluster(path, found.append)
    return {row["id"]: row["cluster"] for row in map(json.loads, found)}


def datasketch(rows: list[dict[str, str]]) -> dict[str, str]:
    from datasketch import MinHash, MinHashLSH

    from dedup.text import comparable

    index, of = MinHashLSH(threshold=0.8, num_perm=128), {}
    for row in rows:
        text = comparable(row["body"])
        made = MinHash(num_perm=128)
        made.update_batch([text[k : k + 5].encode() for k in range(max(len(text) - 4, 1))])
        found = index.query(made)
        of[row["id"]] = of[min(found)] if found else row["id"]
        index.insert(row["id"], made)
    return of


def faults(rows: list[dict[str, str]], of: dict[str, str]) -> dict[str, Counter]:
    """By kind: notices, those in a record with another document's (wrong), and reposts not in their original's (missed)."""
    told: dict[str, Counter] = defaultdict(Counter)
    inside = defaultdict(list)
    for row in rows:
        inside[of[row["id"]]].append(row)
    for row in rows:
        mates = inside[of[row["id"]]]
        told[row["kind"]] += Counter(
            notices=1,
            wrong=any(mate["cluster"] != row["cluster"] for mate in mates),
            missed=row["id"] != row["cluster"] and of[row["cluster"]] != of[row["id"]],
        )
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=3000)
    parser.add_argument("--kind", choices=KINDS, action="append", help="only these kinds")
    parser.add_argument("--growth", action="store_true", help="also half as many")
    parser.add_argument("--peer", action="store_true", help="also datasketch")
    given = parser.parse_args()
    kinds = given.kind or [*KINDS]
    for method in (ours, datasketch) if given.peer else (ours,):
        for count in (given.documents // 2, given.documents) if given.growth else (given.documents,):
            rows = documents(count, kinds)
            begin = time.perf_counter()
            told = faults(rows, method(rows))
            seconds = time.perf_counter() - begin
            print(f"{method.__name__}: {count:,} notices, {len(kinds)} kinds: {seconds:.1f} s, {count / seconds:,.0f} a second")
        for name, of in (*told.items(), *((half, sum((told[k] for k in told if unseen(k) == (half == "unseen")), Counter()))
                                          for half in ("seen", "unseen")), ("all", sum(told.values(), Counter()))):  # fmt: skip
            print(f"  {name:12} {of['notices']:6,} notices  wrong {of['wrong']:5,}  missed {of['missed']:5,}")


if __name__ == "__main__":
    main()
