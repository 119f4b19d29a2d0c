"""Certificates that browsers take: chain, names, days, keys for the owner alone."""

import ipaddress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509.oid import ExtensionOID
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from yaohao.config.https import (
    CertificateError,
    Files,
    days_left,
    fingerprint,
    make_own,
    take_supplied,
)

NOW = datetime(2026, 11, 2, 8, tzinfo=UTC)
HOSTS = ["yaohao.bureau.lan", "192.168.1.5", "::1"]


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """An own authority with a server certificate."""
    made = Files(tmp_path / "https")
    make_own(made, owner="榆川市应急管理局", hosts=HOSTS, now=NOW)
    return made


def verify(files: Files, subject: x509.DNSName | x509.IPAddress, now: datetime = NOW) -> None:
    """As a browser that trusts the authority verifies the server."""
    authority = x509.load_pem_x509_certificate(files.authority.read_bytes())
    server, *chain = x509.load_pem_x509_certificates(files.server.read_bytes())
    builder = PolicyBuilder().store(Store([authority])).time(now)
    builder.build_server_verifier(subject).verify(server, chain)


@pytest.mark.parametrize(
    "subject",
    [
        x509.DNSName("yaohao.bureau.lan"),
        x509.IPAddress(ipaddress.ip_address("192.168.1.5")),
        x509.IPAddress(ipaddress.ip_address("::1")),
    ],
)
def test_a_browser_that_trusts_the_authority_accepts_every_name(
    files: Files, subject: x509.DNSName | x509.IPAddress
) -> None:
    verify(files, subject)


def test_another_name_and_another_time_are_refused(files: Files) -> None:
    with pytest.raises(VerificationError):
        verify(files, x509.DNSName("other.lan"))
    with pytest.raises(VerificationError):
        verify(files, x509.DNSName(HOSTS[0]), NOW + timedelta(days=398))


def test_the_authority_signs_no_authorities(files: Files) -> None:
    authority = x509.load_pem_x509_certificate(files.authority.read_bytes())
    limits = authority.extensions.get_extension_for_oid(ExtensionOID.BASIC_CONSTRAINTS)
    assert limits.critical
    assert limits.value.path_length == 0  # type: ignore[attr-defined]


def test_keys_are_for_their_owner_alone(files: Files) -> None:
    for key in (files.authority_key, files.server_key):
        assert key.stat().st_mode & 0o077 == 0
    assert files.present()


def test_renewal_keeps_the_authority(files: Files) -> None:
    before, server = fingerprint(files), files.server.read_bytes()
    make_own(files, owner="榆川市应急管理局", hosts=HOSTS, now=NOW + timedelta(days=390))
    assert fingerprint(files) == before
    assert files.server.read_bytes() != server
    assert days_left(files, NOW + timedelta(days=390)) == 397
    verify(files, x509.DNSName(HOSTS[0]), NOW + timedelta(days=390))


def test_a_host_that_is_no_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CertificateError, match="is neither"):
        make_own(Files(tmp_path), owner="局", hosts=["a" * 64 + ".lan"], now=NOW)


def test_a_supplied_pair_is_taken_over(files: Files, tmp_path: Path) -> None:
    target = Files(tmp_path / "supplied")
    take_supplied(target, certificate=files.server, key=files.server_key, now=NOW)
    assert target.server.read_bytes() == files.server.read_bytes()
    assert target.server_key.stat().st_mode & 0o077 == 0


def test_a_key_of_another_certificate_is_refused(files: Files, tmp_path: Path) -> None:
    target = Files(tmp_path / "supplied")
    with pytest.raises(CertificateError, match="is not the key of"):
        take_supplied(target, certificate=files.server, key=files.authority_key, now=NOW)
    assert not target.present()


def test_an_expired_certificate_is_refused(files: Files, tmp_path: Path) -> None:
    late = NOW + timedelta(days=500)
    with pytest.raises(CertificateError, match="expired"):
        take_supplied(Files(tmp_path), certificate=files.server, key=files.server_key, now=late)


def test_files_that_are_none_are_named(files: Files, tmp_path: Path) -> None:
    nothing = tmp_path / "nothing.pem"
    for pair in ((nothing, files.server_key), (files.server, nothing)):
        with pytest.raises(CertificateError, match=r"nothing\.pem"):
            take_supplied(Files(tmp_path), certificate=pair[0], key=pair[1], now=NOW)
    nothing.write_text("not PEM")
    with pytest.raises(CertificateError, match=r"nothing\.pem"):
        take_supplied(Files(tmp_path), certificate=nothing, key=files.server_key, now=NOW)
