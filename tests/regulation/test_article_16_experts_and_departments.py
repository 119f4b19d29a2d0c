"""第十六条 “双随机”抽查至少应由2名持有有效执法证件人员组成，根据需要可以邀请安全生产专家参加，
提倡在满足技术需要的前提下，参照“双随机”模式从专家库中随机抽选。

Departments that inspect together, and experts by lot; the two officers of the bureau stay."""

from datetime import timedelta

import pytest
from django.conf import LazySettings
from fairdraw.verify import verify

from tests.cast import Cast
from tests.factories.draw import Ceremony, ceremony
from tests.factories.inspection import arrive, carry
from tests.factories.joint import joint
from tests.factories.planning import draft_line
from tests.factories.registers import make_expert
from yaohao.stages.draw import operations as draw
from yaohao.stages.draw.files import read_file
from yaohao.stages.draw.queries.sealed import visits_now
from yaohao.stages.draw.rules import State
from yaohao.stages.inspection import operations as inspection
from yaohao.stages.inspection.rules import State as Visit
from yaohao.stages.planning import operations as planning
from yaohao.stages.planning.queries import public_rows
from yaohao.stages.planning.rules import PartnerDraft
from yaohao.stages.publication import queries as publication
from yaohao.stages.registers.models import Expert, InspectionObject, Officer
from yaohao.stages.registers.operations import declare_expert_recusal

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _demo(settings: LazySettings) -> None:
    settings.YAOHAO_DEMO = True  # openings and reveals need not wait for the window


def teams(run: Ceremony) -> list[dict[str, str]]:
    """The drawn teams: place to certificate, or number of an expert."""
    return [dict(visit.team) for visit in visits_now(run.draw).values()]


# 至少应由2名持有有效执法证件人员组成 — two of the bureau, whoever else comes along.


def test_an_officer_of_another_department_does_not_replace_the_second_own_one(cast: Cast) -> None:
    market = joint(cast).market
    with pytest.raises(planning.Refused):
        draft_line(
            cast.city, roles=("lead",), experts=2,
            partners=(PartnerDraft(market.name, bureau=market.pk, sends=True),),
        )  # fmt: skip


def test_every_team_has_two_own_officers_one_of_the_department_and_an_expert(cast: Cast) -> None:
    made = joint(cast)
    run = ceremony(cast, line=made.line)
    run.to(State.OPENING)
    bureau = dict(Officer.objects.values_list("certificate", "bureau__code"))
    assert len(teams(run)) == 3
    for team in teams(run):
        assert bureau[team["lead"]] == bureau[team["second"]] == cast.city.code
        assert team["lead"] != team["second"]
        assert bureau[team["joint-1"]] == made.market.code
        assert team["expert"] in {each.certificate for each in made.experts}


def test_without_two_own_officers_nobody_goes_though_others_are_there(cast: Cast) -> None:
    made = joint(cast, guests=1, experts=1, objects=2)
    run = ceremony(cast, line=made.line)
    run.to(State.OPENING)
    visit = carry(
        cast, inspection.begin(by=cast.officer, number=run.number, position=0), Visit.APPROVED
    )
    Officer.objects.filter(user=cast.other_officer).update(active=False)
    with pytest.raises(inspection.Refused):
        arrive(cast, visit)


# 有效执法证件 — also of the department that joins.


def test_an_officer_of_the_department_needs_a_certificate_through_the_last_day(
    cast: Cast,
) -> None:
    made = joint(cast, guests=2)
    late, valid = (Officer.objects.get(user=user) for user in made.guests)
    Officer.objects.filter(pk=late.pk).update(valid_to=made.line.window_end - DAY)
    run = ceremony(cast, line=made.line)
    run.to(State.OPENING)
    assert {team["joint-1"] for team in teams(run)} == {valid.certificate}


# 专家 — by lot from the library, appointed, of the trade, and not recused.


def test_the_plan_says_openly_how_many_experts_come_and_who_sends_officers(cast: Cast) -> None:
    made = joint(cast, wanted=2)
    (row,) = public_rows(cast.city, made.line.plan.year)
    assert row["team"] == ("3名执法人员：主办人员、协办人员、榆川市市场监督管理局执法人员；2名专家")
    assert row["partners"] == "榆川市市场监督管理局（配合，派员参加每个检查组）"


def test_an_expert_whose_appointment_ends_within_the_visits_is_not_drawn(cast: Cast) -> None:
    made = joint(cast, experts=2)
    ending, lasting = made.experts
    Expert.objects.filter(pk=ending.pk).update(valid_to=made.line.window_end - DAY)
    run = ceremony(cast, line=made.line)
    run.to(State.OPENING)
    assert {team["expert"] for team in teams(run)} == {lasting.certificate}


def test_an_expert_is_drawn_where_the_trade_is_needed(cast: Cast) -> None:
    made = joint(cast, experts=0)
    InspectionObject.objects.filter(bureau=cast.city).update(field="HC")
    make_expert(cast.city, trades=["矿山机电"])
    chemist = make_expert(cast.city, trades=["化工工艺"])
    run = ceremony(cast, line=made.line)
    run.to(State.OPENING)
    assert {team["expert"] for team in teams(run)} == {chemist.certificate}


def test_an_expert_recused_from_an_enterprise_never_meets_it(cast: Cast) -> None:
    made = joint(cast, experts=2, objects=4)
    barred = made.experts[0]
    for firm in InspectionObject.objects.filter(bureau=cast.city):
        declare_expert_recusal(
            by=cast.clerk, expert=barred.pk, object_id=firm.object_id, reason="曾任顾问"
        )
    run = ceremony(cast, line=made.line)
    run.to(State.OPENING)
    assert barred.certificate not in {team["expert"] for team in teams(run)}


def test_too_few_experts_are_told_before_the_list_is_frozen(cast: Cast) -> None:
    run = ceremony(cast, line=joint(cast, experts=1, wanted=2).line)
    run.to(State.ANNOUNCED)
    with pytest.raises(draw.Refused, match="专家"):
        run.freeze()
    assert run.draw.state == State.ANNOUNCED.value


# 参照“双随机”模式 — anybody can recompute who came, and nothing but name and number is shown.


def test_anybody_can_recompute_the_draw_and_reads_names_and_numbers_alone(cast: Cast) -> None:
    made = joint(cast)
    Expert.objects.update(phone="13900000000", employer="太行设计院")
    run = ceremony(cast, line=made.line)
    run.to(State.REVEALED)
    report = verify(read_file(run.draw.record_file or ""))
    assert (report.outcome, report.fault) == ("proved", None)
    shown = publication.result(run.number)
    experts = {(name, number) for row in shown for role, name, number in row.team
               if role == "expert"}  # fmt: skip
    assert experts <= {(each.name, each.certificate) for each in made.experts}
    assert experts
    assert "13900000000" not in str(shown)
    assert "太行设计院" not in str(shown)
