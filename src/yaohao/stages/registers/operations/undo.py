"""Taking an import back within a day: every row as it was, new rows gone, or nothing at all."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import chain
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db.models import CASCADE
from django.db.models.deletion import get_candidate_relations_to_delete
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
from yaohao.stages.registers.queries.before import changed_since, kept_before
from yaohao.stages.registers.queries.editions import closed_words, edition_closed
from yaohao.stages.registers.queries.runs import undoable
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.rules.numbering import changed
from yaohao.stages.registers.writing import lock_register
from yaohao.stages.registers.writing.objects import attributes
from yaohao.stages.registers.writing.staging import Keys, Stage

NAMED = 5  # rows that a refusal names
PART = 2_000  # rows put back at once


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
    """Write the rows as they were, and give each away part by part."""
    with ExitStack() as stages:
        stage: Stage | None = None
        for start in range(0, len(lines), PART):
            kept = list(serializers.deserialize("jsonl", lines[start : start + PART]))
            model: Any = type(kept[0].object)
            now = model._default_manager.in_bulk([row.object.pk for row in kept])
            numbers = [_renewed(row.object, now[row.object.pk]) for row in kept]
            NumberHistory.objects.bulk_create([number for number in numbers if number])
            if model._meta.many_to_many:  # only their own `save` writes what they are joined with
                for row in kept:
                    row.save()
            else:
                stage = stage or stages.enter_context(Stage(model, "former_rows"))
                stage.put([row.object for row in kept])
            yield from (row.object for row in kept)
        if stage:
            stage.update()


def _renewed(then: Any, now: Any) -> NumberHistory | None:
    """Make a row that is put back one version later; the number that it carried meanwhile."""
    then.revision = now.revision + 1
    if not isinstance(then, InspectionObject) or now.number == then.number:
        return None
    then.number_since = timezone.localdate()  # it has its former one from today on
    return NumberHistory(
        object=now, number=now.number, since=now.number_since, until=then.number_since,
        changed=",".join(changed(attributes(now), attributes(then))),
    )  # fmt: skip


def _removed(places: Sequence[tuple[str, int, int]]) -> Iterator[Any]:
    """Give every new row away, then remove them all."""
    keys: dict[str, list[int]] = {}
    for label, key, _revision in places:
        keys.setdefault(label, []).append(key)
    for label, created in keys.items():
        model: Any = apps.get_model(label)
        with Keys(model, created) as rows:
            yield from rows.of(model, "pk").order_by("pk").iterator(chunk_size=PART)
            _check_unused(model, rows)
            rows.delete()


def _check_unused(model: Any, rows: Keys) -> None:
    """Refuse where something names a new row; what is only a part of one goes with it."""
    users, used = set(), set()
    relations: Iterable[Any] = get_candidate_relations_to_delete(model._meta)
    for relation in relations:
        found = rows.of(relation.related_model, relation.field.name)
        if relation.related_model is model:
            found = found.exclude(pk__in=rows.of(model, "pk").values("pk"))
        if relation.on_delete is CASCADE:
            found.delete()
        elif keys := set(found.values_list(relation.field.attname, flat=True)):
            used |= keys
            users.add(str(relation.related_model._meta.verbose_name))
    if used:
        names = [str(row) for row in model._default_manager.filter(pk__in=used).order_by("pk")]
        said = _("Nothing was undone: new rows are used already (%(names)s; by: %(users)s).")
        raise RegisterError(said % {"names": _named(names), "users": "、".join(sorted(users))})


def _named(names: list[str]) -> str:
    more = len(names) - NAMED
    words = "、".join(names[:NAMED])
    return _("%(names)s and %(more)d more") % {"names": words, "more": more} if more > 0 else words
