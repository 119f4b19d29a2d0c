"""An invented register as dirty as real ones: every right row is read, every wrong one named."""

from tests.cast import Cast
from tests.factories.registers import credit_code, xlsx_sheet
from yaohao.stages.registers.models import ImportRun, InspectionObject
from yaohao.stages.registers.operations import check_sheet, confirm_import
from yaohao.stages.registers.queries.runs import packed_plan
from yaohao.stages.registers.rules.kinds import Kind

HEADER = [
    "序号", "单位全称*", "统一社会信用代码\n（必填）", "注册资金(万元)", "所属县区", "注册 地址",
    "风险等级", "标准化等级",
]  # fmt: skip
WIDE = str.maketrans({chr(c): chr(c + 0xFEE0) for c in range(0x21, 0x7F)})
RIGHT: list[list[object]] = [
    ["全角代码机械厂", credit_code(1).translate(WIDE), "232(万)", "", "晋中市榆次区", "红", "一级"],
    ["小写代码机械厂", credit_code(2).lower(), "N/A", "", "榆次区迎宾街", "橙色", "无"],
    ["旧县名机械厂", credit_code(3, "140726"), "13万人民币", "", "太谷县北顺城街", "黄", "二级"],
    ["开发区机械厂", credit_code(4, "140700"), "", "", "晋中开发区太谷街9号", "", ""],
    ["手填县区机械厂", credit_code(5), "", "平遥县", "古城南大街", "蓝", "三级"],
    ["旧注册号机械厂", 140702100012345.0, "", "", "榆次区", "未定级", "未定级"],
    ["无代码养殖场", "无", "", "", "榆次区乌金山镇", "低风险", "-"],
]
WRONG: list[list[object]] = [
    ["字母欧机械厂", credit_code(11)[:11] + "O" + credit_code(11)[12:], "", "", "榆次区", "", ""],
    ["位数不足机械厂", "91140702MA0", "", "", "榆次区", "", ""],
    ["外县机械厂", credit_code(12, "140121"), "", "", "太原市清徐县", "", ""],
    ["等级写错机械厂", credit_code(13), "", "", "榆次区", "紫", ""],
    ["重复机械厂", credit_code(2), "", "", "榆次区", "", ""],
    [None, credit_code(14), "", "", "榆次区", "", ""],
]
KEYS = ["credit_code", "credit_code", "address", "risk", "credit_code", "name"]


def check(cast: Cast) -> ImportRun:
    rows: list[list[object]] = [["晋中市检查对象名录库（2026年度）"], [], list(HEADER)]
    rows += [[number, *row] for number, row in enumerate(RIGHT + WRONG, 1)]
    rows += [["合计", f"{len(RIGHT + WRONG)}户"], ["填表人：张三"]]
    return check_sheet(
        by=cast.clerk, kind=Kind.OBJECTS, filename="名录.xlsx", content=xlsx_sheet(rows)
    )


def test_every_wrong_row_is_named_and_no_right_one(cast: Cast) -> None:
    run = check(cast)
    first = 4 + len(RIGHT)
    mistakes = packed_plan(run).mistakes
    found = {mistake["line"]: mistake["key"] for mistake in mistakes}
    assert found == {first + number: key for number, key in enumerate(KEYS)}
    assert run.counts["new"] == len(RIGHT)
    assert all(mistake["place"] and mistake["reason"] for mistake in mistakes)


def test_the_right_rows_are_understood(cast: Cast) -> None:
    confirm_import(by=cast.clerk, pk=check(cast).pk, leave_out_wrong=True)
    rows = {row.name: row for row in InspectionObject.objects.all()}
    assert rows["全角代码机械厂"].object_id == credit_code(1)
    assert rows["小写代码机械厂"].risk == "ORANGE"
    assert rows["旧县名机械厂"].region == "140703"
    assert rows["开发区机械厂"].region == "140700"
    assert rows["手填县区机械厂"].region == "140728"
    assert rows["旧注册号机械厂"].object_id == "140702100012345"
    assert rows["无代码养殖场"].object_id == "B140700000001"
    assert rows["无代码养殖场"].risk == "BLUE"
