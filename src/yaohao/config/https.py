"""Encrypted connections without the internet: an own authority, or a supplied certificate.

Service workers, passkeys and WebCrypto need HTTPS. A bureau's intranet has no public authority, so
`own` makes one that the bureau's machines and phones are told to trust (RFC 5280 profile, P-256).
"""

import ipaddress
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

AUTHORITY_DAYS = 3650
SERVER_DAYS = 397  # browsers refuse longer ones
SKEW = timedelta(hours=1)  # a phone's clock may be slow


class CertificateError(ValueError):
    """A certificate or key cannot be used; the text names the file and the reason."""


@dataclass(frozen=True, slots=True)
class Files:
    """Where certificate and keys lie: among the keys, so that no backup takes them."""

    folder: Path

    @property
    def authority(self) -> Path:
        """Certificate of the own authority: the file that phones install."""
        return self.folder / "authority.crt"

    @property
    def authority_key(self) -> Path:
        """Private key of the own authority."""
        return self.folder / "authority.key"

    @property
    def server(self) -> Path:
        """Certificate of the server, with its chain."""
        return self.folder / "server.crt"

    @property
    def server_key(self) -> Path:
        """Private key of the server."""
        return self.folder / "server.key"

    def present(self) -> bool:
        """Whether the server can speak HTTPS."""
        return self.server.is_file() and self.server_key.is_file()


def make_own(files: Files, *, owner: str, hosts: Sequence[str], now: datetime) -> None:
    """Make the authority unless there is one, and a fresh server certificate for `hosts`."""
    files.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not files.authority_key.is_file():
        _make_authority(files, owner, now)
    authority = x509.load_pem_x509_certificate(files.authority.read_bytes())
    signer = _private_key(files.authority_key)
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = (
        x509.CertificateBuilder()
        .subject_name(_name(owner, hosts[0]))
        .issuer_name(authority.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - SKEW)
        .not_valid_after(now + timedelta(days=SERVER_DAYS))
        .add_extension(x509.SubjectAlternativeName([_host(host) for host in hosts]), False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False)
        .add_extension(_issued_by(signer), False)
        .sign(signer, hashes.SHA256())
    )
    _write_secret(files.server_key, _pem(key))
    _write(files.server, _pem_of(certificate) + _pem_of(authority))


def take_supplied(files: Files, *, certificate: Path, key: Path, now: datetime) -> None:
    """Copy a supplied pair of PEM files; CertificateError unless they fit and are valid."""
    try:
        chain = certificate.read_bytes()
        parsed = x509.load_pem_x509_certificate(chain)
    except (OSError, ValueError) as error:
        raise CertificateError(f"{certificate}: {error}") from error
    private = _private_key(key)
    if private.public_key() != parsed.public_key():
        raise CertificateError(f"{key}: is not the key of {certificate}")
    if parsed.not_valid_after_utc < now:
        raise CertificateError(f"{certificate}: expired on {parsed.not_valid_after_utc:%Y-%m-%d}")
    files.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write_secret(files.server_key, key.read_bytes())
    _write(files.server, chain)


def days_left(files: Files, now: datetime) -> int:
    """Days until the server's certificate ends, negative afterwards; CertificateError."""
    try:
        certificate = x509.load_pem_x509_certificate(files.server.read_bytes())
    except (OSError, ValueError) as error:
        raise CertificateError(f"{files.server}: {error}") from error
    return (certificate.not_valid_after_utc - now).days


def fingerprint(files: Files) -> str:
    """SHA-256 of the own authority's certificate, as phones show it: `AB:CD:…`."""
    certificate = x509.load_pem_x509_certificate(files.authority.read_bytes())
    return certificate.fingerprint(hashes.SHA256()).hex(":").upper()


def _make_authority(files: Files, owner: str, now: datetime) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(owner, f"摇号 {owner} {now.astimezone(UTC):%Y}")
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - SKEW)
        .not_valid_after(now + timedelta(days=AUTHORITY_DAYS))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
        .add_extension(_signs_certificates(), True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        .sign(key, hashes.SHA256())
    )
    _write_secret(files.authority_key, _pem(key))
    _write(files.authority, _pem_of(certificate))


def _signs_certificates() -> x509.KeyUsage:
    names = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment")
    never = dict.fromkeys((*names, "key_agreement", "encipher_only", "decipher_only"), False)
    return x509.KeyUsage(key_cert_sign=True, crl_sign=True, **never)


def _issued_by(signer: ec.EllipticCurvePrivateKey) -> x509.AuthorityKeyIdentifier:
    return x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key())


def _name(owner: str, common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, owner[:64]),
            x509.NameAttribute(NameOID.COMMON_NAME, common[:64]),
        ]
    )


def _host(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host.strip("[]")))
    except ValueError:
        pass
    try:
        return x509.DNSName(host.encode("idna").decode())
    except UnicodeError as error:
        raise CertificateError(f"{host}: is neither a name nor an address") from error


def _private_key(file: Path) -> ec.EllipticCurvePrivateKey:
    try:
        key = load_pem_private_key(file.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise CertificateError(f"{file}: {error}") from error
    return key  # type: ignore[return-value]  # any kind can serve; only our own one signs


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _pem_of(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _write(file: Path, content: bytes) -> None:
    draft = file.with_name(file.name + ".draft")
    draft.write_bytes(content)
    draft.replace(file)


def _write_secret(file: Path, content: bytes) -> None:
    draft = file.with_name(file.name + ".draft")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
    draft.replace(file)
