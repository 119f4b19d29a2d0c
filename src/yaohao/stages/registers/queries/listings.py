"""Proposals for the blacklist: what waits, and what became of the others."""

from collections import Counter

from yaohao.ground.accounts.models import User
from yaohao.stages.registers.models import (
    InspectionObject,
    ListingProposal,
    ListingQuerySet,
    ListingState,
)


def waiting_for(row: InspectionObject) -> ListingProposal | None:
    """The proposal about an object that is not decided yet."""
    rows = row.listings.filter(state=ListingState.WAITING)
    found: ListingProposal | None = rows.select_related("proposed_by").first()
    return found


def proposals(user: User, state: str = "") -> ListingQuerySet:
    """The proposals that a person may see, of one state or all; the newest first."""
    rows: ListingQuerySet = ListingProposal.objects.visible_to(user)
    rows = rows.filter(state=state) if state else rows
    return rows.select_related("object", "proposed_by", "decided_by").order_by("-pk")


def count_by_state(user: User) -> Counter[str]:
    """How many proposals stand in which state."""
    return Counter(proposals(user).values_list("state", flat=True))
