"""Not twice in a cycle (article 14): which earlier draws a draw rests on.

Their results may still be sealed. `skips_for` reads them and hands them to the core alone; nothing
of it reaches a page, and the later draw is revealed only after all of them.
"""

from django.db.models import QuerySet
from fairdraw.pool import Pool

from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.queries.sealed import sealed_visits
from yaohao.stages.draw.rules import State
from yaohao.stages.draw.staffing import free_ids

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


def skips_for(draw: Draw, pool: Pool) -> list[tuple[str, str]]:
    """(id, digest of the seal entry) of every row drawn earlier in this cycle."""
    free = set(free_ids(pool))
    skips: dict[str, str] = {}
    for other in earlier(draw):
        seal = other.entries.get(kind="seal").digest
        for visit in sealed_visits(other):
            if visit.id in free:
                skips.setdefault(visit.id, seal)
    return list(skips.items())
