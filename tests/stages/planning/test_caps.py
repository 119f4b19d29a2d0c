"""Limits of visits: shipped with a source, changed by the bureau from a day on."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories.planning import plan_bureau, plan_objects, plan_person
from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rules import Role
from yaohao.stages.planning.models import Cap
from yaohao.stages.planning.operations import Refused, set_cap
from yaohao.stages.planning.queries import visits_left
from yaohao.stages.planning.rules import Attributes, VisitKind, cap_of

TODAY = timezone.localdate()


@pytest.fixture
def clerk(db: None) -> User:
    return plan_person(plan_bureau(), Role.CLERK)


@pytest.mark.parametrize(
    ("attributes", "limit"),
    [
        (Attributes("OT", "B06", "B", "0"), 4),
        (Attributes("NCM", "", "C", "1"), 2),
        (Attributes("HC", "", "A", "0"), 12),
        (Attributes("MH", "", "A", "1"), 2),
        (Attributes("OT", "C3110", "A", "3"), 8),
        (Attributes("FW", "", "D", "1"), 6),
        (Attributes("OT", "", "U", "0"), 4),
    ],
)
def test_the_shipped_limits(db: None, attributes: Attributes, limit: int) -> None:
    rules = [cap.rule for cap in Cap.objects.filter(bureau=None)]
    (found,) = cap_of(attributes, rules, date(2026, 3, 1), VisitKind.RANDOM)
    assert found.limit == limit
    assert cap_of(attributes, rules, date(2024, 12, 31), VisitKind.RANDOM) == []


def test_every_shipped_limit_says_where_it_comes_from(db: None) -> None:
    assert not Cap.objects.filter(bureau=None, source="").exists()


def change(clerk: User, **values: object) -> Cap:
    old = Cap.objects.get(bureau=None, group="OTHER", grade="B")
    fields = {"limit": 1, "source": "晋应急发〔2026〕1号", "read": True, "valid_from": TODAY}
    return set_cap(by=clerk, pk=old.pk, **fields | values)  # type: ignore[arg-type]


def test_the_bureaus_own_limit_goes_first_from_its_day_on(clerk: User) -> None:
    (firm,) = plan_objects(clerk.bureau, 1, credit="B")
    change(clerk)
    assert visits_left(firm, TODAY) == (0, 1)
    assert visits_left(firm, TODAY - timedelta(days=1))[1] == 2


def test_it_is_refused_without_source_twice_and_for_others(clerk: User) -> None:
    with pytest.raises(Refused):
        change(clerk, source=" ")
    change(clerk)
    with pytest.raises(Refused):
        change(clerk)
    with pytest.raises(Refused):
        change(plan_person(clerk.bureau, Role.OFFICER))


def test_another_bureaus_limit_is_not_there(clerk: User) -> None:
    own = change(clerk)
    stranger = plan_person(plan_bureau("140800", "140800", "邻市"), Role.CLERK)
    with pytest.raises(Cap.DoesNotExist):
        set_cap(by=stranger, pk=own.pk, limit=9, source="x", read=False, valid_from=TODAY)


def test_the_page_shows_sources_and_takes_a_change(clerk: User, client: Client) -> None:
    client.force_login(clerk, backend="django.contrib.auth.backends.ModelBackend")
    old = Cap.objects.get(bureau=None, group="OTHER", grade="B")
    filled = {"limit": "3", "source": "晋应急发〔2026〕1号", "valid_from": TODAY.isoformat()}
    answer = client.post(reverse("planning:cap-set", args=[old.pk]), filled, follow=True)
    page = answer.content.decode()
    assert "国办发〔2024〕54号" in page
    assert "晋应急发〔2026〕1号" in page
    assert Cap.objects.get(bureau=clerk.bureau).limit == 3
