"""The roles in words."""

from django.utils.translation import pgettext_lazy

from yaohao.ground.accounts.rules import Role

ROLES = {
    Role.DIRECTOR: pgettext_lazy("role", "Director"),
    Role.DEPUTY: pgettext_lazy("role", "Deputy director"),
    Role.CLERK: pgettext_lazy("role", "Legal clerk"),
    Role.SECTION_HEAD: pgettext_lazy("role", "Section head"),
    Role.OFFICER: pgettext_lazy("role", "Officer"),
    Role.WITNESS: pgettext_lazy("role", "Witness"),
    Role.HALL: pgettext_lazy("role", "Hall reader"),
    Role.AUDITOR: pgettext_lazy("role", "Auditor"),
    Role.SYSTEM_ADMIN: pgettext_lazy("role", "System administrator"),
    Role.SECURITY_ADMIN: pgettext_lazy("role", "Security administrator"),
    Role.AUDIT_ADMIN: pgettext_lazy("role", "Audit administrator"),
}
