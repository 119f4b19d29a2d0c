"""The verifier of the browser gives the step vectors that it has a function for."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from fairdraw import browser
from playwright._impl._driver import compute_driver_executable

from core.vectors import generate

HERE = Path(__file__).parent
SOURCES = Path(browser.__file__).parent
STEPS = Path(generate.__file__).parent / "good/steps"


def replayed(folder: Path, steps: Path = STEPS) -> list[str]:
    """Return the cases that come out otherwise, then how many steps there were."""
    found = compute_driver_executable()
    node = found[0] if isinstance(found, tuple) else found
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    for path in SOURCES.glob("*.js"):
        shutil.copy(path, folder)
    script = shutil.copy(HERE / "browser_steps.mjs", folder)
    done = subprocess.run(
        [str(node), script, str(folder), str(steps)], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_every_step_comes_out_alike(tmp_path: Path) -> None:
    *wrong, count = replayed(tmp_path)
    assert wrong == []
    assert int(count.split(" of ")[0]) >= 14


@pytest.mark.parametrize(
    ("step", "key", "wrong"),
    [
        ("text", "text", None),
        ("grammar", "kind", "x"),
        ("path", "root", "00"),
        ("ladder", "rung", 9),
    ],
)
def test_control_a_wrong_step_is_noticed(
    step: str, key: str, wrong: object, tmp_path: Path
) -> None:
    steps = shutil.copytree(STEPS, tmp_path / "steps")
    cases = json.loads((steps / f"{step}.json").read_text(encoding="utf-8"))
    cases[0]["out"][key] = wrong
    (steps / f"{step}.json").write_text(json.dumps(cases), encoding="utf-8")
    noticed, _ = replayed(tmp_path, steps)
    assert noticed.startswith(f"{step}: {cases[0]['name']}")
