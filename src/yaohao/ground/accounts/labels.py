"""Roles and scopes in words."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yaohao.ground.accounts.rules import Role, Scope

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

SCOPES = {
    Scope.REGISTERS_READ: _("Read the registers"),
    Scope.REGISTERS_IMPORT: _("Import into the registers"),
    Scope.PLAN_READ: _("Read the annual plan"),
    Scope.STATISTICS_READ: _("Read the statistics"),
}
