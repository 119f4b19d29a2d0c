"""From an uploaded sheet to the register: dry run, then all of it or nothing."""

from pathlib import PurePath

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.files.storage import storage
from yaohao.stages.registers.errors import RegisterError, StaleError
from yaohao.stages.registers.models import ImportRun, ImportState
from yaohao.stages.registers.queries.before import keep_before, rows_before
from yaohao.stages.registers.queries.runs import pack
from yaohao.stages.registers.queries.sheets import Checked, check
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.writing import lock_register, write_rows


@operation("registers.import.check")
def check_sheet(*, by: User, kind: Kind, filename: str, content: bytes) -> ImportRun:
    """Dry run: keep the sheet and what it would do. The registers stay as they are.

    Raises SheetRefusedError when there is no table in it; wrong cells are in the plan.
    """
    checked = check(kind, by.bureau, content, filename, timezone.localdate())
    run = ImportRun(
        bureau=by.bureau,
        kind=kind.value,
        filename=PurePath(filename).name[-200:] or kind.value,
        file_digest=storage().put_bytes(content).digest,
        uploaded_by=by,
        uploaded_at=timezone.now(),
    )
    _keep(run, checked)
    record(by=by, subject=run.subject, changed=[run], detail={"counts": checked.counts})
    return run


@operation("registers.import.recheck")
def recheck_import(*, by: User, pk: int) -> ImportRun:
    """Dry run of the kept sheet once more, against the register as it stands now.

    Raises ImportRun.DoesNotExist for another bureau's, StaleError when it is over.
    """
    run = _open(by, pk)
    _keep(run, _check(run))
    record(by=by, subject=run.subject, changed=[run], detail={"counts": run.counts})
    return run


@operation("registers.import.confirm")
def confirm_import(*, by: User, pk: int, leave_out_wrong: bool = False) -> ImportRun:
    """Import exactly what the dry run showed; all rows, or none.

    Rows that were wrong stop the import unless the clerk leaves them out expressly, which the
    trail then says. Raises ImportRun.DoesNotExist for another bureau's; StaleError when the import
    is over or the register has changed so that the sheet would do something else; RegisterError.
    """
    lock_register(by.bureau)
    run = _open(by, pk)
    checked = _check(run)
    if checked.digest != run.plan_digest:
        raise StaleError(
            _(
                "The register has changed since this sheet was checked, and the sheet would now "
                "do something else. Nothing was imported. Check it again and look at the result."
            )
        )
    if checked.table.wrong_lines and not leave_out_wrong:
        count = len(checked.table.wrong_lines)
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
    if not checked.plan.written:
        raise RegisterError(_("Nothing to import: every right row is in the register already."))
    today = timezone.localdate()
    kind, planned = Kind(run.kind), checked.plan.written
    before = rows_before(kind, by.bureau, planned)
    written = write_rows(kind, by.bureau, planned, today, run)
    run.before_file = keep_before(before, written)
    run.state = ImportState.IMPORTED
    run.confirmed_by = by
    run.confirmed_at = timezone.now()
    run.save()
    detail = {"counts": checked.counts, "sheet": run.file_digest, "plan": run.plan_digest}
    record(by=by, subject=run.subject, changed=[run, *written], detail=detail)
    return run


@operation("registers.import.drop")
def drop_import(*, by: User, pk: int) -> ImportRun:
    """Put a checked sheet aside for good. Raises as `recheck_import`."""
    run = _open(by, pk)
    run.state = ImportState.DROPPED
    run.save()
    record(by=by, subject=run.subject, changed=[run])
    return run


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


def _check(run: ImportRun) -> Checked:
    content = storage().read(run.file_digest)
    return check(Kind(run.kind), run.bureau, content, run.filename, timezone.localdate())


def _keep(run: ImportRun, checked: Checked) -> None:
    run.plan_digest = checked.digest
    run.plan_file = storage().put_bytes(pack(checked)).digest
    run.counts = checked.counts
    run.save()
