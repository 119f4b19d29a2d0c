"""Kinds of worlds: how draws are announced in them, and at which hours something can happen.

Hours are what the clock jumps to when everybody waits; every act is a minute after the one before.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from tests.factories.cosigning import JIWEI, NOTARY
from tests.factories.draw import WINDOW
from tests.factories.planning import YEAR
from tests.factories.sources import FIRST, LATER, MINUTE
from yaohao.stages.draw.choosing import Choice
from yaohao.stages.draw.rules import Planned, split

CAP = 3  # visits of an officer in a line of the plan
GAME = "ssq"
SIGNATURES = {1: FIRST[1], 1000: LATER[1]}  # archived rounds of drand quicknet, by number


def hour(month: int, day: int, at: int, minute: int = 0) -> datetime:
    """A moment of the plan's year where the bureau is."""
    return timezone.make_aware(datetime(YEAR, month, day, at, minute))


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue of the lottery: when it is drawn in public, and what it gives."""

    name: str
    at: datetime
    numbers: str


@dataclass(frozen=True, slots=True)
class Kind:
    """What sort of world it is.

    `choices`: how the clerk prepares a draw in good faith. `cap`: visits of an officer. `demo`:
    nothing waits for its window. `guests`: officers of the next county may be lent.
    """

    choices: tuple[Choice, ...]
    hours: tuple[datetime, ...]
    cap: int = CAP
    issues: tuple[Issue, ...] = ()
    moments: tuple[datetime, ...] = ()
    cosigners: tuple[str, ...] = ()
    demo: bool = False
    guests: bool = False


def rounds(count: int, reserves: int, cap: int = CAP) -> Sequence[Planned]:
    """Instalments of the window, and reserve rounds."""
    return split(WINDOW, cap, count, reserves)


BEFORE, WINDOW_OPEN, SECOND_HALF, AFTER = (
    hour(1, 5, 9),
    hour(1, 10, 9),
    hour(7, 2, 9),
    hour(12, 21, 9),
)
YEAR_LONG = (BEFORE, WINDOW_OPEN, SECOND_HALF, AFTER)
ISSUES = (
    Issue("2026003", hour(1, 4, 21, 15), "01 02 03 04 05 06+07"),  # drawn before anything begins
    Issue("2026004", hour(1, 9, 21, 15), "03 08 15 22 27 31+09"),
    Issue("2026075", hour(7, 1, 21, 15), "02 11 13 20 28 33+16"),
    Issue("2026145", hour(12, 20, 21, 15), "05 06 07 19 24 30+01"),
)
KINDS = {
    "plain": Kind(
        choices=(Choice(dice="d10"), Choice(dice="d6"), Choice(exercise=True, dice="")),
        hours=(BEFORE, WINDOW_OPEN, AFTER),
    ),
    "rounds": Kind(
        choices=(
            Choice(rounds=rounds(2, 1)),
            Choice(rounds=rounds(2, 1), dice="d6", relax=("cap",), quorum=2),
            Choice(rounds=rounds(1, 1), relax=("cap",), quorum=1),
        ),
        hours=YEAR_LONG,
        cosigners=(JIWEI, NOTARY),
    ),
    "lottery": Kind(
        choices=(
            Choice(rounds=rounds(2, 1), dice="", lottery=GAME, quorum=1),
            Choice(rounds=rounds(2, 1), dice="", lottery=GAME),
            Choice(rounds=rounds(2, 0), lottery=GAME, drand=True),
        ),
        hours=YEAR_LONG,
        issues=ISSUES,
        moments=(hour(1, 9, 21), hour(7, 1, 21)),  # nobody archived them: such a draw waits
        cosigners=(JIWEI, NOTARY),
    ),
    "drand": Kind(
        choices=(
            Choice(rounds=rounds(1, 1), dice="", drand=True),
            Choice(rounds=rounds(1, 1), drand=True, quorum=1),
            Choice(rounds=rounds(1, 1), lottery=GAME),
        ),
        hours=(FIRST[0] - 30 * MINUTE, FIRST[0], LATER[0] - 4 * MINUTE, LATER[0]),
        issues=(
            Issue("2023097", LATER[0] - 5 * MINUTE, "04 05 09 17 22 26+12"),
            Issue("2023098", LATER[0] + 40 * MINUTE, "01 09 10 12 25 32+03"),
        ),
        moments=(FIRST[0], LATER[0]),
        cosigners=(JIWEI, NOTARY),
        demo=True,
    ),
    "lent": Kind(
        choices=(
            Choice(relax=("borrow", "cap"), lenders=("140703",), holders=("甲", "乙", "丙")),
            Choice(
                rounds=rounds(1, 1, 1), relax=("borrow", "cap"), lenders=("140703",),
                witnesses=False,
            ),
        ),
        hours=(BEFORE, WINDOW_OPEN, AFTER),
        cap=1,
        guests=True,
    ),
}  # fmt: skip
