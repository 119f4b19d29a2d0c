"""Killed at any write, the draw goes on where it was: nothing lost, doubled or half done."""

import json
import signal
from pathlib import Path

import pytest

from tests.stages.draw.processes import house

pytestmark = pytest.mark.database
# Writes of one run after which the process dies; each later run counts anew from where it goes on.
KILLS = (2, 9, 14, 5, 21, 8, 30)
ONCE = {"announce", "pool", "commit", "round", "opening", "dice", "seal", "reveal"}


def test_a_draw_survives_being_killed_within_its_acts(tmp_path: Path) -> None:
    with house(tmp_path) as place:
        assert place.run("lay") == (0, "")
        ends = [place.run("walk", str(writes))[0] for writes in KILLS]
        assert place.run("walk")[0] == 0
        found = json.loads(place.run("check")[1])
    killed = ends.count(-signal.SIGKILL)
    assert killed >= 5
    assert (found["state"], found["draws"], found["drawn"]) == ("revealed", 1, 6)
    assert (found["fault"], found["break"], found["outcome"]) == (None, False, "proved")
    assert {kind: found["kinds"][kind] for kind in ONCE} == dict.fromkeys(ONCE, 1)
    assert found["kinds"]["open"] == 6
    twice = {action for action, count in found["actions"].items() if count > 1}
    assert twice == {"draw.dice.type"}  # two people typed
