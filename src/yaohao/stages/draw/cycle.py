"""Not twice in a cycle (article 14): which earlier draws a draw rests on.

Their results may still be sealed. `skips_for` reads them and hands them to the core alone; nothing
of it reaches a page, and the later draw is revealed only after all of them.
"""

from django.db.models import QuerySet
from fairdraw.inputs import CYCLE
from fairdraw.pool import Pool

from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.queries.log import entries
from yaohao.stages.draw.queries.sealed import sealed_visits
from yaohao.stages.draw.rules import State
from yaohao.stages.draw.staffing import free_ids

Skip = tuple[str, str, str]
"""(id, `cycle` or `cap`, D(round entry) of the draw that has it or `-`)."""

SEALED = [State.DRAWN.value, State.OPENING.value, State.REVEALED.value]


def earlier(draw: Draw) -> QuerySet[Draw]:
    """The drawn draws of the same cycle and item that `draw` passes over; none for an exercise.

    Before the round entry: those drawn by now; after it: those drawn before it.
    """
    if draw.exercise:
        return Draw.objects.none()
    line = draw.line
    same = Draw.objects.filter(
        bureau=draw.bureau,
        exercise=False,
        line__cycle=line.cycle,
        line__item__code=line.item.code,
        state__in=SEALED,
    ).exclude(pk=draw.pk)
    bound = draw.entries.filter(kind="round").first()
    if bound is None:
        return same.order_by("number")
    before = same.filter(entries__kind="seal", entries__index__lt=bound.index)
    return before.order_by("number")


def origin_of(draw: Draw) -> str:
    """What a later draw names when it passes over what this one drew."""
    return draw.entries.get(kind="round").digest


def void_positions(draw: Draw) -> set[int]:
    """The envelopes that are void by the log. One that merely expired still counts as drawn."""
    return {
        int(event.get("position"))
        for event in entries(draw, "event")
        if event.get("what") == "void" and not event.get("cause").startswith("EXPIRED ")
    }


def skips_for(draw: Draw, pool: Pool) -> list[Skip]:
    """Every row drawn earlier in this cycle, with the round entry of the draw that has it.

    A visit that was void in the log by now counts as not drawn.
    """
    free = set(free_ids(pool))
    skips: dict[str, Skip] = {}
    for other in earlier(draw):
        origin, void = origin_of(other), void_positions(other)
        for position, visit in enumerate(sealed_visits(other)):
            if visit.id in free and position not in void:
                skips.setdefault(visit.id, (visit.id, CYCLE, origin))
    return list(skips.values())
