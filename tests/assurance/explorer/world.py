"""What a dishonest person finds: two bureaus at work, three lines of the plan, a clock.

Small on purpose: a step costs milliseconds, and nothing that is attacked here depends on size.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.conf import settings
from fairdraw import bundle
from fairdraw.crypto import bls

from tests.assurance.explorer.kinds import KINDS, Kind
from tests.cast import Cast, assemble
from tests.factories.accounts import person
from tests.factories.cosigning import HOLDERS, key_of
from tests.factories.draw import WINDOW, officer
from tests.factories.planning import filed_line, plan_item, plan_objects
from tests.factories.registers import make_object
from yaohao.ground.accounts.rules import Role
from yaohao.ground.ledger.operations import name_cosigner
from yaohao.stages.draw import gate

OBJECTS = 4
# Cosigning reads the clock itself; in the world it is the bureau's.
CLOCKS = ("operations.hand_in", "operations.decide", "operations.propose")
Held = Mapping[tuple[str, int], str]
"""Shares of a key in the hands of their holders: (number of the draw, share) to 64 hex digits."""


@dataclass(slots=True)
class World:
    """The cast, the filed lines (two of the city, one of the next county), the bureau's clock.

    `hour` is a place in the hours of its kind; every act is a minute after the one before it.
    """

    cast: Cast
    lines: tuple[int, ...]
    item: int
    kind: Kind = KINDS["plain"]
    hour: int = 0
    minutes: int = 0
    held: Held = field(default_factory=dict)

    def now(self) -> datetime:
        """The time that the draw's acts see."""
        return self.kind.hours[self.hour] + timedelta(minutes=self.minutes)


def lay(kind: Kind) -> World:
    """Put everything that a draw needs into the database, and nothing of a draw."""
    cast = assemble()
    for _each in range(OBJECTS):
        make_object(cast.city, region="140702", risk="RED")
    plan_objects(cast.next_county, OBJECTS, region="140703")
    officer(cast.city, cast.officer.full_name, user=cast.officer)
    officer(cast.city, cast.other_officer.full_name, user=cast.other_officer)
    if not kind.guests:
        officer(cast.city, "执法丙")
    guest = person(cast.next_county, "guest", "邻县执法0", Role.OFFICER)
    officer(cast.next_county, guest.full_name, user=guest)
    officer(cast.next_county, "邻县执法1")
    lines = (
        filed_line(cast.city, window=WINDOW, cap=kind.cap, title="第一行"),
        filed_line(cast.city, window=WINDOW, cap=kind.cap, title="第二行"),
        filed_line(cast.next_county, window=WINDOW, cap=kind.cap, title="邻县一行"),
    )
    spare = plan_item(cast.city)
    for name in kind.cosigners:
        name_cosigner(
            bureau=cast.city.code, key=key_of(name), holder=HOLDERS[name], by=("甲", "乙"),
            at=kind.hours[0],
        )  # fmt: skip
    return World(cast, tuple(line.pk for line in lines), spare.pk, kind)


@contextmanager
def laid(kind: str = "plain") -> Iterator[World]:
    """The world, its clock in the hands of whoever explores.

    The verifier's bytes are made once: the product makes the same ones at every announcement. And
    a signature of drand that was verified once is not verified again.
    """
    world = lay(KINDS[kind])
    verifier = bundle.content()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gate, "now", world.now)
        patch.setattr(bundle, "content", lambda: verifier)
        patch.setattr(bls, "verify", lru_cache(maxsize=100)(bls.verify))
        patch.setattr(settings, "YAOHAO_DEMO", world.kind.demo)
        for name in CLOCKS:
            module = import_module(f"yaohao.ground.cosigning.{name}")
            patch.setattr(module, "timezone", SimpleNamespace(now=world.now))
        yield world
