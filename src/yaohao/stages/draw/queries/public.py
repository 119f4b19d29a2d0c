"""What everybody may know of a draw: the log's own facts, and after the reveal the result.

Nothing here is derived from a sealed result. `quota` is what announcement and frozen counts say
will be drawn; how many were is told by the reveal.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from fairdraw.announcement import Announcement
from fairdraw.entries import Entry
from fairdraw.inputs import CYCLE, UNKNOWN
from fairdraw.quota import WHOLE
from fairdraw.verify.assurance import announced_level
from fairdraw.why import SKIP, Answer, explain

from yaohao.ground.accounts.models import Bureau
from yaohao.ground.theme.rules import percent
from yaohao.stages.draw.assignments import Assignment, assignments
from yaohao.stages.draw.files import file_path, read_file
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.past import listed_at_freeze
from yaohao.stages.draw.queries.log import acts, bound_sources, entries
from yaohao.stages.draw.queries.probabilities import PublicProbabilities, public_probabilities
from yaohao.stages.draw.queries.rounds import sealed_rounds, stage, told_rounds
from yaohao.stages.draw.queries.sealed import sealed_tables, visits_now
from yaohao.stages.draw.rules import BROKEN_OFF, Planned, Stage, State
from yaohao.stages.draw.texts import past_words
from yaohao.stages.planning.teams import departments


class StillSealed(LookupError):
    """The draw is not revealed: there is nothing to tell yet, to anybody."""


@dataclass(frozen=True, slots=True)
class PublicAct:
    """One entry of the draw in the log."""

    kind: str
    index: int
    digest: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PublicStratum:
    """A stratum: announced share, and after the freeze rows, base and quota (None before)."""

    code: str
    rule: str
    value: int
    rows: int | None
    base: int | None
    quota: int | None

    @property
    def chance(self) -> str:
        """The chance of one object that nothing passes over, in per cent; empty before the freeze.

        Over all rounds together: their quotas add up exactly. Whom this cycle or a limit passes
        over has none, and whoever is left the more: how many those are is sealed.
        """
        if not self.base or self.quota is None:
            return ""
        return percent((self.quota * WHOLE + self.base // 2) // self.base)


@dataclass(frozen=True, slots=True)
class PublicRound:
    """A round as everybody knows it: window, weight, how far it is, where its numbers come from.

    `sources` are as bound, or as announced before; `values` pairs of source and value in the log.
    `officers` counts the bound officers. No count of what was drawn: it would tell of the sealed.
    """

    number: int
    weight: int
    window: tuple[date, date]
    cap: int
    reserve: bool
    stage: Stage
    sources: tuple[str, ...]
    values: tuple[tuple[str, str], ...]
    failed: tuple[str, ...]
    sealed_root: str


@dataclass(frozen=True, slots=True)
class PublicWitness:
    """A witness: round and seat, name, office, commitment; the number once it is opened, else
    empty."""

    round: int
    seat: int
    name: str
    office: str
    commitment: str
    number: str


@dataclass(frozen=True, slots=True)
class PublicDraw:
    """A draw as the portal shows it.

    `past` counts those passed over because the bureau's list says they were visited before this
    product. `openly`: the plan says that the result is told with the draw, `told` of which rounds
    it is known. `level` is the level of assurance: proven by the record, before the reveal as
    announced. `departments`: place in the team to the department whose officer takes it.
    """

    number: str
    attempt: int
    bureau: str
    title: str
    item: str
    cycle: str
    state: State
    exercise: bool
    directed: bool
    filter: str
    period: str
    window: tuple[date, date]
    deadline: datetime
    sources: tuple[str, ...]
    by: tuple[str, ...]
    strata: tuple[PublicStratum, ...]
    reasons: tuple[tuple[str, str, int], ...]
    past: int
    rows: int | None
    acts: tuple[PublicAct, ...]
    rounds: tuple[PublicRound, ...]
    ladder: tuple[str, ...]
    holders: tuple[str, ...]
    policy: str
    witnesses: tuple[PublicWitness, ...]
    commitment: str
    pool_root: str
    verifier: str
    record: str
    level: str
    abort_cause: str
    probabilities: PublicProbabilities | None
    departments: Mapping[str, str]
    openly: bool
    told: tuple[int, ...]

    @property
    def sealed_root(self) -> str:
        """The fingerprint of the round sealed last, empty before any."""
        return next((each.sealed_root for each in reversed(self.rounds) if each.sealed_root), "")

    @property
    def past_words(self) -> str:
        """How many were passed over on the bureau's word alone."""
        return past_words(self.past)

    @property
    def several(self) -> bool:
        """Whether there is more than one round, so that each must be named."""
        return len(self.rounds) > 1


def public_draws(bureau: Bureau | None = None) -> list[PublicDraw]:
    """Every announced draw, newest first; of one bureau, or of all."""
    draws = Draw.objects.exclude(state=State.PREPARED.value)
    if bureau:
        draws = draws.of(bureau)
    return [_public(draw) for draw in draws.select_related("bureau", "line__item").order_by("-pk")]


def public_draw(number: str) -> PublicDraw:
    """One announced draw; Draw.DoesNotExist otherwise."""
    return _public(_announced(number))


def record_file(number: str) -> Path:
    """Where the record lies, also of a draw that was broken off; StillSealed before the reveal."""
    draw = _announced(number)
    if not draw.record_file:
        raise StillSealed(number)
    return file_path(draw.record_file)


def verifier_file(number: str) -> Path:
    """Where the verifier named in the announcement lies."""
    return file_path(_announced(number).verifier)


def result_rows(number: str) -> list[Assignment]:
    """The drawn enterprises with their teams, in ticket order, of the rounds that everybody may
    know; StillSealed where there is none yet."""
    draw = _announced(number)
    told = told_rounds(draw)
    if not told:
        raise StillSealed(number)
    return assignments(draw, {at: visit for at, visit in visits_now(draw).items() if at[0] in told})


def why(number: str, object_id: str) -> Answer:
    """Why an object was or was not drawn, from the record; StillSealed before the reveal.

    Of one that was passed over, the fact `past` is the day on which it was visited before this
    product, as the bureau's list says: the record has no origin for it.
    """
    draw = _revealed(number)
    answer = explain(read_file(draw.record_file or ""), object_id)
    if answer.kind == SKIP and (day := _past_day(draw, answer.id)):
        return replace(answer, facts={**answer.facts, "past": day})
    return answer


def _past_day(draw: Draw, object_id: str) -> str:
    days = {past.object_id: past.day for past in listed_at_freeze(draw)}
    line = f"{object_id}\t{CYCLE}\t{UNKNOWN}".encode()
    last = sealed_rounds(draw)[-1]
    unproven = object_id in days and line in sealed_tables(draw, last).skips
    return days[object_id] if unproven else ""


def _announced(number: str) -> Draw:
    draws = Draw.objects.exclude(state=State.PREPARED.value)
    return draws.select_related("bureau", "line__item").get(number=number)


def _revealed(number: str) -> Draw:
    draw = _announced(number)
    if draw.state != State.REVEALED.value:
        raise StillSealed(number)
    return draw


def _public(draw: Draw) -> PublicDraw:
    planned = acts(draw).announced
    aborted = State(draw.state) in BROKEN_OFF
    pool = next(iter(entries(draw, "pool")), None)
    return PublicDraw(
        number=draw.number,
        attempt=draw.attempt,
        bureau=draw.bureau.name,
        title=planned.title,
        item=planned.item,
        cycle=planned.cycle,
        state=State(draw.state),
        exercise=planned.exercise,
        directed=planned.type == "directed",
        filter=planned.filter,
        period=planned.period,
        window=draw.line.window,
        deadline=datetime.fromisoformat(planned.deadline),
        sources=planned.sources,
        by=planned.by,
        strata=_strata(planned, pool),
        reasons=_reasons(planned, pool),
        past=len(listed_at_freeze(draw)),
        rows=int(pool.get("rows")) if pool else None,
        acts=_acts(draw),
        rounds=tuple(_round(draw, each) for each in draw.rounds),
        ladder=tuple(rung.text for rung in planned.rungs),
        holders=tuple(share.holder for share in planned.shares),
        policy=planned.policy,
        witnesses=_witnesses(draw),
        commitment=draw.commitment,
        pool_root=pool.get("root") if pool else "",
        verifier=draw.verifier,
        record=draw.record_file or "",
        level=draw.level or announced_level(planned),
        abort_cause=draw.abort_cause if aborted else "",
        probabilities=public_probabilities(draw),
        departments=departments(draw.line),
        openly=draw.line.openly,
        told=tuple(told_rounds(draw)),
    )


def _strata(planned: Announcement, pool: Entry | None) -> tuple[PublicStratum, ...]:
    if pool is None:
        return tuple(PublicStratum(*s, rows=None, base=None, quota=None) for s in planned.strata)
    strata = []
    counts = {code: (int(rows), int(base)) for code, rows, base in _cut(pool.all("stratum"))}
    for stratum in planned.strata:
        rows, base = counts[stratum.code]
        quota = stratum.quota(base, planned.rounding)
        strata.append(PublicStratum(*stratum, rows=rows, base=base, quota=quota))
    return tuple(strata)


def _reasons(planned: Announcement, pool: Entry | None) -> tuple[tuple[str, str, int], ...]:
    counts = dict(_cut(pool.all("reason"))) if pool else {}
    return tuple((code, text, int(counts.get(code, 0))) for code, text in planned.reasons)


def _acts(draw: Draw) -> tuple[PublicAct, ...]:
    rows = draw.entries.order_by("index")
    return tuple(PublicAct(row.kind, row.index, row.digest, row.at) for row in rows)


def _witnesses(draw: Draw) -> tuple[PublicWitness, ...]:
    seats = draw.contributions.order_by("round", "seat")
    return tuple(
        PublicWitness(c.round, c.seat, c.name, c.office, c.commitment, c.number) for c in seats
    )


# What a value entry says, by its kind.
_VALUE = {"server": "value", "dice": "throws", "lottery": "numbers", "drand": "signature"}


def _round(draw: Draw, planned: Planned) -> PublicRound:
    number = planned.number
    seals = entries(draw, "seal", number=number)
    values = entries(draw, *_VALUE, number=number)
    failed = entries(draw, "failed", number=number)
    return PublicRound(
        number=number,
        weight=planned.weight,
        window=planned.window,
        cap=planned.cap,
        reserve=planned.reserve,
        stage=stage(draw, number),
        sources=bound_sources(draw, number),
        values=tuple((each.kind, each.get(_VALUE[each.kind])) for each in values),
        failed=tuple(each.get("source") for each in failed),
        sealed_root=seals[0].get("root") if seals else "",
    )


def _cut(values: tuple[str, ...]) -> list[list[str]]:
    return [value.split(" ") for value in values]
