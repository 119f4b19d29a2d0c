"""How far a draw has come, from what is public."""

from datetime import datetime

from fairdraw.randomness import Source

from yaohao.ground.ledger.queries import quorum_at
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.queries.log import bound_sources
from yaohao.stages.draw.queries.rounds import current, is_planned, last_bound, stage
from yaohao.stages.draw.rules import Progress, State, fresh_sources

VALUES = ("server", "dice", "lottery", "drand")


def progress(draw: Draw) -> Progress:
    """What decides which act is next."""
    number = current(draw)
    seats = draw.contributions.filter(round=number)
    valued = draw.entries.filter(kind__in=VALUES, round=number, serves=None)
    return Progress(
        state=State(draw.state),
        bound=bound_sources(draw, number),
        stage=stage(draw, number),
        number=number,
        more=is_planned(draw, number),
        committed=seats.count(),
        opened=seats.filter(opened__isnull=False).count(),
        valued=frozenset(valued.values_list("kind", flat=True)),
        unheld=_unheld(draw, number),
    )


def _unheld(draw: Draw, number: int) -> int:
    """How many cosignatures are missing before the numbers of a bound round may be known."""
    bound = last_bound(draw, number)
    return quorum_at(index=bound.index, policy=draw.policy).short if bound else 0


def known(draw: Draw, number: int, at: datetime) -> bool:
    """Whether a bound lottery or drand round of a round can be known at a moment."""
    moments = (Source.parse(text).since for text in bound_sources(draw, number))
    return any(since is not None and since <= at.timestamp() for since in moments)


def source_of(draw: Draw, number: int, kind: str) -> Source | None:
    """The bound source of this kind in a round; before the round entry the announced one."""
    texts = map(Source.parse, bound_sources(draw, number))
    return next((source for source in texts if source.kind == kind), None)


def fresh_source(draw: Draw) -> Source:
    """What substitutes are drawn from: dice, drand, or the server in an exercise without them."""
    (fresh,) = fresh_sources(tuple(draw.sources))
    return Source.parse(fresh)


def fresh_dice(draw: Draw) -> Source | None:
    """The dice that substitutes are drawn from; None where they come from elsewhere."""
    source = fresh_source(draw)
    return source if source.kind == "dice" else None


def dice_source(draw: Draw) -> Source | None:
    """The dice of the round in work, if any: announced, or in the place of a lottery that
    failed."""
    return source_of(draw, current(draw), "dice")
