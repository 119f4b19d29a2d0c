"""What officers see of themselves: certificate, leave, their recusals (article 13)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.ground.theme.parts import Fact
from yaohao.stages.registers import operations
from yaohao.stages.registers.errors import RegisterError
from yaohao.stages.registers.forms import RecusalForm
from yaohao.stages.registers.marks import certificate_mark
from yaohao.stages.registers.models import Officer
from yaohao.stages.registers.queries.people import leaves_ahead, standing_recusals
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.showing import column_name


@may(Role.OFFICER, Role.SECTION_HEAD)
def mine(request: HttpRequest) -> HttpResponse:
    """My recusals: the form, what stands, and how my certificate stands."""
    user, today = person(request), timezone.localdate()
    row = Officer.objects.of(user.bureau).filter(user=user).first()
    form = RecusalForm(request.POST or None, bureau=user.bureau)
    if request.method == "POST" and row and form.is_valid():
        assert form.found is not None
        try:
            operations.declare_own_recusal(
                by=user, object_id=form.found.object_id, reason=form.cleaned_data["reason"]
            )
        except RegisterError as refusal:
            form.add_error("asked", str(refusal))
        else:
            messages.success(request, _("Recusal declared. No draw will bring the two together."))
            return redirect("registers:mine")
    context = {
        "row": row,
        "form": form,
        "facts": _facts(row) if row else [],
        "recusals": standing_recusals(officer=row) if row else [],
        "leaves": leaves_ahead(row, today) if row else [],
        "breadcrumbs": [{"label": _("My recusals")}],
    }
    return render(request, "registers/mine.html", context, status=422 if form.errors else 200)


def _facts(row: Officer) -> list[Fact]:
    kind = Kind.OFFICERS
    return [
        Fact(_("Certificate"), certificate_mark(row, timezone.localdate())),
        Fact(column_name(kind, "certificate"), row.certificate),
        Fact(column_name(kind, "valid_to"), row.valid_to.isoformat()),
    ]
