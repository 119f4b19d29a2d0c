"""The exceptions of a bureau, each found by its own small query (article 21)."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import product

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.stages.draw.models import Draw, LogEntry, Substitution
from yaohao.stages.draw.rules import State, reveal_deadline
from yaohao.stages.followup.models import OrderItem, PenaltyCase
from yaohao.stages.followup.rules import CaseState, OrderState
from yaohao.stages.inspection.models import (
    Cause,
    Inspection,
    Question,
    Record,
    RecusalRequest,
    Report,
    Signature,
)
from yaohao.stages.inspection.rules import State as Visit
from yaohao.stages.inspection.wording import plea
from yaohao.stages.oversight.pages import page
from yaohao.stages.oversight.queries.marks import GRADE_ACTS, REGISTER_ACTS, changes_before
from yaohao.stages.oversight.rules.exceptions import (
    BEFORE_FREEZE,
    Anomaly,
    Code,
    emergency_is_unapproved,
    order_is_overdue,
    recusal_is_late,
    report_is_late,
)
from yaohao.stages.publication.queries import shown
from yaohao.stages.publication.rules import Kind


def exceptions(user: User, today: date) -> list[Anomaly]:
    """All exceptions the reader may see, the newest first."""
    found = [anomaly for source in SOURCES for anomaly in source(user, today)]
    return sorted(found, key=lambda one: (one.on, one.code, one.subject), reverse=True)


def _inspections(user: User) -> set[int]:
    return set(Inspection.objects.visible_to(user).values_list("pk", flat=True))


def _page(inspection: Inspection) -> str:
    return page("inspection:inspection", inspection.pk)


def late_reports(user: User, today: date) -> Iterator[Anomaly]:
    """Reports after their fifth working day."""
    rows = Report.objects.filter(inspection__in=_inspections(user)).select_related("inspection")
    for report in rows:
        closed = timezone.localdate(report.closed_at) if report.closed_at else None
        if report_is_late(report.due, closed, today):
            yield Anomaly(
                Code.REPORT_LATE, report.inspection.number, report.due, _said(closed),
                _page(report.inspection),
            )  # fmt: skip


def unapproved_emergencies(user: User, _today: date) -> Iterator[Anomaly]:
    """Emergency visits that nobody approved within a day."""
    rows = Cause.objects.filter(emergency=True, inspection__in=_inspections(user))
    started = dict(Record.objects.values_list("inspection", "started_at"))
    for cause in rows.select_related("inspection"):
        arrived = started.get(cause.inspection_id)
        if arrived and emergency_is_unapproved(arrived, cause.late_at, timezone.now()):
            yield Anomaly(
                Code.EMERGENCY_UNAPPROVED, cause.inspection.number, timezone.localdate(arrived),
                cause.emergency_reason, _page(cause.inspection),
            )  # fmt: skip


def added_questions(user: User, _today: date) -> Iterator[Anomaly]:
    """Questions beyond the item list, with their reason."""
    rows = Question.objects.filter(inspection__in=_inspections(user)).exclude(added_reason="")
    for question in rows.select_related("inspection"):
        yield Anomaly(
            Code.QUESTION_ADDED, question.inspection.number,
            timezone.localdate(question.inspection.made_at),
            f"{question.text}：{question.added_reason}", _page(question.inspection),
        )  # fmt: skip


def void_visits(user: User, _today: date) -> Iterator[Anomaly]:
    """Visits that did not take place."""
    for visit in Inspection.objects.visible_to(user).filter(state=Visit.VOID.value):
        yield Anomaly(
            Code.VISIT_VOID, visit.number, timezone.localdate(visit.made_at), visit.void_reason,
            _page(visit),
        )  # fmt: skip


def refused_signatures(user: User, _today: date) -> Iterator[Anomaly]:
    """Records an enterprise refused to sign."""
    rows = Signature.objects.filter(refused=True, inspection__in=_inspections(user))
    for signature in rows.select_related("inspection"):
        yield Anomaly(
            Code.SIGNATURE_REFUSED, signature.inspection.number,
            timezone.localdate(signature.at), signature.reason, _page(signature.inspection),
        )  # fmt: skip


def recusals_asked(user: User, _today: date) -> Iterator[Anomaly]:
    """Requests of enterprises for other officers with their answer; ticks that none stands behind.

    Told without a name and without grounds: they stand on the page.
    """
    seen = _inspections(user)
    for request in RecusalRequest.objects.filter(inspection__in=seen).select_related("inspection"):
        on, url = timezone.localdate(request.at), page("inspection:recusal", request.pk)
        yield Anomaly(Code.RECUSAL_ASKED, request.inspection.number, on, plea(request.state), url)
        moot = request.inspection.state == Visit.VOID.value and request.decided_at is None
        if not moot and recusal_is_late(request.at, request.decided_at, timezone.now()):
            said = plea(request.state)
            yield Anomaly(Code.RECUSAL_LATE, request.inspection.number, on, said, url)
    rows = Record.objects.filter(recusal_asked=True, inspection__in=seen)
    for record in rows.filter(inspection__recusal_requests=None).select_related("inspection"):
        yield Anomaly(
            Code.RECUSAL_ASKED, record.inspection.number,
            timezone.localdate(record.started_at), "", _page(record.inspection),
        )  # fmt: skip


def overdue_orders(user: User, today: date) -> Iterator[Anomaly]:
    """Due dates that passed without a re-check."""
    open_ = (OrderState.ISSUED.value, OrderState.UNFULFILLED.value)
    rows = OrderItem.objects.filter(
        order__inspection__in=_inspections(user), order__state__in=open_
    ).select_related("order", "problem")
    for item in rows.annotate(looked=Max("rechecks__recheck__on")):
        if order_is_overdue(item.due, item.looked, today):
            yield Anomaly(
                Code.ORDER_OVERDUE, str(item.order), item.due, item.problem.text,
                page("followup:order", item.order.pk),
            )  # fmt: skip


def unpublished_penalties(user: User, today: date) -> Iterator[Anomaly]:
    """Decisions that should be public by now; the publication stage tells which are."""
    rows = PenaltyCase.objects.filter(
        inspection__in=_inspections(user),
        state__in=[CaseState.DECIDED.value, CaseState.EXECUTED.value, CaseState.CLOSED.value],
        publish_by__lt=today,
    )
    for case in rows:
        if case.publish_by and not is_public(case):
            yield Anomaly(
                Code.PENALTY_UNPUBLISHED, case.number, case.publish_by, case.penalty,
                page("followup:case", case.pk),
            )  # fmt: skip


def missed_reveals(user: User, today: date) -> Iterator[Anomaly]:
    """Draws that should have been revealed."""
    rows = Draw.objects.visible_to(user).filter(
        exercise=False, state__in=[State.DRAWN.value, State.OPENING.value]
    )
    for draw in rows.select_related("line"):
        last = reveal_deadline(max(each.end for each in draw.rounds))
        if today > last:
            yield Anomaly(Code.REVEAL_MISSED, draw.number, last, "", _draw_page(draw))


def exercises(user: User, _today: date) -> Iterator[Anomaly]:
    """Exercises of a line that is drawn for real: nobody may mistake one for the other."""
    real = Draw.objects.filter(exercise=False).values("line")
    for draw in Draw.objects.visible_to(user).filter(exercise=True, line__in=real):
        on = timezone.localdate(draw.prepared_at)
        yield Anomaly(Code.EXERCISE_DRAWN, draw.number, on, "", _draw_page(draw))


def repeated_draws(user: User, _today: date) -> Iterator[Anomaly]:
    """Draws that took more than one attempt, and those that were broken off."""
    for draw in Draw.objects.visible_to(user).filter(exercise=False):
        on = timezone.localdate(draw.prepared_at)
        if draw.attempt > 1:
            said = _("attempt %(count)d") % {"count": draw.attempt}
            yield Anomaly(Code.DRAW_REPEATED, draw.number, on, said, _draw_page(draw))
        if draw.state in (State.ABORTED.value, State.VOID.value):
            yield Anomaly(Code.DRAW_ABORTED, draw.number, on, draw.abort_cause, _draw_page(draw))


def substituted_officers(user: User, _today: date) -> Iterator[Anomaly]:
    """Places of a team that were drawn again; the log says the cause, never a name."""
    rows = Substitution.objects.filter(draw__in=Draw.objects.visible_to(user))
    for row in rows.select_related("draw", "asked"):
        said = _("envelope %(round)d.%(place)d") % {"round": row.round, "place": row.position + 1}
        yield Anomaly(
            Code.OFFICER_SUBSTITUTED, row.draw.number, timezone.localdate(row.asked.at), said,
            page("draw:envelopes", row.draw.number),
        )  # fmt: skip


def touched_registers(user: User, _today: date) -> Iterator[Anomaly]:
    """Changes of the register, and of grades, in the last days before a freeze."""
    kinds = ((Code.REGISTER_TOUCHED, REGISTER_ACTS), (Code.GRADE_TOUCHED, GRADE_ACTS))
    frozen = LogEntry.objects.filter(
        kind="pool", draw__bureau=user.bureau_id, draw__exercise=False
    ).select_related("draw")
    for entry, (code, acts) in product(frozen, kinds):
        count = changes_before(entry.at, user, acts)
        if count:
            said = _("%(count)d changes in the %(days)d days before the freeze") % {
                "count": count, "days": BEFORE_FREEZE // timedelta(days=1),
            }  # fmt: skip
            on = timezone.localdate(entry.at)
            yield Anomaly(code, entry.draw.number, on, said, _draw_page(entry.draw))


def is_public(case: PenaltyCase) -> bool:
    """Whether a published table names this decision."""
    return (
        case.decision is not None
        and shown(Kind.PENALTIES)
        .filter(bureau=case.bureau_id, data__contains=f'"{case.decision}"')
        .exists()
    )


def _draw_page(draw: Draw) -> str:
    return page("draw:draw", draw.number)


def _said(closed: date | None) -> str:
    return _("closed on %(day)s") % {"day": closed} if closed else _("still open")


SOURCES: tuple[Callable[[User, date], Iterator[Anomaly]], ...] = (
    late_reports, unapproved_emergencies, added_questions, void_visits, refused_signatures,
    recusals_asked, overdue_orders, unpublished_penalties, missed_reveals, exercises,
    repeated_draws, substituted_officers, touched_registers,
)  # fmt: skip
