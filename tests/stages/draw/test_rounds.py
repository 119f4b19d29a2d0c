"""Instalments of one frozen list: each bound before its own randomness, all in one record."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import pytest
from django.utils import timezone
from fairdraw.verify import verify

from tests.cast import Cast
from tests.factories.draw import WINDOW, Ceremony, days, ready
from tests.stages.draw.conftest import Clock
from yaohao.stages.draw import operations
from yaohao.stages.draw.choosing import Choice
from yaohao.stages.draw.files import read_file
from yaohao.stages.draw.models import LogEntry
from yaohao.stages.draw.queries.sealed import visits_now
from yaohao.stages.draw.rules import State, split
from yaohao.stages.registers.models import InspectionObject, Officer
from yaohao.stages.registers.rules.kinds import Exclusion

pytestmark = pytest.mark.django_db
"""The factories' window runs through the year, so two halves of it are two instalments."""


@pytest.fixture
def run(cast: Cast) -> Ceremony:
    """A draw of twelve objects, six to draw, in two instalments and one reserve round."""
    line = ready(cast)
    rounds = split(line.window, line.cap, 2, reserves=1)
    return Ceremony(cast, line, choice=Choice(rounds=rounds))


def test_the_instalments_are_announced_with_their_windows(run: Ceremony) -> None:
    run.to(State.ANNOUNCED)
    first, second, reserve = run.draw.rounds
    assert first.end < second.start
    assert reserve.reserve
    assert reserve.window == second.window
    assert first.cap + second.cap == run.line.cap


def test_two_instalments_draw_the_quota_and_nobody_twice(run: Ceremony) -> None:
    run.to(State.OPENING)
    run.bind(2)
    run.run(2)
    one, two = run.drawn_ids(1), run.drawn_ids(2)
    assert len(one) + len(two) == 6
    assert not set(one) & set(two)
    assert run.draw.state == State.OPENING.value


def test_a_round_is_bound_once_and_a_second_click_does_not_begin_the_next(run: Ceremony) -> None:
    run.to(State.DRAWN)
    for act in (run.bind, run.run):
        with pytest.raises(operations.Refused, match="只做一次"):
            act(1)
    assert not run.draw.entries.filter(round=2).exists()


def test_a_later_round_waits_for_the_one_before(run: Ceremony) -> None:
    run.to(State.FROZEN)
    with pytest.raises(operations.Refused, match="先做第1轮"):
        run.commit(1, round_number=2)
    run.to(State.BOUND)
    with pytest.raises(operations.Refused, match="现在还不能"):
        run.bind(2)


def test_there_is_no_round_beyond_the_announced_ones(run: Ceremony) -> None:
    run.to(State.DRAWN)
    for number in (2, 3):
        run.bind(number)
        run.run(number)
    with pytest.raises(operations.Refused, match="只做一次"):
        operations.bind(by=run.cast.clerk, number=run.number, round_number=4)


def test_envelopes_of_a_round_open_from_its_own_window_on(run: Ceremony, clock: Clock) -> None:
    clock(on(WINDOW[0]))
    run.to(State.OPENING)
    run.bind(2)
    run.run(2)
    second = run.draw.planned(2)
    clock(on(second.start - days(1)))
    with pytest.raises(operations.Refused, match="不得启封"):
        run.open(1, round_number=2)
    clock(on(second.start))
    run.open(1, round_number=2)
    assert run.draw.openings.filter(round=2, to="officers").count() == 1


def test_an_undrawn_round_has_no_envelope(run: Ceremony) -> None:
    run.to(State.OPENING)
    with pytest.raises(operations.Refused, match="尚未抽取"):
        run.open(1, round_number=2)


def test_the_reveal_waits_for_every_planned_round_but_for_no_reserve(
    run: Ceremony, clock: Clock
) -> None:
    run.to(State.OPENING)
    with pytest.raises(operations.Refused, match="第2轮"):
        run.reveal()
    run.bind(2)
    run.run(2)
    clock(on(run.draw.planned(2).end + days(1)))
    run.reveal()
    report = verify(read_file(run.draw.record_file or ""))
    assert report.fault is None


def test_a_reserve_round_that_was_bound_must_be_drawn(run: Ceremony, clock: Clock) -> None:
    run.to(State.OPENING)
    run.bind(2)
    run.run(2)
    run.bind(3)
    clock(on(run.draw.planned(3).end + days(1)))
    with pytest.raises(operations.Refused, match="第3轮"):
        run.reveal()


def test_what_the_register_made_void_is_drawn_again_in_a_later_round(run: Ceremony) -> None:
    run.to(State.OPENING)
    gone = run.drawn_ids(1)[0]
    rows = InspectionObject.objects.of(run.cast.city).filter(object_id=gone)
    rows.update(exclusion=Exclusion.CLOSED.value, ended_on=timezone.localdate())
    operations.annul(by=run.cast.clerk, number=run.number, position=0)
    run.bind(2)
    run.run(2)
    one, two = run.drawn_ids(1), run.drawn_ids(2)
    assert len(one) + len(two) == 7  # six stand, one is void
    assert gone not in two


def test_witnesses_promise_anew_in_each_round(run: Ceremony) -> None:
    run.to(State.OPENING)
    with pytest.raises(operations.Refused, match="见证人"):
        operations.bind(by=run.cast.clerk, number=run.number, round_number=2)
    run.bind(2)
    seats = run.draw.contributions.order_by("round").values_list("round", "seat", "number")
    assert [(number, seat, bool(opened)) for number, seat, opened in seats] == [
        (1, 1, True),
        (2, 1, False),
    ]


def test_officers_of_a_later_round_are_those_of_its_own_window(run: Ceremony) -> None:
    run.to(State.OPENING)
    held = {name for visit in visits_now(run.draw).values() for _role, name in visit.team}
    leaving = min(held)
    officers = Officer.objects.filter(certificate=leaving)
    officers.update(valid_to=run.draw.planned(2).end - days(1))
    run.bind(2)
    run.run(2)
    later = {
        name
        for (number, _position), visit in visits_now(run.draw).items()
        if number == 2
        for _role, name in visit.team
    }
    assert leaving not in later


def test_the_database_takes_no_second_seal_of_a_round(run: Ceremony) -> None:
    run.to(State.DRAWN)
    seal = run.draw.entries.get(kind="seal")
    twin = replace_entry(seal)
    with pytest.raises(Exception, match=r"(?i)unique|duplicate"):
        twin.save()


def on(day: date) -> datetime:
    """Nine in the morning of a day."""
    return datetime.combine(day, time(9))


def replace_entry(entry: LogEntry) -> LogEntry:
    """The same entry again, at another place of the log."""
    fields = {"draw": entry.draw, "kind": entry.kind, "round": entry.round, "by": entry.by}
    return LogEntry(index=entry.index + 1000, digest="0" * 64, at=timezone.now(), **fields)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"start": date(1999, 1, 1)}, "检查期之内"),
        ({"cap": 10_000}, "不得超过计划"),
        ({"weight": 0}, "权重至少"),
    ],
)
def test_rounds_that_do_not_fit_the_plan_are_refused(
    cast: Cast, change: dict[str, Any], words: str
) -> None:
    line = ready(cast)
    first, second = split(line.window, line.cap, 2)
    run = Ceremony(cast, line, choice=Choice(rounds=[replace(first, **change), second]))
    with pytest.raises(operations.Refused, match=words):
        run.prepare()
    assert not line.draws.exists()
