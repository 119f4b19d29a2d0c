"""第二十一条: 对违反抽查纪律、徇私舞弊、滥用职权等行为，一经发现，严肃追究责任。

What went another way than usual stands in one list; a complaint ends in a finding, a measure and an
answer; the officer it is about has no hand in it; who reads everything is read too.
"""

from typing import Any

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.factories.inspection import for_cause, task
from tests.factories.registers import make_officer
from yaohao.ground.audit.models import Entry
from yaohao.stages.inspection import operations as inspection
from yaohao.stages.inspection.rules import State
from yaohao.stages.oversight import operations
from yaohao.stages.oversight.models import Complaint
from yaohao.stages.oversight.queries.exceptions import exceptions
from yaohao.stages.oversight.rules.complaints import Finding


def test_what_went_another_way_stands_in_one_list(cast: Cast) -> None:
    made = for_cause(cast, State.APPROVED)
    inspection.void(by=cast.director, pk=made.pk, reason="企业停产")
    (found,) = exceptions(cast.auditor, timezone.localdate())
    assert (found.code, found.detail) == ("visit-void", "企业停产")


def test_a_complaint_ends_in_finding_measure_and_answer(cast: Cast) -> None:
    made = operations.receive_complaint(
        by=cast.clerk, text="收受购物卡", received_on=timezone.localdate()
    )
    with pytest.raises(operations.Refused):
        operations.close_complaint(by=cast.director, pk=made.pk)
    operations.investigate(by=cast.director, pk=made.pk)
    operations.find(by=cast.director, pk=made.pk, finding=Finding.FOUNDED, text="属实")
    operations.take_measure(by=cast.director, pk=made.pk, measure="停职")
    operations.answer_complaint(by=cast.director, pk=made.pk, answer="已答复")
    assert operations.close_complaint(by=cast.director, pk=made.pk).state == "closed"


def test_whom_it_is_about_has_no_hand_in_it(cast: Cast) -> None:
    about = make_officer(cast.city, user=cast.deputy)
    made = operations.receive_complaint(
        by=cast.clerk, text="x", received_on=timezone.localdate(), officer=about.pk
    )
    with pytest.raises(Complaint.DoesNotExist):
        operations.investigate(by=cast.deputy, pk=made.pk)


def test_who_reads_everything_is_read_too(cast: Cast, settings: Any) -> None:
    walk = task(cast, settings=settings)
    moments = operations.read_task(by=cast.auditor, number=walk.number)
    acts = [moment.action for moment in moments]
    assert acts.index("planning.line.approve") < acts.index("draw.draw.draw")
    assert Entry.objects.filter(action="oversight.task.read", actor_id="auditor").exists()
