"""Article 2: each level inspects at its own level, by its own register (属地层级管理)."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.registers import credit_code, make_item, make_object, make_officer
from yaohao.ground.accounts.models import User
from yaohao.stages.registers import queries
from yaohao.stages.registers.errors import RowRefusedError
from yaohao.stages.registers.operations import add_object
from yaohao.stages.registers.rules.pool_filter import PoolFilter


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_bureau_draws_from_its_own_register_only(cast: Cast) -> None:
    make_object(cast.county)
    mine = make_object(cast.city)
    drawn_from = [row[0] for row in queries.pool_rows(cast.city, PoolFilter())]
    assert drawn_from == [mine.object_id]


def test_not_even_the_bureau_above_or_beside_sees_a_row(cast: Cast) -> None:
    rows: dict[str, Any] = {
        "object": make_object(cast.county, name="县局的企业"),
        "officer": make_officer(cast.county, name="县局的人"),
        "item": make_item(cast.county, name="县局的事项"),
    }
    for user in (cast.clerk, cast.director, cast.auditor, cast.stranger):
        client = browser(user)
        for name, row in rows.items():
            assert client.get(reverse(f"registers:{name}", args=[row.pk])).status_code == 404
            listed = client.get(reverse(f"registers:{name}s"))
            assert row.name not in listed.content.decode()
            exported = client.get(reverse(f"registers:{name}s-export"), {"format": "csv"})
            assert row.name not in b"".join(exported).decode()


def test_an_object_outside_the_area_cannot_be_entered(cast: Cast) -> None:
    values = {"name": "甲公司", "credit_code": credit_code(1), "address": "晋中市榆次区迎宾街"}
    with pytest.raises(RowRefusedError) as caught:
        add_object(by=cast.stranger, values=values)
    assert caught.value.problems[0].code == "region-outside"
    assert add_object(by=cast.clerk, values=values).region == "140702"
