"""Grades and blacklist, set by what inspections led to, or by hand with a reason (article 19).

The number of article 11 follows at once; strata of later draws read the same columns.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.stages.registers.blacklisting import (
    check_listing,
    check_source,
    check_two_people,
    check_unlisting,
    graded_row,
)
from yaohao.stages.registers.deciding import check_fresh
from yaohao.stages.registers.errors import RegisterError
from yaohao.stages.registers.models import GradeChange, InspectionObject
from yaohao.stages.registers.models.grades import BLACKLIST, CREDIT, RISK, STANDARDISATION
from yaohao.stages.registers.rules.blacklist import Ground
from yaohao.stages.registers.rules.kinds import Blacklist, Credit, Kind, Risk, Standardisation
from yaohao.stages.registers.writing import lock_register, write_rows

# What a clerk may set; the blacklist has acts and clocks of its own.
BY_HAND: dict[str, type[StrEnum]] = {
    RISK: Risk,
    STANDARDISATION: Standardisation,
    CREDIT: Credit,
}


@operation("registers.object.grade", article="19")
def grade_object(
    *, by: User, object_id: str, credit: Credit, reason: str, article: str, source: str
) -> GradeChange:
    """Set the credit grade; `source` grades an object once.

    Raises InspectionObject.DoesNotExist for another bureau's, RegisterError otherwise.
    """
    thing = _locked(by, object_id, CREDIT, source)
    change = _change(thing, CREDIT, credit.value, timezone.localdate())
    return _kept(by, thing, change, reason=reason, article=article, source=source)


@operation("registers.object.list", article="19")
def list_on_blacklist(
    *,
    by: User,
    proposed_by: User,
    object_id: str,
    grade: Blacklist,
    reason: str,
    article: str,
    source: str,
    since: date,
) -> GradeChange:
    """Put an object on the blacklist, or into another grade of it, as somebody else proposed.

    Raises as `grade_object`.
    """
    check_two_people(proposed_by, by)
    check_listing(grade, since)
    thing = _locked(by, object_id, BLACKLIST, source)
    change = _change(thing, BLACKLIST, grade.value, since)
    basis = {"reason": reason, "article": article, "source": source}
    return _kept(by, thing, change, **basis, proposed_by=proposed_by)


@operation("registers.object.unlist", article="19")
def remove_from_blacklist(
    *,
    by: User,
    proposed_by: User,
    object_id: str,
    ground: Ground,
    reason: str,
    article: str,
    source: str,
) -> GradeChange:
    """Take an object off the blacklist, as somebody else proposed.

    Raises as `grade_object`; RegisterError names the first day on which it is possible.
    """
    check_two_people(proposed_by, by)
    thing = _locked(by, object_id, BLACKLIST, source)
    check_unlisting(thing, ground)
    change = _change(thing, BLACKLIST, Blacklist.NONE.value, timezone.localdate())
    basis = {"reason": reason, "article": article, "source": source}
    return _kept(by, thing, change, **basis, proposed_by=proposed_by)


@operation("registers.object.regrade", article="11")
def regrade_object(
    *, by: User, pk: int, revision: int, attribute: str, grade: str, reason: str, article: str = ""
) -> GradeChange:
    """Set risk, standardisation or credit by hand, with the reason.

    Raises InspectionObject.DoesNotExist for another bureau's, StaleError, RegisterError.
    """
    lock_register(by.bureau)
    thing: InspectionObject = InspectionObject.objects.of(by.bureau).get(pk=pk)
    check_fresh(thing, revision)
    if grade not in {member.value for member in BY_HAND[attribute]}:
        raise RegisterError(_("Choose one of the grades."))
    change = _change(thing, attribute, grade, timezone.localdate())
    return _kept(by, thing, change, reason=reason, article=article, source=f"hand:{revision}")


def _locked(by: User, object_id: str, attribute: str, source: str) -> InspectionObject:
    lock_register(by.bureau)
    thing: InspectionObject = InspectionObject.objects.of(by.bureau).get(object_id=object_id)
    check_source(thing, attribute, source)
    return thing


def _change(thing: InspectionObject, attribute: str, after: str, since: date) -> GradeChange:
    before = getattr(thing, attribute)
    if before == after:
        raise RegisterError(_("Nothing was changed: everything stands as it was."))
    return GradeChange(object=thing, attribute=attribute, before=before, after=after, since=since)


def _kept(
    by: User,
    thing: InspectionObject,
    change: GradeChange,
    *,
    reason: str,
    article: str,
    source: str,
    proposed_by: User | None = None,
) -> GradeChange:
    if not reason.strip() or not source.strip():
        raise RegisterError(_("A grade needs its reason and its source."))
    written = _written(by, thing, change)
    change.reason, change.article, change.source = reason.strip(), article, source
    change.by, change.at = by, timezone.now()
    change.save(force_insert=True)
    detail = {"attribute": change.attribute, "before": change.before, "after": change.after}
    if proposed_by is not None:
        detail["proposed"] = proposed_by.full_name
    record(
        by=by,
        subject=thing.subject,
        changed=[*written, change],
        detail=detail | {"source": source, "basis": article},
        reason=reason.strip(),
    )
    return change


def _written(by: User, thing: InspectionObject, change: GradeChange) -> Sequence[Model]:
    row = graded_row(by, thing, change.attribute, change.after)
    return write_rows(Kind.OBJECTS, by.bureau, [row], timezone.localdate())
