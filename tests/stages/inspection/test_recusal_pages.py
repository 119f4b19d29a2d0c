"""The pages of a recusal: at the place, on the desk of the head, for the auditor."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.draw import Ceremony
from tests.factories.inspection import for_cause
from tests.factories.recusals import ask, came, decide, place, seated, throw, visit
from yaohao.ground.accounts.models import User
from yaohao.ground.notices.models import Notice
from yaohao.stages.inspection.models import Inspection, RecusalRequest
from yaohao.stages.inspection.rules import Answer, State
from yaohao.stages.oversight.queries.marks import marks
from yaohao.surfaces.desk.queries import duties_of
from yaohao.surfaces.desk.telling import tell


def browser(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def read(client: Client, name: str, *args: Any, status: int = 200) -> str:
    response = client.get(reverse(f"inspection:{name}", args=args))
    assert response.status_code == status
    return response.content.decode()


def post(client: Client, name: str, *args: Any, **values: Any) -> Any:
    return client.post(reverse(f"inspection:{name}", args=args), values)


def typed(made: Inspection, about: User, **more: Any) -> dict[str, Any]:
    return {
        "officer": place(made, about).officer_id,
        "reason": "他是我们厂原来的股东",
        "asked_person": "王厂长",
        "asked_at": timezone.localtime().strftime("%Y-%m-%dT%H:%M"),
    } | more


def acts(user: User) -> list[str]:
    return [duty.act for duty in duties_of(user) if "/recusals/" in duty.url]


@pytest.fixture
def run(cast: Cast, settings: Any) -> Ceremony:
    return seated(cast, settings)


@pytest.fixture
def made(cast: Cast) -> Inspection:
    return for_cause(cast, State.RUNNING)


def test_a_tick_at_the_arrival_leads_to_the_request(cast: Cast) -> None:
    made = for_cause(cast, State.APPROVED)
    client = browser(cast.officer)
    response = post(
        client, "act", made.pk, "arrive", person="王厂长", identity_shown="on",
        recusal_told="on", recusal_asked="on",
    )  # fmt: skip
    assert response["Location"] == reverse("inspection:recusal-add", args=[made.pk])
    assert 'value="王厂长"' in read(client, "recusal-add", made.pk)
    assert "take the tick back" in read(client, "visit", made.pk)
    post(client, "act", made.pk, "untick-recusal")
    assert "take the tick back" not in read(client, "visit", made.pk)


def test_what_was_typed_stays_when_the_request_is_refused(cast: Cast, made: Inspection) -> None:
    client = browser(cast.officer)
    for more, words in (
        ({"officer": 987654}, "Select a valid choice"),
        ({"asked_at": "2999-01-01T10:00"}, "lies in the future"),
    ):
        response = post(client, "recusal-add", made.pk, **typed(made, cast.other_officer, **more))
        assert response.status_code == 422
        text = response.content.decode()
        assert "他是我们厂原来的股东" in text
        assert words in text
    assert not RecusalRequest.objects.exists()


def test_written_at_the_place_decided_on_one_page_told_at_the_visit(
    cast: Cast, made: Inspection
) -> None:
    officer, head = browser(cast.officer), browser(cast.director)
    response = post(officer, "recusal-add", made.pk, **typed(made, cast.other_officer))
    asked = RecusalRequest.objects.get()
    assert response["Location"] == reverse("inspection:recusal", args=[asked.pk])
    assert "not decided yet" in read(officer, "visit", made.pk)
    text = read(head, "recusal", asked.pk)
    for words in (
        "他是我们厂原来的股东",
        cast.other_officer.full_name,
        "no other request",
        "Grant",
    ):
        assert words in text
    assert "Grant" not in read(officer, "recusal", asked.pk)  # who may not decide has no form
    blank = post(head, "recusal-decide", asked.pk, answer="refuse", grounds=" ")
    assert blank.status_code == 422
    assert post(head, "recusal-decide", asked.pk, answer="perhaps", grounds="x").status_code == 422
    values = {"answer": "refuse", "grounds": "股份已于2019年转让"}
    assert post(head, "recusal-decide", asked.pk, **values).status_code == 302
    again = post(browser(cast.deputy), "recusal-decide", asked.pk, **values)
    assert again.status_code in (302, 422)
    asked.refresh_from_db()
    assert asked.decided_by == cast.director
    assert "股份已于2019年转让" in read(officer, "visit", made.pk)


def test_the_second_decision_is_told_of_the_first(cast: Cast, made: Inspection) -> None:
    asked = ask(made, cast.officer, by=cast.clerk)
    decide(asked, Answer.REFUSE, by=cast.director)
    response = post(
        browser(cast.deputy), "recusal-decide", asked.pk, answer="refuse", grounds="又一次"
    )
    assert response.status_code == 422
    assert cast.director.full_name in response.content.decode()


def test_earlier_requests_of_the_enterprise_stand_beside(cast: Cast, made: Inspection) -> None:
    first = ask(made, cast.officer, by=cast.clerk, reason="上次的理由")
    decide(first, Answer.REFUSE, by=cast.director)
    second = ask(made, cast.officer, by=cast.clerk)
    text = read(browser(cast.director), "recusal", second.pk)
    assert "1 other request" in text
    assert "上次的理由" in text


def test_it_waits_on_the_desk_of_the_head_and_a_notice_counts_it(
    cast: Cast, made: Inspection
) -> None:
    tell(cast.director, timezone.now())
    asked = ask(made, cast.officer, by=cast.clerk)
    (waiting,) = acts(cast.director)
    assert "回避" in waiting
    assert acts(cast.clerk) == acts(cast.officer) == acts(cast.head) == []
    tell(cast.director, timezone.now())
    told = Notice.objects.filter(recipient=cast.director.username).latest("pk")
    assert told.fields["count"] == "1"
    assert cast.officer.full_name not in str(told.fields)
    decide(asked, Answer.GRANT, by=cast.director)
    (waiting,) = acts(cast.director)  # nobody was named yet
    assert "指定" in waiting
    page = reverse("inspection:recusal", args=[asked.pk])
    assert page in browser(cast.director).get(reverse("desk:home")).content.decode()


def test_at_a_drawn_visit_the_page_follows_the_lot(run: Ceremony) -> None:
    cast, made = run.cast, visit(run)
    officer, head = browser(cast.officer), browser(cast.director)
    asked = ask(made, cast.other_officer, by=cast.officer)
    assert "successor" not in read(head, "recusal", asked.pk)  # nobody is named by hand
    post(head, "recusal-decide", asked.pk, answer="grant", grounds="确有关系")
    asked.refresh_from_db()
    assert asked.substitution
    assert "being drawn again" in read(officer, "visit", made.pk)
    assert "The visit waits" in read(officer, "visit", made.pk)
    assert "You were recused" in read(browser(cast.other_officer), "visit", made.pk)
    numbers = reverse("draw:envelopes", args=[run.number])
    for reader in (cast.witness, cast.clerk):
        assert numbers in [duty.url for duty in duties_of(reader)]
    envelopes = browser(cast.clerk).get(reverse("draw:envelopes", args=[run.number]))
    assert reverse("draw:fresh-dice", args=[run.number, asked.substitution.pk]) in (
        envelopes.content.decode()
    )
    throw(run, asked.substitution)
    substitute = came(run)
    assert substitute.user
    assert any(duty.url == reverse("draw:visits") for duty in duties_of(substitute.user))
    text = read(officer, "visit", made.pk)
    begin = reverse("inspection:begin", args=[run.number, 1, 0])
    assert begin in text
    early = post(browser(cast.clerk), "recusal-draw-again", asked.pk)
    assert early.status_code == 302
    officer.post(begin)
    asked.refresh_from_db()
    assert asked.successor == substitute
    text = read(officer, "visit", made.pk)
    assert substitute.name in text
    assert "The visit waits" not in text
    assert acts(cast.director) == []
    assert numbers not in [duty.url for duty in duties_of(cast.clerk)]


def test_the_task_counts_its_requests(run: Ceremony) -> None:
    made = visit(run)
    decide(ask(made, run.cast.officer, by=run.cast.clerk), Answer.REFUSE, by=run.cast.director)
    ask(made, run.cast.other_officer, by=run.cast.clerk)
    (mark,) = [one for one in marks(run.draw, run.cast.auditor) if one.code == "recusals"]
    assert mark.count == 2
    rows = browser(run.cast.auditor).get(mark.url).content.decode()
    assert rows.count(made.number) == 2
    timeline = browser(run.cast.auditor).get(reverse("oversight:task", args=[run.number]))
    assert "Recusal decided" in timeline.content.decode()


def test_for_a_cause_the_head_names_on_the_page(cast: Cast, made: Inspection) -> None:
    asked = ask(made, cast.officer, by=cast.clerk)
    head = browser(cast.director)
    post(head, "recusal-decide", asked.pk, answer="grant", grounds="确有关系", successor="")
    text = read(head, "recusal", asked.pk)
    assert "the head names who goes" in text
    assert post(head, "recusal-name", asked.pk, officer="987654").status_code == 422
    assert post(browser(cast.clerk), "recusal-name", asked.pk).status_code == 403


def test_after_the_seal_the_form_says_what_can_be_done(cast: Cast) -> None:
    made = for_cause(cast, State.RECORDED)
    text = read(browser(cast.clerk), "recusal-add", made.pk)
    assert "complaint" in text
    assert "<textarea" not in text


def test_nobody_from_another_bureau_reads_it(cast: Cast, made: Inspection) -> None:
    asked = ask(made, cast.officer, by=cast.clerk)
    read(browser(cast.stranger), "recusal", asked.pk, status=404)
    read(browser(cast.stranger), "recusal-add", made.pk, status=404)
