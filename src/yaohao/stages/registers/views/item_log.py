"""The change log of the item list, and an item that is confirmed after an amendment."""

from datetime import date
from typing import Any

import django_tables2 as tables
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_tables2 import RequestConfig

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.ground.sheets.columns import Column
from yaohao.ground.sheets.download import TYPES, download
from yaohao.stages.registers import operations
from yaohao.stages.registers.errors import RegisterError
from yaohao.stages.registers.forms import ConfirmForm
from yaohao.stages.registers.models import Item
from yaohao.stages.registers.queries.bases import flags
from yaohao.stages.registers.queries.item_log import Logged, item_log, names
from yaohao.stages.registers.rules.bases import Flag
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.showing import change_words
from yaohao.stages.registers.views.links import export_links
from yaohao.stages.registers.views.lists import PAGE
from yaohao.stages.registers.views.shelves import READERS, SHELVES
from yaohao.stages.registers.views.timeline import ACTS

TITLE = gettext_lazy("Change log of the item list")
COLUMNS = [
    Column("at", gettext_lazy("When")),
    Column("code", gettext_lazy("Item code")),
    Column("name", gettext_lazy("Item")),
    Column("act", gettext_lazy("Kind of change")),
    Column("steps", gettext_lazy("From what to what")),
    Column("reason", gettext_lazy("Reason")),
    Column("by", gettext_lazy("By whom")),
]


class LogForm(forms.Form):
    """Which changes are shown."""

    since = forms.DateField(
        label=gettext_lazy("From"), required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )  # fmt: skip
    until = forms.DateField(
        label=gettext_lazy("To"), required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )  # fmt: skip
    q = forms.CharField(
        label=gettext_lazy("Item, reason or person"), required=False, max_length=60,
        widget=forms.SearchInput,
    )  # fmt: skip


class LogFilter:
    """The filter row."""

    def __init__(self, data: Any) -> None:
        self.form = LogForm(data)

    def among(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Those that match; a day that cannot be read filters nothing and says so."""
        values = self.form.cleaned_data if self.form.is_valid() else {}
        since, until = values.get("since") or date.min, values.get("until") or date.max
        text = (values.get("q") or "").lower()
        return [
            row
            for row in rows
            if since <= row["day"] <= until
            and (not text or text in "\n".join(map(str, row.values())).lower())
        ]


class LogTable(tables.Table):  # type: ignore[misc]  # the library has no types
    """One row per change; the item leads to its page."""

    at = tables.Column(verbose_name=gettext_lazy("When"), attrs={"td": {"class": "day"}})
    name = tables.Column(
        verbose_name=gettext_lazy("Item"), linkify=lambda record: record["url"] or None
    )
    act = tables.Column(verbose_name=gettext_lazy("Kind of change"))
    steps = tables.Column(verbose_name=gettext_lazy("From what to what"), orderable=False)
    reason = tables.Column(verbose_name=gettext_lazy("Reason"), orderable=False)
    by = tables.Column(verbose_name=gettext_lazy("By whom"))


@may(*READERS)
def item_changes(request: HttpRequest) -> HttpResponse:
    """What changed in the item list, by whom and why (article 7)."""
    user = person(request)
    chosen = LogFilter(request.GET)
    known = names(user.bureau)
    rows = chosen.among([_row(one, known) for one in item_log(user.bureau)])
    sentence = ngettext("%(count)s change", "%(count)s changes", len(rows)) % {
        "count": f"{len(rows):,}"
    }
    if (kind := request.GET.get("export", "")) in TYPES:
        return download(
            kind, COLUMNS, rows, name=str(TITLE), title=str(TITLE), sentence=sentence,
            at=timezone.localtime(),
        )  # fmt: skip
    table = LogTable(rows)
    RequestConfig(request, paginate={"per_page": PAGE, "silent": True}).configure(table)
    context = {
        "filter": chosen,
        "table": table,
        "sentence": sentence,
        "exports": export_links(request),
        "breadcrumbs": [SHELVES[Kind.ITEMS].crumb, {"label": TITLE}],
    }
    return render(request, "registers/item_changes.html", context)


@may(Role.CLERK)
def confirm_item(request: HttpRequest, pk: int) -> HttpResponse:
    """A version that says the same, after somebody compared it with the amendment."""
    user, today = person(request), timezone.localdate()
    row = get_object_or_404(Item.objects.visible_to(user), pk=pk)
    amended = [one for one in flags(row, today) if one.flag is Flag.AMENDED]
    form = ConfirmForm(
        request.POST or None, initial={"revision": row.revision, "valid_from": today}
    )
    if request.method == "POST" and form.is_valid():
        try:
            saved = operations.confirm_item(by=user, pk=pk, **form.cleaned_data)
        except RegisterError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved: %(name)s") % {"name": saved})
            return redirect("registers:item", pk=saved.pk)
    title = _("Confirm after the amendment")
    away = reverse("registers:item", args=[pk])
    context = {
        "form": form,
        "row": row,
        "title": title,
        "lead": _("Read the amended article and compare it with the item. If nothing in the item "
                  "has to change, a new version with the same words says so."),
        "notes": [f"{one.basis} {one.day}: {one.basis.note}" for one in amended],
        "away": away,
        "breadcrumbs": [
            SHELVES[Kind.ITEMS].crumb, {"label": str(row), "url": away}, {"label": title},
        ],
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "registers/basis_form.html", context, status=status)


def _row(one: Logged, known: dict[str, tuple[int, str]]) -> dict[str, Any]:
    pk, name = known.get(one.code, (0, ""))
    local = timezone.localtime(one.at)
    act = _("Entered in the list") if one.new else str(ACTS[one.action])
    if one.sheet:
        act = f"{act}（{one.sheet}）"
    return {
        "at": date_format(local, "Y-m-d H:i"),
        "day": local.date(),
        "code": one.code,
        "name": f"{one.code} {name}",
        "url": reverse("registers:item", args=[pk]) if pk else "",
        "act": _("%(act)s; undone since") % {"act": act} if one.undone else act,
        "steps": "；".join(change_words(Kind.ITEMS, change) for change in one.changes) or "—",
        "reason": one.reason or "—",
        "by": one.by,
    }
