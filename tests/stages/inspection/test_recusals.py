"""A request for recusal: what is refused, and what follows from the answer."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from tests.cast import Cast
from tests.factories.accounts import person
from tests.factories.draw import Ceremony, officer
from tests.factories.inspection import arrive, carry, finish, for_cause, picture, seal
from tests.factories.recusals import ask, came, decide, place, seated, throw, visit
from yaohao.ground.accounts.rules import Role
from yaohao.stages.draw.operations import open_at_door
from yaohao.stages.draw.rules import State as DrawState
from yaohao.stages.inspection import operations
from yaohao.stages.inspection.models import Inspection, Record, RecusalRequest
from yaohao.stages.inspection.operations import Refused
from yaohao.stages.inspection.rules import Answer, SignerRole, State
from yaohao.stages.registers.models import Leave, Officer, Recusal

GRANT, REFUSE = Answer.GRANT, Answer.REFUSE


@contextmanager
def refused(words: str) -> Iterator[None]:
    """Refused in these words."""
    with translation.override("en"), pytest.raises(Refused, match=words):
        yield


@pytest.fixture
def run(cast: Cast, settings: Any) -> Ceremony:
    return seated(cast, settings)


@pytest.fixture
def made(cast: Cast) -> Inspection:
    """A visit for a complaint, under way."""
    return for_cause(cast, State.RUNNING)


def test_team_and_clerk_write_a_request_down_and_nobody_else(cast: Cast, made: Inspection) -> None:
    for stranger in (cast.director, cast.head, cast.auditor):
        with refused("write a request down"):
            ask(made, cast.officer, by=stranger)
    with pytest.raises(Inspection.DoesNotExist):
        ask(made, cast.officer, by=cast.stranger)
    ask(made, cast.officer, by=cast.clerk)
    ask(made, cast.other_officer, by=cast.other_officer)
    assert Record.objects.get(inspection=made).recusal_asked
    assert RecusalRequest.objects.count() == 2


def test_what_is_missing_is_named_and_pressing_twice_writes_once(
    cast: Cast, made: Inspection
) -> None:
    ahead = timezone.now() + timedelta(hours=1)
    for words, more in (
        ("words of the enterprise", {"reason": " "}),
        ("who of the enterprise", {"asked_person": " "}),
        ("future", {"asked_at": ahead}),
        ("team as it is now", {"officer": 987654}),
    ):
        with refused(words):
            ask(made, cast.officer, by=cast.officer, **more)
    ask(made, cast.officer, by=cast.officer)
    with refused("asked to withdraw already"):
        ask(made, cast.officer, by=cast.other_officer)
    assert RecusalRequest.objects.count() == 1


def test_before_the_door_and_after_the_seal_other_ways_are_named(cast: Cast) -> None:
    made = for_cause(cast, State.APPROVED)
    with refused("Handover"):
        ask(made, cast.officer, by=cast.officer)
    arrive(cast, made)
    finish(cast, made)
    seal(cast, made)
    with refused("complaint"):
        ask(made, cast.officer, by=cast.clerk)


def test_a_drawn_visit_must_have_been_shown(run: Ceremony) -> None:
    made = visit(run, State.APPROVED)
    with refused("not shown"):
        ask(made, run.cast.officer, by=run.cast.officer)
    with pytest.raises(Inspection.DoesNotExist):  # sealed to the desk before the door
        ask(made, run.cast.officer, by=run.cast.clerk)
    open_at_door(by=run.cast.officer, number=run.number, position=0)
    assert ask(made, run.cast.officer, by=run.cast.clerk).pk


def test_the_head_decides_once_with_grounds(cast: Cast, made: Inspection) -> None:
    asked = ask(made, cast.officer, by=cast.clerk)
    with refused("grounds"):
        decide(asked, REFUSE, by=cast.director, grounds=" ")
    with refused("Your role"):
        decide(asked, REFUSE, by=cast.head)
    with refused("when granting"):
        decide(asked, REFUSE, by=cast.director, successor=officer(cast.city, "执法丙").pk)
    decide(asked, REFUSE, by=cast.director)
    with refused("decided this .* refused"):
        decide(asked, GRANT, by=cast.deputy)
    asked.refresh_from_db()
    assert (asked.granted, asked.decided_by) == (False, cast.director)
    assert not Recusal.objects.exists()
    assert ask(made, cast.officer, by=cast.clerk).pk != asked.pk  # new reasons may come up


def test_a_head_of_another_bureau_does_not_find_it(cast: Cast, made: Inspection) -> None:
    asked = ask(made, cast.officer, by=cast.clerk)
    foreign = person(cast.county, "foreign", "外局长", Role.DIRECTOR)
    with pytest.raises(RecusalRequest.DoesNotExist):
        decide(asked, REFUSE, by=foreign)


def test_a_head_who_is_asked_about_or_of_the_team_does_not_decide(
    cast: Cast, made: Inspection
) -> None:
    mine = place(made, cast.other_officer).officer
    Officer.objects.filter(pk=mine.pk).update(user=cast.deputy)
    asked = ask(made, cast.deputy, by=cast.officer)
    with refused("yourself"):
        decide(asked, REFUSE, by=cast.deputy)
    about = ask(made, cast.officer, by=cast.officer)
    with refused("one of the team"):
        decide(about, REFUSE, by=cast.deputy)
    with pytest.raises(IntegrityError), transaction.atomic():
        RecusalRequest.objects.filter(pk=asked.pk).update(
            decided_by=cast.deputy, decided_at=timezone.now(), granted=False, grounds="自己"
        )


@pytest.mark.parametrize(
    "values",
    [
        {"granted": True},
        {"grounds": "半个决定"},
        {"reason": ""},
        {"named_by": 1},
        {"joined_at": timezone.now()},
    ],
)
def test_the_database_takes_no_half_request(
    cast: Cast, made: Inspection, values: dict[str, Any]
) -> None:
    asked = ask(made, cast.officer, by=cast.clerk)
    if "named_by" in values:
        values = {"named_by": cast.director}
    with pytest.raises(IntegrityError), transaction.atomic():
        RecusalRequest.objects.filter(pk=asked.pk).update(**values)


def test_the_record_waits_for_the_decision_and_answers_do_not(cast: Cast, made: Inspection) -> None:
    asked = ask(made, cast.officer, by=cast.officer)
    finish(cast, made)
    with refused("has not decided"):
        seal(cast, made)
    decide(asked, REFUSE, by=cast.director)
    assert seal(cast, made).state == "recorded"


def test_a_tick_without_a_request_is_written_down_or_taken_back(cast: Cast) -> None:
    made = for_cause(cast, State.APPROVED)
    arrive(cast, made, recusal_asked=True)
    finish(cast, made)
    with refused("take the tick back"):
        seal(cast, made)
    operations.untick_recusal(by=cast.officer, pk=made.pk)
    with refused("already"):
        operations.untick_recusal(by=cast.officer, pk=made.pk)
    assert seal(cast, made).state == "recorded"


def test_a_tick_behind_which_a_request_stands_stays(cast: Cast, made: Inspection) -> None:
    ask(made, cast.officer, by=cast.officer)
    with refused("it stays"):
        operations.untick_recusal(by=cast.officer, pk=made.pk)


def test_for_a_cause_the_head_names_who_goes_and_the_visit_goes_on(
    cast: Cast, made: Inspection
) -> None:
    finish(cast, made)
    asked = ask(made, cast.other_officer, by=cast.officer)
    third = officer(cast.city, "执法丙", user=person(cast.city, "third", "执法丙", Role.OFFICER))
    decide(asked, GRANT, by=cast.director, successor=third.pk)
    asked.refresh_from_db()
    assert (asked.successor, asked.named_by) == (third, cast.director)
    assert Recusal.objects.filter(officer=asked.officer, object=made.object).exists()
    names = set(made.signatures.values_list("name", flat=True))
    assert cast.other_officer.full_name not in names  # no signature of who withdrew
    with refused("You were recused"):
        operations.note_problem(by=cast.other_officer, pk=made.pk, text="再记一笔")
    with refused("no officer of this team"):
        sign(cast, made, cast.other_officer.full_name)
    with refused("Two officers sign"):
        seal(cast, made)
    sign(cast, made, third.name)
    assert seal(cast, made).state == "recorded"
    assert cast.other_officer not in readers(made)


def test_with_one_officer_left_the_visit_waits(cast: Cast, made: Inspection) -> None:
    asked = ask(made, cast.other_officer, by=cast.officer)
    decide(asked, GRANT, by=cast.director)
    for act in (
        lambda: operations.pass_rest(by=cast.officer, pk=made.pk, open_=3),
        lambda: operations.note_problem(by=cast.officer, pk=made.pk, text="x"),
        lambda: seal(cast, made),
    ):
        with refused("Fewer than two officers"):
            act()
    third = officer(cast.city, "执法丙")
    with refused("Your role"):
        operations.name_successor(by=cast.clerk, pk=asked.pk, officer=third.pk)
    with refused("has left it"):
        operations.name_successor(by=cast.director, pk=asked.pk, officer=place_of(made, cast).pk)
    operations.name_successor(by=cast.director, pk=asked.pk, officer=third.pk)
    with refused("Nobody is missing"):
        operations.name_successor(by=cast.director, pk=asked.pk, officer=third.pk)
    operations.pass_rest(by=cast.officer, pk=made.pk, open_=3)


def place_of(made: Inspection, cast: Cast) -> Officer:
    return place(made, cast.officer).officer


@pytest.mark.parametrize("why", ["leave", "recused", "foreign"])
def test_who_may_not_go_is_not_named(cast: Cast, made: Inspection, why: str) -> None:
    asked = ask(made, cast.other_officer, by=cast.officer)
    third = officer(cast.county if why == "foreign" else cast.city, "执法丙")
    today = timezone.localdate()
    if why == "leave":
        Leave.objects.create(officer=third, first=today, last=today, by=cast.clerk)
    if why == "recused":
        Recusal.objects.create(officer=third, object=made.object, reason="亲属", declared_on=today)
    with pytest.raises(Refused):
        decide(asked, GRANT, by=cast.director, successor=third.pk)
    asked.refresh_from_db()
    assert asked.decided_at is None  # nothing half done


def test_nobody_is_named_where_the_lot_decides(run: Ceremony) -> None:
    made = visit(run)
    asked = ask(made, run.cast.other_officer, by=run.cast.officer)
    third = officer(run.cast.city, "执法丙")
    with refused("lot finds who comes"):
        decide(asked, GRANT, by=run.cast.director, successor=third.pk)
    decide(asked, GRANT, by=run.cast.director)
    with refused("lot finds who comes"):
        operations.name_successor(by=run.cast.director, pk=asked.pk, officer=third.pk)
    with refused("bring the numbers"):
        operations.draw_again(by=run.cast.clerk, pk=asked.pk)


def test_who_withdrew_does_not_let_anybody_join(run: Ceremony) -> None:
    made = visit(run)
    decide(ask(made, run.cast.other_officer, by=run.cast.officer), GRANT, by=run.cast.director)
    with refused("You were recused"):
        operations.begin(by=run.cast.other_officer, number=run.number, position=0)
    assert operations.begin(by=run.cast.officer, number=run.number, position=0) == made
    assert made.team_now().count() == 1


def test_a_substitute_who_may_not_go_is_drawn_again(run: Ceremony) -> None:
    made, today = visit(run), timezone.localdate()
    asked = ask(made, run.cast.other_officer, by=run.cast.officer)
    decide(asked, GRANT, by=run.cast.director)
    asked.refresh_from_db()
    assert asked.substitution
    throw(run, asked.substitution)
    first = came(run)
    Leave.objects.create(officer=first, first=today, last=today, by=run.cast.clerk)
    with refused("drawn once more"):
        operations.begin(by=run.cast.officer, number=run.number, position=0)
    operations.draw_again(by=run.cast.clerk, pk=asked.pk)
    asked.refresh_from_db()
    throw(run, asked.substitution, "2" * 39)
    operations.begin(by=run.cast.officer, number=run.number, position=0)
    asked.refresh_from_db()
    assert asked.successor == came(run) != first
    with refused("Nothing waits"):
        operations.draw_again(by=run.cast.clerk, pk=asked.pk)


def test_where_the_lot_finds_nobody_the_head_names(cast: Cast, settings: Any) -> None:
    run = seated(cast, settings, officers=2)
    made = visit(run)
    asked = ask(made, cast.other_officer, by=cast.officer)
    decide(asked, GRANT, by=cast.director)
    asked.refresh_from_db()
    assert asked.substitution
    throw(run, asked.substitution)
    with refused("found nobody"):
        operations.begin(by=cast.officer, number=run.number, position=0)
    third = officer(cast.city, "执法丙")
    operations.name_successor(by=cast.director, pk=asked.pk, officer=third.pk)
    operations.pass_rest(by=cast.officer, pk=made.pk, open_=made.questions.count())
    # Asked to withdraw in turn: nobody was drawn here, so the head names again.
    second = operations.ask_recusal(
        by=cast.officer, pk=made.pk, officer=third.pk, reason="亲属", asked_person="王厂长",
        asked_at=timezone.now(),
    )  # fmt: skip
    fourth = officer(cast.city, "执法丁")
    decide(second, GRANT, by=cast.director, successor=fourth.pk)
    assert {one.officer_id for one in made.team_now()} == {
        place_of(made, cast).pk, fourth.pk,
    }  # fmt: skip


def test_an_empty_place_does_not_keep_another_from_being_filled(cast: Cast, settings: Any) -> None:
    run = seated(cast, settings, officers=3)
    made = visit(run)
    for about, role in ((cast.officer, "lead"), (cast.other_officer, "second")):
        asked = ask(made, about, by=cast.clerk)
        decide(asked, GRANT, by=cast.director)
        asked.refresh_from_db()
        assert asked.substitution
        throw(run, asked.substitution, "1" * 39 if role == "lead" else "2" * 39)
    substitute = came(run, "lead")  # the only one who was left; nobody for the second place
    assert substitute.user
    operations.begin(by=substitute.user, number=run.number, position=0)
    assert [one.officer for one in made.team_now()] == [substitute]
    with refused("found nobody"):
        operations.begin(by=substitute.user, number=run.number, position=0)


def test_after_the_reveal_the_head_names(run: Ceremony) -> None:
    made = visit(run)
    asked = ask(made, run.cast.other_officer, by=run.cast.officer)
    run.to(DrawState.REVEALED)
    third = officer(run.cast.city, "执法丙")
    decide(asked, GRANT, by=run.cast.director, successor=third.pk)
    assert made.team_now().filter(officer=third).exists()


def test_shown_but_not_begun_the_team_is_approved_anew(run: Ceremony) -> None:
    cast, made = run.cast, visit(run, State.APPROVED)
    open_at_door(by=cast.officer, number=run.number, position=0)
    asked = ask(made, cast.other_officer, by=cast.clerk)
    decide(asked, GRANT, by=cast.director)
    with refused("Two officers"):
        arrive(cast, made)
    asked.refresh_from_db()
    assert asked.substitution
    throw(run, asked.substitution)
    substitute = came(run)
    with refused("Two officers"):
        arrive(cast, made)
    operations.begin(by=cast.officer, number=run.number, position=0)
    made.refresh_from_db()
    assert made.state == State.PREPARED.value
    assert {one.officer for one in made.members.all()} == {place_of(made, cast), substitute}
    carry(cast, made, State.RUNNING)
    made.refresh_from_db()
    assert made.record.recusal_asked


def sign(cast: Cast, made: Inspection, name: str) -> None:
    operations.sign(
        by=cast.officer, pk=made.pk, role=SignerRole.OFFICER, name=name, image=picture()
    )


def readers(made: Inspection) -> set[Any]:
    """Of the officers of this visit, those who may see it."""
    users = [one.officer.user for one in made.members.select_related("officer__user")]
    return {
        user for user in users
        if user and Inspection.objects.visible_to(user).filter(pk=made.pk).exists()
    }  # fmt: skip
