"""The acts of a draw as data: states, who may do what, and when (articles 13, 14, 20).

Pure values; the clock is passed in. Times of day are local to the bureau.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from yaohao.ground.accounts.rules import Role


class State(StrEnum):
    """How far a draw has come; it only ever moves forward.

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


class Act(StrEnum):
    """What people do; every act happens in one transaction."""

    PREPARE = "prepare"
    ANNOUNCE = "announce"
    FREEZE = "freeze"
    COMMIT = "commit"
    BIND = "bind"
    OPEN_NUMBER = "open-number"
    TYPE_DICE = "type-dice"
    DRAW = "draw"
    OPEN = "open"
    REVEAL = "reveal"
    ASK_ABORT = "ask-abort"
    ABORT = "abort"
    ANNUL = "annul"
    POSTPONE = "postpone"
    SUBSTITUTE = "substitute"
    TYPE_SUBSTITUTE = "type-substitute"


UNDER_WAY = (State.ANNOUNCED, State.FROZEN, State.BOUND, State.DRAWN, State.OPENING)

# (state, act) → state after it. An act that is not here is refused, whoever asks.
TRANSITIONS: Mapping[tuple[State, Act], State] = {
    (State.PREPARED, Act.ANNOUNCE): State.ANNOUNCED,
    (State.ANNOUNCED, Act.FREEZE): State.FROZEN,
    (State.FROZEN, Act.COMMIT): State.FROZEN,
    (State.FROZEN, Act.BIND): State.BOUND,
    (State.BOUND, Act.OPEN_NUMBER): State.BOUND,
    (State.BOUND, Act.TYPE_DICE): State.BOUND,
    (State.BOUND, Act.DRAW): State.DRAWN,
    (State.DRAWN, Act.OPEN): State.OPENING,
    (State.OPENING, Act.OPEN): State.OPENING,
    (State.DRAWN, Act.REVEAL): State.REVEALED,
    (State.OPENING, Act.REVEAL): State.REVEALED,
    (State.OPENING, Act.ANNUL): State.OPENING,
    (State.OPENING, Act.POSTPONE): State.OPENING,
    (State.OPENING, Act.SUBSTITUTE): State.OPENING,
    (State.OPENING, Act.TYPE_SUBSTITUTE): State.OPENING,
    (State.ABORTED, Act.REVEAL): State.VOID,
    **{(state, Act.ASK_ABORT): state for state in UNDER_WAY},
    **{(state, Act.ABORT): State.ABORTED for state in UNDER_WAY},
}

_LEADERS = frozenset({Role.DIRECTOR, Role.DEPUTY})
_DESK = frozenset({Role.CLERK}) | _LEADERS
_CEREMONY = _DESK | {Role.WITNESS}

WHO: Mapping[Act, frozenset[Role]] = {
    Act.PREPARE: frozenset({Role.CLERK}),
    Act.ANNOUNCE: _LEADERS,
    Act.FREEZE: _DESK,
    Act.COMMIT: _CEREMONY,
    Act.BIND: _DESK,
    Act.OPEN_NUMBER: _CEREMONY,
    Act.TYPE_DICE: _CEREMONY,
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

# Why an opened visit may be void: each can be looked up in the register (article 14).
VOID_REASONS = {
    "CLOSED": "CLOSED",
    "MERGED": "DUPLICATE",
    "MOVED": "MOVED",
    "REVOKED": "REVOKED",
}
ABSENCES = ("ILL", "LEAVE", "RECUSED", "CERT", "LEFT")

# Everybody who sees that a draw exists and how far it is; none of them sees a sealed result.
READERS = _CEREMONY | {Role.SECTION_HEAD, Role.OFFICER, Role.AUDITOR}

# A public reason is the same for every asker and tells nothing of a case (article 20).
UNSEALED = frozenset({State.REVEALED})
OPENING_HOUR = time(8)  # on the first day of the window
REVEAL_WITHIN = timedelta(days=30)  # after the last day of the window; announced with the draw
LEAD, SECOND = "lead", "second"
DICE: Mapping[str, str] = {"d10": "dice d10 39", "d6": "dice d6 50"}
NONCE = re.compile(r"[0-9a-f]{64}")
WITNESS_NUMBER = re.compile(r"[0-9]{1,64}")
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")


def after(state: State, act: Act) -> State | None:
    """The state that `act` leads to, None when it cannot be done from `state`."""
    return TRANSITIONS.get((state, act))


def number(code: str, year: int, serial: int, *, exercise: bool) -> str:
    """The number of a draw: `140700-2026-001`, of an exercise `140700-2026-YL001` (演练)."""
    return f"{code}-{year}-{'YL' if exercise else ''}{serial:03d}"


def sources(*, exercise: bool, witnesses: bool, dice: str) -> tuple[str, ...]:
    """The sources of randomness in the order of the announcement.

    `dice` is a key of `DICE` or empty; a draw that counts always ends with dice, an exercise may
    take the server's own randomness in their place.
    """
    first = ("witnesses",) if witnesses else ()
    last = DICE[dice] if dice else "server"
    if not exercise and not dice:
        raise ValueError("a draw that is not an exercise ends with dice")
    return (*first, last)


def fresh_sources(announced: tuple[str, ...]) -> tuple[str, ...]:
    """What substitutes are drawn from: the last source of the draw, which nobody can know before.

    Numbers of witnesses are left out: an officer falls ill when no witness is in the house.
    """
    return (announced[-1],)


@dataclass(frozen=True, slots=True)
class Progress:
    """What decides which act is next; counts of what has happened so far."""

    state: State
    sources: tuple[str, ...]
    committed: int = 0
    opened: int = 0
    dice_agreed: bool = False

    @property
    def wants_dice(self) -> bool:
        """Whether dice are announced and not yet in the log."""
        return any(source.startswith("dice") for source in self.sources) and not self.dice_agreed


def next_act(progress: Progress) -> Act | None:
    """The one act that is next; None after the reveal."""
    match progress.state:
        case State.FROZEN:
            missing = "witnesses" in progress.sources and not progress.committed
            return Act.COMMIT if missing else Act.BIND
        case State.BOUND:
            if progress.opened < progress.committed and not progress.dice_agreed:
                return Act.OPEN_NUMBER
            return Act.TYPE_DICE if progress.wants_dice else Act.DRAW
        case _:
            return _ONLY.get(progress.state)


_ONLY: Mapping[State, Act] = {
    State.PREPARED: Act.ANNOUNCE,
    State.ANNOUNCED: Act.FREEZE,
    State.DRAWN: Act.OPEN,
    State.OPENING: Act.REVEAL,
    State.ABORTED: Act.REVEAL,
}


def opens_at(window_start: date) -> datetime:
    """The hour from which assignments may be opened, local time without zone."""
    return datetime.combine(window_start, OPENING_HOUR)


def may_open(now: datetime, window_start: date, *, at_once: bool) -> bool:
    """Whether assignments may be opened at `now` (local); `at_once` for exercises and the demo."""
    return at_once or now >= opens_at(window_start)


def may_reveal(today: date, window_end: date, *, at_once: bool) -> bool:
    """Whether the draw may be revealed: only after the last day of its window (article 20)."""
    return at_once or today > window_end


def reveal_deadline(window_end: date) -> date:
    """The last day for the reveal, as announced."""
    return window_end + REVEAL_WITHIN


def typed(text: str) -> str:
    """Digits as a person types them: spaces, line ends and full-width digits are digested."""
    return "".join(text.translate(_WIDE).split())


def differences(first: str, second: str) -> tuple[int, ...]:
    """The places (from 1) at which two typings of the dice differ, missing throws included."""
    longest = max(len(first), len(second))
    pairs = zip(first.ljust(longest), second.ljust(longest), strict=True)
    return tuple(place for place, (a, b) in enumerate(pairs, 1) if a != b)
