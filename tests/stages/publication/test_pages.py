"""What is public since when, the preview, and the two buttons."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.planning import YEAR, filed_line, plan_objects
from tests.factories.publication import publish_now
from yaohao.ground.accounts.models import User
from yaohao.stages.publication import queries
from yaohao.stages.publication.models import Snapshot
from yaohao.stages.publication.rules import Kind


def browser(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_every_table_shows_what_is_public_and_what_would_change(cast: Cast) -> None:
    plan_objects(cast.city, 3)
    publish_now(cast.clerk, Kind.OBJECTS)
    plan_objects(cast.city, 2)
    text = browser(cast.clerk).get(reverse("publication:snapshots")).content.decode()
    assert "version 1, 3 rows, published by 法小规" in text
    assert "Now: 5 rows. Against what is public: 2 new, 0 changed, 0 ended." in text
    assert "Not public yet." in text


def test_the_preview_shows_the_public_columns_and_no_contact(cast: Cast) -> None:
    plan_objects(cast.city, 1, name="祁县第一煤矿", phone="13800000000", contact="张三")
    address = reverse("publication:preview", args=["objects"])
    text = browser(cast.clerk).get(address).content.decode()
    assert "祁县第一煤矿" in text
    assert "13800000000" not in text
    assert "张三" not in text


def test_publish_what_the_preview_showed(cast: Cast) -> None:
    plan_objects(cast.city, 1)
    digest = queries.candidate(Kind.OBJECTS, cast.city).digest
    clerk = browser(cast.clerk)
    assert digest in clerk.get(reverse("publication:preview", args=["objects"])).content.decode()
    address = reverse("publication:publish", args=["objects"])
    response = clerk.post(address, {"digest": digest}, follow=True)
    assert "Public now: Objects, version 1." in response.content.decode()
    again = clerk.post(address, {"digest": digest}, follow=True)
    assert "Exactly this is public already" in again.content.decode()
    assert Snapshot.objects.count() == 1


def test_the_plan_has_a_preview_for_each_year(cast: Cast) -> None:
    filed_line(cast.city, title="危化品专项")
    clerk = browser(cast.clerk)
    address = reverse("publication:preview-plan", args=["plan", YEAR])
    assert "危化品专项" in clerk.get(address).content.decode()
    digest = queries.candidate(Kind.PLAN, cast.city, YEAR).digest
    clerk.post(reverse("publication:publish-plan", args=["plan", YEAR]), {"digest": digest})
    assert queries.latest(Kind.PLAN, "140700", YEAR) is not None


@pytest.mark.parametrize("kind", ["plan", "draws", "people"])
def test_an_unknown_table_is_not_found(cast: Cast, kind: str) -> None:
    address = reverse("publication:preview", args=[kind])
    assert browser(cast.clerk).get(address).status_code == 404


def test_withdraw_with_a_reason(cast: Cast) -> None:
    snapshot = publish_now(cast.clerk, Kind.ITEMS)
    address = reverse("publication:withdraw", args=[snapshot.pk])
    assert browser(cast.stranger).post(address, {"reason": "误"}).status_code == 404
    clerk = browser(cast.clerk)
    assert "Say why" in clerk.post(address, {"reason": ""}, follow=True).content.decode()
    assert "依据失效" in clerk.post(address, {"reason": "依据失效"}, follow=True).content.decode()
    assert queries.latest(Kind.ITEMS, "140700") is None


def test_a_reader_sees_no_button(cast: Cast) -> None:
    publish_now(cast.clerk, Kind.ITEMS)
    auditor = browser(cast.auditor)
    text = auditor.get(reverse("publication:snapshots")).content.decode()
    assert "Withdraw" not in text
    preview = auditor.get(reverse("publication:preview", args=["officers"])).content.decode()
    assert "Publish this" not in preview
