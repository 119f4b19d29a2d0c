"""What is next for a witness, how many must start, and what a signature is: pure values."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yaohao.stages.draw.rules import (
    FORM_STEPS,
    POLL,
    SEAT_ACTS,
    STARTERS,
    Act,
    Stage,
    State,
    Step,
    Witnessing,
    next_step,
    read_strokes,
    session_number,
    starts_missing,
    strokes_bytes,
    strokes_svg,
)
from yaohao.stages.draw.rules.strokes import HEIGHT, MOST_POINTS, WIDTH

facts = st.builds(Witnessing, state=st.sampled_from(State), stage=st.sampled_from(Stage))
points = st.tuples(st.integers(-50, 700), st.integers(-50, 300))


@given(facts)
def test_a_witness_is_asked_for_nothing_twice(told: Witnessing) -> None:
    step = next_step(told)
    done = {
        Step.COMPARE: told.compared, Step.COMMIT: told.committed, Step.OPEN: told.opened,
        Step.START: told.started, Step.SIGN: told.signed,
    }  # fmt: skip
    assert not done.get(step)


@given(facts)
def test_what_is_asked_fits_the_round(told: Witnessing) -> None:
    fitting = {
        Step.COMMIT: (Stage.WAITING,), Step.OPEN: (Stage.BOUND,), Step.START: (Stage.BOUND,),
        Step.SIGN: (Stage.SEALED,),
    }  # fmt: skip
    step = next_step(told)
    assert told.stage in fitting.get(step, tuple(Stage))
    if step is Step.START:
        assert not told.pending
    if told.state in (State.ABORTED, State.VOID):
        assert step is Step.BROKEN
    assert step not in FORM_STEPS or not step.waits


def test_two_start_where_anybody_ever_sat() -> None:
    assert starts_missing(seats=0, started=0) == 0
    assert [starts_missing(seats=1, started=n) for n in range(4)] == [STARTERS, 1, 0, 0]


def test_a_phone_asks_every_two_seconds_at_most() -> None:
    assert POLL >= 2


def test_a_seat_commits_and_opens_and_nothing_else() -> None:
    assert {Act.COMMIT, Act.OPEN_NUMBER} == SEAT_ACTS


def test_numbers_of_sessions() -> None:
    assert session_number("140700", 2026, 3) == "140700-2026-H3"


@given(st.lists(st.lists(points, min_size=2, max_size=20), min_size=1, max_size=8))
def test_strokes_come_back_as_they_were_kept(drawn: list[list[tuple[int, int]]]) -> None:
    try:
        strokes = read_strokes(json.dumps(drawn))
    except ValueError:
        return  # too short to be a signature
    kept = strokes_bytes(strokes)
    assert read_strokes(kept.decode()) == strokes
    assert strokes_bytes(read_strokes(kept.decode())) == kept
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for stroke in strokes for x, y in stroke)
    picture = strokes_svg(strokes)
    assert picture.count("<polyline") == len(strokes)


@given(st.text(max_size=60) | st.binary(max_size=20).map(repr))
def test_whatever_else_is_sent_is_no_signature(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_strokes(text)


@pytest.mark.parametrize(
    "sent",
    [
        "[[[1,2,3],[4,5,6]]]",
        "[[[1.5,2],[400,2]]]",
        "[[[true,2],[400,2]]]",
        '[[["<script>",2],[400,2]]]',
        json.dumps([[[0, 0], [600, 0]] * MOST_POINTS]),
        "[" * 100_000,
        json.dumps([[[10, 10], [20, 10]]]),
    ],
)
def test_damaged_and_endless_strokes_are_refused(sent: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_strokes(sent)
