"""The seats of a session with what each witness did, draw by draw."""

from collections.abc import Sequence
from dataclasses import dataclass

from yaohao.stages.draw.models import Contribution, Seat, Session, SessionDraw, Testimony
from yaohao.stages.draw.rules import Witnessed

COMPARED = (Witnessed.EQUAL.value, Witnessed.DIFFERS.value)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one witness did with one draw; the last comparison counts."""

    compared: Testimony | None
    started: Testimony | None
    signed: Testimony | None
    number: Contribution | None

    @property
    def differs(self) -> bool:
        """Whether the list was found not equal with the print."""
        return self.compared is not None and self.compared.act == Witnessed.DIFFERS


@dataclass(frozen=True, slots=True)
class SeatRow:
    """One seat, its cells in the order of the agenda."""

    seat: Seat
    cells: Sequence[tuple[SessionDraw, Cell]]

    def cell(self, item: SessionDraw) -> Cell:
        """The cell of one draw."""
        return next(cell for one, cell in self.cells if one.pk == item.pk)

    def differs(self, item: SessionDraw) -> bool:
        """Whether somebody who still sits here found the list not equal."""
        return self.seat.withdrawn_at is None and self.cell(item).differs

    def brought(self, item: SessionDraw) -> bool:
        """Whether somebody who still sits here brought a number."""
        return self.seat.withdrawn_at is None and self.cell(item).number is not None

    def started(self, item: SessionDraw) -> bool:
        """Whether somebody who still sits here pressed start."""
        return self.seat.withdrawn_at is None and self.cell(item).started is not None

    @property
    def signatures(self) -> list[Testimony]:
        """The signatures, each file once."""
        found: dict[str, Testimony] = {}
        for _item, cell in self.cells:
            if cell.signed:
                found.setdefault(cell.signed.file, cell.signed)
        return list(found.values())


def seat_rows(session: Session, items: Sequence[SessionDraw]) -> list[SeatRow]:
    """Every seat that was ever taken, by its number."""
    done: dict[tuple[int, int], dict[str, Testimony]] = {}
    for each in Testimony.objects.filter(seat__session=session).order_by("pk"):
        kind = "compared" if each.act in COMPARED else each.act
        done.setdefault((each.seat_id, each.item_id), {})[kind] = each
    numbers = {
        (each.witness_id, each.draw_id, each.round): each
        for each in Contribution.objects.filter(witness__session=session)
    }
    rows = []
    for seat in session.seats.order_by("number"):
        cells = []
        for item in items:
            did = done.get((seat.pk, item.pk), {})
            cell = Cell(
                did.get("compared"), did.get(Witnessed.STARTED), did.get(Witnessed.SIGNED),
                numbers.get((seat.pk, item.draw_id, item.round)),
            )  # fmt: skip
            cells.append((item, cell))
        rows.append(SeatRow(seat, cells))
    return rows
