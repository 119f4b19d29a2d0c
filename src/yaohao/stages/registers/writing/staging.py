"""Rows made ready in a table of this connection alone, then moved into theirs by one statement.

While they are made ready nobody is locked out, and the table goes with the connection, so that a
process that dies leaves nothing. One statement is also what the index of grams wants: SQLite writes
it to the disk before every statement that fires its triggers, which made each row cost as much as a
hundred.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

from django.db import DatabaseError, connection, transaction
from django.db.models import (
    BigAutoField,
    BooleanField,
    CharField,
    Field,
    ForeignKey,
    IntegerField,
    Model,
    QuerySet,
    TextField,
)
from django.db.models.expressions import RawSQL

# Fields whose value is what the database is given; the others say themselves what it is given.
_PLAIN = (CharField, TextField, IntegerField, BooleanField, BigAutoField, ForeignKey)


class _Temporary:
    """A table that is there while it is open as a context."""

    def __init__(self, name: str, made: str) -> None:
        self._staged = connection.ops.quote_name(f"staged_{name}")
        self._made = made

    def __enter__(self) -> Self:
        self._drop()
        self._run(f"CREATE TEMPORARY TABLE {self._staged} {self._made}")
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        with suppress(DatabaseError):  # in a transaction that failed, which takes it away anyway
            self._drop()

    def _put(self, rows: Iterable[Sequence[Any]], width: int) -> None:
        places = ", ".join(["%s"] * width)
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {self._staged} VALUES ({places})",  # noqa: S608
                list(rows),
            )

    def _drop(self) -> None:
        self._run(f"DROP TABLE IF EXISTS {self._staged}")

    def _run(self, statement: str) -> int:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return int(cursor.rowcount)


class Keys(_Temporary):
    """Keys of many rows of one model."""

    def __init__(self, model: type[Model]) -> None:
        super().__init__(f"{model._meta.model_name}_keys", "(id bigint PRIMARY KEY)")
        self._table = connection.ops.quote_name(model._meta.db_table)

    def put(self, keys: Iterable[int]) -> None:
        """Keep more of them."""
        self._put(([key] for key in keys), 1)

    def of(self, model: type[Model], field: str) -> QuerySet[Any]:
        """The rows of a model whose field is one of the keys."""
        keys = RawSQL(f"SELECT id FROM {self._staged}", ())  # noqa: S608, S611
        return model._base_manager.filter(**{f"{field}__in": keys})

    def delete(self) -> int:
        """Remove the rows by one statement, whatever names them; returns how many were there."""
        return self._run(
            f"DELETE FROM {self._table} WHERE id IN (SELECT id FROM {self._staged})"  # noqa: S608
        )


class Stage(_Temporary):
    """Rows of one model on their way; `name` parts stages of the same model.

    `count` rows were put.
    """

    def __init__(self, model: type[Model], name: str) -> None:
        quote = connection.ops.quote_name
        self.count = 0
        self._fields: Sequence[Field[Any, Any]] = model._meta.concrete_fields
        self._columns = [quote(str(field.column)) for field in self._fields]
        self._table = quote(model._meta.db_table)
        self._told = [(f.attname, None if isinstance(f, _PLAIN) else f) for f in self._fields]
        columns = ", ".join(self._columns)
        super().__init__(name, f"AS SELECT {columns} FROM {self._table} WHERE 1 = 0")  # noqa: S608

    def put(self, rows: Sequence[Model]) -> None:
        """Keep rows with all their fields, the key among them."""
        self._put(map(self._values, rows), len(self._columns))
        self.count += len(rows)

    def insert(self) -> int:
        """Move them in as new rows; returns how many were."""
        columns = ", ".join(self._columns)
        return self._run(
            f"INSERT INTO {self._table} ({columns}) "  # noqa: S608
            f"SELECT {columns} FROM {self._staged} ORDER BY 1"
        )

    def update(self) -> int:
        """Move them in over their former revisions; returns how many were still at those."""
        key, *columns = self._columns
        new = ", ".join(f"{column} = staged.{column}" for column in columns)
        return self._run(
            f"UPDATE {self._table} SET {new} FROM {self._staged} AS staged "  # noqa: S608
            f"WHERE {self._table}.{key} = staged.{key} "
            f"AND {self._table}.revision = staged.revision - 1"
        )

    def _values(self, row: Model) -> list[Any]:
        known = row.__dict__
        return [
            field.get_db_prep_save(known[name], connection)
            if field and known[name] is not None
            else known[name]
            for name, field in self._told
        ]


def reserve(model: type[Model], count: int) -> Iterable[int]:
    """Keys for `count` new rows, in order; nobody else is given them, whether they are used or not.

    SQLite keeps the last key given out in a table that may be written like any other.
    """
    table = model._meta.db_table
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            last = cursor.fetchone()
            if last is None:
                cursor.execute("INSERT INTO sqlite_sequence VALUES (%s, 0)", [table])
            first = (last[0] if last else 0) + 1
            cursor.execute(
                "UPDATE sqlite_sequence SET seq = %s WHERE name = %s", [first + count - 1, table]
            )
            return range(first, first + count)
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [f'"{table}"', count],
        )
        return [row[0] for row in cursor.fetchall()]
