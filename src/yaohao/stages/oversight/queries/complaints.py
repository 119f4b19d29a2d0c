"""Complaints as their readers see them."""

from datetime import date

from yaohao.ground.accounts.models import User
from yaohao.stages.oversight.models import Complaint, ComplaintQuerySet
from yaohao.stages.oversight.rules.complaints import State

OPEN = [State.RECEIVED.value, State.INVESTIGATING.value, State.FOUND.value, State.MEASURED.value]


def complaints(user: User) -> ComplaintQuerySet:
    """The complaints a person may see, newest first."""
    rows: ComplaintQuerySet = Complaint.objects.visible_to(user)
    return rows.select_related("inspection", "officer", "received_by").order_by("-pk")


def complaint(pk: int, user: User) -> Complaint:
    """One complaint; Complaint.DoesNotExist where the reader may not see it."""
    return complaints(user).get(pk=pk)


def unanswered(user: User, until: date) -> ComplaintQuerySet:
    """Those whose answer is due by `until` and not given."""
    return complaints(user).filter(state__in=OPEN, due__lte=until)
