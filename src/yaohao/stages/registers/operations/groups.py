"""Unit groups that a bureau names beside the focus groups of article 10."""

import re

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.stages.registers.errors import RegisterError
from yaohao.stages.registers.models import UnitGroup
from yaohao.stages.registers.writing import lock_register

CODE = re.compile(r"[0-9A-Z]{1,8}")


@operation("registers.group.add", article="10")
def add_group(*, by: User, name: str, code: str = "", basis: str = "") -> UnitGroup:
    """Name a group of the actor's bureau; without a code the next free one is given.

    Raises RegisterError for a name or code that is there already, or no code.
    """
    lock_register(by.bureau)
    group = UnitGroup(
        bureau=by.bureau, name=_name(name), code=code or _next(by), basis=basis.strip()
    )
    if not CODE.fullmatch(group.code):
        raise RegisterError(_("A code has one to eight of 0–9 and A–Z."))
    if UnitGroup.objects.filter(bureau=by.bureau, code=group.code).exists():
        raise RegisterError(_("There is a group with this code already: choose another."))
    _check_name(group)
    group.save(force_insert=True)
    record(by=by, subject=group.subject, changed=[group], detail={"name": group.name})
    return group


@operation("registers.group.rename", article="10")
def rename_group(*, by: User, pk: int, name: str) -> UnitGroup:
    """Call a group otherwise; its objects and the plan lines directed at it stay.

    What was announced under the former name stays as it was announced. Raises
    UnitGroup.DoesNotExist for another bureau's, RegisterError.
    """
    group = _own(by, pk)
    before, group.name = group.name, _name(name)
    if before == group.name:
        raise RegisterError(_("Nothing was changed: everything stands as it was."))
    _check_name(group)
    group.save(update_fields=["name"])
    detail = {"changes": [["group", before, group.name]]}
    record(by=by, subject=group.subject, changed=[group], detail=detail)
    return group


@operation("registers.group.end", article="10")
def end_group(*, by: User, pk: int) -> UnitGroup:
    """No object is put into the group any more; those in it keep it. Raises as `rename_group`."""
    group = _own(by, pk)
    if group.ended_on:
        raise RegisterError(_("The group has ended already."))
    group.ended_on = timezone.localdate()
    group.save(update_fields=["ended_on"])
    record(by=by, subject=group.subject, changed=[group])
    return group


@operation("registers.group.resume", article="10")
def resume_group(*, by: User, pk: int) -> UnitGroup:
    """Use an ended group again. Raises as `rename_group`."""
    group = _own(by, pk)
    if not group.ended_on:
        raise RegisterError(_("The group is in use."))
    group.ended_on = None
    group.save(update_fields=["ended_on"])
    record(by=by, subject=group.subject, changed=[group])
    return group


def _own(by: User, pk: int) -> UnitGroup:
    lock_register(by.bureau)
    return UnitGroup.objects.select_for_update(of=("self",)).get(pk=pk, bureau=by.bureau)


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not name or not name.isprintable():  # it enters the public sentence of a filter
        raise RegisterError(_("Type the name of the group in one line."))
    return name


def _check_name(group: UnitGroup) -> None:
    same = UnitGroup.objects.filter(bureau=group.bureau_id, name=group.name).exclude(pk=group.pk)
    if same.exists():
        raise RegisterError(_("There is a group of this name already: choose another name."))
    codes = UnitGroup.objects.filter(bureau=group.bureau_id, code=group.name).exclude(pk=group.pk)
    if codes.exists():  # a sheet could not say which of the two it means
        raise RegisterError(_("This name is the code of another group: choose another name."))


def _next(by: User) -> str:
    used = set(UnitGroup.objects.filter(bureau=by.bureau).values_list("code", flat=True))
    names = set(UnitGroup.objects.filter(bureau=by.bureau).values_list("name", flat=True))
    return next(code for code in (f"G{n:02d}" for n in range(1, 10_000))
                if code not in used | names)  # fmt: skip
