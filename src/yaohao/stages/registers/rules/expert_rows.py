"""Rows of the library of experts (article 16)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from yaohao.stages.registers.rules.plan import (
    Line,
    Plan,
    Problem,
    Remark,
    RowPlan,
    Values,
    Verdict,
    compared,
    merged,
)
from yaohao.stages.registers.rules.regions import RegionTable, region_said

BLANK: dict[str, Any] = {
    "name": "",
    "title": "",
    "trades": (),
    "employer": "",
    "region": "",  # code
    "valid_from": None,
    "valid_to": None,
    "active": True,
    "phone": "",
}
EXPERT_FIELDS = tuple(BLANK)


@dataclass(frozen=True, slots=True)
class ExpertRegister:
    """The library as it stands: `stored` fields by expert number."""

    today: date
    regions: RegionTable
    jurisdiction: str  # region of the bureau
    stored: Mapping[str, Values]
    names: dict[str, list[str]] = field(default_factory=dict)  # expert numbers by name

    def __post_init__(self) -> None:
        for code, values in self.stored.items():
            self.names.setdefault(values["name"], []).append(code)


def plan_experts(rows: Iterable[Line], present: Iterable[str], register: ExpertRegister) -> Plan:
    """The verdict on every row; `present` are the columns that the sheet has."""
    columns = frozenset(present)
    plan, seen = Plan(), dict[str, int]()
    for row in rows:
        decided = _decide(row, columns, register)
        if isinstance(decided, RowPlan):
            key = decided.key or decided.title
            if key not in seen:
                seen[key] = row.line
                plan.rows.append(decided)
                continue
            decided = Problem(row.line, "name", "twice", {"line": str(seen[key])})
        plan.problems.append(decided)
    plan.missing = sorted(
        code for code, values in register.stored.items() if code not in seen and values["active"]
    )
    return plan


def _decide(row: Line, present: frozenset[str], register: ExpertRegister) -> RowPlan | Problem:
    code = row.values.get("code") or ""
    same = register.names.get(row.values.get("name") or "", [])
    if not code and len(same) > 1:
        return Problem(row.line, "code", "expert-needed", {"codes": "、".join(sorted(same))})
    code = code or (same[0] if same else "")
    stored = register.stored.get(code)
    blank = {**BLANK, "valid_from": register.today}
    wanted = merged(stored or blank, row.values, present, blank)
    wanted["region"] = (
        region_said(register.regions, register.jurisdiction, wanted["region"]) or wanted["region"]
    )
    if problem := _problem(row.line, wanted, register):
        return problem
    changes = compared(stored, wanted, EXPERT_FIELDS) if stored else ()
    verdict = _verdict(stored, wanted, bool(changes))
    remarks = () if wanted["trades"] else (Remark("no-trades"),)
    return RowPlan(row.line, code, wanted["name"], verdict, wanted, changes, remarks)


def _problem(line: int, wanted: Values, register: ExpertRegister) -> Problem | None:
    if wanted["valid_to"] and wanted["valid_to"] < wanted["valid_from"]:
        return Problem(line, "valid_to", "dates-reversed")
    region = wanted["region"]
    if region and not register.regions.knows(region, register.jurisdiction):
        return Problem(line, "region", "region-unknown")
    return None


def _verdict(stored: Values | None, wanted: Values, changed: bool) -> Verdict:
    if stored is None:
        return Verdict.NEW
    if stored["active"] and not wanted["active"]:
        return Verdict.ENDED
    return Verdict.CHANGED if changed else Verdict.UNCHANGED
