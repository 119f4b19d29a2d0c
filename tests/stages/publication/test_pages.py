"""What is public since when, the preview, and the two buttons."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.planning import YEAR, filed_line, plan_objects
from tests.factories.publication import propose_now, publish_now
from yaohao.ground.accounts.models import User
from yaohao.stages.publication import queries
from yaohao.stages.publication.models import Proposal, Redaction, Snapshot
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
    assert "version 1, 3 rows, published by 局长青" in text
    assert "Now: 5 rows. Against what is public: 2 new, 0 changed, 0 ended." in text
    assert "Not public yet." in text


def test_the_preview_shows_the_public_columns_and_no_contact(cast: Cast) -> None:
    plan_objects(cast.city, 1, name="祁县第一煤矿", phone="13800000000", contact="张三")
    address = reverse("publication:preview", args=["objects"])
    text = browser(cast.clerk).get(address).content.decode()
    assert "祁县第一煤矿" in text
    assert "13800000000" not in text
    assert "张三" not in text


def test_one_proposes_and_another_publishes_what_the_preview_showed(cast: Cast) -> None:
    plan_objects(cast.city, 1)
    digest = queries.candidate(Kind.OBJECTS, cast.city).digest
    clerk, director = browser(cast.clerk), browser(cast.director)
    assert digest in clerk.get(reverse("publication:preview", args=["objects"])).content.decode()
    address = reverse("publication:propose", args=["objects"])
    proposed = clerk.post(address, {"digest": digest}, follow=True)
    assert "Proposed: a leader looks at it" in proposed.content.decode()
    again = clerk.post(address, {"digest": digest}, follow=True)
    assert "waits for approval already" in again.content.decode()
    assert not Snapshot.objects.exists()

    page = director.get(reverse("publication:snapshots")).content.decode()
    proposal = Proposal.objects.get()
    assert reverse("publication:proposal", args=[proposal.pk]) in page
    decide = reverse("publication:decide", args=[proposal.pk, "approve"])
    stale = director.post(decide, {"digest": "0" * 64}, follow=True)
    assert "You saw another version" in stale.content.decode()
    done = director.post(decide, {"digest": digest}, follow=True)
    assert "Public now." in done.content.decode()
    twice = director.post(decide, {"digest": digest}, follow=True)
    assert "This act does not fit" in twice.content.decode()
    assert Snapshot.objects.get().published_by == cast.director


def test_a_return_needs_its_reason_and_a_take_back_none(cast: Cast) -> None:
    proposal = propose_now(cast.clerk, Kind.ITEMS)
    director = browser(cast.director)
    address = reverse("publication:decide", args=[proposal.pk, "return"])
    assert "Say why" in director.post(address, {"reason": ""}, follow=True).content.decode()
    assert (
        "依据待核" in director.post(address, {"reason": "依据待核"}, follow=True).content.decode()
    )
    second = propose_now(cast.clerk, Kind.ITEMS)
    back = reverse("publication:decide", args=[second.pk, "take-back"])
    assert "Taken back." in browser(cast.clerk).post(back, follow=True).content.decode()
    assert not Snapshot.objects.exists()


def test_a_field_is_closed_and_opened_from_the_preview(cast: Cast) -> None:
    plan_objects(cast.city, 1, name="祁县第一煤矿")
    key = queries.candidate(Kind.OBJECTS, cast.city).rows[0]["object_id"]
    clerk = browser(cast.clerk)
    address = reverse("publication:redact", args=["objects"])
    values = {"key": key, "field": "name", "secret": "state", "words": "涉军企业"}
    wrong = clerk.post(address, values | {"key": "没有"})
    assert wrong.status_code == 422
    assert "没有" in wrong.content.decode()
    assert "涉军企业" in wrong.content.decode()  # nothing typed is lost
    page = clerk.post(address, values, follow=True).content.decode()
    assert "【不公开：国家秘密】" in page
    closed = Redaction.objects.get()
    clerk.post(reverse("publication:open-field", args=[closed.pk]))
    assert (
        "祁县第一煤矿"
        in clerk.get(reverse("publication:preview", args=["objects"])).content.decode()
    )


def test_the_plan_has_a_preview_for_each_year(cast: Cast) -> None:
    filed_line(cast.city, title="危化品专项")
    clerk = browser(cast.clerk)
    address = reverse("publication:preview-year", args=["plan", YEAR])
    assert "危化品专项" in clerk.get(address).content.decode()
    digest = queries.candidate(Kind.PLAN, cast.city, YEAR).digest
    clerk.post(reverse("publication:propose-year", args=["plan", YEAR]), {"digest": digest})
    assert queries.open_proposal(Kind.PLAN, cast.city, YEAR) is not None


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
    assert "Propose this" not in preview
