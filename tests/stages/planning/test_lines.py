"""Adding, changing, removing lines; and the database's own guards."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from fairdraw.announcement import Stratum

from tests.factories.planning import (
    YEAR,
    draft_line,
    filed_line,
    line_draft,
    plan_bureau,
    plan_item,
    plan_person,
    submitted_line,
)
from yaohao.ground.accounts.rules import Role
from yaohao.ground.audit.queries import of_subject
from yaohao.stages.planning import operations
from yaohao.stages.planning.models import Line, Plan
from yaohao.stages.planning.operations import Refused
from yaohao.stages.planning.rules import Aim
from yaohao.stages.registers.models import Item

pytestmark = pytest.mark.django_db
OTHER = ("140702", "140702", "榆次区局")


def test_lines_are_numbered_within_their_plan() -> None:
    first, second = draft_line(), draft_line()
    assert (first.label, second.label) == (f"{YEAR}-01", f"{YEAR}-02")
    assert first.plan == second.plan
    assert draft_line(plan_bureau(*OTHER)).number == 1


def test_a_plan_can_be_begun_without_a_line_and_twice() -> None:
    clerk = plan_person(plan_bureau(), Role.CLERK)
    plan = operations.draft_plan(by=clerk, year=YEAR)
    assert operations.draft_plan(by=clerk, year=YEAR) == plan
    assert Plan.objects.count() == 1


@pytest.mark.parametrize("year", [2015, YEAR + 3])
def test_a_plan_is_for_a_year_that_can_be_planned(year: int) -> None:
    with pytest.raises(Refused, match=str(year)):
        operations.draft_plan(by=plan_person(plan_bureau(), Role.CLERK), year=year)


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.OFFICER, Role.AUDITOR])
def test_only_a_clerk_writes(role: Role) -> None:
    bureau = plan_bureau()
    with pytest.raises(Refused):
        operations.add_line(
            by=plan_person(bureau, role), year=YEAR, draft=line_draft(plan_item(bureau))
        )


def test_a_ratio_over_100_per_cent_is_refused_in_words() -> None:
    with pytest.raises(Refused, match="120 %"):
        draft_line(shares=(Stratum("ALL", "ratio", 12_000),))
    assert not Line.objects.exists()


def test_the_item_of_another_bureau_does_not_exist() -> None:
    foreign = plan_item(plan_bureau(*OTHER))
    with pytest.raises(Item.DoesNotExist):
        draft_line(item=foreign)


def test_the_same_item_cycle_and_period_stand_once_in_a_plan() -> None:
    line = draft_line()
    with pytest.raises(Refused, match=r"same item|相同"):
        draft_line(item=line.item)
    newer = plan_item(line.bureau, code=line.item.code, version=2)
    with pytest.raises(Refused):
        draft_line(item=newer)
    autumn = (date(YEAR, 7, 1), date(YEAR, 12, 31))
    assert draft_line(item=line.item, period=autumn, window=autumn).number == 2


def test_a_changed_draft_keeps_its_number_and_its_history() -> None:
    line = draft_line()
    clerk = plan_person(line.bureau, Role.CLERK)
    draft = line_draft(
        line.item, title="红色风险", aim=Aim.DIRECTED, filter={"risks": ["RED"]}, cap=3
    )
    operations.change_line(by=clerk, pk=line.pk, draft=draft)
    line.refresh_from_db()
    assert (line.title, line.filter, line.cap, line.number) == (
        "红色风险",
        {"risks": ["RED"]},
        3,
        1,
    )
    acts = [entry.action for entry in of_subject(line.subject)]
    assert acts == ["planning.line.add", "planning.line.change"]


@pytest.mark.parametrize("made", [submitted_line, filed_line])
def test_what_was_submitted_is_not_changed_and_not_removed(made: Any) -> None:
    line = made()
    clerk = plan_person(line.bureau, Role.CLERK)
    with pytest.raises(Refused, match=line.label):
        operations.change_line(by=clerk, pk=line.pk, draft=line_draft(line.item))
    with pytest.raises(Refused):
        operations.remove_line(by=clerk, pk=line.pk)


def test_a_removed_draft_is_gone_and_its_removal_is_in_the_trail() -> None:
    line = draft_line()
    subject = line.subject
    operations.remove_line(by=plan_person(line.bureau, Role.CLERK), pk=line.pk)
    assert not Line.objects.exists()
    assert of_subject(subject).last().action == "planning.line.remove"  # type: ignore[union-attr]


def test_a_clerk_of_another_bureau_changes_nothing() -> None:
    line = draft_line()
    stranger = plan_person(plan_bureau(*OTHER), Role.CLERK)
    with pytest.raises(Line.DoesNotExist):
        operations.change_line(by=stranger, pk=line.pk, draft=line_draft(line.item))


@pytest.mark.parametrize(
    "wrong",
    [
        {"period_end": date(YEAR - 1, 1, 1)},
        {"window_end": date(YEAR + 1, 1, 1)},
        {"cap": 0},
        {"number": 0},
        {"state": "lost"},
        {"state": "approved"},
        {"type": "both"},
        {"rounding": "random"},
        {"stratify_by": "luck"},
    ],
)
def test_the_database_refuses_what_no_form_lets_through(wrong: dict[str, Any]) -> None:
    line = draft_line()
    with pytest.raises(IntegrityError), transaction.atomic():
        Line.objects.filter(pk=line.pk).update(**wrong)
