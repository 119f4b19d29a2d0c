"""Two lines as the form of one joint visit: what they have in common, at the higher ratio."""

from typing import Any

from django.utils.translation import gettext as _
from fairdraw.announcement import Stratum

from yaohao.stages.planning.forms.lines import FILTERS, FORM_NAMES, from_line
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.rules import Aim
from yaohao.stages.registers.queries import region_table


def joint_proposal(one: Line, other: Line) -> dict[str, Any]:
    """What the form of a joint line begins with; nothing is saved, everything may be changed."""
    first, second = from_line(one), from_line(other)
    chosen = {
        FORM_NAMES[name]: _common(first[FORM_NAMES[name]], second[FORM_NAMES[name]])
        for name in FILTERS
    }
    items = dict.fromkeys([*first["further_items"], other.item_id, *second["further_items"]])
    items.pop(one.item_id, None)
    sections = dict.fromkeys([*first["joining"], other.section_id, *second["joining"]])
    sections.pop(one.section_id, None)
    sections.pop(None, None)
    starts, ends = _days(one.window, other.window)
    return first | chosen | {
        "title": _("Joint: %(one)s, %(other)s") % {"one": one.title, "other": other.title},
        "aim": (Aim.DIRECTED if any(chosen.values()) else Aim.UNDIRECTED).value,
        "further_items": list(items),
        "joining": list(sections),
        "assists": "\n".join(filter(None, dict.fromkeys((first["assists"], second["assists"])))),
        "experts": max(first["experts"], second["experts"]),
        "sends": list(dict.fromkeys([*first["sends"], *second["sends"]])),
        "shares": _higher(one, other),
        "period_start": min(one.period_start, other.period_start),
        "period_end": max(one.period_end, other.period_end),
        "window_start": starts,
        "window_end": ends,
    }  # fmt: skip


def _common(one: list[str], other: list[str]) -> list[str]:
    """What both filters let through; an empty one lets everything through."""
    table = region_table()
    one, other = ([table.current(code) or code for code in codes] for codes in (one, other))
    return sorted(set(one) & set(other)) if one and other else one or other


def _days(one: tuple[Any, Any], other: tuple[Any, Any]) -> tuple[Any, Any]:
    starts, ends = max(one[0], other[0]), min(one[1], other[1])
    return (starts, ends) if starts <= ends else one


def _higher(one: Line, other: Line) -> tuple[Stratum, ...]:
    """The higher ratio of each stratum, where the lines have the same strata."""
    if one.stratify_by != other.stratify_by:
        return one.shares
    theirs = {share.code: share for share in other.shares}
    shares = []
    for share in one.shares:
        match = theirs.get(share.code, share)
        higher = match.rule == share.rule and match.value > share.value
        shares.append(match if higher else share)
    return tuple(shares)
