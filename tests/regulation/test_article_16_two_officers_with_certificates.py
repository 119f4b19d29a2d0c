"""第十六条 “双随机”抽查至少应由2名持有有效执法证件人员组成……"""

from datetime import timedelta

import pytest

from tests.cast import Cast
from tests.factories.draw import exercise, officer, ready
from tests.factories.planning import draft_line
from yaohao.stages.draw.checking import check
from yaohao.stages.draw.operations import Refused
from yaohao.stages.draw.queries.sealed import sealed_visits
from yaohao.stages.draw.rules import State
from yaohao.stages.planning import operations as planning
from yaohao.stages.registers.models import Officer


def test_every_visit_has_two_different_officers(cast: Cast) -> None:
    run = exercise(cast)
    run.to(State.DRAWN)
    teams = [dict(visit.team) for visit in sealed_visits(run.draw)]
    assert len(teams) == 6
    assert all(set(team) == {"lead", "second"} for team in teams)
    assert all(len(set(team.values())) == 2 for team in teams)


def test_the_plan_takes_no_team_of_one(cast: Cast) -> None:
    with pytest.raises(planning.Refused):
        draft_line(cast.city, roles=("lead",))


def test_a_certificate_that_ends_before_the_last_day_is_not_drawn(cast: Cast) -> None:
    line = ready(cast)
    late = officer(cast.city, "提前到期", valid_to=line.window_end - timedelta(days=1))
    until = officer(cast.city, "当日到期", valid_to=line.window_end)
    able = {o.certificate for o in check(line).officers}
    assert late.certificate not in able
    assert until.certificate in able


def test_a_certificate_that_begins_after_the_first_day_is_not_drawn(cast: Cast) -> None:
    line = ready(cast)
    fresh = officer(cast.city, "新领证", valid_from=line.window_start + timedelta(days=1))
    assert fresh.certificate not in {o.certificate for o in check(line).officers}


def test_who_left_the_service_is_not_drawn(cast: Cast) -> None:
    line = ready(cast)
    gone = officer(cast.city, "已调离", active=False)
    run = exercise(cast, line=line)
    run.to(State.DRAWN)
    drawn = {name for visit in sealed_visits(run.draw) for _role, name in visit.team}
    assert gone.certificate not in drawn


def test_with_one_valid_certificate_left_the_list_is_not_frozen(cast: Cast) -> None:
    line = ready(cast)
    first = Officer.objects.order_by("certificate")[0]
    Officer.objects.exclude(pk=first.pk).update(valid_to=line.window_end - timedelta(days=1))
    run = exercise(cast, line=line)
    run.to(State.ANNOUNCED)
    with pytest.raises(Refused):
        run.freeze()
    assert run.draw.state == State.ANNOUNCED.value
