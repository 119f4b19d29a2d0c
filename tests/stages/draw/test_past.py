"""Visits before this product (article 14): passed over on the bureau's word, and it is said."""

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from fairdraw.verify import verify
from pypdf import PdfReader

from tests.cast import Cast
from tests.factories.draw import Ceremony, ceremony, exercise, ready
from tests.factories.planning import YEAR
from yaohao.ground.audit.models import Entry
from yaohao.ground.documents import draw_record
from yaohao.stages.draw.checking import check
from yaohao.stages.draw.files import read_file
from yaohao.stages.draw.minutes import minutes_of
from yaohao.stages.draw.past import listed_at_freeze
from yaohao.stages.draw.queries import public_draw, why
from yaohao.stages.draw.queries.sealed import sealed_tables
from yaohao.stages.draw.rules import State
from yaohao.stages.planning.models import Cycle
from yaohao.stages.planning.operations import change_cycle
from yaohao.stages.registers.models import InspectionObject, PastVisit


@pytest.fixture
def run(cast: Cast, settings: LazySettings) -> Ceremony:
    settings.YAOHAO_DEMO = True
    return ceremony(cast, line=ready(cast))


def visited(run: Ceremony, *firms: InspectionObject, **fields: Any) -> None:
    """Rows as an import writes them."""
    usual = {"date": date(YEAR, 1, 5), "item_code": run.line.item.code, "origin": "RANDOM"}
    for firm in firms:
        PastVisit.objects.create(bureau=run.cast.city, object=firm, **usual | fields)


def firms(count: int) -> list[InspectionObject]:
    return list(InspectionObject.objects.order_by("object_id")[:count])


def passed(run: Ceremony) -> set[str]:
    return {past.object_id for past in listed_at_freeze(run.draw)}


def test_who_was_visited_before_is_never_drawn(run: Ceremony) -> None:
    before = firms(6)
    visited(run, *before)
    run.to(State.DRAWN)
    assert len(run.drawn_ids()) == 6
    assert not set(run.drawn_ids()) & {firm.object_id for firm in before}


def test_the_ground_is_marked_as_not_proven(run: Ceremony) -> None:
    visited(run, *(before := firms(2)))
    run.to(State.BOUND)
    lines = [line.decode().split("\t") for line in sealed_tables(run.draw).skips]
    assert lines == [[firm.object_id, "cycle", "-"] for firm in before]


def test_the_verifier_says_that_it_could_not_check_it(run: Ceremony) -> None:
    visited(run, *firms(2))
    run.to(State.REVEALED)
    report = verify(read_file(run.draw.record_file or ""))
    assert not report.fault
    assert "[--]" in report.text("en")
    answer = why(run.number, firms(1)[0].object_id)
    assert (answer.kind, answer.facts["past"]) == ("skip", f"{YEAR}-01-05")


def test_the_count_is_public_from_the_freeze_on(run: Ceremony) -> None:
    visited(run, *firms(3))
    assert check(run.line).past == 3
    run.to(State.DRAWN)
    assert public_draw(run.number).past == 3
    assert minutes_of(run.draw, address="https://example.org")["past"] == 3
    entry = Entry.objects.get(action="draw.pool.freeze")
    assert run.draw.past_file in entry.detail
    assert '"past_rows":"3"' in entry.detail


def test_without_such_visits_nothing_is_said(run: Ceremony) -> None:
    run.to(State.REVEALED)
    assert run.draw.past_file == ""
    assert public_draw(run.number).past == 0
    assert verify(read_file(run.draw.record_file or "")).outcome == "proved"


@pytest.mark.parametrize(
    "fields",
    [
        {"origin": "CAUSE"},
        {"origin": "KEY"},
        {"item_code": "AJ-999"},
        {"item_code": ""},
        {"date": date(YEAR - 1, 12, 31)},
    ],
)
def test_only_lots_for_the_item_within_the_cycle_count(
    run: Ceremony, fields: dict[str, Any]
) -> None:
    visited(run, *firms(2), **fields)
    run.to(State.FROZEN)
    assert passed(run) == set()


def test_a_row_written_after_the_freeze_moves_nobody(run: Ceremony) -> None:
    first, second = firms(2)
    visited(run, first)
    run.to(State.FROZEN)
    visited(run, second)
    PastVisit.objects.filter(object=first).delete()
    run.to(State.DRAWN)
    assert passed(run) == {first.object_id}
    assert first.object_id not in run.drawn_ids()


def test_whom_a_draw_of_this_product_proves_keeps_that_proof(
    cast: Cast, settings: LazySettings
) -> None:
    settings.YAOHAO_DEMO = True
    spring, autumn = (date(YEAR, 1, 1), date(YEAR, 6, 30)), (date(YEAR, 7, 1), date(YEAR, 12, 31))
    first = ceremony(cast, line=ready(cast, period=spring, window=spring))
    line = ready(cast, item=first.line.item, period=autumn, window=autumn)
    first.to(State.DRAWN)
    twice = InspectionObject.objects.get(object_id=first.drawn_ids()[0])
    visited(first, twice)
    second = ceremony(cast, line=line)
    second.to(State.BOUND)
    origins = {
        line.decode().split("\t")[2]
        for line in sealed_tables(second.draw).skips
        if line.startswith(twice.object_id.encode())
    }
    assert origins == {first.draw.entries.get(kind="round").digest}


def test_an_exercise_passes_over_nobody(cast: Cast, settings: LazySettings) -> None:
    settings.YAOHAO_DEMO = True
    run = exercise(cast)
    visited(run, *firms(2))
    run.to(State.REVEALED)
    assert run.draw.past_file == ""


def test_the_list_is_read_from_the_first_day_of_the_cycle_on(run: Ceremony) -> None:
    early, late = firms(2)
    visited(run, early, date=date(YEAR - 1, 6, 30))
    visited(run, late, date=date(YEAR - 1, 7, 1))
    cycle = Cycle.objects.get(item_code=run.line.item.code)
    assert check(run.line).past == 0
    days = {"starts": date(YEAR - 1, 7, 1), "ends": cycle.ends}
    change_cycle(by=run.cast.clerk, pk=cycle.pk, **days)
    assert check(run.line).past == 1


def test_the_minutes_say_it(run: Ceremony) -> None:
    visited(run, *firms(3))
    run.to(State.DRAWN)
    data = minutes_of(run.draw, address="https://example.org")
    pages = PdfReader(BytesIO(draw_record(data, created=datetime(YEAR, 1, 9, tzinfo=UTC)))).pages
    text = "".join(page.extract_text() for page in pages).replace("\n", "")
    assert "另有 3 户" in text
    assert "未经核验" in text


def test_an_exhausted_cycle_is_said_before_the_freeze_and_draws_what_remains(run: Ceremony) -> None:
    visited(run, *(before := firms(9)))
    said = check(run.line).remaining
    assert "9" in said
    assert "3" in said
    run.to(State.DRAWN)
    assert len(run.drawn_ids()) == 3
    assert not set(run.drawn_ids()) & {firm.object_id for firm in before}


def test_the_result_says_that_all_that_remained_were_drawn(run: Ceremony, clerk: Client) -> None:
    visited(run, *firms(9))
    run.to(State.REVEALED)
    page = clerk.get(reverse("draw:draw", args=[run.number])).content.decode()
    assert "拟抽 6 户" in page
    assert "共 3 户" in page
