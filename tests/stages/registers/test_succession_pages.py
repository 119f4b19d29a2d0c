"""Merging and renaming counties by the page: a look first, then the entry."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.registers import make_object
from yaohao.stages.registers.models import RegionSuccession

TODAY = timezone.localdate


@pytest.fixture
def clerk(cast: Cast) -> Client:
    """The clerk's browser, in English."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(cast.clerk, backend="django.contrib.auth.backends.ModelBackend")
    return client


def values(**more: Any) -> dict[str, Any]:
    usual = {
        "olds": ["140727"], "new": "140709", "name": "祁州区", "on": TODAY().isoformat(),
        "document": "国函〔2026〕9号",
    }  # fmt: skip
    return usual | more


def test_it_is_shown_in_numbers_before_it_is_entered(cast: Cast, clerk: Client) -> None:
    firm = make_object(cast.city, region="140727")
    address = reverse("registers:region-new")
    page = clerk.post(address, values(act="preview")).content.decode()
    assert "Objects with a new number" in page
    assert cast.city.name in page
    assert not RegionSuccession.objects.exists()
    clerk.post(address, values(act="enter"))
    firm.refresh_from_db()
    assert firm.region == "140709"
    page = clerk.get(reverse("registers:regions")).content.decode()
    assert "祁州区" in page
    assert "in effect" in page


def test_what_was_typed_stays_where_it_is_refused(cast: Cast, clerk: Client) -> None:
    address = reverse("registers:region-new")
    page = clerk.post(address, values(act="preview", new="14")).content.decode()
    assert "six digits" in page
    assert "国函〔2026〕9号" in page
    page = clerk.post(address, values(act="change")).content.decode()
    assert 'value="祁州区"' in page


def test_a_later_day_can_be_taken_back_by_its_button(cast: Cast, clerk: Client) -> None:
    later = (TODAY() + timedelta(days=9)).isoformat()
    clerk.post(reverse("registers:region-new"), values(act="enter", on=later))
    row = RegionSuccession.objects.get()
    clerk.post(reverse("registers:region-withdraw", args=[row.pk]))
    assert not RegionSuccession.objects.exists()


def test_a_bureau_below_reads_and_does_not_enter(cast: Cast, client: Client) -> None:
    client.force_login(cast.stranger, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("registers:regions")).status_code == 200
    assert client.get(reverse("registers:region-new")).status_code == 404
