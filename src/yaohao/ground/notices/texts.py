"""The words of a notice, made at reading from its kind and fields."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from yaohao.ground.notices.models import Notice
from yaohao.ground.notices.rules import Kind


def words(notice: Notice) -> str:
    """One sentence in the reader's language."""
    count, day = notice.fields["count"], notice.fields["day"]
    if notice.kind == Kind.OVERDUE.value:
        return _("%(count)s tasks are overdue, the oldest since %(day)s.") % {
            "count": count,
            "day": day,
        }
    return _("%(count)s tasks are new on your desk, the first due on %(day)s.") % {
        "count": count,
        "day": day,
    }


def mail(notice: Notice, address: str) -> tuple[str, str]:
    """Subject and text in the recipient's language; `address` is the desk's."""
    with override(notice.language):
        said = words(notice)
        return _("Yaohao: something waits for you"), f"{said}\n\n{address}\n"
