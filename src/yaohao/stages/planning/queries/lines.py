"""Reading the plan."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from fairdraw.announcement import Stratum

from yaohao.ground.accounts.models import Bureau
from yaohao.stages.planning.models import Filing, Line, LineQuerySet, Plan
from yaohao.stages.planning.rules import LineState, Rounding, Sentence, sentence_of
from yaohao.stages.planning.strata import shares_told
from yaohao.stages.registers.models import Item, ItemQuerySet
from yaohao.stages.registers.queries.pools import pool, pool_counts
from yaohao.stages.registers.rules.pool_filter import PoolFilter


def line_for_draw(pk: int, bureau: Bureau) -> Line:
    """The line a draw may be prepared from: approved and filed with the hall (article 4).

    Raises Line.DoesNotExist for a line of another bureau, and for one that is off plan.
    """
    return _whole(Line.objects.of(bureau)).get(pk=pk, state=LineState.FILED.value)


def drawable(bureau: Bureau) -> LineQuerySet:
    """All lines of a bureau that a draw may be prepared from; none that is being amended."""
    ready = _whole(Line.objects.of(bureau)).filter(state=LineState.FILED.value, amended_by=None)
    return ready.order_by("plan__year", "number")


def lines(bureau: Bureau, year: int) -> LineQuerySet:
    """The year's plan of a bureau, by number: what stands, and versions under way beside it."""
    rows = _whole(Line.objects.of(bureau)).filter(plan__year=year)
    living: LineQuerySet = rows.exclude(state=LineState.REPLACED.value)
    return living.order_by("number", "version")


def replaced(bureau: Bureau, year: int) -> LineQuerySet:
    """The versions of a year that a later one has replaced, by number and version."""
    rows = _whole(Line.objects.of(bureau)).filter(plan__year=year)
    gone: LineQuerySet = rows.filter(state=LineState.REPLACED.value)
    return gone.order_by("number", "version")


def line(pk: int, bureau: Bureau) -> Line:
    """One line of a bureau in any state; Line.DoesNotExist for a foreign one."""
    return _whole(Line.objects.of(bureau)).get(pk=pk)


def plan(bureau: Bureau, year: int) -> Plan | None:
    """The plan of a year, if one was begun."""
    return Plan.objects.filter(bureau=bureau, year=year).first()


def years(bureau: Bureau) -> list[int]:
    """The years that have a plan, newest first."""
    plans = Plan.objects.filter(bureau=bureau).order_by("-year")
    return list(plans.values_list("year", flat=True))


def filings(bureau: Bureau, year: int) -> list[Filing]:
    """The receipts of the hall for a year's plan, oldest first."""
    return list(
        Filing.objects.filter(plan__bureau=bureau, plan__year=year).order_by("filed_on", "receipt")
    )


def bases(bureau: Bureau, pool_filter: PoolFilter, stratify_by: str) -> dict[str, int]:
    """Objects that may be drawn, counted per stratum of the pool (excluded rows count 0)."""
    return pool_counts(bureau, pool_filter, stratify_by)


def sentence(line: Line) -> Sentence:
    """符合条件 N 户 → 抽 k 户 of a stored line, as the registers stand now."""
    return sentence_for(
        line.bureau, line.pool_filter, line.stratify_by, shares_told(line), Rounding(line.rounding)
    )


def sentence_for(
    bureau: Bureau,
    pool_filter: PoolFilter,
    stratify_by: str,
    shares: Iterable[Stratum],
    rounding: Rounding,
) -> Sentence:
    """The same for a line that is still being written."""
    return sentence_of(bases(bureau, pool_filter, stratify_by), shares, rounding)


def items_for(bureau: Bureau, year: int) -> ItemQuerySet:
    """The items that are in force on some day of the year, by code."""
    began = Item.objects.of(bureau).filter(valid_from__lte=date(year, 12, 31))
    lasting = Q(valid_to=None) | Q(valid_to__gte=date(year, 1, 1))
    rows: ItemQuerySet = began.filter(lasting).order_by("code", "version")
    return rows


def counties(bureau: Bureau) -> list[str]:
    """Codes of the counties that hold objects of the bureau."""
    codes = pool(bureau, PoolFilter()).order_by().values_list("region", flat=True)
    return sorted(set(codes.distinct()))


def has_twin(line: Line) -> bool:
    """Whether another line of the plan draws the same item in the same cycle and period.

    By the item's code: the log knows no versions. The line's own versions are no twins, nor is
    what was replaced.
    """
    twins = Line.objects.filter(
        plan=line.plan,
        cycle=line.cycle,
        item__code=line.item.code,
        period_start=line.period_start,
        period_end=line.period_end,
    )
    living = twins.exclude(state=LineState.REPLACED.value)
    return living.exclude(pk=line.pk).exclude(number=line.number).exists()


def _whole(rows: LineQuerySet) -> LineQuerySet:
    return rows.select_related("plan__bureau", "item", "section", "approved_by", "filing")
