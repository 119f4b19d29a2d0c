"""Cosigned heads enter the log whole, once, and only when they verify."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from fairdraw.checkpoint import check_log_signature, parse
from fairdraw.entries import parse as parse_entry
from fairdraw.errors import Fault

from tests.factories.cosigning import CITIZEN, JIWEI, NOTARY, grow, key_of, line, named, note
from yaohao.ground.ledger.models import Entry
from yaohao.ground.ledger.operations import Taken, cosign, end_cosigner
from yaohao.ground.ledger.queries import cosigned, head, policy_text, quorum_at
from yaohao.ground.ledger.rules import Reason, Unfit
from yaohao.ground.ledger.signing import checkpoint, verifier_key

CITY = "140700"


@pytest.fixture(autouse=True)
def _log(db: None) -> None:
    grow("first")
    named(CITY, JIWEI, NOTARY)


def refused(data: bytes) -> Reason:
    """Why the log refuses these bytes; nothing may have changed."""
    before = head()
    with pytest.raises(Unfit) as caught:
        cosign(note=data, at=timezone.now())
    assert head() == before
    return caught.value.reason


def take(data: bytes) -> Taken:
    return cosign(note=data, at=timezone.now())


def test_the_checkpoint_is_the_head_signed_by_the_log() -> None:
    read = parse(checkpoint())
    assert (read.origin, read.size, read.root) == (settings.YAOHAO_ORIGIN, 3, head().root)
    check_log_signature(read, verifier_key())
    with pytest.raises(Fault, match="checkpoint"):
        check_log_signature(replace(read, size=2), verifier_key())


def test_what_is_no_cosigned_checkpoint_of_this_log_is_refused() -> None:
    now = parse(checkpoint())
    assert refused(b"") is Reason.MALFORMED
    assert refused(checkpoint().replace(b"\n", b"\r\n")) is Reason.MALFORMED
    assert refused(checkpoint()) is Reason.UNSIGNED
    other = replace(now, origin="elsewhere.example/log")
    assert refused(other.signed(line(other, JIWEI)).dump()) is Reason.ORIGIN
    assert refused(now.signed(*[line(now, JIWEI)] * 2).dump()) is Reason.TWICE
    many = [line(now, JIWEI, by=f"w{number}") for number in range(17)]
    assert refused(now.signed(*many).dump()) is Reason.MANY


def test_a_head_that_the_log_never_had_is_refused() -> None:
    now = parse(checkpoint())
    for size, reason in ((0, Reason.BEYOND), (now.size + 1, Reason.BEYOND), (2, Reason.ROOT)):
        wrong = replace(now, size=size)
        assert refused(wrong.signed(line(wrong, JIWEI)).dump()) is reason


def test_an_unknown_name_another_key_and_a_wrong_signature_are_told_apart() -> None:
    now = parse(checkpoint())
    assert refused(note(CITIZEN)) is Reason.UNKNOWN
    assert refused(now.signed(line(now, JIWEI, secret=b"\7" * 32)).dump()) is Reason.KEY
    other = replace(now, size=1)
    assert refused(now.signed(line(other, JIWEI)).dump()) is Reason.SIGNATURE
    # One bad line beside a good one: nothing enters.
    assert refused(now.signed(line(now, NOTARY), line(other, JIWEI)).dump()) is Reason.SIGNATURE
    assert not Entry.objects.filter(kind="cosign").exists()


def test_a_clock_that_is_wrong_is_refused() -> None:
    assert refused(note(JIWEI, at=timezone.now() + timedelta(minutes=6))) is Reason.AHEAD
    assert refused(note(JIWEI, at=timezone.now() - timedelta(minutes=6))) is Reason.BEHIND


def test_who_has_ended_no_longer_counts() -> None:
    jiwei, _ = named("140702", JIWEI, NOTARY)
    end_cosigner(cosigner=jiwei, by=("甲", "乙"), at=timezone.now())
    assert take(note(JIWEI)).names == (JIWEI,)  # the city still has it
    with pytest.raises(IntegrityError), transaction.atomic():
        named(CITY, JIWEI)


def test_signatures_enter_the_log_as_they_came() -> None:
    data = note(JIWEI, NOTARY)
    assert take(data) == Taken(3, (JIWEI, NOTARY), 3)
    entry = parse_entry(bytes(Entry.objects.get(index=3).raw))
    assert entry.get("log") == parse(data).head
    assert entry.all("signature") == parse(data).cosignatures()


def test_the_same_signature_twice_adds_nothing() -> None:
    data = note(JIWEI)
    take(data)
    before = head()
    assert take(data) == Taken(3, (), 3)
    assert head() == before


def test_cosignatures_alone_are_nothing_new_to_sign() -> None:
    take(note(JIWEI))
    take(note(NOTARY))
    before = head()
    assert take(note(JIWEI)).names == take(note(NOTARY)).names == ()
    assert head() == before
    grow("news")
    assert take(note(JIWEI)).names == (JIWEI,)


def test_an_older_head_than_the_one_signed_last_is_stale() -> None:
    old = checkpoint()
    grow("news")
    take(note(JIWEI))
    assert refused(note(JIWEI, of=old)) is Reason.STALE
    assert take(note(NOTARY, of=old)).names == (NOTARY,)


def test_the_policy_names_the_bureau_s_cosigners() -> None:
    assert policy_text(bureau=CITY, quorum=0) == "none"
    keys = f"{key_of(JIWEI)} {key_of(NOTARY)}"
    assert policy_text(bureau=CITY, quorum=2) == f"quorum 2 {keys}"
    for bureau, wrong in ((CITY, 3), (CITY, -1), ("140702", 1)):
        with pytest.raises(ValueError, match="cosigners"):
            policy_text(bureau=bureau, quorum=wrong)


def test_the_quorum_counts_each_cosigner_once_and_only_heads_beyond_the_entry() -> None:
    policy = policy_text(bureau=CITY, quorum=2)
    take(note(JIWEI))
    index = grow("round").index
    assert cosigned(index=index, policy=policy) == 0
    assert not quorum_at(index=index, policy=policy).reached
    take(note(JIWEI))
    grow("news")
    take(note(JIWEI))
    half = quorum_at(index=index, policy=policy)
    assert (cosigned(index=index, policy=policy), half.missing) == (1, (NOTARY,))
    assert half.since is None
    take(note(NOTARY))
    whole = quorum_at(index=index, policy=policy)
    assert (whole.reached, whole.missing) == (True, ())
    assert whole.since == max(whole.signed.values())
    assert quorum_at(index=index, policy="none").reached
