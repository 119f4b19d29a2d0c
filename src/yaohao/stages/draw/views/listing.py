"""The list of draws."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.ground.sheets.download import TYPES, download
from yaohao.ground.theme.links import export_links
from yaohao.stages.draw import queries
from yaohao.stages.draw.filters import DrawFilter
from yaohao.stages.draw.rules import READERS
from yaohao.stages.draw.tables import COLUMNS, DrawTable, rows_of
from yaohao.stages.planning.queries import drawable


@may(*READERS)
def draws(request: HttpRequest) -> HttpResponse:
    """Every draw with its state; for the clerk also the lines that wait for theirs."""
    user = person(request)
    chosen = DrawFilter(request.GET, queryset=queries.draws(user))
    rows = rows_of(chosen.qs)
    sentence = ngettext("%(count)d draw", "%(count)d draws", len(rows)) % {"count": len(rows)}
    kind = request.GET.get("export", "")
    if kind in TYPES:
        return download(
            kind,
            COLUMNS,
            rows,
            name="draws",
            title=_("Draws"),
            sentence=sentence,
            at=timezone.localtime(),
        )
    waiting = drawable(user.bureau).exclude(draws__exercise=False)
    context = {
        "filter": chosen,
        "sentence": sentence,
        "exports": export_links(request, TYPES),
        "table": DrawTable(rows, order_by=request.GET.get("sort", "")),
        "officer": user.holds(Role.OFFICER),
        "waiting": waiting if user.holds(Role.CLERK) else [],
    }
    return render(request, "draw/draws.html", context)
