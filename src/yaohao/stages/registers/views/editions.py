"""The yearly editions of the register: list, comparison, reasons, and their way to the public."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.ground.sheets.download import TYPES, download
from yaohao.stages.registers import operations, yearly
from yaohao.stages.registers.errors import RegisterError
from yaohao.stages.registers.forms.editions import DifferingFilter, OpenForm, ReasonForm
from yaohao.stages.registers.models import Edition
from yaohao.stages.registers.queries.comparing import compared, root_of
from yaohao.stages.registers.queries.counties import counties
from yaohao.stages.registers.queries.editions import editions as editions_of
from yaohao.stages.registers.queries.groups import group_names
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.views.edition_parts import (
    COLUMNS,
    basis_words,
    crumbs,
    differing_rows,
    edition_events,
    edition_facts,
    steps,
)
from yaohao.stages.registers.views.links import export_links
from yaohao.stages.registers.views.shelves import READERS, SHELVES

PAGE = 100  # rows


@may(*READERS)
def editions(request: HttpRequest) -> HttpResponse:
    """Every edition, the newest first."""
    return _list(request, OpenForm(initial={"year": next_year(request)}))


@may(Role.CLERK)
@require_POST
def open_edition(request: HttpRequest) -> HttpResponse:
    """Begin the edition of a year."""
    form = OpenForm(request.POST)
    if form.is_valid():
        try:
            edition = operations.open_edition(by=person(request), year=form.cleaned_data["year"])
        except RegisterError as refusal:
            form.add_error("year", str(refusal))
        else:
            return redirect("registers:edition", year=edition.year)
    return _list(request, form)


@may(*READERS)
def edition(request: HttpRequest, year: int) -> HttpResponse:
    """One edition beside the one before."""
    return _page(request, _own(request, year), ReasonForm())


@may(Role.CLERK)
@require_POST
def edition_reason(request: HttpRequest, year: int) -> HttpResponse:
    """Why the ticked objects differ, or all that the filter shows."""
    found, form = _own(request, year), ReasonForm(request.POST)
    if form.is_valid():
        try:
            count = operations.give_reason(
                by=person(request), year=year, objects=_chosen(request, found),
                reason=form.cleaned_data["reason"],
            )  # fmt: skip
        except RegisterError as refusal:
            form.add_error("reason", str(refusal))
        else:
            said = ngettext(
                "Reason kept for %(count)d object.", "Reason kept for %(count)d objects.", count
            )
            messages.success(request, said % {"count": count})
            return redirect(f"{request.path.removesuffix('reason/')}?{request.GET.urlencode()}")
    return _page(request, found, form)


@may(Role.CLERK)
@require_POST
def submit_edition(request: HttpRequest, year: int) -> HttpResponse:
    """To the director; the register is closed until it is decided."""
    said = _("Submitted. Until it is decided no object is changed.")
    return _done(request, year, yearly.submit, said)


@may(Role.DIRECTOR)
@require_POST
def return_edition(request: HttpRequest, year: int) -> HttpResponse:
    """Back to the clerk, with the reason."""
    reason = request.POST.get("reason", "")
    said = _("Returned. The register is open again.")
    return _done(request, year, operations.return_edition, said, reason=reason)


@may(Role.DIRECTOR)
@require_POST
def approve_edition(request: HttpRequest, year: int) -> HttpResponse:
    """Approved by somebody else than who submitted it."""
    said = _("Approved. The register is open again.")
    return _done(request, year, operations.approve_edition, said)


@may(Role.CLERK)
@require_POST
def publish_edition(request: HttpRequest, year: int) -> HttpResponse:
    """To everybody, with an entry of the public log."""
    return _done(request, year, yearly.publish, _("Published, with an entry of the public log."))


def next_year(request: HttpRequest) -> int:
    """The year that an edition is opened for now: from December on the next one."""
    today = timezone.localdate()
    year = today.year + (today.month == 12)
    last = editions_of(person(request).bureau).first()
    return max(year, last.year + 1) if last else year


def _list(request: HttpRequest, form: OpenForm) -> HttpResponse:
    user = person(request)
    context = {
        "rows": editions_of(user.bureau),
        "form": form,
        "clerk": user.holds(Role.CLERK),
        "breadcrumbs": [SHELVES[Kind.OBJECTS].crumb, {"label": _("Yearly editions")}],
    }
    return render(request, "registers/editions.html", context, status=422 if form.errors else 200)


def _page(request: HttpRequest, row: Edition, form: ReasonForm) -> HttpResponse:
    user, found = person(request), compared(row)
    chosen = DifferingFilter(request.GET, counties(user.bureau))
    rows = differing_rows(chosen.among(found.differing), group_names(user.bureau))
    shown = {"shown": f"{len(rows):,}", "whole": f"{len(found.differing):,}"}
    sentence = _("%(shown)s of %(whole)s objects that differ") % shown
    title = _("Edition %(year)d of the register") % {"year": row.year}
    if (kind := request.GET.get("export", "")) in TYPES:
        now = timezone.localtime()
        return download(
            kind, COLUMNS, rows, name=f"{title}-{now:%Y%m%d}", title=title, sentence=sentence,
            at=now,
        )  # fmt: skip
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "row": row,
        "title": title,
        "steps": steps(row),
        "facts": edition_facts(row, found, root_of(row)),
        "events": edition_events(row),
        "basis": basis_words(found.basis),
        "first": found.basis.nothing,
        "missing": len(found.missing),
        "filter": chosen,
        "filtered": any(chosen.form.cleaned_data.values()),
        "page": page,
        "count": len(rows),
        "sentence": sentence,
        "exports": export_links(request),
        "form": form,
        "query": request.GET.urlencode(),
        "clerk": user.holds(Role.CLERK),
        "director": user.holds(Role.DIRECTOR),
        "own": row.submitted_by_id == user.pk,
        "breadcrumbs": crumbs(title),
    }
    return render(request, "registers/edition.html", context, status=422 if form.errors else 200)


def _chosen(request: HttpRequest, row: Edition) -> list[str]:
    """The ids ticked, or, when that was asked for, of everything that the filter shows."""
    if request.POST.get("all") != "on":
        return request.POST.getlist("object")
    chosen = DifferingFilter(request.GET, counties(row.bureau))
    return [one.alteration.object_id for one in chosen.among(compared(row).differing)]


def _done(
    request: HttpRequest, year: int, act: Callable[..., Edition], said: str, **values: Any
) -> HttpResponse:
    revision = request.POST.get("revision", "")
    number = int(revision) if revision.isdecimal() else 0
    try:
        act(by=person(request), year=year, revision=number, **values)
    except Edition.DoesNotExist:
        raise Http404 from None
    except RegisterError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("registers:edition", year=year)


def _own(request: HttpRequest, year: int) -> Edition:
    found: Edition | None = editions_of(person(request).bureau).filter(year=year).first()
    if found is None:
        raise Http404
    return found
