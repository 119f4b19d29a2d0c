"""Rows of the register of objects (articles 2, 10 and 11)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from yaohao.stages.registers.rules.coordinates import place_problem
from yaohao.stages.registers.rules.kinds import (
    Affiliation,
    Blacklist,
    Credit,
    Datum,
    Exclusion,
    Field,
    MajorHazard,
    OwningLevel,
    Risk,
    Scale,
    Standardisation,
)
from yaohao.stages.registers.rules.numbering import object_id
from yaohao.stages.registers.rules.place import Located, PlaceError, locate
from yaohao.stages.registers.rules.plan import (
    Judged,
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
from yaohao.stages.registers.rules.regions import RegionTable

# Every field that a row may set, with the value of a blank cell: nothing is guessed.
BLANK: dict[str, Any] = {
    "name": "",
    "credit_code": "",
    "site": "",
    "region": "",
    "address": "",
    "industry": "",
    "field": Field.OTHER.value,
    "group": "",
    "focus": False,
    "level": OwningLevel.OWN.value,
    "affiliation": Affiliation.CITY.value,
    "scale": Scale.UNRATED.value,
    "risk": Risk.UNRATED.value,
    "standardisation": Standardisation.NONE.value,
    "credit": Credit.UNRATED.value,
    "major_hazard": MajorHazard.NONE.value,
    "blacklist": Blacklist.NONE.value,
    "exclusion": Exclusion.NONE.value,
    "ended_on": None,
    "legal_person": "",
    "contact": "",
    "phone": "",
    "longitude": None,
    "latitude": None,
    "datum": Datum.NONE.value,
    "accuracy": None,  # metres
}
OBJECT_FIELDS = tuple(BLANK)


@dataclass(frozen=True, slots=True)
class ObjectRegister:
    """The register as it stands: `stored` fields by object id, and the bureau's own facts."""

    jurisdiction: str  # region of the bureau
    affiliation: Affiliation  # of objects whose sheet does not say
    regions: RegionTable
    today: date
    stored: Mapping[str, Values]
    groups: Mapping[str, str] = field(default_factory=dict)  # code by code and by name
    names: dict[str, list[str]] = field(default_factory=dict)  # object ids by name
    lists: bool = False  # whether rows may move objects on the blacklist, which two people do

    def __post_init__(self) -> None:
        for identity, values in self.stored.items():
            self.names.setdefault(values["name"], []).append(identity)


class _RefusedError(Exception):
    def __init__(self, key: str, code: str, **values: str) -> None:
        super().__init__(code)
        self.key, self.code, self.values = key, code, values


def judge_objects(
    rows: Iterable[Line], present: Iterable[str], register: ObjectRegister, seen: dict[str, int]
) -> Iterator[Judged]:
    """The verdict on every row; `present` are the columns that the sheet has.

    `seen` are the rows of objects judged before, by key: a large sheet is judged part by part.
    """
    columns = frozenset(present)
    for row in rows:
        try:
            decided = _decide(row, columns, register)
            _check_once(decided, seen)
        except _RefusedError as error:
            yield Problem(row.line, error.key, error.code, error.values)
        else:
            yield decided


def plan_objects(rows: Iterable[Line], present: Iterable[str], register: ObjectRegister) -> Plan:
    """The verdict on the rows of a small sheet, beside the whole register."""
    seen: dict[str, int] = {}
    unnamed = (
        identity
        for identity, values in register.stored.items()
        if identity not in seen and not values["exclusion"]
    )
    return Plan.of(judge_objects(rows, present, register, seen), unnamed)


def _check_once(row: RowPlan, seen: dict[str, int]) -> None:
    key = row.key or f"{row.title}\t{row.fields['region']}"
    if key in seen:
        raise _RefusedError("credit_code", "twice", line=str(seen[key]))
    seen[key] = row.line


def _decide(row: Line, present: frozenset[str], register: ObjectRegister) -> RowPlan:
    identity = _identity(row.values, register)
    stored = register.stored.get(identity) if identity else None
    start: Values = stored or {**BLANK, "affiliation": register.affiliation.value}
    blank = {**BLANK, "affiliation": register.affiliation.value}
    wanted = merged(start, row.values, present, blank)
    remarks = []
    if len(wanted["credit_code"]) == 15:
        remarks.append(Remark("old-code"))
    wanted["region"], remark = _region(row.values, wanted, stored, register)
    remarks += [remark] if remark else []
    _end(wanted, row.values, present, register.today)
    _agree(wanted)
    listing = _listing(wanted, stored, register)
    _place(wanted)
    _group(wanted, stored, register)
    if listing:
        remarks.append(Remark("listing-proposed", {"grade": listing}))
    if wanted["level"] == register.affiliation:  # said in full: the bureau's own
        wanted["level"] = OwningLevel.OWN.value
    others = [other for other in register.names.get(wanted["name"], []) if other != identity]
    if others and (stored is None or stored["name"] != wanted["name"]):
        remarks.append(Remark("same-name", {"id": others[0]}))
    changes = compared(stored, wanted, OBJECT_FIELDS) if stored else ()
    verdict = _verdict(stored, wanted, bool(changes))
    return RowPlan(
        row.line, identity, wanted["name"], verdict, wanted, changes, tuple(remarks), listing
    )


def _verdict(stored: Values | None, wanted: Values, changed: bool) -> Verdict:
    if stored is None:
        return Verdict.NEW
    if wanted["exclusion"] and not stored["exclusion"]:
        return Verdict.ENDED
    return Verdict.CHANGED if changed else Verdict.UNCHANGED


def _identity(values: Values, register: ObjectRegister) -> str:
    """Object id; empty when a new one must be issued."""
    code, site = values.get("credit_code") or "", values.get("site") or ""
    given = values.get("object_id") or ""
    if code:
        made = object_id(code, site)
        if given and given != made:
            raise _RefusedError("object_id", "id-mismatch", id=made)
        return made
    if site:
        raise _RefusedError("site", "site-without-code")
    if given:
        if given not in register.stored:
            raise _RefusedError("object_id", "id-unknown")
        return str(given)
    # Without a code the same name means the same object, or a second import would double it.
    same = [
        identity
        for identity in register.names.get(values["name"], [])
        if not register.stored[identity]["credit_code"]
    ]
    if len(same) > 1:
        raise _RefusedError("name", "id-needed", ids="、".join(sorted(same)))
    return same[0] if same else ""


def _region(
    values: Values, wanted: Values, stored: Values | None, register: ObjectRegister
) -> tuple[str, Remark | None]:
    column = values.get("region") or ""
    if stored and not column and wanted["address"] == stored["address"]:
        return stored["region"], None
    try:
        found = locate(
            register.regions,
            register.jurisdiction,
            column=column,
            address=wanted["address"],
            code=wanted["credit_code"],
        )
    except PlaceError as error:
        key = "region" if column else "address" if wanted["address"] else "credit_code"
        values = {"region": error.region, "name": error.name}
        raise _RefusedError(key, error.code, **values) from None
    return found.region, _remark(found, register.regions)


def _remark(found: Located, regions: RegionTable) -> Remark | None:
    here = {"region": found.region, "name": regions.name(found.region)}
    if found.source in ("city", "bureau"):
        return Remark(f"region-{found.source}", here)
    if found.other:
        return Remark("region-other", {**here, "other": regions.name(found.other)})
    return None


def _end(wanted: dict[str, object], values: Values, present: frozenset[str], today: date) -> None:
    """Reason and day of an end stand together; a reason alone means today."""
    given = values.get("ended_on") if "ended_on" in present else None
    if not wanted["exclusion"]:
        if given is not None:
            raise _RefusedError("ended_on", "end-without-reason")
        wanted["ended_on"] = None
    elif wanted["ended_on"] is None:
        wanted["ended_on"] = today
    elif isinstance(wanted["ended_on"], date) and wanted["ended_on"] > today:
        raise _RefusedError("ended_on", "end-in-future")


def _listing(wanted: dict[str, Any], stored: Values | None, register: ObjectRegister) -> str:
    """The grade that a new object brings along: one person alone lists nobody (article 19).

    Until another has decided it stands with the other fields, and on no list.
    """
    said = wanted["blacklist"]
    if register.lists or said == (stored["blacklist"] if stored else Blacklist.NONE):
        return ""
    if stored:
        raise _RefusedError("blacklist", "blacklist-two-people", grade=stored["blacklist"])
    wanted["blacklist"] = Blacklist.NONE.value
    if wanted["field"] == Field.BLACKLIST:
        wanted["field"] = Field.OTHER.value
    return str(said)


def _agree(wanted: Values) -> None:
    """Two focus groups of article 10 are grades of their own; the grade must be there."""
    if wanted["field"] == Field.MAJOR_HAZARD and wanted["major_hazard"] == MajorHazard.NONE:
        raise _RefusedError("major_hazard", "hazard-without-grade")
    if wanted["field"] == Field.BLACKLIST and wanted["blacklist"] == Blacklist.NONE:
        raise _RefusedError("blacklist", "blacklist-without-grade")


def _place(wanted: dict[str, Any]) -> None:
    """Coordinates stand whole; without them nothing is left of datum and accuracy."""
    if problem := place_problem(wanted):
        raise _RefusedError(*problem)
    if wanted["longitude"] is None:
        wanted["datum"], wanted["accuracy"] = Datum.NONE.value, None


def _group(wanted: dict[str, Any], stored: Values | None, register: ObjectRegister) -> None:
    """Groups are named by code or name; an object keeps one that has ended meanwhile."""
    said = wanted["group"]
    if stored and said == stored["group"]:
        return
    if said and said not in register.groups:
        known = "、".join(sorted(set(register.groups))) or "—"
        raise _RefusedError("group", "group-unknown", known=known)
    wanted["group"] = register.groups.get(said, said)
