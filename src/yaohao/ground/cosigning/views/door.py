"""Where anybody posts a cosigned checkpoint: the signature is the credential.

Plain text in and out, so that curl, a timer or another program can be the witness. The status
codes are those of C2SP tlog-witness where it knows the case.
"""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from fairdraw.checkpoint import LONGEST

from yaohao.ground.accounts.rights import public
from yaohao.ground.accounts.throttle import too_many
from yaohao.ground.audit.rules import STRANGER
from yaohao.ground.cosigning.operations import NothingNewError, hand_in
from yaohao.ground.cosigning.rules import PERIOD, POSTS, STATUS, TOO_LONG, TOO_MANY
from yaohao.ground.cosigning.texts import taken_words, unfit_words
from yaohao.ground.ledger.rules import Unfit


# Without a session there is nothing for a forged request to misuse.
@public
@csrf_exempt
@require_POST
def signatures(request: HttpRequest) -> HttpResponse:
    """Take a cosigned checkpoint; 200 also when it is in the log already."""
    if too_many(request, "cosigning", most=POSTS, period=PERIOD):
        answer = _plain(_("Too many requests from this address. Wait a minute."), TOO_MANY)
        answer["Retry-After"] = str(PERIOD)
        return answer
    note = request.read(LONGEST + 1)
    if len(note) > LONGEST:
        return _plain(
            _("The file is too long: at most %(most)d bytes.") % {"most": LONGEST}, TOO_LONG
        )
    try:
        return _plain(taken_words(hand_in(by=STRANGER, note=note)), 200)
    except NothingNewError as unchanged:
        return _plain(taken_words(unchanged.taken), 200)
    except Unfit as unfit:
        return _plain(unfit_words(unfit), STATUS[unfit.reason])


def _plain(text: str, status: int) -> HttpResponse:
    response = HttpResponse(text + "\n", status=status, content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "no-store"
    return response
