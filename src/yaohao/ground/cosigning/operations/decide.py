"""The second person confirms or declines; only then does the public log say it (article 15)."""

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import Bureau, User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.cosigning.gate import free, permit
from yaohao.ground.cosigning.models import Proposal
from yaohao.ground.cosigning.queries import visible_proposals
from yaohao.ground.cosigning.rules import CONFIRMERS, PROPOSERS, What
from yaohao.ground.ledger.models import Cosigner
from yaohao.ground.ledger.operations import end_cosigner, name_cosigner


@operation("cosigning.proposal.confirm", article="15")
def confirm(*, by: User, proposal: int) -> Proposal:
    """Confirm what somebody else proposed: the cosigner counts from now on, or no longer.

    Raises Proposal.DoesNotExist for one of another bureau.
    """
    found = _open(by, proposal)
    permit(by=by, roles=CONFIRMERS)
    if found.proposed_by == by:
        raise Refused(_("You proposed this yourself: a second person must confirm it."))
    row = _name(found, by) if found.what == What.NAME.value else _end(found, by)
    found.cosigner = row
    _decide(found, by, accepted=True)
    record(by=by, subject=found.subject, changed=[found, row], detail={"what": found.what})
    return found


@operation("cosigning.proposal.decline", article="15")
def decline(*, by: User, proposal: int) -> Proposal:
    """Take the own proposal back, or decline another's as a leader.

    Raises Proposal.DoesNotExist for one of another bureau.
    """
    found = _open(by, proposal)
    permit(by=by, roles=PROPOSERS if found.proposed_by == by else CONFIRMERS)
    _decide(found, by, accepted=False)
    record(by=by, subject=found.subject, changed=[found], detail={"what": found.what})
    return found


def _open(by: User, proposal: int) -> Proposal:
    Bureau.objects.select_for_update().get(pk=by.bureau_id)
    found: Proposal = visible_proposals(by).select_related("proposed_by").get(pk=proposal)
    if found.decided_by is not None:
        raise Refused(
            _("This was decided already, by %(person)s. Nothing was changed.")
            % {"person": found.decided_by.full_name}
        )
    return found


def _decide(found: Proposal, by: User, *, accepted: bool) -> None:
    found.decided_by, found.decided_at, found.accepted = by, timezone.now(), accepted
    found.save(update_fields=["cosigner", "decided_by", "decided_at", "accepted"])


def _name(found: Proposal, by: User) -> Cosigner:
    code = by.bureau.code
    free(bureau=code, key=found.key)
    return name_cosigner(
        bureau=code, key=found.key, holder=found.holder, by=_signatures(found, by),
        at=timezone.now().replace(microsecond=0),
    )  # fmt: skip


def _end(found: Proposal, by: User) -> Cosigner:
    row = found.cosigner
    if row is None or row.until is not None:
        raise Refused(_("%(name)s has ended already.") % {"name": found.name})
    at = timezone.now().replace(microsecond=0)
    return end_cosigner(cosigner=row, by=_signatures(found, by), at=at)


def _signatures(found: Proposal, by: User) -> tuple[str, str]:
    return found.proposed_by.full_name, by.full_name
