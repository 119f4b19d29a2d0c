"""Initials of pinyin as the people of the place type them.

A character with several readings is read by its phrase. The table of pypinyin knows most phrases;
these are read wrongly by it, or not known. A name may also begin with a surname whose reading is
not the usual one of its character: then both readings find it.
"""

from functools import lru_cache

from pypinyin import Style, lazy_pinyin, load_phrases_dict
from pypinyin.seg.mmseg import seg

# Places first (GB/T 2260 and their towns), then words of trades.
PHRASES: dict[str, list[list[str]]] = {
    "长治": [["cháng"], ["zhì"]],
    "长子": [["zhǎng"], ["zǐ"]],
    "洪洞": [["hóng"], ["tóng"]],
    "繁峙": [["fán"], ["shì"]],
    "解州": [["xiè"], ["zhōu"]],
    "单县": [["shàn"], ["xiàn"]],
    "朝阳": [["cháo"], ["yáng"]],
    "解池": [["xiè"], ["chí"]],
    "隰县": [["xí"], ["xiàn"]],
    "蔚县": [["yù"], ["xiàn"]],
    "蔚州": [["yù"], ["zhōu"]],
    "乐亭": [["lào"], ["tíng"]],
    "东阿": [["dōng"], ["ē"]],
    "浚县": [["xùn"], ["xiàn"]],
    "铅山": [["yán"], ["shān"]],
    "番禺": [["pān"], ["yú"]],
    "洗选": [["xǐ"], ["xuǎn"]],
    "重介": [["zhòng"], ["jiè"]],
    "炮仗": [["pào"], ["zhàng"]],
}
SURNAMES = {
    "万俟": "mq", "尉迟": "yc", "长孙": "zs", "澹台": "tt", "单于": "cy",
    "解": "x", "单": "s", "仇": "q", "查": "z", "曾": "z", "区": "o", "翟": "z", "乐": "y",
    "种": "c", "折": "s", "繁": "p", "秘": "b", "盖": "g", "召": "s", "覃": "q", "隗": "k",
    "晁": "c", "朝": "c", "重": "c", "长": "z", "尉": "y", "洗": "x", "冼": "x", "句": "g",
    "都": "d", "车": "c", "石": "s", "呙": "g", "逄": "p", "缪": "m", "盛": "s", "员": "y",
}  # fmt: skip

load_phrases_dict(PHRASES)


def initials(text: str) -> tuple[str, ...]:
    """The first letters of the text; twice where it begins with a surname read otherwise.

    What is no Chinese character stays as it is.
    """
    usual = "".join(map(_read, seg.cut(text)))
    for size in (2, 1):
        if read := SURNAMES.get(text[:size]):
            named = read + usual[size:]
            return (usual,) if named == usual else (usual, named)
    return (usual,)


@lru_cache(maxsize=50_000)  # the words of a register repeat themselves
def _read(phrase: str) -> str:
    return "".join(lazy_pinyin(phrase, style=Style.FIRST_LETTER))
