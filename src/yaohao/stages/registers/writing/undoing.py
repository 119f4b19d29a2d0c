"""Rows of an import as they were before, made ready while everybody else goes on."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from itertools import groupby
from operator import itemgetter
from types import TracebackType
from typing import Any, Self

from django.apps import apps
from django.core import serializers
from django.db.models import CASCADE
from django.db.models.deletion import get_candidate_relations_to_delete
from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.audit.rows import RowsDigest
from yaohao.ground.sheets.spool import parts
from yaohao.stages.registers.errors import RegisterError
from yaohao.stages.registers.models import InspectionObject, NumberHistory
from yaohao.stages.registers.queries.before import Before
from yaohao.stages.registers.rules.numbering import changed
from yaohao.stages.registers.writing.objects import attributes
from yaohao.stages.registers.writing.staging import Keys, Stage, reserve

NAMED = 5  # rows that a refusal names
PART = 2_000  # rows made ready at once


class ReadyUndo:
    """What an undo puts back and removes; a context.

    Right if every row has the revision that the import left, which whoever locks the register
    looks at. `digest` is over all of the rows, for the trail.
    """

    def __init__(self, before: Before) -> None:
        self.digest = RowsDigest()
        self._before = before
        self._open = ExitStack()
        self._joined: list[Any] = []  # only their own `save` writes what they are joined with
        self._stages: dict[Any, Stage] = {}
        self._created: list[tuple[Any, Keys]] = []
        self._numbers = Stage(NumberHistory, "former_numbers")

    def __enter__(self) -> Self:
        self._open.enter_context(self._numbers)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.__exit__(kind, error, trace)

    def make(self, step: Callable[[int, int], None]) -> None:
        """Make all of it ready; `step` is told rows done of how many."""
        done, whole = 0, self._before.changed + self._before.created
        for lines in parts(self._before.rows(), PART):
            step(done, whole)
            self._restore(list(serializers.deserialize("jsonl", lines)))
            done += len(lines)
        for label, places in groupby(self._before.created_rows(), itemgetter(0)):
            model: Any = apps.get_model(label)
            rows = self._open.enter_context(Keys(model))
            self._created.append((model, rows))
            for part in parts((key for _label, key, _revision in places), PART):
                step(done, whole)
                rows.put(part)
                self.digest.add(model._base_manager.filter(pk__in=part).order_by("pk"))
                done += len(part)

    def put_back(self) -> None:
        """Write all of it; the register must be locked.

        RegisterError where a new row is used already, RuntimeError if nobody looked whether a row
        has another revision.
        """
        for model, rows in self._created:
            _check_unused(model, rows)
        for row in self._joined:
            row.save()
        if any(stage.update() != stage.count for stage in self._stages.values()):
            raise RuntimeError("a row has another revision")
        self._numbers.insert()
        for _model, rows in self._created:
            rows.delete()

    def _restore(self, kept: list[Any]) -> None:
        rows = [row.object for row in kept]
        model = type(rows[0])
        now = model._base_manager.in_bulk([row.pk for row in rows])
        numbers = [number for row in rows if (number := _renewed(row, now.get(row.pk)))]
        for number, key in zip(numbers, reserve(NumberHistory, len(numbers)), strict=True):
            number.pk = key
        self._numbers.put(numbers)
        if model._meta.many_to_many:
            self._joined.extend(kept)
        else:
            if model not in self._stages:
                stage = Stage(model, f"former_{model._meta.model_name}")
                self._stages[model] = self._open.enter_context(stage)
            self._stages[model].put(rows)
        self.digest.add(rows).add(numbers)


def _renewed(then: Any, now: Any) -> NumberHistory | None:
    """Make a row that is put back one version later; the number that it carried meanwhile."""
    if now is None:  # removed since, which whoever locks the register sees
        return None
    then.revision = now.revision + 1
    if not isinstance(then, InspectionObject) or now.number == then.number:
        return None
    then.number_since = timezone.localdate()  # it has its former one from today on
    return NumberHistory(
        object=now, number=now.number, since=now.number_since, until=then.number_since,
        changed=",".join(changed(attributes(now), attributes(then))),
    )  # fmt: skip


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
        names = [str(row) for row in model._base_manager.filter(pk__in=used).order_by("pk")]
        said = _("Nothing was undone: new rows are used already (%(names)s; by: %(users)s).")
        raise RegisterError(said % {"names": named(names), "users": "、".join(sorted(users))})


def named(names: Sequence[str]) -> str:
    """The first few of many names, and how many more there are."""
    more = len(names) - NAMED
    words = "、".join(names[:NAMED])
    return _("%(names)s and %(more)d more") % {"names": words, "more": more} if more > 0 else words
