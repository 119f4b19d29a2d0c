"""Tight sets found so far: a cut, once found, bars its officers from all other places for good.

Let Z be the officers and places reached by a failed search (`fairdraw.matching`). In the residual
network no step leads into Z from outside, so in every completion of the choices made so far no
officer of Z serves a place outside Z. Later choices only narrow the completions: the bar stays
true, and the intersection of two such sets is again one. The converse does not hold: a colleague
who is already in a team may serve Z from outside, so a place of Z bars nobody by itself. That is
why an officer who would move inside his team is judged by `Barriers.bars_move` alone.
"""

from dataclasses import dataclass

from fairdraw.matching import members


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A tight set: masks of officers and places."""

    officers: int
    places: int


class Barriers:
    """The smallest known tight set around each officer. Officers with equal sets form a group."""

    def __init__(self, officers: int, places: int) -> None:
        everything = Block((1 << officers) - 1, (1 << places) - 1)
        self._home = [everything] * officers
        self._groups: dict[Block, int] = {everything: everything.officers}
        self._moves: dict[int, Block] = {}

    def bars(self, officer: int, place: int) -> Block | None:
        """Return the tight set that keeps `officer` from `place`, if one is known."""
        home = self._home[officer]
        return None if home.places >> place & 1 else home

    def bars_move(self, kind: int, source: int, target: int) -> Block | None:
        """Return the tight set that keeps the holder of `source` (of `kind`) from `target`.

        If `source` is inside and `target` outside, its holder is an officer of the set, or one
        from outside who is tied to the set's places in this team.
        """
        block = self._moves.get(kind)
        barred = block and block.places >> source & 1 and not block.places >> target & 1
        return block if barred else None

    def group(self, officer: int) -> int:
        """Return the officers in the same known tight sets as `officer`."""
        return self._groups[self._home[officer]]

    def add(self, officers: int, places: int, moved: int = -1) -> Block:
        """Note a tight set, found by moving the holder of a place of kind `moved` if not -1."""
        block = Block(officers, places)
        if moved >= 0:
            self._moves[moved] = block
        for home, group in list(self._groups.items()):
            inside = group & officers
            if inside and home.places & ~places:
                self._split(home, block, inside)
        return block

    def _split(self, home: Block, block: Block, inside: int) -> None:
        inner = block
        if block.places & ~home.places:
            inner = Block(home.officers & block.officers, home.places & block.places)
        self._groups[home] ^= inside
        if not self._groups[home]:
            del self._groups[home]
        self._groups[inner] = self._groups.get(inner, 0) | inside
        for officer in members(inside):
            self._home[officer] = inner
