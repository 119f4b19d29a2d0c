"""The visit book: places are taken, given back, and never more than the limit."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.factories.planning import YEAR, plan_bureau, plan_objects, plan_person
from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rules import Role
from yaohao.ground.audit.models import Entry
from yaohao.stages.planning.models import Visit, VisitCounter
from yaohao.stages.planning.operations import (
    Refused,
    book_visit,
    complete_visit,
    hold_visit,
    void_visit,
)
from yaohao.stages.planning.queries import visit_of, visits_left, without_place
from yaohao.stages.planning.rules import Booking, VisitKind
from yaohao.stages.registers.models import InspectionObject
from yaohao.stages.registers.rules.pool_filter import PoolFilter

TODAY = date(YEAR, 6, 1)
Pair = tuple[User, InspectionObject]


def make(**attributes: str) -> Pair:
    """A clerk and an enterprise; other industry, grade B: two visits a year."""
    bureau = plan_bureau()
    (firm,) = plan_objects(bureau, 1, **({"credit": "B"} | attributes))
    return plan_person(bureau, Role.CLERK), firm


def book(pair: Pair, source: str, kind: VisitKind = VisitKind.RANDOM) -> Booking:
    by, firm = pair
    return book_visit(by=by, bureau=by.bureau, firm=firm, kind=kind, on=TODAY, source=source)


@pytest.fixture
def pair(db: None) -> Pair:
    return make()


def test_visits_are_numbered_up_to_the_limit(pair: Pair) -> None:
    assert book(pair, "a") == Booking(True, 1, 2)
    assert book(pair, "b") == Booking(True, 2, 2)
    assert book(pair, "c") == Booking(False, 2, 2, "cap")
    assert visit_of("c") is None
    assert visits_left(pair[1], TODAY) == (2, 2)


def test_one_source_takes_one_place(pair: Pair) -> None:
    assert book(pair, "a") == book(pair, "a")
    assert VisitCounter.objects.get().used == 1


def test_void_gives_the_place_back_once(pair: Pair) -> None:
    by, _firm = pair
    book(pair, "a")
    void_visit(by=by, source="a", reason="企业停产")
    with pytest.raises(Refused):
        void_visit(by=by, source="a", reason="企业停产")
    assert VisitCounter.objects.get().used == 0
    assert book(pair, "a").reason == "voided"
    assert book(pair, "b").nth == 1


def test_a_visit_that_took_place_cannot_be_made_void(pair: Pair) -> None:
    by, _firm = pair
    book(pair, "a")
    hold_visit(by=by, source="a")
    complete_visit(by=by, source="a")
    with pytest.raises(Refused):
        void_visit(by=by, source="a", reason="x")


@pytest.mark.parametrize("kind", [VisitKind.SPECIAL, VisitKind.CAUSE, VisitKind.RECHECK])
def test_what_does_not_count_is_always_booked(pair: Pair, kind: VisitKind) -> None:
    for number in range(4):
        assert book(pair, f"{kind}{number}", kind) == Booking(True, None, None)
    assert not VisitCounter.objects.exists()


def test_supervision_has_a_limit_of_its_own(pair: Pair) -> None:
    book(pair, "a")
    assert [book(pair, f"s{n}", VisitKind.SUPERVISION).nth for n in range(3)] == [1, 2, 3]
    assert not book(pair, "s3", VisitKind.SUPERVISION).booked


def test_a_new_grade_has_its_limit_from_the_next_booking_on(pair: Pair) -> None:
    by, firm = pair
    for source in ("a", "b"):
        book(pair, source)
    firm.credit = "A"
    assert book((by, firm), "c") == Booking(False, 2, 1, "cap")
    void_visit(by=by, source="b", reason="x")
    assert not book((by, firm), "d").booked
    firm.credit = "D"
    assert book((by, firm), "e") == Booking(True, 2, 6)


def test_who_has_no_visit_left_is_counted(pair: Pair) -> None:
    by, firm = pair
    plan_objects(by.bureau, 3, credit="D")
    assert without_place(by.bureau, PoolFilter(), TODAY) == set()
    book(pair, "a")
    waiting = {firm.object_id: {VisitKind.RANDOM: 1}}
    assert without_place(by.bureau, PoolFilter(), TODAY, waiting) == {firm.object_id}
    book(pair, "b")
    assert without_place(by.bureau, PoolFilter(), TODAY) == {firm.object_id}


def test_the_trail_names_the_source_and_never_the_enterprise(pair: Pair) -> None:
    book(pair, "draw:990100-2026-001/3")
    entry = Entry.objects.get(action="planning.visit.book")
    assert entry.subject == "planning.visit:draw:990100-2026-001/3"
    assert pair[1].object_id not in f"{entry.subject}{entry.detail}{entry.reason}"


class Interleavings(TestCase):
    """Whatever is booked and made void in whatever order, the count is that of the live visits."""

    @settings(deadline=None)  # a step's time is the database's
    @given(st.lists(st.tuples(st.booleans(), st.integers(0, 5)), max_size=25))
    def test_the_counter_never_leaves_its_bounds(self, steps: list[tuple[bool, int]]) -> None:
        pair = make()
        for books, number in steps:
            if books:
                book(pair, str(number))
            else:
                visit = Visit.objects.filter(source=str(number), state="booked").first()
                if visit:
                    void_visit(by=pair[0], source=str(number), reason="x")
            live = Visit.objects.filter(state="booked").count()
            used = sum(VisitCounter.objects.values_list("used", flat=True))
            assert used == live <= 2
