"""Nothing is published by one person: one proposes, another approves what it will look like."""

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import Bureau, User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.publication.gate import locked, log, queue
from yaohao.stages.publication.models import Proposal, Snapshot
from yaohao.stages.publication.papers import issue_result_tables
from yaohao.stages.publication.queries.snapshots import Candidate, candidate, last_version, rows
from yaohao.stages.publication.rules import (
    CORRECTED,
    PROPOSAL_TRANSITIONS,
    PUBLISHERS,
    Difference,
    Kind,
    ProposalAct,
    ProposalState,
    difference,
)


@operation("publication.proposal.propose", article="15")
def propose(*, by: User, kind: Kind, year: int = 0, digest: str, note: str = "") -> Proposal:
    """Propose the table as it stands now; `digest` is that of the preview the person saw.

    Refused when the table changed since the preview, when it is public already, when a proposal
    waits, and when a result, circular or penalty is changed without a public `note`.
    """
    bureau = queue(by, PUBLISHERS)
    found = candidate(kind, bureau, year)
    if found.digest != digest:
        raise Refused(_("The table changed since the preview. Look at the preview again."))
    if Proposal.objects.of(bureau).filter(
        kind=kind.value, year=year, state=ProposalState.PROPOSED.value
    ).exists():  # fmt: skip
        raise Refused(_("A proposal for this table waits for approval already."))
    change = _new(kind, bureau, year, found)
    said = " ".join(note.split())
    if kind in CORRECTED and (change.changed or change.ended) and not said:
        raise Refused(_("Say what is corrected and why; the public reads it beside the version."))
    proposal = Proposal.objects.create(
        bureau=bureau,
        kind=kind.value,
        year=year,
        data=found.text,
        digest=found.digest,
        rows=len(found.rows),
        note=said,
        proposed_by=by,
        proposed_at=timezone.now(),
    )
    record(
        by=by, subject=proposal.subject, changed=[proposal], detail={"digest": digest}, reason=said
    )
    return proposal


@operation("publication.proposal.approve", article="15")
def approve(*, by: User, pk: int, digest: str) -> Snapshot:
    """Publish what was proposed; `digest` is that of the preview the head saw.

    Refused for who proposed it, for another digest, once it is decided, and when a result, a
    circular or a penalty changed since: an annulled decision is not published any more.
    """
    proposal = locked(by, pk, ProposalAct.APPROVE)
    _another(proposal, by)
    if proposal.digest != digest:
        raise Refused(_("You saw another version. Look at the proposal again."))
    kind = Kind(proposal.kind)
    now = candidate(kind, proposal.bureau, proposal.year)
    if kind in CORRECTED and now.digest != proposal.digest:
        raise Refused(_("The facts changed since the proposal. Return it for a new one."))
    last = last_version(kind, proposal.bureau, proposal.year)
    snapshot = Snapshot(
        proposal=proposal,
        bureau=proposal.bureau,
        kind=proposal.kind,
        year=proposal.year,
        version=last.version + 1 if last else 1,
        data=proposal.data,
        digest=proposal.digest,
        rows=proposal.rows,
        published_at=timezone.now().replace(microsecond=0),
        published_by=by,
    )
    _decide(proposal, ProposalAct.APPROVE, by)
    snapshot.entry = log(snapshot, "publish", snapshot.published_at, digest=snapshot.digest)
    snapshot.save(force_insert=True)
    papers = issue_result_tables(snapshot, last, by=by)
    detail = {"version": snapshot.version, "digest": snapshot.digest, "rows": snapshot.rows}
    record(by=by, subject=snapshot.subject, changed=[proposal, snapshot, *papers], detail=detail)
    return snapshot


@operation("publication.proposal.return", article="15")
def return_proposal(*, by: User, pk: int, reason: str) -> Proposal:
    """Give it back with a reason; nothing becomes public."""
    proposal = locked(by, pk, ProposalAct.RETURN)
    _another(proposal, by)
    why = " ".join(reason.split())
    if not why:
        raise Refused(_("Say why it goes back, so that it can be mended."))
    _decide(proposal, ProposalAct.RETURN, by, reason=why)
    record(by=by, subject=proposal.subject, changed=[proposal], reason=why)
    return proposal


@operation("publication.proposal.take-back", article="15")
def take_back(*, by: User, pk: int) -> Proposal:
    """Take a proposal back before it is decided, to close a field or correct a register."""
    proposal = locked(by, pk, ProposalAct.TAKE_BACK)
    proposal.state = PROPOSAL_TRANSITIONS[ProposalAct.TAKE_BACK][1].value
    proposal.save(update_fields=["state"])
    record(by=by, subject=proposal.subject, changed=[proposal])
    return proposal


def _new(kind: Kind, bureau: Bureau, year: int, found: Candidate) -> Difference:
    last = last_version(kind, bureau, year)
    shown = last if last and not hasattr(last, "withdrawal") else None
    if shown and shown.digest == found.digest:
        raise Refused(
            _("Exactly this is public already, as version %(version)s.")
            % {"version": shown.version}
        )
    return difference(kind, rows(last) if last else (), found.rows)


def _another(proposal: Proposal, by: User) -> None:
    if proposal.proposed_by_id == by.pk:
        raise Refused(_("You proposed this yourself: somebody else must decide."))


def _decide(proposal: Proposal, act: ProposalAct, by: User, reason: str = "") -> None:
    proposal.state = PROPOSAL_TRANSITIONS[act][1].value
    proposal.decided_by, proposal.decided_at, proposal.reason = by, timezone.now(), reason
    proposal.save(update_fields=["state", "decided_by", "decided_at", "reason"])
