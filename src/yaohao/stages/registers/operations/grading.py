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
from yaohao.stages.registers.deciding import check_fresh, planned
from yaohao.stages.registers.errors import RegisterError
from yaohao.stages.registers.models import GradeChange, InspectionObject
from yaohao.stages.registers.models.grades import BLACKLIST, CREDIT, RISK, STANDARDISATION
from yaohao.stages.registers.queries.grades import listed_since
from yaohao.stages.registers.rules.blacklist import removable_from
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
    object_id: str,
    grade: Blacklist,
    reason: str,
    article: str,
    source: str,
    since: date,
) -> GradeChange:
    """Put an object on the blacklist, or into another grade of it. Raises as `grade_object`."""
    if grade is Blacklist.NONE:
        raise RegisterError(_("Choose a blacklist grade from 1 to 3; taking off is an own act."))
    if since > timezone.localdate():
        raise RegisterError(_("The listing cannot begin in the future. Mend the date."))
    thing = _locked(by, object_id, BLACKLIST, source)
    change = _change(thing, BLACKLIST, grade.value, since)
    return _kept(by, thing, change, reason=reason, article=article, source=source)


@operation("registers.object.unlist", article="19")
def remove_from_blacklist(
    *,
    by: User,
    object_id: str,
    reason: str,
    article: str,
    source: str,
    asked: bool = False,
    annulled: bool = False,
) -> GradeChange:
    """Take an object off the blacklist: after three years, or after twelve months when it asked.

    `annulled`: the decision behind the listing no longer stands; then no time has to pass.
    Raises as `grade_object`; RegisterError names the first day on which it is possible.
    """
    thing = _locked(by, object_id, BLACKLIST, source)
    if not thing.blacklisted:
        raise RegisterError(_("%(name)s is not on the blacklist.") % {"name": thing.name})
    today = timezone.localdate()
    first = removable_from(listed_since(thing), asked=asked)
    if today < first and not annulled:
        raise RegisterError(
            _("%(name)s may be taken off the blacklist from %(day)s on.")
            % {"name": thing.name, "day": first}
        )
    change = _change(thing, BLACKLIST, Blacklist.NONE.value, today)
    return _kept(by, thing, change, reason=reason, article=article, source=source)


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
    if thing.grade_changes.filter(attribute=attribute, source=source).exists():
        raise RegisterError(
            _("%(source)s has graded %(name)s already; one source grades once.")
            % {"source": source, "name": thing.name}
        )
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
) -> GradeChange:
    if not reason.strip() or not source.strip():
        raise RegisterError(_("A grade needs its reason and its source."))
    written = _written(by, thing, change)
    change.reason, change.article, change.source = reason.strip(), article, source
    change.by, change.at = by, timezone.now()
    change.save(force_insert=True)
    detail = {"attribute": change.attribute, "before": change.before, "after": change.after}
    record(
        by=by,
        subject=thing.subject,
        changed=[*written, change],
        detail=detail | {"source": source, "basis": article},
        reason=reason.strip(),
    )
    return change


def _written(by: User, thing: InspectionObject, change: GradeChange) -> Sequence[Model]:
    today = timezone.localdate()
    values = {
        "object_id": thing.object_id,
        "credit_code": thing.credit_code,
        "site": thing.site,
        change.attribute: change.after,
    }
    row = planned(Kind.OBJECTS, by, values)
    return write_rows(Kind.OBJECTS, by.bureau, [row], today)
