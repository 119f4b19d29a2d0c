"""The words of a notice, made at reading from its kind and fields."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from yaohao.ground.notices.models import Notice
from yaohao.ground.notices.rules import Kind


def words(notice: Notice) -> str:
    """One sentence in the reader's language."""
    said = {
        Kind.WORK: _("%(count)s tasks are new on your desk, the first due on %(day)s."),
        Kind.OVERDUE: _("%(count)s tasks are overdue, the oldest since %(day)s."),
        Kind.DELEGATED: _("A leader's power was given to you from %(since)s through %(until)s."),
    }
    found: str = said[Kind(notice.kind)] % notice.fields
    return found


def mail(notice: Notice, address: str) -> tuple[str, str]:
    """Subject and text in the recipient's language; `address` is the desk's."""
    with override(notice.language):
        said = words(notice)
        return _("Yaohao: something waits for you"), f"{said}\n\n{address}\n"
