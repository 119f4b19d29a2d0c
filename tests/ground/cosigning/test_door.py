"""Signatures come in over the network without an account, or by stick; nothing half done."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from fairdraw.checkpoint import LONGEST, parse

from tests.cast import Cast
from tests.factories.cosigning import CITIZEN, JIWEI, NOTARY, grow, line, named, note
from tests.ground.cosigning.conftest import Browser
from yaohao.ground.accounts.models import User
from yaohao.ground.audit.models import Entry as Trail
from yaohao.ground.cosigning.operations import Refused, hand_in
from yaohao.ground.cosigning.rules import POSTS
from yaohao.ground.ledger.models import Entry
from yaohao.ground.ledger.queries import head
from yaohao.ground.ledger.signing import checkpoint


@pytest.fixture(autouse=True)
def _fresh_throttle() -> None:
    cache.clear()


@pytest.fixture
def network() -> Client:
    """Somebody's program: no session, no token, and the server insists on tokens."""
    return Client(enforce_csrf_checks=True, headers={"accept-language": "en"})


def post(client: Client, data: bytes) -> tuple[int, str]:
    answer = client.post(reverse("cosigning:signatures"), data, content_type="text/plain")
    assert answer["Content-Type"].startswith("text/plain")
    return answer.status_code, answer.content.decode()


def test_each_refusal_has_its_status_and_says_how_to_mend_it(three: Cast, network: Client) -> None:
    old = checkpoint()
    grow("news")
    now = parse(checkpoint())
    post(network, note(JIWEI))
    before = head()
    foreign = replace(now, origin="elsewhere.example")
    beyond, other = replace(now, size=99), replace(now, root="0" * 64)
    cases = [
        (b"\xff", 400, "malformed"),
        (checkpoint(), 400, "unsigned"),
        (now.signed(line(now, JIWEI), line(now, JIWEI)).dump(), 400, "twice"),
        (note(NOTARY, at=timezone.now() + timedelta(hours=1)), 400, "ahead"),
        (note(NOTARY, at=timezone.now() - timedelta(hours=1)), 400, "behind"),
        (now.signed(line(now, NOTARY, by="nobody")).dump(), 403, "unknown"),
        (now.signed(line(now, NOTARY, secret=b"\7" * 32)).dump(), 403, "key"),
        (now.signed(line(beyond, NOTARY)).dump(), 403, "signature"),
        (foreign.signed(line(foreign, NOTARY)).dump(), 404, "origin"),
        (beyond.signed(line(beyond, NOTARY)).dump(), 409, "beyond"),
        (note(JIWEI, of=old), 409, "stale"),
        (other.signed(line(other, NOTARY)).dump(), 422, "root"),
    ]
    for data, status, code in cases:
        answered, words = post(network, data)
        assert (answered, words.endswith(f"[{code}]\n")) == (status, True), words
        assert "%(" not in words
    assert head() == before


def test_a_file_that_is_too_long_is_not_read(three: Cast, network: Client) -> None:
    assert post(network, b"x" * (LONGEST + 1))[0] == 413


def test_only_a_post_is_answered(network: Client, db: None) -> None:
    assert network.get(reverse("cosigning:signatures")).status_code == 405


def test_whoever_knocks_too_often_waits(three: Cast, network: Client) -> None:
    answers = {post(network, b"")[0] for _ in range(POSTS)}
    assert answers == {400}
    answer = network.post(reverse("cosigning:signatures"), b"", content_type="text/plain")
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")


def test_signatures_of_several_witnesses_come_in_at_once_and_once(
    three: Cast, network: Client
) -> None:
    data = note(JIWEI, NOTARY, CITIZEN)
    status, words = post(network, data)
    assert status == 200
    assert f"entry 3: {JIWEI}" in words
    status, words = post(network, data)
    assert (status, "already" in words) == (200, True)
    assert Entry.objects.filter(kind="cosign").count() == 1
    trail = Trail.objects.get(action="cosigning.signature.hand-in")
    assert trail.actor_id == "stranger"


def test_a_witness_who_signs_only_signatures_is_thanked_and_not_logged(
    three: Cast, network: Client
) -> None:
    post(network, note(JIWEI))
    post(network, note(NOTARY))
    before = head()
    status, words = post(network, note(JIWEI))
    assert (status, "Nothing was added" in words) == (200, True)
    assert head() == before


def test_the_answer_speaks_chinese_by_default(three: Cast) -> None:
    client = Client(headers={"accept-language": "zh-CN"})
    assert "没有见证人签名" in post(client, checkpoint())[1]


@pytest.mark.parametrize("who", ["officer", "hall", "auditor", "system_admin"])
def test_by_stick_only_those_who_keep_the_draw_or_witness_it(three: Cast, who: str) -> None:
    person: User = getattr(three, who)
    with pytest.raises(Refused, match="岗位"):
        hand_in(by=person, note=note(JIWEI))
    assert not Entry.objects.filter(kind="cosign").exists()


def upload(client: Client, data: bytes) -> str:
    answer = client.post(
        reverse("cosigning:hand-in"), {"answer": SimpleUploadedFile("answer.txt", data)},
        follow=True,
    )  # fmt: skip
    text: str = answer.content.decode()
    return text


def test_the_stick_carries_the_same_bytes(three: Cast, browse: Browser) -> None:
    clerk, data = browse(three.clerk), note(JIWEI)
    assert "unsigned" in upload(clerk, checkpoint())
    assert "malformed" in upload(clerk, b"\0" * (LONGEST + 1))
    assert "Taken into the log as entry 3" in upload(clerk, data)
    assert "already" in upload(clerk, data)
    assert (
        "Choose the file" in clerk.post(reverse("cosigning:hand-in"), follow=True).content.decode()
    )
    assert Trail.objects.get(action="cosigning.signature.hand-in").actor_id == "clerk"


def test_a_key_of_any_bureau_of_the_log_is_known(cast: Cast, network: Client) -> None:
    named(cast.next_county.code, JIWEI)
    assert post(network, note(JIWEI))[0] == 200
