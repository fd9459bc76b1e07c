"""Whether an entry says something else than before: only then is its article fetched again."""

from datetime import datetime, timezone

import pytest

from crawler.trust.changed import changed

NOW = datetime(2026, 11, 23, 8, tzinfo=timezone.utc)
TITLE = "临港新区集成电路产业园一期项目签约"


def says_otherwise(old: str, new: str) -> bool:
    return changed((old, "2026-11-20"), (new, "2026-11-20"), NOW)


@pytest.mark.parametrize(
    "shown",
    [
        TITLE[:12] + "…",
        TITLE[:9] + "...",
        f"【置顶】{TITLE}",
        f"[推荐]{TITLE}",
        f"【置顶】{TITLE[:10]}……",
        f"[NEW] {TITLE}",
        f"{TITLE}（浏览：128）",
        f"{TITLE} 点击量: 1,204 次",
        f"{TITLE}[阅读(77)]",
        f"{TITLE}（访问次数：5）【图】",
        f"{TITLE} NEW",
        f"{TITLE}[热]",
        f"7、{TITLE}",
        f"07. {TITLE}",
        f"（12）{TITLE}",
        f"{TITLE[:5]}\u200b{TITLE[5:]}",
        f"\ufeff{TITLE[:7]}\u00ad{TITLE[7:]}",
        f"{TITLE[:4]} {TITLE[4:]}\u3000",
    ],
)
def test_a_title_cut_short_or_pinned_to_the_top_says_the_same(shown):
    assert not says_otherwise(TITLE, shown) and not says_otherwise(shown, TITLE)
    assert not says_otherwise(f"【置顶】{TITLE}", TITLE[:12] + "…")


@pytest.mark.parametrize(
    "shown",
    [
        TITLE.replace("一期", "二期"),
        f"【已结束】{TITLE}",
        f"{TITLE}（更正）",
        "新" + TITLE,
        f"1.2亿元{TITLE}",
        f"{TITLE}（2）",
        f"{TITLE}（第3次公告）",
        f"2026年{TITLE}",
    ],
)
def test_another_title_or_another_state_of_the_matter_says_something_else(shown):
    assert says_otherwise(TITLE, shown) and says_otherwise(shown, TITLE)


def test_counters_and_numbers_in_a_list_fetch_no_article_again(server, scrapy, rows):
    def show(day: int) -> None:
        entries = "".join(
            f'<li><a href="/a/{n}">{place}、{TITLE}第{n}标段（浏览：{day * 31 + n}）</a><span>2026-11-01</span></li>'
            for place, n in enumerate(range(5 + day, 0, -1), 1)
        )
        server.pages["/list"] = f"<ul>{entries}</ul>"

    for n in range(1, 10):
        server.pages[f"/a/{n}"] = (
            f"<h1>{TITLE}第{n}标段</h1><p>{n}号标段今日开标，{n * 7}家企业到场，结果三日内公示。</p>"
        )
    show(1)
    assert scrapy("run", "--url", f"{server.url}/list").returncode == 0
    server.asked.clear()
    show(3)
    assert scrapy("run", "--url", f"{server.url}/list").returncode == 0
    assert server.fetched("/a") == 2
    assert rows("SELECT count(*) FROM notices") == [(8,)]
