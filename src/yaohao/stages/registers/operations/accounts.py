"""Which account an officer signs in with (article 20: an assignment opens to the person)."""

from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rules import Role
from yaohao.ground.audit.operations import operation, record
from yaohao.stages.registers.errors import RegisterError
from yaohao.stages.registers.models import Officer


@operation("registers.officer.link", article="9")
def link_account(*, by: User, pk: int, user: User | None) -> Officer:
    """Join an officer of the actor's bureau to an account, or part them (`user` None).

    Raises Officer.DoesNotExist for another bureau's; RegisterError for an account of another
    bureau, one without the officer's role, or one that belongs to another officer.
    """
    officer: Officer = Officer.objects.of(by.bureau).select_for_update(of=("self",)).get(pk=pk)
    if user is not None:
        _check(officer, user)
    officer.user = user
    officer.revision += 1
    officer.save(update_fields=["user", "revision"])
    detail = {"account": user.username if user else ""}
    record(by=by, subject=officer.subject, changed=[officer], detail=detail)
    return officer


def _check(officer: Officer, user: User) -> None:
    if user.bureau_id != officer.bureau_id:
        raise RegisterError(_("The account belongs to another bureau."))
    if not user.holds(Role.OFFICER):
        raise RegisterError(
            _("%(name)s does not hold the role of an officer; the security administrator gives it.")
            % {"name": user.full_name}
        )
    if Officer.objects.filter(user=user).exclude(pk=officer.pk).exists():
        raise RegisterError(
            _("%(name)s is joined to another officer already.") % {"name": user.full_name}
        )
