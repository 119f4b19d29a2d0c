"""Grades by hand with their reason."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.stages.registers import operations
from yaohao.stages.registers.errors import RegisterError, StaleError
from yaohao.stages.registers.forms.grades import RegradeForm
from yaohao.stages.registers.models import InspectionObject
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.views.shelves import SHELVES


@may(Role.CLERK)
def regrade_object(request: HttpRequest, pk: int) -> HttpResponse:
    """Set risk, standardisation or credit, and say why."""
    row = own_object(request, pk)
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
    return ask(request, form, row, _("Regrade"), words)


def own_object(request: HttpRequest, pk: int) -> InspectionObject:
    """An object of the visitor's bureau, or 404."""
    rows = InspectionObject.objects.visible_to(person(request))
    row: InspectionObject = get_object_or_404(rows, pk=pk)
    return row


def ask(
    request: HttpRequest, form: Any, row: InspectionObject, title: str, words: str
) -> HttpResponse:
    """The page that asks for a grade of one object; `words` say what follows from it."""
    crumbs = [SHELVES[Kind.OBJECTS].crumb, {"label": str(row)}, {"label": title}]
    context = {"form": form, "row": row, "title": title, "words": words, "breadcrumbs": crumbs}
    status = 422 if form.errors else 200
    return render(request, "registers/grade.html", context, status=status)
