"""第十三、十四、十五、二十条: 见证人在场，抽签公开、全程留痕，结果不外泄。

Witnesses sit in the hall with phones of their own: the lot is drawn before their eyes, each act of
theirs stands in the public log or the trail, their objections are printed, and none of them learns
whom the lot gave.
"""

import io

import pytest
from django.conf import LazySettings
from docx import Document
from pypdf import PdfReader

from tests.cast import Cast
from tests.factories.hall import Hall, hall
from tests.stages.draw.test_pages import browser
from yaohao.ground.audit.queries import first_break, of_subject
from yaohao.ground.ledger.queries import first_fault
from yaohao.stages.draw import operations
from yaohao.stages.draw.minutes import minutes_of
from yaohao.stages.draw.operations import Refused
from yaohao.stages.draw.queries import public_draw
from yaohao.stages.draw.queries.hall import seal_of
from yaohao.stages.draw.queries.sealed import sealed_visits
from yaohao.stages.draw.rules import State, spoken
from yaohao.stages.draw.session_minutes import session_minutes
from yaohao.stages.registers.models import InspectionObject


@pytest.fixture
def drawn(cast: Cast) -> Hall:
    """A draw made before two witnesses, one of whom objected and was answered."""
    made = hall(cast).to(State.DRAWN)
    told = operations.raise_objection(
        by=made.seats[1], text="掷骰时看不清大屏幕", number=made.run.number
    )
    operations.answer_objection(
        by=cast.clerk, number=made.number, objection=told.pk, text="已重报读数"
    )
    made.sign(made.seats[0])
    return made


def test_article_13_and_14_nobody_draws_before_witnesses_have_started(cast: Cast) -> None:
    made = hall(cast).to(State.BOUND)
    for seat in made.seats:
        made.open(seat)
    made.dice()
    with pytest.raises(Refused):
        made.draw()
    made.start()
    made.draw()
    told = public_draw(made.run.number)
    assert [each.name for each in told.witnesses] == [seat.name for seat in made.seats]
    assert all(each.number for each in told.witnesses)


def test_article_14_the_draw_of_a_hall_verifies_like_any_other(
    drawn: Hall, settings: LazySettings
) -> None:
    settings.YAOHAO_DEMO = True
    drawn.run.to(State.REVEALED)
    assert first_fault() is None
    assert drawn.run.draw.level


def test_article_15_what_witnesses_did_is_traced(drawn: Hall) -> None:
    actions = [entry.action for entry in of_subject(drawn.run.draw.subject)]
    for action in (
        "draw.testimony.compare", "draw.number.commit", "draw.number.open",
        "draw.testimony.start", "draw.objection.raise", "draw.objection.answer",
    ):  # fmt: skip
        assert action in actions
    assert first_break() is None


def test_article_15_the_minutes_have_comparison_signature_and_objection(drawn: Hall) -> None:
    told = minutes_of(drawn.run.draw, address="http://x/")
    one, two = told["witnesses"]
    root = public_draw(drawn.run.number).pool_root
    assert "一致" in one["compared"]
    assert spoken(root)[0] in one["compared"]
    assert one["signature"].startswith("<svg")
    assert two["signature"] == ""
    (objection,) = told["objections"]
    assert (objection["text"], objection["answer"]) == ("掷骰时看不清大屏幕", "已重报读数")
    paper = session_minutes(drawn.session)
    (row,) = paper["draws"]
    assert row["seal"].replace(" ", "") == seal_of(drawn.run.draw, 1)
    assert row["level"]
    assert {each["name"] for each in paper["witnesses"]} == {s.name for s in drawn.seats}


def test_article_15_both_papers_can_be_printed(drawn: Hall, cast: Cast) -> None:
    desk = browser(cast.clerk)
    for place in (f"sessions/{drawn.number}", drawn.run.number):
        pdf = desk.get(f"/draw/{place}/minutes.pdf").content
        words = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
        assert "看不清大屏幕" in "".join(words.split())
        paper = Document(io.BytesIO(desk.get(f"/draw/{place}/minutes.docx").content))
        cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
        assert any("看不清大屏幕" in cell for cell in cells)
        assert len(paper.inline_shapes) == 1  # the signature


def test_article_20_no_paper_of_the_hall_names_who_was_drawn(drawn: Hall) -> None:
    said = str(session_minutes(drawn.session)) + str(
        minutes_of(drawn.run.draw, address="http://x/")
    )
    visits = sealed_visits(drawn.run.draw)
    secrets = {visit.id for visit in visits} | {visit.ticket for visit in visits}
    secrets |= set(InspectionObject.objects.values_list("name", flat=True))
    assert secrets
    assert [secret for secret in secrets if secret in said] == []
