"""Bind the round: officers, admissible pairs, caps and skips, before any randomness is known."""

from django.utils.translation import gettext as _
from fairdraw.entries import Entry
from fairdraw.tables import NAMES, Tables

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.keys.operations import keep
from yaohao.ground.ledger.queries import Head, frontier_at
from yaohao.stages.draw.checking import refuse_unstaffed
from yaohao.stages.draw.cycle import skips_for
from yaohao.stages.draw.gate import advance, enter, in_words, locked, moment, stamp
from yaohao.stages.draw.limits import cap_skips
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.queries.log import acts, entries, entry
from yaohao.stages.draw.queries.sealed import draw_key, frozen_pool
from yaohao.stages.draw.rules import Act
from yaohao.stages.draw.staffing import staff_for


@operation("draw.round.bind", article="13")
def bind(*, by: User, number: str) -> Draw:
    """Write the round entry over everything the draw will rest on; refuse what has no teams.

    The lists go into the vault: the log gets their lengths and roots. What was drawn earlier in
    this cycle, and who has no visit left this year, is read from the sealed results here and shown
    to nobody (article 14).
    """
    draw = locked(number=number, by=by, act=Act.BIND)
    if "witnesses" in draw.sources and not draw.contributions.exists():
        raise Refused(_("No witness has committed to a number yet; one at least was announced."))
    pool, at = frozen_pool(draw), moment(draw)
    with in_words():
        refuse_unstaffed(draw.line, pool)
        skips = {skip[0]: skip for skip in (*cap_skips(draw, pool), *skips_for(draw, pool))}
        tables = staff_for(draw.line, pool).tables(skips.values())
        logged = enter(
            draw, by=by, at=at, build=lambda head: _entry(draw, head, tables, stamp(at), by)
        )
    for name in NAMES:
        keep(name=f"{draw.secret}/round/{name}", plain=tables.dump(name))
    advance(draw, Act.BIND)
    record(by=by, subject=draw.subject, changed=[draw, logged], detail={"entry": logged.digest})
    return draw


def _entry(draw: Draw, head: Head, tables: Tables, time: str, by: User) -> Entry:
    return acts(draw).round(
        pool=entry(draw, "pool"),
        rows=frozen_pool(draw),
        tables=tables,
        key=draw_key(draw),
        log=frontier_at(head.size),
        commits=entries(draw, "commit"),
        time=time,
        by=[by.full_name],
    )
