"""The page of one row."""

import pytest
from django.urls import reverse

from tests.cast import Cast
from tests.factories.registers import credit_code, make_item, make_object, make_officer
from tests.stages.registers.browsers import browser, page
from yaohao.stages.registers import operations

OBJECT = {"name": "甲公司", "credit_code": credit_code(1), "address": "晋中市榆次区迎宾街1号"}


def test_an_object_with_its_numbers_and_what_happened(cast: Cast) -> None:
    row = operations.add_object(by=cast.clerk, values=OBJECT)
    operations.edit_object(by=cast.clerk, pk=row.pk, revision=1, values={"risk": "RED"})
    text = page(browser(cast.auditor), "object", row.pk)
    for said in (
        "OT-CUR00-140702-00001",
        "OT-CUU00-140702-00001",
        "榆次区 (140702)",
        "Entered in the register",
        "Risk grade：risk not assessed → red",
        cast.clerk.full_name,
    ):
        assert said in text
    assert "/edit/" not in text


def test_an_officer_with_certificate_and_recusals(cast: Cast) -> None:
    officer, row = make_officer(cast.city, functions=["HC"]), make_object(cast.city, name="甲公司")
    operations.declare_recusal(
        by=cast.clerk, officer=officer.pk, object_id=row.object_id, reason="近亲属任职"
    )
    text = page(browser(cast.clerk), "officer", officer.pk)
    for said in ("hazardous chemicals", "甲公司", "近亲属任职", "days left", "Recusal declared"):
        assert said in text
    assert officer.name in page(browser(cast.clerk), "object", row.pk)


def test_an_item_with_its_versions(cast: Cast) -> None:
    first = make_item(cast.city, ratio=1250)
    second = operations.edit_item(by=cast.clerk, pk=first.pk, revision=1, values={"ratio": 2000})
    client = browser(cast.clerk)
    assert "20%" in page(client, "item", second.pk)
    old = page(client, "item", first.pk)
    assert "12.5%" in old
    assert "There is a newer version" in old
    assert f"/items/{first.pk}/edit/" not in old


def test_rows_of_another_bureau_are_not_found(cast: Cast) -> None:
    client = browser(cast.stranger)
    row, officer, item = make_object(cast.city), make_officer(cast.city), make_item(cast.city)
    names = [("object", row), ("object-edit", row), ("object-end", row), ("officer", officer),
             ("officer-edit", officer), ("recusal-add", officer), ("item", item),
             ("item-edit", item)]  # fmt: skip
    for name, target in names:
        assert client.get(reverse(f"registers:{name}", args=[target.pk])).status_code == 404, name


@pytest.mark.parametrize("name", ["object-edit", "object-end", "object-add", "officer-add"])
def test_only_the_clerk_writes(cast: Cast, name: str) -> None:
    row = make_object(cast.city)
    args = [] if name.endswith("add") else [row.pk]
    for reader in (cast.director, cast.officer, cast.auditor):
        response = browser(reader).post(reverse(f"registers:{name}", args=args), {})
        assert response.status_code == 403
