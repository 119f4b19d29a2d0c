"""The plan in words: problems, strata, shares; in the reader's language."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from fairdraw.announcement import Stratum

from yaohao.ground.theme.rules import percent
from yaohao.stages.planning.models import REGIMES, Line
from yaohao.stages.planning.rules import Problem, Sentence, own_places
from yaohao.stages.planning.rules.carrying import officers_needed
from yaohao.stages.planning.rules.cycles import Left
from yaohao.stages.planning.strata import CLOSED, stratum_name
from yaohao.stages.registers.queries import filter_statement
from yaohao.stages.registers.rules.kinds import ALL, StratifyBy
from yaohao.stages.registers.rules.words import Language

PROBLEMS: dict[str, Promise] = {
    "ratio-high": gettext_lazy(
        "%(stratum)s: %(percent)s %% is more than all of them. At most 100 %%."
    ),
    "share-negative": gettext_lazy("%(stratum)s: a ratio or number below zero. Write 0 or more."),
    "nothing-drawn": gettext_lazy(
        "Every ratio is 0, so nothing would be drawn. Give at least one."
    ),
    "period-order": gettext_lazy("The period ends before it begins."),
    "period-years": gettext_lazy(
        "The period crosses 31 December (%(first)s to %(last)s), and a plan is for one year. Make "
        "two lines, one in each year's plan, and give both the same cycle: it may span years."
    ),
    "period-plan": gettext_lazy(
        "This is the plan of %(year)s, and the period lies in another year."
    ),
    "window-order": gettext_lazy("The visits end before they begin."),
    "window-outside": gettext_lazy("The visits must lie inside the period, %(start)s to %(end)s."),
    "officers-few": gettext_lazy(
        "A team has at least %(least)s different officers (article 16). Add a place."
    ),
    "place-unknown": gettext_lazy(
        "The places of the bureau's own officers are %(places)s, in this order. Choose two or "
        "three."
    ),
    "experts-many": gettext_lazy("From none to %(most)s experts in a team. Choose fewer."),
    "joint-many": gettext_lazy(
        "At most %(most)s departments send an officer into every team. Let some assist without one."
    ),
    "cap-low": gettext_lazy("An officer must be allowed at least one visit."),
    "directed-whole": gettext_lazy(
        "A directed draw needs a filter. Choose one, or make the draw undirected."
    ),
    "undirected-part": gettext_lazy(
        "An undirected draw takes the whole register. Clear the filter, or make it directed."
    ),
    "pool-empty": gettext_lazy(
        "No object matches, so there is nothing to draw from. Widen the filter."
    ),
    "draws-none": gettext_lazy(
        "%(eligible)s objects match, but the ratios round to 0. Raise a ratio."
    ),
    "stratum-open": gettext_lazy(
        "%(stratum)s holds %(base)s objects and has no ratio yet. Write it or 0."
    ),
    "number-over-pool": gettext_lazy(
        "%(stratum)s: %(number)s are to be drawn, but only %(base)s objects match. Lower the "
        "number to %(base)s or widen the filter."
    ),
    "key-part": gettext_lazy(
        "%(stratum)s: a key inspection takes every object of the pool. Write 100 %% for each "
        "stratum, or narrow the filter."
    ),
    "special-unordered": gettext_lazy(
        "A special inspection is ordered from above. Write the document that orders it."
    ),
    "frequency-range": gettext_lazy("From 1 to %(most)s draws in the period."),
    "frequency-days": gettext_lazy(
        "%(count)s draws do not fit into %(days)s days of visits. Plan fewer, or more days."
    ),
    "item-ended": gettext_lazy(
        "The item “%(item)s” is not in force during the visits. Choose its current version."
    ),
}


def language() -> Language:
    """The reader's language as the registers name it."""
    return "zh" if (get_language() or "zh").startswith("zh") else "en"


def problem_words(problem: Problem, stratify_by: str = StratifyBy.NONE.value) -> str:
    """What is wrong, and how to mend it."""
    values = dict(problem.values)
    if "code" in values:
        values["stratum"] = stratum_word(stratify_by, values["code"])
    return str(PROBLEMS[problem.code]) % values


def stratum_word(stratify_by: str, code: str) -> str:
    """A stratum's name: 红色, 榆次区, 全部."""
    return stratum_name(stratify_by, code, language())


def strata_codes(stratify_by: str, regions: Iterable[str]) -> list[str]:
    """The strata that can occur, in the order of the list; `regions` those of the pool."""
    by = StratifyBy(stratify_by)
    closed = CLOSED.get(by)
    if closed:
        return [member.value for member in closed]
    return sorted(regions) if by is StratifyBy.REGION else [ALL]


def share_words(share: Stratum) -> str:
    """`5%`, or the fixed number `12 户`."""
    if share.rule == "number":
        return ngettext("%(number)d object", "%(number)d objects", share.value) % {
            "number": share.value
        }
    return percent(share.value)


def filter_words(line: Line) -> str:
    """The filter as the public reads it, in the reader's language."""
    return filter_statement(line.bureau, line.pool_filter, language())


def sentence_words(sentence: Sentence, officers: int) -> str:
    """符合条件 1,286 户 → 抽 32 户 → 至少需 8 名执法人员."""
    return _("%(eligible)s match → %(drawn)s drawn → at least %(officers)s officers needed") % {
        "eligible": f"{sentence.eligible:,}",
        "drawn": f"{sentence.to_draw:,}",
        "officers": f"{officers:,}",
    }


def plan_words(year: int, rows: Iterable[Mapping[str, Any]]) -> str:
    """How many lines and visits a plan has, each regime by itself: their figures never mix."""
    whole = list(rows)
    told = [row for row in whole if not row["line"].is_under_way]
    count = ngettext("%(year)s: %(count)d line.", "%(year)s: %(count)d lines.", len(told)) % {
        "year": year, "count": len(told),
    }  # fmt: skip
    parts = [count]
    for value, label in REGIMES:
        mine = [row["to_draw"] for row in told if row["line"].regime == value]
        if mine:
            parts.append(
                ngettext(
                    "%(regime)s: %(lines)d line, %(drawn)d visits to be drawn.",
                    "%(regime)s: %(lines)d lines, %(drawn)d visits to be drawn.",
                    len(mine),
                )
                % {"regime": label, "lines": len(mine), "drawn": sum(mine)}
            )
    if later := len(whole) - len(told):
        parts.append(
            ngettext(
                "%(count)d new version is under way; it counts when it is filed.",
                "%(count)d new versions are under way; they count when they are filed.",
                later,
            )
            % {"count": later}
        )
    return " ".join(parts)


def officers_for(line: Line, counted: Sentence) -> int:
    """The fewest own officers that a stored line needs."""
    return officers_needed(counted.to_draw, line.cap, len(own_places(line.roles)))


def remaining_words(left: Left) -> str:
    """What the cycle has left, where objects of the pool were visited in it (article 14)."""
    if not left.seen:
        return ""
    said = ngettext(
        "%(seen)s of these was visited in this cycle already and is not drawn again.",
        "%(seen)s of these were visited in this cycle already and are not drawn again.",
        left.seen,
    ) % {"seen": f"{left.seen:,}"}
    if not left.short:
        return said
    return said + _(
        " Fewer remain than the plan says: all that remain are drawn, %(drawn)s instead of "
        "%(asked)s (article 14)."
    ) % {"drawn": f"{left.drawn:,}", "asked": f"{left.asked:,}"}


ACTIONS: dict[str, Promise] = {
    "planning.line.add": gettext_lazy("Drafted"),
    "planning.line.change": gettext_lazy("Changed"),
    "planning.line.remove": gettext_lazy("Removed"),
    "planning.line.submit": gettext_lazy("Handed in"),
    "planning.line.opine": gettext_lazy("A section gave its opinion"),
    "planning.line.resolve": gettext_lazy("Resolution of the leading group noted"),
    "planning.line.recall": gettext_lazy("Taken back"),
    "planning.line.amend": gettext_lazy("Amendment begun"),
    "planning.line.begin_draw": gettext_lazy("Draw announced"),
    "planning.line.return": gettext_lazy("Returned"),
    "planning.line.approve": gettext_lazy("Approved"),
    "planning.plan.file": gettext_lazy("Filed with the hall"),
}


def openly_words(openly: bool) -> str:
    """When the result of the draw is told, and to whom (article 20)."""
    return (
        _("told at once, in the hall and to everybody") if openly else _("sealed until the visit")
    )
