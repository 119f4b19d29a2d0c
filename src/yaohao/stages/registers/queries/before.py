"""Rows as they were before an import, kept for the day on which it may be undone."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db.models import Model, QuerySet

from yaohao.ground.accounts.models import Bureau
from yaohao.stages.registers.files import keep_pieces, read_lines
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


@dataclass(frozen=True, slots=True)
class Before:
    """`created` and `changed` are (model label, key, revision after the import)."""

    created: list[tuple[str, int, int]]
    changed: list[tuple[str, int, int]]
    rows: list[str]  # the changed rows as they were, each as JSON


def rows_before(kind: Kind, bureau: Bureau, planned: Sequence[RowPlan]) -> dict[Any, str]:
    """Every stored row that the plan may change, serialised, by (label, key)."""
    keys = [row.key for row in planned if row.key and row.verdict is not Verdict.NEW]
    found: dict[Any, str] = {}
    for start in range(0, len(keys), _CHUNK):
        part = list(_stored(kind, bureau, keys[start : start + _CHUNK]))
        found.update({_key(row): line for row, line in zip(part, lines_of(part), strict=True)})
    return found


def lines_of(rows: Sequence[Model]) -> list[str]:
    """Rows as they are now, each as JSON."""
    return serializers.serialize("jsonl", rows).strip("\n").split("\n") if rows else []


def places_of(written: Iterable[Model]) -> list[tuple[str, int, int]]:
    """Written rows as (model label, key, revision)."""
    return [
        (*_key(row), row.revision)  # type: ignore[attr-defined]
        for row in written
        if not isinstance(row, NumberHistory)  # a number that was given stays in the history
    ]


def keep_before(before: dict[Any, str], places: Iterable[tuple[str, int, int]]) -> str:
    """Keep what an import changed and made; returns the SHA-256 of the file."""
    created: list[tuple[str, int, int]] = []
    changed: list[tuple[str, int, int]] = []
    for place in places:
        (changed if place[:2] in before else created).append(place)
    touched = {(label, pk) for label, pk, _revision in changed}
    return keep_places(created, changed, (before[key] for key in before if key in touched))


def keep_places(
    created: Sequence[tuple[str, int, int]],
    changed: Sequence[tuple[str, int, int]],
    lines: Iterable[str],
) -> str:
    """The same with the two told apart already; `lines` are the changed rows as they were."""
    places_line = json.dumps({"created": created, "changed": changed})
    return keep_pieces(f"{line}\n".encode() for line in chain([places_line], lines))


def kept_before(run: ImportRun) -> Before:
    """What an import changed and made."""
    places, *lines = read_lines(run.before_file).split(b"\n")  # a text may hold other line ends
    kept = json.loads(places)
    return Before(
        [tuple(row) for row in kept["created"]],
        [tuple(row) for row in kept["changed"]],
        [line.decode() for line in lines if line],
    )


def changed_since(places: Iterable[tuple[str, int, int]]) -> list[str]:
    """Names of the rows that somebody changed or removed after the import."""
    by_label: dict[str, dict[int, int]] = {}
    for label, pk, revision in places:
        by_label.setdefault(label, {})[pk] = revision
    names = []
    for label, wanted in by_label.items():
        there = dict(_revisions(label, list(wanted)))
        moved = [pk for pk, revision in wanted.items() if there.get(pk) != revision]
        found = {row.pk: row for row in _of(label, moved)}
        names += [str(found.get(pk, pk)) for pk in moved]
    return names


def _revisions(label: str, keys: list[int]) -> Iterable[tuple[int, int]]:
    model = apps.get_model(label)
    for start in range(0, len(keys), _CHUNK):
        rows = model._default_manager.filter(pk__in=keys[start : start + _CHUNK])
        yield from rows.values_list("pk", "revision")


def _of(label: str, keys: list[int]) -> Iterable[Any]:
    model = apps.get_model(label)
    for start in range(0, len(keys), _CHUNK):
        yield from model._default_manager.filter(pk__in=keys[start : start + _CHUNK])


def _key(row: Model) -> tuple[str, int]:
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
