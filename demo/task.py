"""One task of the demo carried from the opened envelopes to the credit record, by its own officers.

The lot decides who they are, so every drawn officer gets a sign-in first. What each visit finds
comes from the demo's chance: most conform, some have problems, one enterprise has closed.
"""

from datetime import timedelta

from django.utils import timezone

from demo import visits
from demo.bureaus import who
from demo.chance import Chance
from yaohao.ground.accounts.models import Section, User
from yaohao.ground.accounts.operations import create_person
from yaohao.ground.accounts.rules import Role
from yaohao.ground.audit.rules import SYSTEM
from yaohao.stages.credit import operations as credit
from yaohao.stages.credit.models import Dispatch, Proposal
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.operations import open_at_door, read_visits
from yaohao.stages.followup import operations as followup
from yaohao.stages.followup.operations.orders import Demand
from yaohao.stages.followup.rules import PenaltyKind
from yaohao.stages.inspection import operations
from yaohao.stages.inspection.models import Inspection
from yaohao.stages.inspection.rules import Disposal, Outcome, Result
from yaohao.stages.registers.models import Officer
from yaohao.stages.registers.operations import link_account

PROBLEMS = (
    ("除尘器未设置泄爆装置", True, "立即停用除尘系统，加装泄爆装置并验收"),
    ("有限空间作业未办理审批", False, "建立台账，补办审批，组织作业人员培训"),
    ("液氨报警器超期未检定", False, "委托检定，检定前增加人工巡检"),
)


def visit_all(draw: Draw) -> list[Inspection]:
    """Every open envelope of the task from the scheme to the closed report, or void."""
    clerk = who("city-clerk")
    for officer in Officer.objects.of(clerk.bureau).filter(user=None):
        _sign_in(clerk, officer)
    chance = Chance(f"visits {draw.number}")
    made = []
    for officer in Officer.objects.of(clerk.bureau).order_by("certificate"):
        assert officer.user is not None
        for envelope in read_visits(by=officer.user):
            if envelope.number != draw.number or envelope.team[0].name != officer.name:
                continue
            if Inspection.objects.filter(draw=draw, position=envelope.position).exists():
                continue
            made.append(_visit(officer.user, draw.number, envelope.position, chance))
    return made


def follow(inspections: list[Inspection]) -> None:
    """Orders with a re-check, one penalty, summary with receipt, circular."""
    found = [visit for visit in inspections if visit.problems.exists()]
    for place, visit in enumerate(found):
        _put_right(visit)
        if place == 0:
            _punish(visit)
    clerk, number = who("city-clerk"), inspections[0].draw
    assert number is not None
    today = timezone.localdate()
    summary = operations.summarise(by=clerk, number=number.number)
    receipt = f"云政务收〔{today.year}〕31号"
    operations.deliver(by=clerk, pk=summary.pk, receipt=receipt, delivered_on=today)
    circular = followup.draft_circular(by=clerk, number=number.number)
    followup.submit_circular(by=clerk, pk=circular.pk)
    followup.issue_circular(by=who("city-deputy"), pk=circular.pk)


def credit_all() -> None:
    """Outbox, file, receipts with one refusal, and the grades that follow by two people."""
    clerk, director = who("city-clerk"), who("city-director")
    credit.collect(by=clerk)
    credit.check(by=clerk)
    ready = Dispatch.objects.of(clerk.bureau).filter(state="ready")
    for receiver in sorted(set(ready.values_list("receiver", flat=True))):
        batch = credit.export(by=clerk, receiver=receiver)
        rows = list(Dispatch.objects.filter(batch=batch).order_by("pk"))
        answers = [f"{row.reference},0,接收成功" for row in rows[:-1]]
        answers.append(f"{rows[-1].reference},500,对方系统维护，请重报")
        sheet = "流水号,结果代码,结果说明\n" + "\n".join(answers) + "\n"
        credit.load_receipts(
            by=clerk, receiver=receiver, filename="回执.csv", content=sheet.encode("utf-8-sig")
        )
    credit.propose(by=clerk)
    for proposal in Proposal.objects.of(clerk.bureau).filter(state="open").order_by("pk"):
        credit.apply_grade(by=director, pk=proposal.pk)


def _sign_in(clerk: User, officer: Officer) -> None:
    """An account with a one-time code nobody hands out: the newcomer has city-officer-1 and -2."""
    section = officer.section or Section.objects.filter(bureau=clerk.bureau).order_by("code")[0]
    user = create_person(
        by=SYSTEM,
        bureau=clerk.bureau,
        username=officer.certificate.lower(),
        full_name=officer.name,
        section=section,
        roles=(Role.OFFICER,),
    ).user
    link_account(by=clerk, pk=officer.pk, user=user)


def _visit(by: User, number: str, position: int, chance: Chance) -> Inspection:
    visit = operations.begin(by=by, number=number, position=position)
    operations.change_scheme(
        by=by, pk=visit.pk, revision=visit.revision, planned_on=timezone.localdate(),
        method="ON_SITE", purpose="对照抽查事项清单逐项核查，重点检查作业审批和设备设施。",
    )  # fmt: skip
    operations.submit(by=by, pk=visit.pk)
    operations.approve(by=who("city-director"), pk=visit.pk)
    kind = chance.below(6)
    if kind == 0:
        operations.void(
            by=who("city-director"), pk=visit.pk, reason="企业已停产关闭，经属地核实，不再实施检查"
        )
        return visit
    open_at_door(by=by, number=number, position=position)
    operations.arrive(
        by=by, pk=visit.pk, person=visit.object.contact or "现场负责人", post="安全科长",
        phone=visit.object.phone, identity_shown=True, recusal_told=True,
    )  # fmt: skip
    if kind <= 3:
        _problem(visit, by, chance)
    _close(visit, by)
    return visit


def _problem(visit: Inspection, by: User, chance: Chance) -> None:
    text, major, _what = PROBLEMS[chance.below(len(PROBLEMS))]
    first = visit.questions.order_by("number")[0]
    operations.answer(
        by=by, pk=visit.pk, question=first.pk, revision=1, result=Result.FAIL, remark="现场查见"
    )
    operations.note_problem(by=by, pk=visit.pk, question=first.pk, text=text, major=major)


def _close(visit: Inspection, by: User) -> None:
    visits.sign_all(visit, by)
    visit.refresh_from_db()
    bad = visit.problems.exists()
    operations.seal_record(
        by=by, pk=visit.pk, revision=visit.revision, ended_at=timezone.now(),
        situation="查看了生产现场、设备设施和作业台账，询问了岗位人员。",
        outcome=Outcome.ORDERED if bad else Outcome.NO_PROBLEM,
        disposal=Disposal.ORDER if bad else Disposal.NONE,
        statement="对检查结果无异议。",
    )  # fmt: skip
    advice = "责令限期整改，整改期满组织复查。" if bad else "未发现问题，建议纳入日常监管。"
    operations.write_report(by=by, pk=visit.pk, revision=1, parts={"advice": advice})
    operations.close_report(by=by, pk=visit.pk)


def _put_right(visit: Inspection) -> None:
    by, today = visit.made_by, timezone.localdate()
    what = {text: demand for text, _major, demand in PROBLEMS}
    demands = [
        Demand(problem.pk, what[problem.text], today + timedelta(days=15))
        for problem in visit.problems.all()
    ]
    order = followup.draft_order(by=by, inspection=visit.pk, demands=demands)
    followup.issue_order(by=by, pk=order.pk, received_by=visit.record.person)
    followup.recheck(
        by=by, order=order.pk, on=today, opinion="经现场复查，问题已全部整改完毕。",
        officers=[member.officer_id for member in visit.members.all()],
        fulfilled={item.pk: True for item in order.items.all()},
    )  # fmt: skip


def _punish(visit: Inspection) -> None:
    by = visit.made_by
    problem = visit.problems.order_by("number")[0]
    case = followup.file_case(
        by=by, inspection=visit.pk, violation=problem.text,
        basis="《中华人民共和国安全生产法》第九十九条",
    )  # fmt: skip
    followup.notify_enterprise(by=by, pk=case.pk)
    followup.decide(
        by=who("city-director"), pk=case.pk, kind=PenaltyKind.WARNING,
        penalty="警告，责令限期改正",
    )  # fmt: skip
