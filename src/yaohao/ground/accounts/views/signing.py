"""Signing in and out. Each attempt leaves a note in the trail, also the failed ones."""

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.forms import SignInForm
from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rights import public, signed_in
from yaohao.ground.audit.operations import note
from yaohao.ground.audit.rules import STRANGER, Outcome


class SignIn(LoginView):
    """The sign-in page; also takes one-time codes."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Open the session in the person's language."""
        user = form.get_user()
        response = super().form_valid(form)
        note(by=user, action="accounts.session.sign-in", subject=_subject(user.username))
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            user.language,
            samesite="Lax",
            httponly=True,
            secure=self.request.is_secure(),
        )
        return response

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """Note the failure; names that nobody has are not kept, they may be mistyped passwords."""
        username = str(form.data.get("username", ""))
        known = User.objects.filter(username=username).exists()
        locked = getattr(self.request, "axes_locked_out", False)
        note(
            by=STRANGER,
            action="accounts.session.lock-out" if locked else "accounts.session.sign-in",
            subject=_subject(username) if known else "accounts.user:unknown",
            outcome=Outcome.REFUSED,
            reason=str(self.request.META.get("REMOTE_ADDR", "")),
        )
        return super().form_invalid(form)


@method_decorator(never_cache, name="dispatch")
class SignOut(LogoutView):
    """Ends the session; by POST alone, so that no link can do it."""

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Note it and end it."""
        user = person(request)
        note(by=user, action="accounts.session.sign-out", subject=_subject(user.username))
        return super().post(request, *args, **kwargs)


sign_in = public(SignIn.as_view())
sign_out = signed_in(SignOut.as_view())


def _subject(username: str) -> str:
    return f"accounts.user:{username}"
