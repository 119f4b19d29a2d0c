"""Papers are issued in the transaction of the act: no act without its paper, no number lost."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import Bureau, User
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.documents.models import Issued
from yaohao.ground.documents.operations import Issue, Issuer, issue
from yaohao.ground.documents.render import DocumentError
from yaohao.ground.documents.rules import Kind
from yaohao.stages.inspection.files import keep, thumbnail
from yaohao.stages.inspection.models import Inspection
from yaohao.stages.inspection.papers.data import data_of


def issue_papers(inspection: Inspection, *kinds: Kind, by: User) -> list[Issued]:
    """Issue papers of one visit today; Refused when a page cannot be set on this machine."""
    return [
        issue_one(
            kind=kind,
            bureau=inspection.bureau,
            subject=inspection.subject,
            data=data_of(kind, inspection),
            by=by,
        )
        for kind in kinds
    ]


def issue_one(
    *, kind: Kind, bureau: Bureau, subject: str, data: Mapping[str, Any], by: User,
    day: date | None = None,
) -> Issued:  # fmt: skip
    """Issue one paper under the name the bureau has on the day (today where none is given)."""
    now = timezone.now()
    on = day or timezone.localdate(now)
    name, word = bureau.called(on)
    job = Issue(
        issuer=Issuer(bureau.code, name, word),
        subject=subject,
        day=on,
        at=now.replace(microsecond=0),
        by=by.full_name,
        keep=keep,
        pictures=pictures_of(data),
    )
    try:
        return issue(kind=kind, issue=job, data=data)
    except (DocumentError, LookupError) as error:
        raise Refused(
            _("The paper cannot be made, so nothing was done: %(fault)s") % {"fault": error}
        ) from error


def pictures_of(data: Mapping[str, Any]) -> dict[str, bytes]:
    """The signatures that stand on a paper, small enough for a page, by digest."""
    rows = data.get("signatures", ())
    return {row["picture"]: thumbnail(row["picture"]) for row in rows if row["picture"]}
