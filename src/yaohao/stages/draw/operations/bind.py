"""Bind a round: officers, admissible pairs, caps and skips, before any randomness is known."""

from datetime import UTC, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from fairdraw.entries import Entry
from fairdraw.randomness import quicknet_round
from fairdraw.tables import NAMES, Tables

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.keys.operations import keep
from yaohao.ground.ledger.queries import Head, frontier_at
from yaohao.stages.draw.checking import refuse_unstaffed
from yaohao.stages.draw.cycle import skips_for, void_positions
from yaohao.stages.draw.gate import advance, enter, in_words, locked_round, moment, stamp
from yaohao.stages.draw.ladder import ladder_of
from yaohao.stages.draw.limits import cap_skips
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.queries.log import acts, entries, entry, issue_moments
from yaohao.stages.draw.queries.sealed import draw_key, frozen_pool
from yaohao.stages.draw.rules import Act, Appointment, kind_of
from yaohao.stages.draw.staffing import staff_for
from yaohao.stages.draw.texts import APPOINTMENT_PROBLEMS
from yaohao.stages.planning.grounds import refuse_groundless
from yaohao.stages.planning.settling import settle_past

NOWHERE = Appointment()


@operation("draw.round.bind", article="13")
def bind(
    *, by: User, number: str, round_number: int = 1, appointment: Appointment = NOWHERE
) -> Draw:
    """Write the round entry over everything the round will rest on; refuse what has no teams.

    The lists go into the vault: the log gets their lengths and roots. What was drawn earlier in
    this cycle, and who has no visit left this year, is read from the sealed results here and shown
    to nobody (article 14). `appointment` says which issue of a lottery and which moment of drand
    will give the numbers: nobody can know them yet.
    """
    draw = locked_round(number=number, by=by, act=Act.BIND, round_number=round_number)
    refuse_groundless(draw.line)
    seats = draw.contributions.filter(round=round_number)
    if "witnesses" in draw.sources and not seats.exists():
        raise Refused(_("No witness has committed to a number yet; one at least was announced."))
    pool, at = frozen_pool(draw), moment(draw)
    planned, ladder = draw.planned(round_number), ladder_of(draw)
    sources = _bound(draw, appointment, at, round_number)
    voids = sum(len(void_positions(draw, each)) for each in range(1, round_number))
    with in_words():
        refuse_unstaffed(draw.line, pool, draw.rounds, ladder, only=round_number, voids=voids)
        settle_past(by=by, bureau=draw.bureau, year=planned.start.year)
        found = (*cap_skips(draw, pool, round_number), *skips_for(draw, pool, round_number))
        skips = {skip[0]: skip for skip in found}
        tables = staff_for(draw.line, planned, pool, ladder).tables(skips.values())
        logged = enter(
            draw, by=by, at=at, round_number=round_number,
            build=lambda head: _entry(draw, head, tables, sources, stamp(at), by, round_number),
        )  # fmt: skip
    for name in NAMES:
        keep(name=f"{draw.secret_of(round_number)}/round/{name}", plain=tables.dump(name))
    advance(draw, Act.BIND)
    record(by=by, subject=draw.subject, changed=[draw, logged], detail={"entry": logged.digest})
    return draw


def _bound(
    draw: Draw, appointment: Appointment, at: datetime, round_number: int
) -> tuple[str, ...]:
    """The announced sources with issue, time and round of drand put in."""
    announced = tuple(draw.sources)
    last = draw.planned(round_number).end
    problem = appointment.problem(announced, timezone.localtime(at), last)
    if problem:
        raise Refused(str(APPOINTMENT_PROBLEMS[problem]))
    texts = []
    for source in announced:
        match kind_of(source):
            case "lottery":
                assert appointment.lottery_time is not None
                issue, time = appointment.lottery_issue, stamp(appointment.lottery_time)
                _refuse_known(source, issue, time)
                texts.append(f"{source} {issue} {time}")
            case "drand":
                assert appointment.drand_time is not None
                time = appointment.drand_time.astimezone(UTC).isoformat()
                texts.append(f"{source} {quicknet_round(time)}")
            case _:
                texts.append(source)
    return tuple(texts)


def _refuse_known(source: str, issue: str, time: str) -> None:
    """An issue is drawn once: told with a later moment, its numbers may be in the log already."""
    if issue_moments(f"{source} {issue}") - {time}:
        raise Refused(
            _("Issue %(issue)s is bound to another moment in the log. Name one still to be drawn.")
            % {"issue": issue}
        )


def _entry(
    draw: Draw, head: Head, tables: Tables, sources: tuple[str, ...], time: str, by: User,
    round_number: int,
) -> Entry:  # fmt: skip
    return acts(draw).round(
        pool=entry(draw, "pool"),
        rows=frozen_pool(draw),
        tables=tables,
        key=draw_key(draw),
        log=frontier_at(head.size),
        commits=entries(draw, "commit", number=round_number),
        time=time,
        by=[by.full_name],
        number=round_number,
        sources=sources,
    )
