"""What is announced: from a line of the plan to the announcement of the core (article 14)."""

from datetime import date, datetime, time

from django.conf import settings
from django.utils import timezone
from fairdraw.announcement import Announcement, Round, Rung, Share

from yaohao.ground.accounts.models import User
from yaohao.stages.draw.gate import stamp
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.rules import fresh_sources, margin, reveal_deadline
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.strata import shares_for
from yaohao.stages.registers.queries import filter_statement
from yaohao.stages.registers.rules.kinds import Exclusion
from yaohao.stages.registers.rules.words import word

UNDIRECTED = "undirected"


def cycle_of(line: Line, number: str, *, exercise: bool) -> str:
    """The announced cycle. An exercise has its own, so that it is no second draw of the line."""
    return f"演练 {number}" if exercise else line.cycle


def plan_key(line: Line, number: str, *, exercise: bool) -> str:
    """Cycle, item, region and period: what may be announced once per attempt."""
    cycle = cycle_of(line, number, exercise=exercise)
    return f"{cycle}|{line.item.code}|{line.bureau.region}|{period_of(line)}"


def region_of(draw: Draw) -> str:
    """The region under which the draw is announced: that of the bureau when it was first prepared.

    Another attempt keeps it, also when the county has another code by then: the log counts the
    attempts of one line by their key.
    """
    return draw.plan_key.rsplit("|", 2)[1]


def period_of(line: Line) -> str:
    """`2026-01-01/2026-12-31`."""
    return f"{line.period_start.isoformat()}/{line.period_end.isoformat()}"


def announcement(*, draw: Draw, announcer: User, at: datetime, verifier: bytes) -> Announcement:
    """The announcement of a prepared draw; `verifier` is the SHA-256 of the one-file verifier."""
    line = draw.line
    return Announcement(
        origin=settings.YAOHAO_ORIGIN,
        draw=draw.number,
        attempt=draw.attempt,
        time=stamp(at),
        cycle=cycle_of(line, draw.number, exercise=draw.exercise),
        item=line.item.code,
        region=region_of(draw),
        period=period_of(line),
        title=line.title,
        type=line.type,
        filter=announced_filter(line),
        exercise=draw.exercise,
        strata=shares_for(line),
        rounding=line.rounding,
        reasons=exclusion_reasons(),
        # Skips come from sealed results; an exercise is revealed at once and must not hold any.
        cycle_rule="none" if draw.exercise else "exclude-drawn",
        rounds=_rounds(draw, reserve=False),
        reserves=_rounds(draw, reserve=True),
        roles=tuple(line.roles),
        rungs=tuple(Rung(place, *rung) for place, rung in enumerate(draw.rungs, 1)),
        sources=tuple(draw.sources),
        fallbacks=tuple((place, source) for place, source in draw.fallbacks),
        fresh=fresh_sources(tuple(draw.sources)) if line.roles else (),
        margin=margin(tuple(draw.sources), draw.policy),
        policy=draw.policy,
        shares=tuple(
            Share(each.number, each.commitment, each.holder)
            for each in draw.shares.order_by("number")
        ),
        deadline=stamp(_end_of(reveal_deadline(max(each.end for each in draw.rounds)))),
        verifier=verifier,
        commitment=bytes.fromhex(draw.commitment),
        by=signatures(draw.prepared_by, announcer),
    )


def _rounds(draw: Draw, *, reserve: bool) -> tuple[Round, ...]:
    return tuple(
        Round(each.number, each.weight, each.start.isoformat(), each.end.isoformat(), each.cap)
        for each in draw.rounds
        if each.reserve == reserve
    )


def announced_filter(line: Line) -> str:
    """The public sentence of the filter; `all` for an undirected draw."""
    if line.type == UNDIRECTED:
        return "all"
    return filter_statement(line.bureau, line.pool_filter)


def exclusion_reasons() -> tuple[tuple[str, str], ...]:
    """Every public reason for which an object of the register is left out, by code."""
    codes = sorted(reason.value for reason in Exclusion if reason.value)
    return tuple((code, word(Exclusion(code))) for code in codes)


def signatures(preparer: User, announcer: User) -> tuple[str, str]:
    """The names of the two people; namesakes are told apart by their section."""
    first, second = preparer.full_name, announcer.full_name
    if first == second:
        second = f"{second}（{announcer.section or announcer.bureau.short_name}）"
    return first, second


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))
