"""第十五条: 全面公开、全程留痕；5个工作日内完成检查报告；汇总后报市政务大厅管理中心。

Evidence is kept as it came, every act leaves its trace, the report has five parts and five working
days, the summary goes to the hall with a receipt.
"""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.factories.inspection import drawn, for_cause, picture, task
from yaohao.ground.audit.queries import first_break, of_subject
from yaohao.ground.calendars.operations import seed_years
from yaohao.ground.calendars.queries import deadline
from yaohao.ground.documents.queries import latest
from yaohao.ground.documents.rules import Kind
from yaohao.stages.inspection import operations
from yaohao.stages.inspection.files import read
from yaohao.stages.inspection.rules import PARTS, REPORT_DAYS, State


def test_photos_are_kept_as_they_came(cast: Cast) -> None:
    made = for_cause(cast, State.RUNNING)
    content = picture("green", (640, 480), "JPEG")
    photo = operations.add_photo(by=cast.officer, pk=made.pk, content=content, filename="现场.jpg")
    assert read(photo.digest) == content


def test_every_act_leaves_its_trace(cast: Cast) -> None:
    made = for_cause(cast, State.REPORTED)
    acts = [entry.action.rpartition(".")[2] for entry in of_subject(made.subject)]
    for act in ("submit", "approve", "arrive", "sign", "seal", "write", "close"):
        assert act in acts
    assert first_break() is None


@pytest.mark.parametrize(
    ("ended", "due"),
    [
        (date(2026, 2, 12), date(2026, 2, 26)),
        (date(2026, 9, 29), date(2026, 10, 12)),
        (date(2025, 9, 28), date(2025, 10, 11)),
        (date(2020, 1, 22), date(2020, 2, 6)),
    ],
)
def test_five_working_days_with_holidays_and_make_up_days(ended: date, due: date, db: None) -> None:
    seed_years()
    assert deadline(ended, REPORT_DAYS).date == due


def test_the_report_is_due_from_the_end_of_the_inspection(cast: Cast) -> None:
    seed_years()
    report = for_cause(cast, State.RECORDED).report
    ended = timezone.localdate(report.inspection.record.ended_at)
    assert report.due == deadline(ended, REPORT_DAYS).date
    assert isinstance(report.inspection.record.ended_at, datetime)


@pytest.mark.parametrize("part", PARTS)
def test_a_report_has_all_five_parts(cast: Cast, part: str) -> None:
    made = for_cause(cast, State.RECORDED)
    parts = {"advice": "加强管理"} | {part: ""}
    operations.write_report(by=cast.officer, pk=made.pk, revision=1, parts=parts)
    with pytest.raises(operations.Refused):
        operations.close_report(by=cast.officer, pk=made.pk)


def test_the_summary_goes_to_the_hall_with_a_receipt(cast: Cast, settings: Any) -> None:
    walk = task(cast, settings=settings)
    drawn(walk, State.REPORTED)
    summary = operations.summarise(by=cast.clerk, number=walk.number)
    with pytest.raises(operations.Refused):
        operations.deliver(
            by=cast.clerk, pk=summary.pk, receipt="",
            delivered_on=timezone.localdate() - timedelta(days=1),
        )  # fmt: skip
    delivered = operations.deliver(
        by=cast.clerk, pk=summary.pk, receipt="政收〔2026〕8号", delivered_on=timezone.localdate()
    )
    assert delivered.receipt == "政收〔2026〕8号"


def test_the_report_goes_out_on_paper_with_its_number(cast: Cast) -> None:
    made = for_cause(cast, State.REPORTED)
    paper = latest(made.subject, Kind.REPORT)
    assert paper is not None
    assert paper.number == f"（榆应急）检报〔{paper.year}〕1号"
    assert set(PARTS) <= set(paper.data)
