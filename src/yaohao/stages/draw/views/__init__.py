"""The pages of the draw."""

from yaohao.stages.draw.views.abort import abort
from yaohao.stages.draw.views.acts import (
    announce,
    bind,
    freeze,
    open_envelopes,
    open_number,
    prepare,
    reveal,
    run,
)
from yaohao.stages.draw.views.contributions import commit, dice
from yaohao.stages.draw.views.envelopes import (
    annul,
    envelopes,
    postpone,
    substitute,
    substitute_dice,
)
from yaohao.stages.draw.views.files import minutes, minutes_copy, public_table, record, verifier
from yaohao.stages.draw.views.listing import draws
from yaohao.stages.draw.views.page import draw
from yaohao.stages.draw.views.visits import proof, show, visits

__all__ = [
    "abort",
    "announce",
    "annul",
    "bind",
    "commit",
    "dice",
    "draw",
    "draws",
    "envelopes",
    "freeze",
    "minutes",
    "minutes_copy",
    "open_envelopes",
    "open_number",
    "postpone",
    "prepare",
    "proof",
    "public_table",
    "record",
    "reveal",
    "run",
    "show",
    "substitute",
    "substitute_dice",
    "verifier",
    "visits",
]
