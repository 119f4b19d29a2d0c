"""What was done before this product, as the bureau's spreadsheets say: not proven, and said so."""

from collections.abc import Iterator
from datetime import date

from yaohao.ground.accounts.models import Bureau
from yaohao.stages.registers.models import (
    PastOrder,
    PastOrderQuerySet,
    PastVisit,
    PastVisitQuerySet,
)
from yaohao.stages.registers.rules.kinds import PastOrigin


def past_visits(bureau: Bureau, object_id: str = "") -> PastVisitQuerySet:
    """The visits of one object, or of all, newest first."""
    rows: PastVisitQuerySet = PastVisit.objects.of(bureau)
    if object_id:
        rows = rows.filter(object__object_id=object_id)
    return rows.select_related("object").order_by("-date", "-pk")


def past_orders(bureau: Bureau, object_id: str = "") -> PastOrderQuerySet:
    """The orders to rectify of one object, or of all, the nearest due date first."""
    rows: PastOrderQuerySet = PastOrder.objects.of(bureau)
    if object_id:
        rows = rows.filter(object__object_id=object_id)
    return rows.select_related("object").order_by("due", "pk")


def open_past_orders(bureau: Bureau) -> PastOrderQuerySet:
    """Those that wait for their re-check."""
    return past_orders(bureau).filter(closed_on=None)


def visited_before(
    bureau: Bureau, item_code: str, first: date, last: date
) -> Iterator[tuple[str, date, str]]:
    """(object id, day, document) of visits drawn by lot for an item between two days, by id.

    A visit that names no item says nothing of one: it is left out here and counts for the caps.
    """
    rows = PastVisit.objects.filter(
        bureau=bureau, origin=PastOrigin.RANDOM.value, item_code=item_code,
        date__range=(first, last),
    ).order_by("object__object_id", "date")  # fmt: skip
    yield from rows.values_list("object__object_id", "date", "document")
