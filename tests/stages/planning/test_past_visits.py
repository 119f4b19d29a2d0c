"""Visits before this product in the visit book: booked once, taken back, and named as unproven."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from tests.factories.planning import YEAR, plan_bureau, plan_objects, plan_person
from tests.factories.registers import csv_sheet
from yaohao.config.timers import past_visits
from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rules import Role
from yaohao.ground.audit.models import Entry
from yaohao.stages.planning.models import Visit, VisitCounter
from yaohao.stages.planning.operations import book_visit
from yaohao.stages.planning.queries import unproven_visits, visits_left, without_place
from yaohao.stages.planning.rules import Booking, VisitKind
from yaohao.stages.planning.settling import settle_past
from yaohao.stages.registers.models import InspectionObject, PastVisit
from yaohao.stages.registers.operations import check_sheet, confirm_import, undo_import
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.rules.pool_filter import PoolFilter

TODAY = date(YEAR, 6, 1)
Pair = tuple[User, InspectionObject]


@pytest.fixture
def pair(db: None) -> Pair:
    """A clerk and an enterprise of grade B: two visits a year."""
    bureau = plan_bureau()
    (firm,) = plan_objects(bureau, 1, credit="B")
    return plan_person(bureau, Role.CLERK), firm


def past(pair: Pair, month: int = 1, **fields: Any) -> PastVisit:
    usual = {"date": date(YEAR, month, 5), "origin": "RANDOM"}
    return PastVisit.objects.create(bureau=pair[0].bureau, object=pair[1], **usual | fields)


def settle(pair: Pair) -> int:
    return settle_past(by=pair[0], bureau=pair[0].bureau, year=YEAR)


def used() -> int:
    return sum(VisitCounter.objects.values_list("used", flat=True))


def test_a_visit_takes_its_place_once(pair: Pair) -> None:
    row = past(pair)
    assert [settle(pair), settle(pair)] == [1, 0]
    visit = Visit.objects.get()
    assert (visit.source, visit.nth, visit.limit, visit.state) == (f"past:{row.pk}/1", 1, 2, "done")
    assert visits_left(pair[1], TODAY) == (1, 2)
    assert Entry.objects.filter(action="planning.visit.take-past").count() == 1


def test_the_next_visit_says_how_many_are_unproven(pair: Pair) -> None:
    past(pair)
    booked = book_visit(
        by=pair[0], bureau=pair[0].bureau, firm=pair[1], kind=VisitKind.RANDOM, on=TODAY,
        source="draw:x/0",
    )  # fmt: skip
    assert booked == Booking(True, 2, 2, unproven=1)


def test_no_place_is_left_after_two(pair: Pair) -> None:
    past(pair)
    past(pair, 2)
    settle(pair)
    bureau = pair[0].bureau
    assert without_place(bureau, PoolFilter(), TODAY) == {pair[1].object_id}


def test_what_took_place_beyond_the_limit_stands_without_counting(pair: Pair) -> None:
    for month in (1, 2, 3):
        past(pair, month)
    assert [settle(pair), settle(pair)] == [3, 0]
    assert list(Visit.objects.order_by("on").values_list("counts", flat=True)) == [
        True, True, False,
    ]  # fmt: skip
    assert unproven_visits(pair[1].object_id, YEAR) == 2


def test_what_counts_is_data(pair: Pair) -> None:
    past(pair, origin="CAUSE")
    past(pair, 2, origin="RECHECK")
    settle(pair)
    assert used() == 0
    assert Visit.objects.filter(counts=False).count() == 2


def test_another_year_is_not_booked(pair: Pair) -> None:
    past(pair, date=date(YEAR - 1, 12, 31))
    assert settle(pair) == 0
    assert not Visit.objects.exists()


def test_a_changed_origin_is_booked_anew_and_a_changed_result_is_not(pair: Pair) -> None:
    row = past(pair)
    settle(pair)
    PastVisit.objects.filter(pk=row.pk).update(result="合格", revision=2)
    assert settle(pair) == 0
    PastVisit.objects.filter(pk=row.pk).update(origin="CAUSE", revision=3)
    settle(pair)
    assert used() == 0
    PastVisit.objects.filter(pk=row.pk).update(origin="RANDOM", revision=4)
    settle(pair)
    assert used() == 1
    assert Visit.objects.exclude(state="void").get().source == f"past:{row.pk}/4"


def test_the_undo_of_an_import_gives_the_places_back(pair: Pair) -> None:
    by, firm = pair
    year = timezone.localdate().year
    content = csv_sheet(
        ["统一社会信用代码", "企业名称", "检查日期", "检查类型"],
        [[firm.credit_code, firm.name, f"{year}-01-01", "双随机"]],
    )
    run = check_sheet(by=by, kind=Kind.VISITS, filename="往年检查.csv", content=content)
    confirm_import(by=by, pk=run.pk)
    assert "1 visits" in past_visits()
    assert used() == 1
    undo_import(by=by, pk=run.pk)
    past_visits()
    assert used() == 0
    assert Visit.objects.get().state == "void"
