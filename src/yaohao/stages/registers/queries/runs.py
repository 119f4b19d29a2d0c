"""Imports and their plans, as the pages show them."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from itertools import islice
from operator import attrgetter
from typing import Any, BinaryIO, overload

from django.db.models import QuerySet
from django.utils import timezone

from yaohao.ground.accounts.models import Bureau
from yaohao.ground.files.storage import storage
from yaohao.ground.sheets.asking import Head, head_of
from yaohao.ground.sheets.mistakes import write_errors
from yaohao.ground.sheets.table import Table
from yaohao.stages.registers.files import each_line, first_line, read_lines
from yaohao.stages.registers.models import HeaderMapping, ImportRun, ImportState
from yaohao.stages.registers.queries.sheets import Checked, check, reading_of
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.rules.plan import RowPlan, Verdict

UNDONE_WITHIN = timedelta(hours=24)
MOST_MENDED = 50  # wrong rows that the page offers for mending at once
REMARKED = "remarked"


class PlanRows(Sequence[dict[str, Any]]):
    """Rows of a plan in their order, all or those of one verdict, or `REMARKED`.

    They have line, key, title, verdict, changes [field, before, after] and remarks [code, values].
    A plan may have a hundred thousand: those that are asked for are read, and none is held.
    """

    def __init__(self, file: str, show: str = "") -> None:
        self._file = file
        self._place, self._sign = (1, b"+") if show == REMARKED else (0, show[:1].encode())

    def __len__(self) -> int:
        return sum(1 for _line in self._lines())

    @overload
    def __getitem__(self, place: int) -> dict[str, Any]: ...
    @overload
    def __getitem__(self, place: slice) -> list[dict[str, Any]]: ...
    def __getitem__(self, place: int | slice) -> dict[str, Any] | list[dict[str, Any]]:
        if isinstance(place, slice):
            return [_row(line) for line in islice(self._lines(), place.start, place.stop)]
        for line in islice(self._lines(), place, place + 1):
            return _row(line)
        raise IndexError(place)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return map(_row, self._lines())

    def _lines(self) -> Iterator[bytes]:
        lines = islice(each_line(self._file), 1, None) if self._file else iter(())
        return (line for line in lines if line.startswith(self._sign, self._place))


@dataclass(frozen=True, slots=True)
class PackedPlan:
    """What a dry run found, as it was shown: rows, mistakes with place and repair, notes.

    `mistakes` have line, key, place, value, reason, repair. `wrong` are the first wrong rows as
    they may be mended: line and cells by column key. `head` is the header as it was read, `file`
    holds the rows. `stamp` is as in `queries.ready`.
    """

    mistakes: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    wrong: list[dict[str, Any]] = field(default_factory=list)
    remarked: int = 0
    head: dict[str, Any] | None = None
    stamp: str = ""
    file: str = ""

    @property
    def rows(self) -> PlanRows:
        """All of them."""
        return PlanRows(self.file)

    def shown(self, show: str) -> PlanRows:
        """Those of one verdict, or those with a remark."""
        return PlanRows(self.file, show)


def _row(line: bytes) -> dict[str, Any]:
    row: dict[str, Any] = json.loads(line[2:])
    return row


def packed_row(row: RowPlan) -> bytes:
    """A row of a plan as its line; empty for an unchanged one of which nothing is remarked.

    It begins with the first letter of its verdict and `+` where something is remarked.
    """
    if row.verdict is Verdict.UNCHANGED and not row.remarks:
        return b""
    told = {
        "line": row.line,
        "key": row.key,
        "title": row.title,
        "verdict": row.verdict.value,
        "changes": row.changes,
        "remarks": [(remark.code, dict(remark.values)) for remark in row.remarks],
    }
    return row.verdict.value[:1].encode() + (b"+" if row.remarks else b"-") + _line(told)


def packed_whole(checked: Checked, *, remarked: int, stamp: str) -> bytes:
    """What is said of the whole of a sheet that is through: the first line of a plan."""
    table = checked.table
    return _line(
        {
            "mistakes": [asdict(error) for error in sorted(table.errors, key=attrgetter("line"))],
            "notes": list(table.notes),
            "missing": checked.missing,
            "wrong": _wrong_rows(table),
            "remarked": remarked,
            "head": asdict(head_of(table.grid, table.header, table.sheets)),
            "stamp": stamp,
        }
    )


def _line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode() + b"\n"


def _wrong_rows(table: Table) -> list[dict[str, Any]]:
    lines = sorted(table.wrong_lines)[:MOST_MENDED]
    return [{"line": line, "cells": table.texts(line)} for line in lines]


def pack_head(head: Head) -> bytes:
    """The question about a header as JSON."""
    return json.dumps(asdict(head), ensure_ascii=False).encode()


def packed_head(run: ImportRun) -> Head:
    """The header of a sheet as it was read, or as it is asked about while it is unclear."""
    if run.state == ImportState.UNCLEAR:
        return Head(**json.loads(read_lines(run.plan_file)))
    return Head(**(packed_plan(run).head or {}))


def packed_plan(run: ImportRun) -> PackedPlan:
    """The plan that the dry run kept; an empty one where there is none."""
    if not run.plan_file or run.state == ImportState.UNCLEAR:
        return PackedPlan()
    return PackedPlan(**json.loads(first_line(run.plan_file)), file=run.plan_file)


def runs(bureau: Bureau, kind: Kind | None = None) -> QuerySet[ImportRun]:
    """The imports of one register or of all, the newest first."""
    found: QuerySet[ImportRun] = ImportRun.objects.of(bureau)
    people = ("uploaded_by", "confirmed_by", "undone_by")
    rows = found.filter(kind=kind.value) if kind else found
    return rows.select_related(*people).order_by("-uploaded_at", "-pk")


def remembered(run: ImportRun, digest: str) -> HeaderMapping | None:
    """Who said what the columns of such a header mean, if anybody did."""
    said = HeaderMapping.objects.filter(bureau=run.bureau_id, kind=run.kind, headers=digest)
    return said.select_related("by").first()


def undoable(run: ImportRun) -> bool:
    """Whether the import was confirmed within the last day and not undone."""
    if run.state != ImportState.IMPORTED or not run.before_file or not run.confirmed_at:
        return False
    return timezone.now() <= run.confirmed_at + UNDONE_WITHIN


def write_wrong_rows(run: ImportRun, stream: BinaryIO) -> int:
    """The wrong rows of the sheet as a workbook to be mended; returns how many."""
    today = timezone.localdate(run.uploaded_at)
    with kept_sheet(run) as file:
        checked = check(Kind(run.kind), run.bureau, file, run.filename, today, reading_of(run))
        return write_errors(stream, checked.through().table)


@contextmanager
def kept_sheet(run: ImportRun) -> Iterator[BinaryIO]:
    """The sheet as it was uploaded, looked at first. FileNotFoundError, FileDamagedError."""
    storage().check(run.file_digest)
    with storage().open(run.file_digest) as file:
        yield file
