"""The annual plan as data: states, who may, and what a line must satisfy (articles 4, 12, 14, 16).

Nothing here speaks a language: a `Problem` is a code with values, `texts` turns it into words.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from fairdraw.announcement import Stratum
from fairdraw.quota import WHOLE

from yaohao.ground.accounts.rules import Role
from yaohao.stages.planning.rules.organs import Part
from yaohao.stages.planning.rules.teams import (
    EXPERTS,
    LEAST_OFFICERS,
    MOST_JOINT,
    ROLES,
    places,
)


class LineState(StrEnum):
    """Where a line of the plan stands; only a filed line may be drawn (article 4)."""

    DRAFT = "draft"
    OPINIONS = "opinions"  # the sections it names are asked
    GROUP = "group"  # the leading group deliberates (article 3)
    SUBMITTED = "submitted"
    APPROVED = "approved"
    FILED = "filed"
    REPLACED = "replaced"  # by a later version, which says why


class Regime(StrEnum):
    """一般检查, 重点检查 or 专项检查; their figures are never mixed."""

    RANDOM = "random"  # by lot, a part of the pool
    KEY = "key"  # every object of the pool; the lot decides teams and order alone
    SPECIAL = "special"  # ordered from above, by a document


class Aim(StrEnum):
    """定向 or 不定向 (article 14): from a stated part of the register, or from all of it."""

    DIRECTED = "directed"
    UNDIRECTED = "undirected"


class Rounding(StrEnum):
    """How a quota that is no whole number is rounded; the core's words."""

    HALF_UP = "half-up"
    UP = "up"
    DOWN = "down"


class Act(StrEnum):
    """What can be done to a line."""

    CHANGE = "change"
    REMOVE = "remove"
    SUBMIT = "submit"
    OPINE = "opine"
    RESOLVE = "resolve"
    RECALL = "recall"
    RETURN = "return"
    APPROVE = "approve"
    FILE = "file"
    AMEND = "amend"
    REPLACE = "replace"  # happens by itself when the later version is filed


_ON_THE_WAY = frozenset({LineState.OPINIONS, LineState.GROUP, LineState.SUBMITTED})
# act -> (states it starts from, state it leads to or None, roles that may). A stop at which nobody
# is to be asked is passed over: `next_stop`.
TRANSITIONS: dict[Act, tuple[frozenset[LineState], LineState | None, frozenset[Role]]] = {
    Act.CHANGE: (frozenset({LineState.DRAFT}), LineState.DRAFT, frozenset({Role.CLERK})),
    Act.REMOVE: (frozenset({LineState.DRAFT}), None, frozenset({Role.CLERK})),
    Act.SUBMIT: (frozenset({LineState.DRAFT}), LineState.OPINIONS, frozenset({Role.CLERK})),
    Act.OPINE: (
        frozenset({LineState.OPINIONS}), LineState.GROUP, frozenset({Role.SECTION_HEAD}),
    ),
    Act.RESOLVE: (
        frozenset({LineState.GROUP}), LineState.SUBMITTED,
        frozenset({Role.CLERK, Role.DEPUTY, Role.DIRECTOR}),
    ),
    Act.RECALL: (_ON_THE_WAY, LineState.DRAFT, frozenset({Role.CLERK})),
    Act.RETURN: (_ON_THE_WAY, LineState.DRAFT, frozenset({Role.DIRECTOR})),
    Act.APPROVE: (
        frozenset({LineState.SUBMITTED}), LineState.APPROVED, frozenset({Role.DIRECTOR}),
    ),
    Act.FILE: (frozenset({LineState.APPROVED}), LineState.FILED, frozenset({Role.CLERK})),
    Act.AMEND: (frozenset({LineState.FILED}), LineState.FILED, frozenset({Role.CLERK})),
    Act.REPLACE: (frozenset({LineState.FILED}), LineState.REPLACED, frozenset({Role.CLERK})),
}  # fmt: skip

MOST_DRAWS = 12  # one a month


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that keeps a line from standing: `where` (form field), what, with which values."""

    where: str
    code: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a line says, as plain values; shares as the core takes them.

    `roles`: places of own officers; `joint`: departments that send one; `experts`: how many.
    """

    year: int
    aim: Aim
    whole: bool  # the filter leaves the register as it is
    shares: tuple[Stratum, ...]
    period: tuple[date, date]
    window: tuple[date, date]
    roles: tuple[str, ...]
    cap: int
    regime: Regime = Regime.RANDOM
    ordered_by: str = ""
    frequency: int = 1
    joint: int = 0
    experts: int = 0


@dataclass(frozen=True, slots=True)
class Portion:
    """One stratum: `base` objects that may be drawn, `drawn` of them; no `share`: not yet set."""

    code: str
    base: int
    share: Stratum | None
    drawn: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """符合条件 `eligible` 户 → 抽 `to_draw` 户, with its strata and what is wrong with it."""

    eligible: int
    to_draw: int
    portions: tuple[Portion, ...]
    problems: tuple[Problem, ...]


def startable(state: LineState, roles: Iterable[Role]) -> list[Act]:
    """The acts that holders of `roles` may start on a line in `state`, in the order of life."""
    held = frozenset(roles)
    return [
        act for act, (sources, _, may) in TRANSITIONS.items() if state in sources and may & held
    ]


def next_stop(*, sections: bool, group: bool) -> LineState:
    """Where a line that is handed in stops first: who is still to be asked decides (article 3)."""
    if sections:
        return LineState.OPINIONS
    return LineState.GROUP if group else LineState.SUBMITTED


def shares_of(stored: Mapping[str, Any]) -> tuple[Stratum, ...]:
    """The stored strata (`{code: 500}` in 1/10,000 or `{code: {"number": 3}}`), by code."""
    shares = []
    for code in sorted(stored):
        value = stored[code]
        if isinstance(value, Mapping):
            shares.append(Stratum(code, "number", int(value["number"])))
        else:
            shares.append(Stratum(code, "ratio", int(value)))
    return tuple(shares)


def stored_of(shares: Iterable[Stratum]) -> dict[str, Any]:
    """The inverse of `shares_of`."""
    return {
        share.code: {"number": share.value} if share.rule == "number" else share.value
        for share in shares
    }


def check_terms(terms: Terms) -> list[Problem]:
    """Everything that can be said against a line without looking at the registers."""
    return [*_strata(terms), *_dates(terms), *_people(terms), *_aim(terms), *_regime(terms)]


def _strata(terms: Terms) -> Iterable[Problem]:
    for share in terms.shares:
        if share.value < 0:
            yield Problem("strata", "share-negative", {"code": share.code})
        elif share.rule == "ratio" and share.value > WHOLE:
            percent = f"{share.value / 100:g}"
            yield Problem("strata", "ratio-high", {"code": share.code, "percent": percent})
    if not any(share.value > 0 for share in terms.shares):
        yield Problem("strata", "nothing-drawn")


def _dates(terms: Terms) -> Iterable[Problem]:
    (start, end), (opens, closes) = terms.period, terms.window
    if end < start:
        yield Problem("period_end", "period-order")
    elif start.year != end.year:
        yield Problem("period_end", "period-years", {"first": start.year, "last": end.year})
    elif start.year != terms.year:
        yield Problem("period_start", "period-plan", {"year": terms.year})
    if closes < opens:
        yield Problem("window_end", "window-order")
    elif opens < start or closes > end:
        yield Problem("window_start", "window-outside", {"start": start, "end": end})


def _people(terms: Terms) -> Iterable[Problem]:
    if len(terms.roles) < LEAST_OFFICERS or len(set(terms.roles)) < len(terms.roles):
        yield Problem("team", "officers-few", {"least": LEAST_OFFICERS})
    elif not set(terms.roles) <= set(ROLES):
        yield Problem("team", "place-unknown", {"places": "、".join(ROLES)})
    if not 0 <= terms.experts <= len(EXPERTS):
        yield Problem("experts", "experts-many", {"most": len(EXPERTS)})
    if terms.joint > MOST_JOINT:
        yield Problem("sends", "joint-many", {"most": MOST_JOINT})
    if terms.cap < 1:
        yield Problem("cap", "cap-low")


def _aim(terms: Terms) -> Iterable[Problem]:
    if terms.aim == Aim.DIRECTED and terms.whole:
        yield Problem("aim", "directed-whole")
    if terms.aim == Aim.UNDIRECTED and not terms.whole:
        yield Problem("aim", "undirected-part")


def _regime(terms: Terms) -> Iterable[Problem]:
    if terms.regime is Regime.KEY:
        for share in terms.shares:
            if (share.rule, share.value) != ("ratio", WHOLE):
                yield Problem("strata", "key-part", {"code": share.code})
    if terms.regime is Regime.SPECIAL and not terms.ordered_by.strip():
        yield Problem("ordered_by", "special-unordered")
    days = (terms.window[1] - terms.window[0]).days + 1
    if not 1 <= terms.frequency <= MOST_DRAWS:
        yield Problem("frequency", "frequency-range", {"most": MOST_DRAWS})
    elif 0 < days < terms.frequency:
        yield Problem("frequency", "frequency-days", {"count": terms.frequency, "days": days})


def sentence_of(
    bases: Mapping[str, int], shares: Iterable[Stratum], rounding: Rounding
) -> Sentence:
    """The sentence of a pool with `bases` (stratum -> objects that may be drawn).

    Every stratum of the pool needs a share, a share needs no stratum: an empty one draws nothing.
    """
    by_code = {share.code: share for share in shares}
    portions = []
    problems = []
    for code in sorted(by_code.keys() | bases.keys()):
        base, share = bases.get(code, 0), by_code.get(code)
        drawn = share.quota(base, rounding.value) if share and _sound(share) else 0
        portions.append(Portion(code=code, base=base, share=share, drawn=drawn))
        if share is None:
            problems.append(Problem("strata", "stratum-open", {"code": code, "base": base}))
        elif share.rule == "number" and share.value > base:
            values = {"code": code, "number": share.value, "base": base}
            problems.append(Problem("strata", "number-over-pool", values))
    eligible = sum(portion.base for portion in portions)
    to_draw = sum(portion.drawn for portion in portions)
    if not eligible:
        problems.insert(0, Problem("filter", "pool-empty"))
    elif not to_draw and not problems:
        problems.append(Problem("strata", "draws-none", {"eligible": eligible}))
    return Sentence(eligible, to_draw, tuple(portions), tuple(problems))


def _sound(share: Stratum) -> bool:
    return share.value >= 0 and (share.rule == "number" or share.value <= WHOLE)


@dataclass(frozen=True, slots=True)
class PartnerDraft:
    """Who inspects together with the responsible section: a `section` of the bureau or a `bureau`
    that uses this product by key, or another department by name alone; `sends`: one of its
    officers is drawn into every team."""

    name: str
    part: Part = Part.ASSISTS
    section: int | None = None
    bureau: int | None = None
    sends: bool = False


@dataclass(frozen=True, slots=True)
class LineDraft:
    """What a clerk writes: items and sections by key, `filter` as PoolFilter's JSON.

    `roles` are the places of own officers; `experts` come along, and an officer of every partner
    that sends one. `cycle_days` opens the cycle where none of that name is there; None: the
    calendar years of its name, or that of the plan.
    """

    title: str
    item: int
    aim: Aim
    filter: Mapping[str, Any]
    stratify_by: str
    shares: tuple[Stratum, ...]
    rounding: Rounding
    period: tuple[date, date]
    window: tuple[date, date]
    roles: tuple[str, ...]
    cap: int
    cycle: str
    section: int | None = None
    regime: Regime = Regime.RANDOM
    ordered_by: str = ""
    frequency: int = 1
    openly: bool = False
    further_items: tuple[int, ...] = ()
    partners: tuple[PartnerDraft, ...] = ()
    cycle_days: tuple[date, date] | None = None
    experts: int = 0

    @property
    def joint(self) -> int:
        """How many partners send an officer into every team."""
        return sum(partner.sends for partner in self.partners)

    @property
    def places(self) -> tuple[str, ...]:
        """Every place of a team, in the order in which they are filled."""
        return places(self.roles, self.joint, self.experts)

    def terms(self, year: int) -> Terms:
        """The part of the draft that `check_terms` judges."""
        return Terms(
            year=year,
            aim=self.aim,
            whole=not any(self.filter.values()),
            shares=self.shares,
            period=self.period,
            window=self.window,
            roles=self.roles,
            cap=self.cap,
            regime=self.regime,
            ordered_by=self.ordered_by,
            frequency=self.frequency,
            joint=self.joint,
            experts=self.experts,
        )
