"""What a dishonest person finds: two bureaus at work, three lines of the plan, a clock.

Small on purpose: a step costs milliseconds, and nothing that is attacked here depends on size.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from fairdraw import bundle

from tests.cast import Cast, assemble
from tests.factories.draw import WINDOW, officer
from tests.factories.planning import YEAR, filed_line, plan_item, plan_objects
from tests.factories.registers import make_object
from yaohao.stages.draw import gate

HOURS = (
    datetime(YEAR, 1, 5, 9),  # before the window
    datetime(YEAR, 1, 10, 9),  # envelopes may be opened
    datetime(YEAR, 12, 21, 9),  # the draw may be revealed
)
OBJECTS = 4


@dataclass(slots=True)
class World:
    """The cast, the filed lines (two of the city, one of the next county), the bureau's clock.

    `hour` is a place in `HOURS`; every act is a minute after the one before it.
    """

    cast: Cast
    lines: tuple[int, ...]
    item: int
    hour: int = 0
    minutes: int = 0

    def now(self) -> datetime:
        """The time that the draw's acts see."""
        local = timezone.make_aware(HOURS[self.hour]).astimezone(UTC)
        return local + timedelta(minutes=self.minutes)


def lay() -> World:
    """Put everything that a draw needs into the database, and nothing of a draw."""
    cast = assemble()
    for _each in range(OBJECTS):
        make_object(cast.city, region="140702", risk="RED")
    plan_objects(cast.next_county, OBJECTS, region="140703")
    officer(cast.city, cast.officer.full_name, user=cast.officer)
    officer(cast.city, cast.other_officer.full_name, user=cast.other_officer)
    officer(cast.city, "执法丙")
    for number in range(2):
        officer(cast.next_county, f"邻县执法{number}")
    lines = (
        filed_line(cast.city, window=WINDOW, cap=3, title="第一行"),
        filed_line(cast.city, window=WINDOW, cap=3, title="第二行"),
        filed_line(cast.next_county, window=WINDOW, cap=3, title="邻县一行"),
    )
    spare = plan_item(cast.city)
    return World(cast, tuple(line.pk for line in lines), spare.pk)


@contextmanager
def laid() -> Iterator[World]:
    """The world, its clock in the hands of whoever explores.

    The verifier's bytes are made once: the product makes the same ones at every announcement.
    """
    world = lay()
    verifier = bundle.content()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gate, "now", world.now)
        patch.setattr(bundle, "content", lambda: verifier)
        yield world
