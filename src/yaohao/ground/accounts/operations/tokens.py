"""Keys of other programs: made for one bureau, answered for by one clerk, ended at any time."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import ApiToken, User
from yaohao.ground.accounts.operations.errors import AccountError
from yaohao.ground.accounts.rules import KEY_PREFIX, LONGEST_KEY, Role, Scope, digest_of_key
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.rules import Actor


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token and its key, `yh_` and 43 characters, which is stored nowhere in clear."""

    token: ApiToken
    key: str


@operation("accounts.token.create")
def create_token(
    *, by: User, clerk: User, name: str, scopes: Iterable[Scope], expires_on: date
) -> NewToken:
    """Make a key for the clerk's bureau, good through the day `expires_on`.

    Raises AccountError: nobody of whom the bureau has a clerk, no scope, a name that is taken, a
    day that has passed or lies more than a year ahead.
    """
    clerk = User.objects.select_for_update(of=("self",)).select_related("bureau").get(pk=clerk.pk)
    held, today = sorted(set(scopes)), timezone.localdate()
    if not clerk.is_active or not clerk.holds(Role.CLERK):
        raise AccountError(
            _("%(name)s is no active clerk. Choose the clerk who answers for the key.")
            % {"name": clerk}
        )
    if not held:
        raise AccountError(_("The key would open nothing. Choose what it opens."))
    if not today <= expires_on <= today + LONGEST_KEY:
        raise AccountError(_("A key ends within a year, and not before today."))
    if ApiToken.objects.filter(bureau=clerk.bureau_id, name=name).exists():
        raise AccountError(
            _("%(bureau)s has a key “%(name)s” already. Give it another name.")
            % {"bureau": clerk.bureau, "name": name}
        )
    key = KEY_PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        bureau=clerk.bureau,
        name=name,
        digest=digest_of_key(key),
        scopes=held,
        clerk=clerk,
        created_by=by,
        created_at=timezone.now(),
        expires_on=expires_on,
    )
    detail = {"bureau": clerk.bureau.code, "clerk": clerk.username, "scopes": held}
    record(by=by, subject=token.subject, changed=[token], detail=detail)
    return NewToken(token, key)


@operation("accounts.token.revoke")
def revoke_token(*, by: User, pk: int, reason: str) -> ApiToken:
    """End a key at once. Raises ApiToken.DoesNotExist; AccountError when it has been ended."""
    token = ApiToken.objects.select_for_update(of=("self",)).get(pk=pk)
    if token.revoked_at is not None:
        raise AccountError(_("The key “%(name)s” has been ended already.") % {"name": token})
    _end(token, by)
    record(by=by, subject=token.subject, changed=[token], reason=reason)
    return token


def end_keys_of(clerk: User, by: Actor) -> list[ApiToken]:
    """End every key that a person answers for who stops being a clerk; part of that operation."""
    live = ApiToken.objects.select_for_update(of=("self",)).filter(clerk=clerk, revoked_at=None)
    tokens = list(live.order_by("pk"))
    for token in tokens:
        _end(token, by)
    return tokens


def _end(token: ApiToken, by: Actor) -> None:
    token.revoked_at = timezone.now()
    token.revoked_by = by if isinstance(by, User) else None
    token.save(update_fields=["revoked_at", "revoked_by"])
