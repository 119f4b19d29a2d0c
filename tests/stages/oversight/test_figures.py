"""The funnel counts what reached each step, and keeps drawn and cause-based visits apart."""

from django.utils import timezone

from tests.cast import Cast
from tests.factories.draw import Ceremony, ready
from tests.factories.planning import YEAR
from tests.stages.oversight.visits import visit
from yaohao.stages.draw.rules import State
from yaohao.stages.inspection.models import Problem
from yaohao.stages.oversight.queries.figures import cause_part, random_parts


def test_a_line_is_planned_then_drawn(cast: Cast) -> None:
    walk = Ceremony(cast=cast, line=ready(cast, objects=12))
    assert [part.funnel.steps[:2] for part in random_parts(cast.clerk, YEAR)] == [
        [("planned", 6), ("drawn", 0)]
    ]
    walk.to(State.DRAWN)
    (part,) = random_parts(cast.clerk, YEAR)
    assert dict(part.funnel.steps) == {
        "planned": 6, "drawn": 6, "inspected": 0, "with_problems": 0, "rectified": 0,
        "published": 0,
    }  # fmt: skip
    assert random_parts(cast.stranger, YEAR) == []


def test_visits_with_a_cause_stand_apart(cast: Cast) -> None:
    now = timezone.now()
    mended, open_ = visit(cast), visit(cast)
    for made, spot in ((mended, True), (open_, False)):
        Problem.objects.create(
            inspection=made, number=1, text="通道堵塞", on_the_spot=spot, by=cast.officer, at=now
        )
    visit(cast, state="running", outcome="", disposal="")
    funnel = cause_part(cast.clerk, timezone.localdate().year)
    assert dict(funnel.steps) == {
        "inspected": 2, "with_problems": 2, "rectified": 1, "published": 0,
    }  # fmt: skip
    assert random_parts(cast.clerk, YEAR) == []
