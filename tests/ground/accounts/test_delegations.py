"""A leader's power for another leader: in writing, for days, never on, named in the trail."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast
from yaohao.ground.accounts.delegating import LONGEST, in_reach
from yaohao.ground.accounts.models import Delegation, User
from yaohao.ground.accounts.operations import (
    AccountError,
    deactivate,
    delegate,
    revoke_delegation,
)
from yaohao.ground.accounts.rules import Role
from yaohao.ground.audit.models import Entry
from yaohao.ground.audit.operations import note
from yaohao.ground.notices.models import Notice

DAY = timedelta(days=1)
PAPER = "榆应急委〔2026〕3号"


def today() -> date:
    return timezone.localdate()


def given_to(cast: Cast, taker: User, *, role: Role = Role.DIRECTOR, **days: date) -> Delegation:
    terms = {"since": today(), "until": today() + 7 * DAY} | days
    return delegate(by=cast.director, taker=taker, role=role, document=PAPER, **terms)


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_the_taker_acts_while_it_is_in_force(cast: Cast) -> None:
    given_to(cast, cast.deputy)
    deputy = fresh(cast.deputy)
    assert deputy.roles == {Role.DEPUTY, Role.DIRECTOR}
    assert deputy.granted == {Role.DEPUTY}


@pytest.mark.parametrize(("first", "last"), [(1, 7), (5, 5)])
def test_not_before_its_first_day(cast: Cast, first: int, last: int) -> None:
    given_to(cast, cast.deputy, since=today() + first * DAY, until=today() + last * DAY)
    assert not fresh(cast.deputy).holds(Role.DIRECTOR)


def test_not_after_its_last_day(cast: Cast) -> None:
    made = given_to(cast, cast.deputy)
    Delegation.objects.filter(pk=made.pk).update(since=today() - 9 * DAY, until=today() - DAY)
    assert not fresh(cast.deputy).holds(Role.DIRECTOR)


def test_it_ends_when_revoked_and_not_twice(cast: Cast) -> None:
    made = given_to(cast, cast.deputy)
    revoke_delegation(by=cast.director, pk=made.pk)
    assert not fresh(cast.deputy).holds(Role.DIRECTOR)
    with pytest.raises(AccountError):
        revoke_delegation(by=cast.director, pk=made.pk)


def test_another_revokes_nothing(cast: Cast) -> None:
    made = given_to(cast, cast.deputy)
    with pytest.raises(Delegation.DoesNotExist):
        revoke_delegation(by=cast.deputy, pk=made.pk)


def test_it_ends_with_the_power_of_the_giver(cast: Cast) -> None:
    given_to(cast, cast.deputy)
    deactivate(by=cast.security_admin, user=cast.director, reason="retired")
    assert not fresh(cast.deputy).holds(Role.DIRECTOR)


def test_what_was_taken_is_not_given_on(cast: Cast) -> None:
    given_to(cast, cast.deputy)
    with pytest.raises(AccountError):
        delegate(
            by=fresh(cast.deputy), taker=cast.director, role=Role.DIRECTOR,
            since=today(), until=today(), document=PAPER,
        )  # fmt: skip


@pytest.mark.parametrize("who", ["auditor", "system_admin", "security_admin", "audit_admin",
                                 "officer", "stranger", "director"])  # fmt: skip
def test_only_another_leader_of_the_bureau_takes(cast: Cast, who: str) -> None:
    with pytest.raises(AccountError):
        given_to(cast, getattr(cast, who))


@pytest.mark.parametrize("role", [Role.CLERK, Role.AUDITOR, Role.SECURITY_ADMIN, Role.DEPUTY])
def test_only_the_own_power_of_a_leader_is_given(cast: Cast, role: Role) -> None:
    with pytest.raises(AccountError):
        given_to(cast, cast.deputy, role=role)


def test_no_paper_no_power(cast: Cast) -> None:
    with pytest.raises(AccountError):
        delegate(
            by=cast.director, taker=cast.deputy, role=Role.DIRECTOR,
            since=today(), until=today(), document="  ",
        )  # fmt: skip


def test_days_of_one_power_do_not_meet(cast: Cast) -> None:
    given_to(cast, cast.deputy)
    with pytest.raises(AccountError):
        given_to(cast, cast.deputy, since=today() + 7 * DAY, until=today() + 8 * DAY)


@given(st.integers(-5, 200), st.integers(-5, 200))
def test_days_in_reach(first: int, last: int) -> None:
    now = date(2026, 5, 1)
    fits = in_reach(now + first * DAY, now + last * DAY, now)
    assert fits == (0 <= first <= last and last - first + 1 <= LONGEST.days)


def test_the_trail_names_giver_and_paper(cast: Cast) -> None:
    note(by=fresh(cast.deputy), action="test.one.see", subject="x:1")
    given_to(cast, cast.deputy)
    note(by=fresh(cast.deputy), action="test.one.see", subject="x:2")
    before, after = Entry.objects.filter(action="test.one.see").order_by("index")
    assert "delegated" not in before.detail
    assert PAPER in after.detail
    assert cast.director.full_name in after.detail
    assert after.actor_id == cast.deputy.username


def test_the_taker_is_told(cast: Cast) -> None:
    given_to(cast, cast.deputy)
    told = Notice.objects.get(recipient=cast.deputy.username)
    assert told.fields == {
        "since": today().isoformat(),
        "until": (today() + 7 * DAY).isoformat(),
    }


def test_pages_give_list_and_revoke(cast: Cast) -> None:
    client, page = Client(), reverse("accounts:delegations")
    client.force_login(cast.director, backend="django.contrib.auth.backends.ModelBackend")
    form = {
        "role": "director", "taker": cast.deputy.pk, "document": PAPER,
        "since": today().isoformat(), "until": (today() + 100 * DAY).isoformat(),
    }  # fmt: skip
    wrong = client.post(page, form)
    assert wrong.status_code == 200
    assert PAPER in wrong.content.decode()  # what was typed stays
    assert not Delegation.objects.exists()
    client.post(page, form | {"until": (today() + DAY).isoformat()})
    made = Delegation.objects.get()
    assert PAPER in client.get(page).content.decode()
    client.post(reverse("accounts:revoke-delegation", args=[made.pk]))
    assert Delegation.objects.get().revoked_at is not None


@pytest.mark.parametrize(("delegated", "queries"), [(False, 2), (True, 3)])
def test_roles_are_looked_up_once(
    cast: Cast, django_assert_num_queries: object, delegated: bool, queries: int
) -> None:
    if delegated:
        given_to(cast, cast.deputy)
    deputy = fresh(cast.deputy)
    with django_assert_num_queries(queries):  # type: ignore[operator]
        assert deputy.roles >= deputy.granted
        assert bool(deputy.acting_for) == delegated
