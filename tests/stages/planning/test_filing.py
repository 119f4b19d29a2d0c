"""Filing with the hall: the receipt covers every approved line (article 4)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.planning import (
    YEAR,
    approved_line,
    draft_line,
    filed_line,
    plan_bureau,
    plan_person,
)
from yaohao.ground.accounts.rules import Role
from yaohao.stages.planning import operations, queries
from yaohao.stages.planning.operations import Refused

pytestmark = pytest.mark.django_db


def test_the_receipt_covers_the_approved_lines_and_no_draft() -> None:
    approved, draft = approved_line(), draft_line()
    clerk = plan_person(approved.bureau, Role.CLERK)
    filing = operations.file_with_hall(
        by=clerk, year=YEAR, receipt=" 收2026-7 ", filed_on=timezone.localdate()
    )
    approved.refresh_from_db()
    draft.refresh_from_db()
    assert (approved.state, approved.filing, filing.receipt) == ("filed", filing, "收2026-7")
    assert (draft.state, draft.filing) == ("draft", None)
    assert queries.filings(approved.bureau, YEAR) == [filing]


def test_a_later_line_needs_a_filing_of_its_own() -> None:
    first = filed_line()
    later = approved_line()
    assert queries.drawable(first.bureau).get() == first
    filed = filed_line()
    assert set(queries.drawable(first.bureau)) == {first, later, filed}


@pytest.mark.parametrize("receipt", ["", "   "])
def test_a_filing_has_a_receipt(receipt: str) -> None:
    line = approved_line()
    with pytest.raises(Refused):
        operations.file_with_hall(
            by=plan_person(line.bureau, Role.CLERK),
            year=YEAR,
            receipt=receipt,
            filed_on=timezone.localdate(),
        )


def test_a_filing_lies_not_in_the_future() -> None:
    line = approved_line()
    with pytest.raises(Refused, match=r"future|将来"):
        operations.file_with_hall(
            by=plan_person(line.bureau, Role.CLERK),
            year=YEAR,
            receipt="1",
            filed_on=timezone.localdate() + timedelta(days=1),
        )


def test_nothing_is_filed_when_nothing_is_approved() -> None:
    line = draft_line()
    with pytest.raises(Refused):
        operations.file_with_hall(
            by=plan_person(line.bureau, Role.CLERK),
            year=YEAR,
            receipt="1",
            filed_on=timezone.localdate(),
        )


def test_a_receipt_is_noted_once() -> None:
    line = filed_line()
    approved_line()
    with pytest.raises(Refused, match=r"already|已"):
        operations.file_with_hall(
            by=plan_person(line.bureau, Role.CLERK),
            year=YEAR,
            receipt=line.filing.receipt if line.filing else "",
            filed_on=timezone.localdate(),
        )


def test_another_bureau_files_only_its_own() -> None:
    line = approved_line()
    stranger = plan_person(plan_bureau("140702", "140702", "榆次区局"), Role.CLERK)
    with pytest.raises(Refused):
        operations.file_with_hall(
            by=stranger, year=YEAR, receipt="1", filed_on=timezone.localdate()
        )
    line.refresh_from_db()
    assert line.state == "approved"
