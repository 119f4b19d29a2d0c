"""The library of experts of the demo bureau, as the rows of the sheet a clerk would import."""

from collections.abc import Iterator

from demo.chance import Chance
from demo.people import person, telephone

HEADER = ("姓名", "专家编号", "职称", "专业", "工作单位", "聘任日期", "聘期至", "联系电话")
_TRADES = (
    ("化工工艺", "云泽化工设计院"),
    ("粉尘防爆", "示范省安全技术中心"),
    ("采矿工程", "示范理工大学"),
    ("电气安全", "云泽市检验检测院"),
    ("职业卫生", "云泽市疾控中心"),
    ("制冷与氨", "示范省特种设备学会"),
)


def rows(count: int, year: int) -> Iterator[tuple[str, ...]]:
    """`count` experts, appointed from last year's first day for three years."""
    chance = Chance("experts")
    for serial in range(count):
        trade, employer = _TRADES[serial % len(_TRADES)]
        title = chance.pick(["高级工程师", "正高级工程师", "教授", "注册安全工程师"])
        yield (
            person(chance), f"ZJ-{serial + 1:03d}", title, trade, employer,
            f"{year - 1}-01-01", f"{year + 1}-12-31", telephone(chance),
        )  # fmt: skip
