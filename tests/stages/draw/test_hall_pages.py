"""The pages of a witness: no account, one phone, and nothing that comes of a sealed result."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.hall import STROKES, Hall, hall
from tests.stages.draw.test_pages import browser
from yaohao.stages.draw.models import Seat
from yaohao.stages.draw.queries.hall import seal_of
from yaohao.stages.draw.queries.sealed import sealed_visits
from yaohao.stages.draw.rules import State
from yaohao.stages.draw.views.hall.phones import COOKIE, TRIES
from yaohao.stages.registers.models import InspectionObject, Officer


@pytest.fixture(autouse=True)
def _nobody_at_the_door() -> None:
    cache.clear()


def phone(made: Hall, name: str = "王芳", office: str = "派驻纪检监察组") -> Client:
    """A phone whose person took a seat by the code."""
    client = Client()
    join = reverse("draw:hall-join", args=[made.code])
    client.get(join)
    answer = client.post(join, {"name": name, "office": office})
    assert answer.status_code == 302, answer.content.decode()
    return client


def home(made: Hall, seat: int = 1) -> str:
    """The address of a seat."""
    return reverse("draw:seat", args=[made.number, seat])


def read(client: Client, address: str) -> str:
    """A page as text."""
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def do(client: Client, made: Hall, act: str, seat: int = 1, **data: str) -> str:
    """Press something on a seat, and read the page after it."""
    address = reverse(f"draw:seat-{act}", args=[made.number, seat, made.run.number])
    return client.post(address, data, follow=True).content.decode()


def test_a_witness_is_led_through_on_the_own_phone(cast: Cast) -> None:
    made = hall(cast)
    client, other = phone(made), phone(made, "李国强", "群众代表")
    page = read(client, home(made))
    digest = re.search(r'name="digest" value="([0-9a-f]{64})"', page)
    assert digest
    assert "已记录：一致" in do(client, made, "compare", digest=digest[1], equal="yes")
    nonce = re.search(r'name="nonce" value="([0-9a-f]{64})"', read(client, home(made)))
    assert nonce
    bad = client.post(
        reverse("draw:seat-commit", args=[made.number, 1, made.run.number]),
        {"witness_number": "12ab", "nonce": nonce[1]},
    )
    assert bad.status_code == 422
    assert 'value="12ab"' in bad.content.decode()
    assert nonce[1] in bad.content.decode()  # the slip on the paper stays good
    said = do(client, made, "commit", witness_number="4711", nonce=nonce[1])
    assert "承诺已作为第 1 号" in said
    assert "4711" not in said
    assert nonce[1] not in said
    made.bind()
    assert "您的数已公开" in do(client, made, "open")
    made.dice()
    assert "您已按下开始" in do(client, made, "start")
    assert "您已按过开始" in do(client, made, "start")
    read(other, home(made, 2))
    do(other, made, "compare", seat=2, digest=digest[1], equal="no")
    do(other, made, "start", seat=2)
    made.draw()
    sign = reverse("draw:seat-sign", args=[made.number, 1])
    seal = {"draw": made.run.number, "seal": seal_of(made.run.draw, 1)}
    assert "请用手指" in client.post(sign, seal, follow=True).content.decode()
    signed = client.post(sign, seal | {"strokes": STROKES}, follow=True).content.decode()
    assert "已签名" in signed
    assert "全部完成" in signed


def test_the_seat_belongs_to_the_phone(cast: Cast) -> None:
    made = hall(cast)
    client = phone(made)
    again = client.get(reverse("draw:hall-join", args=[made.code]))  # the same link leads back
    assert again.headers["Location"] == home(made)
    for stranger in (Client(), phone(made, "李国强"), browser(cast.clerk)):
        assert stranger.get(home(made)).status_code == 404
        for act in ("compare", "commit", "open", "start"):
            address = reverse(f"draw:seat-{act}", args=[made.number, 1, made.run.number])
            assert stranger.post(address, {"equal": "yes"}).status_code == 404
        assert stranger.post(reverse("draw:seat-sign", args=[made.number, 1])).status_code == 404
    morsel = client.cookies[COOKIE]
    assert morsel["httponly"]
    assert morsel["samesite"] == "Lax"
    assert morsel.value not in str(Seat.objects.values())


def test_nothing_of_a_seat_is_kept_by_a_cache(cast: Cast) -> None:
    made = hall(cast)
    client = phone(made)
    for address in (
        reverse("draw:hall-join", args=["0" * 32]), home(made),
        reverse("draw:seat-watch", args=[made.number, 1]),
        reverse("draw:seat-objection", args=[made.number, 1]),
    ):  # fmt: skip
        assert "no-store" in client.get(address).headers["Cache-Control"]


def test_forms_want_their_token(cast: Cast) -> None:
    made = hall(cast)
    client = Client(enforce_csrf_checks=True)
    join = reverse("draw:hall-join", args=[made.code])
    client.get(join)
    assert client.post(join, {"name": "王芳", "office": "纪检"}).status_code == 403
    assert not Seat.objects.exists()


def test_a_phone_without_cookies_is_told_so(cast: Cast) -> None:
    made = hall(cast)
    join = reverse("draw:hall-join", args=[made.code])
    answer = Client().post(join, {"name": "王芳", "office": "纪检"})
    assert answer.status_code == 422
    assert "Cookie" in answer.content.decode()
    assert 'value="王芳"' in answer.content.decode()


def test_the_door_takes_so_many_a_minute(cast: Cast) -> None:
    made = hall(cast)
    client = phone(made)
    del client.cookies[COOKIE]
    join = reverse("draw:hall-join", args=[made.code])
    for _each in range(TRIES):
        client.get(join)
        answer = client.post(join, {"name": "王芳", "office": "派驻纪检监察组"})
    assert "等一分钟" in answer.content.decode()
    assert Seat.objects.count() == 1


def test_a_double_press_at_the_door_takes_one_seat(cast: Cast) -> None:
    made = hall(cast)
    client = phone(made)
    join = reverse("draw:hall-join", args=[made.code])
    assert client.post(join, {"name": "王芳", "office": "派驻纪检监察组"}).status_code == 302
    assert Seat.objects.count() == 1


def test_a_waiting_phone_is_told_only_of_news(cast: Cast) -> None:
    made = hall(cast, state=State.ANNOUNCED)
    client = phone(made)
    page = read(client, home(made))
    every = re.search(r'hx-trigger="every (\d+)s"', page)
    assert every
    assert int(every[1]) >= 2
    mark = re.search(r"mark=([0-9a-f]+)", page)
    assert mark
    watch = reverse("draw:seat-watch", args=[made.number, 1])
    quiet = client.get(watch, {"mark": mark[1]})
    assert (quiet.status_code, quiet.headers.get("HX-Refresh")) == (204, None)
    made.run.freeze()
    assert client.get(watch, {"mark": mark[1]}).headers["HX-Refresh"] == "true"


def test_an_objection_is_written_on_the_phone_and_answered_at_the_desk(cast: Cast) -> None:
    made = hall(cast)
    client, desk = phone(made), browser(cast.clerk)
    address = reverse("draw:seat-objection", args=[made.number, 1])
    assert client.post(address, {"text": "  "}).status_code == 422
    strange = client.post(address, {"text": "看不清", "draw": "X"})
    assert strange.status_code == 422
    assert "看不清" in strange.content.decode()
    page = client.post(address, {"text": "看不清大屏幕", "draw": made.run.number}, follow=True)
    assert "您的异议已记录" in page.content.decode()
    session = reverse("draw:session", args=[made.number])
    assert "看不清大屏幕" in read(desk, session)
    (objection,) = Seat.objects.get().objections.all()
    answer = reverse("draw:answer-objection", args=[made.number, objection.pk])
    for said in ("已答复", "已答复，答复不再更改"):
        page = desk.post(answer, {"text": "已调亮"}, follow=True)
        assert said in page.content.decode()
    assert "已调亮" in read(client, home(made))


def test_a_closed_session_shows_what_was_done_and_lets_nobody_in(cast: Cast) -> None:
    made = hall(cast)
    client, code = phone(made), made.code
    browser(cast.clerk).post(reverse("draw:close-session", args=[made.number]))
    assert "摇号会已关闭" in read(client, home(made))
    assert "摇号会已关闭" in do(client, made, "start")
    late = Client().get(reverse("draw:hall-join", args=[code]))
    assert late.status_code == 404
    assert "重新扫描" in late.content.decode()


def test_the_desk_hands_a_seat_to_another_phone(cast: Cast) -> None:
    made = hall(cast)
    old, desk, new = phone(made), browser(cast.clerk), Client()
    page = desk.post(reverse("draw:release-seat", args=[made.number, 1])).content.decode()
    found = re.search(r"(/draw/hall/resume/[0-9a-f]{32}/)", page)
    assert found
    assert old.get(home(made)).status_code == 404
    assert "王芳" in read(new, found[1])
    assert new.post(found[1]).headers["Location"] == home(made)
    assert Client().get(found[1]).status_code == 404
    read(new, home(made))


def test_nothing_on_the_pages_of_a_witness_comes_of_a_sealed_result(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They read nothing out of the vault, so they cannot tell anything of it."""
    made = hall(cast)
    client = phone(made)
    made.seats = [Seat.objects.get()]
    made.to(State.DRAWN)
    visits = sealed_visits(made.run.draw)
    secrets = {visit.id for visit in visits} | {visit.ticket for visit in visits}
    secrets |= set(InspectionObject.objects.values_list("name", flat=True))
    secrets |= set(Officer.objects.values_list("certificate", flat=True))
    assert len(secrets) > 12

    def shut(name: str) -> bytes:
        raise AssertionError(name)

    monkeypatch.setattr("yaohao.ground.keys.queries.unseal", lambda name, _sealed: shut(name))
    with pytest.raises(AssertionError, match="result"):  # the guard would be seen
        sealed_visits(made.run.draw)
    pages = [
        read(client, home(made)),
        read(client, reverse("draw:seat-objection", args=[made.number, 1])),
        read(browser(cast.clerk), reverse("draw:session", args=[made.number])),
    ]
    client.get(reverse("draw:seat-watch", args=[made.number, 1]))
    for page in pages:
        assert [secret for secret in secrets if secret in page] == []
