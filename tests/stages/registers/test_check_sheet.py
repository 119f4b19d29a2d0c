"""The dry run: what it says, and that it writes nothing."""

import pytest
from django.utils import translation

from tests.cast import Cast
from tests.factories.registers import (
    credit_code,
    csv_sheet,
    make_object,
    make_officer,
    objects_sheet,
    xlsx_sheet,
)
from yaohao.ground.audit.models import Entry
from yaohao.ground.sheets.problems import SheetRefusedError
from yaohao.stages.registers.errors import StaleError
from yaohao.stages.registers.models import ImportRun, ImportState, InspectionObject
from yaohao.stages.registers.operations import check_sheet, confirm_import
from yaohao.stages.registers.queries.runs import packed_plan
from yaohao.stages.registers.rules.kinds import Kind

HEADER = ["企业名称", "统一社会信用代码", "注册地址", "风险等级"]
ADDRESS = "山西省晋中市榆次区迎宾街1号"


def check(cast: Cast, content: bytes, kind: Kind = Kind.OBJECTS) -> ImportRun:
    return check_sheet(by=cast.clerk, kind=kind, filename="名录.csv", content=content)


def test_it_counts_and_writes_nothing_but_the_run(cast: Cast) -> None:
    make_object(cast.city, credit_code=credit_code(900), name="不在表中")
    run = check(cast, objects_sheet(3))
    assert run.counts == {
        "new": 3, "changed": 0, "ended": 0, "unchanged": 0, "wrong": 0, "missing": 1,
    }  # fmt: skip
    assert InspectionObject.objects.count() == 1
    assert Entry.objects.filter(subject=run.subject).count() == 1
    assert [row["verdict"] for row in packed_plan(run).rows] == ["new"] * 3


def test_it_shows_the_difference_of_each_row(cast: Cast) -> None:
    row = make_object(cast.city, name="甲公司", risk="BLUE", address=ADDRESS)
    run = check(cast, csv_sheet(HEADER, [["甲公司", row.credit_code, ADDRESS, "红"]]))
    assert run.counts["changed"] == 1
    assert packed_plan(run).rows[0]["changes"] == [["risk", "BLUE", "RED"]]


def test_every_wrong_cell_has_place_reason_and_repair(cast: Cast) -> None:
    right = credit_code(1)
    rows = [
        ["甲公司", right[:17] + ("1" if right[17] != "1" else "2"), ADDRESS, "红"],
        ["乙公司", credit_code(2), "清徐县紫林路25号", "红"],
        ["丙公司", credit_code(3), ADDRESS, "紫"],
        ["丁公司", credit_code(4), ADDRESS, "红"],
        ["丁公司", credit_code(4), ADDRESS, "红"],
        ["", credit_code(5), ADDRESS, "红"],
    ]
    with translation.override("zh-hans"):
        run = check(cast, csv_sheet(HEADER, rows))
    assert (run.counts["wrong"], run.counts["new"]) == (5, 1)
    mistakes = {mistake["line"]: mistake for mistake in packed_plan(run).mistakes}
    assert [mistakes[line]["key"] for line in (2, 3, 4, 6, 7)] == [
        "credit_code", "address", "risk", "credit_code", "name",
    ]  # fmt: skip
    assert right[17] in mistakes[2]["reason"]
    assert "清徐县" in mistakes[3]["reason"]
    assert "第二条" in mistakes[3]["repair"]
    assert "橙" in mistakes[4]["repair"]
    assert "5" in mistakes[6]["reason"]
    assert all(mistake["place"] and mistake["repair"] for mistake in mistakes.values())


def test_a_workbook_with_titles_and_numbers_as_codes_is_read(cast: Cast) -> None:
    rows: list[list[object]] = [
        ["检查对象名录库"],
        [],
        ["企业名称", "统一社会信用代码", "注册地址"],
        ["甲公司", credit_code(1).lower(), ADDRESS],
        ["乙公司", 140702100012345.0, ADDRESS],
        ["丙公司", 911407021127310271.0, ADDRESS],
        ["合计", None, None],
    ]
    run = check(cast, xlsx_sheet(rows))
    assert (run.counts["new"], run.counts["wrong"]) == (2, 1)
    assert packed_plan(run).mistakes[0]["line"] == 6


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"%PDF-1.7 x", "not a spreadsheet"),
        (b"PK\x03\x04" + b"\0" * 40, "damaged"),
    ],
)
def test_what_is_no_table_is_refused_in_words(cast: Cast, content: bytes, said: str) -> None:
    with translation.override("en"), pytest.raises(SheetRefusedError, match=said):
        check(cast, content)
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize(
    ("header", "said"),
    [(["企业名称", "注册地址"], "Unified social credit code"), (["颜色", "大小"], "No header")],
)
def test_a_header_that_says_too_little_waits_for_its_meaning(
    cast: Cast, header: list[str], said: str
) -> None:
    with translation.override("en"):
        run = check(cast, csv_sheet(header, [["甲", "乙"]]))
    assert run.state == ImportState.UNCLEAR
    assert said in run.refusal
    with pytest.raises(StaleError):
        confirm_import(by=cast.clerk, pk=run.pk)


def test_an_expired_certificate_is_entered_with_a_warning(cast: Cast) -> None:
    header = ["姓名", "执法证号", "科室", "发证日期", "有效期至", "专业领域"]
    rows = [
        ["执法甲", "SF001", "非煤矿山科", "2020-01-01", "2021-01-01", "非煤矿山"],
        ["执法乙", "SF002", "", "2020年1月1日", "20991231", ""],
    ]
    run = check(cast, csv_sheet(header, rows), Kind.OFFICERS)
    assert run.counts["new"] == 2
    remarks = [[code for code, _ in row["remarks"]] for row in packed_plan(run).rows]
    assert remarks == [["certificate-expired"], ["no-functions"]]


def test_a_certificate_of_another_bureau_is_refused_without_its_name(cast: Cast) -> None:
    make_officer(cast.county, certificate="SF001", name="邻县甲")
    header = ["姓名", "执法证号", "发证日期", "有效期至"]
    run = check(
        cast, csv_sheet(header, [["执法甲", "SF001", "2020-01-01", "2099-01-01"]]), Kind.OFFICERS
    )
    assert run.counts["wrong"] == 1
    assert "邻县甲" not in str(packed_plan(run))


def test_a_ratio_over_the_whole_is_refused(cast: Cast) -> None:
    header = ["事项编码", "事项名称", "抽查依据", "抽查对象", "抽查内容", "抽查比例", "抽查频次"]
    rows = [
        ["AJ-1", "检查一", "依据", "企业", "内容", "120%", "每年一次"],
        ["AJ-2", "检查二", "依据", "企业", "内容", "12.5%", "每年一次"],
    ]
    run = check(cast, csv_sheet(header, rows), Kind.ITEMS)
    assert (run.counts["new"], run.counts["wrong"]) == (1, 1)
    assert packed_plan(run).mistakes[0]["key"] == "ratio"
