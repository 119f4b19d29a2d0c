"""Results change grades; two people; next year's strata follow."""

import pytest

from tests.cast import Cast
from tests.factories.credit import decided, reported
from yaohao.stages.credit import operations
from yaohao.stages.credit.models import Proposal
from yaohao.stages.credit.operations import Refused
from yaohao.stages.credit.rules import RULES, Cause, graded
from yaohao.stages.inspection.models import Inspection
from yaohao.stages.planning.queries import bases
from yaohao.stages.registers.models import GradeChange, InspectionObject
from yaohao.stages.registers.rules.kinds import Credit
from yaohao.stages.registers.rules.pool_filter import PoolFilter


@pytest.mark.parametrize(
    ("before", "cause", "after"),
    [
        (Credit.B, Cause.CLEAN, Credit.A),
        (Credit.UNRATED, Cause.CLEAN, Credit.B),
        (Credit.A, Cause.CLEAN, Credit.A),
        (Credit.A, Cause.FINDING, Credit.B),
        (Credit.C, Cause.FINDING, Credit.C),
        (Credit.B, Cause.UNFULFILLED, Credit.C),
        (Credit.D, Cause.UNFULFILLED, Credit.D),
        (Credit.A, Cause.FINE, Credit.C),
        (Credit.UNRATED, Cause.FINE, Credit.C),
        (Credit.A, Cause.LICENCE, Credit.D),
    ],
)
def test_the_table(before: Credit, cause: Cause, after: Credit) -> None:
    assert graded(before, RULES[cause]) is after


def found(cast: Cast) -> tuple[Inspection, Proposal]:
    visit = reported(cast, fail=True)
    operations.propose(by=cast.clerk)
    return visit, Proposal.objects.get()


def test_a_finding_moves_the_object_into_its_new_stratum(cast: Cast) -> None:
    visit, proposal = found(cast)
    number = visit.object.number
    assert (proposal.after, proposal.source) == ("B", visit.subject)
    operations.apply_grade(by=cast.director, pk=proposal.pk)
    counted = bases(cast.city, PoolFilter(), "credit")
    visit.object.refresh_from_db()
    assert counted.get("B") == 1
    assert GradeChange.objects.get().source == visit.subject
    assert visit.object.number == number  # the credit grade is not part of it


def test_a_source_grades_once(cast: Cast) -> None:
    _visit, proposal = found(cast)
    operations.apply_grade(by=cast.director, pk=proposal.pk)
    assert operations.propose(by=cast.clerk) == 0
    with pytest.raises(Refused):
        operations.apply_grade(by=cast.director, pk=proposal.pk)
    assert GradeChange.objects.count() == 1


def test_a_stopped_operation_lists_the_object_and_its_number_follows(cast: Cast) -> None:
    visit = reported(cast)
    number = visit.object.number
    decided(cast, visit, kind="shutdown", penalty="责令停产停业整顿")
    operations.propose(by=cast.clerk)
    for proposal in Proposal.objects.order_by("pk"):
        operations.apply_grade(by=cast.director, pk=proposal.pk)
    thing = InspectionObject.objects.get(pk=visit.object.pk)
    assert (thing.credit, thing.blacklist) == ("D", "3")
    assert thing.number != number
    assert thing.numbers.get().number == number


def test_an_annulled_penalty_changes_nothing(cast: Cast) -> None:
    case = decided(cast, reported(cast))
    operations.propose(by=cast.clerk)
    case.state, case.reason = "annulled", "复议撤销"
    case.save()
    proposal = Proposal.objects.get()
    with pytest.raises(Refused):
        operations.apply_grade(by=cast.director, pk=proposal.pk)
    operations.decline_grade(by=cast.director, pk=proposal.pk, reason="处罚已撤销")
    assert not GradeChange.objects.exists()


def test_who_proposed_does_not_decide(cast: Cast) -> None:
    _visit, proposal = found(cast)
    Proposal.objects.update(proposed_by=cast.director)
    with pytest.raises(Refused):
        operations.apply_grade(by=cast.director, pk=proposal.pk)
    with pytest.raises(Refused):
        operations.apply_grade(by=cast.clerk, pk=proposal.pk)


def test_declining_needs_a_reason(cast: Cast) -> None:
    _visit, proposal = found(cast)
    with pytest.raises(Refused):
        operations.decline_grade(by=cast.director, pk=proposal.pk, reason=" ")
