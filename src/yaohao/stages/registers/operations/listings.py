"""On the blacklist and off it by two people: a clerk proposes, a director decides (article 19).

Penalty cases list by `credit`, which asks two people of its own.
"""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.stages.registers.blacklisting import (
    check_listing,
    check_source,
    check_two_people,
    check_unlisting,
    graded_row,
)
from yaohao.stages.registers.deciding import check_fresh
from yaohao.stages.registers.errors import RegisterError, StaleError
from yaohao.stages.registers.models import InspectionObject, ListingProposal, ListingState
from yaohao.stages.registers.models.grades import BLACKLIST
from yaohao.stages.registers.operations.grading import list_on_blacklist, remove_from_blacklist
from yaohao.stages.registers.rules.blacklist import (
    LISTING_TRANSITIONS,
    PROPOSERS,
    Act,
    Ground,
    State,
)
from yaohao.stages.registers.rules.kinds import Blacklist
from yaohao.stages.registers.writing import lock_register


@operation("registers.listing.propose", article="19")
def propose_listing(
    *,
    by: User,
    pk: int,
    revision: int,
    grade: Blacklist,
    since: date,
    reason: str,
    article: str,
    source: str,
) -> ListingProposal:
    """Propose to put an object on the blacklist, or into another grade of it.

    Everything that would stand against it is said now, not first to the director. Raises
    InspectionObject.DoesNotExist for another bureau's, StaleError, RegisterError.
    """
    thing = _proposable(by, pk, revision)
    check_listing(grade, since)
    proposal = ListingProposal(
        object=thing, after=grade.value, since=since, reason=reason, article=article, source=source
    )
    return _proposed(by, thing, proposal)


@operation("registers.listing.propose-unlisting", article="19")
def propose_unlisting(
    *, by: User, pk: int, revision: int, ground: Ground, reason: str, article: str, source: str
) -> ListingProposal:
    """Propose to take an object off the blacklist. Raises as `propose_listing`."""
    thing = _proposable(by, pk, revision)
    check_unlisting(thing, ground)
    proposal = ListingProposal(
        object=thing, after=Blacklist.NONE.value, ground=ground.value, reason=reason,
        article=article, source=source,
    )  # fmt: skip
    return _proposed(by, thing, proposal)


@operation("registers.listing.approve", article="19")
def approve_listing(*, by: User, pk: int) -> ListingProposal:
    """Do what was proposed, unless the object has moved since. Not by who proposed it.

    Raises ListingProposal.DoesNotExist for another bureau's, StaleError when it is decided,
    RegisterError.
    """
    found = _locked(by, pk, Act.APPROVE)
    thing = found.object
    if thing.blacklist != found.before:
        raise RegisterError(
            _("%(name)s has another grade by now than when this was proposed. Return it.")
            % {"name": thing.name}
        )
    _carry_out(by, found)
    _decide(by, found, Act.APPROVE)
    record(by=by, subject=found.subject, changed=[found], detail={"about": thing.object_id})
    thing.refresh_from_db()
    return found


@operation("registers.listing.return", article="19")
def return_listing(*, by: User, pk: int, reason: str) -> ListingProposal:
    """Give it back with the reason; the register stays as it is. Raises as `approve_listing`."""
    found = _locked(by, pk, Act.RETURN)
    said = " ".join(reason.split())[:300]
    if not said:
        raise RegisterError(_("Say why it goes back: the clerk reads it on the page."))
    found.returned = said
    _decide(by, found, Act.RETURN)
    detail = {"about": found.object.object_id}
    record(by=by, subject=found.subject, changed=[found], detail=detail, reason=said)
    return found


@operation("registers.listing.withdraw", article="19")
def withdraw_listing(*, by: User, pk: int) -> ListingProposal:
    """Take a proposal back before it is decided, to mend it. Raises as `approve_listing`."""
    found = _locked(by, pk, Act.WITHDRAW)
    _decide(by, found, Act.WITHDRAW)
    detail = {"about": found.object.object_id}
    record(by=by, subject=found.subject, changed=[found], detail=detail)
    return found


def _proposable(by: User, pk: int, revision: int) -> InspectionObject:
    lock_register(by.bureau)
    thing: InspectionObject = InspectionObject.objects.of(by.bureau).get(pk=pk)
    if not by.holds(*PROPOSERS):
        raise RegisterError(_("Your role does not allow this act."))
    if thing.listings.filter(state=ListingState.WAITING).exists():
        raise RegisterError(
            _("A proposal for %(name)s waits already. Take it back first, or let it be decided.")
            % {"name": thing.name}
        )
    check_fresh(thing, revision)
    return thing


def _proposed(by: User, thing: InspectionObject, proposal: ListingProposal) -> ListingProposal:
    proposal.before = thing.blacklist
    proposal.reason = " ".join(proposal.reason.split())
    proposal.source = " ".join(proposal.source.split())
    if not proposal.reason or not proposal.source:
        raise RegisterError(_("A grade needs its reason and its source."))
    if proposal.before == proposal.after:
        raise RegisterError(_("Nothing was changed: everything stands as it was."))
    check_source(thing, BLACKLIST, proposal.source)
    graded_row(by, thing, BLACKLIST, proposal.after)
    proposal.proposed_by, proposal.proposed_at = by, timezone.now()
    proposal.save(force_insert=True)
    detail = {"about": thing.object_id, "from": proposal.before, "to": proposal.after}
    record(
        by=by, subject=proposal.subject, changed=[proposal],
        detail=detail | {"source": proposal.source}, reason=proposal.reason,
    )  # fmt: skip
    return proposal


def _locked(by: User, pk: int, act: Act) -> ListingProposal:
    lock_register(by.bureau)
    sources, _target, roles = LISTING_TRANSITIONS[act]
    rows = ListingProposal.objects.of(by.bureau).select_related("object", "proposed_by")
    found: ListingProposal = rows.select_for_update(of=("self",)).get(pk=pk)
    if not by.holds(*roles):
        raise RegisterError(_("Your role does not allow this act."))
    if State(found.state) not in sources:
        raise StaleError(
            _("This proposal is “%(state)s” by now.") % {"state": found.get_state_display()}
        )
    if act is not Act.WITHDRAW:
        check_two_people(found.proposed_by, by)
    return found


def _carry_out(by: User, found: ListingProposal) -> None:
    if found.since is None:
        remove_from_blacklist(
            by=by, proposed_by=found.proposed_by, object_id=found.object.object_id,
            ground=Ground(found.ground), reason=found.reason, article=found.article,
            source=found.source,
        )  # fmt: skip
    else:
        list_on_blacklist(
            by=by, proposed_by=found.proposed_by, object_id=found.object.object_id,
            grade=Blacklist(found.after), since=found.since, reason=found.reason,
            article=found.article, source=found.source,
        )  # fmt: skip


def _decide(by: User, found: ListingProposal, act: Act) -> None:
    found.state = LISTING_TRANSITIONS[act][1].value
    found.decided_by, found.decided_at = by, timezone.now()
    found.save(update_fields=["state", "decided_by", "decided_at", "returned"])
