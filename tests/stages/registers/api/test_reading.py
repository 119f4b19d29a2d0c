"""Reading the registers by key: whose rows, which rows, in which order, with how many queries."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.factories.registers import make_expert, make_item, make_object, make_officer
from tests.factories.tokens import make_key, program
from yaohao.ground.accounts.rules import Scope
from yaohao.stages.registers.models import InspectionObject, LegalBasis
from yaohao.stages.registers.queries.regions import forget_regions


@pytest.fixture
def reader(cast: Cast) -> Client:
    """A program of the city that reads."""
    return program(make_key(cast.security_admin, cast.clerk, Scope.REGISTERS_READ)[1])


def rows(client: Client, address: str) -> list[dict[str, Any]]:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()
    found: list[dict[str, Any]] = answer.json()["rows"]
    return found


def test_another_bureaus_rows_are_not_there(cast: Cast, reader: Client) -> None:
    foreign = {
        "objects": make_object(cast.county).object_id,
        "officers": make_officer(cast.county).certificate,
        "experts": make_expert(cast.county).code,
        "items": make_item(cast.county).code,
    }
    LegalBasis.objects.create(bureau=cast.county, law="外局之法")
    for name, key in foreign.items():
        assert rows(reader, f"/api/registers/{name}") == []
        one = f"/api/registers/{name}/{key}" + ("/1" if name == "items" else "")
        assert reader.get(one).status_code == 404
    assert rows(reader, "/api/registers/bases") == []


def test_an_object_is_told_whole(cast: Cast, reader: Client) -> None:
    made = make_object(
        cast.city, name="榆次化工", field="HC", risk="RED", longitude="112.736100",
        latitude="37.697700", datum="WGS84",
    )  # fmt: skip
    (row,) = rows(reader, "/api/registers/objects")
    assert row["object_id"] == made.object_id
    assert (row["name"], row["field"], row["risk"]) == ("榆次化工", "HC", "RED")
    assert (row["longitude"], row["datum"]) == (112.7361, "WGS84")
    assert row == reader.get(f"/api/registers/objects/{made.object_id}").json()
    assert not {"search", "grams", "imported", "bureau"} & set(row)


def test_officers_experts_items_and_bases_are_told(cast: Cast, reader: Client) -> None:
    make_officer(cast.city, section=cast.mines, trades=["化工"])
    make_officer(cast.city)
    make_expert(cast.city, trades=["采矿"])
    item = make_item(cast.city, questions=["有无证照？"])
    basis = LegalBasis.objects.create(bureau=cast.city, law="安全生产法", article="第六十五条")
    item.bases.add(basis)
    with_section, without = rows(reader, "/api/registers/officers")
    assert (with_section["section"], without["section"]) == ("非煤矿山科", "")
    assert with_section["functions"] == ["HC", "OT"]
    assert rows(reader, "/api/registers/experts")[0]["trades"] == ["采矿"]
    told = rows(reader, "/api/registers/items")[0]
    assert (told["bases"], told["questions"]) == ([basis.pk], ["有无证照？"])
    assert told == reader.get(f"/api/registers/items/{item.code}/1").json()
    assert rows(reader, "/api/registers/bases")[0]["law"] == "安全生产法"


def test_filters_are_those_of_the_page(cast: Cast, reader: Client) -> None:
    make_object(cast.city, name="东山煤业", risk="RED")
    make_object(cast.city, name="西山化工", risk="BLUE", region="140703")
    for query, names in (
        ("risk=RED", {"东山煤业"}),
        ("q=西山", {"西山化工"}),
        ("q=dsmy", {"东山煤业"}),
        ("region=140703&risk=BLUE", {"西山化工"}),
        ("region=140703&risk=RED", set()),
        ("state=live", {"东山煤业", "西山化工"}),
    ):
        found = rows(reader, f"/api/registers/objects?{query}")
        assert {row["name"] for row in found} == names, query


def test_pages_go_on_by_key_whatever_comes_meanwhile(cast: Cast, reader: Client) -> None:
    for number in range(7):
        make_object(cast.city, object_id=f"B{number:03d}")
    first = reader.get("/api/registers/objects?limit=3&state=live").json()
    assert [row["object_id"] for row in first["rows"]] == ["B000", "B001", "B002"]
    InspectionObject.objects.filter(object_id="B001").delete()
    make_object(cast.city, object_id="B0001")
    second = reader.get(first["next"]).json()
    assert [row["object_id"] for row in second["rows"]] == ["B003", "B004", "B005"]
    third = reader.get(second["next"]).json()
    assert [row["object_id"] for row in third["rows"]] == ["B006"]
    assert third["next"] is None


def test_items_go_on_by_code_and_version(cast: Cast, reader: Client) -> None:
    for version in (1, 2, 3):
        make_item(cast.city, code="AJ-1", version=version)
    make_item(cast.city, code="AJ-2")
    seen, address = [], "/api/registers/items?versions=all&limit=2"
    while address:
        page = reader.get(address).json()
        seen += [(row["code"], row["version"]) for row in page["rows"]]
        address = page["next"]
    assert seen == [("AJ-1", 1), ("AJ-1", 2), ("AJ-1", 3), ("AJ-2", 1)]


@pytest.mark.parametrize("name", ["objects", "officers", "experts", "items", "bases"])
def test_a_thousand_rows_cost_few_queries(cast: Cast, reader: Client, name: str) -> None:
    def fill(count: int) -> None:
        for _number in range(count):
            make_object(cast.city)
            make_officer(cast.city, section=cast.mines)
            make_expert(cast.city)
            made = make_item(cast.city)
            law = LegalBasis.objects.create(bureau=cast.city, law=f"法{made.code}")
            made.bases.add(law)

    def cost() -> int:
        forget_regions()  # they are looked up anew every few seconds: let it be every time
        with CaptureQueriesContext(connection) as queries:
            assert reader.get(f"/api/registers/{name}?limit=1000").status_code == 200
        return len(queries)

    fill(2)
    cost()  # the use of the key is noted once an hour
    few = cost()
    fill(30)
    assert cost() <= few <= 9
