"""Filling the outbox, and checking it."""

from datetime import date

import pytest

from tests.cast import Cast
from tests.factories.credit import NATIONAL, SHANXI, decided, outbox, reported
from yaohao.stages.credit import operations
from yaohao.stages.credit.models import Dispatch
from yaohao.stages.credit.operations import Refused
from yaohao.stages.registers.models import InspectionObject


def test_a_result_is_collected_once(cast: Cast) -> None:
    visit = reported(cast)
    assert operations.collect(by=cast.clerk) == 1
    assert operations.collect(by=cast.clerk) == 0
    row = Dispatch.objects.get()
    assert (row.receiver, row.source) == (NATIONAL, visit.subject)
    assert row.payload["raninsTypeName"] == "有因检查"
    assert row.payload["details"][0]["raninsCheckResName"] == "未发现问题"


def test_an_annulled_penalty_is_revoked(cast: Cast) -> None:
    case = decided(cast, reported(cast))
    operations.collect(by=cast.clerk)
    case.state, case.reason = "annulled", "复议撤销"
    case.save()
    assert operations.collect(by=cast.clerk) == 1
    revoked = Dispatch.objects.get(kind="revocation")
    assert revoked.receiver == SHANXI
    assert revoked.payload["CF_ZT"] == "1"
    assert Dispatch.objects.get(kind="penalty").payload["CF_SY"].endswith("138****1234")


def test_a_missing_credit_code_is_named_and_mended_by_a_new_version(cast: Cast) -> None:
    visit = reported(cast)
    code = visit.object.credit_code
    InspectionObject.objects.filter(pk=visit.object.pk).update(credit_code="")
    operations.collect(by=cast.clerk)
    assert operations.check(by=cast.clerk) == 1
    first = Dispatch.objects.get()
    assert first.state == "refused"
    assert first.problems == [{"field": "uniscid", "code": "missing", "value": ""}]

    InspectionObject.objects.filter(pk=visit.object.pk).update(credit_code=code)
    assert operations.collect(by=cast.clerk) == 1
    assert operations.check(by=cast.clerk) == 0
    states = Dispatch.objects.order_by("version").values_list("version", "state")
    assert list(states) == [(1, "replaced"), (2, "ready")]


def test_a_case_without_a_mapping_in_force_is_refused(cast: Cast) -> None:
    decided(cast, reported(cast), decided_on=date(2016, 12, 1))
    operations.collect(by=cast.clerk)
    operations.check(by=cast.clerk)
    row = Dispatch.objects.get(kind="penalty")
    assert [problem["code"] for problem in row.problems] == ["mapping"]


def test_only_the_clerk_collects(cast: Cast) -> None:
    with pytest.raises(Refused):
        operations.collect(by=cast.director)


def test_another_bureau_sees_nothing(cast: Cast) -> None:
    outbox(cast)
    assert not Dispatch.objects.visible_to(cast.stranger).exists()
