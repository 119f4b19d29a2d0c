"""The page of a session: its draws with their next act, its seats, its objections."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.audit.queries import of_subject
from yaohao.ground.documents.draw_record import qr
from yaohao.ground.keys.queries import read
from yaohao.ground.theme.parts import Event, Fact
from yaohao.stages.draw import operations
from yaohao.stages.draw.files import read_file
from yaohao.stages.draw.forms.hall import AddDrawForm, CauseForm, WordsForm
from yaohao.stages.draw.hall_texts import ACTIONS
from yaohao.stages.draw.ladder import ladder_of
from yaohao.stages.draw.models import Session, SessionDraw, Testimony
from yaohao.stages.draw.queries import hall, public_draw
from yaohao.stages.draw.queries.seats import SeatRow, seat_rows
from yaohao.stages.draw.rules import (
    READERS,
    SESSION_DESK,
    STARTERS,
    State,
    read_strokes,
    spoken,
    strokes_svg,
)
from yaohao.stages.draw.views.next import next_step
from yaohao.stages.draw.views.preparing import checked
from yaohao.stages.draw.views.sessions.finding import act, crumbs, own_session
from yaohao.stages.registers.queries import alterations_before_freeze

UNFROZEN = (State.PREPARED.value, State.ANNOUNCED.value)


@may(*READERS)
def session(request: HttpRequest, number: str) -> HttpResponse:
    """One page: who sits there, what each draw waits for, what was objected."""
    found, user = own_session(request, number), person(request)
    items = hall.agenda(found)
    holds = user.holds(*SESSION_DESK) and found.closed_at is None
    free = hall.ready_for_session(user) if holds else []
    rows = seat_rows(found, items)
    context = {
        "session": found,
        "facts": _facts(found),
        "items": [_item(request, item, rows) for item in items],
        "rows": rows,
        "objections": hall.objections(found),
        "holds": holds,
        "add_form": AddDrawForm(free=free) if free else None,
        "starters": STARTERS,
        "answer_form": WordsForm(),
        "cause_form": CauseForm(),
        "events": [
            Event(e.at, ACTIONS.get(e.action, e.action), e.actor_name, e.reason)
            for e in of_subject(found.subject).order_by("-index")
        ],
        "breadcrumbs": crumbs(None, number),
    }
    return render(request, "draw/sessions/session.html", context)


@may(*READERS)
def session_check(request: HttpRequest, number: str, draw: str) -> HttpResponse:
    """What is looked at before the freeze of one draw, as a part of the page of the session."""
    found = own_session(request, number)
    item = next((each for each in hall.agenda(found) if each.draw.number == draw), None)
    if item is None:
        raise Http404
    line = item.draw.line
    report = alterations_before_freeze(line.bureau, line.pool_filter, line.stratify_by)
    context = {
        "draw": item.draw,
        "line": line,
        "report": report,
        **checked(line, item.draw.rounds, ladder_of(item.draw)),
    }
    return render(request, "draw/sessions/_check.html", context)


@may(*SESSION_DESK)
@never_cache
def session_code(request: HttpRequest, number: str) -> HttpResponse:
    """The code by which witnesses come in, to show and to print; made anew by the button."""
    found = own_session(request, number)
    if request.method == "POST":
        said = _("The code is new. The old one opens nothing; seats stay as they are.")
        return act(request, number, said, operations.renew_code)
    if found.closed_at is not None:
        raise Http404
    path = reverse("draw:hall-join", args=[read(found.secret).decode()])
    address = request.build_absolute_uri(path)
    context = {
        "session": found,
        "address": address,
        "code": qr(address, sized=False),
        "seats": found.seats.filter(withdrawn_at=None).order_by("number"),
        "breadcrumbs": crumbs(found, _("Code for witnesses")),
    }
    return render(request, "draw/sessions/code.html", context)


@may(*READERS)
def signature(request: HttpRequest, number: str, testimony: int) -> HttpResponse:
    """A signature as a picture."""
    found = own_session(request, number)
    signed = Testimony.objects.filter(pk=testimony, seat__session=found).exclude(file="").first()
    if signed is None:
        raise Http404
    strokes = read_strokes(read_file(signed.file).decode())
    return HttpResponse(strokes_svg(strokes), content_type="image/svg+xml")


def _facts(session: Session) -> list[Fact]:
    facts = [
        Fact(_("Number"), session.number),
        Fact(_("Venue"), session.place),
        Fact(_("Opened by"), session.opened_by.full_name),
    ]
    if session.closed_by:
        facts.append(Fact(_("Closed by"), session.closed_by.full_name))
    return facts


def _item(request: HttpRequest, item: SessionDraw, rows: Sequence[SeatRow]) -> dict[str, Any]:
    draw = item.draw
    told = None if draw.state == State.PREPARED.value else public_draw(draw.number)
    differ = [row.seat for row in rows if row.differs(item)]
    return {
        "item": item,
        "draw": draw,
        "next": next_step(draw, person(request)),
        "unfrozen": draw.state in UNFROZEN,
        "told": told,
        "root": told.pool_root if told else "",
        "spoken": spoken(told.pool_root) if told and told.pool_root else (),
        "most": told.probabilities.most if told and told.probabilities else "",
        "brought": sum(row.brought(item) for row in rows),
        "present": sum(row.seat.withdrawn_at is None for row in rows),
        "wants_numbers": "witnesses" in draw.sources and draw.state == State.FROZEN.value,
        "started": sum(row.started(item) for row in rows),
        "differ": differ,
    }
