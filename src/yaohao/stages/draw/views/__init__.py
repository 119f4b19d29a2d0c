"""The pages of the draw."""

from yaohao.stages.draw.views.abort import abort
from yaohao.stages.draw.views.acts import (
    announce,
    bind,
    freeze,
    open_envelopes,
    open_number,
    reveal,
    run,
)
from yaohao.stages.draw.views.contributions import commit, dice, drand, failure, lottery
from yaohao.stages.draw.views.envelopes import (
    annul,
    envelopes,
    opening,
    postpone,
    substitute,
    substitute_dice,
    substitute_drand,
)
from yaohao.stages.draw.views.files import minutes, minutes_copy, public_table, record, verifier
from yaohao.stages.draw.views.listing import draws
from yaohao.stages.draw.views.page import draw
from yaohao.stages.draw.views.preparing import prepare
from yaohao.stages.draw.views.probabilities import probabilities, rehearse
from yaohao.stages.draw.views.screen import (
    draw_screen,
    draw_screen_data,
    screen_worker,
    session_screen,
    session_screen_data,
)
from yaohao.stages.draw.views.shares import hand_share, restore, shares
from yaohao.stages.draw.views.visits import proof, show, visits

__all__ = [
    "abort",
    "announce",
    "annul",
    "bind",
    "commit",
    "dice",
    "drand",
    "draw",
    "draw_screen",
    "draw_screen_data",
    "draws",
    "envelopes",
    "failure",
    "freeze",
    "hand_share",
    "lottery",
    "minutes",
    "minutes_copy",
    "open_envelopes",
    "open_number",
    "opening",
    "postpone",
    "prepare",
    "probabilities",
    "proof",
    "public_table",
    "record",
    "rehearse",
    "restore",
    "reveal",
    "run",
    "screen_worker",
    "session_screen",
    "session_screen_data",
    "shares",
    "show",
    "substitute",
    "substitute_dice",
    "substitute_drand",
    "verifier",
    "visits",
]
