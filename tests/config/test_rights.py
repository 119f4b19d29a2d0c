"""Every address × every role and key × own and foreign bureau × GET and POST, tried for real.

The table is read off the URL table: a new address is in it by itself, and one without a declared
right, or without an entry in tests/factories/addresses.py, fails here.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http.cookies import SimpleCookie
from itertools import combinations
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.test import Client
from django.urls import path, reverse
from django.utils import translation
from django.views.i18n import set_language

from tests.cast import Cast, assemble
from tests.factories.accounts import person
from tests.factories.addresses import CANARY, World, names_a_row, world
from tests.factories.tokens import make_key, program
from yaohao.config import rights
from yaohao.config.addresses import Address
from yaohao.config.rights import Row, UndeclaredError, table
from yaohao.ground.accounts.models import Bureau
from yaohao.ground.accounts.rules import Role, Scope
from yaohao.ground.audit.models import Entry

ROWS = table()
METHODS = ("GET", "POST")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back from one address."""

    status: int
    to_sign_in: bool
    problem: str  # the code, where it is one of the API's
    tells: bool  # whether the text holds what stands only in rows of the city


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Cast, World]]:
    """The cast, and the city with one row of everything: laid once, what a test does above it is
    taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        with translation.override(settings.LANGUAGE_CODE):
            cast = assemble()
            filled = world(cast)
        yield cast, filled
        transaction.set_rollback(True)


@pytest.fixture
def cast(db: None, city: tuple[Cast, World]) -> Cast:
    """Who works in that city."""
    return city[0]


@pytest.fixture
def filled(db: None, city: tuple[Cast, World]) -> World:
    """The rows of that city."""
    return city[1]


def visitor(bureau: Bureau, role: Role) -> Client:
    """A browser of somebody who holds one role in a bureau."""
    client = Client(raise_request_exception=False)
    client.force_login(
        person(bureau, f"try-{role}", "试用者", role),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return client


def answers(
    client: Client, filled: World, rows: Sequence[Row] = ROWS, *, csrf: bool = True
) -> Iterator[tuple[Row, str, Answer]]:
    """Knock at every address with both methods; nothing that happens there stays.

    Not `csrf`: a program would be stopped at the forms by their token, before any right is asked.
    """
    client.handler.enforce_csrf_checks = csrf and client.handler.enforce_csrf_checks
    cookies = client.cookies.output(header="", sep=";")
    for row in rows:
        for method in METHODS:
            with transaction.atomic():
                client.cookies = SimpleCookie(cookies)
                yield row, method, _answer(client.generic(method, filled.path(row.address)))
                transaction.set_rollback(True)


def _answer(response: Any) -> Answer:
    whither = response.headers.get("Location", "")
    body = b"".join(response) if response.streaming else response.content
    return Answer(
        status=response.status_code,
        to_sign_in=whither.startswith(reverse("accounts:sign-in")),
        problem=_problem(response, body),
        tells=CANARY.encode() in body,
    )


def _problem(response: Any, body: bytes) -> str:
    if response.headers.get("Content-Type") != "application/problem+json":
        return ""
    return str(json.loads(body)["type"]).rpartition("#")[2]


def no_session_opens(row: Row, method: str, answer: Answer) -> bool:
    """What an address of the API answers to whoever comes without a key."""
    wanted = 401 if method in (row.right.keys or {}) else 405
    return answer.status == wanted and not answer.to_sign_in and not answer.tells


@pytest.mark.parametrize("role", Role)
def test_in_the_own_bureau_the_declared_roles_and_nobody_else(
    role: Role, cast: Cast, filled: World
) -> None:
    wrong = []
    # What is public asks for no role: one of them stands for all.
    rows = [row for row in ROWS if not row.right.public or role is Role.CLERK]
    for row, method, answer in answers(visitor(cast.city, role), filled, rows):
        opened = answer.status < 500 and answer.status != 403 and not answer.to_sign_in
        refused = answer.status == 403 and not answer.tells
        if row.right.keys is not None:
            opened = refused = no_session_opens(row, method, answer)
        if not (opened if row.allows(frozenset({role})) else refused):
            wrong.append((row.address.name, method, answer))
    assert wrong == []


@pytest.mark.parametrize("role", Role)
def test_from_another_bureau_no_row_is_there(role: Role, cast: Cast, filled: World) -> None:
    wrong = []
    # A role that an address is closed to was refused in the own bureau, before any row was sought.
    rows = [row for row in ROWS if not row.right.public and row.allows(frozenset({role}))]
    for row, method, answer in answers(visitor(cast.next_county, role), filled, rows):
        if names_a_row(row.address):
            good = answer.status in {404, 405}
        else:
            good = answer.status < 500 and answer.status != 403
        if not good or answer.tells:
            wrong.append((row.address.name, method, answer))
    assert wrong == []


def test_who_is_not_signed_in_is_sent_to_the_door(filled: World) -> None:
    wrong = []
    for row, method, answer in answers(Client(raise_request_exception=False), filled):
        fits = answer.status < 500 and not answer.to_sign_in
        if row.right.keys is not None:
            fits = no_session_opens(row, method, answer)
        if not (fits if row.right.public or row.right.keys is not None else answer.to_sign_in):
            wrong.append((row.address.name, method, answer))
    assert wrong == []


SCOPES = [frozenset(part) for size in (1, 2) for part in combinations(Scope, size)]


@pytest.mark.parametrize("scopes", SCOPES, ids=lambda scopes: "+".join(sorted(scopes)))
def test_a_key_of_the_own_bureau_opens_what_its_scopes_say_and_no_page(
    scopes: frozenset[Scope], cast: Cast, filled: World
) -> None:
    """No page of people opens to a key, and no address of the API beyond the key's scopes."""
    wrong = []
    client = program(make_key(cast.security_admin, cast.clerk, *scopes)[1])
    rows = [row for row in ROWS if not row.right.public]
    for row, method, answer in answers(client, filled, rows, csrf=False):
        if row.right.keys is None:
            good = answer.to_sign_in and not answer.tells
        elif method not in row.right.keys:
            good = answer.status == 405
        elif row.right.opens(method, scopes):
            good = answer.status < 500 and answer.status not in {401, 403, 404}
        else:
            good = answer.problem == "scope-missing" and not answer.tells
        if not good:
            wrong.append((row.address.name, method, answer))
    assert wrong == []


def test_a_key_of_another_bureau_finds_no_row(cast: Cast, filled: World) -> None:
    wrong = []
    client = program(make_key(cast.security_admin, cast.stranger, *Scope)[1])
    rows = [row for row in ROWS if row.right.keys]
    for row, method, answer in answers(client, filled, rows, csrf=False):
        if method not in (row.right.keys or {}):
            continue
        there = answer.status != 404 and answer.status < 500
        # A body that cannot be read is refused before any row is looked for.
        unread = answer.problem in {"media-type", "invalid"}
        good = (answer.problem == "not-found" or unread) if names_a_row(row.address) else there
        if not good or answer.tells:
            wrong.append((row.address.name, method, answer))
    assert wrong == []


def test_the_table_names_the_scopes_of_every_address_of_the_api() -> None:
    listed = [row for row in ROWS if row.right.keys is not None]
    assert {row.address.pattern for row in listed} >= {"/api/registers/objects"}
    outside = [row for row in ROWS if row.address.pattern.startswith("/api/") and row not in listed]
    assert {row.address.name for row in outside} == {"api:page", "api:openapi"}
    for row in listed:
        line = next(x for x in rights.page().splitlines() if f"`{row.address.pattern}`" in x)
        assert "●" not in line
        for method, scopes in (row.right.keys or {}).items():
            assert scopes
            assert f"{method}: {' or '.join(sorted(scopes))}" in line


def test_a_refusal_is_noted(cast: Cast) -> None:
    client = visitor(cast.city, Role.SYSTEM_ADMIN)
    assert client.get(reverse("registers:objects")).status_code == 403
    entry = Entry.objects.get(action="accounts.address.refuse")
    assert (entry.actor_id, entry.outcome) == ("try-system-admin", "refused")
    assert entry.subject == f"address:{reverse('registers:objects')}"


AT_THE_SEAT = {
    "draw:hall-join", "draw:hall-resume", "draw:seat", "draw:seat-watch", "draw:seat-objection",
    "draw:seat-sign", "draw:seat-compare", "draw:seat-commit", "draw:seat-open", "draw:seat-start",
}  # fmt: skip


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN])
def test_no_administrator_reaches_the_business_of_the_bureau(role: Role) -> None:
    business = ("registers:", "planning:", "draw:", "publication:")
    # A door that a stranger may knock at asks for a key of its own: the seats of a session.
    closed = [row for row in ROWS if not row.allows(None)]
    open_to = [row.address.name for row in closed if row.allows(frozenset({role}))]
    assert [name for name in open_to if name.startswith(business)] == []
    strangers = {row.address.name for row in ROWS if row not in closed}
    assert {name for name in strangers if name.startswith(business)} <= AT_THE_SEAT


def test_an_address_without_a_declared_right_fails_the_build(
    monkeypatch: pytest.MonkeyPatch, client: Client, cast: Cast
) -> None:
    undeclared = Address("new:page", "/new/", set_language)
    monkeypatch.setattr(rights, "addresses", lambda: [undeclared])
    with pytest.raises(UndeclaredError, match="new:page"):
        table()


@pytest.mark.urls("tests.config.test_rights")
def test_an_address_without_a_declared_right_is_refused_to_everybody(client: Client) -> None:
    with pytest.raises(ImproperlyConfigured, match="/undeclared/"):
        client.get("/undeclared/")


def test_an_address_without_known_arguments_fails_the_build() -> None:
    strange = Address("new:page", "/new/<int:strange>/", set_language)
    with pytest.raises(LookupError, match="strange"):
        World({}).path(strange)


def test_the_page_shows_every_address_and_every_role() -> None:
    lines = rights.page().splitlines()
    assert all(any(f"`{row.address.pattern}`" in line for line in lines) for row in ROWS)
    door = next(line for line in lines if "`accounts:sign-in`" in line)
    people = next(line for line in lines if "`accounts:people`" in line)
    assert (door.count("●"), people.count("●")) == (2 + len(Role), 1)


urlpatterns = [path("undeclared/", set_language)]
