"""Article 2: each level inspects at its own level, by its own register (属地层级管理)."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.registers import credit_code, make_item, make_object, make_officer
from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.operations import propose_merger
from yaohao.stages.registers import queries
from yaohao.stages.registers.errors import RowRefusedError
from yaohao.stages.registers.models import InspectionObject
from yaohao.stages.registers.operations import add_object, agree_to_merger
from yaohao.stages.registers.rules.pool_filter import PoolFilter
from yaohao.surfaces.desk.queries.merging import still_open


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


def test_a_bureau_that_goes_into_another_leaves_its_objects_and_its_records_there(
    cast: Cast,
) -> None:
    firm, both = make_object(cast.county), make_object(cast.city)
    make_object(cast.county, credit_code=both.credit_code)
    made = propose_merger(
        by=cast.system_admin, bureau=cast.county, successor=cast.city,
        on=timezone.localdate(), document="市编发〔2026〕3号",
    )  # fmt: skip
    agree_to_merger(by=cast.security_admin, pk=made.pk, still_open=still_open)
    whole = queries.eligible(cast.city, PoolFilter())
    assert sorted(whole.values_list("pk", flat=True)) == sorted([firm.pk, both.pk])
    assert not queries.eligible(cast.county, PoolFilter()).exists()
    assert InspectionObject.objects.get(bureau=cast.county).exclusion == "MERGED"


def test_an_object_outside_the_area_cannot_be_entered(cast: Cast) -> None:
    values = {"name": "甲公司", "credit_code": credit_code(1), "address": "晋中市榆次区迎宾街"}
    with pytest.raises(RowRefusedError) as caught:
        add_object(by=cast.stranger, values=values)
    assert caught.value.problems[0].code == "region-outside"
    assert add_object(by=cast.clerk, values=values).region == "140702"
