"""The legal bases of the item list: which items rest on what, and what happened to the laws."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_tables2 import RequestConfig

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.ground.audit.models import Entry
from yaohao.ground.sheets.download import TYPES, download
from yaohao.ground.theme.parts import Event, Fact
from yaohao.stages.registers import operations
from yaohao.stages.registers.errors import RegisterError
from yaohao.stages.registers.forms import BasisForm, MendForm
from yaohao.stages.registers.lawful import COLUMNS, BasisFilter, BasisTable, state_mark, values_of
from yaohao.stages.registers.marks import basis_mark
from yaohao.stages.registers.models import LegalBasis
from yaohao.stages.registers.queries.bases import legal_bases
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.views.links import export_links
from yaohao.stages.registers.views.lists import PAGE, filter_words
from yaohao.stages.registers.views.shelves import READERS, SHELVES

TITLE = gettext_lazy("Legal bases")
ACTS = {
    "registers.basis.amend": gettext_lazy("Amended"),
    "registers.basis.end": gettext_lazy("Ended"),
    "registers.basis.mend": gettext_lazy("Days mended"),
}


@may(*READERS)
def bases(request: HttpRequest) -> HttpResponse:
    """Every article that an item of the bureau names, or once named (article 7)."""
    user, today = person(request), timezone.localdate()
    rows = legal_bases(LegalBasis.objects.visible_to(user), today)
    chosen = BasisFilter(request.GET, queryset=rows)
    shown = chosen.qs
    sentence = _sentence(chosen, shown.count(), rows.count())
    if (kind := request.GET.get("export", "")) in TYPES:
        return download(
            kind, COLUMNS, map(values_of, shown), name=str(TITLE), title=str(TITLE),
            sentence=sentence, at=timezone.localtime(),
        )  # fmt: skip
    table = BasisTable(shown)
    RequestConfig(request, paginate={"per_page": PAGE, "silent": True}).configure(table)
    context = {
        "filter": chosen,
        "mistakes": chosen.mistakes,
        "table": table,
        "sentence": sentence,
        "exports": export_links(request),
        "breadcrumbs": [SHELVES[Kind.ITEMS].crumb, {"label": TITLE}],
    }
    return render(request, "registers/bases.html", context)


@may(*READERS)
def basis_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One basis: its days, the items that rest on it, what happened."""
    user, today = person(request), timezone.localdate()
    row: Any = _row(user, pk)
    facts = [
        Fact(_("State"), state_mark(row, row.now, today)),
        Fact(_("In force from"), _day(row.valid_from)),
        Fact(_("In force to"), _day(row.valid_to)),
        Fact(_("Amended on"), _day(row.amended_on)),
        Fact(_("Note"), row.note or "—"),
    ]
    context = {
        "row": row,
        "facts": facts,
        "items": [(item, basis_mark(item, today)) for item in row.now],
        "events": _events(row),
        "clerk": user.holds(Role.CLERK),
        "breadcrumbs": [SHELVES[Kind.ITEMS].crumb, _crumb(), {"label": str(row)}],
    }
    return render(request, "registers/basis.html", context)


@may(Role.CLERK)
def amend_basis(request: HttpRequest, pk: int) -> HttpResponse:
    """Note an amendment."""
    title = _("Note an amendment")
    lead = _("From its day on every item that rests on it is marked, until a later version of the "
             "item says that it was compared.")  # fmt: skip
    return _ask(request, pk, BasisForm, operations.amend_basis, title, lead)


@may(Role.CLERK)
def end_basis(request: HttpRequest, pk: int) -> HttpResponse:
    """Note the end of a basis."""
    title = _("Note its end")
    lead = _("Give the last day on which it is in force. After it nothing can be drawn on it: the "
             "items need a version with another basis.")  # fmt: skip
    return _ask(request, pk, BasisForm, operations.end_basis, title, lead)


@may(Role.CLERK)
def mend_basis(request: HttpRequest, pk: int) -> HttpResponse:
    """Mend days that were noted wrongly."""
    title = _("Mend the days")
    lead = _("For a day that was noted wrongly. An empty day takes it back.")
    return _ask(request, pk, MendForm, operations.mend_basis, title, lead)


def _ask(
    request: HttpRequest, pk: int, form_class: type[Any], operation: Callable[..., Any],
    title: str, lead: str,
) -> HttpResponse:  # fmt: skip
    user = person(request)
    row = _row(user, pk)
    initial = {
        "revision": row.revision, "on": timezone.localdate(), "valid_from": row.valid_from,
        "valid_to": row.valid_to, "amended_on": row.amended_on,
    }  # fmt: skip
    form = form_class(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            operation(by=user, pk=pk, **form.cleaned_data)
        except RegisterError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Noted. Items and plan lines say so from that day on."))
            return redirect("registers:basis", pk=pk)
    context = {
        "form": form,
        "row": row,
        "title": title,
        "lead": lead,
        "away": reverse("registers:basis", args=[pk]),
        "breadcrumbs": [
            SHELVES[Kind.ITEMS].crumb, _crumb(),
            {"label": str(row), "url": reverse("registers:basis", args=[pk])}, {"label": title},
        ],
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "registers/basis_form.html", context, status=status)


def _row(user: User, pk: int) -> LegalBasis:
    rows = legal_bases(LegalBasis.objects.visible_to(user), timezone.localdate())
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _events(row: LegalBasis) -> list[Event]:
    """What happened to it, also by an act on the whole law."""
    named = f'"{row}"'
    entries = Entry.objects.filter(action__in=ACTS, detail__contains=named, bureau=row.bureau.code)
    return [
        Event(entry.at, ACTS[entry.action], entry.actor_name, entry.reason)
        for entry in entries.order_by("-index")
    ]


def _crumb() -> dict[str, Any]:
    return {"label": TITLE, "url": reverse("registers:bases")}


def _day(day: Any) -> str:
    return day.isoformat() if day else "—"


def _sentence(chosen: BasisFilter, shown: int, whole: int) -> str:
    words = filter_words(chosen)
    values = {"shown": shown, "whole": whole, "words": words}
    if not words:
        return ngettext("%(whole)s legal basis", "%(whole)s legal bases", whole) % values
    return _("%(shown)s of %(whole)s legal bases: %(words)s") % values
