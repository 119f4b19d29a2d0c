"""第十八条: “一抽查一通报”；依法加大处罚力度；普遍性问题通报反馈；抽查情况及查处结果向社会公布。

Every task ends in one circular that names what several enterprises share; what was ordered is
looked at again; a penalty has seven working days until it is public.
"""

from typing import Any

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.factories.inspection import drawn, task
from tests.stages.followup.test_cases import decided
from tests.stages.followup.test_orders import drafted, issued, looked
from yaohao.ground.calendars.queries import deadline
from yaohao.stages.followup import operations
from yaohao.stages.inspection.rules import State


def test_one_task_one_circular(cast: Cast, settings: Any) -> None:
    walk = task(cast, settings=settings)
    drawn(walk, State.REPORTED, fail=True)
    operations.draft_circular(by=cast.clerk, number=walk.number)
    with pytest.raises(operations.Refused):
        operations.draft_circular(by=cast.clerk, number=walk.number)


def test_what_is_ordered_is_looked_at_again_and_only_then(cast: Cast) -> None:
    with pytest.raises(operations.Refused):
        looked(cast, drafted(cast))
    order = issued(cast)
    looked(cast, order)
    order.refresh_from_db()
    assert order.state == "fulfilled"


def test_a_penalty_is_public_within_seven_working_days(cast: Cast) -> None:
    assert decided(cast).publish_by == deadline(timezone.localdate(), 7).date
