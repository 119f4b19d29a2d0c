"""The one data set of every document: a name, a code, a date is written once and printed often.

JSON values only. Days are ISO dates, moments ISO with the minute in local time; pictures are
SHA-256 digests of kept files. Field lists: 安全生产执法文书 in use, articles 15 and 18.
"""

from collections.abc import Sequence
from typing import NotRequired, TypedDict


class Unit(TypedDict):
    """The enterprise as the register has it; empty texts where it has nothing."""

    name: str
    code: str
    address: str
    contact: str
    phone: str
    industry: str


class Officer(TypedDict):
    """One of the team with the certificate as it was; `role`: place in the team, in words;
    `served`: from or until when, of who came or left by recusal."""

    name: str
    certificate: str
    role: str
    served: NotRequired[str]


class Visit(TypedDict):
    """One visit. `origin`, `method` in words; `nth`: "第1次，全年上限2次" or empty."""

    number: str
    task: str
    item: str
    basis: str
    origin: str
    method: str
    planned: str
    purpose: str
    nth: str


class Question(TypedDict):
    """One question; `result` and `remark` empty before the visit, `added` empty for the list's."""

    number: int
    text: str
    standard: str
    basis: str
    result: str
    remark: str
    added: str


class Problem(TypedDict):
    """One problem. `requirement`, `due`, `fulfilled` (是/否): empty before order and re-check."""

    number: int
    text: str
    basis: str
    major: bool
    on_the_spot: bool
    requirement: str
    due: str
    fulfilled: str


class Signature(TypedDict):
    """A signature or its refusal; `picture`: digest, empty where refused."""

    role: str
    name: str
    picture: str
    refused: str
    at: str


class VisitPaper(TypedDict):
    """What every paper of one visit holds."""

    unit: Unit
    visit: Visit
    officers: Sequence[Officer]


class Approval(VisitPaper):
    """检查审批表: who asks, who allows."""

    cause: str
    applicant: str
    approver: str
    approved: str


class Checklist(VisitPaper):
    """检查表 and, with the answers, the annex of the record; also what the scheme lists."""

    questions: Sequence[Question]


class Scheme(Checklist):
    """现场检查方案 with experts, if any."""

    experts: str
    approver: str
    approved: str


class Recusal(TypedDict):
    """申请回避及决定: one request and its answer; `successor`: who came, and how."""

    officer: str
    certificate: str
    reason: str
    person: str
    at: str
    decision: str
    grounds: str
    by: str
    decided: str
    successor: str


class Record(Checklist):
    """现场检查记录; `identity`, `recusal_told`, `recusal_asked` in words; `experts` who came along,
    empty for nobody."""

    experts: NotRequired[str]
    place: str
    person: str
    post: str
    phone: str
    start: str
    end: str
    identity: str
    recusal_told: str
    recusal_asked: str
    recusals: Sequence[Recusal]
    situation: str
    statement: str
    conforming: int
    result: str
    disposal: str
    problems: Sequence[Problem]
    signatures: Sequence[Signature]
    photos: int
    digest: str


class Order(VisitPaper):
    """责令限期整改指令书; `record`: day of the visit; remedies as the law gives them."""

    day: str
    problems: Sequence[Problem]
    received_by: str
    review_by: str


class Recheck(VisitPaper):
    """整改复查意见书: only after an order, which it names."""

    order: str
    ordered: str
    day: str
    problems: Sequence[Problem]
    opinion: str


class Report(VisitPaper):
    """检查报告 in the five parts of article 15."""

    time: str
    content: str
    record: str
    evaluation: str
    advice: str
    author: str


class Summary(TypedDict):
    """汇总报告 of a task to the hall; `figures`: name in words and number."""

    task: str
    title: str
    text: str
    figures: Sequence["Figure"]
    author: str


class Figure(TypedDict):
    """One number of a task."""

    name: str
    value: int


class Circular(TypedDict):
    """通报 of a task (article 18); `common` may be empty."""

    task: str
    title: str
    addressees: str
    overview: str
    findings: str
    common: str
    demands: str


class ResultRow(TypedDict):
    """One visit in the public table."""

    name: str
    code: str
    item: str
    day: str
    result: str
    disposal: str
    state: str


class ResultTable(TypedDict):
    """公示表 of a task."""

    task: str
    title: str
    rows: Sequence[ResultRow]
