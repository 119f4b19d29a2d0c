"""The acts of a draw as data: states, who may do what (articles 13, 14, 20)."""

from collections.abc import Mapping
from enum import StrEnum

from yaohao.ground.accounts.rules import Role
from yaohao.stages.registers.rules.fitness import Lack


class State(StrEnum):
    """How far a draw has come; it only ever moves forward.

    BOUND, DRAWN and OPENING tell of the first round; what later rounds do is a `Stage` of their own
    (rules.rounds), while the draw stays where the first has brought it.
    ABORTED: broken off by two people; VOID: broken off and revealed, so that another attempt may
    begin and everybody sees what was avoided.
    """

    PREPARED = "prepared"
    ANNOUNCED = "announced"
    FROZEN = "frozen"
    BOUND = "bound"
    DRAWN = "drawn"
    OPENING = "opening"
    ABORTED = "aborted"
    REVEALED = "revealed"
    VOID = "void"


BROKEN_OFF = (State.ABORTED, State.VOID)  # whatever such a draw gave counts for nothing
# There is a result, sealed or open.
DRAWN = (State.DRAWN.value, State.OPENING.value, State.REVEALED.value)


class Act(StrEnum):
    """What people do; every act happens in one transaction."""

    PREPARE = "prepare"
    ANNOUNCE = "announce"
    ASK_FREEZE = "ask-freeze"
    FREEZE = "freeze"
    COMMIT = "commit"
    BIND = "bind"
    OPEN_NUMBER = "open-number"
    TYPE_DICE = "type-dice"
    TYPE_LOTTERY = "type-lottery"
    NOTE_DRAND = "note-drand"
    REPORT_FAILURE = "report-failure"
    REPLACE_SOURCE = "replace-source"
    HAND_SHARE = "hand-share"
    RESTORE_KEY = "restore-key"
    DRAW = "draw"
    OPEN = "open"
    REVEAL = "reveal"
    ASK_ABORT = "ask-abort"
    ABORT = "abort"
    ANNUL = "annul"
    POSTPONE = "postpone"
    SUBSTITUTE = "substitute"
    TYPE_SUBSTITUTE = "type-substitute"


# What one round needs before its result is sealed, and what may be done while numbers come in.
_VALUES = (
    Act.OPEN_NUMBER, Act.TYPE_DICE, Act.TYPE_LOTTERY, Act.NOTE_DRAND,
    Act.REPORT_FAILURE, Act.REPLACE_SOURCE,
)  # fmt: skip
ROUND_ACTS = (Act.COMMIT, Act.BIND, *_VALUES, Act.DRAW)
LATER = (State.DRAWN, State.OPENING)  # the states in which a later round comes about

UNDER_WAY = (State.ANNOUNCED, State.FROZEN, State.BOUND, State.DRAWN, State.OPENING)

# (state, act) → state after it. An act that is not here is refused, whoever asks.
TRANSITIONS: Mapping[tuple[State, Act], State] = {
    (State.PREPARED, Act.ANNOUNCE): State.ANNOUNCED,
    (State.ANNOUNCED, Act.ASK_FREEZE): State.ANNOUNCED,
    (State.ANNOUNCED, Act.FREEZE): State.FROZEN,
    (State.FROZEN, Act.COMMIT): State.FROZEN,
    (State.FROZEN, Act.BIND): State.BOUND,
    **{(State.BOUND, act): State.BOUND for act in _VALUES},
    (State.BOUND, Act.DRAW): State.DRAWN,
    **{(state, act): state for state in LATER for act in ROUND_ACTS},
    (State.DRAWN, Act.OPEN): State.OPENING,
    (State.OPENING, Act.OPEN): State.OPENING,
    (State.DRAWN, Act.REVEAL): State.REVEALED,
    (State.OPENING, Act.REVEAL): State.REVEALED,
    (State.OPENING, Act.ANNUL): State.OPENING,
    (State.OPENING, Act.POSTPONE): State.OPENING,
    (State.OPENING, Act.SUBSTITUTE): State.OPENING,
    (State.OPENING, Act.TYPE_SUBSTITUTE): State.OPENING,
    (State.ABORTED, Act.REVEAL): State.VOID,
    **{(state, Act.HAND_SHARE): state for state in (State.ANNOUNCED, State.FROZEN)},
    **{(state, Act.RESTORE_KEY): state for state in (*UNDER_WAY, State.ABORTED)},
    **{(state, Act.ASK_ABORT): state for state in UNDER_WAY},
    **{(state, Act.ABORT): State.ABORTED for state in UNDER_WAY},
}

_LEADERS = frozenset({Role.DIRECTOR, Role.DEPUTY})
_DESK = frozenset({Role.CLERK}) | _LEADERS
_CEREMONY = _DESK | {Role.WITNESS}

WHO: Mapping[Act, frozenset[Role]] = {
    Act.PREPARE: frozenset({Role.CLERK}),
    Act.ANNOUNCE: _LEADERS,
    Act.ASK_FREEZE: _DESK,
    Act.FREEZE: _DESK,
    Act.COMMIT: _CEREMONY,
    Act.BIND: _DESK,
    Act.OPEN_NUMBER: _CEREMONY,
    Act.TYPE_DICE: _CEREMONY,
    Act.TYPE_LOTTERY: _CEREMONY,
    Act.NOTE_DRAND: _CEREMONY,
    Act.REPORT_FAILURE: _DESK,
    Act.REPLACE_SOURCE: _DESK,
    Act.HAND_SHARE: _CEREMONY,
    Act.RESTORE_KEY: _DESK,
    Act.DRAW: _DESK,
    Act.OPEN: _DESK,
    Act.REVEAL: _DESK,
    Act.ASK_ABORT: _DESK,
    Act.ABORT: _LEADERS,
    Act.ANNUL: _DESK,
    Act.POSTPONE: _DESK | {Role.SECTION_HEAD},
    Act.SUBSTITUTE: _DESK | {Role.SECTION_HEAD},
    Act.TYPE_SUBSTITUTE: _CEREMONY | {Role.SECTION_HEAD},
}

# What the announcement promised for a day: the clock does it where nobody did.
CLOCK_ACTS = frozenset({Act.OPEN, Act.REVEAL})

# Why an opened visit may be void: each can be looked up in the register (article 14).
VOID_REASONS = {
    "CLOSED": "CLOSED",
    "MERGED": "DUPLICATE",
    "MOVED": "MOVED",
    "REVOKED": "REVOKED",
}
ABSENCES = ("ILL", "LEAVE", "RECUSED", "CERT", "TERM", "LEFT")
RECUSED, TERM = "RECUSED", "TERM"
ABSENCE_OF: Mapping[Lack, str] = {  # what the register says, in the words of the log
    Lack.LEFT: "LEFT", Lack.EXPIRED: "CERT", Lack.NOT_YET: "CERT", Lack.LEAVE: "LEAVE",
}  # fmt: skip

# Everybody who sees that a draw exists and how far it is; none of them sees a sealed result.
READERS = _CEREMONY | {Role.SECTION_HEAD, Role.OFFICER, Role.AUDITOR}

# Acts that only officers of a team do: who did one is in a team of this draw (article 20).
TEAM_ACTS = frozenset({"draw.assignment.take"})

# A public reason is the same for every asker and tells nothing of a case (article 20).
UNSEALED = frozenset({State.REVEALED})
LEAD, SECOND = "lead", "second"


def after(state: State, act: Act) -> State | None:
    """The state that `act` leads to, None when it cannot be done from `state`."""
    return TRANSITIONS.get((state, act))
