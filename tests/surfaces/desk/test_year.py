"""The board of a year: calendar, counties, what is late, chasing."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast
from tests.factories.draw import ready
from tests.factories.inspection import drawn, for_cause, task
from tests.factories.planning import YEAR
from yaohao.ground.audit.models import Entry
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.notices.models import Notice
from yaohao.stages.inspection.models import Report
from yaohao.stages.inspection.rules import State
from yaohao.stages.planning.models import Line
from yaohao.stages.registers.models import InspectionObject
from yaohao.surfaces.desk.gantt import YEAR as WIDE
from yaohao.surfaces.desk.gantt import mark, stretch
from yaohao.surfaces.desk.operations import chase
from yaohao.surfaces.desk.queries.board import county_progress, not_at_the_door
from yaohao.surfaces.desk.queries.overdue import Late, last_chased, overdue

CANARY = "绝密金丝雀有限公司"
days = st.dates(date(2025, 1, 1), date(2027, 12, 31))


def board(client: Client, **query: Any) -> str:
    """What the page says."""
    return client.get(reverse("desk:year"), query).content.decode()


def late_report(cast: Cast) -> str:
    """A visit whose report is ten days late; its key."""
    visit = for_cause(cast, State.RECORDED)
    day = timezone.localdate() - timedelta(days=10)
    Report.objects.filter(inspection=visit).update(due=day)
    return f"report:{visit.pk}"


@given(days, days)
def test_a_stretch_lies_inside_its_year_and_grows_with_its_days(first: date, last: date) -> None:
    found = stretch(first, last, 2026)
    touches = first <= last and first.year <= 2026 <= last.year
    assert (found is not None) == touches
    if found:
        assert found.x >= 0
        assert found.width > 0
        assert found.x + found.width <= WIDE + 0.01
        assert found.x == (mark(first, 2026) if first.year == 2026 else 0)


def test_a_line_stands_on_the_calendar_with_its_state_in_words(cast: Cast, client: Client) -> None:
    line = ready(cast)
    client.force_login(cast.clerk)
    text = board(client)
    assert f"{line.called} {line.title}" in text
    assert 'class="gantt-window gantt-filed"' in text
    assert f"{line.get_state_display()}</td>" in text
    assert text.count(reverse("planning:line", args=[line.pk])) >= 2
    assert 'class="gantt-today"' in text
    assert 'class="gantt-today"' not in board(client, year=YEAR + 1)


def test_the_lines_are_a_file_too(cast: Cast, client: Client) -> None:
    line = ready(cast)
    client.force_login(cast.clerk)
    text = board(client, export="csv")
    assert line.title in text
    assert line.window_end.isoformat() in text


def test_a_replaced_line_is_left_out(cast: Cast, client: Client) -> None:
    line = ready(cast)
    Line.objects.filter(pk=line.pk).update(state="replaced")
    client.force_login(cast.clerk)
    assert line.title not in board(client)


def test_nonsense_for_a_year_is_this_year(cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk)
    assert f"年度进度 {YEAR}" in board(client, year="x")


def test_a_county_counts_for_the_desk_from_the_door_on(cast: Cast, settings: Any) -> None:
    walk = task(cast, settings=settings)
    InspectionObject.objects.update(region="140702")
    visit = drawn(walk, State.APPROVED)
    assert [row.opened for row in county_progress(cast.clerk, YEAR)] == [0]
    assert not_at_the_door(cast.clerk, YEAR) == 1
    visit.state = State.RUNNING.value
    visit.save()
    (row,) = county_progress(cast.clerk, YEAR)
    assert (row.opened, row.visited, row.reported, row.planned) == (1, 0, 0, None)
    assert not_at_the_door(cast.clerk, YEAR) == 0


def test_planned_goes_by_the_share_of_the_pool(cast: Cast) -> None:
    line = ready(cast)  # half of twelve
    InspectionObject.objects.filter(pk__in=InspectionObject.objects.all()[:4]).update(
        region="140703"
    )
    Line.objects.filter(pk=line.pk).update(filter={"regions": ["140702", "140703"]})
    found = {row.code: row.planned for row in county_progress(cast.clerk, YEAR)}
    assert found == {"140702": 4, "140703": 2}


def test_the_numbers_of_a_county_lead_to_their_rows(
    cast: Cast, client: Client, settings: Any
) -> None:
    visit = drawn(task(cast, settings=settings), State.RECORDED)
    client.force_login(cast.clerk)
    query = f"plan={YEAR}&county={visit.object.region}&state=visited"
    assert query.replace("&", "&amp;") in board(client)
    rows = reverse("inspection:inspections")
    assert visit.number in client.get(f"{rows}?{query}").content.decode()
    other = client.get(f"{rows}?plan={YEAR}&county=999999").content.decode()
    assert visit.number not in other


def test_a_line_whose_visits_have_begun_without_a_draw_is_late(cast: Cast, client: Client) -> None:
    line = ready(cast)
    day = line.window_start
    assert overdue(cast.clerk, YEAR, day) == []  # that day it may still be drawn
    (row,) = overdue(cast.clerk, YEAR, day + timedelta(days=1))
    assert (row.kind, row.pk, row.since) == (Late.LINE, line.pk, day)
    client.force_login(cast.clerk)
    assert 'href="#late-line"' in board(client)


def test_a_drawn_line_is_not_late(cast: Cast, settings: Any) -> None:
    task(cast, settings=settings)
    assert overdue(cast.clerk, YEAR, timezone.localdate()) == []


def test_chasing_tells_the_team_and_no_name(cast: Cast) -> None:
    key = late_report(cast)
    InspectionObject.objects.update(name=CANARY)
    done = chase(by=cast.clerk, year=YEAR, keys=[key])
    assert (done.rows, done.people) == (1, 2)
    told = Notice.objects.filter(key__startswith="chase:")
    assert {one.recipient for one in told} == {"officer", "officer-2"}
    assert {one.fields["count"] for one in told} == {"1"}
    assert CANARY not in str(list(told.values()))
    entry = Entry.objects.get(action="desk.overdue.chase")
    assert entry.actor_id == "clerk"
    assert CANARY not in entry.detail
    assert set(last_chased(cast.city, YEAR)) == {key}


def test_each_thing_is_chased_once_a_day(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    key = late_report(cast)
    chase(by=cast.clerk, year=YEAR)
    for keys in (None, [key]):
        with pytest.raises(Refused, match="明天"):
            chase(by=cast.clerk, year=YEAR, keys=keys)
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(days=1))
    assert chase(by=cast.clerk, year=YEAR).rows == 1


def test_all_at_once_is_one_notice_for_each_person(cast: Cast) -> None:
    late_report(cast)
    late_report(cast)
    assert chase(by=cast.clerk, year=YEAR).rows == 2
    told = {one.recipient: one.fields["count"] for one in Notice.objects.all()}
    assert told == {"officer": "2", "officer-2": "2"}
    assert Notice.objects.count() == 2


def test_what_is_not_late_or_of_another_bureau_cannot_be_chased(cast: Cast) -> None:
    key = late_report(cast)
    with pytest.raises(Refused):
        chase(by=cast.clerk, year=YEAR, keys=["report:0"])
    with pytest.raises(Refused):
        chase(by=cast.stranger, year=YEAR, keys=[key])
    with pytest.raises(Refused):
        chase(by=cast.officer, year=YEAR, keys=[key])
    assert not Notice.objects.exists()


def test_the_button_chases_and_the_page_says_when(cast: Cast, client: Client) -> None:
    key = late_report(cast)
    client.force_login(cast.clerk)
    assert f'value="{key}"' in board(client)
    answer = client.post(reverse("desk:year-chase"), {"year": YEAR, "row": key}, follow=True)
    text = answer.content.decode()
    assert "今日已催办" in text
    assert timezone.localdate().isoformat() in text
    assert f'value="{key}"' not in text


def test_who_may_not_chase_sees_no_button(cast: Cast, client: Client) -> None:
    late_report(cast)
    client.force_login(cast.auditor)
    text = board(client)
    assert 'id="late-report"' in text
    assert reverse("desk:year-chase") not in text
