"""The register of objects of the demo bureau, as the rows of the sheet a clerk would import."""

from collections.abc import Iterator
from dataclasses import dataclass

from stdnum.cn import uscc

from demo.chance import Chance
from demo.people import address, brand, person, telephone

CITY = "云泽市"
COUNTIES = {"990102": "临水区", "990121": "青岩县", "990122": "东陵县"}
HEADER = (
    "企业名称",
    "统一社会信用代码",
    "场所后缀",
    "县区",
    "注册地址",
    "行业代码",
    "行业领域",
    "隶属关系",
    "规模",
    "风险等级",
    "标准化等级",
    "信用等级",
    "重大危险源等级",
    "黑名单等级",
    "联系人",
    "联系电话",
)


@dataclass(frozen=True, slots=True)
class Trade:
    """What a firm of this kind is called, its industry code and how risky it usually is."""

    word: str
    industry: str
    risks: dict[str, int]


RISKY = {"红": 3, "橙": 5, "黄": 4, "蓝": 1}
MIXED = {"红": 1, "橙": 3, "黄": 6, "蓝": 6}
CALM = {"橙": 1, "黄": 4, "蓝": 10}
TRADES: dict[str, tuple[int, tuple[Trade, ...]]] = {
    "非煤矿山": (7, (Trade("石料", "1011", RISKY), Trade("铁矿", "0810", RISKY))),
    "危险化学品": (
        14,
        (
            Trade("加油站", "5265", MIXED),
            Trade("化工", "2614", RISKY),
            Trade("气体", "2619", MIXED),
        ),
    ),
    "烟花爆竹": (4, (Trade("烟花爆竹经营", "5246", RISKY),)),
    "粉尘涉爆、有限空间、液氨制冷": (
        24,
        (
            Trade("铸造", "3391", MIXED),
            Trade("木业", "2011", MIXED),
            Trade("冷藏", "5930", RISKY),
            Trade("纺织", "1711", MIXED),
        ),
    ),
    "职业病危害": (16, (Trade("水泥制品", "3021", MIXED), Trade("玻璃", "3054", MIXED))),
    "危险化学品重大危险源": (3, (Trade("液化气储配", "5942", {"红": 1}),)),
    "其他行业领域": (
        32,
        (
            Trade("机械", "3484", CALM),
            Trade("食品", "1411", CALM),
            Trade("建材", "3031", CALM),
            Trade("印刷", "2319", CALM),
        ),
    ),
}


def rows(affiliation: str, counties: list[str], count: int) -> Iterator[tuple[str, ...]]:
    """`count` rows of one bureau: `affiliation` 市属 or 县属, spread over `counties` (codes)."""
    chance = Chance(f"objects {affiliation} {counties} {count}")
    names: set[str] = set()
    fields = {field: weight for field, (weight, _) in TRADES.items()}
    while len(names) < count:
        field = chance.weighted(fields)
        trade = chance.pick(TRADES[field][1])
        county = chance.pick(counties)
        name = f"{COUNTIES[county].rstrip('区县')}{brand(chance)}{trade.word}有限公司"
        if name in names:
            continue
        names.add(name)
        yield _row(chance, name, field, trade, county, affiliation)


def _row(
    chance: Chance, name: str, field: str, trade: Trade, county: str, affiliation: str
) -> tuple[str, ...]:
    risk = chance.weighted(trade.risks)
    return (
        name,
        _credit_code(chance, county),
        "",
        COUNTIES[county],
        address(chance, CITY, COUNTIES[county]),
        trade.industry,
        field,
        affiliation,
        chance.weighted({"大型": 1, "中型": 4, "小型": 10, "微型": 6}),
        risk,
        chance.weighted({"一级": 1, "二级": 6, "三级": 12, "未定级": 8}),
        chance.weighted({"A级": 6, "B级": 10, "C级": 3, "D级": 1}),
        chance.pick(["三级", "四级"]) if field == "危险化学品重大危险源" else "无",
        "二级" if chance.below(120) == 0 else "未列入",
        person(chance),
        telephone(chance),
    )


def _credit_code(chance: Chance, county: str) -> str:
    """A code with a right check digit and a region that no real firm has."""
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    stem = f"91{county}" + "".join(chance.pick(alphabet) for _ in range(9))
    return str(stem + uscc.calc_check_digit(stem))
