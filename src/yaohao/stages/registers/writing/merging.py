"""The rows of a bureau go into the registers of its successor; called by an operation."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import F, Model

from yaohao.ground.accounts.models import Bureau, Section
from yaohao.stages.registers.models import (
    Counter,
    DuplicateDecision,
    Expert,
    InspectionObject,
    Officer,
    PastOrder,
    PastVisit,
    UnitGroup,
)
from yaohao.stages.registers.queries.merging import in_both, in_one, with_taken_numbers
from yaohao.stages.registers.rules.kinds import Exclusion
from yaohao.stages.registers.writing.experts import EXPERT
from yaohao.stages.registers.writing.moving import renumber
from yaohao.stages.registers.writing.serials import Serials

_BATCH = 200


def move_objects(old: Bureau, new: Bureau, on: date) -> tuple[list[Model], list[Model]]:
    """(moved, left behind). An object that both have stays in both registers: the successor's row
    goes on, the other ends as merged and keeps its records."""
    left = list(in_both(old, new).select_for_update(of=("self",)).order_by("object_id"))
    for row in left:
        if not row.exclusion:
            row.exclusion, row.ended_on = Exclusion.MERGED.value, on
        row.revision += 1
    fields = ["exclusion", "ended_on", "revision"]
    InspectionObject.objects.bulk_update(left, fields, batch_size=_BATCH)
    serials = Serials(new)
    for counter in Counter.objects.filter(bureau=old, scope__regex=r"^[0-9]{6}$"):
        serials.raise_to(counter.scope, counter.last)
    moving = in_one(old, new)
    keys = list(moving.order_by("pk").values_list("pk", flat=True))
    _regroup(old, new)
    taken = list(with_taken_numbers(moving, new).order_by("object_id"))
    for row in taken:
        row.bureau = new
    renumber(taken, serials, on, ("bureau",))
    moving.update(bureau=new, revision=F("revision") + 1)
    serials.keep()
    moved: list[Model] = []
    for start in range(0, len(keys), _BATCH):
        moved += InspectionObject.objects.filter(pk__in=keys[start : start + _BATCH])
    return moved, [*left]


def move_officers(old: Bureau, new: Bureau, sections: Mapping[int, Section]) -> list[Model]:
    """Officers with the section that theirs has become."""
    rows = list(Officer.objects.select_for_update(of=("self",)).filter(bureau=old).order_by("pk"))
    for row in rows:
        row.bureau = new
        row.section = sections[row.section_id] if row.section_id else None
        row.revision += 1
    Officer.objects.bulk_update(rows, ["bureau", "section", "revision"], batch_size=_BATCH)
    return [*rows]


def move_experts(old: Bureau, new: Bureau) -> list[Model]:
    """Experts; one whose number another has here gets a new one. Draws know them as before."""
    taken = set(Expert.objects.filter(bureau=new).values_list("code", flat=True))
    rows = list(Expert.objects.select_for_update(of=("self",)).filter(bureau=old).order_by("code"))
    used = taken | {row.code for row in rows}
    serials = Serials(new)
    for row in rows:
        row.drawn_as = row.certificate
        if row.code in taken:
            while row.code in used:
                row.code = f"{EXPERT}{serials.take(EXPERT):04d}"
            used.add(row.code)
        row.bureau = new
        row.revision += 1
    serials.keep()
    fields = ["bureau", "code", "drawn_as", "revision"]
    Expert.objects.bulk_update(rows, fields, batch_size=_BATCH)
    return [*rows]


def move_past(old: Bureau, new: Bureau) -> int:
    """Visits and orders of before this product follow their objects, also to the row that stays.

    A row that the successor's spreadsheet told already stays behind.
    """
    moved = 0
    for model, names in ((PastVisit, ("date", "item_code")), (PastOrder, ("number",))):
        kind: Any = model
        moved += kind.objects.filter(bureau=old, object__bureau=new).update(bureau=new)
        for row in kind.objects.filter(bureau=old).select_related("object"):
            same = {name: getattr(row, name) for name in names}
            theirs = InspectionObject.objects.filter(
                bureau=new, object_id=row.object.object_id
            ).first()
            if theirs and not kind.objects.filter(bureau=new, object=theirs, **same).exists():
                row.bureau, row.object = new, theirs
                row.revision += 1
                row.save(update_fields=["bureau", "object", "revision"])
                moved += 1
    return moved


def move_decisions(old: Bureau, new: Bureau) -> None:
    """What was said of two objects that look like one goes with both of them."""
    DuplicateDecision.objects.filter(bureau=old, one__bureau=new, other__bureau=new).update(
        bureau=new
    )


def _regroup(old: Bureau, new: Bureau) -> None:
    """Unit groups that objects carry: by name where the successor has it, else brought along."""
    theirs = {row.name: row.code for row in UnitGroup.objects.filter(bureau=new)}
    codes = set(theirs.values())
    wanted: dict[str, str] = {}
    for group in UnitGroup.objects.filter(bureau=old).order_by("code"):
        code = theirs.get(group.name) or _free(group.code, codes)
        if group.name not in theirs:
            UnitGroup.objects.create(
                bureau=new, code=code, name=group.name, basis=group.basis, ended_on=group.ended_on
            )
        codes.add(code)
        wanted[group.code] = code
    # In one pass over each row: a code may be the old one of one group and the new one of another.
    changed = {before: after for before, after in wanted.items() if before != after}
    rows = list(InspectionObject.objects.filter(bureau=old, group__in=changed))
    for row in rows:
        row.group = changed[row.group]
    InspectionObject.objects.bulk_update(rows, ["group"], batch_size=_BATCH)


def _free(code: str, codes: set[str]) -> str:
    number, found = 2, code
    while found in codes:
        found, number = f"{code[:6]}{number}", number + 1
    return found
