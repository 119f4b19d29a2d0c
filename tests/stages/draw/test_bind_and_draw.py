"""Binding fixes everything before randomness; the draw is computed once and sealed."""

import pytest
from django.db import IntegrityError, transaction

from tests.cast import Cast
from tests.factories.draw import THROWS, ceremony, exercise, ready
from yaohao.ground.keys.models import Secret
from yaohao.ground.ledger.queries import head_at
from yaohao.stages.draw.models import LogEntry
from yaohao.stages.draw.operations import Refused, bind, draw, type_dice
from yaohao.stages.draw.queries.log import entry
from yaohao.stages.draw.queries.sealed import sealed_tables, sealed_visits
from yaohao.stages.draw.rules import State
from yaohao.stages.registers.models import InspectionObject, Officer, Recusal


def test_the_round_entry_covers_exactly_the_log_before_it(cast: Cast) -> None:
    bound = ceremony(cast).to(State.BOUND)
    row = bound.entries.get(kind="round")
    head = head_at(row.index)
    assert entry(bound, "round").get("log") == f"{row.index} {head.root}"


def test_a_recusal_keeps_the_pair_apart_and_says_no_reason(cast: Cast) -> None:
    line = ready(cast)
    firm, barred = InspectionObject.objects.order_by("object_id")[0], Officer.objects.all()[0]
    Recusal.objects.create(officer=barred, object=firm, reason="亲属关系", declared_on="2026-01-01")
    run = ceremony(cast, line=line)
    run.to(State.DRAWN)
    edges = b"\n".join(sealed_tables(run.draw).edges).decode()
    assert f"X\t{firm.object_id}\t{barred.certificate}\t-" in edges
    assert "亲属" not in edges
    for visit in sealed_visits(run.draw):
        if visit.id == firm.object_id:
            assert barred.certificate not in dict(visit.team).values()


def test_without_a_witness_an_announced_source_is_missing(cast: Cast) -> None:
    run = ceremony(cast)
    run.to(State.FROZEN)
    with pytest.raises(Refused):
        bind(by=cast.clerk, number=run.number)


def test_an_officer_who_left_after_the_freeze_is_noticed_at_the_binding(cast: Cast) -> None:
    run = ceremony(cast, line=ready(cast, officers=2))
    run.to(State.FROZEN)
    run.commit(1)
    Officer.objects.filter(user=cast.officer).update(active=False)
    with pytest.raises(Refused):
        bind(by=cast.clerk, number=run.number)
    assert run.draw.state == State.FROZEN.value


def test_changes_of_personnel_after_the_binding_do_not_touch_the_draw(cast: Cast) -> None:
    run = ceremony(cast)
    run.to(State.BOUND)
    Officer.objects.update(active=False)
    run.to(State.DRAWN)
    assert len(sealed_visits(run.draw)) == 6


def test_half_of_twelve_are_drawn_each_with_two_officers(cast: Cast) -> None:
    run = ceremony(cast)
    run.to(State.DRAWN)
    visits = sealed_visits(run.draw)
    assert len({visit.id for visit in visits}) == 6
    assert all(len(set(dict(visit.team).values())) == 2 for visit in visits)


def test_a_second_draw_is_refused_and_changes_nothing(cast: Cast) -> None:
    run = ceremony(cast)
    run.to(State.DRAWN)
    before = bytes(Secret.objects.get(name=f"draw/{run.number}/result").sealed)
    for person in (cast.clerk, cast.other_clerk):
        with pytest.raises(Refused, match=run.number):
            draw(by=person, number=run.number)
    assert bytes(Secret.objects.get(name=f"draw/{run.number}/result").sealed) == before
    assert run.draw.entries.filter(kind="seal").count() == 1


def test_the_database_refuses_a_second_seal(cast: Cast) -> None:
    seal = ceremony(cast).to(State.DRAWN).entries.get(kind="seal")
    with pytest.raises(IntegrityError), transaction.atomic():
        LogEntry.objects.create(
            draw=seal.draw, kind="seal", round=1, index=10_000, digest="0" * 64, at=seal.at,
            by=seal.by,
        )  # fmt: skip


def test_it_is_too_early_to_draw_before_the_binding(cast: Cast) -> None:
    run = ceremony(cast)
    run.to(State.FROZEN)
    with pytest.raises(Refused, match=run.number):
        draw(by=cast.clerk, number=run.number)


def test_a_number_that_stays_closed_does_not_stop_the_draw(cast: Cast) -> None:
    run = ceremony(cast, witnesses=2)
    run.to(State.BOUND)
    for person in (cast.clerk, cast.witness):
        type_dice(by=person, number=run.number, throws=THROWS)
    draw(by=cast.clerk, number=run.number)
    assert run.draw.state == State.DRAWN.value


def test_the_servers_randomness_stands_in_the_log_before_the_seal(cast: Cast) -> None:
    done = exercise(cast).to(State.DRAWN)
    server = done.entries.get(kind="server")
    assert server.index + 1 == done.entries.get(kind="seal").index
