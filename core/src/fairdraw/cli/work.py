"""What a draw lays down while it runs, so that one that was killed goes on and ends the same.

The folder beside the record holds the key (readable by its owner alone), the frozen rows and the
log so far. Whatever is not determined by them is in the log before it is used: a random number is
never taken twice.
"""

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from shutil import rmtree

from fairdraw import ledgerfile
from fairdraw.cli.writing import write_whole
from fairdraw.engines import Engine
from fairdraw.entries import Entry, parse
from fairdraw.errors import Fault
from fairdraw.merkle import Frontier
from fairdraw.pool import Pool, Progress

_UNBOUND = 2  # announcement and pool
_KEY, _LOG, _TOLD, _ROWS = "key", "log.txt", "draw.json", "rows"


@dataclass(slots=True)
class Work:
    """An unfinished draw in its folder; `entries` are those of its log so far."""

    folder: Path
    key: bytes
    entries: list[Entry]
    frontier: Frontier = field(default_factory=Frontier)

    @classmethod
    def open(cls, output: Path, told: str) -> "Work":
        """Begin a draw, or take up the unfinished one of this record; `Fault("work-other")` when
        it was begun with other options than `told`."""
        folder = output.with_name(output.name + ".work")
        if not (folder / _TOLD).exists():
            folder.mkdir(mode=0o700, exist_ok=True)
            handle = os.open(folder / _KEY, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(secrets.token_bytes(32).hex())
            write_whole(folder / _TOLD, told.encode())
        try:
            before = (folder / _TOLD).read_text(encoding="utf-8")
            key = bytes.fromhex((folder / _KEY).read_text(encoding="ascii"))
            log = (folder / _LOG).read_bytes() if (folder / _LOG).exists() else b""
            entries = [parse(raw) for raw in ledgerfile.parse(log)]
        except (ValueError, Fault):
            raise Fault("work-other", str(folder)) from None
        if before != told:
            raise Fault("work-other", str(folder))
        work = cls(folder, key, entries)
        for entry in entries:
            work.frontier = work.frontier.append(entry.leaf())
        return work

    def rows(self, engine: Engine, sheet: Path, progress: Progress) -> Pool:
        """Freeze the rows of a sheet, or take up those that are frozen."""
        kept = self.folder / _ROWS
        if kept.exists():
            return engine.thaw(kept)
        draft = self.folder / f"{_ROWS}.draft"
        rmtree(draft, ignore_errors=True)
        draft.mkdir()
        engine.freeze(sheet, draft, progress)
        draft.rename(kept)
        return engine.thaw(kept)

    def append(self, entry: Entry) -> Entry:
        """Append an entry to the log, on the disk when this returns."""
        raws = [each.raw for each in [*self.entries, entry]]
        write_whole(self.folder / _LOG, ledgerfile.dump(raws))
        self.frontier = self.frontier.append(entry.leaf())
        self.entries.append(entry)
        return entry

    def give_up(self) -> None:
        """Remove a draw that bound nothing yet: with a mended sheet it begins anew."""
        if len(self.entries) <= _UNBOUND:
            self.remove()

    def remove(self) -> None:
        """Remove the folder: the record is written."""
        rmtree(self.folder)
