"""Public randomness for tests: an issue of a lottery, two archived rounds of drand."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.utils import timezone

from tests.factories.draw import Ceremony
from tests.stages.draw.conftest import Clock
from yaohao.stages.draw import operations
from yaohao.stages.draw.rules import Appointment

NUMBERS, ISSUE = "03 08 15 22 27 31+09", "2026133"
# Rounds 1 and 1000 of drand quicknet, as archived: when they came, and their signatures.
FIRST = (
    datetime(2023, 8, 23, 15, 9, 27, tzinfo=UTC),
    "b55e7cb2d5c613ee0b2e28d6750aabbb78c39dcc96bd9d38c2c2e12198df95571de8e8e402a0cc48871c7089a2b3af4b",
)
LATER = (
    datetime(2023, 8, 23, 15, 59, 24, tzinfo=UTC),
    "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39",
)
MINUTE = timedelta(minutes=1)


@dataclass(slots=True)
class Time:
    """The bureau's clock, set by a moment with a zone."""

    turn: Clock
    now: datetime

    def to(self, at: datetime) -> None:
        """Set the clock."""
        self.now = at
        self.turn(timezone.localtime(at).replace(tzinfo=None))

    def on(self, by: timedelta = MINUTE) -> None:
        """Let time pass."""
        self.to(self.now + by)


def appoint(run: Ceremony, when: Appointment, round_number: int = 1) -> None:
    """Take the witnesses' numbers and bind the round to an appointment."""
    for seat in range(1, run.witnesses + 1):
        run.commit(seat, round_number)
    operations.bind(
        by=run.cast.clerk, number=run.number, round_number=round_number, appointment=when
    )


def open_numbers(run: Ceremony, round_number: int = 1) -> None:
    """Open what the witnesses brought."""
    for seat in range(1, run.witnesses + 1):
        operations.open_number(
            by=run.cast.witness, number=run.number, seat=seat, round_number=round_number
        )


def type_numbers(run: Ceremony, numbers: str = NUMBERS) -> None:
    """Two people type the numbers of the lottery."""
    for person in (run.cast.clerk, run.cast.witness):
        operations.type_lottery(by=person, number=run.number, numbers=numbers)
