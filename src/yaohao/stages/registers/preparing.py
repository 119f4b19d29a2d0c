"""What a job makes ready of a sheet before an operation locks the register."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice

from yaohao.ground.files.storage import storage
from yaohao.stages.registers.errors import StaleError
from yaohao.stages.registers.files import keep_pieces
from yaohao.stages.registers.models import ImportRun
from yaohao.stages.registers.progress import told
from yaohao.stages.registers.queries.ready import keep_ready, ready_rows
from yaohao.stages.registers.queries.runs import pack
from yaohao.stages.registers.queries.sheets import Checked, check, reading_of, register_stamp
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.rules.plan import RowPlan
from yaohao.stages.registers.writing.ready import ReadyObjects

AT_ONCE = 2_000  # rows written, or made ready, before the next ones are made


class MovedError(StaleError):
    """The register is no longer as it was when the rows were made ready. Nobody reads this."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a sheet would do: the digest of its plan, and how many rows of each verdict."""

    digest: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class KeptPlan(Outcome):
    """What a dry run found, in a file."""

    file: str


@dataclass(frozen=True, slots=True)
class Prepared(Outcome):
    """A sheet of objects that is ready to be moved in while the register has this stamp."""

    stamp: str
    objects: ReadyObjects


def kept_plan(checked: Checked, stamp: str = "") -> KeptPlan:
    """Keep what a sheet would do; with a stamp also its rows, so that it is read only once."""
    ready = keep_ready(checked.plan) if stamp else ""
    return KeptPlan(checked.digest, checked.counts, keep_pieces(pack(checked, stamp, ready)))


def read_again(run: ImportRun, today: date) -> Checked:
    """Read and plan the kept sheet, telling how far that is. Raises as `check`."""
    content, reading = storage().read(run.file_digest), reading_of(run, told=partial(told, run.pk))
    return check(Kind(run.kind), run.bureau, content, run.filename, today, reading)


@contextmanager
def prepared(run: ImportRun, today: date, step: Callable[[int, int], None]) -> Iterator[Prepared]:
    """Make a checked sheet of objects ready; `step` is told rows done of how many.

    What is no longer what the dry run showed will be refused, and nothing is made ready for it.
    """
    stamp = register_stamp(Kind.OBJECTS, run.bureau, today)
    found, rows = _planned(run, today, stamp)
    counts, same = found.counts, found.digest == run.plan_digest
    whole = counts["new"] + counts["changed"] + counts["ended"]
    with ReadyObjects(run, today, counts["new"] if same else 0) as objects:
        remaining, done = iter(rows if same else ()), 0
        while part := list(islice(remaining, AT_ONCE)):
            step(done, whole)
            objects.add(part)
            done += len(part)
        objects.seal()
        yield Prepared(found.digest, counts, stamp, objects)


def _planned(run: ImportRun, today: date, stamp: str) -> tuple[Outcome, Iterable[RowPlan]]:
    """The rows as the dry run planned them, or as they are planned now."""
    rows = ready_rows(run, stamp)
    if rows is not None:
        return Outcome(run.plan_digest, run.counts), rows
    checked = read_again(run, today)
    return Outcome(checked.digest, checked.counts), checked.plan.written
