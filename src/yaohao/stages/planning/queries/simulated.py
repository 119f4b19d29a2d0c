"""The coming year as the simulator takes it: plan, registers, visit book and calendar of today.

Nothing here reads a sealed result: who was drawn already in a cycle is asked of the visit book,
which learns of it when the envelope is opened.
"""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from yaohao.ground.accounts.models import Bureau, Section
from yaohao.ground.calendars.queries import years_table
from yaohao.ground.calendars.rules import is_working_day
from yaohao.stages.planning.models import Line, VisitCounter
from yaohao.stages.planning.queries.cycles import seen_in
from yaohao.stages.planning.queries.lines import lines as lines_of
from yaohao.stages.planning.queries.senders import by_place, senders
from yaohao.stages.planning.queries.visits import cap_rules, counter_name
from yaohao.stages.planning.rules import (
    KIND_OF_REGIME,
    Attributes,
    CapRule,
    Regime,
    VisitKind,
    cap_of,
    is_joint,
    officer_places,
)
from yaohao.stages.planning.rules.instalments import instalments
from yaohao.stages.planning.rules.simulation.year import (
    FREE,
    Able,
    Dimension,
    Turn,
    Urn,
    Year,
    YearLine,
)
from yaohao.stages.planning.strata import shares_for
from yaohao.stages.registers.models import InspectionObject, Officer
from yaohao.stages.registers.queries import recusals
from yaohao.stages.registers.queries.fitness import officers_for
from yaohao.stages.registers.queries.pools import ELIGIBLE, pool_rows

DIMENSIONS = ("risk", "region", "credit", "scale")
MORE = ("field", "standardisation")  # told where a line of the plan stratifies by them
_COLUMNS = ("object_id", "field", "industry", "credit", "standardisation", "risk", "region",
            "scale")  # fmt: skip
_LEAD = "lead"


@dataclass(frozen=True, slots=True)
class Firm:
    """What the simulation needs of an object."""

    object_id: str
    field: str
    industry: str
    credit: str
    standardisation: str
    risk: str
    region: str
    scale: str

    @property
    def attributes(self) -> Attributes:
        """What the limits look at."""
        return Attributes(self.field, self.industry, self.credit, self.standardisation)


def lines_to_simulate(bureau: Bureau, year: int) -> list[Line]:
    """The lines of a year in any state but replaced, by number."""
    return list(lines_of(bureau, year))


def working_days(first: date, last: date) -> list[date]:
    """The working days of a period by the stored calendar."""
    table = years_table()
    days = (first + timedelta(days=place) for place in range((last - first).days + 1))
    return [day for day in days if is_working_day(day, table)]


def year_to_simulate(lines: Sequence[Line], bureau: Bureau, *, limits: bool = True) -> Year:
    """The year of the given lines; Refused as `shares_for` where counties merged at odds."""
    return _Building(lines, bureau, limits).year()


class _Building:
    """Registers as numbers: rows by id, officers by certificate."""

    def __init__(self, lines: Sequence[Line], bureau: Bureau, limits: bool) -> None:
        self.lines, self.bureau, self.limits = lines, bureau, limits
        rows = InspectionObject.objects.filter(bureau=bureau).drawable().order_by("object_id")
        self.firms = [Firm(*row) for row in rows.values_list(*_COLUMNS)]
        self.row = {firm.object_id: place for place, firm in enumerate(self.firms)}
        people = Officer.objects.filter(bureau=bureau, active=True)
        self.certificates = sorted(people.values_list("certificate", flat=True), key=str.encode)
        self.officer = {name: place for place, name in enumerate(self.certificates)}
        self.days = working_days(
            min((line.window_start for line in lines), default=date.max),
            max((line.window_end for line in lines), default=date.min),
        ) if lines else []  # fmt: skip
        self.cycles = sorted({(line.item.code, line.cycle) for line in lines})
        self.pots: dict[str, int] = {}

    def year(self) -> Year:
        """All of it."""
        lines = tuple(self._line(line) for line in self.lines)
        return Year(
            ids=[firm.object_id for firm in self.firms],
            cells=[firm.field for firm in self.firms],
            lines=lines,
            shut=tuple(self._shut(*cycle) for cycle in self.cycles),
            used=self._used(),
            certificates=tuple(self.certificates),
            dimensions=self._dimensions(),
            barred=self._barred(),
        )

    def _line(self, line: Line) -> YearLine:
        urns: dict[str, array[int]] = {}
        for object_id, stratum, reason in pool_rows(
            self.bureau, line.pool_filter, line.stratify_by
        ):
            if reason == ELIGIBLE:
                urns.setdefault(stratum, array("I")).append(self.row[object_id])
        shares = {share.code: share for share in shares_for(line, urns)}
        parts = instalments(line.window, line.cap, line.frequency)
        sections = {role: each for role, each in senders(line).items() if isinstance(each, Section)}
        # Officers of other bureaus and experts are none of the bureau's own load.
        roles = tuple(r for r in officer_places(line.roles) if r in sections or not is_joint(r))
        cells = {self.firms[row].field for rows in urns.values() for row in rows}
        return YearLine(
            label=line.label,
            title=line.title,
            group=self.cycles.index((line.item.code, line.cycle)),
            urns=tuple(
                Urn(code, rows, shares[code].quota(len(rows), line.rounding))
                for code, rows in sorted(urns.items())
                if code in shares
            ),
            turns=tuple(
                Turn(
                    place, first, 1, cap, self._months(first, last),
                    self._able((first, last), roles, sections, cells),
                )
                for place, (first, last, cap) in enumerate(parts, 1)
            ),
            roles=roles,
            limits=self._limits(line) if self.limits else (),
        )  # fmt: skip

    def _months(self, first: date, last: date) -> bytes:
        return bytes(day.month - 1 for day in self.days if first <= day <= last)

    def _able(
        self, window: tuple[date, date], roles: Sequence[str], sections: Mapping[str, Section],
        cells: set[str],
    ) -> Able:  # fmt: skip
        there = officers_for(self.bureau, window)
        of_role = {role: by_place(there, role, sections) for role in roles}
        return {
            cell: tuple(
                tuple(
                    sorted(
                        self.officer[officer.certificate]
                        for officer in of_role[role]
                        if role != _LEAD or cell in officer.functions
                    )
                )
                for role in roles
            )
            for cell in cells
        }

    def _limits(self, line: Line) -> tuple[tuple[int, bytes], ...]:
        """The limits of every object on the first day of the visits, pot by pot."""
        rules, kind, known = cap_rules(self.bureau), KIND_OF_REGIME[Regime(line.regime)], {}
        by_pot: dict[str, bytearray] = {}
        for row, firm in enumerate(self.firms):
            seen = firm.attributes
            if seen not in known:
                known[seen] = self._places(rules, seen, line.window_start, kind)
            for pot, limit in known[seen]:
                of_pot = by_pot.setdefault(pot, bytearray([FREE]) * len(self.firms))
                of_pot[row] = min(limit, FREE - 1)
        return tuple(
            (self.pots.setdefault(pot, len(self.pots)), bytes(limits))
            for pot, limits in sorted(by_pot.items())
        )

    def _places(
        self, rules: list[CapRule], seen: Attributes, on: date, kind: VisitKind
    ) -> list[tuple[str, int]]:
        found = cap_of(seen, rules, on, kind)
        return [(counter_name(self.bureau, rule), rule.limit) for rule in found]

    def _used(self) -> tuple[bytes, ...]:
        """The places taken already in the year, pot by pot."""
        used = [bytearray(len(self.firms)) for _ in self.pots]
        year = self.lines[0].window_start.year if self.lines else 0
        rows = VisitCounter.objects.filter(year=year, scope__in=self.pots, used__gt=0)
        for subject, scope, taken in rows.values_list("subject", "scope", "used"):
            if subject in self.row:
                used[self.pots[scope]][self.row[subject]] = min(taken, FREE - 1)
        return tuple(map(bytes, used))

    def _shut(self, item: str, cycle: str) -> bytes:
        """Who was visited by this item in this cycle already."""
        shut = bytearray(len(self.firms))
        for subject in seen_in(self.bureau, item, cycle):
            if subject in self.row:
                shut[self.row[subject]] = 1
        return bytes(shut)

    def _dimensions(self) -> Mapping[str, Dimension]:
        by = {line.stratify_by for line in self.lines}
        names = [*DIMENSIONS, *(name for name in MORE if name in by)]
        return {name: _dimension([getattr(firm, name) for firm in self.firms]) for name in names}

    def _barred(self) -> dict[int, frozenset[int]]:
        barred: dict[int, set[int]] = {}
        for one in recusals(self.bureau):
            row = self.row.get(one.object.object_id)
            officer = self.officer.get(one.officer.certificate)
            if row is not None and officer is not None:
                barred.setdefault(row, set()).add(officer)
        return {row: frozenset(officers) for row, officers in barred.items()}


def _dimension(values: Sequence[str]) -> Dimension:
    codes = tuple(sorted(set(values)))
    place = {code: number for number, code in enumerate(codes)}
    return Dimension(codes, array("H", [place[value] for value in values]))
