"""SIGKILL at random moments: between the announcement and the reveal, and while recovering.

One chain is one draw: a process carries it on and is killed after a random time, the next one
finds what is there, checks it and goes on, until the draw is revealed and its record proves it.
Each kill is a trial. On PostgreSQL the lot also says who is killed: the product's process, the
server's process that serves it, or the whole server.
"""

import atexit
import os
import random
import time
from collections import Counter
from itertools import count as numbers
from pathlib import Path
from typing import Any

from tests.assurance import place as places
from tests.assurance import postgres
from tests.assurance.crew import Rows, work_off
from tests.assurance.invariants import Facts
from tests.assurance.outcome import Journal, Outcome
from tests.assurance.place import Child, Place
from tests.databases import HOME, ON_POSTGRESQL

SEED = "yaohao crash 1"
AFTER = 0.05  # seconds, mean time to the kill after the check: an act takes 10 to 100 ms
GRACE = 8  # kills in a row without an act done after which that time has doubled
OPENING = 0.1  # share of kills that come while the database is being opened and checked
RECOVERY = 10.0  # seconds, the most it may take until the product answers again
LOAD = 2.0  # processes waiting for each core above which seconds say nothing of the product
KILLS = 300  # in one chain; then the draw is let through to its end
VICTIMS = ("client",) * 12 + ("backend",) * 5 + ("server",) * 3


def run(*, count: int, folder: Path) -> Outcome:
    """The kills as they must be survived."""
    return _run(count, folder, flaw="")


def acknowledging_early(*, count: int, folder: Path) -> Outcome:
    """Seeded flaw: the process says that the act is done before the database has it."""
    return _run(count, folder, flaw="early")


def committing_in_between(*, count: int, folder: Path) -> Outcome:
    """Seeded flaw: the transaction is broken in two after the entry in the log."""
    return _run(count, folder, flaw="halved")


def _run(count: int, folder: Path, *, flaw: str) -> Outcome:
    laid = places.lay()
    if ON_POSTGRESQL:
        # Nobody else knows the process that was started last.
        atexit.unregister(postgres.kill_server)
        atexit.register(postgres.kill_server)
    rows = work_off(
        lambda: map(str, numbers()),
        lambda key: chain(laid, int(key), flaw),
        Journal(folder / "journal.jsonl"),
        tried=kills,
        count=count,
        workers=1 if ON_POSTGRESQL else 0,
        seeded=bool(flaw),
    )
    return outcome(rows)


def kills(rows: Rows) -> int:
    """How many kills there were."""
    return sum(row["kills"] for row in rows.values())


def outcome(rows: Rows) -> Outcome:
    """Sum up the chains."""
    inside: Counter[str] = Counter()
    victims: Counter[str] = Counter()
    for row in rows.values():
        inside.update(row["inside"])
        victims.update(row["victims"])
    slowest = max((row["slowest"] for row in rows.values()), default=0.0)
    wrong = [f"chain {key}: {what}" for key, row in rows.items() for what in row["wrong"]]
    acts = ", ".join(f"{name} {number:,}" for name, number in inside.most_common())
    figures = {
        "draws carried through": f"{sum(not row['wrong'] for row in rows.values()):,}",
        "slowest recovery": f"{slowest:.2f} s",
        f"over {RECOVERY:.0f} s": f"{sum(row['slow'] for row in rows.values()):,}",
        "killed within": acts,
    }
    if ON_POSTGRESQL:
        figures["killed was"] = ", ".join(f"{who} {n:,}" for who, n in victims.most_common())
    return Outcome(kills(rows), tuple(wrong), figures)


def chain(laid: Place, number: int, flaw: str) -> dict[str, Any]:
    """One draw from the announcement to the reveal, killed on the way."""
    lot = random.Random(f"{SEED}/{number}")
    place = laid.copy(HOME / f"chain{number}", busy=number % 2 == 1)
    told = _Told(places.laid_facts())
    ended = False
    while not ended and not told.wrong:
        child = places.work_at(place, told.acked, told.begun, flaw=flaw)
        ended = told.kills >= KILLS or not _kill_somewhere(child, lot, told)
        if ended:
            child.end()
        told.take(child, ended)
    if not told.wrong:
        last = places.work_at(place, told.acked, None)
        last.end()
        told.take(last, ended=True)
    place.remove()
    return told.row()


def _kill_somewhere(child: Child, lot: random.Random, told: "_Told") -> bool:
    """Kill it or its server after a random time; False when it ended before that."""
    victim = lot.choice(VICTIMS) if ON_POSTGRESQL else "client"
    opening, early, late = (
        lot.random() < OPENING,
        lot.uniform(0, 0.08),
        lot.expovariate(1 / told.mean),
    )
    if not opening and not child.hear_of("wrong"):
        return False
    if not child.hear(time.monotonic() + (early if opening else late)):
        return False
    if victim == "backend" and child.last("backend"):
        postgres.kill_backend(child.last("backend"))
    elif victim == "server":
        postgres.kill_server()
    else:
        victim = "client"
    child.kill()
    waited = postgres.answer(start=victim == "server") if ON_POSTGRESQL else 0.0
    told.killed(child, victim, waited)
    return True


class _Told:
    """What the processes of one chain have acknowledged, what was wrong, what was counted."""

    def __init__(self, acked: Facts) -> None:
        self.acked = acked
        self.begun: str | None = None
        self.wrong: list[str] = []
        self.kills = 0
        self.stuck = 0
        self.slowest = 0.0
        self.slow = 0
        self.waits = [0.0]
        self.inside: Counter[str] = Counter()
        self.victims: Counter[str] = Counter()

    @property
    def mean(self) -> float:
        """Mean time to the next kill, seconds: on a slow machine an act must come to its end."""
        return AFTER * (1 + self.stuck / GRACE)

    def killed(self, child: Child, victim: str, waited: float) -> None:
        """Count a kill; `waited` is how long the server took to answer again, in seconds."""
        self.kills += 1
        self.stuck = 0 if child.last("done") else self.stuck + 1
        self.waits.append(waited)
        self.victims[victim] += 1
        opening = child.last("wrong") is None
        self.inside["opening" if opening else child.begun or "between acts"] += 1

    def take(self, child: Child, ended: bool) -> None:
        """Take over what it acknowledged, and what it found wrong."""
        self.wrong += child.last("wrong") or []
        if ended and not child.last("end"):
            self.wrong.append(f"did not come to the end: {child.said[-1:]}")
        if opened := child.last("opened"):
            # It opened after the kill before the one that may have ended it.
            self._recovered(opened + self.waits[-1 if ended else -2])
        if child.last("facts"):
            self.acked = Facts(**child.last("facts"))
            self.begun = child.begun

    def _recovered(self, seconds: float) -> None:
        self.slowest = max(self.slowest, seconds)
        if seconds > RECOVERY:
            self.slow += 1
            load = os.getloadavg()[0]
            if load <= LOAD * (os.cpu_count() or 1):
                self.wrong.append(f"recovery took {seconds:.1f} s at a load of {load:.1f}")

    def row(self) -> dict[str, Any]:
        """For the journal."""
        return {
            "kills": self.kills,
            "slowest": round(self.slowest, 3),
            "slow": self.slow,
            "inside": dict(self.inside),
            "victims": dict(self.victims),
            "wrong": self.wrong,
        }
