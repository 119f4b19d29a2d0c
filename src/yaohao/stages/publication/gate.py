"""The gate before every act of publication, and the entry each leaves in the public log."""

from datetime import UTC, datetime

from django.utils.translation import gettext as _
from fairdraw.entries import build

from yaohao.ground.accounts.models import Bureau, User
from yaohao.ground.accounts.rules import Role
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.ledger.operations import append
from yaohao.stages.publication.models import Proposal, Snapshot
from yaohao.stages.publication.rules import PROPOSAL_TRANSITIONS, ProposalAct


def queue(by: User, roles: frozenset[Role]) -> Bureau:
    """The bureau's row, locked: versions have no gap and two clerks no two versions."""
    bureau = Bureau.objects.select_for_update().get(pk=by.bureau_id)
    if not by.holds(*roles):
        raise Refused(_("Your role does not allow this act."))
    return bureau


def locked(by: User, pk: int, act: ProposalAct) -> Proposal:
    """The proposal, when `by` may do `act` now; Proposal.DoesNotExist for another bureau."""
    sources, _target, roles = PROPOSAL_TRANSITIONS[act]
    bureau = queue(by, roles)
    proposal: Proposal = Proposal.objects.of(bureau).select_related("bureau").get(pk=pk)
    if proposal.state not in {source.value for source in sources}:
        raise Refused(
            _("This proposal is now: %(state)s. This act does not fit it any more.")
            % {"state": proposal.get_state_display()}
        )
    return proposal


def log(snapshot: Snapshot, kind: str, at: datetime, **last: str) -> int:
    """Append `publish` or `withdraw`: time, kind, bureau, version, then digest or reason."""
    table = snapshot.name.partition(" ")[2]
    fields: list[tuple[str, object]] = [
        ("time", at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")),
        ("kind", table),
        ("bureau", snapshot.bureau.code),
        ("version", snapshot.version),
        *last.items(),
    ]
    entry = build(kind, fields)
    return int(append(build=lambda _head: entry.raw, at=at).index)
