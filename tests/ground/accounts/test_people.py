"""The security administrator's pages: who is entered, closed, and given what."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.accounts import person
from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rules import Role
from yaohao.ground.audit.models import Entry
from yaohao.ground.audit.queries import of_subject

BACKEND = "django.contrib.auth.backends.ModelBackend"
CODE = re.compile(r"\b[2-9A-HJ-NP-Z]{4}(?:-[2-9A-HJ-NP-Z]{4}){3}\b")


@pytest.fixture
def office(client: Client, cast: Cast) -> Client:
    """A browser in which the security administrator is signed in."""
    client.force_login(cast.security_admin, backend=BACKEND)
    return client


def page(client: Client, name: str, *args: str) -> str:
    """The text of a page."""
    return client.get(reverse(f"accounts:{name}", args=args)).content.decode()


def send(client: Client, name: str, username: str, **data: str) -> str:
    """Send a form of a person's page; the text of the page that follows."""
    url = reverse(f"accounts:{name}", args=[username])
    return client.post(url, data, follow=True).content.decode()


def enter(client: Client, cast: Cast, **overrides: object) -> str:
    """Send the form of a new person; the text of the page that follows."""
    data = {
        "bureau": cast.city.pk,
        "section": cast.legal.pk,
        "username": "newcomer",
        "full_name": "新来的",
        "roles": ["clerk"],
    }
    answer = client.post(reverse("accounts:new-person"), data | overrides, follow=True)
    return answer.content.decode()


def test_the_list_holds_the_own_bureau_and_those_under_it(office: Client, cast: Cast) -> None:
    text = page(office, "people")
    assert cast.clerk.full_name in text
    assert cast.stranger.full_name in text
    assert "共 14 人" in text


def test_a_county_sees_its_own_people_alone(client: Client, cast: Cast) -> None:
    keeper = person(cast.county, "county-security", "区安全员", Role.SECURITY_ADMIN)
    client.force_login(keeper, backend=BACKEND)
    assert "共 1 人" in page(client, "people")
    for foreign in (cast.clerk, cast.stranger):
        assert client.get(reverse("accounts:person", args=[foreign.username])).status_code == 404


def test_the_filter_narrows_the_list(office: Client) -> None:
    url = reverse("accounts:people")
    assert "共 3 人" in office.get(url, {"role": "clerk"}).content.decode()
    assert "共 1 人" in office.get(url, {"name": "局长"}).content.decode()


def test_a_new_person_gets_a_code_that_is_shown_once(office: Client, cast: Cast) -> None:
    shown = CODE.search(enter(office, cast))
    assert shown is not None
    assert CODE.search(page(office, "person", "newcomer")) is None
    assert User.objects.get(username="newcomer").check_password(shown.group())
    assert not Entry.objects.filter(detail__contains=shown.group()).exists()


def test_the_code_opens_nothing_but_the_choice_of_a_password(office: Client, cast: Cast) -> None:
    shown = CODE.search(enter(office, cast))
    assert shown is not None
    browser = Client()
    data = {"username": "newcomer", "password": shown.group()}
    browser.post(reverse("accounts:sign-in"), data)
    for name in ("desk:home", "registers:objects"):
        answer = browser.get(reverse(name))
        assert answer.headers["Location"] == reverse("accounts:password")
    password = {"new_password1": "Guanlan-2026-xin", "new_password2": "Guanlan-2026-xin"}
    answer = browser.post(reverse("accounts:password"), password)
    assert answer.headers["Location"] == reverse("desk:home")
    assert browser.get(reverse("registers:objects")).status_code == 200


def test_a_taken_name_is_refused_in_words(office: Client, cast: Cast) -> None:
    assert "登录名“clerk”已被使用" in enter(office, cast, username="clerk")


def test_roles_that_exclude_each_other_are_refused(office: Client, cast: Cast) -> None:
    text = enter(office, cast, roles=["security-admin", "clerk"])
    assert "不能由一人兼任" in text
    assert not User.objects.filter(username="newcomer").exists()
    assert "不能由一人兼任" in send(office, "grant", "system", role="audit-admin")
    assert User.objects.get(username="system").roles == {Role.SYSTEM_ADMIN}


def test_a_section_of_another_bureau_is_refused(office: Client, cast: Cast) -> None:
    assert "不是" in enter(office, cast, bureau=cast.county.pk)
    assert not User.objects.filter(username="newcomer").exists()


def test_roles_are_given_and_taken_with_an_entry_each(office: Client, cast: Cast) -> None:
    send(office, "grant", "officer", role="section-head")
    assert User.objects.get(username="officer").roles == {Role.OFFICER, Role.SECTION_HEAD}
    send(office, "revoke", "officer", role="officer")
    assert User.objects.get(username="officer").roles == {Role.SECTION_HEAD}
    trail = of_subject("accounts.user:officer").values_list("action", "actor_id")
    assert list(trail) == [
        ("accounts.role.grant", "security"),
        ("accounts.role.revoke", "security"),
    ]


@pytest.mark.parametrize(
    ("act", "data"),
    [("grant", {"role": "clerk"}), ("revoke", {"role": "security-admin"})],
)
def test_nobody_changes_the_own_roles(office: Client, act: str, data: dict[str, str]) -> None:
    assert "不能更改自己的角色" in send(office, act, "security", **data)
    assert User.objects.get(username="security").roles == {Role.SECURITY_ADMIN}


def test_nobody_closes_the_own_account(office: Client) -> None:
    assert "不能停用自己的账号" in send(office, "deactivate", "security", reason="离岗")
    assert User.objects.get(username="security").is_active


def test_closing_needs_a_reason_and_keeps_it(office: Client) -> None:
    send(office, "deactivate", "officer", reason="")
    assert User.objects.get(username="officer").is_active
    send(office, "deactivate", "officer", reason="退休")
    assert not User.objects.get(username="officer").is_active
    send(office, "reactivate", "officer", reason="返聘")
    assert User.objects.get(username="officer").is_active
    reasons = of_subject("accounts.user:officer").values_list("reason", flat=True)
    assert list(reasons) == ["退休", "返聘"]


def test_a_new_code_ends_the_old_password(office: Client) -> None:
    shown = CODE.search(send(office, "renew-code", "officer", reason="忘记密码"))
    assert shown is not None
    officer = User.objects.get(username="officer")
    assert officer.check_password(shown.group())
    assert officer.code_until is not None
