"""The gate before every act: the row is locked, the person may, the state allows."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import Bureau, User
from yaohao.ground.accounts.rules import Role
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.credit.models import Dispatch, Proposal
from yaohao.stages.credit.rules import (
    PROPOSAL_TRANSITIONS,
    TRANSITIONS,
    Act,
    ProposalAct,
    ProposalState,
    State,
)


def permit(by: User, roles: Iterable[Role]) -> None:
    """Refuse a person whose roles do not allow the act."""
    if not by.holds(*roles):
        raise Refused(_("Your role does not allow this act."))


def queue(by: User) -> None:
    """Lock the outbox of the bureau: one collects or sends at a time."""
    Bureau.objects.select_for_update().get(pk=by.bureau_id)


def locked(*, by: User, pk: int, act: Act) -> Dispatch:
    """The delivery, locked, when `by` may do `act` now. Raises Dispatch.DoesNotExist, Refused."""
    rows = Dispatch.objects.visible_to(by).select_for_update(of=("self",))
    found: Dispatch = rows.get(pk=pk)
    permit(by, TRANSITIONS[act][2])
    if not allows(found, act):
        raise Refused(
            _("Delivery %(row)s is now: %(state)s. This act does not fit it any more.")
            % {"row": found.reference, "state": found.get_state_display()}
        )
    return found


def allows(dispatch: Dispatch, act: Act) -> bool:
    """Whether the state of a delivery allows an act."""
    return State(dispatch.state) in TRANSITIONS[act][0]


def move(dispatch: Dispatch, act: Act) -> None:
    """Put a delivery, not yet saved, into the state the act leads to."""
    target = TRANSITIONS[act][1]
    dispatch.state = (target or State(dispatch.state)).value


def locked_proposal(*, by: User, pk: int, act: ProposalAct) -> Proposal:
    """The proposal, locked, when `by` may decide it. Raises Proposal.DoesNotExist, Refused."""
    rows = Proposal.objects.visible_to(by).select_related("object")
    found: Proposal = rows.select_for_update(of=("self",)).get(pk=pk)
    permit(by, PROPOSAL_TRANSITIONS[act][2])
    if ProposalState(found.state) not in PROPOSAL_TRANSITIONS[act][0]:
        raise Refused(
            _("This proposal is decided already: %(state)s.") % {"state": found.get_state_display()}
        )
    return found
