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
    ],
)
def test_a_title_cut_short_or_pinned_to_the_top_says_the_same(shown):
    assert not says_otherwise(TITLE, shown) and not says_otherwise(shown, TITLE)
    assert not says_otherwise(f"【置顶】{TITLE}", TITLE[:12] + "…")


@pytest.mark.parametrize(
    "shown", [TITLE.replace("一期", "二期"), f"【已结束】{TITLE}", f"{TITLE}（更正）", "新" + TITLE]
)
def test_another_title_or_another_state_of_the_matter_says_something_else(shown):
    assert says_otherwise(TITLE, shown) and says_otherwise(shown, TITLE)
