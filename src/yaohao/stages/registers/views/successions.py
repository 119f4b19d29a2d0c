"""Merged and renamed counties: the list, entering one after a look at what it does, taking back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.stages.registers import operations
from yaohao.stages.registers.errors import RegisterError
from yaohao.stages.registers.forms.successions import SuccessionForm
from yaohao.stages.registers.models import RegionSuccession
from yaohao.stages.registers.queries.counties import counties
from yaohao.stages.registers.queries.regions import region_table
from yaohao.stages.registers.queries.successions import check_succession, effects, successions

READERS = (Role.CLERK, Role.DIRECTOR, Role.DEPUTY, Role.AUDITOR)


@may(*READERS)
@require_GET
def regions(request: HttpRequest) -> HttpResponse:
    """Every succession that was entered."""
    user, table, today = person(request), region_table(), timezone.localdate()
    rows = [
        {"row": row, "old_name": table.name(row.old), "open": row.on > today}
        for row in successions()
    ]
    return render(request, "registers/regions.html", {"rows": rows, "keeps": _keeps(user)})


@may(Role.CLERK)
@require_http_methods(["GET", "POST"])
def region_new(request: HttpRequest) -> HttpResponse:
    """Enter a succession: what it does is shown first, in numbers, and then confirmed."""
    user = person(request)
    if not _keeps(user):
        raise Http404
    known = counties(user.bureau)
    form = SuccessionForm(request.POST or None, counties=known)
    context: dict[str, Any] = {
        "form": form,
        "counties": [pair for pair in known if not pair[0].endswith("00")],
        "breadcrumbs": [{"label": _("Counties over time"), "url": reverse("registers:regions")}],
    }
    if request.method == "POST" and form.is_valid():
        if request.POST.get("act") == "enter":
            try:
                operations.enter_succession(by=user, **form.cleaned_data)
            except RegisterError as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("Entered."))
                return redirect("registers:regions")
        elif request.POST.get("act") != "change":
            try:
                check_succession(user.bureau, **_without_day(form))
            except RegisterError as refusal:
                form.add_error(None, str(refusal))
            else:
                context |= _preview(form, request.POST)
    return render(request, "registers/region_new.html", context)


@may(Role.CLERK)
@require_POST
def region_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a succession back before its day."""
    user = person(request)
    if not _keeps(user):
        raise Http404
    try:
        operations.withdraw_succession(by=user, pk=pk)
    except RegionSuccession.DoesNotExist:
        raise Http404 from None
    except RegisterError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Taken back."))
    return redirect("registers:regions")


def _without_day(form: SuccessionForm) -> dict[str, Any]:
    return {name: value for name, value in form.cleaned_data.items() if name != "on"}


def _keeps(user: User) -> bool:
    return user.holds(Role.CLERK) and user.bureau.parent_id is None


def _preview(form: SuccessionForm, sent: QueryDict) -> dict[str, Any]:
    values, table = form.cleaned_data, region_table()
    return {
        "preview": effects(values["olds"]),
        "said": [(old, table.name(old)) for old in values["olds"]],
        "values": values,
        "now": values["on"] <= timezone.localdate(),
        "sent": [(name, sent.getlist(name)) for name in form.fields],
    }
