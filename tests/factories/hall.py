"""Sessions in a hall for tests: opened by the clerk, with witnesses on phones of their own."""

import json
from dataclasses import dataclass, field
from itertools import count

from django.utils import timezone

from tests.cast import Cast
from tests.factories.draw import THROWS, Ceremony, ceremony
from yaohao.ground.audit.rules import STRANGER
from yaohao.ground.keys.queries import read
from yaohao.stages.draw import operations
from yaohao.stages.draw.models import Seat, Session
from yaohao.stages.draw.queries.hall import root_of, seal_of
from yaohao.stages.draw.rules import State

STROKES = json.dumps([[[20, 120], [200, 40], [400, 200]], [[420, 60], [560, 180]]])
_phones = count(1)


@dataclass(slots=True)
class Hall:
    """A session over one draw, and whoever sits there."""

    cast: Cast
    run: Ceremony
    session: Session
    seats: list[Seat] = field(default_factory=list)

    @property
    def number(self) -> str:
        """The number of the session."""
        return self.session.number

    @property
    def code(self) -> str:
        """The code for joining, as the clerk's page shows it."""
        return read(self.session.secret).decode()

    def sit(self, name: str = "", office: str = "派驻纪检监察组", phone: str = "") -> Seat:
        """One more witness."""
        serial = next(_phones)
        seat = operations.take_seat(
            by=STRANGER, code=self.code, phone=phone or f"phone-{serial}",
            name=name or f"见证人{serial}", office=office,
        )  # fmt: skip
        self.seats.append(seat)
        return seat

    def compare(self, seat: Seat, *, equal: bool = True) -> None:
        """The witness compares."""
        operations.compare_list(
            by=seat, number=self.run.number, digest=root_of(self.run.draw), equal=equal
        )

    def commit(self, seat: Seat, number: str = "20261129") -> None:
        """The witness brings a number."""
        operations.commit_number(
            by=seat, number=self.run.number, witness_number=number, nonce=f"{seat.pk:04x}" * 16
        )

    def bind(self) -> None:
        """The clerk binds, without numbers of others."""
        operations.bind(by=self.cast.clerk, number=self.run.number)

    def open(self, seat: Seat) -> None:
        """The witness opens the own number."""
        mine = seat.numbers.get(draw__number=self.run.number)
        operations.open_number(by=seat, number=self.run.number, seat=mine.seat)

    def dice(self) -> None:
        """Two people type the dice."""
        for person in (self.cast.clerk, self.cast.witness):
            operations.type_dice(by=person, number=self.run.number, throws=THROWS)

    def draw(self) -> None:
        """The clerk draws."""
        operations.draw(by=self.cast.clerk, number=self.run.number)

    def start(self, *seats: Seat) -> None:
        """Witnesses press start."""
        for seat in seats or self.seats:
            operations.press_start(by=seat, number=self.run.number)

    def sign(self, seat: Seat) -> None:
        """The witness signs the record."""
        seal = seal_of(self.run.draw, 1)
        operations.sign_records(by=seat, seals={self.run.number: seal}, strokes=STROKES)

    def to(self, state: State, seats: int = 2) -> "Hall":
        """Carry the draw on with so many witnesses until it is in `state`: FROZEN, BOUND, DRAWN."""
        while len(self.seats) < seats:
            self.sit()
        if self.run.draw.state == State.FROZEN.value and state is not State.FROZEN:
            for seat in self.seats:
                self.compare(seat)
                self.commit(seat)
            self.bind()
        if state is State.DRAWN:
            for seat in self.seats:
                self.open(seat)
            self.dice()
            self.start()
            self.draw()
        return self


def opened(cast: Cast, *runs: Ceremony) -> Session:
    """A session over these draws."""
    return operations.open_session(
        by=cast.clerk, draws=[run.number for run in runs], title="四季度公开摇号会",
        held_at=timezone.now(), place="三楼会议室",
    )  # fmt: skip


def hall(cast: Cast, *, state: State = State.FROZEN) -> Hall:
    """A session over a draw that was carried to `state`; nobody sits there yet."""
    run = ceremony(cast, witnesses=1)
    run.to(state)
    return Hall(cast, run, opened(cast, run))
