"""Taking an import back within a day: every row as it was, new rows gone, or nothing at all."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
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
from yaohao.stages.registers.progress import progress
from yaohao.stages.registers.queries.before import changed_since, kept_before, rows_of
from yaohao.stages.registers.queries.editions import closed_words, edition_closed
from yaohao.stages.registers.queries.runs import undoable
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.rules.numbering import changed
from yaohao.stages.registers.writing import lock_register
from yaohao.stages.registers.writing.objects import attributes

NAMED = 5  # rows that a refusal names
PART = 400  # rows put back at once


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
    gone = len(before.created)
    detail = {"sheet": run.file_digest, "restored": len(before.rows), "removed": gone}
    run.state = ImportState.UNDONE
    run.undone_by, run.undone_at, run.refusal = by, timezone.now(), ""
    run.save(update_fields=["state", "undone_by", "undone_at", "refusal"])
    put_back = chain([run], _restored(before.rows), _removed(before.created))
    whole = gone + len(before.rows)
    with progress(pk, "undoing") as step:
        record(by=by, subject=run.subject, changed=_counted(put_back, step, whole), detail=detail)
    return run


def _counted(rows: Iterable[Any], step: Callable[[int, int], None], whole: int) -> Iterator[Any]:
    """Pass the rows through and say how far it is."""
    for count, row in enumerate(rows):
        if count % PART == 0:
            step(count, whole)
        yield row


def _check_pools(run: ImportRun, created: list[Any]) -> None:
    """A pool names objects by their ids for ever, so none of them may vanish."""
    if created and Entry.objects.filter(kind="pool", at__gte=run.confirmed_at).exists():
        raise RegisterError(
            _(
                "Nothing was undone: a pool was frozen since the import and may hold the new "
                "objects. End those that are wrong, with their reason."
            )
        )


def _restored(lines: list[str]) -> Iterator[Any]:
    """Write the rows as they were, part by part, and give each away."""
    for start in range(0, len(lines), PART):
        kept = list(serializers.deserialize("jsonl", lines[start : start + PART]))
        model: Any = type(kept[0].object)
        now = model._default_manager.in_bulk([row.object.pk for row in kept])
        for row in kept:
            _renew(row.object, now[row.object.pk])
        if model._meta.many_to_many:  # only their own `save` writes what they are joined with
            for row in kept:
                row.save()
        else:
            _overwrite(model, [row.object for row in kept])
        yield from (row.object for row in kept)


def _renew(then: Any, now: Any) -> None:
    """A row that is put back is one version later, and its number one step on in the history."""
    then.revision = now.revision + 1
    if isinstance(then, InspectionObject) and now.number != then.number:
        _keep_number(now, then)


def _overwrite(model: Any, rows: list[Any]) -> None:
    names = [field.name for field in model._meta.concrete_fields if not field.primary_key]
    model._default_manager.bulk_create(
        rows, update_conflicts=True, unique_fields=["pk"], update_fields=names
    )


def _keep_number(now: InspectionObject, then: InspectionObject) -> None:
    """The object did carry the number that the import gave; it has its former one from today on."""
    today = timezone.localdate()
    NumberHistory.objects.create(
        object=now, number=now.number, since=now.number_since, until=today,
        changed=",".join(changed(attributes(now), attributes(then))),
    )  # fmt: skip
    then.number_since = today


def _removed(places: Sequence[tuple[str, int, int]]) -> Iterator[Any]:
    """Remove new rows, the later version of an item first, and give each away before."""
    for start in range(len(places), 0, -PART):
        part = rows_of(places[max(start - PART, 0) : start])
        yield from part
        by_model: dict[Any, list[int]] = {}
        for row in part:
            by_model.setdefault(type(row), []).append(row.pk)
        try:
            for model, keys in by_model.items():
                model._default_manager.filter(pk__in=keys).delete()
        except ProtectedError as error:
            raise RegisterError(_used(part, error)) from None


def _used(rows: list[Any], error: ProtectedError) -> str:
    """Which of the new rows are used already, and what uses them."""
    models = {type(row) for row in rows}
    named = {
        (field.remote_field.model, getattr(thing, field.attname))
        for thing in error.protected_objects
        for field in thing._meta.concrete_fields
        if field.remote_field and field.remote_field.model in models
    }
    names = [str(row) for row in rows if (type(row), row.pk) in named]
    users = {str(thing._meta.verbose_name) for thing in error.protected_objects}
    said = _("Nothing was undone: new rows are used already (%(names)s; by: %(users)s).")
    return said % {"names": _named(names), "users": "、".join(sorted(users))}


def _named(names: list[str]) -> str:
    more = len(names) - NAMED
    words = "、".join(names[:NAMED])
    return _("%(names)s and %(more)d more") % {"names": words, "more": more} if more > 0 else words
