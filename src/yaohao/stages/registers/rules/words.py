"""The words for the closed lists, Chinese and English.

They live here and not in a message catalogue because they enter public statements (the filter of
an announced draw), which must read the same whatever language the clerk's screen has.
"""

from enum import StrEnum
from typing import Literal, NamedTuple

from yaohao.stages.registers.rules.kinds import (
    Affiliation,
    Blacklist,
    Credit,
    Datum,
    Exclusion,
    Field,
    Focus,
    Kind,
    MajorHazard,
    Method,
    OwningLevel,
    PastOrigin,
    Risk,
    Scale,
    Standardisation,
    StratifyBy,
)

Language = Literal["zh", "en"]


class Word(NamedTuple):
    """One thing in both languages."""

    zh: str
    en: str


WORDS: dict[type[StrEnum], dict[str, Word]] = {
    Kind: {
        "objects": Word("检查对象", "objects"),
        "officers": Word("执法人员", "officers"),
        "items": Word("抽查事项", "items"),
        "experts": Word("专家", "experts"),
        "visits": Word("往年检查（未经核验）", "earlier visits (not proven)"),
        "orders": Word("未办结责令整改（未经核验）", "open orders (not proven)"),
    },
    Field: {
        "NCM": Word("非煤矿山", "non-coal mine"),
        "HC": Word("危险化学品", "hazardous chemicals"),
        "FW": Word("烟花爆竹", "fireworks"),
        "DCA": Word("粉尘涉爆、有限空间、液氨制冷", "explosive dust, confined space, ammonia"),
        "OD": Word("职业病危害", "occupational disease hazard"),
        "MH": Word("危险化学品重大危险源", "major hazard source"),
        "BL": Word("安全生产黑名单", "work-safety blacklist"),
        "OT": Word("其他行业领域", "other field"),
    },
    Affiliation: {
        "P": Word("省属", "province"),
        "C": Word("市属", "city"),
        "X": Word("县属", "county"),
    },
    OwningLevel: {
        "": Word("本级", "own level"),
        "P": Word("省级", "province"),
        "C": Word("市级", "city"),
        "X": Word("县级", "county"),
        "T": Word("乡镇（街道）级", "township"),
    },
    Focus: {
        "1": Word("重点企业", "focus enterprise"),
        "0": Word("非重点企业", "no focus enterprise"),
    },
    Datum: {
        "": Word("无坐标", "no coordinates"),
        "WGS84": Word("WGS84", "WGS84"),
        "CGCS2000": Word("CGCS2000（国家大地坐标系）", "CGCS2000"),
        "GCJ02": Word("GCJ-02（高德、腾讯）", "GCJ-02"),
        "BD09": Word("BD-09（百度）", "BD-09"),
    },
    Scale: {
        "L": Word("大型", "large"),
        "M": Word("中型", "medium"),
        "S": Word("小型", "small"),
        "T": Word("微型", "tiny"),
        "U": Word("规模未定", "scale not assessed"),
    },
    Risk: {
        "RED": Word("红（重大风险）", "red"),
        "ORANGE": Word("橙（较大风险）", "orange"),
        "YELLOW": Word("黄（一般风险）", "yellow"),
        "BLUE": Word("蓝（低风险）", "blue"),
        "UNRATED": Word("风险未定级", "risk not assessed"),
    },
    Standardisation: {
        "1": Word("一级", "grade 1"),
        "2": Word("二级", "grade 2"),
        "3": Word("三级", "grade 3"),
        "0": Word("未定级", "no grade"),
    },
    Credit: {
        "A": Word("A级", "A"),
        "B": Word("B级", "B"),
        "C": Word("C级", "C"),
        "D": Word("D级", "D"),
        "U": Word("信用未定级", "credit not assessed"),
    },
    Blacklist: {
        "0": Word("未列入", "not listed"),
        "1": Word("一级", "grade 1"),
        "2": Word("二级", "grade 2"),
        "3": Word("三级", "grade 3"),
    },
    MajorHazard: {
        "0": Word("无", "none"),
        "1": Word("一级", "grade 1"),
        "2": Word("二级", "grade 2"),
        "3": Word("三级", "grade 3"),
        "4": Word("四级", "grade 4"),
    },
    Exclusion: {
        "": Word("在册", "in the register"),
        "CLOSED": Word("已关闭", "closed down"),
        "MOVED": Word("迁出", "moved away"),
        "MERGED": Word("被合并", "merged into another"),
        "REVOKED": Word("注销或吊销", "deregistered or revoked"),
    },
    Method: {
        "ON_SITE": Word("实地核查", "on site"),
        "WRITTEN": Word("书面检查", "in writing"),
        "EXPERT": Word("行政部门结果或专业意见", "findings or expert opinion"),
        "TESTING": Word("检验检测", "testing"),
        "ONLINE": Word("网络监测", "online monitoring"),
        "ENTRUSTED": Word("委托专业机构", "entrusted to an agency"),
    },
    PastOrigin: {
        "RANDOM": Word("随机抽查", "random"),
        "CAUSE": Word("有因检查", "with a cause"),
        "KEY": Word("重点检查", "key inspection"),
        "RECHECK": Word("复查", "re-check"),
    },
    StratifyBy: {
        "none": Word("不分层", "not divided"),
        "risk": Word("按风险等级", "by risk grade"),
        "credit": Word("按信用等级", "by credit grade"),
        "field": Word("按行业领域", "by industry field"),
        "standardisation": Word("按标准化等级", "by standardisation grade"),
        "region": Word("按县（区、市）", "by county"),
    },
}


def word(member: StrEnum, lang: Language = "zh") -> str:
    """The word for one member of a closed list."""
    both = WORDS[type(member)][member.value]
    return both.zh if lang == "zh" else both.en
