"""Closing single fields by law before a table is proposed (政府信息公开条例 art. 14, 15)."""

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.publication.gate import queue
from yaohao.stages.publication.models import Redaction
from yaohao.stages.publication.queries.snapshots import candidate
from yaohao.stages.publication.rules import FIELDS, KEYS, PUBLISHERS, Kind, Secret

SUBJECT = "publication.redaction:{}-{}-{}"


@operation("publication.redaction.close", article="15")
def redact(
    *, by: User, kind: Kind, year: int, key: str, field: str, secret: Secret, words: str
) -> Redaction:
    """Close one field of one row; the public reads the ground in its place.

    Refused for a row or column that is not there, for the column that names the row, for one
    closed already, and without a reason.
    """
    bureau = queue(by, PUBLISHERS)
    if field not in FIELDS[kind] or field == KEYS[kind]:
        raise Refused(_("This column cannot be closed."))
    if key not in {row[KEYS[kind]] for row in candidate(kind, bureau, year).rows}:
        raise Refused(_("No row of this table is named %(key)s.") % {"key": key})
    why = words.strip()
    if not why:
        raise Refused(_("Say why this field is closed; it stays on record."))
    made, new = Redaction.objects.get_or_create(
        bureau=bureau, kind=kind.value, year=year, key=key, field=field,
        defaults={"secret": secret.value, "words": why, "by": by, "at": timezone.now()},
    )  # fmt: skip
    if not new:
        raise Refused(_("This field is closed already."))
    subject = SUBJECT.format(bureau.code, kind.value, year)
    record(by=by, subject=subject, changed=[made], reason=why)
    return made


@operation("publication.redaction.open", article="15")
def open_field(*, by: User, pk: int) -> Redaction:
    """Open a field again; from the next version on the public sees it."""
    bureau = queue(by, PUBLISHERS)
    found: Redaction = Redaction.objects.of(bureau).get(pk=pk)
    record(
        by=by,
        subject=SUBJECT.format(bureau.code, found.kind, found.year),
        changed=[found],
        detail={"row": found.key, "column": found.field},
    )
    found.delete()
    return found
