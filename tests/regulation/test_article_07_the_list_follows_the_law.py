"""第七条: 依据法律法规规章的立改废释等情况动态调整，及时更新随机抽查事项清单。

A change makes a new version and the old one can still be read; the public sees the list of today.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.factories.publication import publish_now
from tests.factories.registers import make_item
from yaohao.ground.audit.queries import of_subject
from yaohao.stages.publication.queries import rows
from yaohao.stages.publication.rules import Kind
from yaohao.stages.registers.errors import StaleError
from yaohao.stages.registers.models import Item
from yaohao.stages.registers.operations import edit_item
from yaohao.stages.registers.queries import items_in_force


def test_a_change_is_a_new_version_and_the_old_one_stays(cast: Cast) -> None:
    old = make_item(cast.city, basis="《安全生产法》（2014修正）第六十二条")
    new = edit_item(
        by=cast.clerk,
        pk=old.pk,
        revision=1,
        values={"basis": "《安全生产法》（2021修正）第六十五条"},
    )
    assert (new.code, new.version) == (old.code, 2)
    assert Item.objects.get(pk=old.pk).basis == "《安全生产法》（2014修正）第六十二条"
    (entry,) = of_subject(new.subject)
    assert (entry.article, entry.action) == ("7", "registers.item.edit")


def test_only_the_latest_version_is_changed(cast: Cast) -> None:
    old = make_item(cast.city)
    edit_item(by=cast.clerk, pk=old.pk, revision=1, values={"frequency": "每两年一次"})
    with pytest.raises(StaleError):
        edit_item(by=cast.clerk, pk=old.pk, revision=1, values={"frequency": "每季一次"})


def test_an_item_whose_basis_has_ended_leaves_the_list(cast: Cast) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    make_item(cast.city, valid_to=yesterday)
    kept = make_item(cast.city)
    assert list(items_in_force(cast.city, timezone.localdate())) == [kept]
    assert [row["code"] for row in rows(publish_now(cast.clerk, Kind.ITEMS))] == [kept.code]
