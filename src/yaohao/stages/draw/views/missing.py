"""The officers of opened envelopes who may not go any more, for the page of the envelopes."""

from typing import Any

from yaohao.stages.draw.operations import Seat
from yaohao.stages.draw.rules import ABSENCE_OF
from yaohao.stages.draw.texts import role_words
from yaohao.stages.registers.lacks import lack_words


def add_missing(rows: list[dict[str, Any]], seats: list[Seat]) -> None:
    """Give each envelope its officers who may not go, with reason and cause; `waits` when a
    substitute was asked for already."""
    places = {(row["round"], row["position"]): row for row in rows}
    for seat in seats:
        row, one = places[seat.place], seat.presence
        assert one.lack is not None
        waits = any(not each.done_id and each.role == seat.role for _, each in row["substitutes"])
        row.setdefault("missing", []).append(
            {
                "officer": one.officer,
                "role": seat.role,
                "place": role_words(seat.role),
                "why": lack_words(one.officer, one.lack, one.leaves),
                "cause": ABSENCE_OF[one.lack],
                "waits": waits,
            }
        )
