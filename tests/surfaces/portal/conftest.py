"""A stranger's browser, in English."""

import pytest
from django.test import Client


@pytest.fixture
def stranger() -> Client:
    """Nobody is signed in."""
    return Client(headers={"accept-language": "en"})
