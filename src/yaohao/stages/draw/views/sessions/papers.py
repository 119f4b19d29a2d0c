"""The minutes of a session on paper, and the clerk's editable copy."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from yaohao.ground.accounts.rights import may
from yaohao.ground.documents.composing import compose
from yaohao.ground.documents.download import TYPES as PAPERS
from yaohao.ground.documents.editable import editable
from yaohao.ground.documents.formats import Form, form
from yaohao.ground.documents.operations import TEMPLATE
from yaohao.ground.documents.render import render
from yaohao.ground.documents.rules import Kind
from yaohao.stages.draw.models import Session
from yaohao.stages.draw.rules import READERS
from yaohao.stages.draw.session_minutes import pictures_of, session_minutes
from yaohao.stages.draw.views.sessions.finding import own_session


@may(*READERS)
def minutes(request: HttpRequest, number: str) -> HttpResponse:
    """摇号会记录 as far as the session has come; complete once it is closed."""
    found = own_session(request, number)
    paper = compose(_form(found), session_minutes(found))
    data = render(TEMPLATE, paper, created=timezone.now(), pictures=pictures_of(found))
    return _file(data, f"{number}.pdf", "application/pdf")


@may(*READERS)
def minutes_copy(request: HttpRequest, number: str) -> HttpResponse:
    """The same as a .docx."""
    found = own_session(request, number)
    data = editable(
        _form(found), session_minutes(found), created=timezone.now(), pictures=pictures_of(found)
    )
    return _file(data, f"{number}.docx", PAPERS["docx"])


def _form(session: Session) -> Form:
    return form(Kind.SESSION_MINUTES, timezone.localdate(session.held_at))


def _file(data: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
