"""Visits and open orders from before this product."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Model

from yaohao.ground.accounts.models import Bureau
from yaohao.stages.registers.models import ImportRun, InspectionObject, PastOrder, PastVisit
from yaohao.stages.registers.rules.past_rows import (
    ORDER_FIELDS,
    VISIT_FIELDS,
    order_key,
    visit_key,
)
from yaohao.stages.registers.rules.plan import RowPlan

_BATCH = 200


def write_visits(
    bureau: Bureau, rows: Sequence[RowPlan], today: date, run: ImportRun | None
) -> Sequence[Model]:
    """Create and change visits as planned; returns them."""
    found = PastVisit.objects.filter(bureau=bureau, object__object_id__in=_ids(rows))
    stored = {
        visit_key(
            {"object_id": row.object.object_id, "date": row.date, "item_code": row.item_code}
        ): row
        for row in found.select_related("object")
    }
    return _write(PastVisit, stored, VISIT_FIELDS, bureau, rows, run)


def write_orders(
    bureau: Bureau, rows: Sequence[RowPlan], today: date, run: ImportRun | None
) -> Sequence[Model]:
    """Create and change orders as planned; returns them."""
    found = PastOrder.objects.filter(bureau=bureau, object__object_id__in=_ids(rows))
    stored = {
        order_key({"object_id": row.object.object_id, "number": row.number}): row
        for row in found.select_related("object")
    }
    return _write(PastOrder, stored, ORDER_FIELDS, bureau, rows, run)


def _ids(rows: Sequence[RowPlan]) -> set[str]:
    return {row.fields["object_id"] for row in rows}


def _write(
    model: Any,
    stored: dict[str, Any],
    names: tuple[str, ...],
    bureau: Bureau,
    rows: Sequence[RowPlan],
    run: ImportRun | None,
) -> list[Model]:
    objects = InspectionObject.objects.filter(bureau=bureau, object_id__in=_ids(rows))
    whose = {row.object_id: row for row in objects}
    new: list[Any] = []
    changed: list[Any] = []
    for row in rows:
        instance = stored.get(row.key)
        (changed if instance else new).append(instance := instance or model(bureau=bureau))
        instance.object = whose[row.fields["object_id"]]
        for name in names:
            if name != "object_id":
                setattr(instance, name, row.fields[name])
        instance.imported = run or instance.imported
    for instance in changed:
        instance.revision += 1
    model.objects.bulk_create(new, batch_size=_BATCH)
    kept = [name for name in names if name != "object_id"]
    model.objects.bulk_update(changed, [*kept, "revision", "imported"], batch_size=_BATCH)
    return [*new, *changed]
