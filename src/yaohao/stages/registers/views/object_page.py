"""The page of one object: facts, sites of its firm, grades and numbers with their history."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.stages.registers.facts import history_rows, object_facts
from yaohao.stages.registers.models import InspectionObject
from yaohao.stages.registers.queries.grades import grade_history
from yaohao.stages.registers.queries.listings import waiting_for
from yaohao.stages.registers.queries.people import standing_recusals
from yaohao.stages.registers.queries.pools import sites_of
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.showing import attribute_words
from yaohao.stages.registers.views.records import frame
from yaohao.stages.registers.views.shelves import READERS


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
        "waiting": waiting_for(row),
        **frame(request, Kind.OBJECTS, row),
    }
    return render(request, "registers/object.html", context)
