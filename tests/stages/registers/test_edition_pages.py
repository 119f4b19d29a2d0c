"""The pages of the yearly edition: reasons typed for a selection, the way to the public."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.registers import credit_code
from tests.stages.registers.browsers import browser, page
from yaohao.stages.registers import operations
from yaohao.stages.registers.models import Edition, EditionReason, InspectionObject, RegisterRoot
from yaohao.stages.registers.rooting import daily_root


@pytest.fixture
def year(cast: Cast) -> int:
    """An edition with forty objects that were entered since the root of last year."""
    year = timezone.localdate().year
    operations.add_object(by=cast.clerk, values=values(0))
    daily_root()
    RegisterRoot.objects.update(date=timezone.localdate() - timedelta(days=370))
    for serial in range(1, 41):
        operations.add_object(by=cast.clerk, values=values(serial))
    operations.open_edition(by=cast.clerk, year=year)
    return year


def values(serial: int) -> dict[str, str]:
    return {"name": f"第{serial}厂", "credit_code": credit_code(serial), "region": "140702"}


def post(client: Client, name: str, year: int, query: str = "", **sent: object) -> int:
    sent = {"revision": Edition.objects.get().revision} | sent
    return client.post(reverse(f"registers:{name}", args=[year]) + query, sent).status_code


def test_the_same_reason_for_these_forty(cast: Cast, year: int) -> None:
    client = browser(cast.clerk)
    text = page(client, "edition", year)
    assert "40 objects differ without a reason" in text
    assert post(client, "edition-submit", year) == 302
    assert "Not submitted: 40 objects differ" in page(client, "edition", year)
    one = InspectionObject.objects.get(name="第7厂").object_id
    assert post(client, "edition-reason", year, object=one, reason="新建企业") == 302
    assert EditionReason.objects.count() == 1
    assert post(client, "edition-reason", year, reason="x") == 422  # nothing ticked
    query = "?known=missing"
    sent = {"all": "on", "reason": "纳入监管"}
    assert post(client, "edition-reason", year, query, **sent) == 302
    assert EditionReason.objects.filter(reason="纳入监管").count() == 39
    assert "without a reason: type" not in page(client, "edition", year)


def test_from_the_clerk_to_the_public(cast: Cast, year: int) -> None:
    clerk, director = browser(cast.clerk), browser(cast.director)
    post(clerk, "edition-reason", year, all="on", reason="纳入监管")
    assert post(director, "edition-submit", year) == 403
    assert post(clerk, "edition-submit", year) == 302
    assert "no object is changed" in page(clerk, "edition", year)
    thing = InspectionObject.objects.get(name="第1厂")
    form = clerk.post(
        reverse("registers:object-edit", args=[thing.pk]),
        {"revision": thing.revision, "name": "改名", "region": "140702", "affiliation": "C",
         "scale": "U", "risk": "UNRATED", "standardisation": "0", "credit": "U",
         "major_hazard": "0", "field": "OT"},
    )  # fmt: skip
    assert f"edition {year} of the register waits for approval" in form.content.decode()
    assert "改名" in form.content.decode()  # what was typed stays
    assert post(clerk, "edition-approve", year) == 403
    assert post(director, "edition-return", year, reason="漏项") == 302
    assert "Returned because: 漏项" in page(clerk, "edition", year)
    post(clerk, "edition-submit", year)
    assert post(director, "edition-approve", year, revision=1) == 302
    assert Edition.objects.get().state == "submitted"  # a stale page approves nothing
    assert post(director, "edition-approve", year) == 302
    assert post(clerk, "edition-publish", year) == 302
    assert Edition.objects.get().state == "published"
    for said in ("Submitted to the director", "Returned", "Approved", "Published", "漏项"):
        assert said in page(clerk, "edition", year)
    assert '<td class="num">41</td>' in page(clerk, "editions")


def test_the_comparison_is_filtered_and_exported_alike(cast: Cast, year: int) -> None:
    client = browser(cast.auditor)
    text = page(client, "edition", year, q="第7厂")
    assert "第7厂" in text
    assert "第8厂" not in text
    assert "1 of 40 objects that differ" in text
    assert "reason/" in text
    assert 'name="object"' not in text
    answer = client.get(reverse("registers:edition", args=[year]), {"q": "第7厂", "export": "csv"})
    content = b"".join(answer) if answer.streaming else answer.content
    assert "第7厂" in content.decode("utf-8-sig")
    assert "第8厂" not in content.decode("utf-8-sig")
    nothing = page(client, "edition", year, nature="ended")
    assert "Nothing differs, or nothing that matches" in nothing


def test_another_bureau_has_its_own(cast: Cast, year: int) -> None:
    client = browser(cast.stranger)
    assert client.get(reverse("registers:edition", args=[year])).status_code == 404
    assert post(client, "edition-submit", year) == 404
    assert client.post(reverse("registers:edition-open"), {"year": year}).status_code == 302
    assert client.post(reverse("registers:edition-open"), {"year": year}).status_code == 422
