"""Orders from before this product: closed by the follow-up that looked at them again."""

from datetime import date

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.stages.registers.models import PastOrder
from yaohao.stages.registers.writing import lock_register


@operation("registers.past-order.close", article="18")
def close_past_order(*, by: User, pk: int, on: date) -> PastOrder:
    """Note the day of the re-check that found the order fulfilled; follow-up calls this.

    Raises PastOrder.DoesNotExist for another bureau's, and for one that is closed already.
    """
    lock_register(by.bureau)
    rows = PastOrder.objects.select_for_update(of=("self",)).of(by.bureau)
    order: PastOrder = rows.get(pk=pk, closed_on=None)
    order.closed_on = on
    order.revision += 1
    order.save(update_fields=["closed_on", "revision"])
    record(by=by, subject=order.subject, changed=[order], detail={"on": on.isoformat()})
    return order
