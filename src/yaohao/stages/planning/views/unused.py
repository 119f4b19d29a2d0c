"""Items that nothing used for five years, and the note that they were reported."""

from typing import Any

import django_tables2 as tables
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.ground.sheets.cells import Date
from yaohao.ground.sheets.columns import Column
from yaohao.ground.sheets.download import TYPES, download
from yaohao.ground.theme.links import export_links
from yaohao.stages.planning import operations, queries
from yaohao.stages.planning.forms import UnusedForm
from yaohao.stages.planning.queries.unused import YEARS, cutoff, records_begin
from yaohao.stages.planning.views.reading import READERS, plan_crumb

TITLE = gettext_lazy("Items unused for five years")
COLUMNS = [
    Column("code", gettext_lazy("Item code")),
    Column("name", gettext_lazy("Item")),
    Column("basis", gettext_lazy("Legal basis")),
    Column("since", gettext_lazy("In the list since"), Date()),
    Column("last", gettext_lazy("Last used"), Date()),
]
_DAY = {"td": {"class": "day"}}


class UnusedTable(tables.Table):  # type: ignore[misc]  # the library has no types
    """One row per item; it leads to its page."""

    name = tables.Column(verbose_name=gettext_lazy("Item"), linkify=lambda record: record["url"])
    basis = tables.Column(verbose_name=gettext_lazy("Legal basis"), orderable=False)
    since = tables.DateColumn(
        verbose_name=gettext_lazy("In the list since"), format="Y-m-d", attrs=_DAY
    )
    last = tables.DateColumn(verbose_name=gettext_lazy("Last used"), format="Y-m-d", attrs=_DAY)


@may(*READERS)
def unused(request: HttpRequest) -> HttpResponse:
    """The list with its export; the clerk notes here that it was reported (article 7)."""
    user, today = person(request), timezone.localdate()
    form = UnusedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.report_unused(by=user, year=today.year, note=form.cleaned_data["note"])
        except operations.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Noted. The next report is due next year."))
            return redirect("planning:unused")
    found = queries.unused_items(user.bureau, today)
    rows = [
        {
            "code": one.item.code,
            "name": f"{one.item.code} {one.item.name}",
            "basis": one.item.basis,
            "since": one.since,
            "last": one.last,
            "url": reverse("registers:item", args=[one.item.pk]),
        }
        for one in found
    ]
    before = cutoff(today)
    sentence = ngettext(
        "%(count)s item in force was not used since %(day)s",
        "%(count)s items in force were not used since %(day)s",
        len(rows),
    ) % {"count": len(rows), "day": before}
    if (kind := request.GET.get("export", "")) in TYPES:
        return download(
            kind, COLUMNS, rows, name=str(TITLE), title=str(TITLE), sentence=sentence,
            at=timezone.localtime(),
        )  # fmt: skip
    begin = records_begin(user.bureau)
    report = queries.reported(user.bureau, today.year)
    context: dict[str, Any] = {
        "table": UnusedTable(rows, order_by=request.GET.get("sort", "")),
        "sentence": sentence,
        "exports": export_links(request, TYPES),
        "begin": begin,
        "early": begin is None or begin > before,
        "years": YEARS,
        "report": report,
        "form": form if user.holds(Role.CLERK) and rows and report is None else None,
        "breadcrumbs": [plan_crumb(today.year), {"label": TITLE}],
    }
    return render(request, "planning/unused.html", context, status=422 if form.errors else 200)
