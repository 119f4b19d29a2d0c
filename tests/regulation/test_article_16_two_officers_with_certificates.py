"""第十六条 “双随机”抽查至少应由2名持有有效执法证件人员组成，根据需要可以邀请安全生产专家参加，
提倡在满足技术需要的前提下，参照“双随机”模式从专家库中随机抽选。"""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.factories.draw import exercise, officer, ready
from tests.factories.inspection import arrive, for_cause, task
from tests.factories.planning import draft_line
from tests.factories.registers import make_expert, make_object
from yaohao.stages.draw.checking import check
from yaohao.stages.draw.operations import Refused, check_teams
from yaohao.stages.draw.queries.sealed import sealed_visits
from yaohao.stages.draw.rules import State
from yaohao.stages.inspection import operations as inspection
from yaohao.stages.inspection.rules import State as Visit
from yaohao.stages.planning import operations as planning
from yaohao.stages.registers.models import Leave, Officer
from yaohao.stages.registers.operations import declare_expert_recusal
from yaohao.stages.registers.queries import experts_available, public_rows


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


# 有效 — asked again when the envelopes are open, and once more at the door.


def test_whose_certificate_ended_since_the_draw_is_named_at_the_opening(
    cast: Cast, settings: Any
) -> None:
    walk = task(cast, settings=settings)
    assert check_teams(by=cast.clerk, number=walk.number) == []
    lapsed = Officer.objects.get(user=cast.officer)
    Officer.objects.filter(pk=lapsed.pk).update(valid_to=timezone.localdate() - timedelta(days=1))
    found = check_teams(by=cast.clerk, number=walk.number)
    assert {seat.presence.officer for seat in found} == {lapsed}


@pytest.mark.parametrize("why", ["ended", "left", "leave"])
def test_at_the_door_two_who_may_inspect_that_day_are_needed(cast: Cast, why: str) -> None:
    made, today = for_cause(cast, Visit.APPROVED), timezone.localdate()
    second = Officer.objects.filter(user=cast.other_officer)
    if why == "ended":
        second.update(valid_to=today - timedelta(days=1))
    elif why == "left":
        second.update(active=False)
    else:
        Leave.objects.create(officer=second.get(), first=today, last=today, by=cast.clerk)
    with pytest.raises(inspection.Refused) as refusal:
        arrive(cast, made)
    assert cast.other_officer.full_name in str(refusal.value)
    made.refresh_from_db()
    assert made.state == Visit.APPROVED.value


def test_of_three_two_go_on_but_who_may_not_inspect_does_not_lead_them_in(cast: Cast) -> None:
    made, today = for_cause(cast, Visit.APPROVED), timezone.localdate()
    third = officer(cast.city, "执法丙")
    made.members.create(officer=third, role="third", certificate=third.certificate)
    lapsed = Officer.objects.filter(user=cast.officer)
    lapsed.update(valid_to=today - timedelta(days=1))
    with pytest.raises(inspection.Refused):
        arrive(cast, made)
    fields: dict[str, Any] = {"person": "王", "identity_shown": True, "recusal_told": True}
    inspection.arrive(by=cast.other_officer, pk=made.pk, **fields)


# 专家库 — who may be asked to come along.


def test_the_library_offers_experts_whose_appointment_holds_on_the_day(cast: Cast) -> None:
    day = timezone.localdate()
    holds = make_expert(cast.city, valid_to=day)
    make_expert(cast.city, valid_to=day - timedelta(days=1))
    make_expert(cast.city, active=False)
    make_expert(cast.county)
    assert list(experts_available(cast.city, day)) == [holds]


def test_an_expert_is_kept_from_an_enterprise_and_the_reason_stays_inside(cast: Cast) -> None:
    expert, firm = make_expert(cast.city), make_object(cast.city)
    declare_expert_recusal(
        by=cast.clerk, expert=expert.pk, object_id=firm.object_id, reason="曾任该企业顾问"
    )
    assert expert.recusals.get().lifted_on is None
    assert "曾任" not in str(public_rows("experts", cast.city))


def test_of_experts_the_public_reads_no_phone_and_no_employer(cast: Cast) -> None:
    expert = make_expert(cast.city, phone="13900000000", employer="太行设计院")
    (row,) = public_rows("experts", cast.city)
    assert set(row) == {"code", "name", "title", "trades", "bureau"}
    assert row["name"] == expert.name
