"""Merged and renamed counties: from a day on the successor's code, before it the old one.

Old records, numbers and papers keep the code of their day. An object that moves gets a new number
and keeps the old one in its history (article 11: the county is part of the number).
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import Bureau, User
from yaohao.ground.accounts.operations import follow_region
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.rules import Actor
from yaohao.stages.registers.errors import StaleError
from yaohao.stages.registers.models import Expert, InspectionObject, Officer, RegionSuccession
from yaohao.stages.registers.queries.regions import forget_regions
from yaohao.stages.registers.queries.successions import check_succession, effects, refuse_below
from yaohao.stages.registers.writing import lock_register
from yaohao.stages.registers.writing.moving import renumber
from yaohao.stages.registers.writing.serials import Serials

_CHUNK = 2000


@operation("registers.region.enter", article="11")
def enter_succession(
    *, by: User, olds: Sequence[str], new: str, name: str, on: date, document: str
) -> list[RegionSuccession]:
    """Note that from a day on the counties `olds` are `new`, and carry it out if the day has come;
    a later day is the clock's (`reorganising`).

    Only the bureau at the top enters it, for it holds in all. Raises RegisterError for a code that
    is no county of its area today, and without a name or document.
    """
    # Every bureau before the first entry of the trail: locks are taken in one order.
    concerned = [by.bureau_id, *(each.bureau.pk for each in effects(olds))]
    list(Bureau.objects.select_for_update(no_key=True).filter(pk__in=concerned).order_by("pk"))
    forget_regions()
    check_succession(by.bureau, olds=olds, new=new, name=name, document=document)
    rows = RegionSuccession.objects.bulk_create(
        RegionSuccession(
            old=old, new=new, name=name.strip(), on=on, document=document.strip(), by=by,
            at=timezone.now(),
        )
        for old in sorted(set(olds))
    )  # fmt: skip
    forget_regions()
    if on <= timezone.localdate():
        for row in rows:
            for effect in effects([row.old]):
                carry_out_succession(by=by, bureau=effect.bureau, succession=row)
    detail = {"old": sorted(set(olds)), "new": new, "on": on.isoformat()}
    record(by=by, subject=f"registers.region:{new}", changed=rows, detail=detail, reason=document)
    return rows


@operation("registers.region.withdraw", article="11")
def withdraw_succession(*, by: User, pk: int) -> None:
    """Take a succession back before its day. Raises RegionSuccession.DoesNotExist, StaleError."""
    refuse_below(by.bureau)
    row = RegionSuccession.objects.select_for_update().get(pk=pk)
    if row.on <= timezone.localdate():
        raise StaleError(_("Its day has come: enter a further succession instead."))
    record(by=by, subject=row.subject, changed=[row])
    row.delete()
    forget_regions()


@operation("registers.region.succeed", article="11")
def carry_out_succession(*, by: Actor, bureau: Bureau, succession: RegionSuccession) -> int:
    """Move everything of one bureau from the old code to the new; all of it or nothing.

    Returns how many rows moved. What has moved is moved no more, so it may run again.
    """
    lock_register(bureau)
    old, new = succession.old, succession.new
    if bureau.region == old:
        follow_region(by=by, bureau=bureau, region=new)
    moved = [*_objects(bureau, old, new), *_people(bureau, old, new)]
    record(
        by=by, subject=f"{succession.subject}:{bureau.pk}", changed=moved,
        detail={"new": new, "moved": len(moved), "bureau": bureau.code},
    )  # fmt: skip
    return len(moved)


def _objects(bureau: Bureau, old: str, new: str) -> list[Model]:
    serials, moved, today = Serials(bureau), list[Model](), timezone.localdate()
    rows = InspectionObject.objects.select_for_update(of=("self",)).filter(
        bureau=bureau, region=old
    )
    while part := list(rows.order_by("object_id")[:_CHUNK]):
        for each in part:
            each.region = new
        moved += part
        renumber(part, serials, today, ("region",))
    serials.keep()
    return moved


def _people(bureau: Bureau, old: str, new: str) -> list[Model]:
    moved: list[Model] = []
    people: tuple[Any, ...] = (Officer, Expert)
    for model in people:
        rows = list(model.objects.select_for_update(of=("self",)).filter(bureau=bureau, region=old))
        for row in rows:
            row.region = new
            row.revision += 1
        model.objects.bulk_update(rows, ["region", "revision"], batch_size=_CHUNK // 10)
        moved += rows
    return moved
