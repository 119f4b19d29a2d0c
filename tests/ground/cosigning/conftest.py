"""The log of a city with three cosigners, and browsers for its people."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories.cosigning import CITIZEN, JIWEI, NOTARY, named
from yaohao.ground.accounts.models import User

Browser = Callable[[User], Client]


@pytest.fixture
def three(cast: Cast) -> Cast:
    """The cast; the city has three cosigners."""
    named(cast.city.code, JIWEI, NOTARY, CITIZEN)
    return cast


@pytest.fixture
def browse() -> Browser:
    """`browse(cast.clerk)` is that person's own browser, in English."""

    def signed_in(person: User) -> Client:
        client = Client(headers={"accept-language": "en"})
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in
