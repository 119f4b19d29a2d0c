"""Article 11: objects are numbered by six attributes; the register is renewed every year."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from tests.cast import Cast
from tests.factories.registers import credit_code
from yaohao.stages.registers import yearly
from yaohao.stages.registers.errors import RegisterError
from yaohao.stages.registers.models import Edition, InspectionObject, RegisterRoot
from yaohao.stages.registers.operations import (
    add_object,
    approve_edition,
    edit_object,
    give_reason,
    open_edition,
    regrade_object,
    return_edition,
)
from yaohao.stages.registers.queries.grades import grade_history
from yaohao.stages.registers.queries.roots import pairs_of
from yaohao.stages.registers.rooting import daily_root, root_for_freeze
from yaohao.stages.registers.rules.root_lines import values_of

VALUES = {
    "name": "甲化工有限公司",
    "credit_code": credit_code(1),
    "address": "山西省晋中市平遥县南街",
    "field": "HC",
    "affiliation": "C",
    "scale": "M",
    "risk": "RED",
    "standardisation": "2",
    "blacklist": "0",
}


def test_the_number_tells_the_six_attributes_the_county_and_a_serial(cast: Cast) -> None:
    assert add_object(by=cast.clerk, values=VALUES).number == "HC-CMR20-140728-00001"


@pytest.mark.parametrize(
    ("change", "number"),
    [
        ({"field": "FW"}, "FW-CMR20-140728-00001"),
        ({"affiliation": "P"}, "HC-PMR20-140728-00001"),
        ({"scale": "L"}, "HC-CLR20-140728-00001"),
        ({"risk": "BLUE"}, "HC-CMB20-140728-00001"),
        ({"standardisation": "3"}, "HC-CMR30-140728-00001"),
        ({"region": "140729"}, "HC-CMR20-140729-00001"),
    ],
)
def test_a_changed_attribute_gives_a_new_number_and_the_old_stays_on_record(
    cast: Cast, change: dict[str, Any], number: str
) -> None:
    row = add_object(by=cast.clerk, values=VALUES)
    changed = edit_object(by=cast.clerk, pk=row.pk, revision=1, values=change)
    assert changed.number == number
    old = changed.numbers.get()
    assert (old.number, old.changed) == ("HC-CMR20-140728-00001", next(iter(change)))
    assert changed.object_id == row.object_id


def test_what_is_no_attribute_changes_no_number(cast: Cast) -> None:
    row = add_object(by=cast.clerk, values=VALUES)
    changed = edit_object(by=cast.clerk, pk=row.pk, revision=1, values={"phone": "123"})
    assert changed.number == row.number
    assert not changed.numbers.exists()


def test_a_serial_is_given_once(cast: Cast) -> None:
    first = add_object(by=cast.clerk, values=VALUES)
    edit_object(by=cast.clerk, pk=first.pk, revision=1, values={"region": "140729"})
    second = add_object(by=cast.clerk, values={**VALUES, "credit_code": credit_code(2)})
    assert second.number == "HC-CMR20-140728-00002"


def test_a_changed_attribute_is_public_the_next_day_with_both_grades(cast: Cast) -> None:
    row = add_object(by=cast.clerk, values=VALUES)
    daily_root()
    edit_object(by=cast.clerk, pk=row.pk, revision=1, values={"risk": "BLUE"})
    with transaction.atomic():
        root_for_freeze(by=cast.clerk, bureau=cast.city)
    ((old, new),) = pairs_of(RegisterRoot.objects.order_by("-entry")[0])
    assert old is not None
    assert new is not None
    assert (values_of(old)["risk"], values_of(new)["risk"]) == ("RED", "BLUE")


def test_a_regrade_says_why_and_the_reason_stays_on_record(cast: Cast) -> None:
    row = add_object(by=cast.clerk, values=VALUES)
    with pytest.raises(RegisterError):
        regrade(cast, row, reason=" ")
    regrade(cast, row, reason="重大隐患已消除，经评估")
    row.refresh_from_db()
    assert row.number == "HC-CMO20-140728-00001"
    assert [(step.after, step.reason) for step in grade_history(row)] == [
        ("ORANGE", "重大隐患已消除，经评估")
    ]


def test_the_register_is_renewed_once_a_year(cast: Cast) -> None:
    """第十一条：市随机抽查对象名录库每年更新一次，并应在本局门户网站公开。"""
    year = timezone.localdate().year
    row = add_object(by=cast.clerk, values=VALUES)
    last_december()

    # During the year one object is graded anew with a reason, one is entered by hand.
    regrade(cast, row, reason="风险评估")
    other = add_object(by=cast.clerk, values={**VALUES, "credit_code": credit_code(2)})

    # The clerk opens the edition of the year. It cannot be opened twice.
    open_edition(by=cast.clerk, year=year)
    with pytest.raises(RegisterError):
        open_edition(by=cast.clerk, year=year)

    # The reason that an act told is there; the other is missing, and nothing is submitted.
    with pytest.raises(RegisterError, match="缺原因"):
        move(cast, yearly.submit, cast.clerk)
    give_reason(by=cast.clerk, year=year, objects=[other.object_id], reason="新建投产")
    move(cast, yearly.submit, cast.clerk)

    # While the director reads it, nobody changes an object.
    with pytest.raises(RegisterError):
        edit_object(by=cast.clerk, pk=other.pk, revision=1, values={"phone": "1"})

    # Who submitted it does not approve it; the director may send it back with the reason.
    with pytest.raises(RegisterError):
        move(cast, approve_edition, cast.clerk)
    move(cast, return_edition, cast.director, reason="请核对")
    edit_object(by=cast.clerk, pk=other.pk, revision=1, values={"phone": "1"})
    move(cast, yearly.submit, cast.clerk)
    move(cast, approve_edition, cast.director)

    # Published, it is there for everybody, with what changed and why.
    address = f"/objects/editions/{year}/"
    assert Client().get(address).status_code == 404
    move(cast, yearly.publish, cast.clerk)
    page = Client().get(address).content.decode()
    for said in (row.object_id, "风险评估", other.object_id, "新建投产"):
        assert said in page


def regrade(cast: Cast, row: InspectionObject, *, reason: str) -> None:
    regrade_object(
        by=cast.clerk, pk=row.pk, revision=1, attribute="risk", grade="ORANGE", reason=reason
    )


def last_december() -> None:
    """A root of the register that stands in for the last day of the former year."""
    daily_root()
    RegisterRoot.objects.update(date=date(timezone.localdate().year - 1, 12, 31))


def move(cast: Cast, act: Any, by: Any, **more: Any) -> None:
    edition = Edition.objects.get(bureau=cast.city)
    act(by=by, year=edition.year, revision=edition.revision, **more)
