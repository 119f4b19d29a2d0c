"""The report in five parts, the summary, the hall."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.factories.inspection import drawn, for_cause, task
from yaohao.ground.calendars.operations import seed_years
from yaohao.stages.inspection import operations
from yaohao.stages.inspection.models import Report, Summary
from yaohao.stages.inspection.operations import Refused
from yaohao.stages.inspection.rules import PARTS, Outcome, State, outcome_fits, sentences


def test_the_report_begins_with_what_was_written_at_the_place(cast: Cast) -> None:
    made = for_cause(
        cast,
        State.RECORDED,
    )
    report = made.report
    assert "动火审批" in report.content
    assert "现场检查了生产车间和台账。" in report.record
    assert report.advice == ""


@pytest.mark.parametrize("part", PARTS)
def test_no_report_is_closed_without_one_of_its_five_parts(cast: Cast, part: str) -> None:
    made = for_cause(cast, State.RECORDED)
    parts = {"advice": "继续加强管理", part: " "}
    operations.write_report(by=cast.officer, pk=made.pk, revision=1, parts=parts)
    name = str(Report._meta.get_field(part).verbose_name)  # type: ignore[union-attr]
    with pytest.raises(Refused, match=name):
        operations.close_report(by=cast.officer, pk=made.pk)
    assert Report.objects.get().closed_at is None


def test_a_stale_page_does_not_overwrite(cast: Cast) -> None:
    made = for_cause(cast, State.RECORDED)
    operations.write_report(by=cast.officer, pk=made.pk, revision=1, parts={"advice": "甲"})
    with pytest.raises(Refused):
        operations.write_report(
            by=cast.other_officer, pk=made.pk, revision=1, parts={"advice": "乙"}
        )
    assert Report.objects.get().advice == "甲"


def test_a_closed_report_stays(cast: Cast) -> None:
    made = for_cause(cast, State.REPORTED)
    with pytest.raises(Refused):
        operations.write_report(by=cast.officer, pk=made.pk, revision=2, parts={"advice": "乙"})
    with pytest.raises(Refused):
        operations.close_report(by=cast.officer, pk=made.pk)


def test_a_provisional_deadline_is_counted_again(cast: Cast) -> None:
    report = for_cause(cast, State.RECORDED).report
    log = report.inspection.record
    log.ended_at = timezone.make_aware(datetime(2026, 9, 29, 15))
    log.started_at = log.ended_at - timedelta(hours=2)
    log.save()
    Report.objects.update(due=date(2026, 10, 6), provisional=True)
    seed_years()
    (changed,) = operations.recount_deadlines(by=cast.clerk)
    assert (changed.due, changed.provisional) == (date(2026, 10, 12), False)


def test_a_task_is_summed_up_when_every_envelope_is_done(cast: Cast, settings: Any) -> None:
    walk = task(cast, settings=settings, objects=4)
    drawn(walk, State.REPORTED)
    with pytest.raises(Refused, match="1"):
        operations.summarise(by=cast.clerk, number=walk.number)
    assert not Summary.objects.exists()


def test_summary_and_delivery_happen_once(cast: Cast, settings: Any) -> None:
    walk = task(cast, settings=settings)
    drawn(walk, State.REPORTED)
    with pytest.raises(Refused):
        operations.summarise(by=cast.officer, number=walk.number)
    summary = operations.summarise(by=cast.clerk, number=walk.number)
    with pytest.raises(Refused):
        operations.summarise(by=cast.clerk, number=walk.number)
    today = timezone.localdate()
    for receipt, day in (("", today), ("政收1号", today + timedelta(days=1))):
        with pytest.raises(Refused):
            operations.deliver(by=cast.clerk, pk=summary.pk, receipt=receipt, delivered_on=day)
    operations.deliver(by=cast.clerk, pk=summary.pk, receipt="政收1号", delivered_on=today)
    with pytest.raises(Refused):
        operations.deliver(by=cast.clerk, pk=summary.pk, receipt="政收2号", delivered_on=today)
    with pytest.raises(Summary.DoesNotExist):
        operations.deliver(by=cast.stranger, pk=summary.pk, receipt="x", delivered_on=today)


def test_points_of_an_item_become_questions() -> None:
    assert sentences("一、培训；二、审批;\n三、预案。\n \n") == ["一、培训", "二、审批", "三、预案"]
    assert sentences(" 。 ") == []


@pytest.mark.parametrize("outcome", Outcome)
def test_without_problems_nothing_is_ordered(outcome: Outcome) -> None:
    wants = outcome in (Outcome.ORDERED, Outcome.PENDING)
    assert outcome_fits(outcome, problems=0, all_mended=False) is not wants
