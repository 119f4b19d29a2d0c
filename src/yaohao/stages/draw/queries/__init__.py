"""Reading draws: the desk's view, the public view, the log; what is sealed is apart in `sealed`."""

from yaohao.stages.draw.queries.draws import draw, draws
from yaohao.stages.draw.queries.facts import dice_source, progress, source_of
from yaohao.stages.draw.queries.public import (
    PublicAct,
    PublicDraw,
    PublicRound,
    PublicStratum,
    PublicWitness,
    StillSealed,
    public_draw,
    public_draws,
    record_file,
    result_rows,
    verifier_file,
    why,
)

__all__ = [
    "PublicAct",
    "PublicDraw",
    "PublicRound",
    "PublicStratum",
    "PublicWitness",
    "StillSealed",
    "dice_source",
    "draw",
    "draws",
    "progress",
    "public_draw",
    "public_draws",
    "record_file",
    "result_rows",
    "source_of",
    "verifier_file",
    "why",
]
