"""What keeps an officer away, in words with the day."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from yaohao.stages.registers.models import Expert, Leave, Officer
from yaohao.stages.registers.rules.fitness import Lack


def lack_words(officer: Officer, lack: Lack | None, leaves: Iterable[Leave] = ()) -> str:
    """Why the officer may not go, or, without a lack, when the officer is on leave."""
    match lack:
        case Lack.LEFT:
            return _("out of service")
        case Lack.EXPIRED:
            return _("the certificate ends on %(day)s") % {"day": officer.valid_to}
        case Lack.NOT_YET:
            return _("the certificate begins on %(day)s") % {"day": officer.valid_from}
    spans = "、".join(f"{leave.first} – {leave.last}" for leave in leaves)
    return _("on leave %(spans)s") % {"spans": spans}


def expert_lack_words(expert: Expert, lack: Lack) -> str:
    """Why the expert may not come along."""
    match lack:
        case Lack.EXPIRED:
            return _("the appointment ends on %(day)s") % {"day": expert.valid_to}
        case Lack.NOT_YET:
            return _("the appointment begins on %(day)s") % {"day": expert.valid_from}
    return _("out of service")
