"""From rows and admissible pairs to cells."""

from collections.abc import Iterable, Sequence

from fairdraw.feasibility.model import Cell
from fairdraw.teams import Edges

_Admissible = tuple[tuple[str, ...], ...]


def cells_of(
    rows: Iterable[tuple[str, str, str]], edges: Edges, roles: Sequence[str]
) -> tuple[Cell, ...]:
    """Return the cells of eligible `rows` (id, stratum, cell of the edges), sorted by name.

    Cells of the edges with equal officers become one; rows with barred officers become cells of
    their own, named by their first id. Names: `STRATUM CELL+CELL` or `STRATUM CELL ID`.
    """
    counts: dict[tuple[str, _Admissible], int] = {}
    names: dict[tuple[str, _Admissible], set[str]] = {}
    for identity, stratum, cell in rows:
        by_role = edges.cells.get(cell, {})
        barred = edges.barred.get(identity, frozenset())
        whole = tuple(by_role.get(role, ()) for role in roles)
        admissible = tuple(tuple(c for c in group if c not in barred) for group in whole)
        key = (stratum, admissible)
        counts[key] = counts.get(key, 0) + 1
        name = cell if admissible == whole else f"{cell} {identity}"
        names.setdefault(key, set()).add(name)
    return tuple(
        sorted((_cell(key, names[key], counts[key], roles) for key in counts), key=lambda c: c.name)
    )


def _cell(key: tuple[str, _Admissible], names: set[str], rows: int, roles: Sequence[str]) -> Cell:
    stratum, admissible = key
    plain = sorted(name for name in names if " " not in name)
    name = "+".join(plain) if plain else min(names)
    return Cell(f"{stratum} {name}", stratum, rows, dict(zip(roles, admissible, strict=True)))
