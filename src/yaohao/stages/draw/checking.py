"""What is looked at before the freeze: the pool, the quotas, the officers, and whether every
outcome can be given teams. The page shows it, the freeze insists on it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from fairdraw.announcement import Stratum
from fairdraw.feasibility import Proven, Question, Result, cells_of, words
from fairdraw.feasibility import check as feasible
from fairdraw.pool import ELIGIBLE, Count, Pool, aliases

from yaohao.ground.audit.refusal import Refused
from yaohao.stages.draw.ladder import Ladder
from yaohao.stages.draw.past import listed
from yaohao.stages.draw.people import candidates
from yaohao.stages.draw.presence import Remarked, in_pool, remarked, standing
from yaohao.stages.draw.rules import Planned, split
from yaohao.stages.draw.staffing import Staff, free_ids, staff_for
from yaohao.stages.draw.wording import lang
from yaohao.stages.planning.grounds import reason, refuse_groundless, remedy
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.queries import count_without_place, ground, left_for, sentence
from yaohao.stages.planning.rules import expert_places, joint_places
from yaohao.stages.planning.strata import shares_for, shares_told
from yaohao.stages.planning.teams import place_words
from yaohao.stages.planning.texts import remaining_words
from yaohao.stages.registers.models import Officer
from yaohao.stages.registers.queries import pool_rows
from yaohao.stages.registers.rules.kinds import Exclusion
from yaohao.stages.registers.rules.words import word

_SEED = b"before the freeze"  # feeds the simulation alone, so that a page shows the same twice
_SIMULATIONS = 300


@dataclass(frozen=True, slots=True)
class Portion:
    """A stratum as it stands now: rows, those that may be drawn, the quota, and what is wanted.

    `quota` is None for a stratum of the register that the plan gives no share.
    """

    code: str
    rows: int
    base: int
    wanted: int | None
    quota: int | None

    @property
    def short(self) -> bool:
        """Whether fewer can be drawn than the plan says."""
        return self.quota is not None and self.wanted is not None and self.quota < self.wanted


@dataclass(frozen=True, slots=True)
class Check:
    """The state of registers and plan line before the freeze.

    `past` counts those that the bureau's list says were visited before this product in this cycle.
    `remaining` says in words what the cycle has left, when that is less than all (article 14).
    `ground` says what is to be seen to at item and basis though it may be drawn.
    `officers` are in the pool of one round at least; `away` in that of none, or not of all;
    `partly` are drawn though they are on leave on some days. `others`: places of departments and
    experts in words, with how many people can be drawn for each.
    """

    portions: Sequence[Portion]
    reasons: Sequence[tuple[str, int]]
    officers: Sequence[Officer]
    away: Sequence[Remarked]
    partly: Sequence[Remarked]
    others: Sequence[tuple[str, int]]
    refusal: str
    without_place: int
    past: int
    remaining: str
    aliases: Sequence[tuple[str, ...]]
    several: bool
    ground: str

    @property
    def rows(self) -> int:
        """All rows, the excluded too."""
        return sum(portion.rows for portion in self.portions)

    @property
    def base(self) -> int:
        """Rows that may be drawn."""
        return sum(portion.base for portion in self.portions)

    @property
    def quota(self) -> int:
        """How many will be drawn."""
        return sum(portion.quota or 0 for portion in self.portions)


def pool_now(line: Line) -> Pool:
    """The pool as the register stands now; faults of `Pool.frozen`."""
    return Pool.frozen(pool_rows(line.bureau, line.pool_filter, line.stratify_by))


def portions_of(line: Line, pool: Pool) -> list[Portion]:
    """The strata of the plan line and of the pool together, by code; Refused as `shares_for`."""
    return _portions(shares_for(line, pool.counts().strata), line, pool)


def _portions(planned: Sequence[Stratum], line: Line, pool: Pool) -> list[Portion]:
    counts = pool.counts().strata
    shares = {share.code: share for share in planned}
    portions = []
    for code in sorted(shares.keys() | counts.keys()):
        rows, base = counts.get(code, Count(0, 0))
        share = shares.get(code)
        quota = share.quota(base, line.rounding) if share else None
        wanted = share.value if share and share.rule == "number" else quota
        portions.append(Portion(code, rows, base, wanted, quota))
    return portions


def check_pool(line: Line, pool: Pool) -> None:
    """Refuse a pool that cannot be drawn from; a small one is drawn whole and stands in words."""
    portions = portions_of(line, pool)
    unplanned = [portion for portion in portions if portion.quota is None]
    if unplanned:
        raise Refused(
            _("The plan gives no ratio for stratum %(code)s, in which %(rows)d objects stand.")
            % {"code": unplanned[0].code, "rows": unplanned[0].rows}
        )
    if not any(portion.base for portion in portions):
        raise Refused(_("No object may be drawn: the pool is empty. Look at the filter."))
    if not any(portion.quota for portion in portions):
        raise Refused(
            _("Of %(base)d objects none would be drawn. Look at the ratios.")
            % {"base": sum(portion.base for portion in portions)}
        )


def refuse_unstaffed(
    line: Line, pool: Pool, rounds: Sequence[Planned], ladder: Ladder, *, only: int = 0,
    voids: int = 0,
) -> None:  # fmt: skip
    """Refuse what is not proven: that every outcome of the rounds can be given teams, if need be
    on the last rung of the announced ladder (articles 13 and 16).

    `only` is the number of the round in work, 0 for all planned ones; `voids` how many visits of
    earlier rounds are void, whose places a later round fills again.
    """
    portions = portions_of(line, pool)
    for planned in rounds:
        if planned.number == only or (not only and not planned.reserve):
            staff = staff_for(line, planned, pool, ladder)
            result = _proven(_questions(pool, staff, *_bound(portions, rounds, planned, voids)))
            if not isinstance(result, Proven):
                raise Refused(_in_words(result, line, staff))


def check(line: Line, rounds: Sequence[Planned] = (), ladder: Ladder | None = None) -> Check:
    """Everything the page before the freeze shows; `refusal` is empty when it may be frozen.

    Without rounds the line is looked at as one.
    """
    rounds, ladder = rounds or split(line.window, line.cap, line.frequency), ladder or Ladder()
    pool, stands = pool_now(line), standing(line.bureau, rounds)
    found = remarked(stands)
    reasons = sorted(pool.counts().reasons.items())
    return Check(
        portions=_portions(shares_told(line), line, pool),
        reasons=[(word(Exclusion(code), lang()), count) for code, count in reasons],
        officers=in_pool(stands),
        away=[one for one in found if one.lack is not None],
        partly=[one for one in found if one.lack is None],
        others=_others(line, rounds),
        refusal=_refusal(line, pool, rounds, ladder),
        without_place=count_without_place(line),
        past=len(listed(line, free_ids(pool), timezone.localdate())),
        remaining=remaining_words(left_for(line, sentence(line))),
        aliases=aliases(pool),
        several=len(stands) > 1,
        ground=_ground(line),
    )


def _others(line: Line, rounds: Sequence[Planned]) -> list[tuple[str, int]]:
    """Departments that send an officer, and experts, with those whom a round can draw."""
    named, there = place_words(line), dict[str, set[str]]()
    for planned in rounds:
        for role, group in candidates(line, planned.window, Ladder()).items():
            there.setdefault(role, set()).update(one.person.certificate for one in group)
    shown = [*joint_places(line.roles), *expert_places(line.roles)[:1]]
    return [(named[role], len(there[role])) for role in shown]


def _bound(
    portions: Sequence[Portion], rounds: Sequence[Planned], planned: Planned, voids: int
) -> tuple[Mapping[str, int], tuple[int, int]]:
    """What a round draws at most: quotas that are left before it, and its share of them.

    Earlier rounds took their shares up to one visit a stratum; a reserve round only makes good
    what is void.
    """
    if planned.reserve:
        return {each.code: voids for each in portions}, (1, 1)
    weights = [each.weight for each in rounds if not each.reserve]
    left = sum(weights[planned.number - 1 :])
    quota = {each.code: -(-(each.quota or 0) * left // sum(weights)) + voids for each in portions}
    return quota, (planned.weight, left)


def _questions(
    pool: Pool, staff: Staff, quota: Mapping[str, int], share: tuple[int, int]
) -> Iterator[Question]:
    """The question at the first rung and, where it helps, at the last one."""
    rows = [row for row in map(pool.row, range(len(pool))) if row.reason == ELIGIBLE]
    for rung in sorted({0, len(staff.ladder.rungs)}):
        free = ((row.id, row.stratum, staff.cells[row.id]) for row in rows)
        cells = cells_of(free, staff.edges(rung), staff.roles)
        yield Question(cells, staff.roles, quota, staff.caps(rung), *share)


def _proven(questions: Iterable[Question]) -> Result:
    """The first proof, else what was found at the last rung."""
    result: Result | None = None
    for question in questions:
        result = feasible(question, seed=_SEED, simulations=_SIMULATIONS)
        if isinstance(result, Proven):
            return result
    assert result is not None
    return result


def _in_words(result: Result, line: Line, staff: Staff) -> str:
    names = {person.certificate: person.name for person in staff.people}
    return words(result, lang(), names | place_words(line))


def _ground(line: Line) -> str:
    """What is to be seen to at item and basis, where the line stands in spite of it."""
    found = ground(line, timezone.localdate())
    return f"{reason(line, found)} {remedy(found)}" if found and found.stands else ""


def _refusal(line: Line, pool: Pool, rounds: Sequence[Planned], ladder: Ladder) -> str:
    try:
        refuse_groundless(line)
        check_pool(line, pool)
        refuse_unstaffed(line, pool, rounds, ladder)
    except Refused as refused:
        return str(refused)
    return ""
