"""The names of strata, in either language; `texts` and the public rows share them."""

from enum import StrEnum

from yaohao.stages.registers.queries import region_table
from yaohao.stages.registers.rules.kinds import (
    ALL,
    Credit,
    Field,
    Risk,
    Standardisation,
    StratifyBy,
)
from yaohao.stages.registers.rules.words import Language, Word, word

CLOSED: dict[StratifyBy, type[StrEnum]] = {
    StratifyBy.RISK: Risk,
    StratifyBy.CREDIT: Credit,
    StratifyBy.FIELD: Field,
    StratifyBy.STANDARDISATION: Standardisation,
}
_EVERYTHING = Word("全部", "all")


def stratum_name(stratify_by: str, code: str, lang: Language) -> str:
    """A stratum's name: 红色, 榆次区, 全部; the code itself where it has none."""
    by = StratifyBy(stratify_by)
    closed = CLOSED.get(by)
    if closed and code in {member.value for member in closed}:
        return word(closed(code), lang)
    if by is StratifyBy.REGION:
        return region_table().name(code) or code
    return getattr(_EVERYTHING, lang) if code == ALL else code


def stratum_rank(code: str) -> tuple[int, str]:
    """Where a stratum stands in a list for people: red before orange, counties by code."""
    for closed in CLOSED.values():
        values = [member.value for member in closed]
        if code in values:
            return values.index(code), code
    return 0, code
