"""Visits and open orders from before this product."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from django.db.models import Model, QuerySet

from yaohao.ground.accounts.models import Bureau
from yaohao.stages.registers.models import ImportRun, InspectionObject, PastOrder, PastVisit
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.rules.past_rows import (
    ORDER_FIELDS,
    VISIT_FIELDS,
    order_key,
    visit_key,
)
from yaohao.stages.registers.rules.plan import RowPlan, Values

_BATCH = 200
# The model of each, its fields as rows name them, and what names a row.
PAST: dict[Kind, tuple[Any, tuple[str, ...], Callable[[Values], str]]] = {
    Kind.VISITS: (PastVisit, VISIT_FIELDS, visit_key),
    Kind.ORDERS: (PastOrder, ORDER_FIELDS, order_key),
}


def write_past(
    kind: Kind, bureau: Bureau, rows: Sequence[RowPlan], run: ImportRun | None
) -> Sequence[Model]:
    """Create and change visits or orders as planned; returns them."""
    model, names, _key = PAST[kind]
    new, changed = past_rows(kind, bureau, rows, run)
    model.objects.bulk_create(new, batch_size=_BATCH)
    kept = [name for name in names if name != "object_id"]
    model.objects.bulk_update(changed, [*kept, "revision", "imported"], batch_size=_BATCH)
    return [*new, *changed]


def past_rows(
    kind: Kind, bureau: Bureau, rows: Sequence[RowPlan], run: ImportRun | None
) -> tuple[list[Any], list[Any]]:
    """New and changed visits or orders as planned; nothing is written."""
    model, names, key = PAST[kind]
    ids = {row.fields["object_id"] for row in rows}
    whose = {row.object_id: row for row in _objects(bureau, ids)}
    found = model.objects.filter(bureau=bureau, object__object_id__in=ids)
    stored = {
        key({name: getattr(row, name) for name in names} | {"object_id": row.object.object_id}): row
        for row in found.select_related("object")
    }
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
    return new, changed


def _objects(bureau: Bureau, ids: Collection[str]) -> QuerySet[InspectionObject]:
    return InspectionObject.objects.filter(bureau=bureau, object_id__in=ids)
