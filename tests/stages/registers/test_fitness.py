"""Who may be drawn for a window: certificate to the last day, leave only when it covers all."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast
from tests.factories.registers import make_officer
from yaohao.ground.accounts.models import User
from yaohao.stages.registers.models import Leave, Officer
from yaohao.stages.registers.queries.fitness import lacks_on, officers_for, presences_of
from yaohao.stages.registers.rules.fitness import Days, Lack, free_day, lack

FIRST, LAST = date(2026, 4, 1), date(2026, 6, 30)
WINDOW = (FIRST, LAST)
LONG = (date(2020, 1, 1), date(2030, 12, 31))
DAY = timedelta(days=1)
days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
spans = st.tuples(days, days).map(lambda pair: (min(pair), max(pair)))


def verdict(valid: Days = LONG, *leaves: Days, active: bool = True) -> Lack | None:
    return lack(active=active, valid=valid, leaves=leaves, window=WINDOW)


@pytest.mark.parametrize(
    ("valid", "found"),
    [
        ((FIRST, LAST), None),
        ((FIRST, LAST - DAY), Lack.EXPIRED),
        ((FIRST + DAY, LAST), Lack.NOT_YET),
        ((date(2019, 1, 1), date(2020, 1, 1)), Lack.EXPIRED),
    ],
)
def test_the_certificate_holds_from_the_first_day_to_the_last(
    valid: Days, found: Lack | None
) -> None:
    assert verdict(valid) is found


def test_who_left_is_out_whatever_the_certificate_says() -> None:
    assert verdict(LONG, active=False) is Lack.LEFT


def test_a_leave_keeps_away_only_when_it_leaves_no_day() -> None:
    assert verdict(LONG, (FIRST, LAST)) is Lack.LEAVE
    assert verdict(LONG, (FIRST, LAST - DAY)) is None
    assert verdict(LONG, (FIRST + DAY, LAST)) is None


def test_two_leaves_one_after_the_other_are_one() -> None:
    middle = date(2026, 5, 15)
    assert verdict(LONG, (middle + DAY, LAST), (FIRST - DAY, middle)) is Lack.LEAVE
    assert verdict(LONG, (middle + 2 * DAY, LAST), (FIRST - DAY, middle)) is None


@given(st.lists(spans, max_size=6), spans)
def test_the_free_day_is_the_first_on_no_leave(leaves: list[Days], window: Days) -> None:
    every = [window[0] + DAY * place for place in range((window[1] - window[0]).days + 1)]
    free = [day for day in every if not any(a <= day <= b for a, b in leaves)]
    assert free_day(leaves, window) == (free[0] if free else None)


def on_leave(by: User, officer: Officer, first: date, last: date, **more: date) -> Leave:
    return Leave.objects.create(officer=officer, first=first, last=last, by=by, **more)


def test_the_pool_takes_service_certificate_and_leave_together(cast: Cast) -> None:
    stays, partly = make_officer(cast.city, certificate="A1"), make_officer(cast.city)
    gone, away, ended = (make_officer(cast.city) for _ in range(3))
    make_officer(cast.county)
    Officer.objects.filter(pk=gone.pk).update(active=False)
    Officer.objects.filter(pk=ended.pk).update(valid_to=LAST - DAY)
    on_leave(cast.clerk, away, FIRST - DAY, LAST + DAY)
    on_leave(cast.clerk, partly, FIRST, FIRST + DAY)
    on_leave(cast.clerk, stays, FIRST, LAST, withdrawn_on=FIRST)
    assert set(officers_for(cast.city, WINDOW)) == {stays, partly}
    found = {one.officer: one for one in presences_of(cast.city, WINDOW)}
    assert found[partly].partly
    assert not found[stays].partly
    assert (found[away].lack, found[ended].lack) == (Lack.LEAVE, Lack.EXPIRED)
    assert gone not in found


def test_of_one_day_the_same_is_asked(cast: Cast) -> None:
    officer, other = make_officer(cast.city), make_officer(cast.city)
    on_leave(cast.clerk, officer, FIRST, FIRST)
    assert set(lacks_on([officer, other], FIRST)) == {officer.pk}
    assert lacks_on([officer, other], FIRST + DAY) == {}
