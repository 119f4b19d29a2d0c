"""Tickets: a basket of which the smallest are taken (spec/3-acts-and-draw.md, "Tickets")."""

from collections.abc import Iterable, Sequence
from heapq import nsmallest

from fairdraw.digest import Hash
from fairdraw.encoding import tag

Ticket = tuple[bytes, bytes, int]
"""(ticket of 32 bytes, id, index of the row in the pool); tuples compare in ticket order."""


def round_key(seed: bytes, digest: Hash) -> bytes:
    """Return k_r, the 16 bytes that turn a row's salt into its ticket of this round."""
    return digest(tag("ticket") + seed)[:16]


def ticket(key: bytes, salt: bytes, digest: Hash) -> bytes:
    """Return the ticket of one row: H(k_r || s_i)."""
    return digest(key + salt)


def smallest(tickets: Sequence[Ticket], count: int) -> list[Ticket]:
    """Return the `count` smallest tickets in ascending order."""
    if count * 8 > len(tickets):
        return sorted(tickets)[:count]
    return nsmallest(count, tickets)


def threshold(drawn: Sequence[Ticket], eligible: int) -> str:
    """Return the sealed threshold: `none`, `all`, or the largest drawn ticket in hex."""
    if not drawn:
        return "none"
    return "all" if len(drawn) == eligible else drawn[-1][0].hex()


def below(ticket_hex: str, limit: str) -> bool:
    """Tell whether a ticket wins against a sealed threshold."""
    return limit == "all" or (limit != "none" and ticket_hex <= limit)


def in_order(drawn: Iterable[Iterable[Ticket]]) -> list[Ticket]:
    """Return the drawn of all strata in one order, by (ticket, id)."""
    return sorted(entry for stratum in drawn for entry in stratum)
