"""Giving and taking roles (GB/T 22239: the three administrators exclude each other)."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from yaohao.ground.accounts.labels import ROLES
from yaohao.ground.accounts.models import Grant, User
from yaohao.ground.accounts.operations.errors import AccountError
from yaohao.ground.accounts.operations.tokens import end_keys_of
from yaohao.ground.accounts.rules import Role, conflict
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.rules import Actor


@operation("accounts.role.grant", article="3")
def grant(*, by: Actor, user: User, role: Role) -> Grant:
    """Give a role. Raises AccountError where it is held, excluded by another, or one's own."""
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    _not_oneself(by, user)
    if role in user.granted:
        raise AccountError(
            _("%(name)s has the role “%(role)s” already.") % {"name": user, "role": ROLES[role]}
        )
    refuse_conflict(user.roles | {role})
    given = Grant.objects.create(user=user, role=role)
    record(
        by=by,
        subject=f"accounts.user:{user.username}",
        changed=[given],
        detail={"role": role.value},
    )
    return given


@operation("accounts.role.revoke", article="3")
def revoke(*, by: Actor, user: User, role: Role) -> None:
    """Take a role; with that of a clerk end the keys the person answers for.

    Raises AccountError where it is not held, one's own, or the last of its kind.
    """
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    _not_oneself(by, user)
    held = Grant.objects.filter(user=user, role=role).first()
    if held is None:
        raise AccountError(
            _("%(name)s does not have the role “%(role)s”.") % {"name": user, "role": ROLES[role]}
        )
    if role is Role.SECURITY_ADMIN:
        keep_one(role, user)
    ended = end_keys_of(user, by) if role is Role.CLERK else []
    keys = {"keys ended": [token.subject for token in ended]} if ended else {}
    record(
        by=by,
        subject=f"accounts.user:{user.username}",
        changed=[held, *ended],
        detail={"role": role.value} | keys,
    )
    held.delete()


def refuse_conflict(roles: Iterable[Role]) -> None:
    """Raise AccountError when the roles of one person exclude each other."""
    clash = conflict(roles)
    if clash:
        names = _(", ").join(str(ROLES[role]) for role in sorted(clash))
        raise AccountError(
            _("One person cannot hold these together: %(roles)s. Give one of them to another.")
            % {"roles": names}
        )


def keep_one(role: Role, leaving: User) -> None:
    """Raise AccountError when nobody active would hold `role` after `leaving` lost it."""
    # Locked in the order of keys: two administrators cannot remove each other at the same time.
    holders = Grant.objects.select_for_update(of=("self",)).filter(role=role).order_by("pk")
    if not [held for held in holders.select_related("user") if _stays(held.user, leaving)]:
        raise AccountError(
            _("%(name)s is the last active “%(role)s”; appoint another first.")
            % {"name": leaving, "role": ROLES[role]}
        )


def _stays(user: User, leaving: User) -> bool:
    return user.is_active and user.pk != leaving.pk


def _not_oneself(by: Actor, user: User) -> None:
    if by.actor_id == user.username:
        raise AccountError(_("Nobody changes the own roles; ask another administrator."))
