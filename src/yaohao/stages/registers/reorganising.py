"""When merged and renamed counties take effect: at once, or by the clock on their day.

Each bureau is an act of its own, whole or not at all: what one bureau could not do the clock tries
again, and what it has done it does not do twice.
"""

from django.utils import timezone

from yaohao.ground.audit.rules import SYSTEM, Actor
from yaohao.stages.registers.operations import carry_out_succession
from yaohao.stages.registers.queries.regions import forget_regions
from yaohao.stages.registers.queries.successions import due


def settle_successions(*, by: Actor = SYSTEM) -> int:
    """Carry out every succession whose day has come; how many rows moved."""
    moved = 0
    forget_regions()
    while waiting := due(timezone.localdate()):  # a successor may itself have one
        for succession, bureaus in waiting:
            for bureau in bureaus:
                moved += carry_out_succession(by=by, bureau=bureau, succession=succession)
    return moved
