"""What of a year's plan is past its day, who is responsible, and when they were last chased."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Min, Q
from django.urls import reverse

from yaohao.ground.accounts.models import Bureau, User
from yaohao.ground.accounts.rules import Role
from yaohao.ground.audit.queries import of_subject
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.rules import DRAWN
from yaohao.stages.followup.models import Order
from yaohao.stages.followup.rules import OrderState
from yaohao.stages.inspection.models import Inspection, Member
from yaohao.stages.inspection.models.inspections import InspectionQuerySet
from yaohao.stages.inspection.rules import State
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.queries import lines
from yaohao.stages.planning.queries.process import waiting_for_section
from yaohao.stages.planning.rules import LineState

OPEN_ORDERS = [OrderState.ISSUED.value, OrderState.UNFULFILLED.value]


class Late(StrEnum):
    """What can be late."""

    REPORT = "report"
    ORDER = "order"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Overdue:
    """One thing past its day. `label` is a number and names no enterprise."""

    kind: Late
    pk: int
    label: str
    since: date
    url: str

    @property
    def key(self) -> str:
        """What it is called in a form and in the trail: report:12."""
        return f"{self.kind.value}:{self.pk}"


def overdue(user: User, year: int, today: date) -> list[Overdue]:
    """All that is late of a year, the longest first, of what the person may see."""
    found = [*_reports(user, year, today), *_orders(user, year, today)]
    found += _lines(user, year, today)
    return sorted(found, key=lambda row: (row.since, row.kind, row.pk))


def responsible(row: Overdue) -> list[User]:
    """The active people whose turn it is."""
    if row.kind is Late.LINE:
        return _whose_turn(Line.objects.select_related("plan__bureau").get(pk=row.pk))
    report = row.kind is Late.REPORT
    wanted = Q(inspection=row.pk) if report else Q(inspection__orders=row.pk)
    members = Member.objects.filter(wanted, left_at=None).select_related(
        "officer__user", "keeper__user"
    )
    people = [(member.keeper or member.officer).user for member in members.order_by("pk")]
    return [user for user in dict.fromkeys(people) if user and user.is_active]


def drawn_lines(bureau: Bureau, year: int) -> set[int]:
    """The lines of a year that have a draw, sealed or open; no exercise counts."""
    draws = Draw.objects.filter(line__plan__bureau=bureau, line__plan__year=year)
    return set(draws.filter(exercise=False, state__in=DRAWN).values_list("line", flat=True))


def board_subject(bureau: Bureau, year: int) -> str:
    """Name of a year's board in the trail."""
    return f"desk.year:{bureau.code}-{year}"


def last_chased(bureau: Bureau, year: int) -> dict[str, datetime]:
    """When each thing was last chased, by its key; read off the trail."""
    entries = of_subject(board_subject(bureau, year)).filter(action="desk.overdue.chase")
    return {key: entry.at for entry in entries for key in json.loads(entry.detail)["rows"]}


def _reports(user: User, year: int, today: date) -> Iterator[Overdue]:
    rows = _of_year(Inspection.objects.visible_to(user).filter(bureau=user.bureau_id), year)
    late = rows.filter(state=State.RECORDED.value, report__due__lt=today)
    for visit in late.select_related("report"):
        url = reverse("inspection:inspection", args=[visit.pk])
        yield Overdue(Late.REPORT, visit.pk, visit.number, visit.report.due, url)


def _orders(user: User, year: int, today: date) -> Iterator[Overdue]:
    visits = _of_year(Inspection.objects.visible_to(user).filter(bureau=user.bureau_id), year)
    rows = Order.objects.filter(inspection__in=visits.values("pk"), state__in=OPEN_ORDERS)
    for order in rows.annotate(first=Min("items__due")).filter(first__lt=today):
        since: date = getattr(order, "first")  # noqa: B009  the annotation has no type
        url = reverse("followup:order", args=[order.pk])
        yield Overdue(Late.ORDER, order.pk, str(order), since, url)


def _lines(user: User, year: int, today: date) -> Iterator[Overdue]:
    drawn = drawn_lines(user.bureau, year)
    for line in lines(user.bureau, year).filter(window_start__lt=today, amended_by=None):
        if line.pk not in drawn:
            url = reverse("planning:line", args=[line.pk])
            yield Overdue(Late.LINE, line.pk, line.called, line.window_start, url)


def _of_year(rows: InspectionQuerySet, year: int) -> InspectionQuerySet:
    """Drawn visits by the year of their plan, those for a cause by the year they began."""
    mine: InspectionQuerySet = rows.filter(
        Q(line__plan__year=year, draw__exercise=False) | Q(line=None, made_at__year=year)
    )
    return mine


def _whose_turn(line: Line) -> list[User]:
    people = User.objects.filter(bureau=line.bureau, is_active=True).order_by("pk")
    if line.state == LineState.SUBMITTED.value:
        written = set(line.drafters.values_list("pk", flat=True))
        return [user for user in people if user.holds(Role.DIRECTOR) and user.pk not in written]
    if line.state == LineState.OPINIONS.value:
        heads = [user for user in people if user.holds(Role.SECTION_HEAD)]
        return [user for user in heads if waiting_for_section(user).filter(pk=line.pk).exists()]
    return [user for user in people if user.holds(Role.CLERK)]
