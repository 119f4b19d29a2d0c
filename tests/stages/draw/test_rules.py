"""The table of acts, the numbers, the deadlines and the digits people type."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from yaohao.stages.draw.rules import (
    ROUND_ACTS,
    STAGE_FOR,
    TRANSITIONS,
    WHO,
    Act,
    Appointment,
    Progress,
    Stage,
    State,
    after,
    differences,
    fallbacks,
    fresh_sources,
    may_open,
    may_reveal,
    next_act,
    number,
    opens_at,
    problem,
    reveal_deadline,
    sources,
    split,
    typed,
    typed_lottery,
)


def test_a_draw_only_moves_forward() -> None:
    order = list(State)
    for (state, _act), reached in TRANSITIONS.items():
        assert order.index(reached) >= order.index(state)


def test_nothing_follows_a_reveal() -> None:
    assert not [act for act in Act if after(State.REVEALED, act)]
    for state in (State.DRAWN, State.OPENING):  # a later round: the draw stays where it is
        assert {after(state, act) for act in ROUND_ACTS} == {state}


def test_a_round_is_drawn_from_its_own_stage_alone() -> None:
    assert set(STAGE_FOR) == set(ROUND_ACTS)
    assert Stage.SEALED not in STAGE_FOR.values()


def test_everybody_who_may_do_an_act_is_named() -> None:
    assert set(WHO) == set(Act)
    assert all(WHO.values())


def test_numbers_say_what_is_an_exercise() -> None:
    assert number("140700", 2026, 1, exercise=False) == "140700-2026-001"
    assert number("140700", 2026, 12, exercise=True) == "140700-2026-YL012"


def test_a_draw_that_counts_ends_with_a_public_source() -> None:
    assert sources(exercise=False, witnesses=True, dice="d10") == ("witnesses", "dice d10 39")
    assert sources(exercise=True, witnesses=False, dice="") == ("server",)
    with pytest.raises(ValueError, match="public source"):
        sources(exercise=False, witnesses=True, dice="")


def _bound(*sources: str, **facts: Any) -> Progress:
    bound = sources or ("witnesses", "dice d6 50")
    return Progress(State.BOUND, bound, Stage.BOUND, **facts)


@pytest.mark.parametrize(
    ("progress", "act"),
    [
        (Progress(State.PREPARED, ("server",)), Act.ANNOUNCE),
        (Progress(State.FROZEN, ("witnesses", "dice d6 50")), Act.COMMIT),
        (Progress(State.FROZEN, ("server",)), Act.BIND),
        (_bound(committed=2, opened=1), Act.OPEN_NUMBER),
        (_bound(committed=2, opened=2), Act.TYPE_DICE),
        (_bound(committed=2, opened=1, valued=frozenset({"dice"})), Act.DRAW),
        (_bound("dice d10 39", "lottery ssq 2026001 2026-01-01T13:15:00Z"), Act.TYPE_DICE),
        (_bound("lottery ssq 2026001 2026-01-01T13:15:00Z"), Act.TYPE_LOTTERY),
        (_bound("drand quicknet 1000000"), Act.NOTE_DRAND),
        (_bound("server"), Act.DRAW),
        (Progress(State.REVEALED, ("server",)), None),
    ],
)
def test_exactly_one_act_is_next(progress: Progress, act: Act | None) -> None:
    assert next_act(progress) == act


@pytest.mark.parametrize("count", [1, 2, 3, 5, 12])
def test_instalments_cover_the_window_and_share_the_cap(count: int) -> None:
    window = (date(2026, 1, 5), date(2026, 12, 20))
    rounds = split(window, 12, count, reserves=1)
    planned = [each for each in rounds if not each.reserve]
    assert len(planned) == count
    assert (planned[0].start, planned[-1].end) == window
    for before, later in pairwise(planned):
        assert later.start == before.end + timedelta(days=1)
    assert sum(each.cap for each in planned) == 12
    assert problem(rounds, window, 12) == ""


def test_every_problem_of_rounds_has_its_name() -> None:
    window = (date(2026, 1, 1), date(2026, 12, 31))
    first, second = split(window, 10, 2)
    reserve = split(window, 10, 2, 1)[2]
    broken = {
        "numbers": [second],
        "none": [],
        "reserve-first": [replace(reserve, number=1), replace(first, number=2)],
        "weight": [replace(first, weight=0), second],
        "window-order": [replace(first, end=date(2025, 12, 31)), second],
        "window-outside": [first, replace(second, end=date(2027, 1, 1))],
        "rounds-order": [replace(second, number=1), replace(first, number=2)],
        "cap": [replace(first, cap=10), second],
    }
    for name, rounds in broken.items():
        assert problem(rounds, window, 10) == name


def test_a_lottery_falls_back_to_what_is_not_thrown_anyway() -> None:
    assert fallbacks(("lottery ssq",)) == ((1, "dice d10 39"),)
    assert fallbacks(("witnesses", "dice d6 50", "lottery ssq")) == ((3, "drand quicknet"),)
    assert fallbacks(("dice d10 39", "lottery ssq", "drand quicknet")) == ()
    assert fallbacks(("witnesses", "dice d10 39")) == ()


def test_substitutes_come_from_what_can_be_had_any_day() -> None:
    assert fresh_sources(("witnesses", "dice d10 39", "lottery ssq")) == ("dice d10 39",)
    assert fresh_sources(("lottery ssq",)) == ("dice d10 39",)
    assert fresh_sources(("dice d10 39", "drand quicknet")) == ("drand quicknet",)


def test_an_appointment_lies_ahead_and_before_the_end_of_the_visits() -> None:
    now, last = datetime(2026, 3, 2, 9, tzinfo=UTC), date(2026, 3, 31)
    lottery, drand = ("lottery ssq",), ("drand quicknet",)
    evening = datetime(2026, 3, 2, 21, 15, tzinfo=UTC)
    assert Appointment().problem(("dice d10 39",), now, last) == ""
    assert Appointment().problem(lottery, now, last) == "issue-missing"
    assert Appointment("二〇二六").problem(lottery, now, last) == "issue-form"
    assert Appointment("2026024").problem(lottery, now, last) == "time-missing"
    assert Appointment("2026024", now).problem(lottery, now, last) == "time-early"
    late = datetime(2026, 4, 1, tzinfo=UTC)
    assert Appointment("2026024", late).problem(lottery, now, last) == "time-late"
    assert Appointment("2026024", evening).problem(lottery, now, last) == ""
    assert Appointment(drand_time=now).problem(drand, now, last) == "time-early"


def test_numbers_of_a_lottery_are_digested() -> None:
    assert typed_lottery(" ０３  08 15 22 27 31 ＋ 09 ") == "03 08 15 22 27 31+09"


def test_envelopes_open_in_the_morning_of_the_first_day() -> None:
    start = date(2026, 3, 2)
    assert opens_at(start) == datetime(2026, 3, 2, 8)
    assert not may_open(datetime(2026, 3, 2, 7, 59), start, at_once=False)
    assert may_open(datetime(2026, 3, 2, 8), start, at_once=False)
    assert may_open(datetime(2026, 1, 1), start, at_once=True)


def test_the_reveal_waits_for_the_day_after_the_window() -> None:
    end = date(2026, 3, 31)
    assert not may_reveal(end, end, at_once=False)
    assert may_reveal(date(2026, 4, 1), end, at_once=False)
    assert reveal_deadline(end) == date(2026, 4, 30)


def test_typed_digits_are_digested() -> None:
    assert typed(" １２ 3\n45 ") == "12345"


def test_differences_name_the_throws() -> None:
    assert differences("12345", "12345") == ()
    assert differences("12345", "12945") == (3,)
    assert differences("123", "1234") == (4,)
