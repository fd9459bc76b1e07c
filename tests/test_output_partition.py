"""The stored partition as `dedup.clusters` asks it: what its protocol allows, the database does."""

from __future__ import annotations

from pathlib import Path

from notices import REPORT, STORY, framed
from stored import filled, notice

from output.store.database import immediate, open_writer
from output.store.partition import Partition


def test_a_removed_notice_stands_nowhere_and_its_record_goes_on_without_it(tmp_path: Path):
    report, repost = notice("政府工作报告", REPORT, 1), notice("政府工作报告", framed(REPORT), 2)
    story = notice("云杉半导体开工", STORY, 3)
    connection = open_writer(filled(tmp_path / "notices.db", report, repost, story)).conn
    partition = Partition(connection)
    first = partition.pivot(report.id)
    assert first == partition.pivot(repost.id) != partition.pivot(story.id)
    (other,) = {report.id, repost.id} - {first}

    with immediate(connection):
        connection.execute(
            "UPDATE _places SET rank = NULL WHERE node = (SELECT node FROM notices WHERE id = ?)", (first,)
        )
        partition.forget()
        _group, changes = partition.place({}, removed=[first])

    assert {tuple(change) for change in changes} == {(first, first, None), (other, first, other)}
    partition.forget()
    assert partition.pivot(first) is None
    assert partition.pivot(other) == other
    assert partition.pivot(story.id) == story.id
    assert first not in partition.candidates(other)
