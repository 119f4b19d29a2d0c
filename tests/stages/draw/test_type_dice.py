"""Two people type the dice; only two equal readings count."""

import pytest

from tests.cast import Cast
from tests.factories.draw import THROWS, ceremony, exercise
from yaohao.stages.draw.models import DiceEntry
from yaohao.stages.draw.operations import Refused, draw, type_dice
from yaohao.stages.draw.queries.log import entries
from yaohao.stages.draw.rules import State

OTHER = "9" + THROWS[1:]


def test_two_equal_readings_go_into_the_log(cast: Cast) -> None:
    run = ceremony(cast)
    run.to(State.BOUND)
    run.contribute()
    (told,) = entries(run.draw, "dice")
    assert told.get("throws") == THROWS
    assert set(told.all("typed")) == {cast.clerk.full_name, cast.witness.full_name}


def test_one_person_alone_cannot_type_twice(cast: Cast) -> None:
    run = ceremony(cast)
    run.to(State.BOUND)
    for _ in range(2):
        type_dice(by=cast.clerk, number=run.number, throws=THROWS)
    assert entries(run.draw, "dice") == []
    assert DiceEntry.objects.count() == 1


def test_different_readings_wait_for_the_photograph(cast: Cast) -> None:
    run = ceremony(cast)
    run.to(State.BOUND)
    type_dice(by=cast.clerk, number=run.number, throws=OTHER)
    type_dice(by=cast.witness, number=run.number, throws=THROWS)
    assert entries(run.draw, "dice") == []
    with pytest.raises(Refused):
        draw(by=cast.clerk, number=run.number)
    type_dice(by=cast.clerk, number=run.number, throws=THROWS)
    assert entries(run.draw, "dice")[0].get("throws") == THROWS


def test_dice_in_the_log_are_not_typed_again(cast: Cast) -> None:
    run = ceremony(cast)
    run.to(State.BOUND)
    run.contribute()
    with pytest.raises(Refused):
        type_dice(by=cast.director, number=run.number, throws=OTHER)
    assert len(entries(run.draw, "dice")) == 1


@pytest.mark.parametrize("throws", [THROWS[:-1], THROWS + "1", "x" * 39])
def test_a_wrong_count_or_face_is_refused(cast: Cast, throws: str) -> None:
    run = ceremony(cast)
    run.to(State.BOUND)
    with pytest.raises(Refused):
        type_dice(by=cast.clerk, number=run.number, throws=throws)


def test_six_sided_dice_have_no_seven(cast: Cast) -> None:
    run = ceremony(cast, dice="d6")
    run.to(State.BOUND)
    with pytest.raises(Refused):
        type_dice(by=cast.clerk, number=run.number, throws="7" * 50)


def test_an_exercise_on_the_server_takes_no_dice(cast: Cast) -> None:
    run = exercise(cast)
    run.to(State.BOUND)
    with pytest.raises(Refused):
        type_dice(by=cast.clerk, number=run.number, throws=THROWS)


def test_full_width_digits_and_spaces_are_the_same_throws(cast: Cast) -> None:
    run = ceremony(cast)
    run.to(State.BOUND)
    type_dice(by=cast.clerk, number=run.number, throws=THROWS)
    wide = THROWS.replace("1", "１")
    type_dice(by=cast.witness, number=run.number, throws=f"{wide[:5]} {wide[5:]}")
    assert entries(run.draw, "dice")
