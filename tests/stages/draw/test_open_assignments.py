"""Envelopes open from their hour on, to the officers inside them, and the log says which."""

from datetime import datetime

import pytest
from django.conf import LazySettings
from fairdraw.verify import verify

from tests.cast import Cast
from tests.factories.draw import WINDOW, Ceremony, ceremony, exercise
from tests.stages.draw.conftest import Clock
from yaohao.ground.audit.models import Entry
from yaohao.ground.ledger.queries import head
from yaohao.stages.draw.operations import (
    Refused,
    open_assignments,
    open_at_door,
    read_door_proof,
    read_visits,
    take_assignment,
)
from yaohao.stages.draw.queries.log import entries
from yaohao.stages.draw.queries.sealed import certificate_of, sealed_visits
from yaohao.stages.draw.rules import State


@pytest.fixture
def run(cast: Cast) -> Ceremony:
    """An exercise that is drawn: it may be opened at once."""
    started = exercise(cast)
    started.to(State.DRAWN)
    return started


def test_before_the_hour_they_stay_closed(cast: Cast, clock: Clock) -> None:
    run = ceremony(cast)
    clock(datetime.combine(WINDOW[0], datetime.min.time()).replace(hour=7))
    run.to(State.DRAWN)
    with pytest.raises(Refused, match="08:00"):
        run.open()
    clock(datetime.combine(WINDOW[0], datetime.min.time()).replace(hour=8))
    run.open()
    assert run.draw.state == State.OPENING.value


def test_they_open_in_order_and_the_log_names_places_never_ids(run: Ceremony) -> None:
    run.open(2)
    run.open(2)
    opened = entries(run.draw, "open")
    assert [entry.get("position") for entry in opened] == ["0", "1", "2", "3"]
    text = b"".join(entry.raw for entry in opened).decode()
    assert not [object_id for object_id in run.drawn_ids() if object_id in text]


def test_a_double_click_opens_once(cast: Cast, run: Ceremony) -> None:
    open_assignments(by=cast.clerk, number=run.number, opened=0, count=2)
    with pytest.raises(Refused, match="2"):
        open_assignments(by=cast.clerk, number=run.number, opened=0, count=2)
    assert run.draw.openings.count() == 2


def test_when_all_are_open_there_is_no_further_one(run: Ceremony) -> None:
    run.open()
    with pytest.raises(Refused):
        run.open()


def test_officers_see_their_own_visits_and_nobody_elses(cast: Cast, run: Ceremony) -> None:
    run.open()
    mine = certificate_of(cast.officer)
    expected = [v.id for v in sealed_visits(run.draw) if mine in dict(v.team).values()]
    assert [visit.object_id for visit in read_visits(by=cast.officer)] == expected
    assert read_visits(by=cast.head) == []
    assert read_visits(by=cast.clerk) == []


def test_a_closed_envelope_is_not_seen(cast: Cast, run: Ceremony) -> None:
    assert read_visits(by=cast.officer) == []
    run.open(1)
    seen = [*read_visits(by=cast.officer), *read_visits(by=cast.other_officer)]
    assert {visit.position for visit in seen} <= {0}


def test_every_reading_is_noted_without_a_name(cast: Cast, run: Ceremony) -> None:
    run.open()
    read_visits(by=cast.officer)
    noted = Entry.objects.filter(action="draw.assignment.read").get()
    assert noted.actor_id == cast.officer.username
    assert run.number in noted.detail
    assert not [object_id for object_id in run.drawn_ids() if object_id in noted.detail]


def test_the_door_proof_verifies_and_only_after_it_was_shown(cast: Cast, run: Ceremony) -> None:
    run.open()
    # The lot decides which of the two has a visit; that neither has one does not happen (6^-6).
    reader = cast.officer if read_visits(by=cast.officer) else cast.other_officer
    visit = read_visits(by=reader)[0]
    with pytest.raises(Refused):
        read_door_proof(by=reader, number=run.number, position=visit.position)
    open_at_door(by=reader, number=run.number, position=visit.position)
    proof = read_door_proof(by=reader, number=run.number, position=visit.position)
    assert verify(proof).exit_code == 0
    others = set(run.drawn_ids()) - {visit.object_id}
    assert not [object_id for object_id in others if object_id in proof.decode()]
    with pytest.raises(Refused):
        open_at_door(by=reader, number=run.number, position=visit.position)


def test_somebody_else_cannot_show_it(cast: Cast, run: Ceremony) -> None:
    run.open()
    mine = {visit.position for visit in read_visits(by=cast.officer)}
    foreign = next(place for place in range(6) if place not in mine) if len(mine) < 6 else None
    for person, place in [(cast.clerk, 0), (cast.officer, 99), (cast.officer, foreign)]:
        if place is not None:
            with pytest.raises(Refused):
                open_at_door(by=person, number=run.number, position=place)
    assert not run.draw.openings.filter(to="enterprise").exists()


def test_nothing_is_shown_at_a_door_after_the_reveal(cast: Cast, settings: LazySettings) -> None:
    settings.YAOHAO_DEMO = True  # the reveal need not wait for the window
    late = ceremony(cast)
    late.to(State.REVEALED)
    logged = head()
    reader = cast.officer if read_visits(by=cast.officer) else cast.other_officer
    position = read_visits(by=reader)[0].position
    for act in (open_at_door, take_assignment):
        with pytest.raises(Refused, match="作废"):
            act(by=reader, number=late.number, position=position)
    assert head() == logged
