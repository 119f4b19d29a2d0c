"""Issuing: numbers without gaps, the form of the day, a file that can be read again."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import transaction

from tests.ground.documents.papers import docx_words, pdf_words, picture
from tests.ground.documents.samples import SAMPLES, SIGNED
from yaohao.ground.documents.models import Issued, Serial
from yaohao.ground.documents.operations import Issue, Issuer, issue
from yaohao.ground.documents.queries import editable_copy, latest, papers
from yaohao.ground.documents.render import DocumentError
from yaohao.ground.documents.rules import Kind

pytestmark = pytest.mark.django_db


class Shelf(dict[str, bytes]):
    def keep(self, content: bytes) -> str:
        name = f"{len(self):064d}"
        self[name] = content
        return name


def made(kind: Kind = Kind.ORDER, day: date = date(2026, 11, 27), **values: Any) -> Issued:
    shelf = values.pop("shelf", Shelf())
    word = values.pop("word", "示应急")
    name = values.pop("name", "示范市应急管理局")
    job = Issue(
        issuer=Issuer(values.pop("bureau", "990100"), name, word),
        subject="followup.order:1",
        day=day,
        at=datetime(day.year, day.month, day.day, 2, tzinfo=UTC),
        by="张三丰",
        keep=shelf.keep,
        pictures={SIGNED: picture()},
    )
    return issue(kind=kind, issue=job, data=SAMPLES[kind] | values)


def test_numbers_run_by_bureau_kind_and_year() -> None:
    numbers = [
        made().number,
        made().number,
        made(Kind.RECHECK).number,
        made(day=date(2027, 1, 4)).number,
        made(bureau="990101", word="岭应急").number,
    ]

    assert numbers == [
        "（示应急）责改〔2026〕1号",
        "（示应急）责改〔2026〕2号",
        "（示应急）复查〔2026〕1号",
        "（示应急）责改〔2027〕1号",
        "（岭应急）责改〔2026〕1号",
    ]


def test_refused_act_leaves_no_gap() -> None:
    with pytest.raises(DocumentError), transaction.atomic():
        made(problems=[{"number": 1}])
    with transaction.atomic():
        made()
        transaction.set_rollback(True)  # something later in the act failed

    assert made().serial == 1
    assert Serial.objects.get().last == Issued.objects.count() == 1


def test_paper_is_kept_and_found_again() -> None:
    shelf = Shelf()

    paper = made(shelf=shelf)

    assert latest("followup.order:1", Kind.ORDER) == paper
    assert list(papers("followup.order:1", "other")) == [paper]
    assert paper.number in pdf_words(shelf[paper.pdf])
    assert pdf_words(shelf[paper.pdf]) == docx_words(editable_copy(paper))


def test_paper_of_2017_keeps_the_name_the_bureau_had() -> None:
    shelf = Shelf()

    old = made(day=date(2017, 5, 8), name="示范市安全生产监督管理局", word="示安监", shelf=shelf)

    assert old.number == "（示安监）责改〔2017〕1号"
    assert "示范市安全生产监督管理局" in pdf_words(shelf[old.pdf])


def test_day_before_the_first_form_is_refused() -> None:
    with pytest.raises(LookupError, match="no form in force on 2015-12-31"):
        made(day=date(2015, 12, 31))
