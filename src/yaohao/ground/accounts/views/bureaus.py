"""The tree of bureaus and their sections, kept by the system administrator."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yaohao.ground.accounts import operations
from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.forms import BureauForm, FormerNameForm, SectionForm, first_error
from yaohao.ground.accounts.models import Level
from yaohao.ground.accounts.operations import AccountError
from yaohao.ground.accounts.queries import bureaus_of
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role


@may(Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN)
@require_GET
def bureaus(request: HttpRequest) -> HttpResponse:
    """The own bureau and those under it, with their sections."""
    user = person(request)
    page = {
        "bureaus": bureaus_of(user)
        .select_related("parent")
        .prefetch_related("sections", "former_names"),
        "form": SectionForm(),
        "former_form": FormerNameForm(),
        "keeps": user.holds(Role.SYSTEM_ADMIN),
    }
    return render(request, "accounts/bureaus.html", page)


@may(Role.SYSTEM_ADMIN)
@require_http_methods(["GET", "POST"])
def new_bureau(request: HttpRequest) -> HttpResponse:
    """Enter a bureau under one of one's own."""
    user = person(request)
    form = BureauForm(request.POST or None, administrator=user)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data | {"level": Level(form.cleaned_data["level"])}
        try:
            made = operations.found_bureau(by=user, **values)
        except AccountError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("%(bureau)s is entered.") % {"bureau": made})
            return redirect("accounts:bureaus")
    return render(request, "accounts/new_bureau.html", {"form": form})


@may(Role.SYSTEM_ADMIN)
@require_POST
def add_section(request: HttpRequest, code: str) -> HttpResponse:
    """Enter a section of a bureau."""
    user = person(request)
    bureau = get_object_or_404(bureaus_of(user), code=code)
    form = SectionForm(request.POST)
    if not form.is_valid():
        messages.error(request, first_error(form))
        return redirect("accounts:bureaus")
    try:
        operations.add_section(by=user, bureau=bureau, **form.cleaned_data)
    except AccountError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The section is entered."))
    return redirect("accounts:bureaus")


@may(Role.SYSTEM_ADMIN)
@require_POST
def former_name(request: HttpRequest, code: str) -> HttpResponse:
    """Note what a bureau was called before, for the papers of those days."""
    user = person(request)
    bureau = get_object_or_404(bureaus_of(user), code=code)
    form = FormerNameForm(request.POST)
    try:
        if not form.is_valid():
            raise AccountError(first_error(form))
        operations.keep_former_name(by=user, bureau=bureau, **form.cleaned_data)
    except AccountError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The former name is noted."))
    return redirect("accounts:bureaus")
