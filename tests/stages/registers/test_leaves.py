"""Leave is noted and withdrawn by the clerk; officers declare their own recusals."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from tests.cast import Cast
from tests.factories.registers import make_object, make_officer
from yaohao.ground.accounts.models import User
from yaohao.ground.audit.models import Entry
from yaohao.stages.registers import operations
from yaohao.stages.registers.errors import RegisterError, StaleError
from yaohao.stages.registers.models import Leave, Officer, Recusal
from yaohao.stages.registers.queries.fitness import on_leave

DAY = timedelta(days=1)


@contextmanager
def refused(words: str) -> Iterator[None]:
    """Refused in these words."""
    with translation.override("en"), pytest.raises(RegisterError, match=words):
        yield


def today() -> date:
    return timezone.localdate()


def leave(cast: Cast, officer: Officer, first: date, last: date) -> Leave:
    return operations.record_leave(
        by=cast.clerk, officer=officer.pk, first=first, last=last, reason="产假"
    )


def send(user: User, name: str, *args: object, **values: Any) -> HttpResponse:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    address = reverse(f"registers:{name}", args=args)
    answer = client.post(address, values) if values else client.get(address)
    while answer.status_code == 302:
        answer = client.get(answer["Location"])
    found: HttpResponse = answer
    return found


def test_a_leave_of_another_bureaus_officer_is_not_found(cast: Cast) -> None:
    officer = make_officer(cast.city)
    with pytest.raises(Officer.DoesNotExist):
        operations.record_leave(by=cast.stranger, officer=officer.pk, first=today(), last=today())


def test_days_in_the_wrong_order_over_or_twice_are_refused(cast: Cast) -> None:
    officer = make_officer(cast.city)
    with refused("before the first"):
        leave(cast, officer, today() + DAY, today())
    with refused("over already"):
        leave(cast, officer, today() - 2 * DAY, today() - DAY)
    leave(cast, officer, today(), today() + 5 * DAY)
    with refused("Withdraw that first"):
        leave(cast, officer, today() + 5 * DAY, today() + 9 * DAY)
    leave(cast, officer, today() + 6 * DAY, today() + 9 * DAY)
    assert Leave.objects.count() == 2


def test_a_withdrawn_leave_counts_no_more_and_is_withdrawn_once(cast: Cast) -> None:
    noted = leave(cast, make_officer(cast.city), today(), today() + DAY)
    assert list(on_leave(cast.city, today())) == [noted]
    with pytest.raises(Leave.DoesNotExist):
        operations.withdraw_leave(by=cast.stranger, pk=noted.pk)
    operations.withdraw_leave(by=cast.clerk, pk=noted.pk)
    assert not on_leave(cast.city, today()).exists()
    with pytest.raises(StaleError):
        operations.withdraw_leave(by=cast.clerk, pk=noted.pk)


def test_the_page_of_the_officer_shows_the_leave_and_takes_it_back(cast: Cast) -> None:
    officer = make_officer(cast.city)
    wrong = send(cast.clerk, "leave-add", officer.pk, first="2099-01-02", last="2099-01-01")
    assert "before the first" in wrong.content.decode()
    assert 'value="2099-01-02"' in wrong.content.decode()
    shown = send(
        cast.clerk, "leave-add", officer.pk, first="2099-01-01", last="2099-01-09", reason="产假"
    ).content.decode()
    assert "2099-01-09" in shown
    assert "产假" in shown
    page = send(cast.clerk, "leave-withdraw", Leave.objects.get().pk, sure="1").content.decode()
    assert "2099-01-09" not in page.split("<h2>Leave</h2>")[1].split("<h2>")[0]
    assert send(cast.stranger, "leave-withdraw", Leave.objects.get().pk, x="1").status_code == 404


def test_out_of_service_is_one_button_and_a_stale_page_is_told(cast: Cast) -> None:
    officer = make_officer(cast.city)
    stale = send(cast.clerk, "officer-retire", officer.pk, revision="7").content.decode()
    assert "was changed since you opened the page" in stale
    page = send(cast.clerk, "officer-retire", officer.pk, revision="1").content.decode()
    assert reverse("desk:handover", args=[officer.pk]) in page
    assert not Officer.objects.get().active
    assert Entry.objects.filter(action="registers.officer.retire").count() == 1
    assert send(cast.stranger, "officer-retire", officer.pk, revision="2").status_code == 404


def test_an_officer_declares_an_own_recusal_and_the_clerk_sees_it(cast: Cast) -> None:
    officer = make_officer(cast.city, user=cast.officer)
    row = make_object(cast.city, name="榆次宏远化工有限公司")
    page = send(cast.officer, "mine", asked="宏远化工", reason="配偶任职").content.decode()
    assert "Recusal declared" in page
    recusal = Recusal.objects.get()
    assert (recusal.officer, recusal.object) == (officer, row)
    assert "配偶任职" in send(cast.clerk, "officer", officer.pk).content.decode()
    again = send(cast.officer, "mine", asked=row.object_id, reason="配偶任职").content.decode()
    assert "recused from" in again
    assert Entry.objects.get(action="registers.recusal.declare-own").actor_name == "执法甲"


def test_several_that_fit_are_offered_and_one_is_chosen(cast: Cast) -> None:
    make_officer(cast.city, user=cast.officer)
    first = make_object(cast.city, name="榆次宏远化工一厂")
    make_object(cast.city, name="榆次宏远化工二厂")
    make_object(cast.county, name="榆次宏远化工三厂")
    asked = {"asked": "宏远化工", "reason": "亲属"}
    page = send(cast.officer, "mine", **asked).content.decode()
    assert "Several fit" in page
    assert "二厂" in page
    assert "三厂" not in page
    assert not Recusal.objects.exists()
    send(cast.officer, "mine", **asked, object_id=first.object_id)
    assert Recusal.objects.get().object == first


def test_an_account_without_an_officer_is_told_so(cast: Cast) -> None:
    assert "No officer of the register" in send(cast.officer, "mine").content.decode()
    make_object(cast.city, name="甲厂")
    send(cast.officer, "mine", asked="甲厂", reason="亲属")
    assert not Recusal.objects.exists()
