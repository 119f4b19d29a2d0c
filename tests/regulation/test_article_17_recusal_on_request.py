"""第十七条 ……依法进行检查……程序合法。

行政处罚法第四十三条: 执法人员与案件有直接利害关系……应当回避。当事人认为执法人员与案件有
直接利害关系……有权申请回避。当事人提出回避申请的，行政机关应当依法审查，由行政机关负责人决定。
决定作出之前，不停止调查。

A drawn visit is under way when the enterprise asks that an officer withdraw. The visit goes on, the
head decides, the lot finds who comes instead (article 13), two officers finish the visit (article
16), and after the reveal anybody can check that nobody was chosen by hand.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from fairdraw.verify import verify

from tests.cast import Cast
from tests.factories.draw import Ceremony
from tests.factories.inspection import picture, seal
from tests.factories.recusals import ask, came, decide, seated, throw, visit
from yaohao.ground.documents.models import Issued
from yaohao.stages.draw.files import read_file
from yaohao.stages.draw.queries import result_rows
from yaohao.stages.draw.queries.log import entries
from yaohao.stages.inspection import operations
from yaohao.stages.inspection.operations import Refused
from yaohao.stages.inspection.rules import Answer, Result, SignerRole
from yaohao.stages.oversight.queries.exceptions import exceptions
from yaohao.stages.registers.models import Recusal


@pytest.fixture
def run(cast: Cast, settings: Any) -> Ceremony:
    return seated(cast, settings)


def test_the_visit_goes_on_until_the_head_decides_and_its_record_waits(run: Ceremony) -> None:
    cast, made = run.cast, visit(run)
    asked = ask(made, cast.other_officer, by=cast.officer)
    count = made.questions.count()
    operations.pass_rest(by=cast.other_officer, pk=made.pk, open_=count)
    sign(run, made.pk, cast.officer.full_name, cast.other_officer.full_name)
    with pytest.raises(Refused, match="尚未决定"):
        seal(cast, made)
    decide(asked, Answer.REFUSE, by=cast.director, grounds="经核实无利害关系")
    assert seal(cast, made).state == "recorded"
    (row,) = Issued.objects.get(subject=made.subject, kind="record").data["recusals"]
    assert (row["decision"], row["grounds"]) == ("驳回申请", "经核实无利害关系")
    assert row["reason"] == asked.reason


def test_who_is_asked_about_never_decides(run: Ceremony) -> None:
    made = visit(run)
    asked = ask(made, run.cast.other_officer, by=run.cast.officer)
    for person in (run.cast.other_officer, run.cast.officer, run.cast.clerk, run.cast.head):
        with pytest.raises(Refused):
            decide(asked, Answer.REFUSE, by=person)
    asked.refresh_from_db()
    assert asked.decided_by is None


def test_granted_the_lot_finds_another_and_the_verifier_agrees(run: Ceremony) -> None:
    cast, made = run.cast, visit(run)
    first = made.questions.order_by("number")[0]
    operations.answer(
        by=cast.other_officer, pk=made.pk, question=first.pk, revision=1, result=Result.PASS
    )
    asked = ask(made, cast.other_officer, by=cast.officer)
    decide(asked, Answer.GRANT, by=cast.director)
    # The officer does nothing more, and one alone goes on with nothing (article 16).
    for person, words in ((cast.other_officer, "已于"), (cast.officer, "不足两人")):
        with pytest.raises(Refused, match=words):
            operations.pass_rest(by=person, pk=made.pk, open_=made.questions.count() - 1)
    # The place is drawn again; the log names envelope and cause, and nobody.
    asked.refresh_from_db()
    assert asked.substitution is not None
    throw(run, asked.substitution)
    (logged,) = entries(run.draw, "substitute")
    assert logged.get("cause") == "RECUSED 回避"
    assert asked.officer.certificate not in logged.raw.decode()
    # The substitute joins the visit that is under way.
    substitute = came(run)
    assert substitute.user
    operations.begin(by=substitute.user, number=run.number, position=0)
    left = made.questions.filter(result="").count()
    operations.pass_rest(by=substitute.user, pk=made.pk, open_=left)
    first.refresh_from_db()
    assert first.answered_by == cast.other_officer  # what was answered stays
    sign(run, made.pk, cast.officer.full_name, substitute.name)
    assert seal(cast, made).state == "recorded"
    paper = Issued.objects.get(subject=made.subject, kind="record").data
    told = {one["name"]: one["served"] for one in paper["officers"]}
    assert "回避" in told[cast.other_officer.full_name]
    assert "参加" in told[substitute.name]
    assert told[cast.officer.full_name] == ""
    assert "其后回避" in paper["questions"][0]["remark"]
    # After the reveal anybody can check it.
    run.reveal()
    report = verify(read_file(run.draw.record_file or ""))
    assert (report.outcome, report.fault) == ("proved", None)
    (row,) = (row for row in result_rows(run.number) if row.position == 0)
    assert {one.certificate for one in row.team} == {one.certificate for one in made.team_now()}


def test_no_later_draw_brings_the_two_together(run: Ceremony) -> None:
    made = visit(run)
    asked = ask(made, run.cast.other_officer, by=run.cast.officer)
    decide(asked, Answer.GRANT, by=run.cast.deputy)
    standing = Recusal.objects.get(officer=asked.officer, object=made.object, lifted_on=None)
    assert made.number in standing.reason


def test_a_request_that_lies_is_an_exception_for_the_auditor(run: Ceremony) -> None:
    made = visit(run)
    asked = ask(made, run.cast.other_officer, by=run.cast.officer)
    assert codes(run.cast) == ["recusal-asked"]
    type(asked).objects.update(at=asked.at - timedelta(days=2))
    assert codes(run.cast) == ["recusal-asked", "recusal-late"]


def codes(cast: Cast) -> list[str]:
    found = exceptions(cast.auditor, timezone.localdate())
    return sorted(one.code.value for one in found if one.code.value.startswith("recusal"))


def sign(run: Ceremony, pk: int, *names: str) -> None:
    for name in names:
        operations.sign(
            by=run.cast.officer, pk=pk, role=SignerRole.OFFICER, name=name, image=picture()
        )
    operations.sign(
        by=run.cast.officer, pk=pk, role=SignerRole.ENTERPRISE, name="王厂长", image=picture("blue")
    )
