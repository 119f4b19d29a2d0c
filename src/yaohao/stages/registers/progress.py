"""How far a job is with a sheet; says nothing about the register and needs no trail."""

from yaohao.stages.registers.models import ImportRun, ImportState


def mark(pk: int, state: ImportState, *, refusal: str = "") -> None:
    """Say what a job is doing with a sheet that nobody has imported or dropped meanwhile."""
    live = ImportRun.objects.filter(pk=pk).exclude(state__in=_OVER)
    live.update(state=state, refusal=refusal)


def told(pk: int, done: int, whole: int) -> None:
    """Say how many rows are read of how many."""
    ImportRun.objects.filter(pk=pk).update(done=done, whole=whole)


_OVER = (ImportState.IMPORTED, ImportState.UNDONE, ImportState.DROPPED)
