"""One drawn enterprise from the envelope to the delivered summary."""

from typing import Any

from django.utils import timezone

from tests.cast import Cast
from tests.factories.inspection import carry, drawn, for_cause, task
from yaohao.ground.audit.queries import first_break
from yaohao.stages.inspection import operations
from yaohao.stages.inspection.queries import progress
from yaohao.stages.inspection.rules import State


def test_from_the_envelope_to_the_hall(cast: Cast, settings: Any) -> None:
    walk = task(cast, settings=settings)
    made = drawn(walk, State.REPORTED, fail=True)
    assert (made.outcome, made.disposal) == ("ordered", "order")
    shown = walk.draw.openings.filter(to="enterprise").values_list("position", flat=True)
    assert list(shown) == [made.position]
    figures = progress(walk.draw)
    assert (figures.drawn, figures.reported, figures.problems, figures.waiting) == (1, 1, 1, 0)
    summary = operations.summarise(by=cast.clerk, number=walk.number)
    delivery = operations.deliver(
        by=cast.clerk, pk=summary.pk, receipt="政收1号", delivered_on=timezone.localdate()
    )
    assert delivery.summary.figures["problems"] == 1
    assert first_break() is None


def test_a_visit_for_a_cause_goes_the_same_way(cast: Cast) -> None:
    made = for_cause(cast, State.REPORTED)
    assert (made.origin, made.draw, made.outcome) == ("cause", None, "no-problem")
    assert carry(cast, made, State.PREPARED) == made
