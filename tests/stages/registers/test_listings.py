"""On the blacklist and off it by two people: who may, and what is refused (article 19)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.cast import Cast
from tests.factories.planning import plan_person
from tests.factories.registers import make_object
from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rules import Role
from yaohao.ground.audit.queries import of_subject
from yaohao.stages.registers import operations
from yaohao.stages.registers.errors import RegisterError, StaleError
from yaohao.stages.registers.models import GradeChange, InspectionObject, ListingProposal
from yaohao.stages.registers.queries.grades import grade_history, listed_since
from yaohao.stages.registers.rules.blacklist import Ground
from yaohao.stages.registers.rules.kinds import Blacklist

WHY: dict[str, Any] = {
    "reason": "重大隐患拒不整改",
    "article": "第十九条",
    "source": "罚〔2026〕3号",
}


def propose(by: User, row: InspectionObject, **more: Any) -> ListingProposal:
    row.refresh_from_db()
    said = {"revision": row.revision, "grade": Blacklist.SECOND, "since": timezone.localdate()}
    return operations.propose_listing(by=by, pk=row.pk, **said | WHY | more)  # type: ignore[arg-type]


def off(by: User, row: InspectionObject, **more: Any) -> ListingProposal:
    row.refresh_from_db()
    said = {"revision": row.revision, "ground": Ground.ANNULLED, **WHY, "source": "撤〔2026〕1号"}
    return operations.propose_unlisting(by=by, pk=row.pk, **said | more)


def grade(row: InspectionObject) -> str:
    row.refresh_from_db()
    return row.blacklist


def test_a_clerk_proposes_and_a_director_decides(cast: Cast) -> None:
    row = make_object(cast.city)
    number = row.number
    since = timezone.localdate() - timedelta(days=3)
    proposal = propose(cast.clerk, row, since=since)
    assert (grade(row), row.number, row.revision) == ("0", number, 1)  # nothing yet
    operations.approve_listing(by=cast.director, pk=proposal.pk)
    assert grade(row) == "2"
    assert row.number != number
    assert row.numbers.get().number == number
    assert listed_since(row) == since
    (step,) = grade_history(row)
    assert (step.before, step.after, step.by, step.proposed) == ("0", "2", "局长青", "法小规")
    acts = [entry.action for entry in of_subject(proposal.subject)]
    assert acts == ["registers.listing.propose", "registers.listing.approve"]


def test_the_same_two_people_take_it_off(cast: Cast) -> None:
    row = make_object(cast.city)
    operations.approve_listing(by=cast.director, pk=propose(cast.clerk, row).pk)
    with pytest.raises(RegisterError, match=r"\d{4}-\d\d-\d\d"):  # says from which day on
        off(cast.clerk, row, ground=Ground.ASKED)
    proposal = off(cast.clerk, row)
    assert grade(row) == "2"
    operations.approve_listing(by=cast.director, pk=proposal.pk)
    assert grade(row) == "0"
    assert GradeChange.objects.count() == 2


def test_one_person_does_not_do_both(cast: Cast) -> None:
    both, row = plan_person(cast.city, Role.CLERK, Role.DIRECTOR), make_object(cast.city)
    proposal = propose(both, row)
    with pytest.raises(RegisterError, match="two-person"):
        operations.approve_listing(by=both, pk=proposal.pk)
    with pytest.raises(RegisterError, match="two-person"):
        operations.return_listing(by=both, pk=proposal.pk, reason="x")
    now = timezone.now()
    rows = ListingProposal.objects.filter(pk=proposal.pk)
    with pytest.raises(IntegrityError, match="listing_two_people"), transaction.atomic():
        rows.update(state="approved", decided_by=both, decided_at=now)
    operations.withdraw_listing(by=both, pk=proposal.pk)
    assert grade(row) == "0"


@pytest.mark.parametrize("who", ["director", "deputy", "head", "officer", "auditor"])
def test_only_a_clerk_proposes(cast: Cast, who: str) -> None:
    row = make_object(cast.city)
    with pytest.raises(RegisterError):
        propose(getattr(cast, who), row)
    assert not ListingProposal.objects.exists()


@pytest.mark.parametrize("who", ["other_clerk", "deputy", "head", "officer", "auditor"])
def test_only_a_director_decides(cast: Cast, who: str) -> None:
    row = make_object(cast.city)
    proposal = propose(cast.clerk, row)
    with pytest.raises(RegisterError):
        operations.approve_listing(by=getattr(cast, who), pk=proposal.pk)
    with pytest.raises(RegisterError):
        operations.return_listing(by=getattr(cast, who), pk=proposal.pk, reason="x")
    assert grade(row) == "0"


def test_another_bureau_sees_and_decides_nothing(cast: Cast) -> None:
    row = make_object(cast.city)
    with pytest.raises(InspectionObject.DoesNotExist):
        propose(cast.stranger, row)
    proposal = propose(cast.clerk, row)
    with pytest.raises(ListingProposal.DoesNotExist):
        operations.approve_listing(by=plan_person(cast.county, Role.DIRECTOR), pk=proposal.pk)


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": "  "},
        {"source": " "},
        {"grade": Blacklist.NONE},
        {"since": timezone.localdate() + timedelta(days=1)},
    ],
)
def test_what_cannot_be_approved_is_not_proposed(cast: Cast, wrong: dict[str, Any]) -> None:
    with pytest.raises(RegisterError):
        propose(cast.clerk, make_object(cast.city), **wrong)
    assert not ListingProposal.objects.exists()


def test_a_stale_page_proposes_nothing(cast: Cast) -> None:
    row = make_object(cast.city)
    operations.edit_object(by=cast.clerk, pk=row.pk, revision=1, values={"risk": "RED"})
    with pytest.raises(StaleError):
        propose(cast.clerk, row, revision=1)
    with pytest.raises(RegisterError):  # is not listed
        off(cast.clerk, row)
    assert not ListingProposal.objects.exists()


def test_a_second_proposal_waits_for_the_first(cast: Cast) -> None:
    row = make_object(cast.city)
    first = propose(cast.clerk, row)
    with pytest.raises(RegisterError):
        propose(cast.other_clerk, row, source="另一文号")
    found = ListingProposal.objects.get(pk=first.pk)
    first.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save(force_insert=True)
    operations.return_listing(by=cast.director, pk=found.pk, reason=" 文号 有误 ")
    found.refresh_from_db()
    assert (found.state, found.returned) == ("returned", "文号 有误")
    propose(cast.other_clerk, row, source="另一文号")


def test_a_decision_falls_once(cast: Cast) -> None:
    row = make_object(cast.city)
    proposal = propose(cast.clerk, row)
    with pytest.raises(RegisterError):
        operations.return_listing(by=cast.director, pk=proposal.pk, reason=" ")
    operations.approve_listing(by=cast.director, pk=proposal.pk)
    with pytest.raises(StaleError):
        operations.approve_listing(by=cast.director, pk=proposal.pk)
    with pytest.raises(StaleError):
        operations.return_listing(by=cast.director, pk=proposal.pk, reason="x")
    with pytest.raises(StaleError):
        operations.withdraw_listing(by=cast.clerk, pk=proposal.pk)
    assert GradeChange.objects.count() == 1


def test_a_document_counts_once(cast: Cast) -> None:
    row = make_object(cast.city)
    operations.approve_listing(by=cast.director, pk=propose(cast.clerk, row).pk)
    with pytest.raises(RegisterError, match="罚"):
        propose(cast.clerk, row, grade=Blacklist.FIRST)


def test_what_was_listed_otherwise_meanwhile_is_not_approved(cast: Cast) -> None:
    row = make_object(cast.city)
    proposal = propose(cast.clerk, row)
    operations.list_on_blacklist(
        by=cast.director, proposed_by=cast.other_clerk, object_id=row.object_id,
        grade=Blacklist.THIRD, since=timezone.localdate(), **WHY | {"source": "followup.case:1"},
    )  # fmt: skip
    with pytest.raises(RegisterError):
        operations.approve_listing(by=cast.director, pk=proposal.pk)
    assert grade(row) == "3"
    operations.return_listing(by=cast.director, pk=proposal.pk, reason="已由案件列入")
