"""A limit of visits from a day on: a new row with its source; the old rows stay."""

from datetime import date

from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import Bureau, User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.planning.gate import permit
from yaohao.stages.planning.models import Cap
from yaohao.stages.planning.queries import caps
from yaohao.stages.planning.rules import Act


@operation("planning.cap.set", article="12")
def set_cap(*, by: User, pk: int, limit: int, source: str, read: bool, valid_from: date) -> Cap:
    """Set another limit for the enterprises of limit `pk`, for the own bureau, from a day on.

    Refused without a source, and from a day on which the bureau has set one already.
    Raises Cap.DoesNotExist for a limit of another bureau.
    """
    permit(by=by, act=Act.CHANGE)
    bureau = Bureau.objects.select_for_update().get(pk=by.bureau_id)
    old = next((cap for cap in caps(bureau) if cap.pk == pk), None)
    if old is None:
        raise Cap.DoesNotExist
    if not source.strip():
        raise Refused(_("Say which document sets this limit."))
    same = Cap.objects.filter(
        bureau=bureau, scope=old.scope, group=old.group, grade=old.grade, valid_from=valid_from
    )
    if any(sorted(cap.kinds) == sorted(old.kinds) for cap in same):
        raise Refused(_("A limit from %(day)s on is set already. Choose another day.")
                      % {"day": valid_from})  # fmt: skip
    cap = Cap.objects.create(
        bureau=bureau,
        scope=old.scope,
        group=old.group,
        grade=old.grade,
        kinds=old.kinds,
        limit=limit,
        source=source.strip(),
        read=read,
        valid_from=valid_from,
    )
    record(by=by, subject=f"planning.cap:{cap}", changed=[cap], detail={"source": cap.source})
    return cap
