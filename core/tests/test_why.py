"""Why a row was or was not drawn, in its forms."""

from dataclasses import replace

import pytest
from fairdraw.errors import Fault
from fairdraw.why import explain

from core.vectors.story import ROWS, Story, honest_tables

STORY = Story().tell()
RECORD = STORY.record()


def test_drawn() -> None:
    visit = STORY.result.visits[2]
    answer = explain(RECORD, visit.id)
    assert (answer.kind, answer.facts["position"], answer.facts["ticket"]) == (
        "drawn",
        2,
        visit.ticket,
    )
    assert dict(visit.team)["lead"] in answer.text("en")


def test_above_the_threshold() -> None:
    drawn = {visit.id for visit in STORY.result.visits}
    others = [row for row, _, reason in ROWS if reason == "-" and row not in drawn]
    for row in others:
        answer = explain(RECORD, row)
        assert answer.kind == "above"
        assert str(answer.facts["ticket"]) > str(answer.facts["limit"])


def test_a_public_reason() -> None:
    answer = explain(RECORD, "91140799")
    assert (answer.kind, answer.facts["text"]) == ("reason", "迁出")
    assert "迁出" in answer.text("zh")


def test_a_sealed_skip() -> None:
    tables = replace(honest_tables(), skips=[b"911403\tcycle\t-"])
    answer = explain(Story(tables=tables).tell().record(), "911403")
    assert (answer.kind, answer.facts) == ("skip", {"word": "cycle"})


@pytest.mark.parametrize(
    ("absent", "before", "after"),
    [("0", "-", "911400"), ("9114000", "911400", "911401"), ("Z", "911411", "-")],
)
def test_absent_between_two_neighbours(absent: str, before: str, after: str) -> None:
    answer = explain(RECORD, absent)
    assert answer.kind == "absent"
    assert answer.facts == {"before": before, "after": after}
    assert answer.json()["kind"] == "absent"


def test_a_refused_record_explains_nothing() -> None:
    with pytest.raises(Fault, match="ends too early"):
        explain(RECORD[:-1], "911403")


def test_an_id_must_be_one() -> None:
    with pytest.raises(Fault) as refusal:
        explain(RECORD, "９11403")
    assert refusal.value.code == "id-syntax"
