"""第九条 随机抽查执法人员名录库的人员应具备行政执法资格，应当在本局门户网站公开，
并及时根据人员调整或行政执法资格证取证情况动态调整更新。"""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone, translation

from tests.cast import Cast
from tests.factories.draw import exercise, officer, ready
from tests.factories.inspection import for_cause
from tests.factories.registers import make_item, make_object, make_officer
from yaohao.ground.accounts.models import User
from yaohao.ground.audit.models import Entry
from yaohao.stages.draw.checking import check
from yaohao.stages.draw.queries.sealed import sealed_tables
from yaohao.stages.draw.rules import State as Draw
from yaohao.stages.inspection import operations as inspection
from yaohao.stages.inspection.rules import State
from yaohao.stages.publication.queries.snapshots import candidate
from yaohao.stages.publication.rules import Kind
from yaohao.stages.registers import queries
from yaohao.stages.registers.models import Leave
from yaohao.stages.registers.operations import (
    add_officer,
    edit_officer,
    record_leave,
    retire_officer,
)
from yaohao.surfaces.desk.queries import duties_of

DAY = date(2026, 11, 18)
ONE = timedelta(days=1)


# 应具备行政执法资格 — nobody without a valid certificate is in any pool.


def test_a_certificate_leaves_every_pool_the_day_after_its_last(cast: Cast) -> None:
    officer = make_officer(cast.city, valid_to=DAY)
    assert officer in queries.officers_valid(cast.city, DAY)
    assert officer not in queries.officers_valid(cast.city, DAY + ONE)


def test_an_expired_certificate_may_be_entered_but_draws_nobody(cast: Cast) -> None:
    values = {
        "name": "执法甲",
        "certificate": "SF001",
        "valid_from": date(2015, 1, 1),
        "valid_to": date(2020, 1, 1),
    }
    officer = add_officer(by=cast.clerk, values=values)
    assert officer not in queries.officers_valid(cast.city, DAY)


def test_who_is_no_longer_in_service_draws_nobody(cast: Cast) -> None:
    officer = make_officer(cast.city)
    retire_officer(by=cast.clerk, pk=officer.pk, revision=1)
    assert not queries.officers_valid(cast.city, DAY).exists()


# 及时……动态调整更新 — the dates decide, on their day, and no one has to press anything.


def test_the_day_after_the_last_the_officer_has_left_the_whole_chain(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = ready(cast)
    ending = officer(cast.city, "执法辛", valid_to=line.window_end)

    def drawable() -> bool:
        return ending in check(line).officers

    def public() -> bool:
        return ending.certificate in candidate(Kind.OFFICERS, cast.city).text

    def may_be_sent(on: date) -> bool:
        cause: dict[str, Any] = {
            "kind": "complaint", "source": "群众", "document": f"举转{on}", "received_on": on,
            "summary": "反映",
        }  # fmt: skip
        other = queries.officers_valid(cast.city, on).exclude(pk=ending.pk)[0]
        try:
            inspection.begin_for_cause(
                by=cast.clerk, object_pk=make_object(cast.city).pk, item_pk=make_item(cast.city).pk,
                officers=[ending.pk, other.pk], cause=cause, planned_on=on,
            )  # fmt: skip
        except inspection.Refused:
            return False
        return True

    last = line.window_end
    monkeypatch.setattr(timezone, "localdate", lambda *_: last)
    assert drawable()
    assert public()
    assert may_be_sent(last)
    monkeypatch.setattr(timezone, "localdate", lambda *_: last + ONE)
    acts = Entry.objects.count()
    assert not public()
    assert not may_be_sent(last + ONE)
    assert Entry.objects.count() == acts


def test_a_renewed_certificate_brings_the_officer_back(cast: Cast) -> None:
    officer = make_officer(cast.city, valid_to=DAY - ONE)
    assert officer not in queries.officers_valid(cast.city, DAY)
    longer = {"name": officer.name, "valid_from": officer.valid_from, "valid_to": DAY}
    edit_officer(by=cast.clerk, pk=officer.pk, revision=1, values=longer)
    assert officer in queries.officers_valid(cast.city, DAY)


@pytest.mark.parametrize(("days", "warned"), [(61, False), (60, True), (15, True), (0, True)])
def test_clerk_and_officer_are_warned_sixty_days_before_the_end(
    cast: Cast, days: int, warned: bool
) -> None:
    officer(cast.city, "执法甲", user=cast.officer, valid_to=timezone.localdate() + days * ONE)
    assert bool(duties_of(cast.clerk)) is warned
    assert bool(duties_of(cast.officer)) is warned


def test_fifteen_days_before_the_end_they_are_warned_in_other_words(cast: Cast) -> None:
    def said(days: int) -> set[str]:
        officer(cast.city, "执法", valid_to=timezone.localdate() + days * ONE)
        with translation.override("zh-hans"):
            return {duty.act for duty in duties_of(cast.clerk)}

    first = said(60)
    assert len(said(15) - first) == 1


# 根据人员调整 — leave, and what hangs on somebody who leaves.


def test_on_leave_for_the_whole_window_nobody_is_drawn(cast: Cast) -> None:
    line, away = ready(cast), officer(cast.city, "执法壬")
    first, last = line.window
    leave = Leave.objects.create(officer=away, first=first, last=last, by=cast.clerk)
    assert away not in check(line).officers
    leave.withdrawn_on = first
    leave.save()
    assert away in check(line).officers


def test_on_leave_for_a_part_of_it_the_officer_is_drawn_with_a_remark(cast: Cast) -> None:
    line, partly = ready(cast), officer(cast.city, "执法壬")
    last = line.window_end
    Leave.objects.create(officer=partly, first=last - ONE, last=last, by=cast.clerk)
    seen = check(line)
    assert partly in seen.officers
    assert [one.officer for one in seen.partly] == [partly]


def test_who_leaves_with_open_work_is_brought_before_the_clerk(cast: Cast) -> None:
    made = for_cause(cast, State.RECORDED)
    leaving = made.members.get(officer__user=cast.officer).officer
    before = _acts(cast.clerk)
    retire_officer(by=cast.clerk, pk=leaving.pk, revision=leaving.revision)
    assert len(_acts(cast.clerk) - before) == 1


# 应当在本局门户网站公开 — what the public reads, and what it does not.


def test_the_public_reads_name_bureau_and_certificate(cast: Cast) -> None:
    officer = make_officer(cast.city, section=cast.mines, user=cast.officer, trades=["化工"])
    assert queries.public_rows("officers", cast.city) == [
        {"name": officer.name, "bureau": cast.city.name, "certificate": officer.certificate}
    ]


def test_a_leave_is_nobodys_business(cast: Cast) -> None:
    officer = make_officer(cast.city)
    today = timezone.localdate()
    before = queries.public_rows("officers", cast.city)
    record_leave(by=cast.clerk, officer=officer.pk, first=today, last=today, reason="住院")
    assert queries.public_rows("officers", cast.city) == before


def test_the_list_that_a_round_is_bound_to_has_valid_officers_only(cast: Cast) -> None:
    line = ready(cast)
    ended = officer(cast.city, "已到期", valid_to=line.window_start - ONE)
    run = exercise(cast, line=line)
    run.to(Draw.BOUND)
    assert ended.certificate not in b"".join(sealed_tables(run.draw).officers).decode()


def _acts(user: User) -> set[tuple[str, str]]:
    return {(duty.act, duty.url) for duty in duties_of(user)}
