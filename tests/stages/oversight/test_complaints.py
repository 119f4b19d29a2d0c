"""A complaint from its receipt to its end (article 21)."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.factories.registers import make_officer
from tests.stages.oversight.visits import visit
from yaohao.ground.audit.queries import of_subject
from yaohao.stages.inspection.models import Inspection
from yaohao.stages.oversight import operations
from yaohao.stages.oversight.models import Complaint
from yaohao.stages.oversight.operations import Refused
from yaohao.stages.oversight.queries.complaints import complaints, unanswered
from yaohao.stages.oversight.rules.complaints import Finding

TODAY = timezone.localdate


def received(cast: Cast, **values: object) -> Complaint:
    fields: dict[str, object] = {"text": "检查人员收受购物卡", "received_on": TODAY()}
    return operations.receive_complaint(by=cast.clerk, **fields | values)  # type: ignore[arg-type]


def test_from_receipt_to_end(cast: Cast) -> None:
    complaint = received(cast)
    operations.investigate(by=cast.deputy, pk=complaint.pk)
    operations.find(by=cast.deputy, pk=complaint.pk, finding=Finding.FOUNDED, text="属实。")
    operations.take_measure(by=cast.director, pk=complaint.pk, measure="调离执法岗位。")
    operations.answer_complaint(by=cast.director, pk=complaint.pk, answer="已答复举报人。")
    ended = operations.close_complaint(by=cast.director, pk=complaint.pk)
    assert (ended.state, ended.answered_on) == ("closed", TODAY())
    assert [entry.article for entry in of_subject(ended.subject)] == ["21"] * 6


def test_the_answer_is_due_after_fifteen_working_days(cast: Cast) -> None:
    assert received(cast, received_on=date(2026, 3, 2)).due == date(2026, 3, 23)


def test_numbers_run_by_year(cast: Cast) -> None:
    year = TODAY().year
    numbers = [received(cast).number for _ in range(2)]
    assert numbers == [f"140700-TS-{year}-001", f"140700-TS-{year}-002"]


@pytest.mark.parametrize("values", [{"text": "  "}, {"received_on": TODAY() + timedelta(days=1)}])
def test_an_empty_or_future_complaint_is_refused(cast: Cast, values: dict[str, object]) -> None:
    with pytest.raises(Refused):
        received(cast, **values)
    assert not Complaint.objects.exists()


def test_an_officer_cannot_take_one_and_a_clerk_cannot_handle_one(cast: Cast) -> None:
    with pytest.raises(Refused):
        operations.receive_complaint(by=cast.officer, text="x", received_on=TODAY())
    complaint = received(cast)
    with pytest.raises(Refused):
        operations.investigate(by=cast.clerk, pk=complaint.pk)


def test_nobody_takes_or_handles_a_complaint_about_himself(cast: Cast) -> None:
    about = make_officer(cast.city, user=cast.deputy)
    with pytest.raises(Refused):
        operations.receive_complaint(
            by=cast.deputy, text="x", received_on=TODAY(), officer=about.pk
        )
    complaint = received(cast, officer=about.pk)
    with pytest.raises(Complaint.DoesNotExist):
        operations.investigate(by=cast.deputy, pk=complaint.pk)
    operations.investigate(by=cast.director, pk=complaint.pk)


def test_steps_cannot_be_skipped_or_done_twice(cast: Cast) -> None:
    complaint = received(cast)
    with pytest.raises(Refused):
        operations.answer_complaint(by=cast.director, pk=complaint.pk, answer="好")
    operations.investigate(by=cast.director, pk=complaint.pk)
    with pytest.raises(Refused, match=complaint.number):
        operations.investigate(by=cast.director, pk=complaint.pk)
    with pytest.raises(Refused):
        operations.find(by=cast.director, pk=complaint.pk, finding=Finding.PARTLY, text=" ")
    assert Complaint.objects.get().state == "investigating"


def test_who_sees_it(cast: Cast) -> None:
    complaint = received(cast)
    for reader in (cast.clerk, cast.director, cast.deputy, cast.auditor):
        assert list(complaints(reader)) == [complaint]
    for stranger in (cast.other_clerk, cast.stranger):
        assert list(complaints(stranger)) == []
    assert list(unanswered(cast.director, complaint.due)) == [complaint]
    assert list(unanswered(cast.director, complaint.due - timedelta(days=1))) == []


def test_an_inspection_of_another_bureau_is_not_found(cast: Cast) -> None:
    foreign = visit(cast, bureau=cast.next_county)
    with pytest.raises(Inspection.DoesNotExist):
        received(cast, inspection=foreign.pk)
