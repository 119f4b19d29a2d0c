"""What a job makes ready of a sheet before an operation locks the register."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import chain

from yaohao.ground.sheets.spool import parts
from yaohao.stages.registers.errors import StaleError
from yaohao.stages.registers.files import draft, drafted, keep_pieces
from yaohao.stages.registers.models import ImportRun
from yaohao.stages.registers.progress import told
from yaohao.stages.registers.queries.ready import PlannedRows, ready_rows
from yaohao.stages.registers.queries.runs import kept_sheet, packed_row, packed_whole
from yaohao.stages.registers.queries.sheets import Checked, check, reading_of, register_stamp
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.rules.plan import RowPlan
from yaohao.stages.registers.writing.ready import ReadyRows, ready_for

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
    ready: str = ""  # file of the planned rows


@dataclass(frozen=True, slots=True)
class Prepared(Outcome):
    """A sheet that is ready to be moved in while the register has this stamp."""

    stamp: str
    rows: ReadyRows


def kept_plan(checked: Checked, stamp: str = "") -> KeptPlan:
    """Keep what a sheet would do; with a stamp also its rows, so that it is read only once."""
    remarked = 0
    with draft() as lines, PlannedRows() as planned:
        for row in checked:
            lines.write(packed_row(row))
            remarked += bool(row.remarks)
            if stamp:
                planned.put(row)
        ready = planned.keep() if stamp else ""
        whole = packed_whole(checked, remarked=remarked, stamp=stamp)
        file = keep_pieces(chain([whole], drafted(lines)))
    return KeptPlan(checked.digest, checked.counts, file, ready)


@contextmanager
def reading_again(
    run: ImportRun, today: date, say: Callable[[int, int], None] | None = None
) -> Iterator[Checked]:
    """The kept sheet, open to be read against the register. Raises as `check`."""
    with kept_sheet(run) as file:
        reading = reading_of(run, told=say)
        yield check(Kind(run.kind), run.bureau, file, run.filename, today, reading)


@contextmanager
def planned_again(
    run: ImportRun, today: date, say: Callable[[int, int], None] | None = None
) -> Iterator[tuple[Outcome, PlannedRows]]:
    """What the kept sheet would do now, and its rows on the disk."""
    with PlannedRows() as planned:
        with reading_again(run, today, say) as checked:
            for row in checked:
                planned.put(row)
        yield Outcome(checked.digest, checked.counts), planned


@contextmanager
def prepared(run: ImportRun, today: date, step: Callable[[int, int], None]) -> Iterator[Prepared]:
    """Make a checked sheet ready; `step` is told rows done of how many.

    What is no longer what the dry run showed will be refused, and nothing is made ready for it.
    """
    stamp = register_stamp(Kind(run.kind), run.bureau, today)
    with ExitStack() as stack:
        found, rows = _planned(run, today, stamp, stack)
        counts, same = found.counts, found.digest == run.plan_digest
        whole = counts["new"] + counts["changed"] + counts["ended"]
        ready = stack.enter_context(ready_for(run, today, counts["new"] if same else 0))
        for number, part in enumerate(parts(rows if same else (), AT_ONCE)):
            step(number * AT_ONCE, whole)
            ready.add(part)
        ready.seal()
        yield Prepared(found.digest, counts, stamp, ready)


def _planned(
    run: ImportRun, today: date, stamp: str, stack: ExitStack
) -> tuple[Outcome, Iterable[RowPlan]]:
    """The rows as the dry run planned them, or as they are planned now."""
    rows = ready_rows(run, stamp)
    if rows is not None:
        return Outcome(run.plan_digest, run.counts), rows
    return stack.enter_context(planned_again(run, today, partial(told, run.pk)))
