"""The page of one object: facts, sites of its firm, grades and numbers with their history."""

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.ground.theme.parts import Fact
from yaohao.stages.registers.marks import risk_mark, state_mark
from yaohao.stages.registers.models import InspectionObject
from yaohao.stages.registers.queries.grades import grade_history
from yaohao.stages.registers.queries.groups import group_name
from yaohao.stages.registers.queries.people import standing_recusals
from yaohao.stages.registers.queries.pools import sites_of
from yaohao.stages.registers.queries.regions import region_table
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.showing import attribute_words, column_name, shown
from yaohao.stages.registers.views.grades import clock_words, history_rows
from yaohao.stages.registers.views.records import frame
from yaohao.stages.registers.views.shelves import READERS

_KIND = Kind.OBJECTS
_GRADES = ("affiliation", "scale", "standardisation", "credit", "major_hazard")


@may(*READERS)
def object_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One object with its sites, grades, numbers and recusals."""
    user = person(request)
    rows = InspectionObject.objects.visible_to(user).select_related("imported", "bureau")
    row = get_object_or_404(rows, pk=pk)
    numbers = [
        {"row": old, "changed": attribute_words(old.changed)}
        for old in row.numbers.order_by("-until", "-pk")
    ]
    context = {
        "row": row,
        "facts": object_facts(row),
        "numbers": numbers,
        "sites": sites_of(row),
        "grades": history_rows(grade_history(row)),
        "recusals": standing_recusals(object=row),
        "director": user.holds(Role.DIRECTOR),
        **frame(request, _KIND, row),
    }
    return render(request, "registers/object.html", context)


def object_facts(row: InspectionObject) -> list[Fact]:
    """What the register says of an object."""
    place = f"{region_table().name(row.region)} ({row.region})"
    facts = [
        Fact(column_name(_KIND, "exclusion"), state_mark(row)),
        Fact(column_name(_KIND, "number"), row.number),
        Fact(column_name(_KIND, "object_id"), row.object_id),
        Fact(column_name(_KIND, "credit_code"), row.credit_code or _("none")),
        Fact(column_name(_KIND, "region"), place),
        Fact(column_name(_KIND, "address"), row.address or "—"),
        Fact(_("Coordinates"), _coordinates(row) or "—"),
        Fact(column_name(_KIND, "field"), shown(_KIND, "field", row.field)),
        Fact(column_name(_KIND, "industry"), row.industry or "—"),
        Fact(column_name(_KIND, "focus"), _("yes") if row.focus else _("no")),
        Fact(column_name(_KIND, "level"), shown(_KIND, "level", row.level)),
        Fact(column_name(_KIND, "risk"), risk_mark(row)),
    ]
    if row.group:
        facts.insert(9, Fact(column_name(_KIND, "group"), group_name(row.bureau, row.group)))
    for key in _GRADES:
        facts.append(Fact(column_name(_KIND, key), shown(_KIND, key, getattr(row, key))))
    listed = shown(_KIND, "blacklist", row.blacklist)
    if clock := clock_words(row):
        listed = f"{listed} · {clock}"
    facts.append(Fact(column_name(_KIND, "blacklist"), listed))
    if row.ended_on:
        facts.insert(1, Fact(column_name(_KIND, "ended_on"), row.ended_on.isoformat()))
    facts.append(Fact(column_name(_KIND, "legal_person"), row.legal_person or "—"))
    facts.append(Fact(column_name(_KIND, "contact"), f"{row.contact} {row.phone}".strip() or "—"))
    return facts


def _coordinates(row: InspectionObject) -> str:
    """As given: longitude, latitude, datum, accuracy; never converted, never a link."""
    if row.longitude is None or row.latitude is None:
        return ""
    said = f"{_degrees(row.longitude)}°E {_degrees(row.latitude)}°N · {row.get_datum_display()}"
    return said if row.accuracy is None else f"{said} · ±{row.accuracy} m"


def _degrees(value: Decimal) -> str:
    return f"{value:.6f}"
