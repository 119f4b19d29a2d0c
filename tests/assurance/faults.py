"""A fault at every write: each system call of each act fails, once and for ever, or kills.

The bureau stands before an act; a process does the act while the K-th call of a kind fails, tries
again as a person would, and is followed by a process without faults. K moves on by one until the
act completes without meeting it. One such row of points is a sweep; each point is a trial.
Writes that are cut short within a page come from a limit on the size of files, moved on likewise.
"""

import random
import resource
import signal
import socket
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.assurance import place as places
from tests.assurance import tracing
from tests.assurance.crew import Rows, work_off
from tests.assurance.invariants import Facts
from tests.assurance.outcome import Journal, Outcome
from tests.assurance.place import Child, Place, Say
from tests.assurance.stages import Stage, stages
from tests.databases import HOME

from django.db import close_old_connections  # isort: skip - set up by `path`

SEED = "yaohao faults 1"
CALLS = (
    "pwrite64", "write", "fdatasync", "fsync", "ftruncate",
    "rename", "unlink", "mkdir", "openat",
)  # fmt: skip
FAULTS = {
    "EIO once": "error=EIO:when={}",
    "EIO for ever": "error=EIO:when={}+",
    "ENOSPC once": "error=ENOSPC:when={}",
    "ENOSPC for ever": "error=ENOSPC:when={}+",
    "kill": "signal=KILL:when={}",
}
LIMITS = ("short once", "short for ever", "torn and killed")
STEP = 2_331  # bytes by which the limit moves on: no multiple of a page, so writes tear anywhere
THROUGH = 10  # each tenth point is carried on to the reveal, the others two acts further
POINTS = 5_000  # of one sweep; more is a sweep that does not end


@dataclass(frozen=True, slots=True)
class Sweep:
    """One row of points; `fault` is a key of `FAULTS` or one of `LIMITS` (then `call` is empty)."""

    stage: int
    call: str
    fault: str
    busy: bool = False

    @classmethod
    def of(cls, key: str) -> "Sweep":
        """From its key in the journal."""
        stage, call, fault, busy = key.split("/")
        return cls(int(stage), call, fault, busy == "busy")

    @property
    def key(self) -> str:
        """Name in the journal."""
        return f"{self.stage}/{self.call}/{self.fault}/{'busy' if self.busy else 'calm'}"


def run(*, count: int, folder: Path) -> Outcome:
    """Every sweep as it must be survived, in an order drawn once (a short form sees all kinds)."""
    return _run(count, folder, flaw="")


def committing_in_between(*, count: int, folder: Path) -> Outcome:
    """Seeded flaw: the transaction is broken in two after the entry in the log."""
    return _run(count, folder, flaw="halved")


def _run(count: int, folder: Path, *, flaw: str) -> Outcome:
    if not tracing.present():
        return Outcome(0, wanting=tracing.WANTING)
    laid = places.lay()
    before = {busy: stages(laid, busy=busy) for busy in (False, True)}
    keys = [sweep.key for busy, found in before.items() for sweep in sweeps(len(found), busy)]
    random.Random(SEED).shuffle(keys)

    def do(key: str) -> dict[str, Any]:
        sweep = Sweep.of(key)
        return swept(before[sweep.busy][sweep.stage], sweep, flaw)

    journal = Journal(folder / "journal.jsonl")
    rows = work_off(lambda: keys, do, journal, tried=points, count=count, seeded=bool(flaw))
    return outcome(rows, len(keys))


def sweeps(number: int, busy: bool) -> list[Sweep]:
    """Every sweep over so many stages."""
    found = []
    for stage in range(number):
        found += [Sweep(stage, call, fault, busy) for call in CALLS for fault in FAULTS]
        found += [Sweep(stage, "", fault, busy) for fault in LIMITS]
    return found


def points(rows: Rows) -> int:
    """How many points there were."""
    return sum(row["points"] for row in rows.values())


def outcome(rows: Rows, sweeps: int) -> Outcome:
    """Sum up the sweeps."""
    calls: Counter[str] = Counter()
    faults: Counter[str] = Counter()
    wrong = []
    for key, row in rows.items():
        sweep = Sweep.of(key)
        calls[sweep.call or "size limit"] += row["points"]
        faults[sweep.fault] += row["points"]
        wrong += [f"{key}: {what}" for what in row["wrong"]]
    figures = {
        "sweeps": f"{len(rows):,} of {sweeps:,}",
        "points by call": ", ".join(f"{name} {n:,}" for name, n in calls.most_common()),
        "by fault": ", ".join(f"{name} {n:,}" for name, n in faults.most_common()),
    }
    return Outcome(points(rows), tuple(wrong), figures)


def swept(stage: Stage, sweep: Sweep, flaw: str) -> dict[str, Any]:
    """Move the fault on by one until the act completes without it."""
    wrong: list[str] = []
    meet = _traced if sweep.call else _limited
    for point in range(1, POINTS):
        place = stage.place.copy(HOME / sweep.key.replace("/", "-"), busy=sweep.busy)
        child, hit = meet(place, sweep, point, flaw)
        if hit:
            wrong += [f"at {point}: {what}" for what in after(place, child, stage.acked, point)]
        place.remove()
        if not hit:
            return {"points": point - 1, "wrong": wrong}
    return {"points": POINTS, "wrong": [*wrong, "did not end"]}


def after(place: Place, child: Child, acked: Facts, point: int) -> list[str]:
    """What a process finds that comes after the fault, and whether the draw goes on."""
    if child.last("facts"):
        acked = Facts(**child.last("facts"))
    last = places.work_at(place, acked, child.begun, acts=2 if point % THROUGH else 1000)
    status = last.end()
    wrong = list(last.last("wrong") or [])
    return [*wrong, f"it did not go on: {last.said[-1:]}"] if status else wrong


def _traced(place: Place, sweep: Sweep, point: int, flaw: str) -> tuple[Child, bool]:
    """The act with the fault at the `point`-th call, and whether it met it."""
    child = places.fork(_act(place, flaw))
    fault = FAULTS[sweep.fault].format(point)
    tracer = tracing.trace(
        child.pid,
        place.data.with_suffix(".trace"),
        *("-e", f"trace={sweep.call}", "-e", f"inject={sweep.call}:{fault}"),
    )
    child.say()
    status = child.end()
    seen = tracer.end()
    return child, "(INJECTED)" in seen or status == signal.SIGKILL


def _limited(place: Place, sweep: Sweep, point: int, flaw: str) -> tuple[Child, bool]:
    """The act while no file may grow beyond a limit, and whether it met that."""
    log = place.data / "yaohao.sqlite3-wal"
    limit = (log.stat().st_size if log.exists() else 0) + point * STEP
    kill = sweep.fault == LIMITS[2]

    def narrow() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL if kill else signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))

    child = places.fork(_act(place, flaw, narrow, widen=sweep.fault == LIMITS[0]))
    child.say()
    status = child.end()
    return child, status == signal.SIGXFSZ or child.last("failed") is not None


def _act(
    place: Place, flaw: str, narrow: Callable[[], None] = lambda: None, *, widen: bool = False
) -> Callable[[Say, socket.socket], None]:
    """The work of a child: one act, tried a second time when it failed, as a person would."""

    def work(say: Say, line: socket.socket) -> None:
        line.recv(1)  # the tracer is attached
        narrow()
        place.enter()
        for _ in range(2):
            try:
                places.carry(say, acts=1, flaw=flaw)
                return
            except Exception as error:  # noqa: BLE001 - whatever the fault brings up
                say(failed=f"{type(error).__name__}: {error}"[:200])
            try:
                close_old_connections()  # as at the end of a request
                say(facts=asdict(Facts.now()))
            except Exception as error:  # noqa: BLE001
                say(blind=f"{type(error).__name__}: {error}"[:200])
            if widen:
                resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)

    return work
