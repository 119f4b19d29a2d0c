"""How far a job is with a sheet; says nothing about the register and needs no trail.

While rows are written or put back nothing can be said in the database: it is one transaction, and
nobody sees inside. So that is said in a small file, whose time tells whether the job still lives.
"""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from yaohao.stages.registers.models import ImportRun, ImportState

SILENT = 60  # seconds after which a job that says nothing is taken for dead


@dataclass(frozen=True, slots=True)
class Said:
    """What a job said last: `doing` is `writing` or `undoing`; rows done of how many."""

    doing: str
    done: int
    whole: int
    silent: bool = False


def mark(pk: int, state: ImportState, *, refusal: str = "") -> None:
    """Say what a job is doing with a sheet that nobody has imported or dropped meanwhile."""
    live = ImportRun.objects.filter(pk=pk).exclude(state__in=_OVER)
    live.update(state=state, refusal=refusal)


def told(pk: int, done: int, whole: int) -> None:
    """Say how many rows are read of how many."""
    ImportRun.objects.filter(pk=pk).update(done=done, whole=whole)


@contextmanager
def progress(pk: int, doing: str) -> Iterator[Callable[[int, int], None]]:
    """While it is open: a function that says how many rows are done of how many."""
    try:
        yield lambda done, whole: _say(pk, doing, done, whole)
    finally:
        forget(pk)


def announce(pk: int, doing: str, whole: int) -> None:
    """Say that it is going to be done."""
    _say(pk, doing, 0, whole)


def _say(pk: int, doing: str, done: int, whole: int) -> None:
    path = _path(pk)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    draft.write_text(json.dumps([doing, done, whole]), encoding="ascii")
    draft.replace(path)


def heard(pk: int) -> Said | None:
    """What is being said of a sheet now; None where nothing is written or put back."""
    with suppress(OSError, ValueError):
        path = _path(pk)
        doing, done, whole = json.loads(path.read_text(encoding="ascii"))
        return Said(doing, done, whole, time.time() - path.stat().st_mtime > SILENT)
    return None


def forget(pk: int) -> None:
    """Take away what was said, by a job that is done or has died."""
    _path(pk).unlink(missing_ok=True)


def _path(pk: int) -> Path:
    return Path(settings.YAOHAO_DATA) / "progress" / str(pk)


_OVER = (ImportState.IMPORTED, ImportState.UNDONE, ImportState.DROPPED)
