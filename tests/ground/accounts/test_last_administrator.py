"""Somebody can always give rights: the last active security administrator cannot be lost."""

import pytest

from tests.cast import Cast
from tests.factories.accounts import person
from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.operations import AccountError, deactivate, revoke
from yaohao.ground.accounts.rules import Role
from yaohao.ground.audit.models import Entry
from yaohao.ground.audit.rules import SYSTEM


def test_the_last_one_is_neither_closed_nor_deprived(cast: Cast) -> None:
    with pytest.raises(AccountError, match="安全管理员"):
        deactivate(by=SYSTEM, user=cast.security_admin, reason="x")
    with pytest.raises(AccountError, match="安全管理员"):
        revoke(by=SYSTEM, user=cast.security_admin, role=Role.SECURITY_ADMIN)
    assert User.objects.get(username="security").is_active
    assert not Entry.objects.exists()


def test_a_closed_one_does_not_count(cast: Cast) -> None:
    second = person(cast.city, "security-2", "安全员二", Role.SECURITY_ADMIN)
    deactivate(by=cast.security_admin, user=second, reason="离岗")
    with pytest.raises(AccountError):
        deactivate(by=SYSTEM, user=cast.security_admin, reason="x")


def test_with_a_second_one_the_first_may_go(cast: Cast) -> None:
    second = person(cast.city, "security-2", "安全员二", Role.SECURITY_ADMIN)
    deactivate(by=second, user=cast.security_admin, reason="调离")
    assert not User.objects.get(username="security").is_active
