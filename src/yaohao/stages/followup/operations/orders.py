"""责令限期整改: each problem with what must be done and until when (article 18)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.documents.rules import Kind
from yaohao.stages.followup.gate import locked, queue, seen, team_only, written
from yaohao.stages.followup.models import Order, OrderItem
from yaohao.stages.followup.papers import order_data
from yaohao.stages.followup.rules import ORDER_TRANSITIONS, OrderAct, OrderState
from yaohao.stages.inspection.models import Inspection, Problem
from yaohao.stages.inspection.papers import issue_one
from yaohao.stages.inspection.rules import State


@dataclass(frozen=True, slots=True)
class Demand:
    """What must be done about one problem, and the last day for it."""

    problem: int
    requirement: str
    due: date


@operation("followup.order.draft", article="18")
def draft_order(*, by: User, inspection: int, demands: Iterable[Demand]) -> Order:
    """Write an order for problems of one sealed record.

    Refused for a problem of another visit, one put right on the spot, one ordered already, a due
    date before today, and before the record is sealed.
    """
    visit = seen(by).select_for_update(of=("self",)).get(pk=inspection)
    team_only(visit, by)
    if visit.state not in (State.RECORDED.value, State.REPORTED.value):
        raise Refused(_("Seal the record first: an order names what stands in it."))
    wanted = list(demands)
    if not wanted:
        raise Refused(_("Choose at least one problem to be put right."))
    order = Order.objects.create(
        bureau=visit.bureau, inspection=visit, made_by=by, made_at=timezone.now()
    )
    items = [_item(order, visit, demand) for demand in wanted]
    record(by=by, subject=order.subject, changed=[order, *items])
    return order


@operation("followup.order.issue", article="18")
def issue_order(*, by: User, pk: int, received_by: str) -> Order:
    """Hand the order over today; from here on it has its number and stays as it is."""
    bureau = queue(by)
    rows = Order.objects.filter(inspection__in=seen(by))
    order = locked(rows, pk=pk, by=by, table=ORDER_TRANSITIONS, act=OrderAct.ISSUE)
    team_only(order.inspection, by)
    today = timezone.localdate()
    early = order.items.filter(due__lt=today).select_related("problem").first()
    if early:
        raise Refused(
            _("Problem %(number)d is due on %(day)s, before the order itself.")
            % {"number": early.problem.number, "day": early.due}
        )
    order.received_by = written(received_by, _("Write who received the order."))
    paper = issue_one(
        kind=Kind.ORDER, bureau=bureau, subject=order.subject, data=order_data(order), by=by
    )
    order.number = paper.number
    order.issued_on, order.state = today, OrderState.ISSUED.value
    order.save()
    record(by=by, subject=order.subject, changed=[order, paper], detail={"number": order.number})
    return order


@operation("followup.order.drop", article="18")
def drop_order(*, by: User, pk: int) -> Inspection:
    """Throw a draft away; its problems can be ordered again. Returns the visit."""
    rows = Order.objects.filter(inspection__in=seen(by))
    order = locked(rows, pk=pk, by=by, table=ORDER_TRANSITIONS, act=OrderAct.DROP)
    team_only(order.inspection, by)
    record(by=by, subject=order.subject, changed=[order])
    visit = order.inspection
    order.delete()
    return visit


def _item(order: Order, visit: Inspection, demand: Demand) -> OrderItem:
    problem: Problem = visit.problems.get(pk=demand.problem)
    if problem.on_the_spot:
        raise Refused(
            _("Problem %(number)d was put right on the spot.") % {"number": problem.number}
        )
    if OrderItem.objects.filter(problem=problem).exists():
        raise Refused(
            _("Problem %(number)d stands in an order already.") % {"number": problem.number}
        )
    if demand.due < timezone.localdate():
        raise Refused(
            _("Problem %(number)d is due on %(day)s, before the order itself.")
            % {"number": problem.number, "day": demand.due}
        )
    what = written(
        demand.requirement,
        _("Write what must be done about problem %(number)d.") % {"number": problem.number},
    )
    return OrderItem.objects.create(order=order, problem=problem, requirement=what, due=demand.due)
