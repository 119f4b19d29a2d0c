"""One circular per task, from its own figures, issued by somebody else than its writer."""

from typing import Any

import pytest

from tests.cast import Cast
from tests.factories.draw import Ceremony
from tests.factories.inspection import carry, drawn, task
from yaohao.stages.draw.operations import read_visits
from yaohao.stages.followup import operations
from yaohao.stages.followup.models import Circular
from yaohao.stages.followup.operations import Refused
from yaohao.stages.inspection import operations as inspection
from yaohao.stages.inspection.rules import State


@pytest.fixture
def done(cast: Cast, settings: Any) -> Ceremony:
    """A task of two visits, both with the same point failed."""
    walk = task(cast, settings=settings, objects=4)
    for envelope in read_visits(by=cast.officer):
        made = inspection.begin(by=cast.officer, number=walk.number, position=envelope.position)
        carry(cast, made, State.REPORTED, fail=True)
    return walk


def test_it_writes_itself_and_names_common_problems(cast: Cast, done: Ceremony) -> None:
    circular = operations.draft_circular(by=cast.clerk, number=done.number)
    assert circular.figures["problems"] == 2
    assert circular.findings.count("安全培训记录缺失") == 2
    assert "2" in circular.common
    with pytest.raises(Refused):
        operations.draft_circular(by=cast.clerk, number=done.number)


def test_written_by_one_and_issued_by_another(cast: Cast, done: Ceremony) -> None:
    circular = operations.draft_circular(by=cast.clerk, number=done.number)
    with pytest.raises(Refused):
        operations.issue_circular(by=cast.director, pk=circular.pk)
    operations.submit_circular(by=cast.clerk, pk=circular.pk)
    with pytest.raises(Refused):
        operations.return_circular(by=cast.director, pk=circular.pk, reason="")
    operations.return_circular(by=cast.director, pk=circular.pk, reason="数字有误")
    circular.refresh_from_db()
    operations.change_circular(
        by=cast.clerk, pk=circular.pk, revision=circular.revision, parts={"demands": "举一反三"}
    )
    with pytest.raises(Refused):
        operations.change_circular(
            by=cast.clerk, pk=circular.pk, revision=circular.revision, parts={"demands": "旧页"}
        )
    operations.submit_circular(by=cast.clerk, pk=circular.pk)
    Circular.objects.update(made_by=cast.director)
    with pytest.raises(Refused):
        operations.issue_circular(by=cast.director, pk=circular.pk)
    issued = operations.issue_circular(by=cast.deputy, pk=circular.pk)
    assert (issued.number or "").endswith("1号")


def test_no_circular_while_a_visit_is_open(cast: Cast, settings: Any) -> None:
    walk = task(cast, settings=settings, objects=4)
    drawn(walk, State.REPORTED)
    with pytest.raises(Refused, match="1"):
        operations.draft_circular(by=cast.clerk, number=walk.number)
    with pytest.raises(Refused):
        operations.draft_circular(by=cast.officer, number=walk.number)


def test_a_part_cannot_be_emptied(cast: Cast, done: Ceremony) -> None:
    circular = operations.draft_circular(by=cast.clerk, number=done.number)
    with pytest.raises(Refused):
        operations.change_circular(
            by=cast.clerk, pk=circular.pk, revision=1, parts={"overview": " "}
        )
