"""Announcing: two people, and everything that decides stands in the log."""

import pytest
from fairdraw import bundle

from tests.cast import Cast
from tests.factories.accounts import person
from tests.factories.draw import ceremony, exercise, ready
from yaohao.ground.accounts.rules import Role
from yaohao.stages.draw.files import read_file
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.operations import Refused, announce, prepare
from yaohao.stages.draw.queries.log import announced
from yaohao.stages.draw.rules import State


def test_the_announcement_says_what_will_be_done(cast: Cast) -> None:
    run = ceremony(cast)
    draw = run.to(State.ANNOUNCED)
    told = announced(draw)
    assert told.by == (cast.clerk.full_name, cast.director.full_name)
    assert told.commitment.hex() == draw.commitment
    assert told.filter == "all"
    assert told.roles == ("lead", "second")
    assert told.sources == ("witnesses", "dice d10 39")
    assert told.cycle_rule == "exclude-drawn"
    assert told.line == tuple(draw.plan_key.split("|"))


def test_the_named_verifier_is_kept_for_everybody(cast: Cast) -> None:
    draw = ceremony(cast).to(State.ANNOUNCED)
    assert draw.verifier == bundle.digest()
    assert read_file(draw.verifier) == bundle.content()


def test_an_exercise_is_announced_as_one_in_a_cycle_of_its_own(cast: Cast) -> None:
    told = announced(exercise(cast).to(State.ANNOUNCED))
    assert told.exercise
    assert told.cycle.startswith("演练")
    assert told.cycle_rule == "none"


def test_the_preparer_does_not_announce(cast: Cast) -> None:
    both = person(cast.city, "both", "两职", Role.CLERK, Role.DIRECTOR)
    draw = prepare(by=both, line=ready(cast).pk)
    with pytest.raises(Refused):
        announce(by=both, number=draw.number)
    assert Draw.objects.get().state == State.PREPARED.value


def test_a_clerk_does_not_announce(cast: Cast) -> None:
    run = ceremony(cast)
    run.prepare()
    with pytest.raises(Refused):
        announce(by=cast.other_clerk, number=run.number)


def test_namesakes_are_told_apart(cast: Cast) -> None:
    twin = person(cast.city, "twin", cast.clerk.full_name, Role.DEPUTY)
    run = ceremony(cast)
    run.prepare()
    announce(by=twin, number=run.number)
    assert len(set(announced(run.draw).by)) == 2


def test_a_second_announcement_is_refused_with_the_present_state(cast: Cast) -> None:
    run = ceremony(cast)
    run.to(State.FROZEN)
    with pytest.raises(Refused, match=run.number):
        announce(by=cast.director, number=run.number)
    assert run.draw.entries.filter(kind="announce").count() == 1


def test_the_bureau_next_door_sees_no_such_draw(cast: Cast) -> None:
    run = ceremony(cast)
    run.prepare()
    boss = person(cast.next_county, "boss", "邻局长", Role.DIRECTOR)
    with pytest.raises(Draw.DoesNotExist):
        announce(by=boss, number=run.number)
