"""Authenticated encryption under the key file (AES-256-GCM, NIST SP 800-38D).

The name of a secret is authenticated with it: ciphertext moved to another row does not open.
"""

import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.translation import gettext as _

from yaohao.ground.keys.once import make_once

NONCE = 12  # bytes


class VaultError(RuntimeError):
    """The key file is missing or does not fit; the text says what to do."""


def key_file() -> Path:
    """Where the master key lies: beside the database's folder, never inside it."""
    return Path(settings.YAOHAO_KEYS) / "vault.key"


def make_key_file() -> bool:
    """Make the key file if there is none; True when it was made. Readable by its owner alone."""
    return make_once(key_file(), lambda: secrets.token_bytes(32))


def seal(name: str, plain: bytes) -> bytes:
    """nonce ‖ ciphertext ‖ tag of `plain`, bound to `name`."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + _cipher().encrypt(nonce, plain, name.encode())


def unseal(name: str, sealed: bytes) -> bytes:
    """The plain bytes; VaultError when key, name or ciphertext do not fit."""
    try:
        return _cipher().decrypt(sealed[:NONCE], sealed[NONCE:], name.encode())
    except (InvalidTag, ValueError) as error:  # ValueError: cut short
        raise VaultError(
            _("“%(name)s” cannot be opened with this key file: was the right one put back?")
            % {"name": name}
        ) from error


def _cipher() -> AESGCM:
    file = key_file()
    try:
        key = file.read_bytes()
    except FileNotFoundError as error:
        raise VaultError(
            _("There is no key file %(file)s: run `yaohao init`, or put the saved one back.")
            % {"file": file}
        ) from error
    if len(key) != 32:
        raise VaultError(_("%(file)s is not a key of 32 bytes.") % {"file": file})
    return AESGCM(key)
