"""Files, receipts, and another attempt."""

import io
import json
import zipfile
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.factories.credit import NATIONAL, answer, outbox, sent
from yaohao.ground.files.storage import storage
from yaohao.stages.credit import operations
from yaohao.stages.credit.models import Dispatch
from yaohao.stages.credit.operations import Refused


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Any) -> None:
    settings.YAOHAO_DATA = tmp_path


def test_the_file_holds_rows_and_their_digests(cast: Cast) -> None:
    batch = sent(cast)
    row = Dispatch.objects.get()
    with zipfile.ZipFile(io.BytesIO(storage().read(batch.digest))) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        for name, digest in manifest["files"].items():
            assert sha256(archive.read(name)).hexdigest() == digest
        records = json.loads(archive.read("national-results-2017-result.json"))
        assert "raninsPlaneName" in archive.read("national-results-2017-result.csv").decode()
    assert records[0]["ref"] == row.reference
    assert (row.state, row.batch, batch.rows) == ("exported", batch, 1)


def test_nothing_is_sent_twice(cast: Cast) -> None:
    sent(cast)
    with pytest.raises(Refused):
        operations.export(by=cast.clerk, receiver=NATIONAL)


def test_an_unknown_receiver_is_refused(cast: Cast) -> None:
    outbox(cast)
    with pytest.raises(Refused, match="nobody"):
        operations.export(by=cast.clerk, receiver="nobody")


def test_a_good_receipt_ends_it(cast: Cast) -> None:
    sent(cast)
    row = Dispatch.objects.get()
    assert answer(cast, row.reference, "0") == 1
    row.refresh_from_db()
    assert row.state == "received"
    with pytest.raises(Refused, match=row.reference):
        answer(cast, row.reference, "0")


def test_an_unknown_row_is_named_and_nothing_is_kept(cast: Cast) -> None:
    sent(cast)
    row = Dispatch.objects.get()
    with pytest.raises(Refused, match="YH99999999"):
        answer(cast, f"{row.reference},0,\nYH99999999", "0")
    row.refresh_from_db()
    assert row.state == "exported"
    assert not row.receipts.exists()


def test_a_rejected_row_waits_before_it_goes_again(cast: Cast) -> None:
    sent(cast)
    row = Dispatch.objects.get()
    answer(cast, row.reference, "E12", "代码错误")
    row.refresh_from_db()
    assert (row.state, row.attempts) == ("rejected", 1)
    with pytest.raises(Refused):
        operations.retry(by=cast.clerk, pk=row.pk)
    again(cast, row)
    assert row.state == "exported"


def test_the_fourth_rejection_is_the_last(cast: Cast) -> None:
    sent(cast)
    row = Dispatch.objects.get()
    for attempt in range(4):
        answer(cast, row.reference, "E12")
        if attempt < 3:
            again(cast, row)
    row.refresh_from_db()
    assert (row.state, row.next_try) == ("failed", None)
    with pytest.raises(Refused):
        operations.retry(by=cast.clerk, pk=row.pk)


def again(cast: Cast, row: Dispatch) -> None:
    """Let the waiting time pass and send once more."""
    past = timezone.now() - timedelta(seconds=1)
    Dispatch.objects.filter(pk=row.pk).update(next_try=past)
    operations.retry(by=cast.clerk, pk=row.pk)
    operations.export(by=cast.clerk, receiver=NATIONAL)
    row.refresh_from_db()
