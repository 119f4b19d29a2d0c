"""What the clock does: envelopes at their hour, as many a day as the desk said; late reveals."""

from datetime import date, datetime, time, timedelta

import pytest
from django.conf import LazySettings
from django.urls import reverse
from django.utils import timezone
from fairdraw.verify import verify
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast
from tests.factories.draw import Ceremony, ceremony, ready
from tests.stages.planning.test_pages import browser
from yaohao.ground.audit.models import Entry
from yaohao.ground.calendars.queries import years_table
from yaohao.ground.calendars.rules import is_working_day
from yaohao.stages.draw.files import read_file
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.operations import Refused, set_opening
from yaohao.stages.draw.queries.rounds import last_day
from yaohao.stages.draw.rules import OPENING_HOUR, State, open_by_clock, reveal_deadline
from yaohao.stages.draw.timing import open_due, reveal_due


def at(day: date, hour: time = OPENING_HOUR) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))


def opened(draw: Draw) -> int:
    return draw.openings.filter(to="officers").count()


@pytest.fixture
def run(cast: Cast, settings: LazySettings) -> Ceremony:
    walk = ceremony(cast, line=ready(cast, officers=6))
    walk.to(State.DRAWN)
    settings.YAOHAO_DEMO = True  # the operations do not wait; the clock does all the same
    return walk


@given(st.integers(0, 9), st.integers(-2, 40), st.integers(0, 60))
def test_never_more_than_there_are_and_never_fewer_from_day_to_day(
    daily: int, days: int, total: int
) -> None:
    count = open_by_clock(daily, days, total)
    assert 0 <= count <= total
    assert count <= open_by_clock(daily, days + 1, total)
    if days >= 1 and daily == 0:
        assert count == total
    if days < 1:
        assert count == 0


def test_without_a_word_of_the_desk_the_clock_opens_nothing(run: Ceremony) -> None:
    assert open_due(at(run.line.window_start)) == "0 envelopes opened"
    assert opened(run.draw) == 0


def test_all_open_at_the_hour_and_once(run: Ceremony) -> None:
    set_opening(by=run.cast.clerk, number=run.number, daily=0)
    first = run.line.window_start
    assert open_due(at(first, time(7, 59))) == "0 envelopes opened"
    assert open_due(at(first)) == "6 envelopes opened"
    assert open_due(at(first)) == "0 envelopes opened"
    assert run.draw.state == State.OPENING.value
    assert opened(run.draw) == 6
    entry = Entry.objects.get(action="draw.assignment.open")
    assert (entry.actor_id, entry.bureau) == ("clock", run.cast.city.code)
    assert run.draw.entries.filter(kind="open", by=None, seat=None).count() == 6


def test_some_a_working_day(run: Ceremony) -> None:
    set_opening(by=run.cast.clerk, number=run.number, daily=2)
    first, years = run.line.window_start, years_table()
    working = [
        day for day in (first + timedelta(step) for step in range(14)) if is_working_day(day, years)
    ]
    open_due(at(working[0]))
    assert opened(run.draw) == 2
    open_due(at(working[1], time(7)))
    assert opened(run.draw) == 2
    open_due(at(working[1]))
    assert opened(run.draw) == 4
    open_due(at(working[5]))  # a machine that slept catches up, and never beyond the end
    assert opened(run.draw) == 6


def test_the_desk_may_open_by_hand_in_between(run: Ceremony) -> None:
    set_opening(by=run.cast.clerk, number=run.number, daily=2)
    run.open(3)
    open_due(at(run.line.window_start))
    assert opened(run.draw) == 3


def test_after_the_window_nothing_opens_any_more(run: Ceremony) -> None:
    set_opening(by=run.cast.clerk, number=run.number, daily=0)
    assert open_due(at(run.line.window_end + timedelta(days=1))) == "0 envelopes opened"


def test_a_missed_reveal_is_made_at_the_deadline(run: Ceremony) -> None:
    run.open(2)
    day = reveal_deadline(last_day(run.draw))
    assert reveal_due(at(day - timedelta(days=1))) == "0 draws revealed"
    assert reveal_due(at(day)) == "1 draws revealed"
    assert reveal_due(at(day)) == "0 draws revealed"
    assert run.draw.state == State.REVEALED.value
    assert verify(read_file(run.draw.record_file or "")).fault is None
    assert Entry.objects.get(action="draw.draw.reveal").actor_id == "clock"


def test_an_exercise_is_left_alone(cast: Cast, settings: LazySettings) -> None:
    settings.YAOHAO_DEMO = True
    walk = Ceremony(cast=cast, line=ready(cast), exercise=True)
    walk.to(State.DRAWN)
    assert reveal_due(at(reveal_deadline(walk.line.window_end))) == "0 draws revealed"


def test_who_may_arrange_it_and_until_when(run: Ceremony) -> None:
    with pytest.raises(Refused):
        set_opening(by=run.cast.officer, number=run.number, daily=0)
    with pytest.raises(Draw.DoesNotExist):
        set_opening(by=run.cast.stranger, number=run.number, daily=0)
    with pytest.raises(Refused):
        set_opening(by=run.cast.clerk, number=run.number, daily=501)
    run.to(State.REVEALED)
    with pytest.raises(Refused):
        set_opening(by=run.cast.clerk, number=run.number, daily=0)


def test_the_page_arranges_it(run: Ceremony) -> None:
    client = browser(run.cast.clerk)
    page = reverse("draw:envelopes", args=[run.number])
    assert "Who opens the envelopes: by hand" in client.get(page).content.decode()
    address = reverse("draw:opening", args=[run.number])
    wrong = client.post(address, {"how": "daily", "daily": ""})
    assert wrong.status_code == 422
    assert "Say how many a day." in wrong.content.decode()
    client.post(address, {"how": "daily", "daily": "3"})
    assert run.draw.opens_daily == 3
    assert "by the clock, 3 at the hour of every working day" in client.get(page).content.decode()
    client.post(address, {"how": "hand"})
    assert run.draw.opens_daily is None
