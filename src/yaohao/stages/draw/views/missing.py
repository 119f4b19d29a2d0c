"""Whoever may not go any more of the opened envelopes, for the page of the envelopes."""

from collections.abc import Mapping
from typing import Any

from yaohao.stages.draw.hindering import absence_of
from yaohao.stages.draw.operations import Seat


def add_missing(rows: list[dict[str, Any]], seats: list[Seat], words: Mapping[str, str]) -> None:
    """Give each envelope its people who may not go, with reason and cause; `waits` when a
    substitute was asked for already. `words`: places of the team."""
    places = {(row["round"], row["position"]): row for row in rows}
    for seat in seats:
        row = places[seat.place]
        waits = any(not each.done_id and each.role == seat.role for _, each in row["substitutes"])
        row.setdefault("missing", []).append(
            {
                "officer": seat.person,
                "role": seat.role,
                "place": words[seat.role],
                "why": seat.why,
                "cause": absence_of(seat.presence),
                "waits": waits,
            }
        )
