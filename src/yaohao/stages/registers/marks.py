"""Small marks of state: always a colour, a shape and a word."""

from collections.abc import Sequence
from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from yaohao.stages.registers.models import Expert, InspectionObject, Item, Officer
from yaohao.stages.registers.queries.bases import Flagged, flags
from yaohao.stages.registers.rules.bases import Flag
from yaohao.stages.registers.rules.certificates import Standing, validity

_TONES = {
    Standing.VALID: "good", Standing.SOON: "warn", Standing.ENDING: "orange",
    Standing.EXPIRED: "bad",
}  # fmt: skip


def mark(tone: str, words: object) -> SafeString:
    """`tone` is one of good, warn, bad, off, red, orange, yellow, blue; the shape goes with it."""
    return format_html('<span class="sign sign-{}">{}</span>', tone, words)


def risk_mark(row: InspectionObject) -> SafeString:
    """The risk grade."""
    tone = "off" if row.risk == "UNRATED" else row.risk.lower()
    return mark(tone, row.get_risk_display())


def state_mark(row: InspectionObject) -> SafeString:
    """In the register, or the public reason why not."""
    return mark("bad" if row.exclusion else "good", row.get_exclusion_display())


def certificate_mark(row: Officer, today: date) -> SafeString:
    """How the certificate stands, with the days left."""
    found = validity(row.valid_from, row.valid_to, today)
    tone = _TONES.get(found.standing, "off") if row.active else "off"
    return mark(tone, certificate_words(row, today))


def certificate_words(row: Officer, today: date) -> str:
    """The same in words alone."""
    if not row.active:
        return _("out of service")
    found = validity(row.valid_from, row.valid_to, today)
    return _standing_words(found.standing, found.days)


def expert_mark(row: Expert, today: date) -> SafeString:
    """Whether the appointment holds today."""
    tone = "good" if appointed(row, today) else "off"
    return mark(tone, expert_words(row, today))


def expert_words(row: Expert, today: date) -> str:
    """The same in words alone."""
    if not row.active:
        return _("out of service")
    if today < row.valid_from:
        return _("appointed from %(day)s") % {"day": row.valid_from}
    if row.valid_to and row.valid_to < today:
        return _("appointment ended on %(day)s") % {"day": row.valid_to}
    return _("appointed")


def appointed(row: Expert, today: date) -> bool:
    """Whether the expert may be asked today."""
    ends = row.valid_to or date.max
    return row.active and row.valid_from <= today <= ends


FLAG_TONES = {
    Flag.ENDED: "bad", Flag.NOT_YET: "bad", Flag.AMENDED: "orange", Flag.ENDING: "warn",
}  # fmt: skip
FLAG_NAMES = {
    Flag.ENDED: gettext_lazy("basis ended"),
    Flag.NOT_YET: gettext_lazy("basis not yet in force"),
    Flag.AMENDED: gettext_lazy("basis amended"),
    Flag.ENDING: gettext_lazy("basis ends soon"),
}
FLAG_WORDS = {
    Flag.ENDED: gettext_lazy("%(basis)s ended on %(day)s"),
    Flag.NOT_YET: gettext_lazy("%(basis)s begins on %(day)s only"),
    Flag.AMENDED: gettext_lazy("%(basis)s was amended on %(day)s"),
    Flag.ENDING: gettext_lazy("%(basis)s ends on %(day)s"),
}


def flag_words(one: Flagged) -> str:
    """What is to be seen to at one basis."""
    return str(FLAG_WORDS[one.flag]) % {"basis": one.basis, "day": one.day}


def flags_mark(found: Sequence[Flagged]) -> SafeString:
    """The gravest of several in two words, and how many more there are."""
    more = format_html(" +{}", len(found) - 1) if len(found) > 1 else ""
    first = found[0].flag
    return format_html("{}{}", mark(FLAG_TONES[first], FLAG_NAMES[first]), more)


def over(row: Item, today: date) -> bool:
    """Whether the version applies no more."""
    return row.valid_to is not None and row.valid_to < today


def basis_words(row: Item, today: date) -> str:
    """How the bases of an item version stand, in words; a dash for a version that is over."""
    if over(row, today):
        return "—"
    if found := flags(row, today):
        return "；".join(map(flag_words, found))
    return _("in force") if row.bases.all() else _("names no law")


def basis_mark(row: Item, today: date) -> SafeString:
    """The gravest flag of an item version, or that its bases are in force."""
    if over(row, today):
        return mark("off", "—")
    if found := flags(row, today):
        return flags_mark(found)
    return mark("good" if row.bases.all() else "off", basis_words(row, today))


def _standing_words(standing: Standing, days: int) -> str:
    if standing is Standing.EXPIRED:
        return ngettext("expired %(days)d day ago", "expired %(days)d days ago", -days) % {
            "days": -days
        }
    if standing is Standing.NOT_YET:
        return ngettext("valid in %(days)d day", "valid in %(days)d days", days) % {"days": days}
    if standing is Standing.ENDING:
        return ngettext(
            "ends very soon: %(days)d day left", "ends very soon: %(days)d days left", days
        ) % {"days": days}
    if standing is Standing.SOON:
        return ngettext("ends soon: %(days)d day left", "ends soon: %(days)d days left", days) % {
            "days": days
        }
    return ngettext("valid: %(days)d day left", "valid: %(days)d days left", days) % {"days": days}
