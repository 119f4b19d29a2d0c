"""Passwords and one-time codes."""

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.codes import VALID, new_code
from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.operations.errors import AccountError
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.rules import Actor


@operation("accounts.password.choose")
def choose_password(*, by: Actor, user: User, password: str) -> User:
    """Set the person's own password; a one-time code ends with it, and other sessions too.

    Raises AccountError for another's account and for the password that is in force. Strength is
    judged by the form (AUTH_PASSWORD_VALIDATORS).
    """
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if by.actor_id != user.username:
        raise AccountError(_("Only the person chooses the password; give a one-time code instead."))
    if user.check_password(password):
        raise AccountError(_("This is the password or code in force; choose another."))
    user.set_password(password)
    user.code_until = None
    user.save(update_fields=["password", "code_until"])
    record(by=by, subject=f"accounts.user:{user.username}", detail={"password": "changed"})
    return user


@operation("accounts.password.renew-code")
def renew_code(*, by: Actor, user: User, reason: str) -> str:
    """Replace password or old code by a new one-time code, valid seven days; returns the code."""
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    code = new_code()
    user.set_password(code)
    user.code_until = timezone.now() + VALID
    user.save(update_fields=["password", "code_until"])
    record(by=by, subject=f"accounts.user:{user.username}", reason=reason)
    return code
