"""The pages of credit."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.credit import NATIONAL, outbox, reported, sent
from yaohao.stages.credit.models import Dispatch, Proposal

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Any) -> None:
    settings.YAOHAO_DATA = tmp_path


def test_from_collection_to_file(clerk: Client, cast: Cast) -> None:
    visit = reported(cast)
    for name in ("collect", "check"):
        clerk.post(reverse(f"credit:{name}"))
    page = clerk.get(reverse("credit:outbox")).content.decode()
    assert visit.object.name in page
    assert NATIONAL in page
    clerk.post(reverse("credit:export"), {"receiver": NATIONAL})
    batch = Dispatch.objects.get().batch
    assert batch
    assert batch.number in clerk.get(reverse("credit:batches")).content.decode()
    file = clerk.get(reverse("credit:batch-file", args=[batch.pk]))
    assert file.content.startswith(b"PK")


def test_the_list_is_exported_as_filtered(clerk: Client, cast: Cast) -> None:
    row = outbox(cast)
    url = reverse("credit:outbox")
    assert row.reference in clerk.get(url, {"export": "csv"}).content.decode()
    empty = clerk.get(url, {"export": "csv", "state": "failed"}).content.decode()
    assert row.reference not in empty


def test_a_delivery_says_what_to_mend(clerk: Client, cast: Cast) -> None:
    row = outbox(cast)
    problems = [{"field": "uniscid", "code": "missing", "value": ""}]
    Dispatch.objects.filter(pk=row.pk).update(state="refused", problems=problems)
    page = clerk.get(reverse("credit:dispatch", args=[row.pk])).content.decode()
    assert "uniscid 统一社会信用代码" in page
    assert "raninsPlaneName" in page


def test_a_receipt_for_an_unknown_row_is_named(clerk: Client, cast: Cast) -> None:
    sent(cast)
    sheet = SimpleUploadedFile("r.csv", "流水号,结果代码\nYH99999999,0\n".encode())
    page = clerk.post(reverse("credit:receipts"), {"receiver": NATIONAL, "sheet": sheet})
    assert "YH99999999" in page.content.decode()
    assert Dispatch.objects.get().state == "exported"


def test_the_clerk_proposes_and_the_director_decides(clerk: Client, cast: Cast) -> None:
    visit = reported(cast, fail=True)
    clerk.post(reverse("credit:propose"))
    proposal = Proposal.objects.get()
    url = reverse("credit:decide", args=[proposal.pk])
    assert clerk.post(url, {"decision": "apply"}).status_code == 403
    clerk.force_login(cast.director, backend=BACKEND)
    assert visit.object.name in clerk.get(reverse("credit:grades")).content.decode()
    clerk.post(url, {"decision": "apply"})
    proposal.refresh_from_db()
    assert proposal.state == "applied"
