"""第八条: 制定检查方案和检查表；检查表根据事项清单制作，原则上不得超出清单范围。

The checklist is the item's content in the version in force; what goes beyond it says why.
"""

from datetime import date
from typing import Any

import pytest

from tests.cast import Cast
from tests.factories.inspection import drawn, for_cause, task
from tests.factories.registers import make_item
from yaohao.stages.inspection import operations
from yaohao.stages.inspection.rules import State
from yaohao.stages.registers.models import Item
from yaohao.stages.registers.operations import edit_item


def test_the_checklist_is_made_from_the_version_in_force(cast: Cast, settings: Any) -> None:
    walk = task(cast, settings=settings)
    old = Item.objects.get(pk=walk.line.item_id)
    new = edit_item(by=cast.clerk, pk=old.pk, revision=1, values={"content": "责任制；培训；预案"})
    made = drawn(walk)
    assert made.item == new
    assert [question.text for question in made.questions.order_by("number")] == [
        "责任制", "培训", "预案",
    ]  # fmt: skip


def test_further_items_of_the_plan_line_are_asked_on_the_same_visit(
    cast: Cast, settings: Any
) -> None:
    walk = task(cast, settings=settings)
    further = make_item(cast.city, content="有限空间；应急照明", valid_from=date(2016, 11, 30))
    walk.line.further_items.add(further)
    made = drawn(walk)
    rows = list(made.questions.order_by("number"))
    assert [row.text for row in rows][-2:] == ["有限空间", "应急照明"]
    assert [row.source for row in rows][-2:] == [f"{further.code} v1 C1", f"{further.code} v1 C2"]
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))


def test_what_goes_beyond_the_list_says_why_and_shows_it(cast: Cast) -> None:
    made = for_cause(cast)
    with pytest.raises(operations.Refused):
        operations.add_question(by=cast.officer, pk=made.pk, text="宿舍消防", reason="")
    added = operations.add_question(
        by=cast.officer, pk=made.pk, text="宿舍消防", reason="举报信中提及"
    )
    assert added.added_reason == "举报信中提及"


def test_after_the_approval_the_checklist_stays(cast: Cast) -> None:
    made = for_cause(cast, State.APPROVED)
    with pytest.raises(operations.Refused):
        operations.add_question(by=cast.officer, pk=made.pk, text="x", reason="y")


def test_without_a_scheme_nothing_is_submitted(cast: Cast) -> None:
    with pytest.raises(operations.Refused):
        operations.submit(by=cast.officer, pk=for_cause(cast).pk)
