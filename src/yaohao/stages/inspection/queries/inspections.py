"""Inspections as their readers see them."""

from yaohao.ground.accounts.models import User
from yaohao.stages.inspection.models import Inspection
from yaohao.stages.inspection.models.inspections import InspectionQuerySet


def inspections(user: User) -> InspectionQuerySet:
    """The inspections a person may see, newest first."""
    rows: InspectionQuerySet = Inspection.objects.visible_to(user)
    return rows.select_related("object", "item", "section", "draw", "line", "report").order_by(
        "-pk"
    )


def inspection(pk: int, user: User) -> Inspection:
    """One inspection; Inspection.DoesNotExist where the reader may not see it."""
    return inspections(user).get(pk=pk)
