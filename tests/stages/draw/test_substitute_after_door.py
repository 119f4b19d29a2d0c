"""A place drawn again after the door: only of an officer whom the register bars (article 13)."""

from typing import Any

import pytest
from django.utils import timezone
from fairdraw.verify import verify

from tests.cast import Cast
from tests.factories.draw import Ceremony
from tests.factories.recusals import seated, throw
from yaohao.stages.draw.files import read_file
from yaohao.stages.draw.models import Substitution
from yaohao.stages.draw.operations import (
    Refused,
    ask_substitute,
    open_at_door,
    replace_after_door,
    type_substitute_dice,
)
from yaohao.stages.draw.queries.log import entries
from yaohao.stages.draw.queries.sealed import sealed_visits, visits_now
from yaohao.stages.registers.models import InspectionObject, Leave, Officer, Recusal


@pytest.fixture
def run(cast: Cast, settings: Any) -> Ceremony:
    return seated(cast, settings)


def show(run: Ceremony) -> None:
    open_at_door(by=run.cast.officer, number=run.number, position=0)


def again(run: Ceremony, **more: Any) -> Substitution:
    fields: dict[str, Any] = {
        "by": run.cast.director, "number": run.number, "position": 0, "role": "second",
    }  # fmt: skip
    return replace_after_door(**fields | more)


def second(run: Ceremony) -> Officer:
    return Officer.objects.get(certificate=dict(visits_now(run.draw)[1, 0].team)["second"])


def bar(run: Ceremony, officer: Officer) -> None:
    firm = InspectionObject.objects.of(run.cast.city).get(object_id=run.drawn_ids()[0])
    Recusal.objects.create(
        officer=officer, object=firm, reason="准予回避", declared_on=timezone.localdate()
    )


def test_before_the_door_the_usual_way_is_named(run: Ceremony) -> None:
    bar(run, second(run))
    with pytest.raises(Refused, match="尚未到场"):
        again(run)


def test_whom_nothing_bars_is_not_exchanged(run: Ceremony) -> None:
    show(run)
    with pytest.raises(Refused, match="可以参加"):
        again(run)
    with pytest.raises(Refused):
        again(run, position=999)
    with pytest.raises(Refused, match="抽签无人"):
        again(run, role="third")
    assert not Substitution.objects.exists()


def test_only_who_may_ask_for_substitutes_asks(run: Ceremony) -> None:
    show(run)
    bar(run, second(run))
    for person in (run.cast.officer, run.cast.auditor, run.cast.witness):
        with pytest.raises(Refused):
            again(run, by=person)


def test_who_is_recused_is_replaced_and_the_record_is_proved(run: Ceremony) -> None:
    show(run)
    gone = second(run)
    bar(run, gone)
    throw(run, again(run))
    assert second(run) != gone
    (asked,) = entries(run.draw, "substitute")
    assert asked.get("cause") == "RECUSED 回避"
    run.reveal()
    assert verify(read_file(run.draw.record_file or "")).outcome == "proved"


def test_a_substitute_on_leave_is_replaced_too(run: Ceremony) -> None:
    show(run)
    bar(run, second(run))
    throw(run, again(run))
    came, today = second(run), timezone.localdate()
    with pytest.raises(Refused, match="可以参加"):
        again(run)
    Leave.objects.create(officer=came, first=today, last=today, by=run.cast.clerk)
    throw(run, again(run), "1" * 39)
    assert second(run) != came
    assert [each.get("cause").split()[0] for each in entries(run.draw, "substitute")] == [
        "RECUSED", "LEAVE",
    ]  # fmt: skip


def test_a_question_of_before_the_door_serves(run: Ceremony) -> None:
    asked = ask_substitute(
        by=run.cast.clerk, number=run.number, position=0, role="second", cause="ILL"
    )
    show(run)
    with pytest.raises(Refused, match="开始"):
        type_substitute_dice(by=run.cast.clerk, number=run.number, asked=asked.pk, throws="1" * 39)
    bar(run, second(run))
    assert again(run) == asked
    throw(run, asked)
    assert dict(sealed_visits(run.draw)[0].team)["second"] != second(run).certificate
