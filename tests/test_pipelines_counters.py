"""A counter that has moved is no other text; a figure in what is told is."""

from __future__ import annotations

import pytest

from pipelines.counters import same_but_for_counters

COUNTED = [  # {} is where the number stands
    "浏览 {} 次",
    "浏览次数：{}",
    "浏览量:{}",
    "阅读（{}）",
    "点击数：[{}]",
    "访问 {} 人次",
    "人气：{}",
    "{}次浏览",
    "{} 人阅读",
    "已有{}人浏览",
    "阅读量 {}万",
    "來源：新區網 瀏覽：{}",
    "2025-08-06 09:30 来源：云栖日报 浏览：{} 字号：大 中 小",
    "点赞 {} 评论 3 转发 2",
    "Views: {}",
    "Hits {}",
    "本文阅读量：{}",
    "发布时间：2025-08-06 | 点击：{} 次 | 打印",
    "项目今日开工，各部门到场。（浏览 {} 次）",
    "项目今日开工，各部门到场。 浏览次数：{}",
    "分享到： 收藏({})",
    "热度 {}",
    "播放：{}",
    "【阅读：{}】",
]
TOLD = [
    "平台累计访问{}次，比去年增长一成，企业反映良好。",
    "下载量突破{}次，成为今年全省增长最快的应用。",
    "全年浏览{}人次；新增企业二十家。",
    "展会吸引{}人次参观",
    "签约项目{}个",
    "总投资{}亿元",
    "第{}次会议召开",
    "发布时间：2025-08-{}",
    "联系电话：{}",
    "附件{}",
    "活动有{}人参加",
    "项目开工。全年视频播放{}次，居全市第一",
    "共{}条",
    "编号：{}",
]


@pytest.mark.parametrize("line", COUNTED)
def test_a_counter_that_has_moved_is_no_other_text(line):
    for before, after in (("1024", "1025"), ("9", "10"), ("12,345", "12,399")):
        assert same_but_for_counters(f"第一段。\n{line.format(before)}\n末段", f"第一段。\n{line.format(after)}\n末段")


@pytest.mark.parametrize("line", TOLD)
def test_a_figure_in_what_is_told_is_another_text(line):
    assert not same_but_for_counters(f"第一段。\n{line.format(11)}\n末段", f"第一段。\n{line.format(12)}\n末段")


def test_another_line_is_another_text():
    assert not same_but_for_counters("甲\n浏览 7 次", "甲\n浏览 7 次\n乙")
    assert not same_but_for_counters("甲\n浏览 7 次", "乙\n浏览 7 次")
