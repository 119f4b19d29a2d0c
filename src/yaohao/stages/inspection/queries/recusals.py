"""Requests for recusal as their readers see them."""

from django.db.models import QuerySet

from yaohao.ground.accounts.models import User
from yaohao.stages.inspection.models import Inspection, RecusalRequest


def recusal_requests(user: User) -> QuerySet[RecusalRequest]:
    """The requests at visits a person may see, the newest first."""
    visible = Inspection.objects.visible_to(user).values("pk")
    rows = RecusalRequest.objects.filter(inspection__in=visible)
    return rows.select_related(
        "inspection__object", "inspection__bureau", "inspection__draw", "officer", "account",
        "noted_by", "decided_by", "substitution__draw", "successor", "named_by",
    ).order_by("-pk")  # fmt: skip


def recusal_request(pk: int, user: User) -> RecusalRequest:
    """One request; RecusalRequest.DoesNotExist where the reader may not see its visit."""
    return recusal_requests(user).get(pk=pk)
