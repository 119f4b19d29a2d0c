"""A phone and its seat: a secret in a cookie that no script reads, and nothing else."""

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from yaohao.ground.accounts.rights import public
from yaohao.ground.accounts.throttle import too_many
from yaohao.stages.draw.models import Seat, Session
from yaohao.stages.draw.seating import phone_digest

COOKIE = "yaohao_phone"
KEPT = 30 * 24 * 3600  # seconds; a draw by lottery may end days after the session began
TRIES, PERIOD = 40, 60  # one hall may sit behind one network address

View = Callable[..., HttpResponse]


def phone_of(request: HttpRequest) -> str:
    """The secret of this phone, empty where it keeps none."""
    return request.COOKIES.get(COOKIE, "")


def with_phone(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Give the phone a secret unless it has one."""
    if not phone_of(request):
        response.set_cookie(
            COOKIE, secrets.token_urlsafe(32), max_age=KEPT, httponly=True, samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE, path=settings.SESSION_COOKIE_PATH,
        )  # fmt: skip
    return response


def seat_of(request: HttpRequest, session: Session) -> Seat | None:
    """The seat that this phone holds in a session."""
    phone = phone_of(request)
    if not phone:
        return None
    return session.seats.filter(phone=phone_digest(session, phone)).first()


def seated(view: View) -> View:
    """An address of one seat: open to the phone that holds it, to every other not there."""

    @wraps(view)
    def run(request: HttpRequest, number: str, seat: int, **kwargs: Any) -> HttpResponse:
        session = Session.objects.select_related("bureau").filter(number=number).first()
        found = seat_of(request, session) if session else None
        if found is None or found.number != seat:
            return gone(request, _("This seat belongs to another phone"))
        return view(request, found, **kwargs)

    return public(never_cache(run))


def gone(request: HttpRequest, title: str, status: int = 404) -> HttpResponse:
    """What a link that opens nothing answers: why that may be, and what to do."""
    return render(request, "draw/hall/gone.html", {"title": title}, status=status)


def crowded(request: HttpRequest) -> bool:
    """Whether too many come through the door from this network address."""
    return too_many(request, "hall", most=TRIES, period=PERIOD)
