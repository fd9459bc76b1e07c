"""Copies and sisters made of a folder's documents by transformations of our own: `python bench/stress.py FOLDER`.

FOLDER holds documents.jsonl.gz ({"id", "title", "body"}). Each kind is made of up to --sample documents by a fixed
seed; a pair is merged when its signatures collide and `verify.decide` says "same". Titles stay as they are, so
that the bodies alone must tell. Prints, by kind, how many pairs there are and the share decided wrongly: sisters
merged, copies kept apart.
"""

import argparse
import gzip
import json
import random
import re
import sys
from collections.abc import Callable
from pathlib import Path

from opencc import OpenCC

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from dedup import signatures
from dedup.verify import Document, decide

Make = Callable[[str, random.Random], str | None]  # None: nothing in the text to change

PLACES = re.findall(
    r"\S+",
    """
北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州
云南 陕西 甘肃 青海 内蒙古 广西 西藏 宁夏 新疆 广州 深圳 珠海 佛山 东莞 杭州 宁波 温州 嘉兴 绍兴 金华 台州 南京
苏州 无锡 常州 徐州 南通 合肥 芜湖 福州 厦门 泉州 南昌 赣州 济南 青岛 烟台 潍坊 临沂 郑州 洛阳 开封 武汉 宜昌
长沙 成都 贵阳 昆明 西安 兰州 呼和浩特 乌鲁木齐 石家庄 太原 沈阳 哈尔滨 齐齐哈尔 浦东 南山 宝安 萧山 昆山
""",
)
PLACE = re.compile("|".join(sorted(PLACES, key=len, reverse=True)))
LOOK_ALIKES = dict(zip("己未日人大士土干王田由目0158的在", "已末曰入太土士千玉由甲日OlSB旳任", strict=True))
LINKS = ("区领导调研重点项目", "招商推介会圆满落幕", "我区召开经济运行调度会", "一图读懂惠企政策", "春风行动送岗到家")
SPAM = ("标准厂房招租", "园区招商电话：400-000-0000", "土地出让", "写字楼出租", "税收优惠返还咨询")
ENGLISH = re.findall(r"\w+", "the park offers land and power to plants that settle here while schools are built nearby")
TERMS = ("一网通办", "拿地即开工", "链长制", "亩均论英雄", "专精特新", "标准地", "楼宇经济", "飞地经济", "企业管家")


def head(body: str, rng: random.Random) -> str:
    return body[: int(len(body) * rng.uniform(0.38, 0.8))] + rng.choice(["", "……", "...[详细]", "查看全文>>"])


def middle(body: str, rng: random.Random) -> str:
    start = int(len(body) * rng.uniform(0, 0.4))
    return body[start : start + int(len(body) * rng.uniform(0.4, 0.6))]


def framed(body: str, rng: random.Random) -> str:
    day = f"20{rng.randrange(10, 26)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"
    above = [
        "首页 > 投资动态 > 园区新闻",
        f"时间：{day} 10:{rng.randrange(10, 60)}",
        f"【字体：大 中 小】 阅读：{rng.randrange(9999)}",
        f"来源：{rng.choice(['市商务局', '开发区管委会', '投资促进网'])} 作者：佚名",
        "您好，欢迎访问投资促进平台",
        "收藏 | 打印 | 分享",
    ]
    below = [
        f"（责编：{rng.choice(['王芳', '刘洋', 'admin'])}）",
        "扫码关注我们，获取更多招商信息",
        "本文仅代表作者观点，与本站无关",
        "主办单位：某某开发区管委会 备案号：某ICP备00000000号",
        "友情链接：中国政府网 商务部 投资促进局",
        "热门推荐",
        *rng.sample(LINKS, rng.randrange(1, 6)),
    ]
    return "\n".join([*rng.sample(above, rng.randrange(1, 5)), body, *rng.sample(below, rng.randrange(1, 6))])


def scan(rate: float) -> Make:
    def scanned(body: str, rng: random.Random) -> str:
        pool = [c for c in body if c.isalnum()]

        def read(c: str) -> str:
            if not c.strip() or rng.random() >= rate:
                return c
            return rng.choice([LOOK_ALIKES.get(c, rng.choice(pool)), rng.choice(pool), "", c + "·", c + "\n"])

        return "".join(map(read, body))

    return scanned


def shuffle(body: str, rng: random.Random) -> str | None:
    lines = re.findall(r".*\S.*", body)
    at = rng.randrange(1, max(len(lines), 2))
    return rng.choice(["\n".join(lines[at:] + lines[:at]), "\n".join(rng.sample(lines, len(lines)))]) if at else None


def glossed(body: str, rng: random.Random) -> str:
    said = [body[at : at + 40][::-1] for at in rng.choices(range(len(body)), k=rng.randrange(3, 9))]
    return body + "\n附：名词解释" + "".join(f"\n{k}．{TERMS[k]}：是指{text}。" for k, text in enumerate(said))


def converted(scheme: str) -> Make:
    converter = OpenCC(scheme)
    return lambda body, rng: converter.convert(body)


def both(*steps: Make) -> Make:
    def made(body: str | None, rng: random.Random) -> str | None:
        for step in steps:
            body = step(body, rng) if body else None
        return body

    return made


def years(body: str, rng: random.Random) -> str | None:
    step = rng.choice([-2, -1, 1, 1, 1, 3])
    moved, count = re.subn(r"(?<!\d)(?:19|20)\d\d(?=\s*[年—-])", lambda y: str(int(y[0]) + step), body)
    return moved if count > 1 else None


def figures(share: float) -> Make:
    def changed(body: str, rng: random.Random) -> str | None:
        found = list(re.finditer(r"\d+(?:\.\d+)?(?![\d.]*[年、．.章条])", body))
        found = [m for m in found if not re.fullmatch(r"(?:19|20)\d\d", m[0])]
        if len(found) * share < 3:
            return None
        for m in sorted(rng.sample(found, max(round(len(found) * share), 3)), key=lambda m: -m.start()):
            other = re.sub(r"\d", lambda c: rng.choice("123456789".replace(c[0], "")), m[0])
            body = body[: m.start()] + other + body[m.end() :]
        return body

    return changed


def places(least: int, same_length: bool) -> Make:
    # every mention of the place named most, at least so often, by another name; all places for least = 0
    def swapped(body: str, rng: random.Random) -> str | None:
        found = PLACE.findall(body)
        if len(found) < max(least, 2):
            return None
        wanted = set(found) if not least else {max(sorted(set(found)), key=found.count)}
        if least and found.count(next(iter(wanted))) < least:
            return None
        others = [p for p in PLACES if p not in body]
        to = {p: rng.choice([o for o in others if (len(o) == len(p)) == same_length] or others) for p in sorted(wanted)}
        return PLACE.sub(lambda m: to.get(m[0], m[0]), body)

    return swapped


def spammed(body: str, rng: random.Random) -> str:
    return re.sub("[。；]", lambda m: m[0] + (rng.choice(SPAM) if rng.random() < 0.2 else ""), body)


def wrapped(body: str, rng: random.Random) -> str:
    lines = [line[at : at + 30] for line in body.split("\n") for at in range(0, len(line), 30)]
    pages = [lines[at : at + 28] for at in range(0, len(lines), 28)]
    return "\n".join("\n".join([*page, f"— {number} —"]) for number, page in enumerate(pages, 1))


def bilingual(body: str, rng: random.Random) -> str:
    lines = [
        (line, " ".join(rng.choices(ENGLISH, k=max(len(line) // 3, 6)))) for line in body.split("\n") if line.strip()
    ]
    return "\n".join(f"{line}\n{english.capitalize()}." for line, english in lines)


def dated(body: str, rng: random.Random) -> str | None:
    form = rng.choice(["{}-{:02}-{:02}", "{}.{}.{}", "{}/{}/{:02}"])
    day = r"(?<!\d)((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日"
    made, count = re.subn(day, lambda m: form.format(*map(int, m.groups())), body)
    return made if count > 1 else None


def marked(body: str, rng: random.Random) -> str:
    begin, end = rng.choice([('<p style="text-indent: 2em;"><span>', "</span></p>"), ("<p>&nbsp;&nbsp;", "<br/></p>")])
    return "\n".join(begin + line + end for line in body.split("\n"))


def offered(body: str, rng: random.Random) -> str:
    said = [body[at : at + 60][::-1].replace("\n", "") for at in rng.choices(range(len(body)), k=3)]
    leads = (f"{link}\n{text}。" for link, text in zip(rng.sample(LINKS, 3), said, strict=True))
    return "\n".join([body, rng.choice(["相关新闻", "推荐阅读", "猜你喜欢"]), *leads])


def numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    written = ["", *"一二三四五六七八九"]
    return (written[tens] if tens > 1 else "") + ("十" if tens else "") + written[ones]


def clause(body: str, rng: random.Random) -> str | None:
    """Another clause in the midst, behind which all are numbered anew, and two that say something else."""
    parts = re.split("(?m)^(?=[ \u3000]*第[一二三四五六七八九十]{1,3}条)", body)
    if not 12 < len(parts) < 99:
        return None
    at = rng.randrange(3, len(parts) - 5)
    for other in (at - 1, at + 2):
        parts[other] = parts[other][:4] + parts[other][4:][::-1] + "\n"
    parts.insert(at, f"第条　{''.join(parts[at + 1][::-1].split())}。\n")
    return parts[0] + "".join(
        re.sub("第[一二三四五六七八九十]*条", f"第{numeral(number)}条", part, count=1)
        for number, part in enumerate(parts[1:], 1)
    )


COPIES: dict[str, Make] = {
    "cut": head,
    "beginning lost": lambda body, rng: body[int(len(body) * rng.uniform(0.2, 0.6)) :],
    "excerpt": middle,
    "framed": framed,
    "framed, cut": both(head, framed),
    "scan 1 %": scan(0.01),
    "scan 3 %": scan(0.03),
    "scan 5 %": scan(0.05),
    "scan 2 %, cut": both(scan(0.02), head),
    "scan 2 %, framed": both(scan(0.02), framed),
    "Hong Kong": converted("s2hk"),
    "Taiwan": converted("s2twp"),
    "traditional, cut": both(converted("s2t"), head),
    "Taiwan, framed, spam": both(spammed, framed, converted("s2twp")),
    "scan 2 %, Taiwan": both(scan(0.02), converted("s2twp")),
    "shuffled": shuffle,
    "shuffled, framed": both(shuffle, framed),
    "shuffled, scan 2 %": both(shuffle, scan(0.02)),
    "spam": spammed,
    "spam, cut": both(spammed, head),
    "glossary": glossed,
    "glossary, scan 3 %": both(glossed, scan(0.03)),
    "framed, spam, shuffled": both(shuffle, spammed, framed),
    "wrapped, with page numbers": wrapped,
    "a translation between the lines": bilingual,
    "days in digits": dated,
    "markup shown": marked,
    "leads of other articles": offered,
}
SISTERS: dict[str, Make] = {
    "years": years,
    "years, cut": both(head, years),
    "years, framed": both(years, framed),
    "years, scan 2 %": both(years, scan(0.02)),
    "years, figures 30 %": both(years, figures(0.3)),
    "figures 10 %": figures(0.1),
    "figures 25 %": figures(0.25),
    "figures 50 %": figures(0.5),
    "figures": figures(1),
    "figures, scan 2 %": both(figures(1), scan(0.02)),
    "figures, Taiwan": both(figures(0.6), converted("s2twp")),
    "all places": places(0, True),
    "all places, other lengths": places(0, False),
    "a place named twice": places(2, True),
    "a place named 4 times": places(4, True),
    "its name longer or shorter": places(4, False),
    "a place, cut": both(head, places(4, True)),
    "a place, framed": both(places(4, True), framed),
    "a place, Taiwan": both(places(4, True), converted("s2twp")),
    "a place, traditional": both(places(4, True), converted("s2t")),
    "a place, scan 2 %": both(places(4, True), scan(0.02)),
    "a place, figures": both(places(4, True), figures(0.5)),
    "a place, shuffled": both(places(4, True), shuffle),
    "a clause put in": clause,
    "a clause put in, framed": both(clause, framed),
}


def merged(a: Document, b: Document) -> bool:
    keys = signatures.keys(signatures.sign([a.signed, b.signed]))
    return bool(signatures.collide(keys[0], keys[1:])[0]) and decide(a, b).decision == "same"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sample", type=int, default=200)
    arguments = parser.parse_args()
    with gzip.open(arguments.folder / "documents.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if 200 <= len(row["body"]) <= 20_000]
    print("| kind | pairs | wrong |\n| --- | --- | --- |")
    for label, kinds in (("copy", COPIES), ("sister", SISTERS)):
        for kind, make in kinds.items():
            rng = random.Random(kind)
            wrong: list[bool] = []
            for row in rng.sample(rows, len(rows)):
                if len(wrong) == arguments.sample:
                    break
                body = make(row["body"], rng)
                if body:
                    pair = Document("a", row["title"], row["body"]), Document("b", row["title"], body)
                    wrong.append(merged(*pair) != (label == "copy"))
            print(f"| {label}: {kind} | {len(wrong)} | {sum(wrong) / max(len(wrong), 1):.3f} |", flush=True)


if __name__ == "__main__":
    main()
