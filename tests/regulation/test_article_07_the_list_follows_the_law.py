"""第七条: 依据法律法规规章的立改废释、层级监督权限的调整情况动态调整，及时更新事项清单。

A law is amended: its items are compared and confirmed, or changed. A law ends: nothing is drawn on
it any more. Every change is a version with its day and its reason; the old one can still be read,
and the public sees what changed.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from tests.cast import Cast
from tests.factories.draw import Ceremony, ready
from tests.factories.publication import publish_now
from tests.factories.registers import make_item
from yaohao.ground.audit.queries import of_subject
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.draw.rules import State
from yaohao.stages.planning.queries import ground
from yaohao.stages.publication import operations as publication
from yaohao.stages.publication.queries import item_changes, rows
from yaohao.stages.publication.rules import Kind, Secret
from yaohao.stages.registers.errors import StaleError
from yaohao.stages.registers.models import Item, LegalBasis
from yaohao.stages.registers.operations import (
    add_item,
    amend_basis,
    confirm_item,
    edit_item,
    end_basis,
)
from yaohao.stages.registers.queries import items_in_force
from yaohao.surfaces.desk.queries.laws import law_duties

TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)
LAW = "《安全生产法》第六十五条"


@pytest.fixture
def item(cast: Cast) -> Item:
    """An item of the list that rests on one article of law."""
    return add_item(
        by=cast.clerk,
        values={
            "code": "AJ-01", "name": "危险化学品经营检查", "basis": LAW, "object_kind": "经营单位",
            "content": "安全培训；动火审批", "ratio": 2000, "frequency": "每年一次",
            "valid_from": TODAY - timedelta(days=400),
        },
    )  # fmt: skip


def amended(cast: Cast) -> None:
    """改: 条文修订，自昨日起施行。"""
    (basis,) = LegalBasis.objects.all()
    amend_basis(
        by=cast.clerk, pk=basis.pk, revision=basis.revision, on=YESTERDAY, note="主席令第88号修正"
    )


def ended(cast: Cast) -> None:
    """废: 条文废止，昨日为最后有效日。"""
    (basis,) = LegalBasis.objects.all()
    end_basis(
        by=cast.clerk, pk=basis.pk, revision=basis.revision, on=YESTERDAY, note="主席令第88号废止"
    )


def told(cast: Cast) -> list[str]:
    """The clerk's desk."""
    with translation.override("en"):
        return [f"{duty.title} {duty.act}" for duty in law_duties(cast.clerk)]


# Versions.


def test_a_change_is_a_new_version_and_the_old_one_stays(cast: Cast) -> None:
    old = make_item(cast.city, basis="《安全生产法》（2014修正）第六十二条")
    new = edit_item(
        by=cast.clerk,
        pk=old.pk,
        revision=1,
        values={"basis": "《安全生产法》（2021修正）第六十五条", "reason": "安全生产法2021年修正"},
    )
    assert (new.code, new.version) == (old.code, 2)
    assert Item.objects.get(pk=old.pk).basis == "《安全生产法》（2014修正）第六十二条"
    (entry,) = of_subject(new.subject)
    assert (entry.article, entry.action) == ("7", "registers.item.edit")
    assert entry.reason == "安全生产法2021年修正"


def test_only_the_latest_version_is_changed(cast: Cast) -> None:
    old = make_item(cast.city)
    edit_item(by=cast.clerk, pk=old.pk, revision=1, values={"frequency": "每两年一次"})
    with pytest.raises(StaleError):
        edit_item(by=cast.clerk, pk=old.pk, revision=1, values={"frequency": "每季一次"})


def test_an_item_whose_validity_has_ended_leaves_the_list(cast: Cast) -> None:
    make_item(cast.city, valid_to=YESTERDAY)
    kept = make_item(cast.city)
    assert list(items_in_force(cast.city, TODAY)) == [kept]
    assert [row["code"] for row in rows(publish_now(cast.clerk, Kind.ITEMS))] == [kept.code]


# A law is amended.


def test_an_amendment_warns_and_nothing_stands_still(cast: Cast, item: Item) -> None:
    line = ready(cast, item=item)
    assert told(cast) == []
    amended(cast)
    duties = told(cast)
    assert "1 item rests on a basis that was amended" in duties[0]
    assert LAW in duties[0]
    assert line.label in duties[1]
    assert Ceremony(cast=cast, line=line).prepare().state == State.PREPARED.value


def test_a_version_that_was_compared_with_the_amendment_ends_the_warning(
    cast: Cast, item: Item
) -> None:
    line = ready(cast, item=item)
    amended(cast)
    confirm_item(
        by=cast.clerk, pk=item.pk, revision=1, valid_from=TODAY, reason="与修正后条文核对，内容不变"
    )
    assert told(cast) == []
    assert ground(line, TODAY) is None


# A law ends.


def test_on_a_law_that_has_ended_no_draw_is_prepared(cast: Cast, item: Item) -> None:
    line = ready(cast, item=item)
    ended(cast)
    assert "1 item rests on a basis that ended" in told(cast)[0]
    with pytest.raises(Refused, match=r"第六十五条.*主席令第88号废止") as refusal:
        Ceremony(cast=cast, line=line).prepare()
    assert line.label in str(refusal.value)


def test_nor_is_a_list_frozen_when_the_law_ends_meanwhile(cast: Cast, item: Item) -> None:
    walk = Ceremony(cast=cast, line=ready(cast, item=item))
    walk.to(State.ANNOUNCED)
    ended(cast)
    with pytest.raises(Refused, match="第六十五条"):
        walk.to(State.FROZEN)
    assert walk.draw.state == State.ANNOUNCED.value


def test_with_a_basis_in_force_the_same_line_is_drawn(cast: Cast, item: Item) -> None:
    """The filed line is not filed again: the next version of its item counts for it."""
    line = ready(cast, item=item)
    ended(cast)
    edit_item(
        by=cast.clerk, pk=item.pk, revision=1,
        values={"basis": "《安全生产法》第六十六条", "reason": "第六十五条废止"},
    )  # fmt: skip
    assert told(cast) == []
    assert Ceremony(cast=cast, line=line).prepare().state == State.PREPARED.value


def test_a_withdrawn_item_is_drawn_no_more(cast: Cast, item: Item) -> None:
    """层级监督权限的调整: the item goes to another level while the plan still has its line."""
    line = ready(cast, item=item)
    edit_item(
        by=cast.clerk, pk=item.pk, revision=1,
        values={"valid_to": YESTERDAY, "reason": "监管职责上收"},
    )  # fmt: skip
    assert [line.label in duty for duty in told(cast)] == [True]
    with pytest.raises(Refused, match="AJ-01"):
        Ceremony(cast=cast, line=line).prepare()


# The public reads what changed.


def changed_twice(cast: Cast, item: Item) -> Item:
    publish_now(cast.clerk, Kind.ITEMS)
    new = edit_item(
        by=cast.clerk, pk=item.pk, revision=1,
        values={"frequency": "每季一次", "reason": "条例修订，加大频次"},
    )  # fmt: skip
    publish_now(cast.clerk, Kind.ITEMS)
    return new


def test_the_public_sees_what_changed_and_why(client: Client, cast: Cast, item: Item) -> None:
    changed_twice(cast, item)
    newest, first = item_changes(cast.city.code)
    assert (first.nature, newest.nature) == ("new", "changed")
    assert ("frequency", "每年一次", "每季一次") in newest.steps
    assert newest.reason == "条例修订，加大频次"
    for address in ("/items/changes/", "/items/AJ-01/", "/items/changes.atom"):
        text = client.get(address).content.decode()
        assert "每季一次" in text
        assert "条例修订，加大频次" in text
        assert cast.clerk.full_name not in text  # who did it stands in the trail
    earlier = client.get("/items/AJ-01/", {"version": "1"}).content.decode()
    assert "每年一次" in earlier
    assert YESTERDAY.isoformat() in earlier  # the last day of the earlier version
    told_as = client.get("/items/changes/", {"format": "json"}).json()
    assert told_as[0]["steps"][0].keys() == {"field", "before", "after"}
    assert "每季一次" in client.get("/items/changes/", {"format": "csv"}).content.decode()


def test_what_is_closed_is_closed_in_earlier_versions_too(cast: Cast, item: Item) -> None:
    changed_twice(cast, item)
    publication.redact(
        by=cast.clerk, kind=Kind.ITEMS, year=0, key="AJ-01", field="frequency",
        secret=Secret.SAFETY, words="涉及暗访安排",
    )  # fmt: skip
    publish_now(cast.clerk, Kind.ITEMS)
    assert "每季一次" not in str(item_changes(cast.city.code))


def test_a_list_that_follows_no_more_is_published_anew(cast: Cast, item: Item) -> None:
    """及时更新: as long as the public reads an earlier list, the clerk's desk says so."""
    publish_now(cast.clerk, Kind.ITEMS)
    assert told(cast) == []
    edit_item(
        by=cast.clerk, pk=item.pk, revision=1,
        values={"frequency": "每季一次", "reason": "条例修订"},
    )  # fmt: skip
    assert ["Publish the item list anew" in duty for duty in told(cast)] == [True]
    publish_now(cast.clerk, Kind.ITEMS)
    assert told(cast) == []


def test_an_item_that_left_the_list_can_still_be_read(
    client: Client, cast: Cast, item: Item, settings: Any
) -> None:
    publish_now(cast.clerk, Kind.ITEMS)
    edit_item(
        by=cast.clerk, pk=item.pk, revision=1,
        values={"valid_to": YESTERDAY, "reason": "职责划转"},
    )  # fmt: skip
    publish_now(cast.clerk, Kind.ITEMS, note="职责划转，AJ-01移出清单")
    assert item_changes(cast.city.code)[0].nature == "ended"
    page = client.get("/items/AJ-01/").content.decode()
    assert "职责划转，AJ-01移出清单" in page
