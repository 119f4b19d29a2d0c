"""Eight people press the button at once: exactly one draw."""

import json
import time
from pathlib import Path

from tests.stages.draw.processes import house

RUNNERS = 8


def test_eight_at_once_draw_once(tmp_path: Path) -> None:
    place = house(tmp_path)
    assert place.run("lay")[0] == 0
    assert place.run("bound")[0] == 0
    go = tmp_path / "go"
    runners = [place.start("race", str(go)) for _ in range(RUNNERS)]
    deadline = time.monotonic() + 90
    while len(list(tmp_path.glob("ready-*"))) < RUNNERS and time.monotonic() < deadline:
        time.sleep(0.05)
    go.touch()
    ends = [runner.communicate(timeout=120) for runner in runners]
    assert sorted(output for output, _errors in ends) == ["drawn"] + ["refused"] * (RUNNERS - 1), (
        ends
    )
    found = json.loads(place.run("check")[1])
    assert (found["state"], found["kinds"]["seal"], found["drawn"]) == ("drawn", 1, 6)
    assert found["actions"]["draw.draw.draw"] == 1
