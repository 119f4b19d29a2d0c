"""The verifier as a page: one file, nobody is asked anything."""

from django.test import Client
from django.urls import reverse
from fairdraw import browser


def test_anybody_gets_the_page_and_may_save_it(client: Client) -> None:
    shown = client.get(reverse("portal:verify-page"))
    assert shown.content == browser.page()
    assert "connect-src 'none'" in shown["Content-Security-Policy"]
    assert "script-src 'self'" not in shown["Content-Security-Policy"]
    saved = client.get(reverse("portal:verify-page") + "?save")
    assert saved.content == shown.content
    assert saved["Content-Disposition"].startswith("attachment")
