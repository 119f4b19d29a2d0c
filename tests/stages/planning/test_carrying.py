"""What a staff can carry, against what a flow over all teams says."""

from datetime import date
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from yaohao.stages.planning.rules.carrying import Carrying, Working, most_visits, present_days
from yaohao.stages.planning.rules.instalments import instalments


def greedy(officers: int, leads: int, cap: int) -> int:
    """Teams of two made one by one, the lead and the second who have most visits left."""
    left, visits = [cap] * officers, 0
    while True:
        lead = max(range(leads), key=lambda one: left[one], default=-1)
        others = [one for one in range(officers) if one != lead]
        # Whoever cannot lead goes second first, so that leads are kept for leading.
        second = max(others, key=lambda one: (left[one] > 0, one >= leads, left[one]), default=-1)
        if lead < 0 or second < 0 or not left[lead] or not left[second]:
            return visits
        left[lead] -= 1
        left[second] -= 1
        visits += 1


@given(st.integers(2, 9), st.integers(1, 9), st.integers(1, 6))
def test_no_staff_carries_more(officers: int, leads: int, cap: int) -> None:
    leads = min(officers, leads)
    most = most_visits(officers, leads, cap, 2)
    assert greedy(officers, leads, cap) <= most
    if leads in (1, officers):  # where the bound is reached by hand
        assert greedy(officers, leads, cap) >= most - 1


def test_too_few_for_one_team_carry_nothing() -> None:
    assert most_visits(1, 1, 10, 2) == 0
    assert most_visits(8, 0, 10, 2) == 0
    assert most_visits(3, 3, 5, 2) == 7


def test_ratios_are_never_told_kinder_than_they_are() -> None:
    asked = Carrying(officers=38, base=1286, asked=116, most=95)
    assert not asked.possible
    assert asked.ratio == 903  # 9.02 % would be less than is asked
    assert asked.most_ratio == 738
    assert Carrying(3, 0, 0, 7).most_ratio == 0


def test_a_year_of_work() -> None:
    assert Working(days=5000, other=40, a_day=Fraction(3, 2), team=2).visits == 2250
    assert Working(days=1, other=40, a_day=Fraction(1), team=2).visits == 0


def test_days_without_certificate_or_on_leave_are_no_days_of_work() -> None:
    days = [date(2027, 3, day) for day in range(1, 11)]
    valid = (date(2027, 3, 3), date(2027, 12, 31))
    leave = [(date(2027, 3, 5), date(2027, 3, 6)), (date(2027, 3, 6), date(2027, 3, 7))]
    assert present_days(days, valid, leave) == 5
    assert present_days(days, valid, leave, 3) == 2
    assert present_days(days, valid, leave, 9) == 0


@given(st.integers(0, 400), st.integers(1, 40), st.integers(1, 14))
def test_instalments_cover_the_window_and_share_the_cap(days: int, cap: int, count: int) -> None:
    first = date(2027, 1, 1)
    last = date.fromordinal(first.toordinal() + days)
    parts = instalments((first, last), cap, count)
    assert parts[0][0] == first
    assert parts[-1][1] == last
    for (_start, end, _cap), (start, _end, _other) in pairwise(parts):
        assert start.toordinal() == end.toordinal() + 1
    assert sum(part[2] for part in parts) == max(cap, len(parts))
