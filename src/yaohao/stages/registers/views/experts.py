"""The library of experts: one row, and whom it is kept away from (article 16)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.ground.theme.parts import Fact
from yaohao.stages.registers import operations
from yaohao.stages.registers.errors import RegisterError
from yaohao.stages.registers.forms import ExpertForm, RecusalForm
from yaohao.stages.registers.marks import expert_mark
from yaohao.stages.registers.models import Expert, ExpertRecusal
from yaohao.stages.registers.queries.counties import counties
from yaohao.stages.registers.queries.people import expert_recusals
from yaohao.stages.registers.queries.regions import region_table
from yaohao.stages.registers.rules.expert_rows import EXPERT_FIELDS
from yaohao.stages.registers.rules.kinds import Field, Kind
from yaohao.stages.registers.rules.trades import NAMED, fields_named
from yaohao.stages.registers.showing import column_name, shown
from yaohao.stages.registers.views.records import frame
from yaohao.stages.registers.views.serving import Make, serve
from yaohao.stages.registers.views.shelves import READERS, SHELVES


@may(*READERS)
def expert_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One expert: appointment, trades, recusals."""
    rows = Expert.objects.visible_to(person(request)).select_related("imported")
    row = get_object_or_404(rows, pk=pk)
    context = {
        "row": row,
        "facts": _facts(row),
        "recusals": expert_recusals(expert=row),
        **frame(request, Kind.EXPERTS, row),
    }
    return render(request, "registers/expert.html", context)


@may(Role.CLERK)
def add_expert(request: HttpRequest) -> HttpResponse:
    """Enter one expert by hand."""
    return serve(request, Kind.EXPERTS, _form(person(request)), operations.add_expert)


@may(Role.CLERK)
def edit_expert(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one expert."""
    user = person(request)
    row = get_object_or_404(Expert.objects.visible_to(user), pk=pk)
    return serve(request, Kind.EXPERTS, _form(user), operations.edit_expert, row)


@may(Role.CLERK)
def declare_expert_recusal(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep an expert away from an object."""
    user = person(request)
    row = get_object_or_404(Expert.objects.visible_to(user), pk=pk)
    form = RecusalForm(request.POST or None, bureau=user.bureau)
    if request.method == "POST" and form.is_valid():
        assert form.found is not None
        values = {"object_id": form.found.object_id, "reason": form.cleaned_data["reason"]}
        try:
            operations.declare_expert_recusal(by=user, expert=pk, **values)
        except RegisterError as refusal:
            form.add_error("asked", str(refusal))
        else:
            messages.success(request, _("Recusal declared. No draw will bring the two together."))
            return redirect("registers:expert", pk=pk)
    title = _("Declare a recusal")
    crumbs = [SHELVES[Kind.EXPERTS].crumb, {"label": row.name}, {"label": title}]
    context = {"form": form, "row": row, "title": title, "breadcrumbs": crumbs}
    return render(request, "registers/recusal.html", {**context, "away": "registers:expert"})


@may(Role.CLERK)
@require_POST
def lift_expert_recusal(request: HttpRequest, pk: int) -> HttpResponse:
    """End a recusal of an expert."""
    user = person(request)
    row = get_object_or_404(ExpertRecusal.objects.filter(expert__bureau=user.bureau_id), pk=pk)
    try:
        operations.lift_expert_recusal(by=user, pk=pk)
    except RegisterError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Recusal lifted."))
    return redirect("registers:expert", pk=row.expert_id)


def _facts(row: Expert) -> list[Fact]:
    kind = Kind.EXPERTS
    values = [
        ("code", row.code),
        ("title", row.title),
        ("trades", "、".join(row.trades)),
        ("employer", row.employer),
        ("region", region_table().name(row.region) if row.region else ""),
        ("valid_from", row.valid_from.isoformat()),
        ("valid_to", row.valid_to.isoformat() if row.valid_to else ""),
        ("phone", row.phone),
    ]
    mark = Fact(_("Appointment"), expert_mark(row, timezone.localdate()))
    drawn = Fact(_("May be drawn for"), _drawn_for(row))
    return [mark, drawn, *(Fact(column_name(kind, key), value or "—") for key, value in values)]


def _drawn_for(row: Expert) -> str:
    """The fields that the trades name, beside those that take every expert."""
    named = sorted(fields_named(row.trades), key=list(Field).index)
    if not named:
        return _("every field: no trade names one")
    shown_here = [field for field in Field if field in named or field not in NAMED]
    return "、".join(shown(Kind.OBJECTS, "field", field.value) for field in shown_here)


def _form(user: User) -> Make:
    def make(sent: QueryDict | None, row: Any) -> ExpertForm:
        stored = {name: getattr(row, name) for name in EXPERT_FIELDS} if row else None
        return ExpertForm(
            sent,
            counties=counties(user.bureau),
            stored=stored,
            initial={"revision": row.revision} if row else None,
        )

    return make
