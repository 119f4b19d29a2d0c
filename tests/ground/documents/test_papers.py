"""Every paper: PDF and .docx of one data set say the same words in the same order."""

import io
from typing import Any

import docx
import pytest
from pypdf import PdfReader

from tests.ground.documents.papers import AT, DAY, bare, docx_words, full, pdf, pdf_words, word
from tests.ground.documents.samples import PROBLEMS, QUESTIONS, SAMPLES, SIGNED
from yaohao.ground.documents.composing import compose
from yaohao.ground.documents.editable import editable
from yaohao.ground.documents.formats import form
from yaohao.ground.documents.render import DocumentError
from yaohao.ground.documents.rules import Kind


@pytest.mark.parametrize("kind", SAMPLES)
def test_pdf_and_docx_say_the_same(kind: Kind) -> None:
    data = full(kind)

    printed = pdf_words(pdf(kind, data))

    assert printed == docx_words(word(kind, data))
    assert data["number"] in printed
    assert bare(form(kind, DAY).name) in printed


@pytest.mark.parametrize(
    "text",
    [
        "甲" * 2000,
        "第一行\n第二行\n第三行",
        "标记 <b>&amp;</b> & \"引号\" 'x' {{ 7 * 7 }} {% if %}",
        "罕见字𠮷与〇",
    ],
)
def test_hard_texts_stand_in_both(text: str) -> None:
    data = full(Kind.RECORD, situation=text, problems=[PROBLEMS[0] | {"text": text}])

    for words in (pdf_words(pdf(Kind.RECORD, data)), docx_words(word(Kind.RECORD, data))):
        assert words.count(bare(text).replace("\n", "")) == 2


def test_sixty_questions_and_no_problem() -> None:
    many = [QUESTIONS[0] | {"number": n, "text": f"第{n}项要求"} for n in range(1, 61)]
    data = full(Kind.RECORD, questions=many, problems=[], signatures=[])

    content = pdf(Kind.RECORD, data)

    assert len(PdfReader(io.BytesIO(content)).pages) > 1
    for words in (pdf_words(content), docx_words(word(Kind.RECORD, data))):
        assert all(f"第{n}项要求" in words for n in range(1, 61))
        assert "未发现问题" in words


def test_empty_fields_leave_their_cells_empty() -> None:
    data = full(Kind.APPROVAL)
    data["unit"] = dict.fromkeys(data["unit"], "") | {"name": "甲厂"}

    assert "联系人联系电话" in pdf_words(pdf(Kind.APPROVAL, data))
    assert "联系人联系电话" in docx_words(word(Kind.APPROVAL, data))


def test_signature_stands_in_both_as_picture_and_the_refusal_in_words() -> None:
    data = full(Kind.RECORD)

    images = [
        image
        for page in PdfReader(io.BytesIO(pdf(Kind.RECORD, data))).pages
        for image in page.images
    ]
    paper = docx.Document(io.BytesIO(word(Kind.RECORD, data)))

    assert len(images) == 1
    assert len(paper.inline_shapes) == 1
    assert "拒绝签名，理由：称须请示" in docx_words(word(Kind.RECORD, data))


def test_notice_has_no_line_on_the_visit_book_without_a_number() -> None:
    data = full(Kind.NOTICE)
    data["visit"] = {**data["visit"], "nth": ""}

    assert "本年度" not in pdf_words(pdf(Kind.NOTICE, data))
    assert "本年度" not in docx_words(word(Kind.NOTICE, data))


def test_missing_value_is_named_with_its_form() -> None:
    data = full(Kind.ORDER)
    del data["received_by"]

    with pytest.raises(DocumentError, match=r"order 2016-01-01.*received_by"):
        compose(form(Kind.ORDER, DAY), data)
    with pytest.raises(DocumentError, match="received_by"):
        editable(form(Kind.ORDER, DAY), data, created=AT)


def test_draw_record_has_an_editable_copy() -> None:
    data: dict[str, Any] = {
        "number": "990100-2026-001",
        "issuer": {"name": "示范市应急管理局", "word": "示应急"},
        "attempt": 1,
        "title": "危险化学品企业抽查",
        "bureau": "示范市应急管理局",
        "plan": {
            "line": "第3项", "item": "AJ-003", "cycle": "2026", "region": "990100",
            "start": "2026-12-01", "end": "2026-12-18",
        },
        "strata": [{"code": "RED", "name": "红", "base": 40, "share": "25%", "k": 10}],
        "sources": [{"name": "公证摇号", "value": "0708", "note": ""}],
        "teams": None, "past": 2,
        "announcement": "aa", "commitment": "bb", "pool": {"rows": 40, "root": "cc"},
        "sealed_root": "dd", "log": {"name": "log", "size": 9, "root": "ee"},
        "witnesses": [{"seat": 1, "name": "郭晓燕", "office": "纪检", "compared": "一致"}],
        "objections": [], "signatures": [],
    }  # fmt: skip

    words = docx_words(word(Kind.DRAW_RECORD, data))

    assert "红4025%10" in words
    assert "本次不再抽取：2户" in words
    assert "结果封存中，检查时段结束后公布" in words
    assert SIGNED not in words
