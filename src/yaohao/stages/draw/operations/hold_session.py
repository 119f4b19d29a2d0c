"""A session is opened over draws, gets more, its code renewed, is closed (articles 14 and 15)."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import Bureau, User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.keys.operations import forget, keep
from yaohao.stages.draw.gate import now
from yaohao.stages.draw.models import Draw, Session, SessionDraw
from yaohao.stages.draw.queries.hall import ready_for_session, round_to_come
from yaohao.stages.draw.queries.rounds import stage
from yaohao.stages.draw.rules import BROKEN_OFF, Stage, State, session_number
from yaohao.stages.draw.seating import held, join_digest, may_hold

CODE = 16  # bytes of the code for joining
MOST_DRAWS = 12  # in one session


@operation("draw.session.open", article="15")
def open_session(
    *, by: User, draws: Sequence[str], title: str, held_at: datetime, place: str
) -> Session:
    """Open a session over these draws, in this order, each with the round that comes next.

    Refused for a draw of another bureau, one that is over, or one in an open session.
    """
    may_hold(by)
    # The bureau's row is the queue: numbers have no gap, and a draw goes into one session.
    bureau = Bureau.objects.select_for_update().get(pk=by.bureau_id)
    free = {draw.number: draw for draw in ready_for_session(by)}
    _check(draws, free)
    year = timezone.localtime(now()).year
    prefix = session_number(bureau.code, year, 0)[:-1]
    serial = Session.objects.filter(bureau=bureau, number__startswith=prefix).count() + 1
    code = secrets.token_hex(CODE)
    session = Session.objects.create(
        bureau=bureau,
        number=session_number(bureau.code, year, serial),
        title=title,
        held_at=held_at,
        place=place,
        opened_by=by,
        opened_at=now(),
        join=join_digest(code),
    )
    keep(name=session.secret, plain=code.encode())
    items = [
        SessionDraw.objects.create(
            session=session, draw=free[number], round=round_to_come(free[number]), position=position
        )
        for position, number in enumerate(draws, 1)
    ]
    record(by=by, subject=session.subject, changed=[session, *items], detail={"draws": [*draws]})
    return session


@operation("draw.session.add", article="15")
def add_draw(*, by: User, number: str, draw: str) -> SessionDraw:
    """Put one more draw at the end of the agenda of an open session, with its round to come.

    Witnesses who sit there find it on their phones. Refused as `open_session` refuses a draw.
    """
    Bureau.objects.select_for_update().get(pk=by.bureau_id)  # a draw goes into one session
    session = held(by=by, number=number)
    places = list(session.agenda.order_by("position").values_list("position", flat=True))
    if len(places) >= MOST_DRAWS:
        raise Refused(_("A session has at most %(most)d draws, each once.") % {"most": MOST_DRAWS})
    free = {one.number: one for one in ready_for_session(by)}
    _check([draw], free)
    item = SessionDraw.objects.create(
        session=session, draw=free[draw], round=round_to_come(free[draw]), position=places[-1] + 1
    )
    record(by=by, subject=session.subject, changed=[item], detail={"draw": draw})
    return item


@operation("draw.session.renew", article="15")
def renew_code(*, by: User, number: str) -> Session:
    """Make the code for joining anew: the old one opens nothing, seats stay as they are."""
    session = held(by=by, number=number)
    code = secrets.token_hex(CODE)
    forget(name=session.secret)
    keep(name=session.secret, plain=code.encode())
    session.join = join_digest(code)
    session.save(update_fields=["join"])
    record(by=by, subject=session.subject, changed=[session])
    return session


@operation("draw.session.close", article="15")
def close_session(*, by: User, number: str) -> Session:
    """Close a session: nobody comes in, nobody adds anything; its minutes are complete.

    Refused while an objection has no answer, or a draw is bound and not drawn: its witnesses would
    be gone at the one moment they came for.
    """
    session = held(by=by, number=number)
    items = list(session.agenda.select_related("draw").order_by("position"))
    for item in items:
        over = State(item.draw.state) in BROKEN_OFF
        if not over and stage(item.draw, item.round) is Stage.BOUND:
            raise Refused(
                _("Draw %(number)s is bound and not drawn. Draw it, or break it off, then close.")
                % {"number": item.draw.number}
            )
    waiting = session.seats.filter(objections__isnull=False, objections__answer=None).count()
    if waiting:
        raise Refused(_("An objection has no answer yet. Answer it, then close."))
    at = now()
    session.closed_by, session.closed_at, session.join = by, at, None
    session.save(update_fields=["closed_by", "closed_at", "join"])
    forget(name=session.secret)
    for item in items:
        item.left_at = at
        item.save(update_fields=["left_at"])
    record(by=by, subject=session.subject, changed=[session, *items])
    return session


def _check(draws: Sequence[str], free: dict[str, Draw]) -> None:
    if not draws:
        raise Refused(_("Choose the draws of the session: one at least."))
    if len(draws) > MOST_DRAWS or len(set(draws)) < len(draws):
        raise Refused(_("A session has at most %(most)d draws, each once.") % {"most": MOST_DRAWS})
    for number in draws:
        if number not in free:
            raise Refused(
                _("Draw %(number)s is over, stands in an open session, or is not yours.")
                % {"number": number}
            )
