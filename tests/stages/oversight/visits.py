"""Visits with a cause as rows, for tests that read them and do not make them."""

from datetime import timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from tests.cast import Cast
from tests.factories.registers import make_item, make_object, make_officer
from yaohao.ground.accounts.models import User
from yaohao.stages.inspection.models import Cause, Inspection, Member, Record
from yaohao.stages.registers.models import Officer

_serial = count(1)


def visit(cast: Cast, *, user: User | None = None, **values: Any) -> Inspection:
    """A visit for a cause by one officer of the city; `user` signs in as that officer."""
    number = next(_serial)
    fields: dict[str, Any] = {
        "bureau": cast.city,
        "number": f"C-{number:04d}",
        "origin": "cause",
        "object": make_object(cast.city),
        "item": make_item(cast.city),
        "visit": f"cause:{number}",
        "made_by": cast.officer,
        "made_at": timezone.now(),
        "state": "recorded",
        "outcome": "no-problem",
        "disposal": "none",
    }
    made = Inspection.objects.create(**fields | values)
    officer = Officer.objects.filter(user=user).first() if user else None
    officer = officer or make_officer(cast.city, user=user)
    Member.objects.create(
        inspection=made, officer=officer, role="lead", certificate=officer.certificate
    )
    return made


def cause_of(made: Inspection, **values: Any) -> Cause:
    """Its source document."""
    fields: dict[str, Any] = {
        "inspection": made,
        "kind": "complaint",
        "source": "12350",
        "document": "举报〔2026〕1号",
        "received_on": timezone.localdate(),
        "summary": "夜间违规作业",
    }
    return Cause.objects.create(**fields | values)


def record_of(made: Inspection, *, hours_ago: int = 1, **values: Any) -> Record:
    """Its record, begun some hours ago."""
    started = timezone.now() - timedelta(hours=hours_ago)
    return Record.objects.create(
        inspection=made, started_at=started, place=made.object.address, **values
    )
