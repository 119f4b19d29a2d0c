"""Penalty cases through their states."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.factories.inspection import for_cause
from tests.stages.followup.test_orders import found
from yaohao.ground.calendars.queries import deadline
from yaohao.stages.followup import operations
from yaohao.stages.followup.models import PenaltyCase
from yaohao.stages.followup.operations import Refused
from yaohao.stages.followup.rules import (
    CASE_TRANSITIONS,
    CaseState,
    PenaltyKind,
    withdraw_by,
)
from yaohao.stages.inspection.rules import State


def filed(cast: Cast) -> PenaltyCase:
    return operations.file_case(
        by=cast.officer, inspection=found(cast).pk, violation="未培训上岗", basis="安全生产法第97条"
    )


def decided(cast: Cast) -> PenaltyCase:
    case = filed(cast)
    operations.notify_enterprise(by=cast.officer, pk=case.pk)
    return operations.decide(
        by=cast.director, pk=case.pk, kind=PenaltyKind.FINE, penalty="罚款2万元",
        amount=Decimal(20000),
    )  # fmt: skip


def test_from_the_filing_to_the_end(cast: Cast) -> None:
    case = decided(cast)
    assert case.decision == f"（榆应急）罚决〔{timezone.localdate().year}〕1号"
    assert case.publish_by == deadline(timezone.localdate(), 7).date
    operations.execute(by=cast.officer, pk=case.pk)
    assert operations.close_case(by=cast.deputy, pk=case.pk).ended_on == timezone.localdate()


def test_nothing_is_decided_without_notice_to_the_enterprise(cast: Cast) -> None:
    with pytest.raises(Refused):
        operations.decide(
            by=cast.director, pk=filed(cast).pk, kind=PenaltyKind.WARNING, penalty="警告"
        )


@pytest.mark.parametrize("amount", [None, Decimal(0)])
def test_a_fine_names_its_amount(cast: Cast, amount: Decimal | None) -> None:
    case = filed(cast)
    operations.notify_enterprise(by=cast.officer, pk=case.pk)
    with pytest.raises(Refused):
        operations.decide(
            by=cast.director, pk=case.pk, kind=PenaltyKind.FINE, penalty="罚款", amount=amount
        )


def test_an_officer_does_not_decide(cast: Cast) -> None:
    case = filed(cast)
    operations.notify_enterprise(by=cast.officer, pk=case.pk)
    with pytest.raises(Refused):
        operations.decide(by=cast.officer, pk=case.pk, kind=PenaltyKind.WARNING, penalty="警告")


def test_dropped_and_annulled_say_why(cast: Cast) -> None:
    case = filed(cast)
    with pytest.raises(Refused):
        operations.drop_case(by=cast.director, pk=case.pk, reason="")
    assert operations.drop_case(by=cast.director, pk=case.pk, reason="轻微且已改正").reason
    annulled = operations.annul(by=cast.director, pk=decided(cast).pk, reason="复议撤销")
    assert annulled.state == "annulled"
    assert withdraw_by(date(2026, 3, 2)) == date(2026, 3, 5)


def test_no_case_without_a_problem_or_before_the_seal(cast: Cast) -> None:
    for state in (State.RUNNING, State.RECORDED):
        with pytest.raises(Refused):
            operations.file_case(
                by=cast.officer, inspection=for_cause(cast, state).pk, violation="x", basis="y"
            )


def test_every_state_can_be_reached() -> None:
    reached = {target for _sources, target, _roles in CASE_TRANSITIONS.values()}
    assert reached == set(CaseState) - {CaseState.FILED}
