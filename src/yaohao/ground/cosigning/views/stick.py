"""The way by stick: the clerk uploads the file that a witness handed back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from fairdraw.checkpoint import LONGEST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.cosigning import operations
from yaohao.ground.cosigning.forms import AnswerForm
from yaohao.ground.cosigning.rules import CARRIERS
from yaohao.ground.cosigning.texts import taken_words, unfit_words
from yaohao.ground.ledger.rules import Unfit


@may(*CARRIERS)
@require_POST
def hand_in(request: HttpRequest) -> HttpResponse:
    """The same bytes that a witness would post."""
    form = AnswerForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Choose the file that the witness handed back."))
        return redirect("cosigning:cosigners")
    note = form.cleaned_data["answer"].read(LONGEST + 1)
    try:
        messages.success(request, taken_words(operations.hand_in(by=person(request), note=note)))
    except operations.NothingNewError as unchanged:
        messages.info(request, taken_words(unchanged.taken))
    except Unfit as unfit:
        messages.error(request, unfit_words(unfit))
    return redirect("cosigning:cosigners")
