"""Open sealed envelopes to the officers inside them, from the hour on (article 20)."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.draw.gate import advance, at_once, enter, locked, moment, stamp
from yaohao.stages.draw.models import Draw, Opening
from yaohao.stages.draw.queries.log import acts, entry
from yaohao.stages.draw.queries.sealed import sealed_visits
from yaohao.stages.draw.rules import Act, may_open, opens_at


@operation("draw.assignment.open", article="20")
def open_assignments(*, by: User, number: str, opened: int, count: int) -> list[Opening]:
    """Open the next `count` envelopes, in the order of the sealed list, to their officers.

    `opened` is how many the person saw open: it makes the second of two clicks a stale page. The
    one who opens learns no name: the officers of a team see their own visit, nobody else does.
    """
    draw = locked(number=number, by=by, act=Act.OPEN)
    line, at = draw.line, moment(draw)
    if not may_open(_local(at), line.window_start, at_once=at_once(draw)):
        raise Refused(
            _("Envelopes stay closed until %(hour)s, the opening hour of the window.")
            % {"hour": opens_at(line.window_start).strftime("%Y-%m-%d %H:%M")}
        )
    before = draw.openings.filter(to="officers").count()
    if before != opened:
        raise Refused(
            _("The page was out of date: %(count)d envelopes are open by now.") % {"count": before}
        )
    positions = range(len(sealed_visits(draw)))[before : before + max(count, 0)]
    if not positions:
        raise Refused(_("There is no further envelope to open."))
    openings = [_open(draw, position, by, at) for position in positions]
    advance(draw, Act.OPEN)
    record(
        by=by,
        subject=draw.subject,
        changed=[draw, *openings],
        detail={"first": positions[0], "last": positions[-1]},
    )
    return openings


def _open(draw: Draw, position: int, by: User, at: datetime) -> Opening:
    opened = acts(draw).open(
        seal=entry(draw, "seal"), position=position, to="officers", time=stamp(at)
    )
    logged = enter(draw, by=by, at=at, build=lambda _head: opened)
    return Opening.objects.create(draw=draw, position=position, to="officers", entry=logged)


def _local(at: datetime) -> datetime:
    return timezone.localtime(at).replace(tzinfo=None)
