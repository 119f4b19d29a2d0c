"""Signing in by key: `Authorization: Bearer yh_…`, from another program.

Guessing is answered as wrong passwords are: unknown keys are counted by address, and after the
same number the address is locked for the same while, whatever key comes then. A known key that
has ended is no guess; it is refused and not counted, else one forgotten program would lock out
its neighbours. The trail has one entry an hour for each key and outcome, and one per unknown key.
"""

import hmac
import re
from datetime import datetime, timedelta
from typing import NoReturn

from axes.models import AccessAttempt
from django.conf import settings
from django.db import transaction
from django.db.models import F, Sum
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import ApiToken
from yaohao.ground.accounts.rules import KEY_PREFIX, KeyLack, digest_of_key
from yaohao.ground.audit.models import Entry
from yaohao.ground.audit.operations import note
from yaohao.ground.audit.rules import STRANGER, Actor, Outcome
from yaohao.ground.theme.problems import Code, ProblemError

SIGN_IN = "accounts.token.sign-in"
REFUSAL = "accounts.token.refuse"
UNKNOWN = "accounts.token:unknown"
NAME = "(key)"  # what stands for the sign-in name where failures are counted; no person has it
KEY = re.compile(re.escape(KEY_PREFIX) + r"[A-Za-z0-9_-]{43}")
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="yaohao"'}
WRONG = {"WWW-Authenticate": 'Bearer realm="yaohao", error="invalid_token"'}


def sign_in(request: HttpRequest) -> ApiToken:
    """The token whose key the request carries, with its clerk; ProblemError (401, 429)."""
    now, address = timezone.now(), str(request.META.get("REMOTE_ADDR", ""))
    key = _carried(request)
    if wait := _locked_until(address, now):
        seconds = max(1, int((wait - now).total_seconds()))
        raise ProblemError(
            Code.LOCKED,
            _("Wait %(minutes)d minutes, then send the right key.")
            % {"minutes": -(-seconds // 60)},
            headers={"Retry-After": str(seconds)},
        )
    token = _known(key)
    if token is None:
        _count(address, now)
        _refuse_unknown(address)
    if lack := token.lack(timezone.localdate(now)):
        note_hourly(token, REFUSAL, now, outcome=Outcome.REFUSED, reason=lack.value)
        raise ProblemError(Code.KEY_ENDED, _lack_words(token, lack), headers=WRONG)
    _note_use(token, address, now)
    return token


def note_hourly(
    token: ApiToken, action: str, now: datetime, *, outcome: Outcome, reason: str
) -> None:
    """Note what happens to a key, once an hour: a program asks again and again."""
    hour = now.replace(minute=0, second=0, microsecond=0)
    told = Entry.objects.filter(subject=token.subject, action=action, reason=reason, at__gte=hour)
    if not told.exists():
        actor: Actor = token.clerk
        note(by=actor, action=action, subject=token.subject, outcome=outcome, reason=reason)


def _carried(request: HttpRequest) -> str:
    scheme, _blank, key = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not key.strip():
        raise ProblemError(
            Code.KEY_MISSING,
            _("Send the header “Authorization: Bearer yh_…”. The security administrator has keys."),
            headers=CHALLENGE,
        )
    return key.strip()


def _known(key: str) -> ApiToken | None:
    """Sought by its digest, so that how long it takes tells nothing about the keys there are."""
    digest = digest_of_key(key) if KEY.fullmatch(key) else digest_of_key("")
    rows = ApiToken.objects.select_related("bureau", "clerk__bureau")
    token = rows.filter(digest=digest).first()
    same = hmac.compare_digest(token.digest if token else "0" * 64, digest)
    return token if same else None


def _refuse_unknown(address: str) -> NoReturn:
    note(by=STRANGER, action=REFUSAL, subject=UNKNOWN, outcome=Outcome.REFUSED, reason=address)
    raise ProblemError(
        Code.KEY_UNKNOWN,
        _("Look whether it was copied whole: “yh_” and 43 characters."),
        headers=WRONG,
    )


def _lack_words(token: ApiToken, lack: KeyLack) -> str:
    words = {
        KeyLack.REVOKED: _("The key “%(name)s” was ended by the security administrator."),
        KeyLack.EXPIRED: _("The key “%(name)s” was good through %(day)s."),
        KeyLack.CLERK_LEFT: _("Who answers for the key “%(name)s” is no clerk of the bureau now."),
    }
    said = words[lack] % {"name": token.name, "day": token.expires_on}
    return said + " " + _("Ask the security administrator for another.")


def _note_use(token: ApiToken, address: str, now: datetime) -> None:
    hour = now.replace(minute=0, second=0, microsecond=0)
    if token.used_at != hour:
        ApiToken.objects.filter(pk=token.pk).update(used_at=hour)
        note(by=token.clerk, action=SIGN_IN, subject=token.subject, reason=address)


def _cooloff() -> timedelta:
    return timedelta(hours=settings.AXES_COOLOFF_TIME)


def _locked_until(address: str, now: datetime) -> datetime | None:
    rows = AccessAttempt.objects.filter(username=NAME, ip_address=address or None)
    recent = rows.filter(attempt_time__gt=now - _cooloff())
    failures = recent.aggregate(sum=Sum("failures_since_start"))["sum"] or 0
    if failures < settings.AXES_FAILURE_LIMIT:
        return None
    last: datetime = recent.order_by("-attempt_time").values_list("attempt_time", flat=True)[0]
    return last + _cooloff()


@transaction.atomic
def _count(address: str, now: datetime) -> None:
    rows = AccessAttempt.objects.filter(username=NAME, ip_address=address or None)
    rows.filter(attempt_time__lte=now - _cooloff()).delete()
    row, made = AccessAttempt.objects.get_or_create(
        username=NAME,
        ip_address=address or None,
        user_agent="",
        defaults={"attempt_time": now, "failures_since_start": 1},
    )
    if not made:
        again = AccessAttempt.objects.filter(pk=row.pk)
        again.update(failures_since_start=F("failures_since_start") + 1, attempt_time=now)
