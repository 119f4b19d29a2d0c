"""Draws around the day on which a county gets another code: what is frozen stays as it is."""

from typing import Any

import pytest
from django.conf import LazySettings
from django.utils import timezone
from fairdraw.announcement import Stratum
from fairdraw.verify import verify

from tests.cast import Cast
from tests.factories.draw import Ceremony, ceremony, ready
from yaohao.ground.ledger.queries import first_fault
from yaohao.stages.draw import operations
from yaohao.stages.draw.checking import check
from yaohao.stages.draw.files import read_file
from yaohao.stages.draw.minutes import minutes_of
from yaohao.stages.draw.operations import Refused
from yaohao.stages.draw.queries import public_draw, why
from yaohao.stages.draw.rules import State
from yaohao.stages.planning.queries import sentence
from yaohao.stages.planning.rules import Aim
from yaohao.stages.registers.models import InspectionObject
from yaohao.stages.registers.operations import enter_succession

OLD, NEW = "140702", "140709"  # every object of these draws lies in 140702


def merge(cast: Cast) -> None:
    enter_succession(
        by=cast.clerk, olds=[OLD], new=NEW, name="榆州区", on=timezone.localdate(),
        document="国函〔2026〕9号",
    )  # fmt: skip


def by_county(cast: Cast, **values: Any) -> Ceremony:
    line: dict[str, Any] = {
        "stratify_by": "region", "shares": (Stratum(OLD, "ratio", 5000),), "aim": Aim.DIRECTED,
        "filter": {"regions": [OLD]},
    }  # fmt: skip
    return ceremony(cast, line=ready(cast, **line), **values)


@pytest.fixture(autouse=True)
def _demo(settings: LazySettings) -> None:
    settings.YAOHAO_DEMO = True


def test_a_frozen_list_is_drawn_and_proved_with_the_old_code(cast: Cast) -> None:
    run = by_county(cast)
    run.to(State.FROZEN)
    merge(cast)
    run.to(State.REVEALED)
    assert [stratum.code for stratum in public_draw(run.number).strata] == [OLD]
    assert verify(read_file(run.draw.record_file or "")).outcome == "proved"
    data = minutes_of(run.draw, address="https://example.org")
    assert [row["code"] for row in data["strata"]] == [OLD]
    assert why(run.number, run.drawn_ids()[0]).kind == "drawn"
    assert first_fault() is None


def test_an_old_record_proves_after_the_merger_as_before(cast: Cast) -> None:
    run = by_county(cast)
    run.to(State.REVEALED)
    record = read_file(run.draw.record_file or "")
    merge(cast)
    assert read_file(run.draw.record_file or "") == record
    assert verify(record).outcome == "proved"
    assert public_draw(run.number).filter == "县（区、市）为榆次区"


def test_a_line_written_before_is_drawn_after_with_the_new_code(cast: Cast) -> None:
    run = by_county(cast)
    merge(cast)
    assert (sentence(run.line).eligible, sentence(run.line).to_draw) == (12, 6)
    assert check(run.line).refusal == ""
    run.to(State.REVEALED)
    told = public_draw(run.number)
    assert told.filter == "县（区、市）为榆州区（原榆次区）"
    assert [(stratum.code, stratum.base) for stratum in told.strata] == [(NEW, 12)]
    assert verify(read_file(run.draw.record_file or "")).outcome == "proved"


def test_a_draw_announced_before_is_not_frozen_after(cast: Cast) -> None:
    run = by_county(cast)
    run.to(State.ANNOUNCED)
    merge(cast)
    with pytest.raises(Refused, match=NEW):
        run.freeze()


def test_another_attempt_keeps_the_key_of_the_first(cast: Cast) -> None:
    run = by_county(cast)
    run.to(State.ANNOUNCED)
    key = run.draw.plan_key
    operations.ask_abort(by=cast.clerk, number=run.number, cause="县区合并")
    operations.abort(by=cast.director, number=run.number)
    run.reveal()
    merge(cast)
    cast.city.region = NEW  # as if the county's own bureau had drawn
    cast.city.save()
    run.number = ""
    run.prepare()
    assert (run.draw.plan_key, run.draw.attempt) == (key, 2)


def test_counties_with_different_ratios_do_not_become_one_ratio(cast: Cast) -> None:
    line: dict[str, Any] = {
        "stratify_by": "region",
        "shares": (Stratum(OLD, "ratio", 5000), Stratum("140728", "ratio", 1000)),
    }
    run = ceremony(cast, line=ready(cast, **line))
    InspectionObject.objects.filter(pk=InspectionObject.objects.first().pk).update(region="140728")  # type: ignore[union-attr]
    enter_succession(
        by=cast.clerk, olds=[OLD], new="140728", name="平遥县", on=timezone.localdate(),
        document="文",
    )  # fmt: skip
    assert "different ratios" in check(run.line).refusal or "不同" in check(run.line).refusal
    assert sentence(run.line).eligible == 12
