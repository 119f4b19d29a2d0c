"""What is wrong with a cosigned checkpoint, in a sentence that says how to mend it."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from fairdraw.errors import Fault

from yaohao.ground.ledger.operations import Taken
from yaohao.ground.ledger.rules import Reason, Unfit

SENTENCES: Mapping[Reason, Promise] = {
    Reason.MALFORMED: gettext_lazy(
        "This is no cosigned checkpoint: %(fault)s. Send the file that “fairdraw cosign sign” "
        "wrote, as it is."
    ),
    Reason.MANY: gettext_lazy("At most %(most)d signatures fit into one file. Send several files."),
    Reason.UNSIGNED: gettext_lazy(
        "No witness has signed this checkpoint: it carries the signature of the log alone. Sign "
        "it with “fairdraw cosign sign” and send the answer, not the checkpoint."
    ),
    Reason.TWICE: gettext_lazy("%(name)s signed twice in one file. Keep one of the two lines."),
    Reason.ORIGIN: gettext_lazy(
        "This checkpoint is of the log “%(found)s”; ours is “%(origin)s”. Take the checkpoint "
        "from our portal."
    ),
    Reason.BEYOND: gettext_lazy(
        "The checkpoint covers %(found)d entries; this log has %(size)d. Was the log restored "
        "from a backup, or is this a checkpoint of another server? Keep it, and ask the bureau."
    ),
    Reason.ROOT: gettext_lazy(
        "After %(size)d entries this log has another fingerprint than the signed one. Either the "
        "file was changed on its way, or the witness was shown another log: keep the file and "
        "compare it with the public log."
    ),
    Reason.UNKNOWN: gettext_lazy(
        "%(name)s is not among the cosigners of this log. The bureau must name the key first; the "
        "public list stands on the portal."
    ),
    Reason.KEY: gettext_lazy(
        "%(name)s signed with another key than the one on the public list. Sign with that key, or "
        "have the bureau end the old one and name the new one."
    ),
    Reason.SIGNATURE: gettext_lazy(
        "The signature of %(name)s does not fit this checkpoint. Sign it again with “fairdraw "
        "cosign sign”, and do not copy lines from one file into another."
    ),
    Reason.AHEAD: gettext_lazy(
        "%(name)s signed at %(moment)s, which lies in the future. Set the clock of the witness's "
        "machine and sign again."
    ),
    Reason.BEHIND: gettext_lazy(
        "%(name)s signed at %(moment)s, before this part of the log was written. Set the clock of "
        "the witness's machine and sign again."
    ),
    Reason.STALE: gettext_lazy(
        "%(name)s has signed %(signed)d entries before; this checkpoint covers %(found)d only. "
        "Take the newest checkpoint and sign that."
    ),
}


def unfit_words(unfit: Unfit) -> str:
    """The refusal in the reader's language, with its code at the end as the core has it."""
    details = {name: _word(value) for name, value in unfit.details.items()}
    return str(SENTENCES[unfit.reason]) % details + f" [{unfit.reason.value}]"


def taken_words(taken: Taken) -> str:
    """What became of a cosigned checkpoint that was taken."""
    if taken.names:
        return _("Taken into the log as entry %(entry)d: %(names)s cosigned %(size)d entries.") % {
            "entry": taken.entry,
            "names": _(", ").join(taken.names),
            "size": taken.size,
        }
    if taken.entry is not None:
        return _("This is in the log already, as entry %(entry)d. Nothing was added.") % {
            "entry": taken.entry
        }
    return _(
        "Nothing was added: since this witness's last signature the log has grown by cosignatures "
        "alone, and those need none."
    )


def _word(value: object) -> object:
    if isinstance(value, Fault):
        return value.text("zh" if (get_language() or "zh").startswith("zh") else "en")
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M:%S")
    return value
