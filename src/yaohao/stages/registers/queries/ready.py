"""Planned rows of a large sheet, kept at the dry run so that it is not read and planned again.

`stamp` is that of the register when the rows were planned, `ready` names the file of the rows; both
stand in the first line of the plan. Only for objects: other plans look at more than has a stamp.
"""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from yaohao.stages.registers.files import first_line, keep_packed, packed_lines
from yaohao.stages.registers.models import ImportRun
from yaohao.stages.registers.rules.object_rows import OBJECT_FIELDS
from yaohao.stages.registers.rules.plan import Plan, RowPlan, Verdict


def keep_ready(plan: Plan) -> str:
    """Keep the rows that an import of objects would write; returns the name of their file."""
    lines = (
        [row.line, row.key, row.verdict, [row.fields[name] for name in OBJECT_FIELDS]]
        for row in plan.rows
        if row.verdict is not Verdict.UNCHANGED
    )
    pack = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_said).encode
    return keep_packed(f"{pack(line)}\n".encode() for line in lines)


def ready_rows(run: ImportRun, stamp: str) -> Iterator[RowPlan] | None:
    """The rows as planned at the dry run; None if the register has another stamp since."""
    head = json.loads(first_line(run.plan_file)) if run.plan_file else {}
    if not head.get("ready") or head["stamp"] != stamp:
        return None
    return _rows(head["ready"])


def _rows(digest: str) -> Iterator[RowPlan]:
    read = json.JSONDecoder(object_hook=_meant).decode
    for packed in packed_lines(digest):
        line, key, verdict, values = read(packed.decode())
        fields = dict(zip(OBJECT_FIELDS, values, strict=True))
        yield RowPlan(line, key, fields["name"], Verdict(verdict), fields)


def _said(value: Any) -> dict[str, str]:
    """What JSON has no word for."""
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, Decimal):
        return {"number": str(value)}
    raise TypeError(type(value))


def _meant(told: dict[str, str]) -> date | Decimal:
    return date.fromisoformat(told["date"]) if "date" in told else Decimal(told["number"])
