"""Recusals (回避): whom the lot never brings together with an object (article 13).

The reason is kept in the trail and never published.
"""

from typing import TypeVar

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import Bureau, User
from yaohao.ground.audit.operations import operation, record
from yaohao.stages.registers.errors import RegisterError, StaleError
from yaohao.stages.registers.models import (
    Expert,
    ExpertRecusal,
    InspectionObject,
    Officer,
    Recusal,
)
from yaohao.stages.registers.writing import lock_register

Standing = TypeVar("Standing", Recusal, ExpertRecusal)


@operation("registers.recusal.declare", article="13")
def declare_recusal(*, by: User, officer: int, object_id: str, reason: str) -> Recusal:
    """Keep an officer from ever being drawn for an object.

    Raises Officer.DoesNotExist for another bureau's; RegisterError for an unknown object or a
    recusal that stands already.
    """
    lock_register(by.bureau)
    person: Officer = Officer.objects.of(by.bureau).get(pk=officer)
    return _declared(by, person, Recusal(officer=person), object_id, reason)


@operation("registers.recusal.declare-own", article="13")
def declare_own_recusal(*, by: User, object_id: str, reason: str) -> Recusal:
    """The officer who is signed in names an object that he or she must not inspect.

    Raises Officer.DoesNotExist for an account without an officer; RegisterError as
    `declare_recusal`.
    """
    lock_register(by.bureau)
    person: Officer = Officer.objects.of(by.bureau).get(user=by)
    return _declared(by, person, Recusal(officer=person), object_id, reason)


@operation("registers.recusal.grant", article="13")
def grant_recusal(*, by: User, officer: int, object_id: str, reason: str) -> Recusal:
    """Keep an officer from an object because the head granted the request of its enterprise.

    Also one whom another bureau lends. A recusal that stands already stays as it is. Raises
    RegisterError for an unknown object.
    """
    lock_register(by.bureau)
    person = Officer.objects.get(pk=officer)
    target = _object(by.bureau, object_id)
    standing: Recusal | None = person.recusals.filter(object=target, lifted_on=None).first()
    if standing is None:
        return _declared(by, person, Recusal(officer=person), object_id, reason)
    record(by=by, subject=person.subject, detail={"object": target.object_id}, reason=reason)
    return standing


@operation("registers.recusal.lift", article="13")
def lift_recusal(*, by: User, pk: int) -> Recusal:
    """End a recusal. Raises Recusal.DoesNotExist for another bureau's, StaleError when lifted."""
    lock_register(by.bureau)
    recusal = Recusal.objects.select_related("officer", "object").get(
        pk=pk, officer__bureau=by.bureau
    )
    _lift(recusal)
    record(
        by=by,
        subject=recusal.officer.subject,
        changed=[recusal],
        detail={"object": recusal.object.object_id},
    )
    return recusal


@operation("registers.recusal.declare-expert", article="16")
def declare_expert_recusal(*, by: User, expert: int, object_id: str, reason: str) -> ExpertRecusal:
    """Keep an expert from ever being drawn for an object. Raises as `declare_recusal`."""
    lock_register(by.bureau)
    person: Expert = Expert.objects.of(by.bureau).get(pk=expert)
    return _declared(by, person, ExpertRecusal(expert=person), object_id, reason)


@operation("registers.recusal.lift-expert", article="16")
def lift_expert_recusal(*, by: User, pk: int) -> ExpertRecusal:
    """End a recusal of an expert. Raises ExpertRecusal.DoesNotExist, StaleError."""
    lock_register(by.bureau)
    recusal = ExpertRecusal.objects.select_related("expert", "object").get(
        pk=pk, expert__bureau=by.bureau
    )
    _lift(recusal)
    detail = {"object": recusal.object.object_id}
    record(by=by, subject=recusal.expert.subject, changed=[recusal], detail=detail)
    return recusal


def _declared(
    by: User, person: Officer | Expert, recusal: Standing, object_id: str, reason: str
) -> Standing:
    """Keep a recusal of `person`, who stands on it already, from an object."""
    target = _object(by.bureau, object_id)
    if person.recusals.filter(object=target, lifted_on=None).exists():
        raise _twice(person.name, target)
    recusal.object, recusal.reason = target, reason
    recusal.declared_on = timezone.localdate()
    recusal.save(force_insert=True)
    detail = {"object": target.object_id}
    record(by=by, subject=person.subject, changed=[recusal], detail=detail, reason=reason)
    return recusal


def _object(bureau: Bureau, object_id: str) -> InspectionObject:
    target: InspectionObject | None = (
        InspectionObject.objects.of(bureau).filter(object_id=object_id).first()
    )
    if target is None:
        raise RegisterError(
            _("The register has no object %(id)s. Copy its id from the list of objects.")
            % {"id": object_id}
        )
    return target


def _twice(name: str, target: InspectionObject) -> RegisterError:
    return RegisterError(
        _("%(officer)s is recused from %(object)s already.")
        % {"officer": name, "object": target.name}
    )


def _lift(recusal: Recusal | ExpertRecusal) -> None:
    if recusal.lifted_on is not None:
        raise StaleError(_("This recusal has been lifted already."))
    recusal.lifted_on = timezone.localdate()
    recusal.save()
