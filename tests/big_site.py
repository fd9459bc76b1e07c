"""A site of any size with reposts in it, for tests of endurance: listing pages of 25 entries and their articles."""

from __future__ import annotations

import random

PER_PAGE = 25
REPOST_EVERY = 5  # every fifth notice repeats an earlier one under another tag
_SUBJECTS = [
    "产业园",
    "高新区",
    "开发区",
    "保税区",
    "科技城",
    "物流港",
    "创新谷",
    "临港区",
    "软件园",
    "生态城",
    "自贸区",
    "空港区",
]
_ACTIONS = ["推进", "加快", "启动", "完成", "部署", "落实", "统筹", "优化", "扩大", "提升", "规范", "公布"]
_THINGS = [
    "重点项目建设",
    "企业服务机制",
    "土地供应计划",
    "人才引进办法",
    "税收优惠政策",
    "基础设施改造",
    "营商环境评价",
    "数字化转型试点",
    "绿色低碳改造",
    "外资项目签约",
]
_RESULTS = [
    "已有实质进展",
    "将于年内见效",
    "得到企业好评",
    "受到上级肯定",
    "进入验收阶段",
    "面向社会征求意见",
    "纳入年度考核",
    "形成长效机制",
]


def text(n: int) -> str:
    """The body of notice `n`; of a repost, that of the notice it repeats."""
    if n % REPOST_EVERY == 0 and n:
        return text(n - 3)
    made = random.Random(n)
    sentences = [
        f"{made.choice(_SUBJECTS)}{made.choice(_ACTIONS)}{made.choice(_THINGS)}，编号{made.randrange(10**6)}，"
        f"总投资{made.randrange(10, 9999)}万元，{made.choice(_RESULTS)}。"
        for _ in range(12)
    ]
    return "\n".join("".join(sentences[i : i + 3]) for i in range(0, 12, 3))


def title(n: int) -> str:
    made = random.Random(n - 3 if n % REPOST_EVERY == 0 and n else n)
    tag = "转发" if n % REPOST_EVERY == 0 else "招商"
    return (
        f"【{tag}】{made.choice(_SUBJECTS)}{made.choice(_ACTIONS)}{made.choice(_THINGS)}第{made.randrange(10**6)}号通告"
    )


def pages(notices: int) -> dict[str, str]:
    """Path -> HTML of the whole site; the list begins at /list/1."""
    made = {}
    last = -(-notices // PER_PAGE)
    for page in range(1, last + 1):
        numbers = range((page - 1) * PER_PAGE, min(page * PER_PAGE, notices))
        rows = "".join(
            f'<li><a href="/a/{n}.html">{title(n)}</a><span>2025-0{n % 9 + 1}-1{n % 9}</span></li>' for n in numbers
        )
        following = f'<a class="next" href="/list/{page + 1}">下一页</a>' if page < last else "<span>下一页</span>"
        made[f"/list/{page}"] = (
            f"<html><head><title>通知公告</title></head><body><h1>通知公告</h1><ul class='news'>{rows}</ul>"
            f"<div class='pager'><b>{page}</b>{following}</div></body></html>"
        )
    for n in range(notices):
        paragraphs = "".join(f"<p>{line}</p>" for line in text(n).split("\n"))
        made[f"/a/{n}.html"] = (
            f"<html><head><title>{title(n)}</title></head><body><h1>{title(n)}</h1>"
            f"<div class='meta'>发布日期：2025-0{n % 9 + 1}-1{n % 9}　来源：园区管委会</div>"
            f"<div class='content'>{paragraphs}</div></body></html>"
        )
    return made
