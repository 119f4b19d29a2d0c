"""A penalty case from its filing to its end (article 18; 行政处罚法)."""

from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.calendars.queries import deadline
from yaohao.stages.followup.gate import case_number, locked, queue, seen, team_only, written
from yaohao.stages.followup.models import PenaltyCase
from yaohao.stages.followup.rules import (
    CASE_TRANSITIONS,
    PUBLISH_DAYS,
    CaseAct,
    PenaltyKind,
)
from yaohao.stages.inspection.rules import State


@operation("followup.case.file", article="18")
def file_case(*, by: User, inspection: int, violation: str, basis: str) -> PenaltyCase:
    """Open a case for what a sealed record found."""
    bureau = queue(by)
    visit = seen(by).get(pk=inspection)
    team_only(visit, by)
    if visit.state not in (State.RECORDED.value, State.REPORTED.value):
        raise Refused(_("Seal the record first: the case rests on it."))
    if not visit.problems.exists():
        raise Refused(_("The record names no problem: there is nothing to punish."))
    today = timezone.localdate()
    filed = PenaltyCase.objects.filter(bureau=bureau, filed_on__year=today.year).count()
    case = PenaltyCase.objects.create(
        bureau=bureau,
        inspection=visit,
        number=case_number(bureau, "立", today.year, filed),
        violation=written(violation, _("Describe the violation.")),
        basis=written(basis, _("Name the legal basis.")),
        filed_on=today,
        made_by=by,
    )
    record(by=by, subject=case.subject, changed=[case])
    return case


@operation("followup.case.notify", article="18")
def notify_enterprise(*, by: User, pk: int) -> PenaltyCase:
    """The enterprise knows what is intended and may make its statement."""
    case = _locked(by, pk, CaseAct.NOTIFY)
    return _advance(by, case, CaseAct.NOTIFY, notified_on=timezone.localdate())


@operation("followup.case.decide", article="18")
def decide(
    *, by: User, pk: int, kind: PenaltyKind, penalty: str, amount: Decimal | None = None
) -> PenaltyCase:
    """Decide; from here on seven working days remain until it is public (行政处罚法 art. 48)."""
    bureau = queue(by)
    case = _locked(by, pk, CaseAct.DECIDE)
    if kind is PenaltyKind.FINE and (amount is None or amount <= 0):
        raise Refused(_("A fine names its amount in yuan."))
    today = timezone.localdate()
    taken = PenaltyCase.objects.filter(bureau=bureau, decided_on__year=today.year).count()
    return _advance(
        by, case, CaseAct.DECIDE,
        decision=case_number(bureau, "罚决", today.year, taken),
        decided_on=today,
        kind=kind.value,
        penalty=written(penalty, _("Write the penalty in words.")),
        amount=amount,
        publish_by=deadline(today, PUBLISH_DAYS).date,
    )  # fmt: skip


@operation("followup.case.execute", article="18")
def execute(*, by: User, pk: int) -> PenaltyCase:
    """The penalty is executed."""
    return _advance(by, _locked(by, pk, CaseAct.EXECUTE), CaseAct.EXECUTE)


@operation("followup.case.close", article="18")
def close_case(*, by: User, pk: int) -> PenaltyCase:
    """The case is at its end."""
    case = _locked(by, pk, CaseAct.CLOSE)
    return _advance(by, case, CaseAct.CLOSE, ended_on=timezone.localdate())


@operation("followup.case.drop", article="18")
def drop_case(*, by: User, pk: int, reason: str) -> PenaltyCase:
    """No penalty follows; the reason stays."""
    case = _locked(by, pk, CaseAct.DROP)
    why = written(reason, _("Say why the case is dropped."))
    return _advance(by, case, CaseAct.DROP, reason=why, ended_on=timezone.localdate())


@operation("followup.case.annul", article="18")
def annul(*, by: User, pk: int, reason: str) -> PenaltyCase:
    """The decision falls; what is public of it must be withdrawn by `withdraw_by`."""
    case = _locked(by, pk, CaseAct.ANNUL)
    why = written(reason, _("Say why the decision is annulled; the reason is public."))
    return _advance(by, case, CaseAct.ANNUL, reason=why, ended_on=timezone.localdate())


def _locked(by: User, pk: int, act: CaseAct) -> PenaltyCase:
    rows = PenaltyCase.objects.filter(inspection__in=seen(by))
    return locked(rows, pk=pk, by=by, table=CASE_TRANSITIONS, act=act)


def _advance(by: User, case: PenaltyCase, act: CaseAct, **values: object) -> PenaltyCase:
    case.state = CASE_TRANSITIONS[act][1].value
    for name, value in values.items():
        setattr(case, name, value)
    case.save(update_fields=["state", *values])
    record(by=by, subject=case.subject, changed=[case], reason=case.reason)
    return case
