"""Everything that is known of one enterprise, as far as one reader may see it.

A visit that was drawn and not yet shown at the door is seen by nobody here who may not see it on
its own page (article 20). Neither are the places it takes: what is counted are the visits shown,
never the counters of the visit book, which move when an envelope is opened to its officers.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import resolve, reverse

from yaohao.ground.accounts.models import Bureau, User
from yaohao.ground.accounts.rights import right_of
from yaohao.ground.documents.download import PaperLink, links
from yaohao.stages.credit.models import Dispatch, Proposal
from yaohao.stages.credit.queries import outbox, proposals
from yaohao.stages.followup.models import Order, PastRecheck, PenaltyCase, Recheck
from yaohao.stages.followup.queries import cases, orders
from yaohao.stages.inspection.models import Inspection, Problem
from yaohao.stages.inspection.queries import inspections
from yaohao.stages.oversight.models import Complaint
from yaohao.stages.oversight.queries.complaints import complaints
from yaohao.stages.planning.models import Visit
from yaohao.stages.planning.queries.visits import PAST, places
from yaohao.stages.planning.rules import VisitKind, VisitState
from yaohao.stages.publication.queries import PublicBureau, named
from yaohao.stages.publication.rules import Kind, Row
from yaohao.stages.registers.models import InspectionObject, PastOrder, PastVisit
from yaohao.stages.registers.queries.grades import GradeStep, grade_history
from yaohao.stages.registers.queries.past import past_orders, past_visits
from yaohao.stages.registers.queries.searching import matching


@dataclass(frozen=True, slots=True)
class Places:
    """Visits of a year that count and that the reader sees; `limit` None: none is set.

    `nth` gives the place of a visit among them by its name in the visit book, `unproven` how many
    only a spreadsheet tells of.
    """

    year: int
    used: int
    limit: int | None
    unproven: int
    nth: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Dossier:
    """One enterprise: what each stage knows, the newest first; None where the reader's role does
    not open that part."""

    firm: InspectionObject
    grades: list[GradeStep]
    places: Places
    visits: list[Inspection]
    problems: list[Problem]
    orders: list[Order]
    rechecks: list[Recheck]
    cases: list[PenaltyCase]
    papers: list[PaperLink]
    published: list[tuple[Kind, PublicBureau, list[Row]]]
    dispatches: list[Dispatch] | None
    proposals: list[Proposal] | None
    complaints: list[Complaint] | None
    past_visits: list[PastVisit]
    past_orders: list[PastOrder]
    past_rechecks: list[PastRecheck]


def dossier(firm: InspectionObject, reader: User, today: date) -> Dossier:
    """The dossier of an enterprise of the reader's bureau."""
    visits = list(inspections(reader).filter(object=firm))
    ordered = list(orders(reader).filter(inspection__in=visits).prefetch_related("items__problem"))
    looked = list(Recheck.objects.filter(order__in=ordered).select_related("order").order_by("-on"))
    looked_before = list(PastRecheck.objects.filter(order__object=firm).order_by("-on"))
    credit = _opens(reader, "credit:outbox")
    return Dossier(
        firm=firm,
        grades=grade_history(firm),
        places=_places(firm, [*visits, *looked, *looked_before], today),
        visits=visits,
        problems=list(
            Problem.objects.filter(inspection__in=visits)
            .select_related("inspection", "ordered__order")
            .order_by("-inspection", "number")
        ),
        orders=ordered,
        rechecks=looked,
        cases=list(cases(reader).filter(inspection__in=visits)),
        papers=_papers(visits, ordered),
        published=_published(firm),
        dispatches=list(outbox(reader).filter(object=firm)) if credit else None,
        proposals=list(proposals(reader).filter(object=firm)) if credit else None,
        complaints=list(complaints(reader).filter(inspection__in=visits))
        if _opens(reader, "oversight:complaints")
        else None,
        past_visits=list(past_visits(firm.bureau, firm.object_id)),
        past_orders=list(past_orders(firm.bureau, firm.object_id)),
        past_rechecks=looked_before,
    )


def _places(firm: InspectionObject, shown: list[Any], today: date) -> Places:
    """Of shown visits alone: a place that a sealed one has taken must not be told by a number."""
    sources = [one.visit for one in shown]
    taken = Visit.objects.of(firm.bureau).filter(
        Q(source__in=sources) | Q(source__startswith=PAST), subject=firm.object_id, counts=True
    )
    standing = taken.exclude(state=VisitState.VOID.value).order_by("on", "at", "pk")
    nth: dict[str, int] = {}
    used: dict[int, int] = {}
    unproven = 0
    for visit in standing:
        used[visit.year] = used.get(visit.year, 0) + 1
        nth[visit.source] = used[visit.year]
        unproven += visit.year == today.year and visit.source.startswith(PAST)
    limits = places(firm.bureau, firm, VisitKind.RANDOM, today).values()
    limit = min(limits) if limits else None
    return Places(today.year, used.get(today.year, 0), limit, unproven, nth)


def _papers(visits: list[Inspection], ordered: list[Order]) -> list[PaperLink]:
    found: list[PaperLink] = []
    for visit in visits:
        found += links(visit.subject, "inspection:paper", visit.pk)
    for order in ordered:
        found += links(order.subject, "followup:order-paper", order.pk)
    return sorted(found, key=lambda paper: paper.issued_on, reverse=True)


def _published(firm: InspectionObject) -> list[tuple[Kind, PublicBureau, list[Row]]]:
    return [found for found in named(firm.object_id) if found[1].code == firm.bureau.code]


def _opens(reader: User, name: str) -> bool:
    """Whether the reader's role opens a page; what it shows is never shown here otherwise."""
    right = right_of(resolve(reverse(name)).func)
    return bool(right and right.allows(reader.roles))


def found_firms(bureau: Bureau, asked: str, most: int) -> list[InspectionObject]:
    """At most so many objects of a bureau by name, initials, code or number."""
    rows = matching(InspectionObject.objects.of(bureau), asked)
    return list(rows.order_by("name", "object_id")[:most])
