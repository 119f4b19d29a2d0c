"""Eight people press the button at once: exactly one draw, and never a visit too many."""

import json
import time
from pathlib import Path

from tests.stages.draw.processes import House, house

RUNNERS = 8


def outcomes(place: House, mode: str, home: Path) -> list[str]:
    """Start eight, let them go together, and sort what they say."""
    go = home / "go"
    runners = [place.start(mode, str(go)) for _ in range(RUNNERS)]
    deadline = time.monotonic() + 90
    while len(list(home.glob("ready-*"))) < RUNNERS and time.monotonic() < deadline:
        time.sleep(0.05)
    go.touch()
    ends = [runner.communicate(timeout=120) for runner in runners]
    assert all(output for output, _errors in ends), ends
    return sorted(output for output, _errors in ends)


def test_eight_at_once_draw_once(tmp_path: Path) -> None:
    place = house(tmp_path)
    assert place.run("lay")[0] == 0
    assert place.run("bound")[0] == 0
    assert outcomes(place, "race", tmp_path) == ["drawn"] + ["refused"] * (RUNNERS - 1)
    found = json.loads(place.run("check")[1])
    assert (found["state"], found["kinds"]["seal"], found["drawn"]) == ("drawn", 1, 6)
    assert found["actions"]["draw.draw.draw"] == 1


def test_eight_at_once_take_two_places(tmp_path: Path) -> None:
    place = house(tmp_path)
    assert place.run("lay")[0] == 0
    assert place.run("grade")[0] == 0
    assert outcomes(place, "book", tmp_path) == ["booked"] * 2 + ["full"] * (RUNNERS - 2)
    assert json.loads(place.run("places")[1]) == {"used": 2, "visits": 2}
