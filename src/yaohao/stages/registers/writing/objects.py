"""Objects: ids, numbers of article 11 and their history."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

from django.db.models import Model

from yaohao.ground.accounts.models import Bureau
from yaohao.stages.registers.models import ImportRun, InspectionObject, NumberHistory
from yaohao.stages.registers.rules.kinds import (
    Affiliation,
    Blacklist,
    Field,
    Risk,
    Scale,
    Standardisation,
)
from yaohao.stages.registers.rules.numbering import (
    ISSUED,
    Attributes,
    changed,
    issued_id,
    object_id,
)
from yaohao.stages.registers.rules.object_rows import OBJECT_FIELDS
from yaohao.stages.registers.rules.plan import RowPlan, Verdict
from yaohao.stages.registers.rules.searching import grams_of, search_text
from yaohao.stages.registers.writing.serials import Serials

_BATCH = 200
_WRITTEN = (
    *OBJECT_FIELDS, "number", "serial", "number_since", "search", "grams", "revision", "imported",
)  # fmt: skip


def attributes(row: InspectionObject) -> Attributes:
    """What the number of article 11 says of an object."""
    return Attributes(
        field=Field(row.field),
        affiliation=Affiliation(row.affiliation),
        scale=Scale(row.scale),
        risk=Risk(row.risk),
        standardisation=Standardisation(row.standardisation),
        blacklist=Blacklist(row.blacklist),
        region=row.region,
    )


def write_objects(
    bureau: Bureau, rows: Sequence[RowPlan], today: date, run: ImportRun | None
) -> Sequence[Model]:
    """Create and change objects as planned; returns objects and history rows."""
    serials = Serials(bureau)
    new = [created(bureau, row, today, run, serials) for row in rows if row.verdict is Verdict.NEW]
    InspectionObject.objects.bulk_create(new, batch_size=_BATCH)
    planned = {row.key: row for row in rows if row.verdict is not Verdict.NEW}
    stored = list(
        InspectionObject.objects.select_for_update(of=("self",))
        .filter(bureau=bureau, object_id__in=planned)
        .order_by("object_id")
    )
    history = [
        old
        for instance in stored
        if (old := change(instance, planned[instance.object_id], today, run, serials))
    ]
    InspectionObject.objects.bulk_update(stored, _WRITTEN, batch_size=_BATCH)
    NumberHistory.objects.bulk_create(history, batch_size=_BATCH)
    serials.keep()
    return [*new, *stored, *history]


def created(
    bureau: Bureau, row: RowPlan, today: date, run: ImportRun | None, serials: Serials
) -> InspectionObject:
    """A new object as planned, with its id and number; nothing is written."""
    known = {**row.fields, "bureau_id": bureau.pk, "number_since": today,
             "imported_id": run and run.pk}  # fmt: skip
    # By position: by name a model sets field after field, half the time of a large import.
    instance = InspectionObject(*[known.get(name, default) for name, default in _empty()])
    _name(instance)
    instance.object_id = (
        object_id(instance.credit_code, instance.site)
        if instance.credit_code
        else issued_id(bureau.code, serials.take(ISSUED))
    )
    instance.serial = serials.take(instance.region)
    instance.number = attributes(instance).number(instance.serial)
    return instance


@cache
def _empty() -> list[tuple[str, Any]]:
    """Every field of an object in its order, with its default; all of those are plain values."""
    fields = InspectionObject._meta.concrete_fields
    return [(field.attname, field.get_default()) for field in fields]


def change(
    instance: InspectionObject,
    row: RowPlan,
    today: date,
    run: ImportRun | None,
    serials: Serials,
) -> NumberHistory | None:
    """Change an object as planned; its former number if it has a new one. Nothing is written."""
    before = attributes(instance)
    _fill(instance, row)
    instance.revision += 1
    instance.imported = run or instance.imported
    names = changed(before, attributes(instance))
    if not names:
        return None
    old = NumberHistory(
        object=instance,
        number=instance.number,
        since=instance.number_since,
        until=today,
        changed=",".join(names),
    )
    if "region" in names:
        instance.serial = serials.take(instance.region)
    instance.number = attributes(instance).number(instance.serial)
    instance.number_since = today
    return old


def _fill(instance: InspectionObject, row: RowPlan) -> None:
    for name in OBJECT_FIELDS:
        setattr(instance, name, row.fields[name])
    _name(instance)


def _name(instance: InspectionObject) -> None:
    """What the object is found by."""
    instance.search = search_text(instance.name, longest=300)
    instance.grams = grams_of(instance.search)
