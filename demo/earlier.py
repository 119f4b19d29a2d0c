"""What the city did before this product, told by its own spreadsheets: visits of last year."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from demo.chance import Chance
from yaohao.stages.registers.models import InspectionObject

HEADER = (
    "企业名称", "统一社会信用代码", "检查日期", "检查事项", "检查类型", "检查结果", "文书编号",
)  # fmt: skip
_ITEMS = {"HC": "AJ-003", "NCM": "AJ-004", "OD": "AJ-005", "FW": "AJ-006", "DCA": "AJ-002"}


def rows(firms: Sequence[InspectionObject], year: int) -> Iterator[tuple[str, ...]]:
    """One visit to each firm in `year`, drawn or with a cause; a few found nothing wrong."""
    chance = Chance("earlier visits")
    for serial, firm in enumerate(firms, 1):
        day = date(year, 3, 1) + timedelta(days=chance.below(270))
        origin = chance.weighted({"双随机": 5, "举报": 1})
        result = chance.weighted({"未发现问题": 2, "责令限期整改，已复查合格": 3})
        yield (
            firm.name, firm.credit_code, day.isoformat(), _ITEMS.get(firm.field, "AJ-001"),
            origin, result, f"（云）应急检记〔{year}〕{serial}号",
        )  # fmt: skip
