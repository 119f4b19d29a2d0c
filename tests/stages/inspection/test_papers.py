"""The papers of a visit: which come with which act, what they say, who may have them."""

import io
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from tests.cast import Cast
from tests.factories.inspection import carry, drawn, for_cause, task
from tests.ground.documents.papers import bare, docx_words
from yaohao.ground.documents.models import Issued
from yaohao.ground.documents.queries import papers
from yaohao.ground.documents.rules import Kind
from yaohao.stages.inspection import operations
from yaohao.stages.inspection.files import read
from yaohao.stages.inspection.models import Inspection
from yaohao.stages.inspection.rules import State

pytestmark = pytest.mark.django_db


def kinds(made: Inspection) -> list[str]:
    return [paper.kind for paper in papers(made.subject)]


def words(paper: Issued) -> str:
    pages = PdfReader(io.BytesIO(read(paper.pdf))).pages
    return bare("".join(page.extract_text() for page in pages))


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (State.SUBMITTED, []),
        (State.APPROVED, ["approval", "scheme", "checklist", "notice"]),
        (State.RECORDED, ["approval", "scheme", "checklist", "notice", "record"]),
        (State.REPORTED, ["approval", "scheme", "checklist", "notice", "record", "report"]),
    ],
)
def test_each_act_brings_its_papers(cast: Cast, state: State, expected: list[str]) -> None:
    assert kinds(for_cause(cast, state)) == expected


def test_covert_visit_has_no_notice(cast: Cast) -> None:
    made = for_cause(cast, State.SUBMITTED)
    Inspection.objects.filter(pk=made.pk).update(covert=True)

    operations.approve(by=cast.director, pk=made.pk)

    assert "notice" not in kinds(made)


def test_record_on_paper_says_what_was_found_and_who_signed(cast: Cast) -> None:
    made = carry(cast, for_cause(cast), State.RECORDED, fail=True)

    told = words(papers(made.subject).get(kind=Kind.RECORD.value))

    for part in (
        made.number, made.object.name, "安全培训记录缺失", "未见记录", "王厂长",
        cast.officer.full_name, made.record.digest, "已出示", "已告知",
    ):  # fmt: skip
        assert bare(part) in told


def test_drawn_visit_says_so_and_one_for_a_cause_says_why(cast: Cast, settings: Any) -> None:
    lot = drawn(task(cast, settings=settings), State.APPROVED)
    cause = for_cause(cast, State.APPROVED)

    assert "年度抽查计划，公开抽签" in words(papers(lot.subject)[0])
    assert "反映夜间违规动火作业" in words(papers(cause.subject)[0])


def test_papers_are_read_by_those_who_read_the_visit(cast: Cast, client: Client) -> None:
    made = for_cause(cast, State.RECORDED)
    paper = papers(made.subject).get(kind=Kind.RECORD.value)
    address = f"/inspection/{made.pk}/papers/{paper.pk}"

    client.force_login(cast.officer)
    page = client.get(f"/inspection/{made.pk}/").content.decode()
    pdf, word = client.get(f"{address}.pdf"), client.get(f"{address}.docx")

    assert paper.number in page
    assert f"{address}.pdf" in page
    assert pdf.content == read(paper.pdf)
    assert made.record.digest in docx_words(word.content)
    assert pdf["Content-Disposition"].startswith("attachment")
    assert client.get(f"{address}.exe").status_code == 404
    assert client.get(f"/inspection/{made.pk}/papers/{paper.pk + 999}.pdf").status_code == 404


def test_refused_act_takes_no_number(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    made = for_cause(cast, State.SUBMITTED)
    monkeypatch.setattr("yaohao.ground.documents.fonts.families_of", lambda *_a, **_k: [])

    with pytest.raises(operations.Refused, match="Chinese face"):
        operations.approve(by=cast.director, pk=made.pk)

    made.refresh_from_db()
    assert made.state == State.SUBMITTED.value
    assert not Issued.objects.exists()
