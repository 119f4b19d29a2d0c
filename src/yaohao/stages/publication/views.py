"""What is public since when, the preview as the public sees it, publish and withdraw."""

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
from yaohao.stages.publication import operations, queries
from yaohao.stages.publication.columns import COLUMNS, view
from yaohao.stages.publication.forms import WithdrawForm
from yaohao.stages.publication.models import KINDS, Snapshot
from yaohao.stages.publication.rules import PUBLISHERS, READERS, Difference, Kind, difference

PAGE = 50  # rows


@may(*READERS)
def snapshots(request: HttpRequest) -> HttpResponse:
    """Each table of the bureau: what is public since when, and what would change."""
    user = person(request)
    tables = [_state(kind, user.bureau, year) for kind, year in queries.tables(user.bureau)]
    context = {
        "tables": tables,
        "publisher": user.holds(*PUBLISHERS),
        "withdraw_form": WithdrawForm(),
        "draws": queries.draws(user.bureau.code),
    }
    return render(request, "publication/snapshots.html", context)


@may(*READERS)
def preview(request: HttpRequest, kind: str, year: int = 0) -> HttpResponse:
    """The table as the public would see it, and what changes."""
    user = person(request)
    known = _kind(kind, user.bureau, year)
    state = _state(known, user.bureau, year)
    page = Paginator(state["candidate"].rows, PAGE).get_page(request.GET.get("page"))
    context = {
        **state,
        "page": page,
        "table": view(known, page.object_list),
        "downloaded": "、".join(str(column.name) for column in COLUMNS[known]),
        "publisher": user.holds(*PUBLISHERS),
        "breadcrumbs": [
            {"label": _("Publication"), "url": reverse("publication:snapshots")},
            {"label": _("Preview")},
        ],
    }
    return render(request, "publication/preview.html", context)


@may(*PUBLISHERS)
@require_POST
def publish(request: HttpRequest, kind: str, year: int = 0) -> HttpResponse:
    """Publish what the preview showed."""
    user = person(request)
    known = _kind(kind, user.bureau, year)
    digest = request.POST.get("digest", "")
    try:
        done = operations.publish(by=user, kind=known, year=year, digest=digest)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(_preview_url(known, year))
    said = _("Public now: %(table)s, version %(version)s.")
    messages.success(request, said % {"table": done.get_kind_display(), "version": done.version})
    return redirect("publication:snapshots")


@may(*PUBLISHERS)
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
        "preview": _preview_url(kind, year),
    }


def _preview_url(kind: Kind, year: int) -> str:
    if year:
        return reverse("publication:preview-plan", args=[kind.value, year])
    return reverse("publication:preview", args=[kind.value])


def _kind(kind: str, bureau: Bureau, year: int) -> Kind:
    for known, of in queries.tables(bureau):
        if (known.value, of) == (kind, year):
            return known
    raise Http404
