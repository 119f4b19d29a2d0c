"""What people type: dice and lottery, read by two of them; a signature, pasted by anybody."""

from datetime import datetime

from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.draw.models import DiceEntry, Draw, LogEntry
from yaohao.stages.draw.rules import SIGNATURE, typed


def note_reading(
    draw: Draw, *, kind: str, text: str, by: User, at: datetime, round_number: int,
    serves: LogEntry | None = None,
) -> tuple[DiceEntry, DiceEntry | None]:  # fmt: skip
    """Note one person's reading; return it, and an equal one by somebody else, if there is one.

    A person who types again replaces the own reading, until two people agree.
    """
    mine, _created = DiceEntry.objects.update_or_create(
        draw=draw, round=round_number, kind=kind, person=by, serves=serves,
        defaults={"throws": text, "at": at},
    )  # fmt: skip
    same = draw.dice.filter(round=round_number, kind=kind, serves=serves, throws=text)
    return mine, same.exclude(person=by).order_by("at", "pk").first()


def signature_bytes(text: str) -> bytes:
    """The 48 bytes of a signature as people paste it; Refused for anything else."""
    digits = typed(text).lower()
    if not SIGNATURE.fullmatch(digits):
        raise Refused(_("The signature has 96 characters, 0–9 and a–f. Copy it as it stands."))
    return bytes.fromhex(digits)
