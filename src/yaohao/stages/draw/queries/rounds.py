"""Where the rounds of a draw stand; read off its entries in the log."""

from datetime import date

from yaohao.stages.draw.models import Draw, LogEntry
from yaohao.stages.draw.rules import Planned, Stage, State


def sealed_rounds(draw: Draw) -> list[int]:
    """The numbers of the rounds that are sealed, ascending."""
    found = draw.entries.filter(kind="seal").order_by("round")
    return list(found.values_list("round", flat=True))


def told_rounds(draw: Draw) -> list[int]:
    """The numbers of the rounds whose result everybody may know, ascending: all after the reveal,
    before it those of an open draw. Of one that was broken off, none."""
    if draw.state == State.REVEALED.value:
        return sealed_rounds(draw)
    under_way = draw.state in (State.DRAWN.value, State.OPENING.value)
    return sorted(draw.told) if under_way else []


def current(draw: Draw) -> int:
    """The number of the round in work: the first that is not sealed, also beyond the last one."""
    return len(sealed_rounds(draw)) + 1


def stage(draw: Draw, number: int) -> Stage:
    """How far a round has come."""
    kinds = set(draw.entries.filter(round=number).values_list("kind", flat=True))
    if "seal" in kinds:
        return Stage.SEALED
    return Stage.BOUND if "round" in kinds else Stage.WAITING


def last_bound(draw: Draw, number: int) -> LogEntry | None:
    """What bound the sources of a round last: its entry, or the failure of one of them."""
    acts = draw.entries.filter(kind__in=["round", "failed"], round=number)
    return acts.order_by("index").last()


def is_planned(draw: Draw, number: int) -> bool:
    """Whether a round of this number was announced, as planned or as a reserve."""
    return 1 <= number <= len(draw.plan)


def unsealed(draw: Draw) -> list[Planned]:
    """The planned rounds that must still be sealed before the reveal; a reserve round counts only
    once it is bound."""
    done = current(draw)
    return [
        each
        for each in draw.rounds
        if each.number >= done and (not each.reserve or stage(draw, each.number) is Stage.BOUND)
    ]


def last_day(draw: Draw) -> date:
    """The last day of visits of all rounds that are planned or sealed."""
    done = current(draw)
    return max(each.end for each in draw.rounds if not each.reserve or each.number < done)
