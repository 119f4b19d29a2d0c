"""第十九条: 随机抽查结果纳入企业诚信记录，与公共信用信息平台互联互通，守信奖励、失信惩戒。

Every reported result leaves for the credit platform once; it changes the enterprise's grade by a
rule that names its article and by two people, and with the grade next year's odds.
"""

import pytest
from django.db import transaction
from django.utils import timezone

from tests.cast import Cast
from tests.factories.credit import NATIONAL, outbox, reported
from tests.factories.registers import credit_code, csv_sheet, make_object
from yaohao.stages.credit import operations
from yaohao.stages.credit.models import Dispatch, Proposal
from yaohao.stages.planning.queries import bases
from yaohao.stages.registers import operations as registers
from yaohao.stages.registers.background import read_sheet, write_sheet
from yaohao.stages.registers.errors import RegisterError
from yaohao.stages.registers.models import GradeChange, InspectionObject
from yaohao.stages.registers.rules.kinds import Blacklist, Kind
from yaohao.stages.registers.rules.pool_filter import PoolFilter


def test_every_result_leaves_once(cast: Cast) -> None:
    outbox(cast)
    operations.collect(by=cast.clerk)
    assert Dispatch.objects.filter(kind="result").count() == 1
    assert operations.export(by=cast.clerk, receiver=NATIONAL).rows == 1


def test_a_result_changes_the_grade_by_two_people_and_with_it_the_stratum(cast: Cast) -> None:
    reported(cast, fail=True)
    before = bases(cast.city, PoolFilter(), "credit")
    operations.propose(by=cast.clerk)
    proposal = Proposal.objects.get()
    with pytest.raises(operations.Refused):
        operations.apply_grade(by=cast.clerk, pk=proposal.pk)
    operations.apply_grade(by=cast.director, pk=proposal.pk)
    after = bases(cast.city, PoolFilter(), "credit")
    assert after.get(proposal.after, 0) == before.get(proposal.after, 0) + 1


def test_the_change_names_its_source_and_its_article(cast: Cast) -> None:
    visit = reported(cast, fail=True)
    operations.propose(by=cast.clerk)
    operations.apply_grade(by=cast.director, pk=Proposal.objects.get().pk)
    change = GradeChange.objects.get()
    assert change.source == visit.subject
    assert change.article


def test_nobody_lists_an_enterprise_alone(cast: Cast) -> None:
    firm = make_object(cast.city)
    proposal = registers.propose_listing(
        by=cast.clerk, pk=firm.pk, revision=1, grade=Blacklist.THIRD, since=timezone.localdate(),
        reason="拒不整改重大事故隐患", article="第十九条", source="晋市应急罚〔2026〕3号",
    )  # fmt: skip
    firm.refresh_from_db()
    assert not firm.blacklisted
    with pytest.raises(RegisterError):
        registers.approve_listing(by=cast.clerk, pk=proposal.pk)
    registers.approve_listing(by=cast.director, pk=proposal.pk)
    firm.refresh_from_db()
    assert firm.blacklisted


@pytest.mark.parametrize("large", [False, True])
def test_nobody_lists_an_enterprise_alone_by_bringing_it_in(cast: Cast, large: bool) -> None:
    header = ["企业名称", "统一社会信用代码", "注册地址", "黑名单等级"]
    content = csv_sheet(header, [["甲公司", credit_code(1), "晋中市榆次区迎宾街9号", "2"]])
    if large:
        run = registers.receive_sheet(
            by=cast.clerk, kind=Kind.OBJECTS, filename="名录.csv", content=content
        )
        read_sheet.call(run.pk)
        write_sheet.call(run.pk, cast.clerk.pk, False)
    else:
        run = registers.check_sheet(
            by=cast.clerk, kind=Kind.OBJECTS, filename="名录.csv", content=content
        )
        registers.confirm_import(by=cast.clerk, pk=run.pk)
    firm = InspectionObject.objects.get()
    assert not firm.blacklisted
    proposal = firm.listings.get()
    assert (proposal.after, proposal.proposed_by) == ("2", cast.clerk)
    assert "名录.csv" in proposal.source
    with pytest.raises(RegisterError):
        registers.approve_listing(by=cast.clerk, pk=proposal.pk)
    with transaction.atomic():  # what waits does not keep the import from being undone
        registers.undo_import(by=cast.clerk, pk=run.pk)
        assert not InspectionObject.objects.exists()
        transaction.set_rollback(True)
    registers.approve_listing(by=cast.director, pk=proposal.pk)
    firm.refresh_from_db()
    assert firm.blacklist == "2"
