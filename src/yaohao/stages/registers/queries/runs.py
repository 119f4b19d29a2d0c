"""Imports and their plans, as the pages show them."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from operator import attrgetter
from typing import Any, BinaryIO

from django.db.models import QuerySet
from django.utils import timezone

from yaohao.ground.accounts.models import Bureau
from yaohao.ground.files.storage import storage
from yaohao.ground.sheets.asking import Head, head_of
from yaohao.ground.sheets.mistakes import write_errors
from yaohao.ground.sheets.table import Table
from yaohao.stages.registers.files import read_lines
from yaohao.stages.registers.models import HeaderMapping, ImportRun, ImportState
from yaohao.stages.registers.queries.sheets import Checked, check, reading_of
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.rules.plan import RowPlan, Verdict

UNDONE_WITHIN = timedelta(hours=24)
MOST_MENDED = 50  # wrong rows that the page offers for mending at once
REMARKED = "remarked"


@dataclass(frozen=True, slots=True)
class PackedPlan:
    """What a dry run found, as it was shown: rows, mistakes with place and repair, notes.

    `rows` have line, key, title, verdict, changes [field, before, after] and remarks
    [code, values]; `mistakes` have line, key, place, value, reason, repair. `wrong` are the first
    wrong rows as they may be mended: line and cells by column key. `head` is the header as it was
    read, `lines` the rows as they lie in the file. `stamp` is as in `queries.ready`.
    """

    mistakes: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    wrong: list[dict[str, Any]] = field(default_factory=list)
    remarked: int = 0
    head: dict[str, Any] | None = None
    stamp: str = ""
    lines: list[bytes] = field(default_factory=list)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """All of them; a page shows a part, see `shown`."""
        return unpacked(self.lines)

    def shown(self, show: str) -> list[bytes]:
        """The lines of one verdict, or those with a remark; found without reading them."""
        if show == REMARKED:
            return [line for line in self.lines if line[1:2] == b"+"]
        return [line for line in self.lines if line[:1] == show[:1].encode()]


def unpacked(lines: Sequence[bytes]) -> list[dict[str, Any]]:
    """Rows of a plan from their lines."""
    return [json.loads(line[2:]) for line in lines]


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
    whole, *lines = read_lines(run.plan_file).splitlines()
    return PackedPlan(**json.loads(whole), lines=lines)


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
