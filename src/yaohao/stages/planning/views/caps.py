"""The limits of visits with their sources, and setting another."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.stages.planning import operations, queries
from yaohao.stages.planning.forms.caps import CapForm
from yaohao.stages.planning.models import KINDS, Cap
from yaohao.stages.planning.rules import EVERY_GRADE, Group, graded_by
from yaohao.stages.planning.texts import stratum_word
from yaohao.stages.planning.views.reading import READERS


@may(*READERS)
def caps(request: HttpRequest) -> HttpResponse:
    """Every limit, those of earlier and later days too, with source and validity."""
    user = person(request)
    names = dict(KINDS)
    rows = [
        (cap, _grade(cap), "、".join(str(names[kind]) for kind in cap.kinds))
        for cap in queries.caps(user.bureau)
    ]
    context = {"rows": rows, "clerk": user.holds(Role.CLERK)}
    return render(request, "planning/caps.html", context)


def _grade(cap: Cap) -> str:
    if cap.grade == EVERY_GRADE:
        return _("every grade")
    return stratum_word(graded_by(Group(cap.group)).value, cap.grade)


@may(Role.CLERK)
def cap_set(request: HttpRequest, pk: int) -> HttpResponse:
    """A new limit for the same enterprises from a day on."""
    user = person(request)
    old = next((cap for cap in queries.caps(user.bureau) if cap.pk == pk), None)
    if old is None:
        raise Http404
    bound = request.POST if request.method == "POST" else None
    form = CapForm(bound, initial={"limit": old.limit})
    if bound is not None and form.is_valid():
        try:
            operations.set_cap(by=user, pk=pk, **form.cleaned_data)
        except Cap.DoesNotExist:
            raise Http404 from None
        except operations.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The limit is set."))
            return redirect("planning:caps")
    crumbs = [{"label": _("Limits of visits"), "url": reverse("planning:caps")}]
    context = {"form": form, "cap": old, "breadcrumbs": crumbs}
    return render(request, "planning/cap_form.html", context)
