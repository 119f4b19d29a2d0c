"""Rows of the item list (articles 6 and 7): a changed item is a new version from a day on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yaohao.stages.registers.rules.bases import bases_in
from yaohao.stages.registers.rules.kinds import Method
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

BLANK: dict[str, Any] = {
    "name": "",
    "basis": "",
    "body": "",
    "object_kind": "",
    "content": "",
    "standard": "",
    "questions": (),
    "method": Method.ON_SITE.value,
    "ratio": 0,
    "frequency": "",
    "mandatory": False,
    "valid_from": None,
    "valid_to": None,
    "reason": "",
}
ITEM_FIELDS = tuple(BLANK)
# What article 6 wants said of every item; the body is the bureau where the row does not say.
NAMED = ("name", "basis", "object_kind", "content", "frequency")
REASON = "reason"  # of one change; no part of what the item says
_SAID = tuple(name for name in ITEM_FIELDS if name != REASON)
SUBSTANCE = tuple(name for name in _SAID if name not in ("valid_from", "valid_to"))


@dataclass(frozen=True, slots=True)
class ItemRegister:
    """The list as it stands: fields of the latest version by item code."""

    today: date
    body: str  # name of the bureau, for rows that do not say who inspects
    stored: Mapping[str, Values]


def plan_items(rows: Iterable[Line], present: Iterable[str], register: ItemRegister) -> Plan:
    """The verdict on every row; `present` are the columns that the sheet has."""
    plan, seen = Plan(), dict[str, int]()
    columns = frozenset(present)
    for row in rows:
        code = row.values["code"]
        stored = register.stored.get(code)
        wanted = _wanted(row.values, columns, stored, register)
        problem = _problem(row.line, wanted, stored, register.today)
        if code in seen:
            problem = Problem(row.line, "code", "twice", {"line": str(seen[code])})
        if problem:
            plan.problems.append(problem)
            continue
        seen[code] = row.line
        plan.rows.append(_decided(row.line, code, wanted, stored))
    plan.missing = sorted(
        code
        for code, values in register.stored.items()
        if code not in seen and (values["valid_to"] or date.max) >= register.today
    )
    return plan


def _wanted(
    values: Values, present: frozenset[str], stored: Values | None, register: ItemRegister
) -> dict[str, Any]:
    blank = {**BLANK, "body": register.body, "valid_from": register.today}
    wanted = merged(stored or blank, values, present, blank)
    if stored is None:
        return wanted
    given = values.get("valid_from") is not None
    changed = compared(stored, wanted, SUBSTANCE)
    if changed and not given:
        wanted["valid_from"] = register.today
    # A later day alone changes nothing; a version of its own would say what the last one says.
    later = wanted["valid_from"] > stored["valid_from"]
    if not changed and (not given or (later and stored["valid_from"] <= register.today)):
        wanted["valid_from"] = stored["valid_from"]
    # A reason belongs to one change: without a change the last one stays, with one it is anew.
    if compared(stored, wanted, _SAID):
        wanted[REASON] = values.get(REASON) or ""
    else:
        wanted[REASON] = stored[REASON]
    return wanted


def _problem(line: int, wanted: Values, stored: Values | None, today: date) -> Problem | None:
    unsaid = next((name for name in NAMED if not str(wanted[name]).strip()), None)
    if unsaid:
        return Problem(line, unsaid, "unsaid")
    if wanted["valid_to"] and wanted["valid_to"] < wanted["valid_from"]:
        return Problem(line, "valid_to", "dates-reversed")
    if stored is None:
        return None
    changed = [change.field for change in compared(stored, wanted, _SAID)]
    later = wanted["valid_from"] > stored["valid_from"]
    if needs_version(changed, stored["valid_from"], today) and not later:
        day = stored["valid_from"].isoformat()
        return Problem(line, "valid_from", "version-not-later", {"day": day})
    return None


def _decided(line: int, code: str, wanted: Values, stored: Values | None) -> RowPlan:
    if stored is None:
        return RowPlan(
            line, code, wanted["name"], Verdict.NEW, wanted, remarks=_remarks(wanted, None)
        )
    changes = compared(stored, wanted, ITEM_FIELDS)
    if not changes:
        verdict = Verdict.UNCHANGED
    elif {change.field for change in changes} - {REASON} == {"valid_to"} and wanted["valid_to"]:
        verdict = Verdict.ENDED
    else:
        verdict = Verdict.CHANGED
    remarks = _remarks(wanted, stored) if changes else ()
    return RowPlan(line, code, wanted["name"], verdict, wanted, changes, remarks)


def _remarks(wanted: Values, stored: Values | None) -> tuple[Remark, ...]:
    remarks = []
    if not bases_in(wanted["basis"]):
        remarks.append(Remark("basis-unnamed"))
    if stored is not None and not wanted[REASON]:
        remarks.append(Remark("reason-missing"))
    elif stored is not None and wanted[REASON] == stored[REASON]:
        remarks.append(Remark("reason-old", {"reason": wanted[REASON]}))
    return tuple(remarks)


def needs_version(changes: Iterable[str], valid_from: date, today: date) -> bool:
    """Whether fields that changed make a new version.

    The last day alone does not, and a version that is not yet in force is mended in place.
    """
    return valid_from <= today and bool(set(changes) - {"valid_to", REASON})
