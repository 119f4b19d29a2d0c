"""How far a draw has come, from what is public."""

from fairdraw.randomness import Source

from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.rules import Progress, State, fresh_sources


def progress(draw: Draw) -> Progress:
    """What decides which act is next."""
    seats = draw.contributions.all()
    return Progress(
        state=State(draw.state),
        sources=tuple(draw.sources),
        committed=seats.count(),
        opened=seats.filter(opened__isnull=False).count(),
        dice_agreed=draw.entries.filter(kind="dice", serves=None).exists(),
    )


def fresh_dice(draw: Draw) -> Source | None:
    """The dice that substitutes are drawn from; None in an exercise without dice."""
    (fresh,) = fresh_sources(tuple(draw.sources))
    source = Source.parse(fresh)
    return source if source.kind == "dice" else None


def dice_source(draw: Draw) -> Source | None:
    """The announced dice, if any."""
    return next((s for s in map(Source.parse, draw.sources) if s.kind == "dice"), None)
