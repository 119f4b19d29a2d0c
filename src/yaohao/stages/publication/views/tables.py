"""What is public since when, the preview as the public sees it, propose, close, withdraw."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.models import Bureau
from yaohao.ground.accounts.rights import may
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.documents.download import PaperLink, links
from yaohao.stages.publication import operations, queries
from yaohao.stages.publication.columns import COLUMNS, view
from yaohao.stages.publication.forms import NoteForm, RedactForm, WithdrawForm
from yaohao.stages.publication.models import KINDS, Redaction, Snapshot
from yaohao.stages.publication.papers import subject_of
from yaohao.stages.publication.rules import (
    APPROVERS,
    CORRECTED,
    PUBLISHERS,
    READERS,
    Difference,
    Kind,
    Secret,
    difference,
)

PAGE = 50  # rows


@may(*READERS)
def snapshots(request: HttpRequest) -> HttpResponse:
    """Each table of the bureau: what is public since when, what would change, what waits."""
    user = person(request)
    tables = [_state(kind, user.bureau, year) for kind, year in queries.tables(user.bureau)]
    context = {
        "tables": tables,
        "publisher": user.holds(*PUBLISHERS),
        "approver": user.holds(*APPROVERS),
        "withdraw_form": WithdrawForm(),
        "draws": queries.draws(user.bureau.code),
    }
    return render(request, "publication/snapshots.html", context)


@may(*READERS)
def preview(request: HttpRequest, kind: str, year: int = 0) -> HttpResponse:
    """The table as the public would see it, and what changes."""
    return _preview(request, kind, year)


@may(*PUBLISHERS)
@require_POST
def propose(request: HttpRequest, kind: str, year: int = 0) -> HttpResponse:
    """Propose what the preview showed."""
    user = person(request)
    known = _kind(kind, user.bureau, year)
    note = NoteForm(request.POST)
    words = note.cleaned_data["note"] if note.is_valid() else ""
    digest = request.POST.get("digest", "")
    try:
        made = operations.propose(by=user, kind=known, year=year, digest=digest, note=words)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(preview_url(known, year))
    messages.success(request, _("Proposed: a leader looks at it and publishes it."))
    return redirect("publication:proposal", pk=made.pk)


@may(*PUBLISHERS)
@require_POST
def redact(request: HttpRequest, kind: str, year: int = 0) -> HttpResponse:
    """Close one field of one row; a refusal keeps what was typed."""
    user = person(request)
    known = _kind(kind, user.bureau, year)
    form = RedactForm(request.POST, kind=known)
    if form.is_valid():
        values = dict(form.cleaned_data)
        values["secret"] = Secret(values["secret"])
        try:
            operations.redact(by=user, kind=known, year=year, **values)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The field is closed."))
            return redirect(preview_url(known, year))
    return _preview(request, kind, year, form)


@may(*PUBLISHERS)
@require_POST
def open_field(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a closed field again."""
    try:
        found = operations.open_field(by=person(request), pk=pk)
    except Redaction.DoesNotExist:
        raise Http404 from None
    messages.success(request, _("The field is open again, from the next version on."))
    return redirect(preview_url(Kind(found.kind), found.year))


@may(*PUBLISHERS, *APPROVERS)
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a table off the portal."""
    form = WithdrawForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        operations.withdraw(by=person(request), pk=pk, reason=reason)
    except Snapshot.DoesNotExist:
        raise Http404 from None
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Withdrawn. The portal shows the reason in its place."))
    return redirect("publication:snapshots")


def preview_url(kind: Kind, year: int) -> str:
    """Address of the preview of a table."""
    if year:
        return reverse("publication:preview-year", args=[kind.value, year])
    return reverse("publication:preview", args=[kind.value])


def _preview(
    request: HttpRequest, kind: str, year: int, form: RedactForm | None = None
) -> HttpResponse:
    user = person(request)
    known = _kind(kind, user.bureau, year)
    state = _state(known, user.bureau, year)
    change: Difference = state["change"]
    page = Paginator(state["candidate"].rows, PAGE).get_page(request.GET.get("page"))
    context = {
        **state,
        "page": page,
        "table": view(known, page.object_list),
        "downloaded": "、".join(str(column.name) for column in COLUMNS[known]),
        "publisher": user.holds(*PUBLISHERS),
        "redact_form": form or RedactForm(kind=known),
        "redactions": queries.redactions(known, user.bureau, year),
        "note_form": NoteForm() if known in CORRECTED and (change.changed or change.ended) else "",
        "breadcrumbs": [
            {"label": _("Publication"), "url": reverse("publication:snapshots")},
            {"label": _("Preview")},
        ],
    }
    return render(request, "publication/preview.html", context, status=422 if form else 200)


def _state(kind: Kind, bureau: Bureau, year: int) -> dict[str, Any]:
    now = queries.candidate(kind, bureau, year)
    shown = queries.latest(kind, bureau.code, year)
    before = queries.rows(shown) if shown else ()
    change: Difference = difference(kind, before, now.rows)
    return {
        "kind": kind.value,
        "year": year,
        "title": f"{dict(KINDS)[kind.value]} {year or ''}".strip(),
        "candidate": now,
        "shown": shown,
        "gone": queries.gone(kind, bureau.code, year),
        "change": change,
        "preview": preview_url(kind, year),
        "waiting": queries.open_proposal(kind, bureau, year),
        "papers": _papers(shown) if shown else [],
    }


def _papers(snapshot: Snapshot) -> list[PaperLink]:
    """The public tables of the tasks (公示表) in a table of results; none for other tables."""
    if snapshot.kind != Kind.RESULTS.value:
        return []
    tasks = sorted({row["task"] for row in queries.rows(snapshot)})
    return [link for task in tasks for link in links(subject_of(task), "publication:paper", task)]


def _kind(kind: str, bureau: Bureau, year: int) -> Kind:
    for known, of in queries.tables(bureau):
        if (known.value, of) == (kind, year):
            return known
    raise Http404
