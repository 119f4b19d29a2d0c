"""The funnel counts what reached each step, and keeps drawn and cause-based visits apart."""

from django.urls import reverse
from django.utils import timezone
from fairdraw.announcement import Stratum

from tests.cast import Cast
from tests.factories.draw import Ceremony, ready
from tests.factories.planning import YEAR, filed_line, plan_objects
from tests.stages.oversight.visits import visit
from tests.stages.registers.browsers import browser
from yaohao.stages.draw.rules import State
from yaohao.stages.inspection.models import Problem
from yaohao.stages.oversight.queries.figures import cause_part, line_parts, random_parts
from yaohao.stages.planning.rules import Regime


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


def test_key_and_special_inspections_are_never_added_to_the_random_ones(cast: Cast) -> None:
    plan_objects(cast.city, 10)
    filed_line(cast.city, title="随机")
    everybody = (Stratum("ALL", "ratio", 10_000),)
    filed_line(cast.city, title="重点", regime=Regime.KEY, shares=everybody)
    filed_line(cast.city, title="专项", regime=Regime.SPECIAL, ordered_by="省厅〔2026〕5号")
    parts = line_parts(cast.clerk, YEAR)
    assert [(part.title, part.funnel.planned) for part in parts] == [
        ("随机", 5), ("重点", 10), ("专项", 5),
    ]  # fmt: skip
    assert [part.title for part in random_parts(cast.clerk, YEAR)] == ["随机"]
    page = browser(cast.clerk).get(reverse("oversight:statistics")).content.decode()
    assert "5 planned, 0 drawn" in page
    assert page.count("Never added to the random inspections.") == 2
