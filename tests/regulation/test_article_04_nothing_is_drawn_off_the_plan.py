"""第四条: 抽查按照报市政务大厅管理中心备案的年度计划进行，不计划外增加。

Draws follow the annual plan that was filed with the government hall; nothing off the plan.
"""

from typing import Any

import pytest

from tests.cast import Cast
from tests.factories.draw import ready
from tests.factories.planning import (
    YEAR,
    approved_line,
    draft_line,
    filed_line,
    line_draft,
    submitted_line,
)
from tests.factories.publication import publish_now
from yaohao.stages.draw import operations as draw
from yaohao.stages.planning import operations as planning
from yaohao.stages.planning import queries
from yaohao.stages.planning.models import Line
from yaohao.stages.publication.queries import rows
from yaohao.stages.publication.rules import Kind


@pytest.mark.parametrize("made", [draft_line, submitted_line, approved_line])
def test_a_line_that_is_not_filed_cannot_be_drawn(cast: Cast, made: Any) -> None:
    line = made(cast.city)
    with pytest.raises(Line.DoesNotExist):
        draw.prepare(by=cast.clerk, line=line.pk)


def test_a_filed_line_can_be_drawn(cast: Cast) -> None:
    line = ready(cast)
    assert draw.prepare(by=cast.clerk, line=line.pk).line == line


def test_the_line_of_another_bureau_cannot_be_drawn(cast: Cast) -> None:
    with pytest.raises(Line.DoesNotExist):
        draw.prepare(by=cast.stranger, line=filed_line(cast.city).pk)


def test_a_filed_line_is_not_changed_afterwards(cast: Cast) -> None:
    line = filed_line(cast.city)
    with pytest.raises(planning.Refused):
        planning.change_line(by=cast.clerk, pk=line.pk, draft=line_draft(line.item, cap=99))
    with pytest.raises(planning.Refused):
        planning.remove_line(by=cast.clerk, pk=line.pk)


def test_a_line_added_after_the_filing_is_not_covered_by_it(cast: Cast) -> None:
    filed = filed_line(cast.city)
    later = approved_line(cast.city)
    assert list(queries.drawable(cast.city)) == [filed]
    with pytest.raises(Line.DoesNotExist):
        draw.prepare(by=cast.clerk, line=later.pk)


def test_the_plan_is_approved_by_somebody_else_than_its_writer(cast: Cast) -> None:
    line = submitted_line(cast.city)
    with pytest.raises(planning.Refused):
        planning.approve_line(by=cast.clerk, pk=line.pk)
    planning.approve_line(by=cast.director, pk=line.pk)


def test_the_public_reads_the_filed_plan_with_its_receipt(cast: Cast) -> None:
    line = filed_line(cast.city, title="危化品专项")
    draft_line(cast.city, title="未备案的一项")
    published = rows(publish_now(cast.clerk, Kind.PLAN, YEAR))
    assert [row["title"] for row in published] == ["危化品专项"]
    assert published[0]["receipt"] == (line.filing.receipt if line.filing else "")
