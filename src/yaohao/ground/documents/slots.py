"""The faces a Chinese official document is set in, and what stands in for each.

GB/T 9704-2012, 5.2.2: body 仿宋, first-level headings 黑体, second-level 楷体; title 小标宋
(7.3.1). A bureau's machine has the proprietary ones, a bare machine the free ones that
set-up fetches; each slot takes the first that is there, glyph by glyph.
"""

from typing import Final

SERIF: Final = ("Noto Serif CJK SC", "Source Han Serif SC", "思源宋体", "Noto Serif SC")
SANS: Final = ("Noto Sans CJK SC", "Source Han Sans SC", "思源黑体", "Noto Sans SC")
KAI: Final = ("LXGW WenKai", "霞鹜文楷", "LXGW WenKai GB")

# What the standard names, first; then what may stand in for it.
NAMED: Final[dict[str, tuple[str, ...]]] = {
    "fangsong": ("仿宋_GB2312", "FangSong_GB2312", "FangSong", "仿宋", "STFangsong", "华文仿宋"),
    "kai": ("楷体_GB2312", "KaiTi_GB2312", "KaiTi", "楷体", "STKaiti", "华文楷体"),
    "title": ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "FZXiaoBiaoSong-B05"),
    "hei": ("黑体", "SimHei", "STHeiti", "华文黑体"),
    "song": ("宋体", "SimSun", "NSimSun", "STSong", "华文宋体"),
    "mono": ("DejaVu Sans Mono",),
}
FREE: Final[dict[str, tuple[str, ...]]] = {
    "fangsong": ("Zhuque Fangsong", "朱雀仿宋", *SERIF),
    "kai": (*KAI, *SERIF),
    "title": SERIF,
    "hei": SANS,
    "song": SERIF,
    "mono": ("Noto Sans Mono CJK SC", *SANS),
}
# Last for every slot: a rare character in another face beats an empty box.
LAST: Final = (*SERIF, *SANS, *KAI)


def chain(slot: str, available: frozenset[str]) -> list[str]:
    """Return the families of `slot` that are available, best first, each once."""
    wished = (*NAMED[slot], *FREE[slot], *LAST)
    return list(dict.fromkeys(family for family in wished if family in available))
