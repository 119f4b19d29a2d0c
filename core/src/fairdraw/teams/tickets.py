"""Officers' tickets: one per (visit, officer), the same for all roles (spec, "Teams")."""

from collections.abc import Iterator, Sequence
from unicodedata import normalize

from fairdraw.digest import Hash, after, below
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


def nearest(visit_key: bytes, labels: Sequence[bytes], digest: Hash) -> list[int]:
    """Return the officers with the smallest tickets, about 32, as indexes into their labels."""
    share = 65_536 * _NEAR // max(len(labels), 1)
    limit = share.to_bytes(2, "big") if share < 65_536 else b"\xff" * 64
    return [index for _, index in sorted(below(visit_key, labels, limit, digest))]


class Ranking:
    """Officers by (ticket, number), computed only as far as somebody looks.

    `near`: what `nearest` said, if it was asked already.
    """

    __slots__ = ("_digest", "_far", "_key", "_labels", "_near", "_officers")

    def __init__(
        self,
        visit_key: bytes,
        labels: Sequence[bytes],
        officers: Sequence[int],
        digest: Hash,
        near: Sequence[int] | None = None,
    ) -> None:
        self._key, self._labels, self._officers, self._digest = visit_key, labels, officers, digest
        self._near = nearest(visit_key, labels, digest) if near is None else near
        self._far: list[int] | None = None

    def __iter__(self) -> Iterator[int]:
        officers = self._officers
        for index in self._near:
            yield officers[index]
        if self._far is None:
            tickets = after(self._key, self._labels, self._digest)
            others = set(range(len(officers))).difference(self._near)
            self._far = sorted(others, key=lambda index: (tickets[index], index))
        for index in self._far:
            yield officers[index]
