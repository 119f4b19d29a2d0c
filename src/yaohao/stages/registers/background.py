"""Work on large sheets, done by `yaohao worker` while the clerk goes on.

Each job may be started again at any time: what it does is one operation at its end, and until
then nothing has changed but the words about how far it is.
"""

from contextlib import suppress
from functools import partial

from django.utils import timezone, translation
from django_tasks import task

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import through
from yaohao.ground.sheets.problems import SheetRefusedError
from yaohao.stages.registers.errors import RegisterError
from yaohao.stages.registers.models import ImportRun, ImportState
from yaohao.stages.registers.operations import confirm_import, keep_reading, undo_import
from yaohao.stages.registers.preparing import (
    AT_ONCE,
    KeptPlan,
    MovedError,
    kept_plan,
    prepared,
    reading_again,
)
from yaohao.stages.registers.progress import announce, forget, mark, progress, told
from yaohao.stages.registers.queries.before import kept_before
from yaohao.stages.registers.queries.runs import undoable
from yaohao.stages.registers.queries.sheets import register_stamp
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.writing.undoing import ReadyUndo

ATTEMPTS = 3  # at making rows ready while the register moves


@task()
def read_sheet(pk: int) -> None:
    """Dry run of a sheet that waits; ends with the plan, a question, or why it cannot be read."""
    run = ImportRun.objects.select_related("bureau", "uploaded_by").get(pk=pk)
    mark(pk, ImportState.READING)
    with translation.override(run.uploaded_by.language):
        found: KeptPlan | SheetRefusedError
        today = timezone.localdate()
        try:
            stamp = register_stamp(Kind(run.kind), run.bureau, today)
            with reading_again(run, today, partial(told, pk)) as checked:
                found = kept_plan(checked, stamp)
        except SheetRefusedError as refusal:
            found = refusal
        try:
            keep_reading(by=run.uploaded_by, pk=pk, found=found)
        except RegisterError:
            return  # dropped meanwhile


@task()
def write_sheet(pk: int, user: int, leave_out_wrong: bool, means: str = "") -> None:
    """Import a checked sheet; where it is refused, it is as before, with the reason.

    `means` is what the person acted through, as the key of a program; the trail says so.
    """
    run = ImportRun.objects.select_related("bureau").get(pk=pk)
    by = User.objects.select_related("bureau").get(pk=user)
    mark(pk, ImportState.WRITING)
    with translation.override(by.language), through(means):
        try:
            _write(run, by, leave_out_wrong)
        except (RegisterError, SheetRefusedError) as refusal:
            mark(pk, ImportState.CHECKED, refusal=str(refusal))


@task()
def undo_sheet(pk: int, user: int, means: str = "") -> None:
    """Take a large import back; where that is refused the import stands, with the reason."""
    by = User.objects.select_related("bureau").get(pk=user)
    with translation.override(by.language), through(means):
        try:
            _undo(ImportRun.objects.get(pk=pk), by)
        except RegisterError as refusal:
            forget(pk)
            ImportRun.objects.filter(pk=pk, state=ImportState.IMPORTED).update(refusal=str(refusal))


def send_to_read(run: ImportRun) -> None:
    """Have a waiting sheet read."""
    if run.state == ImportState.WAITING:
        read_sheet.enqueue(run.pk)


def send_to_write(run: ImportRun, user_pk: int, *, leave_out_wrong: bool, means: str = "") -> bool:
    """Have a large checked sheet imported; False for one that is imported while one waits."""
    if run.state != ImportState.CHECKED or run.whole <= AT_ONCE:
        return False
    mark(run.pk, ImportState.WRITING)
    told(run.pk, 0, run.whole)
    write_sheet.enqueue(run.pk, user_pk, leave_out_wrong, means)
    return True


def send_to_undo(run: ImportRun, user_pk: int, *, means: str = "") -> bool:
    """Have a large import taken back; False for one that is taken back while one waits."""
    if run.whole <= AT_ONCE or not undoable(run):
        return False
    announce(run.pk, "undoing", run.whole)
    undo_sheet.enqueue(run.pk, user_pk, means)
    return True


def _write(run: ImportRun, by: User, leave_out_wrong: bool) -> None:
    """Import what is made ready, and again where the register moves meanwhile; at last locked."""
    if register_stamp(Kind(run.kind), run.bureau, timezone.localdate()):
        with progress(run.pk, "writing") as step:
            for _attempt in range(ATTEMPTS):
                with suppress(MovedError), prepared(run, timezone.localdate(), step) as ready:
                    confirm_import(
                        by=by, pk=run.pk, leave_out_wrong=leave_out_wrong, prepared=ready
                    )
                    return
    confirm_import(by=by, pk=run.pk, leave_out_wrong=leave_out_wrong)


def _undo(run: ImportRun, by: User) -> None:
    if not undoable(run):
        undo_import(by=by, pk=run.pk)  # says why not
        return
    with progress(run.pk, "undoing") as step, ReadyUndo(kept_before(run)) as ready:
        ready.make(step)
        undo_import(by=by, pk=run.pk, prepared=ready)
