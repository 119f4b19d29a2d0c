"""Reading a sheet against a register: what it would do, row by row. Writes nothing."""

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from django.db.models import Count, Max, Sum

from yaohao.ground.accounts.models import Bureau
from yaohao.ground.sheets.asking import Reading
from yaohao.ground.sheets.reading import PLAIN, read_table
from yaohao.ground.sheets.table import Table
from yaohao.stages.registers.columns import COLUMNS
from yaohao.stages.registers.models import HeaderMapping, ImportRun, InspectionObject
from yaohao.stages.registers.queries.regions import region_table
from yaohao.stages.registers.queries.states import (
    expert_register,
    group_codes,
    item_register,
    object_register,
    officer_register,
    past_order_register,
    visit_register,
)
from yaohao.stages.registers.rules.expert_rows import plan_experts
from yaohao.stages.registers.rules.item_rows import plan_items
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.rules.object_rows import plan_objects
from yaohao.stages.registers.rules.officer_rows import plan_officers
from yaohao.stages.registers.rules.past_rows import plan_orders, plan_visits
from yaohao.stages.registers.rules.plan import Line, Plan, Verdict
from yaohao.stages.registers.wording import reason_of

# Per register: how it stands, and the rule that judges rows against it.
_PLANNERS: dict[Kind, tuple[Callable[[Bureau, date], Any], Callable[..., Plan]]] = {
    Kind.OBJECTS: (object_register, plan_objects),
    Kind.OFFICERS: (officer_register, plan_officers),
    Kind.ITEMS: (item_register, plan_items),
    Kind.EXPERTS: (expert_register, plan_experts),
    Kind.VISITS: (visit_register, plan_visits),
    Kind.ORDERS: (past_order_register, plan_orders),
}


@dataclass(frozen=True, slots=True)
class Checked:
    """A sheet as read and what it would do; the table carries the mistakes of both."""

    table: Table
    plan: Plan

    @property
    def digest(self) -> str:
        """Names the outcome, whatever the language of the messages."""
        return self.plan.digest(self.table.wrong_lines)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows of each verdict, wrong ones, and objects that the sheet does not name."""
        verdicts = {verdict.value: self.plan.count(verdict) for verdict in Verdict}
        wrong = len(self.table.wrong_lines)
        return {**verdicts, "wrong": wrong, "missing": len(self.plan.missing)}


def check(
    kind: Kind,
    bureau: Bureau,
    content: bytes,
    filename: str,
    today: date,
    reading: Reading = PLAIN,
) -> Checked:
    """Read the sheet and plan its rows.

    Raises SheetRefusedError when there is no table in it, UnclearHeaderError when a person has to
    say what its columns mean.
    """
    table = read_table(io.BytesIO(content), filename, COLUMNS[kind], reading=reading)
    plan = plan_rows(kind, bureau, _taken(table), table.present, today)
    for problem in plan.problems:
        table.fail(problem.line, problem.key, *reason_of(problem))
    return Checked(table, plan)


def _taken(table: Table) -> Iterator[Line]:
    """The rows, given away one by one: of a large sheet nothing is held twice."""
    rows = list(reversed(table.rows))
    table.rows.clear()
    while rows:
        row = rows.pop()
        yield Line(row.line, row.values)


def register_stamp(kind: Kind, bureau: Bureau, today: date) -> str:
    """Changes when the register of objects does, so that a plan made before still holds.

    Whatever changes an object makes it a revision more; new ones have keys that were never given
    before. So it never comes back to what it was. Beside the objects: all else that the rules of
    their rows look at. Empty for the other registers: their plans look at more than their own rows.
    """
    if kind is not Kind.OBJECTS:
        return ""
    rows = InspectionObject.objects.filter(bureau=bureau)
    found = rows.aggregate(count=Count("pk"), sum=Sum("revision"), last=Max("pk"))
    seen = [
        today, _version(), bureau.region, bureau.level, *found.values(),
        sorted(group_codes(bureau).items()), region_table().digest,
    ]  # fmt: skip
    return hashlib.sha256(repr(seen).encode()).hexdigest()


def _version() -> str:
    """Of the product: another one may have other rules."""
    try:
        return version("yaohao")
    except PackageNotFoundError:
        return ""


def reading_of(run: ImportRun, told: Callable[[int, int], None] | None = None) -> Reading:
    """How a sheet is read: as the clerk said of this file, else of such a header before."""

    def meaning(digest: str) -> Mapping[int, str] | None:
        said = (
            run.columns
            or HeaderMapping.objects.filter(bureau=run.bureau_id, kind=run.kind, headers=digest)
            .values_list("columns", flat=True)
            .first()
        )
        return {int(place): key for place, key in said.items()} if said else None

    plain = Reading(sheet=run.sheet, meaning=meaning, mended=run.mended)
    return replace(plain, told=told) if told else plain


def plan_rows(
    kind: Kind, bureau: Bureau, lines: Iterable[Line], present: Iterable[str], today: date
) -> Plan:
    """Plan rows against the whole register as it stands now."""
    state, planned = _PLANNERS[kind]
    return planned(lines, present, state(bureau, today))
