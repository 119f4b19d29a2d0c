"""The page of one row: facts left, time line right."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.ground.theme.parts import Fact
from yaohao.stages.registers.columns.cells import FieldList
from yaohao.stages.registers.marks import certificate_mark
from yaohao.stages.registers.models import Officer
from yaohao.stages.registers.queries.people import leaves_ahead, standing_recusals
from yaohao.stages.registers.queries.regions import region_table
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.showing import column_name
from yaohao.stages.registers.views.shelves import READERS, SHELVES
from yaohao.stages.registers.views.timeline import events


@may(*READERS)
def officer_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One officer: certificate, fields of duty, recusals."""
    user = person(request)
    rows = Officer.objects.visible_to(user).select_related("section", "user", "imported")
    row = get_object_or_404(rows, pk=pk)
    kind = Kind.OFFICERS
    facts = [
        Fact(_("Certificate"), certificate_mark(row, timezone.localdate())),
        Fact(column_name(kind, "certificate"), row.certificate),
        Fact(column_name(kind, "valid_from"), row.valid_from.isoformat()),
        Fact(column_name(kind, "valid_to"), row.valid_to.isoformat()),
        Fact(column_name(kind, "section"), row.section or "—"),
        Fact(column_name(kind, "functions"), FieldList().show(row.functions) or "—"),
        Fact(column_name(kind, "trades"), "、".join(row.trades) or "—"),
        Fact(column_name(kind, "region"), region_table().name(row.region) or "—"),
        Fact(column_name(kind, "account"), row.user.username if row.user else "—"),
    ]
    context = {
        "row": row,
        "facts": facts,
        "recusals": standing_recusals(officer=row),
        "leaves": leaves_ahead(row, timezone.localdate()),
        **frame(request, kind, row),
    }
    return render(request, "registers/officer.html", context)


def frame(request: HttpRequest, kind: Kind, row: Any) -> dict[str, Any]:
    """What stands around every row: its time line, the way to its form, the crumbs."""
    shelf = SHELVES[kind]
    return {
        "events": events(kind, row.subject, row.imported),
        "clerk": person(request).holds(Role.CLERK),
        "edit_url": reverse(f"registers:{shelf.url.removesuffix('s')}-edit", args=[row.pk]),
        "breadcrumbs": [shelf.crumb, {"label": str(row)}],
    }
