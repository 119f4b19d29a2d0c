"""The draw: edges of quotas and strata, and independence of everything it must not depend on."""

import os
import random
import subprocess
import sys
from dataclasses import replace

import pytest
from fairdraw.announcement import Stratum
from fairdraw.draw import draw
from fairdraw.tables import Tables
from fairdraw.verify import verify

from core.vectors.story import ANNOUNCED, ROWS, Story

BARE = replace(ANNOUNCED, roles=(), rungs=(), fresh=())


def told(*strata: Stratum, rows: list[tuple[str, str, str]] | None = None) -> Story:
    announced = replace(BARE, strata=strata)
    return Story(announced, rows=rows or ROWS, tables=Tables()).tell()


HIGH = Stratum("HIGH", "number", 2)


@pytest.mark.parametrize(
    ("stratum", "drawn", "limit"),
    [
        (Stratum("LOW", "number", 0), 0, "none"),
        (Stratum("LOW", "ratio", 0), 0, "none"),
        (Stratum("LOW", "number", 12), 12, "all"),
        (Stratum("LOW", "number", 999), 12, "all"),
        (Stratum("LOW", "ratio", 10_000), 12, "all"),
    ],
)
def test_nobody_and_everybody(stratum: Stratum, drawn: int, limit: str) -> None:
    story = told(HIGH, stratum)
    threshold = story.result.thresholds["LOW"]
    assert (threshold.drawn, threshold.limit) == (drawn, limit)
    assert verify(story.record()).outcome in ("proved", "proved-partly")


def test_an_empty_stratum_stands_in_the_result() -> None:
    story = told(Stratum("EMPTY", "ratio", 10_000), HIGH, Stratum("LOW", "number", 1))
    assert story.result.thresholds["EMPTY"].limit == "none"
    assert verify(story.record()).outcome in ("proved", "proved-partly")


def test_a_pool_without_rows() -> None:
    announced = replace(BARE, strata=(HIGH,))
    story = Story(announced, rows=[], tables=Tables()).tell()
    assert story.result.lines == (b"T\tHIGH\t0\tnone", b"L\t0\t-")
    assert verify(story.record()).outcome in ("proved", "proved-partly")


def test_excluded_and_skipped_rows_are_never_drawn() -> None:
    announced = replace(
        BARE, strata=(Stratum("HIGH", "ratio", 10_000), Stratum("LOW", "ratio", 10_000))
    )
    skips = Tables.made(skips=[("911403", "cycle", "-")])
    drawn = {visit.id for visit in Story(announced, tables=skips).tell().result.visits}
    assert drawn == {row for row, _, reason in ROWS if reason == "-"} - {"911403"}


def test_skipped_rows_count_in_the_base() -> None:
    """12 rows in the base, one of them skipped: half of the base is 6, not 5.5."""
    announced = replace(BARE, strata=(HIGH, Stratum("LOW", "ratio", 5_000)), rounding="down")
    skips = Tables.made(skips=[("911403", "cycle", "-")])
    result = Story(announced, tables=skips).tell().result
    assert result.thresholds["LOW"].drawn == 6


def test_visits_stand_in_ticket_order_and_the_threshold_is_the_last() -> None:
    story = told(HIGH, Stratum("LOW", "number", 5))
    tickets = [visit.ticket for visit in story.result.visits]
    assert tickets == sorted(tickets)
    low = [visit.ticket for visit in story.result.visits if visit.stratum == "LOW"]
    assert story.result.thresholds["LOW"].limit == low[-1]


def test_the_order_of_supplied_rows_does_not_matter() -> None:
    shuffled = list(ROWS)
    random.Random(7).shuffle(shuffled)
    assert Story(rows=shuffled).tell().record() == Story().tell().record()


def test_a_round_is_drawn_once_the_same_values_give_the_same_bytes() -> None:
    story = Story().tell()
    assert draw(story.given) == story.result


SCRIPT = "from core.vectors.story import Story; print(Story().tell().record().hex())"


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_the_hash_seed_of_python_does_not_matter(seed: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C", "TZ": "Asia/Shanghai"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert bytes.fromhex(done.stdout) == Story().tell().record()
