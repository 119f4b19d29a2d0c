"""A bureau with one row of everything and a key that opens all of it."""

import pytest

from tests.cast import Cast
from tests.factories.planning import filed_line, plan_item
from tests.factories.registers import (
    csv_sheet,
    make_expert,
    make_item,
    make_object,
    make_officer,
)
from tests.factories.tokens import make_key
from yaohao.stages.registers.models import LegalBasis
from yaohao.stages.registers.operations import check_sheet
from yaohao.stages.registers.rules.kinds import Kind


@pytest.fixture
def full_key(cast: Cast) -> str:
    """The key of every scope; the city has rows in every register, and a line in its plan."""
    for number in range(3):
        make_object(cast.city, region=f"14070{2 + number % 2}")
        make_officer(cast.city, section=cast.mines, trades=["化工"])
        make_expert(cast.city)
        item = make_item(cast.city)
        basis = LegalBasis.objects.create(bureau=cast.city, law=f"安全生产法{number}")
        item.bases.add(basis)
    filed_line(cast.city, further_items=(plan_item(cast.city).pk,))
    sheet = csv_sheet(["企业名称", "统一社会信用代码", "地址"], [["", "错", ""]])
    check_sheet(by=cast.clerk, kind=Kind.OBJECTS, filename="表.csv", content=sheet)
    return make_key(cast.security_admin, cast.clerk)[1]
