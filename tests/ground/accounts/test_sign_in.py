"""Signing in: the door, its bolt, and what both leave in the trail."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.accounts import PASSWORD
from yaohao.ground.accounts.models import User
from yaohao.ground.audit.models import Entry
from yaohao.ground.audit.queries import first_break

SIGN_IN = reverse("accounts:sign-in")


def enter(client: Client, username: str, password: str) -> int:
    """Type name and password; the status of the answer."""
    return client.post(SIGN_IN, {"username": username, "password": password}).status_code


def last() -> Entry:
    """The newest entry of the trail."""
    return Entry.objects.order_by("index").last()  # type: ignore[return-value]


def test_right_password_opens_the_desk(client: Client, cast: Cast) -> None:
    answer = client.post(SIGN_IN, {"username": "clerk", "password": PASSWORD}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("desk:home")
    assert (last().action, last().actor_id) == ("accounts.session.sign-in", "clerk")
    assert (last().outcome, first_break()) == ("done", None)


def test_the_page_asked_for_comes_after_signing_in(client: Client, cast: Cast) -> None:
    wanted = reverse("accounts:password")
    first = client.get(wanted)
    assert first.headers["Location"] == f"{SIGN_IN}?next={wanted}"
    answer = client.post(SIGN_IN, {"username": "clerk", "password": PASSWORD, "next": wanted})
    assert answer.headers["Location"] == wanted


def test_wrong_password_is_noted_under_the_name(client: Client, cast: Cast) -> None:
    assert enter(client, "clerk", "wrong") == 200
    entry = last()
    assert (entry.outcome, entry.subject) == ("refused", "accounts.user:clerk")
    assert (entry.actor_id, entry.reason) == ("stranger", "127.0.0.1")


def test_a_name_that_nobody_has_is_not_kept(client: Client, cast: Cast) -> None:
    enter(client, "my-secret-typed-in-the-wrong-field", "x")
    assert last().subject == "accounts.user:unknown"
    assert not Entry.objects.filter(subject__contains="my-secret").exists()


def test_five_failures_lock_the_name_even_for_the_right_password(
    client: Client, cast: Cast
) -> None:
    answers = [enter(client, "clerk", "wrong") for _attempt in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    assert last().action == "accounts.session.lock-out"
    assert enter(client, "clerk", PASSWORD) == 429
    assert "_auth_user_id" not in client.session
    assert enter(client, "director", PASSWORD) == 302


def test_the_lock_page_says_what_to_do(client: Client, cast: Cast) -> None:
    for _attempt in range(5):
        answer = client.post(SIGN_IN, {"username": "clerk", "password": "wrong"})
    assert "登录失败次数过多" in answer.content.decode()


def test_a_closed_account_stays_out(client: Client, cast: Cast) -> None:
    User.objects.filter(pk=cast.clerk.pk).update(is_active=False)
    assert enter(client, "clerk", PASSWORD) == 200
    assert last().outcome == "refused"


def test_closing_an_account_ends_its_session(clerk: Client, cast: Cast) -> None:
    assert clerk.get(reverse("desk:home")).status_code == 200
    User.objects.filter(pk=cast.clerk.pk).update(is_active=False)
    answer = clerk.get(reverse("desk:home"))
    assert answer.headers["Location"].startswith(SIGN_IN)


@pytest.mark.parametrize(("days", "status"), [(1, 302), (-1, 200)])
def test_a_one_time_code_opens_until_its_day(
    client: Client, cast: Cast, days: int, status: int
) -> None:
    until = timezone.now() + timedelta(days=days)
    User.objects.filter(pk=cast.clerk.pk).update(code_until=until)
    assert enter(client, "clerk", PASSWORD) == status


def test_signing_out_is_a_post_and_is_noted(clerk: Client, cast: Cast) -> None:
    assert clerk.get(reverse("accounts:sign-out")).status_code == 405
    clerk.post(reverse("accounts:sign-out"))
    assert last().action == "accounts.session.sign-out"
    assert clerk.get(reverse("desk:home")).status_code == 302


def test_pages_come_in_the_language_of_the_person(client: Client, cast: Cast) -> None:
    User.objects.filter(pk=cast.clerk.pk).update(language="en")
    answer = client.post(SIGN_IN, {"username": "clerk", "password": PASSWORD}, follow=True)
    assert answer.headers["Content-Language"] == "en"
