"""One-time codes: what a person signs in with the first time, and shows nobody twice."""

import base64
import secrets
from datetime import timedelta

from django.http import HttpRequest

from yaohao.ground.keys.vault import seal, unseal

# Without 0 O 1 I L: the code is read from paper and typed by hand.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
GROUPS, LENGTH = 4, 4  # 16 characters of 31: 79 bits
VALID = timedelta(days=7)
SESSION_KEY = "accounts.code"


def new_code() -> str:
    """Four groups of four characters, `ABCD-EFGH-…`, from the system's generator."""
    return "-".join(
        "".join(secrets.choice(ALPHABET) for _place in range(LENGTH)) for _group in range(GROUPS)
    )


def hand_over(request: HttpRequest, *, username: str, code: str) -> None:
    """Keep a code for the next page of this session; sealed, so that no table holds it in clear."""
    sealed = base64.b64encode(seal(_name(username), code.encode())).decode()
    request.session[SESSION_KEY] = {"username": username, "sealed": sealed}


def take(request: HttpRequest, *, username: str) -> str:
    """The code handed over for this person, once; empty the second time."""
    kept = request.session.get(SESSION_KEY)
    if not kept or kept["username"] != username:
        return ""
    del request.session[SESSION_KEY]
    return unseal(_name(username), base64.b64decode(kept["sealed"])).decode()


def _name(username: str) -> str:
    return f"accounts.code:{username}"
