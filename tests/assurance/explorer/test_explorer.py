"""The short form: every dishonest role for some hundred sequences; every seeded flaw is found."""

from collections.abc import Sequence
from random import Random

import pytest
from fairdraw.verify import verify

from tests.assurance.explorer.edits import Edit
from tests.assurance.explorer.flaws import BOUND, FLAWS, REVEALED, SEALED, Flaw
from tests.assurance.explorer.flaws_of_rounds import ROUND_FLAWS, SECOND_ROUND
from tests.assurance.explorer.judge import begin
from tests.assurance.explorer.move import Move
from tests.assurance.explorer.players import FIXED, FORGER, PLAYERS
from tests.assurance.explorer.records import GOOD
from tests.assurance.explorer.search import Player, Search, Shape, step
from tests.assurance.explorer.seen import Seen
from tests.assurance.explorer.world import World, laid
from yaohao.stages.draw.files import read_file
from yaohao.stages.draw.models import Draw

SHORT = Shape(tries=6, branches=1, depth=1, trunk=30)
TO_DRAND = (
    "prepare", "announce", "ask_freeze", "freeze", "commit_number", "bind", "open_number", "wait",
)  # fmt: skip
# Who plays in which kind of world, and which honest acts are done before anything grows.
CASES = (
    ("clerk", "plain", ()),
    ("administrator", "plain", ()),
    ("stranger", "plain", ()),
    ("clerk", "rounds", SECOND_ROUND[:-4]),
    ("witness", "rounds", BOUND),
    ("director", "lottery", (*BOUND, "hand_in")),
    ("clerk", "drand", TO_DRAND),
    ("officer", "lent", SEALED),
    ("guest", "lent", SEALED),
    (FORGER, "plain", ()),
    (FORGER, "rounds", SECOND_ROUND),
)
ALL_FLAWS = (*FLAWS, *ROUND_FLAWS)
WIDE = Shape(tries=60, branches=2, depth=2, trunk=8)
NEAR = Shape(tries=150, branches=1, depth=1, trunk=4)
TRIED = 110  # sequences of each case
BUDGET = 1_200  # sequences within which a seeded flaw must be found


def explored(role: str, kind: str, shape: Shape, budget: int, start: Sequence[str] = ()) -> Search:
    with laid(kind) as world:
        search = Search(
            world,
            PLAYERS[role],
            Random(f"short/{role}/{kind}"),
            budget,
            shape,
            forger=role == FORGER,
            fixed=role in FIXED,
        )
        search.run(start=start)
    return search


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "kind", "start"), CASES, ids=[f"{role}-{kind}" for role, kind, _start in CASES]
)
def test_nobody_reaches_a_second_result(role: str, kind: str, start: tuple[str, ...]) -> None:
    tally = explored(role, kind, SHORT, TRIED, start).tally
    assert not tally.violations, "\n".join(map(str, tally.violations))
    assert tally.sequences >= TRIED
    assert tally.refused > TRIED // 8
    assert tally.done > TRIED // 12


@pytest.mark.django_db
@pytest.mark.parametrize("flaw", ALL_FLAWS, ids=[flaw.name for flaw in ALL_FLAWS])
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


def near(player: Player, names: Sequence[str]) -> Player:
    """The player, kept to acts of these names; to all of them when there are none."""

    def kept(seen: Seen, world: World) -> Sequence[Move | Edit]:
        moves = player(seen, world)
        return [each for each in moves if isinstance(each, Move) and each.name in names]

    return kept if names else player


def rules_broken(flaw: Flaw, budget: int) -> set[str]:
    """The rules that a search under the flaw saw broken; it ends at the first that was sought."""
    with laid(flaw.kind) as world:
        search = Search(
            world,
            near(PLAYERS[flaw.role], flaw.near),
            Random(flaw.name),
            budget,
            NEAR,
            forger=flaw.role == FORGER,
            fixed=False,
            sought=flaw.rule,
        )
        tally = search.run(start=flaw.start, blind=flaw.blind)
    return {violation.rule for violation in tally.violations}
