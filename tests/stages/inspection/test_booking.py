"""An inspection and its visit in the visit book."""

from typing import Any

from tests.cast import Cast
from tests.factories.inspection import drawn, for_cause, task
from yaohao.stages.inspection.operations import approve_afterwards, void
from yaohao.stages.inspection.queries import progress
from yaohao.stages.inspection.rules import State
from yaohao.stages.planning.models import Visit


def test_approval_books_a_visit_for_a_cause_that_does_not_count(cast: Cast) -> None:
    made = for_cause(cast, State.SUBMITTED)
    assert not Visit.objects.exists()
    made = for_cause(cast, State.APPROVED)
    visit = Visit.objects.get(source=made.visit)
    assert (visit.state, visit.kind, visit.counts) == ("held", "cause", False)
    assert made.nth is None


def test_an_order_from_above_is_a_special_inspection(cast: Cast) -> None:
    made = for_cause(cast, State.APPROVED, kind="superior")
    assert Visit.objects.get(source=made.visit).kind == "special"


def test_the_sealed_record_uses_the_place_up(cast: Cast, settings: Any) -> None:
    made = drawn(task(cast, settings=settings), State.RECORDED)
    assert (made.nth, made.limit) == (1, 4)
    assert Visit.objects.get(source=made.visit).state == "done"


def test_void_gives_the_place_back(cast: Cast, settings: Any) -> None:
    made = drawn(task(cast, settings=settings), State.APPROVED)
    void(by=cast.director, pk=made.pk, reason="企业停产")
    assert Visit.objects.get(source=made.visit).state == "void"


def test_an_emergency_is_booked_with_its_approval_afterwards(cast: Cast) -> None:
    made = for_cause(cast, emergency=True, emergency_reason="险情")
    approve_afterwards(by=cast.director, pk=made.pk)
    assert Visit.objects.get(source=made.visit).state == "held"


def test_an_envelope_without_a_place_counts_as_not_inspected(cast: Cast, settings: Any) -> None:
    walk = task(cast, settings=settings, objects=2)
    walk.draw.openings.filter(to="officers", position=0).update(void="cap")

    figures = progress(walk.draw)

    assert (figures.drawn, figures.void, figures.complete) == (1, 1, True)
