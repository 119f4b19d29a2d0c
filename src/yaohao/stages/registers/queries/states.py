"""The registers as the rules want them: plain values by key."""

from collections.abc import Container, Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Any

from django.db.models import QuerySet

from yaohao.ground.accounts.models import Bureau, Level, Section, User
from yaohao.ground.accounts.rules import Role
from yaohao.stages.registers.models import (
    Expert,
    InspectionObject,
    Item,
    Officer,
    PastOrder,
    PastVisit,
    UnitGroup,
)
from yaohao.stages.registers.queries.regions import region_table
from yaohao.stages.registers.rules.expert_rows import EXPERT_FIELDS, ExpertRegister
from yaohao.stages.registers.rules.item_rows import ITEM_FIELDS, ItemRegister
from yaohao.stages.registers.rules.kinds import Affiliation
from yaohao.stages.registers.rules.likely import LikelyNames
from yaohao.stages.registers.rules.object_rows import OBJECT_FIELDS, ObjectRegister
from yaohao.stages.registers.rules.officer_rows import OfficerRegister
from yaohao.stages.registers.rules.past_rows import (
    ORDER_FIELDS,
    VISIT_FIELDS,
    PastRegister,
    order_key,
    visit_key,
)
from yaohao.stages.registers.rules.plan import Line, Values

_AFFILIATION = {
    Level.PROVINCE: Affiliation.PROVINCE,
    Level.CITY: Affiliation.CITY,
    Level.COUNTY: Affiliation.COUNTY,
}


def affiliation_of(bureau: Bureau) -> Affiliation:
    """The affiliation of objects whose row does not say: that of the bureau's own level."""
    return _AFFILIATION[Level(bureau.level)]


def object_register(
    bureau: Bureau, today: date, lines: Iterable[Line], *, lists: bool = False
) -> ObjectRegister:
    """What the rows may touch of the register of objects, by their ids and names.

    `lists`: whether they may move an object on the blacklist, which two people do.
    """
    ids, _codes, names = _said(lines)
    found = InspectionObject.objects.filter(bureau=bureau).values("object_id", *OBJECT_FIELDS)
    # Two questions, each with an index of its own; in one, a large register would be read whole.
    rows = chain(found.filter(object_id__in=ids), found.filter(name__in=names))
    return ObjectRegister(
        jurisdiction=bureau.region,
        affiliation=affiliation_of(bureau),
        regions=region_table(),
        today=today,
        stored={row["object_id"]: row for row in rows},
        groups=group_codes(bureau),
        lists=lists,
    )


def _said(lines: Iterable[Line]) -> tuple[set[str], set[str], set[str]]:
    """The ids, credit codes and names in rows."""
    ids, codes, names = set[str](), set[str](), set[str]()
    for line in lines:
        code = line.values.get("credit_code") or ""
        codes.add(code)
        ids |= {f"{code}{line.values.get('site') or ''}", line.values.get("object_id") or ""}
        names.add(line.values.get("name") or "")
    return ids - {""}, codes - {""}, names - {""}


def unnamed_objects(bureau: Bureau, named: Container[str]) -> Iterator[str]:
    """Ids of the objects in the register that a sheet does not name."""
    rows = InspectionObject.objects.of(bureau).drawable().order_by("object_id")
    ids = rows.values_list("object_id", flat=True).iterator()
    return (identity for identity in ids if identity not in named)


def group_codes(bureau: Bureau) -> dict[str, str]:
    """The codes of the bureau's unit groups in use, by code and by name."""
    rows = UnitGroup.objects.filter(bureau=bureau, ended_on=None).values_list("code", "name")
    return {said: code for code, name in rows for said in (code, name)}


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
        regions=region_table(),
        jurisdiction=bureau.region,
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
        "trades": tuple(row.trades),
        "region": row.region,
        "active": row.active,
        "account": row.user.username if row.user else "",
    }


def item_register(bureau: Bureau, today: date) -> ItemRegister:
    """The item list with the latest version of each item."""
    rows = Item.objects.filter(bureau=bureau).order_by("code", "version")
    latest = {row["code"]: row for row in rows.values("code", *ITEM_FIELDS)}
    for row in latest.values():
        row["questions"] = tuple(row["questions"])
    return ItemRegister(today=today, body=bureau.name, stored=latest)


def expert_register(bureau: Bureau, today: date) -> ExpertRegister:
    """The whole library of experts."""
    rows = Expert.objects.filter(bureau=bureau).values("code", *EXPERT_FIELDS)
    stored = {row["code"]: row | {"trades": tuple(row["trades"])} for row in rows}
    return ExpertRegister(
        today=today, regions=region_table(), jurisdiction=bureau.region, stored=stored
    )


def visit_register(bureau: Bureau, today: date, lines: Iterable[Line]) -> PastRegister:
    """What the rows may touch of the visits brought in before, and what a new one may name."""
    objects = _objects(bureau, lines)
    rows = PastVisit.objects.filter(bureau=bureau, object__object_id__in=objects)
    values = (_named(row, VISIT_FIELDS) for row in rows.select_related("object"))
    return _past(bureau, today, {visit_key(each): each for each in values}, objects)


def past_order_register(bureau: Bureau, today: date, lines: Iterable[Line]) -> PastRegister:
    """The same of the open orders."""
    objects = _objects(bureau, lines)
    rows = PastOrder.objects.filter(bureau=bureau, object__object_id__in=objects)
    values = (_named(row, ORDER_FIELDS) for row in rows.select_related("object"))
    return _past(bureau, today, {order_key(each): each for each in values}, objects)


def _named(row: PastVisit | PastOrder, names: tuple[str, ...]) -> dict[str, Any]:
    plain = {name: getattr(row, name) for name in names if name != "object_id"}
    return plain | {"object_id": row.object.object_id}


def _objects(bureau: Bureau, lines: Iterable[Line]) -> dict[str, tuple[str, str]]:
    """Name and credit code of the objects that rows may mean, by id."""
    ids, codes, names = _said(lines)
    found = InspectionObject.objects.filter(bureau=bureau)
    told = found.values_list("object_id", "name", "credit_code")
    rows = chain(
        told.filter(object_id__in=ids),
        told.filter(credit_code__in=codes),
        told.filter(name__in=names),
    )
    return {identity: (name, code) for identity, name, code in rows}


def _past(
    bureau: Bureau, today: date, stored: dict[str, Values], objects: dict[str, tuple[str, str]]
) -> PastRegister:
    items = Item.objects.filter(bureau=bureau).values_list("code", "name")
    return PastRegister(
        today=today,
        stored=stored,
        objects=objects,
        items={said: code for code, name in items for said in (code, name)},
        likely=lambda: _likely(bureau),
    )


def _likely(bureau: Bureau) -> LikelyNames:
    names = InspectionObject.objects.filter(bureau=bureau).values_list("name", flat=True)
    return LikelyNames(names.iterator())
