"""第十二条: 结合年度计划，合理确定随机抽查的比例和频次。

Ratio or number per stratum, said in numbers before anything is approved; the period is the plan's.
"""

from datetime import date

import pytest
from fairdraw.announcement import Stratum

from tests.cast import Cast
from tests.factories.planning import YEAR, draft_line, line_draft, plan_objects, submitted_line
from yaohao.stages.planning import operations as planning
from yaohao.stages.planning.queries import sentence


def test_a_ratio_says_how_many_will_be_drawn(cast: Cast) -> None:
    plan_objects(cast.city, 30)
    line = draft_line(cast.city, shares=(Stratum("ALL", "ratio", 1000),))
    counted = sentence(line)
    assert (counted.eligible, counted.to_draw) == (30, 3)


def test_a_number_is_a_number(cast: Cast) -> None:
    plan_objects(cast.city, 30)
    assert sentence(draft_line(cast.city, shares=(Stratum("ALL", "number", 7),))).to_draw == 7


def test_each_risk_grade_has_its_own_ratio(cast: Cast) -> None:
    for place, made in enumerate(plan_objects(cast.city, 20)):
        made.risk = "RED" if place < 10 else "BLUE"
        made.save()
    shares = (Stratum("BLUE", "ratio", 1000), Stratum("RED", "ratio", 5000))
    counted = sentence(draft_line(cast.city, stratify_by="risk", shares=shares))
    assert {part.code: part.drawn for part in counted.portions if part.base} == {
        "BLUE": 1,
        "RED": 5,
    }


@pytest.mark.parametrize(
    "shares", [(Stratum("ALL", "ratio", 10_001),), (Stratum("ALL", "number", 31),), ()]
)
def test_more_than_all_or_nothing_at_all_is_refused(
    cast: Cast, shares: tuple[Stratum, ...]
) -> None:
    plan_objects(cast.city, 30)
    with pytest.raises(planning.Refused):
        submitted_line(cast.city, shares=shares)


def test_the_visits_lie_within_the_period(cast: Cast) -> None:
    plan_objects(cast.city, 5)
    line = draft_line(cast.city)
    outside = line_draft(
        line.item,
        period=(date(YEAR, 1, 1), date(YEAR, 6, 30)),
        window=(date(YEAR, 6, 1), date(YEAR, 7, 31)),
    )
    with pytest.raises(planning.Refused):
        planning.change_line(by=cast.clerk, pk=line.pk, draft=outside)
