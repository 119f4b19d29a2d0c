"""drand: the signature of the bound round, whoever brings it; nobody else's, and not too early."""

from datetime import datetime, timedelta

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from fairdraw.verify import verify

from tests.cast import Cast
from tests.factories.draw import THROWS, Ceremony, ceremony, ready
from tests.factories.sources import (
    FIRST,
    ISSUE,
    LATER,
    MINUTE,
    NUMBERS,
    Time,
    appoint,
    open_numbers,
    type_numbers,
)
from tests.stages.draw.conftest import Clock
from yaohao.ground.accounts.models import User
from yaohao.ground.ledger.models import Entry
from yaohao.stages.draw import operations
from yaohao.stages.draw.choosing import Choice
from yaohao.stages.draw.files import read_file
from yaohao.stages.draw.models import Substitution
from yaohao.stages.draw.queries.log import bound_sources, entries
from yaohao.stages.draw.queries.sealed import visits_now
from yaohao.stages.draw.rules import Appointment, State
from yaohao.stages.registers.models import InspectionObject
from yaohao.stages.registers.rules.kinds import Exclusion

(AT, SIGNATURE), (AT_LATER, SIGNATURE_LATER) = FIRST, LATER
BEFORE = timedelta(minutes=10)


@pytest.fixture
def time(clock: Clock) -> Time:
    told = Time(clock, AT - BEFORE)
    told.on(timedelta())
    return told


@pytest.fixture
def run(cast: Cast, time: Time, settings: LazySettings) -> Ceremony:
    """A draw with a witness and drand, frozen ten minutes before an archived round."""
    settings.YAOHAO_DEMO = True  # the archived round lies years before the window
    ready(cast, officers=6)
    told = ceremony(cast, dice="", choice=Choice(drand=True))
    told.to(State.FROZEN)
    return told


@pytest.fixture
def bound(run: Ceremony) -> Ceremony:
    appoint(run, Appointment(drand_time=AT))
    return run


def note(run: Ceremony, signature: str = SIGNATURE) -> None:
    operations.note_drand(by=run.cast.witness, number=run.number, signature=signature)


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def drawn(run: Ceremony, time: Time) -> None:
    """From the bound round to opened envelopes."""
    open_numbers(run)
    time.to(AT)
    note(run)
    operations.draw(by=run.cast.clerk, number=run.number)
    run.open()


def level(run: Ceremony) -> str:
    """Reveal; the level that the record proves."""
    run.reveal()
    report = verify(read_file(run.draw.record_file or ""))
    assert (report.outcome, report.fault) == ("proved", None)
    return report.level


@pytest.mark.parametrize("moment", [None, AT - BEFORE, AT - BEFORE + timedelta(seconds=59)])
def test_a_round_is_bound_to_a_moment_that_is_still_to_come(
    run: Ceremony, moment: datetime | None
) -> None:
    with pytest.raises(operations.Refused):
        appoint(run, Appointment(drand_time=moment))
    assert run.draw.state == State.FROZEN.value


def test_the_round_entry_names_the_first_round_at_or_after_the_moment(run: Ceremony) -> None:
    appoint(run, Appointment(drand_time=AT + timedelta(seconds=1)))
    assert bound_sources(run.draw, 1)[-1] == "drand quicknet 2"


def test_nobody_brings_a_signature_before_its_moment(bound: Ceremony, time: Time) -> None:
    time.to(AT - timedelta(seconds=1))
    with pytest.raises(operations.Refused):
        note(bound)


@pytest.mark.parametrize(
    ("signature", "words"),
    [
        (SIGNATURE_LATER, "drand"),
        ("b" * 96, "drand"),
        (SIGNATURE[:-1], "96"),
        (SIGNATURE[:-1] + "x", "96"),
        ("", "96"),
    ],
)
def test_only_the_signature_of_the_bound_round_is_taken(
    bound: Ceremony, time: Time, signature: str, words: str
) -> None:
    time.to(AT)
    with pytest.raises(operations.Refused, match=words):
        note(bound, signature)
    with pytest.raises(operations.Refused, match="日志中还没有"):
        operations.draw(by=bound.cast.clerk, number=bound.number)


def test_a_draw_without_drand_takes_no_signature(cast: Cast) -> None:
    told = ceremony(cast)
    told.to(State.BOUND)
    with pytest.raises(operations.Refused, match="drand"):
        note(told)


def test_it_is_brought_once_whatever_case_and_spaces_it_has(bound: Ceremony, time: Time) -> None:
    time.to(AT)
    note(bound, f" {SIGNATURE[:48].upper()}\n{SIGNATURE[48:]} ")
    with pytest.raises(operations.Refused, match="已"):
        note(bound)
    assert [entry.get("signature") for entry in entries(bound.draw, "drand")] == [SIGNATURE]


def test_dice_and_lottery_come_before_it_as_announced(cast: Cast, time: Time) -> None:
    run = ceremony(cast, choice=Choice(lottery="dlt", drand=True))
    run.to(State.FROZEN)
    appoint(run, Appointment(ISSUE, AT - MINUTE, AT))
    open_numbers(run)
    time.to(AT)
    with pytest.raises(operations.Refused, match="39"):
        note(run)
    for person in (cast.clerk, cast.witness):
        operations.type_dice(by=person, number=run.number, throws=THROWS)
    with pytest.raises(operations.Refused, match="大乐透"):
        note(run)
    type_numbers(run, NUMBERS)
    note(run)
    operations.draw(by=cast.clerk, number=run.number)
    assert run.draw.state == State.DRAWN.value


def test_the_record_proves_the_source(bound: Ceremony, time: Time) -> None:
    drawn(bound, time)
    assert level(bound) == "source"


def ask(run: Ceremony, time: Time) -> Substitution:
    """Ask for a substitute, bound to the later archived round."""
    time.to(AT_LATER - 2 * MINUTE)
    return operations.ask_substitute(
        by=run.cast.clerk, number=run.number, position=0, role="second", cause="ILL"
    )


def bring(run: Ceremony, asked: Substitution, signature: str = SIGNATURE_LATER) -> None:
    operations.note_substitute_drand(
        by=run.cast.clerk, number=run.number, asked=asked.pk, signature=signature
    )


def test_a_substitute_waits_for_a_round_of_its_own(bound: Ceremony, time: Time) -> None:
    drawn(bound, time)
    before = dict(visits_now(bound.draw)[1, 0].team)
    asked = ask(bound, time)
    with pytest.raises(operations.Refused):
        bring(bound, asked)
    time.to(AT_LATER)
    with pytest.raises(operations.Refused, match="drand"):
        bring(bound, asked, SIGNATURE)
    with pytest.raises(operations.Refused, match="骰子"):
        operations.type_substitute_dice(
            by=bound.cast.clerk, number=bound.number, asked=asked.pk, throws=THROWS
        )
    bring(bound, asked)
    after = dict(visits_now(bound.draw)[1, 0].team)
    assert after["lead"] == before["lead"]
    assert after["second"] not in before.values()
    with pytest.raises(operations.Refused, match="一次"):
        bring(bound, asked)
    assert level(bound) == "source"


def test_nobody_is_drawn_for_a_visit_that_became_void(bound: Ceremony, time: Time) -> None:
    drawn(bound, time)
    asked = ask(bound, time)
    rows = InspectionObject.objects.of(bound.cast.city).filter(object_id=bound.drawn_ids()[0])
    rows.update(exclusion=Exclusion.CLOSED.value, ended_on=timezone.localdate())
    operations.annul(by=bound.cast.clerk, number=bound.number, position=0)
    time.to(AT_LATER)
    size = Entry.objects.count()
    with pytest.raises(operations.Refused, match="作废"):
        bring(bound, asked)
    assert Entry.objects.count() == size
    assert level(bound) == "source"


def test_the_page_says_why_a_signature_is_wrong(bound: Ceremony, time: Time) -> None:
    witness = signed_in(bound.cast.witness)
    address = reverse("draw:drand", args=[bound.number, 1])
    assert "quicknet" in witness.get(address).content.decode()
    time.to(AT)
    for wrong, words in ((SIGNATURE_LATER, "drand"), (SIGNATURE[:-2], "96")):
        answer = witness.post(address, {"signature": wrong})
        assert answer.status_code == 422
        assert words in answer.content.decode().split("invalid-feedback")[1]
    assert witness.post(address, {"signature": SIGNATURE}).status_code == 302
    assert entries(bound.draw, "drand")


def test_the_page_of_a_substitute(bound: Ceremony, time: Time) -> None:
    clerk = signed_in(bound.cast.clerk)
    drawn(bound, time)
    time.to(AT_LATER - 2 * MINUTE)
    address = reverse("draw:substitute", args=[bound.number, 1, 0])
    clerk.post(address, {"role": "second", "cause": "LEAVE"})
    asked = Substitution.objects.get()
    page = reverse("draw:fresh-drand", args=[bound.number, asked.pk])
    assert page in clerk.get(reverse("draw:envelopes", args=[bound.number])).content.decode()
    assert "1000" in clerk.get(page).content.decode()
    time.to(AT_LATER)
    assert clerk.post(page, {"signature": SIGNATURE}).status_code == 422
    assert clerk.post(page, {"signature": SIGNATURE_LATER}).status_code == 302
    asked.refresh_from_db()
    assert asked.done is not None
