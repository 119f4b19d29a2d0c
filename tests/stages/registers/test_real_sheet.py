"""A register as it is found in the world, where it is at hand: 2,136 rows of one prefecture."""

import os
from collections import Counter
from pathlib import Path

import pytest

from tests.cast import Cast
from yaohao.stages.registers.models import InspectionObject
from yaohao.stages.registers.operations import check_sheet, confirm_import
from yaohao.stages.registers.queries.runs import packed_plan
from yaohao.stages.registers.rules.kinds import Kind

FOLDER = (
    Path(os.environ.get("YAOHAO_SHARED_DATA", ""))
    if os.environ.get("YAOHAO_SHARED_DATA")
    else Path(__file__).resolve().parents[4] / "shared" / "data"
)
FILE = FOLDER / "jinzhong_enterprises_sample.csv"

pytestmark = pytest.mark.skipif(not FILE.is_file(), reason="the register is not at hand")


def test_all_but_three_rows_are_taken_and_the_three_lie_elsewhere(cast: Cast) -> None:
    content = FILE.read_bytes()
    run = check_sheet(by=cast.clerk, kind=Kind.OBJECTS, filename=FILE.name, content=content)
    plan = packed_plan(run)
    assert (run.counts["new"], run.counts["wrong"]) == (2133, 3)
    assert [(mistake["line"], mistake["key"]) for mistake in plan.mistakes] == [
        (1116, "address"),  # 清徐县, of the prefecture to the north
        (1965, "address"),  # 太原学府园区
        (1980, "address"),
    ]
    remarks = Counter(code for row in plan.rows for code, _ in row["remarks"])
    assert remarks == {"region-city": 193, "region-other": 3}
    confirm_import(by=cast.clerk, pk=run.pk, leave_out_wrong=True)
    found = Counter(InspectionObject.objects.values_list("region", flat=True))
    # No county that has ceased to be, and none outside.
    assert found == {
        "140702": 513, "140781": 371, "140728": 258, "140700": 193, "140703": 186,
        "140729": 153, "140727": 110, "140725": 105, "140722": 92, "140723": 63,
        "140724": 59, "140721": 30,
    }  # fmt: skip
    again = check_sheet(by=cast.clerk, kind=Kind.OBJECTS, filename=FILE.name, content=content)
    assert (again.counts["unchanged"], again.counts["wrong"]) == (2133, 3)
