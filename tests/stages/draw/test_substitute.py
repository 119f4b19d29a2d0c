"""A place drawn again: fresh dice, all other places fixed, nobody named by hand (article 13)."""

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from fairdraw.verify import verify

from tests.cast import Cast
from tests.factories.draw import THROWS, Ceremony, ceremony, exercise, officer, ready
from yaohao.ground.accounts.models import User
from yaohao.stages.draw.files import read_file
from yaohao.stages.draw.models import Substitution
from yaohao.stages.draw.operations import (
    Refused,
    annul,
    ask_substitute,
    open_at_door,
    read_visits,
    type_substitute_dice,
)
from yaohao.stages.draw.queries import result_rows
from yaohao.stages.draw.queries.log import entries
from yaohao.stages.draw.queries.sealed import sealed_visits, visits_now
from yaohao.stages.draw.rules import State
from yaohao.stages.registers.models import InspectionObject, Officer
from yaohao.stages.registers.rules.kinds import Exclusion

OTHER = THROWS[::-1]


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def run(cast: Cast, settings: LazySettings) -> Ceremony:
    settings.YAOHAO_DEMO = True  # reveals need not wait for the window
    told = ceremony(cast, line=ready(cast, officers=6))
    told.to(State.OPENING)
    return told


def ask(run: Ceremony, position: int = 0, role: str = "second", cause: str = "ILL") -> Substitution:
    return ask_substitute(
        by=run.cast.clerk, number=run.number, position=position, role=role, cause=cause
    )


def seat(run: Ceremony, position: int, role: str) -> None:
    """Let the cast's officer be whoever was drawn for a place: nobody knows that before."""
    certificate = dict(sealed_visits(run.draw)[position].team)[role]
    Officer.objects.filter(user=run.cast.officer).update(user=None)
    Officer.objects.filter(certificate=certificate).update(user=run.cast.officer)


def throw(run: Ceremony, asked: Substitution, throws: str = OTHER) -> None:
    for person in (run.cast.clerk, run.cast.witness):
        type_substitute_dice(by=person, number=run.number, asked=asked.pk, throws=throws)


def test_a_substitute_is_drawn_and_every_other_place_stays(run: Ceremony) -> None:
    before = sealed_visits(run.draw)
    throw(run, ask(run))
    after = list(visits_now(run.draw).values())
    old, new = dict(before[0].team), dict(after[0].team)
    assert new["second"] not in old.values()
    assert new["lead"] == old["lead"]
    assert after[1:] == before[1:]
    assert Officer.objects.filter(certificate=new["second"]).exists()


def test_the_record_proves_the_substitute_and_shows_the_new_team(run: Ceremony) -> None:
    throw(run, ask(run))
    throw(run, ask(run, 1, "lead", "RECUSED"), THROWS)
    expected = [dict(visit.team) for visit in visits_now(run.draw).values()]
    run.reveal()
    report = verify(read_file(run.draw.record_file or ""))
    assert (report.outcome, report.fault) == ("proved", None)
    rows = [{m.role: m.certificate for m in row.team} for row in result_rows(run.number)]
    assert rows == expected


def test_one_reading_of_the_dice_is_not_enough_and_it_happens_once(run: Ceremony) -> None:
    asked = ask(run)
    type_substitute_dice(by=run.cast.clerk, number=run.number, asked=asked.pk, throws=OTHER)
    type_substitute_dice(by=run.cast.witness, number=run.number, asked=asked.pk, throws=THROWS)
    asked.refresh_from_db()
    assert asked.done is None
    type_substitute_dice(by=run.cast.witness, number=run.number, asked=asked.pk, throws=OTHER)
    with pytest.raises(Refused, match="一次"):
        throw(run, asked)
    assert len(entries(run.draw, "substituted", serves=asked.asked)) == 1


def test_no_place_is_asked_for_twice_at_a_time_nor_after_the_visit_began(run: Ceremony) -> None:
    ask(run)
    with pytest.raises(Refused, match="已经请求"):
        ask(run)
    seat(run, 1, "lead")
    open_at_door(by=run.cast.officer, number=run.number, position=1)
    with pytest.raises(Refused, match="开始"):
        ask(run, 1, "lead")


@pytest.mark.parametrize("typed", [0, 1])
def test_nobody_is_drawn_for_a_visit_that_became_void(run: Ceremony, typed: int) -> None:
    asked = ask(run)
    for person in (run.cast.clerk, run.cast.witness)[:typed]:
        type_substitute_dice(by=person, number=run.number, asked=asked.pk, throws=OTHER)
    rows = InspectionObject.objects.of(run.cast.city).filter(object_id=run.drawn_ids()[0])
    rows.update(exclusion=Exclusion.CLOSED.value, ended_on=timezone.localdate())
    annul(by=run.cast.clerk, number=run.number, position=0)
    with pytest.raises(Refused, match="作废"):
        throw(run, asked)
    assert not entries(run.draw, "substituted", serves=asked.asked)
    run.reveal()
    assert verify(read_file(run.draw.record_file or "")).outcome == "proved"


def test_nobody_is_drawn_for_a_visit_that_began(run: Ceremony) -> None:
    asked = ask(run)
    seat(run, 0, "lead")
    open_at_door(by=run.cast.officer, number=run.number, position=0)
    with pytest.raises(Refused, match="开始"):
        throw(run, asked)
    run.reveal()
    assert verify(read_file(run.draw.record_file or "")).outcome == "proved"


def test_cause_and_place_are_checked(run: Ceremony) -> None:
    with pytest.raises(Refused, match="原因"):
        ask(run, cause="TIRED")
    with pytest.raises(Refused):
        ask(run, role="driver")
    with pytest.raises(Refused):
        ask(run, 999)
    assert not Substitution.objects.exists()


def test_the_log_tells_place_and_cause_and_no_name(run: Ceremony) -> None:
    throw(run, ask(run))
    logged = b"".join(
        entry.raw for entry in entries(run.draw, "substitute")
    ).decode() + "".join(
        e.raw.decode() for s in Substitution.objects.all()
        for e in entries(run.draw, "dice", "substituted", serves=s.asked)
    )  # fmt: skip
    names = [name for visit in visits_now(run.draw).values() for _role, name in visit.team]
    assert not [name for name in names if name in logged]
    assert "cause ILL" in logged


def test_the_replaced_officer_no_longer_sees_the_visit(run: Ceremony) -> None:
    seat(run, 0, "second")
    before = {visit.position for visit in read_visits(by=run.cast.officer)}
    assert 0 in before
    throw(run, ask(run, 0, "second"))
    assert {v.position for v in read_visits(by=run.cast.officer)} == before - {0}


def test_nobody_left_leaves_the_place_empty_and_says_so(cast: Cast, settings: LazySettings) -> None:
    settings.YAOHAO_DEMO = True
    told = ceremony(cast, line=ready(cast, officers=2))
    told.to(State.OPENING)
    throw(told, ask(told))
    assert dict(visits_now(told.draw)[1, 0].team).keys() == {"lead"}
    told.reveal()
    assert verify(read_file(told.draw.record_file or "")).fault is None


def test_an_exercise_draws_the_substitute_at_once(cast: Cast) -> None:
    ready(cast, officers=6)
    told = exercise(cast)
    told.to(State.OPENING)
    asked = ask(told)
    assert asked.done is not None
    told.reveal()
    assert verify(read_file(told.draw.record_file or "")).outcome == "proved"


def test_the_pages_carry_a_substitute_through(run: Ceremony) -> None:
    clerk, witness = signed_in(run.cast.clerk), signed_in(run.cast.witness)
    address = reverse("draw:substitute", args=[run.number, 1, 0])
    assert clerk.post(address, {"role": "nobody", "cause": "ILL"}).status_code == 422
    assert clerk.post(address, {"role": "second", "cause": "ILL"}).status_code == 302
    asked = Substitution.objects.get()
    page = clerk.get(reverse("draw:envelopes", args=[run.number])).content.decode()
    dice = reverse("draw:fresh-dice", args=[run.number, asked.pk])
    assert dice in page
    groups = {f"g{n}": OTHER[n * 5 : n * 5 + 5] for n in range(8)}
    assert clerk.post(dice, {"g0": "1"}).status_code == 422
    for client in (clerk, witness):
        assert client.post(dice, groups).status_code == 302
    asked.refresh_from_db()
    assert asked.done is not None
    assert witness.get(dice).status_code == 302


def test_an_officer_hired_later_is_no_substitute(run: Ceremony) -> None:
    late = officer(run.cast.city, "新来")
    throw(run, ask(run))
    assert late.certificate not in dict(visits_now(run.draw)[1, 0].team).values()
