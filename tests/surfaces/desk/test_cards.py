"""The leader's stack: one tap approves, a reason returns, a password where nothing is undone."""

from datetime import date

from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast
from tests.factories.planning import submitted_line
from yaohao.ground.accounts.models import User
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.operations import return_line, submit_line
from yaohao.surfaces.desk.cards import Card, Subject, placed
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
