"""Rows as text for the trail: what the digests of an act cover."""

import hashlib
from collections.abc import Iterable
from datetime import UTC
from functools import cache
from typing import Any

from django.db.models import Field, Model

from yaohao.ground.audit.models import Entry
from yaohao.ground.audit.rules import canonical


class RowsDigest:
    """SHA-256 over every stored field of every row, in the order in which they are added.

    For rows that are too many to be held at once, or are known before the act that writes them.
    """

    def __init__(self) -> None:
        self._total = hashlib.sha256()

    def add(self, rows: Iterable[Model]) -> "RowsDigest":
        """Cover these rows too."""
        for row in rows:
            self._total.update(canonical(snapshot(row)).encode())
            self._total.update(b"\n")
        return self

    def hexdigest(self) -> str:
        """Over all rows so far."""
        return self._total.hexdigest()


def rows_digest(rows: Iterable[Model]) -> str:
    """SHA-256 over every stored field of every row, in the order given; hex."""
    return RowsDigest().add(rows).hexdigest()


def snapshot(row: Model) -> dict[str, str]:
    """The stored fields of one row as text, with the name of its table and its key."""
    told = {"@table": row._meta.label_lower}
    for name, field in _fields(type(row)):
        told[name] = str(field.value_to_string(row) if field else getattr(row, name))
    return told


@cache
def _fields(model: type[Model]) -> list[tuple[str, Field[Any, Any] | None]]:
    """Stored fields by name; None for those whose text is that of their value."""
    return [
        (field.attname, field if _own_text(field) else None)
        for field in model._meta.concrete_fields
    ]


def _own_text(field: Field[Any, Any]) -> bool:
    return type(field).value_to_string is not Field.value_to_string


def chained(entry: Entry) -> dict[str, str]:
    """The fields that an entry's own `digest` covers, as text; time in UTC with microseconds."""
    names = [field.attname for field in Entry._meta.concrete_fields if field.attname != "digest"]
    fields = {name: str(getattr(entry, name)) for name in names}
    return fields | {"at": entry.at.astimezone(UTC).isoformat()}
