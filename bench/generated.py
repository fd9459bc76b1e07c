"""Notices of any number, written like those of investment-promotion sites, and a database full of them.

    python bench/generated.py DATABASE [--notices 50000] [--one 10000]

`--one` makes one record with so many reposts. The runs are dated back over a year, for the charts.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from dedup import ENGINE
from nouns.items import Notice
from output.store import runs
from output.store.store import Store
from pipelines.identity import digest, notice_id

_REGIONS = """广东省深圳市罗湖区 广东省深圳市龙岗区 江苏省苏州市相城区 江苏省无锡市新吴区 浙江省杭州市余杭区
浙江省宁波市北仑区 四川省成都市双流区 湖北省武汉市江夏区 安徽省合肥市蜀山区 山东省青岛市城阳区 河南省郑州市中原区
陕西省西安市雁塔区 福建省厦门市集美区 湖南省长沙市岳麓区 重庆市渝北区"""
_INDUSTRIES = """集成电路 生物医药 新能源汽车 智能装备 低空经济 人工智能 跨境电商 新型储能 高端装备 文化创意 绿色建材
现代物流 5G通信 精细化工 医疗器械 工业软件"""
_NAMES = "云杉 海棠 星野 启衡 澜图 远瞻 凌岳 沐川 德润 合拓 晨曦 青禾"
_TRADES = "半导体 生物 科技 新材料 装备 物流 软件 能源"
_VERBS = "推进 深化 落实 完善 统筹 优化 提升 壮大 培育 打造 聚焦 强化 拓展 巩固 加快 支持 引导 保障 探索 健全"
_NOUNS = """机制 平台 生态 体系 格局 能级 通道 载体 场景 要素 集群 链条 品牌 窗口 标准 基金 人才 土地 政策 服务 市场
主体 片区 枢纽 走廊 港口 口岸 专班 清单 试点 示范 动能 势头 合作 交流 研发 转化 融资 监管 审批 数据 算力 物业 配套"""
VERBS, NOUNS = _VERBS.split(), _NOUNS.split()
REGIONS, INDUSTRIES = _REGIONS.split(), _INDUSTRIES.split()
FIRMS = [name + trade for name in _NAMES.split() for trade in _TRADES.split()]
KINDS = ("项目签约", "政策解读", "政府工作报告", "土地出让", "招商推介", "企业服务")
TAGS = ("招商动态", "招商引资", "园区新闻", "政策速递", "转发", "投资{short}", "{short}招商引资")
SENTENCES = (
    "全年实际利用外资{n}万美元，同比增长{p}%，新签约亿元以上项目{m}个，其中{industry}项目{k}个。",
    "{firm}总投资{n}亿元的{industry}基地正式落户{region}，规划用地{m}亩，达产后预计年产值{n2}亿元。",
    "对新引进的{industry}企业，按实际到位资金的{p}%给予奖励，最高不超过{n}万元，税收优惠按规定执行。",
    "{region}设立{n}亿元产业引导基金，重点支持{industry}、{industry2}等方向，已投项目{k}个。",
    "专班赴上海、北京、香港等地开展招商引资活动{k}场，对接企业{m}家，达成意向投资{n}亿元。",
    "园区新建标准厂房{n}万平方米，{k}条道路建成通车，5G基站增至{m}个，实现重点区域全覆盖。",
    "“一网通办”事项增至{m}项，企业开办时间压缩至{k}个工作日，{firm}等{m}家企业享受惠企政策。",
    "{firm}研发中心今年获得发明专利{k}项，带动上下游{m}家配套企业入驻，新增就业{n}人。",
    "会议强调，要紧盯{industry}产业链关键环节，做好强链补链延链，推动项目早签约、早开工、早投产。",
    "一般公共预算收入{n}亿元，增长{p}%，其中税收收入占比{m}%，财政支出保障民生有力有效。",
)


def notices(count: int, reposts: float = 0.25, sites: int = 40, seed: int = 1) -> Iterator[dict[str, Any]]:
    """As plain data; a share of them repeats an earlier one on another site, under another tag, spaced otherwise."""
    made = random.Random(seed)
    recent: list[dict[str, Any]] = []
    for n in range(count):
        day = datetime(2024, 9, 1) + timedelta(days=int(420 * n / count), hours=made.randrange(24))
        site = f"park{made.randrange(sites):02d}"
        place = {"site": site, "url": f"https://{site}.example/info/{n}.html", "published": day.date().isoformat()}
        if recent and made.random() < reposts:
            first = made.choice(recent)
            body = first["body"].replace("。", "。 ", made.randrange(4))
            yield {
                **first,
                **place,
                "tag": _tag(made, first["region"]),
                "body": body if made.random() < 0.8 else body[: -len(body) // 4] + "\n转载请注明出处。",
            }
            continue
        recent = [*recent[-400:], written(made, n, day.year) | place]
        yield recent[-1]


def written(made: random.Random, n: int, year: int) -> dict[str, Any]:
    region, industry, kind = made.choice(REGIONS), made.choice(INDUSTRIES), made.choice(KINDS)
    title = {
        "项目签约": f"{made.choice(FIRMS)}{industry}项目签约落户{_short(region)}",
        "政策解读": f"{_short(region)}支持{industry}产业发展若干措施（{year}年版第{n}号）解读",
        "政府工作报告": f"{made.randrange(2008, 2026)}年{_short(region)}政府工作报告（第{n}稿）",
        "土地出让": f"{_short(region)}{year}年第{n}号国有建设用地使用权挂牌出让公告",
        "招商推介": f"{_short(region)}{industry}产业招商推介会第{n}场举行",
        "企业服务": f"{_short(region)}开展{industry}企业服务月活动（第{n}期）",
    }[kind]
    lines = []
    for _paragraph in range(made.randrange(4, 9)):
        lines.append(
            "".join(
                made.choice(SENTENCES).format(
                    n=made.randrange(2, 9999),
                    n2=made.randrange(2, 999),
                    m=made.randrange(3, 400),
                    k=made.randrange(2, 60),
                    p=made.randrange(10, 400) / 10,
                    firm=made.choice(FIRMS),
                    industry=made.choice(INDUSTRIES),
                    industry2=made.choice(INDUSTRIES),
                    region=_short(region),
                )
                + _clause(made)
                for _sentence in range(made.randrange(2, 6))
            )
        )
    return {
        "title": title,
        "tag": _tag(made, region),
        "region": region,
        "body": "\n".join(lines),
        "source": f"{_short(region)}投资促进局",
    }


def _clause(made: random.Random) -> str:
    """Words that follow each other in no other notice: without them all texts would be candidates of all."""
    lists = (VERBS, INDUSTRIES, NOUNS, NOUNS)
    return "，".join("".join(map(made.choice, lists)) for _ in range(3)) + "。"


def _short(region: str) -> str:
    return region[-3:]


def _tag(made: random.Random, region: str) -> str:
    return made.choice(TAGS).format(short=_short(region))


def item(data: dict[str, Any], position: int = 0) -> Notice:
    """A clean notice, as the pipelines would hand it to the store."""
    return Notice(
        site=data["site"],
        url=data["url"],
        listing_url=f"https://{data['site']}.example/info",
        position=position,
        title_raw=f"【{data['tag']}】{data['title']}",
        body_raw=data["body"],
        title=data["title"],
        tag=data["tag"],
        fetched_at=datetime.now(timezone.utc),
        published=data["published"],
        published_raw=data["published"],
        source=data["source"],
        region=data["region"],
        language="zh",
        script="Hans",
        body=data["body"],
        body_hash=digest(data["body"]),
        id=notice_id(data["site"], data["url"]),
    )


async def save(store: Store, items: Sequence[Notice]) -> None:
    await asyncio.gather(*(store.save(notice) for notice in items))


def fill(path: str, made: Sequence[dict[str, Any]], run_count: int = 24) -> None:
    """Runs that bring these notices in, through the store like any crawl; then dated back, two weeks apart."""
    store = Store(path)
    per_run = -(-len(made) // run_count)
    for number in range(run_count):
        part = made[number * per_run : (number + 1) * per_run]
        run, begun = store.begin_run(ENGINE), time.monotonic()
        asyncio.run(save(store, [item(data, n) for n, data in enumerate(part)]))
        verdict, reasons = "ok", []
        if number % 9 == 5:
            verdict, reasons = "degraded", ["park07: entries fell from 60 to 12"]
        for site in sorted({data["site"] for data in part}):
            of_site = sum(data["site"] == site for data in part)
            bad = verdict == "degraded" and site == "park07"
            store.do(
                runs.save_site,
                run,
                site,
                {
                    "verdict": "degraded" if bad else "ok",
                    "walk": "full",
                    "reasons": reasons if bad else [],
                    "listing_pages": of_site // 25 + 1,
                    "entries": of_site,
                    "articles": of_site,
                    "new": of_site,
                    "dated": of_site,
                    "seconds": time.monotonic() - begun,
                },
            )
        store.do(runs.finish, run, verdict, reasons)
        store.do(_date_back, run, datetime.now(timezone.utc) - timedelta(days=14 * (run_count - number - 1)))
    store.close()


def _date_back(connection: Any, run: int, when: datetime) -> None:
    moment = when.isoformat(timespec="seconds")
    later = (when + timedelta(seconds=90 + run * 7)).isoformat(timespec="seconds")
    connection.execute("UPDATE runs SET started = ?, finished = ? WHERE id = ?", (moment, later, run))
    connection.execute("UPDATE notices SET first_seen = ? WHERE first_run = ?", (moment, run))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database")
    parser.add_argument("--notices", type=int, default=50_000)
    parser.add_argument("--one", type=int, default=0, help="reposts of one more record")
    options = parser.parse_args()
    made = list(notices(options.notices))
    for n in range(options.one):
        made.append({**made[0], "site": f"mirror{n % 97:02d}", "url": f"https://mirror{n % 97:02d}.example/{n}.html"})
    begun = time.monotonic()
    fill(options.database, made)
    taken = time.monotonic() - begun
    print(f"{len(made)} notices in {taken:.0f} s: {len(made) / taken:.0f} a second")


if __name__ == "__main__":
    main()
