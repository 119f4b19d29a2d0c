"""What every test of the product may ask for."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, SimpleTestCase, TransactionTestCase
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as property_settings

from tests.cast import Cast, assemble
from tests.databases import in_a_file
from tests.prepared import stand_up, tear_down
from yaohao.ground.keys.vault import make_key_file
from yaohao.ground.ledger.appendonly import install, remove
from yaohao.stages.registers.queries import regions

# A machine under load is slow, not wrong; how long a step takes is for the benchmarks to say.
property_settings.register_profile(
    "timeless", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
property_settings.load_profile("timeless")

GUARDED = (
    "audit_entry", "ledger_entry", "publication_snapshot",
    "draw_testimony", "draw_objection", "draw_answer",
)  # fmt: skip


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Where the database of this run lies."""
    in_a_file()


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_blocker: Any,
    django_db_modify_db_settings: None,
) -> Iterator[None]:
    """The database of this process, from the one that was migrated before (`tests.prepared`)."""
    with django_db_blocker.unblock():
        stand_up()
    yield
    with django_db_blocker.unblock():
        tear_down()


@pytest.fixture(scope="session", autouse=True)
def _quick_hashes() -> None:
    """Passwords hashed with little work: the strength of the hash is not what tests look at."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _in_chinese() -> Iterator[None]:
    """Every test begins in the product's language, whatever the one before it read."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def _regions(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The regions as they are on file: no succession of another test, none without a database."""
    case = getattr(request, "cls", None)
    stored = {"db", "transactional_db"} & set(request.fixturenames)
    if not stored and not (case and issubclass(case, SimpleTestCase)):
        nothing = lru_cache(lambda _moment: ())
        monkeypatch.setattr(regions, "_successions", nothing)
    regions.forget_regions()
    yield
    regions.forget_regions()


@pytest.fixture(scope="session", autouse=True)
def key_file() -> None:
    """The vault's key, made once in the home of this run."""
    make_key_file()


@pytest.fixture(scope="session", autouse=True)
def _emptying() -> Iterator[None]:
    """Let the emptying of tables after a transactional test pass the append-only guards."""
    original = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def teardown(case: Any) -> None:
        with unguarded():
            original(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", teardown)
        yield


@contextmanager
def unguarded() -> Iterator[None]:
    """The append-only tables without their triggers, as the owner of the database can have them."""
    with connection.schema_editor() as editor:
        for table in GUARDED:
            remove(editor, table)
    yield
    with connection.schema_editor() as editor:
        for table in GUARDED:
            install(editor, table)


@pytest.fixture
def cast(db: None) -> Cast:
    """The shared cast: two bureaus and the people in them."""
    return assemble()


@pytest.fixture
def clerk(client: Client, cast: Cast) -> Client:
    """A browser in which the clerk is signed in."""
    client.force_login(cast.clerk, backend="django.contrib.auth.backends.ModelBackend")
    return client
