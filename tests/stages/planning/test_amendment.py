"""A filed line is amended by a later version; the old one stays, and a drawn one stands."""

from collections.abc import Iterator

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from tests.cast import Cast
from tests.factories.draw import ready
from tests.factories.planning import filed_line, line_draft, plan_objects
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.draw.operations import announce, prepare
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.operations import (
    amend_line,
    approve_line,
    change_line,
    file_with_hall,
    remove_line,
    submit_line,
)
from yaohao.stages.planning.queries import drawable, has_twin, lines, public_rows
from yaohao.stages.planning.queries.process import versions

TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Refusals are matched by their words."""
    with translation.override("en"):
        yield


@pytest.fixture
def filed(cast: Cast) -> Line:
    """A filed line of the city."""
    plan_objects(cast.city, 10)
    return filed_line(cast.city)


def carried(cast: Cast, line: Line) -> Line:
    """A draft version taken all the way to the hall."""
    submit_line(by=cast.clerk, pk=line.pk)
    approve_line(by=cast.director, pk=line.pk)
    file_with_hall(by=cast.clerk, year=line.plan.year, receipt="收件二号", filed_on=TODAY)
    return Line.objects.get(pk=line.pk)


def test_the_new_version_replaces_the_old_one_when_it_is_filed(cast: Cast, filed: Line) -> None:
    made = amend_line(by=cast.clerk, pk=filed.pk, reason="人员调整")
    assert (made.label, made.version, made.state) == (filed.label, 2, "draft")
    assert made.called == f"{filed.label} V2"
    assert not has_twin(made)
    change_line(by=cast.clerk, pk=made.pk, draft=line_draft(filed.item, title="改后"))
    assert list(drawable(cast.city)) == []
    carried(cast, made)
    filed.refresh_from_db()
    assert filed.state == "replaced"
    assert list(drawable(cast.city)) == [made]
    assert filed.title != "改后"
    assert [line.version for line in lines(cast.city, filed.plan.year)] == [2]
    assert [line.version for line in versions(filed)] == [1, 2]
    row, former = public_rows(cast.city, filed.plan.year)
    assert former["number"] == f"{filed.label} V1"
    assert (row["title"], row["version"], row["amended_because"]) == ("改后", "2", "人员调整")


def test_why_it_is_amended_is_said_and_once_at_a_time(cast: Cast, filed: Line) -> None:
    with pytest.raises(Refused, match="why"):
        amend_line(by=cast.clerk, pk=filed.pk, reason=" ")
    made = amend_line(by=cast.clerk, pk=filed.pk, reason="一")
    with pytest.raises(Refused, match="already"):
        amend_line(by=cast.clerk, pk=filed.pk, reason="二")
    with pytest.raises(Refused):
        amend_line(by=cast.clerk, pk=made.pk, reason="草稿")
    with pytest.raises(Refused, match="role"):
        amend_line(by=cast.director, pk=filed.pk, reason="二")
    with pytest.raises(Line.DoesNotExist):
        amend_line(by=cast.stranger, pk=filed.pk, reason="二")
    remove_line(by=cast.clerk, pk=made.pk)
    assert amend_line(by=cast.clerk, pk=filed.pk, reason="三").version == 2


def test_a_line_under_amendment_is_not_drawn(cast: Cast) -> None:
    line = ready(cast)
    amend_line(by=cast.clerk, pk=line.pk, reason="改期")
    with pytest.raises(Refused, match="amended"):
        prepare(by=cast.clerk, line=line.pk)


def test_a_drawn_line_is_not_amended(cast: Cast) -> None:
    line = ready(cast)
    draw = prepare(by=cast.clerk, line=line.pk)
    announce(by=cast.director, number=draw.number)
    line.refresh_from_db()
    assert line.drawn_as == draw.number
    with pytest.raises(Refused, match=draw.number):
        amend_line(by=cast.clerk, pk=line.pk, reason="晚了")


def test_whoever_comes_second_finds_the_other(cast: Cast) -> None:
    """Prepared first, amended meanwhile: the announcement is refused, and nothing is half done."""
    line = ready(cast)
    draw = prepare(by=cast.clerk, line=line.pk)
    amend_line(by=cast.clerk, pk=line.pk, reason="改期")
    with pytest.raises(Refused, match="amended"), transaction.atomic():
        announce(by=cast.director, number=draw.number)
    draw.refresh_from_db()
    assert draw.state == "prepared"
    assert Line.objects.get(pk=line.pk).drawn_as == ""


def test_the_database_keeps_reason_and_predecessor_together(filed: Line) -> None:
    for wrong in ({"version": 2}, {"amended_because": "x"}, {"state": "replaced", "filing": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Line.objects.filter(pk=filed.pk).update(**wrong)
