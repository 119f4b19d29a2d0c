"""Taking an import back within a day: every row as it was, new rows gone, or nothing at all."""

from typing import Any

from django.core import serializers
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.ledger.models import Entry
from yaohao.stages.registers.errors import RegisterError, StaleError
from yaohao.stages.registers.models import (
    ImportRun,
    ImportState,
    InspectionObject,
    NumberHistory,
)
from yaohao.stages.registers.queries.before import changed_since, kept_before, rows_of
from yaohao.stages.registers.queries.editions import closed_words, edition_closed
from yaohao.stages.registers.queries.runs import undoable
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.rules.numbering import changed
from yaohao.stages.registers.writing import lock_register
from yaohao.stages.registers.writing.objects import attributes

NAMED = 5  # rows that a refusal names


@operation("registers.import.undo")
def undo_import(*, by: User, pk: int) -> ImportRun:
    """Take an import back. Numbers that it gave stay in the history of their objects.

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
    if names := changed_since([*before.created, *before.changed]):
        said = _("Nothing was undone: since the import somebody changed %(names)s.")
        raise RegisterError(said % {"names": _named(names)})
    _check_pools(run, [row for row in before.created if run.kind == Kind.OBJECTS])
    restored = _restore(before.rows)
    gone = rows_of(before.created)
    detail = {"sheet": run.file_digest, "restored": len(restored), "removed": len(gone)}
    run.state = ImportState.UNDONE
    run.undone_by, run.undone_at = by, timezone.now()
    run.save(update_fields=["state", "undone_by", "undone_at"])
    record(by=by, subject=run.subject, changed=[run, *restored, *gone], detail=detail)
    _remove(gone)
    return run


def _check_pools(run: ImportRun, created: list[Any]) -> None:
    """A pool names objects by their ids for ever, so none of them may vanish."""
    if created and Entry.objects.filter(kind="pool", at__gte=run.confirmed_at).exists():
        raise RegisterError(
            _(
                "Nothing was undone: a pool was frozen since the import and may hold the new "
                "objects. End those that are wrong, with their reason."
            )
        )


def _restore(lines: str) -> list[Any]:
    restored = []
    for row in serializers.deserialize("jsonl", lines):
        thing: Any = row.object
        now = type(thing)._default_manager.get(pk=thing.pk)
        thing.revision = now.revision + 1
        if isinstance(thing, InspectionObject) and now.number != thing.number:
            _keep_number(now, thing)
        row.save()
        restored.append(thing)
    return restored


def _keep_number(now: InspectionObject, then: InspectionObject) -> None:
    """The object did carry the number that the import gave; it has its former one from today on."""
    today = timezone.localdate()
    NumberHistory.objects.create(
        object=now, number=now.number, since=now.number_since, until=today,
        changed=",".join(changed(attributes(now), attributes(then))),
    )  # fmt: skip
    then.number_since = today


def _remove(rows: list[Any]) -> None:
    try:
        for row in reversed(rows):  # the later version of an item first
            row.delete()
    except ProtectedError as error:
        names = [str(row) for row in rows]
        users = {thing._meta.verbose_name for thing in error.protected_objects}
        said = _(
            "Nothing was undone: one of the new rows is used already (%(names)s; by: %(users)s)."
        )
        values = {"names": _named(names), "users": "、".join(sorted(map(str, users)))}
        raise RegisterError(said % values) from None


def _named(names: list[str]) -> str:
    more = len(names) - NAMED
    words = "、".join(names[:NAMED])
    return _("%(names)s and %(more)d more") % {"names": words, "more": more} if more > 0 else words
