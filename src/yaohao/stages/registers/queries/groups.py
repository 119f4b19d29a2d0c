"""Unit groups of a bureau, and its owning levels, as what can be chosen (articles 2 and 10)."""

from collections.abc import Collection
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from yaohao.ground.accounts.models import Bureau
from yaohao.stages.registers.models import InspectionObject, UnitGroup
from yaohao.stages.registers.models.choices import choices
from yaohao.stages.registers.queries.states import affiliation_of
from yaohao.stages.registers.rules.kinds import OwningLevel


def groups(bureau: Bureau) -> QuerySet[UnitGroup]:
    """The bureau's groups by code, those that have ended last; `count` is of its live objects."""
    members = (
        InspectionObject.objects.filter(bureau=bureau, group=OuterRef("code"), exclusion="")
        .order_by()
        .values("group")
        .annotate(count=Count("pk"))
        .values("count")
    )
    rows = UnitGroup.objects.filter(bureau=bureau).annotate(count=Coalesce(Subquery(members), 0))
    return rows.order_by(F("ended_on").desc(nulls_first=True), "code")


def group_table(bureau: Bureau) -> QuerySet[UnitGroup]:
    """Every group the bureau ever named, by code."""
    return UnitGroup.objects.filter(bureau=bureau).order_by("code")


def group_names(bureau: Bureau) -> dict[str, str]:
    """The names of all its groups by code."""
    return dict(group_table(bureau).values_list("code", "name"))


def group_choices(bureau: Bureau, kept: Collection[str] = ()) -> list[tuple[str, str]]:
    """(code, name) of the groups in use, and of those that `kept` names although they ended."""
    rows = UnitGroup.objects.filter(bureau=bureau).filter(Q(ended_on=None) | Q(code__in=kept))
    return list(rows.order_by("code").values_list("code", "name"))


def group_name(bureau: Bureau, code: str) -> str:
    """The name of a group, ended or not; its code where the bureau has none of it."""
    row = UnitGroup.objects.filter(bureau=bureau, code=code).first()
    return row.name if row else code


def level_choices(bureau: Bureau) -> list[tuple[str, Any]]:
    """The owning levels that rows of the bureau can have: its own is the empty value."""
    own = affiliation_of(bureau).value
    return [(value, label) for value, label in choices(OwningLevel) if value != own]
