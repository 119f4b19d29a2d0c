"""Rows as text for the trail: what the digests of an act cover."""

import hashlib
from collections.abc import Iterable
from datetime import UTC

from django.db.models import Model

from yaohao.ground.audit.models import Entry
from yaohao.ground.audit.rules import canonical


def rows_digest(rows: Iterable[Model]) -> str:
    """SHA-256 over every stored field of every row, in the order given; hex."""
    total = hashlib.sha256()
    for row in rows:
        total.update(canonical(snapshot(row)).encode())
        total.update(b"\n")
    return total.hexdigest()


def snapshot(row: Model) -> dict[str, str]:
    """The stored fields of one row as text, with the name of its table and its key."""
    fields = {field.attname: field.value_to_string(row) for field in row._meta.concrete_fields}
    return {"@table": row._meta.label_lower, **{name: str(text) for name, text in fields.items()}}


def chained(entry: Entry) -> dict[str, str]:
    """The fields that an entry's own `digest` covers, as text; time in UTC with microseconds."""
    names = [field.attname for field in Entry._meta.concrete_fields if field.attname != "digest"]
    fields = {name: str(getattr(entry, name)) for name in names}
    return fields | {"at": entry.at.astimezone(UTC).isoformat()}
