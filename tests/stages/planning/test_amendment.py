"""A filed line is amended by a later version; a drawn one stands as it is (article 4)."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.cast import Cast
from tests.factories.draw import ready
from tests.factories.planning import (
    YEAR,
    approved_line,
    filed_line,
    line_draft,
    plan_item,
    plan_person,
)
from yaohao.ground.accounts.rules import Role
from yaohao.stages.draw.operations import announce, prepare
from yaohao.stages.planning import operations, queries
from yaohao.stages.planning.amending import refuse_amended
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.operations import Refused
from yaohao.stages.planning.queries.process import versions
from yaohao.stages.planning.rules import PartnerDraft

WHY = "新法施行，比例提高"


def amended(line: Line, by: str = "") -> Line:
    """Version 2 as a draft, by a clerk of the bureau."""
    clerk = plan_person(line.bureau, Role.CLERK, name=by)
    return operations.amend_line(by=clerk, pk=line.pk, reason=WHY)


def carried(line: Line) -> Line:
    """The version handed in, approved and filed."""
    bureau = line.bureau
    operations.submit_line(by=plan_person(bureau, Role.CLERK), pk=line.pk)
    operations.approve_line(by=plan_person(bureau, Role.DIRECTOR), pk=line.pk)
    operations.file_with_hall(
        by=plan_person(bureau, Role.CLERK),
        year=YEAR,
        receipt=f"补〔{YEAR}〕{line.pk}号",
        filed_on=timezone.localdate(),
    )
    return Line.objects.get(pk=line.pk)


def test_the_new_version_says_the_same_until_it_is_changed(cast: Cast) -> None:
    more = plan_item(cast.city)
    old = filed_line(
        cast.city,
        further_items=(more.pk,),
        partners=(PartnerDraft(name="市场监管局"),),
        frequency=2,
    )
    new = amended(old)
    assert (new.number, new.version, new.state, new.amends) == (old.number, 2, "draft", old)
    assert new.amended_because == WHY
    for field in ("title", "item_id", "filter", "strata", "period", "window", "cycle", "frequency"):
        assert getattr(new, field) == getattr(old, field)
    assert list(new.further_items.all()) == [more]
    assert [partner.name for partner in new.partners.all()] == ["市场监管局"]
    assert (new.drawn_as, new.filing, new.submission) == ("", None, 0)


def test_a_third_version_follows_the_second(cast: Cast) -> None:
    second = carried(amended(filed_line(cast.city)))
    third = carried(amended(second))
    second.refresh_from_db()
    assert (third.version, second.state) == (3, "replaced")
    assert [line.version for line in versions(third)] == [1, 2, 3]


def test_only_a_filed_line_is_amended(cast: Cast) -> None:
    with pytest.raises(Refused):
        amended(approved_line(cast.city))
    old = filed_line(cast.city)
    carried(amended(old))
    with pytest.raises(Refused):
        amended(old)


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.DEPUTY, Role.SECTION_HEAD, Role.AUDITOR])
def test_the_clerk_amends_and_nobody_else(cast: Cast, role: Role) -> None:
    with pytest.raises(Refused):
        operations.amend_line(
            by=plan_person(cast.city, role), pk=filed_line(cast.city).pk, reason=WHY
        )


def test_a_line_of_another_bureau_is_not_found(cast: Cast) -> None:
    with pytest.raises(Line.DoesNotExist):
        operations.amend_line(by=cast.stranger, pk=filed_line(cast.city).pk, reason=WHY)


def test_who_wrote_the_first_version_does_not_approve_the_second(cast: Cast) -> None:
    both = plan_person(cast.city, Role.CLERK, Role.DIRECTOR)
    new = amended(filed_line(cast.city, by=both))
    operations.submit_line(by=cast.clerk, pk=new.pk)
    with pytest.raises(Refused, match=r"two-person|双人"):
        operations.approve_line(by=both, pk=new.pk)


def test_why_is_said_and_one_version_is_written_at_a_time(cast: Cast) -> None:
    old = filed_line(cast.city)
    with pytest.raises(Refused):
        operations.amend_line(by=cast.clerk, pk=old.pk, reason=" ")
    new = amended(old)
    assert new.called == f"{old.label} V2"
    assert not queries.has_twin(new)
    with pytest.raises(Refused, match="2"):
        amended(old)


def test_a_line_under_amendment_is_not_drawn(cast: Cast) -> None:
    line = ready(cast)
    amended(line)
    with pytest.raises(Refused, match=line.label):
        prepare(by=cast.clerk, line=line.pk)


def test_a_drawn_line_is_not_amended(cast: Cast) -> None:
    line = ready(cast)
    draw = prepare(by=cast.clerk, line=line.pk)
    announce(by=cast.director, number=draw.number)
    with pytest.raises(Refused, match=draw.number):
        amended(line)


def test_whoever_comes_second_finds_the_other(cast: Cast) -> None:
    """Prepared first, amended meanwhile: the announcement is refused, and nothing is half done."""
    line = ready(cast)
    draw = prepare(by=cast.clerk, line=line.pk)
    amended(line)
    with pytest.raises(Refused, match=line.label), transaction.atomic():
        announce(by=cast.director, number=draw.number)
    draw.refresh_from_db()
    assert draw.state == "prepared"
    assert Line.objects.get(pk=line.pk).drawn_as == ""


def test_the_database_keeps_reason_and_predecessor_together(cast: Cast) -> None:
    filed = filed_line(cast.city)
    for wrong in ({"version": 2}, {"amended_because": "x"}, {"state": "replaced", "filing": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Line.objects.filter(pk=filed.pk).update(**wrong)


def test_removing_the_draft_frees_the_line(cast: Cast) -> None:
    old = filed_line(cast.city)
    new = amended(old)
    with pytest.raises(Refused):
        refuse_amended(old)
    operations.remove_line(by=cast.clerk, pk=new.pk)
    refuse_amended(Line.objects.get(pk=old.pk))
    assert amended(old).version == 2


def test_an_amended_line_is_not_ready_for_a_draw(cast: Cast) -> None:
    old = filed_line(cast.city)
    assert list(queries.drawable(cast.city)) == [old]
    new = amended(old)
    assert list(queries.drawable(cast.city)) == []
    assert list(queries.drawable(cast.city)) != [carried(new)]
    assert list(queries.drawable(cast.city)) == [new]


def test_the_words_of_a_replaced_line_name_the_version_that_stands(cast: Cast) -> None:
    old = filed_line(cast.city)
    carried(amended(old))
    old.refresh_from_db()
    with pytest.raises(Refused, match="2"):
        refuse_amended(old)


def test_every_draw_from_a_line_is_noted_and_the_first_stays(cast: Cast) -> None:
    line = filed_line(cast.city)
    for number in ("CQ-1", "CQ-2"):
        operations.begin_draw(by=cast.director, line=line, number=number)
    line.refresh_from_db()
    assert line.drawn_as == "CQ-1"
    with pytest.raises(Refused, match="CQ-1"):
        amended(line)


def test_the_public_reads_the_line_that_stands_and_the_one_it_replaced(cast: Cast) -> None:
    old = filed_line(cast.city, title="原计划")
    new = amended(old)
    assert [row["standing"] for row in queries.public_rows(cast.city, YEAR)] == ["现行"]
    draft = line_draft(old.item, title="新计划")
    operations.change_line(by=cast.clerk, pk=new.pk, draft=draft)
    carried(new)
    standing, gone = queries.public_rows(cast.city, YEAR)
    assert (standing["number"], gone["number"]) == (old.label, f"{old.label} V1")
    assert (standing["title"], gone["title"]) == ("新计划", "原计划")
    assert (standing["amended_because"], gone["amended_because"]) == (WHY, "")
    assert gone["standing"] == "已由第2版替代"


def test_what_was_replaced_frees_item_and_period_for_another_line(cast: Cast) -> None:
    old = filed_line(cast.city)
    new = amended(old)
    later = (date(YEAR, 7, 1), date(YEAR, 12, 31))
    draft = line_draft(old.item, period=later, window=later)
    operations.change_line(by=cast.clerk, pk=new.pk, draft=draft)
    again = line_draft(old.item, title="又一行")
    with pytest.raises(Refused):
        operations.add_line(by=cast.clerk, year=YEAR, draft=again)
    carried(new)
    assert operations.add_line(by=cast.clerk, year=YEAR, draft=again).period == old.period
