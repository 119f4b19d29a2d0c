"""One's own password and language."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.accounts import PASSWORD
from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.operations import AccountError, choose_password
from yaohao.ground.audit.models import Entry

NEW = "Guanlan-2026-xin"


def change(client: Client, **data: str) -> int:
    """Send the form; the status of the answer."""
    form = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    return client.post(reverse("accounts:password"), form | data).status_code


def test_the_session_goes_on_and_others_end(clerk: Client, cast: Cast) -> None:
    other = Client()
    other.force_login(cast.clerk, backend="django.contrib.auth.backends.ModelBackend")
    assert change(clerk) == 302
    assert clerk.get(reverse("desk:home")).status_code == 200
    assert other.get(reverse("desk:home")).status_code == 302


def test_the_trail_knows_that_and_not_what(clerk: Client) -> None:
    change(clerk)
    entry = Entry.objects.get(action="accounts.password.choose")
    assert NEW not in entry.detail + entry.reason
    assert entry.actor_id == "clerk"


@pytest.mark.parametrize(
    "data",
    [
        {"old_password": "wrong"},
        {"new_password2": "other"},
        {"new_password1": "short1", "new_password2": "short1"},
        {"new_password1": "1234567890123", "new_password2": "1234567890123"},
        {"new_password1": PASSWORD, "new_password2": PASSWORD},
    ],
)
def test_a_form_that_does_not_fit_changes_nothing(clerk: Client, data: dict[str, str]) -> None:
    assert change(clerk, **data) == 200
    assert User.objects.get(username="clerk").check_password(PASSWORD)


def test_nobody_chooses_for_another(cast: Cast) -> None:
    with pytest.raises(AccountError):
        choose_password(by=cast.security_admin, user=cast.clerk, password=NEW)


def test_the_language_is_remembered_with_the_person(clerk: Client) -> None:
    answer = clerk.post(reverse("accounts:language"), {"language": "en"}, follow=True)
    assert answer.headers["Content-Language"] == "en"
    assert User.objects.get(username="clerk").language == "en"


def test_a_language_that_is_not_offered_is_refused(clerk: Client) -> None:
    clerk.post(reverse("accounts:language"), {"language": "xx"})
    assert User.objects.get(username="clerk").language == "zh-hans"
