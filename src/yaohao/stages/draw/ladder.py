"""The relaxation ladder of a draw: what gives way when a small bureau cannot staff every visit.

The core takes the first rung that staffs all (core/spec, "Ladder"); each is announced before the
draw, so nobody can choose it afterwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from yaohao.ground.accounts.models import Bureau
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.queries.sealed import visits_now
from yaohao.stages.draw.rules import State

RECENT, CAP, BORROW = "recent", "cap", "borrow"
LATELY = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs in their order: (kind, public text), and the bureaus that lend officers."""

    rungs: Sequence[tuple[str, str]] = ()
    lenders: Sequence[Bureau] = ()

    def raised(self, rung: int) -> int:
        """By how many visits each officer's cap is raised at a rung."""
        return sum(kind == CAP for kind, _text in self.rungs[:rung])

    @property
    def recent(self) -> int:
        """The rung from which officers may go where they were lately; 0 when none says so."""
        kinds = [kind for kind, _text in self.rungs]
        return kinds.index(RECENT) + 1 if RECENT in kinds else 0

    @property
    def borrowing(self) -> list[tuple[int, Sequence[Bureau]]]:
        """The rung from which officers of the lenders may go, with the lenders."""
        kinds = [kind for kind, _text in self.rungs]
        return [(kinds.index(BORROW) + 1, self.lenders)] if BORROW in kinds else []


def ladder_of(draw: Draw) -> Ladder:
    """The ladder of a prepared draw."""
    rungs = [(kind, text) for kind, text in draw.rungs]
    return Ladder(rungs, list(draw.lenders.order_by("code")))


def recent_pairs(bureau: Bureau, start: date) -> set[tuple[str, str]]:
    """(id, certificate) of everybody who was drawn for an enterprise in the year before a day.

    Only from draws that are revealed: the list of pairs becomes public with this draw, and must
    not tell what another still seals.
    """
    revealed = Draw.objects.filter(
        bureau=bureau, exercise=False, state=State.REVEALED.value,
        line__window_end__gte=start - LATELY, line__window_end__lt=start,
    )  # fmt: skip
    return {
        (visit.id, certificate)
        for draw in revealed
        for visit in visits_now(draw).values()
        for _role, certificate in visit.team
    }
