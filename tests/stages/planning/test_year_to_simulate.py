"""From plan, registers, visit book and calendar to the numbers of a year."""

from datetime import date
from typing import Any

import pytest
from fairdraw.announcement import Stratum

from tests.cast import Cast
from tests.factories.planning import YEAR, draft_line, filed_line, plan_objects
from tests.stages.planning.test_scenarios import plan_officer
from yaohao.ground.accounts.models import Bureau
from yaohao.stages.planning.models import Cap, Line
from yaohao.stages.planning.operations import book_visit
from yaohao.stages.planning.queries.capacity import officer_days
from yaohao.stages.planning.queries.cycles import cycle_named
from yaohao.stages.planning.queries.simulated import (
    lines_to_simulate,
    working_days,
    year_to_simulate,
)
from yaohao.stages.planning.rules import LineState, VisitKind
from yaohao.stages.planning.rules.simulation.year import FREE, Year
from yaohao.stages.registers.models import Leave, Recusal

MARCH = (date(YEAR, 3, 1), date(YEAR, 3, 31))


def built(bureau: Bureau, **values: Any) -> Year:
    return year_to_simulate(lines_to_simulate(bureau, YEAR), bureau, **values)


def test_strata_become_urns_with_the_quotas_of_the_core(cast: Cast) -> None:
    red = plan_objects(cast.city, 7)
    plan_objects(cast.city, 12, risk="BLUE")
    plan_objects(cast.city, 2, exclusion="CLOSED", ended_on=date(YEAR, 1, 1))
    plan_objects(cast.county, 5)
    shares = (Stratum("BLUE", "number", 3), Stratum("RED", "ratio", 5000))
    draft_line(cast.city, stratify_by="risk", shares=shares)
    year = built(cast.city)
    (line,) = year.lines
    assert [(urn.code, len(urn.rows), urn.quota) for urn in line.urns] == [
        ("BLUE", 12, 3),
        ("RED", 7, 4),
    ]
    assert {year.ids[row] for row in line.urns[1].rows} == {firm.object_id for firm in red}
    assert list(year.ids) == sorted(year.ids)


def test_a_line_drawn_twice_has_two_rounds_in_their_months(cast: Cast) -> None:
    plan_objects(cast.city, 4)
    line = draft_line(cast.city)
    Line.objects.filter(pk=line.pk).update(frequency=2, cap=5)
    first, second = built(cast.city).lines[0].turns
    assert (first.cap, second.cap) == (2, 3)
    assert set(first.months) == set(range(6)) | ({6} & set(first.months))
    assert len(first.months) + len(second.months) == len(
        working_days(date(YEAR, 1, 1), date(YEAR, 12, 31))
    )


def test_officers_go_by_field_recusal_leave_and_certificate(cast: Cast) -> None:
    firms = plan_objects(cast.city, 3, field="HC")
    lead, second, away, late = (plan_officer(cast.city, serial) for serial in range(4))
    for officer, fields in ((lead, ["HC"]), (second, ["OT"]), (away, ["HC"]), (late, ["HC"])):
        officer.functions = fields
        officer.save()
    late.valid_from = date(YEAR, 3, 2)
    late.save()
    Leave.objects.create(officer=away, first=MARCH[0], last=MARCH[1], by=cast.clerk)
    Recusal.objects.create(
        officer=second, object=firms[0], reason="亲属", declared_on=date(YEAR, 1, 1)
    )
    draft_line(cast.city, window=MARCH)
    year = built(cast.city)
    names = [year.certificates.index(one.certificate) for one in (lead, second)]
    (turn,) = year.lines[0].turns
    assert turn.able == {"HC": ((names[0],), tuple(sorted(names)))}
    assert year.barred == {list(year.ids).index(firms[0].object_id): frozenset({names[1]})}


def test_limits_and_visits_of_the_year_are_those_of_the_visit_book(cast: Cast) -> None:
    graded, free = plan_objects(cast.city, 1, credit="B")[0], plan_objects(cast.city, 1)[0]
    Cap.objects.filter(group="OTHER").exclude(grade="B").delete()
    draft_line(cast.city)
    book_visit(
        by=cast.clerk, bureau=cast.city, firm=graded, kind=VisitKind.RANDOM,
        on=date(YEAR, 2, 1), source="a",
    )  # fmt: skip
    year = built(cast.city)
    place = {name: row for row, name in enumerate(year.ids)}
    ((pot, limits),) = year.lines[0].limits
    assert limits[place[graded.object_id]] == 2
    assert limits[place[free.object_id]] == FREE
    assert year.used[pot][place[graded.object_id]] == 1
    assert year.used[pot][place[free.object_id]] == 0
    assert built(cast.city, limits=False).lines[0].limits == ()


def test_who_was_visited_in_a_running_cycle_is_shut(cast: Cast) -> None:
    seen, _other = plan_objects(cast.city, 2)
    line = draft_line(cast.city, cycle="甲")
    assert cycle_named(cast.city, line.item.code, "甲") is not None
    book_visit(
        by=cast.clerk, bureau=cast.city, firm=seen, kind=VisitKind.RANDOM, on=date(YEAR, 2, 1),
        source="a", item_code=line.item.code,
    )  # fmt: skip
    year = built(cast.city)
    (shut,) = year.shut
    assert [name for name, flag in zip(year.ids, shut, strict=True) if flag] == [seen.object_id]


def test_lines_of_one_item_and_cycle_are_one_group(cast: Cast) -> None:
    plan_objects(cast.city, 2)
    one = draft_line(cast.city, cycle="甲")
    draft_line(cast.city, cycle="甲")
    draft_line(
        cast.city, cycle="甲", item=one.item, period=MARCH, window=MARCH,
    )  # fmt: skip
    groups = [line.group for line in built(cast.city).lines]
    assert groups[0] == groups[2] != groups[1]


def test_replaced_lines_are_left_out(cast: Cast) -> None:
    plan_objects(cast.city, 10)
    line = filed_line(cast.city)
    assert lines_to_simulate(cast.city, YEAR) == [line]
    Line.objects.filter(pk=line.pk).update(state=LineState.REPLACED.value)
    assert lines_to_simulate(cast.city, YEAR) == []


@pytest.mark.parametrize("leave", [0, 4])
def test_days_of_officers_are_working_days_less_leave(cast: Cast, leave: int) -> None:
    plan_officer(cast.city, 0)
    other = plan_officer(cast.city, 1)
    whole = len(working_days(date(YEAR, 1, 1), date(YEAR, 12, 31)))
    off = len(working_days(*MARCH))
    Leave.objects.create(officer=other, first=MARCH[0], last=MARCH[1], by=cast.clerk)
    assert officer_days(cast.city, YEAR, leave) == (2, 2 * whole - off - 2 * leave, whole)
