"""The bureau before each act of the path, as a killed process leaves it: the log not folded in."""

import socket
from dataclasses import asdict, dataclass

from tests.assurance import place as places
from tests.assurance.invariants import Facts
from tests.assurance.place import Place, Say
from tests.databases import HOME


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the next act is `act`; `acked` was acknowledged until here."""

    number: int
    act: str
    place: Place
    acked: Facts


def stages(laid: Place, *, busy: bool = False) -> list[Stage]:
    """Every stage from the announcement to the last act before the end."""
    found: list[Stage] = []
    while (stage := _stage(laid, len(found), busy=busy)).act:
        found.append(stage)
    return found


def _stage(laid: Place, number: int, *, busy: bool) -> Stage:
    place = laid.copy(HOME / f"stage{number}{'busy' * busy}", busy=busy)

    def work(say: Say, line: socket.socket) -> None:
        place.enter()
        places.carry(say, acts=number)
        say(next=places.next_name(), facts=asdict(Facts.now()))
        line.recv(1)  # until it is killed: nothing is closed in good order

    child = places.fork(work)
    if not child.hear_of("next"):
        raise RuntimeError(f"no stage {number}: {child.said[-1:]}")
    child.kill()
    return Stage(number, child.last("next"), place, Facts(**child.last("facts")))
