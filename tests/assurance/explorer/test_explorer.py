"""The short form: every dishonest role for some hundred sequences; every seeded flaw is found."""

from random import Random

import pytest
from fairdraw.verify import verify

from tests.assurance.explorer.flaws import FLAWS, REVEALED, SEALED, Flaw
from tests.assurance.explorer.judge import GOOD, begin
from tests.assurance.explorer.players import FIXED, FORGER, PLAYERS
from tests.assurance.explorer.search import Search, Shape, step
from tests.assurance.explorer.world import laid
from yaohao.stages.draw.files import read_file
from yaohao.stages.draw.models import Draw

SHORT = Shape(tries=6, branches=1, depth=1, trunk=30)
WIDE = Shape(tries=60, branches=2, depth=2, trunk=8)
BUDGET = 1_200  # sequences within which a seeded flaw must be found


def explored(role: str, seed: str, shape: Shape, budget: int) -> Search:
    with laid() as world:
        search = Search(
            world,
            PLAYERS[role],
            Random(seed),
            budget,
            shape,
            forger=role == FORGER,
            fixed=role in FIXED,
        )
        search.run()
    return search


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(PLAYERS))
def test_nobody_reaches_a_second_result(role: str) -> None:
    tally = explored(role, f"short/{role}", SHORT, 320).tally
    assert not tally.violations, "\n".join(map(str, tally.violations))
    assert tally.sequences > 200
    assert tally.refused > 50
    assert tally.done > 30


@pytest.mark.django_db
@pytest.mark.parametrize("flaw", FLAWS, ids=[flaw.name for flaw in FLAWS])
def test_a_seeded_flaw_is_found(flaw: Flaw, monkeypatch: pytest.MonkeyPatch) -> None:
    flaw.seed(monkeypatch)
    assert flaw.rule in rules_broken(flaw, BUDGET)


@pytest.mark.django_db
def test_without_the_flaw_a_kept_head_names_every_forgery() -> None:
    with laid() as world:
        search = Search(world, PLAYERS[FORGER], Random("kept"), 150, WIDE, forger=True)
        tally = search.run(start=SEALED)
    assert not tally.violations, "\n".join(map(str, tally.violations))
    assert tally.named > 5


@pytest.mark.django_db
def test_a_second_history_proves_alone_and_not_against_the_head_that_was_seen() -> None:
    with laid() as world:
        search = Search(world, PLAYERS[FORGER], Random("history"), BUDGET, forger=True)
        with step():  # the backup from before the draw is put back after this
            seen, _path = search.led(REVEALED, begin())
        search.led(REVEALED, begin())
        record = read_file(Draw.objects.exclude(record_file=None).get().record_file or "")
    assert verify(record).outcome in GOOD
    fault = verify(record, head="{} {}".format(*seen.head)).fault
    assert fault is not None
    assert fault.code == "head-mismatch"


def rules_broken(flaw: Flaw, budget: int) -> set[str]:
    """The rules that a search under the flaw saw broken; it ends at the first that was sought."""
    with laid() as world:
        search = Search(
            world,
            PLAYERS[flaw.role],
            Random(flaw.name),
            budget,
            WIDE,
            forger=flaw.role == FORGER,
            fixed=False,
            sought=flaw.rule,
        )
        tally = search.run(start=flaw.start, blind=flaw.blind)
    return {violation.rule for violation in tally.violations}
