"""What opened, void and substituted visits leave behind (spec/3-acts-and-draw.md, "Events").

The state of a draw at any index of the log, from its acts and its sealed lines. The writer uses it
for the next round and the next substitute, the verifier for all of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fairdraw import seal
from fairdraw.draw import Before, Waiting
from fairdraw.link import Acts, At, Substitution

Where = tuple[int, int]
"""(round in which the visit was drawn, sealed position)."""

Staffed = tuple[int, seal.Members]
"""(round whose seal gave the visit a team, the team)."""

EXPIRED = "EXPIRED"
VOID_CAUSES = ("CAP", "CLOSED", "DUPLICATE", EXPIRED, "MOVED", "REVOKED")
FINAL = ("inspected", "void")
NOBODY = seal.NOBODY


def where(number: int, act: At) -> Where:
    """Return the visit an entry `open`, `event` or `substitute` of a round names."""
    return number, int(act.entry.get("position"))


@dataclass(frozen=True, slots=True)
class History:
    """A draw's acts with the sealed lines of its rounds (`sealed`: number to lines)."""

    acts: Acts
    sealed: Mapping[int, Sequence[bytes]]

    def visits(self, until: int) -> Iterator[tuple[Where, seal.Visit]]:
        """Yield the visits sealed before an index of the log, by (round, position)."""
        for each in self.acts.sealed:
            if each.seal and each.seal.index < until:
                for position, visit in enumerate(seal.read_visits(self.sealed[each.number])):
                    yield (each.number, position), visit

    def voids(self, until: int) -> set[Where]:
        """Return the visits void by an event logged before an index."""
        return {
            where(each.number, event)
            for each in self.acts.rounds
            for event in each.events
            if event.index < until and event.entry.get("what") == "void"
        }

    def asked(self, until: int) -> dict[Where, Substitution]:
        """Return the first substitute of every visit that has one, logged before an index."""
        first: dict[Where, Substitution] = {}
        for each in self.acts.rounds:
            for substitution in each.substitutions:
                if substitution.asked.index < until:
                    first.setdefault(where(each.number, substitution.asked), substitution)
        return first

    def staffed(self, until: int) -> dict[Where, Staffed]:
        """Return of every visit that a seal gave a team: the round of that seal, and the team."""
        teams: dict[Where, Staffed] = {}
        for (number, position), visit in self.visits(until):
            if visit.team:
                teams[number, position] = number, visit.team
        for each in self.acts.sealed:
            if each.seal and each.seal.index < until:
                for late in seal.staffed(self.sealed[each.number]):
                    teams[late.round, late.position] = each.number, late.team
        return teams

    def before(self, number: int, elsewhere: frozenset[str] = frozenset()) -> Before:
        """Return what was settled before the round entry of a round."""
        bound = next(each.bound for each in self.acts.rounds if each.number == number)
        return self.standing(bound.index, elsewhere)

    def standing(self, until: int, elsewhere: frozenset[str] = frozenset()) -> Before:
        """Return what is settled before an index of the log."""
        voids, staffed, asked = self.voids(until), self.staffed(until), self.asked(until)
        drawn, waiting = set(), []
        standing: dict[str, int] = {}
        for place, visit in self.visits(until):
            drawn.add(visit.id)
            if place in voids:
                continue
            standing[visit.stratum] = standing.get(visit.stratum, 0) + 1
            if place not in staffed and place not in asked:
                waiting.append(Waiting(*place, visit.id))
        return Before(frozenset(drawn), standing, tuple(waiting), elsewhere)

    def staffing_rounds(self, until: int) -> dict[Where, int]:
        """Return of every visit with a team or a substitute: whose lists, rung and caps a
        substitute at it follows."""
        rounds = {place: number for place, (number, _) in self.staffed(until).items()}
        for place, first in self.asked(until).items():
            rounds.setdefault(place, self._last(first.asked.index))
        return rounds

    def staffing_round(self, place: Where, until: int) -> int:
        """Return whose lists, rung and caps a substitute at a visit follows."""
        return self.staffing_rounds(until).get(place) or self._last(until)

    def _last(self, until: int) -> int:
        sealed = (each for each in self.acts.sealed if each.seal and each.seal.index < until)
        return max(each.number for each in sealed)
