"""Rows of what was done before this product: visits and open orders, "not proven"."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from yaohao.stages.registers.rules.kinds import PastOrigin
from yaohao.stages.registers.rules.likely import LikelyNames
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

VISIT_BLANK: dict[str, Any] = {
    "object_id": "",
    "date": None,
    "item_code": "",
    "origin": PastOrigin.RANDOM.value,
    "result": "",
    "document": "",
}
VISIT_FIELDS = tuple(VISIT_BLANK)
ORDER_BLANK: dict[str, Any] = {
    "object_id": "",
    "number": "",
    "date": None,
    "due": None,
    "problem": "",
    "closed_on": None,
}
ORDER_FIELDS = tuple(ORDER_BLANK)


@dataclass(frozen=True, slots=True)
class PastRegister:
    """What stands already, by key, and what a row may name.

    `objects` are ids with name and credit code; `items` codes by code and by name.
    """

    today: date
    stored: Mapping[str, Values]
    objects: Mapping[str, tuple[str, str]]
    items: Mapping[str, str]
    named: dict[str, list[str]] = field(default_factory=dict)  # object ids by name
    coded: dict[str, list[str]] = field(default_factory=dict)  # and by credit code
    # All names of the register, where `objects` are only those that the rows name.
    likely: Callable[[], LikelyNames] | None = None

    def near(self, name: str) -> str:
        """Names of objects that a mistyped one probably means, for people; empty: none is near."""
        if not name:
            return ""
        likely = self.likely() if self.likely else LikelyNames(self.named)
        return "、".join(likely.of(name))

    def __post_init__(self) -> None:
        for identity, (name, code) in self.objects.items():
            self.named.setdefault(name, []).append(identity)
            self.coded.setdefault(code, []).append(identity)


class _RefusedError(Exception):
    def __init__(self, key: str, code: str, **values: str) -> None:
        super().__init__(code)
        self.key, self.code, self.values = key, code, values


def judge_visits(
    rows: Iterable[Line], present: Iterable[str], register: PastRegister, seen: dict[str, int]
) -> Iterator[Judged]:
    """The verdict on every visit; `present` are the columns that the sheet has.

    `seen` are the rows judged before, by key: a large sheet is judged part by part.
    """
    return _judged(rows, present, register, seen, _visit)


def judge_orders(
    rows: Iterable[Line], present: Iterable[str], register: PastRegister, seen: dict[str, int]
) -> Iterator[Judged]:
    """The verdict on every order."""
    return _judged(rows, present, register, seen, _order)


def plan_visits(rows: Iterable[Line], present: Iterable[str], register: PastRegister) -> Plan:
    """The verdict on the visits of a small sheet."""
    return Plan.of(judge_visits(rows, present, register, {}))


def plan_orders(rows: Iterable[Line], present: Iterable[str], register: PastRegister) -> Plan:
    """The verdict on the orders of a small sheet."""
    return Plan.of(judge_orders(rows, present, register, {}))


def visit_key(values: Values) -> str:
    """What names one visit: object, day, item."""
    return f"{values['object_id']} {values['date']} {values['item_code']}".strip()


def order_key(values: Values) -> str:
    """What names one order: object and number."""
    return f"{values['object_id']} {values['number']}"


def _judged(
    rows: Iterable[Line],
    present: Iterable[str],
    register: PastRegister,
    seen: dict[str, int],
    one: Callable[[Line, frozenset[str], PastRegister], RowPlan],
) -> Iterator[Judged]:
    columns = frozenset(present)
    for row in rows:
        try:
            decided = one(row, columns, register)
            if decided.key in seen:
                raise _RefusedError("date", "twice", line=str(seen[decided.key]))
        except _RefusedError as error:
            yield Problem(row.line, error.key, error.code, error.values)
        else:
            seen[decided.key] = row.line
            yield decided


def _visit(row: Line, present: frozenset[str], register: PastRegister) -> RowPlan:
    identity = _object(row.values, register)
    item = row.values.get("item_code") or ""
    if item and item not in register.items:
        raise _RefusedError("item_code", "item-unknown")
    key = visit_key(
        {
            "object_id": identity,
            "date": row.values["date"],
            "item_code": register.items.get(item, ""),
        }
    )
    stored = register.stored.get(key)
    wanted = merged(stored or VISIT_BLANK, row.values, present, VISIT_BLANK)
    wanted["object_id"], wanted["item_code"] = identity, register.items.get(item, "")
    if wanted["date"] > register.today:
        raise _RefusedError("date", "past-in-future")
    drawn = wanted["origin"] == PastOrigin.RANDOM.value
    remarks: tuple[Remark, ...] = ()
    if drawn and stored is None and not row.values.get("origin"):
        remarks = (Remark("past-no-origin"),)
    if drawn and not wanted["item_code"]:
        remarks = (*remarks, Remark("past-no-item"))
    return replace(_row(row.line, key, stored, wanted, VISIT_FIELDS, register), remarks=remarks)


def _order(row: Line, present: frozenset[str], register: PastRegister) -> RowPlan:
    identity = _object(row.values, register)
    key = order_key({"object_id": identity, "number": row.values["number"]})
    stored = register.stored.get(key)
    wanted = merged(stored or ORDER_BLANK, row.values, present, ORDER_BLANK)
    wanted["object_id"] = identity
    if wanted["date"] > register.today:
        raise _RefusedError("date", "past-in-future")
    if wanted["due"] < wanted["date"]:
        raise _RefusedError("due", "dates-reversed")
    if wanted["closed_on"] and not wanted["date"] <= wanted["closed_on"] <= register.today:
        raise _RefusedError("closed_on", "past-in-future")
    return _row(row.line, key, stored, wanted, ORDER_FIELDS, register)


def _row(
    line: int,
    key: str,
    stored: Values | None,
    wanted: Values,
    names: tuple[str, ...],
    register: PastRegister,
) -> RowPlan:
    title = f"{register.objects[wanted['object_id']][0]} {wanted['date']}"
    if stored is None:
        return RowPlan(line, key, title, Verdict.NEW, wanted)
    changes = compared(stored, wanted, names)
    verdict = Verdict.CHANGED if changes else Verdict.UNCHANGED
    return RowPlan(line, key, title, verdict, wanted, changes)


def _object(values: Values, register: PastRegister) -> str:
    """The one object that a row means, by id, credit code or name, in this order."""
    if given := values.get("object_id"):
        if given not in register.objects:
            raise _RefusedError("object_id", "object-unknown")
        return str(given)
    code, name = values.get("credit_code") or "", values.get("name") or ""
    found = register.coded.get(code, []) if code else register.named.get(name, [])
    if code and not found and (near := register.near(name)):
        raise _RefusedError("credit_code", "object-likely", names=near)
    if code and not found:
        raise _RefusedError("credit_code", "object-unknown")
    if len(found) > 1:  # several sites of one firm: the name may tell which
        found = [each for each in found if register.objects[each][0] == name] or found
    if len(found) > 1:
        raise _RefusedError("name", "object-several", ids="、".join(sorted(found)))
    if not found and (near := register.near(name)):
        raise _RefusedError("name", "object-likely", names=near)
    if not found:
        raise _RefusedError("name", "object-unknown")
    return found[0]
