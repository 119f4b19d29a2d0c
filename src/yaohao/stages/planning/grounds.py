"""The ground of a line before an act: refused in words where its item or basis is not in force."""

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from yaohao.ground.audit.refusal import Refused
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.queries.grounds import Ground, ground
from yaohao.stages.registers.marks import flag_words, flags_mark, mark
from yaohao.stages.registers.rules.bases import Flag


def refuse_groundless(line: Line) -> None:
    """Refuse a line whose item is withdrawn, or rests on a basis that is not in force."""
    found = ground(line, timezone.localdate())
    if found and not found.stands:
        raise Refused(f"{line.label}: {reason(line, found)} {remedy(found)}")


def reason(line: Line, found: Ground) -> str:
    """What is to be seen to, in words."""
    if found.item is None:
        return _("The item %(item)s is withdrawn: no version of it applies on %(day)s.") % {
            "item": f"{line.item.code} {line.item.name}", "day": found.on,
        }  # fmt: skip
    said = [
        _("%(words)s.") % {"words": f"{flag_words(one)}{_note(one.basis.note)}"}
        for one in found.flags
    ]
    if found.ends:
        said.append(
            _("The item %(item)s ends on %(day)s, before the visits do.")
            % {"item": f"{found.item.code} {found.item.name}", "day": found.ends}
        )
    return " ".join(said)


def remedy(found: Ground) -> str:
    """What to do about it."""
    if found.item is None:
        return _("Enter a version of the item that applies, or break the task off.")
    if found.broken:
        return _(
            "Write the item's next version, with a basis in force; the line then stands again."
        )
    if any(one.flag is Flag.AMENDED for one in found.flags):
        return _("Compare the item with the amendment: write its next version, or confirm it.")
    return _("Write the item's next version in time; visits after that day are refused.")


def ground_mark(found: Ground) -> SafeString:
    """The gravest of it as a mark."""
    if found.item is None:
        return mark("bad", _("item withdrawn"))
    if found.flags:
        return flags_mark(found.flags)
    return mark("warn", _("item ends on %(day)s") % {"day": found.ends})


def _note(text: str) -> str:
    return f"（{text}）" if text else ""
