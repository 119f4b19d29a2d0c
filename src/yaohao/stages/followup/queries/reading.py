"""Orders, cases and circulars as their readers see them."""

from enum import StrEnum

from yaohao.ground.accounts.models import User
from yaohao.stages.followup.models import Circular, Order, PenaltyCase
from yaohao.stages.followup.models.cases import PenaltyCaseQuerySet
from yaohao.stages.followup.models.circulars import CircularQuerySet
from yaohao.stages.followup.models.orders import OrderQuerySet
from yaohao.stages.followup.rules import OrderState
from yaohao.stages.inspection.models import Inspection


class Rectification(StrEnum):
    """How far the problems of one visit are put right."""

    NOTHING = "nothing"  # no problem was found, or all put right on the spot
    OPEN = "open"
    FULFILLED = "fulfilled"


def orders(user: User) -> OrderQuerySet:
    """The orders a person may see, newest first."""
    seen = Inspection.objects.visible_to(user)
    rows = Order.objects.filter(inspection__in=seen).select_related("inspection__object")
    return rows.order_by("-pk")


def cases(user: User) -> PenaltyCaseQuerySet:
    """The penalty cases a person may see, newest first."""
    seen = Inspection.objects.visible_to(user)
    rows = PenaltyCase.objects.filter(inspection__in=seen).select_related("inspection__object")
    return rows.order_by("-pk")


def circulars(user: User) -> CircularQuerySet:
    """The circulars of the person's bureau, newest first."""
    rows: CircularQuerySet = Circular.objects.visible_to(user)
    return rows.select_related("draw__line").order_by("-pk")


def rectification(inspection: Inspection) -> Rectification:
    """Whether every problem of the visit is put right: on the spot, or by a fulfilled order."""
    open_ = inspection.problems.filter(on_the_spot=False)
    if not open_.exists():
        return Rectification.NOTHING
    left = open_.exclude(ordered__order__state=OrderState.FULFILLED.value)
    return Rectification.OPEN if left.exists() else Rectification.FULFILLED
