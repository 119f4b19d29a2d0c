"""The rules of oversight alone: machine, exceptions, funnel."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yaohao.ground.accounts.rules import Role
from yaohao.stages.oversight.rules.complaints import COMPLAINT_TRANSITIONS, Act, State, startable
from yaohao.stages.oversight.rules.exceptions import (
    RULES,
    Code,
    emergency_is_unapproved,
    order_is_overdue,
    report_is_late,
)
from yaohao.stages.oversight.rules.figures import Funnel, share, total

DUE = date(2026, 3, 10)
NOON = datetime(2026, 3, 10, 4, tzinfo=UTC)


def test_every_state_but_the_first_is_reached_and_every_one_but_the_last_is_left() -> None:
    reached = {target for _sources, target, _roles in COMPLAINT_TRANSITIONS.values()}
    left = {
        source for sources, _target, _roles in COMPLAINT_TRANSITIONS.values() for source in sources
    }
    assert reached == set(State) - {State.RECEIVED}
    assert left == set(State) - {State.CLOSED}


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.OFFICER, Role.CLERK])
def test_only_leaders_handle_a_complaint(role: Role) -> None:
    assert [startable(state, frozenset({role})) for state in State] == [[]] * len(State)
    assert startable(State.RECEIVED, frozenset({Role.DEPUTY})) == [Act.INVESTIGATE]


def test_every_exception_has_a_rule_with_an_article() -> None:
    assert set(RULES) == set(Code)
    assert all(1 <= int(rule.article) <= 22 for rule in RULES.values())


@pytest.mark.parametrize(
    ("closed", "today", "late"),
    [
        (None, DUE, False),
        (None, DUE + timedelta(days=1), True),
        (DUE, DUE + timedelta(days=9), False),
        (DUE + timedelta(days=1), DUE + timedelta(days=9), True),
    ],
)
def test_a_report_is_late_after_its_day(closed: date | None, today: date, late: bool) -> None:
    assert report_is_late(DUE, closed, today) is late


def test_an_emergency_is_approved_within_a_day() -> None:
    day = timedelta(days=1)
    assert not emergency_is_unapproved(NOON, NOON + day, NOON + 9 * day)
    assert emergency_is_unapproved(NOON, NOON + day + timedelta(seconds=1), NOON + 9 * day)
    assert not emergency_is_unapproved(NOON, None, NOON + day)
    assert emergency_is_unapproved(NOON, None, NOON + 2 * day)


def test_an_order_needs_a_look_on_or_after_its_day() -> None:
    after = DUE + timedelta(days=1)
    assert not order_is_overdue(DUE, None, DUE)
    assert order_is_overdue(DUE, None, after)
    assert order_is_overdue(DUE, DUE - timedelta(days=1), after)
    assert not order_is_overdue(DUE, DUE, after)


@given(st.lists(st.lists(st.integers(0, 1000), min_size=6, max_size=6), max_size=5))
def test_the_sum_of_funnels_is_the_sum_of_their_steps(numbers: list[list[int]]) -> None:
    whole = total(Funnel(*steps) for steps in numbers)
    columns = [sum(steps[place] for steps in numbers) for place in range(6)]
    assert [value for _name, value in whole.steps] == columns


def test_visits_with_a_cause_have_no_plan_and_no_lot() -> None:
    names = [name for name, _value in Funnel(None, None, 1, 1, 0, 0).steps]
    assert names == ["inspected", "with_problems", "rectified", "published"]


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_share_is_whole_per_cent(part: int, whole: int) -> None:
    assert share(part, 0) == 0
    if whole:
        assert share(part, whole) <= 100 * part / whole < share(part, whole) + 1
