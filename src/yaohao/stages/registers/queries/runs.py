"""Imports and their plans, as the pages show them."""

import json
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from typing import Any, BinaryIO

from django.db.models import QuerySet
from django.utils import timezone

from yaohao.ground.accounts.models import Bureau
from yaohao.ground.files.storage import storage
from yaohao.ground.sheets.asking import Head
from yaohao.ground.sheets.mistakes import write_errors
from yaohao.ground.sheets.table import Table
from yaohao.stages.registers.models import ImportRun, ImportState
from yaohao.stages.registers.queries.sheets import Checked, check, reading_of
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.rules.plan import Verdict

UNDONE_WITHIN = timedelta(hours=24)
MOST_MENDED = 50  # wrong rows that the page offers for mending at once
MOST_MISSING = 500  # objects not in the sheet that a plan names; all are counted


@dataclass(frozen=True, slots=True)
class PackedPlan:
    """What a dry run found, as it was shown: rows, mistakes with place and repair, notes.

    `rows` have line, key, title, verdict, changes [field, before, after] and remarks
    [code, values]; `mistakes` have line, key, place, value, reason, repair. `wrong` are the first
    wrong rows as they may be mended: line and cells by column key.
    """

    rows: list[dict[str, Any]]
    mistakes: list[dict[str, Any]]
    notes: list[str]
    missing: list[str]
    wrong: list[dict[str, Any]] = field(default_factory=list)


def pack(checked: Checked) -> bytes:
    """The plan as JSON; unchanged rows only where something is remarked."""
    rows = [
        {
            "line": row.line,
            "key": row.key,
            "title": row.title,
            "verdict": row.verdict.value,
            "changes": [list(change) for change in row.changes],
            "remarks": [[remark.code, dict(remark.values)] for remark in row.remarks],
        }
        for row in checked.plan.rows
        if row.remarks or row.verdict is not Verdict.UNCHANGED
    ]
    plan = PackedPlan(
        rows=rows,
        mistakes=[asdict(error) for error in checked.table.errors],
        notes=list(checked.table.notes),
        missing=checked.plan.missing[:MOST_MISSING],
        wrong=_wrong_rows(checked.table),
    )
    return json.dumps(asdict(plan), ensure_ascii=False).encode()


def _wrong_rows(table: Table) -> list[dict[str, Any]]:
    lines = sorted(table.wrong_lines)[:MOST_MENDED]
    return [{"line": line, "cells": table.texts(line)} for line in lines]


def pack_head(head: Head) -> bytes:
    """The question about a header as JSON."""
    return json.dumps(asdict(head), ensure_ascii=False).encode()


def packed_head(run: ImportRun) -> Head:
    """The question about the header of a sheet whose columns are unclear."""
    return Head(**json.loads(storage().read(run.plan_file)))


def packed_plan(run: ImportRun) -> PackedPlan:
    """The plan that the dry run kept; an empty one where there is none."""
    if not run.plan_file:
        return PackedPlan([], [], [], [])
    return PackedPlan(**json.loads(storage().read(run.plan_file)))


def runs(bureau: Bureau, kind: Kind) -> QuerySet[ImportRun]:
    """The imports of one register, the newest first."""
    found: QuerySet[ImportRun] = ImportRun.objects.of(bureau).filter(kind=kind.value)
    return found.select_related("uploaded_by", "confirmed_by").order_by("-uploaded_at", "-pk")


def undoable(run: ImportRun) -> bool:
    """Whether the import was confirmed within the last day and not undone."""
    if run.state != ImportState.IMPORTED or not run.before_file or not run.confirmed_at:
        return False
    return timezone.now() <= run.confirmed_at + UNDONE_WITHIN


def write_wrong_rows(run: ImportRun, stream: BinaryIO) -> int:
    """The wrong rows of the sheet as a workbook to be mended; returns how many."""
    content = storage().read(run.file_digest)
    today = timezone.localdate(run.uploaded_at)
    reading = reading_of(run)
    checked = check(Kind(run.kind), run.bureau, content, run.filename, today, reading)
    return write_errors(stream, checked.table)
