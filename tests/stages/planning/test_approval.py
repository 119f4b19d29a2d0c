"""Submit, return, approve: two people, and only from the right state (article 4)."""

import pytest

from tests.factories.planning import (
    YEAR,
    approved_line,
    draft_line,
    filed_line,
    line_draft,
    plan_bureau,
    plan_item,
    plan_objects,
    plan_person,
    submitted_line,
)
from yaohao.ground.accounts.rules import Role
from yaohao.ground.audit.queries import of_subject
from yaohao.stages.planning import operations, queries
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.operations import Refused

pytestmark = pytest.mark.django_db


def test_a_submitted_line_is_approved_by_the_director() -> None:
    line = submitted_line()
    director = plan_person(line.bureau, Role.DIRECTOR)
    operations.approve_line(by=director, pk=line.pk)
    line.refresh_from_db()
    assert (line.state, line.approved_by) == ("approved", director)
    assert line.approved_at is not None
    acts = [entry.action for entry in of_subject(line.subject)]
    assert acts == ["planning.line.add", "planning.line.submit", "planning.line.approve"]


def test_whoever_wrote_at_a_line_does_not_approve_it() -> None:
    bureau = plan_bureau()
    both = plan_person(bureau, Role.CLERK, Role.DIRECTOR)
    line = submitted_line(bureau, by=both)
    with pytest.raises(Refused, match=r"two-person|双人"):
        operations.approve_line(by=both, pk=line.pk)
    line.refresh_from_db()
    assert line.state == "submitted"


def test_a_second_writer_is_a_drafter_too() -> None:
    line = draft_line()
    plan_objects(line.bureau, 10)
    both = plan_person(line.bureau, Role.CLERK, Role.DIRECTOR)
    operations.change_line(by=both, pk=line.pk, draft=line_draft(line.item, title="改过的"))
    operations.submit_line(by=plan_person(line.bureau, Role.CLERK), pk=line.pk)
    with pytest.raises(Refused):
        operations.approve_line(by=both, pk=line.pk)


@pytest.mark.parametrize("role", [Role.CLERK, Role.DEPUTY, Role.SECTION_HEAD, Role.AUDITOR])
def test_nobody_but_the_director_approves(role: Role) -> None:
    line = submitted_line()
    with pytest.raises(Refused):
        operations.approve_line(by=plan_person(line.bureau, role), pk=line.pk)


def test_approving_twice_is_refused_and_says_the_state() -> None:
    line = approved_line()
    with pytest.raises(Refused, match=line.label):
        operations.approve_line(by=plan_person(line.bureau, Role.DIRECTOR), pk=line.pk)


def test_the_director_of_another_bureau_finds_nothing() -> None:
    line = submitted_line()
    stranger = plan_person(plan_bureau("140702", "140702", "榆次区局"), Role.DIRECTOR)
    with pytest.raises(Line.DoesNotExist):
        operations.approve_line(by=stranger, pk=line.pk)


def test_a_returned_line_is_a_draft_again_with_the_reason() -> None:
    line = submitted_line()
    director = plan_person(line.bureau, Role.DIRECTOR)
    operations.return_line(by=director, pk=line.pk, reason="比例过低")
    line.refresh_from_db()
    assert (line.state, line.returned) == ("draft", "比例过低")


def test_a_line_is_not_returned_without_a_reason() -> None:
    line = submitted_line()
    with pytest.raises(Refused):
        operations.return_line(by=plan_person(line.bureau, Role.DIRECTOR), pk=line.pk, reason="  ")


def test_an_empty_pool_is_not_submitted() -> None:
    line = draft_line()
    with pytest.raises(Refused, match=r"No object|没有"):
        operations.submit_line(by=plan_person(line.bureau, Role.CLERK), pk=line.pk)


def test_an_item_that_ended_is_not_submitted() -> None:
    bureau = plan_bureau()
    plan_objects(bureau, 3)
    ended = plan_item(bureau, valid_to=f"{YEAR}-01-31")
    line = draft_line(bureau, item=ended)
    with pytest.raises(Refused, match=ended.name):
        operations.submit_line(by=plan_person(bureau, Role.CLERK), pk=line.pk)


def test_only_a_filed_line_may_be_drawn() -> None:
    for line in (draft_line(), submitted_line(), approved_line()):
        with pytest.raises(Line.DoesNotExist):
            queries.line_for_draw(line.pk, line.bureau)
    filed = filed_line()
    assert queries.line_for_draw(filed.pk, filed.bureau) == filed
    other = plan_bureau("140702", "140702", "榆次区局")
    with pytest.raises(Line.DoesNotExist):
        queries.line_for_draw(filed.pk, other)
