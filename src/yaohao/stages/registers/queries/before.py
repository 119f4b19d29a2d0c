"""Rows as they were before an import, kept for the day on which it may be undone."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db.models import Model, QuerySet

from yaohao.ground.accounts.models import Bureau
from yaohao.ground.sheets.spool import parts
from yaohao.stages.registers.files import draft, drafted, each_line, first_line, keep_pieces
from yaohao.stages.registers.models import (
    Expert,
    ImportRun,
    InspectionObject,
    Item,
    NumberHistory,
    Officer,
    PastOrder,
    PastVisit,
)
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.rules.plan import RowPlan, Verdict

_CHUNK = 2_000  # keys in one query


Place = tuple[str, int, int]  # model label, key, revision after the import


@dataclass(frozen=True, slots=True)
class Before:
    """What an import made and changed, in the file that it left; read as often as wanted."""

    file: str
    created: int
    changed: int

    def created_rows(self) -> Iterator[Place]:
        """The rows that it made."""
        return self._places(0, self.created)

    def changed_rows(self) -> Iterator[Place]:
        """The rows that it changed."""
        return self._places(self.created, self.created + self.changed)

    def rows(self) -> Iterator[str]:
        """The changed rows as they were, each as JSON."""
        lines = islice(each_line(self.file), 1 + self.created + self.changed, None)
        return (line.decode() for line in lines if line)

    def _places(self, start: int, end: int) -> Iterator[Place]:
        for line in islice(each_line(self.file), 1 + start, 1 + end):
            label, key, revision = json.loads(line)
            yield label, key, revision


class BeforeRows:
    """What an import makes and changes, noted as it goes on; a context."""

    def __init__(self) -> None:
        self._counts = {"created": 0, "changed": 0}
        self._drafts = {name: draft() for name in ("created", "changed", "rows")}

    def __enter__(self) -> "BeforeRows":
        return self

    def __exit__(self, *_error: object) -> None:
        for stream in self._drafts.values():
            stream.close()

    def note(self, written: Iterable[Model], before: Mapping[Any, str]) -> None:
        """Note written rows; `before` are those as they were that may be changed, by `key_of`."""
        for row in written:
            if isinstance(row, NumberHistory):  # a number that was given stays in the history
                continue
            then = before.get(key_of(row))
            self._place("changed" if then else "created", row)
            if then:
                self._drafts["rows"].write(f"{then}\n".encode())

    def keep(self) -> str:
        """Keep all of it; returns the SHA-256 of the file."""
        head = json.dumps(self._counts).encode() + b"\n"
        told = (drafted(stream) for stream in self._drafts.values())
        return keep_pieces(chain([head], chain.from_iterable(told)))

    def _place(self, name: str, row: Any) -> None:
        self._counts[name] += 1
        self._drafts[name].write(json.dumps([*key_of(row), row.revision]).encode() + b"\n")


def rows_before(kind: Kind, bureau: Bureau, planned: Sequence[RowPlan]) -> dict[Any, str]:
    """Every stored row that a part of a plan may change, as JSON by `key_of`."""
    keys = [row.key for row in planned if row.key and row.verdict is not Verdict.NEW]
    return as_they_are(list(_stored(kind, bureau, keys)))


def as_they_are(rows: Sequence[Model]) -> dict[Any, str]:
    """Rows as they are now, each as JSON, by `key_of`."""
    lines = serializers.serialize("jsonl", rows).strip("\n").split("\n")
    return {key_of(row): line for row, line in zip(rows, lines, strict=bool(rows))}


def kept_before(run: ImportRun) -> Before:
    """What an import changed and made."""
    counts = json.loads(first_line(run.before_file))
    return Before(run.before_file, counts["created"], counts["changed"])


def changed_since(places: Iterable[Place]) -> list[str]:
    """Names of the rows that somebody changed or removed after the import."""
    names = []
    for part in parts(places, _CHUNK):
        by_label: dict[str, dict[int, int]] = {}
        for label, pk, revision in part:
            by_label.setdefault(label, {})[pk] = revision
        for label, wanted in by_label.items():
            there = dict(_of(label, list(wanted)).values_list("pk", "revision"))
            moved = [pk for pk, revision in wanted.items() if there.get(pk) != revision]
            found = {row.pk: row for row in _of(label, moved)}
            names += [str(found.get(pk, pk)) for pk in moved]
    return names


def _of(label: str, keys: list[int]) -> Any:
    model: Any = apps.get_model(label)
    return model._default_manager.filter(pk__in=keys)


def key_of(row: Model) -> tuple[str, int]:
    """What names a stored row: model label and key."""
    return row._meta.label_lower, row.pk


def _stored(kind: Kind, bureau: Bureau, keys: list[str]) -> QuerySet[Any]:
    if kind is Kind.OFFICERS:
        return Officer.objects.filter(certificate__in=keys)
    if kind is Kind.VISITS:
        ids = {key.split(" ")[0] for key in keys}
        return PastVisit.objects.filter(bureau=bureau, object__object_id__in=ids)
    if kind is Kind.ORDERS:
        ids = {key.split(" ")[0] for key in keys}
        return PastOrder.objects.filter(bureau=bureau, object__object_id__in=ids)
    if kind is Kind.OBJECTS:
        return InspectionObject.objects.filter(bureau=bureau, object_id__in=keys)
    return (Item if kind is Kind.ITEMS else Expert).objects.filter(bureau=bureau, code__in=keys)
