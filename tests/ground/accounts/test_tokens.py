"""Keys of other programs: made, used, ended; what is refused comes first."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.tokens import make_key, program
from yaohao.ground.accounts.models import ApiToken, User
from yaohao.ground.accounts.operations import (
    AccountError,
    create_token,
    deactivate,
    revoke,
    revoke_token,
)
from yaohao.ground.accounts.rules import KeyLack, Role, Scope, digest_of_key, key_lack
from yaohao.ground.audit.models import Entry
from yaohao.ground.audit.operations import through

DAY = timedelta(days=1)
OBJECTS = "/api/registers/objects"


def ask(key: str, **headers: str) -> tuple[int, dict[str, object]]:
    answer = program(key, **headers).get(OBJECTS)
    return answer.status_code, answer.json()


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_key_is_kept_as_its_digest_alone(cast: Cast) -> None:
    token, key = make_key(cast.security_admin, cast.clerk)
    assert re.fullmatch(r"yh_[A-Za-z0-9_-]{43}", key)
    assert token.digest == digest_of_key(key)
    assert token.bureau == cast.city
    stored = [str(value) for value in ApiToken.objects.values_list().get()]
    assert key not in " ".join(stored)
    assert not Entry.objects.filter(detail__contains=key[3:]).exists()


@pytest.mark.parametrize("days", [-1, 367])
def test_a_key_ends_within_a_year(cast: Cast, days: int) -> None:
    with pytest.raises(AccountError, match="一年"):
        make_key(cast.security_admin, cast.clerk, expires_on=timezone.localdate() + days * DAY)


def test_who_answers_for_a_key_is_an_active_clerk(cast: Cast) -> None:
    for nobody in (cast.director, cast.officer, cast.security_admin):
        with pytest.raises(AccountError):
            make_key(cast.security_admin, nobody)


def test_a_key_opens_something_and_has_a_name_of_its_own(cast: Cast) -> None:
    end = timezone.localdate() + DAY
    with pytest.raises(AccountError):
        create_token(by=cast.security_admin, clerk=cast.clerk, name="a", scopes=[], expires_on=end)
    make_key(cast.security_admin, cast.clerk, name="同名")
    with pytest.raises(AccountError):
        make_key(cast.security_admin, cast.other_clerk, name="同名")
    make_key(cast.security_admin, cast.stranger, name="同名")  # of another bureau


def test_a_good_key_opens_and_its_use_is_noted_once_an_hour(cast: Cast) -> None:
    token, key = make_key(cast.security_admin, cast.clerk)
    assert ask(key)[0] == ask(key)[0] == 200
    token.refresh_from_db()
    assert token.used_at is not None
    assert (token.used_at.minute, token.used_at.second) == (0, 0)
    noted = Entry.objects.get(action="accounts.token.sign-in")
    assert (noted.actor_id, noted.subject) == ("clerk", token.subject)


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer ", "Basic Y2xlcms6eA==", "yh_" + "A" * 43],
)
def test_without_a_key_nothing_opens(cast: Cast, header: str) -> None:
    headers = {"Authorization": header} if header else {}
    answer = Client(headers=headers).get(OBJECTS)
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert answer.json()["type"] == "/api/#key-missing"


def test_a_session_opens_nothing(cast: Cast) -> None:
    assert browser(cast.clerk).get(OBJECTS).status_code == 401


def test_a_key_that_has_ended_says_so_to_its_holder_and_counts_as_no_guess(cast: Cast) -> None:
    token, key = make_key(cast.security_admin, cast.clerk)
    ApiToken.objects.update(expires_on=timezone.localdate() - DAY)
    for _again in range(8):
        status, problem = ask(key)
        assert (status, problem["type"]) == (401, "/api/#key-ended")
    ApiToken.objects.update(expires_on=timezone.localdate())
    assert ask(key)[0] == 200  # its last day is a good day
    revoke_token(by=cast.security_admin, pk=token.pk, reason="换了平台")
    assert ask(key)[1]["type"] == "/api/#key-ended"
    with pytest.raises(AccountError):
        revoke_token(by=cast.security_admin, pk=token.pk, reason="再来一次")
    refusals = Entry.objects.filter(action="accounts.token.refuse")
    assert sorted(refusals.values_list("reason", flat=True)) == ["expired", "revoked"]


def test_unknown_keys_lock_their_address_for_a_while(cast: Cast, settings: object) -> None:
    _token, key = make_key(cast.security_admin, cast.clerk)
    for turn in range(5):
        assert ask("yh_" + "x" * 42 + str(turn))[0] == 401
    answer = program(key).get(OBJECTS)
    assert answer.status_code == 429  # whatever key comes now
    assert 0 < int(answer["Retry-After"]) <= 15 * 60
    elsewhere = program(key).get(OBJECTS, REMOTE_ADDR="10.0.0.7")
    assert elsewhere.status_code == 200
    unknown = Entry.objects.filter(subject="accounts.token:unknown")
    assert set(unknown.values_list("actor_id", "reason")) == {("stranger", "127.0.0.1")}


def test_the_lock_ends(cast: Cast, settings: object, monkeypatch: pytest.MonkeyPatch) -> None:
    _token, key = make_key(cast.security_admin, cast.clerk)
    for turn in range(5):
        ask("yh_" + "x" * 42 + str(turn))
    later = timezone.now() + timedelta(minutes=16)
    monkeypatch.setattr("yaohao.ground.accounts.bearer.timezone.now", lambda: later)
    assert ask(key)[0] == 200


def test_a_key_ends_with_the_clerk(cast: Cast) -> None:
    token, key = make_key(cast.security_admin, cast.clerk)
    other, other_key = make_key(cast.security_admin, cast.other_clerk)
    deactivate(by=cast.security_admin, user=cast.clerk, reason="调离")
    revoke(by=cast.security_admin, user=cast.other_clerk, role=Role.CLERK)
    for dead, dead_key in ((token, key), (other, other_key)):
        dead.refresh_from_db()
        assert dead.revoked_by == cast.security_admin
        assert ask(dead_key)[0] == 401
    left = Entry.objects.get(action="accounts.user.deactivate")
    assert token.subject in left.detail


def test_a_key_ends_with_the_clerk_even_where_nobody_ended_it(cast: Cast) -> None:
    _token, key = make_key(cast.security_admin, cast.clerk)
    User.objects.filter(pk=cast.clerk.pk).update(bureau=cast.county)
    assert ask(key)[1]["type"] == "/api/#key-ended"


def test_the_wrong_scope_is_named_and_noted_once(cast: Cast) -> None:
    token, key = make_key(cast.security_admin, cast.clerk, Scope.REGISTERS_IMPORT)
    for _again in range(2):
        status, problem = ask(key)
    assert (status, problem["type"]) == (403, "/api/#scope-missing")
    assert "registers.read" in str(problem["detail"])
    assert Entry.objects.filter(action="accounts.token.refuse", subject=token.subject).count() == 1


def test_the_page_shows_a_new_key_once_and_ends_it(cast: Cast) -> None:
    client = browser(cast.security_admin)
    form = {
        "name": "省平台对接",
        "clerk": cast.clerk.pk,
        "scopes": ["registers.read"],
        "expires_on": timezone.localdate() + 30 * DAY,
    }
    made = client.post(reverse("accounts:new-token"), form, follow=True).content.decode()
    (key,) = re.findall(r"yh_[A-Za-z0-9_-]{43}", made)
    assert ask(key)[0] == 200
    again = client.get(reverse("accounts:tokens")).content.decode()
    assert key not in again
    assert "省平台对接" in again
    token = ApiToken.objects.get()
    client.post(reverse("accounts:revoke-token", args=[token.pk]), {"reason": "不用了"})
    assert ask(key)[0] == 401


def test_a_form_that_is_refused_keeps_what_was_typed(cast: Cast) -> None:
    client = browser(cast.security_admin)
    form = {"name": "平台甲", "clerk": cast.clerk.pk, "scopes": [], "expires_on": "2020-01-01"}
    page = client.post(reverse("accounts:new-token"), form)
    assert page.status_code == 200
    assert "平台甲" in page.content.decode()
    assert not ApiToken.objects.exists()


def test_an_administrator_below_sees_no_key_of_the_bureau_above(cast: Cast) -> None:
    token, _key = make_key(cast.security_admin, cast.clerk)
    cast.security_admin.bureau = cast.county
    cast.security_admin.save()
    client = browser(cast.security_admin)
    assert token.name not in client.get(reverse("accounts:tokens")).content.decode()
    refused = client.post(reverse("accounts:revoke-token", args=[token.pk]), {"reason": "x"})
    assert refused.status_code == 404


@pytest.mark.parametrize(
    ("revoked", "ends", "acts", "lack"),
    [
        (False, 0, True, None),
        (False, -1, True, KeyLack.EXPIRED),
        (True, 0, True, KeyLack.REVOKED),
        (False, 0, False, KeyLack.CLERK_LEFT),
    ],
)
def test_what_a_key_lacks(revoked: bool, ends: int, acts: bool, lack: KeyLack | None) -> None:
    today = timezone.localdate()
    found = key_lack(revoked=revoked, expires_on=today + ends * DAY, clerk_acts=acts, today=today)
    assert found is lack


def test_the_trail_says_through_what_somebody_acted(cast: Cast) -> None:
    with through("accounts.token:7 平台"):
        deactivate(by=cast.security_admin, user=cast.officer, reason="试")
    deactivate(by=cast.security_admin, user=cast.head, reason="试")
    details = Entry.objects.order_by("index").values_list("detail", flat=True)
    assert list(details)[-2:] == ['{"through":"accounts.token:7 平台"}', ""]
