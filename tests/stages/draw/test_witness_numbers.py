"""A witness commits to a number and opens it later; in between nobody reads it."""

import pytest
from fairdraw.digest import sha256
from fairdraw.randomness import Opened, witness_commitment

from tests.cast import Cast
from tests.factories.draw import THROWS, ceremony, exercise
from yaohao.stages.draw.models import Contribution
from yaohao.stages.draw.operations import Refused, open_number, type_dice
from yaohao.stages.draw.queries.log import entries
from yaohao.stages.draw.rules import State


def test_the_commitment_is_what_the_slip_says(cast: Cast) -> None:
    run = ceremony(cast)
    run.to(State.FROZEN)
    run.commit(1, witness_number="０１２3 45", nonce="AB" * 32)
    seat = Contribution.objects.get()
    pool = bytes.fromhex(run.draw.entries.get(kind="pool").digest)
    slip = Opened("012345", bytes.fromhex("ab" * 32))
    assert seat.commitment == witness_commitment(pool, 1, 1, slip, sha256).hex()


def test_number_and_code_are_in_no_column_before_the_opening(cast: Cast) -> None:
    run = ceremony(cast)
    run.to(State.BOUND)
    seat = Contribution.objects.get()
    assert (seat.number, seat.nonce) == ("", "")
    run.contribute()
    seat.refresh_from_db()
    assert (seat.number, seat.nonce) == ("20260001", "01" * 32)


def test_the_same_slip_counts_once(cast: Cast) -> None:
    run = ceremony(cast)
    run.to(State.FROZEN)
    run.commit(1)
    with pytest.raises(Refused, match="1"):
        run.commit(1)
    assert Contribution.objects.count() == 1


@pytest.mark.parametrize("number", ["", "12a", "1" * 65, "-5"])
def test_a_number_is_digits(cast: Cast, number: str) -> None:
    run = ceremony(cast)
    run.to(State.FROZEN)
    with pytest.raises(Refused):
        run.commit(1, witness_number=number)


def test_a_damaged_code_is_refused(cast: Cast) -> None:
    run = ceremony(cast)
    run.to(State.FROZEN)
    with pytest.raises(Refused):
        run.commit(1, nonce="ab" * 31)


def test_a_name_that_cannot_stand_in_the_log_is_refused(cast: Cast) -> None:
    run = ceremony(cast)
    run.to(State.FROZEN)
    with pytest.raises(Refused):
        run.commit(1, name="\u202e张三")


def test_no_number_after_the_round_entry(cast: Cast) -> None:
    run = ceremony(cast)
    run.to(State.BOUND)
    with pytest.raises(Refused, match=run.number):
        run.commit(9)


def test_a_draw_announced_without_witnesses_takes_no_number(cast: Cast) -> None:
    run = exercise(cast)
    run.to(State.FROZEN)
    with pytest.raises(Refused):
        run.commit(1)


def test_a_number_is_opened_once(cast: Cast) -> None:
    run = ceremony(cast)
    run.to(State.BOUND)
    open_number(by=cast.witness, number=run.number, seat=1)
    with pytest.raises(Refused):
        open_number(by=cast.clerk, number=run.number, seat=1)
    assert len(entries(run.draw, "opening")) == 1


def test_an_unknown_seat_is_named(cast: Cast) -> None:
    run = ceremony(cast)
    run.to(State.BOUND)
    with pytest.raises(Refused, match="7"):
        open_number(by=cast.witness, number=run.number, seat=7)


def test_once_the_dice_are_in_the_log_a_closed_number_stays_closed(cast: Cast) -> None:
    run = ceremony(cast, witnesses=2)
    run.to(State.BOUND)
    open_number(by=cast.witness, number=run.number, seat=1)
    for person in (cast.clerk, cast.witness):
        type_dice(by=person, number=run.number, throws=THROWS)
    with pytest.raises(Refused, match="2"):
        open_number(by=cast.witness, number=run.number, seat=2)
