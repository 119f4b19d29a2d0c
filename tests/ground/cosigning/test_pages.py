"""The pages of the cosigners: on the desk for those who decide, on the portal for everybody."""

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.cosigning import CITIZEN, HOLDERS, JIWEI, key_of, named, note
from tests.ground.cosigning.conftest import Browser
from yaohao.ground.cosigning.models import Proposal
from yaohao.ground.cosigning.operations import hand_in, propose_name
from yaohao.ground.ledger.models import Cosigner
from yaohao.ground.ledger.operations import end_cosigner
from yaohao.ground.ledger.queries import head
from yaohao.ground.ledger.signing import checkpoint, verifier_key


def shown(client: Client, name: str = "cosigning:cosigners") -> str:
    text: str = client.get(reverse(name)).content.decode()
    return text


def test_from_the_proposal_to_the_public_list(cast: Cast, browse: Browser, client: Client) -> None:
    clerk, director = browse(cast.clerk), browse(cast.director)
    filled = {"key": f" {key_of(JIWEI)}\n", "holder": HOLDERS[JIWEI]}
    page = clerk.post(reverse("cosigning:propose"), filled, follow=True).content.decode()
    assert "Waiting for a leader who did not propose it." in page
    assert f"/{Proposal.objects.get().pk}/confirm/" not in page
    assert JIWEI not in shown(client, "portal:cosigners")
    assert "Ask the holder" in shown(director)
    confirm = reverse("cosigning:confirm", args=[Proposal.objects.get().pk])
    assert "Confirmed." in director.post(confirm, follow=True).content.decode()
    assert "decided already" in director.post(confirm, follow=True).content.decode()
    public = shown(client, "portal:cosigners")
    assert key_of(JIWEI) in public
    assert HOLDERS[JIWEI] in public


def test_a_wrong_key_stays_in_the_form_with_its_reason(cast: Cast, browse: Browser) -> None:
    answer = browse(cast.clerk).post(
        reverse("cosigning:propose"), {"key": "nonsense", "holder": "Notary"}
    )
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "no public key of a witness" in text
    assert "Notary" in text


def test_ending_warns_of_draws_under_way(three: Cast, browse: Browser) -> None:
    clerk, row = browse(three.clerk), Cosigner.objects.get(name=CITIZEN)
    address = reverse("cosigning:end", args=[row.pk])
    assert "still waits for its quorum" in clerk.get(address).content.decode()
    assert "Proposed." in clerk.post(address, {"cause": "moved"}, follow=True).content.decode()
    answer = clerk.post(address, {"cause": "moved"})
    assert (answer.status_code, "waits already" in answer.content.decode()) == (422, True)
    decline = reverse("cosigning:decline", args=[Proposal.objects.get().pk])
    assert "closed" in clerk.post(decline, follow=True).content.decode()


def test_rows_of_another_bureau_are_not_there(three: Cast, browse: Browser) -> None:
    stranger = browse(three.stranger)
    assert JIWEI not in shown(stranger)
    pk = Cosigner.objects.get(name=JIWEI).pk
    assert stranger.get(reverse("cosigning:end", args=[pk])).status_code == 404


@pytest.mark.parametrize("name", ["cosigning:cosigners", "portal:cosigners"])
def test_both_lists_say_what_a_quorum_is_worth(three: Cast, browse: Browser, name: str) -> None:
    text = shown(browse(three.clerk), name)
    assert "back-dating fails only if every quorum" in text
    assert "ask for more than half" in text


def test_the_portal_says_what_was_cosigned_and_who_was_once(three: Cast, client: Client) -> None:
    hand_in(by=three.witness, note=note(JIWEI))
    former = Cosigner.objects.get(name=CITIZEN)
    end_cosigner(cosigner=former, by=("甲", "乙"), at=former.since)
    text = Client(headers={"accept-language": "en"}).get("/log/cosigners/").content.decode()
    assert "3 entries" in text
    assert "never yet" in text
    assert "Former cosigners" in text
    assert verifier_key().split("+")[1] in text
    assert (
        "Cosigned by witnesses"
        in Client(headers={"accept-language": "en"}).get("/log/").content.decode()
    )


def test_the_list_is_asked_for_again_only_when_the_log_grew(three: Cast, client: Client) -> None:
    first = client.get("/log/cosigners/")
    again = {"HTTP_IF_NONE_MATCH": first["ETag"]}
    assert client.get("/log/cosigners/", **again).status_code == 304
    hand_in(by=three.witness, note=note(JIWEI))
    assert client.get("/log/cosigners/", **again).status_code == 200


def test_the_checkpoint_is_a_file_of_the_portal(
    three: Cast, client: Client, settings: LazySettings
) -> None:
    answer = client.get("/log/checkpoint")
    assert answer.content == checkpoint()
    assert answer.content.startswith(f"{settings.YAOHAO_ORIGIN}\n{head().size}\n".encode())
    assert 'filename="checkpoint.txt"' in answer["Content-Disposition"]


def test_commands_carry_the_public_address(
    three: Cast, client: Client, settings: LazySettings
) -> None:
    settings.YAOHAO_ADDRESS = "https://yaohao.example/"
    text = client.get("/log/cosigners/").content.decode()
    assert "https://yaohao.example/cosigning/signatures/" in text
    assert "https://yaohao.example/log/checkpoint" in text


def test_nothing_named_and_nothing_written_is_said(cast: Cast, browse: Browser) -> None:
    assert "No cosigner yet" in shown(browse(cast.director))
    assert "nothing to sign yet" in shown(browse(cast.director))
    assert (
        "No cosigner is named"
        in Client(headers={"accept-language": "en"}).get("/log/cosigners/").content.decode()
    )
    propose_name(by=cast.clerk, key=key_of(JIWEI), holder="x")
    named(cast.next_county.code, CITIZEN)
    assert CITIZEN not in shown(browse(cast.auditor))
