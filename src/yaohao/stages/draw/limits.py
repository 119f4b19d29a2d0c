"""No visit beyond the yearly limit: which rows a draw passes over with the word `cap`.

A place may be taken by an envelope that is still sealed, or that is open to its officers and not
yet told to anybody else. So the list is sealed with the round, and a draw that holds such skips is
revealed only after every draw they may come from.
"""

from collections import Counter, defaultdict

from django.db.models import QuerySet
from fairdraw.inputs import CAP, UNKNOWN
from fairdraw.pool import Pool

from yaohao.stages.draw.cycle import SEALED, Skip, origin_of, sealed_before, void_positions
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.queries.sealed import sealed_tables, sealed_visits
from yaohao.stages.draw.staffing import free_ids
from yaohao.stages.planning.queries import without_place
from yaohao.stages.planning.rules import VisitKind


def cap_skips(draw: Draw, pool: Pool, number: int) -> list[Skip]:
    """Every row without a place left, sealed envelopes counted as visits.

    The origin is the last draw that holds the row in a sealed envelope; without one, its places
    are taken by visits that the visit book knows.

    None for an exercise: it is revealed at once and must not hold what others keep sealed.
    """
    if draw.exercise:
        return []
    pending: defaultdict[str, Counter[VisitKind]] = defaultdict(Counter)
    origins: dict[str, str] = {}
    for other, theirs in sealed_before(_of_the_year(draw), number, draw):
        mine = other.openings.filter(to="officers", round=theirs)
        opened = set(mine.values_list("position", flat=True)) | void_positions(other, theirs)
        for position, visit in enumerate(sealed_visits(other, theirs)):
            if position not in opened:
                pending[visit.id][other.line.visit_kind] += 1
                origins[visit.id] = origin_of(other, theirs)
    line = draw.line
    start = draw.planned(number).start
    left_out = without_place(draw.bureau, line.pool_filter, start, pending, line.visit_kind)
    return [(row, CAP, origins.get(row, UNKNOWN)) for row in free_ids(pool) if row in left_out]


def holds_cap_skips(draw: Draw, number: int) -> bool:
    """Whether a bound round passes over rows because of the limit."""
    skips = sealed_tables(draw, number).skips
    return any(line.split(b"\t")[1] == CAP.encode() for line in skips)


def before(draw: Draw, number: int) -> list[tuple[Draw, int]]:
    """The rounds of the year whose sealed results the `cap` skips of a round may come from."""
    return sealed_before(_of_the_year(draw), number, draw)


def _of_the_year(draw: Draw) -> QuerySet[Draw]:
    return Draw.objects.filter(
        bureau=draw.bureau,
        exercise=False,
        line__window_start__year=draw.line.window_start.year,
        state__in=SEALED,
    ).exclude(pk=draw.pk)
