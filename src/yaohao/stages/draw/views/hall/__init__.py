"""The pages of a witness, on the own phone: no account, no framework, in Chinese first."""

from yaohao.stages.draw.views.hall.acts import commit_own, compare, open_own, press, sign
from yaohao.stages.draw.views.hall.doors import join, resume
from yaohao.stages.draw.views.hall.objecting import raise_objection
from yaohao.stages.draw.views.hall.seat import seat, watch

__all__ = [
    "commit_own",
    "compare",
    "join",
    "open_own",
    "press",
    "raise_objection",
    "resume",
    "seat",
    "sign",
    "watch",
]
