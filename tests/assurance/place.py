"""Places where a trial happens (a copy of the laid bureau), and the child that works there.

The process that imports this never opens a connection itself: it forks, the child works and may
be killed at any moment, and what it acknowledged before stands in the socket. Django is loaded
once and not for each of ten thousand kills.
"""

import hashlib
import json
import os
import shutil
import signal
import socket
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from tests.assurance import path
from tests.databases import HOME, ON_POSTGRESQL

from django.conf import settings  # isort: skip - Django is set up by `path`
from django.db import connection  # isort: skip

from tests.assurance import postgres
from tests.assurance.flaws import WAYS
from tests.assurance.invariants import Facts, violations

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "build" / "assurance"
Say = Callable[..., None]
PATIENCE = 60  # seconds in which a child must say something


@dataclass(frozen=True, slots=True)
class Place:
    """A folder with the product's data, and the name of its database on PostgreSQL.

    `busy` makes SQLite write its log back into the file every few pages, as a busy day does, so
    that these writes are hit too; `options` replaces words of the connection's first command (a
    seeded flaw).
    """

    data: Path
    database: str = ""
    busy: bool = False
    options: tuple[str, str] = ("", "")

    def enter(self) -> None:
        """Make this process work here; before its first query."""
        settings.YAOHAO_DATA = self.data
        values = connection.settings_dict
        if ON_POSTGRESQL:
            values["NAME"] = self.database
            return
        values["NAME"] = self.data / "yaohao.sqlite3"
        command = values["OPTIONS"]["init_command"].replace(*self.options)
        command += "PRAGMA wal_autocheckpoint=8;" if self.busy else ""
        values["OPTIONS"] = values["OPTIONS"] | {"init_command": command}

    def copy(
        self, data: Path, *, busy: bool = False, options: tuple[str, str] = ("", "")
    ) -> "Place":
        """The same in another folder; nobody works in either now."""
        shutil.rmtree(data, ignore_errors=True)
        shutil.copytree(self.data, data, ignore=shutil.ignore_patterns("*-shm"))
        database = f"{data.parent.name}_{data.name}" if self.database else ""
        if database:
            postgres.copy(self.database, database)
        return Place(data, database, busy, options)

    def remove(self) -> None:
        """Give the room back."""
        shutil.rmtree(self.data, ignore_errors=True)
        if self.database:
            postgres.drop(self.database)


@dataclass(slots=True)
class Child:
    """A forked process and what it said; every line it says is one JSON object."""

    pid: int
    line: socket.socket
    said: list[dict[str, Any]] = field(default_factory=list)
    rest: bytes = b""

    def hear(self, until: float) -> bool:
        """Take in what it says until the clock says `until`; False when it has ended."""
        while (left := until - time.monotonic()) > 0:
            self.line.settimeout(left)
            try:
                data = self.line.recv(1 << 16)
            except TimeoutError:
                return True
            if not data:
                return False
            *lines, self.rest = (self.rest + data).split(b"\n")
            self.said += [json.loads(line) for line in lines]
        return True

    def hear_of(self, key: str) -> bool:
        """Wait for a line with this key; False when it ended without saying it."""
        until = time.monotonic() + PATIENCE
        while not any(key in line for line in self.said):
            if not self.hear(min(until, time.monotonic() + 0.001)):
                return any(key in line for line in self.said)
            if time.monotonic() > until:
                raise TimeoutError(f"no {key} in {PATIENCE} s: {self.said[-2:]}")
        return True

    def say(self) -> None:
        """Let it go on."""
        self.line.sendall(b"\n")

    def kill(self) -> None:
        """SIGKILL, and take in what was in the socket."""
        os.kill(self.pid, signal.SIGKILL)
        self.end()

    def end(self) -> int:
        """Wait for its end; the status as `os.waitpid` gives it."""
        while self.hear(time.monotonic() + PATIENCE):
            pass
        self.line.close()
        return os.waitpid(self.pid, 0)[1]

    def last(self, key: str) -> Any:
        """The newest value said under `key`, None if there is none."""
        return next((line[key] for line in reversed(self.said) if key in line), None)

    @property
    def begun(self) -> str | None:
        """The act that was running when it went."""
        for line in reversed(self.said):
            if "begin" in line or "done" in line:
                begun: str | None = line.get("begin")
                return begun
        return None


def fork(work: Callable[[Say, socket.socket], None]) -> Child:
    """Run `work(say, line)` in a child; what it raises is said under `broke`."""
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if not pid:
        ours.close()
        _work(work, theirs)
    theirs.close()
    return Child(pid, ours)


def _work(work: Callable[[Say, socket.socket], None], line: socket.socket) -> NoReturn:
    def say(**facts: Any) -> None:
        # One call of send per line: a line is in the socket whole, or was never said.
        line.sendall(json.dumps(facts, ensure_ascii=False).encode() + b"\n")

    code = 1
    try:
        work(say, line)
        code = 0
    except BaseException as error:  # noqa: BLE001 - whatever it was, the parent is told
        say(broke=f"{type(error).__name__}: {error}"[:500])
    finally:
        os._exit(code)


def lay() -> Place:
    """The bureau with its announced draw; laid once by a child of its own, on SQLite kept."""
    data, keys = HOME / "laid", Path(settings.YAOHAO_KEYS)
    if data.exists():
        return Place(data, "laid" if ON_POSTGRESQL else "")
    kept = KEPT / f"laid-{_digest()}"
    if not ON_POSTGRESQL and kept.exists():
        shutil.copytree(kept / "data", data)
        shutil.copytree(kept / "keys", keys, dirs_exist_ok=True)
        return Place(data)
    data.mkdir()
    place = Place(data, postgres.create("laid") if ON_POSTGRESQL else "")

    def work(say: Say, line: socket.socket) -> None:
        place.enter()
        path.lay()
        say(facts=asdict(Facts.now()))
        connection.close()

    child = fork(work)
    child.end()
    if child.last("facts") is None:
        raise RuntimeError(f"nothing to try on: {child.said}")
    (data / "acknowledged.json").write_text(json.dumps(child.last("facts")), encoding="utf-8")
    if not ON_POSTGRESQL:
        _keep(kept, data, keys)
    return place


def _keep(kept: Path, data: Path, keys: Path) -> None:
    for old in KEPT.glob("laid-*"):
        shutil.rmtree(old, ignore_errors=True)
    draft = KEPT / f"laid.{os.getpid()}"
    shutil.copytree(data, draft / "data")
    shutil.copytree(keys, draft / "keys")
    try:
        draft.rename(kept)
    except OSError:  # another run was quicker
        shutil.rmtree(draft)


def _digest() -> str:
    """Of everything that what was laid depends on, the day included."""
    total = hashlib.sha256(str(date.today()).encode())
    folders = (ROOT / "src", ROOT / "core" / "src", ROOT / "tests" / "factories")
    files = [file for folder in folders for file in sorted(folder.rglob("*.py"))]
    for file in (*files, ROOT / "tests" / "cast.py", Path(path.__file__)):
        total.update(file.read_bytes())
    return total.hexdigest()[:16]


def laid_facts() -> Facts:
    """What was acknowledged when the bureau was laid."""
    return Facts(**json.loads((HOME / "laid" / "acknowledged.json").read_text(encoding="utf-8")))


def carry(say: Say, *, acts: int = 1000, flaw: str = "") -> None:
    """Do the next acts, one after the other: `begin`, the act, `done` with its facts."""
    for _ in range(acts):
        name = next_name()
        if not name:
            say(end=True)
            return
        say(begin=name)
        WAYS[flaw](path.ACTS[name], path.the_draw(), partial(say, done=name))


def next_name() -> str:
    """The key of the next act in `path.ACTS`, empty after the reveal."""
    act = path.next_act(path.the_draw())
    return next((key for key, value in path.ACTS.items() if value is act), "")


def work_at(
    place: Place, acked: Facts, begun: str | None, *, acts: int = 1000, flaw: str = ""
) -> Child:
    """A child that comes after a crash: opens, checks what it finds, and carries the draw on.

    It says `opened` (seconds until the first answer), `wrong` (the violations), then as `carry`.
    """

    def work(say: Say, line: socket.socket) -> None:
        start = time.perf_counter()
        place.enter()
        path.the_draw()
        backend = connection.connection.info.backend_pid if ON_POSTGRESQL else 0
        say(opened=time.perf_counter() - start, backend=backend)
        say(wrong=violations(acked, begun), facts=asdict(Facts.now()))
        carry(say, acts=acts, flaw=flaw)

    return fork(work)
