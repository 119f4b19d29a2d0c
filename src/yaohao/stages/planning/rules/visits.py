"""The yearly limit of visits to one enterprise, as data (国办发〔2024〕54号): which one applies.

A limit is read at the booking. An enterprise graded anew within the year has the new limit from
its next booking on; visits booked before stand, so `used` may lie above a limit that was lowered.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yaohao.ground.accounts.rules import Role
from yaohao.stages.planning.rules.lines import Regime
from yaohao.stages.registers.rules.kinds import Field, StratifyBy


class VisitKind(StrEnum):
    """Why an enterprise is visited."""

    RANDOM = "random"  # drawn by lot
    KEY = "key"  # 重点检查 on the annual plan
    SPECIAL = "special"  # 专项检查 ordered from above
    CAUSE = "cause"  # complaint or transfer (article 5)
    RECHECK = "recheck"  # 整改复查
    SUPERVISION = "supervision"  # 督导


KIND_OF_REGIME = {
    Regime.RANDOM: VisitKind.RANDOM,
    Regime.KEY: VisitKind.KEY,
    Regime.SPECIAL: VisitKind.SPECIAL,
}


class VisitState(StrEnum):
    """Where a booked visit stands; every state but VOID takes a place."""

    BOOKED = "booked"
    HELD = "held"  # approved, about to take place
    DONE = "done"
    VOID = "void"


class VisitAct(StrEnum):
    """What happens to a booked visit."""

    HOLD = "hold"
    COMPLETE = "complete"
    VOID = "void"
    RETRACT = "retract"


class Scope(StrEnum):
    """Whose visits are counted together: those of one level of government, or all."""

    LEVEL = "level"
    TOTAL = "total"


class Group(StrEnum):
    """The groups of enterprises that the limits distinguish; ANY fits every one."""

    COAL = "COAL"
    NONCOAL_MINE = "NCM"
    HAZARDOUS = "HC"
    SMELTING = "SMELT"
    OTHER = "OTHER"
    ANY = "*"


class Full(StrEnum):
    """Why a visit was not booked."""

    CAP = "cap"
    VOIDED = "voided"  # this source was booked before and made void


_ALL = frozenset(Role)
# act -> (states it starts from, state it leads to, roles that may). The stages that call decide
# who may; the book itself has no door of its own.
VISIT_TRANSITIONS: dict[
    VisitAct, tuple[frozenset[VisitState], VisitState | None, frozenset[Role]]
] = {
    # Held once more when the team has changed and the head approves it anew.
    VisitAct.HOLD: (
        frozenset({VisitState.BOOKED, VisitState.HELD}), VisitState.HELD, _ALL,
    ),
    VisitAct.COMPLETE: (
        frozenset({VisitState.BOOKED, VisitState.HELD}), VisitState.DONE, _ALL,
    ),
    VisitAct.VOID: (frozenset({VisitState.BOOKED, VisitState.HELD}), VisitState.VOID, _ALL),
    # Only of a visit before this product, whose row was changed or taken back.
    VisitAct.RETRACT: (frozenset({VisitState.DONE}), VisitState.VOID, _ALL),
}  # fmt: skip

EVERY_GRADE = "*"
_COAL = "06"  # GB/T 4754: mining and washing of coal
_SMELTING = ("31", "32")  # ferrous and non-ferrous metals
_BY_STANDARDISATION = frozenset({Group.HAZARDOUS, Group.SMELTING})


@dataclass(frozen=True, slots=True)
class CapRule:
    """One limit: most visits a year of `kinds` together, for a group and grade.

    `own`: set by the bureau itself, which goes before what is shipped.
    """

    scope: Scope
    group: Group
    grade: str
    limit: int
    kinds: frozenset[str]
    valid_from: date
    valid_to: date | None = None
    own: bool = False

    @property
    def pot(self) -> str:
        """The counter this limit belongs to: the same for all groups and grades."""
        return f"{self.scope}/{'+'.join(sorted(self.kinds))}"


@dataclass(frozen=True, slots=True)
class Attributes:
    """What a limit looks at: codes of the register; `industry` as in GB/T 4754."""

    field: str
    industry: str
    credit: str
    standardisation: str


@dataclass(frozen=True, slots=True)
class Booking:
    """What came of booking: `nth` of `limit` in this year.

    Both are None for a visit that does not count; `reason` is a `Full` when it was not booked.
    `unproven`: how many visits of the year stand in the book on a spreadsheet's word alone.
    """

    booked: bool
    nth: int | None
    limit: int | None
    reason: str = ""
    unproven: int = 0


def group_of(attributes: Attributes) -> Group:
    """The group of an enterprise: by its industry, then by its field."""
    industry = attributes.industry.lstrip("ABCDEFGHIJKLMNOPQRST")
    if industry.startswith(_COAL):
        return Group.COAL
    if attributes.field == Field.NONCOAL_MINE:
        return Group.NONCOAL_MINE
    if attributes.field in (Field.HAZARDOUS_CHEMICALS, Field.MAJOR_HAZARD):
        return Group.HAZARDOUS
    return Group.SMELTING if industry.startswith(_SMELTING) else Group.OTHER


def cap_of(
    attributes: Attributes, rules: Iterable[CapRule], on: date, kind: VisitKind
) -> list[CapRule]:
    """The limits a visit of `kind` on day `on` falls under: at most one per pot, none if free.

    Of several that fit one pot: the bureau's own, then the nearer group, then the newest.
    """
    group = group_of(attributes)
    by_paper = graded_by(group) is StratifyBy.STANDARDISATION
    grade = attributes.standardisation if by_paper else attributes.credit
    best: dict[str, CapRule] = {}
    for rule in rules:
        if not _fits(rule, group, grade, on, kind):
            continue
        if rule.pot not in best or _weight(rule) > _weight(best[rule.pot]):
            best[rule.pot] = rule
    return [best[pot] for pot in sorted(best)]


def graded_by(group: Group) -> StratifyBy:
    """The attribute whose grade decides in a group: standardisation, or credit."""
    return StratifyBy.STANDARDISATION if group in _BY_STANDARDISATION else StratifyBy.CREDIT


def full(limits: Mapping[str, int], used: Mapping[str, int]) -> bool:
    """Whether one of the pots has no place left."""
    return any(used.get(pot, 0) >= limit for pot, limit in limits.items())


def _fits(rule: CapRule, group: Group, grade: str, on: date, kind: VisitKind) -> bool:
    return (
        rule.group in (group, Group.ANY)
        and rule.grade in (grade, EVERY_GRADE)
        and kind.value in rule.kinds
        and rule.valid_from <= on
        and (rule.valid_to is None or on <= rule.valid_to)
    )


def _weight(rule: CapRule) -> tuple[bool, bool, bool, date]:
    return rule.own, rule.group is not Group.ANY, rule.grade != EVERY_GRADE, rule.valid_from
