"""Objects by what was typed into the one search field: name, initials, id or number.

The index of grams gives the candidates, comparing the whole text decides: the result is that of a
search through every row, only sooner. What a great part of the rows holds, such as 有限公司, is
sought without the index: a page of it is full after a few rows, while the index would first name
hundreds of thousands.
"""

from typing import Any

from django.db import connection
from django.db.models import BooleanField, F, Func, Q, QuerySet

from yaohao.stages.registers.indexing import INDEX
from yaohao.stages.registers.models import InspectionObject
from yaohao.stages.registers.rules.searching import Part, parts_of

LAST = "\U0010ffff"  # after every character of a code
SAMPLE, DENSE = 1000, 50  # rows looked at, and hits among them that make an index useless


class Holds(Func):
    """True for rows whose grams match an expression of the database's own syntax."""

    output_field = BooleanField()

    def __init__(self, part: Part) -> None:
        self.part = part
        super().__init__(F("pk"), F("grams"))

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        key, arguments = compiler.compile(self.source_expressions[0])
        sql = f"{key} IN (SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s)"  # noqa: S608
        asked = f"{self.part.prefix}*" if self.part.prefix else " ".join(self.part.grams)
        return sql, (*arguments, asked)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        grams, arguments = compiler.compile(self.source_expressions[1])
        sql = f"to_tsvector('simple', {grams}) @@ to_tsquery('simple', %s)"
        asked = f"{self.part.prefix}:*" if self.part.prefix else " & ".join(self.part.grams)
        return sql, (*arguments, asked)


def matching(
    rows: QuerySet[InspectionObject], asked: str, *, indexed: bool = True
) -> QuerySet[InspectionObject]:
    """Those in which every word of `asked` is found; none if nothing can be sought.

    Not `indexed` gives the same rows, sooner where one page of very many is wanted.
    """
    parts = parts_of(asked)
    if not parts:
        return rows.none()
    found = rows
    for part in parts:
        found = found.filter(_condition(rows, part, indexed))
    return found


def dense(rows: QuerySet[InspectionObject], asked: str) -> bool:
    """Whether a great part of the rows match, by the first thousand in order."""
    sample = rows.order_by("object_id").values("pk")[:SAMPLE]
    some = InspectionObject.objects.filter(pk__in=sample)
    return matching(some, asked, indexed=False).count() >= DENSE


def _condition(rows: QuerySet[InspectionObject], part: Part, indexed: bool) -> Q:
    lite = connection.vendor == "sqlite"
    named = Q(search__contains=part.text)
    if indexed:
        # SQLite asks in this order and reads a row only for the comparison; PostgreSQL, where it
        # must look at every row, is quicker in comparing than in taking its grams apart.
        named = Q(Holds(part)) & named if lite else named & Q(Holds(part))
    if part.code:
        named |= _begins(rows, "object_id", part.code) | _begins(rows, "number", part.code)
    if part.serial is not None:
        place = {"region": part.region} if part.region else {}
        named |= _among(rows, serial=part.serial, **place)
    return named


def _begins(rows: QuerySet[InspectionObject], column: str, code: str) -> Q:
    if connection.vendor == "sqlite":  # its LIKE uses no index here
        return _among(rows, **{f"{column}__gte": code, f"{column}__lt": code + LAST})
    return Q(**{f"{column}__startswith": code})


def _among(rows: QuerySet[InspectionObject], **wanted: Any) -> Q:
    """A condition as a list of keys, which SQLite makes once from the fitting index."""
    if connection.vendor == "sqlite":
        return Q(pk__in=rows.filter(**wanted).order_by().values("pk"))
    return Q(**wanted)
