"""Issuing papers. This floor lies under the audit trail: callers above write the entry."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from yaohao.ground.documents.composing import compose
from yaohao.ground.documents.formats import form
from yaohao.ground.documents.models import Issued, Serial
from yaohao.ground.documents.render import render
from yaohao.ground.documents.rules import Kind, number_text

TEMPLATE = "documents/paper.typ"


@dataclass(frozen=True, slots=True)
class Issuer:
    """The bureau as it was called on the day: code, name, document word."""

    code: str
    name: str
    word: str


@dataclass(frozen=True, slots=True)
class Issue:
    """One issuing: by whom, when (`day`: local date of `at`), for what subject of the trail.

    `keep` stores bytes and returns their digest; `pictures`: signatures by digest.
    """

    issuer: Issuer
    subject: str
    day: date
    at: datetime
    by: str
    keep: Callable[[bytes], str]
    pictures: Mapping[str, bytes]


@transaction.atomic
def issue(*, kind: Kind, issue: Issue, data: Mapping[str, Any]) -> Issued:
    """Number, print and keep one paper; inside the caller's transaction, so that no gap is left.

    Raises DocumentError when the data do not fit the form or the page cannot be set, and
    LookupError when no form of the kind was in force on the day.
    """
    wanted = form(kind, issue.day)
    serial = _next(issue.issuer.code, kind, issue.day.year)
    number = number_text(issue.issuer.word, wanted.short, issue.day.year, serial)
    full = {
        **data,
        "number": number,
        "on": issue.day.isoformat(),
        "issuer": {"name": issue.issuer.name, "word": issue.issuer.word},
    }
    paper = compose(wanted, full)
    pdf = render(TEMPLATE, paper, created=issue.at, pictures=issue.pictures)
    return Issued.objects.create(
        bureau=issue.issuer.code,
        kind=kind.value,
        year=issue.day.year,
        serial=serial,
        number=number,
        subject=issue.subject,
        title=paper["title"],
        form=wanted.version,
        data=full,
        pdf=issue.keep(pdf),
        issued_on=issue.day,
        issued_at=issue.at,
        issued_by=issue.by,
    )


def _next(bureau: str, kind: Kind, year: int) -> int:
    row, _made = Serial.objects.get_or_create(bureau=bureau, kind=kind.value, year=year)
    locked = Serial.objects.select_for_update().get(pk=row.pk)
    locked.last += 1
    locked.save(update_fields=["last"])
    return locked.last
