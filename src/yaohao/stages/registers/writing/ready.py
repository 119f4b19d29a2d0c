"""A large import, made ready while everybody else goes on, and then moved in at once.

Everything that takes its time happens before the register is locked: ids, numbers, grams, the
digest for the trail, the file for the undo. All of it holds only if the register is as it was when
that began; whoever locks it looks.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date
from types import TracebackType
from typing import Any, Self

from yaohao.ground.audit.rows import RowsDigest
from yaohao.stages.registers.errors import RegisterError
from yaohao.stages.registers.models import ImportRun, InspectionObject, NumberHistory
from yaohao.stages.registers.queries.before import BeforeRows, rows_before
from yaohao.stages.registers.queries.editions import closed_words, edition_closed
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.rules.plan import RowPlan, Verdict
from yaohao.stages.registers.writing.listings import Brought, brought
from yaohao.stages.registers.writing.objects import change, created
from yaohao.stages.registers.writing.past import PAST, past_rows
from yaohao.stages.registers.writing.serials import Serials
from yaohao.stages.registers.writing.staging import Stage, reserve


class ReadyRows(ABC):
    """New and changed rows of an import; a context, outside of any transaction.

    `digest` is over all of them, for the trail; `before_file` for the undo, once `seal` was called.
    """

    def __init__(self, run: ImportRun, model: Any, new: int) -> None:
        self.digest = RowsDigest()
        self.before_file = ""
        self._run, self._kind = run, Kind(run.kind)
        self.brought: list[Brought] = []  # grades of the blacklist
        self._keys = iter(reserve(model, new))
        self._new = Stage(model, "new_rows")
        self._changed = Stage(model, "changed_rows")
        self._numbers = Stage(NumberHistory, "former_numbers")
        self._before = BeforeRows()
        self._open = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            for part in (self._new, self._changed, self._numbers, self._before):
                stack.enter_context(part)
            self._open = stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.__exit__(kind, error, trace)

    def add(self, part: Sequence[RowPlan]) -> None:
        """Make the next planned rows ready."""
        before = rows_before(self._kind, self._run.bureau, part)
        new, changed, numbers = self._made(part)
        for instance, key in zip(new, self._keys, strict=False):
            instance.pk = key
        for number, key in zip(numbers, reserve(NumberHistory, len(numbers)), strict=True):
            number.pk = key
        self._new.put(new)
        self._changed.put(changed)
        self._numbers.put(numbers)
        self.brought += brought(part, new)
        self._before.note([*new, *changed], before)
        self.digest.add(new).add(changed).add(numbers)

    def seal(self) -> None:
        """Keep what an undo needs."""
        self.before_file = self._before.keep()

    def move_in(self) -> bool:
        """Write all of it; the register must be locked. False if it is no longer as it was.

        RegisterError where rows may not be written now.
        """
        return (
            self._new.insert() == self._new.count
            and self._changed.update() == self._changed.count
            and self._numbers.insert() == self._numbers.count
        )

    @abstractmethod
    def _made(
        self, part: Sequence[RowPlan]
    ) -> tuple[Sequence[Any], Sequence[Any], Sequence[NumberHistory]]:
        """New rows, changed ones, and the numbers that those had; nothing is written."""


class ReadyObjects(ReadyRows):
    """Objects, with serials and numbers that nobody else has taken when they move in."""

    def __init__(self, run: ImportRun, today: date, new: int) -> None:
        super().__init__(run, InspectionObject, new)
        self._today, self._serials = today, Serials(run.bureau, locked=False)

    def move_in(self) -> bool:
        """As said above; RegisterError while an edition waits for approval (article 11)."""
        if edition := edition_closed(self._run.bureau):
            raise RegisterError(closed_words(edition))
        serials = Serials(self._run.bureau)
        if not serials.overtake(self._serials):
            return False
        serials.keep()
        return super().move_in()

    def _made(
        self, part: Sequence[RowPlan]
    ) -> tuple[Sequence[Any], Sequence[Any], Sequence[NumberHistory]]:
        bureau, run, today, serials = self._run.bureau, self._run, self._today, self._serials
        new = [
            created(bureau, row, today, run, serials) for row in part if row.verdict is Verdict.NEW
        ]
        planned = {row.key: row for row in part if row.verdict is not Verdict.NEW}
        rows = InspectionObject.objects.filter(bureau=bureau, object_id__in=planned)
        changed = list(rows.order_by("object_id"))
        made = (change(row, planned[row.object_id], today, run, serials) for row in changed)
        return new, changed, [number for number in made if number]


class ReadyPast(ReadyRows):
    """Visits or orders from before this product."""

    def __init__(self, run: ImportRun, new: int) -> None:
        super().__init__(run, PAST[Kind(run.kind)][0], new)

    def _made(
        self, part: Sequence[RowPlan]
    ) -> tuple[Sequence[Any], Sequence[Any], Sequence[NumberHistory]]:
        return *past_rows(self._kind, self._run.bureau, part, self._run), ()


def ready_for(run: ImportRun, today: date, new: int) -> ReadyRows:
    """An import of a large register, to be made ready; `new` rows will be new."""
    return ReadyObjects(run, today, new) if run.kind == Kind.OBJECTS else ReadyPast(run, new)
