"""Freeze the list of candidates, by two people: from here on nobody enters it or leaves it."""

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.draw.announcing import signatures
from yaohao.stages.draw.checking import check_pool, pool_now, refuse_unstaffed
from yaohao.stages.draw.files import keep_file
from yaohao.stages.draw.gate import advance, enter, in_words, locked, moment, stamp
from yaohao.stages.draw.ladder import ladder_of
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.past import keep_listed, listed
from yaohao.stages.draw.queries.log import acts
from yaohao.stages.draw.queries.sealed import draw_key
from yaohao.stages.draw.rules import Act
from yaohao.stages.draw.staffing import free_ids
from yaohao.stages.planning.grounds import refuse_groundless
from yaohao.stages.planning.settling import settle_past
from yaohao.stages.registers.rooting import note_frozen, root_for_freeze


@operation("draw.freeze.ask", article="14")
def ask_freeze(*, by: User, number: str) -> Draw:
    """Ask for the freeze, having looked at the check; nothing is frozen until another confirms."""
    draw = locked(number=number, by=by, act=Act.ASK_FREEZE)
    asked = draw.freeze_asked_by
    if asked == by:
        raise Refused(_("You have asked for the freeze. A second person must confirm it."))
    if asked is not None:
        raise Refused(
            _("%(name)s has asked for the freeze. Look at the check and confirm it.")
            % {"name": asked.full_name}
        )
    draw.freeze_asked_by = by
    draw.save(update_fields=["freeze_asked_by"])
    record(by=by, subject=draw.subject, changed=[draw])
    return draw


@operation("draw.pool.freeze", article="14")
def freeze(*, by: User, number: str) -> Draw:
    """Take the rows from the register, write their root and counts into the log; `by` confirms
    what somebody else asked for.

    The pool names a root of the register that is in the log and holds these rows: what was changed
    just before stands there for everybody to see. The bureau's list of visits before this product
    is kept as it stands now; the trail names its digest and how many it passes over.

    Refused while some outcome could not be given teams of two valid officers (article 16): the
    text names the people and the visits. Refused too when the item of the line is withdrawn, or
    rests on a basis that is not in force (article 7).
    """
    draw = locked(number=number, by=by, act=Act.FREEZE)
    asked = draw.freeze_asked_by
    if asked is None:
        raise Refused(_("Somebody else must ask for the freeze first."))
    if asked == by:
        raise Refused(_("You asked for the freeze yourself: a second person must confirm it."))
    refuse_groundless(draw.line)
    writer = acts(draw)
    with in_words():
        register = root_for_freeze(by=by, bureau=draw.bureau)
        settle_past(by=by, bureau=draw.bureau, year=draw.line.window_start.year)
        pool = pool_now(draw.line)
        check_pool(draw.line, pool)
        refuse_unstaffed(draw.line, pool, draw.rounds, ladder_of(draw))
        at = moment(draw)
        entry = writer.pool(
            pool=pool,
            key=draw_key(draw),
            time=stamp(at),
            by=signatures(asked, by),
            register=register,
        )
    logged = enter(draw, by=by, at=at, build=lambda _head: entry)
    on = timezone.localdate(at)
    past = [] if draw.exercise else listed(draw.line, free_ids(pool), on)
    draw.frozen_by = by
    draw.save(update_fields=["frozen_by"])
    advance(draw, Act.FREEZE, pool_file=keep_file(pool.dump()), past_file=keep_listed(past))
    noted = note_frozen(bureau=draw.bureau, entry=logged.index, file=draw.pool_file)
    detail = {"entry": logged.digest}
    if past:
        detail |= {"past": draw.past_file, "past_rows": str(len(past))}
    record(by=by, subject=draw.subject, changed=[draw, logged, noted], detail=detail)
    return draw
