"""A bureau goes into another: who agrees, what goes over, what stays, and what must be finished."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from fairdraw.verify import verify

from tests.cast import Cast
from tests.factories.accounts import person, section
from tests.factories.draw import Ceremony, ceremony, ready
from tests.factories.planning import filed_line
from tests.factories.registers import make_item, make_object, make_officer
from yaohao.config.timers import mergers as timer
from yaohao.config.timers import past_visits
from yaohao.ground.accounts.models import Merger, User
from yaohao.ground.accounts.operations import (
    AccountError,
    confirm_merger,
    propose_merger,
    withdraw_merger,
)
from yaohao.ground.accounts.rules import Role
from yaohao.ground.audit.queries import first_break
from yaohao.ground.ledger.queries import first_fault
from yaohao.stages.draw.files import read_file
from yaohao.stages.draw.queries import public_draw
from yaohao.stages.draw.queries.sealed import frozen_pool
from yaohao.stages.draw.rules import State
from yaohao.stages.planning.models import Line, Visit
from yaohao.stages.registers.errors import RegisterError
from yaohao.stages.registers.models import (
    Counter,
    Expert,
    InspectionObject,
    NumberHistory,
    Officer,
    PastVisit,
)
from yaohao.stages.registers.operations import agree_to_merger, check_sheet, enter_succession
from yaohao.stages.registers.queries import eligible
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.rules.pool_filter import PoolFilter
from yaohao.surfaces.desk.queries.merging import still_open

TODAY = timezone.localdate
EVERYTHING = PoolFilter()


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


def propose(cast: Cast, **values: Any) -> Merger:
    """The county's bureau goes into that of the city."""
    usual: dict[str, Any] = {
        "bureau": cast.county, "successor": cast.city, "on": TODAY(),
        "document": "市编发〔2026〕3号",
    }  # fmt: skip
    return propose_merger(by=cast.system_admin, **usual | values)


def merge(cast: Cast, **values: Any) -> Merger:
    made = propose(cast, **values)
    agree_to_merger(by=cast.security_admin, pk=made.pk, still_open=still_open)
    made.refresh_from_db()
    cast.county.refresh_from_db()
    return made


def browser(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_objects_officers_sections_and_people_go_over(cast: Cast) -> None:
    legal, dust = section(cast.county, "fg", "法规股"), section(cast.county, "fc", "粉尘股")
    same = section(cast.county, "x", "政策法规科")  # a name that the city has
    clerk = person(cast.county, "county-clerk", "县小规", Role.CLERK, section=legal)
    other = person(cast.county, "county-2", "县又规", Role.OFFICER, section=same)
    firm, officer = make_object(cast.county), make_officer(cast.county, section=dust, user=other)
    merge(cast)
    for row in (firm, officer, clerk, other, legal, dust, same):
        row.refresh_from_db()
    assert {firm.bureau_id, officer.bureau_id, clerk.bureau_id, dust.bureau_id} == {cast.city.pk}
    assert clerk.roles == {Role.CLERK}
    assert (clerk.section, legal.code) == (legal, "fg-140702")  # the city has a section fg
    assert other.section == cast.legal
    assert same.bureau == cast.county
    assert (cast.county.successor, cast.county.ended_on) == (
        cast.city, TODAY() - timedelta(days=1),
    )  # fmt: skip
    assert first_break() is None


def test_an_object_of_both_stays_once_and_the_other_ends_as_merged(cast: Cast) -> None:
    mine = make_object(cast.city)
    twin = make_object(cast.county, credit_code=mine.credit_code, name="同一企业")
    own = make_object(cast.county)
    merge(cast)
    twin.refresh_from_db()
    assert (twin.bureau, twin.exclusion, twin.ended_on) == (cast.county, "MERGED", TODAY())
    assert {row.pk for row in eligible(cast.city, EVERYTHING)} == {mine.pk, own.pk}


def test_a_number_that_is_taken_is_given_anew_with_its_history(cast: Cast) -> None:
    mine = make_object(cast.city, number="OT-CUU00-140702-00001", serial=1)
    theirs = make_object(cast.county, number="OT-CUU00-140702-00001", serial=1)
    Counter.objects.create(bureau=cast.city, scope="140702", last=1)
    Counter.objects.create(bureau=cast.county, scope="140702", last=5)
    merge(cast)
    theirs.refresh_from_db()
    assert theirs.number == "OT-CUU00-140702-00006"
    assert NumberHistory.objects.get().number == mine.number


def test_a_draw_over_the_merged_register_covers_every_object_once(
    cast: Cast, settings: LazySettings
) -> None:
    settings.YAOHAO_DEMO = True
    line = ready(cast, objects=6)
    mine = list(InspectionObject.objects.values_list("object_id", flat=True))
    twin = InspectionObject.objects.order_by("object_id")[0]
    theirs = [make_object(cast.county).object_id for _ in range(6)]
    make_object(cast.county, credit_code="", object_id=twin.object_id)
    merge(cast)
    run = ceremony(cast, line=line)
    run.to(State.REVEALED)
    pool = frozen_pool(run.draw)
    ids = [pool.row(place).id for place in range(len(pool))]
    assert ids == sorted({*mine, *theirs})
    assert verify(read_file(run.draw.record_file or "")).outcome == "proved"


def old_draw(cast: Cast) -> Ceremony:
    """A draw of the county, before it merges."""
    line = filed_line(cast.county, window=(date(TODAY().year, 1, 10), date(TODAY().year, 12, 20)))
    for number in range(4):
        make_officer(cast.county, name=f"县执法{number}", functions=["OT", "HC"])
    team = Cast(**{name: getattr(cast, name) for name in cast.__slots__} | {
        "clerk": person(cast.county, "c-clerk", "县规", Role.CLERK),
        "director": person(cast.county, "c-director", "县长", Role.DIRECTOR),
        "witness": person(cast.county, "c-witness", "县纪", Role.WITNESS),
    })  # fmt: skip
    return ceremony(team, line=line)


def test_records_and_plan_stay_and_are_read_by_the_successor(
    cast: Cast, settings: LazySettings
) -> None:
    settings.YAOHAO_DEMO = True
    run = old_draw(cast)
    InspectionObject.objects.filter(bureau=cast.county).update(field="OT", risk="UNRATED")
    run.to(State.REVEALED)
    record, told = read_file(run.draw.record_file or ""), public_draw(run.number)
    merge(cast)
    assert verify(record).outcome == "proved"
    assert read_file(run.draw.record_file or "") == record
    assert public_draw(run.number) == told
    assert told.bureau == "榆川市榆次区应急管理局"
    assert list(Line.objects.visible_to(cast.clerk)) == [run.line]
    assert not Line.objects.of(cast.city).exists()
    assert browser(cast.clerk).get(reverse("draw:draw", args=[run.number])).status_code == 200
    assert browser(cast.stranger).get(reverse("draw:draw", args=[run.number])).status_code == 404
    assert first_fault() is None


def test_an_open_draw_is_named_and_nothing_is_merged(cast: Cast, settings: LazySettings) -> None:
    settings.YAOHAO_DEMO = True
    run = old_draw(cast)
    InspectionObject.objects.filter(bureau=cast.county).update(field="OT", risk="UNRATED")
    run.to(State.FROZEN)
    with pytest.raises(RegisterError, match=run.number):
        merge(cast)
    merger = Merger.objects.get()
    assert (merger.confirmed_at, merger.done_at) == (None, None)
    assert not InspectionObject.objects.filter(bureau=cast.city).exists()


def test_a_sheet_that_waits_and_a_county_outside_are_named(cast: Cast) -> None:
    clerk = person(cast.county, "county-clerk", "县小规", Role.CLERK)
    check_sheet(
        by=clerk, kind=Kind.ITEMS, filename="清单.csv", content="事项编码,事项名称\nA,B\n".encode()
    )
    with pytest.raises(RegisterError, match=r"清单\.csv"):
        merge(cast)
    make_object(cast.next_county, region="140703")
    with pytest.raises(RegisterError, match="140703"):
        agree_to_merger(
            by=cast.security_admin, still_open=still_open,
            pk=propose(cast, bureau=cast.next_county, successor=cast.county).pk,
        )  # fmt: skip


def test_counties_and_their_bureaus_merge_one_after_the_other(cast: Cast) -> None:
    firm = make_object(cast.county, region="140702")
    enter_succession(
        by=cast.clerk, olds=["140702"], new="140703", name="榆谷区", on=TODAY(), document="文"
    )
    merge(cast, successor=cast.next_county)
    firm.refresh_from_db()
    assert (firm.bureau, firm.region) == (cast.next_county, "140703")


def test_visits_before_this_product_follow_and_are_not_booked_twice(cast: Cast) -> None:
    firm = make_object(cast.county, credit="B")
    PastVisit.objects.create(bureau=cast.county, object=firm, date=TODAY().replace(day=1))
    past_visits()
    merge(cast)
    past_visits()
    assert PastVisit.objects.get().bureau == cast.city
    assert Visit.objects.count() == 1


def test_experts_of_one_number_are_told_apart(cast: Cast) -> None:
    for bureau in (cast.city, cast.county):
        Expert.objects.create(bureau=bureau, code="E0001", name="专家", valid_from=TODAY())
    merge(cast)
    codes = set(Expert.objects.filter(bureau=cast.city).values_list("code", flat=True))
    assert len(codes) == 2


def test_items_stay_where_they_were_listed(cast: Cast) -> None:
    item = make_item(cast.county)
    merge(cast)
    item.refresh_from_db()
    assert item.bureau == cast.county


def test_two_people_are_needed(cast: Cast) -> None:
    with pytest.raises(AccountError):
        propose_merger(
            by=cast.clerk, bureau=cast.county, successor=cast.city, on=TODAY(), document="文"
        )
    made = propose(cast)
    for user in (cast.system_admin, cast.director):
        with pytest.raises(AccountError):
            confirm_merger(by=user, pk=made.pk)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"successor": "county"}, "two different"),
        ({"bureau": "city", "successor": "county"}, "under it"),
        ({"document": " "}, "document"),
    ],
)
def test_what_cannot_be_is_refused(cast: Cast, values: dict[str, str], words: str) -> None:
    given = {
        name: getattr(cast, value) if hasattr(cast, value) else value
        for name, value in values.items()
    }
    with pytest.raises(AccountError, match=words):
        propose(cast, **given)


def test_it_is_proposed_once_and_can_be_given_up(cast: Cast) -> None:
    made = propose(cast)
    with pytest.raises(AccountError, match="already"):
        propose(cast)
    withdraw_merger(by=cast.system_admin, pk=made.pk)
    assert propose(cast).pk != made.pk


def test_a_later_day_is_the_clocks(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    firm = make_object(cast.county)
    made = merge(cast, on=TODAY() + timedelta(days=2))
    assert made.done_at is None
    assert timer() == "0 bureaus merged"
    day = TODAY() + timedelta(days=2)
    monkeypatch.setattr(timezone, "localdate", lambda *_args: day)
    assert [timer(), timer()] == ["1 bureaus merged", "0 bureaus merged"]
    firm.refresh_from_db()
    assert firm.bureau == cast.city


def test_the_pages_propose_show_and_confirm(cast: Cast) -> None:
    make_object(cast.county)
    twin = make_object(cast.city)
    make_object(cast.county, credit_code=twin.credit_code)
    admin, security = browser(cast.system_admin), browser(cast.security_admin)
    values = {
        "bureau": cast.county.pk, "successor": cast.city.pk, "on": TODAY().isoformat(),
        "document": "市编发〔2026〕3号",
    }  # fmt: skip
    page = admin.post(reverse("desk:mergers"), values, follow=True).content.decode()
    assert twin.object_id in page
    assert "Confirm and merge" not in page
    made = Merger.objects.get()
    assert admin.post(reverse("desk:merger-confirm", args=[made.pk])).status_code == 403
    page = security.get(reverse("desk:merger", args=[made.pk])).content.decode()
    assert "Confirm and merge" in page
    done = security.post(reverse("desk:merger-confirm", args=[made.pk]), follow=True)
    assert "carried out" in done.content.decode()
    assert Officer.objects.count() == 0
    assert browser(cast.clerk).get(reverse("desk:mergers")).status_code == 403
