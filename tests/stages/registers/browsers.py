"""Signed-in browsers that read English."""

from django.test import Client
from django.urls import reverse

from yaohao.ground.accounts.models import User


def browser(user: User) -> Client:
    """A browser in which `user` is signed in."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def page(client: Client, name: str, *args: object, **query: str) -> str:
    """The text of a page of the registers that must open."""
    response = client.get(reverse(f"registers:{name}", args=args), query)
    assert response.status_code == 200
    return str(response.content.decode())
