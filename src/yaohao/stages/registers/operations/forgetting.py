"""Files of an import that serve for a day go when it is over (data minimisation, GB/T 35273)."""

from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.rules import Actor
from yaohao.stages.registers.models import ImportRun


@operation("registers.import.forget")
def forget_rows(*, by: Actor, pk: int) -> tuple[str, ...]:
    """Let go of the planned rows of an import and of those as they were before.

    From here on it cannot be undone. Returns the files that nothing names any more, for
    `housekeeping` to delete once this is written.
    """
    run = ImportRun.objects.select_for_update(of=("self",)).get(pk=pk)
    files = {name for name in (run.ready_file, run.before_file) if name}
    run.ready_file = run.before_file = ""
    run.save(update_fields=["ready_file", "before_file"])
    record(by=by, subject=run.subject, changed=[run], detail={"files": sorted(files)})
    used = {
        *ImportRun.objects.filter(ready_file__in=files).values_list("ready_file", flat=True),
        *ImportRun.objects.filter(before_file__in=files).values_list("before_file", flat=True),
    }  # the same sheet may have been read twice
    return tuple(sorted(files - used))
