"""Draws for tests: a bureau that is ready to draw, and a draw carried to any state.

Everything goes through the operations, so that no test rests on a state the product cannot reach.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from tests.cast import Cast
from tests.factories.planning import YEAR, filed_line, plan_objects
from yaohao.ground.accounts.models import User
from yaohao.stages.draw import operations
from yaohao.stages.draw.choosing import USUAL, Choice
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.queries.sealed import sealed_visits
from yaohao.stages.draw.rules import State
from yaohao.stages.planning.models import Line
from yaohao.stages.registers.models import InspectionObject, Officer

THROWS = "123456789012345678901234567890123456789"
SIX_SIDED = "12345612345612345612345612345612345612345612345612"
WINDOW = (date(YEAR, 1, 10), date(YEAR, 12, 20))
_serial = count(1)


def officer(of: Any, name: str, *, user: User | None = None, **overrides: Any) -> Officer:
    """An officer qualified in every field, valid for years."""
    fields: dict[str, Any] = {
        "bureau": of,
        "name": name,
        "certificate": f"晋{next(_serial):05d}",
        "valid_from": date(YEAR - 2, 1, 1),
        "valid_to": date(YEAR + 2, 12, 31),
        "functions": ["NCM", "HC", "FW", "DCA", "OD", "MH", "BL", "OT"],
        "user": user,
    }
    return Officer.objects.create(**fields | overrides)


def ready(cast: Cast, *, objects: int = 12, officers: int = 4, **line: Any) -> Line:
    """A filed line of the city with objects and officers to draw from; half of them are drawn."""
    if not InspectionObject.objects.filter(bureau=cast.city).exists():
        plan_objects(cast.city, objects)
    if not Officer.objects.filter(bureau=cast.city).exists():
        users = [cast.officer, cast.other_officer]
        for number in range(officers):
            user = users[number] if number < len(users) else None
            officer(cast.city, user.full_name if user else f"执法{number}", user=user)
    return filed_line(cast.city, **{"window": WINDOW} | line)


@dataclass(slots=True)
class Ceremony:
    """A draw on its way, with the people who carry it."""

    cast: Cast
    line: Line
    exercise: bool = False
    witnesses: int = 1
    dice: str = "d10"
    number: str = ""
    choice: Choice = USUAL

    @property
    def draw(self) -> Draw:
        """The draw as it stands in the database."""
        return Draw.objects.get(number=self.number)

    def prepare(self) -> Draw:
        made = operations.prepare(
            by=self.cast.clerk,
            line=self.line.pk,
            choice=replace(
                self.choice,
                exercise=self.exercise,
                witnesses=bool(self.witnesses),
                dice=self.dice,
            ),
        )
        self.number = made.number
        return made

    def announce(self) -> None:
        operations.announce(by=self.cast.director, number=self.number)

    def freeze(self) -> None:
        """Asked for by the director, unless somebody has, and confirmed by the clerk."""
        if self.draw.freeze_asked_by is None:
            operations.ask_freeze(by=self.cast.director, number=self.number)
        operations.freeze(by=self.cast.clerk, number=self.number)

    def commit(self, seat: int = 1, round_number: int = 1, **values: str) -> None:
        fields: dict[str, Any] = {
            "name": f"见证人{seat}",
            "office": "派驻纪检监察组",
            "witness_number": f"2026{seat:04d}",
            "nonce": f"{seat:02x}{round_number:02x}" * 16,
            "round_number": round_number,
        } | values
        operations.commit_number(by=self.cast.witness, number=self.number, **fields)

    def bind(self, round_number: int = 1) -> None:
        for seat in range(1, self.witnesses + 1):
            self.commit(seat, round_number)
        operations.bind(by=self.cast.clerk, number=self.number, round_number=round_number)

    def contribute(self, round_number: int = 1) -> None:
        """Open the witnesses' numbers, type the dice twice."""
        for seat in range(1, self.witnesses + 1):
            operations.open_number(
                by=self.cast.witness, number=self.number, seat=seat, round_number=round_number
            )
        if self.dice:
            for person in (self.cast.clerk, self.cast.witness):
                operations.type_dice(
                    by=person,
                    number=self.number,
                    throws=THROWS if self.dice == "d10" else SIX_SIDED,
                    round_number=round_number,
                )

    def run(self, round_number: int = 1) -> None:
        self.contribute(round_number)
        operations.draw(by=self.cast.clerk, number=self.number, round_number=round_number)

    def open(self, number: int = 1000, round_number: int = 1) -> None:
        opened = self.draw.openings.filter(to="officers", round=round_number)
        operations.open_assignments(
            by=self.cast.clerk,
            number=self.number,
            opened=opened.count(),
            count=number,
            round_number=round_number,
        )

    def reveal(self) -> None:
        operations.reveal(by=self.cast.clerk, number=self.number)

    def to(self, state: State) -> Draw:
        """Carry the draw on until it is in `state`."""
        steps = [
            (State.PREPARED, self.prepare),
            (State.ANNOUNCED, self.announce),
            (State.FROZEN, self.freeze),
            (State.BOUND, self.bind),
            (State.DRAWN, self.run),
            (State.OPENING, self.open),
            (State.REVEALED, self.reveal),
        ]
        order = [reached for reached, _step in steps]
        here = order.index(State(self.draw.state)) if self.number else -1
        for reached, step in steps[here + 1 : order.index(state) + 1]:
            step()
            assert self.draw.state == reached.value
        return self.draw

    def drawn_ids(self, round_number: int = 1) -> list[str]:
        """The sealed result: ids in ticket order, for the test's eyes alone."""
        return [visit.id for visit in sealed_visits(self.draw, round_number)]


def ceremony(cast: Cast, *, line: Line | None = None, **values: Any) -> Ceremony:
    """A ceremony for a ready line, not begun."""
    return Ceremony(cast, line or ready(cast), **values)


def exercise(cast: Cast, *, line: Line | None = None, **values: Any) -> Ceremony:
    """An exercise on the server's randomness: opens and reveals at once."""
    given = {"exercise": True, "witnesses": 0, "dice": ""} | values
    return ceremony(cast, line=line, **given)


def days(number: int) -> timedelta:
    """So many days."""
    return timedelta(days=number)


def today() -> date:
    """Today where the bureau is."""
    return timezone.localdate()
