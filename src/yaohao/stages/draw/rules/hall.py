"""What a witness does in a session, and what is next for one (articles 13, 14, 15)."""

from dataclasses import dataclass
from enum import StrEnum

from yaohao.ground.accounts.rules import Role
from yaohao.stages.draw.rules.acts import BROKEN_OFF, Act, State
from yaohao.stages.draw.rules.rounds import Stage

SESSION_DESK = frozenset({Role.CLERK, Role.DIRECTOR, Role.DEPUTY})  # who holds a session
STARTERS = 2  # how many witnesses press start before a draw is computed
SEAT_ACTS = frozenset({Act.COMMIT, Act.OPEN_NUMBER})  # acts of a draw that a seat may do itself
POLL = 3  # seconds between two looks of a waiting phone; never below 2


class Witnessed(StrEnum):
    """What a witness did with one draw."""

    EQUAL = "equal"
    DIFFERS = "differs"
    STARTED = "started"
    SIGNED = "signed"


class Step(StrEnum):
    """What is next for a witness in one draw; those that begin with `wait` need nothing."""

    WAIT_FREEZE = "wait-freeze"
    COMPARE = "compare"
    COMMIT = "commit"
    WAIT_BIND = "wait-bind"
    OPEN = "open"
    WAIT_VALUES = "wait-values"
    START = "start"
    WAIT_DRAW = "wait-draw"
    SIGN = "sign"
    DONE = "done"
    BROKEN = "broken"

    @property
    def waits(self) -> bool:
        """Whether others are to act."""
        return self in _WAITING


_WAITING = frozenset({Step.WAIT_FREEZE, Step.WAIT_BIND, Step.WAIT_VALUES, Step.WAIT_DRAW})
FORM_STEPS = frozenset({Step.COMPARE, Step.COMMIT, Step.OPEN, Step.START, Step.SIGN})


@dataclass(frozen=True, slots=True)
class Witnessing:
    """How far a draw and one witness of it are.

    `numbers`: witnesses' numbers are announced; `openable`: a number that is closed may still be
    opened; `pending`: a value that somebody must bring is missing. The others tell what this
    witness did.
    """

    state: State
    stage: Stage
    numbers: bool = False
    openable: bool = False
    pending: bool = False
    compared: bool = False
    committed: bool = False
    opened: bool = False
    started: bool = False
    signed: bool = False


def next_step(facts: Witnessing) -> Step:
    """The one thing that is next for this witness in this draw."""
    if facts.state in BROKEN_OFF:
        return Step.BROKEN
    if facts.state in (State.PREPARED, State.ANNOUNCED):
        return Step.WAIT_FREEZE
    if not facts.compared:
        return Step.COMPARE
    match facts.stage:
        case Stage.WAITING:
            wanted = facts.numbers and not facts.committed
            return Step.COMMIT if wanted else Step.WAIT_BIND
        case Stage.BOUND:
            return _bound_step(facts)
        case Stage.SEALED:
            return Step.DONE if facts.signed else Step.SIGN


def _bound_step(facts: Witnessing) -> Step:
    if facts.committed and not facts.opened and facts.openable:
        return Step.OPEN
    if facts.pending:
        return Step.WAIT_VALUES
    return Step.WAIT_DRAW if facts.started else Step.START


def starts_missing(*, seats: int, started: int) -> int:
    """How many more must press start; none where nobody ever sat."""
    return max(0, STARTERS - started) if seats else 0


def session_number(code: str, year: int, serial: int) -> str:
    """The number of a session: `140700-2026-H3` (会)."""
    return f"{code}-{year}-H{serial}"
