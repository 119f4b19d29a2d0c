"""Officers on places: a b-matching kept complete by augmenting paths (spec, "Teams").

The network is source -> officer (his cap) -> (officer, visit) (1: nobody twice in a team) -> place
-> sink. Officers, visits, places and kinds are numbers; sets of officers or places are the bits of
an `int`. Place = visit * roles + role. A kind is a set of eligible officers shared by many places.

Why an answer "no" is exact: `Search` walks the residual network of the flow at hand backwards from
the vacancy. Contracting the nodes (officer, visit) leaves three kinds of residual steps, and it
takes all of them: an eligible officer who is not in the team takes the place; an officer of the
same team moves over and leaves his own place; an officer leaves any of his places that is still
open. A vacancy can be mended if and only if a walk reaches an officer with room (Ford and
Fulkerson 1956; the network without the settled places is again of this form, so earlier choices
leave no residual edges behind). When none is reached, the reached officers and places are a cut.
"""

from collections import deque
from collections.abc import Iterator, Sequence


def members(mask: int) -> Iterator[int]:
    """Yield the numbers of the bits set in `mask`, ascending."""
    bits = bin(mask)[:1:-1]  # wide masks: a search in a string costs less than arithmetic per bit
    at = bits.find("1")
    while at >= 0:
        yield at
        at = bits.find("1", at + 1)


class Matching:
    """Who holds which place. A place is vacant, held (may still change hands) or settled.

    `eligible[kind]`: mask of officers; `kinds[place]`; `caps[officer]`: places he may hold in all.
    """

    def __init__(
        self, eligible: Sequence[int], kinds: Sequence[int], roles: int, caps: Sequence[int]
    ) -> None:
        self.eligible = eligible
        self.kinds = kinds
        self.roles = roles
        self.room = list(caps)
        self.spare = sum(1 << officer for officer, cap in enumerate(caps) if cap > 0)
        self.everyone = (1 << len(caps)) - 1
        self.holder = [-1] * len(kinds)
        self.settled = bytearray(len(kinds))
        self.team = [0] * (len(kinds) // roles if roles else 0)
        self.places = [0] * len(caps)
        self.held: list[dict[int, set[int]]] = [{} for _ in caps]

    def hold(self, place: int, officer: int) -> None:
        """Give a vacant place to an officer, for the time being."""
        self._join(place, officer)
        self.places[officer] |= 1 << place
        self.held[officer].setdefault(self.kinds[place], set()).add(place)

    def vacate(self, place: int) -> int:
        """Take a held place from its officer; return him."""
        officer = self.holder[place]
        self._leave(place, officer)
        self.places[officer] ^= 1 << place
        same = self.held[officer][self.kinds[place]]
        same.discard(place)
        if not same:
            del self.held[officer][self.kinds[place]]
        return officer

    def settle(self, place: int, officer: int) -> None:
        """Give a vacant place to an officer for good; his room may fall to -1 until mended."""
        self._join(place, officer)
        self.settled[place] = 1

    def unsettle(self, place: int) -> None:
        """Take `settle` back."""
        self._leave(place, self.holder[place])
        self.settled[place] = 0

    def place_in_team(self, visit: int, officer: int) -> int:
        """Return the place that `officer` holds in the team of `visit`, -1 if none."""
        if self.team[visit] >> officer & 1:
            return self.holder.index(officer, visit * self.roles, (visit + 1) * self.roles)
        return -1

    def fill(self) -> tuple[int, int, int]:
        """Fill as many vacant places as can be; return (vacant left, officers, places) of the cut.

        The cut is the minimum cut nearest to the vacancies: its places can go to its officers
        alone (or to colleagues already in the same team), and those have no room.
        """
        self._fill_greedily()
        vacant = [place for place, officer in enumerate(self.holder) if officer < 0]
        within = self.everyone
        left = []
        for place in vacant:
            search = Search(self, within)
            if search.from_place(place):
                search.apply()
            else:
                left.append(place)
                within &= ~search.reached  # no later path can pass a closed set
        cut = Search(self, self.everyone)
        for place in left:
            cut.from_place(place)
        officers, places = cut.closed() if left else (0, 0)
        return len(left), officers, places

    def _fill_greedily(self) -> None:
        scarce = [eligible.bit_count() for eligible in self.eligible]
        for place in sorted(range(len(self.kinds)), key=lambda p: scarce[self.kinds[p]]):
            free = self.eligible[self.kinds[place]] & self.spare & ~self.team[place // self.roles]
            if free:
                self.hold(place, (free & -free).bit_length() - 1)

    def _join(self, place: int, officer: int) -> None:
        self.holder[place] = officer
        self.team[place // self.roles] |= 1 << officer
        self.room[officer] -= 1
        if self.room[officer] == 0:
            self.spare ^= 1 << officer

    def _leave(self, place: int, officer: int) -> None:
        self.holder[place] = -1
        self.team[place // self.roles] &= ~(1 << officer)
        self.room[officer] += 1
        if self.room[officer] == 1:
            self.spare ^= 1 << officer


class Search:
    """One search for an augmenting path, backwards from a vacancy or from an overloaded officer.

    A search limited to the officers `within` may miss a path; over everyone it is exact.
    """

    __slots__ = ("_end", "_fronts", "_left", "_matching", "_rest", "_takes", "_within")

    def __init__(self, matching: Matching, within: int) -> None:
        self._matching = matching
        self._within = within
        self._rest = within  # not reached yet
        self._takes: dict[int, int] = {}  # officer -> place he would take
        self._left: dict[int, int] = {}  # place -> officer who leaves it, or ~place he moves to
        self._fronts: deque[tuple[int, int]] = deque()
        self._end = -1

    @property
    def reached(self) -> int:
        """The mask of the officers reached."""
        return self._within & ~self._rest

    def from_place(self, place: int) -> bool:
        """Tell whether the vacant `place` can be filled with all others kept filled."""
        self._left[place] = ~place
        return self._open(place) or self._run()

    def from_officer(self, officer: int) -> bool:
        """Tell whether `officer`, who has one place too many, can give one away."""
        self._rest &= ~(1 << officer)
        self._takes[officer] = -1
        return self._release(officer) or self._run()

    def apply(self) -> None:
        """Change hands along the path that was found."""
        matching, officer = self._matching, self._end
        place = self._takes[officer]
        while place >= 0:
            before = matching.vacate(place) if matching.holder[place] >= 0 else -1
            matching.hold(place, officer)
            cause = self._left[place]
            if cause >= 0:
                officer, place = cause, self._takes[cause]
            else:
                officer, place = before, ~cause if before >= 0 else -1

    def closed(self) -> tuple[int, int]:
        """Return (officers, places) reached by searches that all failed."""
        places = 0
        for place in self._left:
            places |= 1 << place
        reached = self.reached
        for officer in members(reached):
            places |= self._matching.places[officer]
        return reached, places

    def _run(self) -> bool:
        fronts = self._fronts
        while fronts:
            mask, place = fronts.popleft()
            for officer in members(mask):
                self._takes[officer] = place
                if self._release(officer):
                    return True
        return False

    def _release(self, officer: int) -> bool:
        """Open the places of a reached officer, but for those that could reach nobody new.

        The holders tied to a place left out in this way are reached: what they hold is released
        when their turn comes, and `closed` counts it.
        """
        left, eligible = self._left, self._matching.eligible
        for kind, places in self._matching.held[officer].items():
            if not eligible[kind] & self._rest:
                continue
            for place in places:
                if place not in left:
                    left[place] = officer
                    if self._open(place):
                        return True
                    if not eligible[kind] & self._rest:
                        break
        return False

    def _open(self, place: int) -> bool:
        matching = self._matching
        stack = [place]
        while stack:
            place = stack.pop()
            new = matching.eligible[matching.kinds[place]] & self._rest
            free = new & ~matching.team[place // matching.roles]
            hit = free & matching.spare
            if hit:
                self._end = (hit & -hit).bit_length() - 1
                self._takes[self._end] = place
                return True
            if free:
                self._rest ^= free
                self._fronts.append((free, place))
            if free != new:
                stack += self._moves(place, free ^ new)
        return False

    def _moves(self, place: int, able: int) -> list[int]:
        """Return the places of the same team whose holders, `able`, could move to `place`; note it.

        Only those not reached: a reached one gives up his place to whoever takes it.
        """
        matching = self._matching
        visit = place // matching.roles
        found = []
        for other in range(visit * matching.roles, (visit + 1) * matching.roles):
            holder = matching.holder[other]
            movable = holder >= 0 and not matching.settled[other] and able >> holder & 1
            if movable and other not in self._left:
                self._left[other] = ~place
                found.append(other)
        return found
