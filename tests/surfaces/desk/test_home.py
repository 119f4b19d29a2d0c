"""The home page: three numbers, and the tasks behind them."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from yaohao.ground.accounts.models import User
from yaohao.surfaces.desk import queries
from yaohao.surfaces.desk.rules import Duty, When, sorted_by_nearness, when

WEDNESDAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("day", "place"),
    [
        (24, When.OVERDUE),
        (25, When.TODAY),
        (26, When.WEEK),
        (29, When.WEEK),
        (30, When.LATER),
    ],
)
def test_the_week_ends_on_sunday(day: int, place: When) -> None:
    assert when(date(2026, 11, day), WEDNESDAY) is place


def test_every_place_is_there_and_the_nearest_is_first() -> None:
    duties = [Duty("b", "x", "/b/", date(2026, 11, 28)), Duty("a", "x", "/a/", date(2026, 11, 27))]
    places = sorted_by_nearness(duties, WEDNESDAY)
    assert set(places) == set(When)
    assert [duty.title for duty in places[When.WEEK]] == ["a", "b"]
    assert places[When.OVERDUE] == []


def test_nothing_to_do_says_so(clerk: Client) -> None:
    text = clerk.get(reverse("desk:home")).content.decode()
    assert "我的待办" in text
    assert "没有待办事项" in text
    assert text.count('<strong class="num">0</strong>') == 3


def test_three_numbers_lead_to_their_tasks(clerk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    today = timezone.localdate()

    def two(_user: User) -> list[Duty]:
        return [
            Duty("甲企业", "审批", "/a/", today - timedelta(days=1)),
            Duty("乙企业", "审批", "/b/", today),
        ]

    monkeypatch.setattr(queries, "SOURCES", (two,))
    text = clerk.get(reverse("desk:home")).content.decode()
    assert text.count('<strong class="num">1</strong>') == 2
    assert 'href="#overdue"' in text
    assert 'href="#week"' not in text
    assert text.index("甲企业") < text.index("乙企业")
