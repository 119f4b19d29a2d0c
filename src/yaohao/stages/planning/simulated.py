"""The result of a scenario as rows and sentences, in the reader's language."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from yaohao.ground.sheets.cells import Integer, Number
from yaohao.ground.sheets.columns import Column
from yaohao.ground.theme.charts import Bar, Strip
from yaohao.ground.theme.rules import percent
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.queries.capacity import carryings
from yaohao.stages.planning.rules import Sentence, is_expert
from yaohao.stages.planning.rules.carrying import Carrying
from yaohao.stages.planning.strata import CLOSED, stratum_rank
from yaohao.stages.planning.texts import language, stratum_word
from yaohao.stages.registers.rules.kinds import Scale, StratifyBy
from yaohao.stages.registers.rules.words import word

Plain = Mapping[str, Any]

DIMENSIONS: dict[str, Promise] = {
    "risk": gettext_lazy("Risk grade"),
    "region": gettext_lazy("County"),
    "credit": gettext_lazy("Credit grade"),
    "scale": gettext_lazy("Scale"),
    "field": gettext_lazy("Industry field"),
    "standardisation": gettext_lazy("Standardisation"),
}
_MEAN, _HIGH = gettext_lazy("Month {month}, mean"), gettext_lazy("Month {month}, 95 %")
CLASSES = [
    Column("dimension", gettext_lazy("Class by")),
    Column("word", gettext_lazy("Class")),
    Column("objects", gettext_lazy("Objects"), Integer()),
    Column("mean", gettext_lazy("Visits a year (mean)"), Number()),
    Column("deviation", gettext_lazy("Standard deviation"), Number()),
    Column("low", gettext_lazy("One year in twenty below"), Integer()),
    Column("high", gettext_lazy("19 years in 20 at most"), Integer()),
    Column("never", gettext_lazy("Never visited in the year (%)"), Number()),
    Column("lost", gettext_lazy("Not drawn because of the limit (a year)"), Number()),
    Column("checked", gettext_lazy("Mean with true tickets"), Number()),
]
OFFICERS = [
    Column("certificate", gettext_lazy("Certificate")),
    Column("name", gettext_lazy("Officer")),
    Column("mean", gettext_lazy("Visits a year (mean)"), Number()),
    Column("low", gettext_lazy("One year in twenty below"), Integer()),
    Column("high", gettext_lazy("19 years in 20 at most"), Integer()),
    *(Column(f"m{month}", format_lazy(_MEAN, month=month), Number()) for month in range(1, 13)),
    *(Column(f"h{month}", format_lazy(_HIGH, month=month), Integer()) for month in range(1, 13)),
    Column("checked", gettext_lazy("Mean with true tickets"), Number()),
]
LINES = [
    Column("label", gettext_lazy("Line")),
    Column("title", gettext_lazy("Title")),
    Column("base", gettext_lazy("May be drawn"), Integer()),
    Column("quota", gettext_lazy("Planned"), Integer()),
    Column("mean", gettext_lazy("Visits a year (mean)"), Number()),
    Column("low", gettext_lazy("One year in twenty below"), Integer()),
    Column("high", gettext_lazy("19 years in 20 at most"), Integer()),
    Column("short", gettext_lazy("Years with fewer than planned (%)"), Number()),
    Column("checked", gettext_lazy("Mean with true tickets"), Number()),
]


def class_word(dimension: str, code: str) -> str:
    """The name of a class: 红色, 榆次区, 大型; the code itself where it has none."""
    if dimension == "scale":
        known = {member.value for member in Scale}
        return word(Scale(code), language()) if code in known else code
    if dimension not in {by.value for by in StratifyBy}:
        return code
    return stratum_word(dimension, code)


def class_rows(result: Plain, dimension: str) -> list[dict[str, Any]]:
    """One row per class of a dimension, in the order people expect, with its picture."""
    rows = result["classes"].get(dimension, [])
    most = max((row["high"] for row in rows), default=0)
    ranked = sorted(rows, key=lambda row: _rank(dimension, row["code"]))
    return [
        {
            **row,
            "dimension": str(DIMENSIONS[dimension]),
            "word": class_word(dimension, row["code"]),
            "never": round(row["never"] * 100, 2),
            "query": urlencode({dimension: row["code"]}),
            "bar": Bar(
                row["mean"], row["low"], row["high"], most,
                _("mean %(mean)s, nine years in ten %(low)s to %(high)s")
                % {"mean": row["mean"], "low": row["low"], "high": row["high"]},
            ),
        }
        for row in ranked
    ]  # fmt: skip


def _rank(dimension: str, code: str) -> tuple[int, str]:
    if dimension == "scale":
        order = [member.value for member in Scale]
        return (order.index(code) if code in order else len(order)), code
    return stratum_rank(code) if StratifyBy(dimension) in CLOSED else (0, code)


def officer_rows(result: Plain, names: Mapping[str, str]) -> list[dict[str, Any]]:
    """One row per officer, the busiest first; `names` by certificate."""
    most = max((max(row["months_high"]) for row in result["officers"]), default=0)
    rows = sorted(result["officers"], key=lambda row: (-row["mean"], row["certificate"]))
    return [
        {
            **row,
            "name": names.get(row["certificate"], ""),
            **{f"m{month}": value for month, value in enumerate(row["months"], 1)},
            **{f"h{month}": value for month, value in enumerate(row["months_high"], 1)},
            "strip": Strip(
                row["months"], row["months_high"], most,
                _("by month: %(months)s")
                % {"months": ", ".join(f"{value:.1f}" for value in row["months"])},
            ),
            "busiest": max(row["months_high"], default=0),
        }
        for row in rows
    ]  # fmt: skip


def line_rows(result: Plain) -> list[dict[str, Any]]:
    """One row per line of the plan."""
    return [{**row, "short": round(row["short"] * 100, 2)} for row in result["lines"]]


def year_words(result: Plain) -> str:
    """What the years came to, in a sentence."""
    told = result["visits"]
    return _(
        "%(years)s simulated years: %(mean)s visits a year on average, nine years in ten between "
        "%(low)s and %(high)s, among %(objects)s objects."
    ) % {
        "years": f"{result['years']:,}",
        "mean": f"{told['mean']:,.1f}",
        "low": f"{told['low']:,}",
        "high": f"{told['high']:,}",
        "objects": f"{result['objects']:,}",
    }


def vacant_words(result: Plain) -> str:
    """How many visits found no team, quickly and with the draw's own look-ahead."""
    if not result["vacant"] and not result["vacant_checked"]:
        return _("Every visit of every year found a team.")
    words = _("%(vacant)s visits a year find no team.") % {"vacant": f"{result['vacant']:.1f}"}
    if result["vacant_checked"] is None:
        return words
    return words + " " + _(
        "With the look-ahead of the real draw it is %(vacant)s."
    ) % {"vacant": f"{result['vacant_checked']:.1f}"}  # fmt: skip


def lost_words(result: Plain) -> str:
    """How many objects would have been drawn but for the limit."""
    lost = sum(row["lost"] for row in result["classes"].get("risk", []))
    if not lost:
        return _("No limit of visits kept an object from being drawn.")
    return _("On average %(lost)s objects a year would be drawn but for the limit of visits.") % {
        "lost": f"{lost:,.1f}"
    }


def capacity_of(result: Plain) -> Carrying:
    """The staff's year beside the plan."""
    told = result["capacity"]
    return Carrying(told["officers"], told["base"], told["asked"], told["most"])


def capacity_words(result: Plain, assumed: Plain) -> str:
    """How the working days make the visits."""
    told = result["capacity"]
    return _(
        "%(days)s working days in the year; of %(officers)s officers together %(whole)s days less "
        "leave, %(other)s %% of them for other duties; a team of %(team)s makes %(a_day)s visits "
        "a day: at most %(most)s visits."
    ) % {
        "days": told["working_days"],
        "officers": told["officers"],
        "whole": f"{told['officer_days']:,}",
        "other": assumed["other"],
        "team": told["team"],
        "a_day": assumed["a_day"],
        "most": f"{told['most']:,}",
    }


def overload_words(line: Line, counted: Sentence) -> str:
    """What is said at a line that its people cannot carry, and how to mend it; else nothing."""
    return shortage_words(each for each in carryings(line, counted) if not each.possible)


def shortage_words(short: Iterable[Carrying]) -> str:
    """The shortages one after the other: own officers, departments, experts."""
    return " ".join(overload_said(each) for each in short)


def overload_said(found: Carrying) -> str:
    """That these people cannot carry it, and how to mend it."""
    if found.of:
        mend = _("Lower the ratio, let each of them make more visits, or ask for fewer of them.")
        return f"{_others_words(found)} {mend}"
    mend = _(
        "Lower the ratio, let an officer make more visits, or choose days on which more are there."
    )
    return f"{carrying_words(found)} {mend}"


def _others_words(found: Carrying) -> str:
    values = {
        "count": found.officers, "who": found.of, "visits": f"{found.most:,}",
        "wanted": f"{found.asked:,}",
    }  # fmt: skip
    if is_expert(found.of):
        return ngettext(
            "%(count)d expert is appointed through the whole window: enough for at most "
            "%(visits)s visits; the plan asks for %(wanted)s.",
            "%(count)d experts are appointed through the whole window: enough for at most "
            "%(visits)s visits; the plan asks for %(wanted)s.",
            found.officers,
        ) % values  # fmt: skip
    return ngettext(
        "%(who)s has %(count)d officer whose certificate covers the whole window: enough for at "
        "most %(visits)s visits; the plan asks for %(wanted)s.",
        "%(who)s has %(count)d officers whose certificates cover the whole window: enough for at "
        "most %(visits)s visits; the plan asks for %(wanted)s.",
        found.officers,
    ) % values  # fmt: skip


def carrying_words(found: Carrying) -> str:
    """With 38 officers at most 7.38 % can be visited; the plan asks for 9.03 %."""
    return ngettext(
        "With %(officers)d officer at most %(most)s of the objects can be visited (%(visits)s "
        "visits); the plan asks for %(asked)s (%(wanted)s visits).",
        "With %(officers)d officers at most %(most)s of the objects can be visited (%(visits)s "
        "visits); the plan asks for %(asked)s (%(wanted)s visits).",
        found.officers,
    ) % {
        "officers": found.officers,
        "most": percent(found.most_ratio),
        "visits": f"{found.most:,}",
        "asked": percent(found.ratio),
        "wanted": f"{found.asked:,}",
    }
