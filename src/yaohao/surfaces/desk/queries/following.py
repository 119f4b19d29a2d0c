"""What follows the visits: orders, cases, circulars, credit, complaints."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rules import Role
from yaohao.stages.credit.models import Dispatch, Proposal
from yaohao.stages.credit.rules import ProposalState
from yaohao.stages.credit.rules import State as Sent
from yaohao.stages.followup.models import Circular, Order, PenaltyCase
from yaohao.stages.followup.queries import orders_to_recheck
from yaohao.stages.followup.rules import (
    CASE_TRANSITIONS,
    HEADS,
    CaseAct,
    CaseState,
    CircularState,
    OrderState,
)
from yaohao.stages.inspection.models import Inspection, kept_by
from yaohao.stages.inspection.rules import State as Visit
from yaohao.stages.oversight.queries.complaints import OPEN, complaints
from yaohao.stages.oversight.rules.complaints import HANDLERS
from yaohao.surfaces.desk.rules import Duty

CASES: dict[CaseAct, Promise] = {
    CaseAct.NOTIFY: gettext_lazy("Notify the enterprise"),
    CaseAct.DECIDE: gettext_lazy("Decide the case"),
    CaseAct.EXECUTE: gettext_lazy("Execute the penalty"),
    CaseAct.CLOSE: gettext_lazy("Close the case"),
}
SEALED = [Visit.RECORDED.value, Visit.REPORTED.value]
MEND = [Sent.REFUSED.value, Sent.REJECTED.value, Sent.FAILED.value]


def order_duties(user: User) -> Iterator[Duty]:
    """Orders to issue and to look at again, for the officers of the visit."""
    mine = Order.objects.filter(inspection__in=Inspection.objects.filter(kept_by(user)))
    today = timezone.localdate()
    words = {
        OrderState.DRAFT.value: _("Issue the order"),
        OrderState.ISSUED.value: _("Re-check the order"),
        OrderState.UNFULFILLED.value: _("Re-check the order"),
    }
    rows = mine.filter(state__in=words).annotate(first_due=Min("items__due"))
    for order in rows.select_related("inspection__object"):
        yield Duty(
            title=f"{order} {order.inspection.object.name}",
            act=words[order.state],
            url=reverse("followup:order", args=[order.pk]),
            due=getattr(order, "first_due", None) or today,
        )


def past_order_duties(user: User) -> Iterator[Duty]:
    """Orders from before this product to look at again: heads see each, officers one line.

    No officer stands in the sheet, so the head of a section shares them out.
    """
    if not user.holds(Role.SECTION_HEAD, Role.OFFICER):
        return
    rows = list(orders_to_recheck(user.bureau))
    if user.holds(Role.SECTION_HEAD):
        for order in rows:
            url = reverse("followup:past-order", args=[order.pk])
            title = f"{order} {order.object.name}"
            yield Duty(title, _("Re-check the order from before this system"), url, order.due)
    elif rows:
        title = ngettext("%(count)d open order", "%(count)d open orders", len(rows))
        url = f"{reverse('followup:orders')}?origin=before"
        act = _("Re-check the orders from before this system")
        yield Duty(title % {"count": len(rows)}, act, url, rows[0].due)


def case_duties(user: User) -> Iterator[Duty]:
    """The next step of every case, for those who may take it."""
    seen = Inspection.objects.visible_to(user)
    for case in PenaltyCase.objects.filter(inspection__in=seen).select_related("inspection"):
        for act, words in CASES.items():
            sources, _target, roles = CASE_TRANSITIONS[act]
            if CaseState(case.state) in sources and user.holds(*roles):
                yield Duty(
                    title=f"{case.number} {case.inspection.number}",
                    act=str(words),
                    url=reverse("followup:case", args=[case.pk]),
                    due=_case_due(case),
                )


def unordered_duties(user: User) -> Iterator[Duty]:
    """Problems left open by a visit that stand in no order yet (article 18)."""
    open_ = Q(problems__on_the_spot=False, problems__ordered=None)
    mine = Inspection.objects.filter(kept_by(user), state__in=SEALED)
    for visit in mine.filter(open_).select_related("object", "report").distinct():
        yield Duty(
            title=f"{visit.number} {visit.object.name}",
            act=_("Order the problems to be put right"),
            url=reverse("followup:order-add", args=[visit.pk]),
            due=visit.report.due,
        )


def _case_due(case: PenaltyCase) -> date:
    """Decided within 90 days, paid within 15 (行政处罚法 art. 60 and 67), closed a month later."""
    if case.decided_on is None:
        return case.filed_on + timedelta(days=90)
    executed = case.state == CaseState.EXECUTED.value
    return case.decided_on + timedelta(days=45 if executed else 15)


def circular_duties(user: User) -> Iterator[Duty]:
    """Circulars to finish and to issue."""
    rows = Circular.objects.visible_to(user).select_related("draw__line")
    wanted = []
    if user.holds(Role.CLERK):
        wanted += [(c, _("Finish the circular")) for c in rows.filter(state=CircularState.DRAFT)]
    if user.holds(*HEADS):
        waiting = rows.filter(state=CircularState.SUBMITTED).exclude(made_by=user)
        wanted += [(c, _("Issue the circular")) for c in waiting]
    for circular, act in wanted:
        yield Duty(
            title=circular.title,
            act=act,
            url=reverse("followup:circular", args=[circular.draw.number]),
            due=circular.draw.line.window_end,
        )


def credit_duties(user: User) -> Iterator[Duty]:
    """Rows of the exchange to mend, grades to decide (article 19)."""
    if user.holds(Role.CLERK):
        for row in Dispatch.objects.filter(bureau=user.bureau_id, state__in=MEND):
            url = reverse("credit:dispatch", args=[row.pk])
            yield Duty(row.source, _("Mend for the credit exchange"), url, _week(row.made_at))
    if user.holds(Role.DIRECTOR):
        open_ = Proposal.objects.filter(bureau=user.bureau_id, state=ProposalState.OPEN.value)
        for one in open_.select_related("object"):
            url = reverse("credit:grades")
            yield Duty(one.object.name, _("Decide the proposed grade"), url, _week(one.proposed_at))


def _week(since: datetime) -> date:
    return timezone.localdate(since) + timedelta(days=7)


def complaint_duties(user: User) -> Iterator[Duty]:
    """Complaints that wait for their answer (article 21)."""
    if not user.holds(*HANDLERS):
        return
    for complaint in complaints(user).filter(state__in=OPEN):
        url = reverse("oversight:complaint", args=[complaint.pk])
        yield Duty(complaint.number, _("Handle the complaint"), url, complaint.due)
