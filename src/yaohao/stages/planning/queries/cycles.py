"""Reading the cycles."""

from dataclasses import dataclass

from yaohao.ground.accounts.models import Bureau
from yaohao.stages.planning.models import Cycle, CycleQuerySet, Line, LineQuerySet
from yaohao.stages.planning.rules import LineState
from yaohao.stages.registers.models import Item


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
