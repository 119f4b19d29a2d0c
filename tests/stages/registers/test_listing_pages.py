"""The pages on which a listing is proposed and decided, and the list of proposals."""

from io import BytesIO

import openpyxl
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.registers import make_object
from tests.stages.registers.browsers import browser, page
from yaohao.stages.registers import operations
from yaohao.stages.registers.models import InspectionObject, ListingProposal


def sent(row: InspectionObject, **more: str) -> dict[str, str]:
    row.refresh_from_db()
    said = {
        "revision": str(row.revision), "grade": "2", "since": timezone.localdate().isoformat(),
        "reason": "重大隐患拒不整改", "article": "第十九条", "source": "晋市应急罚〔2026〕3号",
    }  # fmt: skip
    return said | more


def proposed(client: Client, row: InspectionObject) -> ListingProposal:
    assert (
        client.post(reverse("registers:object-list", args=[row.pk]), sent(row)).status_code == 302
    )
    return ListingProposal.objects.get(object=row, state="waiting")


def decide(client: Client, act: str, pk: int, **more: str) -> str:
    """What the page says after an act."""
    address = reverse(f"registers:listing-{act}", args=[pk])
    return str(client.post(address, more, follow=True).content.decode())


def test_from_the_proposal_to_the_row_and_off_again(cast: Cast) -> None:
    row = make_object(cast.city, name="甲公司")
    clerk, director = browser(cast.clerk), browser(cast.director)
    address = reverse("registers:object-list", args=[row.pk])
    assert director.post(address, sent(row)).status_code == 403
    wrong = clerk.post(address, sent(row, reason="", source="罚9号"))
    assert wrong.status_code == 422
    assert "罚9号" in wrong.content.decode()  # what was typed stays
    proposal = proposed(clerk, row)
    text = page(clerk, "object", row.pk)
    assert "waits for the director" in text
    assert address not in text
    assert "1 proposal waits for the director" in page(director, "blacklist")
    assert "Nobody is on the blacklist" in page(clerk, "blacklist")
    assert "the register follows" in decide(director, "approve", proposal.pk)
    text = page(clerk, "object", row.pk)
    for said in (
        "days left",
        "重大隐患拒不整改（第十九条）",
        "not listed → grade 2",
        "proposed by 法小规",
    ):
        assert said in text
    assert "甲公司" in page(clerk, "blacklist")
    off = reverse("registers:object-unlist", args=[row.pk])
    early = sent(row, ground="asked", source="申请1号")
    assert "may be taken off the blacklist from" in clerk.post(off, early).content.decode()
    assert clerk.post(off, {**early, "ground": "annulled"}).status_code == 302
    second = ListingProposal.objects.get(state="waiting")
    assert "the decision was annulled" in page(director, "listing", second.pk)
    decide(director, "approve", second.pk)
    assert "Nobody is on the blacklist" in page(clerk, "blacklist")


def test_a_stale_page_keeps_what_was_typed_and_a_double_click_does_nothing(cast: Cast) -> None:
    row = make_object(cast.city)
    clerk = browser(cast.clerk)
    address = reverse("registers:object-list", args=[row.pk])
    old = sent(row)
    operations.edit_object(by=cast.clerk, pk=row.pk, revision=1, values={"risk": "RED"})
    text = clerk.post(address, old).content.decode()
    assert "was changed since you opened the page" in text
    assert "重大隐患拒不整改" in text
    assert 'name="revision" value="2"' in text
    assert not ListingProposal.objects.exists()
    now = sent(row)
    assert clerk.post(address, now).status_code == 302
    again = clerk.post(address, now)
    assert again.status_code == 422
    assert "waits already" in again.content.decode()
    assert ListingProposal.objects.count() == 1


def test_returned_with_a_reason_taken_back_and_decided_once(cast: Cast) -> None:
    row = make_object(cast.city)
    clerk, director = browser(cast.clerk), browser(cast.director)
    first = proposed(clerk, row)
    empty = director.post(reverse("registers:listing-return", args=[first.pk]), {"returned": ""})
    assert empty.status_code == 422
    assert clerk.post(reverse("registers:listing-return", args=[first.pk])).status_code == 403
    assert "文号有误" in decide(director, "return", first.pk, returned="文号有误")
    assert "is “returned” by now" in decide(director, "approve", first.pk)
    second = proposed(clerk, row)
    assert "Taken back" in decide(clerk, "withdraw", second.pk)
    assert "is “taken back” by now" in decide(director, "approve", second.pk)
    row.refresh_from_db()
    assert not row.blacklisted


def test_the_list_has_its_states_its_count_and_its_export(cast: Cast) -> None:
    row, other = make_object(cast.city, name="甲公司"), make_object(cast.city, name="乙公司")
    clerk = browser(cast.clerk)
    first = proposed(clerk, row)
    proposed(clerk, other)
    operations.return_listing(by=cast.director, pk=first.pk, reason="文号有误")
    assert "甲公司" not in page(clerk, "listings")
    text = page(clerk, "listings", show="returned")
    assert "1 proposal" in text
    assert "文号有误" in text
    assert "2 proposals" in page(clerk, "listings", show="all")
    assert "2 proposals" in page(clerk, "listings", show="nonsense")
    asked = {"show": "all", "export": "xlsx"}
    answer = clerk.get(reverse("registers:listings"), asked)
    names = {
        cell.value for cell in openpyxl.load_workbook(BytesIO(answer.getvalue())).worksheets[0]["A"]
    }
    assert {"甲公司", "乙公司"} <= names


def test_another_bureau_finds_no_proposal(cast: Cast) -> None:
    proposal = proposed(browser(cast.clerk), make_object(cast.city))
    stranger = browser(cast.stranger)
    assert stranger.get(reverse("registers:listing", args=[proposal.pk])).status_code == 404
    back = reverse("registers:listing-withdraw", args=[proposal.pk])
    assert stranger.post(back).status_code == 404
    assert "No such proposal" in page(stranger, "listings", show="all")
