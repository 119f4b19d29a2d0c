"""The acts of one draw, each in the log before the next; what stands there is not repeated."""

import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from fairdraw import record
from fairdraw.acts import Acts, head_of
from fairdraw.cli.progress import Progress
from fairdraw.cli.work import Work
from fairdraw.draw import Result, draw
from fairdraw.engines import Engine
from fairdraw.entries import Entry, build
from fairdraw.errors import Fault
from fairdraw.pool import Pool
from fairdraw.tables import NAMES, Tables

Source = Callable[[Acts, Entry, str], Entry]
"""Gives the value of the announced source: acts, round entry, head of the log."""


def now() -> str:
    """Return the present time as an entry writes it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Carrying:
    """Carries a draw from its announcement, which is in the log, to the record."""

    def __init__(
        self, work: Work, rows: Pool, tables: Tables, engine: Engine, source: Source
    ) -> None:
        self._work, self._rows, self._tables = work, rows, tables
        self._engine, self._source = engine, source
        self._acts = Acts.of(work.entries[0])
        self._place = 0

    def record(self, output: Path, by: Sequence[str]) -> int:
        """Carry out every act that is missing and write the record; return how many are drawn."""
        acts, key, rows, tables = self._acts, self._work.key, self._rows, self._tables
        pool = self._act(lambda: acts.pool(
            pool=rows, key=key, time=now(), by=by, processes=self._engine.processes,
            progress=Progress("root"),
        ))  # fmt: skip
        bound = self._act(lambda: acts.round(
            pool=pool, rows=rows, tables=tables, key=key, log=self._work.frontier, commits=(),
            time=now(), by=by,
        ))  # fmt: skip
        self._check_lists(bound)
        source = self._act(lambda: self._source(acts, bound, head_of(self._work.frontier)))
        given = acts.draw(
            key=key, rows=rows, tables=tables, serves=bound, commits=(), contributions=(source,)
        )
        title = "teams" if acts.announced.roles else "rows"
        result = draw(given, Progress(title), self._engine.processes)
        if left := len(result.ladder.deferred):
            raise Fault("not-staffable", "", why=f"{left} / {result.drawn}")
        seal = self._act(lambda: acts.seal(
            serves=bound, given=given, result=result, log=self._work.frontier, time=now()
        ))  # fmt: skip
        if seal.get("root") != result.root.hex():
            raise Fault("work-other", str(self._work.folder))
        self._act(lambda: self._computed(pool))
        self._act(lambda: acts.reveal(key=key, log=self._work.frontier, time=now()))
        self._write(output, result)
        return result.drawn

    def _act(self, make: Callable[[], Entry]) -> Entry:
        """Return the next entry: that of the log if it stands there, else one made and appended."""
        self._place += 1
        if self._place < len(self._work.entries):
            return self._work.entries[self._place]
        return self._work.append(make())

    def _check_lists(self, bound: Entry) -> None:
        """Refuse to go on with lists that changed since the round was bound."""
        heads = self._tables.heads(self._work.key, 1, self._acts.announced.digest)
        if any(heads[name] != bound.get(name) for name in NAMES):
            raise Fault("work-other", str(self._work.folder))

    def _computed(self, pool: Entry) -> Entry:
        """Return an entry that says what computed; verifiers ignore its kind."""
        fields: list[tuple[str, object]] = [("pool", self._acts.digest(pool)), ("time", now())]
        fields += [("name", self._engine.name)]
        return build("engine", [*fields, *(("version", text) for text in self._engine.versions())])

    def _write(self, output: Path, result: Result) -> None:
        contents = record.Contents(self._rows, [record.Bound(self._tables, result.lines)])
        raws = [entry.raw for entry in self._work.entries]
        draft = self._work.folder / "record.draft"
        with draft.open("wb") as file:
            file.writelines(record.parts(entries=raws, contents=contents))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(output)
