"""Not twice in a cycle (article 14): which earlier draws a draw rests on.

Their results may still be sealed. `skips_for` reads them and hands them to the core alone; nothing
of it reaches a page, and the later draw is revealed only after all of them.
"""

from django.db.models import QuerySet
from fairdraw.inputs import CYCLE, UNKNOWN
from fairdraw.pool import Pool

from yaohao.stages.draw.models import Draw, LogEntry
from yaohao.stages.draw.past import listed_at_freeze
from yaohao.stages.draw.queries.log import entries
from yaohao.stages.draw.queries.sealed import sealed_visits
from yaohao.stages.draw.rules import State
from yaohao.stages.draw.staffing import free_ids

Skip = tuple[str, str, str]
"""(id, `cycle` or `cap`, D(round entry) of the draw that has it or `-`)."""

SEALED = [State.DRAWN.value, State.OPENING.value, State.REVEALED.value]


def sealed_before(draws: QuerySet[Draw], number: int, draw: Draw) -> list[tuple[Draw, int]]:
    """The sealed rounds of other draws that stood before the round `number` of `draw` was bound,
    by their place in the log; all that are sealed by now while it is not."""
    seals = LogEntry.objects.filter(kind="seal", draw__in=draws).select_related("draw")
    bound = draw.entries.filter(kind="round", round=number).first()
    if bound is not None:
        seals = seals.filter(index__lt=bound.index)
    return [(seal.draw, seal.round) for seal in seals.order_by("index")]


def earlier(draw: Draw) -> QuerySet[Draw]:
    """The drawn draws of the same cycle and item, which `draw` passes over; none for an
    exercise."""
    if draw.exercise:
        return Draw.objects.none()
    line = draw.line
    return (
        Draw.objects.filter(
            bureau=draw.bureau,
            exercise=False,
            line__cycle=line.cycle,
            line__item__code=line.item.code,
            state__in=SEALED,
        )
        .exclude(pk=draw.pk)
        .order_by("number")
    )


def origin_of(draw: Draw, number: int) -> str:
    """What a later draw names when it passes over what a round of this one drew."""
    return draw.entries.get(kind="round", round=number).digest


def void_positions(draw: Draw, number: int) -> set[int]:
    """The envelopes of a round that are void by the log. One that merely expired still counts as
    drawn."""
    return {
        int(event.get("position"))
        for event in entries(draw, "event", number=number)
        if event.get("what") == "void" and not event.get("cause").startswith("EXPIRED ")
    }


def skips_for(draw: Draw, pool: Pool, number: int) -> list[Skip]:
    """Every row drawn earlier in this cycle, with the round entry of the draw that has it.

    A visit that was void in the log by now counts as not drawn. What earlier rounds of this draw
    drew needs no word: the core passes over it by itself. Whom only the bureau's list of visits
    before this product names has the origin `-`, which no record proves.
    """
    free = set(free_ids(pool))
    skips: dict[str, Skip] = {}
    for other, theirs in sealed_before(earlier(draw), number, draw):
        origin, void = origin_of(other, theirs), void_positions(other, theirs)
        for position, visit in enumerate(sealed_visits(other, theirs)):
            if visit.id in free and position not in void:
                skips.setdefault(visit.id, (visit.id, CYCLE, origin))
    for past in listed_at_freeze(draw):
        skips.setdefault(past.object_id, (past.object_id, CYCLE, UNKNOWN))
    return list(skips.values())
