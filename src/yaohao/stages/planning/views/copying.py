"""Last year's plan into this one, with one button."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.stages.planning import operations
from yaohao.stages.planning.views.reading import plan_url


@may(Role.CLERK)
@require_POST
def copy(request: HttpRequest, year: int) -> HttpResponse:
    """Copy what is not yet copied; each line left out is named with its reason."""
    try:
        copied = operations.copy_plan(by=person(request), year=year, source=year - 1)
    except operations.Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(plan_url(year))
    said = ngettext(
        "%(count)d line is copied as a draft. Look through its dates and ratios.",
        "%(count)d lines are copied as drafts. Look through their dates and ratios.",
        len(copied.lines),
    ) % {"count": len(copied.lines)}
    messages.success(request, said)
    for line, why in copied.left:
        messages.warning(
            request, _("Left out: %(line)s – %(why)s") % {"line": str(line), "why": why}
        )
    return redirect(plan_url(year))
