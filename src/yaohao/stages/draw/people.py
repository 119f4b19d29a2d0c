"""Who may be drawn for which place: own officers, those of departments that join, experts.

An officer goes for one department alone (article 16 asks for two of the bureau itself): whoever
belongs to a section or bureau that sends one takes its place and no other, also where the bureau
lends officers. Only officers of the own places may be borrowed. An expert is taken for the fields
that the trades name.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from yaohao.ground.accounts.models import Bureau
from yaohao.stages.draw.ladder import Ladder
from yaohao.stages.draw.rules import LEAD
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.queries.senders import by_place, senders
from yaohao.stages.planning.rules import is_expert, is_joint
from yaohao.stages.registers.models import Expert, Officer
from yaohao.stages.registers.queries.experts import OPEN_END, experts_for, experts_named
from yaohao.stages.registers.queries.fitness import officers_for
from yaohao.stages.registers.rules.fitness import Days
from yaohao.stages.registers.rules.trades import fits


@dataclass(frozen=True, slots=True)
class Person:
    """An officer or expert as the lists of a round name them; `bureau` by its code."""

    certificate: str
    name: str
    bureau: str
    valid_from: date
    valid_to: date


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person for one place; `since`: the rung from which on (0: at once)."""

    person: Person
    since: int
    leads: frozenset[str] = frozenset()  # fields in which an officer may lead
    trades: tuple[str, ...] = ()

    def may(self, role: str, field: str) -> bool:
        """Whether the person may take the place at an enterprise of the field."""
        if role == LEAD:
            return field in self.leads
        return not is_expert(role) or fits(self.trades, field)


def candidates(line: Line, window: Days, ladder: Ladder) -> dict[str, list[Candidate]]:
    """For every place of the line who is there for a window, whatever the enterprise."""
    home = officers_for(line.bureau, window)
    sending = senders(line)
    experts = [_expert(each) for each in experts_for(line.bureau, window)]
    found: dict[str, list[Candidate]] = {}
    for role in line.roles:
        sender = sending.get(role)
        if is_expert(role):
            found[role] = experts
        elif isinstance(sender, Bureau):
            found[role] = _officers(officers_for(sender, window), 0)
        else:
            found[role] = _officers(by_place(home, role, sending), 0)
            if not is_joint(role):
                found[role] += _borrowed(window, ladder, set(sending.values()))
    return found


def people_named(names: Iterable[str]) -> dict[str, str]:
    """Names of lists to the names of the people, officers and experts."""
    wanted = set(names)
    officers = Officer.objects.filter(certificate__in=wanted)
    experts = {name: expert.name for name, expert in experts_named(wanted).items()}
    return dict(officers.values_list("certificate", "name")) | experts


def _borrowed(window: Days, ladder: Ladder, sending: set[object]) -> list[Candidate]:
    return [
        candidate
        for rung, lenders in ladder.borrowing
        for lender in lenders
        if lender not in sending
        for candidate in _officers(officers_for(lender, window), rung)
    ]


def _officers(officers: Sequence[Officer], since: int) -> list[Candidate]:
    return [
        Candidate(
            Person(o.certificate, o.name, o.bureau.code, o.valid_from, o.valid_to),
            since,
            leads=frozenset(o.functions),
        )
        for o in officers
    ]


def _expert(expert: Expert) -> Candidate:
    until = expert.valid_to or OPEN_END
    return Candidate(
        Person(expert.certificate, expert.name, expert.bureau.code, expert.valid_from, until),
        0,
        trades=tuple(expert.trades),
    )
