"""Nothing becomes known before enough witnesses cosigned what it will decide."""

import importlib
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from fairdraw.verify import verify

from tests.cast import Cast
from tests.factories.cosigning import CITIZEN, JIWEI, NOTARY, named, note
from tests.factories.draw import THROWS, Ceremony, ceremony, ready
from tests.factories.sources import (
    FIRST,
    ISSUE,
    LATER,
    MINUTE,
    Time,
    appoint,
    open_numbers,
    type_numbers,
)
from tests.stages.draw.conftest import Clock
from yaohao.ground.cosigning.operations import hand_in
from yaohao.stages.draw import operations
from yaohao.stages.draw.choosing import Choice
from yaohao.stages.draw.files import read_file
from yaohao.stages.draw.gate import now
from yaohao.stages.draw.models import DiceEntry, Substitution
from yaohao.stages.draw.queries.log import entries
from yaohao.stages.draw.rules import Appointment, State

HOUR = timedelta(hours=1)
TWO = Choice(quorum=2)


@pytest.fixture
def time(clock: Clock) -> Time:
    told = Time(clock, now())
    told.on(timedelta())
    return told


@pytest.fixture
def three(cast: Cast, settings: LazySettings) -> Cast:
    """The city has three cosigners."""
    settings.YAOHAO_DEMO = True  # openings and reveals need not wait for the window
    named(cast.city.code, JIWEI, NOTARY, CITIZEN)
    return cast


@pytest.fixture
def run(three: Cast, time: Time) -> Ceremony:
    """A draw that two of three must cosign, bound."""
    told = ceremony(three, line=ready(three, officers=6), choice=TWO)
    told.to(State.BOUND)
    return told


def sign(run: Ceremony, *names: str, at: datetime | None = None) -> None:
    """Witnesses cosign the log as it stands and hand their answer in."""
    hand_in(by=run.cast.clerk, note=note(*names, at=at))


def signed(run: Ceremony, time: Time, *names: str) -> None:
    """They sign, and the margin passes."""
    sign(run, *(names or (JIWEI, NOTARY)))
    time.to(max(time.now, datetime.now(UTC)) + 2 * MINUTE)


def verdict(run: Ceremony) -> tuple[str, str]:
    """Reveal; outcome and level of the record."""
    run.reveal()
    report = verify(read_file(run.draw.record_file or ""))
    assert report.fault is None
    return report.outcome, report.level


@pytest.mark.parametrize("quorum", [-1, 4])
def test_a_quorum_of_people_who_are_not_there_is_refused(three: Cast, quorum: int) -> None:
    with pytest.raises(operations.Refused, match="3"):
        ceremony(three, choice=Choice(quorum=quorum)).prepare()


def test_an_exercise_on_the_server_waits_for_nobody(three: Cast) -> None:
    told = ceremony(three, exercise=True, witnesses=0, dice="", choice=TWO)
    with pytest.raises(operations.Refused):
        told.prepare()


def test_no_number_comes_before_the_quorum(run: Ceremony) -> None:
    for name in ((), (JIWEI,)):
        if name:
            sign(run, *name)
        with pytest.raises(operations.Refused, match=NOTARY):
            run.contribute()
        with pytest.raises(operations.Refused):
            operations.type_dice(by=run.cast.clerk, number=run.number, throws=THROWS)
        with pytest.raises(operations.Refused):
            operations.draw(by=run.cast.clerk, number=run.number)
    assert not DiceEntry.objects.exists()
    assert entries(run.draw, "opening", "dice", "seal") == []


def test_a_signature_from_before_the_round_does_not_count(three: Cast, time: Time) -> None:
    told = ceremony(three, choice=TWO)
    told.to(State.FROZEN)
    sign(told, JIWEI, NOTARY)
    told.bind()
    time.on(2 * MINUTE)
    with pytest.raises(operations.Refused, match=JIWEI):
        told.contribute()


def test_it_begins_a_minute_after_the_last_signature(run: Ceremony, time: Time) -> None:
    sign(run, JIWEI, NOTARY)
    with pytest.raises(operations.Refused, match="秒"):
        run.contribute()
    time.to(datetime.now(UTC) + 2 * MINUTE)
    run.contribute()
    assert entries(run.draw, "dice")


@pytest.mark.parametrize("names", [(JIWEI, NOTARY), (JIWEI, NOTARY, CITIZEN)])
def test_the_record_proves_that_it_was_cosigned(
    run: Ceremony, time: Time, names: tuple[str, ...]
) -> None:
    signed(run, time, *names)
    run.to(State.OPENING)
    assert verdict(run) == ("proved", "cosigned")


def test_a_substitute_is_cosigned_anew(run: Ceremony, time: Time) -> None:
    signed(run, time)
    run.to(State.OPENING)
    asked = operations.ask_substitute(
        by=run.cast.clerk, number=run.number, position=0, role="second", cause="ILL"
    )
    with pytest.raises(operations.Refused, match=NOTARY):
        throw(run, asked)
    signed(run, time)
    throw(run, asked)
    assert verdict(run) == ("proved", "cosigned")


def throw(run: Ceremony, asked: Substitution) -> None:
    for person in (run.cast.clerk, run.cast.witness):
        operations.type_substitute_dice(
            by=person, number=run.number, asked=asked.pk, throws=THROWS[::-1]
        )


def by_lottery(three: Cast, time: Time) -> Ceremony:
    told = ceremony(three, dice="", choice=Choice(lottery="ssq", quorum=2))
    told.to(State.FROZEN)
    appoint(told, Appointment(ISSUE, time.now + HOUR))
    return told


def test_a_lottery_that_was_drawn_before_the_quorum_decides_nothing(
    three: Cast, clock: Clock
) -> None:
    time = Time(clock, now())
    time.to(now() - 2 * HOUR)
    run = by_lottery(three, time)
    sign(run, JIWEI, NOTARY)  # an hour after the numbers were known
    time.to(datetime.now(UTC) + 2 * MINUTE)
    with pytest.raises(operations.Refused, match="中止"):
        type_numbers(run)
    operations.ask_abort(by=three.clerk, number=run.number, cause="联署过晚")
    operations.abort(by=three.director, number=run.number)
    assert verdict(run)[0] == "aborted"


def test_a_lottery_cosigned_in_time_proves(three: Cast, time: Time) -> None:
    run = by_lottery(three, time)
    signed(run, time)
    open_numbers(run)
    time.on(HOUR)
    type_numbers(run)
    operations.draw(by=three.clerk, number=run.number)
    run.open()
    assert verdict(run) == ("proved", "cosigned")


def test_what_stands_in_for_a_lottery_is_cosigned_too(three: Cast, clock: Clock) -> None:
    time = Time(clock, now())
    time.to(now() - 3 * HOUR)
    run = by_lottery(three, time)
    sign(run, JIWEI, NOTARY, at=time.now)
    time.on(2 * MINUTE)
    open_numbers(run)
    time.on(HOUR)
    operations.report_failure(by=three.clerk, number=run.number, cause="本期停售")
    operations.replace_source(by=three.director, number=run.number)
    with pytest.raises(operations.Refused, match=NOTARY):
        operations.type_dice(by=three.clerk, number=run.number, throws=THROWS)
    sign(run, JIWEI, NOTARY, at=time.now)
    time.on(2 * MINUTE)
    for person in (three.clerk, three.witness):
        operations.type_dice(by=person, number=run.number, throws=THROWS)
    operations.draw(by=three.clerk, number=run.number)
    run.open()
    assert verdict(run) == ("proved", "cosigned")


@pytest.mark.parametrize(("minutes", "early"), [(0, True), (120, False)])
def test_drand_of_a_substitute_counts_if_it_was_cosigned_before(
    three: Cast, clock: Clock, minutes: int, early: bool
) -> None:
    (at, signature), (later, signature_later) = FIRST, LATER
    time = Time(clock, at)
    time.to(later - 2 * HOUR - 10 * MINUTE)
    run = ceremony(
        three, line=ready(three, officers=6), dice="", choice=Choice(drand=True, quorum=2)
    )
    run.to(State.FROZEN)
    appoint(run, Appointment(drand_time=at))
    sign(run, JIWEI, NOTARY, at=time.now)
    time.to(at)
    operations.note_drand(by=three.clerk, number=run.number, signature=signature)
    operations.draw(by=three.clerk, number=run.number)
    run.open()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            importlib.import_module("yaohao.stages.draw.rules.sources"), "COSIGNING", later - at
        )
        asked = operations.ask_substitute(
            by=three.clerk, number=run.number, position=0, role="second", cause="ILL"
        )
    sign(run, JIWEI, NOTARY, at=time.now + minutes * MINUTE)
    time.to(later + 4 * HOUR)
    bring = partial(
        operations.note_substitute_drand, by=three.clerk, number=run.number, asked=asked.pk,
        signature=signature_later,
    )  # fmt: skip
    if early:
        bring()
    else:
        with pytest.raises(operations.Refused, match="联署"):
            bring()
    asked.refresh_from_db()
    assert bool(asked.done) is early
    assert verdict(run) == ("proved", "cosigned")


def test_the_page_says_how_many_are_missing_and_where_to_bring_them(
    run: Ceremony, time: Time
) -> None:
    client = Client()
    client.force_login(run.cast.clerk)
    address = reverse("draw:draw", args=[run.number])
    page = client.get(address).content.decode()
    assert reverse("cosigning:cosigners") in page
    assert reverse("draw:open-number", args=[run.number, 1, 1]) not in page
    signed(run, time)
    page = client.get(address).content.decode()
    assert reverse("draw:open-number", args=[run.number, 1, 1]) in page
