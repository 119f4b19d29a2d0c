"""Article 11: objects are numbered by six attributes; a change gives a new number."""

from typing import Any

import pytest
from django.db import transaction

from tests.cast import Cast
from tests.factories.registers import credit_code
from yaohao.stages.registers.models import RegisterRoot
from yaohao.stages.registers.operations import add_object, edit_object
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
        ({"blacklist": "1"}, "HC-CMR21-140728-00001"),
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
