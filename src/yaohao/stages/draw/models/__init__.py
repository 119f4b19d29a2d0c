"""The rows of the draw: what is in the log stands there, what is sealed stands in the vault."""

from yaohao.stages.draw.models.acts import (
    KINDS,
    SINGLE,
    TYPED,
    WHOLE,
    Contribution,
    DiceEntry,
    Failure,
    KeyShare,
    LogEntry,
)
from yaohao.stages.draw.models.draws import OPEN_BOOKS, STATES, Draw, DrawQuerySet
from yaohao.stages.draw.models.envelopes import CAP, READERS, VOIDS, Opening, Substitution, Where
from yaohao.stages.draw.models.probabilities import Probabilities
from yaohao.stages.draw.models.sessions import (
    WITNESSED,
    Answer,
    Objection,
    Seat,
    Session,
    SessionDraw,
    SessionQuerySet,
    Testimony,
)

__all__ = [
    "CAP",
    "KINDS",
    "OPEN_BOOKS",
    "READERS",
    "SINGLE",
    "STATES",
    "TYPED",
    "VOIDS",
    "WHOLE",
    "WITNESSED",
    "Answer",
    "Contribution",
    "DiceEntry",
    "Draw",
    "DrawQuerySet",
    "Failure",
    "KeyShare",
    "LogEntry",
    "Objection",
    "Opening",
    "Probabilities",
    "Seat",
    "Session",
    "SessionDraw",
    "SessionQuerySet",
    "Substitution",
    "Testimony",
    "Where",
]
