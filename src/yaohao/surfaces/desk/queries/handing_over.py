"""The open work of officers: what hangs on one person, and where each piece may go.

A place that was drawn and not yet shown at the door stays sealed to the desk: such places are read
by an operation of the draw, which is noted, and never here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rules import Role
from yaohao.stages.followup.models import Order, PenaltyCase
from yaohao.stages.followup.rules import CaseState, OrderState
from yaohao.stages.inspection.models import Inspection, Member
from yaohao.stages.inspection.rules import HANDERS, Origin, State
from yaohao.stages.registers.models import Officer
from yaohao.surfaces.desk.rules import Duty

BEFORE = [State.PREPARED.value, State.SUBMITTED.value, State.APPROVED.value]
ORDERS: dict[str, Promise] = {
    OrderState.DRAFT.value: gettext_lazy("Issue the order"),
    OrderState.ISSUED.value: gettext_lazy("Re-check the order"),
    OrderState.UNFULFILLED.value: gettext_lazy("Re-check the order"),
}
CASES = [CaseState.FILED.value, CaseState.NOTIFIED.value, CaseState.DECIDED.value]


class Way(StrEnum):
    """Where a piece of open work may go."""

    REPLACE = "replace"  # a visit for a cause: another officer goes, approved anew
    TEAM = "team"  # under way: one who was there carries on
    COLLEAGUE = "colleague"  # after the record: any colleague
    ELSEWHERE = "elsewhere"  # a visit of another bureau: that bureau hands it over


@dataclass(frozen=True, slots=True)
class Work:
    """One thing to be done: what, where, until when (None: no day is set)."""

    act: str
    url: str
    due: date | None = None


@dataclass(slots=True)
class Open:
    """What hangs on an officer in one visit."""

    member: Member
    way: Way
    works: list[Work] = field(default_factory=list)

    @property
    def inspection(self) -> Inspection:
        """The visit."""
        return self.member.inspection


def officers_seen(user: User) -> QuerySet[Officer]:
    """The officers whose work a person may hand over: a section head's are of the own section."""
    rows: QuerySet[Officer] = Officer.objects.of(user.bureau)
    if not user.holds(Role.CLERK):
        rows = rows.filter(section=user.section_id, section__isnull=False)
    return rows.select_related("section").order_by("certificate")


def with_open_work(officers: QuerySet[Officer]) -> QuerySet[Officer]:
    """Those on whom something hangs, a drawn visit before the door included."""
    mine = Q(officer=OuterRef("pk"), keeper=None, left_at=None) | Q(keeper=OuterRef("pk"))
    return officers.filter(Exists(Member.objects.filter(mine, _open(sealed=True))))


def open_work(officer: Officer) -> list[Open]:
    """Everything open of an officer that the desk may see, by visit, the oldest first."""
    mine = Q(officer=officer, keeper=None, left_at=None) | Q(keeper=officer)
    rows = Member.objects.filter(mine, _open(sealed=False)).distinct()
    rows = rows.select_related("inspection__object", "inspection__report", "inspection__bureau")
    found = [Open(row, _way(row, officer)) for row in rows.order_by("inspection_id")]
    for one in found:
        one.works.extend(_works(one.inspection))
    return found


def handover_duties(user: User) -> Iterator[Duty]:
    """Officers who may not work any more, and on whom something still hangs."""
    if not user.holds(*HANDERS):
        return
    today = timezone.localdate()
    gone = officers_seen(user).filter(Q(active=False) | Q(valid_to__lt=today))
    for officer in with_open_work(gone):
        url = reverse("desk:handover", args=[officer.pk])
        yield Duty(officer.name, _("Hand over the open work"), url, today)


def _open(*, sealed: bool) -> Q:
    """Members of visits in which something is still to be done; drawn ones before the door only
    when `sealed`."""
    before = Q(inspection__state__in=BEFORE)
    if not sealed:
        before &= Q(inspection__origin=Origin.CAUSE.value)
    after = Q(inspection__state__in=[State.RUNNING.value, State.RECORDED.value])
    sealed_record = Q(inspection__state__in=[State.RECORDED.value, State.REPORTED.value])
    unordered = Q(
        pk__in=Member.objects.filter(
            sealed_record, inspection__problems__on_the_spot=False,
            inspection__problems__ordered=None,
        ).values("pk")
    )  # fmt: skip
    ordered = Q(inspection__in=Order.objects.filter(state__in=ORDERS).values("inspection"))
    cases = Q(inspection__in=PenaltyCase.objects.filter(state__in=CASES).values("inspection"))
    return before | after | unordered | ordered | cases


def _way(member: Member, officer: Officer) -> Way:
    visit = member.inspection
    if visit.bureau_id != officer.bureau_id:
        return Way.ELSEWHERE
    if visit.state in BEFORE:
        return Way.REPLACE
    return Way.TEAM if visit.state == State.RUNNING.value else Way.COLLEAGUE


def _works(visit: Inspection) -> Iterator[Work]:
    page = reverse("inspection:inspection", args=[visit.pk])
    if visit.state in BEFORE:
        yield Work(_("Visit the enterprise"), page, visit.planned_on)
    elif visit.state == State.RUNNING.value:
        yield Work(_("Finish and seal the record"), page)
    elif visit.state == State.RECORDED.value:
        yield Work(_("Close the report"), page, visit.report.due)
    if visit.problems.filter(on_the_spot=False, ordered=None).exists() and _sealed(visit):
        yield Work(_("Order the problems to be put right"), page, visit.report.due)
    for order in visit.orders.filter(state__in=ORDERS).prefetch_related("items"):
        due = min((item.due for item in order.items.all()), default=None)
        url = reverse("followup:order", args=[order.pk])
        yield Work(f"{ORDERS[order.state]} {order}", url, due)
    for case in visit.cases.filter(state__in=CASES):
        url = reverse("followup:case", args=[case.pk])
        yield Work(f"{case.number}: {case.get_state_display()}", url)


def _sealed(visit: Inspection) -> bool:
    return visit.state in (State.RECORDED.value, State.REPORTED.value)
