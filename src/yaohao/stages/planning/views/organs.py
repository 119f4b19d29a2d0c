"""The leading group, its office and the member sections, on a day (article 3)."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.ground.sheets.cells import Date
from yaohao.ground.sheets.columns import Column
from yaohao.ground.sheets.download import TYPES, download
from yaohao.ground.theme.links import export_links
from yaohao.stages.planning import operations
from yaohao.stages.planning.forms.process import EndForm, OrganForm
from yaohao.stages.planning.models import Membership
from yaohao.stages.planning.queries.process import members
from yaohao.stages.planning.views.reading import READERS

COLUMNS = [
    Column("organ", gettext_lazy("Organ")),
    Column("post", gettext_lazy("Post")),
    Column("name", pgettext_lazy("organ", "Name")),
    Column("office", gettext_lazy("Position")),
    Column("since", gettext_lazy("From"), Date()),
    Column("until", gettext_lazy("To"), Date()),
    Column("document", gettext_lazy("By which document")),
]


@may(*READERS)
def organs(request: HttpRequest) -> HttpResponse:
    """Who leads, on the day that is asked for; today without one."""
    user, day = person(request), _day(request)
    rows = list(members(user.bureau, day))
    sentence = ngettext(
        "%(count)d member on %(day)s.", "%(count)d members on %(day)s.", len(rows)
    ) % {"count": len(rows), "day": day.isoformat()}
    kind = request.GET.get("export", "")
    if kind in TYPES:
        return download(
            kind, COLUMNS, [_values(row) for row in rows], name=f"organs-{day}",
            title=_("Leading group, office and member sections"), sentence=sentence,
            at=timezone.localtime(),
        )  # fmt: skip
    context = {
        "rows": rows,
        "day": day,
        "sentence": sentence,
        "exports": export_links(request, TYPES),
        "clerk": user.holds(Role.CLERK),
        "end_form": EndForm(),
    }
    return render(request, "planning/organs.html", context)


@may(Role.CLERK)
def organ_add(request: HttpRequest) -> HttpResponse:
    """Enter a member."""
    user = person(request)
    form = OrganForm(request.POST or None, bureau=user.bureau)
    if request.method == "POST" and form.is_valid():
        try:
            operations.appoint(by=user, draft=form.draft())
        except operations.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The member is entered."))
            return redirect("planning:organs")
    crumbs = [{"label": _("Leading group"), "url": reverse("planning:organs")}]
    context = {"form": form, "breadcrumbs": crumbs}
    status = 422 if form.is_bound else 200
    return render(request, "planning/organ_form.html", context, status=status)


@may(Role.CLERK)
@require_POST
def organ_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a membership."""
    form = EndForm(request.POST)
    if not Membership.objects.visible_to(person(request)).filter(pk=pk).exists():
        raise Http404
    try:
        if not form.is_valid():
            raise operations.Refused(_("Write the last day, as 2026-11-28."))
        operations.dismiss(by=person(request), pk=pk, until=form.cleaned_data["until"])
    except Membership.DoesNotExist:
        raise Http404 from None
    except operations.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The membership ends on that day; the row stays."))
    return redirect("planning:organs")


def _day(request: HttpRequest) -> date:
    try:
        found = parse_date(request.GET.get("day", ""))
    except ValueError:
        found = None
    return found or timezone.localdate()


def _values(row: Membership) -> dict[str, object]:
    return {
        "organ": row.get_organ_display(), "post": row.get_post_display(), "name": row.name,
        "office": row.office, "since": row.since, "until": row.until, "document": row.document,
    }  # fmt: skip
