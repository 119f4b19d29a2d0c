"""What everybody may know at each state."""

import pytest

from tests.cast import Cast
from tests.factories.draw import ceremony, exercise
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.queries import public_draw, public_draws
from yaohao.stages.draw.rules import State


def test_a_prepared_draw_is_not_public(cast: Cast) -> None:
    draw = ceremony(cast).prepare()
    assert public_draws() == []
    with pytest.raises(Draw.DoesNotExist):
        public_draw(draw.number)


def test_counts_come_with_the_freeze(cast: Cast) -> None:
    run = ceremony(cast)
    run.to(State.ANNOUNCED)
    told = public_draw(run.number)
    assert (told.rows, told.strata[0].quota, told.pool_root) == (None, None, "")
    run.to(State.FROZEN)
    told = public_draw(run.number)
    assert (told.rows, told.strata[0].base, told.strata[0].quota) == (12, 12, 6)


def test_what_is_public_does_not_change_by_the_result(cast: Cast) -> None:
    run = exercise(cast)
    run.to(State.BOUND)
    before = public_draw(run.number)
    run.to(State.DRAWN)
    after = public_draw(run.number)
    assert (before.strata, before.reasons, before.rows) == (after.strata, after.reasons, after.rows)
    assert after.sealed_root
    assert after.record == ""


def test_a_witness_is_public_the_number_only_when_open(cast: Cast) -> None:
    run = ceremony(cast)
    run.to(State.BOUND)
    (seat,) = public_draw(run.number).witnesses
    assert (seat.name, seat.number) == ("见证人1", "")
    run.contribute()
    assert public_draw(run.number).witnesses[0].number == "20260001"


def test_draws_of_one_bureau_or_of_all(cast: Cast) -> None:
    exercise(cast).to(State.ANNOUNCED)
    assert len(public_draws()) == 1
    assert len(public_draws(cast.city)) == 1
    assert public_draws(cast.county) == []
