"""What waits for whom from the envelope to the answer of a complaint."""

from typing import Any

from django.utils import timezone

from tests.cast import Cast
from tests.factories.credit import reported
from tests.factories.inspection import drawn, for_cause, task
from tests.stages.followup.test_cases import filed
from tests.stages.followup.test_orders import issued
from yaohao.ground.accounts.models import User
from yaohao.stages.credit import operations as credit
from yaohao.stages.followup import operations as followup
from yaohao.stages.inspection import operations as inspection
from yaohao.stages.inspection.rules import State
from yaohao.stages.oversight.operations import receive_complaint
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
