"""The numbers of a lottery: a named issue, after its hour, typed by two people who agree."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from fairdraw.verify import verify

from tests.cast import Cast
from tests.factories.draw import THROWS, Ceremony, ceremony, ready
from tests.factories.planning import YEAR
from tests.factories.sources import (
    ISSUE,
    MINUTE,
    NUMBERS,
    Time,
    appoint,
    open_numbers,
    type_numbers,
)
from tests.stages.draw.conftest import Clock
from yaohao.ground.accounts.models import User
from yaohao.stages.draw import operations
from yaohao.stages.draw.choosing import Choice
from yaohao.stages.draw.files import read_file
from yaohao.stages.draw.models import DiceEntry
from yaohao.stages.draw.queries.log import bound_sources, entries
from yaohao.stages.draw.rules import Appointment, State, split

HOUR = timedelta(hours=1)


@pytest.fixture
def time(clock: Clock) -> Time:
    told = Time(clock, datetime(YEAR, 3, 1, 2, tzinfo=UTC))
    told.on(timedelta())
    return told


@pytest.fixture
def run(cast: Cast, time: Time) -> Ceremony:
    """A draw with a witness and a lottery, no dice; frozen."""
    told = ceremony(cast, dice="", choice=Choice(lottery="ssq"))
    told.to(State.FROZEN)
    return told


@pytest.fixture
def bound(run: Ceremony, time: Time) -> Ceremony:
    """Bound to the issue that is drawn in an hour."""
    appoint(run, Appointment(ISSUE, time.now + HOUR))
    return run


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"lottery_issue": ""}, "哪一期"),
        ({"lottery_issue": "第133期"}, "期号"),
        ({"lottery_time": None}, "何时"),
        ({"lottery_time": timedelta(seconds=59)}, "一分钟"),
        ({"lottery_time": timedelta(days=800)}, "最后一天"),
    ],
)
def test_a_round_is_bound_to_an_issue_that_is_still_to_come(
    run: Ceremony, time: Time, change: dict[str, Any], words: str
) -> None:
    run.commit()
    values: dict[str, Any] = {"lottery_issue": ISSUE, "lottery_time": HOUR} | change
    if values["lottery_time"]:
        values["lottery_time"] += time.now
    with pytest.raises(operations.Refused, match=words):
        operations.bind(by=run.cast.clerk, number=run.number, appointment=Appointment(**values))
    assert run.draw.state == State.FROZEN.value


def test_a_lottery_in_the_last_night_of_the_window_still_counts(run: Ceremony) -> None:
    last = run.draw.planned(1).end
    late = datetime(last.year, last.month, last.day, 15, 30, tzinfo=UTC)  # 23:30 at the bureau
    appoint(run, Appointment(ISSUE, late))
    assert run.draw.state == State.BOUND.value


def test_the_first_morning_after_the_window_does_not(run: Ceremony) -> None:
    last = run.draw.planned(1).end
    late = datetime(last.year, last.month, last.day, 16, 30, tzinfo=UTC)  # 0:30 the next day
    with pytest.raises(operations.Refused, match="最后一天"):
        appoint(run, Appointment(ISSUE, late))


def test_an_issue_that_gave_one_round_its_numbers_does_not_give_them_to_the_next(
    cast: Cast, time: Time
) -> None:
    line = ready(cast)
    rounds = split(line.window, line.cap, 2)
    run = ceremony(cast, line=line, dice="", choice=Choice(lottery="ssq", rounds=rounds))
    run.to(State.FROZEN)
    appoint(run, Appointment(ISSUE, time.now + HOUR))
    time.on(HOUR)
    type_numbers(run)
    operations.draw(by=cast.clerk, number=run.number)
    with pytest.raises(operations.Refused, match="另一开奖时刻"):
        appoint(run, Appointment(ISSUE, time.now + HOUR), 2)
    later = Appointment("2026134", time.now + HOUR)
    operations.bind(by=cast.clerk, number=run.number, round_number=2, appointment=later)
    assert bound_sources(run.draw, 2)[-1].startswith("lottery ssq 2026134 ")


def test_two_draws_may_wait_for_one_issue_if_they_agree_when_it_is_drawn(
    bound: Ceremony, time: Time
) -> None:
    cast = bound.cast
    other = ceremony(cast, line=ready(cast), dice="", choice=Choice(lottery="ssq"))
    other.to(State.FROZEN)
    with pytest.raises(operations.Refused, match=ISSUE):
        appoint(other, Appointment(ISSUE, time.now + 2 * HOUR))
    same = Appointment(ISSUE, time.now + HOUR)
    operations.bind(by=cast.clerk, number=other.number, appointment=same)
    assert other.draw.state == State.BOUND.value


def test_nobody_types_numbers_before_they_are_drawn(bound: Ceremony, time: Time) -> None:
    time.on(HOUR - timedelta(seconds=1))
    with pytest.raises(operations.Refused, match="尚未开奖"):
        type_numbers(bound)
    assert not DiceEntry.objects.exists()


def test_a_witness_who_comes_after_the_hour_stays_closed(bound: Ceremony, time: Time) -> None:
    time.on(HOUR)
    with pytest.raises(operations.Refused, match="承诺"):
        open_numbers(bound)
    type_numbers(bound)
    operations.draw(by=bound.cast.clerk, number=bound.number)
    assert bound.draw.state == State.DRAWN.value


def test_one_person_alone_and_two_different_readings_do_not_count(
    bound: Ceremony, time: Time
) -> None:
    time.on(HOUR)
    cast = bound.cast
    for person, numbers in ((cast.clerk, NUMBERS), (cast.clerk, NUMBERS), (cast.witness, "03 09")):
        operations.type_lottery(by=person, number=bound.number, numbers=numbers)
    assert entries(bound.draw, "lottery") == []
    with pytest.raises(operations.Refused, match="日志中还没有"):
        operations.draw(by=cast.clerk, number=bound.number)


@pytest.mark.parametrize("numbers", ["", "3", "三 八", "03;08", "03 08 x"])
def test_only_numbers_as_published_are_taken(bound: Ceremony, time: Time, numbers: str) -> None:
    time.on(HOUR)
    with pytest.raises(operations.Refused):
        operations.type_lottery(by=bound.cast.clerk, number=bound.number, numbers=numbers)


def test_numbers_in_the_log_are_not_typed_again(bound: Ceremony, time: Time) -> None:
    time.on(HOUR)
    type_numbers(bound)
    with pytest.raises(operations.Refused, match="已"):
        operations.type_lottery(by=bound.cast.director, number=bound.number, numbers="01 02")
    with pytest.raises(operations.Refused):
        operations.type_dice(by=bound.cast.clerk, number=bound.number, throws=THROWS)


def test_the_way_of_writing_makes_no_difference(bound: Ceremony, time: Time) -> None:
    time.on(HOUR)
    operations.type_lottery(by=bound.cast.clerk, number=bound.number, numbers=NUMBERS)
    wide = "０３　08 15  22 27 31 ＋ 09 "
    operations.type_lottery(by=bound.cast.witness, number=bound.number, numbers=wide)
    (told,) = entries(bound.draw, "lottery")
    assert told.get("numbers") == NUMBERS


def test_dice_come_first_and_not_within_the_announced_margin(cast: Cast, time: Time) -> None:
    run = ceremony(cast, choice=Choice(lottery="ssq"))
    run.to(State.FROZEN)
    appoint(run, Appointment(ISSUE, time.now + HOUR))
    with pytest.raises(operations.Refused, match="60"):
        run.contribute()
    time.on(MINUTE)
    with pytest.raises(operations.Refused, match="39"):
        type_numbers(run)
    for person in (cast.clerk, cast.witness):
        operations.type_dice(by=person, number=run.number, throws=THROWS)
    time.on(HOUR)
    type_numbers(run)
    operations.draw(by=cast.clerk, number=run.number)
    assert proved(run, time) == "source"


def proved(run: Ceremony, time: Time) -> str:
    """Carry the draw to its reveal; the level that its record proves."""
    time.to(datetime(YEAR + 1, 1, 12, tzinfo=UTC))
    run.open()
    run.reveal()
    report = verify(read_file(run.draw.record_file or ""))
    assert (report.outcome, report.fault) == ("proved", None)
    assert run.draw.level == report.level
    return report.level


def test_the_record_names_issue_and_numbers_and_proves_the_source(
    bound: Ceremony, time: Time
) -> None:
    open_numbers(bound)
    time.on(HOUR)
    type_numbers(bound)
    operations.draw(by=bound.cast.clerk, number=bound.number)
    assert proved(bound, time) == "source"
    assert f"lottery ssq {ISSUE} " in bound_sources(bound.draw, 1)[-1]


def test_the_pages_carry_a_lottery_through(run: Ceremony, time: Time) -> None:
    clerk, witness = signed_in(run.cast.clerk), signed_in(run.cast.witness)
    run.commit()
    bind, lottery = (reverse(f"draw:{name}", args=[run.number, 1]) for name in ("bind", "lottery"))
    assert 'name="lottery_issue"' in clerk.get(bind).content.decode()
    assert clerk.post(bind, {"lottery_issue": ISSUE}).status_code == 422
    hour = f"{timezone.localtime(time.now + HOUR):%Y-%m-%dT%H:%M}"
    assert clerk.get(lottery).status_code == 302  # nothing is bound
    clerk.post(bind, {"lottery_issue": ISSUE, "lottery_time": hour})
    assert run.draw.state == State.BOUND.value
    time.on(2 * HOUR)
    assert ISSUE in clerk.get(lottery).content.decode()
    assert clerk.post(lottery, {"numbers": "x"}).status_code == 422
    clerk.post(lottery, {"numbers": "03 08"})
    assert "已记下" in clerk.get(lottery).content.decode()
    assert "<code>" not in witness.get(lottery).content.decode()
    page = witness.post(lottery, {"numbers": NUMBERS}, follow=True).content.decode()
    assert "不一致" in page
    assert NUMBERS in page
    clerk.post(lottery, {"numbers": NUMBERS})
    assert entries(run.draw, "lottery")
    page = clerk.get(reverse("draw:draw", args=[run.number])).content.decode()
    assert reverse("draw:run", args=[run.number, 1]) in page
