"""Everybody's own page: password and language."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.forms import AddressForm, LanguageForm, first_error, password_form
from yaohao.ground.accounts.operations import (
    AccountError,
    choose_address,
    choose_language,
    choose_password,
)
from yaohao.ground.accounts.rights import signed_in


@signed_in
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Choose a password; after a one-time code this page comes first."""
    user = person(request)
    form = password_form(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            changed = choose_password(
                by=user, user=user, password=form.cleaned_data["new_password1"]
            )
        except AccountError as error:
            form.add_error("new_password1", str(error))
        else:
            update_session_auth_hash(request, changed)
            messages.success(request, _("Your password is set. Other sessions have ended."))
            return redirect("desk:home")
    page = {"form": form, "first": user.code_until is not None, "languages": settings.LANGUAGES,
            "address_form": AddressForm(initial={"email": user.email})}  # fmt: skip
    return render(request, "accounts/password.html", page)


@signed_in
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the language of one's pages."""
    user = person(request)
    form = LanguageForm(request.POST)
    response = redirect("accounts:password")
    if not form.is_valid():
        messages.error(request, first_error(form))
        return response
    try:
        chosen = choose_language(by=user, user=user, language=form.cleaned_data["language"])
    except AccountError as error:
        messages.error(request, str(error))
        return response
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen.language,
        samesite="Lax",
        httponly=True,
        secure=request.is_secure(),
    )
    return response


@signed_in
@require_POST
def address(request: HttpRequest) -> HttpResponse:
    """Remember where notices go by mail."""
    user = person(request)
    form = AddressForm(request.POST)
    if form.is_valid():
        choose_address(by=user, user=user, email=form.cleaned_data["email"])
        messages.success(request, _("The mail address for notices is kept."))
    else:
        messages.error(request, first_error(form))
    return redirect("accounts:password")
