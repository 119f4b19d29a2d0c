"""Two objects that look like one: they are two, or one ends as merged into the other."""

from collections.abc import Iterable, Mapping

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.stages.registers.deciding import check_fresh, planned
from yaohao.stages.registers.errors import RegisterError
from yaohao.stages.registers.models import (
    DuplicateDecision,
    ExpertRecusal,
    InspectionObject,
    Recusal,
)
from yaohao.stages.registers.rules.kinds import Exclusion, Kind
from yaohao.stages.registers.writing import lock_register, write_rows

Revisions = Mapping[int, int]  # by key of the object, as the page showed it


@operation("registers.object.distinguish", article="10")
def distinguish_objects(*, by: User, revisions: Revisions, reason: str) -> DuplicateDecision:
    """Note that two objects are two, so that they are not asked for again.

    Raises InspectionObject.DoesNotExist for another bureau's, StaleError when either was changed
    meanwhile, RegisterError without a reason.
    """
    one, other = _pair(by, revisions, reason)
    decision = _decide(by, one, other, None, reason)
    detail = {"object": other.object_id}
    record(by=by, subject=one.subject, changed=[decision], detail=detail, reason=reason)
    return decision


@operation("registers.object.merge", article="10")
def merge_objects(*, by: User, revisions: Revisions, kept: int, reason: str) -> InspectionObject:
    """End one of two objects as merged into the other; returns the one that is kept.

    Whoever is recused from the one that ends is recused from the other from now on. Grades are
    not carried over: they stand in the trail and are set by their own acts. Raises as
    `distinguish_objects`; RegisterError also when either has ended already.
    """
    pair = _pair(by, revisions, reason)
    if kept not in revisions:
        raise RegisterError(_("Choose which of the two stays."))
    staying, ending = sorted(pair, key=lambda row: row.pk != kept)
    for row in pair:
        if row.exclusion:
            raise RegisterError(
                _("%(name)s has ended already. Put it back first, or leave the two as they are.")
                % {"name": row.name}
            )
    today = timezone.localdate()
    ended = planned(
        Kind.OBJECTS,
        by,
        {
            "object_id": ending.object_id,
            "credit_code": ending.credit_code,
            "site": ending.site,
            "exclusion": Exclusion.MERGED.value,
            "ended_on": today,
        },
    )
    written = write_rows(Kind.OBJECTS, by.bureau, [ended], today)
    carried = [*_carried(Recusal, "officer", ending, staying)]
    carried += _carried(ExpertRecusal, "expert", ending, staying)
    decision = _decide(by, *pair, staying, reason)
    detail = {"changes": [list(c) for c in ended.changes], "object": staying.object_id}
    changed = [*written, *carried, decision]
    record(by=by, subject=ending.subject, changed=changed, detail=detail, reason=reason)
    return staying


def _pair(by: User, revisions: Revisions, reason: str) -> tuple[InspectionObject, InspectionObject]:
    if not reason.strip():
        raise RegisterError(_("Say why: the reason is kept with the decision."))
    lock_register(by.bureau)
    one, other = (InspectionObject.objects.of(by.bureau).get(pk=pk) for pk in sorted(revisions))
    for row in (one, other):
        check_fresh(row, revisions[row.pk])
    return one, other


def _decide(
    by: User,
    one: InspectionObject,
    other: InspectionObject,
    kept: InspectionObject | None,
    reason: str,
) -> DuplicateDecision:
    decision, _created = DuplicateDecision.objects.update_or_create(
        one=one,
        other=other,
        defaults={
            "bureau": by.bureau, "kept": kept, "reason": reason, "by": by, "at": timezone.now(),
        },
    )  # fmt: skip
    return decision


def _carried(
    model: type[Recusal] | type[ExpertRecusal],
    who: str,
    ending: InspectionObject,
    staying: InspectionObject,
) -> Iterable[Model]:
    standing = model._default_manager.filter(lifted_on=None)
    there = set(standing.filter(object=staying).values_list(who, flat=True))
    for old in standing.filter(object=ending):
        person = getattr(old, f"{who}_id")
        if person not in there:
            yield model._default_manager.create(
                **{f"{who}_id": person},
                object=staying,
                reason=old.reason,
                declared_on=old.declared_on,
            )
