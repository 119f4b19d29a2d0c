"""Rows of the register of officers (articles 9 and 16)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
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
    "section": "",  # its name
    "valid_from": None,
    "valid_to": None,
    "functions": (),
    "trades": (),
    "region": "",  # code
    "active": True,
    "account": "",  # sign-in name
}
OFFICER_FIELDS = tuple(BLANK)


@dataclass(frozen=True, slots=True)
class OfficerRegister:
    """The register as it stands: `stored` fields by certificate; what the bureau has."""

    today: date
    stored: Mapping[str, Values]
    foreign: Collection[str]  # certificates that another bureau has
    sections: Collection[str]  # names and codes
    regions: RegionTable
    jurisdiction: str  # region of the bureau
    accounts: Mapping[str, str]  # sign-in names of the bureau → certificate that holds it, or ""


def plan_officers(rows: Iterable[Line], present: Iterable[str], register: OfficerRegister) -> Plan:
    """The verdict on every row; `present` are the columns that the sheet has."""
    plan, seen, accounts = Plan(), dict[str, int](), dict[str, int]()
    columns = frozenset(present)
    for row in rows:
        certificate = row.values["certificate"]
        wanted = merged(register.stored.get(certificate, BLANK), row.values, columns, BLANK)
        region = region_said(register.regions, register.jurisdiction, wanted["region"])
        wanted["region"] = region or wanted["region"]
        problem = _problem(row.line, certificate, wanted, register) or _twice(
            row.line, certificate, wanted["account"], seen, accounts
        )
        if problem:
            plan.problems.append(problem)
            continue
        seen[certificate] = row.line
        plan.rows.append(_decided(row.line, certificate, wanted, register))
    plan.missing = sorted(
        key for key, values in register.stored.items() if key not in seen and values["active"]
    )
    return plan


def _twice(
    line: int, certificate: str, account: str, seen: dict[str, int], accounts: dict[str, int]
) -> Problem | None:
    if certificate in seen:
        return Problem(line, "certificate", "twice", {"line": str(seen[certificate])})
    if account and account in accounts:
        return Problem(line, "account", "twice", {"line": str(accounts[account])})
    if account:
        accounts[account] = line
    return None


def _problem(
    line: int, certificate: str, wanted: Values, register: OfficerRegister
) -> Problem | None:
    if certificate in register.foreign:
        return Problem(line, "certificate", "certificate-foreign")
    if wanted["valid_to"] < wanted["valid_from"]:
        return Problem(line, "valid_to", "dates-reversed")
    if wanted["section"] and wanted["section"] not in register.sections:
        known = "、".join(sorted(register.sections))
        return Problem(line, "section", "section-unknown", {"known": known})
    if wanted["region"] and not register.regions.knows(wanted["region"], register.jurisdiction):
        return Problem(line, "region", "region-unknown")
    account = wanted["account"]
    if account and account not in register.accounts:
        return Problem(line, "account", "account-unknown")
    if account and register.accounts[account] not in ("", certificate):
        return Problem(line, "account", "account-taken")
    return None


def _decided(line: int, certificate: str, wanted: Values, register: OfficerRegister) -> RowPlan:
    stored = register.stored.get(certificate)
    changes = compared(stored, wanted, OFFICER_FIELDS) if stored else ()
    remarks = []
    if wanted["valid_to"] < register.today:
        remarks.append(Remark("certificate-expired", {"day": wanted["valid_to"].isoformat()}))
    elif wanted["valid_from"] > register.today:
        remarks.append(Remark("certificate-not-yet", {"day": wanted["valid_from"].isoformat()}))
    if not wanted["functions"]:
        remarks.append(Remark("no-functions"))
    if stored is None:
        verdict = Verdict.NEW
    elif stored["active"] and not wanted["active"]:
        verdict = Verdict.ENDED
    else:
        verdict = Verdict.CHANGED if changes else Verdict.UNCHANGED
    title = wanted["name"]
    return RowPlan(line, certificate, title, verdict, wanted, changes, tuple(remarks))
