"""People: entering, leaving, coming back."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.codes import VALID, new_code
from yaohao.ground.accounts.models import Bureau, Grant, Section, User
from yaohao.ground.accounts.operations.errors import AccountError
from yaohao.ground.accounts.operations.roles import keep_one, refuse_conflict
from yaohao.ground.accounts.operations.tokens import end_keys_of
from yaohao.ground.accounts.rules import Role
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.rules import Actor


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A person and the one-time code of the first sign-in, which is stored nowhere in clear."""

    user: User
    code: str


@operation("accounts.user.create", article="3")
def create_person(
    *,
    by: Actor,
    bureau: Bureau,
    username: str,
    full_name: str,
    section: Section | None = None,
    roles: Iterable[Role] = (),
) -> NewPerson:
    """Enter a person, who signs in with the code within seven days and chooses a password.

    Raises AccountError: name taken, section of another bureau, roles that exclude each other.
    """
    held = frozenset(roles)
    refuse_conflict(held)
    if User.objects.filter(username=username).exists():
        raise AccountError(_("The sign-in name “%(name)s” is taken.") % {"name": username})
    if section is not None and section.bureau_id != bureau.pk:
        raise AccountError(
            _("%(section)s is no section of %(bureau)s.") % {"section": section, "bureau": bureau}
        )
    code = new_code()
    user = User(
        username=username,
        full_name=full_name,
        bureau=bureau,
        section=section,
        code_until=timezone.now() + VALID,
    )
    user.set_password(code)
    user.save(force_insert=True)
    grants = [Grant.objects.create(user=user, role=role) for role in sorted(held)]
    record(
        by=by,
        subject=f"accounts.user:{username}",
        changed=[user, *grants],
        detail={"bureau": bureau.code, "roles": sorted(held)},
    )
    return NewPerson(user, code)


@operation("accounts.user.deactivate")
def deactivate(*, by: Actor, user: User, reason: str) -> User:
    """Take a person out: sessions and keys end with the next request, the name stays taken.

    Raises AccountError for the own account and for the last security administrator.
    """
    user = _locked(user)
    if by.actor_id == user.username:
        raise AccountError(_("Nobody deactivates the own account; ask another administrator."))
    if user.holds(Role.SECURITY_ADMIN):
        keep_one(Role.SECURITY_ADMIN, user)
    user.is_active = False
    user.save(update_fields=["is_active"])
    ended = end_keys_of(user, by)
    record(
        by=by,
        subject=f"accounts.user:{user.username}",
        changed=[user, *ended],
        detail={"keys ended": [token.subject for token in ended]} if ended else None,
        reason=reason,
    )
    return user


@operation("accounts.user.reactivate")
def reactivate(*, by: Actor, user: User, reason: str) -> User:
    """Let a person in again, with the roles held before."""
    user = _locked(user)
    user.is_active = True
    user.save(update_fields=["is_active"])
    record(by=by, subject=f"accounts.user:{user.username}", changed=[user], reason=reason)
    return user


@operation("accounts.user.choose-language")
def choose_language(*, by: Actor, user: User, language: str) -> User:
    """Remember the language of a person's pages. Raises AccountError for one not offered."""
    if language not in dict(settings.LANGUAGES):
        raise AccountError(_("There is no language “%(code)s” here.") % {"code": language})
    user = _locked(user)
    user.language = language
    user.save(update_fields=["language"])
    record(by=by, subject=f"accounts.user:{user.username}", changed=[user])
    return user


@operation("accounts.user.choose-address")
def choose_address(*, by: Actor, user: User, email: str) -> User:
    """Remember where notices go by mail; empty: nowhere, they stay in the product."""
    user = _locked(user)
    user.email = email
    user.save(update_fields=["email"])
    record(by=by, subject=f"accounts.user:{user.username}", changed=[user])
    return user


def _locked(user: User) -> User:
    return User.objects.select_for_update(of=("self",)).get(pk=user.pk)
