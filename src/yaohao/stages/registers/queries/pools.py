"""What planning and the draw read: the pool, its strata, the officers, the recusals."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.db.models import Count, Q, QuerySet

from yaohao.ground.accounts.models import Bureau
from yaohao.stages.registers.models import (
    Expert,
    ExpertQuerySet,
    InspectionObject,
    Item,
    ObjectQuerySet,
    Officer,
    OfficerQuerySet,
    Recusal,
    UnitGroup,
)
from yaohao.stages.registers.queries.regions import region_names, regions_now
from yaohao.stages.registers.rules.kinds import ALL, StratifyBy
from yaohao.stages.registers.rules.pool_filter import PoolFilter
from yaohao.stages.registers.rules.words import Language

ELIGIBLE = "-"  # reason of a pool row that may be drawn


def pool(bureau: Bureau, wanted: PoolFilter) -> ObjectQuerySet:
    """Every object of the bureau that matches, also those with a public exclusion reason."""
    chosen = {f"{column}__in": values for column, values in wanted.chosen.items()}
    if wanted.regions:  # a filter written before a county was merged means its successor
        chosen["region__in"] = tuple(sorted(regions_now(wanted.regions)))
    return InspectionObject.objects.filter(bureau=bureau, **chosen).order_by("object_id")


def eligible(bureau: Bureau, wanted: PoolFilter) -> ObjectQuerySet:
    """The objects of the pool that may be drawn."""
    return pool(bureau, wanted).drawable()


def pool_rows(
    bureau: Bureau, wanted: PoolFilter, stratify_by: str = "none"
) -> Iterator[tuple[str, str, str]]:
    """(object id, stratum, reason) by object id; reason `-` when the object may be drawn.

    Raises ValueError when `stratify_by` is not a value of StratifyBy.
    """
    by = StratifyBy(stratify_by)
    column = "object_id" if by is StratifyBy.NONE else by.value
    rows = pool(bureau, wanted).values_list("object_id", column, "exclusion")
    for object_id, stratum, exclusion in rows.iterator(chunk_size=5000):
        yield object_id, ALL if by is StratifyBy.NONE else stratum, exclusion or ELIGIBLE


def pool_counts(bureau: Bureau, wanted: PoolFilter, stratify_by: str = "none") -> dict[str, int]:
    """Objects that may be drawn, per stratum of the pool; one of excluded rows alone counts 0.

    Raises ValueError when `stratify_by` is not a value of StratifyBy.
    """
    by = StratifyBy(stratify_by)
    free = Count("pk", filter=Q(exclusion=""))
    rows = pool(bureau, wanted).order_by()
    if by is StratifyBy.NONE:
        found = rows.aggregate(all=Count("pk"), free=free)
        return {ALL: found["free"]} if found["all"] else {}
    return dict(rows.values_list(by.value).annotate(free=free))


def profiles(bureau: Bureau, columns: Sequence[str]) -> list[tuple[dict[str, str], int]]:
    """The objects that may be drawn, counted by their values of these columns."""
    rows = pool(bureau, PoolFilter()).drawable().order_by().values(*columns)
    counted = rows.annotate(objects_alike=Count("pk"))
    return [({name: row[name] for name in columns}, row["objects_alike"]) for row in counted]


def sites_of(row: InspectionObject) -> ObjectQuerySet:
    """The other objects of the same firm in the same bureau; none without a credit code."""
    rows = InspectionObject.objects.filter(bureau=row.bureau_id, credit_code=row.credit_code)
    found = rows.exclude(pk=row.pk).order_by("object_id")
    return found if row.credit_code else found.none()


def filter_statement(bureau: Bureau, wanted: PoolFilter, lang: Language = "zh") -> str:
    """The filter as the public reads it, with the names that its counties and groups have now."""
    groups = {}
    if wanted.groups:
        rows = UnitGroup.objects.filter(bureau=bureau, code__in=wanted.groups)
        groups = dict(rows.values_list("code", "name"))
    return wanted.statement(lang, region_names(wanted.regions), groups)


def officers_valid(bureau: Bureau, on: date) -> OfficerQuerySet:
    """Officers of the bureau in service whose certificate covers the day (articles 9, 16)."""
    valid = Officer.objects.filter(bureau=bureau).valid(on)
    return valid.select_related("section", "user").order_by("certificate")


def experts_available(bureau: Bureau, on: date) -> ExpertQuerySet:
    """Experts of the bureau who are appointed on the day, by number (article 16). For a window
    give its last day, and ask for `valid_from` on its first."""
    return Expert.objects.filter(bureau=bureau).available(on).order_by("code")


def recusals(bureau: Bureau) -> QuerySet[Recusal]:
    """The standing recusals between officers and objects of the bureau."""
    standing = Recusal.objects.filter(object__bureau=bureau, lifted_on=None)
    return standing.select_related("officer", "object").order_by(
        "object__object_id", "officer__certificate"
    )


def recusals_elsewhere(bureau: Bureau, others: Iterable[str]) -> QuerySet[Recusal]:
    """The standing recusals of officers of the other bureaus (by code), in whichever register the
    enterprise stands: its code is the same in all of them."""
    theirs = Recusal.objects.filter(officer__bureau__code__in=set(others), lifted_on=None)
    return theirs.exclude(officer__bureau=bureau).select_related("officer", "object")


def items_in_force(bureau: Bureau, on: date) -> QuerySet[Item]:
    """The item list of the bureau as it applies on the day, by code."""
    return Item.objects.filter(bureau=bureau).in_force(on).order_by("code", "version")
