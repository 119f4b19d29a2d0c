"""The leader's stack: one tap approves, a reason returns, a password where nothing is undone."""

from datetime import date

from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast
from tests.factories.draw import ceremony
from tests.factories.inspection import for_cause
from tests.factories.planning import submitted_line
from tests.factories.publication import propose_now
from tests.factories.registers import make_item
from yaohao.ground.accounts.models import User
from yaohao.stages.draw.operations import ask_freeze
from yaohao.stages.draw.rules import State
from yaohao.stages.inspection.models import Inspection
from yaohao.stages.inspection.rules import State as VisitState
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.operations import return_line, submit_line
from yaohao.stages.publication.models import Proposal
from yaohao.stages.publication.rules import Kind
from yaohao.surfaces.desk.cards import Card, Subject, placed, stacked
from yaohao.surfaces.desk.queries.cards import cards_of


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_one_tap_approves_a_line(cast: Cast) -> None:
    line = submitted_line(cast.city)
    (card,) = cards_of(cast.director)
    assert card.subject is Subject.LINE
    assert len(card.numbers) == 3
    client = browser(cast.director)
    assert line.title in client.get(reverse("desk:cards")).content.decode()
    client.post(reverse("desk:card-approve"), {"card": card.key})
    assert Line.objects.get(pk=line.pk).state == "approved"
    assert cards_of(cast.director) == []


def test_a_card_goes_back_only_with_a_reason(cast: Cast) -> None:
    line = submitted_line(cast.city)
    (card,) = cards_of(cast.director)
    client = browser(cast.director)
    client.post(reverse("desk:card-return"), {"card": card.key, "reason": " "})
    assert Line.objects.get(pk=line.pk).state == "submitted"
    client.post(reverse("desk:card-return"), {"card": card.key, "reason": "比例过低"})
    assert Line.objects.get(pk=line.pk).returned == "比例过低"


def test_what_changed_since_then_is_not_approved_by_an_old_card(cast: Cast) -> None:
    line = submitted_line(cast.city)
    (old,) = cards_of(cast.director)
    return_line(by=cast.director, pk=line.pk, reason="比例过低")
    submit_line(by=cast.clerk, pk=line.pk)
    answer = browser(cast.director).post(reverse("desk:card-approve"), {"card": old.key})
    assert answer.status_code == 404
    (new,) = cards_of(cast.director)
    assert any("比例过低" in said for said in new.changed)


def test_who_drafted_has_no_card(cast: Cast) -> None:
    line = submitted_line(cast.city)
    line.drafters.add(cast.director)
    assert cards_of(cast.director) == []


def test_a_notice_leads_a_leader_to_the_cards(cast: Cast) -> None:
    assert browser(cast.director).get(reverse("desk:notices")).context["desk"] == "/desk/cards/"
    assert browser(cast.clerk).get(reverse("desk:notices")).context["desk"] == "/desk/"


@given(st.lists(st.text(max_size=5), unique=True, min_size=1), st.data())
def test_a_named_card_is_found_and_a_gone_one_gives_the_first(
    marks: list[str], data: st.DataObject
) -> None:
    day = date(2026, 5, 1)
    stack = [Card(Subject.LINE, mark, "", "", "", day) for mark in marks]
    place = data.draw(st.integers(0, len(stack) - 1))
    assert placed(stack, stack[place].key) == place
    assert placed(stack, "draw:none") == 0


def test_a_table_is_published_from_its_card(cast: Cast) -> None:
    make_item(cast.city)
    proposal = propose_now(cast.clerk, Kind.ITEMS)
    (card,) = cards_of(cast.director)
    assert (card.subject, [value for _word, value in card.numbers]) == (
        Subject.TABLE, ["1", "0", "0"],
    )  # fmt: skip
    client = browser(cast.director)
    client.post(reverse("desk:card-return"), {"card": card.key, "reason": "名称有误"})
    assert Proposal.objects.get(pk=proposal.pk).state == "returned"
    again = propose_now(cast.clerk, Kind.ITEMS)
    client.post(reverse("desk:card-approve"), {"card": f"table:{again.pk}.{again.digest}"})
    assert Proposal.objects.get(pk=again.pk).state == "published"
    assert cards_of(cast.director) == []


def test_a_visit_is_allowed_from_its_card(cast: Cast) -> None:
    made = for_cause(cast, VisitState.SUBMITTED)
    (card,) = cards_of(cast.director)
    assert card.subject is Subject.VISIT
    assert made.object.name in card.sentence
    browser(cast.director).post(reverse("desk:card-approve"), {"card": card.key})
    assert Inspection.objects.get(pk=made.pk).state == VisitState.APPROVED.value


def test_a_freeze_is_confirmed_with_the_password(cast: Cast) -> None:
    run = ceremony(cast)
    run.to(State.ANNOUNCED)
    ask_freeze(by=cast.clerk, number=run.number)
    (card,) = [one for one in cards_of(cast.director) if one.subject is Subject.FREEZE]
    assert not [one for one in cards_of(cast.director) if one.subject is Subject.OTHER]
    assert cast.clerk.full_name in card.changed[0]
    client = browser(cast.director)
    client.post(reverse("desk:card-approve"), {"card": card.key, "password": "falsch"})
    assert run.draw.state == State.ANNOUNCED.value
    cast.director.set_password("yaohao-geheim-7")
    cast.director.save(update_fields=["password"])
    client = browser(cast.director)
    client.post(reverse("desk:card-approve"), {"card": card.key, "password": "yaohao-geheim-7"})
    assert run.draw.state == State.FROZEN.value


def test_who_asked_for_the_freeze_has_no_card_for_it(cast: Cast) -> None:
    run = ceremony(cast)
    run.to(State.ANNOUNCED)
    ask_freeze(by=cast.director, number=run.number)
    assert [one for one in cards_of(cast.director) if one.subject is Subject.FREEZE] == []


def test_what_is_put_off_comes_last_today(cast: Cast) -> None:
    first, second = submitted_line(cast.city), submitted_line(cast.city)
    client, page = browser(cast.director), reverse("desk:cards")
    shown = client.get(page).context["card"]
    client.post(reverse("desk:card-later"), {"card": shown.key})
    other = client.get(page).context["card"]
    assert {shown.key, other.key} == {
        f"line:{line.pk}.{Line.objects.get(pk=line.pk).submission}" for line in (first, second)
    }
    assert other.key != shown.key


@given(st.lists(st.integers(0, 9), unique=True), st.lists(st.integers(0, 12)))
def test_putting_off_loses_and_doubles_no_card(marks: list[int], later: list[int]) -> None:
    cards = [Card(Subject.LINE, str(m), "", "", "", date(2026, 5, 1 + m)) for m in marks]
    stack = stacked(cards, [f"line:{m}" for m in later])
    assert sorted(card.key for card in stack) == sorted(card.key for card in cards)
    put_off = [card.key in {f"line:{m}" for m in later} for card in stack]
    assert put_off == sorted(put_off)
