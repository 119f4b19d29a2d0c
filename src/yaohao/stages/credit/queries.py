"""Reading the outbox, its batches and the proposed grades."""

from typing import Any

from django.db.models import Count

from yaohao.ground.accounts.models import User
from yaohao.stages.credit.models import Batch, Dispatch, Proposal
from yaohao.stages.credit.rules import ProposalState, State


def outbox(user: User) -> Any:
    """Deliveries a person may see, the newest first."""
    return Dispatch.objects.visible_to(user).select_related("object", "batch").order_by("-pk")


def dispatch(user: User, pk: int) -> Dispatch:
    """One delivery. Raises Dispatch.DoesNotExist for another bureau's."""
    found: Dispatch = outbox(user).get(pk=pk)
    return found


def ready(user: User) -> dict[str, int]:
    """How many rows are ready, by receiver."""
    rows = Dispatch.objects.visible_to(user).filter(state=State.READY.value)
    counted = rows.values("receiver").annotate(rows=Count("pk")).order_by("receiver")
    return {row["receiver"]: row["rows"] for row in counted}


def batches(user: User) -> Any:
    """Files that were sent, the newest first."""
    return Batch.objects.visible_to(user).select_related("made_by").order_by("-pk")


def proposals(user: User) -> Any:
    """Proposed grades with something to decide or decided, the newest first."""
    rows = Proposal.objects.visible_to(user).exclude(state=ProposalState.NEEDLESS.value)
    return rows.select_related("object", "proposed_by", "decided_by").order_by("-pk")
