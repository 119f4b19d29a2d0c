"""Announce a prepared draw: the second person puts it into the public log."""

from django.utils.translation import gettext as _
from fairdraw import bundle

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.draw.announcing import announcement
from yaohao.stages.draw.files import keep_file
from yaohao.stages.draw.gate import advance, enter, in_words, locked, moment
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.rules import Act
from yaohao.stages.planning.operations import begin_draw


@operation("draw.draw.announce", article="14")
def announce(*, by: User, number: str) -> Draw:
    """Announce the draw. The announcer is a leader and not the one who prepared it.

    Filter, strata, ratios, team rule, sources and the commitment to K stand in the log from here
    on; so does the digest of the verifier, whose bytes are kept for everybody to download.
    """
    draw = locked(number=number, by=by, act=Act.ANNOUNCE)
    if draw.prepared_by == by:
        raise Refused(_("You prepared this draw yourself: a second person must announce it."))
    if not draw.exercise:
        begin_draw(by=by, line=draw.line, number=draw.number)
    at = moment(draw)
    verifier = keep_file(bundle.content())
    with in_words():
        planned = announcement(draw=draw, announcer=by, at=at, verifier=bytes.fromhex(verifier))
        entry = planned.entry()
    logged = enter(draw, by=by, at=at, build=lambda _head: entry)
    advance(draw, Act.ANNOUNCE, verifier=verifier)
    record(by=by, subject=draw.subject, changed=[draw, logged], detail={"entry": logged.digest})
    return draw
