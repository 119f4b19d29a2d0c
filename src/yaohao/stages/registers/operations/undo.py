"""Taking an import back within a day: every row as it was, new rows gone, or nothing at all."""

from contextlib import nullcontext
from itertools import chain

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.stages.registers.errors import RegisterError, StaleError
from yaohao.stages.registers.models import ImportRun, ImportState
from yaohao.stages.registers.queries.before import Before, changed_since, kept_before
from yaohao.stages.registers.queries.editions import closed_words, edition_closed
from yaohao.stages.registers.queries.frozen import frozen_since, unknown_since
from yaohao.stages.registers.queries.runs import undoable
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.writing import lock_register
from yaohao.stages.registers.writing.listings import take_back
from yaohao.stages.registers.writing.undoing import ReadyUndo, named


@operation("registers.import.undo")
def undo_import(*, by: User, pk: int, prepared: ReadyUndo | None = None) -> ImportRun:
    """Take an import back. Numbers that it gave stay in the history of their objects.

    `prepared` is what was made ready before, so that the register is not locked meanwhile.
    Raises ImportRun.DoesNotExist for another bureau's; StaleError when it was not imported, or
    more than a day ago; RegisterError when a row was changed since, is used elsewhere, or may
    stand in a pool that was frozen since.
    """
    lock_register(by.bureau)
    run: ImportRun = ImportRun.objects.select_for_update(of=("self",)).of(by.bureau).get(pk=pk)
    if run.state != ImportState.IMPORTED or not run.confirmed_at:
        raise StaleError(_("Only an imported sheet can be undone; this one is not."))
    if not undoable(run):
        raise StaleError(_("An import can be undone for a day. Now change the rows one by one."))
    edition = edition_closed(by.bureau) if run.kind == Kind.OBJECTS else None
    if edition:
        raise RegisterError(closed_words(edition))
    before = kept_before(run)
    _check_unchanged(before)
    if run.kind == Kind.OBJECTS:
        _check_pools(run, before)
    detail: dict[str, str | int] = {
        "sheet": run.file_digest, "restored": before.changed, "removed": before.created,
    }  # fmt: skip
    with nullcontext(prepared) if prepared else ReadyUndo(before) as ready:
        if ready is not prepared:
            ready.make(lambda done, whole: None)
        detail["proposals"] = take_back(run.document)
        ready.put_back()
        digest = ready.digest
    run.state = ImportState.UNDONE
    run.undone_by, run.undone_at, run.refusal = by, timezone.now(), ""
    run.save(update_fields=["state", "undone_by", "undone_at", "refusal"])
    record(by=by, subject=run.subject, changed=digest.add([run]), detail=detail)
    return run


def _check_unchanged(before: Before) -> None:
    if names := changed_since(chain(before.created_rows(), before.changed_rows())):
        said = _("Nothing was undone: since the import somebody changed %(names)s.")
        raise RegisterError(said % {"names": named(names)})


def _check_pools(run: ImportRun, before: Before) -> None:
    """A pool names objects by their ids for ever, so none of them may vanish."""
    if before.created and unknown_since(run):
        raise RegisterError(
            _(
                "Nothing was undone: a pool was frozen since the import and may hold the new "
                "objects. End those that are wrong, with their reason."
            )
        )
    if names := frozen_since(run, before):
        said = _(
            "Nothing was undone: a pool frozen since the import holds %(names)s. End the objects "
            "that are wrong, with their reason."
        )
        raise RegisterError(said % {"names": named(names)})
