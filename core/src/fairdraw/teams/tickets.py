"""Officers' tickets: one per (visit, officer), the same for all roles (spec, "Teams")."""

from collections.abc import Iterator, Sequence
from unicodedata import normalize

from fairdraw.digest import Hash, after
from fairdraw.encoding import tag

_NEAR = 32


def team_key(seed: bytes, digest: Hash) -> bytes:
    """Return H(T("team") || seed)[0:16]."""
    return digest(tag("team") + seed)[:16]


def officer_label(certificate: str, digest: Hash) -> bytes:
    """Return o = H(T("officer") || NFC UTF-8 certificate)[0:16]."""
    return digest(tag("officer") + normalize("NFC", certificate).encode())[:16]


def officer_ticket(seed: bytes, salt: bytes, certificate: str, digest: Hash) -> bytes:
    """Return the ticket of one officer at one visit: H(v || o), v = H(team key || s_i)."""
    return digest(digest(team_key(seed, digest) + salt) + officer_label(certificate, digest))


class Ranking:
    """Officers by (ticket, number), sorted only as far as somebody looks."""

    __slots__ = ("_far", "_limit", "_near", "_officers", "_tickets")

    def __init__(
        self, visit_key: bytes, labels: Sequence[bytes], officers: Sequence[int], digest: Hash
    ) -> None:
        self._officers = officers
        self._tickets = after(visit_key, labels, digest)
        share = 65_536 * _NEAR // max(len(labels), 1)
        self._limit = share.to_bytes(2, "big") if share < 65_536 else b"\xff" * 64
        limit, pairs = self._limit, zip(self._tickets, officers, strict=True)
        self._near = sorted([(ticket, officer) for ticket, officer in pairs if ticket < limit])
        self._far: list[tuple[bytes, int]] | None = None

    def __iter__(self) -> Iterator[int]:
        for _, officer in self._near:
            yield officer
        if self._far is None:
            limit = self._limit
            pairs = zip(self._tickets, self._officers, strict=True)
            self._far = sorted(entry for entry in pairs if entry[0] >= limit)
        for _, officer in self._far:
            yield officer
