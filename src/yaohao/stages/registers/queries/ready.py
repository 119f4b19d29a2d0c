"""Planned rows of a sheet as lines, kept at a dry run so that it is not read and planned again.

`stamp` is that of the register when the rows were planned; it stands in the first line of the
plan. Only for large registers: those have one. It names the day, so the rows serve for a day.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, BinaryIO

from yaohao.stages.registers.files import (
    draft,
    drafted,
    first_line,
    is_kept,
    keep_packed,
    packed_lines,
)
from yaohao.stages.registers.models import ImportRun
from yaohao.stages.registers.rules.plan import Change, RowPlan, Verdict


class PlannedRows:
    """Rows that would be written, on the disk; a context. Unchanged ones are left out.

    A row that is read again has no remarks: nobody asks for them then.
    """

    def __init__(self) -> None:
        self.count = 0
        self._lines: BinaryIO = draft()
        self._pack = json.JSONEncoder(
            ensure_ascii=False, separators=(",", ":"), default=_told
        ).encode

    def __enter__(self) -> "PlannedRows":
        return self

    def __exit__(self, *_error: object) -> None:
        self._lines.close()

    def put(self, row: RowPlan) -> None:
        """Keep the next row."""
        if row.verdict is Verdict.UNCHANGED:
            return
        if not self.count:
            self._write(list(row.fields))
        told = [row.line, row.key, row.title, row.verdict, row.listing, row.changes]
        self._write([*told, list(row.fields.values())])
        self.count += 1

    def __iter__(self) -> Iterator[RowPlan]:
        self._lines.seek(0)
        return _rows(self._lines)

    def keep(self) -> str:
        """Keep them beyond this act; returns the name of their file."""
        return keep_packed(drafted(self._lines))

    def _write(self, value: Any) -> None:
        self._lines.write(self._pack(value).encode() + b"\n")


def ready_rows(run: ImportRun, stamp: str) -> Iterator[RowPlan] | None:
    """The rows as planned at the dry run; None if the register has another stamp since, or if
    they were put away."""
    if not run.ready_file or not is_kept(run.ready_file):
        return None
    if json.loads(first_line(run.plan_file))["stamp"] != stamp:
        return None
    return _rows(packed_lines(run.ready_file))


def _rows(lines: Iterable[bytes]) -> Iterator[RowPlan]:
    read = json.JSONDecoder(object_hook=_meant).decode
    names: list[str] | None = None
    for packed in lines:
        if names is None:
            names = read(packed.decode())
            continue
        line, key, title, verdict, listing, changes, values = read(packed.decode())
        fields = dict(zip(names, values, strict=True))
        told = tuple(Change(*change) for change in changes)
        yield RowPlan(line, key, title, Verdict(verdict), fields, told, listing=listing)


def _told(value: Any) -> dict[str, str]:
    """What JSON has no word for."""
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, Decimal):
        return {"number": str(value)}
    raise TypeError(type(value))


def _meant(told: dict[str, str]) -> date | Decimal:
    return date.fromisoformat(told["date"]) if "date" in told else Decimal(told["number"])
