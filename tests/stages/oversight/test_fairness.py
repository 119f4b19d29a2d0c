"""The fairness audit of real draws: what the lot could do beside what it did."""

import csv
import io

import pytest
from django.conf import LazySettings
from django.urls import reverse

from tests.cast import Cast
from tests.factories.draw import Ceremony, ready
from tests.factories.planning import YEAR
from tests.stages.registers.browsers import browser
from yaohao.stages.draw.background import rehearse_draw
from yaohao.stages.draw.models import Draw, Probabilities
from yaohao.stages.draw.queries.lots import revealed_lots
from yaohao.stages.draw.rules import State
from yaohao.stages.oversight.queries.fairness import fairness


@pytest.fixture(autouse=True)
def _no_waiting(settings: LazySettings) -> None:
    """A draw need not wait for the end of its window."""
    settings.YAOHAO_DEMO = True


def drawn(cast: Cast, *, rehearsed: bool = True) -> Draw:
    walk = Ceremony(cast=cast, line=ready(cast))
    draw = walk.to(State.FROZEN)
    if rehearsed:
        rehearse_draw.func(draw.number, cast.clerk.pk)
    return walk.to(State.REVEALED)


def test_chances_add_up_to_what_was_drawn(cast: Cast) -> None:
    drawn(cast)
    (lot,) = revealed_lots(cast.auditor, YEAR)
    assert len(lot.chances) == 12
    assert sum(lot.chances.values()) == len(lot.drawn) == 6
    assert sum(lot.officers.values()) == 12
    # Every officer meets every enterprise as easily as any other of its cell.
    met = sum(chance * 12 for chance in lot.pairs.values())
    assert met == sum(lot.officers.values())


def test_a_fair_draw_is_explained_by_chance(cast: Cast) -> None:
    drawn(cast)
    found = fairness(cast.auditor, YEAR)
    assert [(one.count, one.seen, one.expected) for one in found.times] == [
        (0, 6, pytest.approx(6)), (1, 6, pytest.approx(6)),
    ]  # fmt: skip
    assert len(found.objects) == 12
    assert {one.asked.seen for one in found.objects} == {0, 1}
    assert sum(one.asked.seen for one in found.officers) == 12
    assert len(found.pairs) == 12
    assert found.pair_questions == 12 * len(found.officers)
    assert not any(one.unlikely for one in (*found.objects, *found.officers))


def test_before_the_reveal_nothing_is_compared(cast: Cast) -> None:
    Ceremony(cast=cast, line=ready(cast)).to(State.OPENING)
    assert fairness(cast.auditor, YEAR).draws == ()


def test_exercises_and_other_bureaus_stay_out(cast: Cast) -> None:
    Ceremony(cast=cast, line=ready(cast), exercise=True).to(State.REVEALED)
    assert fairness(cast.auditor, YEAR).draws == ()
    drawn(cast)
    assert fairness(cast.stranger, YEAR).draws == ()


def test_a_draw_without_published_probabilities_is_named(cast: Cast) -> None:
    draw = drawn(cast, rehearsed=False)
    found = fairness(cast.auditor, YEAR)
    assert found.unpublished == (draw.number,)
    assert found.officers == found.pairs == ()
    page = browser(cast.auditor).get(reverse("oversight:fairness"), {"year": YEAR})
    assert f"Without published probabilities of officers: {draw.number}" in page.content.decode()


def test_a_draw_whose_pairs_were_not_kept_accuses_nobody(cast: Cast) -> None:
    drawn(cast)
    Probabilities.objects.update(pairs=[])
    found = fairness(cast.auditor, YEAR)
    assert found.officers
    assert (found.pairs, found.pair_questions) == ((), 0)


def test_the_page_tells_and_the_file_has_every_row(cast: Cast) -> None:
    drawn(cast)
    client, address = browser(cast.auditor), reverse("oversight:fairness")
    text = client.get(address, {"year": YEAR}).content.decode()
    assert "1 revealed draw compared." in text
    assert "12 questions asked; nothing that chance alone does not explain." in text
    assert "style=" not in text
    for kind, count in (("objects", 12), ("officers", 4), ("pairs", 12)):
        file = client.get(address, {"year": YEAR, "of": kind, "export": "csv"})
        rows = list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"))))
        assert len(rows) == count
    assert client.get(address, {"of": "nobody", "export": "csv"}).status_code == 200
    assert browser(cast.clerk).get(address).status_code == 403
