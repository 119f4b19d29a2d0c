"""Every exception is found when it is there, and only then."""

from datetime import date, timedelta

from django.utils import timezone

from tests.cast import Cast
from tests.factories.draw import Ceremony, ready
from tests.stages.oversight.visits import cause_of, record_of, visit
from yaohao.stages.draw.rules import REVEAL_WITHIN, State
from yaohao.stages.followup.models import Order, OrderItem, PenaltyCase, Recheck, RecheckItem
from yaohao.stages.inspection.models import Inspection, Problem, Question, Report, Signature
from yaohao.stages.oversight.queries.exceptions import exceptions
from yaohao.stages.oversight.rules.exceptions import Code
from yaohao.stages.publication.models import Snapshot

TODAY = timezone.localdate()
DAY = timedelta(days=1)


def codes(cast: Cast, today: date = TODAY) -> list[Code]:
    return [one.code for one in exceptions(cast.auditor, today)]


def ordered(cast: Cast, made: Inspection, due: date) -> OrderItem:
    now = timezone.now()
    problem = Problem.objects.create(
        inspection=made, number=1, text="通道堵塞", by=cast.officer, at=now
    )
    order = Order.objects.create(
        bureau=cast.city, inspection=made, number="令1号", state="issued", issued_on=due - DAY,
        made_by=cast.officer, made_at=now,
    )  # fmt: skip
    return OrderItem.objects.create(order=order, problem=problem, requirement="清理", due=due)


def test_an_orderly_visit_is_no_exception(cast: Cast) -> None:
    made = visit(cast)
    record_of(made)
    Report.objects.create(inspection=made, due=TODAY)
    ordered(cast, made, TODAY)
    assert codes(cast) == []


def test_a_late_report(cast: Cast) -> None:
    Report.objects.create(inspection=visit(cast), due=TODAY - DAY)
    assert codes(cast) == [Code.REPORT_LATE]


def test_an_emergency_nobody_approved(cast: Cast) -> None:
    made = visit(cast)
    cause_of(made, emergency=True, emergency_reason="瓦斯泄漏")
    record_of(made, hours_ago=23)
    assert codes(cast) == []
    made.record.started_at -= 2 * DAY
    made.record.save()
    assert codes(cast) == [Code.EMERGENCY_UNAPPROVED]


def test_what_was_added_refused_asked_and_voided(cast: Cast) -> None:
    now = timezone.now()
    made = visit(cast)
    record_of(made, recusal_asked=True)
    Question.objects.create(
        inspection=made, number=1, text="是否有应急照明", added_reason="举报内容",
        added_by=cast.officer,
    )  # fmt: skip
    Signature.objects.create(
        inspection=made, role="enterprise", name="王总", refused=True, reason="不在场", at=now
    )
    visit(cast, state="void", void_reason="企业停产", outcome="", disposal="")
    assert sorted(codes(cast)) == [
        Code.QUESTION_ADDED, Code.RECUSAL_ASKED, Code.SIGNATURE_REFUSED, Code.VISIT_VOID,
    ]  # fmt: skip


def test_an_order_that_nobody_looked_at(cast: Cast) -> None:
    item = ordered(cast, visit(cast), TODAY)
    assert codes(cast, TODAY + DAY) == [Code.ORDER_OVERDUE]
    look = Recheck.objects.create(
        order=item.order, number="复1号", on=TODAY, opinion="未整改", visit="recheck:1",
        by=cast.officer, at=timezone.now(),
    )  # fmt: skip
    RecheckItem.objects.create(recheck=look, item=item, fulfilled=False)
    assert codes(cast, TODAY + DAY) == []


def test_a_penalty_that_is_not_public(cast: Cast) -> None:
    PenaltyCase.objects.create(
        bureau=cast.city, inspection=visit(cast), number="案1号", state="decided", violation="x",
        basis="y", filed_on=TODAY, decision="罚决1号", decided_on=TODAY, kind="fine",
        penalty="罚款2万元", publish_by=TODAY, made_by=cast.officer,
    )  # fmt: skip
    assert codes(cast) == []
    assert codes(cast, TODAY + DAY) == [Code.PENALTY_UNPUBLISHED]
    assert not Snapshot.objects.exists()


def test_a_draw_that_is_not_revealed(cast: Cast) -> None:
    walk = Ceremony(cast=cast, line=ready(cast))
    draw = walk.to(State.DRAWN)
    last = draw.line.window_end + REVEAL_WITHIN
    assert Code.REVEAL_MISSED not in codes(cast, last)
    assert Code.REVEAL_MISSED in codes(cast, last + DAY)


def test_nothing_of_another_bureau(cast: Cast) -> None:
    Report.objects.create(inspection=visit(cast), due=TODAY - DAY)
    assert exceptions(cast.stranger, TODAY) == []
