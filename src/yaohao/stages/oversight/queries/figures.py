"""The numbers of the funnel, per plan line and for visits with a cause."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from yaohao.ground.accounts.models import User
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.queries import public_draw
from yaohao.stages.draw.rules import DRAWN
from yaohao.stages.followup.models import Order
from yaohao.stages.followup.rules import OrderState
from yaohao.stages.inspection.models import Inspection
from yaohao.stages.inspection.models.inspections import InspectionQuerySet
from yaohao.stages.inspection.rules import VISITED, Origin
from yaohao.stages.oversight.pages import page
from yaohao.stages.oversight.rules.figures import EMPTY, Funnel
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.queries import sentence
from yaohao.stages.planning.rules import Regime
from yaohao.stages.publication.queries import shown
from yaohao.stages.publication.rules import Kind

OPEN_ORDERS = (OrderState.DRAFT.value, OrderState.ISSUED.value, OrderState.UNFULFILLED.value)


@dataclass(frozen=True, slots=True)
class Part:
    """One line of the statistics: what it is, where its rows are, its numbers."""

    label: str
    title: str
    section: str
    regime: Regime
    url: str
    funnel: Funnel


def random_parts(user: User, year: int) -> list[Part]:
    """The lines of the random inspections: figures of the other kinds are never added to them."""
    return [part for part in line_parts(user, year) if part.regime is Regime.RANDOM]


def line_parts(user: User, year: int) -> list[Part]:
    """One part per filed line of the year, of every kind of inspection, in the plan's order."""
    lines = Line.objects.visible_to(user).filter(plan__year=year, state="filed")
    return [
        Part(
            label=line.label,
            title=line.title,
            section=line.section.name if line.section else "",
            regime=Regime(line.regime),
            url=_url(line),
            funnel=_funnel(line),
        )
        for line in lines.select_related("plan__bureau", "item", "section").order_by("number")
    ]


def cause_part(user: User, year: int) -> Funnel:
    """Visits with a cause, never added to the drawn ones (article 5)."""
    rows: InspectionQuerySet = Inspection.objects.of(user.bureau).filter(
        origin=Origin.CAUSE.value, made_at__year=year
    )
    return _visits(rows, planned=None, drawn=None)


def _funnel(line: Line) -> Funnel:
    draw = Draw.objects.filter(line=line, exercise=False).order_by("-attempt").first()
    rows = Inspection.objects.filter(line=line)
    if draw is None or draw.state not in DRAWN:
        planned = sentence(line).to_draw
        return Funnel(planned, 0, EMPTY.inspected, 0, 0, 0)
    # What announcement and frozen counts say will be drawn: the sealed result is not read.
    quota = sum(stratum.quota or 0 for stratum in public_draw(draw.number).strata)
    return _visits(rows, planned=quota, drawn=quota)


def _visits(rows: InspectionQuerySet, *, planned: int | None, drawn: int | None) -> Funnel:
    visited = rows.filter(state__in=VISITED)
    found = visited.filter(problems__isnull=False).distinct()
    waiting = Order.objects.filter(inspection__in=found, state__in=OPEN_ORDERS)
    unordered = Q(problems__on_the_spot=False, problems__ordered=None)
    mended = found.exclude(pk__in=waiting.values("inspection")).exclude(
        pk__in=found.filter(unordered).values("pk")
    )
    return Funnel(
        planned=planned,
        drawn=drawn,
        inspected=visited.count(),
        with_problems=found.count(),
        rectified=mended.count(),
        published=_public(visited),
    )


def _public(visited: Iterable[Inspection]) -> int:
    """How many of these visits stand in a table that is public now."""
    texts = list(shown(Kind.RESULTS).values_list("data", flat=True))
    return sum(any(f'"{visit.number}"' in text for text in texts) for visit in visited)


def _url(line: Line) -> str:
    return page("planning:line", line.pk)
