"""The short forms of the crash suite; `make assurance` runs the full figures."""

from pathlib import Path

import pytest

from tests.assurance.start import start
from tests.databases import ON_POSTGRESQL

pytestmark = pytest.mark.database
DATABASE = "postgresql" if ON_POSTGRESQL else "sqlite"


def shown(target: str, count: int, folder: Path) -> None:
    """Run it; nothing may be violated, and as much as asked for must have been tried."""
    outcome = start(f"tests.assurance.{target}:run", count, folder, DATABASE)
    if outcome.wanting:
        pytest.skip(f"not on this machine: {outcome.wanting}")
    assert outcome.failures == ()
    assert outcome.tried >= count


def test_a_draw_survives_being_killed_at_random_moments(tmp_path: Path) -> None:
    shown("kill", 12 if ON_POSTGRESQL else 24, tmp_path)


if not ON_POSTGRESQL:  # they are about the writes of SQLite; PostgreSQL makes its own

    def test_seeded_flaws_and_damage_are_noticed(tmp_path: Path) -> None:
        shown("controls", 8, tmp_path)

    def test_a_draw_survives_a_fault_at_any_write(tmp_path: Path) -> None:
        shown("faults", 12, tmp_path)

    def test_no_acknowledged_act_is_lost_with_the_power(tmp_path: Path) -> None:
        shown("power", 20, tmp_path)
