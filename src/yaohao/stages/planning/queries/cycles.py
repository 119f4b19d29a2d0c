"""Reading the cycles."""

from collections import Counter
from dataclasses import dataclass

from yaohao.ground.accounts.models import Bureau
from yaohao.stages.planning.models import Cycle, CycleQuerySet, Line, LineQuerySet, Visit
from yaohao.stages.planning.rules import KIND_OF_REGIME, LineState, Sentence, VisitState
from yaohao.stages.planning.rules.cycles import Left, left_of
from yaohao.stages.registers.models import Item
from yaohao.stages.registers.queries.past import visited_before
from yaohao.stages.registers.queries.pools import ELIGIBLE, pool_rows
from yaohao.stages.registers.rules.pool_filter import PoolFilter


@dataclass(frozen=True, slots=True)
class Running:
    """A cycle with the item it is of, and the lines planned in it."""

    cycle: Cycle
    item: str
    lines: tuple[Line, ...]


def cycles_of(bureau: Bureau, item_code: str) -> CycleQuerySet:
    """The cycles of an item, oldest first."""
    rows = Cycle.objects.filter(bureau=bureau, item_code=item_code)
    return rows.order_by("starts", "name")


def cycle_named(bureau: Bureau, item_code: str, name: str) -> Cycle | None:
    """The cycle of that name, if the item has one."""
    return Cycle.objects.filter(bureau=bureau, item_code=item_code, name=name).first()


def lines_of(cycle: Cycle) -> LineQuerySet:
    """The lines planned in a cycle, those that were replaced left out."""
    named = Line.objects.of(cycle.bureau).filter(cycle=cycle.name, item__code=cycle.item_code)
    living: LineQuerySet = named.exclude(state=LineState.REPLACED.value)
    return living.select_related("plan__bureau", "item").order_by("plan__year", "number")


def running(bureau: Bureau) -> list[Running]:
    """Every cycle of a bureau by item and first day, with its lines."""
    living = Line.objects.of(bureau).exclude(state=LineState.REPLACED.value)
    by_cycle: dict[tuple[str, str], list[Line]] = {}
    for line in living.select_related("plan", "item").order_by("plan__year", "number"):
        by_cycle.setdefault((line.item.code, line.cycle), []).append(line)
    items = dict(Item.objects.of(bureau).order_by("version").values_list("code", "name"))
    return [
        Running(
            cycle,
            f"{cycle.item_code} {items.get(cycle.item_code, '')}".strip(),
            tuple(by_cycle.get((cycle.item_code, cycle.name), ())),
        )
        for cycle in Cycle.objects.filter(bureau=bureau).order_by("item_code", "starts")
    ]


def seen_in(bureau: Bureau, item_code: str, cycle: str) -> set[str]:
    """Ids of the objects that were visited by an item of the plan in a cycle.

    By the visit book, which learns of it when an envelope is opened, and the bureau's list of
    visits before this product. What is still sealed is in neither.
    """
    known = cycle_named(bureau, item_code, cycle)
    if known is None:
        return set()
    days = (known.starts, known.ends)
    booked = Visit.objects.filter(
        bureau=bureau, item_code=item_code, on__range=days,
        kind__in=[kind.value for kind in KIND_OF_REGIME.values()],
    ).exclude(state=VisitState.VOID.value)  # fmt: skip
    listed = {object_id for object_id, _day, _paper in visited_before(bureau, item_code, *days)}
    return listed | set(booked.values_list("subject", flat=True))


def left_in(
    bureau: Bureau, item_code: str, cycle: str, pool_filter: PoolFilter, counted: Sentence,
    stratify_by: str,
) -> Left:  # fmt: skip
    """What a cycle has left for a sentence over this pool (article 14)."""
    seen = seen_in(bureau, item_code, cycle)
    by_stratum: Counter[str] = Counter()
    for object_id, stratum, reason in pool_rows(bureau, pool_filter, stratify_by) if seen else ():
        by_stratum[stratum] += reason == ELIGIBLE and object_id in seen
    return left_of(counted.portions, by_stratum)


def left_for(line: Line, counted: Sentence) -> Left:
    """The same of a stored line."""
    return left_in(
        line.bureau, line.item.code, line.cycle, line.pool_filter, counted, line.stratify_by
    )
