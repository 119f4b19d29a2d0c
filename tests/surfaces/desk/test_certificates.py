"""Certificates warn 60 and 15 days before their end, each once; then they leave by themselves."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone, translation

from tests.cast import Cast
from tests.factories.draw import officer
from yaohao.ground.accounts.models import User
from yaohao.ground.notices.models import Notice
from yaohao.stages.registers.models import Officer
from yaohao.surfaces.desk.queries.certificates import certificate_duties
from yaohao.surfaces.desk.telling import tell

DAY = timedelta(days=1)


def acts(user: User) -> list[str]:
    with translation.override("en"):
        return [duty.act for duty in certificate_duties(user)]


def ends_in(row: Officer, days: int) -> None:
    last = timezone.localdate() + days * DAY
    Officer.objects.filter(pk=row.pk).update(valid_to=last)


@pytest.mark.parametrize(
    ("days", "word"),
    [(61, ""), (60, "within 60 days"), (16, "within 60 days"), (15, "within 15 days"),
     (0, "within 15 days"), (-1, "Renew the certificate")],
)  # fmt: skip
def test_clerk_and_officer_are_warned_by_the_days_left(cast: Cast, days: int, word: str) -> None:
    row = officer(cast.city, "执法甲", user=cast.officer)
    ends_in(row, days)
    assert [word in act for act in acts(cast.clerk)] == ([True] if word else [])
    assert len(acts(cast.officer)) == bool(word)
    assert acts(cast.other_officer) == []
    assert acts(cast.stranger) == []


def test_who_is_out_of_service_warns_nobody(cast: Cast) -> None:
    row = officer(cast.city, "执法甲", user=cast.officer, active=False)
    ends_in(row, 5)
    assert acts(cast.clerk) == acts(cast.officer) == []


def test_each_warning_is_told_once_with_number_and_day_only(cast: Cast) -> None:
    row = officer(cast.city, "执法甲", user=cast.officer)

    def told(days: int) -> list[Notice]:
        ends_in(row, days)
        for hour in (8, 9):
            tell(cast.officer, datetime.now(tz=timezone.get_current_timezone()).replace(hour=hour))
        return list(Notice.objects.filter(recipient=cast.officer.username).order_by("pk"))

    assert told(61) == []
    assert len(told(60)) == 1
    assert len(told(40)) == 1
    second = told(15)
    assert len(second) == 2
    assert len(told(14)) == 2
    fields = second[-1].fields
    assert fields == {"count": "1", "day": str(timezone.localdate() + 15 * DAY)}
