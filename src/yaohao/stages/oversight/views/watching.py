"""Tasks with their time lines, and the exceptions."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.sheets.download import TYPES
from yaohao.ground.theme.links import export_links
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.queries import draws
from yaohao.stages.draw.rules import State
from yaohao.stages.oversight import operations
from yaohao.stages.oversight.evidence import mark_rows
from yaohao.stages.oversight.filters import ExceptionFilter
from yaohao.stages.oversight.queries.exceptions import exceptions as find_exceptions
from yaohao.stages.oversight.queries.marks import marks
from yaohao.stages.oversight.tables import EXCEPTIONS, ExceptionTable, exception_rows
from yaohao.stages.oversight.views.exports import wanted
from yaohao.stages.oversight.words import action_words

TAKERS = (Role.AUDITOR, Role.DIRECTOR, Role.DEPUTY)
WATCHERS = (Role.AUDITOR, Role.DIRECTOR, Role.DEPUTY, Role.CLERK)


@may(*WATCHERS)
def tasks(request: HttpRequest) -> HttpResponse:
    """Every draw that is no exercise, as a task to be followed from plan to credit."""
    found = draws(person(request)).filter(exercise=False)
    sentence = ngettext("%(count)d task", "%(count)d tasks", len(found)) % {"count": len(found)}
    return render(request, "oversight/tasks.html", {"tasks": found, "sentence": sentence})


@may(*WATCHERS)
def task(request: HttpRequest, number: str) -> HttpResponse:
    """The time line of one task. Looking is noted."""
    try:
        moments = operations.read_task(by=person(request), number=number)
        draw = draws(person(request)).get(number=number)
    except Draw.DoesNotExist as error:
        raise Http404 from error
    context = {
        "draw": draw,
        "marks": mark_rows(marks(draw, person(request))),
        "may_take": person(request).holds(*TAKERS),
        "announced": draw.state != State.PREPARED.value,
        "moments": [(moment, action_words(moment.action)) for moment in moments],
        "breadcrumbs": [
            {"label": _("Tasks"), "url": reverse("oversight:tasks")},
            {"label": draw.number},
        ],
    }
    return render(request, "oversight/task.html", context)


@may(*TAKERS)
@require_POST
def evidence(request: HttpRequest, number: str) -> HttpResponse:
    """Everything that may be read of a draw, to be taken along. Taking it is noted."""
    try:
        content = operations.take_evidence(by=person(request), number=number)
    except Draw.DoesNotExist as error:
        raise Http404 from error
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("oversight:task", number=number)
    response = HttpResponse(content, content_type="application/zip")
    name = content_disposition_header(as_attachment=True, filename=f"{number}-evidence.zip")
    response["Content-Disposition"] = name
    return response


@may(*WATCHERS)
def exceptions(request: HttpRequest) -> HttpResponse:
    """What an auditor looks at first."""
    found = find_exceptions(person(request), timezone.localdate())
    chosen = ExceptionFilter(request.GET)
    rows = exception_rows(chosen.among(found))
    sentence = ngettext("%(count)d exception", "%(count)d exceptions", len(rows)) % {
        "count": len(rows)
    }
    title = _("Exceptions")
    file = wanted(request, EXCEPTIONS, rows, name="exceptions", title=title, sentence=sentence)
    if file:
        return file
    context = {
        "filter": chosen,
        "sentence": sentence,
        "exports": export_links(request, TYPES),
        "table": ExceptionTable(rows, order_by=request.GET.get("sort", "")),
    }
    return render(request, "oversight/exceptions.html", context)
