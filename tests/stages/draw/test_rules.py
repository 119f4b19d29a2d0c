"""The table of acts, the numbers, the deadlines and the digits people type."""

from datetime import date, datetime

import pytest

from yaohao.stages.draw.rules import (
    TRANSITIONS,
    WHO,
    Act,
    Progress,
    State,
    after,
    differences,
    may_open,
    may_reveal,
    next_act,
    number,
    opens_at,
    reveal_deadline,
    sources,
    typed,
)


def test_a_draw_only_moves_forward() -> None:
    order = list(State)
    for (state, _act), reached in TRANSITIONS.items():
        assert order.index(reached) >= order.index(state)


def test_nothing_follows_a_reveal_and_no_act_draws_from_a_drawn_state() -> None:
    assert not [act for act in Act if after(State.REVEALED, act)]
    assert after(State.DRAWN, Act.DRAW) is None
    assert after(State.OPENING, Act.DRAW) is None


def test_everybody_who_may_do_an_act_is_named() -> None:
    assert set(WHO) == set(Act)
    assert all(WHO.values())


def test_numbers_say_what_is_an_exercise() -> None:
    assert number("140700", 2026, 1, exercise=False) == "140700-2026-001"
    assert number("140700", 2026, 12, exercise=True) == "140700-2026-YL012"


def test_a_draw_that_counts_ends_with_dice() -> None:
    assert sources(exercise=False, witnesses=True, dice="d10") == ("witnesses", "dice d10 39")
    assert sources(exercise=True, witnesses=False, dice="") == ("server",)
    with pytest.raises(ValueError, match="dice"):
        sources(exercise=False, witnesses=True, dice="")


@pytest.mark.parametrize(
    ("progress", "act"),
    [
        (Progress(State.PREPARED, ("server",)), Act.ANNOUNCE),
        (Progress(State.FROZEN, ("witnesses", "dice d6 50")), Act.COMMIT),
        (Progress(State.FROZEN, ("server",)), Act.BIND),
        (Progress(State.BOUND, ("witnesses", "dice d6 50"), 2, 1), Act.OPEN_NUMBER),
        (Progress(State.BOUND, ("witnesses", "dice d6 50"), 2, 2), Act.TYPE_DICE),
        (Progress(State.BOUND, ("witnesses", "dice d6 50"), 2, 1, dice_agreed=True), Act.DRAW),
        (Progress(State.REVEALED, ("server",)), None),
    ],
)
def test_exactly_one_act_is_next(progress: Progress, act: Act | None) -> None:
    assert next_act(progress) == act


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
