"""On the blacklist and off it again: three years, or twelve months when it is asked for."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.registers import make_object
from yaohao.stages.registers.errors import RegisterError
from yaohao.stages.registers.models import GradeChange, InspectionObject
from yaohao.stages.registers.operations import (
    grade_object,
    list_on_blacklist,
    remove_from_blacklist,
)
from yaohao.stages.registers.rules.blacklist import Ground
from yaohao.stages.registers.rules.kinds import Blacklist, Credit

BASIS: dict[str, Any] = {"reason": "拒不整改重大事故隐患", "article": "第十九条"}


def listed(cast: Cast, days: int) -> InspectionObject:
    """An object that was listed so many days ago."""
    thing = make_object(cast.city)
    list_on_blacklist(
        by=cast.director,
        proposed_by=cast.clerk,
        object_id=thing.object_id,
        grade=Blacklist.THIRD,
        since=timezone.localdate() - timedelta(days=days),
        source="case:1",
        **BASIS,
    )
    thing.refresh_from_db()
    return thing


@pytest.mark.parametrize(
    ("days", "ground", "allowed"),
    [
        (364, Ground.ASKED, False),
        (366, Ground.ASKED, True),
        (366, Ground.OVER, False),
        (1097, Ground.OVER, True),
    ],
)
def test_removal_waits(cast: Cast, days: int, ground: Ground, allowed: bool) -> None:
    thing = listed(cast, days)
    assert thing.blacklisted
    call: dict[str, Any] = {
        "by": cast.director,
        "proposed_by": cast.clerk,
        "object_id": thing.object_id,
        "source": "request:1",
    }
    if allowed:
        remove_from_blacklist(**call, **BASIS, ground=ground)
    else:
        with pytest.raises(RegisterError):
            remove_from_blacklist(**call, **BASIS, ground=ground)
    thing.refresh_from_db()
    assert thing.blacklisted is not allowed


def test_an_annulled_decision_takes_it_off_at_once(cast: Cast) -> None:
    thing = listed(cast, 3)
    remove_from_blacklist(
        by=cast.director,
        proposed_by=cast.clerk,
        object_id=thing.object_id,
        source="case:1:annulled",
        ground=Ground.ANNULLED,
        **BASIS,
    )
    thing.refresh_from_db()
    assert not thing.blacklisted
    assert thing.numbers.count() == 2


def test_who_proposed_lists_nobody(cast: Cast) -> None:
    thing = make_object(cast.city)
    with pytest.raises(RegisterError, match="two-person"):
        list_on_blacklist(
            by=cast.director, proposed_by=cast.director, object_id=thing.object_id,
            grade=Blacklist.THIRD, since=timezone.localdate(), source="case:1", **BASIS,
        )  # fmt: skip
    thing.refresh_from_db()
    assert not thing.blacklisted


def test_one_source_grades_once(cast: Cast) -> None:
    thing = make_object(cast.city)
    call: dict[str, Any] = {
        "by": cast.director,
        "object_id": thing.object_id,
        "source": "inspection:1",
    }
    grade_object(**call, **BASIS, credit=Credit.B)
    with pytest.raises(RegisterError, match="inspection:1"):
        grade_object(**call, **BASIS, credit=Credit.C)
    assert GradeChange.objects.count() == 1


def test_another_bureau_grades_nothing_here(cast: Cast) -> None:
    thing = make_object(cast.city)
    with pytest.raises(InspectionObject.DoesNotExist):
        grade_object(
            by=cast.stranger, object_id=thing.object_id, source="x", credit=Credit.B, **BASIS
        )


def test_a_grade_needs_a_reason(cast: Cast) -> None:
    thing = make_object(cast.city)
    with pytest.raises(RegisterError):
        grade_object(
            by=cast.director, object_id=thing.object_id, source="x", credit=Credit.B,
            reason=" ", article="第十九条",
        )  # fmt: skip


def test_the_page_of_the_object_tells_it(clerk: Client, cast: Cast) -> None:
    thing = listed(cast, 3)
    page = clerk.get(reverse("registers:object", args=[thing.pk])).content.decode()
    assert "列入“黑名单”" in page
    assert BASIS["reason"] in page
