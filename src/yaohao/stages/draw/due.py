"""Which act is due in a draw, of which round, by when."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.utils import timezone

from yaohao.stages.draw.gate import at_once
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.queries.facts import progress
from yaohao.stages.draw.queries.rounds import last_day, unsealed
from yaohao.stages.draw.rules import (
    ROUND_ACTS,
    Act,
    Progress,
    Stage,
    State,
    is_near,
    may_open,
    may_reveal,
    next_act,
    round_act,
)


class Due(NamedTuple):
    """The next act, the round it belongs to (0: the draw as a whole), and the day it is due."""

    act: Act
    round: int
    day: date


def due(draw: Draw) -> Due | None:
    """The next act: a round once its visits are near, envelopes, then the reveal on its day."""
    facts = progress(draw)
    act = _act(draw, facts)
    if act is None:
        return None
    number = _round_of(draw, act, facts)
    if act is Act.REVEAL:
        return Due(act, number, last_day(draw) + timedelta(days=1))
    return Due(act, number, draw.planned(number or 1).start)


def _act(draw: Draw, facts: Progress) -> Act | None:
    act = next_act(facts)
    if act not in {Act.OPEN, Act.REVEAL} or draw.state == State.ABORTED.value:
        return act
    today = timezone.localdate()
    untouched = draw.state == State.DRAWN.value
    if left := unsealed(draw):
        opening = may_open(_now(), draw.planned(1).start, at_once=at_once(draw))
        if untouched and opening and facts.stage is Stage.WAITING:
            return Act.OPEN
        first = draw.planned(facts.number)
        near = is_near(today, first.start) or (at_once(draw) and not untouched)
        if left[0].number == facts.number and (near or facts.stage is Stage.BOUND):
            return round_act(facts)
        return Act.OPEN
    over = may_reveal(today, last_day(draw), at_once=at_once(draw))
    return Act.REVEAL if over and not untouched else Act.OPEN


def _round_of(draw: Draw, act: Act, facts: Progress) -> int:
    """The round an act belongs to; envelopes are opened of the newest sealed one whose hour has
    come."""
    if act in ROUND_ACTS:
        return facts.number
    if act is not Act.OPEN:
        return 0
    sealed = range(1, facts.number)
    ready = [n for n in sealed if may_open(_now(), draw.planned(n).start, at_once=at_once(draw))]
    return ready[-1] if ready else sealed[0]


def _now() -> datetime:
    return timezone.localtime().replace(tzinfo=None)
