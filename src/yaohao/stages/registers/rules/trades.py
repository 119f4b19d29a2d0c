"""Experts in a draw: the fields that their trades name, and how the lists of a draw name them."""

from collections.abc import Iterable

from yaohao.stages.registers.rules.kinds import Field

PREFIX = "专家 "
"""Officers' numbers are kept without blanks, so none of them begins like this."""

_CHEMISTRY = (
    "危险化学品", "危化", "化工", "化学", "石油", "石化", "油气", "燃气", "易制毒", "重大危险源",
)  # fmt: skip
NAMED: dict[Field, tuple[str, ...]] = {
    Field.NONCOAL_MINE: ("非煤", "矿山", "采矿", "选矿", "尾矿", "采石", "露天"),
    Field.HAZARDOUS_CHEMICALS: _CHEMISTRY,
    Field.FIREWORKS: ("烟花", "爆竹"),
    Field.DUST_CONFINED_AMMONIA: (
        "粉尘", "涉爆", "有限空间", "液氨", "制冷", "工贸", "冶金", "有色", "建材", "机械",
        "轻工", "纺织", "烟草",
    ),
    Field.OCCUPATIONAL_DISEASE: ("职业病", "职业卫生", "职业健康", "职业危害"),
    Field.MAJOR_HAZARD: _CHEMISTRY,
}  # fmt: skip


def fields_named(trades: Iterable[str]) -> frozenset[Field]:
    """The fields that these trades name: a trade names a field when it holds one of its words."""
    words = list(trades)
    return frozenset(
        field
        for field, known in NAMED.items()
        if any(word in trade for word in known for trade in words)
    )


def fits(trades: Iterable[str], field: str) -> bool:
    """Whether an expert of these trades may be drawn for an object of the field (article 16).

    Fields without words of their own (blacklist, others) take every expert. So does every field
    whoever names no field at all: no trade written down, or one of use everywhere (电气, 消防).
    """
    named = fields_named(trades)
    return not named or field in named or field not in NAMED


def lot_name(bureau: str, code: str) -> str:
    """How the lists name the expert `code` of the bureau with that code: `专家 140700-Z0001`."""
    return f"{PREFIX}{bureau}-{code}"
