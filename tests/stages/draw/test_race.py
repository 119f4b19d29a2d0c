"""Eight people press the button at once: exactly one draw, and never a visit too many."""

import json
from pathlib import Path

import pytest

from tests.stages.draw.processes import RUNNERS, House, house

pytestmark = pytest.mark.database


def outcomes(place: House, mode: str) -> list[str]:
    """Let eight go through the gate together, and sort what they say."""
    ends = place.together(RUNNERS, mode)
    assert all(code == 0 for code, _output in ends), ends
    return sorted(output for _code, output in ends)


def test_eight_at_once_draw_once(tmp_path: Path) -> None:
    with house(tmp_path) as place:
        assert place.run("lay")[0] == 0
        assert place.run("bound")[0] == 0
        assert outcomes(place, "race") == ["drawn"] + ["refused"] * (RUNNERS - 1)
        found = json.loads(place.run("check")[1])
    assert (found["state"], found["kinds"]["seal"], found["drawn"]) == ("drawn", 1, 6)
    assert found["actions"]["draw.draw.draw"] == 1


def test_eight_at_once_take_two_places(tmp_path: Path) -> None:
    with house(tmp_path) as place:
        assert place.run("lay")[0] == 0
        assert place.run("grade")[0] == 0
        assert outcomes(place, "book") == ["booked"] * 2 + ["full"] * (RUNNERS - 2)
        assert json.loads(place.run("places")[1]) == {"used": 2, "visits": 2}
