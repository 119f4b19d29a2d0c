"""From an uploaded sheet to the register: dry run, then all of it or nothing."""

import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.rows import RowsDigest
from yaohao.ground.files.storage import storage
from yaohao.ground.sheets.asking import UnclearHeaderError
from yaohao.ground.sheets.guard import inspect
from yaohao.ground.sheets.problems import SheetRefusedError
from yaohao.ground.sheets.reading import LIMITS
from yaohao.ground.sheets.spool import parts
from yaohao.stages.registers.errors import RegisterError, StaleError
from yaohao.stages.registers.files import keep_lines
from yaohao.stages.registers.models import HeaderMapping, ImportRun, ImportState
from yaohao.stages.registers.preparing import (
    AT_ONCE,
    KeptPlan,
    MovedError,
    Outcome,
    Prepared,
    kept_plan,
    planned_again,
    reading_again,
)
from yaohao.stages.registers.progress import progress
from yaohao.stages.registers.queries.before import BeforeRows, rows_before
from yaohao.stages.registers.queries.ready import PlannedRows
from yaohao.stages.registers.queries.runs import pack_head, packed_head
from yaohao.stages.registers.queries.sheets import register_stamp
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.writing import lock_register, write_rows
from yaohao.stages.registers.writing.listings import Brought, brought, propose

LARGE = 256 * 1024  # bytes from which on a sheet is read by a job: about 2,000 rows
# While a sheet is read or written by a job its state says so; a job that died leaves it there.
BUSY = (ImportState.WAITING, ImportState.READING, ImportState.WRITING)
WRITTEN = ("new", "changed", "ended")
READ = (*WRITTEN, "unchanged", "wrong")


@operation("registers.import.check")
def check_sheet(*, by: User, kind: Kind, filename: str, content: bytes) -> ImportRun:
    """Dry run: keep the sheet and what it would do. The registers stay as they are.

    Where its columns are unclear the run waits for them to be named. Raises SheetRefusedError
    when there is no table in it; wrong cells are in the plan.
    """
    run = _received(by, kind, filename, content)
    _read(run)
    record(by=by, subject=run.subject, changed=[run], detail={"counts": run.counts})
    return run


@operation("registers.import.receive")
def receive_sheet(*, by: User, kind: Kind, filename: str, content: bytes) -> ImportRun:
    """Keep a sheet that is too large to be read while somebody waits; a job reads it.

    Raises SheetRefusedError at once for what is no sheet, or a trap.
    """
    inspect(io.BytesIO(content), LIMITS)
    run = _received(by, kind, filename, content)
    run.state = ImportState.WAITING
    run.save()
    record(by=by, subject=run.subject, changed=[run], detail={"bytes": len(content)})
    return run


@operation("registers.import.keep")
def keep_reading(*, by: User, pk: int, found: KeptPlan | SheetRefusedError) -> ImportRun:
    """Keep what a job found in a sheet. Raises as `recheck_import`."""
    run = _open(by, pk)
    if isinstance(found, KeptPlan):
        _keep(run, found)
    elif isinstance(found, UnclearHeaderError):
        _ask(run, found)
    else:
        run.state, run.refusal = ImportState.REFUSED, str(found)
        run.save()
    record(by=by, subject=run.subject, changed=[run], detail={"counts": run.counts})
    return run


@operation("registers.import.name")
def name_columns(*, by: User, pk: int, columns: Mapping[int, str], sheet: str = "") -> ImportRun:
    """Say what the columns of a sheet mean, for this sheet and every later one with its header.

    `columns` maps places from 0 to column keys. The sheet is read again; a large one is left
    waiting for a job. Raises as `recheck_import`, RegisterError when one key stands twice.
    """
    run = _settled(by, pk)
    if run.state not in (ImportState.UNCLEAR, ImportState.CHECKED):
        raise StaleError(_("This sheet has not been read yet. Look at its page first."))
    head = packed_head(run)
    said = {place: key for place, key in columns.items() if key}
    if len(set(said.values())) < len(said):
        raise RegisterError(_("Two columns cannot mean the same. Choose another for one of them."))
    if sheet and sheet != head.sheet:
        run.columns, run.mended = {}, {}  # another sheet has columns and mistakes of its own
    elif said:
        HeaderMapping.objects.update_or_create(
            bureau=run.bureau,
            kind=run.kind,
            headers=head.digest,
            defaults={"columns": said, "by": by, "at": timezone.now()},
        )
        run.columns = {str(place): key for place, key in said.items()}
    run.sheet = sheet or head.sheet
    _read_or_wait(run)
    record(by=by, subject=run.subject, changed=[run], detail={"columns": dict(run.columns)})
    return run


@operation("registers.import.mend")
def mend_rows(*, by: User, pk: int, cells: Mapping[str, Mapping[str, str]]) -> ImportRun:
    """Type cells of wrong rows anew, by row number and column key; the sheet is checked again.

    The file stays as it was uploaded. Raises as `recheck_import`.
    """
    run = _settled(by, pk)
    for line, typed in cells.items():
        run.mended[line] = {**run.mended.get(line, {}), **typed}
    _read_or_wait(run)
    record(by=by, subject=run.subject, changed=[run], detail={"lines": sorted(cells)})
    return run


@operation("registers.import.recheck")
def recheck_import(*, by: User, pk: int) -> ImportRun:
    """Dry run of the kept sheet once more, against the register as it stands now.

    Raises ImportRun.DoesNotExist for another bureau's, StaleError when it is over.
    """
    run = _settled(by, pk)
    _read_or_wait(run)
    record(by=by, subject=run.subject, changed=[run], detail={"counts": run.counts})
    return run


@operation("registers.import.confirm")
def confirm_import(
    *, by: User, pk: int, leave_out_wrong: bool = False, prepared: Prepared | None = None
) -> ImportRun:
    """Import exactly what the dry run showed; all rows, or none.

    `prepared` is the sheet made ready before, so that the register is locked only while it is moved
    in; MovedError if it has to be made ready again. Rows that were wrong stop the import unless the
    clerk leaves them out expressly, which the trail then says. Raises ImportRun.DoesNotExist for
    another bureau's; StaleError when the import is over or the register has changed so that the
    sheet would do something else; RegisterError.
    """
    lock_register(by.bureau)
    run = _open(by, pk)
    if run.state not in (ImportState.CHECKED, ImportState.WRITING):
        raise StaleError(_("This sheet has not been read yet. Look at its page first."))
    if prepared:
        _may_be_written(run, prepared, leave_out_wrong)
        _confirmed(by, run, prepared, _moved_in(by, run, prepared))
        return run
    with planned_again(run, timezone.localdate()) as (found, rows):
        _may_be_written(run, found, leave_out_wrong)
        _confirmed(by, run, found, _written(by, run, rows))
    return run


@operation("registers.import.drop")
def drop_import(*, by: User, pk: int) -> ImportRun:
    """Put a checked sheet aside for good. Raises as `recheck_import`."""
    run = _open(by, pk)
    run.state = ImportState.DROPPED
    run.save()
    record(by=by, subject=run.subject, changed=[run])
    return run


def _received(by: User, kind: Kind, filename: str, content: bytes) -> ImportRun:
    return ImportRun(
        bureau=by.bureau,
        kind=kind.value,
        filename=PurePath(filename).name[-200:] or kind.value,
        file_digest=storage().put_bytes(content).digest,
        uploaded_by=by,
        uploaded_at=timezone.now(),
    )


def _open(by: User, pk: int) -> ImportRun:
    run = ImportRun.objects.select_for_update(of=("self",)).of(by.bureau).get(pk=pk)
    if run.state == ImportState.IMPORTED:
        raise StaleError(_("This sheet has been imported already; it is not imported twice."))
    if run.state == ImportState.UNDONE:
        raise StaleError(_("This import was undone. Upload the sheet again."))
    if run.state == ImportState.DROPPED:
        raise StaleError(_("This import was dropped. Upload the sheet again."))
    result: ImportRun = run
    return result


def _settled(by: User, pk: int) -> ImportRun:
    run = _open(by, pk)
    if run.state in BUSY:
        raise StaleError(_("It is being worked on. Wait, then look again."))
    return run


def _read_or_wait(run: ImportRun) -> None:
    """Read a sheet while the clerk waits, unless it is large: then a job does."""
    if run.whole > AT_ONCE or storage().path(run.file_digest).stat().st_size > LARGE:
        run.state, run.done = ImportState.WAITING, 0
        run.save()
    else:
        _read(run)


def _read(run: ImportRun) -> None:
    try:
        with reading_again(run, timezone.localdate()) as checked:
            plan = kept_plan(checked)
    except UnclearHeaderError as unclear:
        _ask(run, unclear)
    else:
        _keep(run, plan)


def _ask(run: ImportRun, unclear: UnclearHeaderError) -> None:
    run.state, run.refusal = ImportState.UNCLEAR, str(unclear)
    run.plan_file = keep_lines(pack_head(unclear.head))
    run.save()


def _keep(run: ImportRun, plan: KeptPlan) -> None:
    run.state, run.refusal = ImportState.CHECKED, ""
    run.plan_digest, run.plan_file, run.counts = plan.digest, plan.file, dict(plan.counts)
    run.ready_file = plan.ready
    run.done = run.whole = sum(plan.counts[name] for name in READ)
    run.save()


def _may_be_written(run: ImportRun, found: Outcome, leave_out_wrong: bool) -> None:
    if found.digest != run.plan_digest:
        raise StaleError(
            _(
                "The register has changed since this sheet was checked, and the sheet would now "
                "do something else. Nothing was imported. Check it again and look at the result."
            )
        )
    count = found.counts["wrong"]
    if count and not leave_out_wrong:
        raise RegisterError(
            ngettext(
                "Nothing was imported: %(count)d row is wrong. Mend it, or say that it is to be "
                "left out.",
                "Nothing was imported: %(count)d rows are wrong. Mend them, or say that they are "
                "to be left out.",
                count,
            )
            % {"count": count}
        )
    if not any(found.counts[name] for name in WRITTEN):
        raise RegisterError(_("Nothing to import: every right row is in the register already."))


def _confirmed(
    by: User, run: ImportRun, found: Outcome, changed: Iterable[Model] | RowsDigest
) -> None:
    detail = {"counts": found.counts, "sheet": run.file_digest, "plan": run.plan_digest}
    record(by=by, subject=run.subject, changed=changed, detail=detail)


def _moved_in(by: User, run: ImportRun, prepared: Prepared) -> RowsDigest:
    """Move the rows in and say that they are; the digest over them and the run."""
    stamp = register_stamp(Kind(run.kind), run.bureau, timezone.localdate())
    if prepared.stamp != stamp or not prepared.rows.move_in():
        raise MovedError
    proposals = propose(by, run.document, prepared.rows.brought)
    _imported(by, run, prepared.rows.before_file)
    return prepared.rows.digest.add(proposals).add([run])


def _written(by: User, run: ImportRun, planned: PlannedRows) -> Iterator[Model]:
    """Write the rows in parts and give each away; at last the run, which says what they were."""
    kind, today = Kind(run.kind), timezone.localdate()
    grades: list[Brought] = []
    with progress(run.pk, "writing") as step, BeforeRows() as noted:
        for number, part in enumerate(parts(planned, AT_ONCE)):
            step(number * AT_ONCE, planned.count)
            before = rows_before(kind, run.bureau, part)
            written = write_rows(kind, run.bureau, part, today, run)
            noted.note(written, before)
            grades += brought(part, written)
            yield from written
        yield from propose(by, run.document, grades)
        _imported(by, run, noted.keep())
    yield run


def _imported(by: User, run: ImportRun, before_file: str) -> None:
    run.before_file, run.state = before_file, ImportState.IMPORTED
    run.confirmed_by, run.confirmed_at = by, timezone.now()
    run.save()
