"""Orders from before this product as follow-up sees them: open, looked at again, fulfilled."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from yaohao.ground.accounts.models import Bureau, User
from yaohao.stages.followup.models import PastRecheck
from yaohao.stages.followup.rules import OrderState
from yaohao.stages.registers.models import PastOrder, PastOrderQuerySet
from yaohao.stages.registers.queries.past import open_past_orders, past_orders


@dataclass(frozen=True, slots=True)
class PastState:
    """An order of a spreadsheet with the state that its re-checks give it."""

    order: PastOrder
    state: OrderState


def past_order_states(user: User) -> list[PastState]:
    """Every order of the reader's bureau, the nearest due date first."""
    return [PastState(order, _state(order)) for order in _marked(past_orders(user.bureau))]


def past_order(user: User, pk: int) -> PastState | None:
    """One of them; None for another bureau's."""
    found = _marked(past_orders(user.bureau)).filter(pk=pk).first()
    return PastState(found, _state(found)) if found else None


def orders_to_recheck(bureau: Bureau) -> PastOrderQuerySet:
    """Those that wait for a re-check; a sheet that is read again opens none that was fulfilled."""
    fulfilled = PastRecheck.objects.filter(fulfilled=True).values("order")
    return open_past_orders(bureau).exclude(pk__in=fulfilled)


def _marked(rows: PastOrderQuerySet) -> PastOrderQuerySet:
    looked = PastRecheck.objects.filter(order=OuterRef("pk"))
    return rows.annotate(
        looked=Exists(looked),
        done=Exists(looked.filter(fulfilled=True)),
    )


def _state(order: PastOrder) -> OrderState:
    if order.closed_on or getattr(order, "done", False):
        return OrderState.FULFILLED
    return OrderState.UNFULFILLED if getattr(order, "looked", False) else OrderState.ISSUED
