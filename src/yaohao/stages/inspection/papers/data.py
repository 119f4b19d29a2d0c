"""An inspection as the data sets of its papers. Always Chinese: papers go into the file."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import override

from yaohao.ground.accounts.models import User
from yaohao.ground.documents.data import (
    Approval,
    Checklist,
    Officer,
    Problem,
    Question,
    Record,
    Recusal,
    Report,
    Scheme,
    Signature,
    Summary,
    Unit,
    Visit,
    VisitPaper,
)
from yaohao.ground.documents.rules import Kind
from yaohao.stages.inspection import models
from yaohao.stages.inspection.models import Inspection
from yaohao.stages.inspection.queries.progress import Progress
from yaohao.stages.inspection.rules import Result
from yaohao.stages.inspection.wording import experts_words, member_words
from yaohao.stages.planning import queries as planning
from yaohao.stages.registers.models import InspectionObject

RESULTS = {
    Result.PASS.value: "合格",
    Result.FAIL.value: "不合格",
    Result.NOT_APPLICABLE.value: "不适用",
}
CHINESE = "zh-hans"
FIGURES = {
    "drawn": "抽取企业（户）",
    "recorded": "已检查（户）",
    "void": "有原因未检查（户）",
    "with_problems": "发现问题企业（户）",
    "problems": "发现问题（个）",
    "major": "其中重大事故隐患（个）",
}


def data_of(kind: Kind, inspection: Inspection) -> dict[str, Any]:
    """The data set of a paper of this stage; KeyError for a kind that belongs to another."""
    with override(CHINESE):
        return dict(MAKERS[kind](inspection))


def unit_of(firm: InspectionObject) -> Unit:
    """The enterprise as the register has it today."""
    return {
        "name": firm.name,
        "code": firm.object_id,
        "address": firm.address,
        "contact": firm.contact,
        "phone": firm.phone,
        "industry": firm.industry,
    }


def officers_of(inspection: Inspection) -> list[Officer]:
    """The team in its order, with certificates as they were, and who left or came by recusal."""
    return [
        {
            "name": member.officer.name,
            "certificate": member.certificate,
            "role": member_words(member),
            "served": served(member),
        }
        for member in inspection.members.select_related("officer").order_by("pk")
    ]


def served(member: models.Member) -> str:
    """From and until when somebody acted who did not from the first to the last, in Chinese."""
    parts = [
        f"{_minute(member.joined_at)}起参加" if member.joined_at else "",
        f"{_minute(member.left_at)}起回避" if member.left_at else "",
    ]
    return "，".join(part for part in parts if part)


def visit_of(inspection: Inspection) -> Visit:
    """What every paper says of the visit itself."""
    line, item = inspection.line, inspection.item
    task = f"{inspection.draw.number} {line.title}" if inspection.draw and line else "有因检查"
    return {
        "number": inspection.number,
        "task": task,
        "item": item.name,
        "basis": item.basis,
        "origin": inspection.get_origin_display(),
        "method": inspection.get_method_display(),
        "planned": inspection.planned_on.isoformat() if inspection.planned_on else "",
        "purpose": inspection.purpose,
        "nth": _nth(inspection),
    }


def summary_data(summary: models.Summary, figures: Progress) -> Summary:
    """汇总报告: the text as written and the numbers of the task."""
    numbers = figures.to_json()
    return {
        "task": summary.draw.number,
        "title": f"关于“{summary.draw.line.title}”检查情况的汇总报告",
        "text": summary.text,
        "figures": [{"name": FIGURES[name], "value": numbers[name]} for name in FIGURES],
        "author": summary.made_by.full_name,
    }


def problem_of(problem: models.Problem, **more: str) -> Problem:
    """One problem; `more`: requirement, due and fulfilled where a paper has them."""
    return {
        "number": problem.number,
        "text": problem.text,
        "basis": problem.basis,
        "major": problem.major,
        "on_the_spot": problem.on_the_spot,
        "requirement": more.get("requirement", ""),
        "due": more.get("due", ""),
        "fulfilled": more.get("fulfilled", ""),
    }


def _base(inspection: Inspection) -> VisitPaper:
    return {
        "unit": unit_of(inspection.object),
        "visit": visit_of(inspection),
        "officers": officers_of(inspection),
    }


def _approval(inspection: Inspection) -> Approval:
    by, at = _approved(inspection)
    cause: Any = getattr(inspection, "cause", None)
    if cause:
        why = f"{cause.get_kind_display()}：{cause.source} {cause.document}。{cause.summary}"
    else:
        part = "" if inspection.round == 1 else f"第{inspection.round}轮"
        why = f"年度抽查计划，公开抽签{part}第{(inspection.position or 0) + 1}号。"
    return {
        **_base(inspection), "cause": why, "applicant": inspection.made_by.full_name,
        "approver": by, "approved": at,
    }  # fmt: skip


def _scheme(inspection: Inspection) -> Scheme:
    by, at = _approved(inspection)
    return {
        **_checklist(inspection),
        "experts": experts_words(inspection),
        "approver": by,
        "approved": at,
    }


def _checklist(inspection: Inspection) -> Checklist:
    rows = inspection.questions.order_by("number")
    return {**_base(inspection), "questions": [_question(row) for row in rows]}


def _record(inspection: Inspection) -> Record:
    log = inspection.record
    asked = inspection.recusal_requests.select_related("officer", "decided_by", "successor")
    gone = {one.officer.user_id: one.officer.name for one in _left(inspection)}
    questions = [_question(row, gone) for row in inspection.questions.order_by("number")]
    return {
        **_base(inspection),
        "questions": questions,
        "experts": experts_words(inspection),
        "place": log.place,
        "person": log.person,
        "post": log.post,
        "phone": log.phone,
        "start": _moment(log.started_at),
        "end": _moment(log.ended_at),
        "identity": "已出示" if log.identity_shown else "未出示",
        "recusal_told": "已告知" if log.recusal_told else "未告知",
        "recusal_asked": "是" if log.recusal_asked else "否",
        "recusals": [_recusal(row) for row in asked.order_by("pk")],
        "situation": log.situation,
        "statement": log.statement,
        "conforming": sum(one["result"] == "合格" for one in questions),
        "result": inspection.get_outcome_display(),
        "disposal": inspection.get_disposal_display(),
        "problems": [problem_of(row) for row in inspection.problems.order_by("number")],
        "signatures": [_signature(row) for row in inspection.signatures.order_by("pk")],
        "photos": inspection.photos.count(),
        "digest": log.digest,
    }


def _report(inspection: Inspection) -> Report:
    report = inspection.report
    author: User | None = report.closed_by
    return {
        **_base(inspection),
        "time": report.time,
        "content": report.content,
        "record": report.record,
        "evaluation": report.evaluation,
        "advice": report.advice,
        "author": author.full_name if author else "",
    }


def _left(inspection: Inspection) -> Iterable[models.Member]:
    return inspection.members.exclude(left_at=None).select_related("officer")


def _recusal(row: models.RecusalRequest) -> Recusal:
    decided = {None: "尚未决定", True: "准予回避", False: "驳回申请"}
    how = "决定指定" if row.named_by_id else "抽签递补"
    return {
        "officer": row.officer.name,
        "certificate": row.officer.certificate,
        "reason": row.reason,
        "person": row.asked_person,
        "at": _minute(row.asked_at),
        "decision": decided[row.granted],
        "grounds": row.grounds,
        "by": row.decided_by.full_name if row.decided_by else "",
        "decided": _minute(row.decided_at),
        "successor": f"{how}：{row.successor.name}" if row.successor else "",
    }


def _question(row: models.Question, gone: Mapping[int | None, str] | None = None) -> Question:
    by = (gone or {}).get(row.answered_by_id) if row.answered_by_id else None
    marks = [row.remark, f"由其后回避的{by}记录" if by else ""]
    return {
        "number": row.number,
        "text": row.text,
        "standard": row.standard,
        "basis": row.basis,
        "result": RESULTS.get(row.result, ""),
        "remark": "；".join(mark for mark in marks if mark),
        "added": row.added_reason,
    }


def _signature(row: models.Signature) -> Signature:
    return {
        "role": row.get_role_display(),
        "name": row.name,
        "picture": row.image,
        "refused": row.reason,
        "at": timezone.localtime(row.at).strftime("%Y-%m-%d %H:%M"),
    }


def _nth(inspection: Inspection) -> str:
    """Which visit of the year this is, as the visit book counted it; empty where none counts."""
    if not inspection.nth:
        return ""
    limit = f"，全年上限{inspection.limit}次" if inspection.limit else ""
    booking = planning.visit_of(inspection.visit)
    count = booking.unproven if booking else 0
    unproven = f"，其中{count}次依据往年台账，未经核验" if count else ""
    return f"第{inspection.nth}次检查{limit}{unproven}"


def _approved(inspection: Inspection) -> tuple[str, str]:
    cause: Any = getattr(inspection, "cause", None)
    by, at = inspection.approved_by, inspection.approved_at
    if cause and cause.late_at:
        by, at = cause.late_by, cause.late_at
    return (by.full_name if by else "", _moment(at)[:10])


def _minute(at: datetime | None) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M") if at else ""


def _moment(at: datetime | None) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%dT%H:%M") if at else ""


MAKERS: dict[Kind, Any] = {
    Kind.APPROVAL: _approval,
    Kind.NOTICE: _base,
    Kind.SCHEME: _scheme,
    Kind.CHECKLIST: _checklist,
    Kind.RECORD: _record,
    Kind.REPORT: _report,
}
