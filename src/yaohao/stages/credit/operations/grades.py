"""Results change grades: the clerk proposes by the table of rules, the director decides."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.credit.findings import Finding, findings
from yaohao.stages.credit.gate import locked_proposal, permit, queue
from yaohao.stages.credit.models import Proposal
from yaohao.stages.credit.rules import (
    DESK,
    PROPOSAL_TRANSITIONS,
    RULES,
    ProposalAct,
    ProposalState,
    graded,
    listed,
)
from yaohao.stages.followup.models import PenaltyCase
from yaohao.stages.followup.rules import CaseState
from yaohao.stages.registers import operations as registers
from yaohao.stages.registers.errors import RegisterError
from yaohao.stages.registers.models.grades import BLACKLIST, CREDIT
from yaohao.stages.registers.rules.kinds import Blacklist, Credit


@operation("credit.grades.propose", article="19")
def propose(*, by: User) -> int:
    """Propose what the rules ask for; how many proposals are new. A source proposes once."""
    permit(by, DESK)
    queue(by)
    rows = Proposal.objects.of(by.bureau)
    known = set(rows.values_list("source", flat=True))
    waiting = set(rows.filter(state=ProposalState.OPEN.value).values_list("object_id", flat=True))
    made: list[Proposal] = []
    for finding in findings(by.bureau):
        # The next rule starts from the grade that the open proposal leads to, or does not.
        if finding.source in known or finding.object.pk in waiting:
            continue
        new = list(_proposals(by, finding))
        made += new
        if any(proposal.state == ProposalState.OPEN.value for proposal in new):
            waiting.add(finding.object.pk)
    for proposal in made:
        proposal.save(force_insert=True)
    record(by=by, subject=f"credit.outbox:{by.bureau_id}", changed=made, detail={"new": len(made)})
    return len(made)


@operation("credit.grade.apply", article="19")
def apply_grade(*, by: User, pk: int) -> Proposal:
    """Write a proposed grade into the register. Refused for the person who proposed it.

    Raises Proposal.DoesNotExist for another bureau's, Refused.
    """
    found = _decided(by, pk, ProposalAct.APPLY)
    if _annulled(found):
        raise Refused(_("The penalty behind this proposal was annulled. Decline the proposal."))
    if getattr(found.object, found.attribute) != found.before:
        raise Refused(
            _("%(name)s has another grade by now than when this was proposed. Decline it.")
            % {"name": found.object.name}
        )
    found.save(update_fields=["state", "decided_by", "decided_at"])
    try:
        _write(by, found)
    except RegisterError as refusal:
        raise Refused(str(refusal)) from refusal
    record(by=by, subject=found.subject, changed=[found], detail={"source": found.source})
    return found


@operation("credit.grade.decline", article="19")
def decline_grade(*, by: User, pk: int, reason: str) -> Proposal:
    """Leave the register as it is, with the reason. Raises as `apply_grade`."""
    found = _decided(by, pk, ProposalAct.DECLINE)
    if not reason.strip():
        raise Refused(_("Say why the grade stays as it is."))
    found.reason = reason.strip()
    found.save(update_fields=["state", "decided_by", "decided_at", "reason"])
    record(by=by, subject=found.subject, changed=[found], reason=found.reason)
    return found


def _proposals(by: User, finding: Finding) -> Iterator[Proposal]:
    rule, thing = RULES[finding.cause], finding.object
    after = {
        CREDIT: graded(Credit(thing.credit), rule).value,
        BLACKLIST: listed(Blacklist(thing.blacklist), rule).value,
    }
    changes = {name: value for name, value in after.items() if getattr(thing, name) != value}
    for attribute, value in (changes or {CREDIT: thing.credit}).items():
        yield Proposal(
            bureau=by.bureau,
            object=thing,
            attribute=attribute,
            before=getattr(thing, attribute),
            after=value,
            cause=finding.cause.value,
            article=rule.article,
            source=finding.source,
            since=finding.since,
            state=(ProposalState.OPEN if changes else ProposalState.NEEDLESS).value,
            proposed_by=by,
            proposed_at=timezone.now(),
        )


def _decided(by: User, pk: int, act: ProposalAct) -> Proposal:
    found = locked_proposal(by=by, pk=pk, act=act)
    if found.proposed_by_id == by.pk:
        raise Refused(_("You proposed this yourself: somebody else must decide (two-person rule)."))
    found.state = PROPOSAL_TRANSITIONS[act][1].value
    found.decided_by, found.decided_at = by, timezone.now()
    return found


def _annulled(found: Proposal) -> bool:
    kind, _colon, number = found.source.partition(":")
    cases = PenaltyCase.objects.filter(number=number, state=CaseState.ANNULLED.value)
    return kind == "followup.case" and cases.exists()


def _write(by: User, found: Proposal) -> None:
    reason = f"{found.get_cause_display()} {found.source}"
    basis = {"article": found.article, "source": found.source, "reason": reason}
    object_id = found.object.object_id
    if found.attribute == CREDIT:
        credit = Credit(found.after)
        registers.grade_object(by=by, object_id=object_id, credit=credit, **basis)
    else:
        registers.list_on_blacklist(
            by=by, proposed_by=found.proposed_by, object_id=object_id,
            grade=Blacklist(found.after), since=found.since, **basis,
        )  # fmt: skip
    found.object.refresh_from_db()
