"""The list of sessions, and a new one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.sheets.download import TYPES, download
from yaohao.ground.theme.links import export_links
from yaohao.stages.draw import operations
from yaohao.stages.draw.forms.hall import SessionForm
from yaohao.stages.draw.queries import hall
from yaohao.stages.draw.rules import READERS, SESSION_DESK
from yaohao.stages.draw.session_tables import COLUMNS, SessionFilter, SessionTable, rows_of
from yaohao.stages.draw.views.sessions.finding import crumbs


@may(*READERS)
def sessions(request: HttpRequest) -> HttpResponse:
    """Every session, newest first."""
    user = person(request)
    chosen = SessionFilter(request.GET, queryset=hall.sessions(user))
    rows = rows_of(chosen.qs)
    sentence = ngettext("%(count)d session", "%(count)d sessions", len(rows)) % {"count": len(rows)}
    kind = request.GET.get("export", "")
    if kind in TYPES:
        return download(
            kind, COLUMNS, rows, name="sessions", title=_("Sessions in the hall"),
            sentence=sentence, at=timezone.localtime(),
        )  # fmt: skip
    context = {
        "filter": chosen,
        "sentence": sentence,
        "exports": export_links(request, TYPES),
        "table": SessionTable(rows, order_by=request.GET.get("sort", "")),
        "may_open": user.holds(*SESSION_DESK),
        "breadcrumbs": crumbs(None, ""),
    }
    return render(request, "draw/sessions/sessions.html", context)


@may(*SESSION_DESK)
def new_session(request: HttpRequest) -> HttpResponse:
    """Title, time, place and draws; `?draw=` ticks one of them."""
    user = person(request)
    free = hall.ready_for_session(user)
    initial = {"held_at": timezone.localtime(), "draws": request.GET.getlist("draw")}
    posted = request.method == "POST"
    form = SessionForm(request.POST if posted else None, free=free, initial=initial)
    refused = ""
    if posted and form.is_valid():
        try:
            made = operations.open_session(by=user, **form.cleaned_data)
        except operations.Refused as refusal:
            refused = str(refusal)
        else:
            return redirect("draw:session", number=made.number)
    context = {
        "form": form,
        "free": free,
        "refused": refused,
        "breadcrumbs": crumbs(None, _("New session")),
    }
    bad = bool(refused or form.errors)
    return render(request, "draw/sessions/new.html", context, status=422 if bad else 200)
