"""What the big screen shows of a draw: the log's own facts, and who sits in the hall.

Nothing here reads the vault while the draw is sealed; the result of an open draw is told with it.
Not even a count is taken from a sealed result: how many envelopes were opened or made void is left
to other pages.
"""

from dataclasses import dataclass
from datetime import datetime

from yaohao.stages.draw.assignments import Assignment
from yaohao.stages.draw.models import Draw, Session, SessionDraw
from yaohao.stages.draw.queries.facts import progress
from yaohao.stages.draw.queries.hall import agenda
from yaohao.stages.draw.queries.public import (
    PublicDraw,
    PublicRound,
    PublicWitness,
    public_draw,
    result_rows,
)
from yaohao.stages.draw.queries.rounds import told_rounds
from yaohao.stages.draw.rules import BROKEN_OFF, Stage, State, Witnessed
from yaohao.stages.draw.rules.screen import Scene, last_of, leads_to


@dataclass(frozen=True, slots=True)
class Present:
    """A witness in the hall or of the log: commitment and number as far as they are public.

    `compared` is the last comparison with the print, empty before any.
    """

    seat: int
    name: str
    office: str
    commitment: str = ""
    number: str = ""
    compared: Witnessed | None = None
    started: bool = False
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Screen:
    """One draw on the big screen, as far as the log has come.

    `told` is None before the announcement, `here` the round that is shown. `typed` counts the
    people who typed what is not in the log yet. `result` holds the round once it is told: by the
    reveal, or with an open draw;
    `hall`: whether it is drawn in a session; `objections` of that session to this draw.
    """

    draw: Draw
    told: PublicDraw | None
    here: PublicRound | None
    leads: Scene
    witnesses: tuple[Present, ...]
    hall: bool
    typed: int
    sealed_at: datetime | None
    result: tuple[Assignment, ...]
    objections: int

    @property
    def last(self) -> Scene:
        """The last scene that may be shown."""
        return last_of(self.leads)

    @property
    def revealed(self) -> bool:
        """Whether the key is public, so that everybody can recompute the draw."""
        return self.draw.state == State.REVEALED.value

    @property
    def broken(self) -> bool:
        """Whether the draw was broken off: whatever it gave counts for nothing."""
        return State(self.draw.state) in BROKEN_OFF

    @property
    def named(self) -> bool:
        """Whether names may be shown."""
        return self.here is not None and self.here.number in told_rounds(self.draw)

    @property
    def quota(self) -> int | None:
        """How many announcement and frozen list say will be drawn in all rounds; None before."""
        if self.told is None or self.told.rows is None:
            return None
        return sum(stratum.quota or 0 for stratum in self.told.strata)


def screen(draw: Draw) -> Screen:
    """The screen of one draw; with the witnesses of the last session that has it, if any."""
    items = SessionDraw.objects.filter(draw=draw).select_related("session")
    return _screen(draw, items.order_by("session__pk").last())


def session_screens(session: Session) -> list[Screen]:
    """The screens of the draws of a session, in the order of its agenda."""
    return [_screen(item.draw, item) for item in agenda(session)]


def _screen(draw: Draw, item: SessionDraw | None) -> Screen:
    told = None if draw.state == State.PREPARED.value else public_draw(draw.number)
    here = _round(draw, told, item) if told else None
    number = here.number if here else 1
    sealed = bool(here and here.stage is Stage.SEALED)
    entries = draw.entries.filter(round=number)
    seals = entries.filter(kind="seal").values_list("at", flat=True)
    return Screen(
        draw=draw,
        told=told,
        here=here,
        leads=leads_to(
            frozen=bool(told and told.rows is not None),
            numbers=entries.filter(kind__in=("commit", "round")).exists(),
            sealed=sealed,
        ),
        witnesses=_present(told, number, item),
        hall=item is not None,
        typed=_typed(draw, here) if here and not sealed else 0,
        sealed_at=seals.first(),
        result=_result(draw, number) if sealed else (),
        objections=item.objections.count() if item else 0,
    )


def _typed(draw: Draw, here: PublicRound) -> int:
    known = [kind for kind, _value in here.values]
    return draw.dice.filter(round=here.number, serves=None).exclude(kind__in=known).count()


def _round(draw: Draw, told: PublicDraw, item: SessionDraw | None) -> PublicRound:
    """The round of the agenda; else the one in work, and the last sealed one before it begins."""
    number = item.round if item else progress(draw).number
    if item is None and number > 1 and not draw.entries.filter(round=number).exists():
        number -= 1
    return told.rounds[min(number, len(told.rounds)) - 1]


def _present(told: PublicDraw | None, number: int, item: SessionDraw | None) -> tuple[Present, ...]:
    """The seats of the session with their numbers; without a session who brought a number."""
    given = [each for each in told.witnesses if each.round == number] if told else []
    if item is None:
        return tuple(
            Present(each.seat, each.name, each.office, each.commitment, each.number)
            for each in given
        )
    return tuple(_seated(item, given))


def _seated(item: SessionDraw, given: list[PublicWitness]) -> list[Present]:
    brought = item.draw.contributions.filter(round=item.round, witness__isnull=False)
    places: dict[int, int] = dict(brought.values_list("witness", "seat"))
    numbers = {each.seat: each for each in given}
    did: dict[int, list[str]] = {}
    testimonies = item.testimonies.order_by("pk")
    for witness, act in testimonies.values_list("seat", "act"):
        did.setdefault(witness, []).append(act)
    found = []
    for seat in item.session.seats.filter(withdrawn_at=None).order_by("number"):
        mine = numbers.pop(places.get(seat.pk, 0), None)
        acts = did.get(seat.pk, [])
        compared = [act for act in acts if act in (Witnessed.EQUAL, Witnessed.DIFFERS)]
        found.append(
            Present(
                seat.number, seat.name, seat.office,
                mine.commitment if mine else "", mine.number if mine else "",
                compared=Witnessed(compared[-1]) if compared else None,
                started=Witnessed.STARTED in acts, signed=Witnessed.SIGNED in acts,
            )
        )  # fmt: skip
    # A number that somebody of the bureau took, or that a seat brought which was withdrawn since.
    rest = [Present(0, e.name, e.office, e.commitment, e.number) for e in numbers.values()]
    return found + rest


def _result(draw: Draw, number: int) -> tuple[Assignment, ...]:
    if number not in told_rounds(draw):
        return ()
    return tuple(row for row in result_rows(draw.number) if row.round == number)
