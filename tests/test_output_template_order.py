"""Notices of one template and copies that could be several's: whatever the order of arrival, one partition."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from test_output_records import Book, book, notice

from dedup import batch
from dedup.pieces import Text
from dedup.whole import Whole
from nouns.items import Notice
from output.store.texts import texts_of

PLAN = """坚持把招商引资作为经济工作的生命线，聚焦主导产业精准招商
各园区要完善基础设施配套，提升承载能力和服务水平
对重点项目实行专班推进，明确责任领导和责任单位
建立项目信息共享机制，及时通报洽谈进展情况
优化审批流程，推行容缺受理和告知承诺
强化用地用能用工保障，协调解决企业实际困难
鼓励商会协会和社会力量参与招商，落实引荐奖励政策
加强招商队伍建设，开展业务培训和岗位练兵
严格考核奖惩，将考核结果作为评先评优的重要依据
加大宣传推介力度，讲好本地营商环境故事
规范合同签订与履约管理，防范招商失信行为
注重产业链上下游协同，培育壮大产业集群
推动低效用地盘活利用，提高亩均效益
健全领导干部联系企业制度，常态化走访服务
深化与发达地区的合作交流，承接产业转移
本方案由招商部门负责解释，自印发之日起施行""".splitlines()


def plan(year: int, *without: int) -> Notice:
    """The plan of a year, which has all paragraphs but a few; of year 0: a copy whose title names none."""
    title = f"青岚区{year}年招商引资工作方案" if year else "招商引资工作方案"
    body = "。\n".join(said for place, said in enumerate(PLAN) if place not in without) + "。"
    return notice(f"site{year}-{'-'.join(map(str, without))}", body, title, f"{year or 2030}-03-01")


# Any two years are apart at sight and have nine tenths in common; a copy without a year goes with the nearest of them.
YEARS = [plan(2010 + without, without) for without in range(8)] + [plan(2020, 3, 7), plan(2021, 5, 6), plan(2022, 0, 2)]
COPIES = [
    plan(0, 3, 7, 11),
    plan(0, 3, 7, 12),
    plan(0, 5, 6, 13),
    plan(0, 5, 7, 11),
    plan(0, 0, 2, 9),
    plan(0, 1, 4, 10),
]
FAMILY = YEARS + COPIES


class Texts:
    """The family as `batch` reads it."""

    def read(self, nodes: list[int]) -> list[Text]:
        return [*map([*texts_of(FAMILY).values()].__getitem__, nodes)]


@pytest.fixture(scope="module")
def at_once() -> set[frozenset[str]]:
    whole = Whole(Texts(), range(len(FAMILY)), [item.id for item in FAMILY])
    pivots = batch.partition(whole, processes=0).pivots
    records: dict[int, set[str]] = {}
    for item, pivot in zip(FAMILY, pivots.tolist(), strict=True):
        records.setdefault(pivot, set()).add(item.site)
    return {*map(frozenset, records.values())}


def arrived(made: Book, order: list[Notice], size: int) -> set[frozenset[str]]:
    for begin in range(0, len(order), size):
        made.save(*order[begin : begin + size])
    return made.partition()


def test_a_copy_moves_to_a_notice_of_its_template_that_comes_late_and_is_nearer(tmp_path: Path, at_once):
    late = plan(2020, 3, 7)
    assert any({late.site, COPIES[0].site} <= record for record in at_once)
    with book(tmp_path) as made:
        assert arrived(made, [item for item in FAMILY if item != late] + [late], len(FAMILY) - 1) == at_once


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(FAMILY), st.sampled_from([1, 3, 8, len(FAMILY)]))
def test_the_order_in_which_a_template_arrives_makes_no_difference(tmp_path: Path, at_once, order: list, size: int):
    with book(tmp_path) as made:
        assert arrived(made, order, size) == at_once


def test_what_an_operator_binds_is_as_similar_as_it_is_though_it_was_told_apart_at_sight(tmp_path: Path):
    with book(tmp_path) as made:
        made.save(*FAMILY)
        made.judge(YEARS[0], YEARS[1], "same")
        assert {bound > 0.8 for (bound,) in made.ask("SELECT similarity FROM notices WHERE site LIKE 'site201%'")} == {
            True
        }
