"""Reading the registers: lists with the filters of their pages, and single entries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from ninja import Path, Query, Router

from yaohao.ground.accounts.api import Key
from yaohao.ground.accounts.current import key
from yaohao.ground.accounts.rules import Scope
from yaohao.stages.registers.api.asking import (
    BasisQuery,
    Certificate,
    ExpertCode,
    ExpertQuery,
    Id,
    Identity,
    ItemCode,
    ItemQuery,
    ObjectQuery,
    OfficerQuery,
)
from yaohao.stages.registers.api.paging import filtered, missing, page, rows_after
from yaohao.stages.registers.api.schemas import (
    BasisPage,
    BasisRow,
    ExpertPage,
    ExpertRow,
    ItemPage,
    ItemRow,
    ObjectPage,
    ObjectRow,
    OfficerPage,
    OfficerRow,
)
from yaohao.stages.registers.listed import LISTED
from yaohao.stages.registers.models import Item, LegalBasis
from yaohao.stages.registers.rules.kinds import Kind

READ = Key(Scope.REGISTERS_READ)

router = Router(tags=["registers"], auth=READ)


@router.get("/objects", response=ObjectPage, summary="检查对象列表")
def objects(request: HttpRequest, asked: Query[ObjectQuery]) -> dict[str, Any]:
    """The register of objects (articles 10 and 11), ended ones too unless `state=live`."""
    rows = rows_after(_found(request, Kind.OBJECTS), ["object_id"], _values(asked.after))
    return _page(request, rows.values(*_fields(ObjectRow)), asked.limit, "object_id")


@router.get("/objects/{object_id}", response=ObjectRow, summary="一个检查对象")
def one_object(request: HttpRequest, object_id: Path[Identity]) -> dict[str, Any]:
    """One object."""
    return _one(_all(request, Kind.OBJECTS).filter(object_id=object_id), ObjectRow)


@router.get("/officers", response=OfficerPage, summary="执法人员列表")
def officers(request: HttpRequest, asked: Query[OfficerQuery]) -> dict[str, Any]:
    """The register of officers (article 9), those out of service too."""
    rows = rows_after(_found(request, Kind.OFFICERS), ["certificate"], _values(asked.after))
    return _page(request, _officers(rows), asked.limit, "certificate")


@router.get("/officers/{certificate}", response=OfficerRow, summary="一名执法人员")
def one_officer(request: HttpRequest, certificate: Path[Certificate]) -> dict[str, Any]:
    """One officer."""
    rows = _all(request, Kind.OFFICERS).filter(certificate=certificate)
    return _first(_officers(rows))


@router.get("/experts", response=ExpertPage, summary="专家列表")
def experts(request: HttpRequest, asked: Query[ExpertQuery]) -> dict[str, Any]:
    """The library of experts (article 16)."""
    rows = rows_after(_found(request, Kind.EXPERTS), ["code"], _values(asked.after))
    return _page(request, rows.values(*_fields(ExpertRow)), asked.limit, "code")


@router.get("/experts/{code}", response=ExpertRow, summary="一名专家")
def one_expert(request: HttpRequest, code: Path[ExpertCode]) -> dict[str, Any]:
    """One expert."""
    return _one(_all(request, Kind.EXPERTS).filter(code=code), ExpertRow)


@router.get("/items", response=ItemPage, summary="抽查事项列表")
def items(request: HttpRequest, asked: Query[ItemQuery]) -> dict[str, Any]:
    """The list of items (articles 6 and 7)."""
    code, _colon, version = (asked.after or "").partition(":")
    after = [code, int(version)] if asked.after else []
    rows = rows_after(_found(request, Kind.ITEMS), ["code", "version"], after)
    found = list(rows.values("pk", *_fields(ItemRow, "bases"))[: asked.limit + 1])
    return page(request, _with_bases(found), asked.limit, lambda r: f"{r['code']}:{r['version']}")


@router.get("/items/{code}/{version}", response=ItemRow, summary="一个事项的一个版本")
def one_item(request: HttpRequest, code: Path[ItemCode], version: Path[Id]) -> dict[str, Any]:
    """One version of one item."""
    rows = Item.objects.of(key(request).bureau).filter(code=code, version=version)
    row = _first(rows.values("pk", *_fields(ItemRow, "bases")))
    return _with_bases([row])[0]


@router.get("/bases", response=BasisPage, summary="法律依据列表")
def bases(request: HttpRequest, asked: Query[BasisQuery]) -> dict[str, Any]:
    """The articles of laws that the items rest on (article 7)."""
    rows = LegalBasis.objects.filter(bureau=key(request).bureau_id, pk__gt=asked.after)
    return _page(request, rows.order_by("pk").values(*_fields(BasisRow)), asked.limit, "id")


def _all(request: HttpRequest, kind: Kind) -> QuerySet[Any]:
    """The register as the clerk of the key sees it: the rows of the own bureau."""
    rows, _filter = LISTED[kind]
    found: QuerySet[Any] = rows(key(request).clerk)
    return found


def _found(request: HttpRequest, kind: Kind) -> QuerySet[Any]:
    """The rows that the filter of the page lets through."""
    (rows, narrow), clerk = LISTED[kind], key(request).clerk
    return filtered(narrow(request.GET, rows(clerk), clerk))


def _values(after: str | None) -> list[str]:
    return [after] if after else []


def _fields(row: type[Any], *without: str) -> list[str]:
    return [name for name in row.model_fields if name not in without]


def _officers(rows: QuerySet[Any]) -> Any:
    plain = _fields(OfficerRow, "section")
    # The row's own field has the name, so the word of the section comes in by another.
    return rows.select_related(None).values(*plain, named=Coalesce(F("section__name"), Value("")))


def _page(request: HttpRequest, rows: Any, limit: int, mark: str) -> dict[str, Any]:
    found = [_plain(row) for row in rows[: limit + 1]]
    return page(request, found, limit, lambda row: row[mark])


def _one(rows: QuerySet[Any], row: type[Any]) -> dict[str, Any]:
    return _first(rows.values(*_fields(row)))


def _first(rows: Any) -> dict[str, Any]:
    found = rows.first()
    if found is None:
        raise missing()
    return _plain(found)


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    if "named" in row:
        row["section"] = row.pop("named")
    return row


def _with_bases(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with the ids of their bases, asked for once."""
    links = Item.bases.through.objects.filter(item__in=[row["pk"] for row in rows])
    pairs: Iterable[tuple[int, int]] = links.order_by("legalbasis").values_list(
        "item", "legalbasis"
    )
    found = defaultdict(list)
    for item, basis in pairs:
        found[item].append(basis)
    return [{**row, "bases": found[row["pk"]]} for row in rows]
