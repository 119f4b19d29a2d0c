"""Break a draw off: two people, in the open, and it counts for nothing (article 14)."""

from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.ledger.queries import frontier_at
from yaohao.stages.draw.announcing import signatures
from yaohao.stages.draw.assignments import visit_source
from yaohao.stages.draw.gate import advance, enter, in_words, locked, moment, stamp
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.queries.log import acts
from yaohao.stages.draw.rules import Act
from yaohao.stages.planning.operations import void_visit


@operation("draw.abort.ask", article="14")
def ask_abort(*, by: User, number: str, cause: str) -> Draw:
    """Propose to break a draw off; nothing happens until a second person does it.

    Proposing again replaces the cause and the proposer.
    """
    draw = locked(number=number, by=by, act=Act.ASK_ABORT)
    words = " ".join(cause.split())
    if not words or len(words) > 200:
        raise Refused(_("Say in up to 200 characters why the draw is broken off."))
    draw.abort_asked_by, draw.abort_cause = by, words
    draw.save(update_fields=["abort_asked_by", "abort_cause"])
    record(by=by, subject=draw.subject, changed=[draw], detail={"cause": words})
    return draw


@operation("draw.draw.abort", article="14")
def abort(*, by: User, number: str) -> Draw:
    """Break the draw off, as proposed by somebody else. Visits not begun lose their place.

    Only the reveal follows: what the draw would have given, or gave, becomes public, and the next
    attempt is marked as the next attempt.
    """
    draw = locked(number=number, by=by, act=Act.ABORT)
    asked = draw.abort_asked_by
    if asked is None:
        raise Refused(_("Somebody else must propose first to break the draw off, with a cause."))
    if asked == by:
        raise Refused(_("You proposed this yourself: a second person must do it."))
    at = moment(draw)
    with in_words():
        logged = enter(
            draw,
            by=by,
            at=at,
            build=lambda head: acts(draw).abort(
                cause=draw.abort_cause,
                by=signatures(asked, by),
                log=frontier_at(head.size),
                time=stamp(at),
            ),
        )
    for opening in draw.openings.filter(to="officers", void=""):
        if not draw.exercise:
            void_visit(by=by, source=visit_source(draw, opening.place), reason=draw.abort_cause)
    advance(draw, Act.ABORT)
    record(by=by, subject=draw.subject, changed=[draw, logged], detail={"entry": logged.digest})
    return draw
