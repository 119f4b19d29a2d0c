"""The registers as the rules want them: plain values by key."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from yaohao.ground.accounts.models import Bureau, Level, Section, User
from yaohao.ground.accounts.rules import Role
from yaohao.stages.registers.models import InspectionObject, Item, Officer
from yaohao.stages.registers.queries.regions import region_table
from yaohao.stages.registers.rules.item_rows import ITEM_FIELDS, ItemRegister
from yaohao.stages.registers.rules.kinds import Affiliation
from yaohao.stages.registers.rules.object_rows import OBJECT_FIELDS, ObjectRegister
from yaohao.stages.registers.rules.officer_rows import OfficerRegister

_AFFILIATION = {
    Level.PROVINCE: Affiliation.PROVINCE,
    Level.CITY: Affiliation.CITY,
    Level.COUNTY: Affiliation.COUNTY,
}


def affiliation_of(bureau: Bureau) -> Affiliation:
    """The affiliation of objects whose row does not say: that of the bureau's own level."""
    return _AFFILIATION[Level(bureau.level)]


def object_register(
    bureau: Bureau, today: date, *, ids: Collection[str] = (), names: Collection[str] = ()
) -> ObjectRegister:
    """The whole register of objects, or only what touches `ids` and `names`."""
    rows = InspectionObject.objects.filter(bureau=bureau)
    if ids or names:
        rows = rows.filter(Q(object_id__in=ids) | Q(name__in=names))
    stored = {row["object_id"]: row for row in rows.values("object_id", *OBJECT_FIELDS)}
    return ObjectRegister(
        jurisdiction=bureau.region,
        affiliation=affiliation_of(bureau),
        regions=region_table(),
        today=today,
        stored=stored,
    )


def officer_register(bureau: Bureau, today: date) -> OfficerRegister:
    """The whole register of officers."""
    rows = Officer.objects.filter(bureau=bureau).select_related("section", "user")
    foreign = Officer.objects.exclude(bureau=bureau).values_list("certificate", flat=True)
    held = {row.user.username: row.certificate for row in rows if row.user}
    people = officer_accounts(bureau).values_list("username", flat=True)
    sections = Section.objects.filter(bureau=bureau).values_list("name", flat=True)
    return OfficerRegister(
        today=today,
        stored={row.certificate: officer_values(row) for row in rows},
        foreign=frozenset(foreign),
        sections=frozenset(sections),
        accounts=dict.fromkeys(people, "") | held,
    )


def officer_accounts(bureau: Bureau) -> QuerySet[User]:
    """The accounts of the bureau that hold the role of an officer."""
    held = User.objects.filter(bureau=bureau, grants__role=Role.OFFICER.value)
    return held.order_by("username")


def officer_values(row: Officer) -> dict[str, Any]:
    """The fields of one officer as rows name them."""
    return {
        "name": row.name,
        "section": row.section.name if row.section else "",
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
        "functions": tuple(row.functions),
        "active": row.active,
        "account": row.user.username if row.user else "",
    }


def item_register(bureau: Bureau, today: date) -> ItemRegister:
    """The item list with the latest version of each item."""
    rows = Item.objects.filter(bureau=bureau).order_by("code", "version")
    latest = {row["code"]: row for row in rows.values("code", *ITEM_FIELDS)}
    return ItemRegister(today=today, body=bureau.name, stored=latest)
