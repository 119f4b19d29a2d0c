"""Last year's plan as the drafts of the next."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast
from tests.factories.planning import YEAR, draft_line, filed_line, plan_item
from yaohao.stages.planning.models import Cycle, Line
from yaohao.stages.planning.operations import Refused, copy_plan
from yaohao.stages.planning.rules.cycles import same_day
from yaohao.stages.registers.models import Item

NEXT = YEAR + 1


@given(st.dates(date(2016, 1, 1), date(2100, 12, 31)), st.integers(2016, 2100))
def test_a_day_moves_within_its_month(day: date, year: int) -> None:
    moved = same_day(day, year)
    assert (moved.year, moved.month) == (year, day.month)
    assert moved.day == day.day or (day.month, day.day, moved.day) == (2, 29, 28)


@pytest.fixture
def line(cast: Cast) -> Line:
    other = plan_item(cast.city)
    days = (date(YEAR, 3, 1), date(YEAR, 11, 30))
    return filed_line(cast.city, window=days, further_items=(other.pk,), frequency=2, cap=7)


def test_each_line_becomes_a_draft_with_its_dates_moved(cast: Cast, line: Line) -> None:
    copied = copy_plan(by=cast.clerk, year=NEXT, source=YEAR)
    (fresh,) = copied.lines
    fresh = Line.objects.get(pk=fresh.pk)
    assert (fresh.state, fresh.copied_from, fresh.plan.year) == ("draft", line, NEXT)
    assert fresh.window == (date(NEXT, 3, 1), date(NEXT, 11, 30))
    assert (fresh.strata, fresh.cap, fresh.frequency) == (line.strata, 7, 2)
    assert fresh.further_items.count() == 1
    assert (fresh.cycle, fresh.number) == (str(NEXT), 1)
    assert Cycle.objects.get(name=str(NEXT)).starts == date(NEXT, 1, 1)


def test_pressed_twice_it_copies_nothing_twice(cast: Cast, line: Line) -> None:
    copy_plan(by=cast.clerk, year=NEXT, source=YEAR)
    again = copy_plan(by=cast.clerk, year=NEXT, source=YEAR)
    assert again.lines == again.left == ()
    assert Line.objects.filter(plan__year=NEXT).count() == 1


def test_the_item_in_force_is_taken_and_an_ended_one_left_out(cast: Cast, line: Line) -> None:
    newer = plan_item(cast.city, code=line.item.code, version=2, valid_from=date(NEXT, 1, 1))
    Item.objects.filter(pk=line.item_id).update(valid_to=date(YEAR, 12, 31))
    ended = draft_line(cast.city)
    Item.objects.filter(pk=ended.item_id).update(valid_to=date(YEAR, 12, 31))
    copied = copy_plan(by=cast.clerk, year=NEXT, source=YEAR)
    assert [one.item for one in copied.lines] == [newer]
    assert [one for one, _why in copied.left] == [ended]


def test_a_cycle_over_years_goes_on_and_its_successor_is_as_long(cast: Cast) -> None:
    name = f"{YEAR - 1}-{YEAR + 1}"
    draft_line(cast.city, cycle=name)
    copy_plan(by=cast.clerk, year=NEXT, source=YEAR)
    assert Line.objects.get(plan__year=NEXT).cycle == name
    copy_plan(by=cast.clerk, year=NEXT + 1, source=NEXT)
    after = Cycle.objects.exclude(name=name).get()
    assert after.name == f"{YEAR + 2}-{YEAR + 4}"
    assert (after.starts, after.ends) == (date(YEAR + 2, 1, 1), date(YEAR + 4, 12, 31))


def test_a_year_without_lines_and_another_role_are_refused(cast: Cast, line: Line) -> None:
    for by, source in ((cast.clerk, YEAR - 1), (cast.director, YEAR)):
        with pytest.raises(Refused):
            copy_plan(by=by, year=NEXT, source=source)
    assert not Line.objects.filter(plan__year=NEXT).exists()


def test_the_button_stands_while_the_year_has_fewer(clerk: Client, line: Line) -> None:
    address, press = reverse("planning:lines"), reverse("planning:copy", args=[NEXT])
    assert press in clerk.get(address, {"year": NEXT}).content.decode()
    assert press not in clerk.get(address, {"year": YEAR}).content.decode()
    said = clerk.post(press, follow=True).content.decode()
    assert f"{NEXT}-01" in said
    assert press not in said
