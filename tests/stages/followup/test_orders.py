"""Orders and re-checks: what is refused, and what they lead to."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.factories.inspection import finish, for_cause, seal
from tests.factories.registers import make_officer
from yaohao.ground.audit.queries import first_break
from yaohao.stages.followup import operations
from yaohao.stages.followup.models import Order, Recheck
from yaohao.stages.followup.operations import Refused
from yaohao.stages.followup.operations.orders import Demand
from yaohao.stages.followup.queries import rectification
from yaohao.stages.inspection import operations as inspection
from yaohao.stages.inspection.models import Inspection, Problem
from yaohao.stages.inspection.rules import State
from yaohao.stages.planning.models import Visit
from yaohao.stages.registers.models import Officer

TODAY = timezone.localdate
WEEK = timedelta(days=7)


def found(cast: Cast, *, more: int = 0, on_the_spot: bool = False) -> Inspection:
    """A sealed record with one problem, and `more` of them."""
    made = for_cause(cast, State.RUNNING)
    for number in range(more + 1):
        inspection.note_problem(
            by=cast.officer, pk=made.pk, text=f"问题{number}", on_the_spot=on_the_spot
        )
    finish(cast, made)
    seal(cast, made)
    made.refresh_from_db()
    return made


def drafted(cast: Cast, made: Inspection | None = None, due: date | None = None) -> Order:
    made = made or found(cast)
    demands = [
        Demand(problem.pk, "立即整改", due or TODAY() + WEEK) for problem in made.problems.all()
    ]
    return operations.draft_order(by=cast.officer, inspection=made.pk, demands=demands)


def issued(cast: Cast, made: Inspection | None = None) -> Order:
    return operations.issue_order(by=cast.officer, pk=drafted(cast, made).pk, received_by="王厂长")


def looked(cast: Cast, order: Order, **values: Any) -> Recheck:
    team = Officer.objects.filter(user__in=[cast.officer, cast.other_officer])
    fields: dict[str, Any] = {
        "on": TODAY(),
        "officers": [one.pk for one in team],
        "fulfilled": {item.pk: True for item in order.items.all()},
        "opinion": "已整改到位",
    }
    return operations.recheck(by=cast.officer, order=order.pk, **fields | values)


def test_numbers_have_no_gap(cast: Cast) -> None:
    dropped = drafted(cast)
    operations.drop_order(by=cast.officer, pk=dropped.pk)
    numbers = [issued(cast).number for _ in range(2)]
    year = TODAY().year
    assert numbers == [f"（榆应急）责改〔{year}〕1号", f"（榆应急）责改〔{year}〕2号"]
    assert first_break() is None


def test_an_order_due_before_its_date_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused, match="1"):
        drafted(cast, due=TODAY() - timedelta(days=1))
    assert not Order.objects.exists()


def test_a_draft_that_became_too_old_is_not_issued(cast: Cast) -> None:
    order = drafted(cast)
    order.items.update(due=TODAY() - timedelta(days=1))
    with pytest.raises(Refused):
        operations.issue_order(by=cast.officer, pk=order.pk, received_by="王")
    with pytest.raises(Refused):
        operations.issue_order(by=cast.officer, pk=drafted(cast).pk, received_by=" ")


def test_no_order_before_the_seal_none_for_what_is_put_right_and_none_twice(cast: Cast) -> None:
    running = for_cause(cast, State.RUNNING)
    inspection.note_problem(by=cast.officer, pk=running.pk, text="x")
    with pytest.raises(Refused):
        drafted(cast, running)
    with pytest.raises(Refused):
        drafted(cast, found(cast, on_the_spot=True))
    made = found(cast)
    drafted(cast, made)
    with pytest.raises(Refused):
        drafted(cast, made)
    with pytest.raises(Refused):
        operations.draft_order(by=cast.officer, inspection=made.pk, demands=[])


def test_the_problem_of_another_visit_is_not_found(cast: Cast) -> None:
    one, other = found(cast), found(cast)
    demand = Demand(other.problems.get().pk, "整改", TODAY())
    with pytest.raises(Problem.DoesNotExist):
        operations.draft_order(by=cast.officer, inspection=one.pk, demands=[demand])


def test_only_the_team_orders_and_another_bureau_finds_nothing(cast: Cast) -> None:
    made = found(cast)
    demand = Demand(made.problems.get().pk, "整改", TODAY())
    with pytest.raises(Refused):
        operations.draft_order(by=cast.director, inspection=made.pk, demands=[demand])
    with pytest.raises(Inspection.DoesNotExist):
        operations.draft_order(by=cast.stranger, inspection=made.pk, demands=[demand])
    with pytest.raises(Order.DoesNotExist):
        operations.issue_order(by=cast.stranger, pk=drafted(cast, made).pk, received_by="x")


def test_issued_once(cast: Cast) -> None:
    order = issued(cast)
    for act in (
        lambda: operations.issue_order(by=cast.officer, pk=order.pk, received_by="x"),
        lambda: operations.drop_order(by=cast.officer, pk=order.pk),
    ):
        with pytest.raises(Refused):
            act()


def test_no_recheck_without_an_order(cast: Cast) -> None:
    with pytest.raises(Refused):
        looked(cast, drafted(cast))
    assert not Recheck.objects.exists()


@pytest.mark.parametrize("days", [-1, 1])
def test_a_recheck_lies_between_the_order_and_today(cast: Cast, days: int) -> None:
    with pytest.raises(Refused):
        looked(cast, issued(cast), on=TODAY() + timedelta(days=days))


def test_two_officers_with_valid_certificates_and_every_problem(cast: Cast) -> None:
    order = issued(cast, found(cast, more=1))
    old = make_officer(cast.city, valid_to=TODAY() - timedelta(days=1))
    first = order.items.order_by("pk")[0]
    wrong: list[Mapping[str, Any]] = [
        {"officers": [make_officer(cast.city).pk, old.pk]},
        {"fulfilled": {first.pk: True}},
        {"fulfilled": {}},
        {"opinion": " "},
    ]
    for values in wrong:
        with pytest.raises(Refused):
            looked(cast, order, **values)
    assert not Recheck.objects.exists()


def test_unfulfilled_then_fulfilled(cast: Cast) -> None:
    made = found(cast, more=1)
    assert rectification(made) == "open"
    order = issued(cast, made)
    first, second = order.items.order_by("pk")
    looked(cast, order, fulfilled={first.pk: True, second.pk: False}, opinion="部分未整改")
    order.refresh_from_db()
    assert (order.state, rectification(made)) == ("unfulfilled", "open")
    looked(cast, order)
    order.refresh_from_db()
    assert (order.state, rectification(made)) == ("fulfilled", "fulfilled")
    with pytest.raises(Refused):
        looked(cast, order)


def test_what_is_put_right_on_the_spot_needs_no_order(cast: Cast) -> None:
    assert rectification(found(cast, on_the_spot=True)) == "nothing"


def test_a_recheck_stands_in_the_visit_book_and_does_not_count(cast: Cast) -> None:
    made = looked(cast, issued(cast))
    visit = Visit.objects.get(source=made.visit)
    assert (visit.kind, visit.state, visit.counts) == ("recheck", "done", False)
