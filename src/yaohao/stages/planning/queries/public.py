"""What the plan shows to the public: the lines filed with the hall, in Chinese, as text."""

from django.utils.translation import override
from fairdraw.announcement import Stratum

from yaohao.ground.accounts.models import Bureau
from yaohao.ground.theme.rules import percent
from yaohao.stages.planning.models import Line, Partner
from yaohao.stages.planning.queries.lines import lines, replaced
from yaohao.stages.planning.rules import Aim, LineState, Regime
from yaohao.stages.planning.strata import stratum_name, stratum_rank
from yaohao.stages.planning.teams import partner_words, team_words
from yaohao.stages.registers.queries import filter_statement

REGIMES = {Regime.RANDOM: "随机抽查", Regime.KEY: "重点检查", Regime.SPECIAL: "专项检查"}
AIMS = {Aim.DIRECTED: "定向抽查", Aim.UNDIRECTED: "不定向抽查"}


def filed_years(bureau: Bureau) -> list[int]:
    """The years of which lines are filed, newest first."""
    filed = Line.objects.of(bureau).filter(state=LineState.FILED.value)
    return sorted(set(filed.values_list("plan__year", flat=True)), reverse=True)


def public_rows(bureau: Bureau, year: int) -> list[dict[str, str]]:
    """The filed lines of a year, by number, and after them the versions they replaced.

    A replaced version has its version in its number, so that numbers stay apart.
    number title item_code item kind filter strata period_start period_end window_start window_end
    cycle receipt filed_on version amended_because standing regime partners further_items.
    """
    filed = lines(bureau, year).filter(state=LineState.FILED.value)
    return [_row(line) for line in [*filed, *replaced(bureau, year)]]


def _row(line: Line) -> dict[str, str]:
    assert line.filing is not None  # the database keeps filed lines with their filing
    return {
        "number": f"{line.label} V{line.version}" if _gone(line) else line.label,
        "title": line.title,
        "item_code": line.item.code,
        "item": line.item.name,
        "kind": AIMS[Aim(line.type)] + ("；公开抽取，结果当场公布" if line.openly else ""),
        "filter": filter_statement(line.bureau, line.pool_filter),
        "strata": _strata(line),
        "period_start": line.period_start.isoformat(),
        "period_end": line.period_end.isoformat(),
        "window_start": line.window_start.isoformat(),
        "window_end": line.window_end.isoformat(),
        "cycle": line.cycle,
        "receipt": line.filing.receipt,
        "filed_on": line.filing.filed_on.isoformat(),
        "version": str(line.version),
        "amended_because": line.amended_because,
        "standing": f"已由第{line.version + 1}版替代" if _gone(line) else "现行",
        "regime": _regime(line),
        "team": _team(line),
        "partners": "；".join(_partner(one) for one in line.partners.order_by("pk")),
        "further_items": "；".join(
            f"{item.code} {item.name}" for item in line.further_items.order_by("code")
        ),
    }


def _gone(line: Line) -> bool:
    return line.state == LineState.REPLACED.value


def _regime(line: Line) -> str:
    word = REGIMES[Regime(line.regime)]
    return f"{word}（{line.ordered_by}）" if line.ordered_by else word


@override("zh-hans")
def _team(line: Line) -> str:
    return team_words(line)


@override("zh-hans")
def _partner(one: Partner) -> str:
    return partner_words(one)


def _strata(line: Line) -> str:
    shares = sorted(line.shares, key=lambda share: stratum_rank(share.code))
    words = [_share(line.stratify_by, share) for share in shares if share.value]
    return "；".join(words if len(words) == len(shares) else [*words, "其余 0%"])


def _share(stratify_by: str, share: Stratum) -> str:
    value = f"{share.value}户" if share.rule == "number" else percent(share.value)
    return f"{stratum_name(stratify_by, share.code, 'zh')} {value}"
