"""A large import of objects, made ready while everybody else goes on, and then moved in at once.

Everything that takes its time happens before the register is locked: ids, numbers, grams, the
digest for the trail, the file for the undo. All of it holds only if the register is as it was when
that began; whoever locks it looks.
"""

import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date
from types import TracebackType
from typing import IO, Self

from yaohao.ground.audit.rows import RowsDigest
from yaohao.stages.registers.errors import RegisterError
from yaohao.stages.registers.models import ImportRun, InspectionObject, NumberHistory
from yaohao.stages.registers.queries.before import keep_places, lines_of, places_of
from yaohao.stages.registers.queries.editions import closed_words, edition_closed
from yaohao.stages.registers.rules.plan import RowPlan, Verdict
from yaohao.stages.registers.writing.objects import change, created
from yaohao.stages.registers.writing.serials import Serials
from yaohao.stages.registers.writing.staging import Stage, reserve

_HELD = 1 << 20  # bytes of former rows that are held in memory; more goes to the disk


def _rows_file() -> IO[str]:
    return tempfile.SpooledTemporaryFile(_HELD, "w+", encoding="utf-8", newline="\n")


class ReadyObjects:
    """New and changed objects of an import; a context, outside of any transaction.

    `digest` is over all of them, for the trail; `before_file` for the undo, once `seal` was called.
    """

    def __init__(self, run: ImportRun, today: date, new: int) -> None:
        self.digest = RowsDigest()
        self.before_file = ""
        self._run, self._today = run, today
        self._serials = Serials(run.bureau, locked=False)
        self._keys = iter(reserve(InspectionObject, new))
        self._new = Stage(InspectionObject, "new_objects")
        self._changed = Stage(InspectionObject, "changed_objects")
        self._numbers = Stage(NumberHistory, "former_numbers")
        self._places: tuple[list[tuple[str, int, int]], list[tuple[str, int, int]]] = [], []
        self._before = _rows_file()
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
        bureau, run, today, serials = self._run.bureau, self._run, self._today, self._serials
        new = [
            created(bureau, row, today, run, serials) for row in part if row.verdict is Verdict.NEW
        ]
        for instance, key in zip(new, self._keys, strict=False):
            instance.pk = key
        planned = {row.key: row for row in part if row.verdict is not Verdict.NEW}
        rows = InspectionObject.objects.filter(bureau=bureau, object_id__in=planned)
        changed = list(rows.order_by("object_id"))
        self._before.writelines(f"{line}\n" for line in lines_of(changed))
        made = (change(row, planned[row.object_id], today, run, serials) for row in changed)
        numbers = [number for number in made if number]
        for number, key in zip(numbers, reserve(NumberHistory, len(numbers)), strict=True):
            number.pk = key
        self._new.put(new)
        self._changed.put(changed)
        self._numbers.put(numbers)
        self._places[0].extend(places_of(new))
        self._places[1].extend(places_of(changed))
        self.digest.add(new).add(changed).add(numbers)

    def seal(self) -> None:
        """Keep what an undo needs."""
        self._before.seek(0)
        lines = (line.rstrip("\n") for line in self._before)
        self.before_file = keep_places(*self._places, lines)

    def move_in(self) -> bool:
        """Write all of it; the register must be locked. False if it is no longer as it was.

        RegisterError while an edition of the register waits for approval (article 11).
        """
        if edition := edition_closed(self._run.bureau):
            raise RegisterError(closed_words(edition))
        serials = Serials(self._run.bureau)
        if not serials.overtake(self._serials):
            return False
        serials.keep()
        return (
            self._new.insert() == self._new.count
            and self._changed.update() == self._changed.count
            and self._numbers.insert() == self._numbers.count
        )
