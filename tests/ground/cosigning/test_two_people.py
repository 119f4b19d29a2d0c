"""Cosigners are named and ended by two people, in the open (article 15)."""

import pytest
from django.core.exceptions import ObjectDoesNotExist
from fairdraw.entries import parse
from fairdraw.policy import verifier_key

from tests.cast import Cast
from tests.factories.cosigning import HOLDERS, JIWEI, NOTARY, SECRETS, key_of, named
from yaohao.ground.accounts.models import User
from yaohao.ground.audit.models import Entry as Trail
from yaohao.ground.cosigning.models import Proposal
from yaohao.ground.cosigning.operations import (
    Refused,
    confirm,
    decline,
    propose_end,
    propose_name,
)
from yaohao.ground.ledger.models import Cosigner, Entry
from yaohao.ground.ledger.queries import cosigners, head, policy_text


def propose(cast: Cast, name: str = JIWEI) -> Proposal:
    return propose_name(by=cast.clerk, key=key_of(name), holder=HOLDERS[name])


@pytest.mark.parametrize("who", ["officer", "witness", "auditor", "security_admin", "head"])
def test_who_does_not_announce_draws_names_no_cosigner(cast: Cast, who: str) -> None:
    person: User = getattr(cast, who)
    with pytest.raises(Refused, match="岗位"):
        propose_name(by=person, key=key_of(JIWEI), holder="x")
    waiting = propose(cast)
    for act in (confirm, decline):
        with pytest.raises(Refused, match="岗位"):
            act(by=person, proposal=waiting.pk)
    assert not cosigners().exists()


def test_nobody_names_a_cosigner_alone(cast: Cast) -> None:
    waiting = propose_name(by=cast.director, key=key_of(JIWEI), holder="派驻组")
    with pytest.raises(Refused, match="本人"):
        confirm(by=cast.director, proposal=waiting.pk)
    with pytest.raises(Refused, match="岗位"):
        confirm(by=cast.other_clerk, proposal=waiting.pk)
    assert head().size == 0


def test_another_bureau_s_proposal_is_not_there(cast: Cast) -> None:
    waiting = propose(cast)
    for act in (confirm, decline):
        with pytest.raises(ObjectDoesNotExist):
            act(by=cast.stranger, proposal=waiting.pk)
    (row,) = named(cast.city.code, NOTARY)
    with pytest.raises(ObjectDoesNotExist):
        propose_end(by=cast.stranger, cosigner=row.pk, cause="x")


@pytest.mark.parametrize(
    ("key", "word"),
    [
        ("", "公钥"),
        ("jiwei.example", "公钥"),
        (key_of(JIWEI).replace("+", "+0", 1)[:-1], "公钥"),
        (verifier_key("x", b"\0" * 32), "公钥"),
        ("PRIVATE+KEY+jiwei+01234567+AAAA", "私钥"),
    ],
)
def test_a_damaged_key_a_useless_one_and_a_secret_one_are_refused(
    cast: Cast, key: str, word: str
) -> None:
    with pytest.raises(Refused, match=word):
        propose_name(by=cast.clerk, key=key, holder="x")


def test_the_holder_is_said_in_words(cast: Cast) -> None:
    for holder in ("", "   ", "x" * 101):
        with pytest.raises(Refused, match="100"):
            propose_name(by=cast.clerk, key=key_of(JIWEI), holder=holder)


def test_one_key_cannot_count_twice_nor_one_name_stand_for_two(cast: Cast) -> None:
    named(cast.city.code, JIWEI)
    again = verifier_key("another-name", bytes.fromhex(Cosigner.objects.get().public))
    with pytest.raises(Refused, match="两名见证人"):
        propose_name(by=cast.clerk, key=again, holder="x")
    with pytest.raises(Refused, match="另一把公钥"):
        propose_name(by=cast.clerk, key=key_of(JIWEI, SECRETS[NOTARY]), holder="x")
    with pytest.raises(Refused, match="已是联署人"):
        propose(cast)


def test_a_double_click_proposes_once(cast: Cast) -> None:
    propose(cast)
    with pytest.raises(Refused, match="待定"):
        propose(cast)
    assert Proposal.objects.count() == 1


def test_a_stale_page_confirms_nothing(cast: Cast) -> None:
    waiting = propose(cast)
    confirm(by=cast.director, proposal=waiting.pk)
    before = head()
    with pytest.raises(Refused, match="局长青"):
        confirm(by=cast.deputy, proposal=waiting.pk)
    with pytest.raises(Refused, match="局长青"):
        decline(by=cast.clerk, proposal=waiting.pk)
    assert head() == before


def test_a_key_that_came_in_meanwhile_is_not_confirmed(cast: Cast) -> None:
    waiting = propose(cast)
    named(cast.city.code, JIWEI)
    with pytest.raises(Refused, match="已是联署人"):
        confirm(by=cast.director, proposal=waiting.pk)


def test_two_people_name_a_cosigner_and_the_log_says_who(cast: Cast) -> None:
    confirm(by=cast.director, proposal=propose(cast).pk)
    row = cosigners(cast.city.code).get()
    assert (row.name, row.key, row.holder) == (JIWEI, key_of(JIWEI), HOLDERS[JIWEI])
    entry = parse(bytes(Entry.objects.get(kind="cosigner").raw))
    assert (entry.get("what"), entry.get("bureau")) == ("named", cast.city.code)
    assert (entry.get("key"), entry.get("holder")) == (row.key, row.holder)
    assert entry.all("by") == ("法小规", "局长青")
    actions = list(Trail.objects.order_by("index").values_list("action", flat=True))
    assert actions == ["cosigning.name.propose", "cosigning.proposal.confirm"]
    assert policy_text(bureau=cast.city.code, quorum=1) == f"quorum 1 {row.key}"


def test_two_bureaus_may_count_on_the_same_witness(cast: Cast) -> None:
    named(cast.next_county.code, JIWEI)
    confirm(by=cast.director, proposal=propose(cast).pk)
    assert {row.bureau for row in cosigners()} == {cast.city.code, cast.next_county.code}


def test_a_proposal_is_taken_back_or_declined_and_may_come_again(cast: Cast) -> None:
    decline(by=cast.clerk, proposal=propose(cast).pk)
    with pytest.raises(Refused, match="岗位"):
        decline(by=cast.other_clerk, proposal=propose(cast).pk)
    decline(by=cast.deputy, proposal=Proposal.objects.get(accepted=None).pk)
    confirm(by=cast.director, proposal=propose(cast).pk)
    assert Proposal.objects.count() == 3


def test_ending_takes_two_people_and_a_cause(cast: Cast) -> None:
    (row,) = named(cast.city.code, JIWEI)
    with pytest.raises(Refused, match="原因"):
        propose_end(by=cast.clerk, cosigner=row.pk, cause=" ")
    waiting = propose_end(by=cast.clerk, cosigner=row.pk, cause="密钥遗失")
    assert cosigners().exists()
    confirm(by=cast.director, proposal=waiting.pk)
    assert not cosigners().exists()
    last = parse(bytes(Entry.objects.latest("index").raw))
    assert (last.kind, last.get("what"), last.find("cause")) == ("cosigner", "ended", None)
    with pytest.raises(Refused, match="已经终止"):
        propose_end(by=cast.clerk, cosigner=row.pk, cause="x")
    confirm(by=cast.director, proposal=propose(cast).pk)  # the same witness may come back
    assert cosigners().get().signed == 0
