"""第五条: 暗查暗访一般采用“双随机”；对投诉举报、上级交办、部门移送的检查，不采用“双随机”方式。

A covert visit is drawn like any other; a visit with a cause names its document, is approved, and is
never counted as random.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.factories.inspection import arrive, drawn, for_cause, task
from tests.factories.planning import YEAR
from yaohao.stages.inspection import operations
from yaohao.stages.inspection.models import Inspection
from yaohao.stages.inspection.rules import State
from yaohao.stages.oversight.queries.exceptions import exceptions
from yaohao.stages.oversight.queries.figures import cause_part, random_parts


def test_a_covert_visit_is_a_drawn_one(cast: Cast, settings: Any) -> None:
    made = drawn(task(cast, settings=settings))
    covert = operations.change_scheme(
        by=cast.officer, pk=made.pk, revision=1, method="ON_SITE", purpose="暗访", covert=True,
        planned_on=made.planned_on or timezone.localdate(),
    )  # fmt: skip
    assert (covert.covert, covert.origin) == (True, "random")


def test_a_cause_has_its_document(cast: Cast) -> None:
    with pytest.raises(operations.Refused):
        for_cause(cast, State.PREPARED, document="")
    assert not Inspection.objects.exists()


def test_a_cause_is_approved_before_the_door(cast: Cast) -> None:
    made = for_cause(cast)
    with pytest.raises(operations.Refused):
        arrive(cast, made)


def test_an_emergency_is_approved_afterwards_or_stands_among_the_exceptions(cast: Cast) -> None:
    made = for_cause(cast, State.PREPARED, emergency=True, emergency_reason="泄漏")
    arrive(cast, made)
    made.record.started_at -= timedelta(days=2)
    made.record.save()
    assert [one.code for one in exceptions(cast.auditor, timezone.localdate())] == [
        "emergency-unapproved"
    ]
    operations.approve_afterwards(by=cast.director, pk=made.pk)
    with pytest.raises(operations.Refused):
        operations.approve_afterwards(by=cast.director, pk=made.pk)


def test_a_visit_with_a_cause_is_never_counted_as_random(cast: Cast, settings: Any) -> None:
    walk = task(cast, settings=settings)
    before = [part.funnel for part in random_parts(cast.clerk, YEAR)]
    for_cause(cast, State.REPORTED)
    assert [part.funnel for part in random_parts(cast.clerk, YEAR)] == before
    assert cause_part(cast.clerk, timezone.localdate().year).inspected == 1
    assert walk.draw.inspections.count() == 0
