"""Reading a sheet against a register: what it would do, row by row. Writes nothing."""

import hashlib
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from typing import Any, BinaryIO

from django.db.models import Count, Max, Sum

from yaohao.ground.accounts.models import Bureau
from yaohao.ground.sheets.asking import Reading
from yaohao.ground.sheets.reading import LIMITS, PLAIN, open_table
from yaohao.ground.sheets.spool import parts
from yaohao.ground.sheets.table import Table
from yaohao.stages.registers.columns import COLUMNS
from yaohao.stages.registers.models import (
    HeaderMapping,
    ImportRun,
    InspectionObject,
    Item,
    PastOrder,
    PastVisit,
)
from yaohao.stages.registers.queries.regions import region_table
from yaohao.stages.registers.queries.states import (
    expert_register,
    group_codes,
    item_register,
    object_register,
    officer_register,
    past_order_register,
    unnamed_objects,
    visit_register,
)
from yaohao.stages.registers.rules.expert_rows import plan_experts
from yaohao.stages.registers.rules.item_rows import plan_items
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.rules.object_rows import judge_objects
from yaohao.stages.registers.rules.officer_rows import plan_officers
from yaohao.stages.registers.rules.past_rows import judge_orders, judge_visits
from yaohao.stages.registers.rules.plan import (
    Judged,
    Line,
    Plan,
    PlanDigest,
    Problem,
    RowPlan,
    Verdict,
)
from yaohao.stages.registers.wording import reason_of

# Small registers: how they stand, and the rule that judges a whole sheet against one.
_SMALL: dict[Kind, tuple[Callable[[Bureau, date], Any], Callable[..., Plan]]] = {
    Kind.OFFICERS: (officer_register, plan_officers),
    Kind.ITEMS: (item_register, plan_items),
    Kind.EXPERTS: (expert_register, plan_experts),
}
# Large ones: what some rows may touch of them, and the rule that judges a sheet part by part.
_LARGE: dict[
    Kind, tuple[Callable[[Bureau, date, list[Line]], Any], Callable[..., Iterator[Judged]]]
] = {
    Kind.OBJECTS: (object_register, judge_objects),
    Kind.VISITS: (visit_register, judge_visits),
    Kind.ORDERS: (past_order_register, judge_orders),
}
# A change of these goes through a model row by row, with what hangs on each, while everybody
# waits; no bureau of any level has as many officers, experts or items.
SMALL_LIMITS = replace(LIMITS, rows=5_000)
PART = 1_000  # rows judged together
MOST_MISSING = 500  # objects not in the sheet that are named; all are counted


class Checked:
    """A sheet while it is read: an iterator over its right rows, which are never held together.

    What is said of the whole is complete when they are through; `table` carries the mistakes.
    """

    def __init__(self, table: Table, judged: Generator[Judged, None, Iterable[str]]) -> None:
        self.table = table
        self.missing: list[str] = []  # the first of them
        self._judged = judged
        self._verdicts: Counter[str] = Counter()
        self._digest = PlanDigest()
        self._unnamed = 0

    def __iter__(self) -> Iterator[RowPlan]:
        for row in self._rows():
            self._verdicts[row.verdict.value] += 1
            self._digest.add(row)
            yield row

    @property
    def digest(self) -> str:
        """Names the outcome, whatever the language of the messages."""
        return self._digest.hexdigest(self.table.wrong_lines)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows of each verdict, wrong ones, and objects that the sheet does not name."""
        verdicts = {verdict.value: self._verdicts[verdict.value] for verdict in Verdict}
        return {**verdicts, "wrong": len(self.table.wrong_lines), "missing": self._unnamed}

    def through(self) -> "Checked":
        """Read all of it, for what is said of the whole."""
        for _row in self:
            pass
        return self

    def _rows(self) -> Iterator[RowPlan]:
        missing = yield from self._right()
        for key in missing:
            self._unnamed += 1
            if len(self.missing) < MOST_MISSING:
                self.missing.append(key)

    def _right(self) -> Generator[RowPlan, None, Iterable[str]]:
        while True:
            try:
                found = next(self._judged)
            except StopIteration as end:
                missing: Iterable[str] = end.value
                return missing
            if isinstance(found, Problem):
                self.table.fail(found.line, found.key, *reason_of(found))
            else:
                yield found


def check(
    kind: Kind,
    bureau: Bureau,
    file: BinaryIO,
    filename: str,
    today: date,
    reading: Reading = PLAIN,
) -> Checked:
    """Open the sheet to be read against a register; the file stays open until it is through.

    Raises SheetRefusedError, then or on the way, when there is no table in it;
    UnclearHeaderError when a person has to say what its columns mean.
    """
    limits = SMALL_LIMITS if kind in _SMALL else LIMITS
    table, rows = open_table(file, filename, COLUMNS[kind], limits=limits, reading=reading)
    lines = (Line(row.line, row.values) for row in rows)
    return Checked(table, _judged(kind, bureau, lines, table.present, today))


def _judged(
    kind: Kind, bureau: Bureau, lines: Iterable[Line], present: Iterable[str], today: date
) -> Generator[Judged, None, Iterable[str]]:
    """The verdict on every row, and in the end the keys that the sheet does not name."""
    if kind in _SMALL:
        plan = plan_rows(kind, bureau, lines, present, today)
        yield from plan.judged
        return plan.missing
    state, judge = _LARGE[kind]
    seen: dict[str, int] = {}
    for part in parts(lines, PART):
        yield from judge(part, present, state(bureau, today, part), seen)
    return unnamed_objects(bureau, seen) if kind is Kind.OBJECTS else ()


# What the rules of large registers look at beside the bureau and its unit groups.
_LOOKED_AT: dict[Kind, tuple[Any, ...]] = {
    Kind.OBJECTS: (InspectionObject,),
    Kind.VISITS: (InspectionObject, Item, PastVisit),
    Kind.ORDERS: (InspectionObject, Item, PastOrder),
}


def register_stamp(kind: Kind, bureau: Bureau, today: date) -> str:
    """Changes when a large register does, so that a plan made before still holds.

    Whatever changes a row makes it a revision more; new ones have keys that were never given
    before. So it never comes back to what it was. Beside the rows: all else that the rules look
    at. Empty for the small registers, whose sheets are written while one waits.
    """
    if kind not in _LOOKED_AT:
        return ""
    seen = [
        today, _version(), bureau.region, bureau.level,
        sorted(group_codes(bureau).items()), region_table().digest,
    ]  # fmt: skip
    for model in _LOOKED_AT[kind]:
        rows = model.objects.filter(bureau=bureau)
        seen += rows.aggregate(count=Count("pk"), sum=Sum("revision"), last=Max("pk")).values()
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
    """Plan rows against a whole small register as it stands now."""
    state, planned = _SMALL[kind]
    return planned(lines, present, state(bureau, today))
