"""A lottery that was not drawn: one reports it, another lets the announced fallback in."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from fairdraw.verify import verify

from tests.cast import Cast
from tests.factories.draw import THROWS, Ceremony, ceremony
from tests.factories.planning import YEAR
from tests.factories.sources import FIRST, ISSUE, MINUTE, Time, appoint, open_numbers, type_numbers
from tests.stages.draw.conftest import Clock
from yaohao.ground.accounts.models import User
from yaohao.stages.draw import operations
from yaohao.stages.draw.choosing import Choice
from yaohao.stages.draw.files import read_file
from yaohao.stages.draw.queries.log import bound_sources, entries
from yaohao.stages.draw.rules import Appointment, State

HOUR = timedelta(hours=1)
(AT, SIGNATURE) = FIRST


@pytest.fixture
def time(clock: Clock) -> Time:
    told = Time(clock, datetime(YEAR, 3, 1, 2, tzinfo=UTC))
    told.on(timedelta())
    return told


def waiting(cast: Cast, time: Time, *, dice: str = "", drand: bool = False) -> Ceremony:
    """A draw whose lottery should have been drawn by now."""
    run = ceremony(cast, dice=dice, choice=Choice(lottery="ssq", drand=drand))
    run.to(State.FROZEN)
    appoint(run, Appointment(ISSUE, time.now + HOUR, time.now + 2 * HOUR if drand else None))
    open_numbers(run)
    time.on(HOUR)
    return run


@pytest.fixture
def run(cast: Cast, time: Time) -> Ceremony:
    """A draw by lottery alone: dice stand in for it."""
    return waiting(cast, time)


def report(run: Ceremony, by: User | None = None, cause: str = "本期停售") -> None:
    operations.report_failure(by=by or run.cast.clerk, number=run.number, cause=cause)


def replace(run: Ceremony, by: User | None = None) -> None:
    operations.replace_source(by=by or run.cast.director, number=run.number)


def throw(run: Ceremony) -> None:
    for person in (run.cast.clerk, run.cast.witness):
        operations.type_dice(by=person, number=run.number, throws=THROWS)


def proved(run: Ceremony, time: Time) -> str:
    """Draw and carry on to the reveal; the level that the record proves."""
    operations.draw(by=run.cast.clerk, number=run.number)
    time.to(datetime(YEAR + 1, 1, 12, tzinfo=UTC))
    run.open()
    run.reveal()
    report = verify(read_file(run.draw.record_file or ""))
    assert (report.outcome, report.fault) == ("proved", None)
    return report.level


def test_nothing_is_replaced_that_nobody_reported(run: Ceremony) -> None:
    with pytest.raises(operations.Refused, match="报告"):
        replace(run)
    assert entries(run.draw, "failed") == []


def test_nobody_replaces_a_source_alone(run: Ceremony) -> None:
    report(run)
    with pytest.raises(operations.Refused, match="您自己"):
        replace(run, run.cast.clerk)
    report(run, run.cast.director)  # a new report, a new reporter
    with pytest.raises(operations.Refused, match="您自己"):
        replace(run, run.cast.director)
    assert run.draw.failures.count() == 1


@pytest.mark.parametrize("who", ["witness", "officer", "auditor", "hall"])
def test_only_the_desk_reports_and_replaces(run: Ceremony, who: str) -> None:
    for act in (report, replace):
        with pytest.raises(operations.Refused, match="岗位"):
            act(run, getattr(run.cast, who))


@pytest.mark.parametrize("cause", ["", "   ", "长" * 101])
def test_the_cause_is_said_in_a_line(run: Ceremony, cause: str) -> None:
    with pytest.raises(operations.Refused, match="100"):
        report(run, cause=cause)


def test_numbers_in_the_log_are_never_replaced(run: Ceremony) -> None:
    report(run)
    type_numbers(run)
    for act in (report, replace):
        with pytest.raises(operations.Refused, match="彩票"):
            act(run)
    assert entries(run.draw, "failed") == []


def test_a_second_click_replaces_nothing_more(run: Ceremony) -> None:
    report(run)
    replace(run)
    for act in (replace, report):
        with pytest.raises(operations.Refused, match="彩票"):
            act(run)
    with pytest.raises(operations.Refused, match="彩票"):
        type_numbers(run)
    assert len(entries(run.draw, "failed")) == 1


def test_a_draw_without_a_lottery_has_nothing_to_replace(cast: Cast) -> None:
    run = ceremony(cast)
    run.to(State.BOUND)
    with pytest.raises(operations.Refused, match="彩票"):
        report(run)


def test_without_an_announced_fallback_only_waiting_helps(cast: Cast, time: Time) -> None:
    run = waiting(cast, time, dice="d10", drand=True)
    report(run)
    with pytest.raises(operations.Refused, match="只能等"):
        replace(run)


def test_dice_stand_in_and_the_log_names_both_people(run: Ceremony, time: Time) -> None:
    report(run, cause="本期停售")
    replace(run)
    (failed,) = entries(run.draw, "failed")
    assert failed.get("cause") == "本期停售"
    assert set(failed.all("by")) == {run.cast.clerk.full_name, run.cast.director.full_name}
    assert bound_sources(run.draw, 1)[-1] == failed.get("instead") == "dice d10 39"
    with pytest.raises(operations.Refused, match="秒"):
        throw(run)  # not within the announced margin of the failure
    time.on(MINUTE)
    throw(run)
    assert proved(run, time) == "hall"


def test_drand_may_have_passed_while_the_lottery_was_waited_for(cast: Cast, time: Time) -> None:
    time.to(AT - 2 * HOUR)
    run = waiting(cast, time, drand=True)
    time.to(AT + HOUR)
    report(run)
    replace(run)
    assert [text.split(" ")[0] for text in bound_sources(run.draw, 1)] == [
        "witnesses",
        "dice",
        "drand",
    ]
    time.on(MINUTE)
    throw(run)
    operations.note_drand(by=run.cast.clerk, number=run.number, signature=SIGNATURE)
    assert proved(run, time) == "source"


def test_drand_stands_in_where_dice_are_thrown_and_is_still_to_come(cast: Cast, time: Time) -> None:
    time.to(AT - 2 * HOUR - 2 * MINUTE)
    run = ceremony(cast, choice=Choice(lottery="ssq"))
    run.to(State.FROZEN)
    appoint(run, Appointment(ISSUE, time.now + HOUR))
    open_numbers(run)
    time.on()
    throw(run)
    time.to(AT - 2 * MINUTE)
    report(run)
    replace(run)
    assert bound_sources(run.draw, 1)[-1] == "drand quicknet 1"
    with pytest.raises(operations.Refused):
        operations.note_drand(by=cast.clerk, number=run.number, signature=SIGNATURE)
    time.to(AT)
    operations.note_drand(by=cast.clerk, number=run.number, signature=SIGNATURE)
    assert proved(run, time) == "source"


def test_the_pages_of_both_people(run: Ceremony, time: Time) -> None:
    clerk, director = Client(), Client()
    clerk.force_login(run.cast.clerk)
    director.force_login(run.cast.director)
    address = reverse("draw:failure", args=[run.number, 1])
    assert address in clerk.get(reverse("draw:lottery", args=[run.number, 1])).content.decode()
    assert clerk.post(address, {"cause": ""}).status_code == 422
    assert clerk.post(address, {"cause": "本期停售"}).status_code == 302
    assert 'name="do"' not in clerk.get(address).content.decode()
    page = director.get(address).content.decode()
    assert "本期停售" in page
    assert "39" in page
    director.post(address, {"do": "1"})
    assert bound_sources(run.draw, 1)[-1] == "dice d10 39"
    assert director.get(address).status_code == 302
    time.on(MINUTE)
    page = clerk.get(reverse("draw:draw", args=[run.number])).content.decode()
    assert reverse("draw:dice", args=[run.number, 1]) in page
