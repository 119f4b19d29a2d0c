"""The cycles of the items, with the lines planned in each; opened, changed, taken away."""

from collections.abc import Callable
from typing import Any

import django_tables2 as tables
from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.ground.sheets.cells import Date
from yaohao.ground.sheets.columns import Column
from yaohao.ground.sheets.download import TYPES, download
from yaohao.ground.theme.links import export_links
from yaohao.stages.planning import operations, queries
from yaohao.stages.planning.forms.cycles import CycleDaysForm, CycleForm
from yaohao.stages.planning.models import Cycle
from yaohao.stages.planning.queries.cycles import Running, lines_of
from yaohao.stages.planning.views.reading import READERS, plan_crumb

TITLE = gettext_lazy("Cycles of the items")
COLUMNS = [
    Column("item", gettext_lazy("Item")),
    Column("name", gettext_lazy("Cycle")),
    Column("starts", gettext_lazy("Cycle from"), Date()),
    Column("ends", gettext_lazy("Cycle to"), Date()),
    Column("lines", gettext_lazy("Lines of the plan")),
]
_DAY = {"td": {"class": "day"}}


class CycleTable(tables.Table):  # type: ignore[misc]  # the library has no types
    """One row per cycle; a clerk's name leads to its days."""

    item = tables.Column(verbose_name=gettext_lazy("Item"))
    name = tables.Column(verbose_name=gettext_lazy("Cycle"), linkify=lambda record: record["url"])
    starts = tables.DateColumn(verbose_name=gettext_lazy("Cycle from"), format="Y-m-d", attrs=_DAY)
    ends = tables.DateColumn(verbose_name=gettext_lazy("Cycle to"), format="Y-m-d", attrs=_DAY)
    lines = tables.Column(
        verbose_name=gettext_lazy("Lines of the plan"), orderable=False, empty_values=()
    )

    def render_lines(self, record: dict[str, Any]) -> SafeString:
        """Each line, to its page."""
        links = (
            (reverse("planning:line", args=[line.pk]), line.label) for line in record["planned"]
        )
        return format_html_join(" · ", '<a href="{}">{}</a>', links) or format_html("{}", "—")


@may(*READERS)
def cycles(request: HttpRequest) -> HttpResponse:
    """Every cycle of the bureau by item, with its export."""
    user = person(request)
    clerk = user.holds(Role.CLERK)
    asked = request.GET.get("item", "")
    found = [one for one in queries.running(user.bureau) if asked in ("", one.cycle.item_code)]
    rows = [_row(one, clerk) for one in found]
    items = len({one.cycle.item_code for one in found})
    sentence = ngettext(
        "%(count)s cycle of %(items)s items.", "%(count)s cycles of %(items)s items.", len(rows)
    ) % {"count": len(rows), "items": items}
    if (kind := request.GET.get("export", "")) in TYPES:
        return download(
            kind, COLUMNS, rows, name="cycles", title=str(TITLE), sentence=sentence,
            at=timezone.localtime(),
        )  # fmt: skip
    context = {
        "table": CycleTable(rows, order_by=request.GET.get("sort", "")),
        "sentence": sentence,
        "exports": export_links(request, TYPES),
        "clerk": clerk,
        "asked": asked,
        "breadcrumbs": [plan_crumb(timezone.localdate().year), {"label": TITLE}],
    }
    return render(request, "planning/cycles.html", context)


@may(Role.CLERK)
def cycle_open(request: HttpRequest) -> HttpResponse:
    """A new cycle of an item."""
    user = person(request)
    today = timezone.localdate()
    known = queries.items_for(user.bureau, today.year).values_list("code", "name")
    items = [(code, f"{code} {name}") for code, name in dict(known).items()]
    initial = {"item_code": request.GET.get("item", "")}
    form = CycleForm(
        request.POST if request.method == "POST" else None, items=items, initial=initial
    )
    done = _written(form, lambda values: operations.open_cycle(by=user, **values))
    if done:
        messages.success(request, _("The cycle is opened."))
        return redirect("planning:cycles")
    return _form(request, form, _("Open a cycle"))


@may(Role.CLERK)
def cycle(request: HttpRequest, pk: int) -> HttpResponse:
    """Other days for a cycle."""
    user = person(request)
    found = _own(user, pk)
    initial = {"starts": found.starts, "ends": found.ends}
    form = CycleDaysForm(request.POST if request.method == "POST" else None, initial=initial)
    done = _written(form, lambda values: operations.change_cycle(by=user, pk=pk, **values))
    if done:
        messages.success(request, _("The days of the cycle are changed."))
        return redirect("planning:cycles")
    return _form(request, form, _("Days of cycle %(name)s") % {"name": found.name}, found)


@may(Role.CLERK)
@require_POST
def cycle_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away a cycle that no line names."""
    user = person(request)
    _own(user, pk)
    try:
        name = operations.remove_cycle(by=user, pk=pk)
    except operations.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Cycle %(name)s is removed.") % {"name": name})
    return redirect("planning:cycles")


def _own(user: User, pk: int) -> Cycle:
    found = Cycle.objects.filter(bureau=user.bureau, pk=pk).first()
    if found is None:
        raise Http404
    return found


def _written(form: forms.Form, act: Callable[[dict[str, Any]], Cycle]) -> bool:
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except operations.Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _form(
    request: HttpRequest, form: forms.Form, heading: str, found: Cycle | None = None
) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "cycle": found,
        "lines": lines_of(found) if found else (),
        "breadcrumbs": [
            plan_crumb(timezone.localdate().year),
            {"label": TITLE, "url": reverse("planning:cycles")},
            {"label": heading},
        ],
    }
    status = 422 if form.errors else 200
    return render(request, "planning/cycle_form.html", context, status=status)


def _row(one: Running, clerk: bool) -> dict[str, Any]:
    return {
        "item": one.item,
        "name": one.cycle.name,
        "starts": one.cycle.starts,
        "ends": one.cycle.ends,
        "lines": "；".join(line.label for line in one.lines),
        "planned": one.lines,
        "url": reverse("planning:cycle", args=[one.cycle.pk]) if clerk else None,
    }
