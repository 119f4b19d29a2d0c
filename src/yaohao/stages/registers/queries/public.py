"""What the registers show to the public (articles 6, 9 and 10): text, in a fixed order.

Contacts, phones, functions, leave and accounts never leave. An officer is a name, a bureau and a
certificate, whose number whoever is inspected may compare; an expert is a name, a title and trades.
"""

from collections.abc import Callable

from django.utils import timezone

from yaohao.ground.accounts.models import Bureau
from yaohao.stages.registers.models import Expert, InspectionObject, Item, Officer
from yaohao.stages.registers.queries.pools import (
    experts_available,
    items_in_force,
    officers_valid,
)
from yaohao.stages.registers.queries.regions import region_table
from yaohao.stages.registers.rules.kinds import Exclusion, Field, Kind, Method
from yaohao.stages.registers.rules.words import word

Row = dict[str, str]


def public_rows(kind: str, bureau: Bureau) -> list[Row]:
    """The public rows of one register of the bureau today, sorted by their business key.

    objects: object_id number name region county field state; officers: name bureau certificate;
    experts: code name title trades bureau;
    items: code version name basis body object_kind content standard questions method ratio
    frequency mandatory valid_from valid_to reason. Raises ValueError for another kind.
    """
    found = _READERS.get(Kind(kind))
    if found is None:
        raise ValueError(kind)
    return found(bureau)


def _objects(bureau: Bureau) -> list[Row]:
    table = region_table()
    rows = InspectionObject.objects.filter(bureau=bureau).order_by("object_id")
    return [
        {
            "object_id": row.object_id,
            "number": row.number,
            "name": row.name,
            "region": row.region,
            "county": table.name(row.region),
            "field": word(Field(row.field)),
            "state": word(Exclusion(row.exclusion)),
        }
        for row in rows
    ]


def _officers(bureau: Bureau) -> list[Row]:
    rows: list[Officer] = list(officers_valid(bureau, timezone.localdate()))
    return [
        {"name": row.name, "bureau": bureau.name, "certificate": row.certificate} for row in rows
    ]


def _experts(bureau: Bureau) -> list[Row]:
    rows: list[Expert] = list(experts_available(bureau, timezone.localdate()))
    return [
        {
            "code": row.code,
            "name": row.name,
            "title": row.title,
            "trades": "、".join(row.trades),
            "bureau": bureau.name,
        }
        for row in rows
    ]


def _items(bureau: Bureau) -> list[Row]:
    rows: list[Item] = list(items_in_force(bureau, timezone.localdate()))
    return [
        {
            "code": row.code,
            "version": str(row.version),
            "name": row.name,
            "basis": row.basis,
            "body": row.body,
            "object_kind": row.object_kind,
            "content": row.content,
            "standard": row.standard,
            "questions": "\n".join(row.questions),
            "method": word(Method(row.method)),
            "ratio": f"{row.ratio / 100:g}%",
            "frequency": row.frequency,
            "mandatory": "是" if row.mandatory else "否",
            "valid_from": row.valid_from.isoformat(),
            "valid_to": row.valid_to.isoformat() if row.valid_to else "",
            "reason": row.reason,
        }
        for row in rows
    ]


_READERS: dict[Kind, Callable[[Bureau], list[Row]]] = {
    Kind.OBJECTS: _objects,
    Kind.OFFICERS: _officers,
    Kind.ITEMS: _items,
    Kind.EXPERTS: _experts,
}
