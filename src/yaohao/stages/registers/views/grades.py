"""Grades by hand with their reason, and the blacklist with its clocks."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.stages.registers import operations
from yaohao.stages.registers.errors import RegisterError, StaleError
from yaohao.stages.registers.facts import clock_words
from yaohao.stages.registers.forms.grades import ListForm, RegradeForm, UnlistForm
from yaohao.stages.registers.models import InspectionObject
from yaohao.stages.registers.queries.grades import blacklist_clock, blacklisted
from yaohao.stages.registers.rules.kinds import Blacklist, Kind
from yaohao.stages.registers.views.shelves import READERS, SHELVES

PAGE = 50  # rows


@may(Role.CLERK)
def regrade_object(request: HttpRequest, pk: int) -> HttpResponse:
    """Set risk, standardisation or credit, and say why."""
    row = _own(request, pk)
    form = RegradeForm(request.POST or None, row=row, initial={"revision": row.revision})
    if request.method == "POST" and form.is_valid():
        values, (attribute, grade) = form.cleaned_data, form.chosen
        try:
            operations.regrade_object(
                by=person(request), pk=pk, revision=values["revision"], attribute=attribute,
                grade=grade, reason=values["reason"], article=values["article"],
            )  # fmt: skip
        except StaleError as refusal:
            messages.error(request, str(refusal))
            return redirect("registers:object", pk=pk)
        except RegisterError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Regraded. The number and later strata follow."))
            return redirect("registers:object", pk=pk)
    words = _("The grade goes into the number of the object and the strata of later draws.")
    return _ask(request, form, row, _("Regrade"), words)


@may(Role.DIRECTOR)
def list_object(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an object on the blacklist, or into another grade of it."""
    row = _own(request, pk)
    form = ListForm(request.POST or None, initial={"since": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            operations.list_on_blacklist(
                by=person(request), object_id=row.object_id, grade=Blacklist(values["grade"]),
                since=values["since"], reason=values["reason"], article=values["article"],
                source=values["source"],
            )  # fmt: skip
        except RegisterError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("On the blacklist. The clock runs from the day given."))
            return redirect("registers:object", pk=pk)
    words = _("It stays for three years, or for twelve months if it then asks to be taken off.")
    return _ask(request, form, row, _("Put on the blacklist"), words)


@may(Role.DIRECTOR)
def unlist_object(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an object off the blacklist, when its time has come or the decision was annulled."""
    row = _own(request, pk)
    form = UnlistForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            operations.remove_from_blacklist(
                by=person(request), object_id=row.object_id, reason=values["reason"],
                article=values["article"], source=values["source"],
                asked=values["ground"] == "asked", annulled=values["ground"] == "annulled",
            )  # fmt: skip
        except RegisterError as refusal:
            form.add_error("ground", str(refusal))
        else:
            messages.success(request, _("Taken off the blacklist."))
            return redirect("registers:object", pk=pk)
    return _ask(request, form, row, _("Take off the blacklist"), clock_words(row))


@may(*READERS)
def blacklist(request: HttpRequest) -> HttpResponse:
    """Who stands on the blacklist, since when, and until when at least."""
    found, today = blacklisted(person(request).bureau), timezone.localdate()
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = [{"row": row, "clock": blacklist_clock(row, today)} for row in page.object_list]
    crumbs = [SHELVES[Kind.OBJECTS].crumb, {"label": _("Blacklist")}]
    context = {"rows": rows, "page": page, "today": today, "breadcrumbs": crumbs}
    return render(request, "registers/blacklist.html", context)


def _own(request: HttpRequest, pk: int) -> InspectionObject:
    rows = InspectionObject.objects.visible_to(person(request))
    row: InspectionObject = get_object_or_404(rows, pk=pk)
    return row


def _ask(
    request: HttpRequest, form: Any, row: InspectionObject, title: str, words: str
) -> HttpResponse:
    crumbs = [SHELVES[Kind.OBJECTS].crumb, {"label": str(row)}, {"label": title}]
    context = {"form": form, "row": row, "title": title, "words": words, "breadcrumbs": crumbs}
    status = 422 if form.errors else 200
    return render(request, "registers/grade.html", context, status=status)
