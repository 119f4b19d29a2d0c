"""What waits for whom from the envelope to the answer of a complaint."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.cast import Cast
from tests.factories.credit import decided, reported
from tests.factories.inspection import carry, drawn, for_cause, task
from tests.factories.publication import propose_now, publish_now
from tests.factories.registers import make_officer
from tests.stages.followup.test_cases import filed
from tests.stages.followup.test_orders import issued
from yaohao.ground.accounts.models import User
from yaohao.ground.notices.models import Notice
from yaohao.stages.credit import operations as credit
from yaohao.stages.followup import operations as followup
from yaohao.stages.inspection import operations as inspection
from yaohao.stages.inspection.rules import State
from yaohao.stages.oversight.operations import receive_complaint
from yaohao.stages.publication.rules import Kind
from yaohao.surfaces.desk.queries import duties_of


def acts(user: User) -> set[str]:
    return {duty.act for duty in duties_of(user)}


def test_a_visit_waits_for_its_team_and_its_head(cast: Cast) -> None:
    expected = {
        State.PREPARED: ("编制检查方案并提交", ""),
        State.SUBMITTED: ("", "审批检查"),
        State.APPROVED: ("开展现场检查", ""),
        State.RUNNING: ("完成并封存笔录", ""),
        State.RECORDED: ("完成报告", ""),
        State.REPORTED: ("", ""),
    }
    for state, (team, head) in expected.items():
        for_cause(cast, state)
        assert team in acts(cast.officer) | {""}
        assert head in acts(cast.director) | {""}
        assert acts(cast.head) == set()
    assert len(duties_of(cast.other_officer)) == len(duties_of(cast.officer)) == 4


def test_an_opened_envelope_waits_without_telling_whose_it_is(cast: Cast, settings: Any) -> None:
    walk = task(cast, settings=settings)
    assert acts(cast.officer) == {"查看是否有本人的检查任务"}
    drawn(walk, State.REPORTED)
    assert acts(cast.officer) == set()
    assert "汇总任务报政务大厅" in acts(cast.clerk)
    summary = inspection.summarise(by=cast.clerk, number=walk.number)
    assert "向政务大厅报送汇总报告" in acts(cast.clerk)
    inspection.deliver(by=cast.clerk, pk=summary.pk, receipt="1", delivered_on=timezone.localdate())
    assert "向政务大厅报送汇总报告" not in acts(cast.clerk)
    circular = followup.draft_circular(by=cast.clerk, number=walk.number)
    assert "完成通报" in acts(cast.clerk)
    followup.submit_circular(by=cast.clerk, pk=circular.pk)
    assert "签发通报" in acts(cast.deputy)


def test_orders_and_cases_wait(cast: Cast) -> None:
    issued(cast)
    assert "复查整改" in acts(cast.officer)
    case = filed(cast)
    assert "告知企业" in acts(cast.officer)
    followup.notify_enterprise(by=cast.officer, pk=case.pk)
    assert "作出处罚决定" in acts(cast.director)


def test_grades_and_complaints_wait_for_the_leaders(cast: Cast) -> None:
    reported(cast, fail=True)
    credit.propose(by=cast.clerk)
    receive_complaint(by=cast.clerk, text="x", received_on=timezone.localdate())
    assert {"决定信用等级调整", "处理投诉举报"} <= acts(cast.director)
    assert "处理投诉举报" not in acts(cast.auditor)


def test_every_role_has_its_numbers(cast: Cast, settings: Any) -> None:
    walk = task(cast, settings=settings)
    carry(cast, drawn(walk), State.REPORTED, fail=True)
    assert "向企业下达责令整改" in acts(cast.officer)
    inspection.summarise(by=cast.clerk, number=walk.number)
    assert "等待该任务的汇总报告" in acts(cast.hall)
    proposal = propose_now(cast.clerk, Kind.ITEMS)
    assert "审查并公开提请事项" in acts(cast.director)
    assert proposal.pk
    User.objects.create(username="bare", full_name="无角色", bureau=cast.city)
    assert "为该人员授予角色" in acts(cast.security_admin)
    make_officer(cast.city, valid_to=timezone.localdate() + timedelta(days=5))
    assert "执法证 15 日内到期，请抓紧换证" in acts(cast.clerk)
    Notice.objects.create(
        recipient="x", key="k", kind="work", fields={"count": "1", "day": "2026-11-24"},
        created_at=timezone.now(), mail="failed",
    )  # fmt: skip
    assert "有邮件未能发出" in acts(cast.system_admin)


def test_an_exception_waits_for_the_auditor(cast: Cast) -> None:
    made = for_cause(cast, State.SUBMITTED)
    inspection.approve(by=cast.director, pk=made.pk)
    inspection.void(by=cast.director, pk=made.pk, reason="企业停产")
    assert "核查异常情况" in acts(cast.auditor)


def test_a_new_case_is_not_overdue_the_next_day(cast: Cast) -> None:
    filed(cast)
    due = [duty.due for duty in duties_of(cast.officer) if "告知" in duty.act]
    assert due
    assert min(due) > timezone.localdate() + timedelta(days=30)


def test_a_penalty_waits_until_it_is_public(cast: Cast) -> None:
    decided(cast, reported(cast, fail=True))
    assert "公示行政处罚" in acts(cast.clerk)
    publish_now(cast.clerk, Kind.PENALTIES, 2026)
    assert "公示行政处罚" not in acts(cast.clerk)
