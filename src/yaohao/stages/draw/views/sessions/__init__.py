"""The desk's pages of sessions in a hall."""

from yaohao.stages.draw.views.sessions.acts import (
    add_draw,
    answer_objection,
    close_session,
    release_seat,
    withdraw_seat,
)
from yaohao.stages.draw.views.sessions.listing import new_session, sessions
from yaohao.stages.draw.views.sessions.page import (
    session,
    session_check,
    session_code,
    signature,
)
from yaohao.stages.draw.views.sessions.papers import minutes, minutes_copy

__all__ = [
    "add_draw",
    "answer_objection",
    "close_session",
    "minutes",
    "minutes_copy",
    "new_session",
    "release_seat",
    "session",
    "session_check",
    "session_code",
    "sessions",
    "signature",
    "withdraw_seat",
]
