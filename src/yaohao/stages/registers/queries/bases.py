"""The legal bases of items, how they stand on a day, and which items rest on them (article 7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import (
    Count,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    prefetch_related_objects,
)

from yaohao.ground.accounts.models import Bureau
from yaohao.stages.registers.models import Item, LegalBasis, LegalBasisQuerySet
from yaohao.stages.registers.rules.bases import BROKEN, ENDING_DAYS, Flag


@dataclass(frozen=True, slots=True)
class Flagged:
    """A basis that wants to be seen to, for one version of an item."""

    flag: Flag
    basis: LegalBasis

    @property
    def day(self) -> date:
        """The day on which it begins, was amended, or is valid for the last time."""
        days = {Flag.NOT_YET: self.basis.valid_from, Flag.AMENDED: self.basis.amended_on}
        day = days.get(self.flag, self.basis.valid_to)
        assert day is not None  # or there would be no flag
        return day


def flags_of(items: Iterable[Item], on: date) -> dict[int, list[Flagged]]:
    """By key of the version what is to be seen to at its bases on a day, the gravest first.

    Versions without a flag are not in it.
    """
    rows = list(items)
    prefetch_related_objects(rows, "bases")
    found = {item.pk: flags(item, on) for item in rows}
    return {pk: flagged for pk, flagged in found.items() if flagged}


def flags(item: Item, on: date) -> list[Flagged]:
    """The same of one version; asks for its bases unless they were fetched before."""
    order = list(Flag)
    found = [
        Flagged(flag, basis)
        for basis in item.bases.all()
        if (flag := basis.force.flag(item.valid_from, on))
    ]
    return sorted(found, key=lambda one: (order.index(one.flag), one.basis.law, one.basis.pk))


def versions_on(bureau: Bureau, codes: Iterable[str], on: date) -> dict[str, Item]:
    """By code the version that applies on a day; a withdrawn item is not in it."""
    rows = Item.objects.filter(bureau=bureau, code__in=set(codes)).in_force(on)
    return {item.code: item for item in rows.order_by("code", "version")}


def with_flag(rows: QuerySet[Item], flag: Flag, on: date) -> QuerySet[Item]:
    """The versions with such a basis on the day."""
    links = Item.bases.through.objects.filter(item=OuterRef("pk"))
    return rows.filter(Exists(links.filter(_condition(flag, on))))


def flagged(rows: QuerySet[Item], on: date) -> QuerySet[Item]:
    """The versions with any basis that is to be seen to on the day."""
    links = Item.bases.through.objects.filter(item=OuterRef("pk"))
    conditions = Q(pk=None)
    for flag in Flag:
        conditions |= _condition(flag, on)
    return rows.filter(Exists(links.filter(conditions)))


def newest(rows: QuerySet[Item]) -> QuerySet[Item]:
    """The newest version of each item."""
    same = Item.objects.filter(bureau=OuterRef("bureau"), code=OuterRef("code"))
    version = Subquery(same.order_by("-version").values("version")[:1])
    return rows.annotate(newest=version).filter(version=F("newest"))


def current(bureau: Bureau, on: date) -> QuerySet[Item]:
    """The versions that apply on the day."""
    rows: QuerySet[Item] = Item.objects.of(bureau).in_force(on)
    return rows


def legal_bases(rows: LegalBasisQuerySet, on: date) -> QuerySet[LegalBasis]:
    """Bases by law and article: `uses`, how many item versions rest on them on the day, and
    `now`, those versions by code."""
    now = Q(items__valid_from__lte=on) & (Q(items__valid_to=None) | Q(items__valid_to__gte=on))
    counted = rows.annotate(uses=Count("items", filter=now, distinct=True))
    applying = Item.objects.all().in_force(on).order_by("code", "version")
    return counted.prefetch_related(Prefetch("items", applying, to_attr="now")).order_by(
        "law", "pk"
    )


def broken(flags: Iterable[Flagged]) -> list[Flagged]:
    """Those on which nothing may be drawn."""
    return [one for one in flags if one.flag in BROKEN]


def _condition(flag: Flag, on: date) -> Q:
    begun = Q(legalbasis__valid_from=None) | Q(legalbasis__valid_from__lte=on)
    lasting = Q(legalbasis__valid_to=None) | Q(legalbasis__valid_to__gte=on)
    amended = Q(legalbasis__amended_on__lte=on, legalbasis__amended_on__gt=F("item__valid_from"))
    # Not `~amended`: a day that is not there would make it unknown.
    confirmed = (
        Q(legalbasis__amended_on=None)
        | Q(legalbasis__amended_on__gt=on)
        | Q(legalbasis__amended_on__lte=F("item__valid_from"))
    )
    match flag:
        case Flag.ENDED:
            return Q(legalbasis__valid_to__lt=on)
        case Flag.NOT_YET:
            return lasting & Q(legalbasis__valid_from__gt=on)
        case Flag.AMENDED:
            return lasting & begun & amended
    soon = on + timedelta(days=ENDING_DAYS)
    return lasting & begun & confirmed & Q(legalbasis__valid_to__lte=soon)
