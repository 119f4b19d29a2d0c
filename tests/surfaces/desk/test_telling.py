"""From duties to notices: counts and days, never a name (article 20)."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import Cast
from tests.factories.inspection import drawn, for_cause, task
from yaohao.ground.notices.models import Notice
from yaohao.ground.notices.operations import mark_read
from yaohao.stages.inspection.rules import State
from yaohao.stages.registers.models import InspectionObject
from yaohao.surfaces.desk.telling import tell, tell_all

CANARY = "绝密金丝雀有限公司"


def test_what_is_new_is_told_once(cast: Cast) -> None:
    for_cause(cast, State.SUBMITTED)
    now = timezone.now()
    assert tell(cast.director, now) == 1
    assert tell(cast.director, now) == 0
    for_cause(cast, State.SUBMITTED)
    assert tell(cast.director, now) == 1
    assert Notice.objects.filter(recipient="director").last().fields["count"] == "2"  # type: ignore[union-attr]


def test_what_is_overdue_is_told_once_a_day(cast: Cast) -> None:
    for_cause(cast, State.SUBMITTED)
    late = timezone.now() + timedelta(days=3)
    tell(cast.director, late)
    tell(cast.director, late + timedelta(minutes=30))
    assert Notice.objects.filter(recipient="director", kind="overdue").count() == 1
    tell(cast.director, late + timedelta(days=1))
    assert Notice.objects.filter(recipient="director", kind="overdue").count() == 2


@pytest.mark.parametrize("state", [State.PREPARED, State.SUBMITTED, State.APPROVED])
def test_no_notice_names_an_enterprise_before_the_door(
    cast: Cast, settings: Any, state: State
) -> None:
    walk = task(cast, settings=settings)
    InspectionObject.objects.update(name=CANARY)
    drawn(walk, state)
    assert tell_all(timezone.now()) > 0
    told = str(list(Notice.objects.values()))
    assert CANARY not in told
    assert not [one for one in InspectionObject.objects.all() if one.object_id in told]


def test_the_bell_counts_and_the_page_marks_as_read(cast: Cast, client: Client) -> None:
    for_cause(cast, State.SUBMITTED)
    tell(cast.director, timezone.now())
    client.force_login(cast.director)
    page = client.get("/desk/notices/").content.decode()
    assert "工作台上新增 1 项任务" in page
    assert 'class="num">1<' in page
    client.post("/desk/notices/")
    assert mark_read(recipient="director", at=timezone.now()) == 0
