"""Rounds (instalments) of one frozen list, and when each may be bound, opened and revealed.

Pure values; the clock is passed in. Times of day are local to the bureau.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Self

from yaohao.stages.draw.rules.acts import Act, State
from yaohao.stages.draw.rules.sources import act_for, kind_of
from yaohao.stages.planning.rules.instalments import instalments

OPENING_HOUR = time(8)  # on the first day of the window
REVEAL_WITHIN = timedelta(days=30)  # after the last day of the last window; announced
READY_BEFORE = timedelta(days=7)  # before its window a round comes before everything else
MOST_ROUNDS, MOST_RESERVES = 12, 3


class Stage(StrEnum):
    """How far one round has come."""

    WAITING = "waiting"
    BOUND = "bound"
    SEALED = "sealed"


# The stage a round must have for an act of its own.
STAGE_FOR: Mapping[Act, Stage] = {
    Act.COMMIT: Stage.WAITING,
    Act.BIND: Stage.WAITING,
    Act.OPEN_NUMBER: Stage.BOUND,
    Act.TYPE_DICE: Stage.BOUND,
    Act.TYPE_LOTTERY: Stage.BOUND,
    Act.NOTE_DRAND: Stage.BOUND,
    Act.REPORT_FAILURE: Stage.BOUND,
    Act.REPLACE_SOURCE: Stage.BOUND,
    Act.DRAW: Stage.BOUND,
}


@dataclass(frozen=True, slots=True)
class Planned:
    """One round as planned: its number from 1, its weight among the planned ones, first and last
    day of its visits, most visits of one officer. A reserve round makes good what became void."""

    number: int
    weight: int
    start: date
    end: date
    cap: int
    reserve: bool = False

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        """Read what `as_json` wrote."""
        start, end = date.fromisoformat(values["start"]), date.fromisoformat(values["end"])
        return cls(values["number"], values["weight"], start, end, values["cap"], values["reserve"])

    def as_json(self) -> dict[str, Any]:
        """The round as it is kept."""
        return {
            "number": self.number, "weight": self.weight, "start": self.start.isoformat(),
            "end": self.end.isoformat(), "cap": self.cap, "reserve": self.reserve,
        }  # fmt: skip

    @property
    def window(self) -> tuple[date, date]:
        """First and last day of the visits."""
        return self.start, self.end


def split(window: tuple[date, date], cap: int, count: int = 1, reserves: int = 0) -> list[Planned]:
    """Equal instalments of a window one after the other, then reserve rounds in the last of them.

    The caps of the planned rounds add up to `cap` where it suffices for one visit each; a reserve
    round has the largest of them, since it only makes good what became void.
    """
    parts = instalments(window, cap, min(count, MOST_ROUNDS))
    rounds = [Planned(place, 1, *part) for place, part in enumerate(parts, 1)]
    last = rounds[-1]
    largest = max(planned.cap for planned in rounds)
    return rounds + [
        Planned(len(rounds) + place, 1, last.start, last.end, largest, reserve=True)
        for place in range(1, min(reserves, MOST_RESERVES) + 1)
    ]


def problem(rounds: Sequence[Planned], window: tuple[date, date], cap: int) -> str:
    """Why rounds cannot stand under a line of the plan, empty when they can.

    `numbers`, `none` (no planned round), `reserve-first`, `weight`, `window-order`,
    `window-outside`, `rounds-order` (one begins before the one before it), `cap` (none, or together
    more than the plan allows; with one visit for each round the least).
    """
    planned = [each for each in rounds if not each.reserve]
    if [each.number for each in rounds] != list(range(1, len(rounds) + 1)):
        return "numbers"
    if not planned or len(planned) > MOST_ROUNDS or len(rounds) - len(planned) > MOST_RESERVES:
        return "none"
    if any(each.reserve for each in rounds[: len(planned)]):
        return "reserve-first"
    if any(each.weight < 1 or (each.reserve and each.weight != 1) for each in rounds):
        return "weight"
    if any(each.start > each.end for each in rounds):
        return "window-order"
    if any(each.start < window[0] or each.end > window[1] for each in rounds):
        return "window-outside"
    starts = [each.start for each in rounds]
    if starts != sorted(starts):
        return "rounds-order"
    together = sum(each.cap for each in planned)
    if any(each.cap < 1 for each in rounds) or together > max(cap, len(planned)):
        return "cap"
    return ""


@dataclass(frozen=True, slots=True)
class Progress:
    """What decides which act is next: of the draw, and of the round that is in work.

    `bound` are the bound sources of that round, what replaced a failed one in its place; before
    the round entry those announced. `valued`: kinds of source whose value is in the log. `unheld`:
    how many cosignatures are missing before anything may be known.
    """

    state: State
    bound: tuple[str, ...]
    stage: Stage = Stage.WAITING
    number: int = 1
    more: bool = True
    committed: int = 0
    opened: int = 0
    valued: frozenset[str] = field(default_factory=frozenset)
    unheld: int = 0

    @property
    def pending(self) -> str:
        """The bound source whose value a person must bring next, empty when there is none."""
        waiting = (each for each in self.bound if act_for(each))
        return next((each for each in waiting if kind_of(each) not in self.valued), "")

    @property
    def wants(self) -> Act | None:
        """The act that brings the next value."""
        return act_for(self.pending) if self.pending else None


def next_act(progress: Progress) -> Act | None:
    """The one act that is next for the round in work, or for the draw; None after the reveal."""
    match progress.state:
        case State.FROZEN | State.BOUND:
            return round_act(progress)
        case _:
            return _ONLY.get(progress.state)


def round_act(progress: Progress) -> Act | None:
    """The next act of the round in work; None when all rounds are sealed."""
    if not progress.more:
        return None
    if progress.stage is Stage.WAITING:
        missing = "witnesses" in progress.bound and not progress.committed
        return Act.COMMIT if missing else Act.BIND
    if progress.opened < progress.committed and not progress.valued:
        return Act.OPEN_NUMBER
    return progress.wants or Act.DRAW


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


def open_by_clock(daily: int, days: int, total: int) -> int:
    """How many envelopes of a round are to be open after `days` working days of its window.

    `daily` of them open at the hour of each working day, all on the first where it is 0: who learns
    of a visit weeks ahead has weeks to talk (article 20).
    """
    if days < 1:
        return 0
    return min(total, daily * days) if daily else total


def may_reveal(today: date, window_end: date, *, at_once: bool) -> bool:
    """Whether the draw may be revealed: only after the last day of its windows (article 20)."""
    return at_once or today > window_end


def is_near(today: date, window_start: date) -> bool:
    """Whether a round should be drawn now, so that it is known just before its window."""
    return today >= window_start - READY_BEFORE


def reveal_deadline(window_end: date) -> date:
    """The last day for the reveal, as announced."""
    return window_end + REVEAL_WITHIN


def number(code: str, year: int, serial: int, *, exercise: bool) -> str:
    """The number of a draw: `140700-2026-001`, of an exercise `140700-2026-YL001` (演练)."""
    return f"{code}-{year}-{'YL' if exercise else ''}{serial:03d}"
