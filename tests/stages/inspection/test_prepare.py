"""Envelope, cause, scheme and approval: what is refused, and that nothing is half done."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.factories.draw import Ceremony, officer, ready
from tests.factories.inspection import drawn, for_cause, task
from tests.factories.registers import make_item, make_object, make_officer
from yaohao.stages.draw.rules import State as DrawState
from yaohao.stages.inspection import operations
from yaohao.stages.inspection.models import Inspection
from yaohao.stages.inspection.operations import Refused
from yaohao.stages.inspection.queries import inspections
from yaohao.stages.inspection.rules import State
from yaohao.stages.registers.models import LegalBasis, Officer
from yaohao.stages.registers.operations import declare_recusal

TODAY = timezone.localdate


def test_beginning_twice_finds_the_same_inspection(cast: Cast, settings: Any) -> None:
    walk = task(cast, settings=settings)
    made = drawn(walk)
    again = operations.begin(by=cast.other_officer, number=walk.number, position=made.position or 0)
    assert again == made
    assert Inspection.objects.count() == 1
    assert made.members.count() == 2


def test_the_checklist_is_the_items_content(cast: Cast) -> None:
    made = for_cause(cast)
    texts = made.questions.order_by("number").values_list("text", flat=True)
    assert list(texts) == ["安全培训", "动火审批", "应急预案"]


def test_nobody_else_takes_the_envelope(cast: Cast, settings: Any) -> None:
    walk = task(cast, settings=settings)
    for nobody in (cast.head, cast.clerk):
        with pytest.raises(Refused):
            operations.begin(by=nobody, number=walk.number, position=0)


def test_an_exercise_leads_to_no_visit(cast: Cast, settings: Any) -> None:
    settings.YAOHAO_DEMO = True
    for user in (cast.officer, cast.other_officer):
        officer(cast.city, user.full_name, user=user)
    walk = Ceremony(cast=cast, line=ready(cast, objects=2), exercise=True)
    walk.to(DrawState.OPENING)
    with pytest.raises(Refused):
        operations.begin(by=cast.officer, number=walk.number, position=0)


def test_before_the_door_only_team_leaders_and_auditor_see_it(cast: Cast, settings: Any) -> None:
    made = drawn(task(cast, settings=settings))
    for reader in (cast.officer, cast.other_officer, cast.director, cast.deputy, cast.auditor):
        assert list(inspections(reader)) == [made]
    for nobody in (cast.clerk, cast.head, cast.hall, cast.witness, cast.stranger):
        assert list(inspections(nobody)) == []


def test_at_the_door_the_desk_sees_it_too(cast: Cast, settings: Any) -> None:
    made = drawn(task(cast, settings=settings), State.RUNNING)
    assert list(inspections(cast.clerk)) == [made]
    assert list(inspections(cast.stranger)) == []


@pytest.mark.parametrize("part", ["document", "source", "summary"])
def test_a_cause_without_its_document_is_refused(cast: Cast, part: str) -> None:
    with pytest.raises(Refused):
        for_cause(cast, State.PREPARED, **{part: " "})
    assert not Inspection.objects.exists()


def test_a_cause_needs_two_officers_with_valid_certificates(cast: Cast) -> None:
    firm, item = make_object(cast.city), make_item(cast.city)
    expired = make_officer(cast.city, valid_to=TODAY() - timedelta(days=1))
    for team in ([make_officer(cast.city).pk], [make_officer(cast.city).pk, expired.pk]):
        with pytest.raises(Refused):
            operations.begin_for_cause(
                by=cast.clerk, object_pk=firm.pk, item_pk=item.pk, officers=team, cause={},
                planned_on=TODAY(),
            )  # fmt: skip


def test_an_officer_who_must_not_go_does_not_go(cast: Cast) -> None:
    firm, item = make_object(cast.city), make_item(cast.city)
    team = [make_officer(cast.city) for _ in range(2)]
    declare_recusal(by=cast.clerk, officer=team[0].pk, object_id=firm.object_id, reason="亲属")
    with pytest.raises(Refused, match=team[0].name):
        operations.begin_for_cause(
            by=cast.clerk, object_pk=firm.pk, item_pk=item.pk, officers=[o.pk for o in team],
            cause={}, planned_on=TODAY(),
        )  # fmt: skip


def test_a_question_beyond_the_list_needs_a_reason_and_can_be_taken_back(cast: Cast) -> None:
    made = for_cause(cast)
    with pytest.raises(Refused):
        operations.add_question(by=cast.officer, pk=made.pk, text="应急照明", reason=" ")
    added = operations.add_question(by=cast.officer, pk=made.pk, text="应急照明", reason="举报提及")
    operations.remove_question(by=cast.officer, pk=made.pk, question=added.pk)
    listed = made.questions.order_by("number")[0]
    with pytest.raises(Refused):
        operations.remove_question(by=cast.officer, pk=made.pk, question=listed.pk)
    assert made.questions.count() == 3


def test_a_stale_scheme_is_told_so(cast: Cast) -> None:
    made = for_cause(cast)
    values: dict[str, Any] = {"planned_on": TODAY(), "method": "ON_SITE", "purpose": "甲"}
    operations.change_scheme(by=cast.officer, pk=made.pk, revision=1, **values)
    with pytest.raises(Refused, match="甲"):
        operations.change_scheme(by=cast.other_officer, pk=made.pk, revision=1, **values)


def test_a_drawn_visit_lies_in_the_window(cast: Cast, settings: Any) -> None:
    made = drawn(task(cast, settings=settings))
    assert made.line is not None
    with pytest.raises(Refused):
        operations.change_scheme(
            by=cast.officer, pk=made.pk, revision=1, method="ON_SITE", purpose="甲",
            planned_on=made.line.window_end + timedelta(days=1),
        )  # fmt: skip


def test_a_scheme_without_purpose_is_not_submitted(cast: Cast) -> None:
    with pytest.raises(Refused):
        operations.submit(by=cast.officer, pk=for_cause(cast).pk)


def test_the_head_returns_with_a_reason_or_approves(cast: Cast) -> None:
    made = for_cause(cast, State.SUBMITTED)
    with pytest.raises(Refused):
        operations.return_for_mending(by=cast.director, pk=made.pk, reason="")
    back = operations.return_for_mending(by=cast.director, pk=made.pk, reason="方案过简")
    assert (back.state, back.returned) == ("prepared", "方案过简")


@pytest.mark.parametrize("nobody", ["clerk", "officer"])
def test_only_a_head_approves(cast: Cast, nobody: str) -> None:
    made = for_cause(cast, State.SUBMITTED)
    with pytest.raises(Refused):
        operations.approve(by=getattr(cast, nobody), pk=made.pk)


def test_a_head_who_is_of_the_team_does_not_approve(cast: Cast) -> None:
    made = for_cause(cast, State.SUBMITTED)
    Officer.objects.filter(user=cast.other_officer).update(user=cast.deputy)
    with pytest.raises(Refused):
        operations.approve(by=cast.deputy, pk=made.pk)
    operations.approve(by=cast.director, pk=made.pk)


def test_twice_approved_is_told_so(cast: Cast) -> None:
    made = for_cause(cast, State.APPROVED)
    with pytest.raises(Refused, match=made.number):
        operations.approve(by=cast.director, pk=made.pk)


def test_another_bureau_does_not_find_it(cast: Cast) -> None:
    made = for_cause(cast)
    with pytest.raises(Inspection.DoesNotExist):
        operations.submit(by=cast.stranger, pk=made.pk)


def test_void_keeps_its_reason_and_ends_at_the_door(cast: Cast) -> None:
    made = for_cause(cast, State.APPROVED)
    with pytest.raises(Refused):
        operations.void(by=cast.director, pk=made.pk, reason=" ")
    assert operations.void(by=cast.director, pk=made.pk, reason="企业已注销").state == "void"
    running = for_cause(cast, State.RUNNING)
    with pytest.raises(Refused):
        operations.void(by=cast.director, pk=running.pk, reason="企业已注销")


def test_the_checklist_asks_the_questions_of_the_item_version(cast: Cast) -> None:
    """Where the item has questions, they are asked; each says where it stands in the list."""
    asked = ("责任制文件是否齐全", "动火作业是否审批")
    item = make_item(cast.city, code="AJ-77", content="安全培训；动火审批", questions=list(asked))
    made = for_cause(cast, item=item)
    rows = list(made.questions.order_by("number"))
    assert [row.text for row in rows] == list(asked)
    assert [row.source for row in rows] == ["AJ-77 v1 Q1", "AJ-77 v1 Q2"]
    assert "AJ-77" in rows[1].origin


def test_a_point_of_the_content_can_be_traced_too(cast: Cast) -> None:
    made = for_cause(cast)
    sources = made.questions.order_by("number").values_list("source", flat=True)
    item = made.item
    assert list(sources) == [f"{item.code} v{item.version} C{place}" for place in (1, 2, 3)]


def test_no_visit_begins_on_a_basis_that_has_ended(cast: Cast) -> None:
    item = make_item(cast.city)
    item.bases.add(
        LegalBasis.objects.create(
            bureau=cast.city, law="安全生产法", article="第六十五条",
            valid_to=TODAY() - timedelta(days=1),
        )
    )  # fmt: skip
    with pytest.raises(Refused, match="第六十五条"):
        for_cause(cast, item=item)
    assert not Inspection.objects.exists()
