"""Power loss: what a draw wrote is recorded, and replayed on a disk that forgets.

A recording is one draw under strace: every write, every sync, and every line in which the process
acknowledged an act, in their true order. A state is what may lie on the disk when the power goes
after so many of them (`disk`). Whoever starts then must find every act that was acknowledged.
"""

import json
import random
import shutil
import socket
from collections.abc import Iterator
from itertools import count as numbers
from pathlib import Path
from typing import Any

from tests.assurance import place as places
from tests.assurance import tracing
from tests.assurance.crew import Rows, work_off
from tests.assurance.disk import ARGUMENTS, Disk, Event, events
from tests.assurance.invariants import Facts
from tests.assurance.outcome import Journal, Outcome
from tests.assurance.place import Place, Say
from tests.databases import HOME

SEED = "yaohao power 1"
STATES = 50  # of each recording, fewer in a run that asks for fewer
THROUGH = 20  # each so many-th state is carried on to the reveal, the others are checked
Trial = tuple[Facts, str | None]


def run(*, count: int, folder: Path) -> Outcome:
    """As the product runs SQLite: WAL, synchronous=FULL."""
    return _run(count, folder)


def synchronous_normal(*, count: int, folder: Path) -> Outcome:
    """Negative control: WAL with synchronous=NORMAL loses acknowledged draws."""
    return _run(count, folder, options=("synchronous=FULL", "synchronous=NORMAL"))


def files_unsynced(*, count: int, folder: Path) -> Outcome:
    """Seeded flaw: files are kept without syncing them or their folders."""
    return _run(count, folder, flaw="unsynced")


def _run(
    count: int, folder: Path, *, options: tuple[str, str] = ("", ""), flaw: str = ""
) -> Outcome:
    if not tracing.present():
        return Outcome(0, wanting=tracing.WANTING)
    laid = places.lay()
    rows = work_off(
        lambda: map(str, numbers()),
        lambda key: recording(laid, int(key), min(STATES, count), options, flaw),
        Journal(folder / "journal.jsonl"),
        tried=states,
        count=count,
        seeded=bool(flaw) or any(options),
    )
    return outcome(rows)


def states(rows: Rows) -> int:
    """How many states there were."""
    return sum(row["states"] for row in rows.values())


def outcome(rows: Rows) -> Outcome:
    """Sum up the recordings; a state with a lost act counts once in `lost`."""
    wrong = [f"recording {key}: {what}" for key, row in rows.items() for what in row["wrong"]]
    figures = {
        "recordings": f"{len(rows):,}",
        "events recorded": f"{sum(row['events'] for row in rows.values()):,}",
        "states with an acknowledged act": f"{sum(r['acked'] for r in rows.values()):,}",
        "of these lost": f"{sum(row['lost'] for row in rows.values()):,}",
    }
    return Outcome(states(rows), tuple(wrong), figures)


def recording(
    laid: Place, number: int, each: int, options: tuple[str, str], flaw: str
) -> dict[str, Any]:
    """Record one draw, then try `each` states of it."""
    lot = random.Random(f"{SEED}/{number}")
    place = laid.copy(HOME / f"power{number}", busy=number % 2 == 1, options=options)
    start = place.copy(HOME / f"power{number}start")
    story = recorded(place, flaw)
    wrong: list[str] = []
    acked = lost = 0
    for state in range(each):
        until = lot.randint(1, len(story))
        there = Place(HOME / f"power{number}state")
        facts, begun = replayed(start, place, story[:until], lot, there)
        found = tried(there, facts, begun, through=state % THROUGH == 0)
        wrong += [f"after {until} of {len(story)} events: {what}" for what in found]
        acked += facts != places.laid_facts()
        lost += any(what.startswith("lost") for what in found)
    for used in (place, start):
        used.remove()
    return {"states": each, "events": len(story), "acked": acked, "lost": lost, "wrong": wrong}


def recorded(place: Place, flaw: str) -> list[Event]:
    """Everything that happened while the draw was carried through."""

    def work(say: Say, line: socket.socket) -> None:
        line.recv(1)  # the tracer is attached
        place.enter()
        places.carry(say, flaw=flaw)

    child = places.fork(work)
    tracer = tracing.trace(child.pid, place.data.with_suffix(".trace"), *ARGUMENTS)
    child.say()
    if child.end():
        raise RuntimeError(f"nothing to replay: {child.said[-1:]}")
    story = list(events(tracer.end()))
    tracer.file.unlink()
    return story


def replayed(
    start: Place, place: Place, story: list[Event], lot: random.Random, there: Place
) -> Trial:
    """Put into `there` what is left of the story; what had been acknowledged, what was begun."""
    disk = Disk.of(start.data).moved(place.data)
    for event in story:
        disk.happen(event)
    shutil.rmtree(there.data, ignore_errors=True)
    disk.crash(lot, there.data)
    return _told(story)


def _told(story: list[Event]) -> Trial:
    acked, begun = places.laid_facts(), None
    for line in _lines(story):
        if "begin" in line:
            begun = line["begin"]
        elif "facts" in line:
            acked, begun = Facts(**line["facts"]), None
    return acked, begun


def _lines(story: list[Event]) -> Iterator[dict[str, Any]]:
    said = b"".join(event.data for event in story if event.kind == "said")
    return (json.loads(line) for line in said.split(b"\n")[:-1])


def tried(there: Place, acked: Facts, begun: str | None, *, through: bool) -> list[str]:
    """What is wrong after the power is back; empty when all holds."""
    child = places.work_at(there, acked, begun, acts=1000 if through else 0)
    status = child.end()
    wrong = list(child.last("wrong") or [])
    return [*wrong, f"it did not go on: {child.said[-1:]}"] if status else wrong
