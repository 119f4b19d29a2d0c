"""Names of strata on public pages, told from the code alone."""

from yaohao.stages.planning.strata import CLOSED, stratum_name, stratum_rank
from yaohao.stages.registers.rules.kinds import ALL, StratifyBy
from yaohao.stages.registers.rules.words import Language

__all__ = ["stratum_rank", "stratum_word"]


def stratum_word(code: str, lang: Language) -> str:
    """What a stratum of an announcement is called: the closed lists share no code."""
    for by, closed in CLOSED.items():
        if code in {member.value for member in closed}:
            return stratum_name(by.value, code, lang)
    return stratum_name(StratifyBy.NONE.value if code == ALL else "region", code, lang)
