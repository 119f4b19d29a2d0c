"""The names of strata, in either language; `texts` and the public rows share them."""

from collections.abc import Container
from enum import StrEnum

from django.utils.translation import gettext as _
from fairdraw.announcement import Stratum

from yaohao.ground.audit.refusal import Refused
from yaohao.stages.planning.models import Line
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
NUMBER = "number"
_EVERYTHING = Word("全部", "all")


def shares_for(line: Line, codes: Container[str] = ()) -> tuple[Stratum, ...]:
    """The shares of a line for a list whose strata are `codes`; without any, for one of today.

    A county that was renamed or merged since the line was written has its successor's code, unless
    the list was frozen before. Raises Refused where counties that are one by now have different
    shares, or each a fixed number: neither follows from two.
    """
    if line.stratify_by != StratifyBy.REGION.value:
        return line.shares
    table, found = region_table(), dict[str, Stratum]()
    for share in line.shares:
        code = share.code if share.code in codes else table.current(share.code) or share.code
        moved = share._replace(code=code)
        merged = found.setdefault(code, moved)
        if merged != moved or (merged is not moved and share.rule == NUMBER):
            raise Refused(
                _(
                    "%(county)s was formed from counties for which the plan has different ratios. "
                    "Write one ratio for it into the plan."
                )
                % {"county": table.name(code)}
            )
    return tuple(found[code] for code in sorted(found))


def shares_told(line: Line) -> tuple[Stratum, ...]:
    """The same for a page, which shows what is written where nothing follows from it."""
    try:
        return shares_for(line)
    except Refused:
        return line.shares


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
